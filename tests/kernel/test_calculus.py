"""Derivatives."""

from fractions import Fraction

import pytest
from flint import fmpq
from hypothesis import given as examples
from hypothesis import settings
from hypothesis import strategies as st
from support.kernel_dependence import independent, passes_through, smooth_by_structure
from support.kernel_models import CONTEXT, Model
from support.kernel_terms import (
    S,
    T,
    at,
    definition,
    every,
    every_real,
    f,
    formula,
    free,
    given,
    i,
    j,
    k,
    m,
    made,
    n,
    num,
    proves,
    q,
    r,
    refused,
    row_of,
    total,
    u,
    under,
    v,
    w,
    x,
    y,
    z,
)

from derivations.kernel import terms as t
from derivations.kernel.algebra import absolute_value
from derivations.kernel.calculus import (
    chain_rule,
    derivative,
    derivative_of_function,
    derivative_of_function_has_value,
    equals_under_derivative,
)
from derivations.kernel.nearby import never_equal
from derivations.kernel.order import by_identity, weaken
from derivations.kernel.structure import by_definition
from derivations.kernel.terms import (
    ONE,
    PI,
    ZERO,
    absolute,
    add,
    at_most,
    bracket,
    defined,
    defines,
    depends,
    distinct,
    equal,
    exp,
    index,
    less,
    lim,
    ln,
    member,
    mul,
    number,
    partial,
    power,
    same,
    size,
    smooth,
    smooth_function,
    structure,
    sub,
    through,
    unequal,
)
from derivations.kernel.theorem import assume, cut

INDEPENDENT = t.independent


def d(term):
    return partial(term, x)


# -- the table


@pytest.mark.parametrize(
    ("term", "slope", "needed"),
    [
        (x, ONE, []),
        (number(3), ZERO, []),
        (PI, ZERO, []),
        (n, ZERO, []),
        (size(S), ZERO, []),
        (bracket(same(i, j)), ZERO, []),
        (y, ZERO, [INDEPENDENT(y, x)]),
        (add(x, ONE, x), add(ONE, ONE), []),
        (add(ONE, ONE), ZERO, []),
        (mul(x, y), mul(ONE, y), [INDEPENDENT(y, x)]),
        (mul(y, x, x), add(mul(y, ONE, x), mul(y, x, ONE)), [INDEPENDENT(y, x)]),
        (mul(number(2), number(3)), ZERO, []),
        (power(x, 3), mul(ONE, number(3), power(x, 2)), []),
        (power(x, 2), mul(ONE, number(2), x), []),
        (power(x, 0), ZERO, []),
        (power(y, 0), ZERO, []),
        (power(x, -1), mul(ONE, number(-1), power(x, -2)), [unequal(x, ZERO)]),
        (power(y, -1), ZERO, [unequal(y, ZERO), INDEPENDENT(y, x)]),
        (power(y, 2), ZERO, [INDEPENDENT(y, x)]),
        (exp(x), mul(ONE, exp(x)), []),
        (exp(ONE), ZERO, []),
        (ln(x), mul(ONE, power(x, -1)), [less(ZERO, x)]),
        (ln(ONE), ZERO, [less(ZERO, ONE)]),
        (absolute(x), mul(ONE, x, power(absolute(x), -1)), [unequal(x, ZERO)]),
        (absolute(ONE), ZERO, [unequal(ONE, ZERO)]),
        (f(x), mul(ONE, f(x, orders=(1,))), [smooth_function("f", 1), INDEPENDENT(f(ZERO), x)]),
        (f(x, orders=(2,)), mul(ONE, f(x, orders=(3,))), [smooth_function("f", 1), INDEPENDENT(f(ZERO), x)]),
        (f(ONE), ZERO, [smooth_function("f", 1), INDEPENDENT(f(ZERO), x)]),
        (
            f(x, exp(x)),
            add(mul(ONE, f(x, exp(x), orders=(1, 0))), mul(mul(ONE, exp(x)), f(x, exp(x), orders=(0, 1)))),
            [smooth_function("f", 2), INDEPENDENT(f(ZERO, ZERO), x)],
        ),
        (f(ONE, x), mul(ONE, f(ONE, x, orders=(0, 1))), [smooth_function("f", 2), INDEPENDENT(f(ZERO, ZERO), x)]),
        (total(i, S, ONE), ZERO, []),
        (total(i, S, x), total(i, S, ONE), []),
        (total(i, S, at("y", i)), ZERO, [every(i, S, INDEPENDENT(at("y", i), x))]),
        (
            total(i, S, ln(mul(at("y", i), x))),
            total(i, S, mul(mul(at("y", i), ONE), power(mul(at("y", i), x), -1))),
            [every(i, S, INDEPENDENT(at("y", i), x)), every(i, S, less(ZERO, mul(at("y", i), x)))],
        ),
        (
            total(i, S, total(j, t.interval(num(1), i), mul(at("y", i, j), x))),
            total(i, S, total(j, t.interval(num(1), i), mul(at("y", i, j), ONE))),
            [every(i, S, every(j, t.interval(num(1), i), INDEPENDENT(at("y", i, j), x)))],
        ),
        (
            total(i, S, total(j, T, mul(at("y", j), x))), total(i, S, total(j, T, mul(at("y", j), ONE))),
            [every(j, T, INDEPENDENT(at("y", j), x))],
        ),
    ],
)  # fmt: skip
def test_the_derivative_of_each_kind_of_term(term, slope, needed):
    assert proves(derivative(term, x), equal(d(term), slope), *needed)


