"""Limits."""

from fractions import Fraction

import pytest
from support.kernel_models import Model
from support.kernel_terms import (
    S,
    at,
    every,
    every_real,
    f,
    formula,
    given,
    i,
    j,
    k,
    made,
    n,
    p,
    proves,
    q,
    r,
    refused,
    total,
    u,
    under,
    w,
    x,
    y,
    z,
)

from derivations.kernel import terms as t
from derivations.kernel.algebra import exp_of_ln
from derivations.kernel.definedness import from_parts
from derivations.kernel.limits import (
    limit_from_value,
    limit_of_constant,
    limit_of_equal,
    limit_of_exp_or_ln,
    limit_of_growing_total,
    limit_of_power,
    limit_of_product,
    limit_of_sum,
    limit_of_total,
    limit_of_variable,
    value_nearby,
    value_of_limit,
)
from derivations.kernel.order import sign_of, weaken
from derivations.kernel.terms import (
    INFINITY,
    MINUS_INFINITY,
    ONE,
    ZERO,
    add,
    at_most,
    defined,
    defines,
    distinct,
    equal,
    exp,
    index,
    less,
    lim,
    ln,
    member,
    mul,
    near,
    neg,
    number,
    power,
    same,
    smooth,
    smooth_function,
    structure,
    sub,
    tends,
    unequal,
)
from derivations.kernel.theorem import assume, cut

INDEPENDENT = t.independent
UP = limit_of_variable(q, INFINITY)


def goes(term, value, point=INFINITY, by=q):
    """The assumption that a term tends to a value."""
    return assume(tends(term, by, point, value))


def limit_of_exp(theorem):
    """The limit of exp of what has one."""
    return limit_of_exp_or_ln(theorem, "exp")


def limit_of_ln(theorem):
    """The limit of ln of what has one."""
    return limit_of_exp_or_ln(theorem, "ln")


DOWN = goes(w, MINUS_INFINITY)
HERE = goes(x, y)


def test_constants_tend_to_themselves():
    assert proves(limit_of_constant(ONE, q, ZERO), tends(ONE, q, ZERO, ONE))
    assert proves(limit_of_constant(x, q, INFINITY), tends(x, q, INFINITY, x), INDEPENDENT(x, q))
    term = mul(f(x), n, at("y", i))
    assert proves(
        limit_of_constant(term, q, ZERO), tends(term, q, ZERO, term),
        INDEPENDENT(x, q), INDEPENDENT(at("y", i), q), INDEPENDENT(f(ZERO), q),
    )  # fmt: skip
    for changing in (q, mul(x, q), at("q", i), exp(at("q", i)), total(i, S, at("x", i))):
        with refused("may depend"):
            limit_of_constant(changing, q, ZERO)


def test_the_variable_tends_to_the_point():
    assert proves(UP, tends(q, q, INFINITY, INFINITY))
    assert proves(limit_of_variable(q, ZERO), tends(q, q, ZERO, ZERO))
    assert proves(limit_of_variable(q, p), tends(q, q, p, p), INDEPENDENT(p, q))
    with refused():
        limit_of_variable(q, mul(q, q))
    with refused():
        limit_of_variable(at("q", i), ZERO)


def test_limits_of_sums():
    assert proves(limit_of_sum(HERE, goes(z, ONE)), tends(add(x, z), q, INFINITY, add(y, ONE)), *(
        h.claim for h in (HERE, goes(z, ONE))))  # fmt: skip
    assert proves(limit_of_sum(UP, HERE), tends(add(q, x), q, INFINITY, INFINITY), HERE.claim)
    assert proves(
        limit_of_sum(DOWN, HERE, DOWN), tends(add(w, x, w), q, INFINITY, MINUS_INFINITY), HERE.claim, DOWN.claim
    )
    assert limit_of_sum(UP, UP).claim is tends(add(q, q), q, INFINITY, INFINITY)
    with refused("oo - oo"):
        limit_of_sum(UP, DOWN)
    with refused("one point"):
        limit_of_sum(UP, goes(x, y, ZERO))
    with refused("one point"):
        limit_of_sum(UP, goes(x, y, by=r))
    with refused():
        limit_of_sum()
    with refused():
        limit_of_sum(assume(less(x, y)))


