"""False theorems, each from a use of rules in which one condition is easily overlooked.  Each has to be refused."""

from types import SimpleNamespace

import pytest
from flint import fmpq
from support.kernel_dependence import independent, passes_through
from support.kernel_terms import (
    S,
    T,
    at,
    every,
    every_real,
    f,
    formula,
    free,
    given,
    i,
    j,
    k,
    made,
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
    x,
    y,
    z,
)

from derivations.kernel import structure as structure_rules
from derivations.kernel import terms as t
from derivations.kernel.algebra import absolute_value, replace, symmetric
from derivations.kernel.calculus import (
    chain_rule,
    derivative,
    derivative_of_function_has_value,
    equals_under_derivative,
)
from derivations.kernel.claims import transitive
from derivations.kernel.definedness import from_parts, without_value
from derivations.kernel.indices import in_interval
from derivations.kernel.limits import (
    eventually,
    limit_of_constant,
    limit_of_equal,
    limit_of_growing_total,
    limit_of_power,
    limit_of_product,
    limit_of_variable,
    value_nearby,
    value_of_limit,
)
from derivations.kernel.order import by_identity, sign_of, weaken
from derivations.kernel.structure import smooth_by_formula, unfold
from derivations.kernel.sums import sum_is_linear, sum_of_equals, sum_of_ones, sum_swapped
from derivations.kernel.terms import (
    INFINITY,
    ONE,
    ZERO,
    defined,
    defines,
    depends,
    equal,
    index,
    interval,
    less,
    lim,
    ln,
    mul,
    power,
    smooth,
    smooth_function,
    structure,
    sub,
    sum_over,
    tends,
    undefined,
    unequal,
    upwards,
)
from derivations.kernel.terms import independent as independence
from derivations.kernel.theorem import assume, cut, generalize_real, rename, specialize, specialize_real, substitute


def test_a_rule_takes_nothing_but_theorems_for_theorems():
    with refused():  # ⊢ 1 = 0
        symmetric(SimpleNamespace(claim=equal(ZERO, ONE), hypotheses=frozenset()))


def test_a_quantity_is_not_put_in_for_one_that_does_not_depend_on_it():
    with refused():  # q free ⊢ ∂q/∂q = 0
        cut(substitute(derivative(x, q), ((x, q),)), independent(q, q, free("q")))


def test_a_quantity_is_not_renamed_to_one_that_it_does_not_depend_on():
    with refused():  # q free ⊢ ∂q/∂q = 0
        cut(rename(derivative(x, q), (("qx", "qq"),)), independent(q, q, free("q")))


def test_the_variable_of_a_limit_is_not_put_in_for_a_constant():
    with refused():  # q free ⊢ q → q as q → oo
        cut(substitute(limit_of_constant(x, q, INFINITY), ((x, q),)), independent(q, q, free("q")))


def test_an_index_is_not_instantiated_with_a_bound_one():
    linear = sum_is_linear(T, ((at("x", k), ONE),))
    theorem = sum_of_equals(S, transitive(linear, replace(linear.claim.args[1], (sum_of_ones(T),))), index("l"))
    with refused():  # Σ_{i ∈ S} Σ_{j ∈ T} x_j = Σ_{i ∈ S} x_i |T|
        substitute(theorem, ((k, index(0)),))


def test_the_outer_set_of_a_swapped_sum_does_not_depend_on_an_index_bound_further_out():
    inner = interval(num(1), index(0))
    with refused():  # Σ_{l ∈ S} Σ_{i ∈ [1, l]} Σ_{j ∈ T} 1 = Σ_{l ∈ S} Σ_{j ∈ T} Σ_{i ∈ [1, j]} 1
        replace(sum_over(S, sum_over(inner, sum_over(T, ONE))), (sum_swapped(inner, T, ONE),))


def test_a_sum_without_end_has_no_value_for_nothing():
    with refused():  # Σ_{k ≥ 1} 1 has a value
        from_parts(defined(sum_over(upwards(num(1)), ONE)))


def test_a_quantity_changes_itself_on_no_way_through_others():
    forms = free("x", "r")
    with refused():  # with the chain rule: 1 = ∂x/∂x = ∂x/∂r ∂r/∂x = 0
        passes_through(x, x, r, forms)


def test_quantities_that_may_be_one_change_each_other():
    with refused():  # ∂x_i/∂x_j = ∂x_i/∂r ∂r/∂x_j
        passes_through(at("x", i), at("x", j), r, free("x", "r"))


