"""Field arithmetic, exp, ln, | |, brackets, and replacing equals."""

from fractions import Fraction

import pytest
from flint import fmpq
from hypothesis import assume as suppose
from hypothesis import given as examples
from hypothesis import settings
from hypothesis import strategies as st
from support.kernel_models import Model, Undefined
from support.kernel_terms import M, S, at, f, given, i, j, k, n, num, proves, q, refused, term_of, total, x, y, z

from derivations.kernel import terms as t
from derivations.kernel.algebra import (
    absolute_of_product,
    absolute_squared,
    absolute_value,
    bracket_squared,
    bracket_value,
    equal_indices,
    exp_of_ln,
    exp_of_sum,
    field,
    replace,
    symmetric,
)
from derivations.kernel.polynomials import ZeroDivisor, in_ring
from derivations.kernel.terms import (
    ONE,
    ZERO,
    absolute,
    add,
    at_most,
    bracket,
    distinct,
    divide,
    equal,
    exp,
    index,
    less,
    ln,
    member,
    mul,
    neg,
    number,
    partial,
    power,
    rest,
    same,
    size,
    sub,
    sum_over,
    unequal,
)
from derivations.kernel.theorem import assume

TWO = number(2)


def test_an_identity_of_polynomials_holds():
    assert proves(field(power(add(x, y), 2), add(power(x, 2), mul(TWO, x, y), power(y, 2))), equal(
        power(add(x, y), 2), add(power(x, 2), mul(TWO, x, y), power(y, 2))))  # fmt: skip
    assert proves(field(power(x, 0), ONE), equal(power(x, 0), ONE))


@pytest.mark.parametrize(
    ("left", "right"),
    [
        (x, y),
        (ONE, ZERO),
        (power(add(x, y), 2), add(power(x, 2), power(y, 2))),
        (absolute(x), x),
        (power(x, 2), x),
        (divide(ONE, x), x),
        (divide(x, y), divide(y, x)),
    ],
)  # fmt: skip
def test_what_is_no_identity_is_refused(left, right):
    with refused("not an identity"):
        field(left, right)


def test_every_divisor_is_not_0():
    # without the hypotheses: 0 · (1/0) = 1
    assert proves(field(divide(x, x), ONE), equal(divide(x, x), ONE), unequal(x, ZERO))
    assert proves(field(power(x, -2), power(power(x, 2), -1)), equal(power(x, -2), power(power(x, 2), -1)), unequal(
        x, ZERO), unequal(power(x, 2), ZERO))  # fmt: skip
    left, right = add(divide(x, y), divide(x, z)), divide(mul(x, add(y, z)), mul(y, z))
    assert proves(field(left, right), equal(left, right), *(unequal(d, ZERO) for d in (y, z, mul(y, z))))
    # also where it cancels
    assert unequal(y, ZERO) in field(mul(ZERO, power(y, -1)), ZERO).hypotheses
    assert proves(field(power(TWO, -1), number(fmpq(1, 2))), equal(power(TWO, -1), number(fmpq(1, 2))))


def test_a_divisor_that_is_0_is_refused():
    with refused("a divisor is 0"):
        field(divide(x, sub(y, y)), ZERO)


def test_atoms_are_rewritten_by_equations():
    one = assume(equal(absolute(x), y))
    assert proves(
        field(power(absolute(x), 2), power(y, 2), (one,)), equal(power(absolute(x), 2), power(y, 2)), one.claim
    )
    # the image of a divisor is what must not be 0
    zero = assume(equal(x, ZERO))
    with refused():
        field(divide(x, x), ONE, (zero,))
    circle = (assume(equal(x, y)), assume(equal(y, x)))
    with refused():
        field(x, z, circle)


def test_only_equations_rewrite_and_only_atoms():
    with refused():  # x < y ⊢ x = y
        field(x, y, (given("<", x, y),))
    for left in (add(x, y), ONE, mul(x, y), power(x, 2)):
        with refused("not an identity"):
            field(left, y, (assume(equal(left, y)),))


def test_a_combination_of_equations_proves_an_identity():
    one, two = given("=", x, y), given("=", z, add(x, y))
    # z - 2y = (z - (x + y)) + (x - y)
    theorem = field(z, mul(TWO, y), (), ((ONE, two), (ONE, one)))
    assert proves(theorem, equal(z, mul(TWO, y)), one.claim, two.claim)
    theorem = field(power(x, 2), power(y, 2), (), ((add(x, y), one),))
    assert proves(theorem, equal(power(x, 2), power(y, 2)), one.claim)
    theorem = field(ONE, divide(y, x), (), ((power(x, -1), one),))
    assert proves(theorem, equal(ONE, divide(y, x)), one.claim, unequal(x, ZERO))
    # the equation's own divisors are among the conditions
    over = given("=", divide(x, y), ONE)
    assert unequal(y, ZERO) in field(x, y, (), ((y, over),)).hypotheses