@pytest.mark.parametrize("term", [partial(y, z), lim(y, q, ZERO), t.bound(0)])
def test_other_terms_have_no_rule(term):
    with refused("no rule"):
        derivative(term, x)


def test_a_derivative_is_by_a_quantity():
    with refused():
        derivative(n, n)


def test_members_of_a_family_are_told_apart_by_brackets():
    term, by = at("x", i), at("x", j)
    assert proves(derivative(term, by), equal(partial(term, by), bracket(same(i, j))), INDEPENDENT(term, by))
    assert proves(derivative(by, by), equal(partial(by, by), ONE))
    later = at("x", index("j", 1))
    assert proves(derivative(later, by), equal(partial(later, by), ZERO), INDEPENDENT(later, by))
    term, by = at("x", i, k), at("x", j, k)
    assert derivative(term, by).claim is equal(partial(term, by), bracket(same(i, j)))
    term, by = at("x", i, k), at("x", j, m)
    assert derivative(term, by).claim is equal(partial(term, by), mul(bracket(same(i, j)), bracket(same(k, m))))
    term, by = at("x", i), x
    assert derivative(term, by).claim is equal(partial(term, by), ZERO)
    summed = total(i, S, at("x", i))
    by = at("x", j)
    assert proves(
        derivative(summed, by), equal(partial(summed, by), total(i, S, bracket(same(i, j)))),
        every(i, S, INDEPENDENT(at("x", i), by)),
    )  # fmt: skip


def test_quantities_certainly_differ_by_name_number_of_indices_or_offset():
    assert never_equal(x, y)
    assert never_equal(at("x", i), x)
    assert never_equal(at("x", i), at("x", index("i", 1)))
    assert never_equal(at("x", j, num(1)), at("x", i, num(2)))
    assert not never_equal(at("x", i), at("x", j))
    assert not never_equal(at("x", i), at("x", num(1)))
    assert not never_equal(x, x)
    assert not never_equal(at("x", i, j), at("x", i, k))


def test_kept_quantities_keep_their_derivatives():
    assert proves(derivative(mul(x, r), x, (), frozenset("r")), equal(
        d(mul(x, r)), add(mul(ONE, r), mul(x, d(r)))), smooth(r, x))  # fmt: skip
    assert proves(derivative(x, x, (), frozenset("x")), equal(d(x), ONE))
    # what may be the quantity itself is not kept
    term, by = at("x", i), at("x", j)
    assert derivative(term, by, (), frozenset("x")).hypotheses == {INDEPENDENT(term, by)}
    inner = total(i, S, at("r", i))
    assert proves(
        derivative(inner, x, (), frozenset("r")), equal(d(inner), total(i, S, d(at("r", i)))),
        every(i, S, smooth(at("r", i), x)),
    )  # fmt: skip
    inner = total(i, S, r)
    assert derivative(inner, x, (), frozenset("r")).hypotheses == {smooth(r, x)}


