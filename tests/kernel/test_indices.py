"""Indices in sets, different indices, and sizes."""

from hypothesis import given as examples
from hypothesis import settings
from hypothesis import strategies as st
from support.kernel_models import Model
from support.kernel_terms import M, S, T, at, every, i, j, k, n, num, proves, refused, total, under, x

from derivations.kernel import terms as t
from derivations.kernel.indices import (
    different_indices,
    in_interval,
    in_larger_set,
    in_set_without,
    not_empty,
    not_negative,
    same_index,
    size_of_interval,
    some_index,
)
from derivations.kernel.terms import (
    ONE,
    ZERO,
    at_most,
    distinct,
    equal,
    index,
    interval,
    less,
    member,
    number,
    rest,
    same,
    size,
    sub,
    upwards,
    without,
)
from derivations.kernel.theorem import NotApplicable, assume, conjoin


def up(name, offset):
    return index(name, offset)


def test_a_number_lies_between_numbers():
    over = interval(num(1), num(3))
    for value in (1, 2, 3):
        assert proves(in_interval(num(value), None, over), member(num(value), over))
    for value in (0, 4):
        with refused():
            in_interval(num(value), None, over)


def test_an_index_lies_between_its_neighbours():
    over = interval(i, up("i", 2))
    for offset in (0, 1, 2):
        assert proves(in_interval(up("i", offset), None, over), member(up("i", offset), over))
    for point in (up("i", -1), up("i", 3), j, num(1)):
        with refused():
            in_interval(point, None, over)


def test_an_index_of_an_interval_lies_in_a_larger_one():
    base = interval(num(2), num(4))
    over = interval(num(2), num(4))
    assert proves(in_interval(i, base, over), member(i, over), member(i, base))
    wide = interval(num(1), num(5))
    for offset in (-1, 0, 1):
        assert proves(in_interval(up("i", offset), base, wide), member(up("i", offset), wide), member(i, base))
    for offset in (-2, 2):
        with refused():
            in_interval(up("i", offset), base, wide)
    with refused():  # i ∈ [1, 5]
        in_interval(i, None, wide)


def test_each_end_of_an_interval_may_be_known_in_its_own_way():
    base = interval(num(2), up("j", 1))
    assert proves(in_interval(up("i", 1), base, interval(num(3), up("j", 2))), member(
        up("i", 1), interval(num(3), up("j", 2))), member(i, base))  # fmt: skip
    with refused():
        in_interval(up("i", 2), base, interval(num(3), up("j", 2)))
    with refused():
        in_interval(up("i", 0), base, interval(num(3), up("j", 2)))
    with refused():  # i ≤ j + 1 says nothing of k
        in_interval(i, base, interval(num(2), up("k", 5)))
    # the lower end by itself, the upper by the base
    over = interval(i, up("j", 1))
    assert proves(in_interval(i, base, over), member(i, over), member(i, base))
    # the upper end by itself, the lower by the base
    over = interval(num(2), i)
    assert proves(in_interval(i, base, over), member(i, over), member(i, base))
    with refused():
        in_interval(i, None, over)


def test_an_interval_that_ends_with_a_count():
    assert proves(in_interval(num(2), None, S), member(num(2), S), at_most(number(2), n))
    assert proves(in_interval(i, S, S), member(i, S), member(i, S))
    base, over = interval(num(2), n), interval(num(1), n)
    assert proves(in_interval(up("i", -1), base, over), member(up("i", -1), over), member(i, base))
    with refused():  # i ∈ [1, n] ⊢ i + 1 ∈ [1, n]
        in_interval(up("i", 1), S, S)
    with refused():
        in_interval(up("i", -1), S, S)
    with refused():  # i ∈ [1, m] ⊢ i ∈ [1, n]
        in_interval(i, T, S)
    with refused():
        in_interval(i, interval(num(1), j), S)
    with refused():
        in_interval(i, upwards(num(1)), S)
    with refused():
        in_interval(i, S, interval(num(1), num(3)))
    ends = interval(num(1), num(3))
    assert proves(in_interval(up("i", 2), ends, S), member(up("i", 2), S), member(i, ends), at_most(number(5), n))
    with refused():  # the lower end holds by itself; nothing is known of the upper one
        in_interval(i, None, interval(i, n))
    with refused():
        in_interval(num(0), None, S)


