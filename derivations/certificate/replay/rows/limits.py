"""Rows of the rules about limits."""

from __future__ import annotations

from typing import Any

from derivations.certificate.replay.printing import place
from derivations.certificate.replay.rows.logic import part
from derivations.certificate.replay.rows.nearby import Around, Stays, constant, tending
from derivations.certificate.replay.rows.sums import summand
from derivations.certificate.replay.step import Find, NotReplayed, Step, aligned, for_each, under
from derivations.kernel import terms as k
from derivations.kernel.limits import INFINITE
from derivations.kernel.terms import Term
from derivations.kernel.theorem import Theorem


def truth(condition: bool) -> str:
    """A truth value."""
    return "true" if condition else "false"


# -- what holds where the quantity is near the point


class There(Around):
    """How hypotheses hold where a quantity is near a point: for all of its values, or by the place alone."""

    def __init__(self, step: Step, by: Term, point: Term) -> None:
        super().__init__(step, by)
        self.point, self.start = point, f"{tending(step.p, by, point)} w"

    def holds(self, hypothesis: Term, find: Find) -> str:
        """That a hypothesis holds there."""
        shown = f"(fun w => {self.step.p(hypothesis)})"
        inner, binders = hypothesis, list[str]()
        while inner.op == "all":
            inner, binders = inner.args[1], [*binders, f"k{len(binders)} e{len(binders)}"]
        by_place = self.by_place(inner, find)
        if by_place:
            said = f"(fun w => {self.step.p(inner)})"
            return f"(there_then {self.start} {said} {shown} (fun u c {' '.join(binders)} => c) {by_place})"
        stays = self.stays(hypothesis, find)
        if not stays.always:
            raise NotReplayed(f"{self.step.theorem.rule}: {hypothesis} holds only nearby")
        return f"(there_always {self.start} {shown} {stays.proof})"

    def by_place(self, hypothesis: Term, find: Find) -> str:
        """That a hypothesis holds by where the quantity is: above a point, or with a value."""
        step, by = self.step, self.by
        quantity = f"M {step.p.name('q', by.args[0])} []"
        if hypothesis is k.defined(by):
            return f"(there_defined {quantity} {place(step.p, self.point)} w {step.has_values(by)})"
        if hypothesis.op not in ("<", "≤") or hypothesis.args[1] is not by:
            return ""
        low = hypothesis.args[0]
        if self.point is k.INFINITY and low.op == "number":
            found = f"(there_number_lt {quantity} {step.p(low)} w {step.moves(by)} (fun _ => eq_refl))"
        elif low is self.point:
            found = f"(there_point_lt {quantity} {step.p(low)} w {step.moves(by)} {constant(step.p, low, by, find)})"
        else:
            return ""
        return found if hypothesis.op == "<" else f"(there_le {self.start} {step.p(low)} {step.p(by)} {found})"

    def of_values(self, hypothesis: Term, find: Find) -> Stays:
        """That a relation stays true, between what does not change."""
        return self.of_constants(hypothesis, find)

    def follows(self, theorem: Theorem, find: Find, indices: dict[str, str] | None = None) -> str:
        """That a theorem's claim holds there, as its hypotheses do."""
        step = self.step
        near, shown = f"(there_always {self.start} (fun _ => True) (fun _ => Logic.I))", "True"
        hypotheses = step.premise(theorem).hypotheses
        for h in reversed(hypotheses):
            said = f"(fun w => {step.p(h)})"
            near = f"(there_and {self.start} {said} (fun w => {shown}) {self.holds(h, find)} {near})"
            shown = f"({step.p(h)} /\\ {shown})"
        places = {h: part("there", place, len(hypotheses) + 1) for place, h in enumerate(hypotheses)}
        claim = f"(fun u there => {step.use(theorem, places, indices or {}, world='u')})"
        return f"(there_then {self.start} (fun w => {shown}) (fun w => {step.p(theorem.claim)}) {claim} {near})"


# -- the rules


def limit_of_constant(step: Step, term: Term, by: Term, point: Term) -> str:
    """What does not change."""
    proof = constant(step.p, term, by, step.hypothesis)
    return f"(rule_limit_of_constant {step.p(term)} {tending(step.p, by, point)} w {proof})"


