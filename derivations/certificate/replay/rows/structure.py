"""Rows of the rules about what quantities are made of."""

from __future__ import annotations

from typing import Any

from derivations.certificate.replay.rows.descent import MEMBER, Claim, Descent
from derivations.certificate.replay.rows.properties import CONSTANT, SAME, SMOOTH, Function, body, functions_in
from derivations.certificate.replay.sequents import Sequent
from derivations.certificate.replay.step import NotReplayed, Step
from derivations.kernel import terms as k
from derivations.kernel.structure import Pattern, pattern, quantities, rows
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
    step: Step, forms: tuple[Term, ...], of: Term, free: str, formula: str, constant: str
) -> tuple[list[str], dict[Function, str]]:
    """For each function in formulas or a term, that it is made of its arguments alone: the tactics, and its names."""
    bodies = [body(clause) for form in forms if form.args[0][0] == "q" for clause in form.args[1:]]
    names = {form.args[0][1:]: form for form in forms if form.args[0][0] == "f"}
    used = dict.fromkeys(f for term in (of, *bodies) for f in functions_in(term) if f[0] in names)
    shown = [_of_function(step, names[name], count, free, formula, constant) for name, count in used]
    lines = [f"pose proof {proof} as F{n}." for n, proof in enumerate(shown)]
    return lines, {function: f"F{n}" for n, function in enumerate(used)}


def _of_function(step: Step, form: Term, count: int, free: str, formula: str, constant: str) -> str:
    """That a function is made of its arguments alone."""
    name, proof = step.p.name("f", form.args[0][1:]), step.hypothesis(form)
    if len(form.args) == 1:
        return f"({free.format(name, count)} w {proof})"
    if len(form.args) == 2 and form.args[1].op == "all real" and form.args[1].args[0].op == "defines":
        shown = step.p(form.args[1].args[0].args[1], ("v0",))
        return f"({formula.format(name, f'(fun v0 => {shown})', proof)} {constant})"
    raise NotReplayed(f"{step.theorem.rule}: of a function of several arguments with a formula")


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
    lines, functions = of_functions(
        step, forms, of, f"rule_independent_function_free M {{}} {{}} {label}",
        f"rule_independent_function_formula M {{}} {{}} {label} w (proj1 {{}})", "(fun x => ltac:(constant_term))",
    )  # fmt: skip
    if of.op == "apply" and of is k.hidden(of.args[0], len(of.args[1])):
        return script([*lines, f"exact {functions[of.args[0], len(of.args[1])]}."])
    claim = Claim(CONSTANT, label, functions, own="apply constant_quantity; [labels_differ |];")
    if of.op == "quantity":
        descent = Descent(step, forms, below, claim, apart=(by,))
        last = descent.one(of)
    else:
        starts = tuple(pattern(one, {}) for one in quantities(forms, of))
        descent = Descent(step, forms, (*starts, *below), claim, apart=(by,))
        last = f"cbv beta; constants ltac:(first [assumption | apply All; {MEMBER}])."
    return script([*kept_indices(step), *facts_of(step, known), *lines, descent.all(), last])


def facts_of(step: Step, known: tuple[Theorem, ...]) -> list[str]:
    """What is known of indices."""
    return [f"pose proof {step.use(theorem)} as K{n}." for n, theorem in enumerate(known)]


def script(lines: list[str]) -> str:
    """A proof that is a script of tactics."""
    return "\n" + "\n".join(lines)


def kept_indices(step: Step) -> list[str]:
    """That indices are those of the statement, and keep their names."""
    indices = Sequent("", step.theorem, frozenset()).indices
    return [f"assert (Named {step.p.name('i', name)}) by exact Logic.I." for name in indices]


