"""Sums over index sets."""

from fractions import Fraction

from hypothesis import given as examples
from hypothesis import settings
from hypothesis import strategies as st
from support.kernel_models import Model
from support.kernel_terms import M, S, T, at, every, i, j, k, n, num, proves, refused, total, under, x, y

from derivations.kernel.sums import (
    sum_in_parts,
    sum_is_linear,
    sum_of_equals,
    sum_of_ones,
    sum_over_one,
    sum_swapped,
    sum_with_delta,
    sum_without,
)
from derivations.kernel.terms import (
    ONE,
    add,
    bracket,
    equal,
    index,
    interval,
    less,
    member,
    mul,
    neg,
    number,
    rest,
    same,
    size,
    sum_over,
    upwards,
    without,
)
from derivations.kernel.theorem import assume

B0 = index(0)
BODY = at("a", B0)


def model(values, count=3, chosen=(), **indices):
    return Model(
        quantities={
            "x": Fraction(3, 2), "y": Fraction(-2),
            "a": lambda a: values[a % len(values)],
            "b": lambda a, b: values[a % len(values)] * (b + 1) - a * b * b,
        },
        counts={"n": count, "m": 2}, parts={"M": chosen}, indices={"i": 1, "j": 2, "k": 3, **indices},
    )  # fmt: skip


def test_sums_of_equal_summands_are_equal():
    equation = assume(equal(at("a", k), at("c", k)))
    theorem = sum_of_equals(S, equation, k)
    assert proves(
        theorem, equal(total(k, S, at("a", k)), total(k, S, at("c", k))), every(k, S, equal(at("a", k), at("c", k)))
    )
    in_set = sum_of_equals(S, under(equation, member(k, S), equal(x, y)), k)
    assert in_set.hypotheses == {every(k, S, equal(at("a", k), at("c", k))), equal(x, y)}
    with refused():
        sum_of_equals(S, assume(less(at("a", k), x)), k)
    with refused():  # the set depends on k
        sum_of_equals(without(S, k), equation, k)


def test_sums_are_linear():
    theorem = sum_is_linear(S, ((x, BODY), (y, ONE)))
    assert proves(
        theorem,
        equal(sum_over(S, add(mul(x, BODY), mul(y, ONE))), add(mul(x, sum_over(S, BODY)), mul(y, sum_over(S, ONE)))),
    )
    with refused():  # Σ a_i a_i = a_i Σ a_i
        sum_is_linear(S, ((BODY, BODY),))


def test_a_sum_of_ones_is_the_size():
    assert proves(sum_of_ones(M), equal(sum_over(M, ONE), size(M)))


def test_a_delta_collapses_a_sum():
    theorem = sum_with_delta(S, j, BODY)
    assert proves(theorem, equal(sum_over(S, mul(bracket(same(B0, j)), BODY)), at("a", j)), member(j, S))
    theorem = sum_with_delta(S, j, BODY, 1)
    before = index("j", -1)
    assert proves(
        theorem, equal(sum_over(S, mul(bracket(same(index(0, 1), j)), BODY)), at("a", before)), member(before, S)
    )


def test_a_sum_without_an_index():
    theorem = sum_without(S, j, BODY)
    assert proves(theorem, equal(sum_over(without(S, j), BODY), add(sum_over(S, BODY), neg(at("a", j)))), member(j, S))
    over = without(S, j)
    assert proves(sum_without(over, j, BODY), equal(sum_over(without(over, j), BODY), sum_over(over, BODY)))
    for other in (S, without(S, i), M):  # Σ_{S∖{j}} = Σ_S
        assert member(j, other) in sum_without(other, j, BODY).hypotheses


def test_a_sum_in_parts():
    theorem = sum_in_parts(M, BODY)
    assert proves(theorem, equal(sum_over(S, BODY), add(sum_over(M, BODY), sum_over(rest(M), BODY))))
    with refused():
        sum_in_parts(S, BODY)


def test_a_sum_over_one_index_is_its_summand():
    assert proves(sum_over_one(S, BODY), equal(sum_over(S, BODY), at("a", num(1))), equal(n, number(1)))
    for wrong in (
        interval(i, i),
        interval(num(1), num(2)),
        interval(num(1), num(0)),
        interval(i, j),
        interval(i, n),
        upwards(i),
        M,
    ):
        with refused():
            sum_over_one(wrong, BODY)


def test_sums_are_swapped():
    body = at("b", index(1), index(0))
    theorem = sum_swapped(S, T, body)
    assert theorem.hypotheses == frozenset()
    assert theorem.claim.args[0] is sum_over(S, sum_over(T, body))
    right = theorem.claim.args[1]
    assert (right.op, right.args[0], right.args[1].op, right.args[1].args[0]) == ("sum", T, "sum", S)
    # the names that the rule chooses are fresh
    with_names = sum_swapped(S, T, mul(body, at("a", i), at("a", j))).claim.args[1].args[1].args[1]
    assert with_names is mul(right.args[1].args[1], at("a", i), at("a", j))
    with_names = sum_swapped(without(S, i), without(T, j), body).claim.args[1].args[1].args[1]
    assert with_names is right.args[1].args[1]
    with refused():  # Σ_i Σ_{j ≤ i} b = Σ_{j ≤ i} Σ_i b
        sum_swapped(S, interval(num(1), index(0)), body)


numbers = st.lists(st.builds(Fraction, st.integers(-3, 3), st.integers(1, 2)), min_size=1, max_size=4)


@settings(max_examples=25, deadline=None)
@examples(numbers, st.integers(0, 3), st.sets(st.integers(0, 4)), st.integers(0, 4))
def test_what_the_rules_prove_of_sums_is_counted(values, count, chosen, point):
    here = model(values, count, chosen, j=point)
    body = at("b", index(1), index(0))
    theorems = [
        sum_is_linear(S, ((x, BODY), (y, ONE))),
        sum_is_linear(M, ((x, BODY),)),
        sum_of_ones(rest(M)),
        sum_with_delta(S, j, BODY),
        sum_with_delta(S, j, BODY, -1),
        sum_with_delta(M, j, BODY, 2),
        sum_without(S, j, BODY),
        sum_without(rest(M), j, BODY),
        sum_without(without(M, j), j, BODY),
        sum_without(without(M, i), j, BODY),
        sum_in_parts(M, BODY),
        sum_over_one(S, BODY),
        sum_over_one(interval(num(2), n), BODY),
        sum_swapped(S, S, add(body, at("b", index(0), index(1)))),
    ]
    assert all(map(here.agrees, theorems))


def test_a_sum_keeps_what_each_summand_needs():
    from derivations.kernel.algebra import absolute_value
    from derivations.kernel.terms import ZERO, absolute, at_most

    theorem = sum_of_equals(S, absolute_value(at("a", k), False), k)
    assert proves(
        theorem,
        equal(total(k, S, absolute(at("a", k))), total(k, S, at("a", k))),
        every(k, S, at_most(ZERO, at("a", k))),
    )
