"""What may be assumed: domains, definitions, dependencies, hypotheses, and index sets in parts.

Domains and dependencies hold throughout a derivation and need not be named in a step.  Definitions and hypotheses are
used only by the steps that name them in their ``by``.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from typing import Any, TypeAlias

import sympy
from sympy import Abs, Expr, Integer, Symbol, exp
from sympy.core.parameters import evaluate
from sympy.core.relational import Relational

from derivations.notation import Entry, Family, Index, IndexSet, sigma
from derivations.notation.operators import relu


@dataclass(frozen=True)
class Domain:
    """A quantity lies between two numbers; ``None`` is no bound, and open ends do not belong to it.

    >>> from sympy.abc import u
    >>> between(0, u, 1)
    Domain(of=u, low=0, high=1, low_open=True, high_open=True, whole=False)
    """

    of: Expr
    low: Expr | None = None
    high: Expr | None = None
    low_open: bool = True
    high_open: bool = True
    whole: bool = False

    def __post_init__(self) -> None:
        for end in (self.low, self.high):
            if end is None:
                continue
            if not isinstance(end, Expr):
                raise TypeError(f"an end of a domain is a SymPy expression such as Integer(0), not {end!r}")
            if self.whole and not isinstance(end, sympy.Rational):
                raise TypeError(f"a domain of integers ends at an Integer or a Rational(p, q), not at {end}")


@dataclass(frozen=True)
class Definition:
    """``left`` stands for ``right``, for all values of the indices and arguments in ``left``.

    An index of a set without an end, such as the output layer's number L, is a fixed one: of others nothing is said.

    >>> from sympy.abc import u, v
    >>> Theory(Definition(u, v**2)).definition_of(u).right
    v**2
    """

    left: Expr
    right: Expr


@dataclass(frozen=True)
class Dependency:
    """``of`` is a differentiable function of the quantities ``on``, over all their indices, and of constants.

    >>> from derivations.notation import C_x, L, a, neurons
    >>> (j,) = neurons("j")
    >>> Dependency(C_x, a[L, j]).on
    a[L, j]
    """

    of: Entry
    on: Entry


@dataclass(frozen=True)
class Given:
    """A hypothesis; with ``forall`` it holds for every value of these indices, and every real number for these symbols.

    >>> from sympy.abc import u
    >>> from derivations.notation import Ne
    >>> given(Ne(u, 0)).claim
    Ne(u, 0)
    """

    claim: Relational
    forall: tuple[Index | Symbol, ...] = ()

    @property
    def general(self) -> bool:
        """Whether it is about all real numbers."""
        return not all(isinstance(symbol, Index) for symbol in self.forall)


@dataclass(frozen=True)
class Parts:
    """An index set is made up of two parts without common elements.

    >>> from sympy import Symbol
    >>> from derivations.notation import IndexSet
    >>> everything = IndexSet(1, Symbol("n"))
    >>> [str(part) for part in Parts(everything, everything.split("M", Symbol("m"), "R")).parts]
    ['M', 'R']
    """

    whole: IndexSet
    parts: tuple[IndexSet, IndexSet]


Assumption: TypeAlias = Domain | Definition | Dependency | Given | Parts


def reals(*symbols: Expr) -> tuple[Domain, ...]:
    """The symbols stand for any real numbers.

    >>> from sympy.abc import u, v
    >>> [domain.of for domain in reals(u, v)]
    [u, v]
    """
    return tuple(Domain(symbol) for symbol in symbols)


def positive(*symbols: Expr) -> tuple[Domain, ...]:
    """The symbols stand for positive real numbers.

    >>> from sympy.abc import c
    >>> positive(c)[0].low
    0
    """
    return tuple(Domain(symbol, Integer(0)) for symbol in symbols)


def _end(value: Any) -> Expr:
    """An end of an interval: a whole number or an exact SymPy number."""
    if isinstance(value, bool) or not isinstance(value, int | sympy.Rational):
        raise TypeError(f"an end of an interval is an integer or a Rational(p, q), not {value!r}")
    return sympy.Integer(value) if isinstance(value, int) else value


def between(low: Expr | int, of: Expr, high: Expr | int) -> Domain:
    """``low < of < high``.

    >>> from sympy.abc import y
    >>> between(0, y, 1).high_open
    True
    """
    return Domain(of, _end(low), _end(high))


def from_to(low: Expr | int, of: Expr, high: Expr | int) -> Domain:
    """``low <= of <= high``.

    >>> from sympy.abc import y
    >>> from_to(0, y, 1).high_open
    False
    """
    return Domain(of, _end(low), _end(high), False, False)


def whole(of: Expr, at_least: int) -> Domain:
    """A whole number, ``at_least`` so large.

    >>> from sympy.abc import n
    >>> whole(n, at_least=1).low
    1
    """
    return Domain(of, Integer(at_least), low_open=False, whole=True)


def given(claim: Relational, *, forall: Symbol | tuple[Symbol, ...] = ()) -> Given:
    """A hypothesis, for use in a theory or a chain and in the ``by`` of the steps that need it.

    It holds for every value of the indices in ``forall``, and for every real number in place of another symbol there:
    so an equation of a function is stated.

    >>> from derivations.notation import Ge, L, width
    >>> several = given(Ge(width[L], 2))
    >>> Theory(several).hypotheses == (several,)
    True
    """
    if not isinstance(claim, Relational):
        raise TypeError(f"a hypothesis is a relation such as Ne(u, 0), from derivations.notation, not {claim!r}")
    over = forall if isinstance(forall, tuple) else (forall,)
    for index in over:
        plain = type(index) is Symbol and declared(index) is None and index.is_finite is not False
        if not (isinstance(index, Index) or plain):
            raise TypeError(f"a hypothesis holds for all values of an Index or of a real Symbol, not of {index!r}")
    return Given(claim, over)


RESERVED = "#"
"""What the names that procedures make up begin with, and no others."""


def check_names(*expressions: Expr) -> None:
    """Refuse names that the procedures keep for themselves."""
    for expression in expressions:
        for symbol in expression.free_symbols:
            if str(symbol).startswith(RESERVED):
                raise ValueError(f"{symbol}: names that begin with {RESERVED} are reserved")


_z = Symbol("z", real=True)
with evaluate(False):
    STANDARD_DEFINITIONS = (
        Definition(sigma(_z), 1 / (1 + exp(-_z))),
        Definition(relu(_z), (_z + Abs(_z)) / 2),
        Definition(sympy.tan(_z), sympy.sin(_z) / sympy.cos(_z)),
    )
"""What the field's own functions mean in every theory."""


