"""Rows of the rules about what quantities are made of."""

from __future__ import annotations

from typing import Any

from derivations.certificate.replay.step import NotReplayed, Step
from derivations.kernel import terms as k
from derivations.kernel.structure import Pattern
from derivations.kernel.terms import Term
from derivations.kernel.theorem import Theorem

NOTHING = "(fun _ _ none => none)"
"""That a quantity depends on no other one."""


def structure_of(forms: tuple[Term, ...], name: str) -> Term:
    """The structure of a quantity or function."""
    return next(form for form in forms if form.args[0] == name)


def of_quantity(step: Step, quantity: Term) -> str:
    """A quantity in a lemma."""
    return f"{step.p.name('q', quantity.args[0])} _ {step.p.listed(quantity.args[1:], ())}"


def independent(
    step: Step,
    of: Term,
    by: Term,
    forms: tuple[Term, ...],
    below: tuple[Pattern, ...],
    known: tuple[Theorem, ...] = (),
) -> str:
    """What does not change with a quantity."""
    label = step.p.label(by)
    if of.op == "quantity" and not below:
        form = structure_of(forms, "q" + of.args[0])
        if len(form.args) == 1:
            return f"(rule_independent_free M {of_quantity(step, of)} {label} w {step.hypothesis(form)} {NOTHING})"
    if of.op == "apply" and of is k.hidden(of.args[0], len(of.args[1])):
        form = structure_of(forms, "f" + of.args[0])
        name, count = step.p.name("f", of.args[0]), len(of.args[1])
        if len(form.args) == 1:
            return f"(rule_independent_function_free M {name} {count} {label} w {step.hypothesis(form)})"
        if len(form.args) == 2 and count == 1 and len(forms) == 1:
            variable, body = step.p.inside(form.args[1], (), "v")
            body = step.p(form.args[1].args[0].args[1], (variable,))
            formula = f"(fun {variable} => {body})"
            law = f"(proj1 {step.hypothesis(form)})"
            constant = "(fun x => ltac:(constants ltac:(fail)))"
            return f"(rule_independent_function_formula M {name} {formula} {label} w {law} {constant})"
    raise NotReplayed("independent: of what is made of other quantities")


def smooth_by_structure(step: Step, of: Term, forms: tuple[Term, ...], below: tuple[Pattern, ...]) -> str:
    """What is smooth in all quantities."""
    form = structure_of(forms, "q" + of.args[0])
    if not below and len(form.args) == 1:
        return f"(rule_smooth_by_structure_free M {of_quantity(step, of)} w {step.hypothesis(form)} {NOTHING})"
    raise NotReplayed("smooth_by_structure: of what is made of other quantities")


ROWS: dict[str, Any] = {"independent": independent, "smooth_by_structure": smooth_by_structure}
