r"""Gated linear units: SiLU, :math:`z \sigma(z)`, and GELU, :math:`z \Phi(z)`, right to a few units in the last place.

Both gates have :math:`g(z) + g(-z) = 1`.  So with the tail :math:`T(x) = x g(-x)` for :math:`x = |z|`

.. math::

    z g(z) = \max(z, 0) - T(x), \qquad
    (z g(z))' = \begin{cases} 1 - T'(x) & z \ge 0 \\ T'(x) & z < 0, \end{cases}

and nothing cancels but in :math:`T'`, which is 0 at one point :math:`x_0`.  There it is computed as a product with
:math:`x - x_0`, where :math:`x_0` is the sum of two numbers of the type.
"""

from __future__ import annotations

from collections.abc import Callable
from math import exp
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

Array: TypeAlias = NDArray[Any]
Tail: TypeAlias = Callable[[Array, Array, Array, Array, Array], None]
"""``tail(z, value, slope, work, other)`` writes the tail at the size of z into ``value``, its slope into ``slope``."""


def gated(tail: Tail, z: Array, a: Array, slope: Array, positive: NDArray[np.bool_], room: tuple[Array, ...]) -> None:
    """The activations and slopes of the gated unit with this tail into ``a``, which may be ``z``, and ``slope``.

    ``positive`` and the three arrays of ``room`` are overwritten; all have the shape of ``z``.

    >>> z, a, slope, mask = np.array([-1.0, 0.0, 1.0]), np.empty(3), np.empty(3), np.empty(3, bool)
    >>> gated(silu_tail, z, a, slope, mask, (np.empty(3), np.empty(3), np.empty(3)))
    >>> a + 0.0, slope
    (array([-0.26894142,  0.        ,  0.73105858]), array([0.07232949, 0.5       , 0.92767051]))
    """
    value, work, other = room
    tail(z, value, slope, work, other)
    # 1 - T' or T', as it is about ten times faster than a choice by a mask
    np.greater_equal(z, 0, out=positive)
    np.copyto(work, positive)
    np.multiply(work, -2, out=other)
    np.add(other, 1, out=other)
    np.multiply(slope, other, out=slope)
    np.add(slope, work, out=slope)
    np.maximum(z, 0, out=a)
    np.subtract(a, value, out=a)


FAR = 1500.0
"""From here on the tail of SiLU is 0 in every type."""

SILU_ZERO = (1.2784645427610737, 1.0946994183093437e-16)
"""Where the slope of its tail is 0, as a sum: 1 + e^-x = x."""


def silu_tail(z: Array, value: Array, slope: Array, work: Array, other: Array) -> None:
    r""":math:`T(x) = x \sigma(-x)` of :math:`x = |z|`, and its slope.

    With :math:`t = e^{-x}` they are :math:`x t / (1 + t)` and :math:`t (1 + t - x) / (1 + t)^2`, where
    :math:`1 + t - x = e^{-x_0} (e^{x_0 - x} - 1) - (x - x_0)` is a sum of two terms with the same sign.  As t may
    underflow where these do not, its root is multiplied twice.
    """
    root, share = value, other
    _size(z, FAR, work)
    np.multiply(work, -0.5, out=root)
    np.exp(root, out=root)
    np.multiply(root, root, out=share)
    np.add(share, 1, out=share)
    _beyond(SILU_ZERO, work)
    np.negative(work, out=slope)
    np.expm1(slope, out=slope)
    np.multiply(slope, exp(-SILU_ZERO[0]), out=slope)
    np.subtract(slope, work, out=slope)
    np.divide(slope, share, out=slope)
    np.divide(root, share, out=share)
    np.multiply(slope, share, out=slope)
    np.multiply(slope, root, out=slope)
    _size(z, FAR, work)
    np.multiply(work, share, out=work)
    np.multiply(work, root, out=value)


GRID = {np.dtype(np.float32): 2.0**7, np.dtype(np.float64): 2.0**8}
"""By what a number is multiplied and rounded, so that it has a square without rounding."""

NORMAL_FAR = 40.0
"""From here on the tail of GELU is 0 in every type."""

LIFT = 35.0
"""The density is computed with the factor e^35, so that it does not underflow before it is multiplied."""

DENSITY = 2.515377658490333e-16
"""``e^-35 / sqrt(2 pi)``, which float32 and float64 have with little rounding."""

GELU_ZERO = (0.7517915246935645, -1.4956759177009883e-17)
"""Where the slope of its tail is 0, as a sum: x is Mills' ratio there."""

MIDDLE = 4.0
"""The x that is the middle of [0, oo) for the polynomials below."""

