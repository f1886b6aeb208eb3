r"""What the field's named things are, where a document uses them without saying so.

A convention is used only where the names that it speaks of occur in the section, and where the words, or the formulas,
call for it; a verdict that rests on one lists it.  ``LL`` stands for a layer, ``L0`` for the layer before it.
"""

from __future__ import annotations

from dataclasses import dataclass

from derivations.document.syntax.names import table


@dataclass(frozen=True)
class Convention:
    """``formula``, called ``name``; ``words`` are those of which one has to occur, if any are listed.

    ``function`` is one that the section has to apply.  ``names`` are the names, with a number of subscripts each,
    that the section has to use.
    """

    name: str
    formula: str
    names: tuple[tuple[str, int], ...]
    words: tuple[str, ...] = ()
    function: str = ""


LAYERED = (
    Convention("weighted input", r"z_j^{LL} = \sum_k w_{jk}^{LL} a_k^{L0} + b_j^{LL}", (("z", 1),)),
    Convention(
        "softmax output layer", r"a_j^{LL} = \frac{e^{z_j^{LL}}}{\sum_k e^{z_k^{LL}}}", (("a", 1), ("z", 1)),
        ("softmax",),
    ),
    Convention(
        "linear output layer", r"a_j^{LL} = z_j^{LL}", (("a", 1), ("z", 1)),
        ("linear neuron", "linear output", "linear activation", "identity activation"),
    ),
    Convention("sigmoid neurons", r"a_j^{LL} = \sigma(z_j^{LL})", (("a", 1), ("z", 1)), function="sigma"),
    Convention("neurons with the activation function f", r"a_j^{LL} = f(z_j^{LL})", (("a", 1), ("z", 1)), function="f"),
    Convention("neurons with the activation function g", r"a_j^{LL} = g(z_j^{LL})", (("a", 1), ("z", 1)), function="g"),
    Convention("tanh neurons", r"a_j^{LL} = \tanh(z_j^{LL})", (("a", 1), ("z", 1)), function="tanh"),
    Convention("error of a neuron", r"\delta_j^{LL} = \frac{\partial C}{\partial z_j^{LL}}", (("delta", 1),)),
    Convention(
        "log-likelihood cost", r"C = - \sum_j y_j \ln a_j^{LL}", (("C", 0), ("a", 1), ("y", 1)),
        ("log-likelihood", "log likelihood"),
    ),
    Convention(
        "cross-entropy cost", r"C = - \sum_j (y_j \ln a_j^{LL} + (1 - y_j) \ln(1 - a_j^{LL}))",
        (("C", 0), ("a", 1), ("y", 1)),
        ("cross-entropy", "cross entropy"),
    ),
    Convention(
        "quadratic cost", r"C = \frac{1}{2} \sum_j (a_j^{LL} - y_j)^2", (("C", 0), ("a", 1), ("y", 1)),
        ("quadratic cost", "quadratic", "mean squared", "squared error"),
    ),
)  # fmt: skip
"""Conventions about the layers of a network, in the notation of Nielsen's book."""

PLAIN = (
    Convention("weighted input", r"z = \sum_i w_i x_i + b", (("z", 0), ("w", 1), ("x", 1), ("b", 0))),
    Convention("error of a neuron", r"\delta_j = \frac{\partial C}{\partial z_j}", (("delta", 1), ("z", 1), ("C", 0))),
    Convention(
        "softmax output layer", r"a_j = \frac{e^{z_j}}{\sum_k e^{z_k}}", (("a", 1), ("z", 1)), ("softmax",),
    ),
)  # fmt: skip
"""Conventions about one layer alone."""

WORDS = {convention.name: convention.words for convention in (*LAYERED, *PLAIN)}
"""The words that call for each convention."""

DISTRIBUTED = table("""probability probabilities distribution distributions softmax one-hot label labels class classes
    target targets entropy cross-entropy likelihood log-likelihood""")
"""Words of a text in which labels or probabilities may be understood to sum to 1."""

DISTRIBUTIONS = frozenset("ytpqŷπ1PQ")
"""First letters of what, with an index, may be probabilities or labels that sum to 1."""
