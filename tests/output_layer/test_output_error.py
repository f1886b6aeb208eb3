"""The output error of any cost and activation: proved for every n, and the same as SymPy's own derivative at n = 3."""

import pytest
import sympy
from support.marks import slow, slow_but
from sympy import (
    Heaviside,
    Integer,
    Integral,
    Max,
    Piecewise,
    Rational,
    Symbol,
    asin,
    atan,
    cosh,
    erf,
    exp,
    log,
    sign,
    sin,
    sqrt,
    tanh,
)  # fmt: skip
from sympy.abc import a, k, t, y, z

from derivations.notation import L, Sum, replaced, sigma
from derivations.notation import a as outputs
from derivations.notation import y as desired
from derivations.notation import z as inputs
from derivations.output_layer import output_error, output_gradient
from derivations.output_layer.formulas import ACTIVATIONS, COSTS
from derivations.proof import Proved, Refuted, between, verify

N = 3
beta = Symbol("beta", positive=True)
SOFTMAX = "softmax"
CHAPTER = [
    ("quadratic", "sigmoid"), ("cross-entropy", "sigmoid"), ("quadratic", "linear"), ("log-likelihood", SOFTMAX),
    ("quadratic", SOFTMAX), ("log-likelihood", "sigmoid"),
]  # fmt: skip
OTHERS = [
    ("quadratic", tanh), ((a - y) ** 2 / 2, 1 / (1 + exp(-z))), ("poisson", "exp"), ("quadratic", "softplus"),
    ((a - y) ** 4, tanh), (log(cosh(a - y)), "identity"), (exp(a - y) - a, "tanh"), (log(cosh(a - y)), sigma),
    ("poisson", SOFTMAX), ((a - y) ** 4 / 4, SOFTMAX), ("quadratic", z / sqrt(1 + z**2)), ("quadratic", z / (1 + exp(-z))),
    ("quadratic", exp(-(z**2))), ((a - y) ** 6, "identity"), ("quadratic", tanh(beta * z)), ("quadratic", z**3 + z),
]  # fmt: skip
POINTS = [
    {"z": (Rational(1, 3), Integer(-1), Rational(5, 4)), "y": (Rational(1, 5), Rational(3, 10), Rational(1, 2))},
    {"z": (Integer(0), Rational(7, 2), Rational(-2, 3)), "y": (Integer(0), Integer(1), Integer(0))},
]


def formula(what, table):
    return table[what] if isinstance(what, str) else what(z) if isinstance(what, type) else what


def by_name(expression, values):
    return expression.subs({s: values[s.name] for s in expression.free_symbols if s.name in values})


def explicit_derivative(cost, activation, j):
    """SymPy's derivative of the cost of three neurons by the j-th weighted input."""
    zs, ys = sympy.symbols("z1:4", real=True), sympy.symbols("y1:4", real=True)
    if activation == SOFTMAX:
        values = [exp(one) / sympy.Add(*map(exp, zs)) for one in zs]
    else:
        function = formula(activation, ACTIVATIONS)
        values = [by_name(function.replace(sigma, lambda u: 1 / (1 + exp(-u))), {"z": one}) for one in zs]
    total = sympy.Add(*(by_name(formula(cost, COSTS), {"a": v, "y": t}) for v, t in zip(values, ys, strict=True)))
    return sympy.diff(total, zs[j]), values, zs, ys


def written_out(expression, values, zs, ys, j, index):
    """The derived right side for three neurons, sums term by term."""
    if isinstance(expression, Sum):
        terms = [replaced(expression.body, {expression.index: Integer(k + 1)}) for k in range(N)]
        return sympy.Add(*(written_out(term, values, zs, ys, j, index) for term in terms))
    if expression in (outputs[L, index], inputs[L, index], desired[index]):
        return {outputs: values, inputs: zs, desired: ys}[expression.family][j]
    if getattr(expression, "family", None) in (outputs, inputs, desired):
        return {outputs: values, inputs: zs, desired: ys}[expression.family][int(expression.args[-1]) - 1]
    if not expression.args:
        return expression
    return expression.func(*(written_out(part, values, zs, ys, j, index) for part in expression.args))


@pytest.mark.parametrize(
    ("cost", "activation"), slow_but(CHAPTER + OTHERS[:1] + OTHERS[8:9], CHAPTER + OTHERS), ids=str
)
def test_it_is_proved_and_agrees_with_an_explicit_derivative(cost, activation):
    derivation = output_error(cost, activation)
    assert isinstance(verify(derivation).verdict, Proved)
    (chain,) = derivation.conclusions
    index = chain.start.args[-1]
    for j in range(N):
        expected, values, zs, ys = explicit_derivative(cost, activation, j)
        found = written_out(chain.end, values, zs, ys, j, index)
        for point in POINTS:
            targets = point["y"]
            if activation == SOFTMAX:  # desired outputs sum to 1
                targets = (Rational(1, 5), Rational(3, 10), Rational(1, 2)) if targets[0] else targets
            where = dict(zip((*zs, *ys), (*point["z"], *targets), strict=True)) | {beta: Rational(3, 2)}
            difference = (found - expected).subs(where)
            assert abs(difference.evalf(60)) < 10**-45


