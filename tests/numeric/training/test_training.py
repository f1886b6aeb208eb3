"""Training: steps are those of the formula, the same seed gives the same network, and it learns."""

import copy
import tracemalloc

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from numeric import OPTIMISERS, Network, accuracy, load, save, train
from numeric.networks.storage import NotANetwork
from numeric.training import optimisers
from numeric.training.early_stopping import WATCHED


def blobs(examples=120, seed=0):
    """Three clouds of points in the plane."""
    rng = np.random.default_rng(seed)
    labels = rng.integers(0, 3, examples)
    centres = np.array([[0.0, 2.0], [2.0, -1.0], [-2.0, -1.0]])
    return centres[labels] + rng.normal(scale=0.6, size=(examples, 2)), np.eye(3)[labels]


@pytest.mark.parametrize("momentum", [0.0, 0.9])
@pytest.mark.parametrize("regularisation", [0.0, 2.0])
def test_steps_are_those_of_the_formula(momentum, regularisation):
    x, y = blobs(7)
    network, plain = (Network([2, 4, 3], ["tanh", "softmax"], "log-likelihood", seed=0) for _ in range(2))
    train(network, x, y, epochs=2, batch=3, rate=0.1, momentum=momentum, regularisation=regularisation, seed=5)
    rng = np.random.default_rng(5)
    speeds = [np.zeros_like(p) for p in plain.weights + plain.biases]
    for _ in range(2):
        order = rng.permutation(7)
        for start in range(0, 7, 3):
            chosen = order[start : start + 3]
            g = plain.gradient(x[chosen], y[chosen])
            slopes = [s + regularisation / 7 * w for s, w in zip(g.weights, plain.weights, strict=True)] + list(
                g.biases
            )
            speeds = [momentum * v - 0.1 * s for v, s in zip(speeds, slopes, strict=True)]
            moved = [p + v for p, v in zip(plain.weights + plain.biases, speeds, strict=True)]
            plain.weights, plain.biases = moved[:2], moved[2:]
    for one, other in zip(network.weights + network.biases, plain.weights + plain.biases, strict=True):
        assert np.allclose(one, other, rtol=1e-12, atol=1e-14)


@pytest.mark.parametrize("momentum", [None, 0.0, 0.5])
@pytest.mark.parametrize("dtype", [np.float32, np.float64])
def test_steps_of_adam_are_those_of_its_formula(momentum, dtype):
    x, y = blobs(7)
    network, plain = (Network([2, 4, 3], ["tanh", "softmax"], "log-likelihood", seed=0, dtype=dtype) for _ in range(2))
    train(network, x, y, epochs=3, batch=3, rate=0.01, momentum=momentum, optimiser="adam", regularisation=2.0, seed=5)
    mu, rng, t = 0.9 if momentum is None else momentum, np.random.default_rng(5), 0
    parameters = [p.astype(np.float64) for p in plain.weights + plain.biases]
    means, squares = ([np.zeros_like(p) for p in parameters] for _ in range(2))
    for _ in range(3):
        order = rng.permutation(7)
        for start in range(0, 7, 3):
            chosen, t = order[start : start + 3], t + 1
            plain.weights, plain.biases = ([p.astype(dtype) for p in part] for part in (parameters[:2], parameters[2:]))
            g = plain.gradient(x[chosen], y[chosen])
            slopes = [s + 2.0 / 7 * w for s, w in zip(g.weights, plain.weights, strict=True)] + list(g.biases)
            means = [mu * m + (1 - mu) * s for m, s in zip(means, slopes, strict=True)]
            squares = [0.999 * v + 0.001 * s.astype(np.float64) ** 2 for v, s in zip(squares, slopes, strict=True)]
            parameters = [
                p - 0.01 * (m / (1 - mu**t)) / (np.sqrt(v / (1 - 0.999**t)) + 1e-8)
                for p, m, v in zip(parameters, means, squares, strict=True)
            ]
    close = {"rtol": 1e-11, "atol": 1e-13} if dtype == np.float64 else {"rtol": 1e-4, "atol": 1e-5}
    for one, other in zip(network.weights + network.biases, parameters, strict=True):
        assert np.allclose(one, other, **close)


