r"""Problem 3: no choice of the cost makes the gradient free of the input x_j.

One neuron with inputs :math:`x_j`, weights :math:`w_j` and bias b; the cost C(a, y) is any differentiable function of
the output and of the desired output.  Two inputs x and x' with the same weighted input z give the same output, so the
cost cannot tell them apart, but their gradients are in the ratio :math:`x'_j / x_j`.
"""

from sympy import Function, Symbol

from derivations.chapter.result import result
from derivations.notation import Eq, Family, Ne, Partial, Sum, indices, prime, sigma
from derivations.proof import Definition, Theory, chain_rule, definition_of, given

m = Symbol("m", integer=True, positive=True)
i, j = indices("i j", 1, m)

w, x = Family("w"), Family("x")
b, y = Symbol("b"), Symbol("y")
z, a, C = Symbol("z"), Symbol("a"), Symbol("C_x")
cost = Function("C")

x_, z_, a_, C_ = Family("x'"), Symbol("z'"), Symbol("a'"), Symbol("C_x'")

same_input = given(Eq(z_, z))
cost_moves = given(Ne(Partial(C, a), 0))
output_moves = given(Ne(prime(sigma)(z), 0))
input_not_0 = given(Ne(x[j], 0))

one_neuron = (Definition(z, Sum(w[i] * x[i], i) + b), Definition(a, sigma(z)), Definition(C, cost(a, y)))
another_input = (Definition(z_, Sum(w[i] * x_[i], i) + b), Definition(a_, sigma(z_)), Definition(C_, cost(a_, y)))

with result(
    "input-factor",
    theory=Theory(*one_neuron, *another_input),
    remark="The text argues in words. This is the calculation behind the argument, for every differentiable cost.",
) as input_factor:
    d = input_factor
    d.start(Partial(a, w[j]), "How a weight changes the output")
    d.eq(x[j] * prime(sigma)(Sum(w[i] * x[i], i) + b), by=[definition_of(a), definition_of(z)])
    d.eq(x[j] * prime(sigma)(z), by=definition_of(z))

    gradient = d.start(Partial(C, w[j]), "The gradient for one input")
    d.eq(Partial(C, a) * Partial(a, w[j]), by=chain_rule(a))
    d.eq(Partial(C, a) * (x[j] * prime(sigma)(z)), by=[definition_of(a), definition_of(z)])

    gradient_ = d.start(Partial(C_, w[j]), "The gradient for another input")
    d.eq(Partial(C_, a_) * Partial(a_, w[j]), by=chain_rule(a_))
    d.eq(Partial(C_, a_) * (x_[j] * prime(sigma)(z_)), by=[definition_of(a_), definition_of(z_)])

    same_slope = d.start(Partial(C_, a_), "With the same weighted input the cost has the same slope", same_input)
    d.eq(Partial(C, a), by=[definition_of(C), definition_of(C_), definition_of(a), definition_of(a_), same_input])

    moving = (same_input, cost_moves, output_moves)
    ratio = d.start(
        Partial(C_, w[j]) / Partial(C, w[j]), "The ratio of the gradients, whatever the cost", *moving, input_not_0
    )
    d.eq(
        Partial(C_, a_) * (x_[j] * prime(sigma)(z_)) / (Partial(C, a) * (x[j] * prime(sigma)(z))),
        by=[gradient, gradient_, cost_moves, output_moves, input_not_0],
    )
    d.eq(x_[j] / x[j], by=[same_slope, *moving, input_not_0])

    agree = d.start(Eq(Partial(C_, w[j]), Partial(C, w[j])), "The gradients agree only where the inputs do", *moving)
    d.iff(Eq(x_[j], x[j]), by=[gradient, gradient_, same_slope, *moving])

    d.concludes(ratio, agree)