def test_a_combination_is_of_equations():
    with refused():  # x < y ⊢ x = y
        field(x, y, (), ((ONE, given("<", x, y)),))
    with refused():
        field(x, y, (), ((TWO, given("=", x, y)),))


def rational(depth=3):
    leaf = st.one_of(st.sampled_from([x, y, z]), st.integers(-3, 3).map(number), st.just(number(fmpq(1, 2))))
    if not depth:
        return leaf
    part = rational(depth - 1)
    return st.one_of(
        leaf,
        st.builds(add, part, part),
        st.builds(mul, part, part),
        st.builds(sub, part, part),
        st.builds(power, part, st.integers(-2, 2)),
        st.builds(divide, part, part),
    )


values = st.builds(Fraction, st.integers(-4, 4), st.integers(1, 3))


@settings(max_examples=60, deadline=None)
@examples(rational(), values, values, values)
def test_a_term_and_its_normal_form_are_equal_wherever_no_divisor_is_0(term, a, b, c):
    try:
        ring, [(above, below)] = in_ring(None, term)
    except ZeroDivisor:
        suppose(False)
    normal = divide(term_of(ring, above), term_of(ring, below))
    theorem = field(term, normal)
    model = Model(quantities={"x": a, "y": b, "z": c})
    if all(model.holds(h) for h in theorem.hypotheses):
        assert model.value(term) == model.value(normal)


@settings(max_examples=60, deadline=None)
@examples(rational(2), rational(2), values, values, values)
def test_field_proves_nothing_that_fails_at_a_point(one, other, a, b, c):
    model = Model(quantities={"x": a, "y": b, "z": c})
    try:
        differ = model.value(one) != model.value(other)
    except Undefined:
        return
    if differ:
        with refused():
            field(one, other)


def test_a_ring_grows_with_its_atoms():
    many = add(*(at("x", num(place)) for place in range(20)))
    ring, [(above, below)] = in_ring(None, many)
    assert len(ring.atoms) == 20
    assert below == 1
    assert field(many, term_of(ring, above)).hypotheses == frozenset()
    ring, _ = in_ring(None, add(*(at("x", num(place)) for place in range(16))))
    assert (len(ring.atoms), ring.capacity) == (16, 16)


def test_a_polynomial_becomes_a_term_of_its_atoms():
    for term in (ZERO, ONE, x, mul(TWO, x), add(power(x, 2), neg(y)), mul(x, y), number(fmpq(-1, 2))):
        ring, [(above, _)] = in_ring(None, term)
        assert in_ring(None, sub(term_of(ring, above), term))[1][0][0].is_zero()
    ring, [(above, _)] = in_ring(None, mul(x, y))
    assert term_of(ring, above) is mul(x, y)
    ring, [(above, _)] = in_ring(None, sub(x, x))
    assert term_of(ring, above) is ZERO


def test_fractions_are_added_over_their_common_divisor():
    _, [(_, below)] = in_ring(None, add(divide(ONE, mul(x, y)), divide(ONE, mul(x, z))))
    assert below.total_degree() == 3
    for one in (divide(ONE, x), y):
        for other in (divide(ONE, x), divide(ONE, mul(x, y)), z, divide(y, z)):
            both = add(one, other)
            _, [(a, b), (c, d), (e, g)] = in_ring(None, both, one, other)
            assert a * d * g == b * (c * g + e * d)


def test_exp_of_a_sum_is_a_product():
    theorem = exp_of_sum(((x, 2), (y, -1)))
    assert proves(theorem, equal(exp(add(mul(TWO, x), mul(number(-1), y))), mul(power(exp(x), 2), power(exp(y), -1))))
    assert proves(exp_of_sum(((x, 1),)), equal(exp(mul(ONE, x)), exp(x)))
    assert proves(exp_of_sum(()), equal(exp(ZERO), ONE))
    with refused():  # exp(2x/2) = exp(2x)^(1/2), and powers of whole numbers alone are powers
        exp_of_sum(((mul(TWO, x), fmpq(1, 2)),))


def test_exp_undoes_ln():
    assert proves(exp_of_ln(x), equal(exp(ln(x)), x), less(ZERO, x))


def test_an_absolute_value_of_a_product_is_one_of_absolute_values():
    theorem = absolute_of_product(((x, 1), (y, 2)))
    assert proves(theorem, equal(absolute(mul(x, power(y, 2))), mul(absolute(x), power(absolute(y), 2))))
    quotient = absolute_of_product(((x, 1), (y, -1)))
    sides = absolute(mul(x, power(y, -1))), mul(absolute(x), power(absolute(y), -1))
    assert proves(quotient, equal(*sides), unequal(y, ZERO))
    assert absolute_of_product(((x, 0),)).hypotheses == frozenset()
    assert proves(absolute_squared(x), equal(power(absolute(x), 2), power(x, 2)))
    with refused():  # |x + y| = |x| |y| is of no product
        absolute_of_product(((at_most(x, y), 1),))


