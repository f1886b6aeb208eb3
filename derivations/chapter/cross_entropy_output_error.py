"""Problem 1, second part: the output error of sigmoid neurons with the cross-entropy cost."""

from derivations.chapter.backpropagation import bp1, bp3, bp4, f
from derivations.chapter.cross_entropy_domain import above_0, below_1
from derivations.chapter.network import average_cost, cross_entropy_cost, network, output_activation
from derivations.chapter.result import result
from derivations.chapter.sigmoid_derivative import conclusion as sigmoid_slope
from derivations.notation import (
    C_total,
    C_x,
    L,
    Partial,
    Sum,
    Vector,
    a,
    b,
    delta,
    n,
    neurons,
    prime,
    sigma,
    w,
    x,
    y,
    z,
)
from derivations.proof import Theory, algebra, definition_of, differentiation

(j,) = neurons("j")
(k,) = neurons("k", L - 1)

with result(
    "cross-entropy-output-error",
    theory=Theory(network, output_activation(sigma), cross_entropy_cost, average_cost, above_0, below_1),
) as cross_entropy_output_error:
    d = cross_entropy_output_error
    positive = d.start(a[L, j], "The activations are positive")
    d.gt(0, by=definition_of(a))

    below = d.start(a[L, j], "The activations are less than 1")
    d.lt(1, by=definition_of(a))

    slope = d.start(Partial(C_x, a[L, j]), "The slope of the cost", positive, below)
    d.eq(-(y[j] / a[L, j] - (1 - y[j]) / (1 - a[L, j])), by=[definition_of(C_x), differentiation])

    output_error = d.start(delta[L, j], "The output error of one training example, for every neuron", positive, below)
    d.eq(Partial(C_x, a[L, j]) * prime(sigma)(z[L, j]), by=bp1.at({f: sigma}))
    d.eq(-(y[j] / a[L, j] - (1 - y[j]) / (1 - a[L, j])) * prime(sigma)(z[L, j]), by=slope)
    d.eq(
        -(y[j] / sigma(z[L, j]) - (1 - y[j]) / (1 - sigma(z[L, j]))) * (sigma(z[L, j]) * (1 - sigma(z[L, j]))),
        by=[definition_of(a), sigmoid_slope],
    )
    d.eq(-(y[j] * (1 - sigma(z[L, j])) - (1 - y[j]) * sigma(z[L, j])), by=algebra)
    d.eq(sigma(z[L, j]) - y[j], by=algebra)
    d.eq(a[L, j] - y[j], by=definition_of(a))

    d.start(Vector(delta[L, j], j), "The output error as a vector")
    d.eq(Vector(a[L, j], j) - Vector(y[j], j), by=output_error)

    by_weight = d.start(Partial(C_x, w[L, j, k]), "The derivative with respect to a weight, for one training example")
    d.eq(a[L - 1, k] * delta[L, j], by=bp4)
    d.eq(a[L - 1, k] * (a[L, j] - y[j]), by=output_error)

    average_by_weight = d.start(
        Partial(C_total, w[L, j, k]), "The derivative with respect to a weight, for all training examples"
    )
    d.eq(1 / n * Sum(Partial(C_x, w[L, j, k]), x), by=[definition_of(C_total), differentiation])
    d.eq(1 / n * Sum(a[L - 1, k] * (a[L, j] - y[j]), x), by=by_weight)

    by_bias = d.start(Partial(C_x, b[L, j]), "The derivative with respect to a bias, for one training example")
    d.eq(delta[L, j], by=bp3)
    d.eq(a[L, j] - y[j], by=output_error)

    average_by_bias = d.start(
        Partial(C_total, b[L, j]), "The derivative with respect to a bias, for all training examples"
    )
    d.eq(1 / n * Sum(Partial(C_x, b[L, j]), x), by=[definition_of(C_total), differentiation])
    d.eq(1 / n * Sum(a[L, j] - y[j], x), by=by_bias)

    d.concludes(output_error, average_by_weight, average_by_bias)
