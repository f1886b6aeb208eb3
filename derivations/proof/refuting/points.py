"""Points at which a claim is looked at: sizes, indices and rational numbers that satisfy everything that a theory says.

How a point is come by does not matter for what it shows: definitions are computed, and :func:`seen` checks everything
else at the point, exactly or in balls.  What cannot be told there is taken not to hold.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from typing import Any, Protocol, TypeVar

import sympy
from flint import arb, fmpq
from sympy import Expr, Symbol
from sympy.core.relational import Relational

from derivations.notation import Entry, Family, Index, IndexSet, Kronecker, Sum, replaced, subexpressions
from derivations.notation.relations import KINDS, SIGNS
from derivations.proof.refuting.evaluate import Point, bound_indices, conforms, says_more
from derivations.proof.refuting.inverses import Inverted, inverted
from derivations.proof.refuting.matrices import FORMS, Form
from derivations.proof.refuting.numbers import NoValue
from derivations.proof.refuting.solving import Solution, solutions
from derivations.proof.statements.claim import Claim, Side
from derivations.proof.statements.theory import Domain, Given, Theory, head

Seen = TypeVar("Seen")


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


@dataclass(frozen=True)
class Setting:
    """A theory, and what a claim in it speaks of.

    ``indices`` are to have a place each; ``sets`` are the ranges of all indices with all that these are made of, and
    ``symbols`` the plain symbols, of the claim and of the theory.  Of what is ``opaque`` the definition is not
    understood.  ``solutions`` are ways to have equations of the theory hold.
    """

    theory: Theory
    indices: tuple[Index, ...]
    sets: tuple[IndexSet, ...]
    symbols: tuple[Symbol, ...]
    opaque: frozenset[object] = frozenset()
    solutions: tuple[tuple[Solution, ...], ...] = ()
    named: tuple[tuple[object, int], ...] = ()
    """Sizes, each with the largest number that is written as an index in its place: there are so many."""
    inverted: tuple[Inverted, ...] = ()
    """The matrices that are computed as the inverses of others."""


def setting(
    claim: Claim, theory: Theory, more: Iterable[Index] = (), opaque: frozenset[object] = frozenset()
) -> Setting:
    """The setting of a claim; ``more`` are indices that it speaks of beside those that occur free in it."""
    stated = [*claim.sides, *(hypothesis.claim for hypothesis in theory.hypotheses)]
    stated += [side for definition in theory.definitions for side in (definition.left, definition.right)]
    linked = [quantity for dependency in theory.dependencies for quantity in (dependency.of, dependency.on)]
    limited = [domain.of for domain in theory.domains]
    free = {s for side in claim.sides for s in side.free_symbols}
    for hypothesis in theory.hypotheses:
        free |= hypothesis.claim.free_symbols - set(hypothesis.forall)
    for definition in theory.definitions:
        free |= definition.right.free_symbols - definition.left.free_symbols
    indices = {s for s in free if isinstance(s, Index)}.union(more)
    bound = {index for expression in (*stated, *linked, *limited) for index in expression.atoms(Index)}
    sets = _sets_of(bound | indices | {s for h in theory.hypotheses for s in h.forall if isinstance(s, Index)})
    ends = [end for over in sets for end in (over.first, over.last, over.size) if end is not None]
    arguments = {s for d in theory.definitions if not isinstance(d.left, Symbol | Entry) for s in d.left.free_symbols}
    symbols = {s for e in (*claim.sides, *stated, *linked, *limited, *ends) for s in e.free_symbols}
    symbols -= arguments - {s for side in claim.sides for s in side.free_symbols}
    return Setting(
        theory,
        tuple(sorted(indices, key=str)),
        tuple(sorted(sets, key=str)),
        tuple(sorted((s for s in symbols if not isinstance(s, Index | Family)), key=str)),
        opaque,
        solutions(theory),
        tuple(_named([*stated, *linked, *limited])),
        tuple(inverted(theory).values()),
    )


def _named(expressions: Iterable[Any]) -> Iterator[tuple[object, int]]:
    """The sizes of index sets with the numbers that stand for indices of these: of x_2 there are two at least."""
    numbers, sizes = dict[tuple[object, int], int](), dict[tuple[object, int], set[object]]()
    for part in (part for expression in expressions for part in subexpressions(expression)):
        for one, other in (part.args, part.args[::-1]) if isinstance(part, Kronecker) else ():
            if isinstance(one, Index) and isinstance(other, sympy.Integer) and (size := _size(one.range)) is not None:
                yield size, int(other)
        for place, index in enumerate(part.args[1:] if isinstance(part, Entry) else ()):
            key = (part.family, place)
            if isinstance(index, sympy.Integer):
                numbers[key] = max(int(index), numbers.get(key, 0))
            elif isinstance(index, Index) and (size := _size(index.range)) is not None:
                sizes.setdefault(key, set()).add(size)
    yield from ((size, number) for key, number in numbers.items() for size in sizes.get(key, ()))


def _sets_of(indices: Iterable[Index]) -> set[IndexSet]:
    """The ranges of indices, the sets that these are parts of, and the ranges of the indices at their ends."""
    found: set[IndexSet] = set()
    todo = [index.range for index in indices]
    while todo:
        over = todo.pop()
        if over not in found:
            found.add(over)
            ends = [end for end in (over.first, over.last) if end is not None]
            todo += [index.range for end in ends for index in end.atoms(Index)]
            todo += [other for other in (over.part_of, over.complement) if other is not None]
    return found


def point(here: Setting, choice: Choice, rng: random.Random) -> Point:
    """A point of a setting.

    Raises :class:`NoValue` or ``IndexError`` where there is none, because an index has an empty range, say.
    """
    theory = here.theory
    domains = {head(domain.of): domain for domain in theory.domains}
    sizes = _sizes([*here.sets, *(parts.whole for parts in theory.partitions)], domains)
    for size, number in here.named:
        sizes[size] = max(number, sizes.get(size, 0))

    forms: dict[Symbol, Form] = {family: rng.choice(FORMS) for family in sorted(_restricted(here), key=str)}

    def choose(of: Symbol, where: tuple[int, ...]) -> fmpq:
        if of in sizes:
            return fmpq(choice.size(sizes[of]))
        value = choice.value(domains.get(of))
        if of not in forms or len(where) != 2:
            return value
        row, column = where
        return forms[of](row, column, value, made.values.get((of, (column, row))))

    made = Point(theory, choose, here.opaque, last=choice.layers)
    made.inverted = {one.family: one for one in here.inverted}
    for parts in theory.partitions:
        everything = made.elements(parts.whole)
        first, second = parts.parts
        maximal = int(first.size) if isinstance(first.size, sympy.Integer) else rng.randint(1, len(everything))
        made.members[first], made.members[second] = everything[:maximal], everything[maximal:]
        for part in parts.parts:
            if isinstance(part.size, Symbol) and theory.definition_of(part.size) is None:
                made.values[(part.size, ())] = fmpq(len(made.members[part]))
    for hypothesis in theory.hypotheses:
        assign(made, hypothesis, rng)
    for quantity, values in rng.choice(here.solutions) if here.solutions else ():
        made.assigned.setdefault(head(quantity), []).append((quantity, rng.choice(values)))
    for index in sorted(here.indices, key=_depth):
        made.indices[index] = rng.choice(made.elements(index.range))
    _choose_indices(made, theory, rng)
    return made


def _restricted(here: Setting) -> set[Symbol]:
    """The families of which equations hold for all rows and columns, other than that one is the inverse of another."""
    computed = {one.family for one in here.inverted}
    equations = (h.claim.atoms(Entry) for h in here.theory.hypotheses if len(h.forall) > 1)
    stated = (entries for entries in equations if computed.isdisjoint(entry.family for entry in entries))
    return {entry.family for entries in stated for entry in entries if len(entry.args) == 3}


def _depth(index: Index) -> int:
    """How many other indices have to be known before the range of this one is: a layer before a neuron of it."""
    ends = (index.range.first, index.range.last)
    inner = {s for end in ends if end is not None for s in end.free_symbols if isinstance(s, Index)}
    return 1 + max(map(_depth, inner), default=-1)


def _sizes(sets: Iterable[IndexSet], domains: dict[object, Domain]) -> dict[object, int]:
    """The sizes of index sets, each with the smallest number that its domain allows."""
    found: dict[object, int] = {}
    for over in sets:
        size = _size(over)
        if size is not None:
            domain = domains.get(size)
            low = None if domain is None else least(domain)
            found[size] = 1 if low is None else low
    return found


def _size(over: IndexSet) -> Symbol | None:
    """The symbol or the family that an index set's last index is, or is an entry of."""
    if isinstance(over.last, Entry):
        return over.last.family
    return over.last if isinstance(over.last, Symbol) and not isinstance(over.last, Index) else None