def test_an_absolute_value_has_two_cases():
    assert proves(absolute_value(x, False), equal(absolute(x), x), at_most(ZERO, x))
    assert proves(absolute_value(x, True), equal(absolute(x), neg(x)), at_most(x, ZERO))


def test_a_bracket_is_1_where_its_condition_holds():
    assert proves(bracket_value(same(i, j), True), equal(bracket(same(i, j)), ONE), same(i, j))
    assert proves(bracket_value(same(i, i), True), equal(bracket(same(i, i)), ONE), same(i, i))
    assert proves(bracket_value(member(i, S), True), equal(bracket(member(i, S)), ONE), member(i, S))
    assert proves(bracket_value(member(i, M), True), equal(bracket(member(i, M)), ONE), member(i, M))
    with refused():
        bracket_value(distinct(i, j), True)


def test_a_bracket_is_0_where_its_condition_fails():
    assert proves(bracket_value(same(i, j), False), equal(bracket(same(i, j)), ZERO), distinct(i, j))
    # not for nothing: i may be j + 1
    assert proves(
        bracket_value(same(i, index("j", 1)), False),
        equal(bracket(same(i, index("j", 1))), ZERO),
        distinct(i, index("j", 1)),
    )
    assert proves(bracket_value(same(i, i), False), equal(bracket(same(i, i)), ZERO), distinct(i, i))
    assert proves(bracket_value(member(i, M), False), equal(bracket(member(i, M)), ZERO), member(i, rest(M)))
    with refused():
        bracket_value(member(i, S), False)
    with refused():
        bracket_value(distinct(i, j), False)


def test_a_bracket_is_its_own_square():
    value = bracket(same(i, j))
    assert proves(bracket_squared(same(i, j)), equal(power(value, 2), value))


def test_a_term_is_the_same_at_equal_indices():
    assert proves(equal_indices(at("x", k), k, j), equal(at("x", k), at("x", j)), same(k, j))
    body = total(i, S, at("x", i, index("k", 1)))
    assert equal_indices(body, k, j).claim.args[1] is total(i, S, at("x", i, index("j", 1)))


@pytest.mark.parametrize("variable", [index("k", 1), num(0), index(0)])
def test_only_an_index_variable_is_replaced_by_an_equal_one(variable):
    with refused():  # k + 1 = j ⊢ x_k = x_j
        equal_indices(at("x", k), variable, j)


def test_equal_indices_are_put_into_real_terms_alone():
    with refused():
        equal_indices(member(k, S), k, j)


def test_equals_are_replaced_by_equals():
    known = given("=", x, y)
    assert proves(replace(add(x, exp(x)), (known,)), equal(add(x, exp(x)), add(y, exp(y))), known.claim)
    assert replace(f(x), (known,)).claim is equal(f(x), f(y))
    assert replace(power(x, 2), (known,)).claim is equal(power(x, 2), power(y, 2))
    assert replace(total(i, S, mul(x, at("x", i))), (known,)).claim.args[1] is total(i, S, mul(y, at("x", i)))
    assert replace(z, (known,)).claim is equal(z, z)
    whole = given("=", partial(x, q), y)
    assert replace(add(partial(x, q), x), (whole,)).claim.args[1] is add(y, x)
    two = replace(add(x, z), (known, given("=", z, x)))
    assert proves(two, equal(add(x, z), add(y, x)), known.claim, equal(z, x))


def test_equals_are_not_replaced_where_nearby_values_count():
    known = given("=", x, y)
    for term in (partial(x, q), t.lim(x, q, ZERO), sum_over(S, partial(x, q))):
        # x = y at present ⊢ ∂x/∂q = ∂y/∂q
        assert replace(term, (known,)).claim is equal(term, term)
    assert replace(size(S), (given("=", n, x),)).claim is equal(size(S), size(S))
    assert replace(sum_over(S, ONE), (given("=", n, x),)).claim.args[1] is sum_over(S, ONE)


def test_only_equations_replace():
    with refused():  # x < y ⊢ x + 1 = y + 1
        replace(add(x, ONE), (given("<", x, y),))


def test_an_equation_is_read_from_both_sides():
    assert proves(symmetric(given("=", x, y)), equal(y, x), equal(x, y))
    assert proves(symmetric(given("≠", x, y)), unequal(y, x), unequal(x, y))
    with refused():  # x < y ⊢ y < x
        symmetric(given("<", x, y))


def test_a_polynomial_is_written_with_its_coefficients_first():
    ring, [(above, _)] = in_ring(None, mul(x, TWO, y))
    assert term_of(ring, above) is mul(TWO, x, y)
