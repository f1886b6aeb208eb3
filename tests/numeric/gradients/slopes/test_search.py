"""The scale of a function, its noise and its kinks are found; a slope that was not compared is not called right."""

import math

import numpy as np
import pytest
from support.marks import slow_but

from numeric import Reason, Verdict, check_gradients

pytestmark = pytest.mark.filterwarnings("ignore::RuntimeWarning")


def check(f, slope, p, **options):
    return check_gradients(lambda p: f(p).sum(), slope, np.asarray(p, dtype=float), **options)


@pytest.mark.parametrize("k", [1.0, 30.0, 1000.0, 3000.0, 1e5, 1e7])
def test_a_periodic_function_of_any_frequency(k):
    p = np.random.default_rng(int(k)).normal(size=5)
    assert check(lambda p: np.sin(k * p), lambda p: k * np.cos(k * p), p).passed
    for factor in (2, 0.5, -1, 0, 1 + 1e-4):
        assert check(lambda p: np.sin(k * p), lambda p, c=factor * k: c * np.cos(k * p), p).wrong >= 1


@pytest.mark.slow
def test_a_doubled_slope_of_a_periodic_function_never_passes():
    rng = np.random.default_rng(0)
    for k in 10 ** rng.uniform(0, 7, 2000):
        p = rng.normal(size=1)
        assert not check(lambda p, k=k: np.sin(k * p), lambda p, k=k: 2 * k * np.cos(k * p), p).passed, (k, p)
        assert not check(lambda p, k=k: np.sin(k * p), lambda p, k=k: k * np.cos(k * p), p).wrong, (k, p)


def test_a_small_parameter_beside_a_large_one():
    assert check(np.log, lambda p: 1 / p, [1e-6, 1.0]).passed
    assert check(np.log, lambda p: [1e6, 1.0001], [1e-6, 1.0]).wrong == 1


@pytest.mark.parametrize(
    ("f", "slope", "p"),
    [
        (lambda p: 1e16 + p**2, lambda p: 4 * p, [1.0, 2.0]),
        (np.exp, lambda p: np.exp(p) * [1, 2, 1], [30.0, -30.0, 0.0]),
        (lambda p: p**2 * [1e12, 1e-12], lambda p: 2 * p * [1e12, 2e-12], [1.0, 2.0]),
    ],
)
def test_a_wrong_slope_that_the_cost_cannot_show_does_not_pass(f, slope, p):
    assert not check(f, slope, p).passed


def test_a_noisy_cost_does_not_pass_with_a_wrong_gradient():
    rng = np.random.default_rng(0)
    p = rng.normal(size=4)
    for factor in (2.0, -100.0):
        found = check(lambda p: p**2 + 1e-3 * rng.normal(size=p.shape), lambda p, factor=factor: factor * p, p)
        assert not found.passed
        assert factor < 0 or not found.wrong
    assert {Reason.NOISE, Reason.TOLERANCE} & set(found.left_out) or found.wrong


def test_what_computes_in_float32_is_not_called_wrong():
    def in_single(p):
        return np.tanh(p.astype(np.float32)).astype(float)

    for seed in range(20):
        p = np.random.default_rng(seed).normal(size=4)
        slope = lambda p: 1 - np.tanh(p.astype(np.float32)) ** 2  # noqa: E731
        assert not check(in_single, slope, p).wrong
        assert not check(in_single, lambda p, slope=slope: 1.01 * slope(p), p).passed


def relu(p):
    return np.maximum(p, 0)


@pytest.mark.parametrize(
    ("slope", "verdict", "reason"),
    [(0.0, Verdict.RIGHT, None), (1.0, Verdict.RIGHT, None), (0.5, Verdict.CANNOT_TELL, Reason.KINK),
     (1.5, Verdict.WRONG, None), (-0.5, Verdict.WRONG, None), (1.001, Verdict.WRONG, None)],
)  # fmt: skip
def test_at_a_kink_one_of_the_two_slopes_is_right_and_between_them_one_cannot_tell(slope, verdict, reason):
    found = check(relu, lambda p: np.array([slope, 1.0]), [0.0, 2.0])
    assert found.verdict is verdict
    assert set(found.left_out) == ({reason} if reason else set())


