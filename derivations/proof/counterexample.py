"""The search for a counterexample: a point that satisfies every hypothesis and at which the claim is false.

How a point is come by does not matter for what it shows: definitions are computed, each hypothesis is checked at the
point, exactly or in balls, and a claim is refuted only if its sides are certainly not so related there.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from contextlib import suppress
from typing import Any

import sympy
from flint import arb, ctx, fmpq
from sympy import Expr, Symbol
from sympy.core.relational import Relational

from derivations.notation import Entry, Index, Sum
from derivations.notation.relations import KINDS, SIGNS
from derivations.proof.claim import ELEMENT, EQUIVALENT, IMPLIES, NOT_ELEMENT, Claim, Side
from derivations.proof.evaluate import Point
from derivations.proof.numbers import NoValue
from derivations.proof.theory import Domain, Given, Theory, head, name_of
from derivations.proof.verdict import Counterexample

TRIES = 60
PRECISION = 200
"""Bits of the balls' midpoints."""

ANYWHERE = [fmpq(p, q) for p, q in ((0, 1), (1, 1), (-1, 1), (2, 1), (1, 2), (-2, 1), (3, 1), (-1, 2), (1, 3), (3, 2))]
POSITIVE = [fmpq(p, q) for p, q in ((1, 1), (2, 1), (1, 2), (3, 1), (1, 3), (5, 2))]
UNIT = [fmpq(p, q) for p, q in ((1, 2), (1, 3), (3, 4), (1, 4), (2, 3), (9, 10), (1, 10))]


def search(claim: Claim, theory: Theory, indices: frozenset[Index] = frozenset()) -> Counterexample | None:
    """A counterexample to the claim in the theory, if one is found among a fixed sequence of points.

    ``indices`` are further ones, which are taken from their ranges.
    """
    before = ctx.prec
    ctx.prec = PRECISION
    try:
        for point in _points(claim, theory, indices):
            with suppress(NoValue):
                if all(_hypothesis(point, hypothesis) for hypothesis in theory.hypotheses):
                    sides = _false_at(point, claim)
                    if sides is not None and _in_domains(point, theory):
                        return Counterexample(_shown(point), *sides)
    finally:
        ctx.prec = before
    return None


# -- points


def _points(claim: Claim, theory: Theory, more: frozenset[Index]) -> Iterator[Point]:
    rng = random.Random(0)
    indices = sorted(_indices(claim, theory) | more, key=str)
    for attempt in range(TRIES):
        with suppress(NoValue, IndexError):  # an index whose range is empty here, say
            yield _point(theory, rng, attempt, indices)


def _point(theory: Theory, rng: random.Random, attempt: int, indices: list[Index]) -> Point:
    largest = 1 + attempt % 3
    domains = {name_of(head(domain.of)): domain for domain in theory.domains}
    sets = [index.range for index in indices]
    sizes = {name_of(head(over.last)) for over in sets if over.last is not None and not isinstance(over.last, Index)}

    def choose(name: str, where: tuple[int, ...]) -> fmpq:
        if name in sizes:
            return fmpq(largest)
        return rng.choice(_pool(domains.get(name), plain=attempt < 3))

    point = Point(theory, choose)
    for parts in theory.partitions:
        maximal = rng.randint(1, largest)
        first, second = parts.parts
        point.members[first.name] = list(range(1, maximal + 1))
        point.members[second.name] = list(range(maximal + 1, largest + 1))
        for part in parts.parts:
            if isinstance(part.size, Symbol):
                point.values[(part.size.name, ())] = fmpq(len(point.members[part.name]))
    for hypothesis in theory.hypotheses:
        _assign(point, hypothesis, rng)
    for index in indices:
        point.indices[index] = rng.choice(point.elements(index.range))
    _choose_indices(point, theory, rng)
    return point


