"""Inequalities."""

from fractions import Fraction

import pytest
from flint import ctx, fmpq
from hypothesis import given as examples
from hypothesis import settings
from hypothesis import strategies as st
from support.kernel_models import Model
from support.kernel_terms import S, at, every, f, given, j, k, proves, refused, total, u, x, y, z

from derivations.kernel import terms as t
from derivations.kernel.claims import by_equivalence
from derivations.kernel.order import (
    by_identity,
    exp_above_tangent,
    exp_grows,
    order_of_numbers,
    sign_of,
    sum_is_ordered,
    weaken,
)
from derivations.kernel.terms import (
    ONE,
    PI,
    ZERO,
    absolute,
    add,
    at_most,
    connect,
    equal,
    exp,
    less,
    ln,
    member,
    mul,
    neg,
    number,
    power,
    relation,
    sub,
    unequal,
)
from derivations.kernel.theorem import assume

TWO = number(2)
one, half = fmpq(1), fmpq(1, 2)
strict, loose = given("<", x, y), assume(at_most(x, y))
positive = given("<", ZERO, z)


def test_an_identity_gives_an_inequality():
    # y - x, strictly and not
    assert proves(by_identity(x, y, ((one, ((strict, 1),)),)), less(x, y), strict.claim)
    assert proves(by_identity(x, y, ((one, ((loose, 1),)),)), at_most(x, y), loose.claim)
    # a sum is strict if one summand is
    theorem = by_identity(
        add(mul(TWO, x), ZERO),
        add(mul(TWO, y), mul(number(half), z)),
        ((fmpq(2), ((loose, 1),)), (half, ((positive, 1),))),
    )
    assert theorem.claim.op == "<"
    assert theorem.hypotheses == {loose.claim, positive.claim}
    reverse = by_identity(
        add(mul(TWO, x), ZERO),
        add(mul(TWO, y), mul(number(half), z)),
        ((half, ((positive, 1),)), (fmpq(2), ((loose, 1),))),
    )
    assert reverse.claim.op == "<"
    # a product is strict if all factors are
    product = mul(z, sub(y, x))
    assert by_identity(ZERO, product, ((one, ((positive, 1), (loose, 1))),)).claim is at_most(ZERO, product)
    assert by_identity(ZERO, product, ((one, ((loose, 1), (positive, 1))),)).claim is at_most(ZERO, product)
    assert by_identity(ZERO, product, ((one, ((positive, 1), (strict, 1))),)).claim is less(ZERO, product)
    assert proves(by_identity(ZERO, ONE, ((one, ()),)), less(ZERO, ONE))
    assert proves(by_identity(x, x, ()), at_most(x, x))


def test_a_positive_divisor_needs_no_hypothesis_of_its_own():
    theorem = by_identity(ZERO, power(z, -1), ((one, ((positive, -1),)),))
    assert theorem.claim is less(ZERO, power(z, -1))
    assert positive.claim in theorem.hypotheses
    # z - 0 and z are different terms: the condition on the term itself stays
    assert theorem.hypotheses == {positive.claim, unequal(z, ZERO)}
    gap = sub(z, ZERO)
    assert proves(
        by_identity(ZERO, power(gap, -1), ((one, ((positive, -1),)),)), less(ZERO, power(gap, -1)), positive.claim
    )
    assert unequal(x, ZERO) in by_identity(ZERO, mul(z, x, power(x, -1)), ((one, ((positive, 1),)),)).hypotheses
    known = assume(equal(absolute(x), y))
    theorem = by_identity(x, absolute(x), ((one, ((strict, 1),)),), (known,))
    assert proves(theorem, less(x, absolute(x)), known.claim, strict.claim)


def test_what_is_no_sum_of_products_of_differences_gives_no_inequality():
    with refused("sign"):  # y ≤ x
        by_identity(y, x, ((fmpq(-1), ((loose, 1),)),))
    with refused("sign"):  # 2y ≠ 2x + (y - x) + (x - y)
        by_identity(x, x, ((fmpq(-1), ((strict, 1),)), (one, ((strict, 1),))))
    with refused("sign"):
        by_identity(x, x, ((one, ((strict, 1),)), (fmpq(-1), ((strict, 1),))))
    with refused("not an identity"):
        by_identity(y, x, ((one, ((strict, 1),)),))
    with refused("not an identity"):
        by_identity(x, y, ((fmpq(2), ((strict, 1),)),))
    with refused("no factor"):
        by_identity(x, y, ((one, ((given("=", x, y), 1),)),))
    product = mul(z, sub(y, x))
    for factors in (((loose, 1), (given("≠", ZERO, z), 1)), ((given("≠", ZERO, z), 1), (loose, 1))):
        with refused("sign"):  # neither z (y - x) ≠ 0 nor 0 ≤ z (y - x)
            by_identity(ZERO, product, ((one, factors),))
    with refused("divided"):  # 0 ≤ z ⊢ 0 < 1/z
        by_identity(ZERO, power(z, -1), ((one, ((assume(at_most(ZERO, z)), -1),)),))
    with refused("divided"):
        by_identity(ZERO, ONE, ((one, ((assume(at_most(ZERO, z)), 0),)),))


