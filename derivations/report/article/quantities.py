"""The page of notation: what the symbols of an article stand for, as far as the article uses them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from sympy import Basic, Function, Symbol, evaluate
from sympy.core.function import AppliedUndef

from derivations.notation import (
    C_total,
    C_x,
    Entry,
    Index,
    Kronecker,
    L,
    Partial,
    Sum,
    a,
    b,
    delta,
    layers,
    n,
    neurons,
    prime,
    sigma,
    subexpressions,
    w,
    width,
    x,
    y,
    z,
)
from derivations.notation.operators import Prime, Vector
from derivations.notation.writing import Formula
from derivations.proof.statements.theory import STANDARD_DEFINITIONS
from derivations.proof.wording import Words


@dataclass(frozen=True)
class Quantity:
    """A row of the notation: what shows that an article uses it, how it is written, and what it means."""

    used: object
    written: Words
    meaning: Words


f = Function("f")
u = Symbol("z")
(layer,) = layers("l", 2, L)
i, j, k = neurons("i j k")
j_l, k_l, k_before = *neurons("j k", layer), *neurons("k", layer - 1)
sigmoid = STANDARD_DEFINITIONS[0]

with evaluate(False):
    QUANTITIES = (
        Quantity(
            L,
            (L,),
            (
                "the number of layers. Layer 1 is the input, layer ",
                L,
                " the output; ",
                layer,
                " is any layer from the second one on.",
            ),
        ),
        Quantity(
            width,
            (width[layer],),
            (
                "the number of neurons in layer ",
                layer,
                ". Indices ",
                i,
                ", ",
                j,
                ", ",
                k,
                " number the neurons of a layer.",
            ),
        ),
        Quantity(
            w,
            (w[layer, j_l, k_before],),
            ("the weight from neuron ", k, " of layer ", layer - 1, " to neuron ", j, " of layer ", layer, "."),
        ),
        Quantity(b, (b[layer, j_l],), ("the bias of neuron ", j, " in layer ", layer, ".")),
        Quantity(
            z,
            (z[layer, j_l],),
            (
                "the weighted input of this neuron: in a network ",
                Formula(
                    z[layer, j_l], "=", Sum(w[layer, j_l, k_before] * a[layer - 1, k_before], k_before) + b[layer, j_l]
                ),
                ".",
            ),
        ),
        Quantity(
            a,
            (a[layer, j_l],),
            (
                "the activation of this neuron, its output: a function of its weighted input, or, with softmax, of all "
                "weighted inputs of the layer.",
            ),
        ),
        Quantity(
            f, (Symbol("f"),), ("an activation function: any differentiable function, unless a result defines it.",)
        ),
        Quantity(sigma, (Symbol("sigma"),), ("the sigmoid function, ", Formula(sigmoid.left, "=", sigmoid.right), ".")),
        Quantity(Prime, (prime(f)(u),), ("the derivative of a function of one variable.",)),
        Quantity(y, (y[j],), ("the desired output of output neuron ", j, " for the training example at hand.")),
        Quantity(
            C_x.family,
            (C_x,),
            ("the cost of the training example ", x, "; there are ", n, " of them, from 1 to ", n, "."),
        ),
        Quantity(C_total.family, (C_total,), ("the cost of all training examples, the average of the ", C_x, ".")),
        Quantity(
            delta,
            (delta[layer, j_l],),
            (
                "the error of neuron ",
                j,
                " in layer ",
                layer,
                ": ",
                Formula(delta[layer, j_l], "=", Partial(C_x, z[layer, j_l])),
                ".",
            ),
        ),
        Quantity(
            Kronecker,
            (Kronecker(j, k),),
            (
                "the Kronecker delta: 1 if ",
                Formula(j, "=", k),
                ", else 0. It has two lower indices; an error has a lower and an upper index.",
            ),
        ),
        Quantity(
            Vector, (Vector(a[L, j], j),), ("without the lower index: the vector of the components ", a[L, j], ".")
        ),
    )


def used(formulas: Iterable[object]) -> tuple[Quantity, ...]:
    """The rows for what occurs in formulas.

    >>> from derivations import sigmoid_derivative
    >>> [row.meaning[0] for row in used([sigmoid_derivative.statement])]
    ['the sigmoid function, ', 'the derivative of a function of one variable.']
    """
    there = {key for formula in formulas for part in _parts(formula) for key in _keys(part)}
    return tuple(row for row in QUANTITIES if row.used in there)


def _parts(formula: Any) -> Iterable[Any]:
    if isinstance(formula, tuple):
        return (part for piece in formula for part in _parts(piece))
    return subexpressions(formula) if isinstance(formula, Basic) else ()


def _keys(part: Any) -> tuple[object, ...]:
    """What stands for a part of a formula in the table: its family, its function, its kind, or the symbol itself."""
    if isinstance(part, Entry):
        return (part.family,)
    if isinstance(part, AppliedUndef):
        return (part.func,)
    if isinstance(part, Index):
        ends = [end for end in (part.range.first, part.range.last) if end is not None]
        return (part, *(key for end in ends for inner in subexpressions(end) for key in _keys(inner)))
    return (type(part), part)
