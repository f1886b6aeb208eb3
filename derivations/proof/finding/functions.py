"""Functions of which identities are known: their arguments taken apart, and equations between several of them."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress

from flint import fmpq

from derivations.kernel import algebra, calculus
from derivations.kernel import terms as k
from derivations.kernel.claims import transitive
from derivations.kernel.terms import Term
from derivations.kernel.theorem import NotApplicable, Theorem, substitute
from derivations.proof.finding.facts import Fact, head
from derivations.proof.finding.matching import match
from derivations.proof.finding.session import Session, Unprovable


def taken_apart(s: Session, leaf: Term) -> Theorem | None:
    """``f(-u)`` and ``f(u + v)`` by facts about them: a negative argument made positive, a sum split into two parts."""
    for fact in s.facts.equations_by_head.get(head(leaf), ()):
        if len(fact.left.args) != 3 or fact.left.args[1] != leaf.args[1]:
            continue
        values = _values(s, fact, leaf.args[2])
        if values is None:
            continue
        with suppress(NotApplicable, Unprovable):
            instance = substitute(fact.theorem, tuple(values.items()))
            written = algebra.replace(leaf, (s.equation(leaf.args[2], instance.claim.args[0].args[2]),))
            return s.discharge(transitive(written, instance))
    return None


def _values(s: Session, fact: Fact, argument: Term) -> dict[Term, Term] | None:
    """What the variables of a fact about ``f(-u)`` or ``f(u + v)`` stand for at an argument that it simplifies."""
    pattern = fact.left.args[2]
    variables = [part for part in pattern.args if isinstance(part, Term) and _is_free(part, fact)]
    num, den = s.value(argument)
    summands = [(s.ring.context.from_dict({exponents: fmpq(1)}), coefficient) for exponents, coefficient in num.terms()]
    negative = bool(summands) and summands[0][1] < 0
    if pattern.op == "*" and len(variables) == 1 and pattern.args[0] is k.number(-1):
        return {variables[0]: s.term((-num, den))} if negative else None
    if pattern.op != "+" or len(variables) != len(pattern.args) or len(variables) != 2 or negative:
        return None
    if len(summands) == 1:
        ((monomial, times),) = summands
        if times.q != 1 or times < 2:
            return None
        first, second = monomial, (times - 1) * monomial
    elif summands:
        first, second = summands[0][1] * summands[0][0], num - summands[0][1] * summands[0][0]
    else:
        return None
    return {variables[0]: s.term((first, den)), variables[1]: s.term((second, den))}


def _is_free(part: Term, fact: Fact) -> bool:
    return part.op == "quantity" and not part.names.isdisjoint(fact.free)


def differentiated(s: Session, leaf: Term) -> Theorem | None:
    """A higher derivative at a quantity, from a fact about the one before it: both sides differentiated."""
    name, (order, *others), by, *_ = leaf.args
    if others or order < 2 or by.op != "quantity":
        return None
    lower = k.apply(name, (order - 1,), by)
    for theorem in s.instances(s.facts.equations, lower):
        with suppress(NotApplicable, Unprovable):
            slope = algebra.symmetric(calculus.derivative(lower, by))
            whole = transitive(algebra.field(leaf, slope.claim.args[0]), slope)
            return s.discharge(transitive(whole, calculus.equals_under_derivative(by, theorem)))
    return None


def identities(s: Session, atom: Term) -> Iterator[Theorem]:
    """The equations between several quantities, or functions, that speak of an atom, with its indices put in."""
    for fact in s.facts.identities:
        for part in k.parts(fact.theorem.claim):
            found = match(part, atom, fact.free) if part.op == atom.op and head(part) == head(atom) else None
            if found is not None and len(found) == len(fact.free):
                with suppress(NotApplicable, Unprovable):
                    yield s.discharge(substitute(fact.theorem, tuple(found.items())))
                break