values = st.builds(Fraction, st.integers(-4, 4), st.integers(1, 2))


@settings(max_examples=25, deadline=None)
@examples(values, values, values, st.integers(-2, 3), st.sampled_from("<≤"))
def test_inequalities_proved_hold_at_every_point(a, b, c, exponent, op):
    model = Model(quantities={"x": a, "y": b, "z": c, "u": a * b})
    gap = assume(relation(op, x, y))
    if op == "<" or exponent > 0:
        product = mul(power(sub(y, x), exponent), z)
        assert model.agrees(by_identity(ZERO, product, ((one, ((gap, exponent), (positive, 1))),)))
    different = given("≠", x, z)
    for lead in (fmpq(-2), fmpq(2)):
        product = mul(number(lead), power(sub(z, x), exponent))
        assert model.agrees(by_identity(ZERO, product, ((lead, ((different, exponent),)),)))
    for term in (power(x, 0), power(x, 2), absolute(x), exp(x)):
        assert model.agrees(sign_of(term))
    assert model.agrees(exp_above_tangent(x))
    for relation_ in "=≠<≤":
        assert model.agrees(by_equivalence(exp_grows(relation_, x, y), assume(relation(relation_, x, y))))


def unequal_by_identity(left, right, coefficient, factors, rewriting=()):
    """The rule for one product."""
    return by_identity(left, right, ((coefficient, factors),), rewriting)


def test_an_identity_shows_that_terms_differ():
    differ = given("≠", x, y)
    gap = sub(y, x)
    assert proves(unequal_by_identity(y, x, fmpq(-1), ((differ, 1),)), unequal(y, x), differ.claim)
    assert proves(unequal_by_identity(x, y, one, ((differ, 1),)), unequal(x, y), differ.claim)
    assert proves(unequal_by_identity(y, x, fmpq(-1), ((strict, 1),)), unequal(y, x), strict.claim)
    assert proves(unequal_by_identity(ZERO, number(-half), -half, ()), unequal(ZERO, number(-half)))
    product = mul(number(fmpq(-3)), gap, power(sub(z, ZERO), 2))
    theorem = unequal_by_identity(ZERO, product, fmpq(-3), ((differ, 1), (positive, 2)))
    assert proves(theorem, unequal(ZERO, product), differ.claim, positive.claim)
    assert proves(
        unequal_by_identity(ZERO, power(gap, -1), one, ((differ, -1),)), unequal(ZERO, power(gap, -1)), differ.claim
    )
    over = mul(gap, z, power(z, -1))
    assert proves(
        unequal_by_identity(ZERO, over, one, ((differ, 1),)), unequal(ZERO, over), differ.claim, unequal(z, ZERO)
    )
    known = assume(equal(absolute(x), y))
    assert known.claim in unequal_by_identity(x, absolute(x), one, ((differ, 1),), (known,)).hypotheses


def test_an_even_power_of_what_is_not_0_is_positive():
    differ, gap = given("≠", x, y), sub(y, x)
    for exponent in (-2, 0, 2):
        theorem = unequal_by_identity(ZERO, power(gap, exponent), one, ((differ, exponent),))
        assert proves(theorem, less(ZERO, power(gap, exponent)), differ.claim)
    for exponent in (-1, 1, 3):
        assert unequal_by_identity(ZERO, power(gap, exponent), one, ((differ, exponent),)).claim.op == "≠"
    # also beside others
    theorem = by_identity(ZERO, add(power(gap, 2), z), ((one, ((differ, 2),)), (one, ((positive, 1),))))
    assert theorem.claim.op == "<"


def test_other_identities_do_not():
    differ = given("≠", x, y)
    with refused("sign"):  # x ≠ x
        unequal_by_identity(x, x, fmpq(0), ((differ, 1),))
    for factors in ((), ((strict, 1),)):
        assert unequal_by_identity(x, x, fmpq(0), factors).claim is at_most(x, x)
    with refused("not an identity"):
        unequal_by_identity(x, z, one, ((differ, 1),))
    with refused("no factor"):
        unequal_by_identity(x, y, one, ((given("=", x, y), 1),))


def test_weaker_relations_follow():
    for op, others in (("<", "≤≠"), ("=", "≤"), ("≤", ""), ("≠", "")):
        theorem = assume(relation(op, x, y))
        for other in "=≠<≤":
            if other in others:
                assert proves(weaken(theorem, other), relation(other, x, y), theorem.claim)
            else:
                with refused():
                    weaken(theorem, other)


