"""What is known of functions that the kernel does not define: identities that hold for all real numbers.

A proof about such a function rests on them; they are hypotheses of its theorem.  The audit, which evaluates the
functions themselves, tests each of them.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import sympy
from sympy import Eq, Integer, Le, Lt, Rational, Symbol, acos, asin, atan, cos, erf, evaluate, exp, pi, sin
from sympy.core.function import AppliedUndef

from derivations.notation.operators import Functional, Prime
from derivations.proof.statements.theory import Given, Theory

FUNCTIONS: tuple[type[sympy.Function], ...] = (
    sin, cos, sympy.tan, asin, acos, atan, erf, sympy.sign, sympy.floor, sympy.ceiling, sympy.gamma, sympy.factorial,
    sympy.binomial,
)  # fmt: skip
"""SymPy's functions that are read as they are; of those without an identity below nothing is proved."""


def is_applied(expression: Any) -> bool:
    """Whether an expression is a function, known or unknown, at its arguments."""
    return isinstance(expression, (AppliedUndef, Functional, *FUNCTIONS))


SMOOTH = frozenset(function.__name__ for function in (sin, cos, atan, erf))
"""The names of those that have a value, and all derivatives, at every real number."""

_u, _v = Symbol("u°", real=True), Symbol("v°", real=True)


def _identities() -> tuple[Given, ...]:
    half = Rational(1, 2)
    with evaluate(False):
        pairs = (
            (Prime(sin(_u), 1), cos(_u)),
            (Prime(cos(_u), 1), -sin(_u)),
            (Prime(atan(_u), 1), 1 / (1 + _u**2)),
            (Prime(erf(_u), 1), 2 / pi**half * exp(-(_u**2))),
            (sin(-_u), -sin(_u)),
            (cos(-_u), cos(_u)),
            (atan(-_u), -atan(_u)),
            (erf(-_u), -erf(_u)),
            (sin(_u + _v), sin(_u) * cos(_v) + cos(_u) * sin(_v)),
            (cos(_u + _v), cos(_u) * cos(_v) - sin(_u) * sin(_v)),
            (sin(_u) ** 2 + cos(_u) ** 2, Integer(1)),
            *((function(Integer(0)), Integer(value)) for function, value in ((sin, 0), (cos, 1), (atan, 0), (erf, 0))),
            *((function(pi), Integer(value)) for function, value in ((sin, 0), (cos, -1))),
            *((function(half * pi), Integer(value)) for function, value in ((sin, 1), (cos, 0))),
        )
        equations = tuple(_stated(Eq(left, right)) for left, right in pairs)
        bounds = (Le(sin(_u), 1), Le(-1, sin(_u)), Le(cos(_u), 1), Le(-1, cos(_u)), Lt(erf(_u), 1), Lt(-1, erf(_u)))
        return (*equations, *map(_stated, bounds))


def _stated(claim: Any) -> Given:
    return Given(claim, tuple(symbol for symbol in (_u, _v) if claim.has(symbol)))


IDENTITIES: tuple[Given, ...] = _identities()
"""The identities; each is tested at many points by ``tests/proof/test_functions.py``."""


@dataclass(frozen=True)
class _Known:
    """An identity with the functions that it speaks of."""

    given: Given
    functions: frozenset[type]


_KNOWN = tuple(_Known(one, frozenset(part.func for part in one.claim.atoms(*FUNCTIONS))) for one in IDENTITIES)


def identities(theory: Theory, expressions: Iterable[Any] = ()) -> tuple[Given, ...]:
    """What is known of the functions in a theory and in some expressions, and of those that this speaks of.

    >>> from sympy.abc import x
    >>> identities(Theory(), [x + 1])
    ()
    >>> Given(Eq(sin(Integer(0), evaluate=False), 0, evaluate=False)) in identities(Theory(), [sin(x)])
    True
    """
    here = _functions_in(theory).union(*map(_functions, expressions))
    return _about(here) if here else ()


def _functions(expression: Any) -> frozenset[type]:
    return frozenset(part.func for part in expression.atoms(*FUNCTIONS))


@lru_cache(maxsize=1024)
def _functions_in(theory: Theory) -> frozenset[type]:
    spoken = [side for one in theory.definitions for side in (one.left, one.right)]
    return frozenset[type]().union(*map(_functions, (*spoken, *(one.claim for one in theory.hypotheses))))


def with_hypotheses(theory: Theory, more: tuple[Given, ...]) -> Theory:
    """The theory with further hypotheses."""
    return Theory(theory, more) if more else theory


@lru_cache(maxsize=64)
def _about(functions: frozenset[type]) -> tuple[Given, ...]:
    around = functions | ({sin, cos} if sympy.tan in functions else set())
    while True:
        found = [one for one in _KNOWN if one.functions & around]
        more = around.union(*(one.functions for one in found))
        if more == around:
            return tuple(one.given for one in found)
        around = more
