"""A second opinion on what was proved: the claim evaluated in balls at many points that satisfy its hypotheses.

It shares no code with the normal form that proves: sums are added up, derivatives carried along by dual numbers, and
each point has a concrete number of neurons.  It can prove nothing, but what it sees to be false is false.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import sympy
from flint import arb, ctx, fmpq

from derivations.notation import Index, Vector
from derivations.notation.relations import KINDS, SIGNS
from derivations.proof.refuting.evaluate import Point
from derivations.proof.refuting.numbers import NoValue, Undefined
from derivations.proof.refuting.points import (
    Setting,
    assign,
    least,
    point,
    rational,
    related,
    seen,
    setting,
    shown,
    truth,
)
from derivations.proof.statements.audit import Audit
from derivations.proof.statements.claim import ELEMENT, EQUAL, EQUIVALENT, IMPLIES, NOT_ELEMENT, Claim
from derivations.proof.statements.theory import Domain, Given, Theory, with_declared

POINTS = 24
"""At how many points a claim is looked at."""
ATTEMPTS = 160
"""How many points are tried at most: some do not satisfy the hypotheses, at others a value cannot be told."""
PRECISIONS = (128, 1024, 4096)
"""Bits of the balls' midpoints: raised until the balls are small enough to tell."""
AGREEING = 64
"""How many leading bits two values have in common that are taken as equal."""


class Disagreement(Exception):
    """What was proved is false at a point: an error of this program, with all that it takes to repeat it.

    >>> from sympy.abc import u
    >>> try:
    ...     _ = audit(Claim(u, "=", u + 1), Theory())
    ... except Disagreement as problem:
    ...     print(str(problem).splitlines()[1:])
    ['  claim    u = u + 1', '  at       u = 0 (attempt 0)', '  found    0 against 1']
    """


def audit(claim: Claim, theory: Theory, indices: frozenset[Index] = frozenset()) -> Audit:
    """Look at a claim that was proved, at points that satisfy the theory.

    Raises :class:`Disagreement` where it is false.  ``indices`` are those that the claim speaks of, beside those that
    occur free in it.

    >>> from sympy.abc import u
    >>> from derivations.proof import reals
    >>> audit(Claim((u + 1) ** 2, "=", u**2 + 2 * u + 1), Theory(reals(u)))
    Audit(points=24, undecided=0)
    >>> audit(Claim((u + 1) ** 2, "=", u**2 + 1), Theory(reals(u)))
    Traceback (most recent call last):
        ...
    derivations.proof.audit.Disagreement: an internal error: what was proved is false; please report all of this
      claim    (u + 1)**2 = u**2 + 1
      theory   Domain(of=u, low=None, high=None, low_open=True, high_open=True, whole=False)
      at       u = 1 (attempt 1)
      found    4 against 2
    """
    found = Audit()
    for look in looks(claim, theory, indices):
        if look.outcome in (FALSE, UNDEFINED):
            assumed = with_declared(theory, claim.free_symbols).assumptions
            lines = [
                "an internal error: what was proved is false; please report all of this",
                f"claim    {claim}",
                *(f"theory   {assumption}" for assumption in assumed),
                f"at       {look.where} (attempt {look.attempt})",
                f"found    {look.values}",
            ]
            raise Disagreement("\n  ".join(lines))
        found += Audit(0, 1) if look.outcome == UNDECIDED else Audit(1)
        if found.points == POINTS:
            break
    return found


HOLDS, FALSE, UNDEFINED, UNDECIDED = "holds", "false", "undefined", "undecided"


@dataclass(frozen=True)
class Look:
    """What a claim is at a point: it holds, is false, has a side without a value, or it cannot be told."""

    outcome: str
    attempt: int
    where: str = ""
    values: str = ""


def looks(claim: Claim, theory: Theory, indices: frozenset[Index] = frozenset()) -> Iterator[Look]:
    """What a claim is at one point after another of those that satisfy a theory."""
    here = setting(claim, with_declared(theory, claim.free_symbols), indices)
    before = ctx.prec
    for attempt in range(ATTEMPTS):
        found = None
        for precision in PRECISIONS:
            ctx.prec = precision
            try:
                found = _at(claim, here, attempt)
            finally:
                ctx.prec = before
            if found is None or found.outcome != UNDECIDED:
                break
        if found is not None:
            yield found


