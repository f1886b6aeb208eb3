r"""Backpropagation, equations (BP1) to (BP4), for a mini-batch at once, in arrays that are allocated once.

Data have an example in each row; inside, it is a column.  With the weighted inputs :math:`z^l`, activations :math:`a^l`
and errors :math:`\delta^l` of a layer as matrices (neurons, examples),

.. math::

    z^l = w^l a^{l-1} + b^l, \qquad
    \delta^{l-1} = (w^l)^T \delta^l \odot f'(z^{l-1}), \qquad
    \frac{\partial C}{\partial w^l} = \delta^l (a^{l-1})^T, \qquad
    \frac{\partial C}{\partial b^l} = \sum_x \delta^l_x,

where :math:`\delta^L` is that of the average cost: each example's output error divided by the number of examples.
"""

from __future__ import annotations

import threading
from dataclasses import dataclass
from typing import Any, Protocol

import numpy as np

from numeric.arrays import Array
from numeric.networks.activations import ACTIVATIONS
from numeric.networks.layers import HiddenLayer, OutputLayer, add_bias, add_up
from numeric.networks.outputs import Output


@dataclass(frozen=True)
class Gradient:
    """The slopes of the cost by the weights and biases of each layer, in the shapes that these have.

    >>> from numeric import Network
    >>> network = Network([2, 3, 1], ["tanh", "sigmoid"], seed=0)
    >>> network.gradient([[0.0, 1.0]], [[1.0]])
    <Gradient: weights (3, 2), (1, 3), biases (3,), (1,)>
    """

    weights: tuple[Array, ...]
    biases: tuple[Array, ...]

    def __repr__(self) -> str:
        shapes = ", ".join(str(w.shape) for w in self.weights)
        return f"<Gradient: weights {shapes}, biases {', '.join(str(b.shape) for b in self.biases)}>"

    def copy(self) -> Gradient:
        """The same slopes in arrays of their own."""
        return Gradient(tuple(w.copy() for w in self.weights), tuple(b.copy() for b in self.biases))


class Parameters(Protocol):
    """What backpropagation has to know of a network: its layers, and the weights and biases as they are now."""

    sizes: tuple[int, ...]
    activations: tuple[str, ...]
    cost_name: str
    dtype: np.dtype[Any]
    weights: list[Array]
    biases: list[Array]

    @property
    def output(self) -> Output: ...


PADDED = 4
"""How many columns a batch of one example has for the products that give its gradient."""


class _Arrays:
    """What a step works in: the layers, the gradient, and padded errors and activations for a batch of one example."""

    __slots__ = ("gradient", "hidden", "last", "ones", "padded")

    def __init__(self, network: Parameters, examples: int) -> None:
        self.hidden = [
            HiddenLayer(ACTIVATIONS[name], (size, examples), network.dtype)
            for name, size in zip(network.activations[:-1], network.sizes[1:-1], strict=True)
        ]
        self.last = OutputLayer(network.output, (network.sizes[-1], examples), network.dtype)
        self.gradient = Gradient(
            tuple(np.empty_like(w) for w in network.weights), tuple(np.empty_like(b) for b in network.biases)
        )
        self.ones = np.ones(examples, network.dtype)
        # the product of a column and a row takes a fraction of the time with more columns and rows, of zeros
        self.padded = [
            (np.zeros((m, PADDED), w.dtype), np.zeros((n, PADDED), w.dtype))
            for w in network.weights
            for m, n in [w.shape]
        ]


class _OfThread(threading.local):
    """The arrays of the thread that asks."""

    def __init__(self, network: Parameters, examples: int) -> None:
        self.arrays = _Arrays(network, examples)


