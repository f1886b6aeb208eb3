"""Which terms have a value, and which are smooth."""

import pytest
from support.kernel_terms import S, at, every, f, i, j, k, n, proves, q, refused, total, x, y

from derivations.kernel import terms as t
from derivations.kernel.definedness import from_parts, smooth_if_constant, without_value
from derivations.kernel.terms import (
    ONE,
    PI,
    ZERO,
    absolute,
    add,
    at_most,
    bracket,
    defined,
    equal,
    exp,
    index,
    less,
    lim,
    ln,
    member,
    mul,
    number,
    partial,
    power,
    same,
    size,
    smooth,
    smooth_function,
    sum_over,
    undefined,
    unequal,
)
from derivations.kernel.theorem import assume


@pytest.mark.parametrize("term", [ONE, PI, n, size(S), bracket(same(i, j))])
def test_constants_have_a_value_and_are_smooth(term):
    assert proves(from_parts(defined(term)), defined(term))
    assert proves(from_parts(smooth(term)), smooth(term))


def conditions(judgement):
    smoothly = judgement is smooth
    return {
        add(x, mul(y, number(2))): [judgement(x), judgement(y)],
        power(x, 2): [judgement(x)],
        power(x, 0): [judgement(x)],
        power(x, -1): [judgement(x), unequal(x, ZERO)],
        power(power(x, -1), 2): [judgement(x), unequal(x, ZERO)],
        exp(x): [judgement(x)],
        ln(x): [judgement(x), less(ZERO, x)],
        absolute(x): [judgement(x), *([unequal(x, ZERO)] if smoothly else [])],
        absolute(ln(x)): [judgement(x), less(ZERO, x), *([unequal(ln(x), ZERO)] if smoothly else [])],
        exp(f(x)): [judgement(f(x))],
        exp(partial(x, q)): [judgement(partial(x, q))],
        exp(lim(x, q, ZERO)): [judgement(lim(x, q, ZERO))],
        total(k, S, ln(at("x", k))): [every(k, S, judgement(at("x", k))), every(k, S, less(ZERO, at("x", k)))],
        total(k, S, power(x, -1)): [judgement(x), unequal(x, ZERO)],
        total(j, S, mul(at("x", j), at("x", k))): [every(j, S, judgement(at("x", j))), judgement(at("x", k))],
    }


@pytest.mark.parametrize("judgement", [defined, smooth])
def test_each_part_needs_what_it_needs(judgement):
    for term, needed in conditions(judgement).items():
        assert proves(from_parts(judgement(term)), judgement(term), *needed)


def test_a_quantity_is_smooth_and_a_limit_has_a_value_for_no_reason_of_its_own():
    for claim in (smooth(x), defined(lim(x, q, ZERO)), smooth(lim(x, q, ZERO)), smooth(lim(x, q, ZERO), y)):
        with refused("no condition"):
            from_parts(claim)


@pytest.mark.parametrize("claim", [equal(x, x), undefined(exp(x)), undefined(x), smooth_function("f", 1), less(x, y)])
def test_nothing_else_follows_from_what_parts_are(claim):
    with refused():  # defined(x) ⊢ undefined(eˣ), |- f is smooth
        from_parts(claim)


def test_a_term_of_another_kind_has_no_known_value():
    with refused():
        from_parts(defined(t.bound(0)))
    with refused():
        from_parts(defined(add(t.bound(0), ONE)))


def test_a_smooth_function_is_smooth_at_smooth_arguments():
    term = f(x, y)
    assert proves(from_parts(smooth(term)), smooth(term), smooth_function("f", 2), smooth(x), smooth(y))
    for slope in (term, f(x, y, orders=(2, 1))):
        assert proves(from_parts(defined(slope)), defined(slope), smooth_function("f", 2), defined(x), defined(y))


