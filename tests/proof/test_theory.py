"""What a theory accepts, and how it says what it does not."""

import pytest
from sympy import Function, Symbol, exp

from derivations.notation import Eq, L, Sum, a, neurons, sigma, z
from derivations.proof import Definition, Theory, between, definition_of, from_to, given, positive, reals, whole

u, v, F = Symbol("u"), Symbol("v"), Function("F")
j, k = neurons("j k")


def test_assumptions_are_kept_once_and_by_kind():
    theory = Theory(reals(u), between(0, v, 1), given(Eq(u, v)), reals(u))
    assert [domain.of for domain in theory.domains] == [u, v]
    assert len(theory.hypotheses) == 1
    assert Theory(theory, positive(u)).domains[:2] == theory.domains


def test_a_definition_is_found_by_what_it_defines():
    softmax = Definition(a[L, j], exp(z[L, j]) / Sum(exp(z[L, k]), k))
    theory = Theory(softmax, Definition(F(u), u**2))
    assert theory.definition_of(a) is theory.definition_of(a[L, k]) is softmax
    assert theory.definition_of(F).right == u**2
    assert theory.definition_of(sigma) is not None
    assert theory.definition_of(z) is None


@pytest.mark.parametrize(
    ("assumptions", "message"),
    [
        ((Definition(u, v), Definition(u, v + 1)), "u is defined twice"),
        ((Definition(F(u), u), Definition(F(v), v)), "F is defined twice"),
        ((Definition(u, u + 1),), "u is defined by itself"),
    ],
)
def test_definitions_that_contradict_one_another_are_refused(assumptions, message):
    with pytest.raises(ValueError, match=message):
        Theory(*assumptions)


@pytest.mark.parametrize("strange", [3, "u > 0", Eq(u, v), definition_of(u)])
def test_what_is_no_assumption_is_refused(strange):
    with pytest.raises(TypeError, match="a theory is made of"):
        Theory(strange)


def test_intervals_say_which_ends_belong_to_them():
    assert between(0, u, 1).low_open
    assert not from_to(0, u, 1).high_open
    assert whole(u, 2).whole
