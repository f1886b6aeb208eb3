"""Writing expressions down as they stand: one walk over the expression, two styles.

SymPy's printers reorder terms and join what is written apart.  These keep the order and the grouping of an expression
that was made without evaluation, write a division as a fraction and a negative power as a power, and know the field's
scripts: :math:`w^l_{jk}`.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable
from typing import Any

import sympy
from sympy import Expr
from sympy.core.function import AppliedUndef
from sympy.core.relational import Relational

from derivations.notation.indices import Entry, Family, Index
from derivations.notation.operators import Cases, Functional, Kronecker, Lim, Partial, Prime, Sum, Vector
from derivations.notation.relations import SIGNS

ADDITION, OPEN, PRODUCT, FACTOR, POWER, ATOM = range(6)
"""How tightly a piece of writing holds together.  What is open reaches as far to the right as it can, as a sum does."""

Piece = tuple[str, int]


class Formula(tuple[Any, ...]):
    """Expressions and signs in a row, written as one formula: ``Formula(0, "<", a, "<", 1)``."""

    __slots__ = ()

    def __new__(cls, *parts: Any) -> Formula:
        return tuple.__new__(cls, parts)


class Writer(ABC):
    """Writes expressions; the subclasses say how the pieces look."""

    def write(self, expression: Any) -> str:
        """An expression or a relation as text."""
        return self._piece(expression)[0]

    def at_least(self, level: int, expression: Expr) -> str:
        """The expression, in brackets if it holds together less tightly than ``level``."""
        text, mine = self._piece(expression)
        return text if mine >= level else self.brackets(text)

    def _piece(self, expression: Any) -> Piece:
        writer = WRITERS.get(type(expression))
        if writer is None:
            writer = next((w for kind, w in WRITERS.items() if isinstance(expression, kind)), None)
        if writer is None:
            return str(expression), ADDITION
        return writer(self, expression)

    # -- what the styles say

    @abstractmethod
    def brackets(self, text: str) -> str: ...
    @abstractmethod
    def name(self, name: str) -> str: ...
    @abstractmethod
    def scripts(self, name: str, up: list[str], down: list[str]) -> str: ...
    @abstractmethod
    def fraction(self, top: Expr, bottom: Expr, *, sign: str = "") -> Piece: ...
    @abstractmethod
    def power(self, base: str, exponent: str) -> str: ...
    @abstractmethod
    def times(self, factors: list[str]) -> str: ...
    @abstractmethod
    def call(self, function: str, argument: str) -> str: ...
    @abstractmethod
    def sum(self, index: str, conditions: list[str], body: str) -> str: ...
    @abstractmethod
    def limit(self, variable: str, point: str, body: str) -> str: ...
    @abstractmethod
    def partial(self, of: Expr, by: Expr, order: int, d: str) -> Piece: ...
    @abstractmethod
    def cases(self, rows: list[tuple[str, str]]) -> str: ...
    @abstractmethod
    def symbol(self, what: str) -> str:
        """How one of the signs in the style's table looks."""


# -- walking an expression


def _entry(w: Writer, entry: Entry) -> Piece:
    family = entry.family
    where = [w.write(index) for index in entry.indices]
    up, down = where[: family.up], where[family.up :]
    if family.example is not None:
        example = entry.args[1]
        if family.shown:
            down = [w.write(example), *down]
        elif example != family.example:
            up = [f"({w.write(example)})", *up]
    # what has a superscript is bracketed before it gets an exponent
    return w.scripts(family.latex_name, up, down), POWER if up else ATOM


def _add(w: Writer, expression: Expr) -> Piece:
    text = ""
    for i, part in enumerate(_terms(expression)):
        negative, rest = _without_sign(part)
        body = w.at_least(OPEN, rest)
        text += (f"-{body}" if negative else body) if i == 0 else f" {'-' if negative else '+'} {body}"
    return text, ADDITION


def _terms(expression: Expr) -> list[Expr]:
    """The terms of a sum as it is written from left to right; nobody writes -1 + l for l - 1."""
    first, *others = expression.args
    if others and isinstance(first, sympy.Rational) and first < 0 and not _without_sign(others[0])[0]:
        first, others = others[0], [first, *others[1:]]
    return [*(_terms(first) if isinstance(first, sympy.Add) else [first]), *others]


