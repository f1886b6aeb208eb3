r"""Passes over a layer's numbers that Numba compiles: bias, activation and slope at once, and errors with their sums.

Each reads and writes a number once, where NumPy takes a pass for every operation.  They are as precise as the rows of
:data:`numeric.networks.activations.ACTIVATIONS`, and NaN stays NaN: nothing is compiled on the assumption that there is
none.
Numba is optional; without it these are plain functions, and nobody calls them.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeAlias

import numpy as np

try:
    import numba
    from numba.extending import overload

    INSTALLED = not numba.config.DISABLE_JIT
except ImportError:
    INSTALLED = False
"""Whether there is Numba, and it may compile."""

Kernel: TypeAlias = Callable[..., Any]


def _compiled(*fast: str) -> Callable[[Kernel], Kernel]:
    """Compile a function when it is first called, and keep it in a file; ``fast`` are the freedoms that it is given."""
    if not INSTALLED:
        return lambda function: function
    found: Callable[[Kernel], Kernel] = numba.njit(cache=True, nogil=True, error_model="numpy", fastmath=set(fast))
    return found


def _decay64(x: Any) -> Any:
    """``e^-x`` and ``1 - e^-x`` for x >= 0: ``2^n (1 + p(r))`` and ``-x = n ln 2 + r``, in float64."""
    x = -760.0 if x > 760.0 else -x
    n = np.rint(x * 1.4426950408889634)
    r = (x - n * 6.93147180369123816490e-01) - n * 1.90821492927058770002e-10
    p = 1 / 6227020800
    p = p * r + 1 / 479001600
    p = p * r + 1 / 39916800
    p = p * r + 1 / 3628800
    p = p * r + 1 / 362880
    p = p * r + 1 / 40320
    p = p * r + 1 / 5040
    p = p * r + 1 / 720
    p = p * r + 1 / 120
    p = p * r + 1 / 24
    p = p * r + 1 / 6
    p = p * r + 0.5
    p = p * r * r + r
    # 2^n as a product, as it may be smaller than all powers of 2 that have their digits
    whole = np.int64(n)
    half = whole >> 1
    first = np.int64((half + 1023) << 52).view(np.float64)
    second = np.int64((whole - half + 1023) << 52).view(np.float64)
    power = first * second
    return (p * first + first) * second, (1.0 - power) - p * power


def _decay32(x: Any) -> Any:
    """The same in float32."""
    x = np.float32(-104) if x > np.float32(104) else -x
    n = np.rint(x * np.float32(1.4426950408889634))
    r = (x - n * np.float32(0.693359375)) - n * np.float32(-2.12194440e-4)
    p = np.float32(1 / 5040)
    p = p * r + np.float32(1 / 720)
    p = p * r + np.float32(1 / 120)
    p = p * r + np.float32(1 / 24)
    p = p * r + np.float32(1 / 6)
    p = p * r + np.float32(0.5)
    p = p * r * r + r
    whole = np.int32(n)
    half = np.int32(whole >> np.int32(1))
    first = np.int32((half + np.int32(127)) << np.int32(23)).view(np.float32)
    second = np.int32((whole - half + np.int32(127)) << np.int32(23)).view(np.float32)
    power = first * second
    return (p * first + first) * second, (np.float32(1) - power) - p * power


def _decay(x: Any) -> Any:
    """``e^-x`` and ``1 - e^-x`` in the type of x."""
    return _decay32(x) if isinstance(x, np.float32) else _decay64(x)


def _decay_of_type(x: Any) -> Kernel:
    return _decay32 if x is numba.float32 else _decay64


if INSTALLED:
    overload(_decay, inline="always")(_decay_of_type)


@_compiled("contract")
def sigmoid(a: Any, bias: Any, slope: Any) -> None:
    """One exponential of minus the size of z, which overflows nowhere."""
    one = a.dtype.type(1)
    for i in range(a.shape[0]):
        for j in range(a.shape[1]):
            z = a[i, j] + bias[i]
            small, _ = _decay(abs(z))
            large = one / (one + small)
            a[i, j] = small * large if z < 0 else large
            slope[i, j] = small * large * large


@_compiled("contract")
def tanh(a: Any, bias: Any, slope: Any) -> None:
    """(1 - t) / (1 + t) and 4 t / (1 + t)^2 with t = e^(-2 z), for z >= 0."""
    one, four = a.dtype.type(1), a.dtype.type(4)
    for i in range(a.shape[0]):
        for j in range(a.shape[1]):
            z = a[i, j] + bias[i]
            small, rest = _decay(abs(z) + abs(z))
            large = one / (one + small)
            a[i, j] = -(rest * large) if z < 0 else rest * large
            slope[i, j] = four * (small * large * large)


@_compiled()
def relu(a: Any, bias: Any, slope: Any) -> None:
    """z where it is positive, and 0."""
    zero, one = a.dtype.type(0), a.dtype.type(1)
    for i in range(a.shape[0]):
        for j in range(a.shape[1]):
            z = a[i, j] + bias[i]
            slope[i, j] = one if z > 0 else zero
            a[i, j] = zero if z <= 0 else z


@_compiled()
def leaky_relu(a: Any, bias: Any, slope: Any) -> None:
    """z where it is positive, and 0.01 z."""
    leak, one = a.dtype.type(0.01), a.dtype.type(1)
    for i in range(a.shape[0]):
        for j in range(a.shape[1]):
            z = a[i, j] + bias[i]
            slope[i, j] = one if z > 0 else leak
            a[i, j] = leak * z if z <= 0 else z


CHUNK = 256
"""How many errors are added up before they are added to the sum, so that roundings do not add up."""


@_compiled("reassoc")
def pull_back(delta: Any, slope: Any, sums: Any) -> None:
    """Multiply the errors (neurons, examples) of activations by the slopes, in place, and add up each neuron's."""
    for i in range(delta.shape[0]):
        sums[i] = 0
        for start in range(0, delta.shape[1], CHUNK):
            part = delta.dtype.type(0)
            for j in range(start, min(start + CHUNK, delta.shape[1])):
                error = delta[i, j] * slope[i, j]
                delta[i, j] = error
                part += error
            sums[i] += part


