"""Rows of the rules in which hypotheses have to hold for other values of a quantity, too."""

from __future__ import annotations

from typing import Any, NamedTuple

from derivations.certificate.replay.printing import Printer
from derivations.certificate.replay.printing import place as place_of
from derivations.certificate.replay.rows.logic import part
from derivations.certificate.replay.step import Find, NotReplayed, Step, aligned, conjoined, for_each, under
from derivations.kernel import terms as k
from derivations.kernel.nearby import WITHOUT_VALUES
from derivations.kernel.structure import states_formula
from derivations.kernel.terms import Term
from derivations.kernel.theorem import Theorem


class Stays(NamedTuple):
    """That a hypothesis holds for all offsets, or only for those nearby."""

    always: bool
    proof: str


RELATIONS = {"=": "eq", "<": "lt", "≤": "le", "≠": "ne", "defined": "defined"}


def tending(p: Printer, by: Term, point: Term) -> str:
    """The quantity that tends to a point, its offset, and the point."""
    return f"{p(by)} {p.label(by)} {place_of(p, point)}"


def constant(p: Printer, term: Term, by: Term, find: Find) -> str:
    """That a term does not change with a quantity, by a lemma for each operator."""

    def of(part: Term) -> str:
        return constant(p, part, by, find)

    label = p.label(by)
    number = f"(constant_number (val {p(term)} w) {label} w)"
    if term in p.local:  # a number that is bound
        return number
    match term.op:
        case "quantity":
            start = f"M {p.name('q', term.args[0])} {p.listed(term.args[1:], ())} {label} w"
            return f"(constant_quantity {start} ltac:(labels_differ) {find(k.independent(term, by))})"
        case "apply":
            name, orders, *arguments = term.args
            start = f"M {p.name('f', name)} [{'; '.join(f'{o}%nat' for o in orders)}] {p.listed(tuple(arguments), ())}"
            hidden = find(k.independent(k.hidden(name, len(orders)), by))
            return (
                f"(constant_app {start} {len(orders)} {label} w eq_refl {hidden} {for_each(list(map(of, arguments)))})"
            )
        case "+" | "*":
            name = "add" if term.op == "+" else "mul"
            return f"(constant_{name} {p.listed(term.args, ())} {label} w {for_each(list(map(of, term.args)))})"
        case "^":
            return f"(constant_pow {p(term.args[0])} ({term.args[1]}) {label} w {of(term.args[0])})"
        case "exp" | "ln" | "abs":
            return f"(constant_{term.op} {p(term.args[0])} {label} w {of(term.args[0])})"
        case "sum":
            over, body = term.args
            variable = k.index(k.fresh("k", term, by))
            index, (bound, shown) = p.name("i", variable.args[0]), p.inside(term, ())
            opened, inside = k.opened(body, variable), f"in_{index}"
            inner = constant(p, opened, by, under(p, find, variable, over, index, inside))
            inner = aligned(inner, *(f"(Indep {text} {label} w)" for text in (p(opened), p.at(body, index))))
            return f"(constant_sum {p(over)} (fun {bound} => {shown}) {label} w (fun {index} {inside} => {inner}))"
        case "partial":
            return f"(constant_par {p(term.args[0])} {p.label(term.args[1])} {label} w {of(term.args[0])})"
        case "lim":
            inner, varied, point = term.args
            at_point = "Logic.I" if point is k.INFINITY else of(point)
            start = f"{p(inner)} {tending(p, varied, point)} {label} w"
            return f"(constant_lm {start} {of(inner)} {of(varied)} {at_point})"
    return number


