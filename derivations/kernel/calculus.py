"""Derivatives: the rules of differentiation as one table, the chain rule, and equations under a derivative.

A derivative by a quantity treats that quantity as free and lets everything that depends on it follow.  What a rule
needs for a term to be differentiable becomes a hypothesis: a divisor is not 0, an argument of ln is positive, a
quantity is smooth, a quantity does not depend on the one by which is differentiated.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import reduce
from types import MappingProxyType

from derivations.kernel import terms as k
from derivations.kernel.definedness import needs
from derivations.kernel.nearby import nearby, never_equal
from derivations.kernel.structure import constant_in, formula_of, rows
from derivations.kernel.terms import Term
from derivations.kernel.theorem import Sequent, Theorem, expect, generalized, rule


@dataclass
class _Differentiation:
    """One derivative under way: by what, which functions are unfolded, which quantities keep their derivatives."""

    by: Term
    functions: tuple[Term, ...] = ()
    kept: frozenset[str] = frozenset()
    inside_function: bool = False
    hypotheses: set[Term] = field(default_factory=set)

    def of(self, term: Term) -> Term:
        """The derivative of a term."""
        if term.op in CONSTANT:
            return k.ZERO
        expect(term.op in TABLE, "no rule for the derivative of {}", term)
        return TABLE[term.op](self, term)

    def slopes(self, terms: Sequence[Term]) -> list[tuple[int, Term]]:
        """The derivatives of terms that are not 0, each with its place."""
        return [(place, slope) for place, term in enumerate(terms) if (slope := self.of(term)) is not k.ZERO]


CONSTANT = ("number", "pi", "count", "bracket", "size")
"""What no quantity changes."""


def _sum(d: _Differentiation, term: Term) -> Term:
    return k.add(*(slope for _, slope in d.slopes(term.args)))


def _product(d: _Differentiation, term: Term) -> Term:
    factors = term.args
    return k.add(*(k.mul(*factors[:place], slope, *factors[place + 1 :]) for place, slope in d.slopes(factors)))


def _scaled(slope: Term, *factors: Term) -> Term:
    return k.ZERO if slope is k.ZERO else k.mul(slope, *factors)


def _power(d: _Differentiation, term: Term) -> Term:
    base, exponent = term.args
    if exponent < 0:
        d.hypotheses.add(k.unequal(base, k.ZERO))
    return _scaled(d.of(base), k.number(exponent), k.power(base, exponent - 1)) if exponent else k.ZERO


def _exp(d: _Differentiation, term: Term) -> Term:
    return _scaled(d.of(term.args[0]), term)


def _ln(d: _Differentiation, term: Term) -> Term:
    d.hypotheses.add(k.less(k.ZERO, term.args[0]))
    return _scaled(d.of(term.args[0]), k.power(term.args[0], -1))


def _abs(d: _Differentiation, term: Term) -> Term:
    d.hypotheses.add(k.unequal(term.args[0], k.ZERO))
    return _scaled(d.of(term.args[0]), term.args[0], k.power(k.absolute(term.args[0]), -1))


def _total(d: _Differentiation, term: Term) -> Term:
    over, body = term.args
    variable = k.index(k.fresh("k", term, d.by, *d.functions))
    inner = replace(d, hypotheses=set())
    slope = inner.of(k.opened(body, variable))
    d.hypotheses |= generalized(inner.hypotheses, variable, over)
    return k.ZERO if slope is k.ZERO else k.sum_over(over, k.closed(slope, variable))


def _applied(d: _Differentiation, term: Term) -> Term:
    name, orders, *arguments = term.args
    for form in d.functions:
        if not any(orders) and form.args[0] == "f" + name:
            return d.of(formula_of(form, term))
    d.hypotheses.add(k.smooth_function(name, len(arguments)))
    if not d.inside_function:
        d.hypotheses.add(k.independent(k.hidden(name, len(arguments)), d.by))

    def outer(place: int) -> Term:
        return k.apply(name, tuple(order + (i == place) for i, order in enumerate(orders)), *arguments)

    return k.add(*(k.mul(slope, outer(place)) for place, slope in d.slopes(arguments)))


def _quantity(d: _Differentiation, term: Term) -> Term:
    if term is d.by:
        return k.ONE
    if d.inside_function:
        return k.ZERO
    apart = never_equal(term, d.by)
    if apart and term.args[0] in d.kept:
        d.hypotheses.add(k.smooth(term, d.by))
        return k.partial(term, d.by)
    d.hypotheses.add(k.independent(term, d.by))
    if apart:
        return k.ZERO
    pairs = zip(term.args[1:], d.by.args[1:], strict=True)
    return k.mul(*(k.bracket(k.same(one, other)) for one, other in pairs if one is not other))


TABLE: Mapping[str, Callable[[_Differentiation, Term], Term]] = MappingProxyType(
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
"""The derivative of each term: (Σf)' = Σf', (fg)' = f'g + fg', (fᵏ)' = f' k fᵏ⁻¹, (eᶠ)' = f' eᶠ, (ln f)' = f'/f."""