def test_a_diagonal_is_not_all_of_a_matrix():
    matrix = structure("qr", every(i, S, every(j, S, defines(at("r", i, j), x))))
    sum_of_all = made(y, total(i, S, total(j, S, at("r", i, j))))
    with refused():  # with the chain rule: ∂y/∂x = n, where it is n²
        passes_through(y, x, row_of(k, S, at("r", k, k)), (matrix, sum_of_all, *free("x")))


def test_a_row_of_one_quantity_many_times_is_gone_through_once():
    with refused():  # y := r, r := x ⊢ ∂y/∂x = Σ_{k ∈ S} ∂y/∂r ∂r/∂x
        chain_rule(y, x, row_of(k, S, r))


MATRIX = (
    structure("qr", every(i, S, every(j, S, defines(at("r", i, j), x)))),
    made(y, total(i, S, total(j, S, at("r", i, j)))),
    *free("x"),
)  # fmt: skip


def test_a_row_of_rows_that_are_the_same_is_gone_through_once():
    with refused():  # y := Σ_k r_k, r_k := x ⊢ ∂y/∂x = Σ_i Σ_k ∂y/∂r_k ∂r_k/∂x
        chain_rule(y, x, row_of(i, S, row_of(k, S, at("r", k))))
    with refused():  # y := Σ_k r_kk, r_kk := x ⊢ ∂y/∂x = Σ_i Σ_k ∂y/∂r_kk ∂r_kk/∂x
        chain_rule(y, x, row_of(i, S, row_of(k, S, at("r", k, k))))
    with refused():  # with the chain rule: ∂y/∂x = Σ_i Σ_k ∂y/∂r_kk ∂r_kk/∂x
        passes_through(y, x, row_of(i, S, row_of(k, S, at("r", k, k))), MATRIX)


def test_a_triangle_is_not_all_of_a_matrix():
    triangle = row_of(i, S, row_of(k, interval(num(1), i), at("r", i, k)))
    with refused():  # with the chain rule: ∂y/∂x = n (n + 1) / 2, where it is n²
        passes_through(y, x, triangle, MATRIX)
    with refused():  # the sum over a set with an index that is bound farther out
        chain_rule(y, x, triangle)


def test_a_shifted_matrix_is_another_one():
    with refused():  # with the chain rule: ∂y/∂x = n (n - 1), where it is n²
        passes_through(y, x, row_of(i, S, row_of(k, S, at("r", i, index("k", 1)))), MATRIX)


def test_each_index_of_a_matrix_runs_over_its_own_set():
    wide = (
        structure("qr", every(i, S, every(j, T, defines(at("r", i, j), x)))),
        made(y, total(i, S, total(j, T, at("r", i, j)))),
        *free("x"),
    )
    assert passes_through(y, x, row_of(i, S, row_of(j, T, at("r", i, j))), wide).claim.op == "through"
    with refused():  # with the chain rule, for m < n: ∂y/∂x = m², where it is n m
        passes_through(y, x, row_of(j, S, row_of(i, T, at("r", i, j))), wide)


def test_a_function_is_not_smooth_because_a_quantity_of_its_name_is():
    with refused():  # the quantity x is free ⊢ the function x is smooth at r
        structure_rules.smooth_by_structure(f(r, name="x"), free("x"), ())


def test_infinity_is_not_put_in_for_a_number():
    theorem = value_of_limit(assume(tends(q, q, INFINITY, x)), defined(lim(q, q, INFINITY)))
    near = value_nearby(assume(defined(q)), q, INFINITY)
    with refused():  # lim_{q → oo} q has a value
        cut(substitute(theorem, ((x, INFINITY),)), limit_of_variable(q, INFINITY), near)


def test_a_bound_point_is_not_taken_for_the_point_of_a_limit():
    below = specialize(assume(every(i, S, less(at("p", i), q))), j)
    gap = sub(q, at("p", j))
    positive = by_identity(ZERO, gap, ((fmpq(1), ((below, 1),)),))
    equation = cut(absolute_value(gap, False), weaken(positive, "≤"))
    with refused():  # j ∈ S, q - p_j → z as q → p_k ⊢ |q - p_j| → z, also for p_k < p_j
        limit_of_equal(equation, assume(tends(gap, q, at("p", k), z)))
    nearby = eventually({every(i, S, less(z, at("p", i))), every(i, S, less(at("p", k), q))}, q, at("p", k))
    # what the point is does not depend on q, for its own index and not for those of the hypothesis
    assert independence(at("p", k), q) in nearby
    assert every(i, S, independence(at("p", i), q)) in nearby


