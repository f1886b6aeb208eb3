"""False claims near the true ones: none is proved, and nearly all are refuted with numbers that show it.

The step's own reasons are given to each claim, and then all facts of its derivation, so that no failure to name one
stands in the way of a proof.
"""

from functools import cache

import pytest
import sympy
from support.plain_evaluation import is_false
from sympy import Derivative, Symbol, exp, log, oo

from derivations.chapter import load
from derivations.chapter.backpropagation import f
from derivations.chapter.cross_entropy_minimum import C
from derivations.notation import (
    C_total,
    C_x,
    Cases,
    Eq,
    Index,
    Kronecker,
    L,
    Lim,
    Ne,
    Partial,
    Sum,
    a,
    b,
    delta,
    layers,
    neurons,
    prime,
    sigma,
    w,
    width,
    x,
    y,
    z,
)  # fmt: skip
from derivations.notation.relations import Ge
from derivations.proof import Claim, Proved, Refuted, Theory, Verifier, algebra, chain_rule, definition_of, given

zz, aa, yy, c, g, m = (Symbol(s) for s in ("z", "a", "y", "c", "g", "m"))
i, j, k = neurons("i j k")
(k_before,) = neurons("k", L - 1)
others = Sum(exp(z[L, i]), i, without=j)
form = 1 + exp(-z[L, j]) * others
another, several, one_neuron = given(Ne(k, j)), given(Ge(width[L], 2)), given(Eq(width[L], 1))
(l,) = layers("l", 2, L - 1)
(jl,) = neurons("j", l)
(kl,) = neurons("k", l + 1)
(l2,) = layers("l", 2, L)
(j2,) = neurons("j", l2)
(k2,) = neurons("k", l2 - 1)


def of(name, chain=0):
    """The theory of a result's chain."""
    return load(name).chains[chain].theory


SIGMOID = of("sigmoid-derivative")
MINIMUM = of("cross-entropy-minimum")
SOFTMAX = of("softmax-monotonicity")
WITH_ANOTHER, WITH_SEVERAL = Theory(SOFTMAX, another), Theory(SOFTMAX, several)
ONE = Theory(SOFTMAX, one_neuron)
QUADRATIC, CROSS = of("quadratic-output-gradient"), of("cross-entropy-output-error")
LINEAR, LIKELIHOOD = of("linear-output-error"), of("log-likelihood-output-error")
TIES = next(chain.theory for chain in load("softmax-limit").chains if chain.theory.partitions)
BASE = of("softmax-limit")
LARGER = next(chain.theory for chain in load("softmax-limit").chains if chain.theory.hypotheses)
SOFT = load("log-likelihood-output-error").chains[-1].theory
p = next(parts.parts[0] for parts in TIES.partitions)
p, q = Index("p", p), Index("q", TIES.partitions[0].parts[1])
correct = next(h.claim.args[1] for chain in load("log-likelihood-output-error").chains for h in chain.theory.hypotheses
               if isinstance(h.claim, sympy.Equality) and isinstance(h.claim.args[1], Index))  # fmt: skip
RIGHT, WRONG = Theory(LIKELIHOOD, given(Eq(j, correct))), Theory(LIKELIHOOD, given(Ne(j, correct)))
everything = definition_of