def limit_of_variable(step: Step, by: Term, point: Term) -> str:
    """The quantity itself."""
    start = f"M {step.p.name('q', by.args[0])} []"
    if point is k.INFINITY:
        return f"(rule_limit_of_variable_infinity {start} w {step.moves(by)})"
    return f"(rule_limit_of_variable_point {start} {step.p(point)} w {step.moves(by)})"


def limit_of_sum(step: Step, *theorems: Theorem) -> str:
    """The terms with their limits as a list."""
    _, by, point, whole = step.theorem.claim.args
    known = for_each([step.use(theorem) for theorem in theorems])
    if whole not in INFINITE:
        listed = pairs(step, theorems, step.p)
        return f"(rule_limit_of_sum_finite {listed} {tending(step.p, by, point)} w {known})"
    below = truth(whole is k.MINUS_INFINITY)
    listed = pairs(step, theorems, lambda value: "None" if value in INFINITE else f"Some {step.p(value)}")
    return f"(rule_limit_of_sum_infinite {below} {listed} {tending(step.p, by, point)} w eq_refl {known})"


def pairs(step: Step, theorems: tuple[Theorem, ...], value: Any) -> str:
    """Terms, each with what is said of its limit."""
    return f"[{'; '.join(f'({step.p(t.claim.args[0])}, {value(t.claim.args[3])})' for t in theorems)}]"


def limit_of_product(step: Step, theorems: tuple[Theorem, ...], signs: tuple[int, ...] = ()) -> str:
    """The factors with their limits and the signs of these as a list."""
    _, by, point, whole = step.theorem.claim.args
    if whole not in INFINITE:
        finite = f"{pairs(step, theorems, step.p)} {tending(step.p, by, point)} w"
        return f"(rule_limit_of_product_finite {finite} {for_each([step.use(theorem) for theorem in theorems])})"
    listed, known, left = list[str](), list[str](), list(signs)
    for theorem in theorems:
        of, *_, value = theorem.claim.args
        if value in INFINITE:
            listed.append(f"({step.p(of)}, Endless {truth(value is k.MINUS_INFINITY)})")
            known.append(step.use(theorem))
        else:
            sign = left.pop(0)
            condition = k.less(k.ZERO, value) if sign > 0 else k.less(value, k.ZERO)
            listed.append(f"({step.p(of)}, At {truth(sign < 0)} {step.p(value)})")
            known.append(f"(conj {step.use(theorem)} {step.hypothesis(condition)})")
    start = f"[{'; '.join(listed)}] {tending(step.p, by, point)} w"
    return f"(rule_limit_of_product_infinite {start} eq_refl {for_each(known)})"


def limit_of_power(step: Step, theorem: Theorem, exponent: int) -> str:
    """By what the base tends to."""
    of, by, point, value = theorem.claim.args
    start, known = tending(step.p, by, point), step.use(theorem)
    if value in INFINITE:
        below = truth(value is k.MINUS_INFINITY)
        name = "infinite" if exponent > 0 else "reciprocal"
        return f"(rule_limit_of_power_{name} {below} {step.p(of)} {abs(exponent)} {start} w {known})"
    condition = step.hypothesis(k.unequal(value, k.ZERO)) if exponent < 0 else "Logic.I"
    return f"(rule_limit_of_power_finite {step.p(of)} ({exponent}) {start} {step.p(value)} w {condition} {known})"


def limit_of_exp_or_ln(step: Step, theorem: Theorem, op: str) -> str:
    """By what the argument tends to."""
    of, by, point, value = theorem.claim.args
    start, known = f"{step.p(of)} {tending(step.p, by, point)}", step.use(theorem)
    if value in INFINITE:
        return f"(rule_limit_of_exp_or_ln_{op}_{'up' if value is k.INFINITY else 'down'} {start} w {known})"
    condition = f"{step.hypothesis(k.less(k.ZERO, value))} " if op == "ln" else ""
    return f"(rule_limit_of_exp_or_ln_{op} {start} {step.p(value)} w {condition}{known})"


def limit_of_total(step: Step, over: Term, theorem: Theorem, variable: Term) -> str:
    """The limits of all summands."""
    of, by, point, value = theorem.claim.args
    index = step.p.name("i", variable.args[0])
    find = under(step.p, step.hypothesis, variable, over, index, "inside")
    proof = step.use(theorem, indices={variable.args[0]: index}, find=find)
    there = step.p.at(k.closed(theorem.claim, variable), index)
    each = f"(fun {index} inside => {aligned(proof, step.p(theorem.claim), there)})"
    bodies = " ".join(summand(step, over, k.closed(side, variable)) for side in (of, value))
    return f"(rule_limit_of_total {step.p(over)} {bodies} {tending(step.p, by, point)} w {each})"


