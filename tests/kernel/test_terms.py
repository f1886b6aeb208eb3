"""Terms: sorts, names, and replacing without capture."""

import copy
import itertools
import pickle

import pytest
from flint import fmpq
from hypothesis import given as examples
from hypothesis import settings
from hypothesis import strategies as st
from support.kernel_terms import M, S, T, at, every, every_real, f, i, j, k, n, num, q, total, u, v, x, y

from derivations.kernel import terms as t
from derivations.kernel.terms import (
    INFINITY,
    MINUS_INFINITY,
    ONE,
    ZERO,
    IllFormed,
    closed,
    index,
    opened,
    parts,
    quantity,
    renamed,
    replaced,
)

A_PROPOSITION = t.equal(ONE, ONE)
NEW = map("new{}".format, itertools.count())
"""Names that no term has had, so that a term with one is made and not found."""


def test_equal_terms_are_one_object():
    assert at("x", i) is quantity("x", index("i", 0))
    assert at("x", i) is not at("x", j)
    assert total(i, S, at("x", i)) is total(j, S, at("x", j))


def test_a_term_does_not_change():
    with pytest.raises(AttributeError):
        x.op = "y"


def test_a_copied_or_stored_term_is_the_same_object():
    term = total(i, S, at("x", i))
    assert copy.deepcopy(term) is term
    assert pickle.loads(pickle.dumps(term)) is term


def test_names_carry_their_kind():
    assert at("x", i).names == {"qx", "ii"}
    assert n.names == {"nn"}
    assert f(x).names == {"ff", "qx"}
    assert M.names == {"sM", "nn"}
    assert t.structure("qy").names == {"qy"}
    assert t.smooth_function("g", 1).names == {"fg"}
    assert num(3).names == frozenset()


def test_loose_counts_the_binders_that_are_missing():
    assert index(0).loose == 1
    assert index(2).loose == 3
    assert t.bound(1).loose == 2
    assert num(0).loose == i.loose == 0
    assert at("x", index(0), index(1)).loose == 2
    assert t.sum_over(S, at("x", index(0), index(1))).loose == 1
    # the set of a sum stands outside of its binder
    assert t.sum_over(t.interval(num(1), index(0)), ONE).loose == 1
    assert t.for_all(t.interval(num(1), index(0)), A_PROPOSITION).loose == 1
    assert t.for_all_reals(t.equal(t.bound(0), t.bound(1))).loose == 1


