"""What is read differently from what is written: none of it comes out proved.  A true claim stands beside each false one."""

import pytest
from sympy import Abs, Derivative, Dummy, Function, Integer, Interval, Pow, Rational, S, Symbol, exp, sqrt, symbols

from derivations.notation import (
    Cases,
    Eq,
    Family,
    Index,
    IndexSet,
    Partial,
    Prime,
    Sum,
    Vector,
    indices,
    replaced,
    sigma,
)
from derivations.notation.operators import Functional
from derivations.notation.relations import Gt
from derivations.proof import (
    Claim,
    Definition,
    Dependency,
    Domain,
    Parts,
    Proved,
    Theory,
    Unknown,
    Verifier,
    definition_of,
    given,
    reals,
    whole,
)
from derivations.proof.gate.reading import read

c, n, m, u, x, y = symbols("c n m u x y")
f, h = Function("f"), Function("h")
z, w = Family("z"), Family("w")
(j,) = indices("j", 1, n)


def verdict(left, relation, right, *theory, by=()):
    return Verifier().decide(Claim(left, relation, right), Theory(*theory), by)


def proved(*args, **named):
    return isinstance(verdict(*args, **named), Proved)


def of_two_sets(name="k"):
    (one,), (other,) = indices("l", 1, n), indices("l", 1, m)
    return Index(name, IndexSet(1, one)), Index(name, IndexSet(1, other))


def test_indices_over_different_sets_are_different_ones():
    one, other = of_two_sets()
    assert not proved(z[one] - z[other], "=", Integer(0))
    assert proved(z[one] - z[one], "=", Integer(0))


def test_indices_of_parts_of_different_sets_are_different_ones():
    parts = [IndexSet(1, end).split("P", Symbol(f"size{end}"), "R")[0] for end in (n, m)]
    one, other = (Index("p", part) for part in parts)
    assert not proved(z[one] - z[other], "=", Integer(0))
    assert not proved(Sum(z[one] * w[other], other), "=", Sum(z[other] * w[other], other))


@pytest.mark.parametrize(
    ("left", "right"),
    [
        (Dummy("x"), Dummy("x")),
        (Symbol("x", odd=True), Symbol("x", even=True)),
        (Family("q")[j], Family("q", up=1)[j]),
        (Function("f", positive=True)(x), Function("f")(x)),
        (z[j], z[j, j]),
    ],
    ids=str,
)
def test_two_things_of_one_name_are_refused(left, right):
    found = verdict(left, "=", right)
    assert isinstance(found, Unknown)
    assert "rename one" in found.reason
    assert proved(left, "=", left)


@pytest.mark.parametrize(
    ("formula", "more", "false", "true"),
    [
        (u * x, (), x, 2 * x),
        (u * y, (Definition(y, x**2),), y, None),
        (u * h(1), (Definition(h(u), u * x),), x, 2 * x),
    ],
    ids=str,
)
@pytest.mark.parametrize("derivative", [Derivative, Partial])
def test_a_function_may_change_in_another_way_than_by_its_argument(formula, more, false, true, derivative):
    theory = (Definition(f(u), formula), *more)
    by = tuple(definition_of(assumption.left) for assumption in theory)
    assert not proved(derivative(f(x), x), "=", false, *theory, by=by)
    if true is not None:
        assert proved(derivative(f(x), x), "=", true, *theory, by=by)


def test_a_definition_with_a_derivative_is_read_in_the_same_way():
    theory = (Definition(f(u), u * x), Definition(y, Derivative(f(x), x)))
    by = (definition_of(y), definition_of(f))
    assert not proved(y, "=", x, *theory, by=by)


def test_what_follows_a_functions_argument_behind_another_function_is_not_guessed():
    theory = (Definition(y, 2 * x), Definition(h(u), u * y), Definition(f(x), h(1)))
    assert not proved(f(3), "=", f(4), *theory, by=tuple(definition_of(d.left) for d in theory))


