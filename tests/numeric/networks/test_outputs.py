"""Costs and output errors, against mpmath, where they are small, large and saturated."""

import mpmath
import numpy as np
import pytest
import support.numeric_references as reference
from hypothesis import given
from hypothesis import strategies as st

from numeric import OUTPUTS
from numeric.networks.softmax import OutputScratch

PAIRS = list(OUTPUTS)


def evaluated(pair, z, y, dtype=np.float64):
    """The cost of one example, its activations and its output error."""
    row = OUTPUTS[pair]
    z, y = (np.asarray(values, dtype=dtype)[:, None] for values in (z, y))
    a, delta, slope = (np.empty_like(z) for _ in range(3))
    scratch = OutputScratch(z.shape, dtype)
    with np.errstate(all="ignore"):
        row.cost(z, y, a, delta, slope, scratch)
        total = float(scratch.total[0, 0])
        row.error(z, y, a, delta, slope, scratch)
        row.activate(z, a, slope, scratch)
    return total, a[:, 0], delta[:, 0]


def targets_for(pair, seeds):
    if OUTPUTS[pair].targets == "distribution":
        return np.eye(len(seeds))[int(seeds[0] * 1e6) % len(seeds)].tolist()
    return [round(seed) for seed in seeds]


MATCHED = [("sigmoid", "cross-entropy"), ("softmax", "log-likelihood")]
ALLOWED = {np.float64: 4, np.float32: 8}


@pytest.mark.parametrize("dtype", ALLOWED, ids=lambda t: t.__name__)
@pytest.mark.parametrize("pair", MATCHED, ids=" ".join)
@given(
    zs=st.lists(st.floats(-700, 700, width=32) | st.floats(-3, 3, width=32), min_size=1, max_size=5),
    seeds=st.lists(st.floats(0, 1), min_size=5, max_size=5),
)
def test_hard_targets_of_a_matched_pair_are_right_to_the_last_digits_everywhere(pair, dtype, zs, seeds):
    y = targets_for(pair, seeds[: len(zs)])
    cost, error = reference.cost_and_error(*pair, zs, y)
    found_cost, _, found = evaluated(pair, zs, y, dtype)
    assert all(reference.ulps(f, e, dtype) <= ALLOWED[dtype] for f, e in zip(found, error, strict=True))
    assert reference.ulps(found_cost, cost, dtype) <= ALLOWED[dtype]


@pytest.mark.parametrize("pair", PAIRS, ids=" ".join)
@given(
    zs=st.lists(st.floats(-300, 300) | st.floats(-3, 3), min_size=1, max_size=5),
    seeds=st.lists(st.floats(0, 1), min_size=5, max_size=5),
)
def test_hard_targets_of_any_pair_are_right_to_rounding(pair, zs, seeds):
    y = targets_for(pair, seeds[: len(zs)])
    cost, error = reference.cost_and_error(*pair, zs, y)
    found_cost, _, found = evaluated(pair, zs, y)
    if pair[0] == "sigmoid":
        assert all(reference.ulps(f, e, np.float64) <= 16 for f, e in zip(found, error, strict=True))
        assert reference.ulps(found_cost, cost, np.float64) <= 16
    scale = 1 + max(map(abs, zs)) ** 2
    assert all(abs(mpmath.mpf(float(f)) - e) <= 1e-14 * scale for f, e in zip(found, error, strict=True))
    assert abs(mpmath.mpf(found_cost) - cost) <= 1e-14 * scale * len(zs)


@pytest.mark.parametrize("neurons", [1, 2, 10, 16, 17, 33, 200])
@pytest.mark.parametrize("scale", [1.0, 10.0, 300.0])
@pytest.mark.parametrize("dtype", ALLOWED, ids=lambda t: t.__name__)
def test_softmax_is_right_to_the_last_digits_for_many_neurons(neurons, scale, dtype):
    z = (np.random.default_rng(neurons).normal(size=neurons) * scale).astype(dtype)
    exact, _ = reference.activations("softmax", [mpmath.mpf(float(v)) for v in z])
    y = np.eye(neurons)[0]
    _, a, delta = evaluated(("softmax", "log-likelihood"), z, y, dtype)
    assert all(reference.ulps(f, e, dtype) <= ALLOWED[dtype] for f, e in zip(a, exact, strict=True))
    lacking = [-mpmath.fsum(exact[1:]), *exact[1:]]
    assert all(reference.ulps(f, e, dtype) <= 2 * ALLOWED[dtype] for f, e in zip(delta, lacking, strict=True))


