"""Partial derivatives of a function of several quantities of which one is computed from another.

In the derivative of f(x, y) by x, where the text has y = x^2, the argument y may be held fixed, or vary with x.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from sympy import Symbol

from derivations.document.decisions.unfolding import unfolding
from derivations.document.elaboration.glossary import Glossary
from derivations.document.elaboration.meaning import Meaning
from derivations.document.obligations.background import Background
from derivations.document.obligations.names import name_of, names_in
from derivations.document.syntax.nodes import Name, base_of
from derivations.notation import Entry, Partial, subexpressions


def not_held_fixed(
    sides: Iterable[Any], background: Background, meaning: Meaning, glossary: Glossary
) -> Iterator[tuple[str, str]]:
    """For each argument that may be held fixed, under which condition it is not, and the doubt about that."""
    for part in (part for side in background.with_definitions(sides) for part in subexpressions(side)):
        if not isinstance(part, Partial) or not isinstance(part.of, Entry | Symbol):
            continue
        of, by = name_of(part.of), name_of(part.by)
        found = glossary.of(*meaning.families[of]) if of in meaning.families else None
        arguments = () if found is None else tuple(map(base_of, found[0].parameters))
        keys = {argument.key for argument in arguments if isinstance(argument, Name)}
        if _key(meaning, by) not in keys:
            continue
        for name, definition in background.definitions.items():
            varies = by in names_in(unfolding(definition.right, background, {by}))
            if name != by and varies and _key(meaning, name) in keys:
                yield (
                    f"if {name} varies with {by} when {of} is differentiated with respect to {by}",
                    f"the text does not say whether {name} is held fixed when {of} is differentiated with respect "
                    f"to {by}",
                )


def _key(meaning: Meaning, name: str) -> str:
    return meaning.families[name][0] if name in meaning.families else name