@dataclass(frozen=True, init=False, eq=False)
class Theory:
    """The assumptions of a derivation.

    Beside assumptions it may hold proved chains: what they say of the order of things is then at hand throughout,
    as the domains are.

    >>> from sympy.abc import a, y
    >>> theory = Theory(between(0, y, 1), between(0, a, 1))
    >>> len(theory.domains)
    2
    """

    domains: tuple[Domain, ...] = ()
    definitions: tuple[Definition, ...] = ()
    dependencies: tuple[Dependency, ...] = ()
    hypotheses: tuple[Given, ...] = ()
    partitions: tuple[Parts, ...] = ()
    bounds: tuple[Any, ...] = field(default=())

    def __init__(self, *assumptions: Assumption | tuple[Assumption, ...] | Theory | Any) -> None:
        flat: list[Any] = []
        for item in assumptions:
            if isinstance(item, Theory):
                flat += item.assumptions
                continue
            for assumption in item if isinstance(item, tuple) else (item,):
                flat.append(assumption)
                check_names(*_expressions(assumption))
        for name, kind in (
            ("domains", Domain),
            ("definitions", Definition),
            ("dependencies", Dependency),
            ("hypotheses", Given),
            ("partitions", Parts),
        ):
            object.__setattr__(self, name, tuple(dict.fromkeys(item for item in flat if isinstance(item, kind))))
        others = [item for item in flat if not isinstance(item, Domain | Definition | Dependency | Given | Parts)]
        object.__setattr__(self, "bounds", tuple(dict.fromkeys(others)))
        for item in others:
            if not hasattr(item, "conclusion"):
                raise TypeError(
                    "a theory is made of domains, definitions, dependencies, hypotheses, parts and proved bounds, "
                    f"not of {item!r}"
                )
        for definition in self.definitions:
            if definition.right.has(definition.left):
                raise ValueError(f"{definition.left} is defined by itself: {definition.right}")
        heads = [head(definition.left) for definition in self.definitions]
        for one in heads:
            if heads.count(one) > 1:
                raise ValueError(f"{one} is defined twice in one theory")

    @property
    def assumptions(self) -> tuple[Any, ...]:
        return self.domains + self.definitions + self.dependencies + self.hypotheses + self.partitions + self.bounds

    def definition_of(self, what: object) -> Definition | None:
        """The definition of a family, a function or a symbol."""
        return self._by_head.get(head(what))

    @cached_property
    def _by_head(self) -> dict[object, Definition]:
        return {head(d.left): d for d in (*STANDARD_DEFINITIONS, *self.definitions)}