SORT_CHECKS = {
    "shifted": lambda: quantity("x", t.shifted(t.power(x, 1), 0)),
    "interval first": lambda: t.interval(n, i),
    "interval last": lambda: t.interval(i, x),
    "upwards": lambda: t.upwards(n),
    "part": lambda: t.part("M", i),
    "rest of what is no part": lambda: t.rest(S),
    "without, set": lambda: t.without(i, i),
    "without, point": lambda: t.without(S, n),
    "quantity": lambda: quantity("x", n),
    "count": lambda: t.count("n", n),
    "add": lambda: t.add(x, i),
    "add one": lambda: t.exp(t.add(A_PROPOSITION)),
    "mul": lambda: t.mul(x, S),
    "mul one": lambda: t.exp(t.mul(i)),
    "power": lambda: t.power(i, 2),
    "power one": lambda: t.exp(t.power(i, 1)),
    "exp": lambda: t.exp(i),
    "ln": lambda: t.ln(A_PROPOSITION),
    "abs": lambda: t.absolute(S),
    "sum set": lambda: t.sum_over(i, x),
    "sum body": lambda: t.sum_over(S, i),
    "size": lambda: t.size(i),
    "bracket of a relation": lambda: t.bracket(A_PROPOSITION),
    "bracket of distinct": lambda: t.bracket(t.distinct(i, j)),
    "apply": lambda: t.apply("f", (0,), i),
    "too few orders": lambda: t.apply("f", (), x),
    "too many orders": lambda: t.apply("f", (0, 0), x),
    "negative order": lambda: t.apply("f", (0, -1), x, x),
    "partial of": lambda: t.partial(i, x),
    "partial by a count": lambda: t.partial(x, n),
    "partial by a sum": lambda: t.partial(x, t.add(x, y)),
    "limit of": lambda: t.lim(i, x, ZERO),
    "limit by a count": lambda: t.lim(x, n, ZERO),
    "limit by an indexed quantity": lambda: t.lim(x, at("q", i), ZERO),
    "limit at an index": lambda: t.lim(x, q, i),
    "limit at minus infinity": lambda: t.lim(x, q, MINUS_INFINITY),
    "no relation": lambda: t.relation("in", x, y),
    "relation left": lambda: t.relation("=", i, x),
    "relation right": lambda: t.relation("=", x, i),
    "relation with infinity": lambda: t.less(x, INFINITY),
    "defined": lambda: t.defined(i),
    "smooth": lambda: t.smooth(A_PROPOSITION),
    "undefined": lambda: t.undefined(i),
    "member point": lambda: t.member(x, S),
    "member set": lambda: t.member(i, j),
    "same one": lambda: t.same(x, i),
    "same other": lambda: t.same(i, x),
    "distinct one": lambda: t.distinct(n, i),
    "distinct other": lambda: t.distinct(i, n),
    "all set": lambda: t.for_all(i, A_PROPOSITION),
    "all body": lambda: t.for_all(S, x),
    "all real body": lambda: t.for_all_reals(x),
    "definition of a sum": lambda: t.defines(t.add(x, y), x),
    "definition of a count": lambda: t.defines(n, x),
    "definition by an index": lambda: t.defines(x, i),
    "independent of": lambda: t.independent(i, q),
    "independent by": lambda: t.independent(x, n),
    "through of": lambda: t.through(n, q, x),
    "through by": lambda: t.through(x, n, y),
    "tends of": lambda: t.tends(i, q, ZERO, ZERO),
    "tends by": lambda: t.tends(x, at("q", i), ZERO, ZERO),
    "tends to an index": lambda: t.tends(x, q, ZERO, i),
    "near by": lambda: t.near(x, n, ZERO),
    "both": lambda: t.both(A_PROPOSITION, x),
    "connect left": lambda: t.connect("iff", x, A_PROPOSITION),
    "connect right": lambda: t.connect("iff", A_PROPOSITION, x),
    "no connection": lambda: t.connect("and", A_PROPOSITION, A_PROPOSITION),
    "not a term": lambda: t.add(x, 1),
}


@pytest.mark.parametrize("case", SORT_CHECKS)
def test_ill_sorted_arguments_make_no_term(case):
    with pytest.raises(IllFormed):
        SORT_CHECKS[case]()


def test_terms_of_every_kind_are_made():
    assert t.interval(i, j).args == (i, j)
    assert t.interval(i, n).args == (i, n)
    assert t.upwards(i).args == (i,)
    assert t.without(S, i).args == (S, i)
    assert t.rest(M).args == (M,)
    assert t.shifted(index("i", 2), -3) is index("i", -1)
    assert t.number(fmpq(1, 2)).args == (fmpq(1, 2),)
    assert t.defines(x, y).args == (x, y)
    assert t.defines(f(x), y).args == (f(x), y)
    assert t.lim(x, q, INFINITY).args == (x, q, INFINITY)
    assert t.tends(x, q, ZERO, MINUS_INFINITY).args == (x, q, ZERO, MINUS_INFINITY)
    assert t.tends(x, q, ZERO, INFINITY).args[3] is INFINITY
    assert t.tends(x, q, ZERO, y).args[3] is y
    assert t.near(x, q, ZERO).args == (x, q, ZERO)
    assert t.through(x, q, y).args == (x, q, y)
    assert t.bracket(t.member(i, S)).args == (t.member(i, S),)
    assert t.bracket(t.same(i, j)).op == "bracket"
    assert f(x, orders=(2,)).args == ("f", (2,), x)
    assert [t.relation(op, x, y).args for op in "=<≤≠"] == [(x, y)] * 4
    assert t.connect("iff", A_PROPOSITION, t.less(x, y)).args == (A_PROPOSITION, t.less(x, y))
    assert t.connect("implies", A_PROPOSITION, t.less(x, y)).op == "implies"
    assert [t.equal(x, y).op, t.less(x, y).op, t.at_most(x, y).op, t.unequal(x, y).op] == ["=", "<", "≤", "≠"]
    assert [make(x).op for make in (t.defined, t.undefined, t.smooth)] == [
        "defined", "undefined", "smooth",
    ]  # fmt: skip
    assert [make(x).op for make in (t.exp, t.ln, t.absolute)] == ["exp", "ln", "abs"]
    assert t.both(A_PROPOSITION).args == (A_PROPOSITION,)


