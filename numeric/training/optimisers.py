r"""Optimisers, as rows of a table: how a parameter moves for a slope of the cost.

With a slope g, the rate :math:`\eta` and the momentum :math:`\mu`, gradient descent is

.. math::

    v \to \mu v - \eta g, \qquad w \to w + v,

and the t-th step of Adam (Kingma and Ba, 2015) is, with :math:`\beta = 0.999` and :math:`\varepsilon = 10^{-8}`,

.. math::

    m \to \mu m + (1 - \mu) g, \quad
    v \to \beta v + (1 - \beta) g^2, \quad
    w \to w - \eta \frac{m / (1 - \mu^t)}{\sqrt{v / (1 - \beta^t)} + \varepsilon}.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import sqrt
from typing import TypeAlias

import numpy as np

from numeric.arrays import Array

Move: TypeAlias = Callable[[Array, Array, tuple[Array, ...], "Pace"], None]


@dataclass(frozen=True)
class Pace:
    """What is the same for all parameters in a step, of which the first has the number 1."""

    rate: float
    momentum: float
    step: int


@dataclass(frozen=True)
class Optimiser:
    """How parameters move.

    ``move(parameter, slope, memory, pace)`` changes a parameter in place, and may overwrite its slope.  ``memory`` has
    as many arrays in the parameter's shape as ``remembers`` says; they are 0 at first.  ``momentum`` is that which is
    used if none is given.

    >>> OPTIMISERS["adam"], OPTIMISERS["adam"].momentum
    (<Optimiser adam>, 0.9)
    """

    name: str
    momentum: float
    remembers: int
    move: Move

    def __repr__(self) -> str:
        return f"<Optimiser {self.name}>"


@dataclass(frozen=True)
class State:
    """How far an optimiser has come: the number of steps, and for each parameter the arrays that it remembers."""

    steps: int
    memory: tuple[tuple[Array, ...], ...]


def start(optimiser: Optimiser, parameters: Sequence[Array]) -> State:
    """The state before the first step, for parameters of these shapes and types."""
    return State(0, tuple(tuple(np.zeros_like(p) for _ in range(optimiser.remembers)) for p in parameters))


def advance(
    optimiser: Optimiser,
    state: State,
    parameters: Sequence[Array],
    slopes: Sequence[Array],
    rate: float,
    momentum: float,
) -> State:
    """Move all parameters in place by one step, and return the state after it, which has the same arrays.

    The slopes are overwritten.

    >>> parameters, slopes = [np.array([1.0, 2.0])], [np.array([0.5, -30.0])]
    >>> state = start(OPTIMISERS["adam"], parameters)
    >>> state = advance(OPTIMISERS["adam"], state, parameters, slopes, rate=0.1, momentum=0.9)
    >>> state.steps, parameters[0].round(6)
    (1, array([0.9, 2.1]))
    """
    pace = Pace(rate, momentum, state.steps + 1)
    for parameter, slope, memory in zip(parameters, slopes, state.memory, strict=True):
        optimiser.move(parameter, slope, memory, pace)
    return State(pace.step, state.memory)


def _descend(parameter: Array, slope: Array, memory: tuple[Array, ...], pace: Pace) -> None:
    (speed,) = memory
    np.multiply(speed, pace.momentum, out=speed)
    np.multiply(slope, pace.rate, out=slope)
    np.subtract(speed, slope, out=speed)
    np.add(parameter, speed, out=parameter)


BETA = 0.999
EPSILON = 1e-8


def _adam(parameter: Array, slope: Array, memory: tuple[Array, ...], pace: Pace) -> None:
    # sums of slopes and squares without the factors 1 - mu and 1 - beta, which are the same for all
    slopes, squares = memory
    np.multiply(slopes, pace.momentum, out=slopes)
    np.add(slopes, slope, out=slopes)
    np.multiply(squares, BETA, out=squares)
    np.square(slope, out=slope)
    np.add(squares, slope, out=squares)
    np.sqrt(squares, out=slope)
    np.multiply(slope, sqrt((1 - BETA) / (1 - BETA**pace.step)), out=slope)
    np.add(slope, EPSILON, out=slope)
    np.divide(slopes, slope, out=slope)
    np.multiply(slope, pace.rate * (1 - pace.momentum) / (1 - pace.momentum**pace.step), out=slope)
    np.subtract(parameter, slope, out=parameter)


OPTIMISERS = {
    row.name: row
    for row in (
        Optimiser("descent", 0.0, 1, _descend),
        Optimiser("adam", 0.9, 2, _adam),
    )
}
"""The optimisers that there are, by their names."""
