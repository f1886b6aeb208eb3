"""What quantities are made of, and what depends on what."""

import pytest
from support.kernel_dependence import independent, passes_through, smooth_by_structure
from support.kernel_terms import (
    M,
    S,
    T,
    at,
    definition,
    every,
    every_real,
    f,
    formula,
    free,
    i,
    j,
    k,
    made,
    n,
    num,
    p,
    proves,
    r,
    refused,
    row_of,
    total,
    u,
    v,
    w,
    x,
    y,
    z,
)

from derivations.kernel import structure as structure_rules
from derivations.kernel import terms as t
from derivations.kernel.definedness import from_parts
from derivations.kernel.indices import different_indices
from derivations.kernel.structure import (
    ANY,
    beside,
    by_definition,
    clause_of,
    clauses,
    covered,
    excludes,
    followed,
    formula_of,
    made_of,
    may_be,
    pattern,
    quantities,
    says,
    smooth_by_formula,
    states_formula,
    steps,
    unfold,
)
from derivations.kernel.terms import (
    ONE,
    ZERO,
    absolute,
    add,
    bracket,
    defined,
    defines,
    depends,
    distinct,
    equal,
    exp,
    index,
    interval,
    ln,
    member,
    mul,
    partial,
    power,
    same,
    size,
    smooth,
    smooth_function,
    structure,
    sum_over,
    through,
    undefined,
)
from derivations.kernel.theorem import assume, cut, generalize_real

INDEPENDENT = t.independent


def up(name, offset):
    return index(name, offset)


# -- definitions


def test_a_clause_is_unfolded_for_an_index_in_its_set():
    clause = every(i, S, defines(at("y", i), mul(at("x", i), z)))
    assert proves(unfold(clause, k), defines(at("y", k), mul(at("x", k), z)), clause, member(k, S))
    shifted = every(i, S, defines(at("y", up("i", 1)), at("y", i)))
    assert proves(
        unfold(shifted, up("k", -1)), defines(at("y", k), at("y", up("k", -1))), shifted, member(up("k", -1), S)
    )
    nested = every(i, S, every(j, interval(i, n), defines(at("y", i, j), at("x", j, i))))
    assert proves(
        unfold(nested, num(2), k), defines(at("y", num(2), k), at("x", k, num(2))), nested,
        member(num(2), S), member(k, interval(num(2), n)),
    )  # fmt: skip
    inner = every(j, interval(num(2), n), defines(at("y", num(2), j), at("x", j, num(2))))
    assert proves(unfold(nested, num(2)), inner, nested, member(num(2), S))
    plain = defines(y, x)
    assert proves(unfold(plain), plain, plain)
    # for all i in a set that may be empty: y := x
    assert proves(unfold(every(i, S, plain), k), plain, every(i, S, plain), member(k, S))


def test_a_formula_is_unfolded_at_any_argument():
    clause = every_real(u, every_real(v, defines(f(u, v), mul(u, exp(v)))))
    assert proves(unfold(clause, x, ZERO), defines(f(x, ZERO), mul(x, exp(ZERO))), clause)
    # the variables go one by one, the outermost first
    assert unfold(clause, v, u).claim is defines(f(v, u), mul(v, exp(u)))


def test_what_is_no_definition_is_not_unfolded():
    for other in (
        depends(y, x),
        every_real(u, defined(u)),
        every_real(u, smooth(u)),
        every(i, S, equal(x, at("y", i))),
    ):
        with refused():  # every number has a value ⊢ 1/0 has one
            unfold(other, *([] if other.op == "depends" else [power(ZERO, -1) if other.op == "all real" else k]))
    for wrong in ([x], [k, x], [k, k]):
        with refused():
            unfold(every(i, S, defines(at("y", i), x)), *wrong)


def test_a_structure_says_its_clauses():
    form = structure("qy", depends(y, x), depends(y, z))
    assert proves(clause_of(form, 0), depends(y, x), form)
    assert proves(clause_of(form, 1), depends(y, z), form)
    with refused():
        clause_of(defines(y, x), 0)


def test_a_definition_is_an_equation_and_carries_values():
    form = made(y, power(x, -1))
    theorem = definition(form, y)
    body = power(x, -1)
    assert proves(by_definition(theorem, equal(y, body)), equal(y, body), form)
    for says_ in (defined, smooth, undefined, lambda term: smooth(term, z)):
        assert proves(by_definition(theorem, says_(y)), says_(y), form, says_(body))
    form = formula("f", u, ONE)
    head = f(ln(x))
    theorem = definition(form, head)
    for says_ in (defined, smooth, lambda term: smooth(term, z)):
        assert proves(by_definition(theorem, says_(head)), says_(head), form, says_(ONE), says_(ln(x)))
    assert proves(by_definition(theorem, undefined(head)), undefined(head), form, undefined(ONE))
    assert by_definition(theorem, equal(head, ONE)).claim is equal(head, ONE)


def test_a_definition_says_nothing_else():
    body = power(x, -1)
    theorem = definition(made(y, body), y)
    for claim in (
        equal(body, y), equal(y, x), equal(y, ONE), defined(x), smooth(z), undefined(x), t.less(y, body), ONE,
        smooth_function("y", 1), INDEPENDENT(y, x), depends(y, x), t.near(y, x, ZERO),
    ):  # fmt: skip
        with refused():
            by_definition(theorem, claim)
    other = assume(equal(y, x))
    for claim in (equal(y, x), defined(y), smooth(y), undefined(y)):
        with refused():
            by_definition(other, claim)


def every_smooth(*variables, body):
    """The theorem that a body is smooth for all real values of its variables."""
    theorem = from_parts(smooth(body))
    inner = [h for h in theorem.hypotheses if h.op == "smooth" and h.args[0].op == "apply"]
    theorem = cut(theorem, *map(from_parts, inner))
    for variable in reversed(variables):
        theorem = generalize_real(theorem, variable)
    return theorem


def test_a_function_with_a_smooth_formula_is_smooth():
    body = exp(mul(u, u))
    form = formula("f", u, body)
    assert proves(smooth_by_formula(form, every_smooth(u, body=body)), smooth_function("f", 1), form)
    two = structure("ff", every_real(u, every_real(v, defines(f(u, v), add(u, exp(v))))))
    assert proves(smooth_by_formula(two, every_smooth(u, v, body=add(u, exp(v)))), smooth_function("f", 2), two)
    nested = exp(f(u, name="g"))
    form = formula("f", u, nested)
    theorem = every_smooth(u, body=nested)
    assert theorem.hypotheses == {smooth_function("g", 1)}
    assert proves(smooth_by_formula(form, theorem), smooth_function("f", 1), form, smooth_function("g", 1))
    # what else it depends on, its body is smooth in, too
    for body in (mul(u, w), mul(u, n), sum_over(S, u)):
        known = assume(every_real(u, smooth(body)))
        form = formula("f", u, body)
        assert proves(smooth_by_formula(form, known), smooth_function("f", 1), form, known.claim)
    # a theorem's other hypotheses stay
    form = formula("f", u, ln(u))
    known = assume(every_real(u, smooth(ln(u))))
    assert proves(smooth_by_formula(form, known), smooth_function("f", 1), form, known.claim)


