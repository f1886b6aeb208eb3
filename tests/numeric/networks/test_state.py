"""Copies, pickles, subclasses, replaced parameters and threads: the numbers are those of the parameters at hand."""

import copy
import pickle
import threading
from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.examples import examples

from numeric import ACTIVATIONS, OUTPUTS, Backpropagation, Network, train

COPIES = {
    "copy": copy.copy,
    "deepcopy": copy.deepcopy,
    **{
        f"pickle {protocol}": lambda this, protocol=protocol: pickle.loads(pickle.dumps(this, protocol))
        for protocol in range(pickle.HIGHEST_PROTOCOL + 1)
    },
}


def data(network, examples, seed=0):
    rng = np.random.default_rng(seed)
    y = np.eye(network.sizes[-1])[rng.integers(0, network.sizes[-1], examples)]
    return rng.normal(size=(examples, network.sizes[0])), y


def numbers(network, x, y):
    """All that a network computes, as bytes."""
    gradient = network.gradient(x, y)
    parts = [network.outputs(x), np.float64(network.cost(x, y)), *gradient.weights, *gradient.biases]
    return [part.tobytes() for part in parts]


def numbers_of_parameters(network, x, y):
    """The same from a network that has never computed anything."""
    fresh = Network(network.sizes, network.activations, network.cost_name, dtype=network.dtype, seed=0)
    fresh.weights, fresh.biases = [w.copy() for w in network.weights], [b.copy() for b in network.biases]
    return numbers(fresh, x, y)


@st.composite
def networks(draw):
    sizes = draw(st.lists(st.integers(1, 5), min_size=2, max_size=5))
    last, cost = draw(st.sampled_from(list(OUTPUTS)))
    hidden = [draw(st.sampled_from(list(ACTIVATIONS))) for _ in sizes[2:]]
    dtype = draw(st.sampled_from([np.float32, np.float64]))
    return Network(sizes, [*hidden, last], cost, dtype=dtype, seed=draw(st.integers(0, 100)))


@pytest.mark.parametrize("made", COPIES)
@given(network=networks(), used=st.booleans(), count=st.integers(1, 4))
@examples(20)
def test_a_copy_computes_what_its_original_does_and_neither_changes_the_other(made, network, used, count):
    x, y = data(network, count)
    expected = numbers_of_parameters(network, x, y)
    if used:  # so that there is something that could be copied with it
        assert numbers(network, x, y) == expected
    other = COPIES[made](network)
    assert repr(other) == repr(network)
    assert numbers(other, x, y) == expected
    for parameter in (*other.weights, *other.biases):
        np.add(2 * parameter, 1, out=parameter)
    assert numbers(other, x, y) == numbers_of_parameters(other, x, y)
    assert numbers(network, x, y) == expected
    other.weights = [np.zeros_like(w) for w in other.weights]
    other.biases[-1] = np.ones_like(other.biases[-1])
    assert numbers(other, x, y) == numbers_of_parameters(other, x, y)
    assert numbers(network, x, y) == expected


@pytest.mark.parametrize("pair", OUTPUTS, ids=" ".join)
def test_every_network_can_be_pickled_with_its_parameters_and_nothing_more(pair):
    last, cost = pair
    network = Network([2, 3, 2], ["tanh", last], cost, seed=0)
    unused = pickle.dumps(network)
    network.gradient(*data(network, 100))
    assert pickle.dumps(network) == unused


@pytest.mark.parametrize("made", COPIES)
def test_parameters_that_are_one_array_stay_one(made):
    network = Network([2, 2, 2], ["tanh", "tanh"], seed=0)
    network.weights[1] = network.weights[0]
    other = COPIES[made](network)
    assert other.weights[1] is other.weights[0]
    assert other.weights[0] is not network.weights[0]


class Named(Network):
    """A subclass with an attribute, and with a constructor of its own."""

    def __init__(self, name):
        super().__init__([2, 3, 2], ["relu", "softmax"], "log-likelihood", seed=3)
        self.name = name


class Slotted(Network):
    """A subclass with an attribute in a slot."""

    __slots__ = ("name",)

    def __init__(self, name):
        super().__init__([2, 3, 2], ["relu", "softmax"], "log-likelihood", seed=3)
        self.name = name


@pytest.mark.parametrize("kind", [Named, Slotted])
@pytest.mark.parametrize("made", [name for name in COPIES if name not in ("pickle 0", "pickle 1")])
def test_an_instance_of_a_subclass_stays_one(kind, made):
    network = kind("the best")
    x, y = data(network, 5)
    expected = numbers(network, x, y)
    other = COPIES[made](network)
    assert (type(other), other.name) == (kind, "the best")
    other.weights[0] += 1
    assert numbers(other, x, y) == numbers_of_parameters(other, x, y)
    assert numbers(network, x, y) == expected


