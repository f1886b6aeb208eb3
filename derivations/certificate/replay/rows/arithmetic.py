"""Rows of the rules of field arithmetic: an identity of numbers, in a lemma of its own, at the values of terms."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from flint import fmpq

from derivations.certificate.replay.numbers import Variables, joined, raised, reached
from derivations.certificate.replay.step import Step
from derivations.kernel import terms as k
from derivations.kernel.algebra import equations, replaced_in
from derivations.kernel.polynomials import in_ring
from derivations.kernel.terms import Term
from derivations.kernel.theorem import Theorem


class Identity:
    """An identity of fractions under equations and conditions, as a lemma of numbers is made of it."""

    def __init__(self, step: Step, left: Term, right: Term, rewriting: tuple[Theorem, ...]) -> None:
        self.step, self.left, self.right = step, left, right
        self.variables = Variables()
        self.equations = {theorem.claim.args[0]: theorem for theorem in rewriting}
        self.images, _ = equations(rewriting)

    def divisors(self, *more: Term) -> list[Term]:
        """What the kernel has found that is divided by."""
        ring, _ = in_ring(self.images, k.add(self.left, k.neg(self.right), *more))
        return sorted(ring.divisors, key=str)

    def rewritten(self, *terms: Term) -> list[tuple[str, str]]:
        """The equations by which the terms are rewritten, each with its proof."""
        for term in terms:
            self.variables(term)
        found = reached(self.variables.of, self.images)
        return [
            (f"{self.variables(atom)} = {self.variables(image)}", self.step.use(self.equations[atom]))
            for atom, image in found.items()
        ]

    def lemma(self, conditions: list[tuple[str, str]], claim: str, proof: str) -> str:
        """The lemma that the claim holds under conditions, at the values of its variables."""
        said = " -> ".join([*(condition for condition, _ in conditions), claim])
        name = self.step.lemmas.lemma(f"{self.variables.bound()}{said}.\nProof. {proof} Qed.")
        values = self.variables.values(self.step.p)
        return f"({' '.join([name, *values, *(found for _, found in conditions)])})"


def field(
    step: Step,
    left: Term,
    right: Term,
    rewriting: tuple[Theorem, ...] = (),
    combination: tuple[tuple[Term, Theorem], ...] = (),
) -> str:
    """An identity; what equations are added, times factors, is 0."""
    identity = Identity(step, left, right, rewriting)
    gaps = [k.mul(factor, k.sub(*reversed(theorem.claim.args))) for factor, theorem in combination]
    divisors = identity.divisors(*gaps)
    sides = [side for _, theorem in combination for side in theorem.claim.args]
    factors = [factor for factor, _ in combination]
    rewritten = identity.rewritten(left, right, *factors, *sides, *divisors)
    show = identity.variables
    conditions = rewritten + [(f"{show(d)} <> 0", step.hypothesis(k.unequal(d, k.ZERO))) for d in divisors]
    if not combination:
        return identity.lemma(conditions, f"{show(left)} = {show(right)}", "identity.")
    named = [(f"{show(t.claim.args[0])} = {show(t.claim.args[1])}", step.use(t)) for _, t in combination]
    ways = [f"{show(factor)} * ({show(t.claim.args[0])} - ({show(t.claim.args[1])}))" for factor, t in combination]
    equation = f"{show(left)} - ({show(right)}) = {' + '.join(ways)}"
    claim = " -> ".join([*(said for said, _ in named), f"{show(left)} = {show(right)}"])
    count = len(show.of) + len(conditions)
    intro = " ".join(f"e{i}" for i in range(len(named)))
    zeros = " ".join(f"rewrite (Rminus_diag_eq _ _ e{i}) in E;" for i in range(len(named)))
    proof = (
        f"do {count} intro; intros {intro}; assert (E : {equation}) by (clear {intro}; identity); "
        f"{zeros} apply Rminus_diag_uniq; rewrite E; ring."
    )
    applied = identity.lemma(conditions, claim, proof)
    return f"({' '.join([applied, *(found for _, found in named)])})"


POSITIVE, NOT_NEGATIVE, NOT_ZERO = "<", "≤", "≠"
BETWEEN: dict[str, str] = {POSITIVE: "0 < {}", NOT_NEGATIVE: "0 <= {}", NOT_ZERO: "{} <> 0"}
GAPS: dict[str, str] = {POSITIVE: "gap_lt", NOT_NEGATIVE: "gap_le", NOT_ZERO: "gap_ne"}
RELATIONS: dict[str, str] = {POSITIVE: "<", NOT_NEGATIVE: "<=", NOT_ZERO: "<>"}
NAMES: dict[str, str] = {POSITIVE: "lt", NOT_NEGATIVE: "le", NOT_ZERO: "ne"}
PRODUCTS: dict[str, str] = {
    POSITIVE: "Rmult_lt_0_compat",
    NOT_NEGATIVE: "Rmult_le_pos",
    NOT_ZERO: "product_ne",
}
POWERS: dict[str, str] = {POSITIVE: "pow_lt", NOT_NEGATIVE: "pow_le", NOT_ZERO: "pow_nonzero"}
INVERSES: dict[str, str] = {POSITIVE: "Rinv_0_lt_compat", NOT_ZERO: "inverse_ne"}
SUMS: dict[tuple[str, str], str] = {
    (POSITIVE, POSITIVE): "Rplus_lt_0_compat",
    (POSITIVE, NOT_NEGATIVE): "Rplus_lt_le_0_compat",
    (NOT_NEGATIVE, POSITIVE): "Rplus_le_lt_0_compat",
    (NOT_NEGATIVE, NOT_NEGATIVE): "Rplus_le_le_0_compat",
}

Signed = tuple[str, str]
"""The sign of a number, and its proof."""


def weaker(signed: Signed, sign: str) -> Signed:
    """A sign that follows."""
    if signed[0] == sign:
        return signed
    return sign, f"({'lt_le' if sign == NOT_NEGATIVE else 'lt_ne'} _ {signed[1]})"


def power(signed: Signed, exponent: int) -> Signed:
    """The sign of a power."""
    sign, proof = signed
    if exponent == 0:
        return POSITIVE, "Rlt_0_1"
    if sign == NOT_ZERO and exponent % 2 == 0:
        sign, proof = POSITIVE, f"(even_lt _ {abs(exponent)} eq_refl {proof})"
    elif abs(exponent) > 1:
        proof = f"({POWERS[sign]} _ {abs(exponent)} {proof})"
    return (sign, f"({INVERSES[sign]} _ {proof})") if exponent < 0 else (sign, proof)


def combined(parts: list[Signed], by: Callable[[Signed, Signed], Signed]) -> Signed:
    """Signs taken together from the last to the first."""
    *front, last = parts
    for one in reversed(front):
        last = by(one, last)
    return last


def product(one: Signed, other: Signed) -> Signed:
    """The sign of a product."""
    sign = next(sign for sign in (NOT_ZERO, NOT_NEGATIVE, POSITIVE) if sign in (one[0], other[0]))
    one, other = weaker(one, sign), weaker(other, sign)
    return sign, f"({PRODUCTS[sign]} _ _ {one[1]} {other[1]})"


def total(one: Signed, other: Signed) -> Signed:
    """The sign of a sum."""
    sign = POSITIVE if POSITIVE in (one[0], other[0]) else NOT_NEGATIVE
    return sign, f"({SUMS[one[0], other[0]]} _ _ {one[1]} {other[1]})"


def _sign_of_number(number: fmpq) -> Signed:
    above, below = int(number.p), int(number.q)
    if above == 0:
        return NOT_NEGATIVE, "(Rle_refl 0)"
    sign = POSITIVE if above > 0 else NOT_ZERO
    if below == 1:
        return sign, f"(number_{NAMES[sign]} ({above}) eq_refl)"
    return sign, f"(ratio_{NAMES[sign]} ({above}) {below} eq_refl eq_refl)"


def by_identity(
    step: Step,
    left: Term,
    right: Term,
    products: tuple[tuple[fmpq, tuple[tuple[Theorem, int], ...]], ...],
    rewriting: tuple[Theorem, ...] = (),
) -> str:
    """An identity, and the sign of its right side by the signs of what that is made of."""
    factors = list(dict.fromkeys(theorem for _, of in products for theorem, _ in of))
    gap = {theorem: k.sub(*reversed(theorem.claim.args)) for theorem in factors}
    summands = [
        k.mul(k.number(c), *(k.power(gap[theorem], exponent) for theorem, exponent in of)) for c, of in products
    ]
    identity = Identity(step, k.sub(right, left), k.add(*summands), rewriting)
    show = identity.variables
    divisors = identity.divisors()
    apart = {k.unequal(gap[theorem], k.ZERO): i for i, theorem in enumerate(factors) if theorem.claim.op != "≤"}
    rewritten = identity.rewritten(left, right, *gap.values(), *divisors)
    others = [d for d in divisors if k.unequal(d, k.ZERO) not in apart]
    conditions = rewritten + [(f"{show(d)} <> 0", step.hypothesis(k.unequal(d, k.ZERO))) for d in others]
    named = [
        (
            f"{show(theorem.claim.args[0])} {RELATIONS[theorem.claim.op]} {show(theorem.claim.args[1])}",
            step.use(theorem),
        )
        for theorem in factors
    ]
    signs = {t: (t.claim.op, f"({GAPS[t.claim.op]} _ _ g{i})") for i, t in enumerate(factors)}
    parts = [combined([_sign_of_number(c), *(power(signs[t], e) for t, e in of)], product) for c, of in products]
    sign, proof = combined(parts, total) if parts else (NOT_NEGATIVE, "(Rle_refl 0)")
    wanted = step.theorem.claim.op
    sign, proof = weaker((sign, proof), wanted)
    whole = joined(
        "+", [joined("*", [show(k.number(c)), *(raised(show(gap[t]), e) for t, e in of)]) for c, of in products]
    )
    count = len(show.of) + len(conditions)
    intro = " ".join(f"g{i}" for i in range(len(factors)))
    nonzero = " ".join(
        f"assert (d{i} : {show(gap[t])} <> 0) by exact {weaker(signs[t], NOT_ZERO)[1]};"
        for i, t in enumerate(factors)
        if t.claim.op != "≤" and any(gap[t] is d for d in divisors)
    )
    proof = (
        f"do {count} intro; intros {intro}; {nonzero} apply (difference_{NAMES[wanted]} _ _ ({whole})); "
        f"[exact {proof} | clear {intro}; identity]."
    )
    proof = proof.replace("clear ;", "").replace("intros ;", "")
    claim = " -> ".join([*(said for said, _ in named), f"{show(left)} {RELATIONS[wanted]} {show(right)}"])
    applied = identity.lemma(conditions, claim, proof)
    return f"({' '.join([applied, *(found for _, found in named)])})"


def exp_of_sum(step: Step, parts: tuple[tuple[Term, int], ...]) -> str:
    """The exponents as a list."""
    listed = "; ".join(f"({step.p(v)}, ({times})%Z)" for v, times in parts)
    return f"(rule_exp_of_sum [{listed}] w)"


def exp_of_ln(step: Step, argument: Term) -> str:
    """By what is positive."""
    return f"(rule_exp_of_ln {step.p(argument)} w {step.hypothesis(k.less(k.ZERO, argument))})"


def symmetric(step: Step, theorem: Theorem) -> str:
    """From right to left."""
    one, two = theorem.claim.args
    name = "eq" if theorem.claim.op == "=" else "ne"
    return f"(rule_symmetric_{name} {step.p(one)} {step.p(two)} w {step.use(theorem)})"


OPS = {"=": "eq", "<": "lt", "≤": "le", "≠": "ne", "iff": "iff", "implies": "implies"}


def transitive(step: Step, theorem: Theorem, other: Theorem) -> str:
    """By what both have in common."""
    one, two = theorem.claim, other.claim
    terms = [one.args[0], one.args[1], two.args[1]]
    name = f"rule_transitive_{OPS[one.op]}_{OPS[two.op]}"
    if one.op in ("iff", "implies"):
        return f"({name} _ _ _ {step.use(theorem)} {step.use(other)})"
    return f"({' '.join([name, *map(step.p, terms), 'w', step.use(theorem), step.use(other)])})"


def weaken(step: Step, theorem: Theorem, op: str) -> str:
    """A weaker relation."""
    terms = " ".join(map(step.p, theorem.claim.args))
    return f"(rule_weaken_{OPS[theorem.claim.op]}_{OPS[op]} {terms} w {step.use(theorem)})"


def sign_of(step: Step, term: Term) -> str:
    """The sign of exp, of an absolute value, or of an even power."""
    inner = step.p(term.args[0])
    if term.op == "^":
        return f"(rule_sign_of_even {inner} ({term.args[1]}) w eq_refl I)"
    return f"(rule_sign_of_{term.op} {inner} w)"


def exp_grows(step: Step, op: str, left: Term, right: Term) -> str:
    """That exp grows."""
    return f"(rule_exp_grows_{OPS[op]} {step.p(left)} {step.p(right)} w)"


def exp_above_tangent(step: Step, argument: Term) -> str:
    """That exp lies above its tangent at 0."""
    return f"(rule_exp_above_tangent {step.p(argument)} w)"


def replace(step: Step, term: Term, theorems: tuple[Theorem, ...]) -> str:
    """One equation after the other: the term as a function of what is replaced."""
    last = {theorem.claim.args[0]: theorem for theorem in theorems}
    holes = {left: k.quantity(f"replaced {place}") for place, left in enumerate(last)}
    whole = replaced_in(term, holes)
    used = {left: hole for left, hole in holes.items() if "q" + hole.args[0] in whole.names}
    done, proofs = {hole: step.p(left) for left, hole in used.items()}, list[str]()
    for left, hole in used.items():
        context = f"(fun x : R => val {step.p.where({**done, hole: '(num x)'})(whole)} w)"
        proofs.append(f"(f_equal {context} {step.use(last[left])})")
        done[hole] = step.p(last[left].claim.args[1])
    if not proofs:
        return "eq_refl"
    *front, proof = proofs
    for one in reversed(front):
        proof = f"(eq_trans {one} {proof})"
    return f"(rule_replace_all {step.p(term)} {step.p(step.theorem.claim.args[1])} w {proof})"


def equivalent_by_factor(step: Step, left: Term, right: Term, factor: Term, rewriting: tuple[Theorem, ...] = ()) -> str:
    """An identity between the gaps."""
    (a, b), (c, d) = left.args, right.args
    one, two = k.sub(b, a), k.mul(factor, k.sub(d, c))
    identity = Identity(step, one, two, rewriting)
    divisors = identity.divisors()
    conditions = identity.rewritten(one, two, *divisors)
    show = identity.variables
    conditions += [(f"{show(e)} <> 0", step.hypothesis(k.unequal(e, k.ZERO))) for e in divisors]
    proof = identity.lemma(conditions, f"{show(one)} = {show(two)}", "identity.")
    sign = k.less(k.ZERO, factor) if left.op in ("<", "≤") else k.unequal(factor, k.ZERO)
    terms = " ".join(map(step.p, (a, b, c, d, factor)))
    return f"(rule_equivalent_by_factor_{OPS[left.op]} {terms} w {step.hypothesis(sign)} {proof})"


def absolute_value(step: Step, argument: Term, negative: bool) -> str:
    """By the sign."""
    condition = k.at_most(argument, k.ZERO) if negative else k.at_most(k.ZERO, argument)
    name = "negative" if negative else "positive"
    return f"(rule_absolute_value_{name} {step.p(argument)} w {step.hypothesis(condition)})"


def absolute_squared(step: Step, argument: Term) -> str:
    """A square has no sign."""
    return f"(rule_absolute_squared {step.p(argument)} w)"


ROWS: dict[str, Any] = {
    "replace": replace,
    "equivalent_by_factor": equivalent_by_factor,
    "absolute_value": absolute_value,
    "absolute_squared": absolute_squared,
    "field": field,
    "by_identity": by_identity,
    "exp_of_sum": exp_of_sum,
    "exp_of_ln": exp_of_ln,
    "symmetric": symmetric,
    "transitive": transitive,
    "weaken": weaken,
    "sign_of": sign_of,
    "exp_grows": exp_grows,
    "exp_above_tangent": exp_above_tangent,
}