def test_a_formula_that_may_not_be_smooth_makes_no_smooth_function():
    plain = every_smooth(u, body=mul(u, u))
    with refused():  # a quantity f
        smooth_by_formula(structure("qf", defines(at("f"), mul(x, x))), from_parts(smooth(mul(x, x))))
    with refused():
        smooth_by_formula(structure("ff"), plain)
    clause = every_real(u, defines(f(u), mul(u, u)))
    with refused():  # two clauses
        smooth_by_formula(structure("ff", clause, clause), plain)
    with refused():
        smooth_by_formula(clause, plain)
    with refused():  # a formula for fewer arguments than the function has
        smooth_by_formula(structure("ff", every_real(u, defines(f(u, ONE), mul(u, u)))), plain)
    with refused():
        smooth_by_formula(structure("ff", every_real(u, depends(f(u), y))), every_smooth(u, body=mul(u, u)))
    form = formula("f", u, absolute(u))
    with refused():  # f := |v|, from another body
        smooth_by_formula(form, plain)
    with refused():  # at one argument
        smooth_by_formula(form, assume(smooth(absolute(u))))
    with refused():
        smooth_by_formula(form, assume(every_real(u, defined(absolute(u)))))
    with refused():  # one of two arguments
        two = structure("ff", every_real(u, every_real(v, defines(f(u, v), mul(u, u)))))
        smooth_by_formula(two, plain)
    itself = f(add(u, ONE))
    with refused("itself"):
        smooth_by_formula(formula("f", u, itself), assume(every_real(u, smooth(itself))))


# -- independence


LAYER = index("l")
FEED = (
    structure(
        "qz",
        every(
            LAYER, interval(num(2), n), every(j, S, defines(at("z", LAYER, j), add(at("b", LAYER, j), total(
                k, S, mul(at("w", LAYER, j, k), at("a", up("l", -1), k))))))
        ),
    ),
    structure("qa", every(LAYER, interval(num(2), n), every(j, S, defines(at("a", LAYER, j), f(at("z", LAYER, j)))))),
    structure("ff"),
    *free("b", "w"),
)  # fmt: skip
"""A network: z of layer l is made of a of the layer before, and a of z."""


def test_what_names_no_quantity_below_it_is_independent():
    forms = (made(y, mul(x, r)), made(r, exp(x)), *free("x", "z"))
    assert proves(independent(y, z, forms), INDEPENDENT(y, z), *forms)
    assert proves(independent(add(x, ONE), z, forms), INDEPENDENT(add(x, ONE), z), *forms)
    assert proves(independent(x, y, forms), INDEPENDENT(x, y), *forms)
    assert proves(independent(ONE, z, ()), INDEPENDENT(ONE, z))
    # a quantity does not change itself by way of others
    assert proves(independent(x, x, forms), INDEPENDENT(x, x), *forms)


def test_what_depends_on_a_quantity_is_not_independent_of_it():
    forms = (made(y, mul(z, r)), made(r, exp(x)), *free("x", "z"))
    for of in (y, r, add(r, ONE), add(x, ONE), mul(z, y), partial(r, z), total(i, S, r)):
        with refused():
            independent(of, x, forms)
    chain = (made(y, r), made(r, p), made(p, x), *free("x"))
    with refused():
        independent(y, x, chain)
    with refused():
        independent(x, n, chain)
    declared = (structure("qy", depends(y, x)), *free("x"))
    with refused():
        independent(y, x, declared)
    rows = (structure("qy", depends(y, row_of(i, S, at("x", i)))), *free("x"))
    with refused():
        independent(y, at("x", k), rows)


def test_what_a_function_hides_counts():
    forms = (made(y, f(z)), formula("f", u, mul(u, x)), *free("x", "z"))
    with refused():  # y = z x
        independent(y, x, forms)
    with refused():
        independent(f(z), x, forms)
    assert independent(f(z), r, (*forms, *free("r"))).claim is INDEPENDENT(f(z), r)
    nested = (formula("f", u, f(u, name="g")), formula("g", u, mul(u, x)), *free("x", "z"))
    with refused():
        independent(f(z), x, nested)
    with refused():  # the argument
        independent(f(x), x, (structure("ff"), *free("x")))
    with refused():  # the argument of a function of which all is known
        independent(f(f(x)), x, (structure("ff"), *free("x")))
    two = structure("ff", every_real(u, every_real(v, defines(f(u, v), total(i, S, at("x", i))))))
    with refused():
        independent(f(ONE, ONE), at("x", k), (two, *free("x")))
    with refused("expected one structure"):
        independent(f(z), x, free("x", "z"))


def test_all_that_lies_below_has_to_be_known():
    with refused("expected one structure"):
        independent(y, x, free("x"))
    with refused("expected one structure"):
        independent(y, x, (made(y, z), *free("x")))
    with refused("expected one structure"):
        independent(y, x, (made(y, z), made(y, r), *free("x", "z", "r")))
    with refused():
        independent(y, x, (defines(y, z), *free("x", "z")))
    with refused():
        independent(y, x, ())


def test_different_members_of_a_family_are_independent():
    forms = free("x")
    assert proves(
        independent(at("x", num(1)), at("x", num(2)), forms), INDEPENDENT(at("x", num(1)), at("x", num(2))), *forms
    )
    # a quantity that may be the other one is that or independent of it
    assert independent(at("x", i), at("x", j), forms).claim is INDEPENDENT(at("x", i), at("x", j))
    term = exp(at("x", i))
    with refused("may lie below"):
        independent(term, at("x", j), forms)
    with refused("may lie below"):
        independent(term, at("x", up("j", 1)), forms)
    apart = different_indices(i, up("i", 1))
    assert independent(term, at("x", up("i", 1)), forms).hypotheses == set(forms)
    known = assume(distinct(i, j))
    assert proves(independent(term, at("x", j), forms, (known,)), INDEPENDENT(term, at("x", j)), *forms, distinct(i, j))
    assert independent(term, at("x", j), forms, (known, apart)).hypotheses == {*forms, distinct(i, j)}
    with refused():
        independent(term, at("x", k), forms, (known,))
    with refused():  # the first indices differ, but the theorem is of others
        independent(exp(at("x", i, k)), at("x", j, k), forms, (assume(distinct(i, k)),))
    assert independent(exp(at("x", k, i)), at("x", k, j), forms, (known,)).claim.op == "independent"
    with refused():
        independent(exp(at("x", num(1))), at("x", num(1)), forms)
    with refused():  # Σ_i x_i
        independent(total(i, S, at("x", i)), at("x", num(1)), forms)


