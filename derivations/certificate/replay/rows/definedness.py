"""Rows of the rules that say which terms have values and are smooth."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from derivations.certificate.replay.step import Find, Step, aligned, for_each, under
from derivations.kernel import terms as k
from derivations.kernel.terms import Term
from derivations.kernel.theorem import Theorem

LEAVES = ("quantity", "apply", "partial", "lim")
"""What the values of terms are made from by rules of its own."""
Leaf = Callable[[Term, Find], str]
"""The proof for a leaf, from hypotheses."""


def has_value(step: Step, term: Term, leaf: Leaf, find: Find, around: tuple[Term, ...]) -> str:
    """That a term has a value: Coq sees it from what its parts are."""

    def of(part: Term) -> str:
        return has_value(step, part, leaf, find, around)

    if term.op in LEAVES:
        return leaf(term, find)
    if term.op in ("+", "*"):
        return for_each([of(part) for part in term.args])
    if term.op == "sum":
        variable, over, body, index = binder(step, term, around)
        inner = has_value(step, body, leaf, under(step.p, find, variable, over, index, f"in_{index}"), around)
        return f"(fun {index} in_{index} => {inner})"
    if term.op == "^" and term.args[1] < 0:
        return f"(conj {of(term.args[0])} {find(k.unequal(term.args[0], k.ZERO))})"
    if term.op == "ln":
        return f"(conj {of(term.args[0])} {find(k.less(k.ZERO, term.args[0]))})"
    return of(term.args[0]) if term.op in ("^", "exp", "abs") else "I"


def binder(step: Step, term: Term, around: tuple[Term, ...]) -> tuple[Term, Term, Term, str]:
    """A new index, the set that it lies in, the summand there, and the index's name in scripts."""
    over, body = term.args
    variable = k.index(k.fresh("k", term, *around))
    return variable, over, k.opened(body, variable), step.p.name("i", variable.args[0])


def is_smooth(step: Step, term: Term, directions: str, leaf: Leaf, find: Find, around: tuple[Term, ...]) -> str:
    """That a term is smooth in some directions, by a lemma for each operator."""

    def of(part: Term) -> str:
        return is_smooth(step, part, directions, leaf, find, around)

    start = f"rule_from_parts_smooth_{NAMED.get(term.op, term.op)} {directions}"
    if term.op in LEAVES:
        return leaf(term, find)
    if term.op in ("+", "*"):
        return f"({start} {step.p.listed(term.args, ())} w {for_each([of(part) for part in term.args])})"
    if term.op == "sum":
        variable, over, body, index = binder(step, term, around)
        find_inside = under(step.p, find, variable, over, index, f"in_{index}")
        inner = is_smooth(step, body, directions, leaf, find_inside, around)
        bound, shown = step.p.inside(term, ())
        smooth = f"(SmoothIn {directions} {{}} w)"
        inner = aligned(inner, smooth.format(step.p(body)), smooth.format(step.p.at(term.args[1], index)))
        return f"({start} {step.p(over)} (fun {bound} => {shown}) w eq_refl (fun {index} in_{index} => {inner}))"
    if term.op == "^":
        base, exponent = term.args
        not_zero = find(k.unequal(base, k.ZERO)) if exponent < 0 else "I"
        return f"({start} {step.p(base)} ({exponent}) w {not_zero} {of(base)})"
    if term.op in ("ln", "abs"):
        (inside,) = term.args
        condition = k.less(k.ZERO, inside) if term.op == "ln" else k.unequal(inside, k.ZERO)
        return f"({start} {step.p(inside)} w {find(condition)} {of(inside)})"
    if term.op == "exp":
        return f"({start} {step.p(term.args[0])} w {of(term.args[0])})"
    return f"(smooth_number {directions} (val {step.p(term)} w) w)"


NAMED = {"+": "add", "*": "mul", "^": "pow"}
"""What an operator is called in the names of lemmas, if not as it is written."""


