"""Rows of the rules of differentiation: a lemma for each operator, as the kernel's table has a row for each."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Any, TypeAlias

from derivations.certificate.replay.printing import Printer
from derivations.certificate.replay.rows.definedness import binder, has_value
from derivations.certificate.replay.rows.logic import part
from derivations.certificate.replay.step import Find, NotReplayed, Step, aligned, conjoined, for_each, under
from derivations.kernel import terms as k
from derivations.kernel.calculus import CONSTANT, at_variable
from derivations.kernel.nearby import never_equal
from derivations.kernel.structure import formula_of
from derivations.kernel.terms import Term

Slope: TypeAlias = "tuple[Term | None, str]"
"""A derivative, none for one that is 0, and its proof."""


@dataclass(frozen=True)
class Path:
    """How values change while a derivative is taken.

    ``moving`` prints terms on the way, ``still`` at its start, which is ``start``; ``ways`` and ``here`` are the worlds
    there.  ``find`` proves conditions in the world of the step.
    """

    step: Step
    by: Term
    moving: Printer
    still: Printer
    variable: str
    start: str
    ways: str
    here: str
    find: Find
    functions: Mapping[Term, str]
    kept: frozenset[str] = frozenset()
    inside_function: bool = False
    around: tuple[Term, ...] = ()

    def values(self, term: Term) -> str:
        """A term's values on the way."""
        return f"(fun {self.variable} : R => val {self.moving(term)} {self.ways})"

    def value(self, term: Term) -> str:
        """A term's value at the start."""
        return f"(val {self.still(term)} {self.here})"

    def condition(self, condition: Term) -> str:
        """That a condition holds at the start."""
        proof = self.find(condition)
        if self.here == "w":
            return proof
        return f"(to_start (fun w => {self.still(condition)}) w {self.step.p.label(self.by)} {proof})"

    def of(self, term: Term) -> Slope:
        """The derivative of a term."""
        if term.op in CONSTANT:
            return None, f"(slope_constant {self.value(term)} {self.start})"
        if term.op not in TABLE:
            raise NotReplayed(f"{self.step.theorem.rule}: of {term.op!r} on the way")
        return TABLE[term.op](self, term)

    def sloped(self, terms: tuple[Term, ...]) -> tuple[list[Slope], str, str]:
        """The derivatives of terms, the list that the library's lemmas take of them, and their proofs."""
        found = [self.of(term) for term in terms]
        pairs = [
            f"({self.values(term)}, {'None' if slope is None else f'Some {self.value(slope)}'})"
            for term, (slope, _) in zip(terms, found, strict=True)
        ]
        return found, f"[{'; '.join(pairs)}]", for_each([proof for _, proof in found])


def _sum(path: Path, term: Term) -> Slope:
    found, pairs, proofs = path.sloped(term.args)
    slopes = [slope for slope, _ in found if slope is not None]
    return k.add(*slopes) if slopes else None, f"(slope_of_sum {pairs} {path.start} {proofs})"


def _product(path: Path, term: Term) -> Slope:
    found, pairs, proofs = path.sloped(term.args)
    factors = term.args
    slopes = [
        k.mul(*factors[:place], slope, *factors[place + 1 :])
        for place, (slope, _) in enumerate(found)
        if slope is not None
    ]
    return k.add(*slopes) if slopes else None, f"(slope_of_product {pairs} {path.start} {proofs})"


def _outer(
    name: str, path: Path, inner: Term, condition: list[str], outer: Callable[[Term], Term], extra: str = ""
) -> Slope:
    """The derivative of a function of one term by the library's lemma."""
    slope, proof = path.of(inner)
    values = f"{path.values(inner)}{extra} {path.start}"
    if slope is None:
        return None, f"({' '.join([f'slope_of_{name}_0', values, *condition, proof])})"
    return outer(slope), f"({' '.join([f'slope_of_{name}', values, path.value(slope), *condition, proof])})"


