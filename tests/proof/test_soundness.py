"""False proofs: none goes through.  Beside each stands the true claim that it resembles, which does."""

import pytest
import sympy
from support.false_proofs import FALSE_AND_TRUE, F, c, f, i, j, k, quotient, t, u, unevaluated, v
from sympy import Derivative, Mul, Symbol, exp, log, oo

from derivations.notation import (
    C_x,
    Cases,
    Eq,
    Index,
    IndexSet,
    Kronecker,
    L,
    Lim,
    Ne,
    Partial,
    Sum,
    Vector,
    a,
    sigma,
    w,
    width,
    z,
)  # fmt: skip
from derivations.proof import (
    Claim,
    Complete,
    ConvexMinimum,
    Definition,
    Dependency,
    Derivation,
    Parts,
    Proved,
    Refuted,
    Theory,
    Unknown,
    Verifier,
    algebra,
    between,
    chain_rule,
    definition_of,
    given,
    positive,
    reals,
    verify,
    whole,
)


def decide(claim, *theory, by=(), indices=frozenset()):
    return Verifier().decide(Claim(*claim), Theory(*theory), tuple(by), indices)


def proves(claim, *theory, by=()):
    free = frozenset(s for side in (claim[0], claim[2]) for s in side.free_symbols if isinstance(s, Index))
    return isinstance(decide(claim, *theory, by=by, indices=free), Proved)


@pytest.mark.parametrize("name", FALSE_AND_TRUE)
def test_the_false_one_is_not_proved(name):
    claim, theory, by = FALSE_AND_TRUE[name][0]
    assert not proves(claim, *theory, by=by)


@pytest.mark.parametrize("name", FALSE_AND_TRUE)
def test_the_true_one_beside_it_is_proved(name):
    claim, theory, by = FALSE_AND_TRUE[name][1]
    assert proves(claim, *theory, by=by)


MISSING = {
    "u/u = 1 needs u != 0": ["u ≠ 0"],
    "exp(ln u) = u": ["u > 0"],
    "ln of a product": ["u v > 0", "u > 0", "v > 0"],
    "ln u^2 = 2 ln u": ["u² > 0", "u > 0"],
    "1/u has a value": ["u ≠ 0"],
    "cancelling a factor that may be 0": ["u ≠ 0"],
    "a lost solution by squaring": ["u + v ≠ 0"],
    "multiplying an inequality by something of unknown sign": ["u > 0"],
}


@pytest.mark.parametrize("name", MISSING)
def test_a_missing_side_condition_is_named(name):
    claim, theory, by = FALSE_AND_TRUE[name][0]
    verdict = Verifier(refute=False).decide(Claim(*claim), Theory(*theory), tuple(by))
    assert isinstance(verdict, Unknown)
    assert [str(condition) for condition in verdict.missing] == MISSING[name]
    assert all(condition in verdict.reason for condition in MISSING[name])


# -- facts


def chain_of(name, start, right, *theory, by=(), relation="eq"):
    d = Derivation(name, title=name, theory=Theory(*theory))
    d.start(start)
    getattr(d, relation)(right, by=by)
    return d.chains[0]


def test_a_fact_is_not_used_without_its_hypothesis():
    equal = given(Eq(u, v))
    fact = chain_of("fact", u - v, 0, equal, by=equal)
    claim = (u - v, "=", sympy.Integer(0))
    assert proves(claim, equal, by=[fact])
    assert not proves(claim, reals(u, v), by=[fact])


def test_a_fact_is_not_used_outside_of_its_domain():
    fact = chain_of("fact", F(u), 1 / u * u, between(0, u, 1), Definition(F(u), quotient(u, u)), by=definition_of(F))
    theory = Theory(Definition(F(u), quotient(u, u)), reals(u, v))
    assert not isinstance(Verifier().decide(Claim(F(v), "=", sympy.Integer(1)), theory, (fact,)), Proved)


def test_a_fact_about_another_definition_is_refused():
    softmax = Definition(a[L, j], exp(z[L, j]) / Sum(exp(z[L, k]), k))
    sums_to_1 = chain_of("fact", Sum(a[L, j], j), 1, softmax, by=definition_of(a))
    claim = (Sum(a[L, j], j), "=", sympy.Integer(1))
    assert proves(claim, softmax, by=[sums_to_1])
    verdict = decide(claim, Definition(a[L, j], sigma(z[L, j])), by=[sums_to_1])
    assert isinstance(verdict, Refuted)


