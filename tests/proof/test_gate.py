"""What is read differently from what is written: none of it comes out proved.  A true claim stands beside each false one."""

import pytest
from sympy import Derivative, Dummy, Function, Integer, Rational, S, Symbol, sqrt, symbols

from derivations.notation import Cases, Eq, Family, Index, IndexSet, Partial, Prime, Sum, indices, sigma
from derivations.notation.relations import Gt
from derivations.proof import (
    Claim,
    Definition,
    Dependency,
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