def test_an_interval_without_an_upper_end():
    over = upwards(num(1))
    assert proves(in_interval(num(1), None, over), member(num(1), over))
    assert proves(in_interval(i, S, over), member(i, over), member(i, S))
    assert proves(
        in_interval(up("i", 3), upwards(num(-2)), over), member(up("i", 3), over), member(i, upwards(num(-2)))
    )
    with refused():
        in_interval(num(0), None, over)
    with refused():
        in_interval(up("i", 2), upwards(num(-2)), over)
    with refused():
        in_interval(i, upwards(num(1)), interval(num(1), num(5)))


def test_only_intervals_are_compared():
    with refused():
        in_interval(i, None, M)
    with refused():
        in_interval(i, M, S)
    with refused():
        in_interval(index(0), None, interval(index(0), index(0)))
    with refused():
        in_interval(i, rest(M), interval(num(1), n))


small = st.integers(-2, 3)


@settings(max_examples=150, deadline=None)
@examples(st.sampled_from(["i", None]), small, st.data())
def test_an_index_proved_to_lie_in_an_interval_does(name, offset, data):
    ends = st.builds(index, st.sampled_from(["j", None]), small)
    tops = st.one_of(ends, st.just(n))
    over = data.draw(st.one_of(st.builds(interval, ends, tops)))
    base = data.draw(st.one_of(st.none(), st.builds(interval, ends, tops)))
    try:
        theorem = in_interval(index(name, offset), base, over)
    except NotApplicable:
        return
    for a in (-2, 0, 1, 2, 4):
        for b in (0, 1, 3):
            for c in (0, 2, 5):
                assert Model(indices={"i": a, "j": b}, counts={"n": c}).agrees(theorem)


def test_a_set_lies_in_the_set_that_it_is_made_of():
    for inner in (M, rest(M), without(S, j)):
        assert proves(in_larger_set(i, inner), member(i, S), member(i, inner))
    with refused():
        in_larger_set(i, S)


def test_a_set_without_an_index():
    over = without(S, j)
    assert proves(in_set_without(i, S, j), member(i, over), member(i, S), distinct(i, j))
    assert proves(different_indices(i, j, over), distinct(i, j), member(i, over))
    with refused():
        different_indices(i, j, S)
    with refused():  # i ∈ S∖{j} ⊢ i ≠ k
        different_indices(i, k, over)


def test_a_part_and_the_rest_have_no_index_in_common():
    assert proves(different_indices(i, j, M), distinct(i, j), member(i, M), member(j, rest(M)))
    with refused():
        different_indices(i, j, rest(M))


def test_an_index_is_itself():
    assert proves(same_index(i), same(i, i))


def test_indices_with_different_offsets_differ():
    assert proves(different_indices(up("i", 1), i), distinct(i, up("i", 1)))
    assert proves(different_indices(num(0), num(1)), distinct(num(0), num(1)))
    for one, other in ((i, i), (i, up("j", 1)), (i, num(3))):
        with refused():
            different_indices(one, other)


def test_an_index_below_another_one_differs_from_it():
    base = interval(num(1), up("m", -1))
    m_ = index("m")
    assert proves(different_indices(i, m_, base), distinct(i, m_), member(i, base))
    assert proves(different_indices(up("i", 1), up("m", 1), base), distinct(up("i", 1), up("m", 1)), member(i, base))
    with refused():  # i ≤ m - 1 ⊢ i + 1 ≠ m
        different_indices(up("i", 1), m_, base)
    with refused():
        different_indices(up("i", 2), m_, base)
    with refused():
        different_indices(i, j, base)
    with refused():
        different_indices(num(0), m_, base)
    with refused():
        different_indices(index(0), m_, base)
    with refused():
        different_indices(i, m_, S)
    with refused():
        different_indices(i, index("n"), S)
    with refused():
        different_indices(i, m_, upwards(num(1)))
    with refused():
        different_indices(i, m_, rest(M))


