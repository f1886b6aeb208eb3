"""Activations and their slopes, against mpmath."""

import mpmath
import numpy as np
import pytest
import support.numeric_references as reference
from hypothesis import given
from hypothesis import strategies as st
from support.marks import slow_but

from numeric import ACTIVATIONS
from numeric.networks.activations import Scratch

ALLOWED = {np.float64: (4, 5), np.float32: (8, 8)}
"""How many units in the last place a value and a slope may be off."""
GATED = {np.float64: (8, 8), np.float32: (8, 8)}
"""How many those of gated units may be off, which take more operations."""
SPECIAL = [0.0, -0.0, 1e-300, -1e-300, 1e-8, -1e-8, 0.5, 1.0, -1.0, 17.0, -17.0, 37.0, 40.0, -40.0, 88.7, -88.7, 100.0, -100.0,
           350.0, -350.0, 700.0, -700.0]  # fmt: skip


def evaluated(name, values, dtype):
    z = np.asarray([values], dtype=dtype)
    a, slope = np.empty_like(z), np.empty_like(z)
    with np.errstate(all="ignore"):
        ACTIVATIONS[name].evaluate(z, a, slope, Scratch(z.shape, dtype))
    return z[0], a[0], slope[0]


def assert_right(name, values, dtype):
    value, derivative = reference.ACTIVATIONS[name]
    of_value, of_slope = (GATED if name in ZEROS else ALLOWED)[dtype]
    for z, a, slope in zip(*evaluated(name, values, dtype), strict=True):
        exact = mpmath.mpf(float(z))
        assert reference.ulps(a, value(exact), dtype) <= of_value, (name, z, a)
        assert reference.ulps(slope, derivative(exact), dtype) <= of_slope, (name, z, slope)


@pytest.mark.parametrize("dtype", ALLOWED, ids=lambda t: t.__name__)
@pytest.mark.parametrize("name", ACTIVATIONS)
def test_known_hard_places_are_right_to_the_last_digits(name, dtype):
    assert_right(name, SPECIAL, dtype)


@pytest.mark.parametrize("dtype", ALLOWED, ids=lambda t: t.__name__)
@pytest.mark.parametrize("name", ACTIVATIONS)
@given(values=st.lists(st.floats(-700, 700) | st.floats(-5, 5), min_size=1, max_size=8))
def test_all_others_are_too(name, dtype, values):
    assert_right(name, values, dtype)


ZEROS = {"silu": -1.2784645427610738, "gelu": -0.7517915246935645}
"""Where the slope of a gated unit is 0."""


@pytest.mark.parametrize("dtype", ALLOWED, ids=lambda t: t.__name__)
@pytest.mark.parametrize("name", ZEROS)
@given(exponent=st.floats(-17, 0), above=st.booleans())
def test_a_slope_is_right_to_the_last_digits_near_its_zero_too(name, dtype, exponent, above):
    assert_right(name, [ZEROS[name] + (1 if above else -1) * 10**exponent], dtype)


@pytest.mark.parametrize("dtype", ALLOWED, ids=lambda t: t.__name__)
@pytest.mark.parametrize("name", slow_but(["silu"], ZEROS))
@given(values=st.lists(st.floats(-45, -5) | st.floats(-0.01, 0.01), min_size=1, max_size=8))
def test_the_tail_of_a_gated_unit_is_right_to_the_last_digits(name, dtype, values):
    assert_right(name, values, dtype)


@pytest.mark.parametrize("name", ACTIVATIONS)
def test_the_limits_are_reached_without_nan_or_infinity(name):
    limits = {
        "sigmoid": ([0, 1], [0, 0]), "tanh": ([-1, 1], [0, 0]), "relu": ([0, 1e308], [0, 1]),
        "leaky-relu": ([-1e306, 1e308], [0.01, 1]), "silu": ([0, 1e308], [0, 1]), "gelu": ([0, 1e308], [0, 1]),
        "softplus": ([0, 1e308], [0, 1]), "linear": ([-1e308, 1e308], [1, 1]),
    }  # fmt: skip
    _, a, slope = evaluated(name, [-1e308, 1e308], np.float64)
    assert (a.tolist(), slope.tolist()) == limits[name]


def test_infinity_and_nan_are_handed_on():
    for name in ACTIVATIONS:
        _, a, _ = evaluated(name, [np.inf, np.nan], np.float64)
        assert a[0] == (1 if name in ("sigmoid", "tanh") else np.inf)
        assert np.isnan(a[1])


@pytest.mark.parametrize("name", ["sigmoid", "tanh"])
@given(value=st.floats(-350, 350), target=st.sampled_from([-1.0, 0.0, 0.25, 1.0]))
def test_the_difference_from_what_a_saturated_neuron_tends_to_is_kept(name, value, target):
    z, y = np.asarray([[value]]), np.asarray([[target]])
    a, slope, out = np.empty_like(z), np.empty_like(z), np.empty_like(z)
    scratch = Scratch(z.shape, np.float64)
    ACTIVATIONS[name].evaluate(z, a, slope, scratch)
    ACTIVATIONS[name].difference(z, a, y, out, scratch)
    true = reference.ACTIVATIONS[name][0](mpmath.mpf(value)) - mpmath.mpf(target)
    limits = {"sigmoid": (0.0, 1.0), "tanh": (-1.0, 1.0)}[name]
    if target in limits and abs(value) > 1:
        assert reference.ulps(out[0, 0], true, np.float64) <= 6
    else:
        assert abs(mpmath.mpf(float(out[0, 0])) - true) <= 4e-16 * (1 + abs(target))


@pytest.mark.parametrize("name", ACTIVATIONS)
@pytest.mark.parametrize("far", [1.0, 1e3])
def test_weighted_inputs_may_be_overwritten_with_their_activations(name, far):
    z = np.linspace(-far, far, 24).reshape(4, 6)
    a, slope, same = np.empty_like(z), np.empty_like(z), z.copy()
    scratch = Scratch(z.shape, np.float64)
    with np.errstate(all="ignore"):
        ACTIVATIONS[name].evaluate(z, a, slope, scratch)
        first = slope.copy()
        ACTIVATIONS[name].evaluate(same, same, slope, scratch)
    assert (same == a).all()
    assert (slope == first).all()