def test_functions_are_unfolded_by_their_formulas():
    square = formula("f", u, mul(u, w))
    assert proves(derivative(f(x), x, (square,)), equal(d(f(x)), mul(ONE, w)), square, INDEPENDENT(w, x))
    # a derivative of it is not
    theorem = derivative(f(x, orders=(1,)), x, (square,))
    assert theorem.hypotheses == {square, smooth_function("f", 1), INDEPENDENT(f(ZERO), x)}
    # another one is not
    assert derivative(f(x, name="g"), x, (square,)).hypotheses == {
        square,
        smooth_function("g", 1),
        INDEPENDENT(f(ZERO, name="g"), x),
    }
    other = formula("g", u, exp(u))
    both = derivative(f(f(x, name="g")), x, (square, other))
    assert both.claim.args[1] is mul(mul(ONE, exp(x)), w)
    deep = formula("f", u, total(i, S, mul(at("y", i), u)))
    assert derivative(total(k, S, f(x)), x, (deep,)).hypotheses == {deep, every(i, S, INDEPENDENT(at("y", i), x))}


def test_only_the_formula_of_a_function_unfolds_it():
    twice = structure("ff", every_real(u, defines(f(u), u)), every_real(u, defines(f(u), u)))
    for form in (structure("ff"), twice):
        with refused():
            derivative(f(x), x, (form,))
    for form in (structure("qf"), structure("qf", defines(at("f"), x)), every_real(u, defines(f(u), u))):
        theorem = derivative(f(x), x, (form,))
        assert theorem.claim.args[1] is derivative(f(x), x).claim.args[1]
        assert theorem.hypotheses == {form, *derivative(f(x), x).hypotheses}


POINT = Model(
    quantities={
        "x": Fraction(2), "y": lambda *where: Fraction(3 + sum(where), 2), "z": Fraction(1, 3), "w": Fraction(5, 4),
        "r": Fraction(2),
    },
    counts={"n": 3, "m": 2}, indices={"i": 1, "j": 2, "k": 2},
    functions={"f": lambda orders, a: CONTEXT.sin(a + CONTEXT.pi / 2 * orders[0])},
)  # fmt: skip


def differentiable(depth=2):
    leaf = st.sampled_from([x, y, z, number(fmpq(3, 2)), at("y", i), bracket(same(i, j))])
    if not depth:
        return leaf
    part = differentiable(depth - 1)
    return st.one_of(
        leaf,
        st.builds(add, part, part),
        st.builds(mul, part, part, part),
        st.builds(power, part, st.integers(-2, 3).filter(bool)),
        st.sampled_from([exp, ln, absolute, f]).flatmap(lambda make: st.builds(make, part)),
        st.builds(lambda body: total(i, S, body), part),
    )


@settings(max_examples=25, deadline=None)
@examples(differentiable())
def test_derivatives_are_those_of_differences(term):
    theorem = derivative(term, x)
    assert POINT.agrees(theorem)


def test_the_derivative_of_every_kind_of_term_is_that_of_differences():
    for term in (
        mul(x, exp(x), ln(x)), power(x, -2), absolute(sub(x, number(3))), f(mul(x, x)), f(x, orders=(1,)),
        total(i, S, power(add(x, at("y", i)), 3)), mul(power(x, 3), bracket(same(i, i))), power(x, 0),
        total(i, S, total(j, S, mul(at("y", i, j), power(x, 2)))),
    ):  # fmt: skip
        theorem = derivative(term, x)
        assert all(map(POINT.holds, theorem.hypotheses))
        assert POINT.holds(theorem.claim)


# -- definitions and functions


def derivative_of_definition(theorem, by):
    """From ``p := t`` follows ``∂p/∂q = ∂t/∂q``."""
    equation = by_definition(assume(theorem.claim), equal(*theorem.claim.args))
    return cut(equals_under_derivative(by, equation), theorem)


def test_a_defined_quantity_has_the_derivative_of_its_definition():
    form = made(y, mul(x, r))
    theorem = definition(form, y)
    assert proves(derivative_of_definition(theorem, x), equal(d(y), d(mul(x, r))), form)
    with refused():  # y := x r ⊢ ∂y/∂y = ∂(x r)/∂y
        derivative_of_definition(theorem, y)
    rows = structure("qy", every(i, S, defines(at("y", i), x)))
    with refused():
        derivative_of_definition(definition(rows, at("y", k)), at("y", j))
    # a quantity of the family that certainly is another one
    assert derivative_of_definition(definition(rows, at("y", k)), at("y", index("k", 1))).claim.op == "="
    with refused():  # one of all of the family may be it
        equals_under_derivative(at("y", index("k", 1)), under(given("=", x, x), rows.args[1]))