def declared(symbol: Symbol) -> Domain | None:
    """The domain that SymPy's assumptions on a plain symbol amount to, if they say more than that it is real.

    >>> declared(Symbol("c", positive=True))
    Domain(of=c, low=0, high=None, low_open=True, high_open=True, whole=False)
    """
    if isinstance(symbol, Entry | Family | Index):
        return None
    whole_number = bool(symbol.is_integer)
    zero = Integer(0)
    if symbol.is_positive:
        return whole(symbol, 1) if whole_number else Domain(symbol, zero)
    if symbol.is_negative:
        return Domain(symbol, None, zero, whole=whole_number)
    if symbol.is_nonnegative:
        return Domain(symbol, zero, low_open=False, whole=whole_number)
    if symbol.is_nonpositive:
        return Domain(symbol, None, zero, high_open=False, whole=whole_number)
    return Domain(symbol, whole=True) if whole_number else None


@lru_cache(maxsize=1024)
def with_declared(theory: Theory, symbols: frozenset[Symbol]) -> Theory:
    """The theory together with what SymPy's assumptions say of these symbols and of its own."""
    own = (e.free_symbols for a in (*theory.definitions, *theory.hypotheses) for e in _expressions(a))
    stated = {domain.of for domain in theory.domains}
    candidates = sorted(symbols.union(*own) - stated, key=str)
    domains = [domain for symbol in candidates if (domain := declared(symbol)) is not None]
    return Theory(theory, tuple(domains)) if domains else theory


def _expressions(assumption: object) -> tuple[Expr, ...]:
    match assumption:
        case Domain(of):
            return (of,)
        case Definition(left, right):
            return left, right
        case Dependency(of, on):
            return of, on
        case Given(claim):
            return (claim,)
    return ()


def name_of(what: object) -> str:
    """The name of a family, a symbol or a function."""
    return what.name if isinstance(what, Symbol) else getattr(what, "__name__", str(what))


def head(what: object) -> object:
    """What a definition defines: an entry's family, the function applied, or the symbol itself."""
    if isinstance(what, Entry):
        return what.family
    if isinstance(what, type) or not isinstance(what, Expr) or isinstance(what, Symbol):
        return what
    function: object = getattr(what, "func", what)
    return function


__all__ = [
    "STANDARD_DEFINITIONS",
    "Assumption",
    "Definition",
    "Dependency",
    "Domain",
    "Given",
    "Parts",
    "Theory",
    "between",
    "from_to",
    "given",
    "head",
    "positive",
    "reals",
    "whole",
]  # fmt: skip
