"""What a claim says in Coq: of numbers, of functions that tend to something, of formulas that may have no value."""

from __future__ import annotations

from typing import Any

import sympy
from sympy import Symbol, exp, log

from derivations.certificate.language.calculus import NoTranslation
from derivations.certificate.language.terms import App, Lambda, Number, Term, Var, written
from derivations.certificate.lemmas.hypotheses import RELATIONS, related
from derivations.certificate.translation.model import Model
from derivations.certificate.translation.translate import translate
from derivations.notation import Lim, sigma
from derivations.notation.relations import SIGNS
from derivations.proof.statements.claim import ELEMENT, EQUIVALENT, NOT_ELEMENT, Claim

ENDS = {sympy.oo: "p_infty", -sympy.oo: "m_infty"}
OPERATIONS = {log: "natural_log", exp: "exponential"}
"""The library's operations on partial numbers."""


def claim_text(model: Model, claim: Claim) -> str:
    """A claim in Coq, derivatives being numbers.  Raises :class:`NoTranslation`."""
    if isinstance(claim.lhs, Lim) and isinstance(claim.rhs, Lim):
        return f"forall v, {_tends(model, claim.rhs, None)} -> {_tends(model, claim.lhs, None)}"
    if isinstance(claim.lhs, Lim):
        return _tends(model, claim.lhs, claim.rhs)
    if claim.relation in RELATIONS:
        left, right = (translate(model, side) for side in claim.sides)
        return related(left, claim.relation, right)
    if claim.relation == EQUIVALENT:
        return " <-> ".join(_relation_text(model, side) for side in claim.sides)
    if claim.relation in (ELEMENT, NOT_ELEMENT):
        predicate = "has_value" if claim.relation == ELEMENT else "has_no_value"
        return f"{predicate} ({_partial_value(model, claim.lhs)})%partial"
    raise NoTranslation(f"a claim with {claim.relation}")


def _relation_text(model: Model, relation: Any) -> str:
    """A relation between numbers, as it stands in an equivalence."""
    left, right = (translate(model, side) for side in relation.args)
    return related(left, SIGNS[type(relation)], right)


def _tends(model: Model, limit: Lim, value: Any) -> str:
    """``is_lim function point value``; without a value, to the variable v."""
    model.refuse_whole(limit.variable)
    function = written(Lambda(model.name(limit.variable), translate(model, limit.of)), 9)
    if limit.point == sympy.oo:
        if value is None:
            return f"is_lim {function} p_infty v"
        end = ENDS.get(value) or f"(Finite {written(translate(model, value), 9)})"
        return f"is_lim {function} p_infty {end}"
    if limit.point == 0 and value is not None and value not in ENDS:
        return f"filterlim {function} (at_right 0) (locally {written(translate(model, value), 9)})"
    raise NoTranslation(f"the limit of {limit.of} as {limit.variable} tends to {limit.point}")


def _partial_value(model: Model, expression: Any) -> Term:
    """A formula as a partial number: operations with all reals keep their names of the library."""
    match expression:
        case sympy.Rational() | Symbol() | sigma():
            return App("number", (translate(model, expression),))
        case sympy.Add():
            first, *others = expression.args
            result = _partial_value(model, first)
            for other in others:
                match _partial_value(model, other):
                    case App("neg", (argument,)):
                        result = App("-", (result, argument))
                    case value:
                        result = App("+", (result, value))
            return result
        case sympy.Mul():
            return _product(model, expression)
        case sympy.Pow(args=(base, sympy.Integer() as exponent)):
            power = App("raise", (_partial_value(model, base), Var(f"{abs(int(exponent))}%nat")))
            return App("inv", (power,)) if exponent < 0 else power
        case log() | exp():
            return App(OPERATIONS[type(expression)], (_partial_value(model, expression.args[0]),))
    raise NoTranslation(f"whether {expression} has a value")


def _product(model: Model, expression: Any) -> Term:
    negative = False
    result: Term | None = None
    for factor in expression.args:
        if factor == -1:
            negative ^= True
            continue
        value = _partial_value(model, factor)
        result = value if result is None else App("*", (result, value))
    result = result or App("number", (Number(1),))
    return App("neg", (result,)) if negative else result
