"""Theorems, cutting, cases, instances and quantifiers."""

import importlib
import pickle
import pkgutil
import re
from pathlib import Path
from types import SimpleNamespace

import pytest
from support.kernel_dependence import smooth_by_structure
from support.kernel_terms import (
    M,
    S,
    T,
    at,
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
    proves,
    q,
    refused,
    u,
    under,
    v,
    w,
    x,
    y,
    z,
)
from support.planted_rules import planted_rule

from derivations import kernel
from derivations.kernel import terms as t
from derivations.kernel.algebra import bracket_value, field
from derivations.kernel.calculus import derivative
from derivations.kernel.claims import implication
from derivations.kernel.indices import not_negative
from derivations.kernel.limits import limit_of_variable
from derivations.kernel.order import sign_of
from derivations.kernel.sums import sum_of_ones
from derivations.kernel.terms import (
    INFINITY,
    ONE,
    ZERO,
    IllFormed,
    Term,
    defined,
    distinct,
    equal,
    exp,
    index,
    less,
    member,
    mul,
    near,
    partial,
    power,
    quantity,
    rest,
    same,
    smooth,
    structure,
    tends,
    unequal,
)
from derivations.kernel.theorem import (
    RULES,
    NotApplicable,
    Theorem,
    assume,
    conjoin,
    cut,
    expect,
    generalize,
    generalize_real,
    rename,
    rule,
    specialize,
    specialize_real,
    split_cases,
    substitute,
)

P, Q = less(ZERO, x), less(ZERO, y)


def test_nothing_but_a_rule_makes_a_theorem():
    with pytest.raises(TypeError):
        Theorem(object(), frozenset(), less(ONE, ZERO), "guess", ())
    with pytest.raises(TypeError):

        class Forged(Theorem):
            pass


def test_a_theorem_does_not_change_and_is_not_stored():
    theorem = assume(P)
    with pytest.raises(AttributeError):
        theorem.claim = Q
    with pytest.raises(TypeError):
        pickle.dumps(theorem)


def test_a_theorem_keeps_its_rule_and_arguments():
    theorem = assume(P)
    assert (theorem.rule, theorem.arguments) == ("assume", (P,))
    assert RULES["assume"] is assume
    assert "⊢" in repr(theorem)


def test_a_rule_has_the_name_and_statement_of_its_function():
    assert assume.__name__ == "assume"
    assert "p ⊢ p" in assume.__doc__
    assert all(name == made_.__name__ for name, made_ in RULES.items())


def test_a_condition_that_is_not_met_is_said():
    expect(True, "no")
    with pytest.raises(NotApplicable, match="no"):
        expect(False, "no")


def test_a_proposition_follows_from_itself():
    assert proves(assume(P), P, P)


@pytest.mark.parametrize("thing", [x, less(ZERO, at("x", index(0))), S])
def test_only_a_closed_proposition_is_assumed(thing):
    with pytest.raises(IllFormed):
        assume(thing)


def test_a_lemma_takes_the_place_of_the_hypothesis_that_it_proves():
    sum_ = conjoin(assume(P), assume(Q), assume(less(ZERO, z)))
    lemma = implication(assume(less(x, y)), less(x, y))
    assert proves(cut(sum_), sum_.claim, P, Q, less(ZERO, z))
    positive = sign_of(exp(x))
    theorem = conjoin(assume(less(ZERO, exp(x))), assume(P))
    assert proves(cut(theorem, positive), theorem.claim, P)
    # a lemma's own hypotheses stay; a lemma about something else takes nothing away
    assert proves(cut(assume(P), lemma), P, P)
    at_x = substitute(assume(less(ZERO, x)), ())
    assert proves(cut(theorem, conjoin(at_x)), theorem.claim, less(ZERO, exp(x)), P)
    through_q = bracket_value(member(i, S), True)
    needs = cut(assume(through_q.claim), through_q)
    assert proves(needs, through_q.claim, member(i, S))


def test_a_claim_in_both_cases_holds():
    one = field(x, x)
    value = t.bracket(same(i, j))
    squared = mul(value, value)
    in_one = field(squared, value, (bracket_value(same(i, j), True),))
    in_other = field(squared, value, (bracket_value(same(i, j), False),))
    assert proves(split_cases(in_one, in_other, same(i, j)), equal(squared, value))
    assert proves(split_cases(one, one, same(i, j)), one.claim)
    # the cases are those of these two indices alone
    assert proves(split_cases(in_one, in_other, same(i, k)), equal(squared, value), same(i, j), distinct(i, j))
    # and each takes only its own hypothesis away
    assert proves(split_cases(in_other, in_one, same(i, j)), equal(squared, value), same(i, j), distinct(i, j))