def test_sums_products_and_powers_of_few_terms():
    assert t.add() is ZERO
    assert t.mul() is ONE
    assert t.add(x) is t.mul(x) is t.power(x, 1) is x
    assert t.add(x, y).args == t.mul(x, y).args == (x, y)
    assert t.power(x, 0).args == (x, 0)
    assert t.power(x, 2).args == (x, 2)
    assert t.neg(x) is t.mul(t.number(-1), x)
    assert t.sub(x, y) is t.add(x, t.neg(y))
    assert t.divide(x, y) is t.mul(x, t.power(y, -1))


def test_same_and_distinct_know_no_order():
    assert t.same(i, j) is t.same(j, i)
    assert t.distinct(i, j) is t.distinct(j, i)
    assert t.same(i, j) is not t.distinct(i, j)
    a, b = (index(next(NEW)) for _ in range(2))
    for make in (t.same, t.distinct):
        assert make(b, a) is make(a, b)
        assert set(make(a, b).args) == {a, b}
        assert make(a, a).args == (a, a)
    # after a replacement, too
    assert replaced(t.same(i, j), {i: k}) is t.same(j, k)
    assert replaced(t.distinct(i, j), {i: k}) is t.distinct(j, k)


def test_a_bound_variable_is_replaced_at_its_own_depth_only():
    body = at("x", index(0, 1), index(1), k)
    assert opened(body, j) is at("x", index("j", 1), index(0), k)
    inner = t.sum_over(S, at("x", index(0), index(1, 2)))
    assert opened(inner, num(3)) is t.sum_over(S, at("x", index(0), num(5)))
    assert opened(t.equal(t.bound(0), t.bound(1)), x) is t.equal(x, t.bound(0))
    assert opened(t.for_all_reals(t.equal(t.bound(0), t.bound(1))), x) is t.for_all_reals(t.equal(t.bound(0), x))
    # the set of a sum stands outside of its binder
    assert opened(t.sum_over(t.interval(num(1), index(0)), ONE), j) is t.sum_over(t.interval(num(1), j), ONE)


def test_only_a_closed_term_of_the_right_sort_is_put_in():
    with pytest.raises(IllFormed):
        opened(at("x", index(0)), index(0))  # Σ_i Σ_j x_i would become Σ_i Σ_j x_j
    with pytest.raises(IllFormed):
        opened(t.exp(t.bound(0)), i)
    with pytest.raises(IllFormed):
        opened(at("x", index(0)), x)


def test_closing_raises_what_is_bound_outside():
    assert closed(at("x", index(0, 1), k), k) is at("x", index(1, 1), index(0))
    assert closed(t.equal(t.bound(0), u), u) is t.equal(t.bound(1), t.bound(0))
    inner = t.sum_over(S, at("x", index(0), index(1), k))
    assert closed(inner, k) is t.sum_over(S, at("x", index(0), index(2), index(1)))
    assert closed(at("x", index("k", 2)), k) is at("x", index(0, 2))
    assert closed(t.for_all_reals(t.equal(t.bound(0), u)), u) is t.for_all_reals(t.equal(t.bound(0), t.bound(1)))


