"""One gradient four ways: backpropagation, differences of the cost, the proved equations, SymPy's own derivative."""

from functools import cache
from math import erfc, sqrt

import mpmath
import numpy as np
import pytest
import sympy
from hypothesis import assume, given
from hypothesis import strategies as st
from support.examples import examples

from derivations import bp2, bp4, output_error
from derivations.notation.arrays import ArrayFunction
from derivations.notation.operators import Prime
from numeric import ACTIVATIONS, OUTPUTS, Gradient, Network, check_gradients

SMOOTH = tuple(name for name, row in ACTIVATIONS.items() if not row.kinked)
"""Those that have a slope everywhere, which a derivation needs."""
COMPUTED = tuple(name for name in SMOOTH if name != "gelu")
"""Those whose derivation is a NumPy function: NumPy has no erf."""
FORMULAS = {"silu": sympy.Symbol("z") / (1 + sympy.exp(-sympy.Symbol("z")))}
"""Activations that the symbolic package does not know by name."""


@st.composite
def cases(draw, widths, layers, examples, activations=tuple(ACTIVATIONS)):
    """A network with data: weights over twelve orders of magnitude; one-hot, soft and boundary targets."""
    sizes = draw(st.lists(st.integers(1, widths), min_size=2, max_size=layers + 1))
    last, cost = draw(st.sampled_from([pair for pair in OUTPUTS if pair[0] in (*activations, "softmax")]))
    hidden = [draw(st.sampled_from(activations)) for _ in sizes[2:]]
    network = Network(sizes, [*hidden, last], cost, seed=draw(st.integers(0, 10**6)))
    network.weights = [w * 10.0 ** draw(st.integers(-9, 3)) for w in network.weights]
    count = draw(st.integers(1, examples))
    rng = np.random.default_rng(draw(st.integers(0, 10**6)))
    x = rng.normal(size=(count, sizes[0]))
    return network, x, _targets(draw(st.sampled_from(["one-hot", "soft", "boundary"])), rng, count, sizes[-1], cost)


def _targets(kind, rng, examples, outputs, cost):
    if kind == "one-hot":
        return np.eye(outputs)[rng.integers(0, outputs, examples)]
    if kind == "boundary" and cost != "log-likelihood":
        return rng.integers(0, 2, (examples, outputs)).astype(float)
    # quarters and eighths sum to 1 exactly
    return rng.multinomial(8, np.full(outputs, 1 / outputs), examples) / 8


def assert_close(found, expected, case, lost=0.0):
    """Equal up to rounding, of the weighted inputs and of sums over the examples and the next layer, before they cancel.

    ``lost`` is how large an output error may be that one of the two takes for 0.
    """
    network, x, y = case
    each = [network.gradient(x[i : i + 1], y[i : i + 1]) for i in range(len(x))]
    largest = max(float(np.abs(part).max()) for one in each for part in (*one.weights, *one.biases))
    size = largest * (1 + max(float(np.abs(w).max()) for w in network.weights))
    for w in network.weights:
        lost *= 1 + float(np.abs(w).sum())
    rounding = 1e-12 * condition(network, x)
    for one, true in zip((*found.weights, *found.biases), (*expected.weights, *expected.biases), strict=True):
        assert np.allclose(one, true, rtol=rounding, atol=rounding * size + lost + 1e-300)


def condition(network, x):
    """How many units in the last place the slopes may change for one of each term of the weighted inputs."""
    _, below = weighted_inputs(network, x)
    layers = zip(below, network.weights, network.biases, strict=False)
    return 1 + sum(float((np.abs(a) @ np.abs(w).T + np.abs(b)).max()) for a, w, b in layers)


@given(cases(widths=6, layers=4, examples=5))
@examples(60)
def test_backpropagation_and_differences_agree(case):
    found = check_gradients(*case)
    assert not found.wrong, str(found)


def weighted_inputs(network, x):
    """The weighted inputs of each layer, and the activations before it."""
    zs, below = [], [x]
    for w, b, name in zip(network.weights, network.biases, network.activations, strict=True):
        zs.append(below[-1] @ w.T + b)
        if name != "softmax":
            below.append(DEFINITIONS[name](zs[-1]))
    return zs, below


DEFINITIONS = {
    "sigmoid": lambda z: np.exp(np.minimum(z, 0)) / (1 + np.exp(-np.abs(z))), "tanh": np.tanh,
    "softplus": lambda z: np.logaddexp(0, z), "linear": lambda z: z, "relu": lambda z: np.maximum(z, 0),
    "silu": lambda z: z * DEFINITIONS["sigmoid"](z), "leaky-relu": lambda z: np.maximum(z, 0.01 * z),
    "gelu": np.vectorize(lambda z: z * erfc(-z / sqrt(2)) / 2, otypes=[float]),
}  # fmt: skip


def proved_gradient(network, x, y):
    """The proved equations, as NumPy functions: the output error of the pair, then (BP2) to (BP4), one by one example."""
    zs, below = weighted_inputs(network, x)
    deltas = [error_in_the_last_layer(network.cost_name, network.activations[-1])(y=y, z=zs[-1])]
    for place in range(len(zs) - 2, -1, -1):
        backwards, w = error_in_a_layer(network.activations[place]), network.weights[place + 1]
        given = [{"delta": d, "w": w, "z": z} for d, z in zip(deltas[0], zs[place], strict=True)]
        deltas.insert(0, np.stack([backwards(**{name: one[name] for name in backwards.parameters}) for one in given]))
    by_weight = ArrayFunction(bp4.statement.rhs)
    weights = [
        np.mean([by_weight(a=a, delta=d) for a, d in zip(*pair, strict=True)], axis=0)
        for pair in zip(below, deltas, strict=False)
    ]
    return Gradient(tuple(weights), tuple(d.mean(axis=0) for d in deltas))