def test_a_layer_does_not_depend_on_later_ones():
    for of, by in (
        (at("z", num(2), j), at("w", num(3), j, k)),
        (at("a", num(2), j), at("z", num(3), i)),
        (at("a", LAYER, j), at("b", up("l", 1), k)),
        (at("z", LAYER, j), at("a", LAYER, k)),
        (at("z", LAYER, i), at("z", LAYER, j)),
    ):
        assert proves(independent(of, by, FEED), INDEPENDENT(of, by), *FEED)


def test_a_layer_depends_on_earlier_ones():
    for of, by in (
        (at("z", num(3), j), at("w", num(2), j, k)),
        (at("z", num(3), j), at("w", num(3), j, k)),
        (at("a", LAYER, j), at("z", LAYER, j)),
        (at("a", LAYER, j), at("z", LAYER, i)),
        (at("a", LAYER, j), at("b", up("l", -1), k)),
        (at("a", up("l", 1), j), at("a", LAYER, k)),
        (at("a", LAYER, j), at("b", index("m"), k)),
        (at("a", i, j), at("b", k, k)),
    ):
        with refused():
            independent(of, by, FEED)


def test_an_index_that_grows_on_the_way_down_bounds_nothing():
    # y_l is made of y_{l + 1}: a chain upwards
    forms = (structure("qy", every(LAYER, S, defines(at("y", LAYER), at("y", up("l", 1))))),)
    with refused():
        independent(at("y", num(1)), at("y", num(2)), forms)
    # by way of another family, up by one and down by one, and once more up by one
    forms = (
        structure("qy", every(LAYER, S, defines(at("y", LAYER), at("x", up("l", 1))))),
        structure("qx", every(LAYER, S, defines(at("x", LAYER), at("y", up("l", -1))))),
    )
    with refused():
        independent(at("y", num(1)), at("x", num(2)), forms)
    # the other index falls, not the one that is compared
    forms = (structure("qy", every(i, S, every(j, S, defines(at("y", i, j), at("y", up("j", -1), up("i", 1)))))),)
    with refused():
        independent(at("y", num(1), num(5)), at("y", num(4), num(2)), forms)
    # a fixed index
    forms = (structure("qy", every(i, S, defines(at("y", i), at("y", num(9))))),)
    with refused():
        independent(at("y", num(1)), at("y", num(9)), forms)


def test_some_index_that_falls_is_enough():
    forms = (structure("qy", every(i, S, every(j, S, defines(at("y", i, j), total(k, S, at("y", k, up("j", -1))))))),)
    assert independent(at("y", num(1), num(2)), at("y", num(9), num(3)), forms).claim.op == "independent"
    assert independent(at("y", num(9), num(2)), at("y", num(1), num(2)), forms).claim.op == "independent"
    with refused():
        independent(at("y", num(1), num(3)), at("y", num(9), num(2)), forms)


def test_a_chain_without_end_is_followed_to_its_end():
    forms = (structure("qy", every(i, S, defines(at("y", i), at("y", up("i", -1))))),)
    known = tuple(assume(distinct(num(-a), j)) for a in range(1, 5))
    with refused():  # with a goal of which nothing is known
        independent(at("y", num(0)), at("y", j), forms, known)


def test_clauses_of_other_indices_do_not_count():
    forms = (
        structure("qy", defines(at("y", num(1)), x), defines(at("y", num(2)), z)),
        *free("x", "z"),
    )
    assert independent(at("y", num(1)), z, forms).claim is INDEPENDENT(at("y", num(1)), z)
    with refused():
        independent(at("y", num(2)), z, forms)
    with refused():
        independent(at("y", k), z, forms)
    diagonal = (structure("qy", every(i, S, defines(at("y", i, num(1)), at("x", i)))), *free("x"))
    assert independent(at("y", k, num(2)), at("x", k), diagonal).claim.op == "independent"
    with refused():
        independent(at("y", k, num(1)), at("x", k), diagonal)
    with refused():
        independent(at("y", k, j), at("x", k), diagonal)
    copied = (structure("qy", every(i, S, defines(at("y", i), at("x", up("i", 1))))), *free("x"))
    assert independent(at("y", num(1)), at("x", num(1)), copied).claim.op == "independent"
    with refused():
        independent(at("y", num(1)), at("x", num(2)), copied)
    shifted = (structure("qy", every(i, S, defines(at("y", up("i", 1)), at("x", i)))), *free("x"))
    assert independent(at("y", num(2)), at("x", num(2)), shifted).claim.op == "independent"
    with refused():
        independent(at("y", num(2)), at("x", num(1)), shifted)


# -- ways through


def test_a_quantity_changes_another_by_way_of_what_lies_between():
    forms = (made(y, exp(r)), made(r, mul(x, z)), *free("x", "z"))
    assert proves(passes_through(y, x, r, forms), through(y, x, r), *forms)
    # nothing depends on it
    assert proves(passes_through(y, p, r, (*forms, *free("p"))), through(y, p, r), *forms, *free("p"))


def test_another_way_is_found():
    forms = (made(y, mul(r, x)), made(r, x), *free("x"))
    with refused():
        passes_through(y, x, r, forms)
    forms = (made(y, mul(r, p)), made(r, x), made(p, x), *free("x"))
    with refused():
        passes_through(y, x, r, forms)
    forms = (made(y, mul(r, p)), made(r, x), made(p, z), made(z, x), *free("x"))
    with refused():
        passes_through(y, x, r, forms)
    hidden = (made(y, f(r)), made(r, x), formula("f", u, mul(u, x)), *free("x"))
    with refused():
        passes_through(y, x, r, hidden)
    # what lies below r does not count
    alone = (made(y, exp(r)), *free("x"))
    assert proves(passes_through(y, x, r, alone), through(y, x, r), *alone)


def test_the_ends_do_not_lie_between():
    forms = (made(y, exp(r)), made(r, x), *free("x"))
    with refused():
        passes_through(y, x, y, forms)
    # ∂y/∂x = ∂y/∂x ∂x/∂x is no news, but true
    assert passes_through(y, x, x, forms).claim is through(y, x, x)
    rows = (structure("qy", every(i, S, defines(at("y", i), at("x", i)))), *free("x"))
    with refused():
        passes_through(at("y", k), at("x", k), row_of(j, S, at("y", j)), rows)
    with refused():
        passes_through(at("y", k), at("x", k), row_of(j, S, at("x", j)), rows)


def hidden_layer(over=S):
    return (
        made(y, total(k, S, mul(at("v", k), at("h", k)))),
        structure("qh", every(k, over, defines(at("h", k), exp(mul(at("w", k), x))))),
        *free("x", "v", "w"),
    )