def test_closing_tells_kinds_of_names_apart():
    assert closed(at("k", k), k) is at("k", index(0))
    assert closed(t.add(quantity("k"), at("k", k)), quantity("k")) is t.add(t.bound(0), at("k", k))


@pytest.mark.parametrize("not_a_variable", [index("k", 1), num(0), index(0), at("x", i), n, ONE])
def test_only_a_variable_is_bound(not_a_variable):
    with pytest.raises(IllFormed):
        closed(at("x", k), not_a_variable)


def index_terms(binders):
    bases = st.sampled_from(["i", "j", "k", None, *range(binders)])
    return st.builds(index, bases, st.integers(-2, 2))


def bodies(binders=0, depth=3):
    """Real terms with free indices i, j, k, a quantity u, and bound indices of so many binders."""
    where = index_terms(binders)
    leaf = st.one_of(
        st.builds(quantity, st.just("x"), where, where),
        st.sampled_from([u, v, ONE]),
        st.builds(lambda one, other: t.bracket(t.same(one, other)), where, where),
    )
    if depth == 0:
        return leaf
    smaller = bodies(binders, depth - 1)
    sets = st.one_of(st.just(S), st.builds(t.interval, where, where), st.builds(t.without, st.just(T), where))
    return st.one_of(
        leaf,
        st.builds(t.add, smaller, smaller),
        st.builds(t.mul, smaller, smaller),
        st.builds(t.exp, smaller),
        st.builds(t.sum_over, sets, bodies(binders + 1, depth - 1)),
        st.builds(f, smaller),
    )


@settings(max_examples=60)
@examples(bodies(1), st.sampled_from([k, u]))
def test_opening_what_was_closed_gives_it_back(body, variable):
    assert opened(closed(body, variable), variable) is body


@settings(max_examples=60)
@examples(bodies(1))
def test_closing_what_was_opened_at_a_fresh_name_gives_it_back(body):
    fresh = index(t.fresh("k", body))
    assert closed(opened(body, fresh), fresh) is body


@settings(max_examples=60)
@examples(bodies(1), index_terms(0))
def test_opening_at_a_name_and_replacing_it_is_opening_at_the_value(body, value):
    fresh = t.fresh("k", body, value)
    assert replaced(opened(body, index(fresh)), {index(fresh): value}) is opened(body, value)


@settings(max_examples=40)
@examples(bodies(0))
def test_names_and_loose_are_those_of_the_parts(body):
    assert body.loose == 0
    assert body.names == frozenset().union(
        *(here.names for here in parts(body) if here.op in ("index", "quantity", "count", "apply", "part"))
    )


def test_free_indices_are_replaced_with_their_offsets_and_at_once():
    assert replaced(at("x", index("i", 1), j), {i: index("j", 2), j: i}) is at("x", index("j", 3), i)
    assert replaced(total(i, S, at("x", i, j)), {i: k, j: i}) is total(k, S, at("x", k, i))
    assert replaced(t.interval(i, n), {i: num(2)}) is t.interval(num(2), n)
    assert replaced(t.count("n", i), {i: j}) is t.count("n", j)
    assert replaced(at("x", i), {i: j}).names == {"qx", "ij"}
    assert replaced(t.part("M", t.interval(i, n)), {i: j}).names == {"sM", "ij", "nn"}
    assert replaced(f(at("x", i)), {i: j}).names == {"ff", "qx", "ij"}
    assert replaced(t.count("n", i), {i: j}).names == {"nn", "ij"}


def test_quantities_and_counts_are_replaced_at_once():
    assert replaced(t.add(x, y), {x: y, y: x}) is t.add(y, x)
    assert replaced(total(i, S, at("x", i)), {n: t.count("m")}) is total(i, T, at("x", i))
    assert replaced(t.add(quantity("n"), n), {n: ONE}) is t.add(quantity("n"), ONE)
    assert replaced(t.add(quantity("n"), n), {quantity("n"): ONE}) is t.add(ONE, n)