@pytest.mark.parametrize("pair", PAIRS, ids=" ".join)
@given(data=st.data())
def test_soft_targets_are_right_to_rounding(pair, data):
    n = data.draw(st.integers(1, 5))
    zs = data.draw(st.lists(st.floats(-40, 40), min_size=n, max_size=n))
    raw = data.draw(st.lists(st.integers(1, 100), min_size=n, max_size=n))
    y = [value / sum(raw) for value in raw]
    cost, error = reference.cost_and_error(*pair, zs, y)
    if OUTPUTS[pair].targets == "distribution":  # the sum 1 is exact in the formula a - y
        a, _ = reference.activations("softmax", [mpmath.mpf(v) for v in zs])
        error = [one - mpmath.mpf(target) for one, target in zip(a, y, strict=True)]
    found_cost, _, found = evaluated(pair, zs, y)
    scale = 1 + max(map(abs, zs)) ** 2
    assert all(abs(mpmath.mpf(float(f)) - e) <= 1e-14 * scale for f, e in zip(found, error, strict=True))
    assert abs(mpmath.mpf(found_cost) - cost) <= 1e-14 * scale * n


def test_gaps_of_a_thousand_and_ties():
    cost, a, delta = evaluated(("softmax", "log-likelihood"), [1000.0, 0.0, -1000.0], [1, 0, 0])
    assert (cost, a.tolist(), delta.tolist()) == (0.0, [1, 0, 0], [0, 0, 0])
    cost, _, delta = evaluated(("softmax", "log-likelihood"), [0.0, 1000.0], [1, 0])
    assert (cost, delta.tolist()) == (1000.0, [-1, 1])
    cost, a, delta = evaluated(("softmax", "log-likelihood"), [5.0, 5.0, 5.0, 5.0], [1, 0, 0, 0])
    assert cost == pytest.approx(np.log(4), rel=1e-15)
    assert delta.tolist() == [-0.75, 0.25, 0.25, 0.25]
    _, _, delta = evaluated(("softmax", "log-likelihood"), [40.0, 0.0], [1, 0])
    assert delta[0] == pytest.approx(-np.exp(-40.0), rel=1e-15)


@pytest.mark.parametrize("pair", PAIRS, ids=" ".join)
@pytest.mark.parametrize("far", [1e3, 1e150, 1e308])
def test_far_out_nothing_is_nan(pair, far):
    for z in ([far, -far], [-far, far], [far, far], [-far, -far]):
        cost, a, delta = evaluated(pair, z, [1, 0])
        assert not np.isnan([cost, *a, *delta]).any()
        if pair[0] in ("sigmoid", "tanh", "softmax"):
            assert np.isfinite([*a, *delta]).all()


@pytest.mark.parametrize("y", [[1, 0], [0, 1]])
@given(gap=st.floats(1, 300))
def test_a_saturated_softmax_keeps_the_quadratic_cost_s_slopes(y, gap):
    _, error = reference.cost_and_error("softmax", "quadratic", [gap, 0.0], y)
    _, _, found = evaluated(("softmax", "quadratic"), [gap, 0.0], y)
    assert all(reference.ulps(f, e, np.float64) <= 32 for f, e in zip(found, error, strict=True))


def test_a_cost_is_0_times_infinity_nowhere():
    cost, _, delta = evaluated(("sigmoid", "cross-entropy"), [1e308, -1e308], [1, 0])
    assert (cost, delta.tolist()) == (0.0, [0.0, 0.0])
    cost, _, _ = evaluated(("sigmoid", "cross-entropy"), [1e308, 0.0], [0, 0])
    assert cost == pytest.approx(1e308)


def test_one_softmax_neuron_is_always_1():
    cost, a, delta = evaluated(("softmax", "log-likelihood"), [-3.0], [1])
    assert (cost, a.tolist(), delta.tolist()) == (0.0, [1.0], [0.0])
