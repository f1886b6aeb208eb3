"""The side conditions of a claim: what its sides need to have values, as a reader sees them in the formula."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import sympy
from sympy import Expr, Symbol

from derivations.kernel import terms as k
from derivations.kernel.terms import ZERO, Term
from derivations.kernel.theorem import NotApplicable
from derivations.notation import Entry, Family, Index, Sum, Vector, subexpressions
from derivations.notation.relations import SIGNS
from derivations.proof.finding.deciding import in_prover
from derivations.proof.finding.facts import Facts
from derivations.proof.finding.session import Unprovable
from derivations.proof.gate.expressions import Refused, number_of
from derivations.proof.gate.reading import Reading
from derivations.proof.gate.sizes import expressions_of
from derivations.proof.statements.claim import EQUIVALENT, IMPLIES, NOT_ELEMENT, Claim
from derivations.proof.statements.theory import Theory
from derivations.proof.statements.verdict import SideCondition

MOST_SHOWN = 20
"""How many operations there are in a factor that a message shows."""


def conditions_of(claim: Claim) -> tuple[SideCondition, ...]:
    """That no divisor in a claim is 0, and every argument of ln, or of a real power, is positive."""
    if claim.relation == NOT_ELEMENT:
        return ()
    sides = [part for side in claim.sides for part in (side.args if type(side) in SIGNS else (side,))]
    return tuple(dict.fromkeys(condition for side in sides for condition in _conditions(side)))


def _conditions(expression: Any) -> Iterator[SideCondition]:
    if isinstance(expression, sympy.Pow) and expression.args[0] is not sympy.E:
        base, exponent = expression.args
        constant = exponent
        if not isinstance(exponent, sympy.Number) and not exponent.free_symbols:
            with sympy.evaluate(True):
                constant = exponent.doit()
        if constant.is_Integer is not True:
            yield from _shown(base, ">")
        elif constant < 0:
            yield from _shown(base, "≠")
    elif isinstance(expression, sympy.log):
        yield from _shown(expression.args[0], ">")
    parts = (expression.body,) if isinstance(expression, Sum | Vector) else getattr(expression, "args", ())
    for part in parts:
        yield from _conditions(part)


def _shown(expression: Expr, relation: str) -> Iterator[SideCondition]:
    if expression.free_symbols:
        yield SideCondition(expression, relation)


def unmet(claim: Claim, reading: Reading, facts: Facts) -> tuple[SideCondition, ...]:
    """The side conditions that do not follow from the facts in force, for a message."""

    def work(prover: Any) -> tuple[SideCondition, ...]:
        found = []
        for condition in (*conditions_of(claim), *_factor(claim)):
            try:
                term = reading.gate.term(condition.expression)
                wanted = {"≠": k.unequal(term, ZERO), ">": k.less(ZERO, term), "<": k.less(term, ZERO)}
                if number_of(term) is None and prover.proved(wanted[condition.relation]) is None:
                    found.append(condition)
            except (Refused, NotApplicable, k.IllFormed):
                continue
        return tuple(dict.fromkeys(found))

    try:
        return in_prover(reading, facts, work)
    except (Unprovable, NotApplicable):
        return ()


def _factor(claim: Claim) -> Iterator[SideCondition]:
    """For an equivalence, the sign that the quotient of the two differences would have to have."""
    if claim.relation not in (EQUIVALENT, IMPLIES) or {type(side) for side in claim.sides} - set(SIGNS):
        return
    one, other = claim.sides
    if type(one) is not type(other):
        return
    quotient = _quotient(one, other)
    if quotient is not None and quotient.free_symbols:
        yield SideCondition(quotient, "≠" if SIGNS[type(one)] in "=≠" else ">")


def _quotient(one: Any, other: Any) -> Expr | None:
    """The quotient of the two differences, up to squares, if it is short enough to show in a message."""
    kinds = {type(part) for side in (*one.args, *other.args) for part in subexpressions(side)}
    simple = (sympy.Add, sympy.Mul, sympy.Pow, sympy.Rational)
    if not all(issubclass(kind, simple) or kind is Symbol for kind in kinds):
        return None
    with sympy.evaluate(True):
        try:
            found = sympy.cancel((one.lhs - one.rhs) / (other.lhs - other.rhs))
        except (sympy.PolynomialError, NotImplementedError, TypeError, ValueError, ZeroDivisionError):
            return None
        found = sympy.numer(found) * sympy.denom(found)
        return found if sympy.count_ops(found) < MOST_SHOWN else None


# -- conditions of the kernel's, as a reader sees them

LETTERS = "ikmqrst"


def as_condition(proposition: Term | None, symbols: dict[str, Any]) -> SideCondition | None:
    """A condition of the kernel's on the sign of a term, with SymPy's symbols; nothing for another proposition.

    ``symbols`` are families and plain symbols by the kernel's names.
    """
    if proposition is None or proposition.op not in ("<", "≠") or ZERO not in proposition.args:
        return None
    left, right = proposition.args
    term = right if left is ZERO else left
    relation = "≠" if proposition.op == "≠" else ">" if left is ZERO else "<"
    try:
        return SideCondition(_expression(term, symbols), relation)
    except KeyError:
        return None


def of_all_indices(proposition: Term | None) -> bool:
    """Whether a condition is about an index that a sum runs over."""
    return proposition is not None and any(name[1] == "\U0010ffff" for name in proposition.names)


def _expression(term: Term, symbols: dict[str, Any]) -> Any:
    def inner(part: Term) -> Any:
        return _expression(part, symbols)

    match term.op:
        case "number":
            return sympy.Rational(int(term.args[0].p), int(term.args[0].q))
        case "+":
            return sympy.Add(*map(inner, term.args), evaluate=False)
        case "*":
            return sympy.Mul(*map(inner, term.args), evaluate=False)
        case "^":
            return sympy.Pow(inner(term.args[0]), term.args[1], evaluate=False)
        case "exp" | "ln":
            return (sympy.exp if term.op == "exp" else sympy.log)(inner(term.args[0]), evaluate=False)
        case "quantity" | "count":
            symbol = symbols[term.args[0]]
            return Entry(symbol, *map(_index, term.args[1:])) if isinstance(symbol, Family) else symbol
    raise KeyError(term.op)


def _index(term: Term) -> Any:
    base, offset = term.args
    if base is None:
        return sympy.Integer(offset)
    if base.startswith("\U0010ffff"):
        name = LETTERS[int(base[1:]) % len(LETTERS)] if base[1:].isdigit() else "i"
    else:
        name = base.split("∈")[0]
    return Symbol(name) + offset


def symbols_of(theory: Theory, claim: Claim) -> dict[str, Any]:
    """The families and plain symbols of a theory and a claim, by the kernel's names."""
    expressions = [e for a in theory.assumptions for e in expressions_of(a)] + list(claim.sides)
    found: dict[str, Any] = {}
    for expression in expressions:
        for part in subexpressions(expression):
            if isinstance(part, Family):
                found[f"{part.name}[]"] = part
            elif isinstance(part, Symbol) and not isinstance(part, Index):
                found[part.name] = part
    return found