def test_functions_and_families_are_renamed_at_once_everywhere():
    where = {"ff": "fg", "qx": "qy", "qy": "qx"}
    assert renamed(f(f(x, orders=(1,))), where) is f(f(y, orders=(1,), name="g"), name="g")
    assert renamed(at("x", i), where) is at("y", i)
    assert renamed(t.smooth_function("f", 1), where) is t.smooth_function("g", 1)
    assert renamed(t.structure("qx", t.defines(x, y)), where) is t.structure("qy", t.defines(y, x))
    assert renamed(t.structure("qx"), where) is t.structure("qy")
    assert renamed(t.structure("qz", t.defines(quantity("z"), x)), where) is t.structure(
        "qz", t.defines(quantity("z"), y)
    )
    assert renamed(total(i, S, f(at("z", i))), where) is total(i, S, f(at("z", i), name="g"))
    # a quantity f and a function x are others
    assert renamed(t.add(quantity("f"), f(ONE, name="x")), where) is t.add(quantity("f"), f(ONE, name="x"))
    assert renamed(t.smooth_function("x", 1), where) is t.smooth_function("x", 1)


def test_each_part_is_found_once():
    term = t.add(x, t.mul(x, y))
    found = list(parts(term))
    assert sorted(map(str, found)) == sorted(map(str, [term, x, t.mul(x, y), y]))


def test_a_fresh_name_is_free_in_no_term_of_any_kind():
    assert t.fresh("k") == "k"
    assert t.fresh("k", at("x", j)) == "k"
    assert t.fresh("k", at("x", k)) == "k'"
    assert t.fresh("k", at("x", k), at("x", index("k'"))) == "k''"
    assert [t.fresh("a", term) for term in (quantity("a"), t.count("a"), f(x, name="a"), t.part("a", S))] == ["a'"] * 4


def test_a_term_in_words_names_its_parts():
    assert str(t.add(x, y)) == "+(quantity(x), quantity(y))"


def test_quantifiers_keep_bodies():
    assert every(i, S, t.less(at("x", i), ONE)).args == (S, t.less(at("x", index(0)), ONE))
    assert every_real(u, t.less(u, ONE)).args == (t.less(t.bound(0), ONE),)


def test_a_quantity_with_the_name_of_an_index_stays():
    assert replaced(at("i", i), {i: j}) is at("i", j)
    assert replaced(t.part("i", t.interval(i, n)), {i: j}) is t.part("i", t.interval(j, n))


def test_a_new_term_has_the_names_and_the_binders_of_its_parts():
    a, b, c = (next(NEW) for _ in range(3))
    assert index(a).names == {"i" + a}
    assert index(a, 1).loose == index(None, int(a[3:]) + 1000).loose == 0
    assert quantity(b, index(a)).names == {"q" + b, "i" + a}
    assert t.count(c).names == {"n" + c}
    assert f(ONE, name=c).names == {"f" + c}
    assert t.part(c, t.interval(index(a), n)).names == {"s" + c, "i" + a, "nn"}
    assert t.smooth_function(c, 2).names == {"f" + c}
    assert t.structure("q" + c).names == {"q" + c}
    assert t.structure("q" + a, t.defines(quantity(a), quantity(b))).names == {"q" + a, "q" + b}
    assert t.number(fmpq(int(a[3:]), 7919)).names == frozenset()
    deep = int(a[3:]) + 50
    assert (index(deep).loose, index(deep, 1).names, t.bound(deep).loose) == (deep + 1, frozenset(), deep + 1)
    body = quantity(b, index(0), index(1))
    assert (body.loose, t.sum_over(S, body).loose, t.sum_over(S, t.sum_over(S, body)).loose) == (2, 1, 0)
    over = t.interval(index(0), t.count(c))
    assert (over.loose, t.sum_over(over, body).loose, t.sum_over(over, quantity(b)).loose) == (1, 1, 1)
    claim = t.equal(body, t.exp(body))
    assert (t.for_all(S, claim).loose, t.for_all(S, t.for_all(S, claim)).loose) == (1, 0)
    assert t.for_all_reals(t.less(t.bound(0), quantity(b))).loose == 0
    assert t.for_all_reals(t.less(t.bound(1), quantity(b))).loose == 1
    assert t.row(S, body).loose == 1
    assert t.row(S, t.row(T, body)).loose == 0
    # what is 0 deep in a term is not less than 0 outside of it
    assert t.sum_over(S, quantity(b)).loose == t.exp(quantity(b)).loose == 0


