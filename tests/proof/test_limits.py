"""Limits of fractions at infinity: the quotient of the leading coefficients, 0, or none."""

import pytest
import sympy
from hypothesis import given
from hypothesis import strategies as st
from support.examples import examples
from sympy import Symbol, exp, ln, oo

from derivations.notation import Lim
from derivations.proof import Claim, Proved, Refuted, Theory, Verifier, reals

t, a = Symbol("t", real=True), Symbol("a", real=True)
VERIFIER = Verifier()


def decided(of, value, *assumptions):
    return VERIFIER.decide(Claim(Lim(of, t, oo), "=", sympy.sympify(value)), Theory(reals(t, a), *assumptions))


COEFFICIENTS = st.lists(st.integers(-9, 9), min_size=1, max_size=4)


@examples(50)
@given(COEFFICIENTS, COEFFICIENTS.filter(lambda found: found[0] != 0))
def test_the_limit_of_a_fraction_is_that_of_its_leading_terms(above, below):
    above = above if above[0] else [*above, 1][above.index(0) :]
    top, bottom = (sum(c * t**e for e, c in enumerate(reversed(found))) for found in (above, below))
    of = sympy.Mul(top, sympy.Pow(bottom, -1, evaluate=False), evaluate=False)
    value = sympy.limit(top / bottom, t, oo)
    if value.is_finite:
        assert isinstance(decided(of, value), Proved)
        assert isinstance(decided(of, value + 1), Refuted)
    else:
        assert not isinstance(decided(of, 0), Proved)


@pytest.mark.parametrize("of", [1 / t, 1 / (t - 5), 1 / ln(t), exp(-t) / (t - 1), (t + 1) ** -2])
def test_a_quantity_is_large_where_it_tends_to_infinity(of):
    assert isinstance(decided(of, 0), Proved)
    assert not isinstance(decided(of, 1), Proved)


def test_what_may_be_0_far_out_is_not_divided_by():
    assert isinstance(decided(a * t / (t + 1), a), Proved)
    assert not isinstance(decided(a * t / (t + 1), 2 * a), Proved)
    for divisor in (a * t - 5, a * t):
        assert not isinstance(decided(t / divisor, 1 / a), Proved)
