"""Rows of the rules about what quantities are made of."""

from __future__ import annotations

from typing import Any

from derivations.certificate.replay.rows.descent import Claim, Descent
from derivations.certificate.replay.sequents import Sequent
from derivations.certificate.replay.step import NotReplayed, Step
from derivations.kernel import terms as k
from derivations.kernel.structure import Pattern, pattern, quantities
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


def of_functions(
    step: Step, forms: tuple[Term, ...], free: str, formula: str, constant: str
) -> dict[Term, tuple[str, str]]:
    """For the structure of each function, its name, and the proof that it is made of its arguments alone."""
    found = {}
    for form in forms:
        if form.args[0][0] != "f":
            continue
        name, proof = step.p.name("f", form.args[0][1:]), step.hypothesis(form)
        if len(form.args) == 1:
            found[form] = name, f"({free.format(name)} w {proof})"
        elif len(form.args) == 2 and form.args[1].op == "all real" and form.args[1].args[0].op == "defines":
            body = step.p(form.args[1].args[0].args[1], ("v0",))
            found[form] = name, f"({formula.format(name, f'(fun v0 => {body})', f'{proof}')} {constant})"
        else:
            raise NotReplayed(f"{step.theorem.rule}: of a function of several arguments")
    return found


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
    if of.op == "quantity" and not below and len(structure_of(forms, "q" + of.args[0]).args) == 1:
        known_as = step.hypothesis(structure_of(forms, "q" + of.args[0]))
        return f"(rule_independent_free M {of_quantity(step, of)} {label} w {known_as} {NOTHING})"
    functions = of_functions(
        step, forms, f"rule_independent_function_free M {{}} 1 {label}",
        f"rule_independent_function_formula M {{}} {{}} {label} w (proj1 {{}})", "(fun x => ltac:(constant_term))",
    )  # fmt: skip
    if of.op == "apply" and of is k.hidden(of.args[0], len(of.args[1])):
        name, proof = functions[structure_of(forms, "f" + of.args[0])]
        form = structure_of(forms, "f" + of.args[0])
        if len(form.args) == 1:
            return f"(rule_independent_function_free M {name} {len(of.args[1])} {label} w {step.hypothesis(form)})"
        return proof
    claim = Claim(
        f"Indep (qt M {{}} {{}}) {label} w",
        "apply constant_quantity; [labels_differ |]",
        f"apply (rule_independent_by_definition M {{}} _ _ {label} w Def)",
        f"apply (rule_independent_by_law M {{}} _ _ _ {label} w Mk D)",
        "constants",
        "first [assumption | {}]",
    )
    starts = () if of.op == "quantity" else tuple(pattern(one, {}) for one in quantities(forms, of))
    descent = Descent(step, forms, starts + below, claim)
    last = "cbv beta; constants ltac:(first [assumption | apply All; unfold B; member])."
    if of.op == "quantity":
        last = descent.one(of, f"IndepQ M {step.p.name('q', of.args[0])} i {label} w")
    assumed = [f"pose proof {proof} as F{n}." for n, (_, proof) in enumerate(functions.values())]
    return script([*named(step), *facts_of(step, known), *assumed, descent.all(), last])


def facts_of(step: Step, known: tuple[Theorem, ...]) -> list[str]:
    """What is known of indices."""
    return [f"pose proof {step.use(theorem)} as K{n}." for n, theorem in enumerate(known)]


def script(lines: list[str]) -> str:
    """A proof that is a script of tactics."""
    return "\n" + "\n".join(lines)


def named(step: Step) -> list[str]:
    """That indices are those of the statement, and keep their names."""
    indices = Sequent("", step.theorem, frozenset()).indices
    return [f"assert (Named {step.p.name('i', name)}) by exact Logic.I." for name in indices]


def smooth_by_structure(step: Step, of: Term, forms: tuple[Term, ...], below: tuple[Pattern, ...]) -> str:
    """What is smooth in all quantities."""
    form = structure_of(forms, "q" + of.args[0])
    if not below and len(form.args) == 1:
        return f"(rule_smooth_by_structure_free M {of_quantity(step, of)} w {step.hypothesis(form)} {NOTHING})"
    claim = Claim(
        "Smooth (qt M {} {}) w",
        "idtac",
        "apply (rule_by_definition_smooth_quantity (fun _ => True) M {} _ _ w Def)",
        "apply (rule_smooth_by_structure_by_law M {} _ _ _ w Mk D)",
        "smooths",
    )
    descent = Descent(step, forms, below, claim)
    return script([*named(step), descent.all(), descent.one(of, f"Smooth (qt M {step.p.name('q', of.args[0])} i) w")])


