"""Parameters come back in the form in which they were given, and what cannot be taken is told."""

from collections import OrderedDict, namedtuple
from dataclasses import dataclass, field

import numpy as np
import pytest

from numeric import Verdict, assert_gradients, check_gradients, check_jvp, check_vjp

Pair = namedtuple("Pair", "w b")


@dataclass
class Model:
    w: np.ndarray
    b: float
    name: str = "a model"
    tried: bool = field(default=False)


def forms_of_parameters():
    w, b = np.array([0.5, -1.5]), 0.25
    yield [w, b], lambda p: p, lambda s: s
    yield (w, b), lambda p: p, lambda s: s
    yield [w.tolist(), [b]], lambda p: (np.array(p[0]), p[1][0]), lambda s: [s[0].tolist(), [s[1]]]
    yield {"w": w, "b": b}, lambda p: p.values(), lambda s: {"b": s[1], "w": s[0]}
    yield OrderedDict(w=w, b=b), lambda p: p.values(), lambda s: OrderedDict(w=s[0], b=s[1])
    yield Pair(w, b), lambda p: p, lambda s: Pair(*s)
    yield Model(w, b), lambda p: (p.w, p.b), lambda s: Model(s[0], s[1], "a gradient")
    yield {"layers": [{"w": w}], "b": (b,)}, lambda p: (p["layers"][0]["w"], p["b"][0]), lambda s: {
        "layers": [{"w": s[0]}], "b": [s[1]]
    }  # fmt: skip


@pytest.mark.parametrize("factor", [1.0, 2.0])
@pytest.mark.parametrize("form", list(forms_of_parameters()), ids=lambda form: type(form[0]).__name__)
def test_a_structure_comes_back_as_it_came(form, factor):
    parameters, parts, gradient_from = form
    seen = set()

    def cost(p):
        seen.add(type(p))
        w, b = parts(p)
        return np.sin(w).sum() * b

    def gradient(p):
        w, b = parts(p)
        return gradient_from([factor * np.cos(w) * b, np.sin(w).sum()])

    found = check_gradients(cost, gradient, parameters)
    assert found.verdict is (Verdict.RIGHT if factor == 1 else Verdict.WRONG)
    assert found.wrong == (0 if factor == 1 else 2)
    assert seen == {type(parameters)}


def test_the_fields_of_a_dataclass_that_are_no_numbers_are_left_as_they_are():
    def cost(p):
        assert (p.name, p.tried) == ("a model", False)
        return float(p.w @ p.w) * p.b

    assert check_gradients(cost, lambda p: Model(2 * p.w * p.b, float(p.w @ p.w)), Model(np.ones(2), 2.0)).passed


def test_the_book_s_lists_are_taken():
    biases, weights = [np.array([[0.1], [0.2]])], [np.array([[1.0, 2.0], [3.0, -1.0]])]
    x = np.array([[0.3], [0.7]])

    def cost(p):
        return float((np.tanh(p[1][0] @ x + p[0][0]) ** 2).sum() / 2)

    def gradient(p, factor=1):
        a = np.tanh(p[1][0] @ x + p[0][0])
        delta = a * (1 - a * a)
        return ([factor * delta], [delta @ x.T])

    assert check_gradients(cost, gradient, [biases, weights]).passed
    assert check_gradients(cost, lambda p: gradient(p, 2), [biases, weights]).wrong == 2


@pytest.mark.parametrize("shape", [(1,), (1, 1), ()])
def test_a_cost_may_be_an_array_of_one_number(shape):
    def cost(p):
        return np.reshape((p**2).sum(), shape)

    assert check_gradients(cost, lambda p: 2 * p, np.arange(3.0)).passed


def test_an_array_is_a_gradient_of_a_list_and_a_list_of_an_array():
    assert check_gradients(lambda p: p[0] * p[1], lambda p: np.array([p[1], p[0]]), [2.0, 3.0]).passed
    assert check_gradients(lambda p: p[0] * p[1], lambda p: [p[1], p[0]], np.array([2.0, 3.0])).passed
    assert check_gradients(lambda p: p[0] * p[1], lambda p: np.array([p[0], p[1]]), [2.0, 3.0]).wrong == 2


def test_a_function_may_give_value_and_gradient_at_once():
    assert check_gradients(lambda p: ((p**3).sum(), 3 * p**2), np.arange(1.0, 4)).passed
    assert check_gradients(lambda p: ((p**3).sum(), 2 * p**2), np.arange(1.0, 4)).wrong == 3
    with pytest.raises(
        TypeError, match=r"expected a gradient, or a function that gives its value and gradient as a pair"
    ):
        check_gradients(lambda p: 1.0, np.arange(3.0))