@given(
    slopes=st.lists(st.floats(1e-3, 1e3) | st.floats(-1e3, -1e-3), min_size=1, max_size=5),
    rate=st.floats(1e-4, 1.0),
    steps=st.integers(1, 5),
)
def test_adam_moves_by_the_rate_whatever_the_slope_if_it_stays_the_same(slopes, rate, steps):
    parameters, row = [np.zeros(len(slopes))], OPTIMISERS["adam"]
    state = optimisers.start(row, parameters)
    for _ in range(steps):
        state = optimisers.advance(row, state, parameters, [np.array(slopes)], rate, row.momentum)
    assert state.steps == steps
    assert np.allclose(parameters[0], -rate * steps * np.sign(slopes), rtol=2e-5)


@pytest.mark.parametrize("row", OPTIMISERS.values(), ids=OPTIMISERS)
def test_a_step_of_an_optimiser_allocates_no_arrays(row):
    parameters, slopes = [np.ones(4000)], [np.ones(4000)]
    state = optimisers.start(row, parameters)
    tracemalloc.start()
    before, _ = tracemalloc.get_traced_memory()
    for _ in range(3):
        state = optimisers.advance(row, state, parameters, slopes, 0.1, 0.9)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak - before < parameters[0].nbytes


def state_of(network):
    return [p.tobytes() for p in network.weights + network.biases]


@pytest.mark.parametrize("watch", WATCHED)
@pytest.mark.parametrize("patience", [1, 3, 100])
@pytest.mark.parametrize("dtype", [np.float32, np.float64])
def test_with_patience_the_network_is_the_one_after_its_best_epoch(watch, patience, dtype):
    x, y = blobs(30)
    others, labels = blobs(20, seed=3)
    labels[:6] = np.roll(labels[:6], 1, axis=1)  # to be sure of the others costs more and more
    held_out = others, labels
    network = Network([2, 8, 3], ["relu", "softmax"], "log-likelihood", seed=1, dtype=dtype)
    kept = []
    found = train(
        network, x, y, epochs=25, batch=5, rate=1.5, seed=0, held_out=held_out, patience=patience, watch=watch,
        callback=lambda network, epoch: kept.append(copy.copy(network)),
    )  # fmt: skip
    score = WATCHED[watch]
    best = max(found, key=score)  # the first of several
    assert state_of(network) == state_of(kept[best.number - 1])
    assert state_of(network) != state_of(kept[-1])
    assert len(found) == min(25, best.number + patience)
    assert accuracy(network, *held_out) == best.held_out
    assert network.cost(*held_out) == pytest.approx(best.held_out_cost, rel=1e-14)
    for number in range(patience, len(found)):  # it did not stop too late
        assert max(map(score, found[number - patience : number])) > max(
            map(score, found[: number - patience]), default=-np.inf
        )


def test_a_callback_sees_each_epoch_and_stops_the_training_if_it_returns_true():
    x, y = blobs(30)
    network = Network([2, 3], ["softmax"], "log-likelihood", seed=0)
    seen = []

    def callback(given, epoch):
        assert given is network
        assert network.cost(x, y) == pytest.approx(epoch.cost, rel=1e-14)
        seen.append(epoch)
        return np.bool_(epoch.number == 3)

    found = train(network, x, y, epochs=10, rate=0.1, seed=0, callback=callback)
    assert seen == found
    assert len(found) == 3
    assert len(train(network, x, y, epochs=4, rate=0.1, callback=lambda network, epoch: 1)) == 4


@pytest.mark.parametrize(("last", "cost"), [("softmax", "log-likelihood"), ("sigmoid", "cross-entropy"), ("sigmoid", "quadratic")])  # fmt: skip
@pytest.mark.parametrize("dtype", [np.float32, np.float64])
def test_it_learns_three_clouds(last, cost, dtype):
    x, y = blobs()
    network = Network([2, 8, 3], ["relu", last], cost, seed=1, dtype=dtype)
    found = train(network, x, y, epochs=40, batch=10, rate=0.3, momentum=0.5, seed=0)
    assert found[-1].accuracy > 0.95
    assert accuracy(network, *blobs(seed=9)) > 0.93
    assert [epoch.number for epoch in found] == list(range(1, 41))


