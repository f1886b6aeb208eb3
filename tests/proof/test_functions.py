"""Functions that the kernel does not define, and equations that hold for all real numbers."""

import pytest
import sympy
from hypothesis import given as drawn
from hypothesis import strategies as st
from sympy import Eq, Function, Symbol, cos, erf, pi, sin, tan

from derivations.notation import Partial, Prime
from derivations.notation.relations import SIGNS
from derivations.notation.text import text
from derivations.proof import Claim, Proved, Refuted, Theory, Unknown, Verifier, definition_of, given
from derivations.proof.audit import POINTS, audit
from derivations.proof.statements.functions import IDENTITIES
from derivations.proof.wording import assumption, written

x, y, z, u = sympy.symbols("x y z u", real=True)
f = Function("f")
TANGENT = (definition_of(tan),)


def decided(left, right, *assumptions, relation="=", by=TANGENT):
    with sympy.evaluate(False):
        claim = Claim(left, relation, right)
    return Verifier(audit=True).decide(claim, Theory(*assumptions), (*assumptions, *by))


@pytest.mark.parametrize("identity", IDENTITIES, ids=lambda identity: str(identity.claim))
def test_what_is_known_of_a_function_is_seen_at_many_points(identity):
    claim = Claim(identity.claim.lhs, SIGNS[type(identity.claim)], identity.claim.rhs)
    seen = audit(claim, Theory())
    assert seen.points == POINTS
    assert identity.claim.free_symbols == set(identity.forall)


@pytest.mark.parametrize(
    ("left", "right", "wrong"),
    [
        (sin(x - y), sin(x) * cos(y) - cos(x) * sin(y), sin(x) * cos(y) + cos(x) * sin(y)),
        (sin(3 * x), 3 * sin(x) - 4 * sin(x) ** 3, 3 * sin(x)),
        (cos(x) ** 2, 1 - sin(x) ** 2, 1 + sin(x) ** 2),
        (sin(x + 2 * pi), sin(x), -sin(x)),
        (cos(pi / 2 - x), sin(x), cos(x)),
        (Partial(sin(x**2), x), 2 * x * cos(x**2), cos(x**2)),
        (Prime(cos(x), 2), -cos(x), cos(x)),
        (erf(-2 * x), -erf(2 * x), -2 * erf(x)),
    ],
)
def test_identities_are_put_together(left, right, wrong):
    assert isinstance(decided(left, right), Proved)
    assert isinstance(decided(left, wrong), Refuted)


def test_a_tangent_has_a_value_where_the_cosine_is_not_0():
    apart = given(sympy.Ne(cos(x), 0))
    assert isinstance(decided(tan(x), sin(x) / cos(x), apart), Proved)
    assert isinstance(decided(Partial(tan(x), x), 1 / cos(x) ** 2, apart), Proved)
    assert isinstance(decided(tan(x), sin(x) / cos(x)), Unknown)
    assert isinstance(decided(tan(2 * x), 2 * tan(x)), Refuted)


@pytest.mark.parametrize(
    ("left", "right"),
    [
        (sympy.floor(x), x), (sympy.ceiling(x), sympy.floor(x) + 1), (sympy.sign(2 * x), 2 * sympy.sign(x)),
        (sympy.gamma(2 * x), 2 * sympy.gamma(x)), (sympy.asin(2 * x), 2 * sympy.asin(x)),
        (Partial(sympy.acos(x), x), 1 / sympy.sqrt(1 - x**2)),
    ],
)  # fmt: skip
def test_what_has_no_identity_is_evaluated(left, right):
    assert isinstance(decided(left, right), Refuted)
    assert isinstance(decided(left, left), Unknown)


def test_a_step_of_a_floor_has_no_derivative_and_is_not_refuted():
    assert isinstance(decided(Partial(sympy.floor(x), x), 1 + x**2), Unknown)


# -- equations of unknown functions

logistic = given(Eq(Prime(f(z), 1), f(z) * (1 - f(z)), evaluate=False), forall=z)


def test_an_equation_of_a_function_holds_at_every_argument_and_may_be_differentiated():
    assert isinstance(decided(f(x**2) ** 2, f(x**2) - Prime(f(x**2), 1), logistic), Proved)
    assert isinstance(decided(Prime(f(x), 2), Prime(f(x), 1) * (1 - 2 * f(x)), logistic), Proved)
    assert isinstance(decided(Partial(f(2 * x), x), 2 * f(2 * x) * (1 - f(2 * x)), logistic), Proved)


def test_what_does_not_follow_from_it_is_refuted_by_a_function_that_satisfies_it():
    found = decided(Prime(f(x), 2), Prime(f(x), 1) * (1 - 3 * f(x)), logistic)
    assert isinstance(found, Refuted)
    assert found.counterexample.values["f(u)"] == "σ(u)"
    even = given(Eq(f(-z), f(z), evaluate=False), forall=z)
    assert isinstance(decided(f(-x - y), f(x + y), even), Proved)
    assert isinstance(decided(f(-2), f(2), even), Proved)
    assert isinstance(decided(f(2 * x), 2 * f(x), even), Refuted)


def test_an_equation_for_all_values_of_a_symbol_has_words():
    for variable in (z, Symbol("t")):
        words = assumption(given(Eq(f(variable), f(-variable), evaluate=False), forall=variable))
        assert written(words, text) == f"f({variable}) = f(-{variable}) for all {variable}"


def test_at_one_argument_it_says_nothing_of_others():
    here = given(Eq(f(x), x, evaluate=False))
    assert not isinstance(decided(f(x + 1), x + 1, here), Proved)
    assert not isinstance(decided(Prime(f(x), 1), sympy.Integer(1), here), Proved)


def test_an_equation_that_no_known_function_satisfies_refutes_nothing():
    strange = given(Eq(f(z + 1), f(z) + z**2, evaluate=False), forall=z)
    assert isinstance(decided(f(x), x + 7, strange), Unknown)


def test_a_derivative_by_the_variable_is_to_be_written_as_that_of_the_function():
    stated = given(Eq(Partial(f(z) * z, z), 0, evaluate=False), forall=z)
    assert isinstance(decided(f(x), sympy.Integer(0), stated, by=()), Unknown)


@drawn(st.sampled_from([Symbol("p", positive=True), Symbol("n", integer=True)]))
def test_what_is_no_real_variable_is_not_stated_for_all(symbol):
    with pytest.raises(TypeError, match="real Symbol"):
        given(Eq(f(symbol), 0, evaluate=False), forall=symbol)
