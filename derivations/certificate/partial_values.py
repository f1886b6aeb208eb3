"""Formulas as partial numbers, for the question whether they have a value."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import sympy
from sympy import Symbol, exp, log

from derivations.certificate.calculus import NoTranslation
from derivations.certificate.model import Model
from derivations.certificate.reasons import signs_at_hand
from derivations.certificate.terms import App, Number, Term, Var
from derivations.certificate.translate import translate
from derivations.notation import sigma
from derivations.proof.claim import ELEMENT, Claim

if TYPE_CHECKING:
    from derivations.certificate.chain import ChainProof
    from derivations.certificate.lemma import Lemma
    from derivations.certificate.statement import Statement

OPERATIONS = {log: "natural_log", exp: "exponential"}


class Values:
    """That a formula has a value, or has none."""

    def text(self, chain: Statement, claim: Claim) -> str:
        """The claim in Coq."""
        predicate = "has_value" if claim.relation == ELEMENT else "has_no_value"
        return f"{predicate} ({partial_value(chain.model, claim.lhs)})%partial"

    def proof(self, chain: ChainProof, claim: Claim, step: Any) -> list[str]:
        """By the signs of what stands in logarithms and below fractions."""
        lines = signs_at_hand(chain, step)
        for number, hypothesis in enumerate(chain.chain.theory.hypotheses, 1):
            if hypothesis in step.by:
                lines.append(f"rewrite given_{number}.")
        return [*lines, "has_its_value." if claim.relation == ELEMENT else "lacks_a_value."]

    def ending(self, chain: ChainProof, lemma: Lemma, claims: list[Claim], names: list[str]) -> Iterator[str]:
        """There is one step."""
        yield f"exact {names[0]}."


def partial_value(model: Model, expression: Any) -> Term:
    """A formula as a partial number: operations with all reals keep their names of the library."""
    match expression:
        case sympy.Rational() | Symbol() | sigma():
            return App("number", (translate(model, expression),))
        case sympy.Add():
            first, *others = expression.args
            result = partial_value(model, first)
            for other in others:
                match partial_value(model, other):
                    case App("neg", (argument,)):
                        result = App("-", (result, argument))
                    case value:
                        result = App("+", (result, value))
            return result
        case sympy.Mul():
            return _product(model, expression)
        case sympy.Pow(args=(base, sympy.Integer() as exponent)):
            power = App("raise", (partial_value(model, base), Var(f"{abs(int(exponent))}%nat")))
            return App("inv", (power,)) if exponent < 0 else power
        case log() | exp():
            return App(OPERATIONS[type(expression)], (partial_value(model, expression.args[0]),))
    raise NoTranslation(f"whether {expression} has a value")


def _product(model: Model, expression: Any) -> Term:
    negative = False
    result: Term | None = None
    for factor in expression.args:
        if factor == -1:
            negative ^= True
            continue
        value = partial_value(model, factor)
        result = value if result is None else App("*", (result, value))
    result = result or App("number", (Number(1),))
    return App("neg", (result,)) if negative else result
