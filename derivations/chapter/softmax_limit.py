r"""Problem 6: where softmax has its name from.

:math:`a^L_j = e^{c z^L_j} / \sum_k e^{c z^L_k}` for c > 0, its limit as :math:`c \to \infty`, for every number of
neurons and with ties, and how fast it is reached.
"""

from sympy import Abs, Symbol, exp, oo

from derivations.chapter.result import result
from derivations.notation import Cases, Eq, Gt, Index, L, Le, Lim, Sum, a, neurons, width, z
from derivations.proof import (
    Definition,
    Parts,
    Theory,
    algebra,
    definition_of,
    given,
    positive,
    reals,
    whole,
)

j, k, top = neurons("j k m")
c = Symbol("c")

larger = given(Gt(z[L, top], z[L, j]))

softmax_with_c = Definition(a[L, j], exp(c * z[L, j]) / Sum(exp(c * z[L, k]), k))
base = Theory(softmax_with_c, positive(c))

# the maximal weighted inputs M, m of them, and the rest R, which lies at least the gap g below
m, highest, g = Symbol("m"), Symbol("z_max"), Symbol("g")
maximal, rest = j.range.split("M", m, "R")
p, p_ = Index("p", maximal), Index("p'", maximal)
q, q_ = Index("q", rest), Index("q'", rest)
ties = given(Eq(z[L, p], highest), forall=p)
gap = given(Le(z[L, q], highest - g), forall=q)
alone = given(Eq(m, 1))
with_ties = Theory(base, Parts(j.range, (maximal, rest)), whole(m, at_least=1), reals(highest), positive(g), ties, gap)

with result(
    "softmax-limit",
    theory=base,
    remark=(
        "The text calls the number of maximal weighted inputs ",
        Symbol("n"),
        "; here it is ",
        m,
        ", and ",
        width[L],
        " is the number of neurons. Beyond the text, this result has a bound on the distance from the limit, and the "
        "limit as ",
        c,
        " tends to 0.",
    ),
) as softmax_limit:
    d = softmax_limit
    positive_outputs = d.start(a[L, j], "The outputs are positive for every c > 0")
    d.gt(0, by=definition_of(a))

    total = d.start(Sum(a[L, j], j), "The outputs sum to 1, so they are a probability distribution")
    d.eq(Sum(exp(c * z[L, j]), j) / Sum(exp(c * z[L, k]), k), by=definition_of(a))
    d.eq(1, by=algebra)

    form = d.start(a[L, j], "An output, written differently")
    d.eq(1 / (1 + exp(-c * z[L, j]) * Sum(exp(c * z[L, k]), k, without=j)), by=definition_of(a))
    d.eq(1 / (1 + Sum(exp(c * (z[L, k] - z[L, j])), k, without=j)), by=algebra)

    d.start(
        Lim(exp(c * (z[L, top] - z[L, j])), c, oo), "The term of a larger weighted input grows without bound", larger
    )
    d.eq(oo, by=larger)

    grows = d.start(
        Lim(Sum(exp(c * (z[L, k] - z[L, j])), k, without=j), c, oo),
        "The sum with a larger weighted input grows without bound",
        larger,
    )
    d.eq(oo, by=larger)

    d.start(Lim(a[L, j], c, oo), "The output of an input that is not maximal tends to 0", larger)
    d.eq(Lim(1 / (1 + Sum(exp(c * (z[L, k] - z[L, j])), k, without=j)), c, oo), by=[form, larger])
    d.eq(0, by=grows)

    d.start(Lim(exp(c * (z[L, p_] - z[L, p])), c, oo), "The term of another maximal input tends to 1", theory=with_ties)
    d.eq(1, by=ties, because="as the difference is 0")

    d.start(
        Lim(exp(c * (z[L, q] - z[L, p])), c, oo),
        "The term of an input that is not maximal tends to 0",
        theory=with_ties,
    )
    d.eq(0, by=[ties, gap], because="as the difference is negative")

    counted = d.start(
        Lim(Sum(exp(c * (z[L, k] - z[L, p])), k, without=p), c, oo), "The sum of all these terms", theory=with_ties
    )
    d.eq(m - 1, by=[ties, gap])

    d.start(Lim(a[L, p], c, oo), "The output of a maximal input", theory=with_ties)
    d.eq(Lim(1 / (1 + Sum(exp(c * (z[L, k] - z[L, p])), k, without=p)), c, oo), by=[form, ties, gap])
    d.eq(1 / (1 + (m - 1)), by=counted)
    d.eq(1 / m, by=algebra)

    d.start(Lim(a[L, p], c, oo), "The output of the only maximal input", alone, theory=with_ties)
    d.eq(1 / m, by=[form, ties, gap])
    d.eq(1, by=alone)

    limit = d.start(Lim(a[L, j], c, oo), "Both cases in one", theory=with_ties)
    d.eq(Cases(j, p, 1 / m, 0), by=[form, ties, gap])

    below = Sum(exp(c * (z[L, q] - highest)), q)
    bound = Sum(1, q) * exp(-c * g)

    shared = d.start(a[L, p], "The output of a maximal input before the limit", theory=with_ties)
    d.eq(1 / (m + below), by=[definition_of(a), ties])

    rate = d.start(Abs(a[L, p] - 1 / m), "The distance of a maximal input's output from its limit", theory=with_ties)
    d.eq(1 / m - a[L, p], by=shared)
    d.eq(below / (m * (m + below)), by=shared)
    d.le(below, by=algebra)
    d.le(bound, by=gap)
    d.eq((width[L] - m) * exp(-c * g), by=algebra)

    rate_elsewhere = d.start(Abs(a[L, q_]), "The distance of any other output from 0", theory=with_ties)
    d.eq(exp(c * (z[L, q_] - highest)) / (m + below), by=[definition_of(a), ties])
    d.le(exp(c * (z[L, q_] - highest)), by=algebra)
    d.le(exp(-c * g), by=gap)
    d.le((width[L] - m) * exp(-c * g), by=algebra)

    uniform = d.start(Lim(a[L, j], c, 0), "The outputs become equal as c tends to 0")
    d.eq(1 / width[L], by=definition_of(a))

    d.concludes(limit, rate, rate_elsewhere, positive_outputs, total, uniform)
