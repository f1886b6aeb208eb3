r"""Gradients against central differences: every parameter, with an error bound for each.

The cost depends on a weight :math:`w_{jk}` only through :math:`z_j`, which a step h moves by :math:`h a_k`.  So all
perturbations of a layer are one batched computation from that layer on, and the step is chosen so that z moves by a
little, whatever the scale of the weight.  Differences with the steps h, h/2 and h/4 are extrapolated (Richardson); how
far the last two estimates lie apart bounds the truncation, and what rounding can have done is added to it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, overload

import numpy as np
from numpy.typing import ArrayLike

from numeric.activations import ACTIVATIONS, Array, Scratch
from numeric.function_check import check_function
from numeric.gradient_report import ROUNDINGS, STEP, Block, GradientCheck, extrapolated
from numeric.network import Network
from numeric.outputs import SOFTMAX

MEMORY = 64 * 2**20
"""How many bytes are used at once, about."""


@overload
def check_gradients(
    what: Network, x: ArrayLike, y: ArrayLike, *, gradient: Any = None, memory: int = MEMORY
) -> GradientCheck: ...
@overload
def check_gradients(what: Callable[[Any], float], x: Callable[[Any], Any], y: Any) -> GradientCheck: ...


def check_gradients(what: Any, x: Any, y: Any, *, gradient: Any = None, memory: int = MEMORY) -> GradientCheck:
    """Compare a gradient, by every parameter, with differences of the cost.

    ``check_gradients(network, x, y)`` checks the gradient of a network by its weights and biases, or the ``gradient``
    that your own code gives for the same parameters and data, with ``weights`` and ``biases`` in the network's shapes.
    All is computed in float64, whatever type the network has; a ``gradient`` in float32 is allowed the rounding of that
    type.  About ``memory`` bytes are used at once.  Raises :class:`ValueError` for data that the network cannot use,
    and a gradient of another shape.

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
    return _of_network(what, x, y, gradient, memory)


def _of_network(network: Network, x: ArrayLike, y: ArrayLike, gradient: Any, memory: int) -> GradientCheck:
    exact = network.astype(np.float64)
    inputs = exact.checked_inputs(network.checked_inputs(x))
    targets = exact.checked_targets(network.checked_targets(y, len(inputs)), len(inputs))
    analytic = exact.gradient(inputs, targets) if gradient is None else gradient
    differences = _Differences(exact, inputs, targets, memory)
    blocks = []
    for place in range(len(network.weights)):
        numeric, truncation, rounding, kink = differences.of_layer(place)
        for name, part, found in (
            (f"weights[{place}]", np.s_[:, 1:], np.asarray(analytic.weights[place])),
            (f"biases[{place}]", np.s_[:, 0], np.asarray(analytic.biases[place])),
        ):
            if found.shape != numeric[part].shape:
                raise ValueError(f"gradient: expected {name} of shape {numeric[part].shape}, got {found.shape}")
            own = differences.rounding_of_analytic(place, found.dtype)[part]
            bounds = (truncation[part], rounding[part] + own)
            blocks.append(Block(name, place + 1, found.astype(np.float64), numeric[part], *bounds, kink[part]))
    return GradientCheck(tuple(blocks))