def smooth_by_structure(step: Step, of: Term, forms: tuple[Term, ...], below: tuple[Pattern, ...]) -> str:
    """What is smooth in all quantities."""
    form = structure_of(forms, "q" + of.args[0])
    if not below and len(form.args) == 1:
        return f"(rule_smooth_by_structure_free M {of_quantity(step, of)} w {step.hypothesis(form)} {NOTHING})"
    smooth = (h for h in step.theorem.hypotheses if h.op == "smooth function")
    functions = {(h.args[0], h.args[1]): step.hypothesis(h) for h in smooth}
    descent = Descent(step, forms, below, Claim(SMOOTH, "", functions))
    return script([*kept_indices(step), descent.all(), descent.one(of)])


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
    lines, functions = of_functions(
        step, forms, of, "one_law_free M {0}", "one_law_formula M {0} {1} w (proj1 {2}) (proj2 {2})",
        "(fun x v u => ltac:(cbv beta; sames ltac:(fail)))",
    )  # fmt: skip
    sets, entry = rows(between)
    offset = "apply Off; [labels_differ | intros t Bt; open_ways Bt; apart_from Bt]"
    claim = Claim(SAME, "v u", functions, beside=offset, leaf=at_between(step, sets, entry))
    descent = Descent(step, forms, (pattern(of, {}), *below), claim, apart=(by, entry))
    opened = "intros v u Off Bet. cbv beta in Off, Bet."
    return script([*kept_indices(step), *facts_of(step, known), *lines, opened, descent.all(), f"apply All; {MEMBER}."])


def at_between(step: Step, sets: tuple[Term, ...], entry: Term) -> str:
    """The tactic for a quantity that may be one of those between."""
    places = entry.args[1:]
    name = step.p.name("q", entry.args[0])
    met = f"{name} [{'; '.join(f'a{n}' for n in range(len(places)))}]"
    goal = f"|- Same (qt M {name} [{'; '.join(f'?a{n}' for n in range(len(places)))}]) v u"
    bound = sorted((-point.args[0], n) for n, point in enumerate(places) if point.loose)
    chosen = "".join(f"exists a{n}; " for _, n in bound)
    found = f"apply (Bet (lab M {met}) (qt M {met})); {chosen}repeat apply conj; first [congruence | assumption]"
    rest = "(facts; first [by_indices | {0}])"
    for n, point in reversed(list(enumerate(places))):
        if point.loose:
            found = f"destruct (isin a{n} {step.p(sets[point.args[0]])}) eqn:?; [{found} | {rest}]"
        else:
            found = f"destruct (Z.eq_dec a{n} {step.p(point)}) as [? | ?]; [{found} | {rest}]"
    return f"match goal with {goal} => {found} | _ => {{0}} end"


def chain_rule(step: Step, of: Term, by: Term, between: Term) -> str:
    """By way of quantities between."""
    p, label = step.p, step.p.label(by)
    through, smooth = step.hypothesis(k.through(of, by, between)), step.hypothesis(k.smooth(of))
    start = f"M {p.name('q', of.args[0])}"
    places = p.listed(of.args[1:], ())
    sets, pattern = rows(between)
    if not sets:
        entry = f"{p.name('q', between.args[0])} {p.listed(between.args[1:], ())}"
        known = f"{through} {smooth} {step.hypothesis(k.smooth(between, by))} {step.moves(between)}"
        return f"(rule_chain_rule_one {start} {places} {entry} {label} w {known})"
    keys = tuple(f"k{n}" for n in range(len(sets)))
    listed, over = f"[{'; '.join(keys)}]", f"[{'; '.join(map(p, reversed(sets)))}]"
    indices = f"(fun ks => match ks with {listed} => {p.listed(pattern.args[1:], keys)} | _ => [] end)"
    start = f"M {p.name('q', of.args[0])} {p.name('q', pattern.args[0])} {places} {indices} {label} _ {over} w eq_refl"
    conditions = step.theorem.hypotheses - {k.through(of, by, between), k.smooth(of)}
    (each,) = (h for h in conditions if k.innermost(h).op == "smooth")
    (apart,) = (h for h in conditions if k.innermost(h).op == "independent")
    injective = "ltac:(cbn [each_in]; intros; congruence)"
    met = f"ltac:(intros c t ({' & '.join([*keys, '->', '->', *(f'I{key}' for key in keys)])}); at_tuple {listed})"
    known = f"{injective} {through} {met} ltac:(in_rows) {smooth} {step.hypothesis(each)} {step.hypothesis(apart)}"
    return f"(rule_chain_rule_rows {start} {known})"


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