def test_the_derivative_of_a_function_is_that_of_its_formula():
    form = formula("f", u, mul(power(u, 3), w))
    assert proves(derivative_of_function(form, f(x)), equal(f(x), mul(power(x, 3), w)), form)
    first = derivative_of_function(form, f(y, orders=(1,)))
    assert proves(first, equal(f(y, orders=(1,)), mul(mul(ONE, number(3), power(y, 2)), w)), form)
    second = derivative_of_function(form, f(y, orders=(2,))).claim.args[1]
    assert Model(quantities={"y": 2, "w": 5}).value(second) == 60
    # the argument counts as it is, also where the formula's own quantity has the name of the argument
    itself = derivative_of_function(formula("f", u, mul(u, x)), f(x, orders=(1,)))
    assert itself.claim.args[1] is mul(ONE, x)
    form = formula("f", u, ln(u))
    assert proves(derivative_of_function(form, f(x, orders=(1,))), equal(
        f(x, orders=(1,)), mul(ONE, power(x, -1))), form, less(ZERO, x))  # fmt: skip
    assert derivative_of_function(form, f(x, orders=(2,))).hypotheses == {form, less(ZERO, x), unequal(x, ZERO)}
    inner = formula("f", u, exp(f(u, name="g")))
    assert derivative_of_function(inner, f(x, orders=(1,))).hypotheses == {inner, smooth_function("g", 1)}
    known = formula("g", u, power(u, 2))
    unfolded = derivative_of_function(inner, f(x, orders=(1,)), (known,))
    assert unfolded.hypotheses == {inner, known}
    named = formula("f", u, mul(u, v))
    assert derivative_of_function(named, f(v, orders=(1,))).claim.args[1] is mul(ONE, v)
    with refused():
        derivative_of_function(formula("f", u, d(u)), f(x, orders=(1,)))


@pytest.mark.parametrize(
    ("form", "head"),
    [
        (formula("g", u, u), f(x)),
        (formula("f", u, u), x),
        (structure("ff"), f(x)),
        (structure("ff", every_real(u, defines(f(u), u)), every_real(u, defines(f(u), u))), f(x)),
        (every_real(u, defines(f(u), u)), f(x)),
        (structure("ff", every_real(u, every_real(v, defines(f(u, v), u)))), f(x)),
        (structure("ff", every_real(u, defines(f(ONE), u))), f(x)),
        (structure("ff", every_real(u, defines(f(u, orders=(1,)), u))), f(x)),
        (structure("ff", defines(f(), x)), f(x)),
    ],
)
def test_only_the_formula_of_this_function_counts(form, head):
    with refused():
        derivative_of_function(form, head)
    with refused():
        derivative_of_function_has_value(form, head)


def test_a_derivative_needs_what_the_arguments_of_its_functions_need():
    form, inner = formula("f", u, f(power(u, -1), name="g")), formula("g", u, ONE)
    head = f(x, orders=(1,))
    theorem = derivative_of_function_has_value(form, head, (inner,))
    # g(v) := 1 ⊢ g(1/0) has a value
    assert proves(theorem, defined(head), form, inner, defined(x), unequal(x, ZERO))
    form = formula("f", u, f(u, ONE, name="act"))
    theorem = derivative_of_function_has_value(form, head)
    assert proves(theorem, defined(head), form, defined(x), smooth_function("act", 2))


def test_the_arity_of_a_function_counts():
    for head in (f(x, y), f(x, power(y, -1)), f(x, y, orders=(1, 0))):
        with refused():  # f(v) := v ⊢ f(x, y) has a value
            derivative_of_function_has_value(formula("f", u, u), head)
    form = structure("ff", every_real(u, every_real(v, defines(f(u, v), u))))
    with refused():
        derivative_of_function_has_value(form, f(x, y))


