"""Rows of the rules about indices and their sets."""

from __future__ import annotations

from typing import Any

from derivations.certificate.replay.printing import number_of
from derivations.certificate.replay.step import Step, aligned, under
from derivations.kernel import terms as k
from derivations.kernel.terms import Term
from derivations.kernel.theorem import Theorem

ARITHMETIC = "ltac:(lia)"


def in_interval(step: Step, point: Term, base: Term | None, over: Term) -> str:
    """By what is known of the index, as inequalities of whole numbers."""
    known = []
    if base is not None:
        known.append(bounds(step, k.index(point.args[0]), base))
    known += [
        f"(at_most_count ({h.args[0].args[0]}) {number_of(step.p, h.args[1], ())} w {proof})"
        for h, proof in step.places.items()
        if h.op == "≤" and h.args[1].op == "count" and h.args[0].op == "number"
    ]
    bounding = [step.p(point), *(end_of(step, end) for end in over.args)]
    kind = "between" if over.op == "interval" else "from"
    return f"(rule_in_interval_{kind} {' '.join(bounding)}{f' {by_arithmetic(known)}' * len(over.args)})"


def by_arithmetic(known: list[str]) -> str:
    """By what is known of whole numbers."""
    return f"ltac:({''.join(f'pose proof {proof}; ' for proof in known)}lia)"


def end_of(step: Step, end: Term) -> str:
    """An end of an interval, as a whole number."""
    return step.p(end) if end.op == "index" else f"(Z.of_nat {number_of(step.p, end, ())})"


def bounds(step: Step, point: Term, over: Term) -> str:
    """What an index is at least and at most, as it lies in an interval."""
    kind = "isin_between" if over.op == "interval" else "isin_from"
    ends = " ".join(end_of(step, end) for end in over.args)
    return f"({kind} {step.p(point)} {ends} {step.hypothesis(k.member(point, over))})"


def in_larger_set(step: Step, point: Term, inner: Term) -> str:
    """What is a part of a set lies in it."""
    return f"(rule_in_larger_set _ _ _ {step.hypothesis(k.member(point, inner))})"


def in_set_without(step: Step, point: Term, over: Term, left_out: Term) -> str:
    """What is not the index that is left out."""
    inside, apart = k.member(point, over), k.distinct(point, left_out)
    start = " ".join(map(step.p, (over, point, left_out)))
    proof = step.hypothesis(apart)
    proof = proof if apart.args[0] is point else f"(not_eq_sym {proof})"
    return f"(rule_in_set_without {start} {step.hypothesis(inside)} {proof})"


def same_index(step: Step, point: Term) -> str:
    """The index itself."""
    return f"(rule_same_index {step.p(point)})"


def different_indices(step: Step, one: Term, other: Term, over: Term | None = None) -> str:
    """By whole numbers, or by the sets that indices lie in."""
    claim = step.theorem.claim
    if over is None:
        return ARITHMETIC
    if over.op == "interval":
        return by_arithmetic([bounds(step, k.index(one.args[0]), over)])
    inside = step.hypothesis(k.member(one, over))
    if over.op == "part":
        start = f"M {step.p.name('s', over.args[0])} {step.p(over.args[1])} {step.p(one)} {step.p(other)}"
        outside = step.hypothesis(k.member(other, k.rest(over)))
        proof = f"(rule_different_indices_part {start} {inside} {outside})"
    else:
        proof = f"(rule_different_indices_without {step.p(over.args[0])} {step.p(one)} {step.p(other)} {inside})"
    return proof if claim.args[0] is one else f"(not_eq_sym {proof})"


def not_empty(step: Step, point: Term, over: Term) -> str:
    """That a set has an index in it."""
    inside = step.hypothesis(k.member(point, over))
    if over.op == "interval" and over.args[1].op != "index":
        number = number_of(step.p, over.args[1], ())
        return f"(rule_not_empty_between {step.p(point)} {step.p(over.args[0])} {number} w {inside})"
    return f"(rule_not_empty_size {step.p(over)} {step.p(point)} w {inside} eq_refl)"


def some_index(step: Step, theorem: Theorem, variable: Term, over: Term) -> str:
    """What holds for any index holds if there is one."""
    index = step.p.name("i", variable.args[0])
    find = under(step.p, step.hypothesis, variable, over, index, "inside")
    proof = step.use(theorem, indices={variable.args[0]: index}, find=find)
    size = step.hypothesis(k.less(k.ZERO, k.size(over)))
    return f"(rule_some_index {step.p(over)} w _ (fun {index} inside => {proof}) {size})"


def size_of_interval(step: Step, over: Term) -> str:
    """The difference of the ends, and one."""
    first, last = over.args
    if last.op == "index":
        size = last.args[1] - first.args[1] + 1
        return f"(rule_size_of_interval_index {step.p(first)} {step.p(last)} ({size}) w {ARITHMETIC} {ARITHMETIC})"
    known = step.hypothesis(k.at_most(k.number(first.args[1] - 1), last))
    return f"(rule_size_of_interval_count {step.p(first)} {number_of(step.p, last, ())} w {known})"


def not_negative(step: Step, term: Term) -> str:
    """What is counted."""
    inner = number_of(step.p, term, ()) if term.op == "count" else step.p(term.args[0])
    return f"(rule_not_negative_{term.op} {inner} w)"


def bracket_value(step: Step, condition: Term, holds: bool) -> str:
    """What is 1 where a condition holds."""
    one, other = condition.args
    truth = step.p(k.bracket(condition)).removeprefix("(brk ").removesuffix(")")
    if condition.op == "same":
        law = "Z.eqb_eq" if holds else "Z.eqb_neq"
        known = step.hypothesis(condition if holds else k.distinct(one, other))
        proof = f"(proj2 ({law} {' '.join(map(step.p, condition.args))}) {known})"
    elif holds:
        proof = step.hypothesis(condition)
    else:
        start = f"M {step.p.name('s', other.args[0])} {step.p(other.args[1])} {step.p(one)}"
        proof = f"(part_or_rest {start} {step.hypothesis(k.member(one, k.rest(other)))})"
    return f"(rule_bracket_value_{'holds' if holds else 'fails'} {truth} w {proof})"


def bracket_squared(step: Step, condition: Term) -> str:
    """0 or 1, squared."""
    truth = step.p(k.bracket(condition)).removeprefix("(brk ").removesuffix(")")
    return f"(rule_bracket_squared {truth} w)"


def equal_indices(step: Step, term: Term, variable: Term, point: Term) -> str:
    """The term as a function of the index."""
    index = step.p.name("i", variable.args[0])
    condition = k.same(variable, point)
    known = step.hypothesis(condition)
    known = known if condition.args[0] is variable else f"(eq_sym {known})"
    proof = f"(rule_equal_indices (fun {index} => {step.p(term)}) {step.p(variable)} {step.p(point)} w {known})"
    there = step.p.where({}, {variable.args[0]: step.p(point)})(term)
    return aligned(proof, f"(Eq {step.p(term)} {there} w)", step.p(step.theorem.claim))


ROWS: dict[str, Any] = {
    "in_interval": in_interval,
    "in_larger_set": in_larger_set,
    "in_set_without": in_set_without,
    "same_index": same_index,
    "different_indices": different_indices,
    "not_empty": not_empty,
    "some_index": some_index,
    "size_of_interval": size_of_interval,
    "not_negative": not_negative,
    "bracket_value": bracket_value,
    "bracket_squared": bracket_squared,
    "equal_indices": equal_indices,
}
