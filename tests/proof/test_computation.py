"""Proved results as NumPy functions."""

import numpy as np
import pytest
from sympy import Symbol, exp

import derivations
from derivations import (
    cross_entropy_domain,
    cross_entropy_output_error,
    log_likelihood_output_error,
    output_error,
    quadratic_output_gradient,
    sigmoid_derivative,
    softmax_limit,
    softmax_monotonicity,
)
from derivations.proof import Definition, Derivation, Theory, algebra, definition_of, reals
from derivations.proof.computation import NotAFunction
from derivations.proof.unfolding import unfolded


def test_the_sigmoid_s_slope_far_out_is_an_exponential_and_no_quotient_of_0_and_0():
    function = sigmoid_derivative.as_function()
    assert function(-700.0) == pytest.approx(np.exp(-700.0), rel=1e-12)
    assert function(700.0) == pytest.approx(np.exp(-700.0), rel=1e-12)
    assert function(0.0) == 0.25


def test_the_slope_of_tanh_far_out_is_an_exponential_too():
    slope = next(c for c in output_error("quadratic", "tanh").chains if c.title == "The slope of the activation")
    far = np.array([-300.0, -20.0, 1e-9, 0.0, 20.0, 300.0])
    assert slope.as_function()(far) == pytest.approx(1 / np.cosh(far) ** 2, rel=1e-13)


def test_the_output_error_keeps_what_rounding_would_lose():
    function = cross_entropy_output_error.as_function()
    assert function.parameters == ("y", "z")
    assert function(y=[1.0], z=[40.0])[0] == pytest.approx(-np.exp(-40.0), rel=1e-12)
    assert function(y=[[0.0, 1.0]], z=[[0.0, 0.0]]).tolist() == [[0.5, -0.5]]


def test_softmax_partials_are_a_matrix_with_the_output_first():
    found = softmax_monotonicity.as_function()([0.0, 1.0, 1000.0])
    assert found.shape == (3, 3)
    assert np.isfinite(found).all()
    small = softmax_monotonicity.as_function()([0.0, 1.0, 2.0])
    outputs = np.exp([0, 1, 2]) / np.exp([0, 1, 2]).sum()
    assert np.allclose(small, np.diag(outputs) - np.outer(outputs, outputs), rtol=1e-13)


def test_the_desired_output_stays_an_argument():
    function = log_likelihood_output_error.as_function()
    assert function.parameters == ("y", "z")
    assert function(y=[1.0, 0.0], z=[1000.0, 0.0]).tolist() == [0.0, 0.0]


def test_every_chain_has_its_function():
    by_weight = next(
        c
        for c in quadratic_output_gradient.chains
        if c.title == "The derivative with respect to a weight, for one training example"
    )
    function = by_weight.as_function()
    z, y, a = 0.3, 0.2, 1.5
    activation = 1 / (1 + np.exp(-z))
    assert function(a=[a], y=[y], z=[z])[0, 0] == pytest.approx(a * (activation - y) * activation * (1 - activation))


def test_every_line_up_to_the_last_equation_has_its_function():
    slope = sigmoid_derivative.chains[2]
    assert slope.as_function(line=0)(0.0) == slope.as_function(1)(0.0) == slope.as_function()(0.0) == 0.25
    own = softmax_monotonicity.chains[1]
    assert own.as_function(line=2)([0.0, 0.0]).tolist() == [0.25, 0.25]
    with pytest.raises(NotAFunction, match="concludes"):
        own.as_function()
    with pytest.raises(IndexError, match="2 lines, from 0, and none with the number 2"):
        slope.as_function(2)


@pytest.mark.parametrize(
    ("result", "message"),
    [
        (cross_entropy_domain, "states no equation"),
        (softmax_limit, "it has another value for indices of another set"),
        (derivations.bp1, r'holds for every function .*output_error\("cross-entropy", "sigmoid"\).as_function'),
    ],
)
def test_what_is_no_function_says_why(result, message):
    with pytest.raises(NotAFunction, match=message):
        result.as_function()


def test_what_is_not_proved_is_no_function():
    u = Symbol("u")
    wrong = Derivation("wrong", title="Wrong", theory=Theory(reals(u)))
    wrong.start((u + 1) ** 2)
    wrong.eq(u**2 + 1, by=algebra)
    with pytest.raises(NotAFunction, match="is refuted: false at u = 1/2"):
        wrong.as_function()


def test_a_circle_of_definitions_is_told():
    p, q = Symbol("p"), Symbol("q")
    with pytest.raises(ValueError, match="round in a circle"):
        unfolded(p, Theory(Definition(p, q + 1), Definition(q, exp(p))))


def test_definitions_are_put_in_one_into_another():
    p, q, r = Symbol("p"), Symbol("q"), Symbol("r")
    d = Derivation("nested", title="Nested", theory=Theory(Definition(p, q + 1), Definition(q, 2 * r), reals(r)))
    d.start(p)
    d.eq(q + 1, by=definition_of(p))
    assert d.as_function()(3.0) == 7.0