def test_a_derivative_exists_where_the_formula_is_smooth():
    head = f(x, orders=(2,))
    form = formula("f", u, ln(u))
    assert proves(derivative_of_function_has_value(form, head), defined(head), form, defined(x), less(ZERO, x))
    form = formula("f", u, absolute(u))
    assert proves(derivative_of_function_has_value(form, head), defined(head), form, defined(x), unequal(x, ZERO))
    form = formula("f", u, mul(w, u, f(w, name="g")))
    assert proves(
        derivative_of_function_has_value(form, head), defined(head), form, defined(x), defined(w),
        smooth_function("g", 1),
    )  # fmt: skip
    nested = formula("f", u, f(f(u, name="h"), name="g"))
    unfolded = derivative_of_function_has_value(nested, head, (formula("h", u, ln(u)),))
    assert proves(
        unfolded, defined(head), nested, formula("h", u, ln(u)), defined(x), less(ZERO, x), smooth_function("g", 1)
    )
    # a derivative of another function is not its formula
    slope = formula("f", u, f(u, name="h", orders=(1,)))
    assert (
        smooth_function("h", 1) in derivative_of_function_has_value(slope, head, (formula("h", u, ln(u)),)).hypotheses
    )
    form = formula("f", u, mul(power(u, -1), x))
    head = f(add(x, ONE), orders=(1,))
    point = add(x, ONE)
    assert proves(
        derivative_of_function_has_value(form, head), defined(head), form, defined(point), defined(x),
        unequal(point, ZERO),
    )  # fmt: skip
    for leaf in (partial(y, x), lim(y, q, ZERO)):
        theorem = derivative_of_function_has_value(formula("f", u, mul(u, leaf)), head)
        assert proves(theorem, defined(head), formula("f", u, mul(u, leaf)), defined(point), defined(leaf))
    named = formula("f", u, mul(u, v))
    assert derivative_of_function_has_value(named, f(x)).hypotheses == {named, defined(x), defined(v)}


# -- equations under a derivative


def test_an_equation_that_holds_nearby_is_differentiated():
    assert proves(equals_under_derivative(x, cut(given("=", ONE, ONE))), equal(d(ONE), d(ONE)), equal(ONE, ONE))
    positive = absolute_value(y, False)
    theorem = cut(positive, weaken(given("<", ZERO, y), "≤"))
    assert proves(
        equals_under_derivative(x, theorem), equal(d(absolute(y)), d(y)), less(ZERO, y), smooth(ZERO, x), smooth(y, x)
    )
    # y = 0 at present says nothing of nearby values, unless it does not depend on x
    zero = given("=", y, ZERO)
    assert proves(equals_under_derivative(x, zero), equal(d(y), d(ZERO)), equal(y, ZERO), INDEPENDENT(y, x))
    with refused():
        equals_under_derivative(x, given("<", y, z))


def nearby(hypothesis):
    """What an equation under this hypothesis needs to be differentiated, beside the hypothesis."""
    theorem = equals_under_derivative(x, under(given("=", ONE, ONE), hypothesis))
    assert hypothesis in theorem.hypotheses
    return theorem.hypotheses - {hypothesis, equal(ONE, ONE)}


@pytest.mark.parametrize(
    ("hypothesis", "needed"),
    [
        (less(y, z), {smooth(y, x), smooth(z, x)}),
        (unequal(x, y), {smooth(x, x), smooth(y, x)}),
        (defined(y), {smooth(y, x)}),
        (equal(y, f(z)), {INDEPENDENT(y, x), INDEPENDENT(z, x), INDEPENDENT(f(ZERO), x)}),
        (at_most(y, z), {INDEPENDENT(y, x), INDEPENDENT(z, x)}),
        (at_most(ZERO, n), set()),
        (member(i, S), set()),
        (same(i, j), set()),
        (distinct(i, j), set()),
        (INDEPENDENT(y, x), set()),
        (through(y, z, r), set()),
        (smooth_function("f", 1), {INDEPENDENT(f(ZERO), x)}),
        (smooth_function("f", 2), {INDEPENDENT(f(ZERO, ZERO), x)}),
        (smooth(y), set()),
        (smooth(y, z), {smooth(y)}),
        (every(k, t.upwards(num(1)), distinct(k, j)), set()),
        (
            every(k, t.upwards(num(1)), equal(at("y", k), ONE)),
            {every(k, t.upwards(num(1)), t.independent(at("y", k), x))},
        ),
        (made(y, x), set()),
        (formula("f", u, u), set()),
        (every_real(u, defines(f(u), mul(u, x))), set()),
        (defines(y, x), set()),
        (defines(f(y), x), set()),
        (every(k, S, less(ZERO, at("y", k))), {every(k, S, smooth(at("y", k), x)), smooth(ZERO, x)}),
        (every(k, S, equal(at("y", k), z)), {every(k, S, INDEPENDENT(at("y", k), x)), INDEPENDENT(z, x)}),
        (every(m, S, less(ZERO, at("y", m, k))), {every(m, S, smooth(at("y", m, k), x)), smooth(ZERO, x)}),
    ],
)
def test_what_a_hypothesis_needs_to_hold_nearby(hypothesis, needed):
    assert nearby(hypothesis) == needed


