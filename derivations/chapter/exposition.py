"""What each result is about, in words: what the book asks, and the idea of the proof.

The results themselves are in the other modules; nothing here is proved, and no proof depends on it.
"""

from __future__ import annotations

from dataclasses import dataclass

from sympy import Symbol, evaluate, exp

from derivations.chapter.contents import BY_NAME
from derivations.notation import Eq, L, Ne, Partial, a, neurons, prime, sigma, z
from derivations.proof import Result
from derivations.proof.statements.chains import Words


@dataclass(frozen=True)
class Exposition:
    """What the book asks for, and the idea of the proof."""

    asks: Words
    idea: Words


@dataclass(frozen=True)
class Text:
    """The text whose steps the chapter verifies: what it is, its version, where it is, and what became of it."""

    name: str
    about: str
    version: str
    mended: str
    address: str
    book: str
    book_address: str


TEXT = Text(
    name="NNDL-solutions",
    about="a public set of solutions to the exercises and problems of",
    version="the notebook on chapter 3 as of commit 3ba73fa, 22 February 2019",
    mended="The authors of the solutions have since corrected these steps, on 27 February and 3 March 2020.",
    address="https://github.com/nndl-solutions/NNDL-solutions",
    book="Michael Nielsen, Neural Networks and Deep Learning, Determination Press, 2015",
    book_address="http://neuralnetworksanddeeplearning.com/chap3.html",
)

j, k = neurons("j k")
p, q = Symbol("a"), Symbol("y")
u, c = Symbol("z"), Symbol("c")
IN_CHAPTER_2 = "This equation is from chapter 2 of the book, and is not an exercise of chapter 3. "