def _at(claim: Claim, here: Setting, attempt: int) -> Look | None:
    """What a claim is at a point; nothing where there is no such point."""
    rng = random.Random(attempt)
    try:
        place = point(here, Wide(rng, attempt), rng)
        if claim.relation in (EQUIVALENT, IMPLIES):
            _make_true(place, claim, attempt, rng)
        found = seen(place, here, lambda: _outcome(claim, place))
    except (NoValue, IndexError, RecursionError):
        return None
    if found is None:
        return None
    where = ", ".join(f"{name} = {value}" for name, value in shown(place).items())
    return Look(found[0], attempt, where or "every point", found[1])


def _outcome(claim: Claim, place: Point) -> tuple[str, str]:
    """What a claim is at a point, and its sides' values if it is false."""
    try:
        held = _holds(claim, place)
        return UNDECIDED if held is None else HOLDS if held else FALSE, _sides(claim, place) if held is False else ""
    except Undefined as problem:
        return HOLDS if claim.relation == NOT_ELEMENT else UNDEFINED, f"no value: {problem}"
    except NoValue:
        return UNDECIDED, ""


def _make_true(place: Point, claim: Claim, attempt: int, rng: random.Random) -> None:
    """Have one of two claims hold, where that is easy, so that the other one has to."""
    side = claim.sides[attempt % 2]
    if type(side) in SIGNS and attempt % 3:
        assign(place, Given(side), rng)


def _holds(claim: Claim, place: Point) -> bool | None:
    """Whether a claim holds at a point; ``None``: cannot be told."""
    if claim.relation in (EQUIVALENT, IMPLIES):
        return _connected(claim, place)
    if claim.relation == ELEMENT:
        return _is_finite(place.of(claim.lhs)) or None
    if claim.relation == NOT_ELEMENT:
        return False if _is_finite(place.of(claim.lhs)) else None
    if claim.relation not in KINDS:
        raise NoValue(f"{claim.relation!r} is not a relation between numbers")
    answers = {_related(claim.relation, *values) for values in _values(claim, place)}
    return False if False in answers else None if None in answers else True


def _connected(claim: Claim, place: Point) -> bool | None:
    """Whether claims about claims hold; equations that hold to many bits may hold, but refute nothing."""
    left, right = (truth(place, side) for side in claim.sides)
    if left is not None and right is not None:
        return left == right or (claim.relation == IMPLIES and right)
    if claim.relation == IMPLIES and (left is False or right is True):
        return True
    close = [truth(place, side) or _seems_to_hold(place, side) for side in claim.sides]
    return True if all(close) else None


def _seems_to_hold(place: Point, side: Any) -> bool:
    """Whether an equation holds to many bits."""
    return isinstance(side, sympy.Equality) and _related(EQUAL, *map(place.side, side.args)) is True


def _values(claim: Claim, place: Point) -> Iterator[tuple[Any, Any]]:
    """Both sides' values, of vectors for each component."""
    vectors = [vector for side in claim.sides for vector in side.atoms(Vector)]
    for component in place.elements(vectors[0].index.range) if vectors else [None]:
        place.component = component
        yield place.side(claim.lhs), place.side(claim.rhs)


def _related(relation: str, left: Any, right: Any) -> bool | None:
    """Whether two values are so related; values that agree in their leading bits are equal."""
    certain = related(relation, left, right)
    if certain is not None:
        return certain
    if not (_is_finite(left) and _is_finite(right)):
        return True if relation == EQUAL and left == right else None
    if relation == EQUAL or relation in "≤≥":
        return True if _agree(left, right) else None
    return None


