"""Problem 2: the quadratic cost with linear neurons in the output layer."""

from sympy import Symbol

from derivations.chapter.backpropagation import bp1, bp3, bp4, f
from derivations.chapter.network import average_cost, network, output_activation, quadratic_cost
from derivations.chapter.result import result
from derivations.notation import C_total, C_x, L, Partial, Sum, Vector, a, b, delta, n, neurons, prime, w, x, y, z
from derivations.proof import Definition, Theory, definition_of, differentiation, reals

u = Symbol("u")
(j,) = neurons("j")
(k,) = neurons("k", L - 1)

with result(
    "linear-output-error",
    theory=Theory(network, output_activation(f), Definition(f(u), u), quadratic_cost, average_cost, reals(u)),
) as linear_output_error:
    d = linear_output_error
    cost_slope = d.start(Partial(C_x, a[L, j]), "The slope of the cost")
    d.eq(a[L, j] - y[j], by=[definition_of(C_x), differentiation])

    activation_slope = d.start(prime(f)(u), "The slope of the activation function")
    d.eq(1, by=[definition_of(f), differentiation])

    output_error = d.start(delta[L, j], "The output error of one training example, for every neuron")
    d.eq(Partial(C_x, a[L, j]) * prime(f)(z[L, j]), by=bp1)
    d.eq(a[L, j] - y[j], by=[cost_slope, activation_slope])

    d.start(Vector(delta[L, j], j), "The output error as a vector")
    d.eq(Vector(a[L, j], j) - Vector(y[j], j), by=output_error)

    by_weight = d.start(Partial(C_x, w[L, j, k]), "The derivative with respect to a weight, for one training example")
    d.eq(a[L - 1, k] * delta[L, j], by=bp4)
    d.eq(a[L - 1, k] * (a[L, j] - y[j]), by=output_error)

    by_bias = d.start(Partial(C_x, b[L, j]), "The derivative with respect to a bias, for one training example")
    d.eq(delta[L, j], by=bp3)
    d.eq(a[L, j] - y[j], by=output_error)

    average_by_weight = d.start(
        Partial(C_total, w[L, j, k]), "The derivative with respect to a weight, for all training examples"
    )
    d.eq(1 / n * Sum(Partial(C_x, w[L, j, k]), x), by=[definition_of(C_total), differentiation])
    d.eq(1 / n * Sum(a[L - 1, k] * (a[L, j] - y[j]), x), by=by_weight)

    average_by_bias = d.start(
        Partial(C_total, b[L, j]), "The derivative with respect to a bias, for all training examples"
    )
    d.eq(1 / n * Sum(Partial(C_x, b[L, j]), x), by=[definition_of(C_total), differentiation])
    d.eq(1 / n * Sum(a[L, j] - y[j], x), by=by_bias)

    d.concludes(output_error, average_by_weight, average_by_bias)