with evaluate(False):
    EXPOSITION = {
        "bp1": Exposition(
            (
                IN_CHAPTER_2,
                "It gives the error of an output neuron as the product of the slope of the cost and the slope of the "
                "activation function.",
            ),
            (
                "The weighted input ",
                z[L, j],
                " acts on the cost only through the outputs, so the chain rule gives a sum over all output neurons. An "
                "output depends on its own weighted input alone, so one term of the sum is left.",
            ),
        ),
        "bp2": Exposition(
            (
                IN_CHAPTER_2,
                "It gives the errors of a layer in terms of the errors of the next layer. So the errors are computed "
                "from the output layer backwards, which gives backpropagation its name.",
            ),
            (
                "A change of a weighted input in one layer acts on the cost only through the weighted inputs of the "
                "next layer. The chain rule over these brings in their errors. Each of them depends on the neuron "
                "through one weight and the slope of the activation function.",
            ),
        ),
        "bp3": Exposition(
            (IN_CHAPTER_2, "It says how the cost changes with a bias."),
            (
                "A bias is a summand of exactly one weighted input, with the factor 1. So the chain rule leaves one "
                "term, which is the error.",
            ),
        ),
        "bp4": Exposition(
            (IN_CHAPTER_2, "It says how the cost changes with a weight."),
            (
                "A weight occurs in exactly one weighted input, where it multiplies one activation. So the chain rule "
                "leaves one term, the error times that activation.",
            ),
        ),
        "sigmoid-derivative": Exposition(
            ("Differentiate the sigmoid function, and write the derivative in terms of the function itself.",),
            (
                "Differentiate ",
                1 / (1 + exp(-u)),
                " as a power, and expand the product ",
                sigma(u) * (1 - sigma(u)),
                " separately. Both are the same fraction.",
            ),
        ),
        "cross-entropy-domain": Exposition(
            (
                "The desired output ",
                q,
                " and the output ",
                p,
                " are easily confused in the formula of the cross-entropy. If the two are exchanged, what happens "
                "to the formula if ",
                q,
                " is 0 or 1, and why does the correct formula not have this problem?",
            ),
            (
                "A logarithm has a value only for a positive argument. Desired outputs are often exactly 0 or 1, so "
                "they must not stand in a logarithm; the outputs of sigmoid neurons lie strictly between 0 and 1, so "
                "they may.",
            ),
        ),
        "cross-entropy-minimum": Exposition(
            (
                "The book introduces the cross-entropy for desired outputs that are 0 or 1. Show for a desired output "
                "strictly between 0 and 1 that the cost is smallest where the output equals the desired output.",
            ),
            (
                "The slope of the cost vanishes at one point only, ",
                Eq(p, q),
                ". The second derivative is positive everywhere, so the cost is strictly convex and this point is its "
                "only minimum.",
            ),
        ),
        "quadratic-output-gradient": Exposition(
            (
                "Find the gradient of the quadratic cost with respect to the weights and biases of the output layer, "
                "for a network of sigmoid neurons with any number of layers and neurons.",
            ),
            (
                "The derivative with respect to a bias is the error by (BP3); for a weight the error is multiplied by "
                "an activation, by (BP4). The error is a product by (BP1). Its factor ",
                prime(sigma)(z[L, j]),
                " is tiny where a neuron is saturated, so such a neuron learns slowly.",
            ),
        ),
        "cross-entropy-output-error": Exposition(
            (
                "Show for the cross-entropy and sigmoid neurons that the error in the output layer is the output minus "
                "the desired output. Derive the gradient from this.",
            ),
            (
                "The slope of the cross-entropy has the denominators ",
                a[L, j],
                " and ",
                1 - a[L, j],
                ". Their product is the slope of the sigmoid, so it cancels, and the factor that slows learning is "
                "gone.",
            ),
        ),
        "linear-output-error": Exposition(
            (
                "Let the neurons of the output layer be linear, with ",
                Eq(a[L, j], z[L, j]),
                ". Show that the quadratic cost then gives the same error as the cross-entropy gives with sigmoid "
                "neurons.",
            ),
            (
                "The slope of a linear activation function is 1, so (BP1) leaves only the slope of the cost. No "
                "factor slows learning.",
            ),
        ),
        "input-factor": Exposition(
            (
                "The cross-entropy removes the factor ",
                prime(sigma)(u),
                " from the gradient. Why can no choice of the cost remove the factor ",
                Symbol("x_j"),
                ", too?",
            ),
            (
                "A cost depends only on the output and the desired output. Two inputs with the same weighted input "
                "have the same output, so the cost has the same slope for both, but the gradients have the ratio of "
                "the inputs.",
            ),
        ),
        "output-sums": Exposition(
            ("Give an example of a network with sigmoid outputs that do not sum to 1.",),
            (
                "A single sigmoid output is less than 1, but two or more outputs of 2/3 sum to more than 1. Softmax "
                "divides each exponential by the sum of all, so its outputs always sum to 1.",
            ),
        ),
        "softmax-monotonicity": Exposition(
            (
                "Show that a softmax output grows with its own weighted input and falls with every other one: ",
                Partial(a[L, j], z[L, k]),
                " is positive for ",
                Eq(j, k),
                " and negative for ",
                Ne(j, k),
                ".",
            ),
            (
                "Divide numerator and denominator by ",
                exp(z[L, j]),
                ". Then the numerator is constant, and only the denominator has to be differentiated.",
            ),
        ),
        "softmax-nonlocality": Exposition(
            (
                "A sigmoid output depends on its own weighted input alone. Explain why a softmax output depends on the "
                "weighted inputs of all output neurons.",
            ),
            (
                "By the result on monotonicity no partial derivative is 0. One also sees this without derivatives: "
                "any other weighted input occurs in the denominator and nowhere else.",
            ),
        ),
        "softmax-inverse": Exposition(
            (
                "Given the outputs of a softmax layer, show that each weighted input is the logarithm of its output, "
                "up to a constant that is the same for all neurons.",
            ),
            (
                "Take the logarithm of the definition. The logarithm of the denominator is the constant, because the "
                "denominator is the same for all neurons.",
            ),
        ),
        "log-likelihood-output-error": Exposition(
            (
                "Derive equations (81) and (82) of the book: the gradient of the log-likelihood cost with respect to "
                "the biases and the weights of a softmax output layer.",
            ),
            (
                "The cost depends on one output only, that of the correct class, so the chain rule leaves one term. "
                "The derivatives of softmax have two forms, for a neuron's own weighted input and for another one. "
                "Both lead to the same difference.",
            ),
        ),
        "softmax-limit": Exposition(
            (
                "Put a positive factor ",
                c,
                " into the exponents of softmax. Show that the outputs still form a probability distribution, find "
                "their limits as ",
                c,
                " tends to infinity, and explain the name softmax.",
            ),
            (
                "Divide numerator and denominator by ",
                exp(c * z[L, j]),
                ". Each term of the sum then tends to 0, to 1, or to infinity, depending on whether its weighted input "
                "is smaller, equal, or larger. So in the limit the maximal inputs share the output equally; for a "
                "finite ",
                c,
                " the maximum is only a soft one.",
            ),
        ),
    }


def exposition(derivation: Result) -> Exposition | None:
    """The words on a result of the chapter; nothing for any other derivation, whatever its name.

    >>> from derivations import bp3
    >>> exposition(bp3).idea[0][:44]
    'A bias is a summand of exactly one weighted '
    """
    entry = BY_NAME.get(derivation.name)
    if entry is None or (derivation.title, derivation.source) != (entry.title, entry.source):
        return None
    return EXPOSITION[derivation.name]