def test_a_row_lies_between():
    between = row_of(k, S, at("h", k))
    forms = hidden_layer()
    assert proves(passes_through(y, x, between, forms), through(y, x, between), *forms)
    # one of the row; outside of the row's set, it changes nothing
    assert proves(passes_through(y, at("w", i), between, forms), through(y, at("w", i), between), *forms)
    with refused():  # the row over another set
        passes_through(y, x, row_of(k, T, at("h", k)), forms)
    with refused():
        passes_through(y, x, row_of(k, S, at("h", up("k", 1))), forms)
    with refused():
        passes_through(y, x, at("h", num(1)), forms)
    with refused():
        passes_through(y, x, row_of(k, S, at("h", k, num(1))), forms)
    with refused():
        passes_through(y, x, row_of(k, S, at("h", k)), hidden_layer(T))
    with refused():
        passes_through(y, at("w", i), at("h", j), forms)
    shifted = (
        made(y, total(k, S, at("h", k))),
        structure("qh", every(k, S, defines(at("h", up("k", 1)), x))),
        *free("x"),
    )
    with refused():  # h_2, ..., h_{n + 1}
        passes_through(y, x, between, shifted)
    assert proves(passes_through(y, at("w", i), at("h", i), forms), through(y, at("w", i), at("h", i)), *forms)


def matrices(first=S, second=T):
    """``y = Σ_i Σ_k exp(o_ik)`` with ``o_ik = Σ_j p_ij v_jk``, where o has its indices in these sets."""
    return (
        made(y, total(i, S, total(k, T, exp(at("o", i, k))))),
        structure("qo", every(i, first, every(k, second, defines(at("o", i, k), total(
            j, S, mul(at("p", i, j), at("v", j, k))))))),
        *free("p", "v"),
    )  # fmt: skip


def test_a_matrix_lies_between():
    forms = matrices()
    between = row_of(i, S, row_of(k, T, at("o", i, k)))
    for by in (at("v", i, j), at("p", num(1), num(2)), x):
        assert proves(passes_through(y, by, between, (*forms, *free("x"))), through(y, by, between), *forms, *free("x"))
    swapped = row_of(k, T, row_of(i, S, at("o", i, k)))
    assert passes_through(y, at("v", i, j), swapped, forms).claim is through(y, at("v", i, j), swapped)
    with refused():  # one row of it
        passes_through(y, at("v", i, j), row_of(k, T, at("o", index("m"), k)), forms)
    with refused():  # other sets
        passes_through(y, at("v", i, j), row_of(i, T, row_of(k, S, at("o", i, k))), forms)
    with refused():
        passes_through(y, at("v", i, j), row_of(i, S, row_of(k, S, at("o", i, k))), forms)
    with refused():
        passes_through(y, at("v", i, j), row_of(i, T, row_of(k, T, at("o", i, k))), forms)
    larger = matrices(S, interval(num(0), n))
    with refused():
        passes_through(y, at("v", i, j), between, larger)


def test_theorems_that_indices_differ_close_ways():
    forms = (
        made(y, add(total(k, S, at("h", k)), z)),
        structure("qh", every(k, S, defines(at("h", k), at("w", num(1))))),
        made(z, at("w", num(2))),
        *free("w"),
    )
    between = row_of(k, S, at("h", k))
    with refused():
        passes_through(y, at("w", i), between, forms)
    known = assume(distinct(i, num(2)))
    assert proves(
        passes_through(y, at("w", i), between, forms, (known,)), through(y, at("w", i), between), *forms, known.claim
    )
    # an index that is known has to lie in the row's set
    zero = (made(y, total(k, S, at("h", k))), structure("qh", defines(at("h", num(0)), x)), *free("x"))
    with refused():
        passes_through(y, x, between, zero)
    inside = assume(member(num(0), S))
    assert proves(passes_through(y, x, between, zero, (inside,)), through(y, x, between), *zero, inside.claim)
    larger = hidden_layer(interval(num(0), n))
    with refused():
        passes_through(y, at("w", i), between, larger)
    inside = assume(member(i, S))
    theorem = passes_through(y, at("w", i), between, larger, (inside,))
    assert proves(theorem, through(y, at("w", i), between), *larger, inside.claim)


def test_an_index_that_stays_is_known_on_all_ways():
    # for each example m: y_m is made of the h_km, these of x_m and a weight
    m_ = index("m")
    forms = (
        structure("qy", every(m_, T, defines(at("y", m_), total(k, S, at("h", k, m_))))),
        structure("qh", every(k, S, every(m_, T, defines(at("h", k, m_), mul(at("w", k), at("x", m_)))))),
        *free("x", "w"),
    )
    of = at("y", num(1))
    between = row_of(k, S, at("h", k, num(1)))
    assert proves(passes_through(of, at("x", num(1)), between, forms), through(of, at("x", num(1)), between), *forms)
    # the weight is in all examples, but only this one lies below y_1
    theorem = passes_through(of, at("w", j), between, forms)
    assert proves(theorem, through(of, at("w", j), between), *forms)
    other = row_of(k, S, at("h", k, num(2)))
    with refused():
        passes_through(of, at("w", j), other, forms)
    # where the index does not stay, nothing is known of it
    mixed = (
        structure("qy", every(m_, T, defines(at("y", m_), total(k, S, add(at("h", k, m_), at("h", k, up("m", 1))))))),
        *forms[1:],
    )
    with refused():
        passes_through(of, at("w", j), between, mixed)
    swapped = (
        structure("qy", every(m_, T, defines(at("y", m_), total(k, S, add(at("h", k, m_), at("g", m_)))))),
        structure("qg", every(m_, T, defines(at("g", m_), total(k, S, at("h", k, num(3)))))),
        *forms[1:],
    )
    with refused():
        passes_through(of, at("w", j), between, swapped)


def test_ways_in_a_network():
    l_ = LAYER
    between = row_of(k, S, at("z", l_, k))
    of = at("a", up("l", 1), i)
    by = at("w", l_, j, k)
    forms = FEED
    with refused():  # the weights of the layer change all z of the layer, i is another one
        passes_through(of, by, at("z", l_, i), forms)
    theorem = passes_through(of, by, at("z", l_, j), forms)
    assert theorem.claim is through(of, by, at("z", l_, j))
    assert theorem.hypotheses == set(forms)
    theorem = passes_through(of, by, between, forms)
    assert theorem.hypotheses == set(forms)
    with refused():
        passes_through(of, at("w", up("l", -1), j, k), at("z", l_, j), forms)


def test_a_long_chain_is_followed():
    chain = tuple(structure(f"qc{a}", defines(at(f"c{a}"), at(f"c{a - 1}"))) for a in range(1, 30))
    forms = (*chain, structure("qc0"))
    assert passes_through(at("c29"), at("c0"), at("c17"), forms).claim.op == "through"
    with refused():
        independent(at("c29"), at("c0"), forms)


# -- smoothness


