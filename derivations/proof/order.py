"""Order claims: the sign of the difference of the two sides."""

from __future__ import annotations

import sympy

from derivations.notation import Index
from derivations.proof import equality
from derivations.proof import sign as signs
from derivations.proof.ratio import Ratio
from derivations.proof.ring import Ring, Unsupported
from derivations.proof.theory import Domain, Given
from derivations.proof.translate import NOTHING, Environment, term, translate

ALLOWED = {
    sympy.StrictGreaterThan: signs.POSITIVE,
    sympy.GreaterThan: signs.NONNEGATIVE,
    sympy.StrictLessThan: signs.NEGATIVE,
    sympy.LessThan: signs.NONPOSITIVE,
    sympy.Unequality: signs.NONZERO,
    sympy.Equality: signs.ZERO,
}
"""For each relation, the signs that the difference of its sides may have."""


def has_sign(ring: Ring, relation: type, difference: Ratio) -> bool:
    """Whether the difference of two sides certainly has a sign that the relation allows."""
    return signs.sign(ring, difference) <= ALLOWED[relation]


def holds(ring: Ring, condition: sympy.Basic | Domain | Given, where: Environment = NOTHING) -> bool:
    """Whether a condition of a fact is known to be satisfied here, its symbols standing for the values in ``where``."""
    if isinstance(condition, Domain):
        return _in_domain(ring, condition, where)
    if isinstance(condition, Given):
        # a hypothesis for all indices is checked where the fact is taken up: it must be in the theory itself
        return bool(condition.forall) or holds(ring, condition.claim, where)
    left, right = condition.args
    if isinstance(left, Index) or isinstance(right, Index):
        same = ring.knowledge.same(term(left, where), term(right, where))
        if isinstance(condition, sympy.Equality):
            return same is True
        if isinstance(condition, sympy.Unequality):
            return same is False
        return False
    try:
        difference = translate(ring, left, where) - translate(ring, right, where)
        if isinstance(condition, sympy.Equality):
            return equality.vanishes(ring, difference)
        return has_sign(ring, type(condition), difference)
    except Unsupported:
        return False


def _in_domain(ring: Ring, domain: Domain, where: Environment) -> bool:
    value = translate(ring, domain.of, where)
    for end, is_open, inwards in ((domain.low, domain.low_open, 1), (domain.high, domain.high_open, -1)):
        if end is not None:
            relation = sympy.StrictGreaterThan if is_open else sympy.GreaterThan
            if not has_sign(ring, relation, (value - translate(ring, end, where)) * ring.number(inwards)):
                return False
    return not domain.whole or value.constant() is not None or value.atom() is not None
