"""The contents of the chapter: each result's name, title, place in the text, and module.

Reading this table needs no computer algebra, so that listing the results is quick.
"""

from __future__ import annotations

from typing import NamedTuple


class Entry(NamedTuple):
    """One result.  ``module`` is its module in this package; the derivation there has the result's name with ``_``."""

    name: str
    title: str
    source: str
    module: str

    @property
    def attribute(self) -> str:
        return self.name.replace("-", "_")


CONTENTS = (
    Entry("bp1", "The error in the output layer", "Chapter 2, equation (BP1)", "backpropagation"),
    Entry(
        "bp2", "The error in a layer from the error in the next layer", "Chapter 2, equation (BP2)", "backpropagation"
    ),
    Entry("bp3", "The derivative of the cost with respect to a bias", "Chapter 2, equation (BP3)", "backpropagation"),
    Entry("bp4", "The derivative of the cost with respect to a weight", "Chapter 2, equation (BP4)", "backpropagation"),
    Entry("sigmoid-derivative", "The derivative of the sigmoid", "Exercise 1", "sigmoid_derivative"),
    Entry("cross-entropy-domain", "Where the cross-entropy has a value", "Exercise 2", "cross_entropy_domain"),
    Entry("cross-entropy-minimum", "The minimum of the cross-entropy", "Exercise 3", "cross_entropy_minimum"),
    Entry(
        "quadratic-output-gradient",
        "The gradient of the quadratic cost in the output layer",
        "Problem 1",
        "quadratic_output_gradient",
    ),
    Entry(
        "cross-entropy-output-error",
        "The output error of sigmoid neurons with the cross-entropy cost",
        "Problem 1",
        "cross_entropy_output_error",
    ),
    Entry(
        "linear-output-error",
        "The output error of linear neurons with the quadratic cost",
        "Problem 2",
        "linear_output_error",
    ),
    Entry("input-factor", "No cost removes the input from the gradient", "Problem 3", "input_factor"),
    Entry("output-sums", "Sigmoid outputs need not sum to 1, softmax outputs do", "Exercise 4", "output_sums"),
    Entry("softmax-monotonicity", "Monotonicity of softmax", "Exercise 5", "softmax_monotonicity"),
    Entry("softmax-nonlocality", "Non-locality of softmax", "Exercise 6", "softmax_nonlocality"),
    Entry("softmax-inverse", "Inverting the softmax layer", "Problem 4", "softmax_inverse"),
    Entry(
        "log-likelihood-output-error",
        "The output error of a softmax layer with the log-likelihood cost",
        "Problem 5, equations (81) and (82)",
        "log_likelihood_output_error",
    ),
    Entry("softmax-limit", "The limit of softmax", "Problem 6", "softmax_limit"),
)

BY_NAME = {entry.name: entry for entry in CONTENTS}