def test_new_terms_of_every_kind_fit():
    a = next(NEW)
    here = quantity(a)
    assert t.add(here, ONE, x).args == (here, ONE, x)
    assert quantity(a, i, j, k).args == (a, i, j, k)
    assert t.both(t.less(here, x), t.less(x, here)).op == "and"
    over = t.interval(index(a), n)
    inside = t.part(a, over)
    for finite in (over, inside, t.rest(inside), t.without(over, i), t.without(t.rest(inside), j), t.part(a, t.without(inside, k)),
                   t.rest(t.part(a, t.rest(inside)))):  # fmt: skip
        assert t.size(finite).args == (finite,)
        assert t.sum_over(finite, here).args == (finite, here)
    endless = t.upwards(index(a))
    inside = t.part(a, endless)
    for over in (endless, inside, t.rest(inside), t.without(endless, i), t.rest(t.part(a, t.without(endless, i))), t.part(a, t.rest(inside)),
                 t.without(inside, i), t.without(t.rest(inside), i)):  # fmt: skip
        assert t.for_all(over, t.less(here, x)).args[0] is over
        with pytest.raises(IllFormed):  # Σ_{k ≥ 1} 1 has a value
            t.size(over)
        with pytest.raises(IllFormed):
            t.sum_over(over, here)
    for clause in (t.defines(here, x), t.depends(here, x), t.depends(here, t.row(S, at("x", index(0))))):
        assert t.structure("q" + a, clause).args == ("q" + a, clause)
    indexed = every(i, S, every(j, T, t.defines(quantity(a, i, j), x)))
    assert t.structure("q" + a, indexed, indexed).args == ("q" + a, indexed, indexed)
    formula_ = every_real(u, every_real(v, t.defines(f(u, v, name=a), u)))
    assert t.structure("f" + a, formula_).args == ("f" + a, formula_)
    assert t.lim(here, quantity("q" + a), INFINITY).args[2] is INFINITY
    assert t.tends(here, quantity("q" + a), here, MINUS_INFINITY).args[3] is MINUS_INFINITY