def test_what_is_made_of_smooth_terms_is_smooth():
    body = add(
        mul(x, exp(z), t.number(2)), power(x, 2), total(i, S, mul(bracket(same(i, k)), at("v", i))), size(S), t.PI
    )
    forms = (made(y, body), *free("x", "z", "v"))
    assert proves(smooth_by_structure(y, forms), smooth(y), *forms)
    assert proves(smooth_by_structure(x, free("x")), smooth(x), *free("x"))
    declared = (structure("qy", depends(y, x)), *free("x"))
    assert proves(smooth_by_structure(y, declared), smooth(y), *declared)
    rows = (structure("qy", depends(y, row_of(i, S, at("x", i)))), *free("x"))
    assert proves(smooth_by_structure(y, rows), smooth(y), *rows)
    functions = (made(y, f(x)), structure("ff"), *free("x"))
    assert proves(smooth_by_structure(y, functions), smooth(y), *functions, smooth_function("f", 1))
    assert smooth_by_structure(at("z", num(3), j), FEED).hypotheses == {*FEED, smooth_function("f", 1)}
    parts_ = (made(y, total(i, t.without(t.rest(M), k), total(j, M, mul(at("v", j), n)))), *free("v"))
    assert smooth_by_structure(y, parts_).claim is smooth(y)
    brackets = (made(y, mul(x, bracket(member(i, M)))), *free("x"))
    assert smooth_by_structure(y, brackets).claim is smooth(y)


@pytest.mark.parametrize("body", [power(x, -1), ln(x), absolute(x), partial(x, z), t.lim(x, z, ZERO), exp(ln(x))])
def test_what_may_have_no_value_is_not_smooth_for_nothing(body):
    with refused("no value"):
        smooth_by_structure(y, (made(y, body), *free("x", "z")))
    with refused("no value"):
        smooth_by_structure(y, (made(y, exp(r)), made(r, body), *free("x", "z")))


def test_smoothness_needs_all_that_lies_below():
    with refused("expected one structure"):
        smooth_by_structure(y, (made(y, x),))
    with refused("expected one structure"):
        smooth_by_structure(y, (made(y, f(x)), *free("x")))


def test_clauses_above_the_highest_index_do_not_count():
    last, after = LAYER, up("l", 1)
    up_ = (
        structure(
            "qy",
            every(i, interval(num(2), last), defines(at("y", i), exp(at("y", up("i", -1))))),
            defines(at("y", after), ln(at("y", last))),
        ),
    )
    assert proves(smooth_by_structure(at("y", last), up_), smooth(at("y", last)), *up_)
    for of in (at("y", after), at("y", up("l", 2)), at("y", k), at("y", num(1))):
        with refused("no value"):
            smooth_by_structure(of, up_)
    # a family further down, of which the index is at most the same
    down = (structure("qz", every(i, S, defines(at("z", i), exp(at("y", i))))), *up_)
    assert smooth_by_structure(at("z", last), down).claim is smooth(at("z", last))
    with refused("no value"):
        smooth_by_structure(at("z", after), down)
    grows = (structure("qz", every(i, S, defines(at("z", i), exp(at("y", up("i", 1)))))), *up_)
    with refused("no value"):
        smooth_by_structure(at("z", last), grows)
    # two ways, of which one is not bounded
    for body in (add(at("y", i), at("x", i)), add(at("x", i), at("y", i))):
        two = (
            structure("qz", every(i, S, defines(at("z", i), body))),
            structure("qx", every(i, S, defines(at("x", i), at("y", after)))),
            *up_,
        )
        with refused("no value"):
            smooth_by_structure(at("z", last), two)
    last = (
        structure(
            "qy", every(i, interval(num(1), LAYER), defines(at("y", i), exp(x))), defines(at("y", up("l", 1)), ln(x))
        ),
        *free("x"),
    )
    assert smooth_by_structure(at("y", LAYER), last).claim is smooth(at("y", LAYER))
    with refused("no value"):
        smooth_by_structure(at("y", up("l", 1)), last)


def test_only_structures_say_what_depends_on_what():
    others = (*free("x", "z"), defines(y, z), smooth_function("qx", 1))
    assert proves(independent(x, z, others), INDEPENDENT(x, z), *others)
    with refused("expected one structure"):
        independent(y, z, others)


def test_a_function_that_is_made_of_itself_is_searched_once():
    forms = (formula("f", u, mul(x, f(add(u, ONE)))), *free("x", "z", "r"))
    assert independent(f(z), r, forms).claim is INDEPENDENT(f(z), r)
    with refused("may lie below"):
        independent(f(z), x, forms)
    forms = (formula("f", u, f(u, name="g")), formula("g", u, mul(x, f(u))), *free("x", "z", "r"))
    assert independent(f(z), r, forms).claim is INDEPENDENT(f(z), r)


def test_a_chain_upwards_is_followed_to_its_end():
    forms = (structure("qy", every(LAYER, S, defines(at("y", LAYER), at("y", up("l", 1))))),)
    with refused():
        independent(at("y", num(1)), at("y", num(3)), forms)
    fixed = (
        structure("qy", every(i, S, defines(at("y", i), at("x", num(-1))))),
        structure("qx", every(i, S, defines(at("x", i), at("y", num(0))))),
    )
    with refused():
        independent(at("y", num(5)), at("y", num(0)), fixed)
    named = (
        structure("qy", every(i, S, defines(at("y", i), at("x", up("j", -1))))),
        structure("qx", every(i, S, defines(at("x", i), at("y", j)))),
    )
    with refused():
        independent(at("y", num(5)), at("y", j), named)


def test_a_level_may_stand_at_different_places():
    forms = (
        structure("qy", every(LAYER, S, defines(at("y", LAYER), at("x", num(1), LAYER)))),
        structure("qx", every(i, S, every(LAYER, S, defines(at("x", i, LAYER), at("y", up("l", -1)))))),
    )
    of, by = at("y", num(2)), at("y", num(3))
    assert proves(independent(of, by, forms), INDEPENDENT(of, by), *forms)
    with refused():
        independent(by, of, forms)


def test_a_family_with_the_goal_below_another_member_is_told_apart():
    forms = (structure("qy", defines(at("y", num(1)), x), defines(at("y", num(2)), z)), *free("x", "z"))
    term = exp(at("y", num(1)))
    assert proves(independent(term, z, forms), INDEPENDENT(term, z), *forms)


def test_another_member_than_the_one_between_is_followed():
    forms = (
        made(y, exp(at("h", num(1)))),
        structure("qh", every(i, S, defines(at("h", i), at("w", i)))),
        *free("w"),
    )
    of, by, between = y, at("w", num(2)), at("h", num(1))
    assert proves(passes_through(of, by, between, forms), through(of, by, between), *forms)


