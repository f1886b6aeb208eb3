"""Formulas as NumPy functions: exact where floating-point numbers are exact enough, and sound where they overflow."""

from inspect import signature

import mpmath
import numpy as np
import pytest
import sympy
from hypothesis import given
from hypothesis import strategies as st
from support.examples import examples
from sympy import Function, Integer, Rational, Symbol, evaluate, exp, log, sqrt, tanh

from derivations.notation import Kronecker, L, Lim, Partial, Sum, a, b, neurons, sigma, w, width, x, y, z
from derivations.notation.arrays import ArrayFunction, NotComputable, Undetermined
from derivations.notation.network import n

u, v = Symbol("u"), Symbol("v")
i, j, k = neurons("i j k")
(before,) = neurons("k", L - 1)
with evaluate(False):
    softmax = exp(z[L, j]) / Sum(exp(z[L, k]), k)
    jacobian = softmax * (Kronecker(j, i) - exp(z[L, i]) / Sum(exp(z[L, k]), k))
    without = exp(z[L, j]) / (exp(z[L, j]) + Sum(exp(z[L, k]), k, without=j))

EXTREME = st.floats(-700, 700) | st.sampled_from([-745.0, -700.0, -40.0, -1e-300, 0.0, 1e-300, 37.0, 40.0, 700.0])


def close(found, expected, relative=1e-12):
    """Whether two numbers agree; what is too small for a normal number need not."""
    return abs(mpmath.mpf(float(found)) - expected) <= relative * abs(expected) + mpmath.mpf(10) ** -307


@given(EXTREME)
def test_a_sigmoid_and_its_slope_are_right_far_out(value):
    true = 1 / (1 + mpmath.exp(-mpmath.mpf(value)))
    assert close(ArrayFunction(sigma(u))(value), true)
    assert close(ArrayFunction(1 - sigma(u))(value), 1 / (1 + mpmath.exp(mpmath.mpf(value))))
    assert close(
        ArrayFunction(sigma(u) * (1 - sigma(u)))(value),
        true * (1 - true) if abs(value) < 60 else mpmath.exp(-abs(mpmath.mpf(value))),
    )
    assert close(
        ArrayFunction(exp(-u) / (1 + exp(-u)) ** 2)(value),
        mpmath.exp(-abs(mpmath.mpf(value))) / (1 + mpmath.exp(-abs(mpmath.mpf(value)))) ** 2,
    )
    assert close(ArrayFunction(log(sigma(u)))(value), -mpmath.log1p(mpmath.exp(-mpmath.mpf(value))))


@given(st.lists(EXTREME, min_size=1, max_size=6))
def test_softmax_is_right_far_out(values):
    total = mpmath.fsum(mpmath.exp(mpmath.mpf(value)) for value in values)
    for formula in (softmax, without):
        found = ArrayFunction(formula)(values)
        assert found.shape == (len(values),)
        assert all(
            close(f, mpmath.exp(mpmath.mpf(value)) / total, 1e-10) for f, value in zip(found, values, strict=True)
        )


@given(st.lists(st.floats(-300, 300), min_size=1, max_size=4))
@examples(30)
def test_a_jacobian_has_an_axis_for_each_index(values):
    function = ArrayFunction(jacobian, (j, i))
    found = function(values)
    total = mpmath.fsum(mpmath.exp(mpmath.mpf(value)) for value in values)
    outputs = [mpmath.exp(mpmath.mpf(value)) / total for value in values]
    assert found.shape == (len(values), len(values))
    for row, one in enumerate(outputs):
        for column, other in enumerate(outputs):
            rest = mpmath.fsum(o for place, o in enumerate(outputs) if place != column)
            assert abs(found[row, column] - one * (rest if row == column else -other)) < 1e-13


@given(st.floats(-1e6, 1e6), st.floats(-1e6, 1e6))
def test_without_exponentials_it_is_plain_arithmetic(one, other):
    assert ArrayFunction((u - v) ** 2 / 2)(u=one, v=other) == pytest.approx((one - other) ** 2 / 2, rel=1e-15, abs=0)
    assert ArrayFunction(u * v + 3)(u=one, v=other) == one * other + 3


@pytest.mark.parametrize(
    ("formula", "at", "expected"),
    [
        (sqrt(u), 2.0, np.sqrt(2.0)), (u ** Rational(3, 2), 4.0, 8.0), (u**-2, 4.0, 0.0625), (tanh(u), 0.5, np.tanh(0.5)),
        (abs(u), -3.0, 3.0), (log(1 - u), 1e-20, -1e-20), (exp(u) - 1, 1e-20, 1e-20), (Integer(7) + 0 * u + u, 1.0, 8.0),
        (sympy.Mul(exp(u), exp(-u), evaluate=False), 800.0, 1.0), (exp(exp(u)), -1000.0, 1.0), (-exp(u), 0.0, -1.0), ((-exp(u)) ** 3, 0.0, -1.0),
    ],
)  # fmt: skip
def test_small_formulas_have_their_values(formula, at, expected):
    assert float(ArrayFunction(formula)(at)) == pytest.approx(expected, rel=1e-14, abs=0)


