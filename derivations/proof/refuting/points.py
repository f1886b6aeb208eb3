"""Points at which a claim is looked at: sizes, indices and rational numbers that satisfy a theory's hypotheses.

How a point is come by does not matter for what it shows: definitions are computed, and each hypothesis and each domain
is checked at the point, exactly or in balls.
"""

from __future__ import annotations

import random
from collections.abc import Iterable
from contextlib import suppress
from typing import Any, Protocol

import sympy
from flint import arb, fmpq
from sympy import Expr, Symbol
from sympy.core.relational import Relational

from derivations.notation import Entry, Index, IndexSet, Sum
from derivations.notation.relations import SIGNS
from derivations.proof.refuting.evaluate import Point
from derivations.proof.refuting.numbers import NoValue
from derivations.proof.statements.claim import Side
from derivations.proof.statements.theory import Domain, Given, Theory, head, name_of


class Choice(Protocol):
    """How numbers are chosen: a new choice for each point."""

    @property
    def layers(self) -> int:
        """How many layers a network has."""
        ...

    def size(self, least: int) -> int:
        """How many elements an index set has, if it has to have at least so many."""
        ...

    def value(self, domain: Domain | None) -> fmpq:
        """A number of a domain."""
        ...


def point(theory: Theory, choice: Choice, indices: list[Index], sets: Iterable[IndexSet], rng: random.Random) -> Point:
    """A point of a theory, with a place for each of the ``indices``; ``sets`` are those whose sizes are to be chosen.

    Raises :class:`NoValue` or ``IndexError`` where there is none, because an index has an empty range, say.
    """
    domains = {name_of(head(domain.of)): domain for domain in theory.domains}
    sizes = _sizes([*sets, *(parts.whole for parts in theory.partitions)], domains)

    def choose(name: str, where: tuple[int, ...]) -> fmpq:
        return fmpq(choice.size(sizes[name])) if name in sizes else choice.value(domains.get(name))

    made = Point(theory, choose, last=choice.layers)
    for parts in theory.partitions:
        everything = made.elements(parts.whole)
        maximal = rng.randint(1, len(everything))
        first, second = parts.parts
        made.members[first.name], made.members[second.name] = everything[:maximal], everything[maximal:]
        for part in parts.parts:
            if isinstance(part.size, Symbol):
                made.values[(part.size.name, ())] = fmpq(len(made.members[part.name]))
    for hypothesis in theory.hypotheses:
        assign(made, hypothesis, rng)
    for index in sorted(indices, key=_depth):
        made.indices[index] = rng.choice(made.elements(index.range))
    _choose_indices(made, theory, rng)
    return made


def _depth(index: Index) -> int:
    """How many other indices have to be known before the range of this one is: a layer before a neuron of it."""
    ends = (index.range.first, index.range.last)
    inner = {s for end in ends if end is not None for s in end.free_symbols if isinstance(s, Index)}
    return 1 + max(map(_depth, inner), default=-1)


def _sizes(sets: Iterable[IndexSet], domains: dict[str, Domain]) -> dict[str, int]:
    """The names of the sizes of index sets, each with the smallest number that its domain allows."""
    found = {}
    for over in sets:
        if over.last is not None and not isinstance(over.last, Index):
            name = name_of(head(over.last))
            domain = domains.get(name)
            found[name] = int(domain.low.p) if domain is not None and domain.low is not None else 1
    return found


def indices_of(sides: Iterable[Side], theory: Theory) -> set[Index]:
    """The indices that occur free in a claim's sides and in the hypotheses about particular ones."""
    found = {s for side in sides for s in side.free_symbols}
    for hypothesis in theory.hypotheses:
        found |= hypothesis.claim.free_symbols - set(hypothesis.forall)
    for definition in theory.definitions:
        found |= definition.right.free_symbols - definition.left.free_symbols
    return {s for s in found if isinstance(s, Index)}


def index_sets(sides: Iterable[Side], theory: Theory) -> set[IndexSet]:
    """The ranges of all indices that a claim's sides or a theory speak of, bound ones too."""
    expressions = [*sides, *(hypothesis.claim for hypothesis in theory.hypotheses)]
    expressions += [side for definition in theory.definitions for side in (definition.left, definition.right)]
    expressions += [quantity for dependency in theory.dependencies for quantity in (dependency.of, dependency.on)]
    return {index.range for expression in expressions for index in expression.atoms(Index)}


# -- hypotheses that are made to hold


def assign(point: Point, hypothesis: Given, rng: random.Random) -> None:
    """Have a hypothesis hold by the choice of a quantity that is open, where that is easy."""
    left, right = hypothesis.claim.args
    if isinstance(left, Index) or isinstance(right, Index):
        return
    if isinstance(left, Sum) and isinstance(left.body, Entry) and isinstance(hypothesis.claim, sympy.Equality):
        if point.theory.definition_of(left.body) is None:
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
        if all(holds(point, hypothesis.claim) for hypothesis in about):
            return
        for hypothesis in about:
            one, other = hypothesis.claim.args
            if isinstance(hypothesis.claim, sympy.Equality):
                point.indices[one] = point.index(other)
            else:
                point.indices[one] = rng.choice(point.elements(one.range))


def _is_strict(claim: Relational) -> bool:
    return isinstance(claim, sympy.StrictLessThan | sympy.StrictGreaterThan)


# -- what holds at a point


def satisfied(point: Point, theory: Theory) -> bool:
    """Whether all indices lie in their ranges and all hypotheses of a theory certainly hold at the point."""
    if any(place not in point.elements(index.range) for index, place in point.indices.items()):
        return False
    return all(_hypothesis(point, hypothesis) for hypothesis in theory.hypotheses)


def _hypothesis(point: Point, hypothesis: Given) -> bool:
    """Whether a hypothesis certainly holds at the point, for all the indices that it is about."""
    left, right = hypothesis.claim.args
    assigned = isinstance(hypothesis.claim, sympy.Equality) and point.assigned.get(head(left)) == [(left, right)]

    def it_holds() -> bool:
        if assigned and _same_ball(point.of(left), point.of(right)):
            return True  # the left side was given the value of the right side
        return holds(point, hypothesis.claim) is True

    if not hypothesis.forall:
        return it_holds()
    (index,) = hypothesis.forall
    return all(point.with_indices({index: place}, it_holds) for place in point.elements(index.range))


def _same_ball(one: Any, other: Any) -> bool:
    if not (isinstance(one, arb) and isinstance(other, arb)):
        return False
    return bool(one.mid() == other.mid()) and bool(one.rad() == other.rad())


def holds(point: Point, claim: Relational) -> bool | None:
    """Whether a relation holds at the point; ``None``: cannot be told."""
    left, right = (point.of(side) for side in claim.args)
    return related(SIGNS[type(claim)], left, right)


def truth(point: Point, side: Side) -> bool | None:
    """Whether a side that is a claim itself holds at the point; ``None``: cannot be told."""
    if type(side) not in SIGNS:
        raise NoValue(f"{side} is not a claim")
    return holds(point, side)


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


def in_domains(point: Point, theory: Theory) -> bool:
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


def shown(point: Point) -> dict[str, str]:
    """The values of a point, as exact text: of the indices, and of the quantities that were chosen."""
    values = {str(index): str(value) for index, value in point.indices.items() if not str(index).startswith("#")}
    for (name, where), value in sorted(point.values.items(), key=lambda item: (item[0][0], item[0][1])):
        if isinstance(value, fmpq):
            values[f"{name}[{', '.join(map(str, where))}]" if where else name] = str(value)
    values |= {f"{name}(u)": text for name, text in point.functions.items()}
    return values