def test_a_hypothesis_speaks_of_all_indices_in_whichever_order_they_are_named():
    (outer,) = indices("l", 1, n)
    (inner,) = indices("i", 1, outer)
    for order in ((inner, outer), (outer, inner)):
        hypothesis = given(Gt(w[outer, inner], 0), forall=order)
        assert not proved(w[1, inner], ">", Integer(0), hypothesis, by=(hypothesis,))
        assert proved(w[outer, inner], ">", Integer(0), hypothesis, by=(hypothesis,))


def test_that_one_entry_is_a_natural_number_says_nothing_of_others():
    assert not proved(z[2], "≥", Integer(0), whole(z[1], 1))
    assert proved(z[1], "≥", Integer(0), whole(z[1], 1))


def test_the_last_index_of_a_set_that_begins_below_0_may_be_negative():
    index = Index("m", IndexSet(-3, c))
    assert not proved(Sum(Integer(1), index), "≥", Integer(4))
    assert proved(Sum(Integer(1), index), "≥", Integer(4), whole(c, 0))


@pytest.mark.parametrize("assumption", [Definition, Dependency])
def test_what_is_said_of_an_index_of_a_part_is_said_of_all(assumption):
    part, _ = IndexSet(1, n).split("P", Symbol("size"), "R")
    p = Index("p", part)
    assert not proved(Partial(z[p + 1], x), "=", Integer(0), assumption(z[p], x))


def test_a_form_without_a_value_may_stand_for_something_that_has_one():
    part, _ = IndexSet(1, n).split("P", Symbol("size"), "R")
    zero = given(Eq(x, 0))
    for without in (Cases(j, Index("p", part), 1 / x, Integer(0)), sqrt(x), x**c):
        assert not proved(without, "∉", S.Reals, reals(x), zero, by=(zero,))
    assert proved(1 / x, "∉", S.Reals, reals(x), zero, by=(zero,))


@pytest.mark.parametrize("order", [Rational(3, 2), n, -1])
def test_the_order_of_a_derivative_is_a_natural_number(order):
    found = verdict(Prime(sigma(x), order), "=", sigma(x) * (1 - sigma(x)), by=(definition_of(sigma),))
    assert isinstance(found, Unknown)
    assert "natural number" in found.reason


def test_what_makes_no_term_is_unknown():
    (endless,) = indices("e", 1, None)
    assert isinstance(verdict(Sum(z[endless], endless), "=", x), Unknown)


def test_finders_cannot_change_what_the_theory_says():
    reading = read(Theory(Definition(x, u), reals(u)), (x, z[j]), frozenset())
    for kept in (reading.structures, reading.origin, reading.given, reading.members):
        with pytest.raises(TypeError):
            kept["qx"] = None
        with pytest.raises(AttributeError):
            kept.pop("qx")


# -- that a side has a value, or none


@pytest.mark.parametrize(
    ("side", "where"), [(Rational(1, 2), S.Integers), (x / 2, Interval(0, 1)), (Integer(5), S.EmptySet)]
)
def test_only_the_set_of_the_real_numbers_says_that_a_side_has_a_value(side, where):
    assert not proved(side, "∈", where)
    assert proved(side, "∈", S.Reals)


v = Symbol("v")
PART, REST = IndexSet(1, n).split("M", m, "Q")
p, r = Index("p", PART), Index("r", REST)
NOTHING = Pow(Integer(0), -1, evaluate=False)


@pytest.mark.parametrize(
    ("side", "theory"),
    [
        (f(-1, 2), [Definition(f(u, v), u**v)]),
        (f(0), [Definition(f(u), sqrt(u))]),
        (f(0), [Definition(f(u), h(u)), Definition(h(u), sqrt(u))]),
        (y, [Definition(y, x**v), given(Eq(v, 2)), given(Eq(x, -1))]),
        (z[p], [Definition(z[j], Cases(j, p, Integer(1), NOTHING))]),
    ],
)
def test_a_definition_with_a_power_or_with_cases_may_have_a_value(side, theory):
    by = [definition_of(a.left.family if hasattr(a.left, "family") else a.left.func if a.left.args else a.left)
          if isinstance(a, Definition) else a for a in theory]  # fmt: skip
    assert not proved(side, "∉", S.Reals, *theory, by=by)
    assert proved(f(0), "∉", S.Reals, Definition(f(u), 1 / u), by=[definition_of(f)])


# -- sets


