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
from derivations.notation import Index, Lim, sigma
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
    beyond = [text for text in (implied_text(assumption, "") for assumption in found - needed) if text]
    for text_of_used in (background.texts.get(assumption, "") for assumption in used):
        yield from (f"if {t.removesuffix(SO_THAT)}" for t in beyond if t in text_of_used)


def _of_right(claim: Claim, roots: bool = True) -> tuple[Domain | Given, ...]:
    return implied_conditions(claim.rhs, roots) if isinstance(claim.rhs, sympy.Expr) else ()


def implied_text(assumption: Any, purpose: str = "the left side has a value") -> str:
    """An assumption in words, with what it is made for; one that always holds has none."""
    if isinstance(assumption, Given) and assumption.claim.rhs == 0 and is_positive(assumption.claim.lhs):
        return ""
    return f"{written(_in_letters(in_words(assumption)), text)}{SO_THAT}{purpose}"


def is_positive(value: Any) -> bool:
    """Whether an expression is positive for all values of its quantities, as its form shows.

    >>> from sympy import Symbol, exp
    >>> x = Symbol("x", real=True)
    >>> is_positive(1 + exp(-x)), is_positive(x**2 + 1), is_positive(x)
    (True, True, False)
    """
    match value:
        case sympy.Add(args=terms):
            return any(map(is_positive, terms)) and all(is_positive(term) or _is_even(term) for term in terms)
        case sympy.Mul(args=factors):
            return all(map(is_positive, factors))
        case sympy.Pow(args=(base, _)):
            return is_positive(base)
        case sympy.exp() | sigma():
            return True
    return bool(value.is_positive)


def _is_even(value: Any) -> bool:
    """Whether an expression is an even power, or a positive multiple of one."""
    match value:
        case sympy.Mul(args=factors):
            return all(is_positive(factor) or _is_even(factor) for factor in factors)
        case sympy.Pow(args=(_, exponent)):
            return bool(exponent.is_even)
    return False


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