def test_a_network_that_another_one_s_attributes_were_given_to_has_its_own_weights():
    network = Network([2, 3, 1], ["tanh", "sigmoid"], "cross-entropy", seed=0)
    x, y = data(network, 4)
    expected = numbers(network, x, y)
    other = Network([2, 3, 1], ["tanh", "sigmoid"], "cross-entropy", seed=1)
    vars(other).update(vars(network))
    other.weights = [w * 2 for w in network.weights]
    assert numbers(other, x, y) == numbers_of_parameters(other, x, y)
    assert numbers(network, x, y) == expected


def test_layers_may_be_replaced_with_their_parameters():
    network, other = Network([2, 3, 1], ["tanh", "tanh"], seed=0), Network([2, 5, 1], ["relu", "sigmoid"], seed=1)
    x, y = data(network, 4)
    network.outputs(x)
    network.sizes, network.activations = other.sizes, other.activations
    network.weights, network.biases = other.weights, other.biases
    assert numbers(network, x, y) == numbers_of_parameters(other, x, y)


@pytest.mark.parametrize("made", COPIES)
def test_a_copied_step_has_arrays_of_its_own(made):
    network = Network([2, 3, 2], ["tanh", "softmax"], "log-likelihood", seed=0)
    x, y = data(network, 3)
    step = Backpropagation(network, 3)
    first = step.gradient(x, y)
    kept = first.copy()
    other = COPIES[made](step)
    assert (other.outputs(x) == network.outputs(x)).all()
    assert not np.allclose(other.gradient(2 * x, y).weights[0], kept.weights[0])
    assert (first.weights[0] == kept.weights[0]).all()
    assert (other.network is network) == (made == "copy")


def at_once(functions):
    """What each function returns, called in threads that begin together."""
    together = threading.Barrier(len(functions))

    def run(function):
        together.wait()
        return function()

    with ThreadPoolExecutor(len(functions)) as pool:
        return list(pool.map(run, functions))


THREADS, TIMES = 4, 30


def test_a_network_gives_each_thread_its_own_numbers():
    network = Network([20, 60, 40, 5], ["sigmoid", "tanh", "softmax"], "log-likelihood", seed=0)
    cases = [data(network, 30 + 10 * (seed % 2), seed) for seed in range(THREADS)]
    expected = [numbers_of_parameters(network, x, y) for x, y in cases]

    def repeated(x, y):
        return lambda: [numbers(network, x, y) for _ in range(TIMES)]

    for found, right in zip(at_once([repeated(x, y) for x, y in cases]), expected, strict=True):
        assert found == [right] * TIMES


def test_a_step_gives_each_thread_its_own_arrays():
    network = Network([20, 60, 40, 5], ["sigmoid", "tanh", "softmax"], "log-likelihood", seed=0)
    cases = [data(network, 30, seed) for seed in range(THREADS)]
    expected = [network.gradient(x, y).weights[0] for x, y in cases]
    step = Backpropagation(network, 30)

    def repeated(x, y):
        return lambda: [step.gradient(x, y).weights[0].copy() for _ in range(TIMES)]

    for found, right in zip(at_once([repeated(x, y) for x, y in cases]), expected, strict=True):
        assert all((one == right).all() for one in found)


def test_what_a_thread_has_computed_is_not_kept_after_it():
    network = Network([2, 3, 1], ["tanh", "sigmoid"], "cross-entropy", seed=0)
    step = []
    thread = threading.Thread(target=lambda: step.append(network.engine(4)))
    thread.start()
    thread.join()
    assert network.engine(4) is not step[0]
    assert network.engine(4) is network.engine(4)


@pytest.mark.parametrize("made", COPIES)
def test_the_best_network_of_some_epochs_can_be_kept(made):
    network = Network([3, 8, 2], ["relu", "softmax"], "log-likelihood", seed=0)
    x, y = data(network, 40)
    kept = []
    for _ in range(4):
        (epoch,) = train(network, x, y, epochs=1, batch=8, rate=0.5, seed=1)
        network.outputs(x[:5])
        kept.append((epoch.cost, COPIES[made](network)))
    assert [copied.cost(x, y) for _, copied in kept] == pytest.approx([cost for cost, _ in kept], rel=1e-14)
    assert len({cost for cost, _ in kept}) == 4
