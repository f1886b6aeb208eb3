"""Exercise 1: the derivative of the sigmoid."""

from sympy import Derivative, Symbol, exp

from derivations.chapter.result import result
from derivations.notation import inverse, prime, sigma
from derivations.proof import Theory, algebra, definition_of, differentiation, reals

z = Symbol("z")

with result(
    "sigmoid-derivative",
    theory=Theory(reals(z)),
) as sigmoid_derivative:
    d = sigmoid_derivative
    d.start(sigma(z), "The sigmoid")
    d.eq(1 / (1 + exp(-z)), by=definition_of(sigma))
    d.eq(inverse(1 + exp(-z)), by=algebra)

    d.start(Derivative(1 + exp(-z), z), "The derivative of its denominator")
    d.eq(-exp(-z), by=differentiation)

    slope = d.start(prime(sigma)(z), "The derivative")
    d.eq(exp(-z) * (1 + exp(-z)) ** -2, by=[definition_of(sigma), differentiation])
    d.eq(exp(-z) / (1 + exp(-z)) ** 2, by=algebra)

    product = d.start(sigma(z) * (1 - sigma(z)), "The product")
    d.eq(1 / (1 + exp(-z)) * ((1 + exp(-z) - 1) / (1 + exp(-z))), by=definition_of(sigma))
    d.eq(exp(-z) / (1 + exp(-z)) ** 2, by=algebra)

    conclusion = d.start(prime(sigma)(z), "The derivative equals the product")
    d.eq(sigma(z) * (1 - sigma(z)), by=[slope, product])

    d.concludes(conclusion)
