"""Gradients against finite differences with 400 digits, which leave nothing to tolerance but rounding."""

import tracemalloc

import mpmath
import numpy as np
import pytest
import support.numeric_references as reference
from hypothesis import given
from hypothesis import strategies as st
from support.examples import examples

from numeric import ACTIVATIONS, OUTPUTS, Backpropagation, Network

STEP = mpmath.mpf(10) ** -40


def exact_cost(network, weights, biases, x, y):
    """The average cost, each layer by its definition."""
    total = mpmath.mpf(0)
    for inputs, targets in zip(x, y, strict=True):
        a = [mpmath.mpf(float(v)) for v in inputs]
        for w, b, name in zip(weights, biases, network.activations, strict=True):
            z = [mpmath.fsum(w[j][k] * a[k] for k in range(len(a))) + b[j] for j in range(len(b))]
            a, _ = reference.activations(name, z)
        cost, _ = reference.COSTS[network.cost_name]
        total += mpmath.fsum(
            cost(one, mpmath.mpf(float(t)))
            for one, t in zip(a, targets, strict=True)
            if not (t == 0 and network.cost_name == "log-likelihood")
        )
    return total / len(x)


def exact_gradient(network, x, y):
    """Central differences by every parameter."""
    weights = [[[mpmath.mpf(float(v)) for v in row] for row in w] for w in network.weights]
    biases = [[mpmath.mpf(float(v)) for v in b] for b in network.biases]
    rows = [row for w in weights for row in w] + biases
    found = []
    for row in rows:
        for place, value in enumerate(row):
            row[place] = value + STEP
            above = exact_cost(network, weights, biases, x, y)
            row[place] = value - STEP
            below = exact_cost(network, weights, biases, x, y)
            row[place] = value
            found.append((above - below) / (2 * STEP))
    return found


@st.composite
def cases(draw):
    """A network with data: depth, widths, batch, activations, cost, scale of the weights, targets."""
    sizes = draw(st.lists(st.integers(1, 4), min_size=2, max_size=4))
    last, cost = draw(st.sampled_from(list(OUTPUTS)))
    hidden = [draw(st.sampled_from(list(ACTIVATIONS))) for _ in sizes[2:]]
    network = Network(sizes, [*hidden, last], cost, seed=draw(st.integers(0, 1000)))
    scale = draw(st.sampled_from([1e-6, 1e-2, 1.0, 4.0]))
    network.weights = [w * scale for w in network.weights]
    examples = draw(st.integers(1, 3))
    rng = np.random.default_rng(draw(st.integers(0, 1000)))
    x = rng.normal(size=(examples, sizes[0]))
    y = np.eye(sizes[-1])[rng.integers(0, sizes[-1], examples)]
    if draw(st.booleans()):
        y = rng.dirichlet(np.ones(sizes[-1]), examples)
    return network, x, y


@given(cases())
@examples(25)
def test_every_slope_is_that_of_the_cost(case):
    network, x, y = case
    gradient = network.gradient(x, y)
    found = [*(v for w in gradient.weights for v in w.ravel()), *(v for b in gradient.biases for v in b)]
    expected = exact_gradient(network, x, y)
    # desired outputs that sum to 1 only up to rounding are taken to sum to 1
    unsure = mpmath.mpf(10) ** (-2 if (y.sum(axis=1) != 1).any() else -30)
    largest = max(map(abs, expected))
    for one, true in zip(found, expected, strict=True):
        assert abs(mpmath.mpf(float(one)) - true) <= 1e-12 * (largest + unsure)


@pytest.mark.parametrize("dtype", [np.float32, np.float64])
def test_a_repeated_step_allocates_no_arrays(dtype):
    network = Network([50, 40, 30, 10], ["sigmoid", "tanh", "softmax"], "log-likelihood", dtype=dtype, seed=0)
    step = Backpropagation(network, 64)
    rng = np.random.default_rng(0)
    x = network.checked_inputs(rng.normal(size=(64, 50)))
    y = network.checked_targets(np.eye(10)[rng.integers(0, 10, 64)], 64)
    for _ in range(3):
        step.gradient(x, y)
    tracemalloc.start()
    before, _ = tracemalloc.get_traced_memory()
    tracemalloc.reset_peak()
    for _ in range(5):
        step.gradient(x, y)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak - before < 64 * 10 * np.dtype(dtype).itemsize  # the smallest array of a layer


def test_a_step_may_be_repeated_with_other_parameters_and_data():
    network = Network([2, 3, 1], ["tanh", "sigmoid"], "cross-entropy", seed=0)
    step = Backpropagation(network, 1)
    x, y = network.checked_inputs([[1.0, -1.0]]), network.checked_targets([[1.0]], 1)
    first = step.gradient(x, y).copy()
    network.weights[0] *= 2
    assert not np.allclose(step.gradient(x, y).weights[0], first.weights[0])
    network.weights[0] /= 2
    again = step.gradient(x, y)
    assert all((a == b).all() for a, b in zip(again.weights, first.weights, strict=True))


@pytest.mark.parametrize("examples", [0, -1, 2.5, True])
def test_a_number_of_examples_that_makes_no_sense_is_refused(examples):
    with pytest.raises(ValueError, match="examples: expected a whole number from 1, got"):
        Backpropagation(Network([2, 2], ["linear"], seed=0), examples)


def test_examples_of_another_number_or_size_are_refused():
    step = Backpropagation(Network([2, 2], ["linear"], seed=0), 3)
    for shape in ((2, 2), (3, 1)):
        with pytest.raises(ValueError, match=r"x: expected the shape \(3, 2\), got"):
            step.outputs(np.ones(shape))
