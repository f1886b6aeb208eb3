"""The gradient check of any function."""

from collections import namedtuple

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.examples import examples

from numeric import check_gradients


def cost(p):
    """A little of everything: a matrix, a vector, a number."""
    return float(np.log1p(np.exp(-(p["w"] @ p["v"][0]))).sum() + np.sin(p["v"][1]) * (p["w"] ** 2).sum())


def gradient(p):
    s = -1 / (1 + np.exp(p["w"] @ p["v"][0]))
    return {
        "w": np.outer(s, p["v"][0]) + 2 * np.sin(p["v"][1]) * p["w"],
        "v": (p["w"].T @ s, np.cos(p["v"][1]) * (p["w"] ** 2).sum()),
    }


def parameters(seed, scale=1.0):
    rng = np.random.default_rng(seed)
    return {"w": scale * rng.normal(size=(3, 2)), "v": (rng.normal(size=2), float(rng.normal()))}


@given(seed=st.integers(0, 10**6), exponent=st.integers(-6, 1))
@examples(30)
def test_a_right_gradient_is_never_called_wrong(seed, exponent):
    found = check_gradients(cost, gradient, parameters(seed, 10.0**exponent))
    assert not found.wrong, str(found)
    assert exponent < -3 or found.passed, str(found)
    assert found.parameters == 9


@pytest.mark.parametrize("place", [0, 1, 2])
def test_a_wrong_entry_is_named_by_its_place(place):
    def wrong(p):
        found = gradient(p)
        if place == 0:
            found["w"][2, 1] *= 1.0001
        elif place == 1:
            found["v"][0][0] += 1e-4
        else:
            found["v"] = (found["v"][0], found["v"][1] * 2)
        return found

    found = check_gradients(cost, wrong, parameters(1))
    assert not found.passed
    assert (
        found.worst(1)[0].parameter == ["parameters['w'][2, 1]", "parameters['v'][0][0]", "parameters['v'][1]"][place]
    )
    assert str(found).startswith("1 of 9 slopes is wrong; the worst:")


def test_the_parameters_are_not_changed():
    given_ones = parameters(2)
    before = given_ones["w"].copy()

    def greedy(p):
        p["w"] += 1
        return cost(p)

    check_gradients(greedy, gradient, given_ones)
    assert (given_ones["w"] == before).all()


def test_a_named_tuple_stays_one():
    Point = namedtuple("Point", "x y")
    assert check_gradients(lambda p: p.x**2 * p.y, lambda p: Point(2 * p.x * p.y, p.x**2), Point(3.0, 5.0)).passed


def test_numbers_alone_and_empty_arrays_beside_others_will_do():
    assert check_gradients(lambda p: p**3, lambda p: 3 * p**2, 2.0).passed
    assert check_gradients(lambda p: p[1] ** 3, lambda p: [np.empty(0), 3 * p[1] ** 2], [np.empty(0), 2.0]).passed


@pytest.mark.parametrize(
    ("cost", "gradient", "parameters", "error", "message"),
    [
        (lambda p: 0.0, lambda p: [1.0], [1.0, 2.0], ValueError, r"expected parameters of shape \(2,\), got \(1,\)"),
        (
            lambda p: 0.0,
            lambda p: [np.zeros(3)],
            [np.zeros(2)],
            ValueError,
            r"expected parameters\[0\] of shape \(2,\), got \(3,\)",
        ),
        (
            lambda p: float("nan"),
            lambda p: p,
            [1.0],
            ValueError,
            "cost: expected a finite number at the parameters, got nan",
        ),
        (lambda p: 0.0, lambda p: p, ["one"], TypeError, r"parameters\[0\]: expected numbers, .* got 'one'"),
    ],
)
def test_what_does_not_fit_is_told(cost, gradient, parameters, error, message):
    with pytest.raises(error, match=message):
        check_gradients(cost, gradient, parameters)


def test_a_cost_that_is_no_number_is_told():
    with pytest.raises(TypeError, match="cost: expected a function that gives a number, got 'a'"):
        check_gradients(lambda p: "a", lambda p: p, [3.0])