def test_a_function_may_change_or_keep_what_it_is_given():
    kept = {}

    def careless(p):
        """Answers from what it has kept, if its argument equals what it was given last, which it does not copy."""
        if "p" not in kept or not np.array_equal(kept["p"], p):
            kept.update(p=p, value=float((p**2).sum()))
        return kept["value"]

    def destructive(p):
        p *= p
        return float(p.sum())

    for cost in (careless, destructive):
        given = np.array([1.0, 2.0, 3.0])
        assert check_gradients(cost, lambda p: 2 * p, given).passed
        assert check_gradients(cost, lambda p: 3 * p, given).wrong == 3
        assert (given == [1, 2, 3]).all()


def layer(p):
    return np.tanh(p["w"] @ np.array([1.0, 2.0])) + p["b"]


W = {"w": np.array([[0.1, 0.2], [0.3, -0.4], [0.0, 0.5]]), "b": np.ones(3)}


@pytest.mark.parametrize("upstream", [None, np.array([1.0, -2.0, 0.5])])
def test_a_vector_jacobian_product(upstream):
    def vjp(p, u, lost=1):
        slope = 1 - np.tanh(p["w"] @ np.array([1.0, 2.0])) ** 2
        return {"w": np.outer(u * slope**lost, [1.0, 2.0]), "b": u}

    assert check_vjp(layer, vjp, W, upstream).passed
    assert check_vjp(layer, lambda p, u: vjp(p, u, 0), W, upstream).wrong == 6
    with pytest.raises(ValueError, match=r"upstream: expected outputs of shape \(3,\), got \(2,\)"):
        check_vjp(layer, vjp, W, np.ones(2))


def test_a_jacobian_vector_product():
    def jvp(p, v, factor=1):
        slope = 1 - np.tanh(p["w"] @ np.array([1.0, 2.0])) ** 2
        return factor * slope * (v["w"] @ np.array([1.0, 2.0])) + v["b"]

    assert check_jvp(layer, jvp, W).passed
    assert check_jvp(layer, lambda p, v: jvp(p, v, 2), W).wrong == 3


def test_a_hessian_vector_product():
    a = np.array([[2.0, 1.0], [1.0, 3.0]])
    gradient, p = lambda p: a @ p + p**3, np.array([0.5, -1.0])
    assert check_jvp(gradient, lambda p, v: a @ v + 3 * p**2 * v, p).passed
    assert check_jvp(gradient, lambda p, v: a @ v, p, tangent=np.array([1.0, 0.0])).wrong == 1


@pytest.mark.parametrize(
    ("parameters", "message"),
    [
        (None, r"parameters: expected numbers, arrays, tensors, .*, got None"),
        ("3", r"parameters: expected numbers, .*, got '3'"),
        ([1.0, None], r"parameters\[1\]: expected numbers, .*, got None"),
        ({"w": "one"}, r"parameters\['w'\]: expected numbers, .*, got 'one'"),
        (True, r"parameters: expected numbers, .*, got True"),
        (np.ones(2) * 1j, r"parameters: expected real numbers, got complex128; make the real and the imaginary parts two"),
        (1j, r"parameters: expected numbers, .*, got 1j"),
        (np.ma.masked_array([1.0, 2.0], [True, False]), r"parameters: expected real numbers, got a masked array; fill it"),
        (np.array(["a"]), r"parameters: expected real numbers, got an array of <U1 of shape \(1,\)"),
        (np.array([True]), r"parameters: expected real numbers, got an array of bool of shape \(1,\)"),
        (np.array([1.0, None]), r"parameters: expected real numbers, got an array of object"),
    ],
)  # fmt: skip
def test_parameters_that_are_no_real_numbers_are_refused(parameters, message):
    with pytest.raises(TypeError, match=message):
        check_gradients(lambda p: 0.0, lambda p: p, parameters)