def test_a_set_with_an_index_is_not_empty():
    assert proves(not_empty(i, interval(num(3), n)), at_most(number(3), n), member(i, interval(num(3), n)))
    assert proves(not_empty(i, M), at_most(ONE, size(M)), member(i, M))
    over = interval(num(1), j)
    assert proves(not_empty(i, over), at_most(ONE, size(over)), member(i, over))
    with refused():
        not_empty(i, interval(j, n))
    for over in (upwards(num(1)), t.part("A", upwards(num(1))), without(upwards(num(1)), j)):
        with refused():  # the size of an endless set is no number
            not_empty(i, over)


def test_what_holds_for_some_index_of_a_set_that_is_not_empty_holds():
    theorem = conjoin(assume(member(k, S)), assume(less(at("x", k), ONE)), assume(less(ZERO, x)))
    with refused():  # the claim speaks of k
        some_index(theorem, k, S)
    quiet = assume(less(ZERO, x))
    last = under(quiet, member(k, S), less(at("x", k), ONE))
    assert proves(
        some_index(last, k, S), less(ZERO, x),
        less(ZERO, x), every(k, S, less(at("x", k), ONE)), less(ZERO, size(S)),
    )  # fmt: skip
    for variable in (num(1), index(0), up("k", 1)):
        with refused():
            some_index(quiet, variable, S)
    with refused():
        some_index(quiet, k, without(S, k))


def test_sizes_of_intervals():
    for first in (-1, 0, 1, 2, 3):
        over = interval(num(first), n)
        before = number(first - 1)
        assert proves(size_of_interval(over), equal(size(over), sub(n, before)), at_most(before, n))
    for first, last, length in ((1, 3, 3), (1, 1, 1), (1, 0, 0), (-1, 1, 3)):
        over = interval(num(first), num(last))
        assert proves(size_of_interval(over), equal(size(over), number(length)))
    over = interval(up("i", 1), up("i", 3))
    assert proves(size_of_interval(over), equal(size(over), number(3)))


def test_the_size_of_an_interval_is_not_negative():
    for over in (
        interval(num(1), num(-1)),  # its size is 0, not -1
        interval(up("i", 2), i),
        interval(i, j),
        interval(num(1), i),
        interval(i, n),
        upwards(num(1)),
        M,
    ):
        with refused():
            size_of_interval(over)


@settings(max_examples=40, deadline=None)
@examples(st.integers(-2, 4), st.integers(-2, 4))
def test_the_size_of_an_interval_is_counted(first, last):
    for over in (interval(num(first), num(last)), interval(num(first), n)):
        try:
            theorem = size_of_interval(over)
        except NotApplicable:
            continue
        assert all(Model(counts={"n": c}).agrees(theorem) for c in range(5))


def test_sizes_and_counts_are_not_negative():
    for term in (n, t.count("n", i), size(S), size(M), size(rest(M)), size(without(S, i)), size(t.part("A", rest(M)))):
        assert proves(not_negative(term), at_most(ZERO, term))
    for term in (
        x,
        number(1),
        number(-1),
        t.neg(n),
        t.add(n, n),
        t.bracket(same(i, j)),
        total(k, S, at("x", k)),
        member(i, S),
    ):
        with refused("a count or a size"):  # 0 ≤ x for every real x
            not_negative(term)


def test_the_end_of_an_interval_is_not_left_out():
    with refused():  # i ∈ [1, j] ⊢ i ≠ j
        different_indices(i, j, interval(num(1), j))
