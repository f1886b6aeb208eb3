"""For which indices or arguments a clause is about a quantity."""

import pytest
from support.kernel_terms import S, at, every, every_real, f, i, j, k, n, num, u, v, x, y

from derivations.kernel import terms as t
from derivations.kernel.terms import ONE, ZERO, defines, index, interval
from derivations.proof.finding.matching import arguments


def test_the_values_are_read_off_the_left_side_outermost_first():
    assert arguments(every(i, S, defines(at("y", i), x)), at("y", k)) == (k,)
    assert arguments(every(i, S, defines(at("y", index("i", 1)), x)), at("y", k)) == (index("k", -1),)
    nested = every(i, S, every(j, interval(i, n), defines(at("y", j, i), x)))
    assert arguments(nested, at("y", num(2), k)) == (k, num(2))
    assert arguments(every(i, S, defines(at("y", i, i), x)), at("y", k, k)) == (k,)
    assert arguments(every(i, S, defines(at("y", i, num(1)), x)), at("y", k, num(1))) == (k,)
    assert arguments(defines(y, x), y) == ()
    assert arguments(every_real(u, every_real(v, defines(f(u, v), u))), f(x, ZERO)) == (x, ZERO)


@pytest.mark.parametrize("head", [at("z", k), at("y"), at("y", k, k), f(x, name="y"), t.count("y", k)])
def test_a_clause_says_nothing_of_other_quantities(head):
    assert arguments(every(i, S, defines(at("y", i), x)), head) is None


def test_a_clause_about_some_indices_says_nothing_of_others():
    assert arguments(every(i, S, defines(at("y", i, i), x)), at("y", k, j)) is None
    assert arguments(every(i, S, defines(at("y", i, num(1)), x)), at("y", k, num(2))) is None
    assert arguments(every(i, S, defines(at("y", i, index("i", 1)), x)), at("y", k, k)) is None
    assert arguments(every(i, S, defines(y, x)), y) is None
    assert arguments(every_real(u, defines(f(u, u), u)), f(x, y)) is None
    assert arguments(every_real(u, defines(f(u), u)), f(x, orders=(1,))) is None
    assert arguments(every_real(u, defines(f(u, ONE), u)), f(x, x)) is None
