"""Derivatives by quantities, vectors and matrices."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sympy import Expr, Symbol

from derivations.document import calls
from derivations.document.syntax import (
    Differential,
    Name,
    Node,
)
from derivations.document.tokens import NotUnderstood
from derivations.document.values import (
    Value,
)
from derivations.notation import Entry, Family, Index, Partial

if TYPE_CHECKING:
    from derivations.document.meaning import Meaning


def differential(meaning: Meaning, node: Differential) -> Value:
    """``dC/dw`` and ``∂C/∂w``."""
    if node.of is None:
        raise NotUnderstood("a derivative of nothing", node.start)
    return derivative_of(meaning, node.of, node.by, node)


def derivative_of(meaning: Meaning, of: Node, by: tuple[Node, ...], node: Node) -> Value:
    """The derivative of an expression."""
    alone = isinstance(of, Name) and of.key not in meaning.survey.subscripts
    function = calls.field_function(meaning, of) if alone and isinstance(of, Name) else None
    if function is not None and function != "softmax":
        # d sigma / dz is sigma'(z)
        argument = meaning.value(by[0])
        return calls.elementwise(meaning, function, argument, len(by), node)
    return derivative(meaning, meaning.value(of), by, node)


def derivative(meaning: Meaning, of: Value, by: tuple[Node, ...], node: Node) -> Value:
    """The derivative of a value by one quantity after another."""
    value = of
    for one in by:
        quantity = meaning.value(one)
        if not isinstance(quantity.body, Entry | Symbol) or isinstance(quantity.body, Index | Family):
            raise NotUnderstood("a derivative by something that is not a quantity", one.start)
        if quantity.row:
            raise NotUnderstood("a derivative by a transposed vector", one.start)
        _note_dependent(meaning, value.body, quantity.body)
        axes = (*value.axes, *quantity.axes)
        if len(axes) > 2:
            raise NotUnderstood("a derivative with more than two open indices", node.start)
        value = Value(Partial(value.body, quantity.body), axes)
    return value


def _note_dependent(meaning: Meaning, of: Expr, by: Expr) -> None:
    """An undefined quantity that is differentiated depends on what it is differentiated by."""
    if not isinstance(of, Symbol) or isinstance(of, Index) or of == by or of.name not in meaning.families:
        return
    if of.name not in meaning.entries_wanted and meaning.glossary.of(*meaning.families[of.name]) is None:
        meaning.entries_wanted.add(of.name)
        meaning.changed = True