def _power(path: Path, term: Term) -> Slope:
    base, exponent = term.args
    if exponent == 0:
        return None, f"(slope_of_power_none {path.values(base)} {path.start})"
    condition = path.condition(k.unequal(base, k.ZERO)) if exponent < 0 else "I"
    return _outer(
        "power",
        path,
        base,
        [condition],
        lambda slope: k.mul(slope, k.number(exponent), k.power(base, exponent - 1)),
        f" ({exponent})%Z",
    )


def _exp(path: Path, term: Term) -> Slope:
    return _outer("exp", path, term.args[0], [], lambda slope: k.mul(slope, term))


def _ln(path: Path, term: Term) -> Slope:
    (inner,) = term.args
    condition = path.condition(k.less(k.ZERO, inner))
    return _outer("ln", path, inner, [condition], lambda slope: k.mul(slope, k.power(inner, -1)))


def _abs(path: Path, term: Term) -> Slope:
    (inner,) = term.args
    condition = path.condition(k.unequal(inner, k.ZERO))
    return _outer("abs", path, inner, [condition], lambda slope: k.mul(slope, inner, k.power(term, -1)))


def _total(path: Path, term: Term) -> Slope:
    variable, over, body, index = binder(path.step, term, (path.by, *path.functions, *path.around))
    inside = f"in_{index}"
    inner = replace(path, find=under(path.step.p, path.find, variable, over, index, inside))
    slope, proof = inner.of(body)
    shown, start = path.still(over), path.start
    whole = f"val {path.moving.at(term.args[1], index)} {path.ways}"
    value, there = "0", "0"
    if slope is not None:
        closed = k.closed(slope, variable)
        value, there = path.value(slope), f"(val {path.still.at(closed, index)} {path.here})"
    given = f"(is_derive {path.values(body)} {start} {value})"
    proof = aligned(proof, given, f"(is_derive (fun {path.variable} : R => {whole}) {start} {there})")
    values = f"(fun {index} {path.variable} => {whole})"
    each = f"(fun {index} listed => let {inside} := elems_in {shown} {index} listed in {proof})"
    if slope is None:
        zero = f"(slope_of_total (elems {shown}) {values} (fun _ => 0) {start} {each})"
        return None, f"(slope_is _ _ _ _ {zero} (total_of_zeros (elems {shown})))"
    slopes = f"(fun {index} => {there})"
    return k.sum_over(over, closed), f"(slope_of_total (elems {shown}) {values} {slopes} {start} {each})"


def _quantity(path: Path, term: Term) -> Slope:
    step = path.step
    if path.inside_function:
        if term is path.by:
            return k.ONE, f"(slope_variable {path.start})"
        return None, f"(slope_constant {path.value(term)} {path.start})"
    start = f"M {step.p.name('q', term.args[0])} {step.p.listed(term.args[1:], ())}"
    if term is path.by:
        return k.ONE, f"(slope_itself {start} w {step.moves(term)})"
    apart, label = never_equal(term, path.by), step.p.label(path.by)
    if apart and term.args[0] in path.kept:
        smooth = path.condition(k.smooth(term, path.by))
        return k.partial(term, path.by), f"(slope_kept {step.p(term)} {label} w {smooth})"
    constant = path.condition(k.independent(term, path.by))
    if apart:
        return None, f"(slope_apart {start} {label} w {constant} ltac:(labels_differ))"
    pairs = zip(term.args[1:], path.by.args[1:], strict=True)
    delta = k.mul(*(k.bracket(k.same(one, other)) for one, other in pairs if one is not other))
    return delta, f"(slope_delta {start} {label} {path.value(delta)} w {constant} ltac:(deltas))"