def least(domain: Domain) -> int | None:
    """The smallest whole number of a domain, if there is a rational lower end.

    >>> least(Domain(Symbol("x"), sympy.Rational(1, 2))), least(Domain(Symbol("x"), sympy.Integer(2)))
    (1, 3)
    """
    low = rational(domain.low)
    if low is None:
        return None
    return int(low.floor()) + 1 if domain.low_open or low.q != 1 else int(low)


def rational(end: Any) -> fmpq | None:
    """An end of a domain as a rational number, if it is one."""
    return fmpq(int(end.p), int(end.q)) if isinstance(end, sympy.Rational) else None


# -- hypotheses that are made to hold


def assign(point: Point, hypothesis: Given, rng: random.Random) -> None:
    """Have a hypothesis hold by the choice of a quantity that is open, where that is easy."""
    left, right = hypothesis.claim.args
    if isinstance(left, Index) or isinstance(right, Index) or hypothesis.general:
        return
    if isinstance(left, Sum) and isinstance(left.body, Entry) and isinstance(hypothesis.claim, sympy.Equality):
        if point.theory.definition_of(left.body) is None:
            _assign_last_term(point, left, right)
        return
    if not isinstance(left, Entry | Symbol) or point.theory.definition_of(left) is not None:
        return
    gap = sympy.Integer(rng.randint(0, 2)) if not _is_strict(hypothesis.claim) else sympy.Integer(rng.randint(1, 2))
    if len(hypothesis.forall) > 1 and right.has(head(left)):
        return  # of a symmetric matrix each component would be given the value of another one
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
        *others, last = (replaced(total.body, {total.index: sympy.Integer(place)}) for place in places)
        point.assigned.setdefault(last.family, []).append((last, right - sympy.Add(*others)))


