"""The constants of the gated units are those of their definitions, computed again with sixty digits."""

import mpmath
import pytest
from mpmath import cos, exp, fsum, mpf, pi

from numeric.networks.gated import BEND, DENSITY, GELU_ZERO, LIFT, MIDDLE, MILLS, SILU_ZERO

NODES = 60
"""At how many Chebyshev nodes a function is interpolated, of which as many coefficients as the table has are kept."""


def mills(x):
    return mpmath.ncdf(-x) / mpmath.npdf(x)


def zero():
    return mpmath.findroot(lambda x: mills(x) - x, 0.75)


def bend(x):
    return (x - mills(x)) / (x - zero())


def powers(coefficients):
    """The coefficients by powers of a sum of Chebyshev polynomials."""
    before, now, found = [mpf(1)], [mpf(0), mpf(1)], [mpf(0)] * len(coefficients)
    for coefficient in coefficients:
        for power, value in enumerate(before):
            found[power] += coefficient * value
        doubled = [mpf(0), *(2 * value for value in now)]
        before, now = now, [a - b for a, b in zip(doubled, [*before, mpf(0), mpf(0)], strict=True)]
    return found


def interpolated(function, count):
    """The powers of t that a function of x is interpolated by, with t = (x - 4) / (x + 4)."""
    angles = [pi * (j + mpf(1) / 2) / NODES for j in range(NODES)]
    values = [function(MIDDLE * (1 + cos(angle)) / (1 - cos(angle))) for angle in angles]
    sums = [fsum(v * cos(m * angle) for v, angle in zip(values, angles, strict=True)) for m in range(count)]
    return powers([(2 - (m == 0)) * total / NODES for m, total in enumerate(sums)])


@pytest.mark.parametrize(
    ("table", "function"),
    [(MILLS, lambda x: (x + MIDDLE) * mills(x) - 1), (BEND, lambda x: bend(x) - 1)],
    ids=["Mills' ratio", "bend"],
)
def test_a_table_interpolates_its_function(table, function):
    with mpmath.workdps(60):
        found = interpolated(lambda x: function(x) * (x + MIDDLE) / (2 * MIDDLE), len(table))
        assert [float(value) for value in found] == list(table)


def test_the_density_s_factor_is_right():
    with mpmath.workdps(60):
        assert float(exp(-LIFT) / mpmath.sqrt(2 * pi)) == DENSITY


def test_the_slopes_of_the_tails_are_0_where_it_is_said():
    with mpmath.workdps(60):
        of_silu = mpmath.findroot(lambda x: 1 + exp(-x) - x, 1.3)
        for parts, exact in ((SILU_ZERO, of_silu), (GELU_ZERO, zero())):
            assert parts == (float(exact), float(exact - mpf(float(exact))))
