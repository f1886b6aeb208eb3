"""Exercise 3: for 0 < y < 1 the cross-entropy is smallest where a = y."""

from sympy import Derivative, Function, Symbol, diff, log, numer, roots, together

from derivations.chapter.result import result
from derivations.notation import Eq, Ge, Gt, Ne
from derivations.proof import (
    ConvexMinimum,
    Definition,
    Theory,
    algebra,
    between,
    definition_of,
    differentiation,
    given,
)

a, y = Symbol("a"), Symbol("y")
C = Function("C")

cost = -(y * log(a) + (1 - y) * log(1 - a))
slope = diff(cost, a)
(solution,) = roots(numer(together(slope)), a)
curvature = diff(slope, a)

elsewhere = given(Ne(a, y))

with result(
    "cross-entropy-minimum",
    theory=Theory(between(0, y, 1), between(0, a, 1), Definition(C(a), cost)),
    remark=(
        "The text concludes from ",
        Ge(Derivative(C(a), (a, 2)), 0),
        ", but a strict global minimum needs ",
        Gt(Derivative(C(a), (a, 2)), 0),
        ", which holds. Beyond the text, this result shows that the value at the minimum is the entropy of ",
        y,
        ", and that the cost exceeds it by the Kullback-Leibler divergence.",
    ),
) as cross_entropy_minimum:
    d = cross_entropy_minimum
    first = d.start(Derivative(C(a), a), "The slope")
    d.eq(slope, by=[definition_of(C), differentiation])
    d.eq(-y / a + (1 - y) / (1 - a), by=algebra)

    critical = d.start(Eq(Derivative(C(a), a), 0), "The only critical point, found by solving C'(a) = 0")
    d.iff(Eq(-y / a + (1 - y) / (1 - a), 0), by=first)
    d.iff(Eq(y / a, (1 - y) / (1 - a)), by=algebra)
    d.iff(Eq(y - a * y, a - a * y), by=algebra)
    d.iff(Eq(a, solution), by=algebra)

    convex = d.start(Derivative(C(a), (a, 2)), "The second derivative")
    d.eq(curvature, by=[definition_of(C), differentiation])
    d.eq(y / a**2 + (1 - y) / (1 - a) ** 2, by=algebra)
    d.gt(0, by=algebra)

    strict = d.start(C(a), "The strict global minimum", elsewhere)
    d.gt(C(y), by=[ConvexMinimum(convex, critical), elsewhere])

    least = d.start(C(a), "The global minimum, for every a")
    d.ge(C(y), by=ConvexMinimum(convex, critical))

    entropy = d.start(C(y), "The value at the minimum is the binary entropy of y")
    d.eq(-y * log(y) - (1 - y) * log(1 - y), by=definition_of(C))

    divergence = d.start(
        y * log(y / a) + (1 - y) * log((1 - y) / (1 - a)),
        "The excess over the minimum is the Kullback-Leibler divergence",
    )
    d.eq(C(a) - C(y), by=definition_of(C))
    d.ge(0, by=least)

    d.concludes(critical, strict, entropy, divergence)
