"""Sums in sums: one form for all orders in which they can be written.

``Σ_i z_i Σ_k A_ik w_k`` is brought to ``Σ_i Σ_k A_ik w_k z_i`` or to the same with the sums exchanged, whichever
comes first in a fixed order of all terms.
"""

from __future__ import annotations

from itertools import permutations

from derivations.kernel import algebra, sums
from derivations.kernel import terms as k
from derivations.kernel.algebra import symmetric
from derivations.kernel.claims import transitive
from derivations.kernel.terms import Term
from derivations.kernel.theorem import Theorem
from derivations.proof.finding import chains
from derivations.proof.finding.session import Session, sort_key

MOST = 4
"""How many sums in one another are brought to one form; more only if they are a product of matrices."""


def canonical(s: Session, over: Term, body: Term, variable: Term) -> Theorem | None:
    """``Σ_S b = Σ … Σ m`` in its one form; nothing if it has that form, or no sum in it depends on the index.

    ``body`` is b at the variable, a product.
    """
    name = "i" + variable.args[0]
    factors = body.args if body.op == "*" else (body,)
    inner = [f for f in factors if _base(f).op == "sum" and name in f.names]
    if not inner or any(_base(f) is not f and f.args[1] not in (2, 3) for f in inner):
        return None
    flat = _flattened(s, body)
    theorem = sums.sum_of_equals(over, flat, variable)
    return _ordered(s, theorem)


def _base(factor: Term) -> Term:
    return factor.args[0] if factor.op == "^" else factor


def _flattened(s: Session, body: Term) -> Theorem:
    """``m Σ_T b Σ_U c = Σ_T Σ_U m b c``"""
    factors = [
        part
        for f in (body.args if body.op == "*" else (body,))
        for part in ([f.args[0]] * f.args[1] if _is_power(f) else [f])
    ]
    place = next((i for i, f in enumerate(factors) if f.op == "sum"), None)
    if place is None:
        return _same_product(s, body, body)
    over, inner = factors[place].args
    rest = k.mul(*factors[:place], *factors[place + 1 :])
    arranged = _same_product(s, body, k.mul(rest, factors[place]))
    pulled = symmetric(sums.sum_is_linear(over, ((rest, inner),)))
    with s.variable(over) as variable:
        opened = k.opened(inner, variable)
        parts = [*factors[:place], *factors[place + 1 :], *(opened.args if opened.op == "*" else (opened,))]
        flat = k.mul(*parts)
        within = _flattened(s, flat)
        within = transitive(_same_product(s, k.mul(rest, opened), flat), within)
        deeper = sums.sum_of_equals(over, within, variable)
    return transitive(transitive(arranged, pulled), deeper)


def _same_product(s: Session, left: Term, right: Term) -> Theorem:
    """The equation of two products of the same factors, none of which is looked into."""
    return s.discharge(algebra.field(left, right))


def _is_power(factor: Term) -> bool:
    return factor.op == "^" and factor.args[0].op == "sum" and factor.args[1] > 0


def _layers(nested: Term) -> tuple[list[Term], Term]:
    """The sets of sums in one another, and the innermost body."""
    over = []
    while nested.op == "sum":
        over.append(nested.args[0])
        nested = nested.args[1]
    return over, nested


def _ordered(s: Session, theorem: Theorem) -> Theorem | None:
    """The equation with the sums on its right side, and the factors under them, in the order that comes first."""
    nested = theorem.claim.args[1]
    over, body = _layers(nested)
    if any(one.loose for one in over):
        return None
    ways = chains.orders(nested) if len(over) > MOST else permutations(range(len(over)))
    forms = {order: _written(over, body, order) for order in ways}
    if not forms:
        return None
    best = min(forms, key=lambda order: sort_key(forms[order]))
    wanted = forms[best]
    if wanted is theorem.claim.args[0]:
        return None
    order = list(range(len(over)))
    for place, target in enumerate(best):
        here = order.index(target)
        while here > place:
            theorem = transitive(theorem, _swapped(s, theorem.claim.args[1], here - 1))
            order[here - 1], order[here] = order[here], order[here - 1]
            here -= 1
    if theorem.claim.args[1] is not wanted:
        theorem = transitive(theorem, _rearranged(s, theorem.claim.args[1], wanted))
    return theorem


def _written(over: list[Term], body: Term, order: tuple[int, ...]) -> Term:
    """The sums in another order, the factors sorted."""
    count = len(over)
    names = [k.index(f"\U0010fffe{place}") for place in range(count)]
    opened = body
    for place in reversed(range(count)):  # bound index 0 is the innermost sum's
        opened = k.opened(opened, k.index(f"\U0010fffd{place}"))
    where = {k.index(f"\U0010fffd{old}"): names[new] for new, old in enumerate(order)}
    opened = k.replaced(opened, where)
    factors = opened.args if opened.op == "*" else (opened,)
    result = k.mul(*sorted(factors, key=sort_key))
    for place in reversed(range(count)):
        result = k.sum_over(over[order[place]], k.closed(result, names[place]))
    return result


def _swapped(s: Session, nested: Term, depth: int) -> Theorem:
    """The equation that exchanges the sum at a depth with the one in it."""
    over, body = nested.args
    if depth == 0:
        return sums.sum_swapped(over, body.args[0], body.args[1])
    with s.variable(over) as variable:
        return sums.sum_of_equals(over, _swapped(s, k.opened(body, variable), depth - 1), variable)


def _rearranged(s: Session, nested: Term, wanted: Term) -> Theorem:
    """The equation that puts the factors under the sums into another order."""
    if nested.op != "sum":
        return _same_product(s, nested, wanted)
    over, body = nested.args
    with s.variable(over) as variable:
        inner = _rearranged(s, k.opened(body, variable), k.opened(wanted.args[1], variable))
        return sums.sum_of_equals(over, inner, variable)
