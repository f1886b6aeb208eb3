r"""Backpropagation, equations (BP1) to (BP4), for a mini-batch at once, in arrays that are allocated once.

Examples are rows.  With the weighted inputs :math:`z^l`, activations :math:`a^l` and errors :math:`\delta^l` of a
layer as matrices (examples, neurons),

.. math::

    z^l = a^{l-1} (w^l)^T + b^l, \qquad
    \delta^{l-1} = \delta^l w^l \odot f'(z^{l-1}), \qquad
    \frac{\partial C}{\partial w^l} = (\delta^l)^T a^{l-1}, \qquad
    \frac{\partial C}{\partial b^l} = \sum_x \delta^l_x,

where :math:`\delta^L` is that of the average cost: each example's output error divided by the number of examples.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import DTypeLike

from numeric.activations import ACTIVATIONS, Array, Scratch

if TYPE_CHECKING:
    from numeric.network import Network


@dataclass(frozen=True)
class Gradient:
    """The slopes of the cost by the weights and biases of each layer, in the shapes that these have."""

    weights: tuple[Array, ...]
    biases: tuple[Array, ...]

    def copy(self) -> Gradient:
        """The same slopes in arrays of their own."""
        return Gradient(tuple(w.copy() for w in self.weights), tuple(b.copy() for b in self.biases))


BLOCK = 16_384
"""How many numbers of a hidden layer are worked on at once: what a function reads is then still in the cache."""


class _Layer:
    """What belongs to one layer during a step; ``blocks`` are some of its examples each, with room to work on them."""

    __slots__ = ("a", "blocks", "delta", "slope", "z")

    def __init__(self, shape: tuple[int, int], dtype: DTypeLike, *, whole: bool) -> None:
        self.z, self.a, self.slope, self.delta = (np.empty(shape, dtype) for _ in range(4))
        rows = shape[0] if whole else min(shape[0], max(1, BLOCK // shape[1]))
        rooms = {size: Scratch((size, shape[1]), dtype) for size in {rows, shape[0] % rows or rows}}
        self.blocks = []
        for start in range(0, shape[0], rows):
            part = slice(start, min(start + rows, shape[0]))
            self.blocks.append((self.z[part], self.a[part], self.slope[part], rooms[part.stop - part.start]))

    @property
    def scratch(self) -> Scratch:
        """The room for a layer that is worked on as a whole."""
        return self.blocks[0][-1]


class Backpropagation:
    """Backpropagation through a network for a fixed number of examples at once.

    All arrays are made here; a step allocates none, and what it returns is overwritten by the next one.  Inputs and
    targets have to be as :meth:`Network.checked_inputs` and :meth:`Network.checked_targets` give them.

    >>> from numeric import Network
    >>> network = Network([2, 2], ["linear"], "quadratic", seed=0)
    >>> step = Backpropagation(network, 1)
    >>> x = network.checked_inputs([[1.0, 2.0]])
    >>> bool((step.gradient(x, step.outputs(x)).biases[0] == 0).all())
    True
    """

    def __init__(self, network: Network, examples: int) -> None:
        self.network, self.examples = network, examples
        last = len(network.weights) - 1
        self._layers = [
            _Layer((examples, size), network.dtype, whole=place == last) for place, size in enumerate(network.sizes[1:])
        ]
        self._gradient = Gradient(
            tuple(np.empty_like(w) for w in network.weights), tuple(np.empty_like(b) for b in network.biases)
        )
        self._hidden = [ACTIVATIONS[name] for name in network.activations[:-1]]

    def _weighted_inputs(self, x: Array) -> _Layer:
        """Go forward up to the weighted inputs of the last layer, which is returned."""
        below = x
        for place, layer in enumerate(self._layers):
            np.matmul(below, self.network.weights[place].T, out=layer.z)
            for z, a, slope, scratch in layer.blocks:
                np.copyto(scratch.real, self.network.biases[place])
                np.add(z, scratch.real, out=z)
                if place < len(self._hidden):
                    self._hidden[place].evaluate(z, a, slope, scratch)
            below = layer.a
        return self._layers[-1]

    def outputs(self, x: Array) -> Array:
        """The activations of the output layer."""
        with np.errstate(all="ignore"):
            last = self._weighted_inputs(x)
            last.slope.fill(0)  # desired outputs, which the activations do not depend on
            self.network.output.error(last.z, last.slope, last.a, last.delta, last.delta, last.scratch)
        return last.a

    def cost(self, x: Array, y: Array) -> float:
        """The average cost."""
        with np.errstate(all="ignore"):
            last = self._weighted_inputs(x)
            self.network.output.cost(last.z, y, last.a, last.delta, last.slope, last.scratch)
            return float(last.delta.sum(dtype=np.float64)) / self.examples

    def gradient(self, x: Array, y: Array) -> Gradient:
        """The slopes of the average cost."""
        network, layers = self.network, self._layers
        with np.errstate(all="ignore"):
            last = self._weighted_inputs(x)
            network.output.error(last.z, y, last.a, last.delta, last.slope, last.scratch)
            np.divide(last.delta, self.examples, out=last.delta)
            for place in reversed(range(len(layers))):
                layer = layers[place]
                below = layers[place - 1].a if place else x
                np.matmul(layer.delta.T, below, out=self._gradient.weights[place])
                np.sum(layer.delta, axis=0, out=self._gradient.biases[place])
                if place:
                    before = layers[place - 1]
                    np.matmul(layer.delta, network.weights[place], out=before.delta)
                    np.multiply(before.delta, before.slope, out=before.delta)
        return self._gradient