class Backpropagation:
    """Backpropagation through a network for a fixed number of examples at once.

    A step allocates no arrays, and the next one overwrites what it returns.  Every thread has arrays of its own, made
    when it first takes a step.  A copy or a pickle holds the network and the number of examples, and makes new arrays.
    Inputs and targets are those that a network's ``checked_inputs`` and ``checked_targets`` return.

    >>> from numeric import Network
    >>> network = Network([2, 2], ["linear"], "quadratic", seed=0)
    >>> step = Backpropagation(network, 1)
    >>> x = network.checked_inputs([[1.0, 2.0]])
    >>> bool((step.gradient(x, step.outputs(x)).biases[0] == 0).all())
    True
    """

    def __init__(self, network: Parameters, examples: int) -> None:
        if isinstance(examples, bool) or not isinstance(examples, int | np.integer) or examples < 1:
            raise ValueError(f"examples: expected a whole number from 1, got {examples!r}")
        self.network, self.examples = network, int(examples)
        self._layout, self._of_thread = _layout(network), _OfThread(network, examples)

    def __reduce__(self) -> tuple[Any, ...]:
        return type(self), (self.network, self.examples)

    def fits(self, network: Parameters, examples: int) -> bool:
        """Whether these arrays are for this network, with its layers as they are now, and for so many examples."""
        return self.network is network and self.examples == examples and self._layout == _layout(network)

    def outputs(self, x: Array) -> Array:
        """The activations of the output layer, in rows as the examples are."""
        with np.errstate(all="ignore"):
            return self._forward(x).last.activations().T

    def cost(self, x: Array, y: Array) -> float:
        """The average cost."""
        with np.errstate(all="ignore"):
            last = self._forward(x).last
            np.copyto(last.y, y.T)
            return float(last.costs().sum(dtype=np.float64)) / self.examples

    def cost_and_outputs(self, x: Array, y: Array) -> tuple[float, Array]:
        """Both from one pass."""
        cost = self.cost(x, y)
        with np.errstate(all="ignore"):
            return cost, self._of_thread.arrays.last.activations().T

    def gradient(self, x: Array, y: Array) -> Gradient:
        """The slopes of the average cost."""
        weights = self.network.weights
        with np.errstate(all="ignore"):
            arrays = self._forward(x)
            gradient, hidden, last = arrays.gradient, arrays.hidden, arrays.last
            np.copyto(last.y, y.T)
            delta = last.errors()
            np.divide(delta, self.examples, out=delta)
            add_up(delta, arrays.ones, gradient.biases[-1])
            for place in reversed(range(len(weights))):
                below = hidden[place - 1].a.T if place else x
                if self.examples == 1:
                    _outer(delta, below, *arrays.padded[place], gradient.weights[place])
                else:
                    np.matmul(delta, below, out=gradient.weights[place])
                if place:
                    layer = hidden[place - 1]
                    np.matmul(weights[place].T, delta, out=layer.delta)
                    layer.pull_back(gradient.biases[place - 1])
                    delta = layer.delta
        return gradient

    def _forward(self, x: Array) -> _Arrays:
        """Go from the inputs up to the weighted inputs of the last layer."""
        if x.shape != (self.examples, self.network.sizes[0]):
            raise ValueError(f"x: expected the shape {(self.examples, self.network.sizes[0])}, got {x.shape}")
        arrays, network, below = self._of_thread.arrays, self.network, x.T
        for layer, w, b in zip(arrays.hidden, network.weights, network.biases, strict=False):
            np.matmul(w, below, out=layer.a)
            layer.add_and_activate(b)
            below = layer.a
        np.matmul(network.weights[-1], below, out=arrays.last.z)
        add_bias(network.biases[-1], arrays.last.z, arrays.last.scratch)
        return arrays


def _outer(delta: Array, below: Array, errors: Array, activations: Array, out: Array) -> None:
    """The product of a column and a row, with padding."""
    np.copyto(errors[:, :1], delta)
    np.copyto(activations[:, :1], below.T)
    np.matmul(errors, activations.T, out=out)


def _layout(network: Parameters) -> tuple[Any, ...]:
    """What the shapes and types of a network's arrays depend on, and what is computed in them."""
    return network.sizes, network.activations, network.cost_name, network.dtype
