"""The gradient check: no false alarm, every planted bug found and named as the layer where it is."""

import tracemalloc

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.examples import examples

from numeric import ACTIVATIONS, OUTPUTS, Gradient, Network, Reason, Verdict, check_gradients

SIGMOID = "sigmoid"


def data(network, examples, seed=0):
    rng = np.random.default_rng(seed)
    x = rng.normal(size=(examples, network.sizes[0]))
    return x, np.eye(network.sizes[-1])[rng.integers(0, network.sizes[-1], examples)]


@st.composite
def networks(draw):
    sizes = draw(st.lists(st.integers(1, 6), min_size=2, max_size=4))
    last, cost = draw(st.sampled_from(list(OUTPUTS)))
    hidden = [draw(st.sampled_from(list(ACTIVATIONS))) for _ in sizes[2:]]
    dtype = draw(st.sampled_from([np.float32, np.float64]))
    network = Network(sizes, [*hidden, last], cost, seed=draw(st.integers(0, 10**6)), dtype=dtype)
    scale = 10.0 ** draw(st.integers(-6, 2))
    network.weights = [(w * scale).astype(dtype) for w in network.weights]
    return network


def test_layers_with_as_many_parameters_but_other_neurons_are_not_taken_for_each_other():
    network = Network([5, 1, 3], ["tanh", "softmax"], "log-likelihood", seed=0)
    assert check_gradients(network, *data(network, 4)).passed


@given(network=networks(), examples=st.integers(1, 5), seed=st.integers(0, 10**6), soft=st.booleans())
@examples(100)
def test_a_right_gradient_is_never_called_wrong(network, examples, seed, soft):
    x, y = data(network, examples, seed)
    if soft:
        y = np.random.default_rng(seed).dirichlet(np.ones(network.sizes[-1]), examples)
    assert not check_gradients(network, x, y).wrong
    found = check_gradients(network, x, y, gradient=network.gradient(x, y))
    assert not found.wrong, str(found)


def test_soft_targets_of_a_float32_network_sum_to_1_as_well_as_that_type_can():
    network = Network([3, 7], ["softmax"], "log-likelihood", seed=0, dtype=np.float32)
    x, _ = data(network, 5)
    y = np.random.default_rng(0).dirichlet(np.ones(7), 5)
    assert check_gradients(network, x, y).passed
    assert not check_gradients(network, x, y, gradient=network.gradient(x, y)).wrong


def test_activations_that_nearly_underflow_are_no_error():
    network = Network([1, 1, 1], ["sigmoid", "sigmoid"], "quadratic", seed=0)
    network.weights[0][:], network.biases[0][:] = 1.0, 0.0
    for z in (-708.0, -720.0, -744.0, -760.0):
        found = check_gradients(network, [[z]], [[1.0]])
        assert not found.wrong, str(found)
        assert set(found.left_out) <= {Reason.TOLERANCE}


@given(network=networks(), regularisation=st.sampled_from([1e-3, 1.0, 1e3]), seed=st.integers(0, 10**6))
@examples(30)
def test_a_regularised_gradient_is_that_of_the_regularised_cost(network, regularisation, seed):
    x, y = data(network, 3, seed)
    for gradient in (None, network.gradient(x, y, regularisation=regularisation)):
        found = check_gradients(network, x, y, gradient=gradient, regularisation=regularisation)
        assert not found.wrong, str(found)


def test_a_regularisation_that_is_forgotten_or_of_a_bias_is_found():
    network = Network([3, 2, 2], ["tanh", "softmax"], "log-likelihood", seed=0)
    x, y = data(network, 4)
    right = network.gradient(x, y, regularisation=0.5)
    assert check_gradients(network, x, y, gradient=right, regularisation=0.5).passed
    assert check_gradients(network, x, y, gradient=network.gradient(x, y), regularisation=0.5).wrong_layers == (1, 2)
    right.biases[1][:] += 0.5 / 4 * network.biases[1]
    assert check_gradients(network, x, y, gradient=right, regularisation=0.5).wrong_layers == (2,)


def test_a_desired_output_of_1_up_to_rounding_is_no_error_of_the_gradient():
    network = Network([3, 2, 1], ["tanh", "softmax"], "log-likelihood", seed=0)
    x, y = data(network, 4)
    y[0] = 1 - 2**-53
    assert not check_gradients(network, x, y).wrong
    assert not check_gradients(network, x, y, gradient=network.gradient(x, y)).wrong