def _without_sign(part: Expr) -> tuple[bool, Expr]:
    """Whether a term begins with a minus sign, and what is left of it."""
    if isinstance(part, sympy.Rational) and part < 0:
        return True, -part
    if isinstance(part, sympy.Mul):
        first, *others = part.args
        if first == -1 and others:
            return True, others[0] if len(others) == 1 else sympy.Mul(*others, evaluate=False)
        if isinstance(first, sympy.Rational) and first < 0:
            return True, sympy.Mul(-first, *others, evaluate=False)
        negative, rest = _without_sign(first)
        if negative and isinstance(first, sympy.Mul):
            return True, sympy.Mul(rest, *others, evaluate=False)
    return False, part


def _mul(w: Writer, expression: Expr) -> Piece:
    negative, rest = _without_sign(expression)
    if negative:
        return f"-{w.at_least(OPEN, rest)}", ADDITION
    *factors, last = _factors(expression)
    if not factors:
        return _fraction(w, last)
    # what reaches out to the right, such as a sum, needs brackets unless it stands last
    pieces = [w.at_least(FACTOR, factor) for factor in factors]
    text, level = w._piece(last)
    pieces.append(text if level >= FACTOR or level == OPEN else w.brackets(text))
    return w.times(pieces), OPEN if level == OPEN else PRODUCT


def _factors(expression: Expr) -> list[Expr]:
    """The factors of a product as it is written from left to right, a quotient being one factor."""
    if not isinstance(expression, sympy.Mul):
        return [expression]
    over = [factor for factor in expression.args if not _is_reciprocal(factor)]
    first, *others = expression.args
    if len(over) == len(expression.args):
        return _factors(first) + _later_factors(others)
    if _is_reciprocal(first) and any(isinstance(factor, STANDS_APART) for factor in over):
        return [first, *_later_factors(others)]
    return [expression]


def _later_factors(parts: list[Expr]) -> list[Expr]:
    """The factors that do not stand first; a negative one keeps its brackets."""
    return [factor for part in parts for factor in ([part] if _without_sign(part)[0] else _factors(part))]


STANDS_APART = (Sum, Partial, sympy.Mul)
"""What a reciprocal before it is not joined with: 1/n before a sum stays a factor of its own."""


def _fraction(w: Writer, expression: Expr) -> Piece:
    top = [factor for factor in expression.args if not _is_reciprocal(factor)]
    bottom = [factor.args[0] for factor in expression.args if _is_reciprocal(factor)]
    return w.fraction(_joined(top), _joined(bottom))


def _is_reciprocal(factor: Expr) -> bool:
    return isinstance(factor, sympy.Pow) and factor.args[1] is sympy.S.NegativeOne


def _joined(factors: list[Expr]) -> Expr:
    if not factors:
        return sympy.S.One
    return factors[0] if len(factors) == 1 else sympy.Mul(*factors, evaluate=False)


def _pow(w: Writer, expression: Expr) -> Piece:
    base, exponent = expression.args
    if _is_reciprocal(expression):
        return w.fraction(sympy.S.One, base)
    if exponent == sympy.Rational(1, 2):
        return w.call(w.symbol("sqrt"), w.write(base)), ATOM
    if isinstance(exponent, sympy.Mul) and exponent.args == (-1, 1):
        return w.power(w.at_least(ATOM, base), "-1"), POWER
    return w.power(w.at_least(ATOM, base), w.write(exponent)), POWER


def _exp(w: Writer, expression: Expr) -> Piece:
    return w.power("e", w.write(expression.args[0])), POWER


def _rational(w: Writer, number: Expr) -> Piece:
    if number < 0:
        return f"-{w.write(-number)}", ADDITION
    return (str(number), ATOM) if number.q == 1 else w.fraction(sympy.Integer(number.p), sympy.Integer(number.q))


def _function(w: Writer, expression: Expr) -> Piece:
    arguments = ", ".join(w.write(argument) for argument in expression.args)
    return w.call(w.name(expression.func.__name__), w.brackets(arguments)), ATOM