@pytest.mark.parametrize(
    "hypothesis",
    [
        equal(x, ZERO),  # x = 0 ⊢ x² = 0, and so 2x = 0
        equal(mul(x, y), ONE),
        at_most(x, y),
        made(x, y),
        defines(x, y),
        structure("qx"),
        equal(total(k, S, at("y", k)), ONE),
        equal(at("x", i), ONE),
        t.undefined(y),
        t.tends(y, q, ZERO, ZERO),
        t.near(y, q, ZERO),
        every_real(u, less(u, x)),
        t.connect("implies", equal(x, y), equal(y, x)),
        depends(y, x),
        every(k, S, equal(at("x", k), ONE)),
        every(k, t.upwards(num(1)), less(at("p", k), y)),  # 1/k < y for all k: y = 0 may be so, and not y < 0
        every(k, t.part("A", t.upwards(num(1))), defined(at("p", k))),
        every(k, S, every(m, t.upwards(k), less(at("p", m), y))),
    ],
)
def test_an_equation_that_may_not_hold_nearby_is_not_differentiated(hypothesis):
    with refused():
        nearby(hypothesis)


# -- the chain rule


def test_the_chain_rule():
    assert proves(chain_rule(y, x, r), equal(d(y), mul(partial(y, r), d(r))), through(y, x, r), smooth(y), smooth(r, x))
    between = row_of(k, S, at("h", k))
    one, other = at("h", k), at("h", m)
    assert proves(
        chain_rule(y, x, between), equal(d(y), total(k, S, mul(partial(y, one), d(one)))),
        through(y, x, between), smooth(y), every(k, S, smooth(one, x)),
        every(k, S, every(m, S, INDEPENDENT(one, other))),
    )  # fmt: skip
    # the names that the rule chooses are fresh
    of, by = at("y", k), at("x", m)
    assert chain_rule(of, by, between).claim is equal(
        partial(of, by), total(i, S, mul(partial(of, at("h", i)), partial(at("h", i), by)))
    )
    with refused():
        chain_rule(y, x, row_of(k, t.interval(num(1), index(0)), at("h", k)))


def test_the_chain_rule_through_a_matrix():
    between = row_of(i, S, row_of(k, T, at("h", k, i)))
    one, other = at("h", k, i), at("h", m, j)
    assert proves(
        chain_rule(y, x, between), equal(d(y), total(i, S, total(k, T, mul(partial(y, one), d(one))))),
        through(y, x, between), smooth(y), every(i, S, every(k, T, smooth(one, x))),
        every(i, S, every(k, T, every(j, S, every(m, T, INDEPENDENT(one, other))))),
    )  # fmt: skip
    # the names that the rule chooses are fresh
    of, by = at("y", index("i0"), index("i1")), at("x", index("j0"), index("i0'"))
    entry = at("h", k, i)
    assert chain_rule(of, by, between).claim is equal(
        partial(of, by), total(i, S, total(k, T, mul(partial(of, entry), partial(entry, by))))
    )
    deep = row_of(i, S, row_of(j, T, row_of(k, S, at("h", j, i, m, k))))
    entry = at("h", j, i, m, k)
    claim = chain_rule(y, x, deep).claim
    assert claim is equal(d(y), total(i, S, total(j, T, total(k, S, mul(partial(y, entry), d(entry))))))
    with refused():  # an endless sum
        chain_rule(y, x, row_of(i, S, row_of(k, t.upwards(num(1)), at("h", k, i))))


def values(*names):
    return {name: Fraction(3 + 2 * place, 2 + place) for place, name in enumerate(names)}


