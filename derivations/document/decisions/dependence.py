"""Quantities that may depend on one another in ways that no definition says."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from sympy import Symbol, preorder_traversal

from derivations.document.decisions.unfolding import unfolding
from derivations.document.discourse.sections import Section
from derivations.document.elaboration.survey import calls_in
from derivations.document.obligations.background import Background, names_in
from derivations.document.syntax.names import shown
from derivations.document.syntax.nodes import Differential, walk
from derivations.document.syntax.patterns import is_lone
from derivations.notation import Entry, Index, Partial


def tied(sides: Iterable[Any], background: Background, ties: list[tuple[str, frozenset[str]]]) -> str:
    """Why what is differentiated may depend on what it is differentiated by in a way that no definition says."""
    for expression in background.with_definitions(sides):
        for part in preorder_traversal(expression):
            if not isinstance(part, Partial):
                continue
            if not names_in([part.by]).isdisjoint(background.definitions):
                continue
            by, of = names_in([part.by]), {part.of.name} if isinstance(part.of, Symbol) else set[str]()
            symbols = {s for side in unfolding(part.of, background) for s in side.free_symbols | side.atoms(Entry)}
            inside = names_in(s for s in symbols if not isinstance(s, Index)) - by - of - background.definitions.keys()
            for text, names in ties:
                if names & by and names & inside:
                    return f"{min(names & inside)} may depend on {min(by)} as the text says: {text}"
    return ""


def tied_by_words(section: Section) -> list[tuple[str, frozenset[str]]]:
    """What the text says of which quantities depend on one another, other than by definitions."""
    ties = [(text, frozenset(map(shown, names))) for text, names in section.dependent]
    for _, condition in section.mentioned:
        left, right = condition.related.parts
        derived = any(isinstance(part, Differential) for side in (left, right) for part in walk(side))
        named = is_lone(left) or derived or next(calls_in(left), None)
        if condition.related.relations == ("=",) and not named:
            ties.append((condition.text, frozenset(map(shown, condition.related.keys))))
    return ties