def backpropagated(network, x, y, bug=""):
    """Sigmoid layers with the cross-entropy cost, or softmax with the quadratic one, written plainly, with a bug."""
    sigmoid = lambda z: 1 / (1 + np.exp(-z))  # noqa: E731
    a, zs = [x], []
    for w, b in zip(network.weights, network.biases, strict=True):
        zs.append(a[-1] @ w.T + b)
        a.append(sigmoid(zs[-1]))
    slopes = [s * (1 - s) for s in a[1:]]
    if network.cost_name == "quadratic":
        e = np.exp(zs[-1])
        a[-1] = e / e.sum(axis=1, keepdims=True)
        d = a[-1] - y
        mean = 0 if bug == "softmax term missing" else (d * a[-1]).sum(axis=1, keepdims=True)
        delta = a[-1] * (d - mean)
    else:
        delta = a[-1] - y
        if bug == "slope in the matched pair":
            delta = delta * slopes[-1]
        if bug == "sign":
            delta = -delta
    if bug != "no average":
        delta = delta / len(x)
    deltas = [delta]
    for place in range(len(network.weights) - 1, 0, -1):
        w = network.weights[place]
        back = deltas[0] @ (w.T if bug == "transpose" else w)
        slope = slopes[place if bug == "slope of the next layer" and slopes[place].shape == back.shape else place - 1]
        if bug == "activation for its slope":
            slope = a[place]
        deltas.insert(0, back if bug == "no slope" else back * slope)
    below = [*a[1:-1], a[0]] if bug == "off by one" else a[:-1]
    weights = [d.T @ one for d, one in zip(deltas, below, strict=True)]
    biases = [d.sum(axis=0) for d in deltas]
    if bug == "bias of the first example":
        biases[0] = deltas[0][0]
    if bug == "one entry":
        weights[1][2, 0] *= 1.001
    return Gradient(tuple(weights), tuple(biases))


BUGS = {
    "no slope": (1, 2), "activation for its slope": (1, 2), "transpose": (1, 2), "slope of the next layer": (1, 2),
    "no average": (1, 2, 3), "slope in the matched pair": (1, 2, 3), "sign": (1, 2, 3), "off by one": (1, 2, 3),
    "bias of the first example": (1,), "one entry": (2,),
}  # fmt: skip


@pytest.mark.parametrize("bug", BUGS)
def test_a_planted_bug_is_found_and_named_as_the_layers_where_it_shows(bug):
    network = Network([3, 3, 3, 3], [SIGMOID] * 3, "cross-entropy", seed=1)
    x, y = data(network, 4)
    assert check_gradients(network, x, y, gradient=backpropagated(network, x, y)).passed
    found = check_gradients(network, x, y, gradient=backpropagated(network, x, y, bug))
    assert not found.passed
    assert found.wrong_layers == BUGS[bug]
    assert " wrong, in layer" in str(found)


def test_a_missing_term_of_the_softmax_is_found():
    network = Network([3, 4], ["softmax"], "quadratic", seed=1)
    x, y = data(network, 4)
    assert check_gradients(network, x, y, gradient=backpropagated(network, x, y)).passed
    assert not check_gradients(network, x, y, gradient=backpropagated(network, x, y, "softmax term missing")).passed


def test_what_is_printed_names_the_worst_parameter_and_why_it_is_wrong():
    network = Network([3, 3, 3, 3], [SIGMOID] * 3, "cross-entropy", seed=1)
    x, y = data(network, 4)
    found = check_gradients(network, x, y, gradient=backpropagated(network, x, y, "one entry"))
    assert found.worst(1)[0].parameter == "weights[1][2, 0]"
    first, line = str(found).splitlines()
    assert first == "1 of 36 slopes is wrong, in layer 2; the worst:"
    assert all(word in line for word in ("analytic", "numeric", "difference", "allowed", "truncation", "rounding"))


def test_bounds_are_tight():
    network = Network([20, 15, 10], ["tanh", "softmax"], "log-likelihood", seed=0)
    x, y = data(network, 8)
    found = check_gradients(network, x, y)
    assert max(float((block.truncation + block.rounding).max()) for block in found.blocks) < 1e-9
    assert found.parameters == 475


