"""What makes a network, and what it refuses."""

import numpy as np
import pytest

from numeric import Network


def test_the_same_seed_gives_the_same_network():
    one, other = (Network([3, 4, 2], ["tanh", "softmax"], "log-likelihood", seed=7) for _ in range(2))
    assert all((a == b).all() for a, b in zip(one.weights + one.biases, other.weights + other.biases, strict=True))
    assert [w.shape for w in one.weights] == [(4, 3), (2, 4)]


@pytest.mark.parametrize("dtype", [np.float32, np.float64])
def test_everything_has_the_network_s_type(dtype):
    network = Network([2, 2], ["sigmoid"], "cross-entropy", dtype=dtype, seed=0)
    x, y = [[0, 1]], [[1, 0]]
    gradient = network.gradient(x, y)
    assert {a.dtype for a in (*gradient.weights, *gradient.biases, network.outputs(x))} == {np.dtype(dtype)}
    assert isinstance(network.cost(x, y), float)


def test_rows_are_examples_and_do_not_touch_each_other():
    network = Network([3, 5, 4], ["softplus", "softmax"], "log-likelihood", seed=1)
    rng = np.random.default_rng(2)
    x, y = rng.normal(size=(6, 3)), np.eye(4)[[0, 1, 2, 3, 0, 1]]
    together = network.outputs(x)
    for row, one in enumerate(x):
        assert np.allclose(network.outputs([one])[0], together[row], rtol=1e-14)
    assert np.isclose(network.cost(x, y), np.mean([network.cost([a], [b]) for a, b in zip(x, y, strict=True)]))


def test_what_is_returned_is_the_caller_s_own():
    network = Network([2, 1], ["linear"], seed=0)
    first = network.gradient([[1.0, 2.0]], [[0.0]])
    kept = first.weights[0].copy()
    network.gradient([[5.0, -2.0]], [[9.0]])
    assert (first.weights[0] == kept).all()


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (([3], []), r"sizes: expected at least two whole numbers from 1, got \[3\]"),
        (([3, 0], ["linear"]), r"sizes: .* got \[3, 0\]"),
        (([3, 2.5], ["linear"]), r"sizes: .* got \[3, 2.5\]"),
        (([3, 2], "linear"), "activations: expected a list of names, one for each layer, got the string 'linear'"),
        (([3, 2], ["tanh", "linear"]), "activations: expected 1 names"),
        (
            ([3, 2, 1], ["swoosh", "linear"]),
            "activations: expected one of sigmoid, tanh, relu, leaky-relu, softplus, silu, gelu, linear, got 'swoosh'",
        ),
        (([3, 2, 1], ["softmax", "linear"]), "got 'softmax', which is for the last layer alone"),
        (
            ([3, 2], ["tanh"], "cross-entropy"),
            "cost: expected 'quadratic' with tanh outputs, got 'cross-entropy'; cross-entropy is for sigmoid outputs",
        ),
        (([3, 2], ["linear"], "mse"), "got 'mse'; the quadratic cost is half of the squared error"),
        (([3, 2], ["linear"], "hinge"), "cost: expected 'quadratic' with linear outputs, got 'hinge'"),
    ],
)
def test_what_makes_no_network_is_told(arguments, message):
    with pytest.raises(ValueError, match=message):
        Network(*arguments)


@pytest.mark.parametrize("dtype", [np.float16, np.int64, complex, "U3"])
def test_other_types_are_told(dtype):
    with pytest.raises(ValueError, match="dtype: expected float32 or float64, got"):
        Network([2, 1], ["linear"], dtype=dtype)


