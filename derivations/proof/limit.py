"""Limits by the limit laws, for sums over any number of terms.

At a finite point a continuous expression has its value as its limit.  At infinity the laws for sums, products,
quotients and exponentials are applied from the inside outwards; what an exponent tends to is decided by the sign of
its factor.  A sum over an index set in parts is taken part by part, and a sum of positive terms, one of which tends to
infinity, does so too.
"""

from __future__ import annotations

from typing import TypeAlias

import sympy
from sympy import Expr, Symbol
from sympy.core.function import AppliedUndef

from derivations.notation import Entry, Lim, Sum, rebuilt, replaced
from derivations.notation.operators import Functional
from derivations.proof import elementary, sums
from derivations.proof.atoms import Named, Set, Term, Variable
from derivations.proof.knowledge import Equation
from derivations.proof.ratio import Ratio
from derivations.proof.ring import Ring, Unsupported
from derivations.proof.sign import NEGATIVE, NONNEGATIVE, POSITIVE, sign
from derivations.proof.theory import head
from derivations.proof.translate import Environment, index_set, term, translate

Extended: TypeAlias = "Ratio | int"
"""A finite limit, or ``+1`` and ``-1`` for the two infinities."""

QUANTITIES = (Entry, Symbol, AppliedUndef, Functional)
"""What may have a definition, in which the variable of a limit may be hidden."""

CONTINUOUS = (sympy.Add, sympy.Mul, sympy.Pow, sympy.exp, sympy.log, sympy.tanh, Sum)


def limit(ring: Ring, expression: Lim, where: Environment) -> Extended:
    """The limit, or :class:`Unsupported` where the laws do not give one."""
    expression = Lim(unfolded(ring, expression.of, expression.variable), expression.variable, expression.point)
    if expression.point is sympy.oo:
        # the bound variable is none of the quantities that facts or hypotheses speak of
        bound = ring.generator(Variable("#limit"))
        return _at_infinity(ring, expression.of, expression.variable, {**where, expression.variable: bound})
    _check_continuous(expression.of, expression.variable)
    point = translate(ring, expression.point, where)
    return translate(ring, expression.of, {**where, expression.variable: point})


def unfolded(ring: Ring, expression: Expr, variable: Symbol) -> Expr:
    """The expression with each quantity that the variable is hidden in replaced by what a fact in force says it is."""
    if variable in expression.free_symbols and not isinstance(expression, Entry | Symbol):
        return rebuilt(expression, [unfolded(ring, part, variable) for part in expression.args])
    if not _hidden_in(ring, expression, variable, set()):
        return expression
    if not isinstance(expression, QUANTITIES):
        return rebuilt(expression, [unfolded(ring, part, variable) for part in expression.args])
    for equation in ring.knowledge.equations_for(expression):
        where = _same_shape(equation, expression)
        if where is not None and ring.knowledge.holds_for(ring, equation, where):
            return unfolded(ring, replaced(equation.right, where), variable)
    raise Unsupported(f"{expression} depends on {variable}: name what it is equal to")


def _hidden_in(ring: Ring, expression: Expr, variable: Symbol, seen: set[object]) -> bool:
    """Whether the variable occurs in the definition of a quantity in the expression."""
    if isinstance(expression, QUANTITIES):
        definition = ring.knowledge.theory.definition_of(expression)
        if definition is not None and head(expression) not in seen:
            seen = seen | {head(expression)}
            free = definition.right.free_symbols - definition.left.free_symbols
            if variable in free or _hidden_in(ring, definition.right, variable, seen):
                return True
    parts = (expression.body,) if isinstance(expression, Sum) else expression.args
    return any(_hidden_in(ring, part, variable, seen) for part in parts if isinstance(part, Expr))


def _same_shape(equation: Equation, expression: Expr) -> dict[Symbol, Expr] | None:
    where: dict[Symbol, Expr] = {}
    if isinstance(expression, Symbol):
        return where if equation.left == expression else None
    if equation.left.func != expression.func or len(equation.left.args) != len(expression.args):
        return None
    for pattern, actual in zip(equation.left.args, expression.args, strict=True):
        if pattern in equation.variables:
            if where.setdefault(pattern, actual) != actual:
                return None
        elif pattern != actual:
            return None
    return where


def _check_continuous(expression: Expr, variable: Symbol) -> None:
    if variable in expression.free_symbols and expression != variable:
        if not isinstance(expression, CONTINUOUS):
            raise Unsupported(f"{type(expression).__name__} is not known to be continuous")
        for part in expression.args[:1] if isinstance(expression, Sum) else expression.args:
            _check_continuous(part, variable)


