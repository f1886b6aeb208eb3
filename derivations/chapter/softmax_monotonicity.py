"""Exercise 5: a softmax output grows with its own weighted input and falls with every other one."""

from sympy import diff, exp

from derivations.chapter.result import result
from derivations.chapter.softmax import softmax_layer
from derivations.notation import Eq, Ge, Kronecker, L, Ne, Partial, Sum, a, inverse, neurons, width, z
from derivations.proof import Theory, algebra, definition_of, differentiation, given

i, j, k = neurons("i j k")
others = Sum(exp(z[L, i]), i, without=j)

computed = diff(softmax_layer.right, z[L, k])

several = given(Ge(width[L], 2))
one_neuron = given(Eq(width[L], 1))
another = given(Ne(k, j))

with result(
    "softmax-monotonicity",
    theory=Theory(softmax_layer),
    remark=(
        "The text does not say that the derivative for ",
        Eq(k, j),
        " is positive only if there are at least two neurons. The output of a single neuron is always 1: the sum over ",
        Ne(k, j),
        " is empty, and the derivative is 0.",
    ),
) as softmax_monotonicity:
    d = softmax_monotonicity
    form = d.start(a[L, j], "An activation, for easier differentiation")
    d.eq(exp(z[L, j]) / (exp(z[L, j]) + others), by=definition_of(a))
    d.eq(1 / (1 + exp(-z[L, j]) * others), by=algebra)
    d.eq(inverse(1 + exp(-z[L, j]) * others), by=algebra)

    own = d.start(Partial(a[L, j], z[L, j]), "The neuron's own weighted input", several)
    d.eq(
        -Partial(1 + exp(-z[L, j]) * others, z[L, j]) * (1 + exp(-z[L, j]) * others) ** -2,
        by=[form, differentiation],
    )
    d.eq((exp(-z[L, j]) * others) * (1 + exp(-z[L, j]) * others) ** -2, by=differentiation)
    d.eq((exp(-z[L, j]) * others) * a[L, j] ** 2, by=form)
    d.gt(0, by=[form, several])

    single = d.start(Partial(a[L, 1], z[L, 1]), "A single neuron: the derivative is 0", one_neuron)
    d.eq(0, by=[definition_of(a), one_neuron])

    other = d.start(Partial(a[L, j], z[L, k]), "Another neuron's weighted input", another)
    d.eq(
        -Partial(1 + exp(-z[L, j]) * others, z[L, k]) * (1 + exp(-z[L, j]) * others) ** -2,
        by=[form, differentiation],
    )
    d.eq(-(exp(-z[L, j]) * exp(z[L, k])) * (1 + exp(-z[L, j]) * others) ** -2, by=[differentiation, another])
    d.eq(-(exp(-z[L, j]) * exp(z[L, k])) * a[L, j] ** 2, by=form)
    d.lt(0, by=form)

    partials = d.start(Partial(a[L, j], z[L, k]), "Both cases in one")
    d.eq(computed, by=[definition_of(a), differentiation])
    d.eq(a[L, j] * (Kronecker(j, k) - a[L, k]), by=definition_of(a))

    d.concludes(partials, own, other, single)
