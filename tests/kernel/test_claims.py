"""Claims, equivalences, implications, and the minimum of a convex function."""

from fractions import Fraction

import pytest
from flint import fmpq
from support.kernel_models import Model
from support.kernel_terms import at, f, formula, given, i, proves, q, refused, u, under, w, x, y, z

from derivations.kernel import terms as t
from derivations.kernel.calculus import derivative_of_function
from derivations.kernel.claims import (
    by_equivalence,
    claim,
    connection,
    convex_minimum,
    equivalent_by_factor,
    implication,
    stated,
    transitive,
)
from derivations.kernel.terms import (
    INFINITY,
    MINUS_INFINITY,
    ONE,
    ZERO,
    absolute,
    at_most,
    both,
    connect,
    defined,
    equal,
    less,
    lim,
    mul,
    near,
    neg,
    number,
    power,
    relation,
    sub,
    tends,
    undefined,
    unequal,
)
from derivations.kernel.theorem import assume, conjoin, cut

P, Q, R = less(ZERO, x), less(ZERO, y), less(ZERO, z)


def test_a_claim_says_a_relation_and_that_both_sides_have_values():
    assert claim("=", x, y) is both(equal(x, y), defined(x), defined(y))
    assert claim(">", x, y) is both(less(y, x), defined(x), defined(y))
    assert claim("≥", x, y) is both(at_most(y, x), defined(x), defined(y))
    assert claim("<", x, y) is both(less(x, y), defined(x), defined(y))
    assert claim("∈", x, None) is defined(x)
    assert claim("∉", x, None) is undefined(x)
    limit = lim(x, q, ZERO)
    for infinite in (INFINITY, MINUS_INFINITY):
        assert stated("=", limit, infinite) is tends(x, q, ZERO, infinite)
        assert claim("=", limit, infinite) is both(tends(x, q, ZERO, infinite), near(x, q, ZERO))
        for op, left in (("≠", limit), ("=", x), ("<", limit), ("<", x)):
            with refused("infinite"):
                stated(op, left, infinite)
    with refused():
        stated("∈", x, y)
    with pytest.raises(AssertionError):
        stated("=", x, None)


def test_a_connection_is_between_relations_whose_sides_have_values():
    one, two = equal(x, y), less(y, z)
    assert connection("⟺", one, two) is both(connect("iff", one, two), *map(defined, (x, y, y, z)))
    assert connection("⇒", one, two) is connect(
        "implies", both(one, defined(x), defined(y)), both(two, defined(y), defined(z))
    )


COMPOSED = {
    "==": "=", "=<": "<", "=≤": "≤", "=≠": "≠", "<=": "<", "≤=": "≤", "≠=": "≠",
    "<<": "<", "<≤": "<", "≤<": "<", "≤≤": "≤",
}  # fmt: skip


@pytest.mark.parametrize("one", "=<≤≠")
@pytest.mark.parametrize("two", "=<≤≠")
def test_relations_compose(one, two):
    a, b = assume(relation(one, x, y)), assume(relation(two, y, z))
    if one + two in COMPOSED:
        assert proves(transitive(a, b), relation(COMPOSED[one + two], x, z), a.claim, b.claim)
    else:
        with refused("compose"):  # 0 ≠ 1 and 1 ≠ 0, 0 < 1 and 1 ≠ 0
            transitive(a, b)
    for sides in ((z, y), (x, z), (z, x), (z, w)):
        with refused():
            transitive(a, assume(relation(two, *sides)))


def test_what_is_no_relation_does_not_compose():
    for a, b in (
        (equal(x, y), connect("iff", P, Q)),
        (connect("iff", P, Q), equal(x, y)),
        (defined(x), equal(x, y)),
        (both(P, Q), both(Q, R)),
        (both(P, Q), connect("iff", Q, R)),
    ):
        with refused("compose"):
            transitive(assume(a), assume(b))