def limit_of_growing_total(
    step: Step, over: Term, growing: Theorem, body: Term, bounded: Theorem, variable: Term, at: Term
) -> str:
    """One summand that grows, and that none is negative."""
    of, by, point, _ = growing.claim.args
    index = step.p.name("i", variable.args[0])
    find = under(step.p, step.hypothesis, variable, over, index, "inside")
    near = There(step, by, point)
    positive = near.follows(bounded, find, {variable.args[0]: index})
    start = tending(step.p, by, point)
    low, high = bounded.claim.args
    if bounded.claim.op == "<":
        positive = f"(there_le {start} w {step.p(low)} {step.p(high)} {positive})"
    said = "(There {} w (fun w => {}))".format
    shown = step.p.at(k.closed(k.at_most(low, high), variable), index)
    positive = aligned(positive, said(start, step.p(k.at_most(low, high))), said(start, shown))
    grows = "(TendsUp {} {} w)".format
    here = aligned(step.use(growing), grows(step.p(of), start), grows(step.p.at(body, step.p(at)), start))
    inside = step.hypothesis(k.member(at, over))
    whole = f"{step.p(over)} {summand(step, over, body)} {step.p(at)} {start} w {inside} eq_refl"
    return f"(rule_limit_of_growing_total {whole} {here} (fun {index} inside => {positive}))"


def limit_of_equal(step: Step, theorem: Theorem, limit: Theorem) -> str:
    """By what the term, or its limit, is equal to."""
    of, by, point, value = limit.claim.args
    left, right = theorem.claim.args
    start, known = tending(step.p, by, point), step.use(limit)
    if right is not of:
        terms = f"{step.p(left)} {step.p(right)}"
        return f"(rule_limit_of_equal_value {step.p(of)} {start} {terms} w {step.use(theorem)} {known})"
    equal = There(step, by, point).follows(theorem, step.hypothesis)
    kind = "" if value not in INFINITE else "_up" if value is k.INFINITY else "_down"
    end = "" if kind else f" {step.p(value)}"
    return f"(rule_limit_of_equal_nearby{kind} {step.p(left)} {step.p(right)} {start}{end} w {equal} {known})"


def value_nearby(step: Step, theorem: Theorem, by: Term, point: Term) -> str:
    """That the term has a value there."""
    near = There(step, by, point).follows(theorem, step.hypothesis)
    return f"(rule_value_nearby {step.p(theorem.claim.args[0])} {tending(step.p, by, point)} w {near})"


def value_of_limit(step: Step, theorem: Theorem, claim: Term) -> str:
    """The limit's value, or that it has one."""
    of, by, point, value = theorem.claim.args
    start = f"{step.p(of)} {tending(step.p, by, point)} {step.p(value)} w {step.use(theorem)}"
    if claim.op == "=":
        return f"(rule_value_of_limit_eq {start})"
    return f"(rule_value_of_limit_defined {start} {step.hypothesis(k.near(of, by, point))})"


def limit_from_value(step: Step, theorem: Theorem, exists: Theorem) -> str:
    """The limit that exists has this value."""
    limit, value = theorem.claim.args
    start = f"{step.p(limit.args[0])} {tending(step.p, *limit.args[1:])} {step.p(value)} w"
    return f"(rule_limit_from_value {start} {step.use(theorem)} {step.use(exists)})"


ROWS: dict[str, Any] = {
    "limit_of_constant": limit_of_constant,
    "limit_of_variable": limit_of_variable,
    "limit_of_sum": limit_of_sum,
    "limit_of_product": limit_of_product,
    "limit_of_power": limit_of_power,
    "limit_of_exp_or_ln": limit_of_exp_or_ln,
    "limit_of_total": limit_of_total,
    "limit_of_growing_total": limit_of_growing_total,
    "limit_of_equal": limit_of_equal,
    "value_nearby": value_nearby,
    "value_of_limit": value_of_limit,
    "limit_from_value": limit_from_value,
}