def _at_infinity(ring: Ring, expression: Expr, variable: Symbol, where: Environment) -> Extended:
    if variable not in expression.free_symbols:
        return translate(ring, expression, where)
    if expression == variable:
        return 1
    for fact in ring.knowledge.limits:
        if fact.left.of == expression and fact.left.variable == variable and fact.left.point is sympy.oo:
            ring.knowledge.used[fact.source] = None
            return 1 if fact.right is sympy.oo else translate(ring, fact.right, where)
    match expression:
        case sympy.Add():
            return _sum_of([_at_infinity(ring, part, variable, where) for part in expression.args], ring)
        case sympy.Mul():
            if translate(ring, expression, where).reduced().is_zero():
                return ring.zero
            return _product_of([_at_infinity(ring, factor, variable, where) for factor in expression.args], ring)
        case sympy.Pow() if isinstance(expression.args[1], sympy.Integer):
            return _power(
                ring,
                _at_infinity(ring, expression.args[0], variable, where),
                int(expression.args[1]),
                expression.args[0],
            )
        case sympy.exp():
            exponent = _at_infinity(ring, expression.args[0], variable, where)
            if isinstance(exponent, Ratio):
                return elementary.exponential(ring, exponent)
            return 1 if exponent > 0 else ring.zero
        case Sum():
            return _of_sum(ring, expression, variable, where)
    raise Unsupported(f"no limit law for {type(expression).__name__}")


def _sum_of(parts: list[Extended], ring: Ring) -> Extended:
    infinite = {part for part in parts if isinstance(part, int)}
    if len(infinite) > 1:
        raise Unsupported("a limit of the form oo - oo")
    if infinite:
        return infinite.pop()
    total = ring.zero
    for part in parts:
        if isinstance(part, Ratio):
            total = total + part
    return total


def _product_of(factors: list[Extended], ring: Ring) -> Extended:
    finite, direction, infinite = ring.one, 1, False
    for factor in factors:
        if isinstance(factor, Ratio):
            finite = finite * factor
        else:
            infinite, direction = True, direction * factor
    if not infinite:
        return finite
    known = sign(ring, finite)
    if known == POSITIVE:
        return direction
    if known == NEGATIVE:
        return -direction
    raise Unsupported("a limit of the form 0 * oo, or of an infinite quantity times one whose sign is not known")


def _power(ring: Ring, base: Extended, exponent: int, shown: Expr) -> Extended:
    if isinstance(base, Ratio):
        if exponent < 0:
            if base.is_zero():
                raise Unsupported("a limit of the form 1/0")
            ring.require("nonzero", base, shown)
        return base**exponent
    if exponent == 0:
        return ring.one
    return ring.zero if exponent < 0 else base**exponent


def _of_sum(ring: Ring, expression: Sum, variable: Symbol, where: Environment) -> Extended:
    over = index_set(expression.index.range, where)
    left_out = [term(point, where) for point in expression.without]
    if any(not sums.contains(ring, over, point) for point in left_out):
        raise Unsupported("an index left out of a sum may lie outside of its range")

    def at(place: Term) -> Extended:
        return _at_infinity(ring, expression.body, variable, {**where, expression.index: place})

    if _dominated_from_below(ring, expression, over, left_out, where, at):
        return 1
    pieces: list[Extended] = []
    for part in ring.knowledge.parts(over) or (over,):
        here = ring.fresh(part)
        inside = at(Term(here))
        if not isinstance(inside, Ratio):
            raise Unsupported("a sum of infinite limits over a set that may be empty")
        pieces.append(sums.total(ring, here, inside))
    total = _sum_of(pieces, ring)
    for i, point in enumerate(left_out):
        gone = at(point)
        if not isinstance(gone, Ratio) or not isinstance(total, Ratio):
            raise Unsupported("a limit of the form oo - oo")
        for earlier in left_out[:i]:
            gone = gone * (ring.one - sums.equal(ring, earlier, point))
        total = total - gone
    return total


def _dominated_from_below(
    ring: Ring, expression: Sum, over: Set, left_out: list[Term], where: Environment, at: object
) -> bool:
    """Whether no term is negative and one, at an index that is named or in a part, tends to infinity."""
    assert callable(at)
    here = Term(ring.fresh(over))
    if not sign(ring, translate(ring, expression.body, {**where, expression.index: here})) <= NONNEGATIVE:
        return False
    named = [term(index, where) for index in ring.knowledge.named_indices]
    parts = [part for part in ring.knowledge.parts(over) if sign(ring, sums.size(ring, part)) == POSITIVE]
    for place in named + [Term(ring.fresh(part)) for part in parts]:
        inside = isinstance(place.base, Named) and sums.contains(ring, over, place)
        if inside and all(sums.equal(ring, place, point).is_zero() for point in left_out):
            try:
                if at(place) == 1:
                    return True
            except Unsupported:
                continue
    return False
