"""The false steps of the text: each as the text has it, to be refuted, and as it should read."""

from __future__ import annotations

from dataclasses import dataclass

from sympy import Expr, evaluate, exp

from derivations.chapter.log_likelihood_output_error import if_right
from derivations.chapter.softmax_monotonicity import others, own
from derivations.notation import L, a, z
from derivations.proof import Claim, Result, Step
from derivations.proof.statements.chains import Words


@dataclass(frozen=True)
class Erratum:
    """A false step: the result it belongs to, its place in the text, the step as it is there, the claim as it should
    read, and what went wrong, in one sentence."""

    of: Result
    where: str
    step: Step
    correct: Claim
    slip: Words


def _erratum(where: str, correct: Step, slip: Words, *, left: Expr | None = None, right: Expr | None = None) -> Erratum:
    """The text's version of a correct step, with another side."""
    claim = correct.claim
    wrong = Claim(claim.lhs if left is None else left, claim.relation, claim.rhs if right is None else right)
    assert correct.chain is not None
    return Erratum(correct.chain.derivation, where, Step(wrong, correct.by, correct.theory), claim, slip)


(j,) = (index for index in own.start.free_symbols if index.name == "j")

with evaluate(False):
    ERRATA = (
        _erratum(
            "Exercise 5, second line for k = j",
            own.steps[1],
            (
                "The derivative of ",
                exp(-z[L, j]),
                " is ",
                -exp(-z[L, j]),
                "; the text loses the minus sign in the exponent, and the third line repeats this slip.",
            ),
            right=(exp(z[L, j]) * others) * (1 + exp(-z[L, j]) * others) ** -2,
        ),
        _erratum(
            "Problem 5, first line for the correct neuron",
            if_right.steps[0],
            ("The text substitutes the false expression of Exercise 5.",),
            right=-1 / a[L, j] * ((exp(z[L, j]) * others) * a[L, j] ** 2),
        ),
        _erratum(
            "Problem 5, third line for the correct neuron",
            if_right.steps[2],
            (
                "The reciprocal of ",
                a[L, j],
                " is ",
                1 + exp(-z[L, j]) * others,
                ", and the bracket differs from it by the lost minus sign. This second slip cancels the first, so "
                "the text still ends with the right result.",
            ),
            left=-a[L, j] * (1 + exp(z[L, j]) * others - 1),
        ),
    )
