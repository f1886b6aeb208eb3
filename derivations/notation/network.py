r"""The names of a feedforward network, as in chapters 2 and 3 of the book.

====================  ======================================================================================
``z[l, j]``           weighted input :math:`z^l_j` of neuron j in layer l, for the training example at hand
``a[l, j]``           its activation :math:`a^l_j`
``delta[l, j]``       its error :math:`\delta^l_j = \partial C_x / \partial z^l_j`
``w[l, j, k]``        weight :math:`w^l_{jk}` from neuron k of layer l-1 to neuron j of layer l
``b[l, j]``           bias :math:`b^l_j`
``y[j]``              desired output :math:`y_j` for the training example at hand
``C_x``, ``C_total``  cost of the training example at hand, and the average over all examples
``width[l]``          number :math:`n_l` of neurons in layer l
``L``                 the output layer's number; ``l`` any layer from the second on
====================  ======================================================================================
"""

from __future__ import annotations

from sympy import Expr, Symbol

from derivations.notation.indices import Family, Index, indices

n = Symbol("n", integer=True, positive=True)
"""The number of training examples."""

(x,) = indices("x", 1, n)
"""A training example."""

(L,) = indices("L", 2, None)
"""The output layer: the inputs are layer 1, so it is at least the second."""

width = Family("n", latex="n")

z = Family("z", up=1, example=x)
a = Family("a", up=1, example=x)
delta = Family("delta", up=1, latex=r"\delta", example=x)
y = Family("y", example=x)
w = Family("w", up=1)
b = Family("b", up=1)
C_x = Family("C", example=x, shown=True)[()]
C_total = Family("C_total", latex="C")[()]


def neurons(names: str, layer: Expr = L) -> tuple[Index, ...]:
    """Index symbols over the neurons of a layer: ``1 .. width[layer]``.

    >>> [k.range.last for k in neurons("j k")]
    [n[L], n[L]]
    """
    return indices(names, 1, width[layer])


def is_layer(index: Expr) -> bool:
    """Whether it is the number of a layer that has weights, the second or a later one, or of one beside it.

    >>> is_layer(L - 1), is_layer(neurons("j")[0])
    (True, False)
    """
    return any(isinstance(symbol, Index) and symbol.range.first == 2 for symbol in index.free_symbols)


def layers(names: str, first: int, last: Expr) -> tuple[Index, ...]:
    """Index symbols over layers ``first .. last``.

    >>> (l,) = layers("l", 2, L)
    >>> str(l.range)
    '2..L'
    """
    return indices(names, first, last)