def test_at_a_kink_one_cannot_tell():
    network = Network([1, 1, 1], ["relu", "linear"], "quadratic", seed=0)
    network.weights[0][:], network.biases[0][:] = 1.0, 0.0
    found = check_gradients(network, [[0.0]], [[1.0]])
    assert found.verdict is Verdict.CANNOT_TELL
    assert found.left_out[Reason.KINK] >= 1
    assert "biases[0]: 1 of 1 at a kink; move the parameters a little" in str(found)


def test_at_a_kink_of_an_output_neuron_one_cannot_tell_either():
    network = Network([1, 2, 1], ["linear", "relu"], "quadratic", seed=0)
    for parameters in network.weights + network.biases:
        parameters[:] = 0.0
    found = check_gradients(network, [[1.0]], [[1.0]])
    assert found.verdict is Verdict.CANNOT_TELL
    assert found.left_out[Reason.KINK] >= 1


def test_beside_a_kink_shorter_steps_are_taken():
    network = Network([10, 50, 50, 3], ["relu", "relu", "linear"], "quadratic", seed=0)
    x, y = data(network, 20)
    right = check_gradients(network, x, y)
    assert not right.wrong
    assert right.doubts <= 5  # of 3,253; with the first step alone more than 1,000 are at a kink
    wrong = network.gradient(x, y)
    wrong.weights[0][:] *= 1.00001
    found = check_gradients(network, x, y, gradient=wrong)
    assert found.wrong_layers == (1,)
    assert found.wrong >= 400


def test_a_slope_is_not_called_right_where_the_bound_would_hide_an_error():
    network = Network([1, 1, 1], ["sigmoid", "linear"], "quadratic", seed=0)
    network.weights[0][:], network.biases[0][:] = 1.0, 0.0
    for x, verdict in ((1.0, Verdict.RIGHT), (-40.0, Verdict.CANNOT_TELL)):
        assert check_gradients(network, [[x]], [[1.0]]).verdict is verdict


def test_the_book_s_pair_of_lists_is_taken():
    network = Network([3, 4, 2], ["sigmoid", "sigmoid"], "cross-entropy", seed=0)
    x, y = data(network, 4)
    right = network.gradient(x, y)
    nabla_b, nabla_w = [b[:, None] for b in right.biases], list(right.weights)
    assert check_gradients(network, x, y, gradient=(nabla_b, nabla_w)).passed
    nabla_b[1] = nabla_b[1] * 2
    assert check_gradients(network, x, y, gradient=(nabla_b, nabla_w)).wrong_layers == (2,)


def test_memory_is_bounded_and_does_not_change_the_result():
    network = Network([6, 5, 4], ["tanh", "softmax"], "log-likelihood", seed=0)
    x, y = data(network, 3)
    little, much = check_gradients(network, x, y, memory=1), check_gradients(network, x, y)
    for one, other in zip(little.blocks, much.blocks, strict=True):
        assert np.allclose(one.numeric, other.numeric, rtol=1e-9, atol=1e-13)


@pytest.mark.parametrize("memory", [2**20, 2**23])
def test_no_more_memory_is_used_than_is_allowed(memory):
    network = Network([100, 40, 30, 10], ["tanh", "relu", "softmax"], "log-likelihood", seed=0)
    x, y = data(network, 10)
    gradient = network.gradient(x, y)
    tracemalloc.start()
    check_gradients(network, x, y, gradient=gradient, memory=memory)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    parameters = sum(8 * w.size for w in network.weights)
    assert peak < 1.5 * memory + 20 * parameters


def test_a_gradient_that_is_nan_or_of_another_shape_is_told():
    network = Network([2, 1], ["linear"], "quadratic", seed=0)
    x, y = data(network, 2)
    good = network.gradient(x, y)
    broken = Gradient((np.full((1, 2), np.nan),), good.biases)
    found = check_gradients(network, x, y, gradient=broken)
    assert not found.passed
    assert "weights[0][0, 0]: analytic nan" in str(found)
    with pytest.raises(ValueError, match=r"gradient: expected weights\[0\] of shape \(1, 2\), got \(2, 1\)"):
        check_gradients(network, x, y, gradient=Gradient((good.weights[0].T,), good.biases))


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ({"gradient": 5}, r"gradient: expected an object or a dict with weights and biases, or the book's .*, got 5"),
        ({"gradient": Gradient((), ())}, r"gradient: expected a list of 2 arrays as its biases, got \(\)"),
        (
            {"gradient": Gradient((np.zeros((3, 2)), np.zeros((2, 3), complex)), (np.zeros(3), np.zeros(2)))},
            r"gradient: weights\[1\]: expected real numbers, got complex128",
        ),
        ({"memory": -5}, "memory: expected a whole number of bytes from 1, got -5"),
        ({"memory": 2.5}, "memory: expected a whole number of bytes from 1, got 2.5"),
        ({"regularisation": "a"}, "regularisation: expected a number from 0, got 'a'"),
    ],
)
def test_what_cannot_be_checked_is_told(arguments, message):
    network = Network([2, 3, 2], ["relu", "softmax"], "log-likelihood", seed=0)
    with pytest.raises((ValueError, TypeError), match=message):
        check_gradients(network, [[1.0, 2.0]], [[1.0, 0.0]], **arguments)