def test_the_summands_that_grow_do_not_speak_of_the_index_that_is_bounded():
    squared = by_identity(ZERO, mul(at("x", k), at("x", k)), ((fmpq(1), ((sign_of(power(at("x", k), 2)), 1),)),))
    grows = assume(tends(at("x", k), q, INFINITY, INFINITY))
    body = mul(at("x", index(0)), at("x", k))
    with refused():  # x_k → oo ⊢ Σ_i x_i x_k → oo
        limit_of_growing_total(S, limit_of_product((grows, grows)), body, squared, k, k)


def test_the_point_at_which_summands_grow_does_not_depend_on_the_index():
    term = mul(sub(q, at("p", k)), power(z, 2))
    bounded = by_identity(ZERO, term, ((fmpq(1), ((given("<", at("p", k), q), 1), (sign_of(power(z, 2)), 1))),))
    grows = assume(tends(term, q, at("p", k), INFINITY))
    body = total(k, S, term).args[1]
    with refused():  # (q - p_k) z² → oo as q → p_k ⊢ Σ_i (q - p_i) z² → oo
        limit_of_growing_total(S, grows, body, bounded, k, k)


def test_an_exponent_is_a_whole_number():
    with refused():  # q⁰ → oo as q → oo
        limit_of_power(limit_of_variable(q, INFINITY), 0.5)


def test_the_exponent_of_a_reciprocal_is_a_whole_number():
    with refused():  # x = 0 ⊢ x⁰ has no value
        without_value(power(x, -0.5), assume(equal(x, ZERO)))


def test_an_index_is_a_whole_number():
    with refused():  # 3/2 ∈ [1, 2]
        in_interval(index(None, 1.5), None, interval(num(1), num(2)))


def test_a_formula_for_some_arguments_makes_no_smooth_function():
    form = structure("ff", every_real(u, defines(f(power(u, 2)), power(u, 2))))
    with refused():  # f(v²) := v² ⊢ f is smooth; |v| is not
        smooth_by_formula(form, generalize_real(from_parts(smooth(power(u, 2))), u))


def test_a_formula_on_a_diagonal_makes_no_smooth_function():
    form = structure("ff", every_real(u, every_real(v, defines(f(v, v), v))))
    with refused():  # f(v, v) := v ⊢ f is smooth
        theorem = generalize_real(generalize_real(assume(smooth(v)), v), u)
        smooth_by_formula(form, theorem)


def test_what_is_smooth_for_every_number_is_not_so_for_every_term():
    theorem = specialize_real(generalize_real(assume(smooth(u)), u), t.absolute(q))
    # ⊢ |q| is smooth, from which a := |q| has a derivative by q at 0
    assert theorem.hypotheses == {smooth(t.absolute(q))}


def test_a_dependence_is_no_formula():
    with refused():  # f depends on its argument and y ⊢ ∂f(x)/∂x = ∂y/∂x = 0
        form = structure("ff", every_real(u, depends(f(u), y)))
        derivative(f(x), x, (form,))


def test_a_function_of_one_argument_says_nothing_of_one_of_two_with_its_name():
    form = formula("f", u, u)
    theorem = smooth_by_formula(form, generalize_real(assume(smooth(u)), u))
    # f(v) := v ⊢ f(x, y) has a value, if the function of two arguments is smooth, too
    value = cut(from_parts(defined(f(x, y))), theorem)
    assert smooth_function("f", 2) in value.hypotheses


def test_swapped_sums_run_over_their_own_sets():
    body = at("b", index(1), index(0))
    # Σ_{i ∈ S} Σ_{j ∈ T} b_ij = Σ_{j ∈ T} Σ_{i ∈ S} b_ji: x_1 + x_2 = 2 x_1 for S = [1, 1], T = [1, 2], b_ij = x_j
    assert sum_swapped(S, T, body).claim.args[1] is sum_over(T, sum_over(S, at("b", index(0), index(1))))


def test_a_function_has_no_value_where_its_argument_has_none():
    # z = 0 ⊢ f'(1/z) has no value
    head = f(power(z, -1), orders=(1,))
    without = without_value(head, without_value(power(z, -1), assume(equal(z, ZERO))))
    assert proves(without, undefined(head), equal(z, ZERO))
    # f(v) := 1 ⊢ f'(1/z) has a value
    form = formula("f", u, ONE)
    assert proves(derivative_of_function_has_value(form, head), defined(head), form, defined(power(z, -1)))


def test_a_formula_in_a_sum_is_smooth_for_every_index():
    form = formula("f", u, total(i, S, f(sub(u, at("a", i)), name="g")))
    inner = formula("g", u, power(u, -1))
    theorem = derivative_of_function_has_value(form, f(x, orders=(1,)), (inner,))
    # x ≠ a_k ⊢ the derivative of Σ_i 1/(v - a_i) exists at x
    apart = every(i, S, unequal(sub(x, at("a", i)), ZERO))
    assert proves(theorem, defined(f(x, orders=(1,))), form, inner, defined(x), every(i, S, defined(at("a", i))), apart)