def test_training_examples_are_a_first_axis_that_may_be_missing():
    function = ArrayFunction(sigma(z[L, j]) - y[j])
    assert function.parameters == ("y", "z")
    one = function(y=[0.0, 1.0], z=[0.0, 0.0])
    assert one.shape == (2,)
    many = function(y=[[0.0, 1.0]] * 3, z=[[0.0, 0.0]] * 3)
    assert many.shape == (3, 2)
    assert (many == one).all()


def test_the_gradient_of_a_layer_averages_over_examples():
    with evaluate(False):
        formula = 1 / n * Sum(a[L - 1, before] * (sigma(z[L, j]) - y[j]), x)
    function = ArrayFunction(formula, (j, before))
    rng = np.random.default_rng(0)
    inputs, targets, weighted = rng.normal(size=(5, 2)), rng.random((5, 3)), rng.normal(size=(5, 3))
    expected = (1 / (1 + np.exp(-weighted)) - targets).T @ inputs / 5
    assert np.allclose(function(a=inputs, y=targets, z=weighted), expected, rtol=1e-13)


def test_a_weighted_input_is_a_matrix_product():
    (l,) = __import__("derivations.notation", fromlist=["layers"]).layers("l", 2, L)
    p, q = neurons("p", l)[0], neurons("q", l - 1)[0]
    function = ArrayFunction(Sum(w[l, p, q] * a[l - 1, q], q) + b[l, p])
    rng = np.random.default_rng(1)
    weights, activations, biases = rng.normal(size=(4, 3)), rng.normal(size=3), rng.normal(size=4)
    assert np.allclose(function(a=activations, b=biases, w=weights), weights @ activations + biases)


def test_the_number_of_neurons_is_known_from_the_arrays():
    assert ArrayFunction(Sum(z[L, j], j) / width[L])([1.0, 2.0, 6.0]) == 3.0


def test_one_neuron_is_a_layer():
    assert ArrayFunction(without)([800.0]) == [1.0]
    assert ArrayFunction(jacobian, (j, i))([5.0]) == [[0.0]]


@pytest.mark.parametrize(
    ("formula", "kind", "why"),
    [
        (Partial(a[L, j], z[L, j]), Undetermined, "∂aᴸⱼ/∂zᴸⱼ: it is a derivative of something that has no formula"),
        (Function("f")(u), Undetermined, r"f\(u\): f has no formula"),
        (Sum(Function("f")(z[L, k]), k), Undetermined, "f has no formula"),
        (Lim(u, u, 0), NotComputable, "it is a limit"),
    ],
)
def test_what_has_no_numbers_is_refused(formula, kind, why):
    with pytest.raises(kind, match=why):
        ArrayFunction(formula)


@pytest.mark.parametrize(
    ("arguments", "error", "message"),
    [
        ({"y": [1.0]}, TypeError, r"by name: f\(y=..., z=...\)"),
        ({"y": [1.0], "z": [1.0], "a": [1.0]}, TypeError, r"by name: f\(y=..., z=...\)"),
        ({"y": [1.0, 2.0], "z": [1.0, 2.0, 3.0]}, ValueError, "expected 2 along j, got 3"),
        ({"y": 1.0, "z": [1.0]}, ValueError, r"y: expected an array with 2 axes \(x, j\), got one of \(\)"),
        ({"y": "words", "z": [1.0]}, ValueError, "could not convert"),
    ],
)
def test_wrong_arguments_are_told(arguments, error, message):
    with pytest.raises(error, match=message):
        ArrayFunction(sigma(z[L, j]) - y[j])(**arguments)


def test_several_arguments_are_given_by_name_as_their_order_would_be_guessed():
    function = ArrayFunction(sigma(z[L, j]) - y[j])
    with pytest.raises(TypeError, match=r"by name: f\(y=..., z=...\)"):
        function([40.0], [1.0])
    assert [*signature(function).parameters] == ["y", "z"]
    assert repr(function) == "<NumPy function (*, y, z)>"
    assert [*signature(ArrayFunction(sigma(u))).parameters] == ["u"]


def test_names_that_python_does_not_take_become_ones_that_it_does():
    assert ArrayFunction(Symbol("lambda") * Symbol("u'"))(lambda_=2.0, u_=3.0) == 6.0
    with pytest.raises(NotComputable, match="two quantities have one name: u_, u_"):
        ArrayFunction(Symbol("u'") * Symbol("u_"))


def test_the_same_family_in_two_layers_gives_two_arguments():
    function = ArrayFunction(a[L, j] * a[L - 1, before])
    assert function.parameters == ("a_L", "a_L_minus_1")
    assert function(a_L=[1.0, 2.0], a_L_minus_1=[3.0]).shape == (2, 1)