def test_an_unproved_fact_proves_nothing():
    wrong = chain_of("wrong", u, u + 1, reals(u), by=algebra)
    assert not proves((sympy.Integer(0), "=", sympy.Integer(1)), reals(u), by=[wrong])
    assert not proves((u, "=", u + 1), reals(u), by=[wrong])


def test_a_derivation_that_names_itself_is_not_proved():
    d = Derivation("circle", title="", theory=Theory(reals(u)))
    chain = d.start(u)
    d.eq(u + 1, by=chain)
    assert not isinstance(verify(d).verdict, Proved)
    assert isinstance(Verifier(refute=False).verify(d).verdict, Unknown)


def test_a_chain_does_not_change_once_it_was_verified():
    verifier, d = Verifier(), Derivation("growing", title="", theory=Theory(reals(u)))
    chain = d.start(u + u)
    d.eq(2 * u, by=algebra)
    assert isinstance(verifier.verify(d).verdict, Proved)
    with pytest.raises(Complete, match="since it was verified"):
        d.eq(3 * u, by=algebra)
    with pytest.raises(AttributeError):
        chain.steps = ()
    assert len(chain.steps) == 1


def test_a_chain_does_not_change_once_its_with_block_ended():
    with Derivation("written", title="", theory=Theory(reals(u))) as d:
        chain = d.start(u + u)
        d.eq(2 * u, by=algebra)
    with pytest.raises(Complete, match="with block ended"):
        chain.extend("=", 3 * u, algebra, "")
    with pytest.raises(Complete, match="with block ended"):
        d.start(u)


def test_a_line_between_does_not_fill_an_index_set():
    full = IndexSet(1, width[L])
    m = Symbol("m")
    maximal, rest = full.split("M", m, "R")
    q = Index("q", rest)
    theory = Theory(Parts(full, (maximal, rest)), whole(m, 1))
    d = Derivation("empty", title="", theory=theory)
    d.start(1)
    d.le(width[L] - m + unevaluated(Mul, sympy.Integer(0), z[L, q]), by=algebra)
    d.eq(width[L] - m, by=algebra)
    assert not isinstance(verify(d).verdict, Proved)


def test_a_fact_for_another_function_needs_that_function_to_fit():
    square = Definition(F(u), u**2)
    slope = chain_of("slope", Derivative(F(u), u), 2 * u, square, reals(u), by=definition_of(F))
    assert not proves((Derivative(f(u), u), "=", 2 * u), reals(u), by=[slope.at({F: f})])


def test_a_fact_about_a_derivative_needs_what_it_took_for_independent():
    product = chain_of("product", Partial(t * u, u), t, reals(t, u), by=algebra)
    assert proves((Partial(t * u, u), "=", t), reals(t, u), by=[product])
    defined = Definition(t, u**2)
    assert not proves((Partial(t * u, u), "=", t), defined, by=[product])
    assert not proves((Partial(t, u), "=", sympy.Integer(0)), defined, positive(u), by=[product])


def test_a_fact_about_a_limit_needs_what_it_took_for_constant():
    vanishes = chain_of("vanishes", Lim(t * exp(-c), c, oo), 0, reals(t), by=algebra)
    assert proves((Lim(t * exp(-c), c, oo), "=", sympy.Integer(0)), reals(t), by=[vanishes])
    assert not proves((Lim(t * exp(-c), c, oo), "=", sympy.Integer(0)), Definition(t, exp(c)), by=[vanishes])


def test_a_fact_about_any_function_is_not_about_one_with_a_hidden_parameter():
    constant = chain_of("constant", Partial(F(u), v), 0, reals(u, v), by=algebra)
    assert not proves((Partial(F(u), v), "=", sympy.Integer(0)), Definition(F(u), u * v), by=[constant])


@pytest.mark.parametrize("name", ["gap", "gap>1", "gap>="])
def test_no_name_makes_a_quantity_positive(name):
    assert not proves((Symbol(name), ">", sympy.Integer(0)), reals(Symbol(name)))


def test_reserved_names_are_refused():
    with pytest.raises(ValueError, match="reserved"):
        Verifier().decide(Claim(Symbol("#gap>1"), ">", sympy.Integer(0)), Theory())
    with pytest.raises(ValueError, match="reserved"):
        Theory(reals(Symbol("#limit")))


