"""Products of matrices as chains, and inverses at points."""

import random

import pytest
from flint import fmpq

from derivations.kernel import terms as k
from derivations.proof.finding.chains import LEFT, RIGHT, chain_of, orders
from derivations.proof.refuting.inverses import inverse
from derivations.proof.refuting.numbers import Dual, NoValue, multiply

OVER = k.interval(k.index(None, 1), k.count("n"))
I, J = k.index("i"), k.index("j")


def summed(body, *names):
    for name in reversed(names):
        body = k.sum_over(OVER, k.closed(body, k.index(name)))
    return body


def matrix(name, row, column):
    return k.quantity(name, k.index(row), k.index(column))


def vector(name, place):
    return k.quantity(name, k.index(place))


def test_a_product_of_matrices_is_a_chain_in_whatever_order_it_is_written():
    factors = [matrix("A", "i", "a"), matrix("B", "b", "a"), matrix("A", "b", "j")]
    first = chain_of(summed(k.mul(*factors), "a", "b"))
    other = chain_of(summed(k.mul(*reversed(factors)), "b", "a"))
    letters = k.quantity("A", LEFT, RIGHT), k.quantity("B", RIGHT, LEFT), k.quantity("A", LEFT, RIGHT)
    assert (first.left, first.letters, first.right) == (I, letters, J)
    assert first in (other, other.reversed)
    assert first.reversed.reversed == first


def test_vectors_are_ends_and_a_trace_has_none():
    form = chain_of(summed(k.mul(vector("u", "a"), matrix("A", "a", "b"), vector("v", "b")), "a", "b"))
    assert {form.left, form.right} == {k.quantity("u", LEFT), k.quantity("v", LEFT)}
    trace = chain_of(summed(k.mul(matrix("A", "a", "b"), matrix("B", "b", "a")), "a", "b"))
    assert trace.closed
    assert len(trace.letters) == 2
    assert trace.turned.turned == trace
    assert chain_of(summed(matrix("A", "a", "a"), "a")).closed


@pytest.mark.parametrize(
    "body",
    [
        k.mul(vector("u", "a"), matrix("A", "a", "j"), matrix("B", "a", "i")),  # an index in three places
        k.mul(vector("u", "a"), k.exp(matrix("A", "a", "j"))),
        k.mul(k.power(vector("u", "a"), -1), matrix("A", "a", "j")),
        k.mul(vector("u", "a"), k.quantity("A", k.index("a", 1), J)),
    ],
)
def test_other_sums_are_no_chains(body):
    assert chain_of(summed(body, "a")) is None


def test_the_orders_of_the_sums_of_a_chain_follow_its_indices():
    factors = [matrix("A", "i", "a"), matrix("B", "a", "b"), matrix("C", "b", "c"), vector("v", "c")]
    assert set(orders(summed(k.mul(*factors), "b", "a", "c"))) == {(1, 0, 2), (2, 0, 1)}
    assert orders(k.exp(vector("v", "i"))) == []


def test_an_inverse_times_its_matrix_is_the_identity_and_a_singular_matrix_has_none():
    rng = random.Random(1)
    for size in (1, 2, 3):
        rows = [[fmpq(rng.randint(-3, 3), rng.randint(1, 3)) + 7 * (i == j) for j in range(size)] for i in range(size)]
        found = inverse(size, lambda i, j, rows=rows: rows[i][j])
        product = [[sum(rows[i][m] * found[m][j] for m in range(size)) for j in range(size)] for i in range(size)]
        assert product == [[i == j for j in range(size)] for i in range(size)]
    with pytest.raises(NoValue):
        inverse(2, lambda i, j: fmpq(1))


def test_the_slope_of_an_inverse_is_that_of_the_reciprocal():
    ((found,),) = inverse(1, lambda i, j: Dual(1, fmpq(2), fmpq(1)))
    assert (found.value, found.slope) == (fmpq(1, 2), fmpq(-1, 4))
    assert multiply(found, Dual(1, fmpq(2), fmpq(1))).slope == 0