def test_two_numbers_are_equal_or_not():
    low = under(assume(t.at_most(x, y)), equal(z, ONE))
    high = under(assume(t.at_most(x, y)), unequal(z, ONE), less(ZERO, w))
    assert proves(split_cases(low, high, equal(z, ONE)), t.at_most(x, y), t.at_most(x, y), less(ZERO, w))
    assert proves(
        split_cases(high, low, equal(z, ONE)), t.at_most(x, y),
        t.at_most(x, y), equal(z, ONE), unequal(z, ONE), less(ZERO, w),
    )  # fmt: skip
    assert unequal(z, ONE) in split_cases(low, high, equal(ONE, z)).hypotheses


def test_cases_with_different_claims_prove_nothing():
    with refused():  # [i = j] = 1 for all i and j
        split_cases(bracket_value(same(i, j), True), bracket_value(same(i, j), False), same(i, j))
    with refused():
        split_cases(bracket_value(member(i, M), True), bracket_value(member(i, M), False), member(i, M))


def test_a_claim_in_a_part_and_in_the_rest_holds_in_the_set():
    value = t.bracket(member(i, M))
    squared = mul(value, value)
    inside = field(squared, value, (bracket_value(member(i, M), True),))
    outside = field(squared, value, (bracket_value(member(i, M), False),))
    assert proves(split_cases(inside, outside, member(i, M)), equal(squared, value), member(i, S))
    assert proves(
        split_cases(outside, inside, member(i, M)), equal(squared, value),
        member(i, S), member(i, M), member(i, rest(M)),
    )  # fmt: skip
    assert member(j, S) in split_cases(inside, outside, member(j, M)).hypotheses


@pytest.mark.parametrize(
    "case",
    [
        member(i, S), member(i, rest(M)), member(i, t.without(S, j)), distinct(i, j), unequal(x, y), less(x, y),
        t.at_most(x, y), defined(x), t.both(P, Q),
    ],
)  # fmt: skip
def test_what_has_no_opposite_is_no_case(case):
    theorem = assume(P)
    with refused():  # i ∈ S or not: what holds for i and for no other index
        split_cases(under(theorem, case), theorem, case)


def test_indices_are_instantiated_in_hypotheses_and_claim():
    theorem = bracket_value(same(i, j), True)
    assert proves(substitute(theorem, ((i, k), (j, num(1)))), equal(t.bracket(same(k, num(1))), ONE), same(k, num(1)))
    # all at once, and with what is put in for quantities
    assert substitute(assume(equal(at("x", i, j), y)), ((i, j), (j, i), (y, at("x", i, j)))).claim is equal(
        at("x", j, i), at("x", i, j)
    )
    assert substitute(assume(equal(at("x", index("i", 2)), y)), ((i, index("k", 1)),)).claim is equal(
        at("x", index("k", 3)), y
    )


def test_an_index_variable_is_replaced_by_an_index():
    for new in (x, n, S, index(0), P):
        with refused():
            substitute(assume(less(ZERO, at("x", index("i", 1)))), ((i, new),))
    for old in (index("i", 1), num(0), index(0), S, M):
        with refused():  # x_0 is any number
            substitute(assume(less(ZERO, at("x", old) if old.op == "index" else x)), ((old, k),))
    # a quantity with the name of an index is another thing
    theorem = assume(t.independent(x, quantity("i", i)))
    assert substitute(theorem, ((i, j),)).claim is t.independent(x, quantity("i", j))


def test_quantities_are_replaced_in_hypotheses_and_claim():
    theorem = field(mul(x, power(x, -1)), ONE)
    image = t.add(y, ONE)
    assert proves(substitute(theorem, ((x, image),)), equal(mul(image, power(image, -1)), ONE), unequal(image, ZERO))
    ones = sum_of_ones(S)
    assert substitute(ones, ((n, t.count("m")),)).claim is equal(t.sum_over(T, ONE), t.size(T))
    assert substitute(assume(P), ((x, n),)).claim is less(ZERO, n)


def test_only_quantities_and_counts_without_indices_are_replaced():
    with refused():
        substitute(assume(P), ((at("x", i), ONE),))
    with refused():
        substitute(assume(P), ((ZERO, ONE),))
    with refused():
        substitute(assume(P), ((f(x), ONE),))