@rule
def derivative(of: Term, by: Term, functions: tuple[Term, ...] = (), kept: frozenset[str] = frozenset()) -> Sequent:
    """``∂t/∂q`` by the rules of differentiation.

    ``functions`` are the structures of functions that are unfolded.  Of the quantities with a name in ``kept`` the
    partial derivatives stay; what else occurs does not depend on q, a hypothesis.
    """
    d = _Differentiation(by, functions, kept)
    slope = d.of(of)
    return {*functions, *d.hypotheses}, k.equal(k.partial(of, by), slope)


def at_variable(form: Term, head: Term, others: tuple[Term, ...]) -> tuple[Term, Term]:
    """A new variable, and the formula of a function of one argument there."""
    expect(head.op == "apply" and len(head.args) == 3, "expected a function of one argument, found {}", head)
    variable = k.quantity(k.fresh("v", form, head, *others))
    return variable, formula_of(form, k.apply(head.args[0], (0,), variable))


@rule
def derivative_of_function(form: Term, head: Term, others: tuple[Term, ...] = ()) -> Sequent:
    """``f⁽ⁿ⁾(t)`` for a function f of one argument with a formula: the formula differentiated n times, at t.

    ``others`` are structures of functions that the formula is unfolded by.
    """
    variable, value = at_variable(form, head, others)
    (order,), argument = head.args[1:]
    d = _Differentiation(variable, others, inside_function=True)
    for _ in range(order):
        value = d.of(value)
    put = {variable: argument}
    conditions = {k.replaced(h, put) for h in d.hypotheses}
    return {form, *others, *conditions}, k.equal(head, k.replaced(value, put))


@rule
def derivative_of_function_has_value(form: Term, head: Term, others: tuple[Term, ...] = ()) -> Sequent:
    """``f⁽ⁿ⁾(t)`` exists for a function f of one argument with a formula that is smooth near t.

    ``others`` are structures of functions that the formula is unfolded by.
    """
    variable, body = at_variable(form, head, others)
    formulas = {other.args[0]: other for other in others}
    around = (form, head, *others)

    def of(leaf: Term) -> set[Term]:
        if leaf.op != "apply":
            return {k.defined(leaf)}
        found = {h for argument in leaf.args[2:] for h in needs(argument, of, True, around)}
        formula = formulas.get("f" + leaf.args[0])
        if formula is not None and not any(leaf.args[1]):
            return found | needs(formula_of(formula, leaf), of, True, around)
        return found | {k.smooth_function(leaf.args[0], len(leaf.args[1]))}

    conditions = {k.defined(variable), *needs(body, of, True, around)}
    put = {variable: head.args[2]}
    return {form, *others, *(k.replaced(h, put) for h in conditions)}, k.defined(head)


@rule
def equals_under_derivative(by: Term, theorem: Theorem) -> Sequent:
    """From ``Γ ⊢ s = t`` follows ``Γ ⊢ ∂s/∂q = ∂t/∂q`` if Γ holds for values of q nearby, too.

    So no hypothesis states what q is made of; of hypotheses about values, strict inequalities between smooth terms hold
    nearby, and others have to be about what does not depend on q.
    """
    expect(theorem.claim.op == "=", "expected an equation, found {}", theorem.claim)
    left, right = theorem.claim.args
    hypotheses = nearby(theorem.hypotheses, by, lambda hypothesis: _stays(hypothesis, by))
    return hypotheses, k.equal(k.partial(left, by), k.partial(right, by))


def _stays(hypothesis: Term, by: Term) -> set[Term]:
    if hypothesis.op in ("<", "≠", "defined"):
        return {hypothesis, *(k.smooth(side, by) for side in hypothesis.args)}
    if hypothesis.op == "smooth":
        return {hypothesis, k.smooth(hypothesis.args[0])}
    expect(hypothesis.op in ("=", "≤"), "{} may not hold for other values of {}", hypothesis, by)
    return {hypothesis, *constant_in(hypothesis, by)}


@rule
def chain_rule(of: Term, by: Term, between: Term) -> Sequent:
    """``∂p/∂q = Σ_k ∂p/∂r_k ∂r_k/∂q`` if q changes p only by way of the ``r_k``, none of which changes another one.

    The quantities between are one, those of a row, or those of rows of rows, over the sets of which the sum is nested.
    """
    sets, pattern = rows(between)
    ones, others = ([k.index(k.fresh(f"{name}{n}", of, by, between)) for n in range(len(sets))] for name in "ij")
    entry, other = reduce(k.opened, ones, pattern), reduce(k.opened, others, pattern)

    def over_all(binder: Callable[[Term, Term], Term], body: Term, variables: Sequence[Term]) -> Term:
        for over, variable in zip(sets, variables, strict=True):
            body = binder(over, k.closed(body, variable))
        return body

    conditions = {k.through(of, by, between), k.smooth(of), over_all(k.for_all, k.smooth(entry, by), ones)}
    if sets:
        apart = over_all(k.for_all, k.independent(entry, other), others)
        conditions.add(over_all(k.for_all, apart, ones))
    total = over_all(k.sum_over, k.mul(k.partial(of, entry), k.partial(entry, by)), ones)
    return conditions, k.equal(k.partial(of, by), total)