def test_the_minimum_does_not_move_with_the_argument():
    moved = Definition(v, u / 2)
    elsewhere = given(Ne(u, v))
    d, rule = convexity(between(0, u, 1), between(0, v, 1), moved, elsewhere)
    assert not isinstance(Verifier().decide(Claim(F(u), ">", F(v)), d.theory, (rule, elsewhere)), Proved)


def test_a_part_of_any_set_has_its_own_size():
    full = IndexSet(2, width[L])
    m = Symbol("m")
    maximal, rest = full.split("M", m, "R")
    p, q, i = Index("p", maximal), Index("q", rest), Index("i", full)
    assert proves((Sum(1, p), "=", m), Parts(full, (maximal, rest)))
    assert not proves((Sum(1, q), "=", width[L] - m), Parts(full, (maximal, rest)))
    assert proves((Sum(1, q), "=", Sum(1, i) - m), Parts(full, (maximal, rest)))


# -- symbols with SymPy's assumptions


def test_assumptions_of_sympy_are_domains():
    positive_one, whole_one = Symbol("r", positive=True), Symbol("s", integer=True, positive=True)
    assert proves((positive_one, ">", sympy.Integer(0)))
    assert proves((whole_one, "≥", sympy.Integer(1)))
    assert not proves((positive_one, "≥", sympy.Integer(1)))
    negative = Symbol("t", negative=True)
    assert proves((negative, "<", sympy.Integer(0)))
    assert isinstance(decide((negative, ">", sympy.Integer(0))), Refuted)


@pytest.mark.parametrize("symbol", [Symbol("x", commutative=False), Symbol("x", imaginary=True)])
def test_what_is_not_a_real_number_is_not_decided(symbol):
    assert isinstance(decide((symbol * u, "=", u * symbol)), Unknown | Proved)
    assert isinstance(decide((symbol, "=", u)), Unknown)
    assert isinstance(decide((symbol**2, "≥", sympy.Integer(0))), Unknown)


# -- vectors and cases


def test_a_claim_about_a_vector_is_about_every_component():
    one = given(Eq(j, k))
    claim = (Vector(z[L, j], j), "=", Vector(Kronecker(j, k) * z[L, j], j))
    assert not proves(claim, one, by=[one])
    assert proves((z[L, j], "=", Kronecker(j, k) * z[L, j]), one, by=[one])
    assert proves((Vector(z[L, j], j), "=", 2 * Vector(z[L, i], i) - Vector(z[L, k], k)))
    assert not proves((Vector(z[L, j], j), "=", Vector(a[L, j], j)))
    assert not proves((Vector(z[L, j], j), ">", Vector(a[L, j], j)))
    assert not proves((Vector(z[L, j], j), "=", z[L, j]))


def parts_of_neurons():
    full = IndexSet(1, width[L])
    maximal, rest = full.split("M", Symbol("m"), "R")
    return Parts(full, (maximal, rest)), Index("p", maximal), Index("q", rest)


def test_two_indices_in_the_same_part_are_not_the_same_index():
    parts, p, _ = parts_of_neurons()
    inside = Cases(j, p, z[L, j], 0) * Cases(k, p, 1, 0)
    assert proves((inside, "=", Cases(k, p, 1, 0) * Cases(j, p, z[L, j], 0)), parts)
    assert not proves((inside, "=", Cases(j, p, z[L, k], 0) * Cases(k, p, 1, 0)), parts)


def test_an_index_in_a_part_is_not_the_index_of_a_sum_over_it():
    parts, p, q = parts_of_neurons()
    total = Sum(z[L, j] * z[L, q], q)
    assert proves((Cases(j, q, total, 0), "=", Cases(j, q, z[L, j] * Sum(z[L, q], q), 0)), parts)
    assert not proves((Cases(j, q, total, 0), "=", Cases(j, q, Sum(z[L, q] ** 2, q), 0)), parts)
    assert not proves((Cases(j, p, total, 0), "=", Cases(j, p, Sum(z[L, q] ** 2, q), 0)), parts)


def test_what_is_no_claim_is_unknown_and_no_exception():
    for claim in [
        (u, "⟺", v), (u, "⇒", Eq(u, v)), (Eq(u, v), "⇒", v), (Eq(u, v), "=", Eq(u, v)),
        (sympy.true, "=", sympy.true), (Symbol("x", commutative=False), "=", u), (oo, "=", oo), (sympy.nan, "=", u),
        (sympy.I * u, "=", u), (sympy.pi, "=", sympy.Float(3.14)), (sympy.Matrix([u]), "=", u),
    ]:  # fmt: skip
        assert isinstance(decide(claim, reals(u, v)), Unknown)


