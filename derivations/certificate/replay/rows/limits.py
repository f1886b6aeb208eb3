"""Rows of the rules about limits."""

from __future__ import annotations

from typing import Any, NamedTuple

from derivations.certificate.replay.printing import place
from derivations.certificate.replay.rows.nearby import Around, Stays, Where, holds_near
from derivations.certificate.replay.rows.sums import summand
from derivations.certificate.replay.step import Find, Step, aligned, under
from derivations.kernel import terms as k
from derivations.kernel.terms import Term
from derivations.kernel.theorem import Theorem

UP, DOWN, FINITE = "p_infty", "m_infty", ""
CONSTANT = "ltac:(constant_term)"


class Limit(NamedTuple):
    """What values go to: plus or minus infinity, or a number; with its proof, and that of the number's sign."""

    values: str
    kind: str
    number: str
    proof: str
    positive: bool = True
    sign: str = ""

    def end(self) -> str:
        """The limit in Coq."""
        return self.kind or f"(Finite {self.number})"


class Going:
    """The way of a quantity to a place."""

    def __init__(self, step: Step, by: Term, point: Term) -> None:
        self.step, self.p, self.by, self.point = step, step.p, by, point
        self.q, self.label, self.place = self.p(by), self.p.label(by), place(self.p, point)
        self.start = f"{self.place} w"
        self.arguments = f"{self.q} {self.label} {self.place}"

    def values(self, term: Term) -> str:
        """A term's values on the way."""
        return f"(fun h => val {self.p(term)} (where_ {self.q} {self.label} w h))"

    def limit(self, theorem: Theorem) -> Limit:
        """A limit that is known."""
        of, _, _, value = theorem.claim.args
        kind = {k.INFINITY: UP, k.MINUS_INFINITY: DOWN}.get(value, FINITE)
        number = "" if kind else f"(val {self.p(value)} w)"
        return Limit(self.values(of), kind, number, self.step.use(theorem))

    def near(self, theorem: Theorem, find: Find) -> str:
        """That a theorem's claim holds near the place."""
        return holds_near(self.step, Where("place", f"{self.arguments} w"), self.stays, theorem, find)

    def stays(self, hypothesis: Term, find: Find) -> Stays:
        """That a hypothesis holds near the place."""
        step, p, by = self.step, self.p, self.by
        if hypothesis is k.defined(by):
            places = p.listed(by.args[1:], ())
            return Stays(True, f"(fun h => {step.valued(by)} {places} (shift w {self.label} h))")
        if hypothesis.op in ("<", "≤") and hypothesis.args[1] is by:
            low, name = hypothesis.args[0], "lt" if hypothesis.op == "<" else "le"
            start = f"M {p.name('q', by.args[0])} {p.listed(by.args[1:], ())}"
            if self.point is k.INFINITY and low.op == "number":
                return Stays(False, f"(place_large_{name} {start} (val {p(low)} w) w {step.moves(by)})")
            if low is self.point:
                return Stays(False, f"(place_above_{name} {start} {p(low)} w {step.moves(by)} {CONSTANT})")
        around = Around(step, by)
        around.near_too = False
        return around.stays(hypothesis, find)


def going(step: Step, theorem: Theorem) -> Going:
    """The way that a limit is about."""
    _, by, point, _ = theorem.claim.args
    return Going(step, by, point)


def limit_of_constant(step: Step, term: Term, by: Term, point: Term) -> str:
    """What does not change."""
    return f"(rule_limit_of_constant {step.p(term)} {Going(step, by, point).arguments} w {CONSTANT})"


def limit_of_variable(step: Step, by: Term, point: Term) -> str:
    """The quantity itself."""
    start = f"M {step.p.name('q', by.args[0])} {step.p.listed(by.args[1:], ())}"
    if point is k.INFINITY:
        return f"(rule_limit_of_variable_infinity {start} w {step.moves(by)})"
    return f"(rule_limit_of_variable_point {start} {step.p(point)} w {step.moves(by)})"