def _log(w: Writer, expression: Expr) -> Piece:
    text, level = w._piece(expression.args[0])
    return w.call(w.symbol("ln"), f" {text}" if level >= POWER else w.brackets(text)), OPEN


def _prime(w: Writer, expression: Prime) -> Piece:
    name = w.name(expression.of.func.__name__) + w.symbol("prime") * expression.order
    return w.call(name, w.brackets(w.write(expression.of.args[0]))), ATOM


def _sum(w: Writer, expression: Sum) -> Piece:
    over = expression.index.range
    conditions = [f"{w.symbol('in')} {w.name(over.name)}"] if over.name else []
    conditions += [f"{w.symbol('ne')} {w.write(point)}" for point in expression.without]
    return w.sum(w.write(expression.index), conditions, w.at_least(OPEN, expression.body)), OPEN


def _vector(w: Writer, expression: Vector) -> Piece:
    body = expression.body
    if isinstance(body, Entry) and body.args[-1] == expression.index:
        return _entry(w, Entry(*body.args[:-1]))
    return f"{w.brackets(w.write(body))}_{w.write(expression.index)}", ATOM


def _partial(w: Writer, expression: Partial) -> Piece:
    return w.partial(expression.of, expression.by, 1, w.symbol("partial"))


def _derivative(w: Writer, expression: sympy.Derivative) -> Piece:
    ((by, order),) = expression.variable_count
    applied = expression.expr
    if isinstance(applied, AppliedUndef | Functional) and applied.args == (by,):
        return _prime(w, Prime(applied, int(order)))
    return w.partial(applied, by, int(order), w.symbol("d"))


def _lim(w: Writer, expression: Lim) -> Piece:
    return w.limit(w.write(expression.variable), w.write(expression.point), w.at_least(OPEN, expression.of)), OPEN


def _kronecker(w: Writer, expression: Kronecker) -> Piece:
    return w.scripts(r"\delta", [], [w.write(index) for index in expression.args]), ATOM


def _cases(w: Writer, expression: Cases) -> Piece:
    index, part = w.write(expression.index), w.name(expression.member.range.name)
    rows = [
        (w.write(expression.inside), f"{index} {w.symbol('in')} {part}"),
        (w.write(expression.outside), f"{index} {w.symbol('notin')} {part}"),
    ]
    return w.cases(rows), ATOM


def _abs(w: Writer, expression: Expr) -> Piece:
    return w.call(w.symbol("abs"), w.write(expression.args[0])), ATOM


def _relation(w: Writer, relation: Relational) -> Piece:
    left, right = relation.args
    return f"{w.write(left)} {w.symbol(SIGNS[type(relation)])} {w.write(right)}", ADDITION


def _formula(w: Writer, formula: Formula) -> Piece:
    return " ".join(w.symbol(part) if isinstance(part, str) else w.write(part) for part in formula), ADDITION


WRITERS: dict[type, Callable[[Writer, Any], Piece]] = {
    Entry: _entry,
    sympy.Add: _add,
    sympy.Mul: _mul,
    sympy.Pow: _pow,
    sympy.exp: _exp,
    sympy.log: _log,
    sympy.Rational: _rational,
    Sum: _sum,
    Vector: _vector,
    Partial: _partial,
    sympy.Derivative: _derivative,
    Prime: _prime,
    Lim: _lim,
    Kronecker: _kronecker,
    Cases: _cases,
    sympy.Abs: _abs,
    sympy.core.numbers.Infinity: lambda w, e: (w.symbol("oo"), ATOM),
    sympy.core.numbers.NegativeInfinity: lambda w, e: (f"-{w.symbol('oo')}", ADDITION),
    sympy.core.numbers.Exp1: lambda w, e: ("e", ATOM),
    type(sympy.S.Reals): lambda w, e: (w.symbol("reals"), ATOM),
    Family: lambda w, e: (w.name(e.latex_name), ATOM),
    Index: lambda w, e: (w.name(e.name), ATOM),
    sympy.Symbol: lambda w, e: (w.name(e.name), ATOM),
    Relational: _relation,
    Formula: _formula,
    sympy.Function: _function,
}
