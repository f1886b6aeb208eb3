"""Matching: for which values of its free symbols a pattern, a SymPy expression, is a given atom."""

from __future__ import annotations

import sympy
from sympy import Expr, Symbol
from sympy.core.function import AppliedUndef

from derivations.notation import Entry, Index, Partial, Prime
from derivations.notation.operators import Functional, function_name
from derivations.proof import sums
from derivations.proof.atoms import Applied, Atom, Slope, Term, Variable
from derivations.proof.ratio import Ratio
from derivations.proof.ring import Ring
from derivations.proof.translate import index_set, term


def head_of(pattern: Expr) -> object:
    """What kind of quantity a pattern speaks of, to find the patterns for an atom."""
    if isinstance(pattern, Entry):
        return pattern.family.name
    if isinstance(pattern, Symbol):
        return pattern.name
    if isinstance(pattern, Partial):
        return ("slope", head_of(pattern.of), head_of(pattern.by))
    if isinstance(pattern, Prime):
        return ("applied", function_name(pattern.of.func))
    if isinstance(pattern, sympy.Derivative):
        return ("applied", function_name(pattern.expr.func))
    return ("applied", function_name(pattern.func)) if isinstance(pattern, AppliedUndef | Functional) else None


def head_of_atom(atom: Atom) -> object:
    """The head that patterns for this atom have."""
    match atom:
        case Variable(family, _):
            return family
        case Slope(of, by):
            return ("slope", of.family, by.family)
        case Applied(function, _, _):
            return ("applied", function)
    return None


def single(pattern: Expr) -> bool:
    """Whether an expression denotes a single quantity, so that an equation for it can rewrite it."""
    if isinstance(pattern, Entry | Symbol) and not isinstance(pattern, Index):
        return True
    if isinstance(pattern, Partial):
        return isinstance(pattern.of, Entry | Symbol)
    if isinstance(pattern, sympy.Derivative):
        applied = pattern.expr
        return (
            isinstance(applied, AppliedUndef | Functional)
            and applied.args == (pattern.variables[0],)
            and len(set(pattern.variables)) == 1
        )
    if isinstance(pattern, Prime):
        return len(pattern.of.args) == 1 and isinstance(pattern.of.args[0], Entry | Symbol)
    if isinstance(pattern, AppliedUndef | Functional):
        return all(isinstance(argument, Entry | Symbol) for argument in pattern.args)
    return False


def match(ring: Ring, pattern: Expr, atom: Atom, free: frozenset[Symbol]) -> dict[Symbol, Term | Ratio] | None:
    """The values of the ``free`` symbols for which the pattern is the atom."""
    where: dict[Symbol, Term | Ratio] = {}
    return where if _match(ring, pattern, atom, free, where) and in_their_ranges(ring, where) else None


def _match(ring: Ring, pattern: Expr, atom: Atom, free: frozenset[Symbol], where: dict[Symbol, Term | Ratio]) -> bool:
    match atom, pattern:
        case Variable(), Symbol():
            return atom == Variable(pattern.name)
        case Variable(), Entry():
            return (
                atom.family == pattern.family.name
                and len(atom.indices) == len(pattern.args) - 1
                and all(_match_term(p, t, free, where) for p, t in zip(pattern.args[1:], atom.indices, strict=True))
            )
        case Slope(of, by), Partial():
            return _match(ring, pattern.of, of, free, where) and _match(ring, pattern.by, by, free, where)
        case Applied(), _:
            applied, orders = pattern, (0,) * len(atom.orders)
            if isinstance(pattern, Prime):
                applied, orders = pattern.of, (pattern.order,)
            elif isinstance(pattern, sympy.Derivative):
                applied, orders = pattern.expr, (len(pattern.variables),)
            return (
                orders == atom.orders
                and function_name(applied.func) == atom.function
                and len(applied.args) == len(atom.arguments)
                and all(
                    _match_argument(ring, p, v, free, where) for p, v in zip(applied.args, atom.arguments, strict=True)
                )
            )
    return False


def _match_argument(
    ring: Ring, pattern: Expr, value: Ratio, free: frozenset[Symbol], where: dict[Symbol, Term | Ratio]
) -> bool:
    if isinstance(pattern, Symbol) and pattern in free:
        return where.setdefault(pattern, value) == value
    atom = value.atom()
    return atom is not None and _match(ring, pattern, atom, free, where)


def _match_term(pattern: Expr, actual: Term, free: frozenset[Symbol], where: dict[Symbol, Term | Ratio]) -> bool:
    if isinstance(pattern, Index) and pattern in free:
        return where.setdefault(pattern, actual) == actual
    if isinstance(pattern, sympy.Add):
        symbols = [part for part in pattern.args if isinstance(part, Index) and part in free]
        if len(symbols) == 1:
            shift = term(pattern, {symbols[0]: Term(None)}).offset
            shifted = Term(actual.base, actual.offset - shift)
            return where.setdefault(symbols[0], shifted) == shifted
    return term(pattern) == actual


def in_their_ranges(ring: Ring, where: dict[Symbol, Term | Ratio]) -> bool:
    """Whether all indices certainly lie in the ranges of the symbols that they stand for."""
    return all(
        sums.contains(ring, index_set(symbol.range, where), value)
        for symbol, value in where.items()
        if isinstance(symbol, Index) and isinstance(value, Term)
    )
