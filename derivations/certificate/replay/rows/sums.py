"""Rows of the rules about sums."""

from __future__ import annotations

from typing import Any

from derivations.certificate.replay.rows.arithmetic import NAMES
from derivations.certificate.replay.step import Step, aligned, under
from derivations.kernel import terms as k
from derivations.kernel.terms import Term
from derivations.kernel.theorem import Theorem


def summand(step: Step, over: Term, body: Term) -> str:
    """What is summed, as a function of the index."""
    variable, shown = step.p.inside(k.sum_over(over, body), ())
    return f"(fun {variable} => {shown})"


def for_all_indices(step: Step, over: Term, theorem: Theorem, variable: Term) -> tuple[str, str, str]:
    """Both sides of a relation as functions of an index, and its proof for all of them."""
    index = step.p.name("i", variable.args[0])
    left, right = (summand(step, over, k.closed(side, variable)) for side in theorem.claim.args)
    find = under(step.p, step.hypothesis, variable, over, index, "inside")
    proof = step.use(theorem, indices={variable.args[0]: index}, find=find)
    there = step.p.at(k.closed(theorem.claim, variable), index)
    return left, right, f"(fun {index} inside => {aligned(proof, step.p(theorem.claim), there)})"


def sum_of_equals(step: Step, over: Term, theorem: Theorem, variable: Term) -> str:
    """Equal summands."""
    left, right, proof = for_all_indices(step, over, theorem, variable)
    return f"(rule_sum_of_equals {step.p(over)} {left} {right} w {proof})"


def sum_is_linear(step: Step, over: Term, summands: tuple[tuple[Term, Term], ...]) -> str:
    """The summands as a list."""
    listed = "; ".join(f"({step.p(factor)}, {summand(step, over, body)})" for factor, body in summands)
    return f"(rule_sum_is_linear {step.p(over)} [{listed}] w)"


def sum_of_ones(step: Step, over: Term) -> str:
    """How many there are."""
    return f"(rule_sum_of_ones {step.p(over)} w)"


def sum_with_delta(step: Step, over: Term, point: Term, body: Term, shift: int = 0) -> str:
    """The one summand that is left."""
    chosen = k.shifted(point, -shift)
    condition = k.sum_over(over, k.bracket(k.same(k.index(0, shift), point)))
    variable, shown = step.p.inside(condition, ())
    delta = f"(fun {variable} => {shown.removeprefix('(brk ').removesuffix(')')})"
    inside = step.hypothesis(k.member(chosen, over))
    same = "ltac:(intro; split; [intro H; apply Z.eqb_eq in H; lia | intro H; apply Z.eqb_eq; lia])"
    start = f"{step.p(over)} {step.p(chosen)} {delta} {summand(step, over, body)} w"
    proof = f"(rule_sum_with_delta {start} {inside} eq_refl {same})"
    left, _ = step.theorem.claim.args
    return aligned(proof, f"(Eq {step.p(left)} {step.p.at(body, step.p(chosen))} w)", step.p(step.theorem.claim))


def sum_without(step: Step, over: Term, point: Term, body: Term) -> str:
    """All but one summand."""
    start = f"{summand(step, over, body)} w"
    if over.op == "without" and over.args[1] is point:
        return f"(rule_sum_without_twice {step.p(over.args[0])} {step.p(point)} {start})"
    inside = step.hypothesis(k.member(point, over))
    proof = f"(rule_sum_without {step.p(over)} {step.p(point)} {start} {inside} eq_refl)"
    left, right = step.theorem.claim.args
    there = f"(add [{step.p(right.args[0])}; (mul [(int (-1)); {step.p.at(body, step.p(point))}])])"
    return aligned(proof, f"(Eq {step.p(left)} {there} w)", step.p(step.theorem.claim))


def sum_in_parts(step: Step, inside: Term, body: Term) -> str:
    """A part and the rest."""
    name, over = inside.args
    return f"(rule_sum_in_parts M {step.p.name('s', name)} {step.p(over)} {summand(step, over, body)} w)"


def sum_over_one(step: Step, over: Term, body: Term) -> str:
    """One summand."""
    first, last = over.args
    number = step.p(last).removeprefix("(cnt ").removesuffix(")")
    known = step.hypothesis(k.equal(last, k.number(first.args[1])))
    proof = f"(rule_sum_over_one {step.p(first)} {number} {summand(step, over, body)} w {known})"
    left, _ = step.theorem.claim.args
    return aligned(proof, f"(Eq {step.p(left)} {step.p.at(body, step.p(first))} w)", step.p(step.theorem.claim))


def sum_swapped(step: Step, outer: Term, inner: Term, body: Term) -> str:
    """One sum in another."""
    shown = step.p(body, ("k0", "k1"))
    proof = f"(rule_sum_swapped {step.p(outer)} {step.p(inner)} (fun k0 k1 => {shown}) w)"
    left, right = step.theorem.claim.args
    turned = f"(sum {step.p(inner)} (fun k1 => (sum {step.p(outer)} (fun k0 => {shown}))))"
    there = f"(sum {step.p(inner)} (fun k0 => (sum {step.p(outer)} (fun k1 => {step.p(body, ('k1', 'k0'))}))))"
    if there == step.p(right):
        return proof
    return aligned(proof, f"(Eq {step.p(left)} {turned} w)", step.p(step.theorem.claim))


def sum_is_ordered(step: Step, over: Term, theorem: Theorem, variable: Term, point: Term | None = None) -> str:
    """Summands in order."""
    left, right, proof = for_all_indices(step, over, theorem, variable)
    if point is not None:
        inside = step.hypothesis(k.member(point, over))
        return f"(rule_sum_is_ordered_lt {step.p(over)} {left} {right} {step.p(point)} w {proof} {inside} eq_refl)"
    if theorem.claim.op == "<":
        index = step.p.name("i", variable.args[0])
        proof = f"(fun {index} inside => Rlt_le _ _ ({proof} {index} inside))"
    return f"(rule_sum_is_ordered_{NAMES['≤']} {step.p(over)} {left} {right} w {proof})"


ROWS: dict[str, Any] = {
    "sum_of_equals": sum_of_equals,
    "sum_is_linear": sum_is_linear,
    "sum_of_ones": sum_of_ones,
    "sum_with_delta": sum_with_delta,
    "sum_without": sum_without,
    "sum_in_parts": sum_in_parts,
    "sum_over_one": sum_over_one,
    "sum_swapped": sum_swapped,
    "sum_is_ordered": sum_is_ordered,
}