def test_a_row_over_a_set_that_depends_on_another_index():
    inner = every(LAYER, S, every(k, interval(num(1), LAYER), defines(at("h", LAYER, k), mul(at("w", LAYER), x))))
    three = interval(num(1), num(3))
    forms = (made(y, total(k, three, at("h", num(3), k))), structure("qh", inner), *free("w", "x"))
    between = row_of(k, three, at("h", num(3), k))
    by = at("w", num(3))
    assert proves(passes_through(y, by, between, forms), through(y, by, between), *forms)
    with refused():
        passes_through(y, by, row_of(k, interval(num(1), num(4)), at("h", num(3), k)), forms)
    kept = (
        structure("qy", every(LAYER, S, defines(at("y", LAYER), total(k, interval(num(1), LAYER), at("h", LAYER, k))))),
        *forms[1:],
    )
    theorem = passes_through(at("y", num(3)), x, between, kept)
    assert proves(theorem, through(at("y", num(3)), x, between), *kept)
    with refused():
        passes_through(at("y", num(4)), x, between, kept)
    deep = every(i, S, every(LAYER, interval(num(1), i), every(k, interval(num(1), LAYER), defines(
        at("h", i, LAYER, k), at("w", i, LAYER)))))  # fmt: skip
    forms = (made(y, total(k, three, at("h", num(5), num(3), k))), structure("qh", deep), *free("w"))
    between = row_of(k, three, at("h", num(5), num(3), k))
    by = at("w", num(5), num(3))
    assert proves(passes_through(y, by, between, forms), through(y, by, between), *forms)
    outer = every(
        i, S, every(LAYER, S, every(k, interval(num(1), i), defines(at("h", i, LAYER, k), at("w", i, LAYER))))
    )
    forms = (made(y, total(k, three, at("h", num(3), num(5), k))), structure("qh", outer), *free("w"))
    between = row_of(k, three, at("h", num(3), num(5), k))
    by = at("w", num(3), num(5))
    assert proves(passes_through(y, by, between, forms), through(y, by, between), *forms)


def test_a_sum_over_all_indices_reaches_the_highest():
    forms = (
        structure("qz", every(i, S, defines(at("z", i), total(k, S, at("y", k))))),
        structure("qy", every(i, S, defines(at("y", i), exp(x))), defines(at("y", up("l", 1)), ln(x))),
        *free("x"),
    )
    with refused("no value"):
        smooth_by_structure(at("z", LAYER), forms)


def test_a_power_of_0_is_smooth():
    forms = (made(y, power(x, 0)), *free("x"))
    assert smooth_by_structure(y, forms).claim is smooth(y)


def test_a_fixed_index_bounds_nothing():
    forms = (structure("qy", defines(at("y", num(2)), ln(at("y", num(1))))),)
    assert proves(smooth_by_structure(at("y", num(1)), forms), smooth(at("y", num(1))), *forms)
    with refused("no value"):
        smooth_by_structure(at("y", num(2)), forms)


def test_an_index_stays_where_it_varies():
    # an index that a clause does not range over is not known to be that of the quantity above
    forms = (structure("qy", defines(at("y", j), at("h", j))), structure("qh", defines(at("h", j), w)), *free("w"))
    with refused():
        passes_through(at("y", k), w, at("h", k), forms)
    assert passes_through(at("y", j), w, at("h", j), forms).claim is through(at("y", j), w, at("h", j))


def test_only_a_structure_says_its_clauses():
    one, two = equal(x, x), equal(x, y)
    for proposition in (t.connect("implies", two, one), t.connect("implies", one, two), t.connect("iff", one, two)):
        with refused("expected a structure"):  # p implies q ⊢ q
            clause_of(proposition, 0)


def test_the_formula_of_a_function_at_its_arguments():
    two = structure("fact", every_real(u, every_real(v, defines(f(u, v, name="act"), add(u, exp(v), x)))))
    assert formula_of(two, f(y, z, name="act")) is add(y, exp(z), x)
    # at once: what is put in for one argument is not put in for another
    assert formula_of(two, f(v, u, name="act")) is add(v, exp(u), x)
    none = structure("ff", defines(f(), x))
    assert formula_of(none, f()) is x
    one = formula("f", u, mul(u, u))
    assert formula_of(one, f(f(x))) is mul(f(x), f(x))


@pytest.mark.parametrize(
    ("form", "head"),
    [
        (formula("f", u, u), f(x, name="g")),
        (formula("f", u, u), f(x, y)),
        (formula("f", u, u), f()),
        (formula("f", u, u), f(x, orders=(1,))),
        (formula("f", u, u), at("f")),
        (formula("f", u, u), at("f", i)),
        (formula("f", u, u), smooth_function("f", 1)),
        (structure("ff", every_real(u, every_real(v, defines(f(u, v), u)))), f(x)),
        (structure("ff", every_real(u, every_real(v, defines(f(v, u), u)))), f(x, y)),
        (structure("ff", every_real(u, defines(f(u, u), u))), f(x, x)),
        (structure("ff", every_real(u, every_real(v, defines(f(v, v), u)))), f(x, x)),
        (structure("ff", every_real(u, defines(f(power(u, 2)), u))), f(x)),
        (structure("ff", every_real(u, defines(f(u, orders=(1,)), u))), f(x)),
        (structure("ff", every_real(u, defines(f(x), u))), f(x)),
        (structure("ff", defines(f(x), y)), f(x)),
        (structure("ff", every(i, S, every_real(u, defines(f(u), at("x", i))))), f(x)),
        (structure("ff", every_real(u, defines(f(u), u)), every_real(u, defines(f(u), ONE))), f(x)),
        (structure("ff"), f(x)),
        (structure("qx", defines(x, y)), x),
        (structure("qf", defines(at("f"), y)), f()),
        (every_real(u, defines(f(u), u)), f(x)),
        (defines(f(), x), f()),
    ],
)
def test_a_structure_that_is_no_formula_of_the_function_says_nothing_of_its_value(form, head):
    with refused():
        formula_of(form, head)


def test_only_formulas_of_functions_hold_whatever_quantities_are():
    assert states_formula(every_real(u, defines(f(u), mul(u, x))))
    assert states_formula(every_real(u, every_real(v, defines(f(u, v), u))))
    for other in (
        every_real(u, defines(x, u)),
        every_real(u, equal(f(u), u)),
        every_real(u, equal(u, x)),
        every_real(u, every_real(v, equal(u, v))),
        every_real(u, smooth(u)),
        every_real(u, every(i, S, defines(at("x", i), u))),
    ):
        assert not states_formula(other)


def test_what_is_made_of_a_derivative_or_a_limit_is_changed_on_other_ways():
    # ∂(r²)/∂r, and the limit of r q: other values of r make them, too
    for body in (partial(power(r, 2), r), t.lim(mul(r, p), p, ZERO), add(r, partial(r, r)), exp(t.lim(r, z, ONE))):
        for forms in (
            (made(y, body), made(r, x), *free("x", "z", "p")),
            (made(y, v), made(v, body), made(r, x), *free("x", "z", "p")),
            (made(y, f(z)), formula("f", u, mul(u, body)), made(r, x), *free("x", "z", "p")),
        ):
            with refused("derivative or a limit"):
                passes_through(y, x, r, forms)
    # y := ∂(z x)/∂z is x, whatever h := z x is
    g, h = at("g"), at("h")
    forms = (made(y, f(z)), formula("f", u, mul(u, partial(h, g))), made(h, mul(g, x)), *free("g", "x", "z"))
    with refused("derivative or a limit"):
        passes_through(y, x, h, forms)


