r"""Problem 5: equations (81) and (82), the output error of a softmax layer with the log-likelihood cost."""

from sympy import exp, log

from derivations.chapter.backpropagation import bp3, bp4
from derivations.chapter.network import cost, network
from derivations.chapter.result import result
from derivations.chapter.softmax import softmax_layer
from derivations.chapter.softmax_monotonicity import form, other, own, partials
from derivations.notation import C_x, Eq, Index, Kronecker, L, Ne, Partial, Sum, Vector, a, b, delta, neurons, w, y, z
from derivations.proof import (
    Definition,
    Theory,
    algebra,
    chain_rule,
    definition_of,
    differentiation,
    given,
)

i, j, k = neurons("i j k")
(k_before,) = neurons("k", L - 1)
correct = Index("y~", j.range)
others = Sum(exp(z[L, i]), i, without=j)

one_hot = Definition(y[j], Kronecker(j, correct))
right, wrong = given(Eq(j, correct)), given(Ne(j, correct))
distribution = given(Eq(Sum(y[k], k), 1))

softmax_network = Theory(network, softmax_layer)

with result(
    "log-likelihood-output-error",
    theory=Theory(softmax_network, cost(-log(a[L, correct])), one_hot),
    remark="Beyond the text, this result has the same output error for all desired outputs that sum to 1.",
) as log_likelihood_output_error:
    d = log_likelihood_output_error
    positive = d.start(a[L, j], "Activations are positive")
    d.gt(0, by=definition_of(a))

    common = d.start(Partial(C_x, b[L, j]), "The part that both cases share", positive)
    d.eq(delta[L, j], by=bp3)
    d.eq(Partial(C_x, z[L, j]), by=definition_of(delta))
    d.eq(Sum(Partial(C_x, a[L, k]) * Partial(a[L, k], z[L, j]), k), by=chain_rule(a[L, k], k))
    d.eq(Partial(C_x, a[L, correct]) * Partial(a[L, correct], z[L, j]), by=definition_of(C_x))
    d.eq(-1 / a[L, correct] * Partial(a[L, correct], z[L, j]), by=[definition_of(C_x), differentiation])

    if_right = d.start(Partial(C_x, b[L, j]), "The neuron of the correct class", positive, right)
    d.eq(-1 / a[L, j] * ((exp(-z[L, j]) * others) * a[L, j] ** 2), by=[common, own.equality, right])
    d.eq(-a[L, j] * (1 + exp(-z[L, j]) * others - 1), by=algebra)
    d.eq(-a[L, j] * (1 / a[L, j] - 1), by=form)
    d.eq(a[L, j] - 1, by=algebra)
    d.eq(a[L, j] - y[j], by=[definition_of(y), right])

    if_wrong = d.start(Partial(C_x, b[L, j]), "Any other neuron", positive, wrong)
    d.eq(
        -1 / a[L, correct] * (-(exp(-z[L, correct]) * exp(z[L, j])) * a[L, correct] ** 2),
        by=[common, other.equality, wrong],
    )
    d.eq(a[L, correct] * exp(-z[L, correct]) * exp(z[L, j]), by=algebra)
    d.eq(exp(z[L, correct]) / Sum(exp(z[L, k]), k) * exp(-z[L, correct]) * exp(z[L, j]), by=definition_of(a))
    d.eq(exp(z[L, j]) / Sum(exp(z[L, k]), k), by=algebra)
    d.eq(a[L, j], by=definition_of(a))
    d.eq(a[L, j] - y[j], by=[definition_of(y), wrong])

    by_bias = d.start(Partial(C_x, b[L, j]), "Equation (81), for every neuron")
    d.eq(a[L, j] - y[j], by=[if_right, if_wrong, definition_of(y)])

    output_error = d.start(delta[L, j], "The output error")
    d.eq(Partial(C_x, b[L, j]), by=bp3)
    d.eq(a[L, j] - y[j], by=by_bias)

    d.start(Vector(delta[L, j], j), "The output error as a vector")
    d.eq(Vector(a[L, j], j) - Vector(y[j], j), by=output_error)

    by_weight = d.start(Partial(C_x, w[L, j, k_before]), "Equation (82)")
    d.eq(a[L - 1, k_before] * delta[L, j], by=bp4)
    d.eq(a[L - 1, k_before] * (a[L, j] - y[j]), by=output_error)

    soft_targets = Theory(softmax_network, cost(-Sum(y[k] * log(a[L, k]), k)), distribution, positive)
    soft = d.start(delta[L, j], "The output error for any desired output that sums to 1", theory=soft_targets)
    d.eq(Partial(C_x, z[L, j]), by=definition_of(delta))
    d.eq(Sum(Partial(C_x, a[L, k]) * Partial(a[L, k], z[L, j]), k), by=chain_rule(a[L, k], k))
    d.eq(Sum(-y[k] / a[L, k] * Partial(a[L, k], z[L, j]), k), by=[definition_of(C_x), differentiation])
    d.eq(Sum(-y[k] / a[L, k] * (a[L, k] * (Kronecker(k, j) - a[L, j])), k), by=partials)
    d.eq(a[L, j] * Sum(y[k], k) - y[j], by=algebra)
    d.eq(a[L, j] - y[j], by=distribution)

    d.concludes(output_error, by_bias, by_weight, soft)
