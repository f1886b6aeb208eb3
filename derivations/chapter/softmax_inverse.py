"""Problem 4: the weighted inputs from the outputs of a softmax layer, up to a constant."""

from sympy import exp, log

from derivations.chapter.result import result
from derivations.chapter.softmax import softmax_layer
from derivations.notation import Eq, Family, L, Sum, a, neurons, x, z
from derivations.proof import Definition, Theory, definition_of, given

j, k = neurons("j k")
z_, a_ = Family("z'", up=1, example=x), Family("a'", up=1, example=x)

same_output = given(Eq(a_[L, j], a[L, j]), forall=j)
another_input = Definition(a_[L, j], exp(z_[L, j]) / Sum(exp(z_[L, k]), k))

with result(
    "softmax-inverse",
    theory=Theory(softmax_layer, another_input),
) as softmax_inverse:
    d = softmax_inverse
    d.start(a[L, j], "The definition of softmax")
    d.eq(exp(z[L, j]) / Sum(exp(z[L, k]), k), by=definition_of(a))

    inverse = d.start(z[L, j], "The weighted input from the output")
    d.eq(log(a[L, j]) + log(Sum(exp(z[L, k]), k)), by=definition_of(a))

    d.start(z[L, j] - log(a[L, j]), "The constant does not depend on j")
    d.eq(z[L, k] - log(a[L, k]), by=definition_of(a))

    difference = d.start(
        z_[L, j] - z[L, j], "Two weighted inputs with the same output differ by a constant", same_output
    )
    d.eq(
        (log(a_[L, j]) + log(Sum(exp(z_[L, k]), k))) - (log(a[L, j]) + log(Sum(exp(z[L, k]), k))),
        by=[definition_of(a), definition_of(a_)],
    )
    d.eq(log(Sum(exp(z_[L, k]), k)) - log(Sum(exp(z[L, k]), k)), by=[definition_of(a), same_output])

    d.concludes(inverse, difference)
