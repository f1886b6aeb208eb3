"""The search for a counterexample: a point that satisfies every hypothesis and at which the claim is false.

A claim is refuted only if its sides, exact or in balls, are certainly not so related there.
"""

from __future__ import annotations

import random
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from typing import Any

import sympy
from flint import arb, ctx, fmpq

from derivations.notation import Index
from derivations.notation.relations import KINDS
from derivations.proof.refuting.evaluate import Point
from derivations.proof.refuting.numbers import NoValue
from derivations.proof.refuting.points import (
    Choice,
    all_defined,
    least,
    point,
    rational,
    related,
    seen,
    setting,
    shown,
    truth,
)
from derivations.proof.statements.claim import ELEMENT, EQUIVALENT, IMPLIES, NOT_ELEMENT, Claim
from derivations.proof.statements.theory import Domain, Theory
from derivations.proof.statements.verdict import Counterexample

TRIES = 60
LARGE, LARGE_TRIES = 20, 6
"""How many times larger numbers are at the last points, and how many these are."""
PRECISION = 200
"""Bits of the balls' midpoints."""

ANYWHERE = [fmpq(p, q) for p, q in ((0, 1), (1, 1), (-1, 1), (2, 1), (1, 2), (-2, 1), (3, 1), (-1, 2), (1, 3), (3, 2))]
POSITIVE = [fmpq(p, q) for p, q in ((1, 1), (2, 1), (1, 2), (3, 1), (1, 3), (5, 2))]
UNIT = [fmpq(p, q) for p, q in ((1, 2), (1, 3), (3, 4), (1, 4), (2, 3), (9, 10), (1, 10))]


def search(
    claim: Claim,
    theory: Theory,
    indices: frozenset[Index] = frozenset(),
    opaque: frozenset[object] = frozenset(),
    choose: Callable[[random.Random, int], Choice] | None = None,
) -> Counterexample | None:
    """A counterexample to the claim in the theory, if one is found among a fixed sequence of points.

    ``indices`` are further ones, which are taken from their ranges, and ``opaque`` what the theory defines in a way
    that is not understood.  ``choose`` gives the numbers for each attempt: :class:`Small`, if nothing is given.
    """
    here = setting(claim, theory, indices, opaque)
    choose = choose or partial(Small, apart=bool(here.inverted))
    rng = random.Random(0)
    before = ctx.prec
    ctx.prec = PRECISION
    try:
        for attempt in range(TRIES + LARGE_TRIES):
            with suppress(NoValue, IndexError, RecursionError):  # an index whose range is empty here, say
                place = point(here, choose(rng, attempt), rng)
                sides = seen(place, here, partial(_false_at, place, claim))
                if sides is not None and all_defined(place):
                    return Counterexample(shown(place), *sides)
    finally:
        ctx.prec = before
    return None


@dataclass(frozen=True)
class Small:
    """Small numbers, which a reader takes in at once; the first points make exponentials exact.

    Sets whose sizes may be ``apart`` have sizes of their own at late points: not every matrix is square there.
    """

    rng: random.Random
    attempt: int
    layers: int = 3
    apart: bool = False

    def size(self, least: int) -> int:
        """As few as may be, or one or two more."""
        late = self.apart and self.attempt >= TRIES / 2
        return least + (self.rng.randrange(3) if late else self.attempt % 3)

    def value(self, domain: Domain | None) -> fmpq:
        """A small fraction; late points have many zeros, where equations between exponentials hold exactly.

        The last points have large numbers, as roots and logarithms of differences have values there.
        """
        often_plain = TRIES / 2 <= self.attempt < TRIES and self.rng.random() < 0.5
        value = self.rng.choice(pool(domain, plain=self.attempt < 3 or often_plain))
        unbounded = domain is None or (domain.high is None and not domain.whole and value > 0)
        return value * LARGE if unbounded and self.attempt >= TRIES else value


@dataclass(frozen=True)
class Simplest:
    """The simplest numbers, for a counterexample that is shown: mostly 0, at later points more often 1.

    A network has two layers, and all sizes are as small as they can be, or larger by one.
    """

    rng: random.Random
    attempt: int
    layers: int = 2

    def size(self, least: int) -> int:
        """The smallest size, or the next one."""
        return least + self.attempt % 2

    def value(self, domain: Domain | None) -> fmpq:
        """The first value of the domain's pool, or the second one."""
        first, *others = pool(domain, plain=False)
        return others[0] if others and self.rng.random() < self.attempt / TRIES else first


def pool(domain: Domain | None, plain: bool) -> list[fmpq]:
    """Values to choose from; ``plain`` ones make exponentials exact."""
    low, high = (None, None) if domain is None else (rational(domain.low), rational(domain.high))
    if domain is None or (low is None and high is None and not domain.whole):
        return ANYWHERE[:1] if plain else ANYWHERE
    if domain.whole:
        first = least(domain)
        values = [fmpq(i) for i in (0, 1, -1, 2, -2)] if first is None else [fmpq(first + i) for i in range(3)]
        return [value for value in values if high is None or value < high or (value == high and not domain.high_open)]
    if low is not None and high is not None:
        inside = [low + (high - low) * u for u in UNIT]
        return inside + ([] if domain.low_open else [low]) + ([] if domain.high_open else [high])
    if low is not None:
        return [low + u for u in POSITIVE] + ([] if domain.low_open else [low])
    assert high is not None
    return [high - u for u in POSITIVE] + ([] if domain.high_open else [high])


def _false_at(place: Point, claim: Claim) -> tuple[str, str] | None:
    """The values of both sides, if the claim is certainly false at the point."""
    if claim.relation in (ELEMENT, NOT_ELEMENT):
        return _existence(place, claim)
    if claim.relation in (EQUIVALENT, IMPLIES):
        left, right = (truth(place, side) for side in claim.sides)
        wrong = (left, right) == (True, False) or (claim.relation == EQUIVALENT and (left, right) == (False, True))
        return (str(left).lower(), str(right).lower()) if wrong else None
    if claim.relation not in KINDS:
        raise NoValue(f"{claim.relation!r} is not a relation between numbers")
    left, right = map(place.side, claim.sides)
    return _texts(left, right) if related(claim.relation, left, right) is False else None


def _existence(place: Point, claim: Claim) -> tuple[str, str] | None:
    if claim.relation == ELEMENT or claim.rhs != sympy.S.Reals:
        return None
    value = place.of(claim.lhs)
    if isinstance(value, arb) and not value.is_finite():
        return None
    return (_text(value), "no real number")


# -- how a counterexample is shown


def _texts(left: Any, right: Any) -> tuple[str, str]:
    """Both values, balls with as many digits as it takes to see that they do not meet."""
    if any(isinstance(value, arb) and not value.is_finite() for value in (left, right)):
        return _text(left), _text(right)
    for digits in (20, 40, 60):
        texts = _text(left, digits), _text(right, digits)
        read = [
            value if isinstance(value, fmpq) else arb(text) for value, text in zip((left, right), texts, strict=True)
        ]
        if related("=", *read) is not None:
            return texts
    raise NoValue("the values are too close to one another to be shown apart")


def _text(value: Any, digits: int = 20) -> str:
    if isinstance(value, arb) and abs(value) == arb("+inf"):
        return "∞" if value > 0 else "-∞"
    if isinstance(value, fmpq | arb):
        return str(value) if isinstance(value, fmpq) else value.str(digits)
    raise NoValue("a side's value is not a number")
