"""SymPy's diff by entries and through sums; what it finds is right by the proof core."""

import pytest
import sympy
from sympy import diff, exp, log

from derivations.notation import Kronecker, L, Partial, Sum, a, neurons, y, z
from derivations.proof import Claim, Proved, Theory, Verifier, between

i, j, k = neurons("i j k")
SOFTMAX = exp(z[L, j]) / Sum(exp(z[L, k]), k)


def test_an_entry_by_an_entry_is_a_delta():
    assert diff(z[L, j], z[L, j]) == 1
    assert diff(z[L, j], z[L, k]) == Kronecker(j, k)
    assert diff(z[L, j], a[L, j]) == 0
    assert diff(z[L, j], sympy.Symbol("u")) == 0


def test_a_delta_in_a_sum_picks_its_term():
    assert diff(Sum((a[L, i] - y[i]) ** 2, i) / 2, a[L, j]) == a[L, j] - y[j]
    assert diff(Sum(z[L, i] * y[i], i), z[L, j]) == y[j]


def test_the_bound_index_is_not_the_one_that_is_differentiated_by():
    assert diff(Sum(exp(z[L, k]), k), z[L, k]) == exp(z[L, k])


@pytest.mark.parametrize(
    ("expression", "by"),
    [
        (SOFTMAX, z[L, j]),
        (SOFTMAX, z[L, k]),
        (Sum(exp(z[L, i]), i, without=j), z[L, k]),
        (log(Sum(exp(z[L, i]), i)), z[L, j]),
        (-Sum(y[i] * log(a[L, i]) + (1 - y[i]) * log(1 - a[L, i]), i), a[L, j]),
        (Sum(Sum(z[L, i] * z[L, k], i) * y[k], k), z[L, j]),
    ],
    ids=str,
)
def test_what_diff_finds_is_proved(expression, by):
    claim = Claim(Partial(expression, by), "=", diff(expression, by))
    verdict = Verifier().decide(claim, Theory(between(0, a[L, j], 1)), (), frozenset({i, j, k}))
    assert isinstance(verdict, Proved)