class _Differences:
    """Differences of a network's cost at one point, layer by layer."""

    def __init__(self, network: Network, x: Array, y: Array, memory: int) -> None:
        self.network, self.x, self.y, self.memory = network, x, y, memory
        self.weights, self.biases = network.weights, network.biases
        self.z: list[Array] = []
        self.a: list[Array] = [x]
        self.slopes: list[Array] = []
        for place in range(len(self.weights)):
            self.z.append(self.a[-1] @ self.weights[place].T + self.biases[place])
            if place < len(self.weights) - 1:
                a, slope = self._evaluated(place, self.z[place])
                self.a.append(a)
                self.slopes.append(slope)
        self.deltas = self._errors()
        self.cost = float(np.abs(self._costs(self.z[-1])).sum()) / len(x)
        sizes = [np.abs(a) @ np.abs(w).T + np.abs(b) for a, w, b in zip(self.a, self.weights, self.biases, strict=True)]
        self.condition = 1 + sum(float(size.max()) for size in sizes)
        # what a rounding of each weighted input may change in the average cost, for this layer and all after it
        moved = [float((d * np.abs(z)).sum()) / len(x) for d, z in zip(self.deltas, self.z, strict=True)]
        self.moved = np.cumsum(moved[::-1])[::-1]

    def _evaluated(self, place: int, z: Array) -> tuple[Array, Array]:
        flat = np.ascontiguousarray(z.reshape(-1, z.shape[-1]))
        a, slope = np.empty_like(flat), np.empty_like(flat)
        with np.errstate(all="ignore"):
            row = ACTIVATIONS[self.network.activations[place]]
            row.evaluate(flat, a, slope, Scratch((flat.shape[0], flat.shape[1]), np.float64))
        return a.reshape(z.shape), slope.reshape(z.shape)

    def _costs(self, z: Array) -> Array:
        """What each example costs, from the weighted inputs of the last layer: (..., examples, neurons)."""
        flat = np.ascontiguousarray(z.reshape(-1, z.shape[-1]))
        y = np.ascontiguousarray(np.broadcast_to(self.y, z.shape).reshape(flat.shape))
        a, delta, slope = (np.empty_like(flat) for _ in range(3))
        with np.errstate(all="ignore"):
            self.network.output.cost(flat, y, a, delta, slope, Scratch((flat.shape[0], flat.shape[1]), np.float64))
        return np.asarray(delta.sum(axis=1).reshape(z.shape[:-1]))

    def _errors(self) -> list[Array]:
        """How large the errors of each layer are, or would be if nothing in the sums that they are cancelled."""
        z, output = self.z[-1], self.network.output
        a, delta, slope = (np.empty_like(z) for _ in range(3))
        with np.errstate(all="ignore"):
            output.error(z, self.y, a, delta, slope, Scratch((z.shape[0], z.shape[1]), np.float64))
        found = [np.abs(delta)]
        if (output.activation, output.cost_name) == (SOFTMAX, "quadratic"):
            found = [a * (np.abs(a - self.y) + (np.abs(a - self.y) * a).sum(axis=1, keepdims=True))]
        for place in range(len(self.weights) - 1, 0, -1):
            found.append((found[-1] @ np.abs(self.weights[place])) * self.slopes[place - 1])
        return found[::-1]

    def rounding_of_analytic(self, place: int, dtype: np.dtype[Any]) -> Array:
        """What rounding in this type may have done to a layer's analytic slopes: the bias first, then the weights.

        A slope is a sum of products of an error and an activation.  Rounded weighted inputs change each of these by as
        many units in the last place as the weighted inputs are large.
        """
        info = np.finfo(dtype if dtype.kind == "f" else np.float64)
        below, delta = np.abs(np.c_[np.ones(len(self.x)), self.a[place]]), self.deltas[place]
        sums = delta.T @ below / len(below) + float(delta.max(initial=0.0)) * below.mean(axis=0)
        underflow = float(info.tiny) * (1 + float(delta.max(initial=0.0)) + below.max(axis=0))
        found: Array = 4 * ROUNDINGS * (float(info.eps) * self.condition * sums + underflow)
        return found

    def of_layer(self, place: int) -> tuple[Array, Array, Array, Array]:
        """The differences by a layer's bias and weights, (neurons, 1 + inputs), their error bounds, and the kinks."""
        below = np.c_[np.ones(len(self.x)), self.a[place]]  # (examples, 1 + inputs)
        largest = np.abs(below).max(axis=0)
        steps = STEP / np.where(largest > 0, largest, 1.0)
        neurons, inputs = self.weights[place].shape[0], below.shape[1]
        numeric, truncation = np.empty((neurons, inputs)), np.empty((neurons, inputs))
        kink = np.zeros((neurons, inputs), dtype=bool)
        for chosen in self._portions(place, neurons * inputs):
            j, k = np.divmod(chosen, inputs)
            shifts = below.T[k] * steps[k][:, None]
            slopes = []
            for fraction in (1.0, 0.5, 0.25):
                above, crossed = self._moved(place, j, shifts * fraction)
                beneath, crossed_too = self._moved(place, j, shifts * -fraction)
                slopes.append((above - beneath).mean(axis=1) / (2 * fraction * steps[k]))
                kink.flat[chosen] |= crossed | crossed_too
            numeric.flat[chosen], truncation.flat[chosen] = extrapolated(*slopes)
        eps = float(np.finfo(np.float64).eps)
        rounding = np.broadcast_to(ROUNDINGS * eps * (self.cost + self.moved[place]) / steps, numeric.shape)
        return numeric, truncation, rounding, kink

    def _portions(self, place: int, total: int) -> Iterator[Array]:
        """The numbers of a layer's parameters, as many at a time as the memory allows."""
        widest = max(z.shape[1] for z in self.z[place:])
        count = max(1, self.memory // (8 * 8 * len(self.x) * widest))
        yield from (np.arange(start, min(start + count, total)) for start in range(0, total, count))

    def _moved(self, place: int, j: Array, shifts: Array) -> tuple[Array, Array]:
        """The examples' costs with the j-th weighted inputs moved, and whether a ReLU went over its kink."""
        last = len(self.weights) - 1
        if place == last:
            z = np.repeat(self.z[last][None], len(j), axis=0)
            z[np.arange(len(j)), :, j] += shifts
            return self._costs(z), self._crosses(last, self.z[last][None], z)
        own = self.z[place].T[j]
        a, _ = self._evaluated(place, own + shifts)
        crossed = self._crosses(place, own, own + shifts)
        z = self.z[place + 1] + (a - self.a[place + 1].T[j])[:, :, None] * self.weights[place + 1].T[j][:, None, :]
        for after in range(place + 1, last):
            crossed |= self._crosses(after, self.z[after][None], z)
            a, _ = self._evaluated(after, z)
            z = a @ self.weights[after + 1].T + self.biases[after + 1]
        return self._costs(z), crossed | self._crosses(last, self.z[last][None], z)

    def _crosses(self, place: int, before: Array, after: Array) -> Array:
        """For each perturbation, whether it takes a ReLU of this layer over its kink, or away from it."""
        if self.network.activations[place] != "relu":
            return np.zeros(len(after), dtype=bool)
        crossed = ((before > 0) != (after > 0)) | ((before == 0) & (after != 0))
        return np.asarray(crossed.reshape(len(after), -1).any(axis=1))
