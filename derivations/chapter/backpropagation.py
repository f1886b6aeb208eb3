r"""BP1 to BP4: the four equations of backpropagation, for any differentiable cost and activation function.

Equations (BP1) to (BP4) of chapter 2 of the book, by components.
"""

from sympy import Function

from derivations.chapter.network import hidden_activation, network, output_activation
from derivations.chapter.result import result
from derivations.notation import C_x, L, Partial, Sum, a, b, delta, layers, neurons, prime, w, z
from derivations.proof import Theory, chain_rule, definition_of, differentiation

f = Function("f")
"""Any differentiable activation function."""

i, j = neurons("i j")

with result(
    "bp1",
    theory=Theory(network, output_activation(f)),
) as bp1:
    bp1.start(delta[L, j])
    bp1.eq(Partial(C_x, z[L, j]), by=definition_of(delta))
    bp1.eq(Sum(Partial(C_x, a[L, i]) * Partial(a[L, i], z[L, j]), i), by=chain_rule(a[L, i], i))
    bp1.eq(Partial(C_x, a[L, j]) * prime(f)(z[L, j]), by=definition_of(a))

(l,) = layers("l", 2, L - 1)
(j,) = neurons("j", l)
(k,) = neurons("k", l + 1)

with result(
    "bp2",
    theory=Theory(network, hidden_activation(f)),
) as bp2:
    bp2.start(delta[l, j])
    bp2.eq(Partial(C_x, z[l, j]), by=definition_of(delta))
    bp2.eq(Sum(Partial(C_x, z[l + 1, k]) * Partial(z[l + 1, k], z[l, j]), k), by=chain_rule(z[l + 1, k], k))
    bp2.eq(Sum(delta[l + 1, k] * Partial(z[l + 1, k], z[l, j]), k), by=definition_of(delta))
    bp2.eq(
        Sum(w[l + 1, k, j] * delta[l + 1, k], k) * prime(f)(z[l, j]),
        by=[definition_of(z), definition_of(a), differentiation],
    )

(l,) = layers("l", 2, L)
(i, j) = neurons("i j", l)
(k,) = neurons("k", l - 1)

with result(
    "bp3",
    theory=network,
) as bp3:
    bp3.start(Partial(C_x, b[l, j]))
    bp3.eq(Sum(Partial(C_x, z[l, i]) * Partial(z[l, i], b[l, j]), i), by=chain_rule(z[l, i], i))
    bp3.eq(Partial(C_x, z[l, j]), by=[definition_of(z), differentiation])
    bp3.eq(delta[l, j], by=definition_of(delta))

with result(
    "bp4",
    theory=network,
) as bp4:
    bp4.start(Partial(C_x, w[l, j, k]))
    bp4.eq(Sum(Partial(C_x, z[l, i]) * Partial(z[l, i], w[l, j, k]), i), by=chain_rule(z[l, i], i))
    bp4.eq(Partial(C_x, z[l, j]) * a[l - 1, k], by=[definition_of(z), differentiation])
    bp4.eq(a[l - 1, k] * delta[l, j], by=definition_of(delta))