def _agree(left: Any, right: Any) -> bool:
    """Whether two balls meet and are small, beside the values and beside 1; where the values are 0, beside 1."""
    gap = arb(left) - arb(right)
    size = min(max(abs(arb(left)).upper(), abs(arb(right)).upper(), arb(2) ** (-3 * AGREEING)), arb(1))
    return bool(gap.contains(0)) and bool(gap.rad() <= size * arb(2) ** -AGREEING)


def _is_finite(value: Any) -> bool:
    return isinstance(value, fmpq) or (isinstance(value, arb) and bool(value.is_finite()))


def _sides(claim: Claim, place: Point) -> str:
    if claim.relation in (EQUIVALENT, IMPLIES):
        return " against ".join(str(truth(place, side)).lower() for side in claim.sides)
    if claim.relation == NOT_ELEMENT:
        return f"the value {_text(place.of(claim.lhs))}"
    pairs = [pair for pair in _values(claim, place) if _related(claim.relation, *pair) is False]
    return " against ".join(map(_text, pairs[0]))


def _text(value: Any) -> str:
    return str(value) if isinstance(value, fmpq) else value.str(30)


# -- where claims are looked at

PLAIN = [fmpq(p, q) for p, q in ((0, 1), (1, 1), (-1, 1), (2, 1), (-1, 2), (1, 3), (-7, 5), (5, 2), (-3, 1), (11, 7))]
TINY, TINIER = fmpq(1, 10**6), fmpq(1, 10**9)
LARGE = [fmpq(number) for number in (30, -30, 100, -100, 700, -700, 1000, -1000)]
POSITIVE = [fmpq(p, q) for p, q in ((1, 1), (1, 2), (2, 1), (7, 3), (1, 5), (10, 1))]
FRACTIONS = [fmpq(p, q) for p, q in ((1, 2), (1, 3), (3, 4), (1, 7), (9, 10), (2, 3))]
ANYWHERE = {"plain": PLAIN, "boundary": [*PLAIN[:3], TINY, -TINY], "extreme": [*LARGE, TINIER, -TINIER]}
BEYOND = {"plain": POSITIVE, "ties": POSITIVE[:2], "boundary": [TINY, TINIER], "extreme": [fmpq(100), fmpq(700), TINY]}
INSIDE = {"plain": FRACTIONS, "ties": FRACTIONS[:2], "boundary": [TINY, 1 - TINY], "extreme": [TINIER, 1 - TINIER]}
MOODS = ("plain", "ties", "boundary", "extreme")


class Wide:
    """Numbers of four kinds, in turn: plain ones, few (so that there are ties), at the boundary, and extreme ones."""

    def __init__(self, rng: random.Random, attempt: int) -> None:
        self.rng, self.attempt = rng, attempt
        self.mood = MOODS[attempt % len(MOODS)]
        self.few = rng.sample(PLAIN, 2)
        self.layers = 2 + attempt % 3

    def size(self, least: int) -> int:
        """Sets of the smallest size first, then larger ones, each set its own."""
        if self.attempt < len(MOODS):
            return least
        return least + (4 if self.attempt in (9, 17) else self.rng.choice((0, 1, 1, 2)))

    def value(self, domain: Domain | None) -> fmpq:
        """A number of the domain."""
        low, high = (None, None) if domain is None else (rational(domain.low), rational(domain.high))
        if domain is None or (low is None and high is None and not domain.whole):
            return self.rng.choice(self.few if self.mood == "ties" else ANYWHERE[self.mood])
        if domain.whole:
            first = least(domain)
            numbers = [fmpq(i) for i in (0, 1, -1, 2, -2, 5)] if first is None else [fmpq(first + i) for i in range(4)]
            return self.rng.choice([number for number in numbers if high is None or number <= high] or numbers)
        if low is not None and high is not None:
            values = [low + (high - low) * part for part in INSIDE[self.mood]]
        elif low is not None:
            values = [low + step for step in BEYOND[self.mood]]
        else:
            assert high is not None
            values = [high - step for step in BEYOND[self.mood]]
        if self.mood != "plain":
            ends = ((low, domain.low_open), (high, domain.high_open))
            values += [end for end, is_open in ends if end is not None and not is_open]
        return self.rng.choice(values)
