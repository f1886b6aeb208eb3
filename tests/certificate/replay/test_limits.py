"""Limits, replayed: Coq accepts what the kernel's rules make, and takes no proof for a false claim beside it."""

import os
import shutil

import pytest
from flint import fmpq
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
    q,
    r,
    total,
    u,
    under,
    w,
    x,
    y,
    z,
)
from support.replays import accepted, compiled_library

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
    bracket,
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
    number,
    partial,
    power,
    same,
    size,
    smooth_function,
    tends,
    unequal,
    upwards,
)
from derivations.kernel.theorem import assume, cut

has_coq = shutil.which("coqc") is not None or bool(os.environ.get("DERIVATIONS_REQUIRE_ALL"))
needs_coq = [pytest.mark.slow, pytest.mark.skipif(not has_coq, reason="coqc is not installed")]


def goes(term, value, point=INFINITY):
    """The assumption that a term tends to a value."""
    return assume(tends(term, q, point, value))


def to(theorem, value):
    """A limit's claim with another value."""
    return tends(*theorem.claim.args[:3], value)


UP, DOWN, HERE, THERE = limit_of_variable(q, INFINITY), goes(w, MINUS_INFINITY), goes(x, y), goes(z, ONE)
STILL = mul(
    add(x, at("y", i)), power(f(x, at("z", i)), -2), ln(n), t.absolute(exp(size(S))), t.PI, number(7),
    lim(mul(x, r), r, x), lim(exp(r), r, INFINITY), partial(mul(z, r), r), bracket(same(i, j)),
    total(k, S, mul(f(x, orders=(1,)), bracket(same(i, k)))),
)  # fmt: skip
"""What does not change, one of each operator."""
SUMMAND = exp(at("x", k))
BODY, GROWS = exp(at("x", index(0))), limit_of_exp_or_ln(goes(at("x", j), INFINITY), "exp")
POSITIVE = sign_of(SUMMAND)


def growing(bounded):
    """That a sum grows as one summand does."""
    return limit_of_growing_total(S, GROWS, BODY, bounded, k, j)


def laws():
    """Uses of the laws, each with a false claim."""
    of_sum = limit_of_sum(HERE, THERE, limit_of_constant(n, q, INFINITY))
    of_product = limit_of_product((HERE, THERE, HERE))
    of_total = limit_of_total(S, goes(at("x", k), at("y", k)), k)
    yield limit_of_constant(STILL, q, INFINITY), tends(STILL, q, INFINITY, add(STILL, ONE))
    yield limit_of_constant(STILL, q, p), tends(STILL, q, p, ZERO)
    yield UP, tends(q, q, INFINITY, MINUS_INFINITY)
    yield limit_of_variable(q, p), tends(q, q, p, INFINITY)
    yield of_sum, to(of_sum, add(y, ONE))
    yield limit_of_sum(HERE), to(HERE, add(y, ONE))
    yield limit_of_sum(UP, HERE, UP), tends(add(q, x, q), q, INFINITY, MINUS_INFINITY)
    yield limit_of_sum(HERE, DOWN, THERE), tends(add(x, w, z), q, INFINITY, INFINITY)
    yield of_product, to(of_product, mul(y, y))
    yield limit_of_power(HERE, 3), tends(power(x, 3), q, INFINITY, power(y, 2))
    yield limit_of_power(HERE, 1), tends(x, q, INFINITY, power(y, 2))
    yield limit_of_power(HERE, 0), tends(power(x, 0), q, INFINITY, ZERO)
    yield limit_of_power(HERE, -1), tends(power(x, -1), q, INFINITY, y)
    yield limit_of_power(HERE, -4), tends(power(x, -4), q, INFINITY, power(y, 4))
    yield limit_of_exp_or_ln(HERE, "exp"), tends(exp(x), q, INFINITY, y)
    yield limit_of_exp_or_ln(UP, "exp"), tends(exp(q), q, INFINITY, ZERO)
    yield limit_of_exp_or_ln(DOWN, "exp"), tends(exp(w), q, INFINITY, ONE)
    yield limit_of_exp_or_ln(HERE, "ln"), tends(ln(x), q, INFINITY, y)
    yield limit_of_exp_or_ln(UP, "ln"), tends(ln(q), q, INFINITY, MINUS_INFINITY)
    yield of_total, to(of_total, total(k, S, at("x", k)))


def powers(below):
    """Powers of what tends to infinity."""
    theorem = DOWN if below else UP
    for exponent in (1, 2, 3, 7, 10, -1, -2, -5):
        limit = limit_of_power(theorem, exponent)
        false = ONE if exponent < 0 else MINUS_INFINITY if limit.claim.args[3] is INFINITY else INFINITY
        yield limit, to(limit, false)


def products():
    """Products of what tends to infinity and of numbers with signs."""
    for theorems, signs in (
        ((UP,), ()),
        ((UP, DOWN), ()),
        ((DOWN, DOWN), ()),
        ((UP, HERE), (1,)),
        ((UP, HERE), (-1,)),
        ((HERE, DOWN, THERE), (-1, 1)),
        ((HERE, THERE, DOWN, UP, DOWN, DOWN), (-1, -1)),
        ((HERE, THERE, DOWN, UP, HERE), (1, -1, 1)),
    ):
        limit = limit_of_product(theorems, signs)
        yield limit, to(limit, MINUS_INFINITY if limit.claim.args[3] is INFINITY else INFINITY)