def test_a_derivative_of_what_is_smooth_exists_and_is_smooth():
    slope = partial(y, x)
    assert proves(from_parts(defined(slope)), defined(slope), smooth(y, x))
    assert proves(from_parts(smooth(slope)), smooth(slope), smooth(y), smooth(x))
    assert proves(from_parts(smooth(slope, q)), smooth(slope, q), smooth(y), smooth(x))
    # of what is smooth in x alone, the derivative may not be smooth in q
    for claim in (smooth(slope), smooth(slope, x), smooth(slope, q)):
        assert smooth(y, x) not in from_parts(claim).hypotheses


def test_a_reciprocal_of_0_has_no_value():
    zero = assume(equal(x, ZERO))
    assert proves(without_value(power(x, -1), zero), undefined(power(x, -1)), equal(x, ZERO))
    assert proves(without_value(power(x, -2), zero), undefined(power(x, -2)), equal(x, ZERO))
    for term in (power(x, 0), x, power(x, 2), power(y, -1), exp(x), ln(x)):
        with refused():
            without_value(term, zero)
    for other in (equal(x, ONE), at_most(x, ZERO), unequal(x, ZERO), equal(ZERO, ZERO)):
        with refused():
            without_value(power(x, -1), assume(other))


def test_a_logarithm_of_what_is_not_positive_has_no_value():
    low = assume(at_most(x, ZERO))
    assert proves(without_value(ln(x), low), undefined(ln(x)), at_most(x, ZERO))
    for term in (ln(y), exp(x), power(x, -1), absolute(x)):
        with refused():
            without_value(term, low)
    for other in (equal(x, ZERO), at_most(ZERO, x), less(x, ONE)):
        with refused():
            without_value(ln(x), assume(other))


def test_a_term_has_no_value_where_a_part_has_none():
    missing = assume(undefined(x))
    for term in (add(x, y), mul(y, x), power(x, 2), power(x, 0), exp(x), ln(x), absolute(x), f(x), f(y, x)):
        assert proves(without_value(term, missing), undefined(term), undefined(x))
    with refused():
        without_value(add(y, y), missing)
    with refused():
        without_value(add(x, y), assume(defined(x)))
    for term in (partial(x, q), lim(x, q, ZERO), sum_over(S, x)):
        # the sum may be empty, the limit is of nearby values
        with refused():
            without_value(term, missing)


def test_a_sum_has_no_value_where_a_summand_has_none():
    missing = assume(undefined(at("x", j)))
    body = at("x", index(0))
    whole = sum_over(S, body)
    assert proves(without_value(whole, missing, j), undefined(whole), undefined(at("x", j)), member(j, S))
    with refused():
        without_value(whole, missing, k)
    with refused():
        without_value(whole, missing)
    with refused():
        without_value(whole, assume(defined(at("x", j))), j)
    with refused():  # another term, and a point for nothing
        without_value(add(x, y), missing, j)


def test_what_is_smooth_in_all_quantities_is_smooth_in_each():
    assert proves(from_parts(smooth(x, q)), smooth(x, q), smooth(x))
    assert proves(from_parts(defined(x)), defined(x), smooth(x))


def test_what_does_not_change_with_a_quantity_is_smooth_in_it():
    assert proves(smooth_if_constant(x, q), smooth(x, q), t.independent(x, q), defined(x))
    # a quantity is smooth in itself
    assert proves(from_parts(smooth(q, q)), smooth(q, q), defined(q))
    term = absolute(x)
    assert proves(smooth_if_constant(term, q), smooth(term, q), t.independent(term, q), defined(term))
    # not for nothing: x may be |q|, and x_i may be q's own family
    one, other = at("x", i), at("x", j)
    assert proves(smooth_if_constant(one, other), smooth(one, other), t.independent(one, other), defined(one))


def test_smoothness_in_one_quantity_needs_it_of_each_part():
    for term, needed in conditions(lambda leaf: smooth(leaf, q)).items():
        if all(here.op != "abs" for here in t.parts(term)):
            assert proves(from_parts(smooth(term, q)), smooth(term, q), *needed)
    assert proves(from_parts(smooth(absolute(x), q)), smooth(absolute(x), q), smooth(x, q), unequal(x, ZERO))
    assert proves(
        from_parts(smooth(f(x, y), q)), smooth(f(x, y), q), smooth_function("f", 2), smooth(x, q), smooth(y, q)
    )