ROWS = t.row(S, at("x", index(0)))
SAMPLES = {
    "index": index("i", 2), "number as index": num(3), "set": t.interval(i, j), "endless": t.upwards(i),
    "part": t.part("A", S), "rest": t.rest(M), "endless part": t.part("A", t.upwards(i)), "sum": t.add(x, y),
    "quantity": quantity("w"), "member of a family": at("x", k), "count": t.count("m"), "value of f": f(y),
    "infinity": INFINITY, "minus infinity": MINUS_INFINITY, "relation": t.less(x, y), "same": t.same(i, k),
    "distinct": t.distinct(i, k), "member": t.member(k, S), "definition": t.defines(x, y), "dependence": t.depends(x, y),
    "clause": every(i, S, t.defines(at("x", i), y)), "no clause": every(i, S, t.less(at("x", i), y)),
    "structure": t.structure("qx"), "row": ROWS, "name": "qx", "no name": "", "1": 1, "0": 0, "-1": -1, "true": True,
    "float": 2.0, "fraction": fmpq(1, 2), "whole fraction": fmpq(2), "none": None, "orders": (1,), "no orders": (),
    "negative orders": (-1,), "orders in a list": [1], "fraction of an order": (fmpq(1),), "true order": (True,),
}  # fmt: skip
REALS = {"sum", "quantity", "member of a family", "count", "value of f"}
SETS = {"set", "endless", "part", "rest", "endless part"}
PROPOSITIONS = {
    "relation", "same", "distinct", "member", "definition", "dependence", "clause", "no clause", "structure",
}  # fmt: skip
OF_SORT = {
    t.INDEX: {"index", "number as index"},
    t.SET: SETS,
    t.REAL: REALS,
    t.PROPOSITION: PROPOSITIONS,
    t.NAME: {"name"},
    t.BASE: {"name", "no name", "0", "1", "none"},
    t.BINDER: {"1", "0"},
    t.NUMBER: {"1", "0", "-1"},
    t.SIGN: {"1", "-1"},
    t.RATIONAL: {"fraction", "whole fraction"},
    t.ORDERS: {"orders"},
    t.QUANTITY: {"quantity", "member of a family"},
    t.SYMBOL: {"quantity"},
    t.HEAD: {"quantity", "member of a family", "value of f"},
    t.END: {"index", "number as index", "count"},
    t.FINITE: {"set", "part", "rest"},
    t.PART: {"part", "endless part"},
    t.POINT: REALS | {"infinity"},
    t.VALUE: REALS | {"infinity", "minus infinity"},
    t.CONDITION: {"same", "member"},
    t.ROW: {"quantity", "member of a family", "row"},
    t.CLAUSE: {"definition", "dependence", "clause"},
}
"""Which samples are of which sort."""


EQUAL = {"true", "float", "whole fraction", "1", "0", "-1", "true order", "fraction of an order"}
"""Samples that are equal to a number of another kind."""


def kinds(value):
    """The types of a number, or of several."""
    return [type(part) for part in value] if type(value) is tuple else [type(value)]


def example(op):
    """A term with this operator, with a further argument if it may have any number."""
    first = {
        t.INDEX: i, t.SET: S, t.REAL: x, t.PROPOSITION: A_PROPOSITION, t.NAME: "qx", t.BASE: "b", t.BINDER: 1, t.NUMBER: 1, t.SIGN: 1,
        t.RATIONAL: fmpq(1), t.ORDERS: (0,), t.QUANTITY: x, t.SYMBOL: q, t.HEAD: x, t.END: n, t.FINITE: S, t.PART: M, t.POINT: ZERO,
        t.VALUE: ZERO, t.CONDITION: t.same(i, j), t.ROW: x, t.CLAUSE: t.defines(x, y),
    }  # fmt: skip
    signature = t.SIGNATURES[op]
    sorts = (*signature.of, *([signature.many] if signature.many else []))
    return t._term(op, tuple(first[sort] for sort in sorts)), sorts


@pytest.mark.parametrize("op", t.SIGNATURES)
def test_no_argument_of_another_sort_fits(op):
    term, sorts = example(op)
    for place, sort in enumerate(sorts):
        for name, value in SAMPLES.items():
            args = (*term.args[:place], value, *term.args[place + 1 :])
            if name in OF_SORT[sort]:
                made = t.with_arguments(term, args)
                assert made.op == op
                assert set(made.args) == set(args)
                continue
            try:
                found = t._term(op, args).args[place]
            except IllFormed:
                continue
            except TypeError:
                assert name == "orders in a list"
                continue
            # an equal number stands for the one that fits
            assert found == value
            assert kinds(found) != kinds(value)
            assert name in EQUAL
            assert set(kinds(found)) <= {int, fmpq}
    signature = t.SIGNATURES[op]
    for fewer in range(len(signature.of)):
        with pytest.raises(IllFormed):
            t._term(op, term.args[:fewer])
    if not signature.many:
        with pytest.raises(IllFormed):
            t._term(op, (*term.args, x))