@pytest.mark.parametrize(
    ("slopes", "error", "message"),
    [
        (None, TypeError, r"gradient: expected numbers for parameters, of shape \(2,\), got None"),
        ("3", TypeError, r"gradient: parameters: expected real numbers, got '3'"),
        ([1.0, None], TypeError, r"gradient: parameters: expected real numbers"),
        (np.ones(3), ValueError, r"gradient: expected parameters of shape \(2,\), got \(3,\)"),
        (np.ones(2) * 1j, TypeError, r"gradient: parameters: expected real numbers, got complex128"),
        (np.ma.masked_array([1.0, 2.0], [True, False]), TypeError, r"gradient: parameters: .* got a masked array"),
    ],
)
def test_gradients_that_do_not_fit_are_refused(slopes, error, message):
    with pytest.raises(error, match=message):
        check_gradients(lambda p: 0.0, lambda p: slopes, np.ones(2))


def test_a_gradient_of_another_structure_names_what_only_one_of_the_two_has():
    with pytest.raises(ValueError, match=r"only one of the two has parameters\['b'\], c"):
        check_gradients(lambda p: 0.0, lambda p: {"c": 1.0}, {"b": 2.0})
    with pytest.raises(ValueError, match=r"gradient: expected the 2 parts of parameters, got \[1.0\]"):
        check_gradients(lambda p: 0.0, lambda p: [1.0], [np.ones(2), 1.0])


@pytest.mark.parametrize(
    ("value", "message"),
    [
        (None, "cost: expected a function that gives a number, got None"),
        ("3", "cost: expected a function that gives a number, got '3'"),
        (np.ones(2), r"cost: expected a function that gives a number, got an array of shape \(2,\); .* check_vjp"),
        (1j, "cost: expected a function that gives a number, got 1j"),
    ],
)
def test_costs_that_are_no_number_are_refused(value, message):
    with pytest.raises(TypeError, match=message):
        check_gradients(lambda p: value, lambda p: p, np.ones(2))


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"step": 0}, "step: expected a number above 0, got 0"),
        ({"tolerance": "a"}, "tolerance: expected a number above 0, got 'a'"),
        ({"sample": 0}, "sample: expected a whole number from 1, got 0"),
        ({"directions": 1.5}, "directions: expected a whole number from 0, got 1.5"),
    ],
)
def test_options_that_make_no_sense_are_refused(options, message):
    with pytest.raises(ValueError, match=message):
        check_gradients(lambda p: p, lambda p: 1.0, 2.0, **options)


def linear(p):
    return float(np.square(np.arange(12.0).reshape(3, 4) @ p["w"] - p["b"]).sum())


def by_linear(p):
    d = 2 * (np.arange(12.0).reshape(3, 4) @ p["w"] - p["b"])
    return {"w": np.arange(12.0).reshape(3, 4).T @ d, "b": -d.sum(axis=0)}


SQUARE = {"w": np.arange(16.0).reshape(4, 4) / 8 - 0.7, "b": np.arange(4.0)}


@pytest.mark.parametrize(
    ("fault", "message"),
    [
        (lambda g, p: {**g, "w": -g["w"]}, r"parameters\['w'\]: the sign is wrong"),
        (lambda g, p: {**g, "w": g["w"] / 3}, r"parameters\['w'\]: all its slopes are 1/3 times what they should be"),
        (lambda g, p: {"w": 2 * g["w"], "b": g["b"]}, r"parameters\['w'\]: all its slopes are 2 times"),
        (lambda g, p: {**g, "w": g["w"].T}, r"parameters\['w'\]: its slopes are those of the transposed block"),
        (lambda g, p: {**g, "w": g["w"] - 0.25 * p["w"]}, r"parameters\['w'\]: the difference is -0.25 times the parameters: a regularisation term is missing"),
        (lambda g, p: {**g, "b": 0 * g["b"]}, r"parameters\['b'\]: all its slopes are 0"),
        (lambda g, p: {**g, "b": g["b"][::-1]}, r"parameters\['b'\]: its slopes are right, but in another order"),
        (lambda g, p: {**g, "b": g["b"] + 1.5}, r"parameters\['b'\]: all its slopes are \+1.5 off by the same"),
    ],
)  # fmt: skip
def test_an_assertion_names_the_likely_fault(fault, message):
    assert_gradients(linear, by_linear, SQUARE)
    with pytest.raises(AssertionError, match=message):
        assert_gradients(linear, lambda p: fault(by_linear(p), p), SQUARE)


