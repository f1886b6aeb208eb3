"""What an epoch comes to: the cost and the accuracy of a network on examples."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from numeric.arrays import Array
from numeric.networks.backpropagation import Backpropagation
from numeric.networks.network import Network

LOOKED_AT = 4096
"""How many examples the cost and accuracy after an epoch are computed for at once."""


@dataclass(frozen=True)
class Epoch:
    """What a pass through the training examples came to: the average cost and the accuracy on them afterwards.

    ``held_out`` is the accuracy on examples that are not learned from, and ``held_out_cost`` the average cost on them,
    if there are any.

    >>> from numeric import train
    >>> network = Network([1, 1], ["sigmoid"], "cross-entropy", seed=0)
    >>> [epoch.number for epoch in train(network, [[1.0]], [[0.0]], epochs=2, rate=0.5)]
    [1, 2]
    """

    number: int
    cost: float
    accuracy: float
    held_out: float | None = None
    held_out_cost: float | None = None


def accuracy(network: Network, x: ArrayLike, y: ArrayLike) -> float:
    """The part of the examples whose largest output is where the largest desired output is.

    With a single output neuron: whether both lie on the same side of 1/2.

    >>> network = Network([2, 2], ["softmax"], "log-likelihood", seed=0)
    >>> network.weights[0][:], network.biases[0][:] = np.eye(2), 0
    >>> accuracy(network, [[1.0, 0.0], [0.0, 1.0]], [[1.0, 0.0], [1.0, 0.0]])
    0.5
    """
    outputs = network.outputs(x)
    return float(np.mean(_right(outputs, network.checked_targets(y, len(outputs)))))


def _right(outputs: Array, targets: Array) -> Array:
    """Of which examples the output is right."""
    if outputs.shape[1] == 1:
        return (outputs[:, 0] > 0.5) == (targets[:, 0] > 0.5)
    return np.asarray(outputs.argmax(axis=1) == targets.argmax(axis=1))


def engines(network: Network, count: int, batch: int) -> dict[int, Backpropagation]:
    """Backpropagation for a batch, and for what is left at the end, by the number of examples."""
    return {size: Backpropagation(network, size) for size in {min(batch, count), count % batch or min(batch, count)}}


class Look:
    """The cost and the accuracy that a network has come to, computed for a part of the examples at a time."""

    def __init__(self, network: Network, x: Array, y: Array) -> None:
        self.x, self.y = x, y
        self.engines = engines(network, len(x), LOOKED_AT)

    def __call__(self) -> tuple[float, float]:
        cost, right = 0.0, 0
        for begin in range(0, len(self.x), LOOKED_AT):
            x, y = (data[begin : begin + LOOKED_AT] for data in (self.x, self.y))
            average, outputs = self.engines[len(x)].cost_and_outputs(x, y)
            cost += average * len(x)
            right += int(_right(outputs, y).sum())
        return cost / len(self.x), right / len(self.x)
