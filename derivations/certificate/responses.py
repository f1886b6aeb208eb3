"""How one quantity responds to another: what a partial derivative is the derivative of."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import sympy
from sympy import Expr, Symbol

from derivations.certificate.calculus import NoTranslation
from derivations.certificate.model import N
from derivations.certificate.terms import App, Lambda, Term, Var
from derivations.notation import C_total, C_x, Entry, L, Partial, a, b, n, rebuilt, z
from derivations.notation import w as weight
from derivations.notation.operators import _Binding

if TYPE_CHECKING:
    from derivations.certificate.model import Model

T = Var("t")


def response(model: Model, partial: Partial) -> tuple[Lambda, Term]:
    """What the quantity is when the other one is set to ``t``, and what the other one is."""
    if model.is_network:
        return _in_network(model, partial)
    of, by = partial.of, partial.by
    return Lambda("t", moved(model, of, by)), _value(model, by)


def _value(model: Model, by: Expr) -> Term:
    return model.entry(by) if isinstance(by, Entry) else model.symbol(by)


def moved(model: Model, of: Any, by: Expr) -> Term:
    """A formula in which a quantity is set to ``t``, outside of a network."""
    from derivations.certificate.translate import translate

    target = by.family if isinstance(by, Entry) else by
    if target not in model.defined:
        return _with(translate(model, of), model, by)
    # the quantity is itself defined: what is defined through it is written out until it appears
    written = _written_out(model, of, target)
    stand_in = Symbol("t") if isinstance(by, Symbol) else None
    if stand_in is None:
        raise NoTranslation(f"the derivative by {by}, which is a defined family")
    model.names.setdefault(stand_in, "t")
    return translate(model, _put(written, by, stand_in))


def _with(term: Term, model: Model, by: Expr) -> Term:
    """The term with a free quantity, or one member of a free family, set to ``t``."""
    from derivations.certificate.terms import put

    if isinstance(by, Symbol):
        return put(term, {model.name(by): T})
    entry = model.entry(by)
    assert isinstance(entry, App)
    *others, index = entry.args
    if others:
        raise NoTranslation(f"the derivative by {by}, which has several indices, outside of a network")
    return put(term, {entry.head: App("upd", (Var(entry.head), index, T))})


def _written_out(model: Model, expression: Any, target: Any) -> Any:
    """Definitions written out, other than the target's, where they lead to it."""
    if isinstance(expression, Symbol) and expression in model.defined and expression != target:
        inside = _written_out(model, model.defined[expression].definition.right, target)
        return inside if inside.has(target) else expression
    if not getattr(expression, "args", ()) or isinstance(expression, Entry | _Binding):
        return expression
    return rebuilt(expression, [_written_out(model, part, target) for part in expression.args])


def _put(expression: Any, old: Any, new: Any) -> Any:
    if expression == old:
        return new
    if not getattr(expression, "args", ()) or isinstance(expression, Entry):
        return expression
    return rebuilt(expression, [_put(part, old, new) for part in expression.args])


def _in_network(model: Model, partial: Partial) -> tuple[Lambda, Term]:
    """The responses in a network, for every pair of quantities between which there is one."""
    of, by = partial.of, partial.by
    if not isinstance(of, Entry):
        return _of_formula(model, partial)
    if not isinstance(by, Entry):
        raise NoTranslation(f"the derivative by {by} in a network")
    value = model.entry(by)
    pair = (of.family, by.family)
    layer = by.args[1] if by.family in (weight, b) else by.args[2] if len(by.args) > 2 else None
    if by.family in (weight, b):
        assert isinstance(value, App)
        other = App(f"set_{by.family.name}", (*value.args, T))
        if of.family == C_x.family:
            return Lambda("t", App("C", (other, model.index(of.args[1])))), value
        if of.family == C_total.family:
            return Lambda("t", App("C_total", (other, Var(model.name(n))))), value
        if of.family in (z, a):
            return Lambda("t", App(of.family.name, (other, *(model.index(i) for i in of.args[1:])))), value
    if by.family in (z, a) and of.args[1] == by.args[1]:
        example = model.index(by.args[1])
        changed = App("upd", (model.layer(by), model.index(by.args[-1]), T))
        if pair == (C_x.family, z):
            return Lambda("t", App("C_of_z", (N, example, model.index(layer), changed))), value
        if pair == (C_x.family, a) and layer == L:
            return Lambda("t", App("cost", (N, example, changed))), value
        if pair == (a, z) and of.args[2] == layer:
            return Lambda("t", App("act", (N, model.index(layer), changed, model.index(of.args[3])))), value
        if of.family == z and _is_next(layer, of.args[2]):
            before = App("act", (N, model.index(layer), changed)) if by.family == z else changed
            return Lambda("t", App("weigh", (N, model.index(of.args[2]), before, model.index(of.args[3])))), value
    raise NoTranslation(f"how {of} responds to {by}")


def _is_next(layer: Any, other: Any) -> bool:
    return bool(sympy.expand(other - layer) == 1)


def _of_formula(model: Model, partial: Partial) -> tuple[Lambda, Term]:
    raise NoTranslation(f"the derivative of the formula {partial.of} in a network")