def _pool(domain: Domain | None, plain: bool) -> list[fmpq]:
    """Values to choose from; ``plain`` ones make exponentials exact."""
    if domain is None or (domain.low is None and domain.high is None and not domain.whole):
        return ANYWHERE[:1] if plain else ANYWHERE
    low = None if domain.low is None else fmpq(int(domain.low.p), int(domain.low.q))
    high = None if domain.high is None else fmpq(int(domain.high.p), int(domain.high.q))
    if domain.whole:
        pool = [low + i for i in range(3)] if low is not None else [fmpq(i) for i in (0, 1, -1, 2, -2)]
        return [value for value in pool if high is None or value < high or (value == high and not domain.high_open)]
    if low is not None and high is not None:
        inside = [low + (high - low) * u for u in UNIT]
        return inside + ([] if domain.low_open else [low]) + ([] if domain.high_open else [high])
    if low is not None:
        return [low + u for u in POSITIVE] + ([] if domain.low_open else [low])
    assert high is not None
    return [high - u for u in POSITIVE] + ([] if domain.high_open else [high])


def _indices(claim: Claim, theory: Theory) -> set[Index]:
    """The indices that occur free in the claim and in the hypotheses about particular ones."""
    found = {s for side in (claim.lhs, claim.rhs) for s in side.free_symbols}
    for hypothesis in theory.hypotheses:
        found |= hypothesis.claim.free_symbols - set(hypothesis.forall)
    for definition in theory.definitions:
        found |= definition.right.free_symbols - definition.left.free_symbols
    return {s for s in found if isinstance(s, Index)}


def _assign(point: Point, hypothesis: Given, rng: random.Random) -> None:
    """Have a hypothesis hold by the choice of a quantity that is open, where that is easy."""
    left, right = hypothesis.claim.args
    if isinstance(left, Index) or isinstance(right, Index):
        return
    if isinstance(left, Sum) and isinstance(left.body, Entry) and isinstance(hypothesis.claim, sympy.Equality):
        _assign_last_term(point, left, right)
        return
    if not isinstance(left, Entry | Symbol) or point.theory.definition_of(left) is not None:
        return
    gap = sympy.Integer(rng.randint(0, 2)) if not _is_strict(hypothesis.claim) else sympy.Integer(rng.randint(1, 2))
    if isinstance(hypothesis.claim, sympy.Equality):
        value = right
    elif isinstance(hypothesis.claim, sympy.LessThan | sympy.StrictLessThan):
        value = right - gap
    elif isinstance(hypothesis.claim, sympy.GreaterThan | sympy.StrictGreaterThan):
        value = right + gap
    else:
        return
    if hypothesis.forall or not isinstance(left, Entry):
        point.assigned.setdefault(head(left), []).append((left, value))


def _assign_last_term(point: Point, total: Sum, right: Expr) -> None:
    with suppress(NoValue):
        places = point.elements(total.index.range)
        others = [total.body.xreplace({total.index: sympy.Integer(place)}) for place in places[:-1]]
        last = total.body.xreplace({total.index: sympy.Integer(places[-1])})
        point.assigned.setdefault(last.family, []).append((last, right - sympy.Add(*others)))


def _choose_indices(point: Point, theory: Theory, rng: random.Random) -> None:
    """Choose again those indices about which there are hypotheses, until these hold."""
    about = [h for h in theory.hypotheses if any(isinstance(side, Index) for side in h.claim.args)]
    for _ in range(20):
        if all(_holds(point, hypothesis.claim) for hypothesis in about):
            return
        for hypothesis in about:
            one, other = hypothesis.claim.args
            if isinstance(hypothesis.claim, sympy.Equality):
                point.indices[one] = point.index(other)
            else:
                point.indices[one] = rng.choice(point.elements(one.range))


# -- truth at a point


def _hypothesis(point: Point, hypothesis: Given) -> bool:
    """Whether a hypothesis certainly holds at the point, for all the indices that it is about."""
    left, right = hypothesis.claim.args
    assigned = isinstance(hypothesis.claim, sympy.Equality) and point.assigned.get(head(left)) == [(left, right)]

    def holds() -> bool:
        if assigned and _same_ball(point.of(left), point.of(right)):
            return True  # the left side was given the value of the right side
        return _holds(point, hypothesis.claim) is True

    if not hypothesis.forall:
        return holds()
    (index,) = hypothesis.forall
    return all(point.with_indices({index: place}, holds) for place in point.elements(index.range))


