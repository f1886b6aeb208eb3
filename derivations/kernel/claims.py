"""What a derivation or a document claims, and how claims follow from one another.

A claim says a relation *and* that both its sides have values.  Here, and only here, it is decided what a claim says
where a side has none: it does not hold.  Equivalences and implications are between relations whose sides have values.
"""

from __future__ import annotations

from derivations.kernel import terms as k
from derivations.kernel.algebra import field
from derivations.kernel.limits import INFINITE
from derivations.kernel.terms import Term
from derivations.kernel.theorem import Sequent, Theorem, expect, rule

FLIPPED = {">": "<", "≥": "≤"}
COMPOSED = (("iff", "implies"), ("=", "≤", "<"), ("=", "≠"))


def stated(op: str, left: Term, right: Term | None) -> Term:
    """The relation that a claim states: ``= ≠ < ≤ > ≥``, or that a limit is infinite."""
    assert right is not None
    if op in FLIPPED:
        return k.relation(FLIPPED[op], right, left)
    if right in INFINITE:
        expect(op == "=" and left.op == "lim", "only a limit can be infinite, found {}", left)
        of, by, point = left.args
        return k.tends(of, by, point, right)
    return k.relation(op, left, right)


def claim(op: str, left: Term, right: Term | None) -> Term:
    """The proposition that ``left op right`` stands for; ``∈`` and ``∉``: the left side has a value, or none."""
    if op == "∈":
        return k.defined(left)
    if op == "∉":
        return k.undefined(left)
    proposition = stated(op, left, right)
    if proposition.op == "tends":
        return k.both(proposition, k.near(*proposition.args[:3]))
    return k.both(proposition, k.defined(left), k.defined(right))


def connection(op: str, left: Term, right: Term) -> Term:
    """The proposition that ``left ⟺ right`` or ``left ⇒ right`` stands for, between relations."""
    sides = [side for relation_ in (left, right) for side in relation_.args]
    if op == "⟺":
        return k.both(k.connect("iff", left, right), *map(k.defined, sides))
    return k.connect("implies", k.both(left, *map(k.defined, left.args)), k.both(right, *map(k.defined, right.args)))


@rule
def transitive(theorem: Theorem, other: Theorem) -> Sequent:
    """From ``a ρ b`` and ``b σ c`` follows ``a τ c``, τ being the later one in ``⟺ ⇒``, ``= ≤ <`` or ``= ≠``.

    Two ``≠`` do not compose.
    """
    one, two = theorem.claim, other.claim
    ops = {one.op, two.op}
    chain = next((chain for chain in COMPOSED if ops <= set(chain)), ())
    expect(chain != () and ops != {"≠"}, "{} and {} do not compose", one, two)
    expect(one.args[1] is two.args[0], "{} and {} do not meet", one, two)
    made = max(one, two, key=lambda proposition: chain.index(proposition.op))
    return theorem.hypotheses | other.hypotheses, k.with_arguments(made, (one.args[0], two.args[1]))


@rule
def implication(theorem: Theorem, premise: Term) -> Sequent:
    """From ``Γ, p ⊢ q`` follows ``Γ ⊢ p implies q``; p may be several propositions, each a hypothesis."""
    gone = set(premise.args) if premise.op == "and" else {premise}
    return theorem.hypotheses - gone, k.connect("implies", premise, theorem.claim)


@rule
def equivalent_by_factor(left: Term, right: Term, factor: Term, rewriting: tuple[Theorem, ...] = ()) -> Sequent:
    """``(a op b) ⟺ (c op d)`` if ``b - a = f (d - c)``: ``f ≠ 0`` for ``=`` and ``≠``, otherwise ``0 < f``."""
    expect(left.op == right.op and left.op in ("=", "≠", "<", "≤"), "{} and {} have different relations", left, right)
    (a, b), (c, d) = left.args, right.args
    identity = field(k.sub(b, a), k.mul(factor, k.sub(d, c)), rewriting)
    sign = k.less(k.ZERO, factor) if left.op in ("<", "≤") else k.unequal(factor, k.ZERO)
    return {*identity.hypotheses, sign}, k.connect("iff", left, right)


@rule
def by_equivalence(theorem: Theorem, side: Theorem) -> Sequent:
    """From ``p ⟺ q`` and p follows q, and from q follows p."""
    sides = theorem.claim.args
    expect(theorem.claim.op == "iff" and side.claim in sides, "{} is no side of {}", side.claim, theorem.claim)
    return theorem.hypotheses | side.hypotheses, sides[1] if side.claim is sides[0] else sides[0]


@rule
def convex_minimum(
    name: str, convex: Theorem, variable: Term, low: Term | None, high: Term | None, point: Term
) -> Sequent:
    """``f(p) < f(s)`` for ``s ≠ p`` in an open interval on which ``f'' > 0``, if ``f'(p) = 0`` at p in the interval.

    ``convex`` is ``0 < f''(u)``, and that ``f''(u)`` has a value, for every u in the interval, of which its other
    hypotheses do not speak; the conclusion is about s = u.
    """
    expect(k.FITS[k.SYMBOL](variable), "expected a quantity, found {}", variable)
    second = k.apply(name, (2,), variable)
    expect(
        convex.claim is k.both(k.less(k.ZERO, second), k.defined(second)),
        "expected a curvature, found {}",
        convex.claim,
    )

    def inside(of: Term) -> set[Term]:
        return ({k.less(low, of)} if low else set()) | ({k.less(of, high)} if high else set())

    others = convex.hypotheses - inside(variable) - {k.defined(variable)}
    for constant in (*others, point, low, high):
        expect(constant is None or "q" + variable.args[0] not in constant.names, "{} speaks of {}", constant, variable)
    critical = {k.equal(k.apply(name, (1,), point), k.ZERO), k.unequal(variable, point)}
    minimum = k.less(k.apply(name, (0,), point), k.apply(name, (0,), variable))
    return others | inside(variable) | inside(point) | critical, minimum