def _applied(path: Path, term: Term) -> Slope:
    name, orders, *arguments = term.args
    step = path.step
    for form, proof in path.functions.items():
        if not any(orders) and form.args[0] == "f" + name:
            formula = formula_of(form, term)
            slope, slopes = path.of(formula)
            shown = f"{step.p.name('f', name)} {path.moving.listed(tuple(arguments), ())} {path.moving(formula)}"
            given = " ".join([proof, *(path.moving(argument) for argument in arguments)])
            same = (
                f"(fun {path.variable} : R => eq_sym (rule_by_definition_eq_function M {shown} {path.ways} ({given})))"
            )
            return slope, f"(is_derive_ext _ _ _ _ {same} {slopes})"
    if len(arguments) != 1:
        return _of_several(path, name, orders, tuple(arguments))
    law = path.condition(k.smooth_function(name, 1))
    outer = k.apply(name, (orders[0] + 1,), arguments[0])
    if path.inside_function:
        slope, proof = path.of(arguments[0])
        start = f"M {step.p.name('f', name)} {orders[0]} {path.values(arguments[0])} {path.start}"
        if slope is None:
            return None, f"(slope_of_function_inside_constant {start} w {law} {proof})"
        return k.mul(slope, outer), f"(slope_of_function_inside {start} {path.value(slope)} w {law} {proof})"
    constant = path.condition(k.independent(k.hidden(name, 1), path.by))
    start = f"M {step.p.name('f', name)} {orders[0]}%nat {step.p(arguments[0])} {step.p.label(path.by)}"
    slope, proof = path.of(arguments[0])
    if slope is None:
        return None, f"(slope_of_function_constant {start} w {law} {constant} {proof})"
    # the kernel adds the products for each argument: there is one
    return k.mul(slope, outer), f"(slope_of_function_along {start} {path.value(slope)} w {law} {constant} {proof})"


def _of_several(path: Path, name: str, orders: tuple[int, ...], arguments: tuple[Term, ...]) -> Slope:
    """A function of several arguments: what each of them changes, added."""
    if any(orders) or path.inside_function:
        raise NotReplayed("derivative: of a function of several arguments, in a formula or differentiated before")
    count, p = len(arguments), path.step.p
    law = path.condition(k.smooth_function(name, count))
    constant = path.condition(k.independent(k.hidden(name, count), path.by))
    found = [path.of(argument) for argument in arguments]
    pairs = [
        f"({p(argument)}, {'None' if slope is None else f'Some {path.value(slope)}'})"
        for argument, (slope, _) in zip(arguments, found, strict=True)
    ]
    start = f"M {p.name('f', name)} [{'; '.join(pairs)}] {p.label(path.by)} w"
    proof = f"(slope_of_function_several_along {start} {law} {constant} {for_each([one for _, one in found])})"
    slopes = [
        k.mul(slope, k.apply(name, tuple(int(i == place) for i in range(count)), *arguments))
        for place, (slope, _) in enumerate(found)
        if slope is not None
    ]
    return k.add(*slopes) if slopes else None, proof


TABLE: Mapping[str, Callable[[Path, Term], Slope]] = MappingProxyType(
    {
        "quantity": _quantity,
        "+": _sum,
        "*": _product,
        "^": _power,
        "exp": _exp,
        "ln": _ln,
        "abs": _abs,
        "sum": _total,
        "apply": _applied,
    }
)
"""The lemma for each operator."""


def formulas(step: Step, forms: tuple[Term, ...]) -> dict[Term, str]:
    """The structures of functions, each with the proof of its formula."""
    return {form: f"(proj1 {step.hypothesis(form)})" for form in forms}


def derivative(
    step: Step, of: Term, by: Term, functions: tuple[Term, ...] = (), kept: frozenset[str] = frozenset()
) -> str:
    """The derivative by an offset."""
    label = step.p.label(by)
    path = Path(
        step, by, step.p, step.p, "h", "0", f"(shift w {label} h)", f"(shift w {label} 0)", step.hypothesis,
        formulas(step, functions), kept,
    )  # fmt: skip
    slope, proof = path.of(of)
    return f"(rule_derivative_along {step.p(of)} {label} {step.p(slope or k.ZERO)} w {proof})"


def _positive(condition: Term) -> Term:
    """That something is positive, for that it is not 0."""
    if condition.op == "all":
        return k.for_all(condition.args[0], _positive(condition.args[1]))
    return k.less(k.ZERO, condition.args[0]) if condition.op == "≠" else condition


def _binders(condition: Term) -> int:
    """For how many indices something is said."""
    return 1 + _binders(condition.args[1]) if condition.op == "all" else 0