def test_limits_of_products():
    assert proves(
        limit_of_product((HERE, goes(z, ONE))),
        tends(mul(x, z), q, INFINITY, mul(y, ONE)),
        HERE.claim,
        goes(z, ONE).claim,
    )
    assert proves(
        limit_of_product((UP, HERE), (1,)), tends(mul(q, x), q, INFINITY, INFINITY), HERE.claim, less(ZERO, y)
    )
    assert proves(
        limit_of_product((UP, HERE), (-1,)), tends(mul(q, x), q, INFINITY, MINUS_INFINITY), HERE.claim, less(y, ZERO)
    )
    assert proves(
        limit_of_product((HERE, DOWN), (-1,)), tends(mul(x, w), q, INFINITY, INFINITY), HERE.claim, DOWN.claim,
        less(y, ZERO),
    )  # fmt: skip
    assert limit_of_product((UP, DOWN)).claim is tends(mul(q, w), q, INFINITY, MINUS_INFINITY)
    assert limit_of_product((DOWN, DOWN)).claim is tends(mul(w, w), q, INFINITY, INFINITY)
    two = limit_of_product((UP, HERE, goes(z, p)), (-1, -1))
    assert two.claim.args[3] is INFINITY
    assert {less(y, ZERO), less(p, ZERO)} <= two.hypotheses
    with refused("sign"):  # oo · 0
        limit_of_product((UP, HERE))
    with refused("sign"):
        limit_of_product((UP, HERE), (0,))
    with refused("sign"):
        limit_of_product((UP, HERE), (1, 1))
    with refused("sign"):
        limit_of_product((UP, HERE), (2,))
    with refused("one point"):
        limit_of_product((UP, goes(x, y, ZERO)), (1,))


def test_limits_of_powers():
    assert proves(limit_of_power(HERE, 2), tends(power(x, 2), q, INFINITY, power(y, 2)), HERE.claim)
    assert proves(limit_of_power(HERE, 0), tends(power(x, 0), q, INFINITY, power(y, 0)), HERE.claim)
    assert proves(
        limit_of_power(HERE, -1), tends(power(x, -1), q, INFINITY, power(y, -1)), HERE.claim, unequal(y, ZERO)
    )
    for theorem, exponent, value in (
        (UP, 3, INFINITY), (UP, 2, INFINITY), (UP, 1, INFINITY), (UP, -1, ZERO), (UP, -2, ZERO),
        (DOWN, 2, INFINITY), (DOWN, 3, MINUS_INFINITY), (DOWN, 1, MINUS_INFINITY), (DOWN, -3, ZERO),
    ):  # fmt: skip
        of = theorem.claim.args[0]
        assert proves(
            limit_of_power(theorem, exponent), tends(power(of, exponent), q, INFINITY, value), *theorem.hypotheses
        )
    for theorem in (UP, DOWN):
        with refused("power of 0"):  # q⁰ → oo
            limit_of_power(theorem, 0)


def test_limits_of_exp_and_ln():
    assert proves(limit_of_exp(HERE), tends(exp(x), q, INFINITY, exp(y)), HERE.claim)
    assert proves(limit_of_exp(UP), tends(exp(q), q, INFINITY, INFINITY))
    assert proves(limit_of_exp(DOWN), tends(exp(w), q, INFINITY, ZERO), DOWN.claim)
    assert proves(limit_of_ln(HERE), tends(ln(x), q, INFINITY, ln(y)), HERE.claim, less(ZERO, y))
    assert proves(limit_of_ln(UP), tends(ln(q), q, INFINITY, INFINITY))
    with refused("no limit"):
        limit_of_ln(DOWN)
    with refused("no limit"):
        limit_of_exp_or_ln(HERE, "abs")


def test_limits_of_sums_over_a_set():
    summand = goes(at("x", k), at("y", k))
    assert proves(
        limit_of_total(S, summand, k), tends(total(k, S, at("x", k)), q, INFINITY, total(k, S, at("y", k))),
        every(k, S, summand.claim),
    )  # fmt: skip
    with refused("infinite"):
        limit_of_total(S, goes(at("x", k), INFINITY), k)
    with refused("infinite"):
        limit_of_total(S, goes(at("x", k), MINUS_INFINITY), k)
    with refused("depends on"):
        limit_of_total(S, goes(at("x", k), ZERO, at("p", k)), k)
    with refused():
        limit_of_total(t.without(S, k), summand, k)


