"""What words say of the quantities that another one depends on: "let L depend on u and v", "a function of u and v"."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence, Set

from derivations.document.discourse.grammar import tokens_of
from derivations.document.discourse.sentences import Part, Sentence
from derivations.document.discourse.vocabulary import CONTINUING_WORDS, DENIALS

_ON = re.compile(r"\b(?:depend(?:s|ing|ent)?\b(?:\s+\w+)?\s+(?:up)?on|functions?\s+of)\b[^,.;:()]*$", re.IGNORECASE)
"""Words between what depends on something and the first quantity that it depends on."""


def stated(sentence: Sentence, names: Callable[[Part], Set[str]]) -> Iterator[tuple[str, frozenset[str]]]:
    """Each quantity of which a sentence says all that it depends on, with that.

    A list of quantities is one subject, and one object: "both u and v depend on x, y and z".
    """
    parts = [part for part in sentence.parts if part.formula is not None]
    for place, part in enumerate(parts):
        if place and _ON.search(part.words) and DENIALS.isdisjoint(tokens_of(part.words)):
            subjects, objects = _listed(parts, place, names)
            for key in sorted(subjects):
                yield key, frozenset(objects)


def _listed(parts: Sequence[Part], place: int, names: Callable[[Part], Set[str]]) -> tuple[set[str], set[str]]:
    """The names in the lists of formulas before a place, and from it on."""
    first, last = place - 1, place
    while first and _continues(parts[first]):
        first -= 1
    while last + 1 < len(parts) and _continues(parts[last + 1]):
        last += 1
    before, behind = (
        {key for part in some for key in names(part)} for some in (parts[first:place], parts[place : last + 1])
    )
    return before, behind


def _continues(part: Part) -> bool:
    return CONTINUING_WORDS.issuperset(tokens_of(part.words))