def _inside(step: Step, form: Term, head: Term, others: tuple[Term, ...]) -> tuple[Path, Term]:
    """The path along which the argument of a function varies, and the function's formula there."""
    variable, body = at_variable(form, head, others)
    argument = head.args[2]
    put = {variable: argument}

    def find(condition: Term) -> str:
        here = k.replaced(condition, put)
        positive = _positive(here)
        if here in step.places or positive not in step.places:
            return step.hypothesis(here)
        binders = "".join(f" k{n} e{n}" for n in range(_binders(here)))
        proof = f"(Rgt_not_eq _ _ ({step.hypothesis(positive)}{binders}))"
        return f"(fun{binders} => {proof})" if binders else proof

    path = Path(
        step, variable, step.p.where({variable: "(num x)"}), step.p.where({variable: step.p(argument)}), "x",
        f"(val {step.p(argument)} w)", "w", "w", find, formulas(step, others), inside_function=True,
        around=(form, head),
    )  # fmt: skip
    return path, body


class Orders:
    """The derivatives of a formula one after the other, each near the point, as the next one is taken there."""

    def __init__(self, path: Path, body: Term, order: int) -> None:
        self.path, self.slopes = path, [body]
        self.derived = [self._next(place) for place in range(order)]

    def _next(self, place: int) -> str:
        """That a derivative is that of the one before it, near the point."""
        names: dict[Term, str] = {}

        def find(condition: Term) -> str:
            return names.setdefault(condition, f"c{len(names)}")

        path, before = self.path, self.slopes[place]
        nearby = replace(path, still=path.step.p.where({path.by: "(num y)"}), start="y", find=find)
        slope, proof = nearby.of(before)
        self.slopes.append(slope or k.ZERO)
        known, shown = f"(path_always (fun _ => True) {path.start} (fun _ => Logic.I))", "True"
        for condition in reversed(names):
            stated = f"(fun y => {nearby.still(condition)})"
            known = f"(path_and {stated} (fun y => {shown}) {path.start} {_stays(path, nearby, condition)} {known})"
            shown = f"({nearby.still(condition)} /\\ {shown})"
        opened = "".join(f"let {name} := {part('c', n, len(names) + 1)} in " for n, name in enumerate(names.values()))
        claim = f"(fun y => is_derive {nearby.values(before)} y {nearby.value(self.slopes[-1])})"
        return f"(path_then (fun y => {shown}) {claim} {path.start} (fun y c => {opened}{proof}) {known})"

    def equal(self, order: int) -> str:
        """That the derivative of this order is this term, near the point."""
        values = self.path.values
        formula = values(self.slopes[0])
        found = f"(path_always (fun y => Derive_n {formula} 0 y = {formula} y) {self.path.start} (fun _ => eq_refl))"
        for place in range(order):
            two = f"{values(self.slopes[place])} {values(self.slopes[place + 1])}"
            found = f"(next_slope {formula} {place} {two} {self.path.start} {found} {self.derived[place]})"
        return found

    def exist(self) -> list[str]:
        """That there are the derivatives, the last one first."""
        values, formula = self.path.values, self.path.values(self.slopes[0])
        return [
            f"(next_exists {formula} {place} {values(self.slopes[place])} {values(self.slopes[place + 1])} "
            f"{self.path.start} {self.equal(place)} {self.derived[place]})"
            for place in reversed(range(len(self.derived)))
        ]


def _stays(path: Path, nearby: Path, condition: Term) -> str:
    """That a condition holds near the point, as its sides are continuous."""
    if condition.op == "all":
        over, body = condition.args
        variable = k.index(k.fresh("k", condition, path.by, *path.functions, *path.around))
        index = path.step.p.name("i", variable.args[0])
        inside = f"in_{index}"
        inner = replace(path, find=under(path.step.p, path.find, variable, over, index, inside))
        stays = _stays(inner, nearby, k.opened(body, variable))
        start = f"{path.still(over)} (fun {index} y => {nearby.still.at(body, index)}) {path.start}"
        return f"(path_all {start} eq_refl (fun {index} {inside} => {stays}))"
    if condition.op not in ("<", "≠"):
        raise NotReplayed(f"derivative_of_function: {condition.op} near the point")
    slopes = [path.of(side) for side in condition.args]
    values = " ".join(path.values(side) for side in condition.args)
    ends = " ".join(path.value(slope or k.ZERO) for slope, _ in slopes)
    proofs = " ".join(proof for _, proof in slopes)
    name = "lt" if condition.op == "<" else "ne"
    return f"(path_{name} {values} {path.start} {ends} {path.condition(condition)} {proofs})"