# -- the chain rule


STRUCTURE = (Dependency(C_x, a[L, j]), Dependency(a[L, j], z[L, k]))
THROUGH_ALL = Sum(Partial(C_x, a[L, i]) * Partial(a[L, i], z[L, j]), i)


def test_the_chain_rule_goes_through_all_neurons():
    claim = (Partial(C_x, z[L, j]), "=", THROUGH_ALL)
    assert proves(claim, *STRUCTURE, by=[chain_rule(a[L, i], i)])
    one = (Partial(C_x, z[L, j]), "=", Partial(C_x, a[L, j]) * Partial(a[L, j], z[L, j]))
    assert not proves(one, *STRUCTURE, by=[chain_rule(a[L, j])])
    assert not proves(one, *STRUCTURE, by=[chain_rule(a[L, i], i)])


def test_the_chain_rule_needs_every_way_to_lead_through():
    shortcut = Dependency(C_x, z[L, j])
    claim = (Partial(C_x, z[L, j]), "=", THROUGH_ALL)
    assert not proves(claim, *STRUCTURE, shortcut, by=[chain_rule(a[L, i], i)])


def test_the_chain_rule_goes_through_all_weights():
    matrix = (Dependency(C_x, w[L, j, k]), Dependency(w[L, j, k], t))
    p, q = Index("p", j.range), Index("q", k.range)
    slopes = Partial(C_x, w[L, p, q]) * Partial(w[L, p, q], t)
    claim = (Partial(C_x, t), "=", Sum(Sum(slopes, q), p))
    assert proves(claim, *matrix, by=[chain_rule(w[L, p, q], p, q)])
    assert proves(claim, *matrix, by=[chain_rule(w[L, p, q], q, p)])
    for some in ([chain_rule(w[L, p, q], p)], [chain_rule(w[L, p, q], q)], [chain_rule(w[L, p, q])], [
        chain_rule(w[L, p, q], p, p)], [chain_rule(w[L, p, p], p)], [chain_rule(w[L, j, q], p, q)]):  # fmt: skip
        assert not proves(claim, *matrix, by=some)
    for false in (Sum(slopes, q), Sum(slopes, p), Sum(slopes.subs(q, p), p), 2 * claim[2]):
        assert not proves((claim[0], "=", false), *matrix, by=[chain_rule(w[L, p, q], p, q)])
    assert not proves(claim, *matrix, Dependency(C_x, t), by=[chain_rule(w[L, p, q], p, q)])
    assert not proves(claim, *matrix, Dependency(w[L, j, k], w[L - 1, j, k]), by=[chain_rule(w[L - 1, p, q], p, q)])


def test_the_chain_rule_does_not_go_through_a_part_of_the_neurons():
    maximal, _ = IndexSet(1, width[L]).split("M", Symbol("m"), "R")
    p = Index("p", maximal)
    partial_sum = Sum(Partial(C_x, a[L, p]) * Partial(a[L, p], z[L, j]), p)
    assert not proves((Partial(C_x, z[L, j]), "=", partial_sum), *STRUCTURE, by=[chain_rule(a[L, p], p)])


# -- convexity


def convexity(domain, *more):
    """``u - v ln u``, which is convex where u and v are positive, and smallest at v."""
    d = Derivation("convex", title="", theory=Theory(Definition(F(u), u - v * log(u)), domain, *more))
    convex = d.start(Derivative(F(u), (u, 2)))
    d.eq(v / u**2, by=definition_of(F))
    d.gt(0, by=algebra)
    critical = d.start(Eq(Derivative(F(u), u), 0))
    d.iff(Eq(u, v), by=definition_of(F))
    return d, ConvexMinimum(convex, critical)


def test_a_convex_minimum_lies_inside_of_the_interval():
    elsewhere = given(Ne(u, v))
    d, rule = convexity(between(0, u, 1), between(0, v, 1), elsewhere)
    assert isinstance(Verifier().decide(Claim(F(u), ">", F(v)), d.theory, (rule, elsewhere)), Proved)
    assert not isinstance(Verifier().decide(Claim(F(u), ">", F(v)), d.theory, (rule,)), Proved)
    d, rule = convexity(between(0, u, 1), elsewhere)
    assert not isinstance(Verifier().decide(Claim(F(u), ">", F(v)), d.theory, (rule, elsewhere)), Proved)