def test_a_count_is_replaced_by_a_count_alone():
    with refused():  # 0 ≤ n becomes 0 ≤ x for every real x
        substitute(sum_of_ones(S), ((n, x),))


def test_a_bound_variable_is_not_put_in():
    theorem = assume(every_real(u, less(u, x)))
    with refused():  # there is x such that v < x for all v: v < v
        substitute(theorem, ((x, t.bound(0)),))


def test_what_is_differentiated_by_is_not_replaced():
    theorem = derivative(mul(x, u), u)
    with refused():  # ∂(x·x)/∂x = x
        substitute(theorem, ((u, x),))
    with refused():
        substitute(assume(t.independent(x, u)), ((u, ONE),))
    with refused():  # u ⊢ u does not depend on itself
        substitute(theorem, ((x, y),))
    kept = derivative(mul(x, u), u, (), frozenset("x"))
    slope = t.add(mul(partial(y, u), u), mul(y, ONE))
    assert proves(substitute(kept, ((x, y),)), equal(partial(mul(y, u), u), slope), smooth(y, u))
    with refused():
        substitute(assume(smooth(x, u)), ((u, ONE),))


@pytest.mark.parametrize(
    "proposition",
    [
        equal(t.lim(x, q, INFINITY), ZERO),
        tends(x, q, INFINITY, ZERO),
        near(x, q, INFINITY),
        t.through(q, x, y),
        t.through(x, q, y),
        t.through(x, y, q),
        structure("qq"),
        structure("qy", t.depends(y, q)),
        structure("qy", t.defines(y, q)),
        t.defines(y, q),
        t.depends(y, q),
        every(i, S, t.defines(at("y", i), q)),
        t.independent(x, q),
        t.independent(q, x),
        smooth(x, q),
        equal(partial(x, q), ZERO),
    ],
)  # fmt: skip
def test_what_limits_and_structures_speak_of_is_not_replaced(proposition):
    with refused():  # from a structure of q follows what holds for a q that is free
        substitute(assume(proposition), ((q, ONE),))
    with refused():
        substitute(implication(assume(proposition), P), ((q, ONE),))
    with refused():
        rename(conjoin(assume(proposition), assume(equal(w, w))), (("qq", "qw"),))
    renamed = rename(assume(proposition), (("qq", "qw"),))
    assert renamed.claim is t.renamed(proposition, {"qq": "qw"})
    assert renamed.hypotheses == {renamed.claim}


def test_families_and_functions_are_renamed():
    theorem = conjoin(assume(equal(f(x), y)), assume(P))
    assert proves(
        rename(theorem, (("ff", "fg"), ("qx", "qy"))),
        t.both(equal(f(y, name="g"), y), less(ZERO, y)),
        equal(f(y, name="g"), y), less(ZERO, y),
    )  # fmt: skip


def test_a_name_is_renamed_to_one_of_its_kind():
    with refused():
        rename(assume(P), (("qx", "fx"),))
    with refused():
        rename(sum_of_ones(S), (("nn", "nm"),))


def test_a_quantity_with_a_structure_gets_a_name_of_its_own():
    theorem = conjoin(assume(structure("qx")), assume(structure("qy", t.defines(y, z))))
    with refused():  # x free, x := z
        rename(theorem, (("qx", "qy"),))
    with refused():  # both become w
        rename(theorem, (("qx", "qw"), ("qy", "qw")))
    both = rename(theorem, (("qx", "qw"), ("qy", "qv")))
    assert both.hypotheses == {structure("qw"), structure("qv", t.defines(v, z))}


def test_a_function_with_a_formula_gets_a_name_of_its_own():
    square = formula("f", u, power(u, 2))
    user = made(y, f(x))
    theorem = conjoin(assume(square), assume(t.smooth_function("g", 1)))
    with refused():  # two formulas of g
        rename(theorem, (("ff", "fg"),))
    # a function without a formula may become any other, also where a quantity is made of it
    other = conjoin(assume(user), assume(t.smooth_function("g", 1)))
    assert rename(other, (("ff", "fg"),)).hypotheses == {made(y, f(x, name="g")), t.smooth_function("g", 1)}
    assert rename(theorem, (("ff", "fh"),)).hypotheses == {formula("h", u, power(u, 2)), t.smooth_function("g", 1)}