@_compiled("contract")
def softmax_errors(z: Any, y: Any, delta: Any, e: Any, others: Any, room: Any, bound: float) -> bool:
    """Output errors of softmax with the log-likelihood: ``((1 - y) e - y (sum of the other e)) / (sum of all e)``.

    The weighted inputs ``z``, desired outputs ``y``, errors ``delta`` and the work arrays ``e`` and ``others`` are
    (neurons, examples), ``room`` is (3, examples).  Returns whether it was done: if a weighted input is NaN or lies
    beyond -bound and bound, where exponentials are not taken as they are, ``delta`` has no meaning.
    """
    one, limit = z.dtype.type(1), z.dtype.type(bound)
    neurons, examples = z.shape
    high, low, after = room[0], room[1], room[2]
    room[:] = z.dtype.type(0)
    for j in range(neurons):
        within = np.int32(0)
        for x in range(examples):
            within += np.int32(abs(z[j, x]) <= limit)
        if within < examples:
            return False
        for x in range(examples):
            e[j, x] = _decay(-z[j, x])[0]
        for x in range(examples):
            # the sum of those before, and what rounding takes from it
            others[j, x] = high[x] + low[x]
            total = high[x] + e[j, x]
            shown = total - high[x]
            low[x] += (high[x] - (total - shown)) + (e[j, x] - shown)
            high[x] = total
    for x in range(examples):
        high[x] += low[x]
    for j in range(neurons - 1, -1, -1):
        for x in range(examples):
            others[j, x] += after[x]
            after[x] += e[j, x]
        for x in range(examples):
            delta[j, x] = ((one - y[j, x]) * e[j, x] - y[j, x] * others[j, x]) / high[x]
    return True


KERNELS: dict[str, Kernel] = {"sigmoid": sigmoid, "tanh": tanh, "relu": relu, "leaky-relu": leaky_relu}
"""``kernel(a, bias, slope)`` by the name of an activation.

It adds ``bias`` (neurons) to the weighted inputs in ``a`` (neurons, examples), turns them into activations, and writes
the slopes.  All are of one type, float32 or float64, and C-contiguous.
"""

OUTPUT_KERNELS: dict[tuple[str, str], Kernel] = {("softmax", "log-likelihood"): softmax_errors}
"""``kernel(z, y, delta, e, others, room, bound)`` by the names of an output layer's activation and its cost."""
