r"""The softmax output layer, equation (78): :math:`a^L_j = e^{z^L_j} / \sum_k e^{z^L_k}`."""

from sympy import exp

from derivations.notation import L, Sum, a, neurons, z
from derivations.proof import Definition

j, k = neurons("j k")

softmax_layer = Definition(a[L, j], exp(z[L, j]) / Sum(exp(z[L, k]), k))
