"""Compiled passes: as precise as NumPy's, NaN stays NaN, and nothing is needed that is not installed."""

import subprocess
import sys
import tracemalloc

import mpmath
import numpy as np
import pytest
import support.numeric_references as reference
from hypothesis import given
from hypothesis import strategies as st

from numeric import Backpropagation, Network
from numeric.networks.kernels import INSTALLED, KERNELS, pull_back, softmax_errors
from numeric.networks.softmax import BOUND

TYPES = {np.float64: (4, 5), np.float32: (8, 8)}
"""How many units in the last place a value and a slope may be off, as without a compiler."""
compiled = pytest.mark.skipif(not INSTALLED, reason="Numba is not installed")
each = pytest.mark.parametrize("name", KERNELS)
typed = pytest.mark.parametrize("dtype", TYPES, ids=lambda t: t.__name__)


def evaluated(name, values, dtype):
    a = np.asarray([values], dtype=dtype)
    slope = np.empty_like(a)
    KERNELS[name](a, np.zeros(1, dtype), slope)
    return a[0], slope[0]


@compiled
@each
@typed
@given(values=st.lists(st.floats(-700, 700, width=32) | st.floats(-5, 5, width=32), min_size=1, max_size=8))
def test_values_and_slopes_are_right_to_the_last_digits(name, dtype, values):
    value, derivative = reference.ACTIVATIONS[name]
    of_value, of_slope = TYPES[dtype]
    for z, a, slope in zip(values, *evaluated(name, values, dtype), strict=True):
        assert reference.ulps(a, value(mpmath.mpf(z)), dtype) <= of_value
        assert reference.ulps(slope, derivative(mpmath.mpf(z)), dtype) <= of_slope


@compiled
@each
@typed
@given(place=st.integers(0, 16), length=st.integers(17, 40))
def test_nan_stays_nan_wherever_it_stands_and_nothing_else_becomes_nan(name, dtype, place, length):
    values = np.linspace(-30, 30, length)
    values[place] = np.nan
    a, slope = evaluated(name, values, dtype)
    assert np.isnan(a).tolist() == np.isnan(values).tolist()
    if name in ("sigmoid", "tanh"):
        assert np.isnan(slope).tolist() == np.isnan(values).tolist()
    a, _ = evaluated(name, [np.inf, -np.inf], dtype)
    assert (
        a.tolist() == {"sigmoid": [1, 0], "tanh": [1, -1], "relu": [np.inf, 0], "leaky-relu": [np.inf, -np.inf]}[name]
    )


@compiled
@typed
@given(rows=st.integers(1, 4), columns=st.integers(1, 700), seed=st.integers(0, 100))
def test_errors_are_products_and_their_sums(dtype, rows, columns, seed):
    rng = np.random.default_rng(seed)
    delta, slope = rng.normal(size=(2, rows, columns)).astype(dtype)
    expected, sums = delta * slope, np.empty(rows, dtype)
    pull_back(delta, slope, sums)
    assert (delta == expected).all()
    exact = expected.astype(np.longdouble)
    allowed = 24 * np.finfo(dtype).eps * np.abs(exact).sum(axis=1)
    assert (np.abs(sums - exact.sum(axis=1)) <= allowed).all()
    delta[-1, -1] = np.nan
    pull_back(delta, slope, sums)
    assert np.isnan(sums).tolist() == [False] * (rows - 1) + [True]


def output_errors(zs, y, dtype):
    z, targets = (np.asarray(values, dtype=dtype).reshape(len(zs), -1) for values in (zs, y))
    delta, e, others = (np.empty_like(z) for _ in range(3))
    done = softmax_errors(z, targets, delta, e, others, np.empty((3, z.shape[1]), dtype), BOUND[z.dtype])
    return done, delta[:, 0]


@compiled
@typed
@given(zs=st.lists(st.floats(-35, 35, width=32), min_size=1, max_size=16), place=st.integers(0, 15))
def test_output_errors_are_right_to_the_last_digits(dtype, zs, place):
    y = np.eye(len(zs))[place % len(zs)]
    _, expected = reference.cost_and_error("softmax", "log-likelihood", zs, y)
    done, found = output_errors(zs, y, dtype)
    assert done
    allowed = {np.float64: 6, np.float32: 8}[dtype]
    assert all(reference.ulps(f, e, dtype) <= allowed for f, e in zip(found, expected, strict=True))


@compiled
@typed
@pytest.mark.parametrize("value", [np.nan, np.inf, -np.inf, 1000.0, -1000.0])
def test_output_errors_are_left_to_numpy_where_exponentials_may_overflow(dtype, value):
    assert not output_errors([0.0, value], [1, 0], dtype)[0]
    network = Network([1, 10], ["softmax"], "log-likelihood", dtype=dtype, seed=0)
    network.weights[0][:, 0] = np.arange(10) * 1000
    x, y = np.ones((128, 1)), np.eye(10)[np.zeros(128, int)]
    biases = network.gradient(x, y).biases[0]
    assert biases.tolist() == [-1, *[0] * 8, 1]


@compiled
@each
@typed
def test_a_gradient_is_the_same_up_to_rounding_and_a_repeated_step_allocates_no_arrays(name, dtype, monkeypatch):
    network = Network([20, 40, 30, 10], [name, name, "softmax"], "log-likelihood", dtype=dtype, seed=0)
    rng = np.random.default_rng(0)
    x = network.checked_inputs(rng.normal(size=(128, 20)))
    y = network.checked_targets(np.eye(10)[rng.integers(0, 10, 128)], 128)
    step = Backpropagation(network, 128)
    found = step.gradient(x, y)
    tracemalloc.start()
    before, _ = tracemalloc.get_traced_memory()
    for _ in range(5):
        step.gradient(x, y)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak - before < 128 * 10 * np.dtype(dtype).itemsize
    monkeypatch.setattr("numeric.networks.layers.COMPILED_FROM", np.inf)
    expected = Backpropagation(network, 128).gradient(x, y)
    close = {"rtol": 0, "atol": 100 * np.finfo(dtype).eps}
    assert all(
        np.allclose(one, other, **close)
        for one, other in zip((*found.weights, *found.biases), (*expected.weights, *expected.biases), strict=True)
    )


@pytest.mark.parametrize("why", ["sys.modules['numba'] = None", "import os; os.environ['NUMBA_DISABLE_JIT'] = '1'"])
def test_without_a_compiler_all_is_computed_in_numpy(why):
    code = f"""
import sys
{why}
import numpy as np
from numeric import Network
network = Network([3, 1000, 1], ["sigmoid", "sigmoid"], "cross-entropy", seed=0)
network.gradient(np.ones((2, 3)), np.ones((2, 1)))
from numeric.networks.kernels import INSTALLED
assert not INSTALLED
assert network.engine(2)._of_thread.arrays.hidden[0].kernel is None
"""
    subprocess.run([sys.executable, "-c", code], check=True)


def test_small_layers_do_not_wait_for_the_compiler():
    code = """
import sys
import numpy as np
from numeric import Network
Network([3, 30, 1], ["sigmoid", "sigmoid"], "cross-entropy", seed=0).gradient(np.ones((2, 3)), np.ones((2, 1)))
assert "numba" not in sys.modules
"""
    subprocess.run([sys.executable, "-c", code], check=True)