def joined(way: Going, op: str, one: Limit, other: Limit) -> Limit:
    """The limit of a sum or product of two terms."""
    name = "plus" if op == "+" else "times"
    values = f"(fun h => {one.values} h {op} {other.values} h)"
    number, kind, law = "", FINITE, "eq_refl"
    positive, sign = one.positive == other.positive, ""
    if one.kind == other.kind == FINITE:
        number = f"({one.number} {op} {other.number})"
        sign = sign_of_product(one, other) if op == "*" else ""
    elif op == "+":
        kind = one.kind or other.kind
    else:
        kind = UP if (one.kind != DOWN and one.positive) == (other.kind != DOWN and other.positive) else DOWN
        if FINITE in (one.kind, other.kind):
            finite = one if one.kind == FINITE else other
            signs = [{UP: "up", DOWN: "down"}.get(part.kind, "pos" if part.positive else "neg") for part in (one, other)]
            law = f"({'_'.join(signs)} {finite.number} {finite.sign})"
        positive = True
    found = Limit(values, kind, number, "", positive, sign)
    ends = f"{one.end()} {other.end()} {found.end()}"
    proof = f"(goes_{name} {way.start} {one.values} {other.values} {ends} {one.proof} {other.proof} {law})"
    return found._replace(proof=proof)


def sign_of_product(one: Limit, other: Limit) -> str:
    """The proof of the sign of a product of numbers, if their signs are known."""
    if not (one.sign and other.sign):
        return ""
    names = ["pos" if limit.positive else "neg" for limit in (one, other)]
    law = "Rmult_lt_0_compat" if names == ["pos", "pos"] else "_".join(names)
    return f"({law} {one.number} {other.number} {one.sign} {other.sign})"


def together(way: Going, op: str, limits: list[Limit]) -> Limit:
    """The limit of a sum or product."""
    *front, last = limits
    for one in reversed(front):
        last = joined(way, op, one, last)
    return last


def limit_of_sum(step: Step, *theorems: Theorem) -> str:
    """All limits added."""
    way = going(step, theorems[0])
    found = together(way, "+", [way.limit(theorem) for theorem in theorems])
    return f"(rule_limit_of_sum {way.start} {found.values} {found.end()} {found.proof})"


def limit_of_product(step: Step, theorems: tuple[Theorem, ...], signs: tuple[int, ...] = ()) -> str:
    """All limits multiplied."""
    way = going(step, theorems[0])
    limits, left = [], list(signs)
    for theorem in theorems:
        limit, value = way.limit(theorem), theorem.claim.args[3]
        if limit.kind == FINITE and left:
            positive = left.pop(0) > 0
            known = k.less(k.ZERO, value) if positive else k.less(value, k.ZERO)
            limit = limit._replace(positive=positive, sign=step.hypothesis(known))
        limits.append(limit)
    found = together(way, "*", limits)
    return f"(rule_limit_of_product {way.start} {found.values} {found.end()} {found.proof})"


def limit_of_power(step: Step, theorem: Theorem, exponent: int) -> str:
    """A power of the limit."""
    way, value = going(step, theorem), theorem.claim.args[3]
    limit = way.limit(theorem)
    if limit.kind == FINITE:
        known = step.hypothesis(k.unequal(value, k.ZERO)) if exponent < 0 else "Logic.I"
        proof = f"(goes_pow {way.start} {limit.values} {limit.number} ({exponent}) {limit.proof} {known})"
    elif exponent < 0:
        side = "(or_introl eq_refl)" if limit.kind == UP else "(or_intror eq_refl)"
        start = f"{way.start} {limit.values} {limit.kind} {-exponent}"
        proof = f"(goes_infinite_pow_neg {start} {limit.proof} {side})"
    else:
        name = "up" if limit.kind == UP else "down"
        proof = f"(goes_{name}_pow {way.start} {limit.values} {exponent} {limit.proof})"
    return f"(rule_limit_of_power {way.start} _ _ {proof})"


def limit_of_exp_or_ln(step: Step, theorem: Theorem, op: str) -> str:
    """The function of the limit."""
    way = going(step, theorem)
    limit = way.limit(theorem)
    name = f"rule_limit_of_exp_or_ln_{op}" + {UP: "_up", DOWN: "_down", FINITE: ""}[limit.kind]
    known = limit.number
    if limit.kind == FINITE and op == "ln":
        known += f" {step.hypothesis(k.less(k.ZERO, theorem.claim.args[3]))}"
    return f"({name} {way.start} {limit.values} {known} {limit.proof})"