def nth_derivative(path: Path, form: Term, head: Term, body: Term) -> str:
    """The formula differentiated some times, at a term."""
    step, (order,) = path.step, head.args[1]
    orders = Orders(path, body, order)
    value = step.p(step.theorem.claim.args[1])
    law = f"(fun x : R => proj1 {step.hypothesis(form)} (num x))"
    start = f"M {step.p.name('f', head.args[0])} {order} {step.p(head.args[2])} {value}"
    formula, last = f"(fun x : R => {path.moving(body)})", path.values(orders.slopes[-1])
    return f"(rule_derivative_of_function_nth {start} {formula} {last} w {law} {orders.equal(order)} eq_refl)"


def derivative_of_function(step: Step, form: Term, head: Term, others: tuple[Term, ...] = ()) -> str:
    """The formula's derivative, at a term."""
    path, body = _inside(step, form, head, others)
    if head.args[1] != (1,):
        return nth_derivative(path, form, head, body)
    slope, proof = path.of(body)
    value = k.replaced(slope or k.ZERO, {path.by: head.args[2]})
    formula = f"(fun x : R => {path.moving(body)})"
    law = f"(fun x : R => proj1 {step.hypothesis(form)} (num x))"
    start = f"M {step.p.name('f', head.args[0])} {step.p(head.args[2])} {step.p(value)} {formula} w"
    return f"(rule_derivative_of_function_first {start} {law} {proof})"


def derivative_of_function_has_value(step: Step, form: Term, head: Term, others: tuple[Term, ...] = ()) -> str:
    """The formula has a value and a derivative there."""
    path, body = _inside(step, form, head, others)
    there = step.p.where({path.by: f"(num {path.start})"})

    def leaf(term: Term, find: Find) -> str:
        if term is path.by:
            return "I"
        if term.op != "apply":
            return find(k.defined(term))
        name, orders, *arguments = term.args
        inside = for_each([has_value(step, argument, leaf, find, path.around) for argument in arguments])
        shown, listed = step.p.name("f", name), there.listed(tuple(arguments), ())
        unfolded = next((form for form in others if form.args[0] == "f" + name), None)
        if unfolded is not None and not any(orders):
            law = " ".join([path.functions[unfolded], *map(there, arguments)])
            formula = formula_of(unfolded, term)
            start = f"M {shown} {listed} {there(formula)} w ({law})"
            value = has_value(step, formula, leaf, find, path.around)
            return f"(rule_by_definition_defined_function {start} {value} {inside})"
        if len(arguments) != 1:
            raise NotReplayed("derivative_of_function_has_value: of a function of several arguments")
        known = find(k.smooth_function(name, 1))
        return f"(rule_from_parts_defined_app M {shown} {orders[0]} {there(arguments[0])} w {known} {inside})"

    formula = f"(fun x : R => {path.moving(body)})"
    law = f"(fun x : R => proj1 {step.hypothesis(form)} (num x))"
    argument = head.args[2]
    value = has_value(step, body, leaf, path.find, path.around)
    known = step.hypothesis(k.defined(argument))
    (order,) = head.args[1]
    if order != 1:
        start = f"M {step.p.name('f', head.args[0])} {order} {step.p(argument)} {formula} w {law} {known}"
        exist = conjoined([*Orders(path, body, order).exist(), "Logic.I"])
        return f"(rule_derivative_of_function_has_value_nth {start} {value} {exist})"
    slope, proof = path.of(body)
    start = f"M {step.p.name('f', head.args[0])} {step.p(argument)} {path.value(slope or k.ZERO)} {formula} w"
    return f"(rule_derivative_of_function_has_value_first {start} {law} {known} {value} {proof})"


ROWS: dict[str, Any] = {
    "derivative": derivative,
    "derivative_of_function": derivative_of_function,
    "derivative_of_function_has_value": derivative_of_function_has_value,
}
