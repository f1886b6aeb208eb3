"""Equality claims: the difference of the normal forms is 0, in every case of the deltas that occur in it."""

from __future__ import annotations

from itertools import combinations

from flint import fmpq_mpoly

from derivations.proof import elementary, sums
from derivations.proof.atoms import Applied, Equal, Exponential, Logarithm, Slope, Term, Total, Variable
from derivations.proof.ratio import Ratio
from derivations.proof.ring import Ring
from derivations.proof.translate import translate

ELIMINATED_FIRST = (Total, Slope, Applied, Logarithm, Variable)
"""When a relation between atoms is solved for one of them, the kinds in the order of preference."""


def vanishes(ring: Ring, value: Ratio) -> bool:
    """Whether a value is 0 by the normal form and the relations in force."""
    value = elementary.without_roots(ring, value).reduced()
    if value.is_zero():
        return True
    solved, others = _solved_relations(ring)
    for place, image in solved:
        value = ring.evaluate(value, {place: image}.get).reduced()
    if value.is_zero() or any(divmod(value.num, other)[1].is_zero() for other in others):
        return True
    return _merged(ring, value).is_zero()


def _solved_relations(ring: Ring) -> tuple[list[tuple[int, Ratio]], list[fmpq_mpoly]]:
    """The relations between atoms: those that are linear in an atom solved for it, and the other ones."""
    solved: list[tuple[int, Ratio]] = []
    others: list[fmpq_mpoly] = []
    for relation in ring.knowledge.relations:
        difference = translate(ring, relation.left) - translate(ring, relation.right)
        for place, image in solved:
            difference = ring.evaluate(difference, {place: image}.get)
        choice = _linear_in(ring, difference.reduced().num)
        if difference.is_zero():
            continue
        ring.knowledge.used[relation.source] = None
        if choice is not None:
            solved.append(choice)
        else:
            others.append(difference.num)
    return solved, others


def _linear_in(ring: Ring, polynomial: fmpq_mpoly) -> tuple[int, Ratio] | None:
    degrees = polynomial.degrees()
    for kind in ELIMINATED_FIRST:
        for place, degree in enumerate(degrees):
            if degree == 1 and place < len(ring.atoms) and isinstance(ring.atoms[place], kind):
                slope = polynomial.derivative(place)
                if slope.is_constant():
                    rest = polynomial - slope * ring.context.gen(place)
                    return place, ring.polynomial(-rest / slope.leading_coefficient())
    return None


def _merged(ring: Ring, value: Ratio) -> Ratio:
    """The value with sums over the same set brought into one: what cancels only between them is seen then."""
    if value.num.total_degree() == 0:
        return value
    totals = [(i, atom) for i in value.places() if isinstance(atom := ring.atoms[i], Total) and len(atom.over) == 1]
    for (one, first_sum), (other, second_sum) in combinations(totals, 2):
        if first_sum.over != second_sum.over:
            continue
        first, second = value.num.derivative(one), value.num.derivative(other)
        if first.is_zero() or second.is_zero() or not (first.is_constant() and second.is_constant()):
            continue
        body, (here,) = sums.opened(ring, first_sum)
        more, (there,) = sums.opened(ring, second_sum)
        joint = body * ring.polynomial(first) + ring.renamed(more, {there: Term(here)}) * ring.polynomial(second)
        rest = value.num - first * ring.context.gen(one) - second * ring.context.gen(other)
        image = (ring.polynomial(rest) + sums.total(ring, here, joint)) / ring.polynomial(value.den)
        if len(image.reduced().num) < len(value.num):
            return _merged(ring, image)
    return value


def open_delta(ring: Ring, value: Ratio) -> tuple[Term, Term] | None:
    """Two indices of which the value depends on whether they are equal, if there are any."""
    for place in value.places():
        atom = ring.atoms[place]
        match atom:
            case Equal():
                return atom.one, atom.other
            case Exponential(inside) | Logarithm(inside):
                if (pair := open_delta(ring, inside)) is not None:
                    return pair
    return None