MILLS = (
    0.8932190633084853, -0.6305518475114976, 0.3398577073560887, -0.12768325564229277,
    0.02370850667026651, 0.004808055810065365, -0.003914239466742593, 0.00017361619288444298,
    0.0005078608382353895, -7.140829382820053e-05, -7.619175609071394e-05, 1.1903121612287727e-05,
    1.3700382747202495e-05, -1.1401374453922558e-06, -2.7214295888143185e-06, -1.5866196252463152e-07,
    5.29352576551366e-07, 1.3766406632965864e-07, -8.701084298103973e-08, -5.093118046039551e-08,
    9.201966664318775e-09, 1.3167399225226952e-08, -2.0526099645919813e-11, -2.2986231521091106e-09,
    -1.1107495997922066e-10, 2.0530220093905184e-10,
)  # fmt: skip
"""Mills' ratio is (1 + u p(1 - u)) / (x + 4) with u = 8 / (x + 4): p, by powers from the constant on."""

BEND = (
    0.15859177318703524, -0.10050811068074082, 0.05104999618878129, -0.019344547916160235,
    0.00448082944300789, -1.6749923392071202e-06, -0.000389233093673396, 7.643771973084205e-05,
    3.262883873437065e-05, -1.2578078759980641e-05, -3.707372263119798e-06, 1.8492958139090436e-06,
    6.156656487256724e-07, -2.604264727110679e-07, -1.2934422828123024e-07, 2.9852457075606464e-08,
    2.8614905314017376e-08, -5.240731848367339e-10, -5.854586123213482e-09, -1.184434633362469e-09,
    9.881721823645097e-10, 4.570202222411549e-10, -1.1737389840746022e-10, -9.622502917205413e-11,
    7.025585152272916e-12, 9.693527125062325e-12,
)  # fmt: skip
"""x minus Mills' ratio, divided by x - x_0, is 1 + u q(1 - u): q, by powers from the constant on."""


def gelu_tail(z: Array, value: Array, slope: Array, work: Array, other: Array) -> None:
    r""":math:`T(x) = x \Phi(-x)` of :math:`x = |z|`, and its slope.

    With the density :math:`\varphi(x) = e^{-x^2/2} / \sqrt{2 \pi}` and Mills' ratio
    :math:`M(x) = \Phi(-x) / \varphi(x)` they are :math:`x \varphi(x) M(x)` and :math:`\varphi(x) (M(x) - x)`.
    """
    density = other
    _size(z, NORMAL_FAR, work)
    _lifted_density(work, density, value, slope)
    _map(z, work)
    np.subtract(1, work, out=work)
    _polynomial(MILLS, work, value)
    _polynomial(BEND, work, slope)
    _map(z, work)
    for part in (value, slope):
        np.multiply(part, work, out=part)
        np.add(part, 1, out=part)
    np.multiply(value, density, out=value)
    np.multiply(slope, density, out=slope)
    _size(z, NORMAL_FAR, work)
    np.multiply(value, work, out=value)
    np.add(work, MIDDLE, out=density)
    np.divide(value, density, out=value)
    np.multiply(value, DENSITY, out=value)
    _beyond(GELU_ZERO, work)
    np.multiply(slope, work, out=slope)
    np.multiply(slope, -DENSITY, out=slope)


def _lifted_density(x: Array, out: Array, near: Array, rest: Array) -> None:
    """``e^(35 - x^2 / 2)``, as ``e^(35 - n^2 / 2) e^((n - x) (n + x) / 2)`` with n near x and n^2 not rounded."""
    grid = GRID[x.dtype]
    np.multiply(x, grid, out=near)
    np.rint(near, out=near)
    np.divide(near, grid, out=near)
    np.subtract(near, x, out=rest)
    np.add(near, x, out=out)
    np.multiply(rest, out, out=rest)
    np.multiply(rest, 0.5, out=rest)
    np.exp(rest, out=rest)
    np.multiply(near, near, out=near)
    np.multiply(near, 0.5, out=near)
    np.subtract(LIFT, near, out=near)
    np.exp(near, out=near)
    np.multiply(near, rest, out=out)


def _size(z: Array, far: float, out: Array) -> None:
    """``|z|``, and ``far`` where it is larger."""
    np.abs(z, out=out)
    np.minimum(out, far, out=out)


def _beyond(zero: tuple[float, float], x: Array) -> None:
    """Subtract a number, which is given as a sum, from ``x``."""
    high = x.dtype.type(zero[0])
    np.subtract(x, high, out=x)
    np.subtract(x, zero[0] - float(high) + zero[1], out=x)


def _map(z: Array, out: Array) -> None:
    """``8 / (x + 4)``, from 2 at 0 down to 0."""
    _size(z, NORMAL_FAR, out)
    np.add(out, MIDDLE, out=out)
    np.divide(2 * MIDDLE, out, out=out)


def _polynomial(coefficients: tuple[float, ...], t: Array, out: Array) -> None:
    """A polynomial by Horner's scheme, for t from -1 to 1."""
    out.fill(coefficients[-1])
    for coefficient in reversed(coefficients[:-1]):
        np.multiply(out, t, out=out)
        np.add(out, coefficient, out=out)
