"""The cost that matches an activation, found by integration and proved."""

import pytest
import sympy
from support.marks import slow
from sympy import atan, exp, sin
from sympy.abc import y, z

from derivations.notation import L
from derivations.notation import a as outputs
from derivations.notation import y as desired
from derivations.output_layer import NoMatchingCost, matching_cost
from derivations.proof import Proved

NAMED = {
    "sigmoid": "cross-entropy", "identity": "quadratic", "linear": "quadratic", "exp": "poisson",
    "softmax": "log-likelihood",
}  # fmt: skip


@pytest.mark.parametrize(("activation", "name"), NAMED.items())
def test_the_field_s_own_pairs_are_found_by_name(activation, name):
    found = matching_cost(activation)
    assert found.name == name
    assert isinstance(found.verify().verdict, Proved)


@pytest.mark.parametrize(
    "activation", ["tanh", 2 * z + 1, slow(1 / (1 + exp(-2 * z))), slow(1 - exp(-z)), exp(3 * z)], ids=str
)
def test_others_are_found_and_give_the_difference(activation):
    found = matching_cost(activation)
    assert found.name == ""
    assert isinstance(found.verify().verdict, Proved)
    (chain,) = found.derivation.conclusions
    j = chain.start.args[-1]
    assert sympy.expand(chain.end - (outputs[L, j] - desired[j])) == 0
    function = sympy.tanh(z) if activation == "tanh" else activation
    by_input = sympy.diff(found.cost.subs({s: {"a": function, "y": y}[s.name] for s in found.cost.free_symbols}), z)
    for point in (sympy.Rational(1, 3), sympy.Rational(5, 2)):
        assert abs((by_input - (function - y)).subs({z: point, y: sympy.Rational(2, 7)}).evalf(50)) < 10**-40


@pytest.mark.parametrize(
    ("activation", "why"),
    [
        slow("softplus", "no closed form"),
        (sin, "cannot be inverted"),
        (atan, "no closed form"),
        slow(exp(-(z**2)), "no closed form"),
    ],
)
def test_where_there_is_none_it_is_told(activation, why):
    with pytest.raises(NoMatchingCost, match=why):
        matching_cost(activation)


def test_it_shows_as_mathematics():
    found = matching_cost("exp")
    assert found._repr_latex_() == r"$$C_{x} = \sum_{j} (a^{L}_{j} - y_{j} \ln a^{L}_{j})$$"
    assert "<math" in found._repr_html_()
