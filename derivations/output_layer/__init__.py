"""The output layer for any cost and activation: its error, its gradient, and the cost that matches an activation.

What SymPy finds here (derivatives, simpler forms, integrals) is a line of a derivation, which the proof core decides.
"""

from derivations.output_layer.matching_cost import MatchingCost, NoMatchingCost, matching_cost
from derivations.output_layer.output_error import output_error, output_gradient
from derivations.output_layer.softmax_jacobian import softmax_jacobian

__all__ = ["MatchingCost", "NoMatchingCost", "matching_cost", "output_error", "output_gradient", "softmax_jacobian"]