def _same_ball(one: Any, other: Any) -> bool:
    if not (isinstance(one, arb) and isinstance(other, arb)):
        return False
    return bool(one.mid() == other.mid()) and bool(one.rad() == other.rad())


def _holds(point: Point, claim: Relational) -> bool | None:
    """Whether a relation holds at the point; ``None``: cannot be told."""
    left, right = (point.of(side) for side in claim.args)
    return related(SIGNS[type(claim)], left, right)


def related(relation: str, left: Any, right: Any) -> bool | None:
    """Whether two numbers are so related; ``None`` where the balls are too large to tell.

    >>> related("<", fmpq(1), fmpq(2)), related("=", fmpq(1), arb(1) / 3 * 3)
    (True, None)
    """
    exact = isinstance(left, fmpq) and isinstance(right, fmpq)
    less, equal, greater = bool(left < right), exact and bool(left == right), bool(left > right)
    if not (less or equal or greater):
        return None
    return {
        "=": equal, "≠": not equal, "<": less, "≤": less or equal, ">": greater, "≥": greater or equal,
    }[relation]  # fmt: skip


def _false_at(point: Point, claim: Claim) -> tuple[str, str] | None:
    """The values of both sides, if the claim is certainly false at the point."""
    if claim.relation in (ELEMENT, NOT_ELEMENT):
        return _existence(point, claim)
    if claim.relation in (EQUIVALENT, IMPLIES):
        left, right = (_truth(point, side) for side in (claim.lhs, claim.rhs))
        wrong = (left, right) == (True, False) or (claim.relation == EQUIVALENT and (left, right) == (False, True))
        return (str(left).lower(), str(right).lower()) if wrong else None
    if claim.relation not in KINDS:
        raise NoValue(f"{claim.relation!r} is not a relation between numbers")
    left, right = point.of(claim.lhs), point.of(claim.rhs)
    return _texts(left, right) if related(claim.relation, left, right) is False else None


def _existence(point: Point, claim: Claim) -> tuple[str, str] | None:
    if claim.relation == ELEMENT:
        return None
    value = point.of(claim.lhs)
    return (_text(value), "no real number")


def _truth(point: Point, side: Side) -> bool | None:
    if type(side) not in SIGNS:
        raise NoValue(f"{side} is not a claim")
    return _holds(point, side)


def _in_domains(point: Point, theory: Theory) -> bool:
    """Whether every value that was used lies in its domain, assigned and computed ones too."""
    for domain in theory.domains:
        name = name_of(head(domain.of))
        for (family, _), value in point.values.items():
            if family == name:
                for end, relation in (
                    (domain.low, ">" if domain.low_open else "≥"),
                    (domain.high, "<" if domain.high_open else "≤"),
                ):
                    if end is not None and related(relation, value, point.of(end)) is not True:
                        return False
    return True


# -- how a counterexample is shown


def _shown(point: Point) -> dict[str, str]:
    values = {str(index): str(value) for index, value in point.indices.items() if not str(index).startswith("#")}
    for (name, where), value in sorted(point.values.items(), key=lambda item: (item[0][0], item[0][1])):
        if isinstance(value, fmpq):
            values[f"{name}[{', '.join(map(str, where))}]" if where else name] = str(value)
    values |= {f"{name}(u)": text for name, text in point.functions.items()}
    return values


def _texts(left: Any, right: Any) -> tuple[str, str]:
    """Both values, balls with as many digits as it takes to see that they do not meet."""
    for digits in (20, 40, 60):
        texts = _text(left, digits), _text(right, digits)
        shown = [
            value if isinstance(value, fmpq) else arb(text) for value, text in zip((left, right), texts, strict=True)
        ]
        if related("=", *shown) is not None:
            return texts
    raise NoValue("the values are too close to one another to be shown apart")


def _text(value: Any, digits: int = 20) -> str:
    if isinstance(value, fmpq | arb):
        return str(value) if isinstance(value, fmpq) else value.str(digits)
    raise NoValue("a side's value is not a number")


def _is_strict(claim: Relational) -> bool:
    return isinstance(claim, sympy.StrictLessThan | sympy.StrictGreaterThan)