def _choose_indices(point: Point, theory: Theory, rng: random.Random) -> None:
    """Choose again those indices about which there are hypotheses, until these hold."""
    about = [h for h in theory.hypotheses if any(isinstance(side, Index) for side in h.claim.args)]
    for _ in range(20):
        if all(holds(point, hypothesis.claim) for hypothesis in about):
            return
        for hypothesis in about:
            one, other = hypothesis.claim.args
            if not isinstance(one, Index):
                one, other = other, one
            if isinstance(hypothesis.claim, sympy.Equality):
                point.indices[one] = point.index(other)
            else:
                point.indices[one] = rng.choice(point.elements(one.range))


def _is_strict(claim: Relational) -> bool:
    return isinstance(claim, sympy.StrictLessThan | sympy.StrictGreaterThan)


# -- what holds at a point


def seen(place: Point, here: Setting, look: Callable[[], Seen | None]) -> Seen | None:
    """What ``look`` sees at a point; nothing unless the point satisfies everything that the theory says, for certain.

    These are its hypotheses, its domains and what SymPy assumes of symbols, whether they are chosen or defined, that
    sizes of index sets are natural numbers, that parts partition their sets, and its proved bounds.
    """
    found = None
    with suppress(NoValue):
        if not _hypotheses_hold(place):
            return None
        found = look()
        return found if found is not None and _everything_else_holds(place, here) else None
    return None


def _hypotheses_hold(place: Point) -> bool:
    if any(where not in place.elements(index.range) for index, where in place.indices.items()):
        return False
    return all(_hypothesis(place, hypothesis) for hypothesis in place.theory.hypotheses)


def _everything_else_holds(place: Point, here: Setting) -> bool:
    # what a reader has no need to see comes last: the numbers of domains that nothing else speaks of
    domains = sorted(here.theory.domains, key=lambda domain: _is_free(place, domain.of))
    of_computed = [domain for domain in domains if not _is_free(place, domain.of)]
    if not all(_in_domain(place, domain) for domain in of_computed):
        return False
    place.used = frozenset(place.values)
    return (
        all(_in_domain(place, domain) for domain in domains[len(of_computed) :])
        and all(conforms(symbol, place.of(symbol)) for symbol in here.symbols if says_more(symbol))
        and all(_is_partition(place, parts.whole, parts.parts) for parts in here.theory.partitions)
        and all(_bound_holds(place, bound.conclusion) for bound in here.theory.bounds)
        and all(over in place.members for over in here.sets if over.name)
        and _sizes_are_natural(place, here.sets)
    )


