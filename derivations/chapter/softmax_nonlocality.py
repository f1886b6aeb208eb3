"""Exercise 6: every softmax output depends on every weighted input."""

from sympy import Symbol, exp

from derivations.chapter.result import result
from derivations.chapter.softmax import softmax_layer
from derivations.chapter.softmax_monotonicity import other, own
from derivations.notation import Ge, L, Ne, Partial, Sum, a, neurons, width, z
from derivations.proof import Theory, given, reals

i, j, k = neurons("i j k")
t = Symbol("t")

several = given(Ge(width[L], 2))
another = given(Ne(k, j))
changed = given(Ne(t, 0))

with result(
    "softmax-nonlocality",
    theory=Theory(softmax_layer, reals(t)),
    remark=(
        "The output of a single neuron is 1 for every weighted input. So an activation depends on its own weighted "
        "input only if ",
        Ge(width[L], 2),
        ".",
    ),
) as softmax_nonlocality:
    d = softmax_nonlocality
    d.start(Partial(a[L, j], z[L, k]), "An activation depends on every other neuron's weighted input", another)
    d.ne(0, by=[other, another])

    d.start(Partial(a[L, j], z[L, j]), "An activation depends on its own weighted input", several)
    d.ne(0, by=[own, several])

    d.start(
        exp(z[L, j]) / (exp(z[L, k] + t) + Sum(exp(z[L, i]), i, without=k)),
        "Changing one weighted input by t changes every other activation",
        another,
        changed,
    )
    d.ne(exp(z[L, j]) / Sum(exp(z[L, i]), i), by=changed)