def test_what_the_arguments_satisfy_together_is_asked_of_every_new_term():
    a = next(NEW)
    assert t.apply(a, ()).args == (a, ())
    assert t.apply(a, (0, 1), x, y).args == (a, (0, 1), x, y)
    assert t.smooth(quantity(a), x).args == (quantity(a), x)
    for made, args in (
        (f(x), (a, (0,), x, y)),
        (f(x), (a, (0, 0), x)),
        (t.structure("qx"), ("q" + a, t.defines(x, y))),  # what x is would be what another quantity is
        (t.structure("qx", t.defines(x, y)), ("qx", t.defines(x, y), t.depends(y, quantity(a)))),
        (t.smooth(x, y), (quantity(a), x, y)),
    ):
        with pytest.raises(IllFormed):
            t.with_arguments(made, args)
        with pytest.raises(IllFormed):
            t._term(made.op, args)


def test_an_operator_and_its_arguments_are_plain_values():
    class Operator(str):
        __slots__ = ()

    class Arguments(tuple):
        __slots__ = ()

    here = quantity(next(NEW))
    with pytest.raises(IllFormed):  # "=" now, and "<" later
        t.relation(Operator("="), here, x)
    with pytest.raises(IllFormed):
        t.with_arguments(t.equal(x, y), Arguments((here, x)))
    assert t.equal(here, x).args == (here, x)


def test_names_and_numbers_of_variables():
    for term in (i, index("new variable")):
        assert t.FITS[t.FREE](term)
    for term in (index("i", 1), num(0), index(0), quantity("i"), t.count("i"), S, "i", None):
        assert not t.FITS[t.FREE](term)


def test_what_is_no_term_has_no_sort():
    for value in ("S", 1, None, (S,)):
        for make in (t.size, lambda over: t.sum_over(over, x), t.rest, t.exp, t.both, t.for_all_reals):
            with pytest.raises(IllFormed):
                make(value)


def test_a_structure_is_about_one_quantity_or_function():
    for name, clause in (
        ("qy", t.defines(x, y)),
        ("fx", t.defines(x, y)),
        ("qf", every_real(u, t.defines(f(u), u))),
        ("fg", every_real(u, t.defines(f(u), u))),
        ("x", t.defines(x, y)),
        ("nx", t.defines(x, y)),
        ("qx", t.less(x, y)),
        ("qx", every(i, S, t.less(at("x", i), y))),
        ("qn", A_PROPOSITION),
    ):
        with pytest.raises(IllFormed):  # the structure of y says what x is
            t.structure(name, clause)


def test_functions_do_not_depend_on_quantities_by_name():
    with pytest.raises(IllFormed):  # a dependence of a function, read as its formula
        t.depends(f(x), y)
    with pytest.raises(IllFormed):
        t.depends(n, y)


def test_a_row_is_of_quantities():
    between = t.row(S, at("x", index(0)))
    assert between.args == (S, at("x", index(0)))
    assert t.row(S, t.row(T, at("x", index(1), index(0)))).loose == 0
    assert t.through(x, y, between).args[2] is between
    assert t.depends(x, between).args[1] is between
    assert replaced(t.row(t.without(S, j), at("x", index(0), j)), {j: i}) is t.row(
        t.without(S, i), at("x", index(0), i)
    )
    for wrong in (f(x), n, ONE, t.add(x, y), A_PROPOSITION, i, every(i, S, t.less(at("x", i), y))):
        with pytest.raises(IllFormed):
            t.row(S, wrong)
    with pytest.raises(IllFormed):
        t.row(i, x)
    # a row is no proposition, and no number
    with pytest.raises(IllFormed):
        t.both(between)
    with pytest.raises(IllFormed):
        t.exp(between)
    with pytest.raises(IllFormed):  # propositions for all indices are no quantities
        t.through(x, y, every(i, S, t.less(at("x", i), y)))


def test_a_term_is_made_by_the_name_of_its_operator():
    assert t.made("exp", (x,)) is t.exp(x)
    with pytest.raises(t.IllFormed, match="there is no operator 'sin'"):
        t.made("sin", (x,))
    with pytest.raises(t.IllFormed, match="exp is made of real term"):
        t.made("exp", (x, x))
