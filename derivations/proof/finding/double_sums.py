"""Differences of products of sums over one set as double sums, by whose terms their sign is seen.

``Σ_i a_i Σ_i b_i - (Σ_i c_i)²`` is ``Σ_i Σ_j (a_i b_j + a_j b_i - 2 c_i c_j) / 2``, as in Lagrange's identity.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from flint import fmpq

from derivations.kernel import order
from derivations.kernel import terms as k
from derivations.kernel.polynomials import Fraction
from derivations.kernel.terms import ONE, ZERO, Term
from derivations.kernel.theorem import Theorem
from derivations.proof.finding import weighted_sums
from derivations.proof.finding.normal_form import reduced
from derivations.proof.finding.session import Session


def not_negative(s: Session, value: Fraction) -> Iterator[Theorem]:
    """``Σ_i Σ_j 0 ≤ Σ_i Σ_j b(i, j)``, where the double sum has this value."""
    places = [place for place, degree in enumerate(value[0].degrees()) if degree > 0]
    for over in dict.fromkeys(s.ring.atoms[place].args[0] for place in places if s.ring.atoms[place].op == "sum"):
        bodies = {place: s.ring.atoms[place].args[1] for place in places if _is_over(s.ring.atoms[place], over)}
        size = next((place for place in places if s.ring.atoms[place] in (k.size(over), *over.args[1:])), None)
        if size is not None and s.value(k.size(over)) == (s.ring.context.gen(size), s.ring.one):
            bodies[size] = ONE
        products = _products(s, value, bodies, _total(s, over))
        if products is None:
            continue
        with s.variable(over) as i, s.variable(over) as j:
            terms = [
                k.mul(factor, k.opened(one, first), k.opened(other, second))
                for factor, one, other in products
                for first, second in ((i, j), (j, i))
            ]
            inner = s.proved(k.at_most(ZERO, k.mul(k.number(fmpq(1, 2)), k.add(*terms))))
            ordered = None if inner is None else order.sum_is_ordered(over, order.sum_is_ordered(over, inner, j), i)
        if ordered is not None:
            yield ordered


def _is_over(atom: Term, over: Term) -> bool:
    return bool(atom.op == "sum" and atom.args[0] is over)


def _total(s: Session, over: Term) -> tuple[Term, Term] | None:
    """The body of a sum over a set that is a number other than 0, as an equation says, and the number's reciprocal."""
    for theorem in weighted_sums.totals(s, over):
        left, right = theorem.claim.args
        if right is not ZERO:
            return left.args[1], k.number(1 / right.args[0])
    return None


def _products(
    s: Session, value: Fraction, bodies: Mapping[int, Term], total: tuple[Term, Term] | None
) -> list[tuple[Term, Term, Term]] | None:
    """The value as a sum of products of two sums, each by its factor and the bodies of the two.

    Where a term has fewer sums, it is multiplied by the ``total``, which is 1.
    """
    found = []
    for exponents, coefficient in value[0].terms():
        rest, mine, factors = list(exponents), list[Term](), list[Term]()
        for place, body in bodies.items():
            mine += [body] * int(exponents[place])
            rest[place] = 0
        while len(mine) < 2 and total is not None:
            mine.append(total[0])
            factors.append(total[1])
        if len(mine) != 2:
            return None
        share = reduced(s, s.ring.context.from_dict({tuple(rest): coefficient}), value[1])
        found.append((k.mul(s.term(share), *factors), mine[0], mine[1]))
    return found