def test_a_claim_about_any_index_of_a_set_holds_for_all():
    theorem = conjoin(assume(member(k, S)), assume(less(ZERO, at("x", k))), assume(P))
    claim = t.both(member(k, S), less(ZERO, at("x", k)), P)
    assert proves(generalize(theorem, k, S), every(k, S, claim), every(k, S, less(ZERO, at("x", k))), P)
    # that it lies in another set has to hold for all
    assert proves(generalize(assume(member(k, T)), k, S), every(k, S, member(k, T)), every(k, S, member(k, T)))


def test_the_set_of_all_indices_does_not_depend_on_the_index():
    with refused():  # k ∈ S∖{k} ⊢ p(k) becomes ∀ i ∈ S∖{k}: p(i)
        generalize(assume(less(ZERO, at("x", k))), k, t.without(S, k))


@pytest.mark.parametrize("variable", [index("k", 1), num(0), index(0)])
def test_only_a_variable_is_generalized(variable):
    with refused():
        generalize(assume(P), variable, S)


def test_what_holds_for_all_indices_holds_for_one_in_the_set():
    theorem = assume(every(k, S, less(ZERO, at("x", k))))
    assert proves(specialize(theorem, j), less(ZERO, at("x", j)), theorem.claim, member(j, S))
    with refused():
        specialize(assume(P), j)
    with refused():
        specialize(assume(every_real(u, less(ZERO, u))), j)


def test_a_claim_about_a_quantity_without_hypotheses_holds_for_all_numbers():
    assert proves(generalize_real(field(u, u), u), every_real(u, equal(u, u)))
    assert proves(generalize_real(assume(defined(u)), u), every_real(u, defined(u)))
    assert proves(generalize_real(assume(smooth(u)), u), every_real(u, smooth(u)))
    assert proves(generalize_real(conjoin(field(u, u), assume(P)), u), every_real(u, t.both(equal(u, u), P)), P)


def test_a_claim_about_a_quantity_of_which_something_is_known_holds_for_that_alone():
    with refused():  # 0 < v for all v
        generalize_real(assume(less(ZERO, u)), u)
    with refused():  # 1/v has a value for all v
        generalize_real(assume(defined(power(u, -1))), u)
    with refused():
        generalize_real(assume(less(ZERO, mul(u, u))), u)
    with refused():
        generalize_real(cut(smooth_by_structure(u, free("u"))), u)
    with refused():
        generalize_real(assume(P), at("x", i))
    with refused():
        generalize_real(assume(P), n)
    with refused():  # 0 < x_k at one k alone
        generalize_real(assume(less(ZERO, at("x", k))), k)


def test_the_point_of_a_limit_may_be_any_number():
    theorem = substitute(assume(near(power(y, -1), x, u)), ((u, exp(y)),))
    assert theorem.claim is near(power(y, -1), x, exp(y))


def test_what_is_differentiated_by_is_not_generalized():
    theorem = derivative(power(u, 2), u)
    with refused():
        generalize_real(theorem, u)
    with refused():
        generalize_real(implication(limit_of_variable(u, INFINITY), P), u)


def test_propositions_are_joined_with_all_their_hypotheses():
    assert proves(conjoin(assume(P), sign_of(exp(y))), t.both(P, less(ZERO, exp(y))), P)
    assert proves(conjoin(assume(P), assume(Q)), t.both(P, Q), P, Q)


def test_the_rules_are_complete_once_the_kernel_is_imported():
    def guess():
        return (), less(ONE, ZERO)

    with pytest.raises(TypeError, match="complete"):  # ⊢ 1 < 0
        rule(guess)
    with pytest.raises(TypeError):
        RULES["guess"] = guess
    assert "guess" not in RULES


def test_names_of_kinds_are_told_apart_by_their_first_letter():
    family = conjoin(assume(structure("qy", t.depends(y, at("f")))), assume(less(ZERO, w)))
    with refused():  # y depends on w, of which something is known
        rename(family, (("qf", "qw"),))
    user = conjoin(assume(made(y, f(x, name="g"))), assume(t.smooth_function("h", 1)))
    assert t.smooth_function("h", 1) in rename(user, (("fg", "fh"),)).hypotheses


@pytest.mark.parametrize(
    "argument",
    [
        SimpleNamespace(op="<", args=(ONE, ZERO), loose=0, names=frozenset()),
        2.0,
        1j,
        b"p",
        {"p": P},
        iter([P]),
        (part for part in (P,)),
        [P, 2.0],
        (P, (P, {"p": P})),
        {2.5},
        type("Name", (str,), {})("x"),
        type("Number", (int,), {})(1),
        type("Tuple", (tuple,), {})((P,)),
        type("List", (list,), {})([P]),
        type("Frozen", (frozenset,), {})([P]),
        lambda: P,
        Term,
    ],
)
def test_a_rule_takes_plain_values_alone(argument):
    with pytest.raises(IllFormed):
        assume(argument)
    with pytest.raises(IllFormed):
        conjoin(assume(P), argument)