# id: (theory, left side, relation, right side)
FALSE = {
    # Exercise 1
    "sigmoid slope, sign": (SIGMOID, prime(sigma)(zz), "=", -exp(-zz) / (1 + exp(-zz)) ** 2),
    "sigmoid slope, exponent of the denominator": (SIGMOID, prime(sigma)(zz), "=", exp(-zz) / (1 + exp(-zz)) ** 3),
    "sigmoid slope, sign of the exponent": (SIGMOID, prime(sigma)(zz), "=", exp(zz) / (1 + exp(-zz)) ** 2),
    "sigmoid slope, plus for minus": (SIGMOID, prime(sigma)(zz), "=", sigma(zz) * (1 + sigma(zz))),
    "sigmoid slope, square": (SIGMOID, prime(sigma)(zz), "=", sigma(zz) ** 2 * (1 - sigma(zz))),
    "sigmoid slope, no factor": (SIGMOID, prime(sigma)(zz), "=", sigma(zz)),
    "sigmoid, sign of the exponent": (SIGMOID, sigma(zz), "=", 1 / (1 + exp(zz))),
    "sigmoid is not below 1/2": (SIGMOID, sigma(zz), "<", sympy.Rational(1, 2)),
    "sigmoid reaches 1": (SIGMOID, sigma(zz), "≥", sympy.Integer(1)),
    "sigmoid is negative": (SIGMOID, sigma(zz), "<", sympy.Integer(0)),
    # Exercise 3
    "cross-entropy slope, sign": (MINIMUM, Derivative(C(aa), aa), "=", yy / aa + (1 - yy) / (1 - aa)),
    "cross-entropy slope, y for 1 - y": (MINIMUM, Derivative(C(aa), aa), "=", -yy / aa + yy / (1 - aa)),
    "cross-entropy slope, a for 1 - a": (MINIMUM, Derivative(C(aa), aa), "=", -yy / aa + (1 - yy) / aa),
    "cross-entropy curvature, minus": (
        MINIMUM, Derivative(C(aa), (aa, 2)), "=", yy / aa**2 - (1 - yy) / (1 - aa) ** 2,
    ),
    "cross-entropy curvature, exponent": (
        MINIMUM, Derivative(C(aa), (aa, 2)), "=", yy / aa + (1 - yy) / (1 - aa) ** 2,
    ),
    "cross-entropy curvature is negative": (MINIMUM, Derivative(C(aa), (aa, 2)), "<", sympy.Integer(0)),
    "cross-entropy slope is positive": (MINIMUM, Derivative(C(aa), aa), ">", sympy.Integer(0)),
    "critical point at 1 - y": (MINIMUM, Eq(Derivative(C(aa), aa), 0), "⟺", Eq(aa, 1 - yy)),
    "critical point, lost term": (MINIMUM, Eq(yy / aa, (1 - yy) / (1 - aa)), "⟺", Eq(yy - aa * yy, aa)),
    "strict minimum without a != y": (MINIMUM, C(aa), ">", C(yy)),
    "maximum instead of minimum": (MINIMUM, C(aa), "≤", C(yy)),
    "entropy, sign": (MINIMUM, C(yy), "=", yy * log(yy) + (1 - yy) * log(1 - yy)),
    "divergence, upside down": (
        MINIMUM, C(aa) - C(yy), "=", yy * log(aa / yy) + (1 - yy) * log((1 - aa) / (1 - yy)),
    ),
    "divergence is positive everywhere": (MINIMUM, C(aa) - C(yy), ">", sympy.Integer(0)),
    # BP1 to BP4
    "bp1 without the slope of the activation": (of("bp1"), delta[L, j], "=", Partial(C_x, a[L, j])),
    "bp1, activation for its slope": (of("bp1"), delta[L, j], "=", Partial(C_x, a[L, j]) * f(z[L, j])),
    "bp1, another neuron": (Theory(of("bp1"), another), delta[L, j], "=", Partial(C_x, a[L, k]) * prime(f)(z[L, j])),
    "bp2, weights not transposed": (
        of("bp2"), delta[l, jl], "=", Sum(w[l + 1, kl, jl], kl) * prime(f)(z[l, jl]),
    ),
    "bp2 without the slope": (of("bp2"), delta[l, jl], "=", Sum(w[l + 1, kl, jl] * delta[l + 1, kl], kl)),
    "bp2, minus": (
        of("bp2"), delta[l, jl], "=", -Sum(w[l + 1, kl, jl] * delta[l + 1, kl], kl) * prime(f)(z[l, jl]),
    ),
    "bp3, twice": (of("bp3"), Partial(C_x, b[l2, j2]), "=", 2 * delta[l2, j2]),
    "bp4 without the activation": (of("bp4"), Partial(C_x, w[l2, j2, k2]), "=", delta[l2, j2]),
    "bp4, weighted input for activation": (
        of("bp4"), Partial(C_x, w[l2, j2, k2]), "=", z[l2 - 1, k2] * delta[l2, j2],
    ),
    # Problems 1 and 2
    "quadratic slope, twice": (QUADRATIC, Partial(C_x, a[L, j]), "=", 2 * (a[L, j] - y[j])),
    "quadratic slope, sign": (QUADRATIC, Partial(C_x, a[L, j]), "=", y[j] - a[L, j]),
    "quadratic gradient without the slope": (
        QUADRATIC, Partial(C_x, w[L, j, k_before]), "=", a[L - 1, k_before] * (a[L, j] - y[j]),
    ),
    "quadratic gradient without the average": (
        QUADRATIC, Partial(C_total, b[L, j]), "=", Sum((a[L, j] - y[j]) * prime(sigma)(z[L, j]), x),
    ),
    "cross-entropy error with the slope": (CROSS, delta[L, j], "=", (a[L, j] - y[j]) * prime(sigma)(z[L, j])),
    "cross-entropy error, sign": (CROSS, delta[L, j], "=", y[j] - a[L, j]),
    "cross-entropy error, sum": (CROSS, delta[L, j], "=", a[L, j] + y[j]),
    "cross-entropy cost slope, sign inside": (
        CROSS, Partial(C_x, a[L, j]), "=", -(y[j] / a[L, j] + (1 - y[j]) / (1 - a[L, j])),
    ),
    "cross-entropy gradient without the average": (
        CROSS, Partial(C_total, w[L, j, k_before]), "=", Sum(a[L - 1, k_before] * (a[L, j] - y[j]), x),
    ),
    "cross-entropy gradient, this layer's activation": (
        CROSS, Partial(C_x, w[L, j, k_before]), "=", a[L, j] * (a[L, j] - y[j]),
    ),
    "linear error, half": (LINEAR, delta[L, j], "=", (a[L, j] - y[j]) / 2),
    "linear bias gradient with the activation": (
        LINEAR, Partial(C_x, b[L, j]), "=", a[L, j] * (a[L, j] - y[j]),
    ),
    # Exercises 4, 5, 6
    "softmax sums to n": (SOFTMAX, Sum(a[L, j], j), "=", width[L]),
    "sigmoids sum to less than 1": (SIGMOID, Sum(sigma(z[L, j]), j), "<", sympy.Integer(1)),
    "Exercise 5, second line of the text": (
        SOFTMAX,
        -Partial(form, z[L, j]) * form**-2, "=", (exp(z[L, j]) * others) * form**-2,
    ),
    "Exercise 5, third line of the text": (
        SOFTMAX, Partial(a[L, j], z[L, j]), "=", (exp(z[L, j]) * others) * a[L, j] ** 2,
    ),
    "softmax slope positive for one neuron": (ONE, Partial(a[L, 1], z[L, 1]), ">", sympy.Integer(0)),
    "softmax slope positive for every n": (SOFTMAX, Partial(a[L, j], z[L, j]), ">", sympy.Integer(0)),
    "softmax slope of another, positive": (WITH_ANOTHER, Partial(a[L, j], z[L, k]), ">", sympy.Integer(0)),
    "softmax slope of another, without k != j": (SOFTMAX, Partial(a[L, j], z[L, k]), "<", sympy.Integer(0)),
    "softmax slope of another, a_j squared": (WITH_ANOTHER, Partial(a[L, j], z[L, k]), "=", -a[L, j] ** 2),
    "softmax partials, delta's sign": (SOFTMAX, Partial(a[L, j], z[L, k]), "=", a[L, j] * (Kronecker(j, k) + a[L, k])),
    "softmax partials, a_j for a_k": (SOFTMAX, Partial(a[L, j], z[L, k]), "=", a[L, j] * (Kronecker(j, k) - a[L, j])),
    "softmax form without 1": (SOFTMAX, a[L, j], "=", 1 / (exp(-z[L, j]) * (others + 1))),
    "softmax form, exponent": (SOFTMAX, a[L, j], "=", 1 / (1 + exp(z[L, j]) * others)),
    "softmax ignores its own input": (WITH_SEVERAL, Partial(a[L, j], z[L, j]), "=", sympy.Integer(0)),
    # Problem 4
    "softmax inverse, minus": (SOFTMAX, z[L, j], "=", log(a[L, j]) - log(Sum(exp(z[L, k]), k))),
    "softmax inverse without the constant": (SOFTMAX, z[L, j], "=", log(a[L, j])),
    "softmax inverse, sum of the logarithms": (SOFTMAX, z[L, j], "=", log(a[L, j]) + Sum(z[L, k], k)),
    # Problem 5
    "Problem 5, first line of the text": (
        RIGHT, Partial(C_x, b[L, j]), "=", -1 / a[L, j] * ((exp(z[L, j]) * others) * a[L, j] ** 2),
    ),
    "Problem 5, second to third line of the text": (
        RIGHT, -a[L, j] * (1 + exp(z[L, j]) * others - 1), "=", -a[L, j] * (1 / a[L, j] - 1),
    ),
    "Problem 5, the right neuron's case for all": (LIKELIHOOD, Partial(C_x, b[L, j]), "=", a[L, j] - 1),
    "Problem 5, the other neurons' case for all": (LIKELIHOOD, Partial(C_x, b[L, j]), "=", a[L, j]),
    "Problem 5, sign": (WRONG, Partial(C_x, b[L, j]), "=", -a[L, j]),
    "Problem 5, one more factor": (LIKELIHOOD, delta[L, j], "=", a[L, j] * (a[L, j] - y[j])),
    "Problem 5, soft targets without the sum": (
        Theory(*(s for s in SOFT.assumptions if s not in SOFT.hypotheses and s not in SOFT.bounds)),
        delta[L, j], "=", a[L, j] - y[j],
    ),
    "equation (82) without the activation": (
        LIKELIHOOD, Partial(C_x, w[L, j, k_before]), "=", a[L, j] - y[j],
    ),
    # Problem 6
    "limit of a maximal output is 1": (TIES, Lim(a[L, p], c, oo), "=", sympy.Integer(1)),
    "limit of a maximal output is 1/n": (TIES, Lim(a[L, p], c, oo), "=", 1 / width[L]),
    "limit of a maximal output is 0": (TIES, Lim(a[L, p], c, oo), "=", sympy.Integer(0)),
    "limit of another output is 1/m": (TIES, Lim(a[L, q], c, oo), "=", 1 / m),
    "limit of the sum is m": (
        TIES, Lim(Sum(exp(c * (z[L, k] - z[L, p])), k, without=p), c, oo), "=", m,
    ),
    "limit of a smaller output is not 0": (LARGER, Lim(a[L, j], c, oo), "=", 1 / width[L]),
    "limit, cases exchanged": (TIES, Lim(a[L, j], c, oo), "=", Cases(j, p, 0, 1 / m)),
    "bound with the gap doubled": (TIES, a[L, q], "≤", (width[L] - m) * exp(-2 * c * g)),
    "bound without the number of others": (TIES, 1 / m - a[L, p], "≤", exp(-2 * c * g)),
    "limit at 0 is 0": (BASE, Lim(a[L, j], c, 0), "=", sympy.Integer(0)),
    "form of the output, sign": (
        BASE, a[L, j], "=", 1 / (1 + Sum(exp(c * (z[L, j] - z[L, k])), k, without=j)),
    ),
}  # fmt: skip