def test_parameters_that_are_not_finite_are_told():
    network = Network([2, 2], ["softmax"], "log-likelihood", seed=0)
    network.weights[0][0, 1] = np.nan
    with pytest.raises(ValueError, match="weights: expected finite numbers"):
        check_gradients(network, [[1.0, 2.0]], [[1.0, 0.0]])


class Doubled(Network):
    """Whose gradient is wrong."""

    def gradient(self, x, y, *, regularisation=0.0):
        found = super().gradient(x, y, regularisation=regularisation)
        found.weights[0][:] *= 2
        return found


class Logged(Network):
    """Whose gradient is right."""

    def gradient(self, x, y, *, regularisation=0.0):
        self.calls = getattr(self, "calls", 0) + 1
        return super().gradient(x, y, regularisation=regularisation)


class Halved(Network):
    """Whose cost is another one."""

    def cost(self, x, y, *, regularisation=0.0):
        return super().cost(x, y, regularisation=regularisation) / 2


@pytest.mark.parametrize("dtype", [np.float32, np.float64])
def test_the_gradient_of_a_subclass_is_its_own(dtype):
    def made(kind):
        return kind([3, 4, 2], ["tanh", "softmax"], "log-likelihood", dtype=dtype, seed=0)

    x, y = data(made(Network), 4)
    assert check_gradients(made(Logged), x, y).passed
    assert check_gradients(made(Doubled), x, y).wrong_layers == (1,)
    with pytest.raises(ValueError, match=r"network: expected the cost of a Network, .*, got one that gives"):
        check_gradients(made(Halved), x, y)


@pytest.mark.parametrize("activation", ["sigmoid", "relu", "gelu"])
def test_a_networks_own_gradient_in_float32_is_compared(activation):
    network = Network([6, 20, 15, 4], [activation, activation, "softmax"], "log-likelihood", seed=0, dtype=np.float32)
    x, y = data(network, 30)
    gradient = network.gradient(x, y)
    assert check_gradients(network, x, y, gradient=gradient).doubts <= 3
    gradient.weights[1][:] *= np.float32(1.05)
    assert check_gradients(network, x, y, gradient=gradient).wrong_layers == (2,)


def test_a_gradient_of_a_network_may_come_in_any_form():
    network = Network([2, 3, 2], ["tanh", "softmax"], "log-likelihood", seed=0)
    x, y = data(network, 4)
    found = network.gradient(x, y)
    biases, weights = [b[:, None] for b in found.biases], list(found.weights)
    arrays = [np.empty(2, object) for _ in range(2)]
    for array, parts in zip(arrays, (biases, weights), strict=True):
        array[:] = parts
    for gradient in (
        found,
        (biases, weights),
        [biases, weights],
        tuple(arrays),
        {"weights": weights, "biases": biases},
    ):
        assert check_gradients(network, x, y, gradient=gradient).passed
    weights[0] = np.ma.array(weights[0], mask=True)
    with pytest.raises(TypeError, match=r"gradient: weights\[0\]: expected real numbers, got a masked array"):
        check_gradients(network, x, y, gradient=(biases, weights))


def test_a_call_with_a_network_says_what_was_expected():
    network = Network([2, 2], ["softmax"], "log-likelihood", seed=0)
    with pytest.raises(TypeError, match=r"expected a network, x and y, .*: missing a required argument: 'y'"):
        check_gradients(network, [[1.0, 2.0]])
    with pytest.raises(TypeError, match="got an unexpected keyword argument 'sample'"):
        check_gradients(network, [[1.0, 2.0]], [[1.0, 0.0]], sample=3)