def test_clauses_of_many_indices_above_the_highest_do_not_count():
    above = every(j, S, defines(at("y", up("l", 1), j), ln(at("y", LAYER, j))))
    below = every(i, interval(num(2), LAYER), every(j, S, defines(at("y", i, j), exp(at("y", up("i", -1), j)))))
    forms = (structure("qy", below, above),)
    assert proves(smooth_by_structure(at("y", LAYER, k), forms), smooth(at("y", LAYER, k)), *forms)
    with refused("no value"):
        smooth_by_structure(at("y", up("l", 1), k), forms)


def test_a_function_of_several_arguments_is_smooth_in_all():
    forms = (made(y, f(x, ONE, name="act")), structure("fact"), *free("x"))
    assert proves(smooth_by_structure(y, forms), smooth(y), *forms, smooth_function("act", 2))


# -- what is known of indices

NOTHING = frozenset()
L = LAYER
APART = frozenset([distinct(i, j), member(i, S)])


def is_(point):
    return ("=", point)


def to(point):
    return ("≤", point)


def no(point):
    return ("≠", point)


def out(over):
    return ("∉", over)


@pytest.mark.parametrize(
    ("place", "excluded", "possible"),
    [
        ((), [], [L, num(1), i]),
        ((is_(L),), [up("l", 1), up("l", -1)], [L, i, num(1)]),
        ((is_(num(2)),), [num(1), num(3)], [num(2), L]),
        ((is_(i),), [j], [i, up("j", 1), k]),
        ((is_(j),), [i], [j, up("i", 1), k]),
        ((to(L),), [up("l", 1), up("l", 2)], [L, up("l", -1), i, num(9)]),
        ((to(num(2)),), [num(3)], [num(2), num(1), L]),
        ((to(i),), [], [j, i]),
        ((no(L),), [L], [up("l", 1), i, num(1)]),
        ((no(i),), [i], [j]),
        ((out(S),), [i], [j, up("i", 1), num(1)]),
        ((out(T),), [], [i, j]),
        ((no(L), to(i)), [L, up("i", 1)], [i, up("l", 1)]),
    ],
)  # fmt: skip
def test_what_is_known_of_an_index_excludes_others(place, excluded, possible):
    assert all(excludes(place, point, APART) for point in excluded)
    assert not any(excludes(place, point, APART) for point in possible)
    if place in (((is_(i),)), ((is_(j),)), ((out(S),))):
        assert not any(excludes(place, point, NOTHING) for point in excluded)


@pytest.mark.parametrize(
    ("place", "holds", "fails"),
    [
        ((), [()], [(is_(L),), (to(L),), (no(L),), (out(S),)]),
        (
            (is_(L),),
            [(), (is_(L),), (to(L),), (to(up("l", 1)),), (no(up("l", 1)),), (no(up("l", -1)),), (to(L), no(up("l", 1)))],
            [(is_(up("l", 1)),), (to(up("l", -1)),), (no(L),), (no(i),), (to(i),), (out(S),), (to(L), no(L))],
        ),
        ((to(L),), [(to(L),), (to(up("l", 1)),), (no(up("l", 1)),)], [(is_(L),), (to(up("l", -1)),), (no(L),), (to(i),)]),
        ((no(L),), [(no(L),), ()], [(is_(L),), (to(L),), (no(up("l", 1)),), (to(up("l", 1)),), (out(S),)]),
        ((out(S),), [(out(S),), (no(i),)], [(out(T),), (no(j),), (is_(i),), (to(i),)]),
        ((no(L), is_(i)), [(is_(i), no(L)), (no(j),)], [(is_(j),)]),
        ((is_(i),), [(no(j),)], [(no(k),), (to(j),)]),
    ],
)  # fmt: skip
def test_what_is_known_of_an_index_says_more_or_less(place, holds, fails):
    assert all(says(place, other, APART) for other in holds)
    assert not any(says(place, other, APART) for other in fails)


def test_a_quantity_by_what_is_known_of_its_indices():
    over = interval(num(1), index(0))
    assert pattern(at("y", L, index(0, 2), index(1), index(ANY, 1)), {0: (is_(i), no(L), out(S))}) == (
        "y", ((is_(L),), (is_(up("i", 2)), no(up("l", 2))), (), ())
    )  # fmt: skip
    assert pattern(at("y", index(1)), {1: (out(S), to(L))}) == ("y", ((out(S), to(L)),))
    assert quantities((), total(k, S, at("y", k, i))) == (at("y", index(ANY), i),)
    assert quantities((), total(k, S, at("y", up("k", 1)))) == (at("y", index(ANY, 1)),)
    assert over in made_of((), total(k, over, x))
    assert quantities((formula("f", u, total(k, S, at("y", k, L))),), f(z)) == (at("y", index(ANY), L), z)


def test_a_quantity_may_be_one_of_others():
    here = ("y", ((is_(L),), ()))
    assert may_be(here, at("y", L, k), NOTHING)
    for other in (at("y", up("l", 1), k), at("x", L, k), at("y", L), at("y", L, k, k)):
        assert not may_be(here, other, NOTHING)
    assert not may_be(("y", ((is_(i),),)), at("y", j), APART)
    assert may_be(("y", ((is_(i),),)), at("y", j), NOTHING)


def test_one_of_several_patterns_has_all_of_a_pattern():
    here = ("y", ((is_(L),), (is_(i),)))
    for other in (here, ("y", ((), ())), ("y", ((to(L),), ())), ("y", ((), (no(j),)))):
        assert covered(here, [("x", ()), other], APART)
    for other in (("x", ((), ())), ("y", ((),)), ("y", ((), (is_(j),))), ("y", ((no(L),), ())), ("y", ((), (), ()))):
        assert not covered(here, [other], APART)
    assert not covered(here, [], APART)
    assert not covered(("y", ((), ())), [here], APART)