def test_an_epoch_tells_the_cost_and_accuracy_of_all_examples(monkeypatch):
    x, y = blobs(50)
    for looked_at in (7, 25, 50, 4096):
        monkeypatch.setattr("numeric.training.epochs.LOOKED_AT", looked_at)
        network = Network([2, 4, 3], ["tanh", "softmax"], "log-likelihood", seed=0)
        (last,) = train(network, x, y, epochs=1, batch=8, rate=0.5, seed=0)
        assert last.cost == pytest.approx(network.cost(x, y), rel=1e-14)
        assert last.accuracy == accuracy(network, x, y)


def test_held_out_examples_are_looked_at_and_not_learned_from(capsys):
    x, y = blobs(50)
    networks = [Network([2, 4, 3], ["tanh", "softmax"], "log-likelihood", seed=0) for _ in range(2)]
    with_them = train(networks[0], x, y, epochs=3, rate=0.5, seed=0, held_out=blobs(33, seed=4), progress=True)
    without = train(networks[1], x, y, epochs=3, rate=0.5, seed=0)
    assert with_them[-1].held_out == accuracy(networks[0], *blobs(33, seed=4))
    assert with_them[-1].held_out_cost == pytest.approx(networks[0].cost(*blobs(33, seed=4)), rel=1e-14)
    assert [(e.cost, e.accuracy) for e in with_them] == [(e.cost, e.accuracy) for e in without]
    assert without[-1].held_out is None
    assert "held out" in capsys.readouterr().err
    with pytest.raises(ValueError, match=r"held_out: x: expected an array of shape \(examples, 2\), got \(1, 3\)"):
        train(networks[0], x, y, epochs=1, rate=0.5, held_out=([[1.0, 2.0, 3.0]], y[:1]))
    with pytest.raises(ValueError, match="held_out: expected a pair, inputs and desired outputs"):
        train(networks[0], x, y, epochs=1, rate=0.5, held_out=3)


def test_the_same_seed_gives_the_same_network():
    x, y = blobs(30)
    networks = [Network([2, 3], ["softmax"], "log-likelihood", seed=0) for _ in range(3)]
    for network, seed in zip(networks, (1, 1, 2), strict=True):
        train(network, x, y, epochs=3, batch=4, rate=0.1, seed=seed)
    one, same, other = (network.weights[0] for network in networks)
    assert (one == same).all()
    assert (one != other).any()


def test_regularisation_makes_weights_small():
    x, y = blobs()
    free, small = (Network([2, 3], ["softmax"], "log-likelihood", seed=0) for _ in range(2))
    train(free, x, y, epochs=30, rate=0.5, seed=0)
    train(small, x, y, epochs=30, rate=0.5, regularisation=20.0, seed=0)
    assert np.abs(small.weights[0]).sum() < np.abs(free.weights[0]).sum() / 2


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"epochs": 0}, "epochs: expected a whole number from 1, got 0"), ({"batch": 2.5}, "batch: .* got 2.5"),
        ({"rate": 0}, "rate: expected a positive number, got 0"), ({"rate": float("nan")}, "rate: .* got nan"),
        ({"momentum": 1}, "momentum: expected a number from 0 and below 1, got 1"),
        ({"optimiser": "sgd"}, "optimiser: expected one of descent, adam, got 'sgd'"),
        ({"watch": "loss"}, "watch: expected one of accuracy, cost, got 'loss'"),
        ({"patience": 0}, "patience: expected a whole number from 1, got 0"),
        ({"patience": 3}, "patience: expected held_out examples to watch, got none"),
        ({"regularisation": -1}, "regularisation: expected a number from 0, got -1"),
    ],
)  # fmt: skip
def test_parameters_out_of_range_are_told(change, message):
    x, y = blobs(6)
    network = Network([2, 3], ["softmax"], "log-likelihood", seed=0)
    with pytest.raises(ValueError, match=message):
        train(network, x, y, **{"epochs": 1, "rate": 0.1, **change})


def test_a_cost_that_runs_away_is_told():
    network = Network([1, 1], ["linear"], "quadratic", seed=0)
    with pytest.raises(FloatingPointError, match="try a smaller rate than 1000"):
        train(network, [[1e3]], [[1.0]], epochs=500, rate=1e3)


