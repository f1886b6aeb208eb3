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

from numeric.activations import ACTIVATIONS, Array
from numeric.layers import HiddenLayer, OutputLayer, add_bias
from numeric.outputs import Output


@dataclass(frozen=True)
class Gradient:
    """The slopes of the cost by the weights and biases of each layer, in the shapes that these have."""

    weights: tuple[Array, ...]
    biases: tuple[Array, ...]

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


class Backpropagation(threading.local):
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
        self.network, self.examples = network, examples
        self._layout = _layout(network)
        self._hidden = [
            HiddenLayer(ACTIVATIONS[name], (size, examples), network.dtype)
            for name, size in zip(network.activations[:-1], network.sizes[1:-1], strict=True)
        ]
        self._last = OutputLayer(network.output, (network.sizes[-1], examples), network.dtype)
        self._gradient = Gradient(
            tuple(np.empty_like(w) for w in network.weights), tuple(np.empty_like(b) for b in network.biases)
        )
        self._ones = np.ones(examples, network.dtype)
        # the product of a column and a row takes a fraction of the time with more columns and rows, of zeros
        self._padded = [
            (np.zeros((m, PADDED), w.dtype), np.zeros((n, PADDED), w.dtype))
            for w in network.weights
            for m, n in [w.shape]
        ]

    def __reduce__(self) -> tuple[Any, ...]:
        return type(self), (self.network, self.examples)

    def fits(self, network: Parameters, examples: int) -> bool:
        """Whether these arrays are for this network, with its layers as they are now, and for so many examples."""
        return self.network is network and self.examples == examples and self._layout == _layout(network)

    def _forward(self, x: Array) -> None:
        """Go from the inputs up to the weighted inputs of the last layer."""
        below, network = x.T, self.network
        for layer, w, b in zip(self._hidden, network.weights, network.biases, strict=False):
            np.matmul(w, below, out=layer.a)
            layer.add_and_activate(b)
            below = layer.a
        np.matmul(network.weights[-1], below, out=self._last.z)
        add_bias(network.biases[-1], self._last.z, self._last.scratch)

    def outputs(self, x: Array) -> Array:
        """The activations of the output layer, in rows as the examples are."""
        with np.errstate(all="ignore"):
            self._forward(x)
            return self._last.activations().T

    def cost(self, x: Array, y: Array) -> float:
        """The average cost."""
        with np.errstate(all="ignore"):
            self._forward(x)
            np.copyto(self._last.y, y.T)
            return float(self._last.costs().sum(dtype=np.float64)) / self.examples

    def cost_and_outputs(self, x: Array, y: Array) -> tuple[float, Array]:
        """Both from one pass."""
        cost = self.cost(x, y)
        with np.errstate(all="ignore"):
            return cost, self._last.activations().T

    def gradient(self, x: Array, y: Array) -> Gradient:
        """The slopes of the average cost."""
        weights, hidden = self.network.weights, self._hidden
        with np.errstate(all="ignore"):
            self._forward(x)
            np.copyto(self._last.y, y.T)
            delta = self._last.errors()
            np.divide(delta, self.examples, out=delta)
            np.matmul(delta, self._ones, out=self._gradient.biases[-1])
            for place in reversed(range(len(weights))):
                self._by_weights(place, delta, hidden[place - 1].a.T if place else x)
                if place:
                    layer = hidden[place - 1]
                    np.matmul(weights[place].T, delta, out=layer.delta)
                    layer.pull_back(self._gradient.biases[place - 1])
                    delta = layer.delta
        return self._gradient

    def _by_weights(self, place: int, delta: Array, below: Array) -> None:
        """The slopes by a layer's weights, from its errors and the activations before it."""
        by_weight = self._gradient.weights[place]
        if self.examples == 1:
            errors, activations = self._padded[place]
            np.copyto(errors[:, :1], delta)
            np.copyto(activations[:, :1], below.T)
            np.matmul(errors, activations.T, out=by_weight)
        else:
            np.matmul(delta, below, out=by_weight)


def _layout(network: Parameters) -> tuple[Any, ...]:
    """What the shapes and types of a network's arrays depend on, and what is computed in them."""
    return network.sizes, network.activations, network.cost_name, network.dtype