def test_relations_composed_hold_at_every_point():
    numbers = [Fraction(a, 2) for a in (-1, 0, 1)]
    theorems = [
        transitive(assume(relation(one, *sides)), assume(relation(two, *others)))
        for one in "=<≤≠" for two in "=<≤≠" for sides in ((x, y), (y, x)) for others in ((y, z), (z, y))
        if composes(one, sides, two, others)
    ]  # fmt: skip
    assert len(theorems) > 10
    models = [Model(quantities={"x": a, "y": b, "z": c}) for a in numbers for b in numbers for c in numbers]
    assert all(model.agrees(theorem) for model in models for theorem in theorems)


def composes(one, sides, two, others):
    try:
        transitive(assume(relation(one, *sides)), assume(relation(two, *others)))
    except Exception:
        return False
    return True


def test_a_hypothesis_becomes_a_premise():
    theorem = under(assume(R), P, Q)
    assert proves(implication(theorem, P), connect("implies", P, R), Q, R)
    assert proves(implication(theorem, both(P, Q)), connect("implies", both(P, Q), R), R)
    assert proves(implication(assume(P), Q), connect("implies", Q, P), P)
    iff = connect("iff", P, Q)
    kept = under(assume(R), P, Q, iff)
    assert implication(kept, iff).hypotheses == {P, Q, R}


def test_implications_and_equivalences_compose():
    for one, two, result in (
        ("iff", "iff", "iff"), ("iff", "implies", "implies"), ("implies", "iff", "implies"), ("implies",) * 3,
    ):  # fmt: skip
        a, b = assume(connect(one, P, Q)), assume(connect(two, Q, R))
        assert proves(transitive(a, b), connect(result, P, R), a.claim, b.claim)
    with refused("meet"):
        transitive(assume(connect("implies", P, Q)), assume(connect("implies", P, R)))
    with refused("meet"):  # p implies q, r implies q
        transitive(assume(connect("implies", P, Q)), assume(connect("implies", R, Q)))


FACTOR = sub(w, ONE)


@pytest.mark.parametrize("op", ["=", "≠", "<", "≤"])
def test_a_factor_that_is_not_0_makes_relations_equivalent(op):
    left, right = relation(op, mul(FACTOR, x), mul(FACTOR, y)), relation(op, x, y)
    # not 0: x = y iff 0 x = 0 y; positive: 0 < -1 iff 0 < 1
    sign = unequal(FACTOR, ZERO) if op in "=≠" else less(ZERO, FACTOR)
    assert proves(equivalent_by_factor(left, right, FACTOR), connect("iff", left, right), sign)
    with refused("not an identity"):
        equivalent_by_factor(left, relation(op, y, x), FACTOR)
    with refused("not an identity"):
        equivalent_by_factor(left, relation(op, x, z), FACTOR)


def test_equivalences_by_a_factor_are_between_relations_of_one_kind():
    for left, right in ((less(x, y), at_most(x, y)), (equal(x, y), at_most(x, y)), (both(P, Q), both(P, Q))):
        with refused():
            equivalent_by_factor(left, right, ONE)
    # divisors, and what rewriting rests on, are conditions
    left, right = equal(mul(x, power(w, -1)), ZERO), equal(x, ZERO)
    factor = power(w, -1)
    theorem = equivalent_by_factor(left, right, factor)
    assert proves(theorem, connect("iff", left, right), unequal(factor, ZERO), unequal(w, ZERO))
    known = given("=", absolute(x), y)
    left = equal(mul(number(2), absolute(x)), ZERO)
    theorem = equivalent_by_factor(left, equal(y, ZERO), number(2), (known,))
    assert proves(theorem, connect("iff", left, equal(y, ZERO)), unequal(number(2), ZERO), known.claim)
    for a in range(-1, 2):
        for b in range(-1, 2):
            model = Model(quantities={"x": a, "y": b, "w": 3, "z": 0})
            assert model.agrees(equivalent_by_factor(
                at_most(mul(FACTOR, x), mul(FACTOR, y)), at_most(x, y), FACTOR))  # fmt: skip


