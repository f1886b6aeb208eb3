"""A case of the corpus: a cost with its gradient, which can be asked for with a planted fault."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np


@dataclass(frozen=True)
class Case:
    """``make(rng, scale)`` gives the cost, the gradient and the parameters of one example of a function.

    ``gradient(parameters, fault)`` is right for the fault ``""``.  ``single`` says that it computes in float32.
    """

    make: Callable[[np.random.Generator, float], tuple[Callable[..., Any], Callable[..., Any], Any]]
    faults: tuple[str, ...]
    name: str = ""
    single: bool = False

    def __str__(self):
        return self.name or self.make.__name__


def squared_distance(forward, backward, parameters, rng):
    """Half the squared distance of a layer's outputs from random targets, by what the layer is given.

    ``forward(p)`` gives the outputs and what the backward pass needs; ``backward(d, kept, fault)`` the slopes by p, for
    the slopes d by the outputs.
    """
    out, _ = forward(parameters)
    targets = rng.normal(size=out.shape) * (1 + np.abs(out).max())

    def cost(p):
        return float(np.square(forward(p)[0] - targets).sum() / 2)

    def gradient(p, fault=""):
        out, kept = forward(p)
        return backward(out - targets, kept, fault)

    return cost, gradient, parameters