def limit_of_total(step: Step, over: Term, theorem: Theorem, variable: Term) -> str:
    """The limits of all summands."""
    way, p = going(step, theorem), step.p
    of, _, _, value = theorem.claim.args
    index = p.name("i", variable.args[0])
    body, limit = (k.closed(side, variable) for side in (of, value))
    find = under(p, step.hypothesis, variable, over, index, "inside")
    proof = step.use(theorem, indices={variable.args[0]: index}, find=find)
    tends = f"(Tends {{}} {way.arguments} {{}} w)"
    given, there = tends.format(p(of), p(value)), tends.format(p.at(body, index), p.at(limit, index))
    each = f"(fun {index} inside => {aligned(proof, given, there)})"
    start = f"{p(over)} {summand(step, over, body)} {summand(step, over, limit)}"
    return f"(rule_limit_of_total {start} {way.arguments} w {each})"


def limit_of_growing_total(
    step: Step, over: Term, growing: Theorem, body: Term, bounded: Theorem, variable: Term, at: Term
) -> str:
    """A summand that grows without end, where no other one is negative."""
    way, p = going(step, growing), step.p
    index = p.name("i", variable.args[0])
    near = way.near(bounded, under(p, step.hypothesis, variable, over, index, "inside"))
    high = k.opened(body, variable)
    if bounded.claim.op == "<":
        start = f"{way.arguments} w (fun w => {p(bounded.claim)}) (fun w => {p(k.at_most(k.ZERO, high))})"
        near = f"(place_then {start} (fun u => Rlt_le _ _) {near})"
    there = f"(Near_place {way.arguments} w (fun w => (Le (int (0)) {{}} w)))"
    each = aligned(near, there.format(p(high)), there.format(p.at(body, index)))
    grows = f"(TendsUp {{}} {way.arguments} w)"
    known = aligned(step.use(growing), grows.format(p(growing.claim.args[0])), grows.format(p.at(body, p(at))))
    start = f"{p(over)} {summand(step, over, body)} {p(at)} {way.arguments} w {known}"
    inside = step.hypothesis(k.member(at, over))
    return f"(rule_limit_of_growing_total {start} {inside} eq_refl (fun {index} inside => {each}))"


def limit_of_equal(step: Step, theorem: Theorem, limit: Theorem) -> str:
    """An equal term, or an equal limit."""
    way, p = going(step, limit), step.p
    of, _, _, value = limit.claim.args
    left, right = theorem.claim.args
    if right is of:
        known = way.limit(limit)
        near = way.near(theorem, step.hypothesis)
        return f"(rule_limit_of_equal {p(left)} {p(right)} {way.arguments} w {known.end()} {near} {known.proof})"
    start = f"{p(of)} {way.arguments} {p(value)} {p(right)} w"
    return f"(rule_limit_of_equal_value {start} {step.use(theorem)} {step.use(limit)})"


def value_nearby(step: Step, theorem: Theorem, by: Term, point: Term) -> str:
    """A value where the quantity is near the place."""
    way = Going(step, by, point)
    near = way.near(theorem, step.hypothesis)
    return f"(rule_value_nearby {step.p(theorem.claim.args[0])} {way.arguments} w {near})"


def value_of_limit(step: Step, theorem: Theorem, claim: Term) -> str:
    """What the limit is, and that there is one."""
    way, (of, by, point, value) = going(step, theorem), theorem.claim.args
    start = f"{step.p(of)} {way.arguments} {step.p(value)} w {step.use(theorem)}"
    if claim.op == "defined":
        return f"(rule_value_of_limit_defined {start} {step.hypothesis(k.near(of, by, point))})"
    return f"(rule_value_of_limit_eq {start})"


def limit_from_value(step: Step, theorem: Theorem, exists: Theorem) -> str:
    """From what the limit is."""
    limit, value = theorem.claim.args
    of, by, point = limit.args
    start = f"{step.p(of)} {Going(step, by, point).arguments} {step.p(value)} w"
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
