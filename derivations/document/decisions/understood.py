"""What a reading takes to be understood without being said, and names that were not understood."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Set
from typing import Any

import sympy
from sympy import Integer, Symbol

from derivations.document.decisions.decision import Reading
from derivations.document.elaboration.statistics import PROBABILITY
from derivations.document.obligations.background import Background
from derivations.document.obligations.conventions import DISTRIBUTIONS
from derivations.document.syntax.names import COUNTS
from derivations.notation import Entry, Family, Index, Sum, subexpressions
from derivations.proof import Domain, Given


def _distributions(expressions: list[Any], primitive: set[str]) -> Iterator[tuple[Given | Domain, str]]:
    """That labels and probabilities, which nothing defines, sum to 1: it may be understood."""
    seen: set[str] = set()
    for expression in expressions:
        for part in subexpressions(expression):
            if not isinstance(part, Entry) or part.family.name in seen or part.family.name not in primitive:
                continue
            *others, last = part.args[1:] or (None,)
            if part.family.name[0] in DISTRIBUTIONS and isinstance(last, Index) and len(others) <= 1:
                seen.add(part.family.name)
                index = Index("k′", last.range)
                if part.family.name[0] in "pqπPQ" and any(e.has(sympy.log) for e in expressions):
                    yield Domain(part, Integer(0)), f"{part.family.name} is positive"
                total = Sum(part.family[(*others, index)], index)
                yield Given(sympy.Eq(total, Integer(1), evaluate=False)), f"{part.family.name} sums to 1"


def _plain_letters(expressions: list[Any]) -> set[Symbol]:
    """The letters that may stand for numbers of things."""
    symbols = {part for expression in expressions for part in expression.atoms(Symbol)}
    return {s for s in symbols if not isinstance(s, Index | Family) and not s.is_integer and str(s) in COUNTS}


def _sizes_of_left_out(expressions: list[Any]) -> set[Symbol]:
    """The sizes of the sets of which a sum leaves an index out: of one index alone nothing would be left."""
    return {
        part.index.range.last
        for expression in expressions
        for part in subexpressions(expression)
        if isinstance(part, Sum) and part.without and isinstance(part.index.range.last, Symbol)
    }


def means(names: set[str]) -> set[str]:
    """What nothing defines, and is written as the mean of something else that is spoken of."""
    bar = "\u0304"
    plain = {name: unicodedata.normalize("NFD", name) for name in names}
    return {
        name
        for name, letters in plain.items()
        if bar in letters and unicodedata.normalize("NFC", letters.replace(bar, "", 1)) in names
    }


def inconsistent(expressions: list[Any]) -> set[str]:
    """The names that are used with several numbers of indices: what they are was not understood."""
    counts: dict[str, set[int]] = {}
    for expression in expressions:
        for part in subexpressions(expression):
            if isinstance(part, Entry):
                counts.setdefault(part.family.name, set()).add(len(part.args))
            elif isinstance(part, Symbol) and not isinstance(part, Index | Family):
                counts.setdefault(part.name, set()).add(0)
    return {name for name, several in counts.items() if len(several - {1, 0}) > 1 or {0} < several}


def _probabilities(expressions: list[Any], weights: Set[str]) -> Iterator[tuple[Given, str]]:
    """That the probabilities of an expectation sum to 1."""
    seen: set[Any] = set()
    for part in (part for expression in expressions for part in subexpressions(expression)):
        if isinstance(part, Entry) and (part.family.name in weights or part.family.name.startswith(PROBABILITY)):
            *others, last = part.args[1:] or (None,)
            if isinstance(last, Index) and (part.family, *others) not in seen:
                seen.add((part.family, *others))
                index = Index("k′", last.range)
                total = Sum(part.family[(*others, index)], index)
                yield Given(sympy.Eq(total, Integer(1), evaluate=False)), "the probabilities sum to 1"


def understand(
    sides: list[Any], reading: Reading, background: Background, primitive: set[str], weights: Set[str]
) -> None:
    """Add what a reading takes to be understood without being said; ``weights`` are known to be probabilities."""
    everything = background.with_definitions(sides)
    for certain, text in _probabilities(everything, weights & primitive):
        background.add(certain, text)
    if reading.normalised:
        for given, text in _distributions(everything, primitive):
            background.add(given, text)
    if reading.counting:
        letters = {one for one in _plain_letters(everything) if one.name not in background.definitions}
        for count in sorted(letters, key=str):
            background.add(Domain(count, Integer(1), None, False, True, True), f"{count} is a natural number")
    for size in sorted(_sizes_of_left_out(everything), key=str):
        several = Domain(size, Integer(2), None, False, True, True)
        if background.leaves_open(several):
            background.add(several, f"{size} ≥ 2, so that no sum is empty")
