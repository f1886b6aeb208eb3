"""A refutation satisfies everything that the theory says: a true claim is never refuted, the false one beside it is."""

import pytest
import sympy
from hypothesis import given as forall
from hypothesis import strategies as st
from support.examples import examples
from sympy import Abs, Function, Integer, Pow, Rational, S, Symbol, exp, log, oo, pi, sqrt, symbols

from derivations.notation import (
    Cases,
    Eq,
    Family,
    Index,
    IndexSet,
    Kronecker,
    Lim,
    Ne,
    Partial,
    Prime,
    Sum,
    Vector,
    indices,
)
from derivations.notation.relations import Gt
from derivations.proof import (
    Claim,
    Definition,
    Dependency,
    Derivation,
    Domain,
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
    verify,
)
from derivations.proof.audit import FALSE, UNDEFINED, looks
from derivations.proof.refuting.counterexample import search
from derivations.proof.statements.theory import with_declared

c, m, n, t, u, v, w, x, y = symbols("c m n t u v w x y")
f, g, h = Function("f"), Function("g"), Function("h")
z, a = Family("z"), Family("a")
everything = IndexSet(1, n)
i, j, k = (Index(name, everything) for name in "ijk")
two, others = everything.split("T", Integer(2), "O")
part, rest = everything.split("P", m, "Q")
p, q, r = Index("p", two), Index("q", part), Index("r", rest)
late = Index("late", IndexSet(5, None))
(up_to,) = indices("up", 1, late)
(layer,) = indices("layer", 2, None)
all_zero = given(Eq(z[layer], 0), forall=layer)
HALF, ZERO, ONE = Rational(1, 2), Integer(0), Integer(1)


def assumed(**said):
    return Symbol("s", **said)


TRUE_AND_FALSE = {
    "domain of a defined quantity": ((x, "≠", -2), (x, "≠", 3), Definition(y, x + 1), positive(y)),
    "domain of a quotient": ((x, "≠", 0), (x, "≠", 1), Definition(y, 1 / x), positive(y)),
    "domain of a power": ((x, ">", 0), (x, ">", 1), Definition(y, x**3), positive(y)),
    "domain of a defined family": ((x, "≠", -1), (x, "≠", 1), Definition(a[j], x), positive(a[j])),
    "a definition has a value": ((x, "≠", 0), (x, "≠", 1), Definition(y, 1 / x)),
    "domain of a square": ((x, "≠", 0), (x, "≠", Rational(3, 2)), between(1, x**2, 4)),
    "domain of a product": ((x, "≠", 0), (x * y, ">", 3), between(1, x * y, 4)),
    "domain of a function's value": ((exp(f(x)), "<", 3), (exp(f(x)), "<", Rational(6, 5)), between(0, f(x), 1)),
    "domain that ends at a number": ((x, "<", pi), (x, "<", 1), Domain(x, None, pi)),
    "domain that ends at a quantity": ((x, ">", y), (x, "<", y), Domain(x, y)),
    "whole by an equation": ((y, "≠", HALF), (y, "≠", 1), Domain(n, whole=True), given(Eq(n, y))),
    "whole from a half": ((x, "≠", Rational(3, 2)), (x, "≠", 2), Domain(x, HALF, None, whole=True)),
    "size of a set": ((y, "≠", Sum(HALF, j) / n), (y, "≠", Sum(1, j)), given(Eq(n, y))),
    "first of a set without an end": ((Kronecker(late, 3), "=", 0), (Kronecker(late, 5), "=", 0)),
    "a sum up to it": ((Sum(1, up_to), "≥", 5), (Sum(1, up_to), "≥", 6)),
    "size of a part that is a number": ((Sum(1, p), "=", 2), (Sum(1, p), "=", 3), Parts(everything, (two, others))),
    "an index of a part": ((Sum(z[q], q), "=", m * x), (Sum(z[q], q), "=", x + 1), Definition(z[q], x),
                           Parts(everything, (part, rest))),
    "an infinite limit": ((Lim(exp(c), c, oo), "∉", S.Reals), (Lim(exp(-c), c, oo), "∉", S.Reals)),
    "what contains one": ((1 / Lim(exp(c), c, oo), "∉", S.Reals), (1 / (1 + Lim(exp(-c), c, oo)), "∉", S.Reals)),
    "a limit from above": ((Lim(Pow(0, c, evaluate=False), c, 0), "=", 0), (Lim(2**c, c, 0), "=", 0)),
    "a limit with a jump": ((Lim(Abs(x) / x, x, 0), "=", 0), (Lim(Abs(x) / x**2, x, 0), "=", 1)),
    "a limit of a quotient": ((Lim((x**2 + 2 * x) / x, x, 0), "=", 2), (Lim((x**2 + 2 * x) / x, x, 0), "=", 3)),
    "a value far away": ((sqrt(x - 30), "≥", 0), (sqrt(x - 30), "=", sqrt(x) - 5)),
    "a power with a value": ((x, ">", 0), (x, ">", 2), given(Eq(x**y, 1))),
    "an argument of a quantity's name": ((f(x), "=", x + w), (g(x), "=", x), Definition(f(u), u + w),
                                         Definition(w, u), Definition(g(t), t + 1)),
    "a derivative inside of another": ((Prime(f(x), 1), "=", 24 * x), (Prime(f(x), 1), "=", 6 * x),
                                       Definition(f(u), Prime(h(2 * u), 1)), Definition(h(v), v**3)),
    "a logarithm to another base": ((log(Integer(8), Integer(2), evaluate=False), "=", 3), (log(8), "=", 3)),
    "a symbol and a family of one name": ((Symbol("z") + z[()], "=", 1 + z[()]), (Symbol("z") + z[()], "=", z[()]),
                                          Definition(Symbol("z"), ONE)),
    "a positive function": ((Function("f", positive=True)(x), ">", 0), (f(x), ">", 0)),
    "a function that is never 0": ((Function("f", nonzero=True)(x), "≠", 0), (f(x), "≠", 0)),
    "nonzero": ((assumed(nonzero=True) ** 2, ">", 0), (assumed(nonzero=True), ">", 0)),
    "not zero": ((assumed(zero=False) ** 2, ">", 0), (assumed(zero=False), ">", 0)),
    "even": ((assumed(even=True), "≠", 1), (assumed(even=True), "≠", 2)),
    "odd": ((assumed(odd=True), "≠", 2), (assumed(odd=True), "≠", 1)),
    "prime": ((assumed(prime=True), "≠", 1), (assumed(prime=True), "≠", 2)),
    "composite": ((assumed(composite=True), "≠", 3), (assumed(positive=True, integer=True), "≠", 3)),
    "irrational": ((assumed(irrational=True), "≠", 1), (assumed(real=True), "≠", 1)),
    "not whole": ((assumed(noninteger=True, real=True), "≠", 1), (assumed(noninteger=True, real=True), "≠", HALF)),
    "transcendental": ((assumed(transcendental=True) ** 2, "≠", 4), (assumed(algebraic=True) ** 2, "≠", 4)),
    "whole by SymPy": ((y, "≠", HALF), (y, "≠", 1), given(Eq(assumed(integer=True), y))),
}  # fmt: skip