class Around:
    """How hypotheses stay true where the offset of a quantity varies."""

    def __init__(self, step: Step, by: Term) -> None:
        self.step, self.by, self.label = step, by, step.p.label(by)

    def stays(self, hypothesis: Term, find: Find) -> Stays:
        """That a hypothesis stays true; :class:`NotReplayed` if no lemma says so."""
        p = self.step.p
        inner = k.innermost(hypothesis)
        if inner.op in WITHOUT_VALUES or states_formula(hypothesis) or self.of_function(hypothesis):
            return Stays(True, f"(fun h => {find(hypothesis)})")
        if hypothesis.op == "smooth function":
            name, count = hypothesis.args
            hidden = find(k.independent(k.hidden(name, count), self.by))
            start = f"M {p.name('f', name)} {count} {self.label} w"
            return Stays(True, f"(always_smooth_function {start} {find(hypothesis)} {hidden})")
        if hypothesis.op == "structure":
            return Stays(True, f"(fun h => {self.structure(hypothesis, find(hypothesis))})")
        if hypothesis.op == "defines":
            head, body = hypothesis.args
            start = f"M {p.name('q', head.args[0])} {p.listed(head.args[1:], ())} {p(body)} {self.label} w"
            return Stays(True, f"(always_defines {start} {find(hypothesis)} ltac:(labels_differ))")
        if hypothesis.op == "all":
            return self.for_all(hypothesis, find)
        if hypothesis.op == "all real" and inner.op in RELATIONS and inner.op != "defined":
            return Stays(True, f"(fun h => {self.for_all_reals(hypothesis, find(hypothesis), find)})")
        if hypothesis.op in RELATIONS:
            return self.of_values(hypothesis, find)
        if hypothesis.op == "smooth":
            of, *by = hypothesis.args
            everywhere = find(k.smooth(of))
            if by:
                return Stays(False, f"(near_smooth_by {p(of)} {p.label(by[0])} {self.label} w {everywhere})")
            return Stays(False, f"(near_smooth (fun _ => True) {p(of)} {self.label} w Logic.I {everywhere})")
        raise NotReplayed(f"no lemma says that nearby holds {hypothesis.op}")

    def of_function(self, hypothesis: Term) -> bool:
        """Whether a hypothesis is what a function is made of."""
        return bool(hypothesis.op == "structure" and hypothesis.args[0][0] == "f")

    def of_values(self, hypothesis: Term, find: Find) -> Stays:
        """That a relation stays true: what is strict, between smooth terms, and what is about constants."""
        p, name = self.step.p, RELATIONS[hypothesis.op]
        terms = " ".join(map(p, hypothesis.args))
        smooth = [k.smooth(side, self.by) for side in hypothesis.args]
        if hypothesis.op in ("<", "≠", "defined") and all(map(self.known, smooth)):
            proofs = " ".join(map(find, smooth))
            known = "" if hypothesis.op == "defined" else find(hypothesis)
            return Stays(False, f"(near_{name} {terms} {self.label} w {known} {proofs})")
        return self.of_constants(hypothesis, find)

    def of_constants(self, hypothesis: Term, find: Find) -> Stays:
        """That a relation between what does not change stays true."""
        p, name = self.step.p, RELATIONS[hypothesis.op]
        terms = " ".join(map(p, hypothesis.args))
        constants = " ".join(constant(p, side, self.by, find) for side in hypothesis.args)
        return Stays(True, f"(always_{name} {terms} {self.label} w {find(hypothesis)} {constants})")

    def known(self, proposition: Term) -> bool:
        """Whether something is a hypothesis, about one index or all of a set."""
        return any(proposition is h or k.innermost(h).op == proposition.op for h in self.step.places)

    def structure(self, form: Term, proof: str) -> str:
        """That a quantity is made of the same for another offset, which is not its own."""
        p = self.step.p
        said = [clause for clause in form.args[1:] if k.innermost(clause).op == "defines"]
        found = []
        for place, clause in enumerate(said):
            here, texts, inner = part(proof, place, len(said) + 1), list[str](), clause
            while inner.op == "all":
                texts.append(f"u{len(texts)}")
                here, inner = f"{here} {texts[-1]} e{len(texts) - 1}", inner.args[1]
            head, body = inner.args
            start = f"M {p.name('q', head.args[0])} {p.listed(head.args[1:], tuple(texts))} {p.at(body, *texts)}"
            moved = f"(always_defines {start} {self.label} w ({here}) ltac:(labels_differ) h)"
            binders = " ".join(f"u{i} e{i}" for i in range(len(texts)))
            found.append(f"(fun {binders} => {moved})" if texts else moved)
        made = part(proof, len(said), len(said) + 1)
        found.append(f"(always_made _ _ _ _ {self.label} w {made} ltac:(intro; labels_differ) h)")
        return conjoined(found)

    def for_all(self, hypothesis: Term, find: Find) -> Stays:
        """That something stays true for all indices of a set: at once, if there are finitely many."""
        p = self.step.p
        over, body = hypothesis.args
        variable = k.index(k.fresh("k", hypothesis, self.by))
        index = p.name("i", variable.args[0])
        inside = f"in_{index}"
        inner = self.stays(k.opened(body, variable), under(p, find, variable, over, index, inside))
        if inner.always:
            return Stays(True, f"(fun h {index} {inside} => {inner.proof} h)")
        shown = f"(fun {index} w => {p.at(body, index)})"
        start = f"{self.label} w {p(over)} {shown} eq_refl"
        return Stays(False, f"(near_all {start} (fun {index} {inside} => {inner.proof}))")

    def for_all_reals(self, hypothesis: Term, proof: str, find: Find) -> str:
        """That a relation for all real numbers stays true: at the number that each of them is in the other world."""
        p, inner, binders, shown = self.step.p, hypothesis, list[str](), list[str]()
        numbers = dict[Term, str]()
        while inner.op in ("all", "all real"):
            place = len(shown)
            if inner.op == "all":
                variable = k.index(k.fresh("k", inner, self.by))
                shown.append(p.name("i", variable.args[0]))
                known, binder = f"e{place}", f"{shown[-1]} e{place}"
            else:
                variable = k.quantity(f"real {place}")
                shown.append(f"(num (val v{place} (shift w {self.label} h)))")
                numbers[variable] = shown[-1]
                known, binder = "Logic.I", f"v{place} d{place}"
            proof, inner = f"({proof} {shown[-1]} {known})", k.opened(inner.args[-1], variable)
            binders.append(binder)
        sides, there = k.innermost(hypothesis).args, p.where(numbers)
        constants = " ".join(constant(there, side, self.by, find) for side in inner.args)
        terms = " ".join(p.at(side, *shown) for side in sides)
        moved = f"(always_{RELATIONS[inner.op]} {terms} {self.label} w {proof} {constants} h)"
        return f"(fun {' '.join(binders)} => {moved})"