def growing_totals():
    """Sums in which one summand grows, with what has to hold for all of them near the point."""
    some = under(
        weaken(POSITIVE, "≤"),
        member(k, S),
        less(at("z", k), ONE),
        less(number(5), q),
        every(j, S, at_most(ZERO, at("u", j, k))),
    )
    for bounded in (POSITIVE, weaken(POSITIVE, "≤"), some):
        theorem = growing(bounded)
        yield theorem, to(theorem, MINUS_INFINITY)


def equals():
    """Limits of what is equal near the point, or to the limit."""
    equation = given("=", x, z)
    positive = cut(exp_of_ln(q), given("<", ZERO, q))
    for limit in (THERE, goes(z, INFINITY), goes(z, MINUS_INFINITY)):
        theorem = limit_of_equal(equation, limit)
        yield theorem, to(theorem, ZERO)
    yield limit_of_equal(positive, UP), tends(exp(ln(q)), q, INFINITY, MINUS_INFINITY)
    yield limit_of_equal(positive, limit_of_variable(q, ZERO)), tends(exp(ln(q)), q, ZERO, ONE)
    yield limit_of_equal(given("=", y, ONE), HERE), tends(x, q, INFINITY, ZERO)


def values():
    """Limits as numbers."""
    for limit in (HERE, goes(x, y, ZERO), goes(x, y, p)):
        here = lim(*limit.claim.args[:3])
        value, exists = value_of_limit(limit, equal(here, y)), value_of_limit(limit, defined(here))
        yield value, equal(here, add(y, ONE))
        yield exists, defined(power(add(here, t.neg(here)), -1))
        yield limit_from_value(value, exists), to(limit, add(y, ONE))


def nearby(hypothesis, point):
    """A term with a value near a point, by a hypothesis that has to hold there."""
    return value_nearby(under(from_parts(defined(ONE)), hypothesis), q, point)


def hypotheses():
    """Hypotheses that have to hold near a point."""
    independent = t.independent
    for hypothesis, point in (
        (less(number(7), q), INFINITY),
        (at_most(number(-7), q), INFINITY),
        (less(number(fmpq(-7, 2)), q), INFINITY),
        (less(ZERO, q), ZERO),
        (at_most(mul(p, f(r)), q), mul(p, f(r))),
        (defined(q), ZERO),
        (defined(q), INFINITY),
        (member(i, S), ZERO),
        (same(i, j), ZERO),
        (distinct(i, j), ZERO),
        (independent(x, q), ZERO),
        (t.through(x, q, y), ZERO),
        (defines(at("x", i), x), ZERO),
        (smooth_function("f", 1), ZERO),
        (made(x, q), ZERO),
        (t.structure("qx", every(k, S, defines(at("x", k), mul(q, at("z", k))))), INFINITY),
        (formula("g", u, u), ZERO),
        (every_real(u, defines(f(u), mul(u, q))), ZERO),
        (equal(x, f(y)), ZERO),
        (unequal(x, f(ONE, y)), ZERO),
        (less(x, y), ZERO),
        (at_most(x, ONE), ZERO),
        (defined(x), ZERO),
        (every_real(u, less(u, x)), ZERO),
        (every_real(u, equal(f(u), u)), ZERO),
        (every_real(u, every(k, S, every_real(r, less(mul(u, bracket(same(k, i))), add(r, f(x)))))), p),
        (every(k, S, less(ZERO, at("x", k))), ZERO),
        (every(j, S, less(ZERO, at("x", j, k))), ZERO),
        (every(k, S, every(j, t.interval(index(None, 1), k), equal(at("x", j, k), at("y", k)))), INFINITY),
        (every(k, upwards(index(None, 1)), less(number(3), q)), INFINITY),
        (every(k, upwards(index(None, 1)), less(number(3), at("x", k))), INFINITY),
        (every(k, S, every(j, t.interval(index(None, 1), k), at_most(number(3), q))), INFINITY),
        (every(k, S, every_real(u, less(mul(u, at("x", k)), x))), INFINITY),
    ):
        yield nearby(hypothesis, point), near(power(add(q, t.neg(q)), -1), q, point)
    term = ln(q)
    for point in (ZERO, INFINITY):
        yield value_nearby(cut(from_parts(defined(term))), q, point), near(power(add(q, t.neg(q)), -1), q, point)


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return compiled_library(tmp_path_factory.mktemp("library"))


CASES = {
    "laws": laws,
    "powers of what grows": lambda: powers(False),
    "powers of what falls": lambda: powers(True),
    "products": products,
    "growing totals": growing_totals,
    "equals": equals,
    "values": values,
    "hypotheses": hypotheses,
}


@pytest.mark.slow
@pytest.mark.skipif(not has_coq, reason="coqc is not installed")
@pytest.mark.parametrize("name", CASES)
def test_limits_are_replayed(folder, name):
    accepted(folder, list(CASES[name]()))