@pytest.mark.parametrize("distance", [1e-1, 1e-3, 1e-6, 1e-9])
def test_beside_a_kink_there_is_one_slope(distance):
    assert check(relu, lambda p: p > 0.5 * distance, [distance, -distance, 1.0]).verdict is not Verdict.WRONG
    for slope, wrong in ((1.0, 1), (0.3, 3)):
        found = check(relu, lambda p, slope=slope: np.full(3, slope), [distance, -distance, 1.0])
        assert found.wrong + found.doubts == wrong
        assert found.wrong == wrong or distance < 1e-4


def test_a_cost_that_is_not_finite_on_one_side_cannot_be_told():
    found = check(np.sqrt, lambda p: 0.5 / np.sqrt(p + 1e-300), [0.0, 1.0])
    assert found.left_out == {Reason.OVERFLOW: 1}
    overflowing = check(lambda p: relu(p) ** 2, lambda p: 2 * relu(p), [1e150, 1e154])
    assert not overflowing.wrong


def test_a_slope_of_0_is_right_if_there_is_none():
    assert check(lambda p: p**3, lambda p: 3 * p**2, [0.0, 1.0]).passed
    assert check(lambda p: p[:1] ** 2, lambda p: [2 * p[0], 0.0], [1.0, 2.0]).passed
    assert check(lambda p: p[:1] ** 2, lambda p: [2 * p[0], 1e-6], [1.0, 2.0]).wrong == 1


def test_a_slope_that_is_nan_is_wrong():
    assert check(np.sin, lambda p: [np.cos(p[0]), np.nan], [1.0, 2.0]).wrong == 1


def test_a_sample_is_no_proof_but_finds_a_fault():
    p = np.random.default_rng(0).normal(size=2000)
    right = check(np.sin, np.cos, p, sample=20)
    assert (right.verdict, right.left_out) == (Verdict.CANNOT_TELL, {Reason.NOT_DRAWN: 1980})
    assert "20 of 2000 slopes are right" in str(right)
    assert check(np.sin, lambda p: 2 * np.cos(p), p, sample=20).wrong == 20


def test_random_directions_compare_all_slopes_of_a_block_at_once():
    p = np.random.default_rng(0).normal(size=2000)
    right = check(np.sin, np.cos, p, directions=5)
    assert right.verdict is Verdict.CANNOT_TELL
    assert not right.doubts
    assert "right along 5 random directions" in str(right)

    def one_wrong(p):
        found = np.cos(p)
        found[17] *= 1.01
        return found

    assert check(np.sin, one_wrong, p, directions=5).wrong == 5


def test_a_step_and_a_tolerance_may_be_given():
    p = np.array([1.0, 2.0])
    assert check(np.sin, np.cos, p, step=1e-4).passed
    assert not check(lambda p: 1e12 + np.sin(p), np.cos, p).passed
    assert check(lambda p: 1e12 + np.sin(p), np.cos, p, tolerance=0.1).passed


def test_progress_is_said_on_long_runs_alone(capsys, monkeypatch):
    monkeypatch.setattr("numeric.gradients.functions.progress.PATIENCE", 0.0)
    assert check(np.sin, np.cos, [1.0, 2.0], progress=True).passed
    assert "2 of 2 slopes" in capsys.readouterr().err
    assert check(np.sin, np.cos, [1.0, 2.0], progress=False).passed
    assert capsys.readouterr().err == ""


NOISE = np.random.default_rng(0)


@pytest.mark.parametrize(
    ("f", "p"),
    [
        (lambda p: 1e16 + p**2, [1.0, -2.0, 0.5]),
        (lambda p: p**2 + 1e3 * NOISE.normal(size=p.shape), [1.0, 2.0]),
        (lambda p: np.float32(1e6 + (p**2).sum()), [1.0, 2.0]),
    ],
    ids=["an offset", "noise", "an offset in float32"],
)
def test_a_gradient_of_zeros_does_not_pass_where_the_cost_hides_the_slopes(f, p):
    assert not check(f, lambda p: 0 * p, p).passed


@pytest.mark.parametrize(
    ("f", "p"),
    [
        (lambda p: np.full_like(p, 1e12), [1.0, 2.0]),
        (lambda p: np.maximum(p - 3, 0), [1.0, 2.0]),
        (lambda p: np.float32(np.maximum(p - 3, 0).sum() + 0.3), [1.0, 2.0]),
    ],
    ids=["a constant", "units that are off", "units that are off in float32"],
)
def test_a_gradient_of_zeros_passes_where_the_slopes_are_zero(f, p):
    assert check(f, lambda p: 0 * p, p).passed


BATCHES = [(seed, spread) for seed in (5, 7, 8, 13, 16, 17) for spread in (1e-3, 1e-6)]