@pytest.mark.parametrize("name", TRUE_AND_FALSE)
def test_what_is_true_of_all_that_the_theory_allows_is_not_refuted(name):
    true, false, *theory = TRUE_AND_FALSE[name]
    here = Theory(*theory)
    by = (*here.hypotheses, *(definition_of(d.left) for d in here.definitions))
    assert isinstance(Verifier().decide(Claim(*false), here), Refuted)
    for named in ((), by):
        assert not isinstance(Verifier(audit=True).decide(Claim(*true), here, named), Refuted)


def test_what_holds_for_a_set_without_an_end_is_seen_at_no_point():
    claim = Claim(z[3], "=", 0)
    assert isinstance(Verifier().decide(claim, Theory(all_zero)), Unknown)
    assert isinstance(Verifier(audit=True).decide(claim, Theory(all_zero), (all_zero,)), Proved)


ASSUMPTIONS = st.sampled_from([
    *positive(y, x, z[j]), between(1, x**2, 4), between(0, f(x), 1), between(1, x * y, 2), Domain(n, whole=True),
    Domain(y, HALF, None, whole=True), Domain(x, y), Domain(x, None, pi), Definition(y, x + 1), Definition(y, 1 / x),
    Definition(w, u), Definition(f(u), u + w), Definition(f(u), u**2), Definition(z[j], x), Definition(z[q], x),
    Dependency(y, x), Dependency(z[j], a[k]), given(Eq(n, y)), given(Gt(x, 0)), given(Ne(x, y)), given(Eq(j, k)),
    given(Eq(x, y)), given(Eq(y, x)), given(Eq(z[j], x), forall=j), given(Gt(z[q], x), forall=q), all_zero,
    given(Eq(Sum(z[i], i), 1)), Parts(everything, (part, rest)), Parts(everything, (two, others)),
])  # fmt: skip
LEAVES = st.sampled_from([
    x, y, u, w, n, m, z[j], z[1], z[q], a[j], f(x), f(y), assumed(nonzero=True), Sum(1, j), Sum(z[i], i), Sum(1, q),
    Sum(1, p), Kronecker(j, k), Cases(j, q, 1, 0), ZERO, ONE, HALF, Integer(2), Integer(-1), pi,
])  # fmt: skip
EXPRESSIONS = st.recursive(
    LEAVES,
    lambda inner: st.one_of(
        st.tuples(inner, inner).map(lambda both: both[0] + both[1]),
        st.tuples(inner, inner).map(lambda both: both[0] * both[1]),
        st.tuples(inner, inner).map(lambda both: Pow(*both, evaluate=False)),
        inner.map(exp),
        inner.map(lambda e: Partial(e, x)),
        inner.map(lambda e: Lim(e, c, ZERO)),
    ),
    max_leaves=4,
)


