"""Quantities that may depend on one another in ways that no definition says."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Set
from typing import Any

from sympy import Symbol, evaluate, preorder_traversal

from derivations.document.decisions.unfolding import unfolding
from derivations.document.discourse.sections import Section
from derivations.document.elaboration.survey import calls_in
from derivations.document.obligations.background import Background, names_in
from derivations.document.syntax.names import shown
from derivations.document.syntax.nodes import Differential, walk
from derivations.document.syntax.patterns import is_lone
from derivations.notation import Entry, Index, Partial


def _derivatives(sides: Iterable[Any], background: Background) -> Iterator[tuple[Partial, set[str], set[Any]]]:
    """The derivatives that a claim speaks of, each with the names that are constant in it, and its quantities."""
    for expression in background.with_definitions(sides):
        for part in preorder_traversal(expression):
            if isinstance(part, Partial):
                by, of = names_in([part.by]), {part.of.name} if isinstance(part.of, Symbol) else set[str]()
                symbols: set[Any] = {
                    s for side in unfolding(part.of, background, by) for s in side.free_symbols | side.atoms(Entry)
                }
                inside = names_in(s for s in symbols if not isinstance(s, Index))
                yield part, inside - by - of - background.definitions.keys(), symbols


def tied(sides: Iterable[Any], background: Background, ties: list[tuple[str, frozenset[str]]]) -> str:
    """Why what is differentiated may depend on what it is differentiated by in a way that no definition says."""
    for part, inside, _ in _derivatives(sides, background):
        by = names_in([part.by])
        for text, names in ties:
            if by.isdisjoint(background.definitions) and names & by and names & inside:
                return f"{min(names & inside)} may depend on {min(by)} as the text says: {text}"
    return ""


def independent(sides: Iterable[Any], background: Background, loose: Set[str]) -> tuple[str, ...]:
    """That quantities are constant in a derivative, where the text says of them what may make them depend on others."""
    found: dict[str, None] = {}
    for part, inside, symbols in _derivatives(sides, background):
        by = min(names_in([part.by]))
        also = names_in(unfolding(part.by, background)) if by in background.definitions else set[str]()
        for name in sorted(n for n in inside if n in also or _letter(n) in loose):
            found[f"if {name} does not depend on {by}"] = None
        if _letter(by) in loose and any(_is_another(part.by, symbol) for symbol in symbols):
            found[f"if what {by} stands for does not depend on one another"] = None
    return tuple(found)


def _letter(name: str) -> str:
    """A written name without its scripts."""
    return re.split("[_^]", name)[0]


def _is_another(one: Any, other: Any) -> bool:
    """Whether two components of a family certainly are different ones: ``h_1`` and ``h_2``, ``h_t`` and ``h_{t-1}``."""
    if not (isinstance(one, Entry) and isinstance(other, Entry) and one.family == other.family):
        return False
    with evaluate(True):
        return any((a - b).is_nonzero for a, b in zip(one.args[1:], other.args[1:], strict=False))


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
