"""Rules that follow from the kernel's, with what they rest on."""

import pytest
from flint import fmpq
from support.kernel_terms import M, given, i, j, proves, refused, w, x, y, z

from derivations.kernel.terms import (
    ONE,
    PI,
    ZERO,
    absolute,
    add,
    at_most,
    bracket,
    connect,
    divide,
    equal,
    exp,
    less,
    ln,
    member,
    mul,
    number,
    power,
    relation,
    same,
    sub,
    unequal,
)
from derivations.kernel.theorem import assume
from derivations.proof.finding import derived

TWO = number(2)


@pytest.mark.parametrize("op", ["=", "<", "≤", "≠"])
def test_an_equation_is_put_into_a_relation(op):
    for sides, other, result in (
        ((x, y), (y, z), (x, z)),
        ((x, y), (z, y), (z, x)),
        ((x, y), (z, x), (z, y)),
        ((x, y), (x, z), (y, z)),
    ):
        one, two = given("=", *sides), assume(relation(op, *other))
        assert proves(derived.composed(one, two), relation(op, *result), one.claim, two.claim)
        if op != "=":
            assert proves(derived.composed(two, one), relation(op, *result), one.claim, two.claim)
    with refused("compose"):
        derived.composed(given("=", x, y), assume(relation(op, z, w)))


def test_what_is_larger_first_composes_too():
    one, two = given("<", y, x), assume(at_most(z, y))
    assert proves(derived.composed(one, two), less(z, x), one.claim, two.claim)
    one, two = assume(connect("iff", less(x, y), less(y, z))), assume(connect("implies", less(y, z), less(z, w)))
    assert proves(derived.composed(one, two), connect("implies", less(x, y), less(z, w)), one.claim, two.claim)


def test_terms_differ_by_an_identity():
    strict = given("<", x, y)
    assert proves(derived.unequal_by_identity(x, y, fmpq(1), ((strict, 1),)), unequal(x, y), strict.claim)
    assert proves(derived.unequal_by_identity(y, x, fmpq(-1), ((strict, 1),)), unequal(y, x), strict.claim)
    for exponent in (-2, 2):
        power_ = power(x, exponent)
        assert proves(derived.even_power_of_nonzero(x, exponent), less(ZERO, power_), unequal(x, ZERO))


@pytest.mark.parametrize("condition", [same(i, j), member(i, M)])
def test_a_bracket_lies_between_0_and_1(condition):
    assert proves(derived.bracket_at_least(condition), at_most(ZERO, bracket(condition)))
    assert proves(derived.bracket_at_most(condition), at_most(bracket(condition), ONE))


def test_exp_of_a_sum_is_a_product():
    theorem = derived.exp_of_sum(sub(mul(TWO, x), y), ((x, 2), (y, -1)))
    assert proves(theorem, equal(exp(sub(mul(TWO, x), y)), mul(power(exp(x), 2), power(exp(y), -1))))
    known = given("=", x, y)
    assert proves(derived.exp_of_sum(x, ((y, 1),), (known,)), equal(exp(x), exp(y)), known.claim)
    with refused():
        derived.exp_of_sum(x, ((y, 1),))


def test_exp_and_ln_grow():
    for op in "<≤":
        theorem = assume(relation(op, x, y))
        assert proves(derived.exp_grows(theorem), relation(op, exp(x), exp(y)), theorem.claim)
        assert proves(derived.ln_grows(theorem), relation(op, ln(x), ln(y)), theorem.claim, less(ZERO, x))
    differ = given("≠", x, y)
    assert proves(derived.exp_grows(differ), unequal(exp(x), exp(y)), differ.claim)


def test_exp_is_strictly_above_its_tangent_elsewhere():
    assert proves(derived.exp_above_tangent_elsewhere(x), less(add(ONE, x), exp(x)), unequal(x, ZERO))


def test_ln_of_exp_and_of_a_product():
    assert proves(derived.ln_of_exp(x), equal(ln(exp(x)), x))
    quotient = divide(power(x, 2), y)
    assert proves(
        derived.ln_of_product(quotient, ((x, 2), (y, -1))),
        equal(ln(quotient), add(mul(TWO, ln(x)), mul(number(-1), ln(y)))),
        less(ZERO, x), less(ZERO, y), unequal(y, ZERO),
    )  # fmt: skip
    assert proves(derived.ln_of_product(ONE, ()), equal(ln(ONE), ZERO))
    with refused():
        derived.ln_of_product(PI, ((x, 1),))


def test_an_absolute_value_is_positive_where_its_argument_is_not_0():
    theorem = derived.absolute_of_nonzero(x)
    assert proves(theorem, less(ZERO, absolute(x)), unequal(x, ZERO))