def equals_under_derivative(step: Step, by: Term, theorem: Theorem) -> str:
    """The equation near the offset that varies: each hypothesis holds there, for all offsets or for those nearby."""
    around = Around(step, by)
    label = around.label
    near, shown = f"(near_always {label} w (fun _ => True) (fun _ => Logic.I))", "True"
    hypotheses = step.premise(theorem).hypotheses
    for h in reversed(hypotheses):
        stays = around.stays(h, step.hypothesis)
        proof = f"(near_always {label} w (fun w => {step.p(h)}) {stays.proof})" if stays.always else stays.proof
        near = f"(near_and {label} w (fun w => {step.p(h)}) (fun w => {shown}) {proof} {near})"
        shown = f"({step.p(h)} /\\ {shown})"
    places = {h: part("nearby", place, len(hypotheses) + 1) for place, h in enumerate(hypotheses)}
    equation = f"(fun u nearby => {step.use(theorem, places, world='u')})"
    left, right = theorem.claim.args
    near = f"(near_then {label} w (fun w => {shown}) (fun w => {step.p(theorem.claim)}) {equation} {near})"
    return f"(rule_equals_under_derivative {step.p(left)} {step.p(right)} {label} w {near})"


ROWS: dict[str, Any] = {"equals_under_derivative": equals_under_derivative}