def test_there_are_enough_pairs():
    assert len(CHAPTER) + len(OTHERS) >= 12
    assert len(OTHERS) >= 6


@pytest.mark.parametrize(("cost", "activation"), [("cross-entropy", "sigmoid"), ("quadratic", "linear"), ("log-likelihood", SOFTMAX), ("poisson", "exp")])  # fmt: skip
def test_matched_pairs_give_the_difference(cost, activation):
    (chain,) = output_error(cost, activation).conclusions
    j = chain.start.args[-1]
    assert sympy.expand(chain.end - (outputs[L, j] - desired[j])) == 0


def test_it_is_a_derivation_like_any_other(tmp_path):
    from derivations.report import write_report

    derivation = output_error("quadratic", tanh)
    assert derivation.as_function()(y=[0.0, 0.5], z=[0.0, 1.0]).shape == (2,)
    assert "tanh" in derivation.title
    (path,) = write_report([derivation], tmp_path)
    assert "The output error of tanh" in path.read_text(encoding="utf-8")


def test_what_does_not_follow_is_unknown_and_says_what_is_missing():
    verdict = verify(output_error("cross-entropy", "identity")).verdict
    assert not isinstance(verdict, Proved | Refuted)
    assert "1 - a⁽ˣ⁾ᴸᵢ > 0" in verdict.reason


def test_assumptions_close_the_gap():
    assert isinstance(verify(output_error("cross-entropy", "identity", assuming=[between(0, a, 1)])).verdict, Proved)
    assert not isinstance(verify(output_error(y * log(y / a), "sigmoid")).verdict, Proved)
    assert isinstance(verify(output_error(y * log(y / a), "sigmoid", assuming=[between(0, y, 1)])).verdict, Proved)


@pytest.mark.parametrize(("cost", "activation"), [("cross-entropy", "sigmoid"), slow("quadratic", tanh), ("log-likelihood", SOFTMAX), slow("quadratic", SOFTMAX)])  # fmt: skip
def test_the_gradient_is_the_output_error_times_the_input(cost, activation):
    derivation = output_gradient(cost, activation)
    assert isinstance(verify(derivation).verdict, Proved)
    by_weight, by_bias, error = derivation.conclusions
    assert by_bias.end == error.end
    assert by_weight.start.args[1].family.name == "w"


@pytest.mark.parametrize("activation", [asin, slow(Max(0, z)), slow(z * Heaviside(z)), slow(z * sign(z))], ids=str)
def test_what_the_core_does_not_know_is_unknown_not_false(activation):
    assert not isinstance(verify(output_error("quadratic", activation)).verdict, Proved | Refuted)


@pytest.mark.parametrize("activation", [atan, sin(z), erf(z)], ids=str)
def test_activations_that_the_kernel_does_not_define_are_known_by_identities(activation):
    assert isinstance(verify(output_error("quadratic", activation)).verdict, Proved)


@pytest.mark.parametrize("name", slow_but("w", "uvstbw"))
def test_a_parameter_may_have_any_other_name(name):
    parameter = Symbol(name, positive=True)
    assert isinstance(verify(output_error("quadratic", tanh(parameter * z))).verdict, Proved)


@pytest.mark.parametrize(
    ("cost", "activation", "error", "message"),
    [
        ("quadratik", "sigmoid", ValueError, "no cost called 'quadratik'; did you mean 'quadratic'"),
        ("quadratic", "relu6", ValueError, "no activation called 'relu6'"),
        ("quadratic", "ReLU", ValueError, "no derivative at z = 0, .*; numeric.Network computes with it"),
        ("MSE", "sigmoid", ValueError, "use 'quadratic', which is half of the squared error"),
        ((a - y) ** 2 * 0.5, "sigmoid", ValueError, r"0.5 is a floating-point number, .*: write Rational\('0.5'\)"),
        ("quadratic", y + z, ValueError, "y in the activation"),
        ("quadratic", tanh(Symbol("n") * z), ValueError, "n is the number of training examples"),
        ("quadratic", Integer(1), ValueError, "no z in 1"),
        (y**2, "sigmoid", ValueError, r"no a in y\*\*2"),
        (a * z, "sigmoid", ValueError, "z in the cost"),
        ("quadratic", Piecewise((z, z > 0), (z / 100, True)), ValueError, "has cases or bounds in it"),
        ("quadratic", 1 + Integral(exp(-(t**2)), (t, 0, z)), ValueError, "has cases or bounds in it"),
        (sympy.Sum(a**k, (k, 1, 3)), "sigmoid", ValueError, "has cases or bounds in it"),
        (3, "sigmoid", TypeError, "cost: expected a name or a SymPy expression in a and y, got 3"),
        ("quadratic", None, TypeError, "activation: expected a name or a SymPy expression in z, got None"),
    ],
)
def test_what_is_no_cost_or_activation_is_told(cost, activation, error, message):
    with pytest.raises(error, match=message):
        output_error(cost, activation)
