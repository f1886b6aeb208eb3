"""The network that the chapter speaks of: what its quantities are and what they depend on."""

from __future__ import annotations

from typing import Any

from sympy import Expr, evaluate, log

from derivations.notation import C_total, C_x, L, Partial, Sum, a, b, delta, layers, n, neurons, w, width, x, y, z
from derivations.proof import Definition, Dependency, Theory, whole

(l,) = layers("l", 2, L)
i, j, k = neurons("i j k")
j_l, k_l = neurons("j k", l)
(k_before,) = neurons("k", l - 1)

structure = Theory(
    Dependency(C_x, a[L, j]),
    Dependency(a[l, j_l], z[l, k_l]),
    Dependency(z[l, j_l], w[l, j_l, k_before]),
    Dependency(z[l, j_l], b[l, j_l]),
    Dependency(z[l, j_l], a[l - 1, k_before]),
    whole(n, at_least=1),
    whole(width[l], at_least=1),
)
"""Each layer depends on the one before it, and the cost of an example on the activations of the output layer."""

with evaluate(False):
    weighted_input = Definition(z[l, j_l], Sum(w[l, j_l, k_before] * a[l - 1, k_before], k_before) + b[l, j_l])
"""Equation (25) of the book, by components."""

error = Definition(delta[l, j_l], Partial(C_x, z[l, j_l]))
"""Equation (29)."""

network = Theory(structure, weighted_input, error)

average_cost = Definition(C_total, Sum(C_x, x) / n)
"""The cost is the average of the costs of the training examples."""


def output_activation(function: Any) -> Definition:
    """``a^L_j = function(z^L_j)``."""
    return Definition(a[L, j], function(z[L, j]))


def hidden_activation(function: Any) -> Definition:
    """``a^l_j = function(z^l_j)`` in the layers before the last."""
    (hidden,) = layers("l", 2, L - 1)
    (neuron,) = neurons("j", hidden)
    return Definition(a[hidden, neuron], function(z[hidden, neuron]))


def cost(of_one_example: Expr) -> Definition:
    """The cost of one training example."""
    return Definition(C_x, of_one_example)


with evaluate(False):
    quadratic_cost = cost(Sum((a[L, i] - y[i]) ** 2, i) / 2)
    cross_entropy_cost = cost(-Sum(y[i] * log(a[L, i]) + (1 - y[i]) * log(1 - a[L, i]), i))