def test_cases_speak_of_an_index_in_the_set_that_the_part_is_of():
    both = lambda where: Cases(where, p, Integer(1), Integer(0)) + Cases(where, r, Integer(1), Integer(0))  # noqa: E731
    assert proved(both(j), "=", Integer(1), Parts(IndexSet(1, n), (PART, REST)))
    for outside in (j + 1, Integer(9), Index("j", IndexSet(1, 5))):
        assert not proved(both(outside), "=", Integer(1), Parts(IndexSet(1, n), (PART, REST)))


def test_the_component_of_a_vector_is_not_captured():
    i, k = indices("i k", 1, n)
    assert not proved(Vector(Sum(z[j], j, without=j), j), "=", Vector(Sum(z[i], i, without=j), k))
    assert proved(Vector(Sum(z[i], i, without=j), j), "=", Vector(Sum(z[i], i, without=k), k))
    below = Index("b", IndexSet(1, j))
    assert not proved(Vector(Sum(z[below], below), j), "=", Vector(Sum(z[below], below), k))
    assert replaced(Sum(z[below], below), {j: k}).index.range == IndexSet(1, k)
    assert replaced(Sum(z[j], j), {n: m}).index.range == IndexSet(1, m)


# -- definitions


@pytest.mark.parametrize(
    "theory",
    [
        [Definition(m, x**2), whole(m, 0)],
        [Definition(m, x**2), Parts(IndexSet(1, n), (PART, REST))],
        [Definition(n, x**2)],
        [Definition(exp(x), y)],
        [Definition(x + y, c)],
        [Definition(Partial(x, c), Integer(1))],
        [Definition(Prime(f(u), 1), Abs(u))],
        [Definition(sigma(x), x)],
    ],
)
def test_what_has_no_name_of_its_own_is_not_defined(theory):
    problem = verdict(Partial(m * x + Sum(x, j), x), "=", m + n, *theory)
    assert isinstance(problem, Unknown)
    assert "defined" in problem.reason or "has a meaning in every theory" in problem.reason
    assert not proved(Sum(x, j), "=", Sum(x, j), *theory)
    assert proved(Sum(x, j), "=", Sum(x, j), Definition(y, x**2))


def test_a_function_of_the_name_of_a_standard_one_is_refused():
    other = type("sigma", (Functional,), {})
    assert not proved(other(u), "=", 1 / (1 + exp(-u)), by=[definition_of(sigma)])
    assert proved(sigma(u), "=", 1 / (1 + exp(-u)), by=[definition_of(sigma)])


# -- what is no real number, or another one than is meant


def test_that_an_index_or_a_family_is_whole_says_nothing_of_a_symbol():
    for one in (j, Family("j")):
        assert not proved(Symbol("j"), "≥", Integer(0), whole(one, 0))
    assert proved(Symbol("j"), "≥", Integer(0), whole(Symbol("j"), 0))


def test_that_entries_are_whole_says_nothing_of_entries_elsewhere():
    assert not proved(w[0], "≥", Integer(0), whole(w[j], 0))
    assert not proved(w[3], "≥", Integer(0), whole(w[Index("L", IndexSet(1, None))], 0))
    assert proved(w[j], "≥", Integer(0), whole(w[j], 0))


def test_two_symbols_of_one_name_are_refused_wherever_they_stand():
    assert not proved(x, ">", y, Domain(x, Symbol("y", positive=True)))
    assert not proved(
        Sum(1, p), "<", Integer(0), Parts(IndexSet(1, n), (PART, REST)), given(Eq(x, Symbol("m", negative=True)))
    )
    assert proved(x, ">", y, Domain(x, y))


@pytest.mark.parametrize(
    "one",
    [Symbol("x", **{kind: value}) for kind, value in (
        ("infinite", True), ("real", False), ("extended_real", True), ("finite", False), ("imaginary", True),
        ("commutative", False), ("extended_positive", True))]
    + [Function("F", commutative=False)(x), Function("F", imaginary=True)(x)],
)  # fmt: skip
def test_what_may_be_no_real_number_is_refused(one):
    assert not proved(one, "<", one + 1)
    assert proved(Symbol("x", real=True), "<", Symbol("x", real=True) + 1)