def test_ways_independence_and_chains_agree_with_interventions():
    forms = (
        made(z, total(k, S, mul(at("w", k), at("h", k)))),
        structure("qh", every(k, S, defines(at("h", k), exp(mul(at("v", k), x))))),
        *free("w", "v", "x"),
    )
    model = Model(
        quantities={"x": Fraction(1, 2), "w": lambda a: Fraction(a, 3), "v": lambda a: Fraction(2, a)},
        counts={"n": 3}, indices={"i": 2, "j": 1}, structures=forms,
    )  # fmt: skip
    between = row_of(k, S, at("h", k))
    theorem = cut(chain_rule(z, x, between), passes_through(z, x, between, forms), smooth_by_structure(z, forms))
    assert model.holds(theorem.claim)
    for of, by in ((at("h", i), at("v", j)), (at("h", num(1)), at("h", num(2))), (x, z), (at("w", i), x)):
        try:
            found = independent(of, by, forms)
        except Exception:
            continue
        assert model.holds(found.claim)
    assert not model.holds(INDEPENDENT(z, x))
    assert not model.holds(INDEPENDENT(at("h", num(1)), x))
    plain = Model(quantities=values("x"), structures=(made(y, mul(x, r)), made(r, exp(x)), *free("x")))
    assert not plain.holds(equal(d(y), mul(partial(y, r), d(r))))
    with refused():
        passes_through(y, x, r, plain.structures)


def test_a_chain_through_a_matrix_agrees_with_interventions():
    forms = (
        made(y, total(i, S, mul(at("w", i), power(total(k, T, mul(at("o", i, k), at("u", k))), 2)))),
        structure("qo", every(i, S, every(k, T, defines(at("o", i, k), exp(total(
            j, S, mul(at("p", i, j), at("v", j, k)))))))),
        *free("p", "v", "w", "u"),
    )  # fmt: skip
    model = Model(
        quantities={
            "p": lambda a, b: Fraction(a - 2 * b, 4), "v": lambda a, b: Fraction(1, a + 2 * b),
            "w": lambda a: Fraction(a, 3), "u": lambda a: Fraction(2, a),
        },
        counts={"n": 3, "m": 2}, indices={"i": 2, "j": 1, "k": 2, "m": 3}, structures=forms,
    )  # fmt: skip
    matrix = row_of(i, S, row_of(k, T, at("o", i, k)))
    for by in (at("v", j, k), at("v", num(3), num(2)), at("p", i, j)):
        theorem = cut(chain_rule(y, by, matrix), passes_through(y, by, matrix, forms), smooth_by_structure(y, forms))
        assert all(map(model.holds, theorem.hypotheses))
        assert model.holds(theorem.claim)
    # the column of v's own second index is enough, one row is not
    column = row_of(i, S, at("o", i, k))
    by = at("v", j, k)
    assert model.holds(cut(chain_rule(y, by, column), passes_through(y, by, column, forms)).claim)
    for less_ in (row_of(k, T, at("o", m, k)), row_of(i, S, at("o", i, num(1))), at("o", i, k)):
        assert not model.holds(chain_rule(y, by, less_).claim)
        with refused():
            passes_through(y, by, less_, forms)
    # nor is a matrix in which one quantity changes another one
    chained = Model(
        quantities={"x": Fraction(1, 2)}, counts={"n": 2, "m": 2},
        structures=(
            made(y, total(i, S, total(k, S, at("o", i, k)))),
            structure("qo", every(i, S, defines(at("o", i, num(1)), power(x, 2))),
                      every(i, S, defines(at("o", i, num(2)), power(at("o", i, num(1)), 3)))),
            *free("x"),
        ),
    )  # fmt: skip
    theorem = chain_rule(y, x, row_of(i, S, row_of(k, S, at("o", i, k))))
    assert not chained.holds(theorem.claim)
    assert [h.op for h in theorem.hypotheses if h.op == "all" and not chained.holds(h)] == ["all"]


def test_a_squared_gap_is_differentiated_where_it_is_positive():
    theorem = by_identity(ZERO, sub(y, z), ((fmpq(1), ((given("<", z, y), 1),)),))
    assert theorem.claim is less(ZERO, sub(y, z))


def test_a_constant_function_has_a_value_where_its_argument_has():
    form = formula("f", u, ONE)
    head = f(x, orders=(1,))
    assert proves(derivative_of_function_has_value(form, head), defined(head), form, defined(x))


def test_what_is_no_proposition_is_no_hypothesis_of_a_derivative():
    with refused():
        derivative(x, x, (at("f", i),))