def test_one_side_of_an_equivalence_gives_the_other():
    theorem = assume(connect("iff", P, Q))
    assert proves(by_equivalence(theorem, assume(P)), Q, theorem.claim, P)
    assert proves(by_equivalence(theorem, assume(Q)), P, theorem.claim, Q)
    with refused():
        by_equivalence(theorem, assume(R))
    with refused():  # p implies q, and q
        by_equivalence(assume(connect("implies", P, Q)), assume(Q))


# -- minima

POINT = number(1)
FORM = formula("f", u, power(sub(u, ONE), 2))


def quadratic():
    """0 < f''(u), that it exists, and f'(1) = 0 for f(u) := (u - 1)²."""
    from derivations.kernel.algebra import field, symmetric
    from derivations.kernel.calculus import derivative_of_function_has_value
    from derivations.kernel.order import by_identity

    second = derivative_of_function(FORM, f(u, orders=(2,)))
    positive = transitive(by_identity(ZERO, second.claim.args[1], ((fmpq(2), ()),)), symmetric(second))
    exists = derivative_of_function_has_value(FORM, f(u, orders=(2,)))
    slope = derivative_of_function(FORM, f(POINT, orders=(1,)))
    return positive, cut(exists), transitive(slope, field(slope.claim.args[1], ZERO))


def minimum(curvature, exists, slope, variable, low, high, point):
    """The minimum of f by the rule, the slope a theorem."""
    return cut(convex_minimum("f", conjoin(curvature, exists), variable, low, high, point), slope)


def test_a_convex_function_is_least_where_its_slope_is_0():
    curvature, exists, slope = quadratic()
    theorem = minimum(curvature, exists, slope, u, None, None, POINT)
    assert proves(theorem, less(f(POINT), f(u)), FORM, unequal(u, POINT))
    low, high = ZERO, z
    inside = [less(low, u), less(u, high)]
    local = (under(curvature, *inside), under(exists, *inside), slope)
    assert proves(
        minimum(*local, u, low, high, POINT), less(f(POINT), f(u)), FORM, unequal(u, POINT), *inside,
        less(low, POINT), less(POINT, high),
    )  # fmt: skip
    # other hypotheses stay
    more = minimum(under(curvature, P), under(exists, Q), under(slope, R), u, None, None, POINT)
    assert more.hypotheses == {FORM, unequal(u, POINT), P, Q, R}
    one_sided = minimum(under(curvature, inside[0]), exists, slope, u, low, None, POINT)
    assert one_sided.hypotheses == {FORM, unequal(u, POINT), inside[0], less(low, POINT)}
    other = minimum(curvature, under(exists, inside[1]), slope, u, None, high, POINT)
    assert other.hypotheses == {FORM, unequal(u, POINT), inside[1], less(POINT, high)}
    square = {"f": lambda orders, a: [(a - 1) ** 2, 2 * (a - 1), 2][orders[0]]}
    for value in (-1, 1, 3):
        assert Model(quantities={"u": value}, functions=square, structures=(FORM,)).agrees(theorem)


def test_curvature_at_one_point_gives_no_minimum():
    curvature, exists, slope = quadratic()
    for hypothesis in (less(ONE, u), less(u, ONE), equal(u, ONE), unequal(u, ONE), less(u, x), less(ZERO, mul(u, u))):
        with refused("speaks of"):
            minimum(under(curvature, hypothesis), exists, slope, u, ZERO, z, POINT)
        with refused("speaks of"):
            minimum(curvature, under(exists, hypothesis), slope, u, ZERO, z, POINT)
    # that u has a value, and that it lies in the interval, are no news
    assert minimum(under(curvature, defined(u)), exists, slope, u, ZERO, z, POINT).claim.op == "<"