def test_progress_is_shown_on_standard_error(capsys):
    x, y = blobs(6)
    train(Network([2, 3], ["softmax"], "log-likelihood", seed=0), x, y, epochs=2, rate=0.1, progress=True)
    shown = capsys.readouterr()
    assert shown.out == ""
    assert "accuracy" in shown.err


def test_one_output_neuron_has_an_accuracy_too():
    network = Network([1, 1], ["sigmoid"], "cross-entropy", seed=0)
    network.weights[0][:], network.biases[0][:] = 1.0, 0.0
    assert accuracy(network, [[2.0], [-2.0], [3.0]], [[1.0], [0.0], [0.0]]) == pytest.approx(2 / 3)


@pytest.mark.parametrize("dtype", [np.float32, np.float64])
def test_a_network_comes_back_from_its_file_as_it_was(tmp_path, dtype):
    network = Network([2, 3, 2], ["softplus", "softmax"], "log-likelihood", seed=3, dtype=dtype)
    path = tmp_path / "net.npz"
    save(network, path)
    again = load(path)
    assert repr(again) == repr(network)
    assert all(
        (a == b).all() for a, b in zip(again.weights + again.biases, network.weights + network.biases, strict=True)
    )
    assert [p.name for p in tmp_path.iterdir()] == ["net.npz"]
    (tmp_path / "plain").touch()
    assert path.stat().st_mode == (tmp_path / "plain").stat().st_mode


def test_what_is_no_network_is_told_and_not_run(tmp_path):
    path = tmp_path / "file.npz"
    for content in (b"", b"not a zip", b"PK\x03\x04broken"):
        path.write_bytes(content)
        with pytest.raises(NotANetwork, match="there is no network in this file"):
            load(path)
    np.savez(path, about=np.array([{"a": 1}], dtype=object))
    with pytest.raises(NotANetwork, match="there is no network"):
        load(path)
    np.savez(path, other=np.zeros(3))
    with pytest.raises(NotANetwork, match="about"):
        load(path)
    with pytest.raises(FileNotFoundError):
        load(tmp_path / "nothing.npz")


@pytest.mark.parametrize(
    ("setting", "message"),
    [
        ({"rate": "a"}, "rate: expected a positive number, got 'a'"),
        ({"momentum": "a"}, "momentum: expected a number from 0 and below 1, got 'a'"),
        ({"seed": -1}, "seed: expected a whole number from 0, got -1"),
        ({"seed": 1.5}, "seed: expected a whole number from 0, got 1.5"),
        ({"callback": 3}, "callback: expected a function of the network and the epoch, got 3"),
    ],
)
def test_settings_of_another_type_are_refused_before_anything_is_trained(setting, message):
    network = Network([1, 1], ["sigmoid"], seed=0)
    before = network.weights[0].copy()
    with pytest.raises((ValueError, TypeError), match=message):
        train(network, [[0.0], [1.0]], [[0.0], [1.0]], **{"epochs": 2, "rate": 1.0, **setting})
    assert np.array_equal(network.weights[0], before)


def test_a_callback_may_replace_parameters_by_others_that_fit():
    def train_with(shape):
        network = Network([2, 1], ["sigmoid"], seed=0)

        def replace(network, epoch):
            network.weights[0] = np.zeros(shape)

        train(network, [[0.0, 1.0]], [[1.0]], epochs=2, rate=1.0, callback=replace)

    train_with((1, 2))
    with pytest.raises(ValueError, match=r"weights\[0\]: expected the shape \(1, 2\) of float64, got \(2, 2\)"):
        train_with((2, 2))


@pytest.mark.filterwarnings("error")
def test_a_cost_that_is_not_finite_warns_of_nothing_else():
    network, rng = Network([3, 5, 2], ["leaky-relu", "linear"], seed=0), np.random.default_rng(0)
    with pytest.raises(FloatingPointError, match="try a smaller rate"):
        train(network, rng.normal(size=(40, 3)), rng.normal(size=(40, 2)), epochs=200, rate=10.0, seed=0)


@pytest.mark.parametrize("content", [b"", b"hello", b"PK\x03\x04 and no more"])
def test_a_file_that_is_no_archive_is_said_to_be_none(content, tmp_path):
    (tmp_path / "network.npz").write_bytes(content)
    with pytest.raises(NotANetwork, match=r"it is no \.npz file, or a part of one"):
        load(tmp_path / "network.npz")