def from_parts(step: Step, claim: Term) -> str:
    """What has a value, or is smooth, by its parts."""
    term, *by = claim.args

    def same(part: Term) -> Term:
        return k.with_arguments(claim, (part, *by))

    directions = f"(fun c => c = {step.p.label(by[0])})" if by else "(fun _ => True)"
    if term.op == "partial":
        of, quantity = term.args
        label = step.p.label(quantity)
        if claim.op == "defined":
            return f"(rule_from_parts_defined_partial {step.p(of)} {label} w {step.hypothesis(k.smooth(of, quantity))})"
        everywhere = f"(rule_from_parts_smooth_partial {step.p(of)} {label} w {step.hypothesis(k.smooth(of))})"
        return f"(rule_from_parts_smooth_by _ {step.p.label(by[0])} w {everywhere})" if by else everywhere
    if term.op == "quantity" and claim is not k.smooth(term):
        if by == [term]:
            name = step.p.name("q", term.args[0])
            places = step.p.listed(term.args[1:], ())
            mover = step.moves(term)
            return f"(rule_from_parts_smooth_itself M {name} {places} w {mover} {step.hypothesis(k.defined(term))})"
        known = step.hypothesis(k.smooth(term))
        if by:
            return f"(rule_from_parts_smooth_by {step.p(term)} {step.p.label(by[0])} w {known})"
        return f"(rule_from_parts_defined _ {step.p(term)} w {known})"
    if term.op == "apply":
        name, orders, *arguments = term.args
        law = step.hypothesis(k.smooth_function(name, len(orders)))
        proofs = for_each([step.hypothesis(same(argument)) for argument in arguments])
        several, listed = "", f"{orders[0]}%nat {step.p(arguments[0])} w" if len(arguments) == 1 else ""
        if len(arguments) != 1:
            several = "_several"
            listed = f"[{'; '.join(f'{o}%nat' for o in orders)}] {step.p.listed(tuple(arguments), ())} w eq_refl"
        start = f"M {step.p.name('f', name)} {listed} {law} {proofs}"
        if claim.op == "defined":
            return f"(rule_from_parts_defined_app{several} {start})"
        return f"(rule_from_parts_smooth_app{several} {directions} {start})"

    def leaf(inner: Term, find: Find) -> str:
        return find(same(inner))

    if claim.op == "defined":
        return has_value(step, term, leaf, step.hypothesis, (claim,))
    return is_smooth(step, term, directions, leaf, step.hypothesis, (claim,))


def smooth_if_constant(step: Step, term: Term, by: Term) -> str:
    """What does not change is smooth; of a quantity that does not change it is said by its own offset."""
    constant, value = (step.hypothesis(h) for h in (k.independent(term, by), k.defined(term)))
    label = step.p.label(by)
    if term.op == "quantity":
        start = f"M {step.p.name('q', term.args[0])} {step.p.listed(term.args[1:], ())}"
        return f"(rule_smooth_if_constant_quantity {start} {label} w {constant} {value})"
    if term.op == "apply" and term is k.hidden(term.args[0], len(term.args[1])):
        name, orders, *arguments = term.args
        zeros = "; ".join(["0%nat"] * len(orders))
        numbers = for_each([f"(constant_number (IZR 0) {label} w)" for _ in orders])
        start = f"M {step.p.name('f', name)} [{zeros}] {step.p.listed(tuple(arguments), ())}"
        constant = f"(constant_app {start} {len(orders)} {label} w eq_refl {constant} {numbers})"
    return f"(rule_smooth_if_constant_term {step.p(term)} {label} w {constant} {value})"


def without_value(step: Step, term: Term, theorem: Theorem, point: Term | None = None) -> str:
    """What has no value, as a part has none, or is not where a function has values."""
    claim, known = theorem.claim, step.use(theorem)
    if term.op == "sum" and point is not None:
        over, _ = term.args
        variable, body = step.p.inside(term, ())
        inside = step.hypothesis(k.member(point, over))
        return f"(rule_without_value_sum {step.p(over)} (fun {variable} => {body}) {step.p(point)} w {known} {inside})"
    if claim.op == "undefined":
        return f"(fun value => {known} {_part_with_value(step, term, claim.args[0])})"
    inner = step.p(term.args[0])
    if term.op == "ln":
        return f"(rule_without_value_ln {inner} w {known})"
    return f"(rule_without_value_power {inner} {-term.args[1]} w {known})"


def _part_with_value(step: Step, term: Term, argument: Term) -> str:
    """That an argument has a value, as the term has one."""
    place = term.args.index(argument)
    if term.op in ("+", "*"):
        return "(proj1 " + "(proj2 " * place + "value" + ")" * (place + 1)
    if term.op == "apply":
        return "(proj1 " + "(proj2 " * (place - 2) + "(proj1 value)" + ")" * (place - 1)
    if term.op == "ln" or (term.op == "^" and term.args[1] < 0):
        return "(proj1 value)"
    return "value"


ROWS: dict[str, Any] = {
    "from_parts": from_parts,
    "smooth_if_constant": smooth_if_constant,
    "without_value": without_value,
}
