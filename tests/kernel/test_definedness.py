"""Which terms have a value, and which are smooth."""

import pytest
from support.kernel_terms import S, at, every, f, i, j, k, n, proves, q, refused, total, x, y

from derivations.kernel import terms as t
from derivations.kernel.definedness import (
    function_is_smooth,
    has_value,
    is_smooth,
    no_logarithm,
    no_reciprocal,
    part_without_value,
    smooth_if_constant,
    smooth_in_one,
    summand_without_value,
)
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
    assert proves(has_value(term), defined(term))
    assert proves(is_smooth(term), smooth(term))


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


@pytest.mark.parametrize(("rule", "judgement"), [(has_value, defined), (is_smooth, smooth)])
def test_each_part_needs_what_it_needs(rule, judgement):
    for term, needed in conditions(judgement).items():
        assert proves(rule(term), judgement(term), *needed)


@pytest.mark.parametrize("term", [x, f(x), partial(x, q), lim(x, q, ZERO)])
def test_what_carries_no_condition_in_itself_is_not_defined_for_nothing(term):
    with refused():  # defined(x) ⊢ defined(x) is no news; ⊢ defined(f(x)) would be false
        has_value(term)
    with refused():
        is_smooth(term)


def test_a_term_of_another_kind_has_no_known_value():
    with refused():
        has_value(t.bound(0))
    with refused():
        has_value(add(t.bound(0), ONE))


def test_a_smooth_function_is_smooth_at_smooth_arguments():
    assert proves(function_is_smooth(f(x, y)), smooth(f(x, y)), smooth_function("f", 2), smooth(x), smooth(y))
    with refused():
        function_is_smooth(x)


def test_a_reciprocal_of_0_has_no_value():
    assert proves(no_reciprocal(x, -1), undefined(power(x, -1)), equal(x, ZERO))
    assert proves(no_reciprocal(x, -2), undefined(power(x, -2)), equal(x, ZERO))
    for exponent in (0, 1, 2):
        with refused():
            no_reciprocal(x, exponent)


def test_a_logarithm_of_what_is_not_positive_has_no_value():
    assert proves(no_logarithm(x), undefined(ln(x)), at_most(x, ZERO))


def test_a_term_has_no_value_where_a_part_has_none():
    missing = assume(undefined(x))
    for term in (add(x, y), mul(y, x), power(x, 2), power(x, 0), exp(x), ln(x), absolute(x), f(x), f(y, x)):
        assert proves(part_without_value(term, missing), undefined(term), undefined(x))
    with refused():
        part_without_value(add(y, y), missing)
    with refused():
        part_without_value(add(x, y), assume(defined(x)))
    for term in (partial(x, q), lim(x, q, ZERO), sum_over(S, x)):
        # the sum may be empty, the limit is of nearby values
        with refused():
            part_without_value(term, missing)


def test_a_sum_has_no_value_where_a_summand_has_none():
    missing = assume(undefined(at("x", j)))
    body = at("x", index(0))
    assert proves(
        summand_without_value(S, body, missing, j), undefined(sum_over(S, body)), undefined(at("x", j)), member(j, S)
    )
    with refused():
        summand_without_value(S, body, missing, k)
    with refused():
        summand_without_value(S, body, assume(defined(at("x", j))), j)


def test_what_is_smooth_in_all_quantities_is_smooth_in_each():
    assert proves(smooth_in_one(ln(x), q), smooth(ln(x), q), smooth(ln(x)))
    for wrong in (n, ONE, add(x, y)):
        with refused():
            smooth_in_one(x, wrong)


def test_what_does_not_change_with_a_quantity_is_smooth_in_it():
    assert proves(smooth_if_constant(x, q), smooth(x, q), t.independent(x, q), defined(x))
    assert proves(smooth_if_constant(q, q), smooth(q, q), defined(q))
    term = absolute(x)
    assert proves(smooth_if_constant(term, q), smooth(term, q), t.independent(term, q), defined(term))
    # not for nothing: x may be |q|, and x_i may be q's own family
    one, other = at("x", i), at("x", j)
    assert proves(smooth_if_constant(one, other), smooth(one, other), t.independent(one, other), defined(one))


def test_smoothness_in_one_quantity_needs_it_of_each_part():
    for term, needed in conditions(lambda leaf: smooth(leaf, q)).items():
        if all(here.op != "abs" for here in t.parts(term)):
            assert proves(is_smooth(term, q), smooth(term, q), *needed)
    assert proves(is_smooth(absolute(x), q), smooth(absolute(x), q), smooth(x, q), unequal(x, ZERO))
    assert proves(
        function_is_smooth(f(x, y), q), smooth(f(x, y), q), smooth_function("f", 2), smooth(x, q), smooth(y, q)
    )
