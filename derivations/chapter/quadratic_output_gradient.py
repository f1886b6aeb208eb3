"""Problem 1, first part: the gradient of the quadratic cost in the output layer."""

from sympy import diff

from derivations.chapter.backpropagation import bp1, bp3, bp4, f
from derivations.chapter.network import average_cost, network, output_activation, quadratic_cost
from derivations.chapter.result import result
from derivations.notation import C_total, C_x, L, Partial, Sum, a, b, delta, n, neurons, prime, sigma, w, x, y, z
from derivations.proof import Theory, definition_of, differentiation

(j,) = neurons("j")
(k,) = neurons("k", L - 1)

computed = diff(quadratic_cost.right, a[L, j])

with result(
    "quadratic-output-gradient",
    theory=Theory(network, output_activation(sigma), quadratic_cost, average_cost),
) as quadratic_output_gradient:
    d = quadratic_output_gradient
    slope = d.start(Partial(C_x, a[L, j]), "The slope of the cost")
    d.eq(computed, by=[definition_of(C_x), differentiation])

    by_weight = d.start(Partial(C_x, w[L, j, k]), "The derivative with respect to a weight, for one training example")
    d.eq(a[L - 1, k] * delta[L, j], by=bp4)
    d.eq(a[L - 1, k] * Partial(C_x, a[L, j]) * prime(sigma)(z[L, j]), by=bp1.at({f: sigma}))
    d.eq(a[L - 1, k] * (a[L, j] - y[j]) * prime(sigma)(z[L, j]), by=slope)

    d.start(Partial(C_total, w[L, j, k]), "The derivative with respect to a weight, for all training examples")
    d.eq(1 / n * Sum(Partial(C_x, w[L, j, k]), x), by=[definition_of(C_total), differentiation])
    d.eq(1 / n * Sum(a[L - 1, k] * (a[L, j] - y[j]) * prime(sigma)(z[L, j]), x), by=by_weight)

    by_bias = d.start(Partial(C_x, b[L, j]), "The derivative with respect to a bias, for one training example")
    d.eq(delta[L, j], by=bp3)
    d.eq(Partial(C_x, a[L, j]) * prime(sigma)(z[L, j]), by=bp1.at({f: sigma}))
    d.eq((a[L, j] - y[j]) * prime(sigma)(z[L, j]), by=slope)

    d.start(Partial(C_total, b[L, j]), "The derivative with respect to a bias, for all training examples")
    d.eq(1 / n * Sum(Partial(C_x, b[L, j]), x), by=[definition_of(C_total), differentiation])
    d.eq(1 / n * Sum((a[L, j] - y[j]) * prime(sigma)(z[L, j]), x), by=by_bias)
