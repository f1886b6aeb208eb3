"""Exercise 4: sigmoid outputs need not sum to 1; softmax outputs always do."""

from sympy import Symbol, exp, log

from derivations.chapter.result import result
from derivations.chapter.softmax import softmax_layer
from derivations.notation import Eq, Ge, L, Sum, a, neurons, sigma, width, z
from derivations.proof import Theory, algebra, definition_of, given, reals

w, x, b = Symbol("w"), Symbol("x"), Symbol("b")
j, k = neurons("j k")

each_ln_2 = given(Eq(z[L, j], log(2)), forall=j)
several = given(Ge(width[L], 2))
one_neuron = given(Eq(width[L], 1))

with result(
    "output-sums",
    theory=Theory(reals(w, x, b), softmax_layer),
    remark="The text gives an example with a sum less than 1. Beyond the text, this result has one with a sum greater "
    "than 1, for two or more neurons.",
) as output_sums:
    d = output_sums
    d.start(sigma(w * x + b), "One sigmoid neuron: the only output is less than 1 for every input")
    d.lt(1, by=definition_of(sigma))

    d.start(
        Sum(sigma(z[L, j]), j), "Two or more sigmoid neurons: the outputs can sum to more than 1", each_ln_2, several
    )
    d.eq(Sum(1 / (1 + exp(-log(2))), j), by=[definition_of(sigma), each_ln_2])
    d.eq(2 * width[L] / 3, by=algebra)
    d.gt(1, by=several)

    d.start(a[L, 1], "One softmax neuron: the only output is 1", one_neuron)
    d.eq(exp(z[L, 1]) / exp(z[L, 1]), by=[definition_of(a), one_neuron])
    d.eq(1, by=algebra)

    total = d.start(Sum(a[L, j], j), "Any number of softmax neurons: the outputs sum to 1")
    d.eq(Sum(exp(z[L, j]), j) / Sum(exp(z[L, k]), k), by=definition_of(a))
    d.eq(1, by=algebra)