GROWS = goes(at("x", j), INFINITY)


def bounded(*hypotheses):
    """Γ ⊢ 0 < exp(x_k), under these hypotheses."""
    return under(sign_of(exp(at("x", k))), *hypotheses)


def test_a_sum_grows_if_one_summand_does_and_none_is_negative():
    body = exp(at("x", index(0)))
    grows = limit_of_exp(GROWS)
    claim = tends(total(k, S, exp(at("x", k))), q, INFINITY, INFINITY)
    assert proves(limit_of_growing_total(S, grows, body, bounded(), k, j), claim, GROWS.claim, member(j, S))
    weak = weaken(bounded(), "≤")
    assert proves(limit_of_growing_total(S, grows, body, weak, k, j), claim, GROWS.claim, member(j, S))
    # the bound has to hold for all indices, near the point
    some = bounded(member(k, S), less(at("z", k), ONE), less(number(5), q))
    assert proves(
        limit_of_growing_total(S, grows, body, some, k, j), claim, GROWS.claim, member(j, S),
        every(k, S, less(at("z", k), ONE)), every(k, S, INDEPENDENT(at("z", k), q)),
    )  # fmt: skip
    with refused("grows without end"):
        limit_of_growing_total(S, limit_of_exp(goes(at("x", j), y)), body, bounded(), k, j)
    with refused("grows without end"):
        limit_of_growing_total(S, goes(exp(at("x", j)), MINUS_INFINITY), body, bounded(), k, j)
    with refused("grows without end"):  # another index than the one in the set
        limit_of_growing_total(S, grows, body, bounded(), k, i)
    for wrong in (
        assume(equal(ZERO, exp(at("x", k)))),
        assume(unequal(ZERO, exp(at("x", k)))),
        given("<", number(-1), exp(at("x", k))),
        assume(less(ZERO, exp(at("x", i)))),
        assume(less(exp(at("x", k)), ZERO)),
    ):
        with refused():
            limit_of_growing_total(S, grows, body, wrong, k, j)
    with refused():
        limit_of_growing_total(t.without(S, k), grows, body, bounded(), k, j)
    with refused():
        limit_of_growing_total(S, assume(less(x, y)), body, bounded(), k, j)


def test_a_limit_of_what_is_equal_nearby():
    equation = given("=", x, z)
    limit = goes(z, ONE)
    assert proves(
        limit_of_equal(equation, limit), tends(x, q, INFINITY, ONE), limit.claim, equation.claim,
        INDEPENDENT(x, q), INDEPENDENT(z, q),
    )  # fmt: skip
    positive = cut(exp_of_ln(q), given("<", ZERO, q))
    assert proves(limit_of_equal(positive, UP), tends(exp(ln(q)), q, INFINITY, INFINITY))
    with refused():
        limit_of_equal(equation, HERE)
    with refused():
        limit_of_equal(given("<", x, z), limit)
    with refused():
        limit_of_equal(equation, equation)


def test_a_limit_is_named_by_any_equal_number():
    value = given("=", y, ONE)
    assert proves(limit_of_equal(value, HERE), tends(x, q, INFINITY, ONE), HERE.claim, value.claim)
    with refused():
        limit_of_equal(given("=", z, ONE), HERE)
    with refused():
        limit_of_equal(given("<", y, ONE), HERE)
    with refused():
        limit_of_equal(given("=", ONE, y), HERE)


