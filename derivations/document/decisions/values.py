"""Conditions under which the sides of a claim have values, which a text need not say."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

import sympy
from sympy.core.function import AppliedUndef

from derivations.document.decisions.unfolding import values_of_functions
from derivations.document.elaboration.quantities import is_fresh
from derivations.document.obligations.background import Background
from derivations.document.obligations.definedness import implied_conditions
from derivations.document.obligations.reasons import family_of
from derivations.document.syntax.statements import CONNECTIVES
from derivations.notation import Index, Lim
from derivations.notation.text import text
from derivations.notation.writing import Formula
from derivations.proof import Claim, Domain, Given
from derivations.proof.wording import Words, written
from derivations.proof.wording import assumption as in_words

SO_THAT = ", so that "
"""Between what is taken for granted and what for."""


def implied(claim: Claim, background: Background, roots: bool = True) -> Iterator[Any]:
    """What has to hold so that the left side of a claim, and the definitions that it rests on, have values."""
    if claim.relation in CONNECTIVES:
        sides = [side for relation in claim.sides for side in relation.args]
    else:
        sides = [claim.lhs]
    for side in sides:
        expression = side.of if isinstance(side, Lim) else side
        varied = varied_bases(side) if isinstance(side, Lim) else set()
        for assumption in implied_conditions(expression, roots):
            quantity = assumption.of if hasattr(assumption, "of") else None
            if quantity in varied:
                continue
            known = None if quantity is None else background.definitions.get(family_of(quantity))
            if known is None:
                yield assumption
            elif isinstance(known.right, AppliedUndef) and (low := getattr(assumption, "low", None)) is not None:
                yield Given(sympy.Gt(quantity, low, evaluate=False))  # it depends on another quantity
    for right in (*(d.right for d in background.definitions.values()), *values_of_functions(sides, background)):
        for assumption in implied_conditions(right, roots):
            speaks_of = assumption.of if isinstance(assumption, Domain) else assumption.claim
            inside = speaks_of.free_symbols
            if not any(str(symbol).endswith("°") for symbol in inside) and (
                isinstance(assumption, Domain) or not any(isinstance(symbol, Index) for symbol in inside)
            ):
                yield assumption


def varied_bases(limit: Lim) -> set[Any]:
    """The bases of powers whose exponent tends to something: 0 may be one of them, and has powers."""
    return {power.base for power in limit.of.atoms(sympy.Pow) if limit.variable in power.exp.free_symbols}


def beyond_values(claim: Claim, background: Background, used: Iterable[Any]) -> Iterator[str]:
    """What a proof takes for granted of roots, which have values where that does not hold: ‖x‖ > 0 where x is 0."""
    found = {*implied(claim, background), *_of_right(claim)}
    needed = {*implied(claim, background, roots=False), *_of_right(claim, roots=False)}
    beyond = [implied_text(assumption, "") for assumption in found - needed]
    for text_of_used in (background.texts.get(assumption, "") for assumption in used):
        yield from (f"if {t.removesuffix(SO_THAT)}" for t in beyond if t in text_of_used)


def _of_right(claim: Claim, roots: bool = True) -> tuple[Domain | Given, ...]:
    return implied_conditions(claim.rhs, roots) if isinstance(claim.rhs, sympy.Expr) else ()


def implied_text(assumption: Any, purpose: str = "the left side has a value") -> str:
    """An assumption in words, with what it is made for."""
    return f"{written(_in_letters(in_words(assumption)), text)}{SO_THAT}{purpose}"


def _in_letters(words: Words) -> Words:
    """Words in which an index that the document does not write, as that of a vector's length, has a letter."""
    parts = [part for word in words for part in (word if isinstance(word, Formula) else (word,))]
    indices = {index for part in parts if hasattr(part, "atoms") for index in part.atoms(Index)}
    free = iter([letter for letter in "klmpqr" if letter not in {index.name for index in indices}])
    unwritten = sorted((index for index in indices if is_fresh(index)), key=str)
    where = {index: Index(next(free, index.name), index.range) for index in unwritten}

    def lettered(part: Any) -> Any:
        return part.xreplace(where) if hasattr(part, "xreplace") else part

    return tuple(Formula(*map(lettered, word)) if isinstance(word, Formula) else lettered(word) for word in words)
