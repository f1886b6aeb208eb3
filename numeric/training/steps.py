"""The steps of an epoch: mini-batches in a random order, each with its slopes and its move."""

from __future__ import annotations

import numpy as np

from numeric.arrays import Array
from numeric.networks.backpropagation import Gradient
from numeric.networks.network import Network
from numeric.training.epochs import engines
from numeric.training.optimisers import State, advance, start
from numeric.training.settings import Settings


def parameters_of(network: Network) -> tuple[Array, ...]:
    """All weights and biases."""
    return (*network.weights, *network.biases)


class Steps:
    """The steps through some examples; each epoch takes them in another order."""

    def __init__(self, network: Network, x: Array, y: Array, settings: Settings) -> None:
        self.network, self.x, self.y, self.settings = network, x, y, settings
        self.rng = np.random.default_rng(settings.seed)
        self.engines = engines(network, len(x), settings.batch)
        self.penalty = _Penalty(network, settings.regularisation / len(x))

    def start(self) -> State:
        """The state of the optimiser before the first step."""
        return start(self.settings.row, parameters_of(self.network))

    def epoch(self, state: State) -> State:
        """Move the network's parameters by the steps of an epoch."""
        settings, order = self.settings, self.rng.permutation(len(self.x))
        self.network.check_parameters()  # which a callback may have replaced
        for begin in range(0, len(order), settings.batch):
            chosen = order[begin : begin + settings.batch]
            gradient = self.engines[len(chosen)].gradient(self.x[chosen], self.y[chosen])
            self.penalty.add_to(gradient)
            slopes = (*gradient.weights, *gradient.biases)
            state = advance(settings.row, state, parameters_of(self.network), slopes, settings.rate, settings.inertia)
        return state


class _Penalty:
    """What regularisation adds to the slopes by the weights: a factor times these."""

    def __init__(self, network: Network, factor: float) -> None:
        self.network, self.factor = network, factor
        self.room = [np.empty_like(w) for w in network.weights] if factor else []

    def add_to(self, gradient: Gradient) -> None:
        """Add it in place."""
        for slope, w, room in zip(gradient.weights, self.network.weights, self.room, strict=False):
            np.multiply(w, self.factor, out=room)
            np.add(slope, room, out=slope)
