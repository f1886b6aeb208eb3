"""The numeric package does what was proved: each row of its tables against the derivation of the same thing."""

import numpy as np
import pytest
from sympy import Symbol, exp, log, tanh

from derivations import output_error, sigmoid_derivative, verify
from derivations.notation.arrays import ArrayFunction
from derivations.proof import Proved
from numeric import ACTIVATIONS, OUTPUTS
from numeric.activations import Scratch
from numeric.softmax import OutputScratch

z = Symbol("z")
DEFINITIONS = {"sigmoid": 1 / (1 + exp(-z)), "tanh": tanh(z), "softplus": log(1 + exp(z)), "linear": z}
KINKED = {"relu"}
"""Not differentiable everywhere, so that no derivation has it."""
POINTS = np.linspace(-12, 12, 49)


def test_every_activation_is_compared_or_has_a_kink():
    assert set(DEFINITIONS) | KINKED == set(ACTIVATIONS)


def evaluated(name):
    a, slope = np.empty((1, len(POINTS))), np.empty((1, len(POINTS)))
    ACTIVATIONS[name].evaluate(POINTS[None], a, slope, Scratch(a.shape, np.float64))
    return a[0], slope[0]


@pytest.mark.parametrize("name", DEFINITIONS)
def test_an_activation_is_its_definition(name):
    assert np.allclose(evaluated(name)[0], ArrayFunction(DEFINITIONS[name])(POINTS), rtol=1e-13, atol=0)


def test_the_sigmoid_s_slope_is_the_proved_one():
    assert np.allclose(evaluated("sigmoid")[1], sigmoid_derivative.as_function()(POINTS), rtol=1e-13, atol=0)


@pytest.mark.parametrize("name", DEFINITIONS)
def test_an_activation_s_slope_is_that_of_its_derivation(name):
    derivation = output_error("quadratic", name)
    slope = next(chain for chain in derivation.chains if chain.title == "The slope of the activation")
    assert isinstance(verify(derivation).verdict, Proved)
    function = slope.as_function()
    proved = function(POINTS) if function.parameters else function()
    # 1 - tanh^2 loses what 4 / (e^z + e^-z)^2 keeps
    assert np.allclose(evaluated(name)[1], proved, rtol=1e-12, atol=1e-15)


@pytest.mark.parametrize("pair", [pair for pair in OUTPUTS if pair[0] not in KINKED], ids=" ".join)
def test_an_output_error_is_the_proved_one(pair):
    activation, cost = pair
    derivation = output_error(cost, activation)
    assert isinstance(verify(derivation).verdict, Proved)
    function = derivation.conclusions[0].as_function()
    rng = np.random.default_rng(0)
    weighted = rng.normal(scale=3, size=(50, 4))
    targets = rng.dirichlet(np.ones(4), 50)
    columns, y = np.ascontiguousarray(weighted.T), np.ascontiguousarray(targets.T)
    a, delta, slope = (np.empty_like(columns) for _ in range(3))
    OUTPUTS[pair].error(columns, y, a, delta, slope, OutputScratch(columns.shape, np.float64))
    assert np.allclose(delta.T, function(y=targets, z=weighted), rtol=1e-10, atol=1e-13)
