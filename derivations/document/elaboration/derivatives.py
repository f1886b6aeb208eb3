"""Derivatives by quantities, vectors and matrices."""

from __future__ import annotations

from dataclasses import replace

from sympy import Expr, Symbol

from derivations.document.elaboration import calls
from derivations.document.elaboration.quantities import Quantities
from derivations.document.elaboration.values import (
    Value,
)
from derivations.document.syntax.nodes import (
    Differential,
    Matrix,
    Name,
    Node,
    Number,
    Scripted,
)
from derivations.document.syntax.tokens import NotUnderstood
from derivations.notation import Entry, Family, Index, Partial


def differential(meaning: Quantities, node: Differential) -> Value:
    """``dC/dw`` and ``∂C/∂w``."""
    if node.of is None:
        raise NotUnderstood("a derivative of nothing", node.start)
    return derivative_of(meaning, node.of, node.by, node)


def derivative_of(meaning: Quantities, of: Node, by: tuple[Node, ...], node: Node) -> Value:
    """The derivative of an expression."""
    alone = isinstance(of, Name) and of.key not in meaning.survey.subscripts
    function = calls.field_function(meaning, of) if alone and isinstance(of, Name) else None
    if function is not None and function != "softmax":
        # d sigma / dz is sigma'(z)
        argument = meaning.value(by[0])
        return calls.elementwise(meaning, function, argument, len(by), node)
    return derivative(meaning, meaning.value(of), by, node)


def gradient(of: Node, by: tuple[Node, ...], order: int) -> Matrix:
    """The vector of the derivatives of a function by its arguments, or the matrix of the second ones."""
    ways = [(one,) for one in by] if order == 1 else [(one, other) for one in by for other in by]
    slopes = [Differential(of, way, of.start, of.end) for way in ways]
    width = 1 if order == 1 else len(by)
    rows = tuple(tuple(slopes[first : first + width]) for first in range(0, len(slopes), width))
    return Matrix(rows, of.start, of.end)


def derivative(meaning: Quantities, of: Value, by: tuple[Node, ...], node: Node) -> Value:
    """The derivative of a value by one quantity after another."""
    value = of
    for one in by:
        root = _squared(one)
        quantity = meaning.value(root or one)
        if not isinstance(quantity.body, Entry | Symbol) or isinstance(quantity.body, Index | Family):
            raise NotUnderstood("a derivative by something that is not a quantity", one.start)
        if quantity.row:
            raise NotUnderstood("a derivative by a transposed vector", one.start)
        if isinstance(value.body, Entry | Symbol):
            meaning.varied.add((_name(value.body), _name(quantity.body)))
        _note_dependent(meaning, value.body, quantity.body)
        axes = (*value.axes, *quantity.axes)
        if len(axes) > 2:
            raise NotUnderstood("a derivative with more than two open indices", node.start)
        body = Partial(value.body, quantity.body)
        if root is not None:
            if axes:
                raise NotUnderstood("a derivative by the square of a vector", one.start)
            body = body / (2 * quantity.body)
        value = Value(body, axes)
    return value


def by_which(meaning: Quantities, mark: str, by: Node) -> Node | None:
    """What ``∂_x`` or ``D_j`` differentiates by: x, or the component j of what is differentiated by elsewhere."""
    survey = meaning.survey
    if not (isinstance(by, Name) and meaning.is_index(by, "")):
        return by if mark == "∂" else None
    if mark == "D" and (meaning.is_defined("D") or survey.subscripts.get("D", 1) != 1):
        return None
    vectors = [key for key in survey.derived if survey.subscripts.get(key) == 1]
    if len(vectors) != 1 or {"@", "~"} & set(vectors[0]):
        raise NotUnderstood(f"{mark} with the index of what is not named", by.start)
    return Scripted(Name(vectors[0], by.start, by.end), by, None, 0, by.start, by.end)


def _squared(by: Node) -> Node | None:
    """What a derivative by a square is a derivative by: of ``s^2``, once it is divided by 2s, s."""
    match by:
        case Scripted(Name() as base, sub, Number(2), 0):
            return base if sub is None else replace(by, sup=None)
    return None


def _name(quantity: Expr) -> str:
    """The written name of a quantity, without its indices."""
    return str(quantity.family.name if isinstance(quantity, Entry) else quantity)


def _note_dependent(meaning: Quantities, of: Expr, by: Expr) -> None:
    """An undefined quantity that is differentiated depends on what it is differentiated by.

    So do all that a function is differentiated at, as in the derivative of ln L by mu.
    """
    if not isinstance(of, Symbol) and by not in of.free_symbols and not of.has(Entry):
        for symbol in of.free_symbols:
            _note_dependent(meaning, symbol, by)
    if not isinstance(of, Symbol) or isinstance(of, Index) or of == by or of.name not in meaning.families:
        return
    if of.name not in meaning.entries_wanted and meaning.glossary.of(*meaning.families[of.name]) is None:
        meaning.want_entry(of.name)