@examples(60)
@forall(st.lists(ASSUMPTIONS, max_size=3), EXPRESSIONS, st.sampled_from("=≠<≤>≥"), st.one_of(LEAVES, EXPRESSIONS))
def test_what_is_proved_in_a_theory_is_false_at_none_of_its_points(assumptions, left, relation, right):
    try:
        theory, claim = Theory(*assumptions), Claim(left, relation, right)
    except ValueError:  # one thing is defined twice, say
        return
    by = (*theory.hypotheses, *(definition_of(d.left) for d in theory.definitions))
    if isinstance(Verifier().decide(claim, theory, by), Proved):
        assert search(claim, with_declared(theory, claim.free_symbols)) is None
        assert not [look for look in looks(claim, theory) if look.outcome in (FALSE, UNDEFINED)]


# -- what is built wrongly says so where it is built; what is not understood is unknown


@pytest.mark.parametrize(
    ("build", "says"),
    [
        (lambda: Claim(x, "", y), "a relation is one of"),
        (lambda: Claim(x, "∈∉", S.Reals), "a relation is one of"),
        (lambda: Claim(x, "=", 0.5), "a side is a SymPy expression or an integer"),
        (lambda: Domain(x, y, None, whole=True), "domain of integers ends at"),
        (lambda: Domain(x, 0), "an end of a domain is a SymPy expression"),
        (lambda: given(sympy.true), "a hypothesis is a relation"),
        (lambda: given(Eq(x, y), forall=sympy.Symbol("p", positive=True)), "for all values of an Index"),
        (lambda: Kronecker(k), "takes 2 arguments, not 1"),
        (lambda: Kronecker(k, j, i), "takes 2 arguments, not 3"),
        (lambda: Partial(x), "takes 2 arguments, not 1"),
        (lambda: Lim(x, c), "takes 3 arguments, not 2"),
        (lambda: Sum(x, y), "index is an Index, not y"),
        (lambda: Vector(x, y), "index is an Index, not y"),
        (lambda: Cases(k, x, 1, 0), "member is an Index, not x"),
        (lambda: chain_rule(x, y), "sums over an Index, not over y"),
        (lambda: Verifier().decide(Claim(x, "=", y), Theory(), ("foo",)), "'foo' is not a reason; a string is one of"),
    ],
)
def test_what_is_built_wrongly_is_refused_with_what_was_expected(build, says):
    with pytest.raises((TypeError, ValueError), match=says):
        build()


@pytest.mark.parametrize(
    ("claim", "theory"),
    [
        ((f(x, y), "=", x), [Definition(f(u), u)]),
        ((f(x), "=", x), [Definition(f(1), y)]),
        ((Sum(1, q), "=", y), [Dependency(m, x)]),
        ((Partial(x, Integer(3)), "=", x), []),
        ((x, "=", y), [given(Eq(x, y + 1)), given(Eq(y, x))]),
    ],
)
def test_what_is_not_understood_is_unknown_with_a_reason(claim, theory):
    found = Verifier(audit=True).decide(Claim(*claim), Theory(*theory))
    assert isinstance(found, Unknown)
    assert found.reason


def test_a_python_number_is_a_side():
    assert isinstance(Verifier().decide(Claim(x - x, "=", 0), Theory()), Proved)
    assert isinstance(Verifier().decide(Claim(x, "=", 0), Theory()), Refuted)


def test_an_equation_between_a_number_and_an_index_is_a_hypothesis():
    assert isinstance(Verifier(audit=True).decide(Claim(x, "=", x), Theory(given(Eq(3, k)))), Proved)
    assert isinstance(Verifier().decide(Claim(x, "=", y), Theory(given(Eq(3, k)))), Refuted)


def test_what_was_verified_is_not_extended():
    d = Derivation("once", title="", theory=Theory())
    d.start(x + x)
    d.eq(2 * x, by=algebra)
    assert isinstance(verify(d).verdict, Proved)
    with pytest.raises(ValueError, match="since it was verified"):
        d.start(x)
    with pytest.raises(ValueError, match="since it was verified"):
        d.eq(x, by=algebra)