@pytest.mark.parametrize(
    ("fault", "message"),
    [
        (lambda g: {**g, "w": g["w"] * np.array([[1], [0], [1], [1]])}, "4 of its slopes are 0 where they should not be"),
        (lambda g: {**g, "w": g["w"] * np.array([[1], [-1], [1], [1]])}, "4 of its slopes have the wrong sign"),
        (lambda g: {**g, "w": g["w"] * np.array([[1], [3], [1], [1]])}, "4 of its slopes are 3 times what they should"),
        (lambda g: {**g, "b": g["b"] * [1, np.nan, 1, 1]}, r"parameters\['b'\]: 1 of its slopes is infinite or nan"),
    ],
)  # fmt: skip
def test_an_assertion_says_what_some_wrong_slopes_have_in_common(fault, message):
    with pytest.raises(AssertionError, match=message):
        assert_gradients(linear, lambda p: fault(by_linear(p)), SQUARE)


def test_an_assertion_names_the_block_that_the_slopes_are_those_of():
    p = [np.array([1.0, 2.0]), np.array([3.0, 5.0])]
    with pytest.raises(AssertionError, match=r"parameters\[0\]: its slopes are those of parameters\[1\]"):
        assert_gradients(lambda p: float((p[0] ** 2 * p[1]).sum()), lambda p: [p[0] ** 2, 2 * p[0] * p[1]], p)


def test_an_assertion_names_the_factor_of_a_number_alone():
    with pytest.raises(AssertionError, match="parameters: its slope is 1/2 times what it should be"):
        assert_gradients(lambda p: p**2, lambda p: p, 3.0)


@pytest.mark.parametrize(
    ("arguments", "options", "message"),
    [
        ((lambda p: p,), {}, "expected a cost, its gradient and parameters, or a function and parameters, got 1"),
        ((lambda p: p, 1.0, 2.0), {}, "gradient: expected a function of the parameters, got 1.0"),
        ((np.ones(2), lambda p: p, 2.0), {}, r"cost: expected a function of the parameters, got an array of float64"),
        ((lambda p: p, lambda p: 1.0, 2.0), {"eps": 1}, "there is no option 'eps'; there are step, tolerance, sample"),
    ],
)
def test_a_call_that_makes_no_sense_says_what_was_expected(arguments, options, message):
    with pytest.raises(TypeError, match=message):
        check_gradients(*arguments, **options)


@pytest.mark.parametrize(
    ("p", "message"),
    [
        ([1.0, np.nan], r"parameters: expected finite numbers, got nan at \[1\]"),
        ({"w": np.array([[1.0, np.inf]])}, r"parameters\['w'\]: expected finite numbers, got inf at \[0, 1\]"),
        (np.empty(0), "parameters: expected at least one number, got none"),
        ({}, "parameters: expected at least one number, got none"),
    ],
)
def test_parameters_of_which_nothing_can_be_compared_are_refused(p, message):
    with pytest.raises(ValueError, match=message):
        check_gradients(lambda p: 1.0, lambda p: p, p)


def test_a_function_in_a_dataclass_is_no_parameter():
    @dataclass
    class Layer:
        w: object
        activation: object = np.tanh

    p = Layer(np.array([0.5, -1.0]))
    assert check_gradients(lambda p: float(p.activation(p.w).sum()), lambda p: Layer(1 - np.tanh(p.w) ** 2), p).passed


def test_a_gradient_in_a_tuple_of_one_part_is_the_part():
    p = np.array([1.0, 2.0])
    assert check_gradients(lambda p: float((p**2).sum()), lambda p: (2 * p,), p).passed
    assert check_gradients(lambda p: float((p**2).sum()), lambda p: (3 * p,), p).wrong == 2


def test_outputs_of_any_structure():
    def outputs(p):
        return {"squares": p**2, "sum": p.sum()}

    p = np.array([1.0, 2.0])
    assert check_vjp(outputs, lambda p, u: 2 * p * u["squares"] + u["sum"], p).passed
    assert check_vjp(outputs, lambda p, u: 2 * p * u["squares"], p).wrong == 2
    assert check_jvp(outputs, lambda p, v: {"squares": 2 * p * v, "sum": v.sum()}, p).passed


def test_a_product_with_nothing_compares_nothing():
    with pytest.raises(ValueError, match="upstream: expected numbers that are not all 0"):
        check_vjp(lambda p: p**2, lambda p, u: 3 * p * u, np.ones(2), np.zeros(2))
    with pytest.raises(ValueError, match="tangent: expected numbers that are not all 0"):
        check_jvp(lambda p: p**2, lambda p, v: 3 * p * v, np.ones(2), np.zeros(2))
    with pytest.raises(ValueError, match="leave out sample and directions"):
        check_jvp(lambda p: p**2, lambda p, v: 2 * p * v, np.ones(2), sample=1)