def batch_norm(x, u, dtype):
    x, u = x.astype(dtype), u.astype(dtype)
    return float(((x - x.mean(0)) / np.sqrt(x.var(0) + 1e-5) * u).sum())


def by_batch_norm(x, u):
    s = 1 / np.sqrt(x.var(0) + 1e-5)
    normed = (x - x.mean(0)) * s
    return s * (u - u.mean(0) - normed * (u * normed).mean(0))


@pytest.mark.parametrize(("seed", "spread"), slow_but([(5, 1e-3), (13, 1e-6)], BATCHES))
def test_batch_norm_in_float32_of_data_with_a_small_spread(seed, spread):
    rng = np.random.default_rng(seed)
    x, u = 1 + spread * rng.normal(size=(16, 4)), rng.normal(size=(16, 4))
    assert not check_gradients(lambda x: batch_norm(x, u, "f4"), lambda x: by_batch_norm(x, u), x).wrong
    assert check_gradients(lambda x: batch_norm(x, u, "f4"), lambda x: 2 * by_batch_norm(x, u), x).wrong > 32
    assert not check_gradients(lambda x: batch_norm(x, u, "f4"), lambda x: 0 * x, x).passed


def test_what_a_softmax_does_not_see_has_no_slope_up_to_rounding():
    x = np.array([0.3, -1.2, 0.8])

    def cost(p):
        z = x + p[0]
        return float(z[0] - z.max() - np.log(np.exp(z - z.max()).sum()))

    assert check_gradients(cost, lambda p: [0.0], [0.7]).passed
    assert check_gradients(cost, lambda p: [1e-3], [0.7]).wrong == 1


def test_between_the_slope_of_stairs_and_that_of_the_steps_one_cannot_tell():
    p = [0.3312, 0.77001]
    for slope in (0, 1):
        found = check(lambda p: np.floor(1e5 * p + 0.3) / 1e5, lambda p, slope=slope: slope + 0 * p, p)
        assert found.verdict is Verdict.CANNOT_TELL
        assert found.left_out == {Reason.NOISE: 2}
    assert check(lambda p: np.floor(1e5 * p + 0.3) / 1e5, lambda p: 2 + 0 * p, p).wrong == 2
    assert check(lambda p: np.floor(10 * p), lambda p: 0 * p, p).passed
    assert check(lambda p: np.floor(10 * p), lambda p: 10 + 0 * p, p).wrong == 2


def test_what_computes_in_float16_is_not_called_wrong():
    p = np.array([1.0, 2.0, 3.0])
    assert not check(lambda p: p.astype(np.float16) ** 2, lambda p: 2 * p, p).wrong
    assert check(lambda p: p.astype(np.float16) ** 2, lambda p: -2 * p, p).wrong == 3


@pytest.mark.parametrize("size", [1e150, 1e-150])
def test_parameters_of_any_size_whose_squares_are_finite(size):
    p = size * np.array([1.0, -2.0])
    assert check(lambda p: p**2, lambda p: 2 * p, p).passed
    assert check(lambda p: p**2, lambda p: 4 * p, p).wrong == 2


def test_a_parameter_whose_square_is_zero_is_no_error():
    assert not check(lambda p: p**2, lambda p: 2 * p, [1e-200, 1e-160]).wrong


def test_a_gradient_in_float32_of_a_cost_in_float64_is_right_if_its_digits_are():
    p = np.random.default_rng(0).normal(size=50)
    noisy = np.random.default_rng(1)

    def slope(p):  # the noise of the slopes is as large as what has to be seen, but they are right here
        return (2 * p * (1 + 1e-3 * noisy.normal(size=p.shape) * (np.abs(p - at) > 0))).astype(np.float32)

    at = p
    assert check(lambda p: p**2, slope, p).passed
    assert not check(lambda p: p**2, lambda p: slope(p) * np.float32(1.002), p).passed


def test_a_function_that_fails_far_away_is_checked_nearby():
    def cost(p):
        return math.log(p[0]) + p[1] ** 2

    assert check_gradients(cost, lambda p: [1 / p[0], 2 * p[1]], [1e-3, 2.0]).passed
    assert check_gradients(cost, lambda p: [0.0, 2 * p[1]], [1e-3, 2.0]).wrong == 1


@pytest.mark.filterwarnings("error")
def test_what_the_function_does_far_away_warns_nobody():
    assert check(np.log, lambda p: 2 / p, [1e-3, 2.0]).wrong == 2
