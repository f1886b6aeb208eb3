"""A network's layers at one point: for some inputs, as they are forward, with what belongs to the desired outputs."""

from __future__ import annotations

import numpy as np

from numeric.arrays import Array
from numeric.networks.activations import ACTIVATIONS
from numeric.networks.layers import HiddenLayer, OutputLayer
from numeric.networks.network import Network


class Point:
    """The weighted inputs ``z``, activations ``a`` (the inputs first) and slopes of a network's layers.

    All are arrays (neurons, examples); ``last`` is the output layer with its desired outputs ``y``.
    """

    def __init__(self, network: Network, x: Array, y: Array) -> None:
        self.network, self.examples = network, len(x)
        self.weights, self.biases = network.weights, [b[:, None] for b in network.biases]
        self.z: list[Array] = []
        self.a: list[Array] = [np.ascontiguousarray(x.T)]
        self.slopes: list[Array] = []
        for place, (w, b) in enumerate(zip(self.weights, self.biases, strict=True)):
            self.z.append(w @ self.a[-1] + b)
            if place < len(self.weights) - 1:
                layer = HiddenLayer(ACTIVATIONS[network.activations[place]], self.z[-1].shape, x.dtype)
                np.copyto(layer.a, self.z[-1])
                layer.activate()
                self.a.append(layer.a)
                self.slopes.append(layer.slope)
        self.last = OutputLayer(network.output, self.z[-1].shape, x.dtype)
        np.copyto(self.last.z, self.z[-1])
        np.copyto(self.last.y, y.T)

    def below(self, place: int) -> Array:
        """What a layer's parameters are multiplied by: 1 for its bias, the activations before it for its weights."""
        return np.concatenate([np.ones((1, self.examples)), self.a[place]])