@pytest.mark.parametrize(
    ("x", "y", "message"),
    [
        ([1.0, 2.0], [[1, 0]], r"x: expected an array of shape \(examples, 2\), got \(2,\)"),
        ([[1.0, 2.0, 3.0]], [[1, 0]], r"x: expected an array of shape \(examples, 2\), got \(1, 3\)"),
        (np.empty((0, 2)), np.empty((0, 2)), "x: expected at least one example, got none"),
        ([[1.0, np.nan]], [[1, 0]], r"x: expected finite numbers of float64, got nan at \[0, 1\]"),
        ([["a", "b"]], [[1, 0]], "x: expected real numbers, got an array of <U1"),
        (
            [[1.0, 2.0], [3.0]],
            [[1, 0]],
            r"x: expected an array of shape \(examples, 2\), got rows of different lengths",
        ),
        (
            np.ma.masked_greater([[1.0, 2.0]], 1.5),
            [[1, 0]],
            "x: expected an array without a mask, got a masked array; fill it or drop its rows",
        ),
        (None, [[1, 0]], "x: expected real numbers, got an array of object"),
        ("3", [[1, 0]], "x: expected real numbers, got an array of <U1"),
        ([[1.0, 2j]], [[1, 0]], "x: expected real numbers, got an array of complex128"),
        ([[1.0, 2.0]], [[1, 0], [0, 1]], r"y: expected an array of shape \(1, 2\), got \(2, 2\)"),
        ([[1.0, 2.0]], [[1.5, 0]], "y: the log-likelihood cost needs desired outputs from 0 to 1, got 1.5"),
        ([[1.0, 2.0]], [[0.5, 0.4]], "y: .* desired outputs that sum to 1, got a sum of 0.9 in row 0"),
    ],
)
def test_what_cannot_be_used_is_told(x, y, message):
    with pytest.raises(ValueError, match=message):
        Network([2, 2], ["softmax"], "log-likelihood", seed=0).gradient(x, y)


def test_what_is_too_large_for_float32_is_told():
    with pytest.raises(ValueError, match="x: expected finite numbers of float32, got inf"):
        Network([1, 1], ["linear"], dtype=np.float32, seed=0).outputs([[1e300]])


def test_the_cross_entropy_takes_soft_targets_and_the_quadratic_cost_any():
    assert Network([1, 1], ["sigmoid"], "cross-entropy", seed=0).cost([[1.0]], [[0.3]]) > 0
    assert Network([1, 1], ["linear"], "quadratic", seed=0).cost([[1.0]], [[-30.0]]) > 0


def test_regularisation_adds_the_squares_of_the_weights_to_the_cost():
    network = Network([2, 2], ["linear"], "quadratic", seed=0)
    x, y = np.ones((4, 2)), np.zeros((4, 2))
    squares = float((network.weights[0] ** 2).sum())
    assert network.cost(x, y, regularisation=3.0) == pytest.approx(network.cost(x, y) + 3.0 / 8 * squares, rel=1e-14)
    with pytest.raises(ValueError, match="regularisation: expected a number from 0, got -1"):
        network.cost(x, y, regularisation=-1)
    with pytest.raises(ValueError, match="regularisation: expected a number from 0, got nan"):
        network.gradient(x, y, regularisation=float("nan"))


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (
            {"weights": [np.zeros((3, 3)), np.zeros((2, 3))]},
            r"weights\[0\]: expected the shape \(3, 2\) of float64, got",
        ),
        ({"biases": [np.zeros(3, np.float32), np.zeros(2)]}, r"biases\[0\]: .* got \(3,\) of float32"),
        ({"biases": [np.ma.zeros(3), np.zeros(2)]}, r"biases\[0\]: .* got masked_array"),
        ({"biases": [[0.0, 0.0, 0.0], np.zeros(2)]}, r"biases\[0\]: .* got \[0.0, 0.0, 0.0\]"),
        ({"biases": [np.zeros(3)]}, "biases: expected 2 arrays, one for each layer, got 1"),
    ],
)
def test_parameters_that_do_not_fit_are_told(change, message):
    network = Network([2, 3, 2], ["relu", "softmax"], "log-likelihood", seed=0)
    vars(network).update(change)
    with pytest.raises(ValueError, match=message):
        network.cost([[1.0, 2.0]], [[1.0, 0.0]])
