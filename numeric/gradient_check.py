r"""Gradients against central differences: every parameter, with an error bound for each.

The cost depends on a weight :math:`w_{jk}` only through :math:`z_j`, which a step h moves by :math:`h a_k`.  So all
perturbations of a layer are one batched computation from that layer on, and the step is chosen so that the weighted
inputs of this layer and all after it move by a little, whatever the scale of the weights.  Differences with the steps
h, h/2 and h/4 are extrapolated (Richardson); how far the last two estimates lie apart bounds the truncation, and what
rounding can have done is added to it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, overload

import numpy as np
from numpy.typing import ArrayLike

from numeric.activations import ACTIVATIONS, Array
from numeric.function_check import check_function
from numeric.gradient_report import ROUNDINGS, STEP, Block, GradientCheck, extrapolated
from numeric.layers import HiddenLayer, OutputLayer
from numeric.network import Network, checked_regularisation
from numeric.outputs import SOFTMAX

MEMORY = 2**22
"""How many bytes are used at once, about; more than the cache holds does not make it faster."""

ARRAYS = 8
"""How many arrays of the widest layer are alive at once."""


@overload
def check_gradients(
    what: Network,
    x: ArrayLike,
    y: ArrayLike,
    *,
    gradient: Any = None,
    regularisation: float = 0.0,
    memory: int = MEMORY,
) -> GradientCheck: ...
@overload
def check_gradients(what: Callable[[Any], float], x: Callable[[Any], Any], y: Any) -> GradientCheck: ...


def check_gradients(
    what: Any, x: Any, y: Any, *, gradient: Any = None, regularisation: float = 0.0, memory: int = MEMORY
) -> GradientCheck:
    """Compare a gradient, by every parameter, with differences of the cost.

    ``check_gradients(network, x, y)`` checks the gradient of a network by its weights and biases, or the ``gradient``
    that your own code gives for the same parameters and data, with ``weights`` and ``biases`` in the network's shapes.
    All is computed in float64, whatever type the network has; a ``gradient`` in float32 is allowed the rounding of that
    type.  ``regularisation`` is that of :meth:`Network.cost`.  About ``memory`` bytes are used at once.  Raises
    :class:`ValueError` for data that the network cannot use, and a gradient of another shape.

    ``check_gradients(cost, gradient, parameters)`` checks any functions of yours, see
    :func:`~numeric.function_check.check_function`.

    >>> network = Network([3, 4, 2], ["tanh", "softmax"], "log-likelihood", seed=0)
    >>> x, y = [[0.5, -1.0, 2.0]], [[1.0, 0.0]]
    >>> print(check_gradients(network, x, y))
    all 26 slopes are right
    >>> wrong = network.gradient(x, y)
    >>> wrong.weights[0][1, 2] *= -1
    >>> check_gradients(network, x, y, gradient=wrong).worst(1)[0].parameter
    'weights[0][1, 2]'
    >>> print(check_gradients(lambda p: p[0] ** 2 * p[1], lambda p: [2 * p[0] * p[1], p[0]], [3.0, 5.0]))
    1 of 2 slopes are wrong; the worst:
      parameters[1]: analytic 3, numeric 9, difference 6, allowed ...
    """
    if not isinstance(what, Network):
        return check_function(what, x, y)
    return _of_network(what, x, y, gradient, checked_regularisation(regularisation), memory)


def _of_network(
    network: Network, x: ArrayLike, y: ArrayLike, gradient: Any, regularisation: float, memory: int
) -> GradientCheck:
    exact = network if network.dtype == np.float64 else network.astype(np.float64)
    inputs = network.checked_inputs(x).astype(np.float64, copy=False)
    targets = network.checked_targets(y, len(inputs)).astype(np.float64, copy=False)
    unsure = np.zeros_like(targets)
    if network.output.targets == "distribution":  # with the sum 1 up to the rounding of the network's type
        unsure = np.where((targets == 0) | (targets == 1), 0, targets)
        targets = targets / targets.sum(axis=1, keepdims=True)
    if gradient is None:
        gradient = exact.gradient(inputs, targets, regularisation=regularisation)
    layers = [
        (
            _shaped(f"weights[{place}]", gradient.weights[place], w),
            _shaped(f"biases[{place}]", gradient.biases[place], b),
        )
        for place, (w, b) in enumerate(zip(exact.weights, exact.biases, strict=True))
    ]
    blocks = []
    with np.errstate(all="ignore"):
        differences = _Differences(exact, inputs, targets, unsure, memory)
        for place, (by_weight, by_bias) in enumerate(layers):
            numeric, truncation, rounding, kink = differences.of_layer(place)
            own = differences.rounding_of_analytic(place, np.result_type(by_weight, by_bias))
            if regularisation:
                penalty, of_penalty = _penalty(exact.weights[place], regularisation / len(inputs), by_weight.dtype)
                numeric[:, 1:] += penalty
                rounding[:, 1:] += of_penalty
            for name, part, found in (("weights", np.s_[:, 1:], by_weight), ("biases", np.s_[:, 0], by_bias)):
                bounds = (truncation[part], rounding[part] + own[part])
                slopes = (found.astype(np.float64, copy=False), numeric[part])
                blocks.append(Block(f"{name}[{place}]", place + 1, *slopes, *bounds, kink[part]))
    return GradientCheck(tuple(blocks))


def _penalty(w: Array, shrink: float, dtype: np.dtype[Any]) -> tuple[Array, Array]:
    """Differences of what regularisation adds to the cost, by each weight, and what rounding may have done to them."""
    step = STEP * np.where(w == 0, 1.0, np.abs(w))
    slopes = shrink / 2 * ((w + step) ** 2 - (w - step) ** 2) / (2 * step)
    eps = max(float(np.finfo(np.float64).eps) / STEP, float(np.finfo(dtype if dtype.kind == "f" else np.float64).eps))
    return slopes, ROUNDINGS * eps * (np.abs(slopes) + shrink * step)


def _shaped(name: str, slopes: Any, parameters: Array) -> Array:
    found = np.asarray(slopes)
    if found.shape != parameters.shape:
        raise ValueError(f"gradient: expected {name} of shape {parameters.shape}, got {found.shape}")
    return found


LONGEST = 1e300
"""The longest step; it is taken where activations nearly underflow."""

FRACTIONS = np.array([1.0, -1.0, 0.5, -0.5, 0.25, -0.25])
"""The steps at which the cost is taken, in units of the largest."""


class _Differences:
    """Differences of a network's cost at one point, layer by layer; arrays are (neurons, examples), as in a step."""

    def __init__(self, network: Network, x: Array, y: Array, unsure: Array, memory: int) -> None:
        self.network, self.y, self.memory, self.examples = network, y.T, memory, len(x)
        self.weights, self.biases = network.weights, [b[:, None] for b in network.biases]
        self._hidden: dict[int, HiddenLayer] = {}
        self._last: OutputLayer | None = None
        self._times = 0
        self.z: list[Array] = []
        self.a: list[Array] = [np.ascontiguousarray(x.T)]
        self.slopes: list[Array] = []
        for place, (w, b) in enumerate(zip(self.weights, self.biases, strict=True)):
            self.z.append(w @ self.a[-1] + b)
            if place < len(self.weights) - 1:
                layer = self._hidden_layer(place, self.z[place].shape)
                np.copyto(layer.a, self.z[place])
                layer.activate()
                self.a.append(layer.a.copy())
                self.slopes.append(layer.slope.copy())
        last = self._output_layer(self.examples, 1)
        np.copyto(last.z, self.z[-1])
        self.gains = self._gains()
        self.deltas = self._errors(last, unsure.T)
        self.cost = float(last.costs().sum()) / self.examples
        sizes = [np.abs(w) @ np.abs(a) + np.abs(b) for a, w, b in zip(self.a, self.weights, self.biases, strict=True)]
        self.condition = 1 + sum(float(size.max()) for size in sizes)
        # what a rounding of each weighted input may change in the average cost, for this layer and all after it
        moved = [float((d * np.abs(z)).sum()) / self.examples for d, z in zip(self.deltas, self.z, strict=True)]
        self.moved = np.cumsum(moved[::-1])[::-1]

    def _hidden_layer(self, place: int, shape: tuple[int, ...]) -> HiddenLayer:
        """A hidden layer for as many numbers; the last one is kept."""
        if place not in self._hidden or self._hidden[place].a.shape != shape:
            activation = ACTIVATIONS[self.network.activations[place]]
            self._hidden[place] = HiddenLayer(activation, (shape[0], shape[1]), np.float64)
        return self._hidden[place]

    def _output_layer(self, columns: int, times: int) -> OutputLayer:
        """The output layer for so many columns, with their desired outputs: the examples so many times; one is kept."""
        if self._last is None or (self._last.z.shape[1], self._times) != (columns, times):
            self._times = times
            self._last = None  # freed first, so that no more than one is there at a time
            self._last = OutputLayer(self.network.output, (len(self.y), columns), np.float64)
            self._last.y.reshape(len(self.y), times, self.examples, -1)[:] = self.y[:, None, :, None]
        return self._last

    def _errors(self, last: OutputLayer, unsure: Array) -> list[Array]:
        """How large the errors of each layer are, or would be if nothing in the sums that they are cancelled.

        ``unsure`` are the desired outputs that may be off by a rounding.
        """
        if (last.output.activation, last.output.cost_name) == (SOFTMAX, "quadratic"):
            a = last.activations()
            found = [a * (np.abs(a - self.y) + (np.abs(a - self.y) * a).sum(axis=0))]
        else:
            found = [np.abs(last.errors()) + unsure]
        for place in range(len(self.weights) - 1, 0, -1):
            found.append((np.abs(self.weights[place]).T @ found[-1]) * self.slopes[place - 1])
        return found[::-1]

    def rounding_of_analytic(self, place: int, dtype: np.dtype[Any]) -> Array:
        """What rounding in this type may have done to a layer's analytic slopes: the bias first, then the weights.

        A slope is a sum of products of an error and an activation.  Rounded weighted inputs change each of these by as
        many units in the last place as the weighted inputs are large.
        """
        info = np.finfo(dtype if dtype.kind == "f" else np.float64)
        below, delta = np.abs(self._below(place)), self.deltas[place]
        largest = float(delta.max(initial=0.0))
        sums = delta @ below.T / self.examples + largest * below.mean(axis=1)
        underflow = float(info.tiny) * (1 + largest + below.max(axis=1))
        found: Array = 4 * ROUNDINGS * (float(info.eps) * self.condition * sums + underflow)
        return found

    def _below(self, place: int) -> Array:
        """What a layer's parameters are multiplied by: 1 for its bias, the activations before it for its weights."""
        return np.concatenate([np.ones((1, self.examples)), self.a[place]])

    def of_layer(self, place: int) -> tuple[Array, Array, Array, Array]:
        """The differences by a layer's bias and weights, (neurons, 1 + inputs), their error bounds, and the kinks."""
        below = self._below(place)
        steps = self._steps(place, below)
        numeric, truncation, kink = np.empty_like(steps), np.empty_like(steps), np.zeros(steps.shape, dtype=bool)
        for j, k in self._portions(place, *steps.shape):
            step = steps[j, k]
            shifts = (below[k].T * step[:, None])[:, :, None] * FRACTIONS[:, None]
            costs, kink[j, k] = self._moved(place, j, shifts)
            change = (costs[:, :, 0::2] - costs[:, :, 1::2]).sum(axis=1) / self.examples
            slopes = change / (2 * FRACTIONS[0::2, None] * step[:, None])
            numeric[j, k], truncation[j, k] = extrapolated(slopes[:, 0], slopes[:, 1], slopes[:, 2])
        eps = float(np.finfo(np.float64).eps)
        return numeric, truncation, ROUNDINGS * eps * (self.cost + self.moved[place]) / steps, kink

    def _steps(self, place: int, below: Array) -> Array:
        """A layer's largest steps: weighted inputs, of this layer and later ones, move by STEP at most."""
        largest, gain = np.abs(below).max(axis=1), self.gains[place]
        return np.minimum(STEP / (np.where(largest > 0, largest, 1.0) * gain[:, None]), LONGEST)

    def _gains(self) -> list[Array]:
        """For each neuron of each layer, by how much a later weighted input moves at most if its own moves by 1."""
        found = [np.ones(len(self.z[-1]))]
        through: list[Array] = []
        for place in range(len(self.weights) - 2, -1, -1):
            relu = self.network.activations[place] == "relu"
            slope = np.ones(len(self.z[place])) if relu else self.slopes[place].max(axis=1)
            direct = np.abs(self.weights[place + 1]) * slope
            through = [direct, *(later @ direct for later in through)]
            found.insert(0, np.maximum(1, np.max([later.max(axis=0) for later in through], axis=0)))
        return found

    def _portions(self, place: int, neurons: int, inputs: int) -> Iterator[tuple[slice, slice]]:
        """The neurons and inputs whose parameters are moved at once, as many as the memory allows."""
        widest = max(len(z) for z in self.z[place + 1 :] or self.z[-1:])
        count = max(1, self.memory // (8 * ARRAYS * len(FRACTIONS) * self.examples * widest))
        rows, columns = (_even(total, most) for total, most in ((neurons, count // inputs), (inputs, count)))
        for j in range(0, neurons, rows):
            for k in range(0, inputs, columns):
                yield slice(j, j + rows), slice(k, k + columns)

    def _moved(self, place: int, j: slice, shifts: Array) -> tuple[Array, Array]:
        """The examples' costs with the weighted inputs of some neurons moved, one by one, and whether a ReLU crossed.

        ``shifts`` and the costs are for (neurons, examples, steps, inputs).
        """
        own = self.z[place][j][:, :, None, None] + shifts
        if place == len(self.weights) - 1:
            z = self._weighted_inputs(place, own.shape)
            z[:] = self.z[place][:, None, :, None, None]
            for i, neuron in enumerate(range(len(z))[j]):
                z[neuron, i] = own[i]
            return self._costs(own.shape), self._crosses(place, z)
        crossed = self._crosses(place, own, j)
        layer = self._hidden_layer(place, (1, own.size))
        np.copyto(layer.a.reshape(own.shape), own)
        layer.activate()
        change = np.subtract(layer.a.reshape(own.shape), self.a[place + 1][j][:, :, None, None], out=own)
        z = self._weighted_inputs(place + 1, own.shape)
        np.multiply(self.weights[place + 1][:, j, None, None, None], change, out=z)
        np.add(z, self.z[place + 1][:, None, :, None, None], out=z)
        crossed |= self._crosses(place + 1, z)
        for after in range(place + 2, len(self.weights)):
            below = self._hidden[after - 1]
            below.activate()
            z = self._weighted_inputs(after, own.shape)
            columns = z.reshape(len(z), -1)
            np.matmul(self.weights[after], below.a, out=columns)
            np.add(columns, self.biases[after], out=columns)
            crossed |= self._crosses(after, z)
        return self._costs(own.shape), crossed

    def _weighted_inputs(self, place: int, shape: tuple[int, ...]) -> Array:
        """Where the weighted inputs of a layer are written, for this shape of moved weighted inputs."""
        columns = int(np.prod(shape))
        if place == len(self.weights) - 1:
            return self._output_layer(columns, shape[0]).z.reshape(-1, *shape)
        return self._hidden_layer(place, (len(self.z[place]), columns)).a.reshape(-1, *shape)

    def _costs(self, shape: tuple[int, ...]) -> Array:
        """The costs for the weighted inputs that were written last."""
        return self._output_layer(int(np.prod(shape)), shape[0]).costs().reshape(shape)

    def _crosses(self, place: int, z: Array, j: slice | None = None) -> Array:
        """For each parameter, whether a step takes a ReLU of this layer over its kink, or away from it.

        ``z`` is for (neurons, moved neurons, examples, steps, inputs), or of the moved neurons j, without the first.
        """
        if self.network.activations[place] != "relu":
            return np.zeros((z.shape[-4], z.shape[-1]), dtype=bool)
        before = self.z[place][:, None, :, None, None] if j is None else self.z[place][j][:, :, None, None]
        crossed = ((before > 0) != (z > 0)) | ((before == 0) & (z != 0))
        found: Array = crossed.any(axis=(0, 2, 3) if j is None else (1, 2))
        return found


def _even(total: int, most: int) -> int:
    """How many to take at a time so that no portion is over the most, and all are nearly equal."""
    portions = -(-total // max(1, most))
    return -(-total // portions)
