"""The numeric package does what was proved: each row of its tables against the derivation of the same thing."""

import mpmath
import numpy as np
import pytest
from sympy import Symbol, erf, exp, lambdify, log, sqrt, tanh

from derivations import output_error, sigmoid_derivative, verify
from derivations.notation.indices import Entry
from derivations.proof import Proved
from numeric import ACTIVATIONS, OUTPUTS
from numeric.networks.activations import Scratch
from numeric.networks.softmax import OutputScratch

z = Symbol("z")
s = Symbol("s", positive=True)
DEFINITIONS = {
    "sigmoid": 1 / (1 + exp(-z)), "tanh": tanh(z), "softplus": log(1 + exp(z)), "linear": z, "silu": z / (1 + exp(-z)),
    "gelu": z * (1 + erf(s * z)) / 2,
}  # fmt: skip
"""GELU is proved for every scale s, and compared at 1/sqrt(2)."""
NAMED = {"sigmoid", "tanh", "softplus", "linear"}
"""Those that the symbolic package knows by name."""
KINKED = {name for name, row in ACTIVATIONS.items() if row.kinked}
"""Not differentiable everywhere, so that no derivation has them."""
POINTS = np.linspace(-12, 12, 49)


def test_every_activation_is_compared_or_has_a_kink():
    assert set(DEFINITIONS) | KINKED == set(ACTIVATIONS)


def symbolic(name):
    """What the symbolic package is given for an activation."""
    return name if name in NAMED else DEFINITIONS[name]


def computed(proved, **values):
    """The right side of a proved equation, in NumPy; or in mpmath if it has erf, which NumPy has not."""
    formula = proved.statement.rhs
    if not formula.has(erf):
        function = proved.as_function()
        return function(**{name: values[name] for name in function.parameters})
    at_scale = formula.xreplace({entry: Symbol(entry.family.name) for entry in formula.atoms(Entry)} | {s: 1 / sqrt(2)})
    names = sorted(map(str, at_scale.free_symbols))
    return np.vectorize(lambdify(names, at_scale, "mpmath"), otypes=[float])(*map(values.get, names))


def evaluated(name):
    a, slope = np.empty((1, len(POINTS))), np.empty((1, len(POINTS)))
    ACTIVATIONS[name].evaluate(POINTS[None], a, slope, Scratch(a.shape, np.float64))
    return a[0], slope[0]


@pytest.mark.parametrize("name", DEFINITIONS)
def test_an_activation_is_its_definition(name):
    definition = np.vectorize(lambdify(z, DEFINITIONS[name].subs(s, 1 / sqrt(2)), "mpmath"), otypes=[float])
    with mpmath.workdps(60):
        assert np.allclose(evaluated(name)[0], definition(POINTS), rtol=1e-15, atol=0)


def test_the_sigmoid_s_slope_is_the_proved_one():
    assert np.allclose(evaluated("sigmoid")[1], sigmoid_derivative.as_function()(POINTS), rtol=1e-13, atol=0)


@pytest.mark.parametrize("name", DEFINITIONS)
def test_an_activation_s_slope_is_that_of_its_derivation(name):
    derivation = output_error("quadratic", symbolic(name))
    slope = next(chain for chain in derivation.chains if chain.title == "The slope of the activation")
    assert isinstance(verify(derivation).verdict, Proved)
    # 1 - tanh^2 loses what 4 / (e^z + e^-z)^2 keeps
    assert np.allclose(evaluated(name)[1], computed(slope, u=POINTS), rtol=1e-12, atol=1e-15)


@pytest.mark.parametrize("pair", [pair for pair in OUTPUTS if pair[0] not in KINKED], ids=" ".join)
def test_an_output_error_is_the_proved_one(pair):
    activation, cost = pair
    derivation = output_error(cost, activation if activation == "softmax" else symbolic(activation))
    assert isinstance(verify(derivation).verdict, Proved)
    rng = np.random.default_rng(0)
    weighted = rng.normal(scale=3, size=(50, 4))
    targets = rng.dirichlet(np.ones(4), 50)
    columns, y = np.ascontiguousarray(weighted.T), np.ascontiguousarray(targets.T)
    a, delta, slope = (np.empty_like(columns) for _ in range(3))
    OUTPUTS[pair].error(columns, y, a, delta, slope, OutputScratch(columns.shape, np.float64))
    assert np.allclose(
        delta.T, computed(derivation.conclusions[0], a=a.T, y=targets, z=weighted), rtol=1e-10, atol=1e-13
    )