def test_an_index_in_a_formula_is_none_of_a_sum():
    form = formula("f", u, total(i, S, f(u, name="g")))
    inner = formula("g", u, mul(ln(at("a", k)), u))
    theorem = derivative_of_function_has_value(form, f(x, orders=(1,)), (inner,))
    # 0 < a_i for all i ∈ S ⊢ Σ_S ln(a_k) v has a derivative, also for k outside of S
    assert {less(ZERO, at("a", k)), defined(at("a", k))} <= theorem.hypotheses


def test_what_holds_for_all_numbers_may_not_hold_nearby():
    known = every_real(u, equal(mul(u, q), ZERO))
    theorem = under(weaken(given("=", ONE, ONE), "≤"), known)
    with refused():  # ∀ v: v q = 0 holds for q = 0 alone
        equals_under_derivative(q, under(given("=", ONE, ONE), known))
    with refused():
        eventually(theorem.hypotheses, q, ZERO)
    for other in (
        every_real(u, defines(q, x)),
        every_real(u, every_real(v, less(u, q))),
        every_real(u, smooth(mul(u, x))),
    ):
        with refused():
            equals_under_derivative(q, under(given("=", ONE, ONE), other))
        with refused():
            eventually({other}, q, ZERO)


def test_a_sum_is_smooth_in_one_quantity_if_all_summands_are_in_that_one():
    by = at("q", k)
    term = total(i, S, at("x", i))
    # x_i is smooth in q_i for all i ⊢ Σ_i x_i is smooth in q_k, also for x_i := |q_{i + 1}|
    assert proves(from_parts(smooth(term, by)), smooth(term, by), every(i, S, smooth(at("x", i), by)))


def test_nothing_is_put_in_under_a_derivative_or_a_limit_for_the_argument_of_a_function():
    for varied in (  # f(v) := ∂(v y)/∂y is v, but f(y) is not ∂(y y)/∂y = 2 y
        lambda: t.partial(mul(u, y), y),
        lambda: t.partial(t.partial(mul(u, y), y), z),
        lambda: t.partial(f(mul(u, y), name="g"), y),
        lambda: total(i, S, t.partial(mul(u, y), at("y", i))),
        lambda: lim(mul(u, y), y, ZERO),
        lambda: lim(y, y, u),
    ):
        with pytest.raises(t.IllFormed):
            formula("f", u, varied())
        with pytest.raises(t.IllFormed):
            every_real(u, every_real(v, less(varied(), v)))
    # f(v) := v ∂y/∂z says the same whatever is put in
    form = every_real(u, defines(f(u), mul(u, t.partial(y, z))))
    assert unfold(form, z).claim is defines(f(z), mul(z, t.partial(y, z)))


def test_a_function_that_is_smooth_at_present_may_not_be_for_other_values():
    # f(v) := ln(c) is smooth where c = 1, and has no value near c = 0
    known = smooth_function("f", 1)
    smooth_there = value_nearby(from_parts(defined(f(ONE))), x, ZERO)
    assert {known, independence(f(ZERO), x)} <= smooth_there.hypotheses
    form = formula("f", u, ln(x))
    with refused():
        independent(f(ZERO), x, (form, *free("x")))
    differentiated = equals_under_derivative(x, under(given("=", ONE, ONE), known))
    assert independence(f(ZERO), x) in differentiated.hypotheses


def test_a_derivative_by_what_is_not_smooth_may_not_be_smooth():
    # x := |z|, and x² = z² is smooth: ∂(x²)/∂x = 2 |z| has no derivative by z at 0
    slope = t.partial(power(x, 2), x)
    assert smooth(x) in from_parts(smooth(slope, z)).hypotheses
    assert smooth(x) in from_parts(smooth(slope)).hypotheses


def test_an_equation_of_a_function_holds_nearby_if_the_function_does_not_change():
    known = every_real(u, equal(f(u), y))
    theorem = equals_under_derivative(x, specialize_real(assume(known), x))
    # f(v) := z, y := z + x - x: f(v) = y for all v, and f and y may change with x
    needed = {known, independence(t.hidden("f", 1), x), independence(y, x)}
    assert needed <= theorem.hypotheses
    with refused():  # ∀ v: f(v) = x ⊢ 0 = 1
        equals_under_derivative(x, specialize_real(assume(every_real(u, equal(f(u), x))), y))