ALL_REASONS = [
    algebra, definition_of(sigma), definition_of(a), definition_of(z), definition_of(delta), definition_of(C_x),
    definition_of(C_total), definition_of(C), definition_of(y), definition_of(f), chain_rule(a[L, i], i),
]  # fmt: skip


def reasons_in(theory):
    """All definitions and hypotheses of a theory: what a step could name at most."""
    named = [r for r in ALL_REASONS if not hasattr(r, "what") or theory.definition_of(r.what) is not None]
    return (*named, *theory.hypotheses)


@cache
def verdict_on(name):
    theory, left, relation, right = FALSE[name]
    claim = Claim(left, relation, right)
    free = frozenset(s for side in (left, right) for s in side.free_symbols if isinstance(s, Index))
    return claim, theory, Verifier().decide(claim, theory, reasons_in(theory), free)


@pytest.mark.parametrize("name", FALSE)
def test_a_false_claim_is_never_proved_and_its_counterexample_is_one(name):
    claim, theory, verdict = verdict_on(name)
    assert not isinstance(verdict, Proved)
    if isinstance(verdict, Refuted):
        assert is_false(claim, theory, verdict.counterexample.values)


def test_there_are_enough_false_claims_and_nearly_all_are_refuted():
    refuted = [name for name in FALSE if isinstance(verdict_on(name)[2], Refuted)]
    assert len(FALSE) >= 60
    assert len(refuted) >= 0.9 * len(FALSE), sorted(set(FALSE) - set(refuted))