def test_values_of_limits():
    here = lim(x, q, INFINITY)
    assert proves(value_of_limit(HERE, equal(here, y)), equal(here, y), HERE.claim)
    assert proves(value_of_limit(HERE, defined(here)), defined(here), HERE.claim, near(x, q, INFINITY))
    for claim in (equal(here, z), equal(x, y), less(here, y), defined(x), equal(y, here)):
        with refused("does not follow"):
            value_of_limit(HERE, claim)
    for theorem in (UP, DOWN):
        endless = lim(theorem.claim.args[0], q, INFINITY)
        for claim in (defined(endless), equal(endless, y)):
            with refused("infinite"):
                value_of_limit(theorem, claim)
    value, exists = value_of_limit(HERE, equal(here, y)), value_of_limit(HERE, defined(here))
    assert proves(limit_from_value(value, exists), HERE.claim, HERE.claim, near(x, q, INFINITY))
    with refused():
        limit_from_value(value, assume(defined(x)))
    with refused():
        limit_from_value(value, assume(equal(lim(x, q, INFINITY), y)))
    with refused():
        limit_from_value(given("=", x, y), exists)
    with refused():
        limit_from_value(assume(less(lim(x, q, INFINITY), y)), exists)


def test_a_value_near_a_point():
    assert proves(value_nearby(assume(defined(q)), q, ZERO), near(q, q, ZERO))
    term = ln(q)
    theorem = cut(from_parts(defined(term)), assume(defined(q)))
    assert proves(value_nearby(theorem, q, ZERO), near(term, q, ZERO))
    assert proves(value_nearby(theorem, q, INFINITY), near(term, q, INFINITY))
    with refused():
        value_nearby(assume(smooth(q)), q, ZERO)


def nearby(hypothesis, point=INFINITY):
    """What a hypothesis comes to near a point."""
    return value_nearby(under(from_parts(defined(ONE)), hypothesis), q, point).hypotheses


@pytest.mark.parametrize(
    ("hypothesis", "point", "more"),
    [
        (less(number(7), q), INFINITY, None),
        (at_most(number(-7), q), INFINITY, None),
        (less(ZERO, q), ZERO, None),
        (defined(q), ZERO, None),
        (member(i, S), ZERO, set()),
        (same(i, j), ZERO, set()),
        (distinct(i, j), ZERO, set()),
        (INDEPENDENT(x, q), ZERO, set()),
        (t.through(x, q, y), ZERO, set()),
        (defines(at("q", i), x), ZERO, set()),
        (smooth_function("f", 1), ZERO, {INDEPENDENT(f(ZERO), q)}),
        (made(x, q), ZERO, set()),
        (formula("q", u, u), ZERO, set()),
        (every_real(u, defines(f(u), mul(u, q))), ZERO, set()),
        (every_real(u, defines(f(u, u), q)), INFINITY, set()),
        (defines(x, q), ZERO, set()),
        (equal(x, f(y)), ZERO, {INDEPENDENT(x, q), INDEPENDENT(y, q), INDEPENDENT(f(ZERO), q)}),
        (unequal(x, f(ONE, y)), ZERO, {INDEPENDENT(x, q), INDEPENDENT(y, q), INDEPENDENT(f(ZERO, ZERO), q)}),
        (less(x, y), ZERO, {INDEPENDENT(x, q), INDEPENDENT(y, q)}),
        (every_real(u, less(u, x)), ZERO, {INDEPENDENT(x, q)}),
        (every_real(u, equal(f(u), u)), ZERO, {INDEPENDENT(f(ZERO), q)}),
        (at_most(x, ONE), ZERO, {INDEPENDENT(x, q)}),
        (unequal(x, ONE), ZERO, {INDEPENDENT(x, q)}),
        (defined(x), ZERO, {INDEPENDENT(x, q)}),
        (every(k, S, less(ZERO, at("x", k))), ZERO, {every(k, S, INDEPENDENT(at("x", k), q))}),
        (every(j, S, less(ZERO, at("x", j, k))), ZERO, {every(j, S, INDEPENDENT(at("x", j, k), q))}),
    ],
)
def test_what_a_hypothesis_comes_to_near_a_point(hypothesis, point, more):
    assert nearby(hypothesis, point) == (set() if more is None else {hypothesis, *more})


def test_a_point_that_the_variable_is_above_does_not_move_with_it():
    for relation in (less, at_most):
        assert nearby(relation(p, q), p) == {INDEPENDENT(p, q)}
        assert nearby(relation(ONE, q), ONE) == set()
        with refused("may depend"):  # q > 2q - 1 as q → 2q - 1
            nearby(relation(sub(q, ONE), q), sub(q, ONE))