def test_what_was_checked_is_what_the_theorem_is_about():
    pairs = [[x, y]]
    theorem = substitute(assume(P), pairs)
    pairs[0][1] = z
    assert theorem.arguments[1] == ((x, y),)
    assert type(theorem.arguments[1]) is tuple
    kept = {"r"}
    theorem = derivative(x, x, [], kept)
    kept.add("x")
    assert theorem.arguments[2:] == ((), frozenset("r"))
    assert type(theorem.arguments[3]) is frozenset
    assert derivative(x, x, (), frozenset("r")).arguments[3] == frozenset("r")
    names = rename(assume(P), (("qx", "qy"),))
    assert names.arguments[1] == (("qx", "qy"),)


@pytest.mark.parametrize(
    ("hypotheses", "claim"),
    [
        ((), x), ((), "p"), ((), None), ((), S), ((), less(ZERO, at("x", index(0)))), ((), less(ZERO, t.bound(0))),
        ((x,), P), (("p",), P), ((P, S), P), ((less(ZERO, at("x", index(0))),), P), ((t.bound(1),), P), ((INFINITY,), P),
    ],
)  # fmt: skip
def test_a_rule_gives_back_closed_propositions(hypotheses, claim):
    def guess():
        return hypotheses, claim

    with pytest.raises(IllFormed):
        planted_rule(guess)()


def test_what_a_message_says_is_put_in_where_something_was_found():
    assert str(NotApplicable("expected {}, found {}", "p", P)) == f"expected p, found {P}"
    assert str(NotApplicable("a set {1, 2}")) == "a set {1, 2}"
    with pytest.raises(NotApplicable, match="found 1"):
        expect(False, "found {}", 1)


def test_a_number_that_is_not_negative_is_a_count():
    theorem = not_negative(n)
    assert substitute(theorem, ((n, t.count("m", i)),)).claim is t.at_most(ZERO, t.count("m", i))
    for other in (x, ONE, t.number(-1), t.size(S), t.add(n, n)):
        with refused("count"):  # 0 ≤ x for every real x
            substitute(theorem, ((n, other),))


def test_a_theorem_about_one_structure_is_not_one_about_all_numbers():
    theorem = implication(smooth_by_structure(u, free("u")), structure("qu"))
    assert theorem.hypotheses == frozenset()
    with refused("differentiated"):
        generalize_real(theorem, u)


def test_what_holds_for_all_real_numbers_holds_for_each():
    known = t.for_all_reals(t.closed(equal(f(x), x), x))
    assert proves(
        specialize_real(assume(known), power(y, 2)), equal(f(power(y, 2)), power(y, 2)), known, defined(power(y, 2))
    )
    with refused("real numbers"):  # ∀ i ∈ S: x_i = 0 ⊢ …
        specialize_real(assume(t.for_all(S, equal(x, y))), y)
    for other in (t.index("i"), S, equal(x, y)):
        with refused("real term"):
            specialize_real(assume(known), other)
    with refused():  # what is put in has no variables of its own
        specialize_real(assume(known), t.bound(0))


def test_what_is_smooth_for_every_number_is_so_for_smooth_terms() -> None:
    known = every_real(u, smooth(u))
    assert proves(specialize_real(assume(known), power(y, 2)), smooth(power(y, 2)), known, smooth(power(y, 2)))


def test_every_rule_is_named_by_a_test():
    modules = [importlib.import_module(f"derivations.kernel.{m.name}") for m in pkgutil.iter_modules(kernel.__path__)]
    rules = {name for module in modules for name, made in vars(module).items() if RULES.get(name) is made}
    tests = "".join(path.read_text(encoding="utf-8") for path in Path(__file__).parent.glob("test_*.py"))
    assert [name for name in rules if not re.search(rf"\b{name}\(", tests)] == []


def test_of_what_does_not_depend_on_a_quantity_the_terms_may_be_replaced():
    known = assume(t.independent(t.add(x, y), q))
    assert substitute(known, ((x, z),)).claim is t.independent(t.add(z, y), q)
    known = assume(t.independent(f(x), q))
    assert substitute(known, ((x, z),)).claim is t.independent(f(z), q)
