"""How one quantity responds to another: in a network by the library, elsewhere by what stands in its formula."""

from __future__ import annotations

from typing import Any

import sympy
from sympy import Expr, Symbol

from derivations.certificate.language.calculus import NoTranslation
from derivations.certificate.language.terms import App, Lambda, Term, Var, put
from derivations.certificate.translation.model import Model, N
from derivations.notation import C_total, C_x, Entry, L, Partial, a, b, n, rebuilt, z
from derivations.notation import w as weight
from derivations.proof.statements.theory import head

T = Var("t")


def with_moved(model: Model, term: Term, by: Expr) -> Term:
    """The term with a free quantity, or one member of a free family, set to ``t``."""
    if isinstance(by, Symbol):
        return put(term, {model.name(by): T})
    entry = model.entry(by)
    if not isinstance(entry, App) or len(entry.args) != 1:
        raise NoTranslation(f"the derivative by {by}, which has not one index, outside of a network")
    return put(term, {entry.head: App("upd", (Var(entry.head), entry.args[0], T))})


def _leads_to(model: Model, expression: Any, target: Symbol) -> bool:
    """Whether a formula speaks of a quantity, itself or by definitions."""
    for part in sympy.preorder_traversal(expression):
        what = head(part) if isinstance(part, Expr) else None
        if part == target:
            return True
        if what in model.defined and _leads_to(model, model.defined[what].definition.right, target):
            return True
    return False


def written_out(model: Model, expression: Any, target: Symbol, value: Symbol) -> Any:
    """A formula by way of whose definitions the target is reached, with a value in the target's place."""
    return _put(_written_out(model, expression, target), target, value)


def _written_out(model: Model, expression: Any, target: Symbol) -> Any:
    """Definitions of plain quantities written out, other than the target's, where they lead to it."""
    if expression == target or not _leads_to(model, expression, target):
        return expression
    if isinstance(expression, Symbol):
        return _written_out(model, model.defined[expression].definition.right, target)
    if head(expression) in model.defined:
        raise NoTranslation(f"the derivative by {target} of {expression}, which is defined by way of it")
    return rebuilt(expression, [_written_out(model, part, target) for part in expression.args])


def _put(expression: Any, old: Any, new: Any) -> Any:
    if expression == old:
        return new
    if not getattr(expression, "args", ()) or isinstance(expression, Entry):
        return expression
    return rebuilt(expression, [_put(part, old, new) for part in expression.args])


def in_network(model: Model, partial: Partial) -> tuple[Lambda, Term]:
    """The responses in a network, for every pair of quantities between which there is one."""
    of, by = partial.of, partial.by
    if not isinstance(of, Entry) or not isinstance(by, Entry):
        raise NoTranslation(f"the derivative of {of} by {by} in a network")
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