def _is_free(place: Point, of: Expr) -> bool:
    return isinstance(of, Symbol | Entry) and place.theory.definition_of(of) is None


def _in_domain(place: Point, domain: Domain) -> bool:
    """Whether all values that a domain speaks of certainly lie in it."""
    ends = ((domain.low, ">" if domain.low_open else "≥"), (domain.high, "<" if domain.high_open else "≤"))

    def it_holds() -> bool:
        value = place.of(domain.of)
        if domain.whole and not (isinstance(value, fmpq) and value.q == 1):
            return False
        return all(related(relation, value, place.of(end)) is True for end, relation in ends if end is not None)

    return place.for_all(bound_indices(domain.of), it_holds)


def _is_partition(place: Point, whole: IndexSet, parts: tuple[IndexSet, IndexSet]) -> bool:
    one, other = map(place.all_of, parts)
    sizes = [(part.size, len(found)) for part, found in zip(parts, (one, other), strict=True) if part.size is not None]
    return sorted([*one, *other]) == place.all_of(whole) and all(place.of(size) == count for size, count in sizes)


def _bound_holds(place: Point, bound: Claim) -> bool:
    """Whether what was proved is not seen to be false; as it follows from the rest it need not be seen to be true."""
    if bound.relation not in KINDS:
        return True
    indices = {index for side in bound.sides for index in bound_indices(side)}
    return place.for_all(indices, lambda: related(bound.relation, *map(place.side, bound.sides)) is not False)


def _sizes_are_natural(place: Point, sets: Iterable[IndexSet]) -> bool:
    sizes = {size for size in map(_size, sets) if size is not None}
    values = [place.of(size) for size in sizes if not isinstance(size, Family)]
    values += [value for (of, _), value in place.values.items() if of in sizes]
    return all(isinstance(value, fmpq) and value.q == 1 and value >= 0 for value in values)


def all_defined(place: Point) -> bool:
    """Whether all quantities that the theory defines have values."""
    quantities = [d.left for d in place.theory.definitions if isinstance(d.left, Symbol | Entry)]
    return all(place.for_all(bound_indices(left), lambda: place.of(left) is not None) for left in quantities)  # noqa: B023


def _hypothesis(point: Point, hypothesis: Given) -> bool:
    """Whether a hypothesis certainly holds at the point, for all the indices that it is about."""
    if hypothesis.general:
        raise NoValue("what holds for all real numbers is not told at points")
    left, right = hypothesis.claim.args
    assigned = isinstance(hypothesis.claim, sympy.Equality) and point.assigned.get(head(left)) == [(left, right)]

    def it_holds() -> bool:
        if assigned and _same_ball(point.of(left), point.of(right)):
            return True  # the left side was given the value of the right side
        return holds(point, hypothesis.claim) is True

    return point.for_all(hypothesis.forall, it_holds)


def _same_ball(one: Any, other: Any) -> bool:
    if not (isinstance(one, arb) and isinstance(other, arb)):
        return False
    return bool(one.mid() == other.mid()) and bool(one.rad() == other.rad())


def holds(point: Point, claim: Relational) -> bool | None:
    """Whether a relation holds at the point; ``None``: cannot be told."""
    left, right = map(point.side, claim.args)
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


def shown(point: Point) -> dict[str, str]:
    """The values of a point, as exact text: of the indices, and of the quantities that were chosen."""
    values = {str(index): str(value) for index, value in point.indices.items() if not str(index).startswith("#")}
    for (of, where), value in sorted(point.values.items(), key=lambda item: (item[0][0].name, item[0][1])):
        if isinstance(value, fmpq) and (point.used is None or (of, where) in point.used):
            values[f"{of.name}[{', '.join(map(str, where))}]" if where else of.name] = str(value)
    values |= {f"{name}(u)": text for name, text in point.functions.items()}
    return values