def test_steps_down_from_a_pattern():
    forms = (
        structure(
            "qy",
            every(
                L, S, every(k, interval(num(1), L), defines(at("y", L, k), mul(at("x", up("l", -1)), at("w", k, k))))
            ),
            defines(at("y", num(1), i), z),
        ),
        *free("x", "w", "z"),
    )
    first, second = clauses(forms, "qy")
    assert (first.sets, first.head) == ((interval(num(1), index(0)), S), at("y", index(1), index(0)))
    assert (second.sets, second.head, second.body, second.parents) == ((), at("y", num(1), i), z, (z,))
    below = ("x", ((to(up("j", -1)),),)), ("w", ((is_(k),), (is_(k),)))
    both = [(first, below), (second, (("z", ()),))]
    assert list(steps(forms, ("y", ((to(j),), (is_(k),))), NOTHING)) == both
    assert list(steps(forms, ("y", ((is_(num(2)),), ())), NOTHING)) == [
        (first, (("x", ((is_(num(1)),),)), ("w", ((), ()))))
    ]
    assert list(steps(forms, ("y", ((is_(num(1)),), (is_(j),))), APART))[1:] == []
    # outside of the set of the clause
    three = interval(num(1), num(3))
    assert list(steps(forms, ("y", ((is_(num(3)),), (out(three),))), NOTHING)) == []
    for others in (((is_(num(4)),), (out(three),)), ((), (out(three),)), ((to(num(3)),), (out(three),))):
        assert steps(forms, ("y", others), NOTHING)[0][0] is first
    assert list(steps(forms, ("y", ((is_(num(3)), out(S)), ())), NOTHING)) == []
    diagonal = (structure("qy", every(i, S, defines(at("y", i, up("i", 1)), at("x", i)))), *free("x"))
    ((_, ((_, (place,)),)),) = steps(diagonal, ("y", ((to(L),), (no(k),))), NOTHING)
    assert place == (to(L), no(up("k", -1)))
    ((_, ((_, (place,)),)),) = steps(diagonal, ("y", ((), (out(S),))), NOTHING)
    assert place == ()


def test_the_quantities_beside_those_between():
    single = at("z", L, i)
    assert beside(("y", ((),)), single, NOTHING) == [("y", ((),))]
    assert beside(("z", ((),)), single, NOTHING) == [("z", ((),))]
    assert beside(("z", ((is_(L),), (is_(i),))), single, NOTHING) == []
    assert beside(("z", ((), (to(k),))), single, NOTHING) == [
        ("z", ((no(L),), (to(k),))), ("z", ((is_(L),), (to(k), no(i))))
    ]  # fmt: skip
    assert beside(("z", ((is_(L),), ())), single, NOTHING) == [("z", ((is_(L), is_(L)), (no(i),)))]
    assert beside(("z", ((), (), (to(k),))), at("z", L, i, j), NOTHING) == [
        ("z", ((no(L),), (), (to(k),))), ("z", ((is_(L),), (no(i),), (to(k),))),
        ("z", ((is_(L),), (is_(i),), (to(k), no(j)))),
    ]  # fmt: skip
    row = row_of(k, S, at("z", k, L))
    assert beside(("z", ((), ())), row, NOTHING) == [("z", ((out(S),), ())), ("z", ((), (no(L),)))]
    assert beside(("z", ((is_(i),), (is_(L),))), row, APART) == []
    assert beside(("z", ((is_(j),), (is_(L),))), row, APART) == [("z", ((is_(j), out(S)), (is_(L),)))]
    assert beside(("z", ((to(i),), (is_(L),))), row, APART) == [("z", ((to(i), out(S)), (is_(L),)))]
    matrix = row_of(j, T, row_of(k, S, at("z", k, j)))
    assert beside(("z", ((), ())), matrix, NOTHING) == [("z", ((out(S),), ())), ("z", ((), (out(T),)))]
    assert beside(("z", ((is_(i),), ())), matrix, APART) == [("z", ((is_(i),), (out(T),)))]
    assert beside(("z", ((is_(i),), (is_(i),))), matrix, APART) == [("z", ((is_(i),), (is_(i), out(T))))]
    assert beside(("z", ((),)), matrix, NOTHING) == [("z", ((),))]
    cube = row_of(i, S, row_of(j, T, row_of(k, M, at("z", j, L, k, i))))
    assert beside(("z", ((), (), (), ())), cube, NOTHING) == [
        ("z", ((out(T),), (), (), ())), ("z", ((), (no(L),), (), ())), ("z", ((), (is_(L),), (out(M),), ())),
        ("z", ((), (is_(L),), (), (out(S),))),
    ]  # fmt: skip
    for wrong in (
        row_of(k, S, at("z", k, k)), row_of(k, S, at("z", up("k", 1), L)), row_of(k, S, at("z", i, L)),
        row_of(j, T, row_of(k, S, at("z", k, L))), row_of(j, T, row_of(k, S, at("z", k, k))),
        row_of(j, T, row_of(k, S, at("z", k, up("j", 1)))), row_of(j, S, row_of(k, interval(j, n), at("z", k, j))),
        row_of(k, interval(num(1), index(0)), at("z", k, L)), at("z", index(0), L), exp(x), power(x, 2),
    ):  # fmt: skip
        with refused("each quantity once"):
            beside(("z", ((), ())), wrong, NOTHING)


def test_all_that_is_named_is_followed():
    forms = (made(y, mul(r, z)), made(r, x), *free("x", "z"))
    everything = (("r", ()), ("x", ()), ("z", ()))
    heads = [clause.head for clause in followed([pattern(y, {})], everything, forms, NOTHING)]
    assert heads == [y, r]
    for i_ in range(3):
        with refused("not followed"):
            followed([pattern(y, {})], everything[:i_] + everything[i_ + 1 :], forms, NOTHING)
    with refused("may lie below"):
        followed([pattern(y, {})], everything, forms, NOTHING, x)
    assert followed([pattern(y, {})], everything, forms, NOTHING, y)
    assert followed([pattern(y, {})], everything[2:], forms, NOTHING, x, r)
    with refused("not followed"):
        followed([pattern(y, {})], everything[1:2], forms, NOTHING, None, r)


def test_what_is_handed_over_is_checked():
    forms = (structure("qy", every(i, S, defines(at("y", i), at("y", up("i", -1))))),)
    of, by = at("y", num(3)), at("y", num(1))
    away = ("y", ((to(num(0)),),))
    for below in (
        [], [away], [("y", ((is_(num(2)),),)), away], [("y", ((is_(num(2)),),)), ("y", ((is_(num(1)),),)), away],
        [("y", ((),))], [("y", ((no(num(1)),),))], [("y", ((is_(index(0)),),))], [("y", ((to(index(0)),),))],
        [("y", ((no(index(0)),),))], [("y", (((), )))], [("y", ())], [("y", ((("?", num(2)),),))], [("y", ((out(S),),))],
        [("y", ((is_(part_of),),)) for part_of in (x, S, t.part("3", S), t.count("3", j))],
    ):  # fmt: skip
        with refused():  # y_i := y_{i - 1} ⊢ y_3 does not depend on y_1
            structure_rules.independent(of, by, forms, below)
    below = [("y", ((to(num(2)),),))]
    assert structure_rules.independent(of, at("y", num(4)), forms, below).claim is INDEPENDENT(of, at("y", num(4)))
    # that two indices are the same does not tell them apart
    with refused():
        structure_rules.independent(exp(at("x", i)), at("x", j), free("x"), [], [assume(same(i, j))])