def passes_through(
    step: Step,
    of: Term,
    by: Term,
    between: Term,
    forms: tuple[Term, ...],
    below: tuple[Pattern, ...],
    known: tuple[Theorem, ...],
) -> str:
    """What changes only by way of quantities between: it is the same in two worlds where these are."""
    functions = of_functions(
        step, forms, "one_law_free M {}", "one_law_formula M {0} {1} w (proj1 {2}) (proj2 {2})",
        "(fun x v u => ltac:(cbv beta; sames ltac:(fail)))",
    )  # fmt: skip
    over, entry = between.args if between.op == "row" else (None, between)
    offset = "apply Off; [labels_differ | intros t Bt; open_ways Bt; apart_from Bt]"
    claim = Claim(
        "Same (qt M {} {}) v u",
        "idtac",
        f"apply (rule_passes_through_by_definition M {{}} _ _ w v u Def); [{offset} |]",
        f"apply (rule_passes_through_by_law M {{}} _ _ _ w v u Mk D); [{offset} |]",
        "sames",
        at_between(step, over, entry),
    )
    descent = Descent(step, forms, (pattern(of, {}), *below), claim)
    assumed = [f"pose proof {proof} as F{n}." for n, (_, proof) in enumerate(functions.values())]
    return script(
        [
            *named(step),
            *facts_of(step, known),
            *assumed,
            "intros v u Off Bet. cbv beta in Off, Bet.",
            descent.all(),
            "apply All; unfold B; member.",
        ]
    )


def at_between(step: Step, over: Term | None, entry: Term) -> str:
    """The tactic for a quantity that may be one of those between."""
    places = entry.args[1:]
    name = step.p.name("q", entry.args[0])
    met = f"{name} [{'; '.join(f'a{n}' for n in range(len(places)))}]"
    goal = f"|- Same (qt M {name} [{'; '.join(f'?a{n}' for n in range(len(places)))}]) v u"
    chosen = "".join(f"exists a{n}; " for n, point in enumerate(places) if point.loose)
    found = f"apply (Bet (lab M {met}) (qt M {met})); {chosen}repeat apply conj; first [congruence | assumption]"
    rest = "(facts; first [by_indices | {0}])"
    for n, point in reversed(list(enumerate(places))):
        if point.loose:
            assert over is not None
            found = f"destruct (isin a{n} {step.p(over)}) eqn:?; [{found} | {rest}]"
        else:
            found = f"destruct (Z.eq_dec a{n} {step.p(point)}) as [? | ?]; [{found} | {rest}]"
    return f"match goal with {goal} => {found} | _ => {{0}} end"


def chain_rule(step: Step, of: Term, by: Term, between: Term) -> str:
    """By way of quantities between."""
    p, label = step.p, step.p.label(by)
    through, smooth = step.hypothesis(k.through(of, by, between)), step.hypothesis(k.smooth(of))
    start = f"M {p.name('q', of.args[0])}"
    places = p.listed(of.args[1:], ())
    if between.op != "row":
        entry = f"{p.name('q', between.args[0])} {p.listed(between.args[1:], ())}"
        known = f"{through} {smooth} {step.hypothesis(k.smooth(between, by))} {step.moves(between)}"
        return f"(rule_chain_rule_one {start} {places} {entry} {label} w {known})"
    over, row = between.args
    indices = f"(fun k0 => {p.listed(row.args[1:], ('k0',))})"
    start = f"{start} {p.name('q', row.args[0])} {places} {indices} {label} {p(over)} w"
    conditions = step.theorem.hypotheses - {k.through(of, by, between), k.smooth(of)}
    (each,) = (h for h in conditions if h.args[1].op == "smooth")
    (apart,) = (h for h in conditions if h.args[1].op == "all")
    injective = "ltac:(intros k0 j0 E; cbv beta in E; injection E; intros; lia)"
    known = f"{through} {smooth} {step.hypothesis(each)} {step.hypothesis(apart)}"
    return f"(rule_chain_rule_row {start} eq_refl {injective} {known})"


def smooth_by_formula(step: Step, form: Term, theorem: Theorem) -> str:
    """A function whose formula is smooth, and mentions no quantity."""
    clause = form.args[1]
    if clause.args[0].op != "defines" or any(
        here.op in ("quantity", "apply") for here in k.parts(clause.args[0].args[1])
    ):
        raise NotReplayed("smooth_by_formula: of several arguments, or with quantities in the formula")
    name = step.p.name("f", form.args[0][1:])
    formula = f"(fun v0 => {step.p(clause.args[0].args[1], ('v0',))})"
    same = "(fun t v u => eq_refl) (fun t v u => ltac:(cbn; tauto))"
    return f"(rule_smooth_by_formula M {name} {formula} w (proj1 {step.hypothesis(form)}) {same} {step.use(theorem)})"


ROWS: dict[str, Any] = {
    "independent": independent,
    "smooth_by_structure": smooth_by_structure,
    "passes_through": passes_through,
    "chain_rule": chain_rule,
    "smooth_by_formula": smooth_by_formula,
}