def test_each_premise_of_a_minimum_counts():
    curvature, exists, slope = quadratic()
    second, first = f(u, orders=(2,)), f(POINT, orders=(1,))
    for wrong in (
        given("<", ONE, second), assume(at_most(ZERO, second)), given("≠", ZERO, second), given("<", ZERO, f(u)),
        given("<", ZERO, f(u, orders=(3,))), given("<", ZERO, f(x, orders=(2,))), given("<", ZERO, u),
        given("=", ZERO, second),
    ):  # fmt: skip
        with refused():
            minimum(wrong, exists, slope, u, None, None, POINT)
    for wrong in (assume(defined(f(u))), assume(defined(f(x, orders=(2,)))), assume(t.smooth(second)), curvature):
        with refused("a curvature"):
            minimum(curvature, wrong, slope, u, None, None, POINT)
    for wrong in (
        given("=", f(ZERO, orders=(1,)), ZERO), given("=", f(POINT), ZERO), given("=", first, ONE),
        given("=", f(POINT, orders=(1,), name="g"), ZERO), given("<", first, ZERO),
    ):  # fmt: skip
        assert equal(first, ZERO) in minimum(curvature, exists, wrong, u, None, None, POINT).hypotheses
    for low, high, point in ((neg(u), None, POINT), (None, mul(number(2), u), POINT)):
        with refused("speaks of"):
            minimum(curvature, exists, slope, u, low, high, point)
    with refused("speaks of"):
        minimum(curvature, exists, given("=", f(u, orders=(1,)), ZERO), u, None, None, u)
    member = at("u", i)
    indexed = given("<", ZERO, f(member, orders=(2,)))
    with refused("quantity"):
        minimum(indexed, assume(defined(f(member, orders=(2,)))), slope, member, None, None, POINT)
    constant = given("<", ZERO, f(POINT, orders=(2,)))
    with refused("quantity"):
        minimum(constant, assume(defined(f(POINT, orders=(2,)))), slope, POINT, None, None, POINT)
    two = given("<", ZERO, f(u, x, orders=(2, 0)))
    with refused():
        minimum(two, assume(defined(f(u, x, orders=(2, 0)))), slope, u, None, None, POINT)


def test_a_curvature_is_positive_and_a_second_derivative():
    from derivations.kernel.algebra import field, symmetric
    from derivations.kernel.calculus import derivative_of_function_has_value
    from derivations.kernel.definedness import from_parts
    from derivations.kernel.order import by_identity, sign_of, weaken

    curvature, exists, slope = quadratic()
    value = derivative_of_function(FORM, f(u, orders=(2,)))
    larger = transitive(by_identity(ONE, value.claim.args[1], ((fmpq(1), ()),)), symmetric(value))
    equation = symmetric(transitive(value, field(value.claim.args[1], number(2))))
    for wrong in (weaken(curvature, "≤"), weaken(curvature, "≠"), larger, equation):
        assert wrong.hypotheses == {FORM}
        with refused("a curvature"):
            minimum(wrong, exists, slope, u, None, None, POINT)
    # g(u) = exp(u) is positive, and not least where its slope is assumed to be 0
    grows = formula("f", u, t.exp(u))
    positive = transitive(sign_of(t.exp(u)), symmetric(derivative_of_function(grows, f(u))))
    has_one = derivative_of_function_has_value(grows, f(u))
    flat = given("=", f(POINT, orders=(1,)), ZERO)
    with refused("a curvature"):
        minimum(positive, has_one, flat, u, None, None, POINT)
    # the curvature at one point
    at_one = derivative_of_function(FORM, f(POINT, orders=(2,)))
    there = transitive(by_identity(ZERO, at_one.claim.args[1], ((fmpq(2), ()),)), symmetric(at_one))
    exists_there = derivative_of_function_has_value(FORM, f(POINT, orders=(2,)))
    with refused("a curvature"):
        minimum(there, exists_there, slope, u, None, None, POINT)
    with refused("a curvature"):
        minimum(sign_of(t.exp(u)), from_parts(t.defined(t.exp(u))), slope, u, None, None, POINT)