def test_a_condition_on_the_variable_in_a_set_falls_away():
    assert nearby(every(k, S, less(number(3), q))) == set()
    # what does not speak of the index holds by itself
    assert nearby(every(k, S, less(x, ONE))) == {less(x, ONE), INDEPENDENT(x, q)}


@pytest.mark.parametrize(
    ("hypothesis", "point"),
    [
        (less(q, number(7)), INFINITY),
        (less(x, q), INFINITY),  # x may be 2q
        (less(number(7), q), ZERO),
        (less(number(7), q), p),
        (less(q, ZERO), ZERO),
        (equal(q, ONE), ZERO),
        (equal(ZERO, q), ZERO),
        (unequal(ZERO, q), INFINITY),
        (made(q, x), ZERO),
        (structure("qq"), ZERO),
        (defines(q, x), ZERO),
        (defined(power(q, -1)), ZERO),
        (smooth(x), ZERO),
        (t.undefined(x), ZERO),
        (tends(x, q, ZERO, ZERO), ZERO),
        (near(x, q, ZERO), ZERO),
        (every_real(u, less(u, q)), ZERO),
        (every_real(u, smooth(mul(u, x))), ZERO),
        (every_real(u, defined(mul(u, x))), ZERO),
        (every(k, S, less(at("x", k), q)), INFINITY),
        (less(total(k, S, at("x", k)), ONE), ZERO),
        (less(at("q", i), ONE), ZERO),
    ],
)
def test_what_may_not_hold_near_a_point_is_refused(hypothesis, point):
    with refused():
        nearby(hypothesis, point)


def test_what_the_laws_prove_is_seen_close_to_the_point():
    model = Model(quantities={"q": 3, "x": Fraction(-2), "p": Fraction(1, 2), "z": Fraction(5)}, counts={"n": 3})
    near_p = limit_of_variable(q, p)
    const = limit_of_constant(x, q, INFINITY)
    const_p = limit_of_constant(x, q, p)
    for theorem in (
        UP,
        near_p,
        limit_of_sum(UP, const),
        limit_of_product((UP, const), (-1,)),
        limit_of_product((UP, limit_of_product((UP, const), (-1,)), const), (-1,)),
        limit_of_power(UP, 2),
        limit_of_power(UP, -1),
        limit_of_power(limit_of_product((UP, const), (-1,)), 3),
        limit_of_exp(limit_of_product((UP, const), (-1,))),
        limit_of_ln(UP),
        limit_of_sum(near_p, const_p),
        limit_of_product((near_p, const_p)),
        limit_of_power(near_p, -2),
        limit_of_exp(near_p),
        limit_of_ln(near_p),
    ):
        assert all(map(model.holds, theorem.hypotheses))
        assert model.holds(theorem.claim)
    assert not model.holds(tends(q, q, p, x))
    assert not model.holds(tends(neg(q), q, INFINITY, INFINITY))


def test_hypotheses_and_points_are_kept():
    assert proves(limit_of_ln(goes(x, INFINITY, ZERO)), tends(ln(x), q, ZERO, INFINITY), tends(x, q, ZERO, INFINITY))
    grows = goes(exp(at("x", j)), INFINITY, ZERO)
    body = exp(at("x", index(0)))
    theorem = limit_of_growing_total(S, grows, body, bounded(), k, j)
    assert proves(theorem, tends(total(k, S, exp(at("x", k))), q, ZERO, INFINITY), grows.claim, member(j, S))
    assert limit_of_product((UP, HERE, goes(z, p)), (1, -1)).claim.args[3] is MINUS_INFINITY
    theorem = cut(from_parts(defined(exp(x))))
    assert proves(value_nearby(theorem, q, ZERO), near(exp(x), q, ZERO), defined(x), INDEPENDENT(x, q))
    with refused("has a value"):
        value_nearby(sign_of(exp(x)), q, ZERO)
    value = given("=", lim(x, q, INFINITY), y)
    assert proves(
        limit_from_value(value, assume(defined(lim(x, q, INFINITY)))), tends(x, q, INFINITY, y), value.claim,
        defined(lim(x, q, INFINITY)),
    )  # fmt: skip