@cache
def error_in_the_last_layer(cost, activation):
    return output_error(cost, FORMULAS.get(activation, activation)).as_function()


@cache
def error_in_a_layer(activation):
    """(BP2) with the activation's proved slope."""
    chains = output_error("quadratic", FORMULAS.get(activation, activation)).chains
    slope = next(chain for chain in chains if chain.title == "The slope of the activation").statement
    (of_layer,) = bp2.statement.rhs.atoms(Prime)
    (u,) = slope.lhs.free_symbols
    return ArrayFunction(bp2.statement.rhs.xreplace({of_layer: slope.rhs.subs(u, of_layer.args[0].args[0])}))


@given(cases(widths=5, layers=3, examples=4, activations=COMPUTED))
@examples(40)
def test_backpropagation_and_the_proved_equations_agree(case):
    network, x, y = case
    # the proved a - y of a softmax neuron is 0 for a desired output of 1 that is reached up to rounding
    assert_close(network.gradient(x, y), proved_gradient(network, x, y), case, lost=1e-15)


WRITTEN_OUT = {
    "sigmoid": lambda z: 1 / (1 + sympy.exp(-z)), "tanh": sympy.tanh, "softplus": lambda z: sympy.log(1 + sympy.exp(z)),
    "linear": lambda z: z, "relu": lambda z: sympy.Piecewise((z, z > 0), (0, True)),
    "leaky-relu": lambda z: sympy.Piecewise((z, z > 0), (sympy.Rational(0.01) * z, True)),
    "silu": lambda z: z / (1 + sympy.exp(-z)), "gelu": lambda z: z * sympy.erfc(-z / sympy.sqrt(2)) / 2,
}  # fmt: skip
COSTS = {
    "quadratic": lambda a, y: (a - y) ** 2 / 2,
    "cross-entropy": lambda a, y: -(y * sympy.log(a) + (1 - y) * sympy.log(1 - a)),
    "log-likelihood": lambda a, y: -y * sympy.log(a),
}


def written_out_gradient(network, x, y):
    """The cost as one formula in all weights and biases, differentiated by SymPy, evaluated with digits enough."""
    weights = [_symbols(f"w{place}", w.shape) for place, w in enumerate(network.weights)]
    biases = [_symbols(f"b{place}", b.shape) for place, b in enumerate(network.biases)]
    cost = sympy.Integer(0)
    for inputs, targets in zip(x, y, strict=True):
        a = [sympy.Rational(value) for value in inputs]
        for w, b, name in zip(weights, biases, network.activations, strict=True):
            z = w @ np.array(a, dtype=object) + b
            if name == "softmax":
                a = [sympy.exp(one) / sum(map(sympy.exp, z)) for one in z]
            else:
                a = [WRITTEN_OUT[name](one) for one in z]
        cost += sum(
            COSTS[network.cost_name](one, sympy.Rational(target)) for one, target in zip(a, targets, strict=True)
        )
    parameters = [*(s for w in weights for s in w.ravel()), *(s for b in biases for s in b)]
    values = [float(v) for p in (*network.weights, *network.biases) for v in p.ravel()]
    slopes = sympy.lambdify(parameters, [cost.diff(s) / len(x) for s in parameters], "mpmath", cse=True)
    with mpmath.workdps(1000):
        found = iter([float(slope) for slope in slopes(*map(mpmath.mpf, values))])
    return Gradient(
        tuple(np.reshape([next(found) for _ in range(w.size)], w.shape) for w in network.weights),
        tuple(np.array([next(found) for _ in range(b.size)]) for b in network.biases),
    )


def _symbols(name, shape):
    return np.array(sympy.symbols(f"{name}_:{int(np.prod(shape))}", real=True), dtype=object).reshape(shape)


@given(cases(widths=2, layers=2, examples=2))
@examples(30)
def test_backpropagation_and_sympy_s_derivative_of_the_whole_network_agree(case):
    network, x, y = case
    assume(condition(network, x) < 2000)  # e^-2000 is what a thousand digits can tell from 0
    assert_close(network.gradient(x, y), written_out_gradient(network, x, y), case)


@pytest.mark.parametrize("name", COMPUTED)
def test_a_slope_that_is_forgotten_is_seen_by_each_of_them(name):
    network = Network([2, 2, 1], [name if name != "linear" else "tanh", "sigmoid"], "cross-entropy", seed=1)
    x, y = np.array([[0.5, -1.0]]), np.array([[1.0]])
    right = network.gradient(x, y)
    wrong = Gradient((right.weights[0] * 2, right.weights[1]), right.biases)
    assert not check_gradients(network, x, y, gradient=wrong).passed
    for expected in (proved_gradient(network, x, y), written_out_gradient(network, x, y)):
        assert_close(right, expected, (network, x, y))
        with pytest.raises(AssertionError):
            assert_close(wrong, expected, (network, x, y))
