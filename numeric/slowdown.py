r"""The learning slowdown: how a saturated neuron learns with the quadratic cost, and with the cross-entropy.

With the quadratic cost every slope has the factor :math:`\sigma'(z)`, which is nearly 0 where an output neuron is
saturated, however wrong it is; with the cross-entropy the factor cancels, and the output error is :math:`a - y`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from time import perf_counter

import numpy as np

from numeric.digits import Digits
from numeric.networks.network import Network
from numeric.training.train import train

COSTS = ("quadratic", "cross-entropy")
RATE = 0.15
"""The learning rate of the single neuron, as in the book."""

STARTS = ((0.6, 0.9), (2.0, 2.0))
"""Weight and bias of the single neuron at first: one that is right to learn, and one that is saturated."""

TOO_LARGE = 10.0
"""By what factor weights that saturate the digits' output neurons are larger than they are drawn."""


@dataclass(frozen=True)
class Curve:
    """How a network with one of the costs came along: a value for each epoch, from ``first`` on.

    >>> [(curve.start, curve.cost) for curve in one_neuron(epochs=1)][-1]
    ('w = 2, b = 2', 'cross-entropy')
    """

    start: str
    cost: str
    values: Sequence[float]
    first: int
    seconds: float


def one_neuron(epochs: int = 300) -> list[Curve]:
    """The output of a sigmoid neuron with the input 1 that is to learn the output 0, after each epoch.

    >>> learned = {(curve.start, curve.cost): curve.values[150] for curve in one_neuron()}
    >>> learned["w = 2, b = 2", "quadratic"] > 0.9, learned["w = 2, b = 2", "cross-entropy"] < 0.1
    (True, True)
    """
    curves = []
    x, y = np.ones((1, 1)), np.zeros((1, 1))
    for weight, bias in STARTS:
        for cost in COSTS:
            network = Network([1, 1], ["sigmoid"], cost)
            network.weights[0][:], network.biases[0][:] = weight, bias
            began = perf_counter()
            outputs = [float(network.outputs(x)[0, 0])]
            for _ in range(epochs):
                train(network, x, y, epochs=1, batch=1, rate=RATE)
                outputs.append(float(network.outputs(x)[0, 0]))
            curves.append(Curve(f"w = {weight:g}, b = {bias:g}", cost, outputs, 0, perf_counter() - began))
    return curves


def digits(data: Digits, epochs: int = 30, *, seed: int = 0, rate: float = 0.5, progress: bool = False) -> list[Curve]:
    """The accuracy of 64-30-10 sigmoid neurons on held-out digits, after each epoch of training in batches of 10.

    Weights are as they are drawn, and then :data:`TOO_LARGE` times as large, the same for both costs.

    >>> from numeric.digits import drawn
    >>> [len(curve.values) for curve in digits(drawn(examples=50), epochs=2)]
    [2, 2, 2, 2]
    """
    curves = []
    for start, factor in (("weights as drawn", 1.0), (f"weights {TOO_LARGE:g} times as large", TOO_LARGE)):
        for cost in COSTS:
            network = Network([64, 30, 10], ["sigmoid", "sigmoid"], cost, seed=seed)
            network.weights = [w * factor for w in network.weights]
            began = perf_counter()
            found = train(
                network, *data.training, epochs=epochs, rate=rate, seed=seed, held_out=data.held_out, progress=progress
            )
            accuracies = [epoch.held_out for epoch in found if epoch.held_out is not None]
            curves.append(Curve(start, cost, accuracies, 1, perf_counter() - began))
    return curves
