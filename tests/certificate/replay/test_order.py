"""Order, replayed: Coq computes numbers as closely as the kernel does."""

import os
import shutil

import pytest
from flint import fmpq
from support.kernel_terms import S, at, given, i, j, k, q, under, x, y, z
from support.replays import accepted, compiled_library

from derivations.kernel import terms as t
from derivations.kernel.algebra import absolute_of_product
from derivations.kernel.definedness import smooth_if_constant
from derivations.kernel.order import exp_above_tangent, order_of_numbers, sum_is_ordered
from derivations.kernel.terms import (
    ONE,
    PI,
    ZERO,
    absolute,
    add,
    equal,
    exp,
    less,
    ln,
    mul,
    neg,
    number,
    power,
    sub,
)

has_coq = shutil.which("coqc") is not None or bool(os.environ.get("DERIVATIONS_REQUIRE_ALL"))
TWO, HALF = number(2), number(fmpq(1, 2))


def close(to, bits):
    """A number that is that close to another one."""
    return add(to, number(fmpq(1, 2**bits)))


PAIRS = [
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
    (ZERO, exp(number(-1000))),
    (exp(number(-1000)), exp(number(-999))),
    (number(10**300), exp(number(1000))),
    (ln(HALF), ZERO),
    (ln(ONE), number(fmpq(1, 2**300))),
    (ZERO, ln(close(ONE, 100))),
    (exp(ln(number(3))), close(number(3), 190)),
    (number(3), add(exp(ln(number(3))), number(fmpq(1, 2**190)))),
    (ln(exp(number(fmpq(7, 3)))), close(number(fmpq(7, 3)), 190)),
    (mul(PI, power(PI, -1)), close(ONE, 190)),
    (mul(sub(ONE, PI), sub(TWO, exp(ONE))), number(2)),
    (mul(sub(exp(ln(TWO)), TWO), sub(exp(ln(TWO)), TWO), PI), number(fmpq(1, 10**50))),
    (power(sub(ONE, PI), 3), power(sub(ONE, PI), -3)),
    (exp(neg(exp(exp(TWO)))), power(number(10), -500)),
    (ln(ln(ln(number(16)))), number(fmpq(1, 50))),
    (add(exp(number(10**6)), ONE), add(exp(number(10**6 + 1)), PI)),
    (power(close(ONE, 20), 2**20), exp(ONE)),
    (add(), exp(mul())),
]
"""Numbers, the lower one first."""


def numbers():
    """Numbers in their order, and the other way round."""
    for left, right in PAIRS:
        yield order_of_numbers(left, right), less(right, left)


def absolute_values():
    """Absolute values of products of powers."""
    for factors in (((x, 1),), ((x, -1), (y, 3), (z, 0)), ((x, -4), (y, -1)), ((add(x, y), 2), (x, -2), (z, 1)), ()):
        theorem = absolute_of_product(factors)
        yield theorem, equal(theorem.claim.args[0], neg(add(ONE, absolute(x))))


def tangents():
    """That exp lies above its tangent."""
    for exponent in (x, neg(ONE), sub(ln(x), at("y", k))):
        yield exp_above_tangent(exponent), less(add(ONE, exponent), exp(exponent))


def sums():
    """Sums whose summands are in order."""
    strict = under(given("<", at("x", k), at("y", k, i)), less(at("x", k), at("z", i)))
    for theorem in (sum_is_ordered(S, strict, k), sum_is_ordered(S, strict, k, j)):
        yield theorem, less(*reversed(theorem.claim.args))


def constants():
    """What does not change with a quantity is smooth in it."""
    for term in (x, exp(at("x", i)), t.hidden("f", 1), t.hidden("g", 3)):
        yield smooth_if_constant(term, q), t.smooth(power(sub(q, q), -1), q)


CASES = {
    "constants": constants,
    "numbers": numbers,
    "absolute values": absolute_values,
    "tangents": tangents,
    "sums": sums,
}


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return compiled_library(tmp_path_factory.mktemp("library"))


@pytest.mark.slow
@pytest.mark.skipif(not has_coq, reason="coqc is not installed")
@pytest.mark.parametrize("name", CASES)
def test_order_is_replayed(folder, name):
    accepted(folder, list(CASES[name]()))