def test_signs_of_terms():
    assert proves(sign_of(exp(x)), less(ZERO, exp(x)))
    assert proves(sign_of(absolute(x)), at_most(ZERO, absolute(x)))
    for exponent in (0, 2):
        assert proves(sign_of(power(x, exponent)), at_most(ZERO, power(x, exponent)))
    for exponent in (1, 3, -1, -2):  # 1/x² may have no value at x = 0
        with refused():
            sign_of(power(x, exponent))
    for term in (ln(x), x, number(-1)):
        with refused():
            sign_of(term)


def test_exp_grows():
    for op in "=≠<≤":
        assert proves(exp_grows(op, x, y), connect("iff", relation(op, x, y), relation(op, exp(x), exp(y))))
    with refused():
        exp_grows("iff", x, y)


def test_exp_lies_above_its_tangent():
    # it touches it at 0, so that nothing strict is said
    assert proves(exp_above_tangent(x), at_most(add(ONE, x), exp(x)))
    assert proves(exp_above_tangent(neg(ONE)), at_most(add(ONE, neg(ONE)), exp(neg(ONE))))


def test_sums_of_larger_summands_are_larger():
    for op in "<≤":
        summand = assume(relation(op, at("x", k), at("y", k)))
        assert proves(
            sum_is_ordered(S, summand, k), at_most(total(k, S, at("x", k)), total(k, S, at("y", k))),
            every(k, S, summand.claim),
        )  # fmt: skip
    summand = given("<", at("x", k), at("y", k))
    assert proves(
        sum_is_ordered(S, summand, k, j), less(total(k, S, at("x", k)), total(k, S, at("y", k))),
        every(k, S, summand.claim), member(j, S),
    )  # fmt: skip
    for op in "=≠":
        with refused():
            sum_is_ordered(S, assume(relation(op, at("x", k), at("y", k))), k)
    for op in "=≠≤":
        with refused():
            sum_is_ordered(S, assume(relation(op, at("x", k), at("y", k))), k, j)
    with refused():
        sum_is_ordered(t.without(S, k), summand, k)
    with refused():
        sum_is_ordered(t.without(S, k), summand, k, j)


@pytest.mark.parametrize(
    ("left", "right"),
    [
        (ZERO, ONE),
        (number(3), PI),
        (PI, number(fmpq(22, 7))),
        (number(fmpq(271, 100)), exp(ONE)),
        (ln(TWO), number(fmpq(7, 10))),
        (mul(TWO, PI), add(PI, PI, number(fmpq(1, 10**30)))),
        (power(PI, 2), number(10)),
        (power(PI, -1), number(fmpq(1, 3))),
        (number(fmpq(-1)), mul(number(-2), power(TWO, -3))),
        (power(exp(ONE), 0), TWO),
    ],
)
def test_numbers_are_compared_by_their_balls(left, right):
    assert proves(order_of_numbers(left, right), less(left, right))
    with refused("do not tell"):
        order_of_numbers(right, left)


def test_numbers_whose_balls_meet_are_not_compared():
    for one, other in ((ONE, ONE), (exp(ln(TWO)), TWO), (TWO, exp(ln(TWO)))):
        with refused("do not tell"):
            order_of_numbers(one, other)
    for term in (x, f(u), at("x", k)):
        with refused("not a number"):
            order_of_numbers(ZERO, add(term, ONE))


def test_comparing_numbers_leaves_the_precision_alone():
    before = ctx.prec
    order_of_numbers(ZERO, PI)
    assert ctx.prec == before
    with refused():
        order_of_numbers(x, ONE)
    assert ctx.prec == before
    close = add(ONE, number(fmpq(1, 2**150)))
    assert order_of_numbers(mul(PI, power(PI, -1)), close).claim.op == "<"


def test_a_divisor_that_may_be_0_stays_a_condition():
    gap = sub(y, x)
    term = mul(power(gap, 2), power(gap, -1))
    assert proves(
        by_identity(ZERO, term, ((one, ((loose, 1),)),)), at_most(ZERO, term), loose.claim, unequal(gap, ZERO)
    )


def test_numbers_without_a_value_are_not_compared():
    nothing = sub(ln(exp(ONE)), ONE)
    for term in (power(nothing, -1), power(ZERO, -2), ln(ZERO), ln(number(fmpq(-1, 2))), ln(number(-2)), ln(nothing)):
        for other in (term, exp(term), mul(ZERO, term), power(term, 0)):
            with refused("may have no value"):
                order_of_numbers(neg(ONE), other)
    assert order_of_numbers(ZERO, power(ZERO, 0)).claim.op == "<"
    assert order_of_numbers(ZERO, power(ONE, -1)).claim.op == "<"
    assert order_of_numbers(power(number(-1), -1), ZERO).claim.op == "<"
    assert order_of_numbers(ln(number(fmpq(1, 2))), ZERO).claim.op == "<"
