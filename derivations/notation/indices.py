"""Indices, the sets they range over, and families of quantities indexed by them.

A neuron index is a symbol that knows its range, so that ``Sum(exp(z[L, k]), k)`` needs no bounds and holds for
every number of neurons at once.  Where a set is split (the maximal inputs ``M`` and the rest) the parts are index
sets of their own, whose sizes are symbols.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from sympy import Expr, Integer, Symbol
from sympy.core.parameters import evaluate


@dataclass(frozen=True)
class IndexSet:
    """A finite set of indices: the whole numbers ``first .. last``, or a named part of such a set.

    ``last`` is a number, a symbol or an entry such as ``width[l]``; ``None`` means that there is no upper end.  A part
    has a ``name``, the set it is a part of, its ``size``, and perhaps the part that it is the ``complement`` of.

    >>> from sympy import Symbol
    >>> str(IndexSet(1, Symbol("n")))
    '1..n'
    """

    first: Expr | None = None
    last: Expr | None = None
    name: str = ""
    part_of: IndexSet | None = None
    size: Expr | None = None
    complement: IndexSet | None = None
    hash: int = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        for end in ("first", "last", "size"):
            object.__setattr__(self, end, _evaluated(getattr(self, end)))
        parts = (self.first, self.last, self.name, self.part_of, self.size, self.complement)
        object.__setattr__(self, "hash", hash(parts))

    def __hash__(self) -> int:
        return self.hash

    def __str__(self) -> str:
        return self.name or f"{self.first}..{'' if self.last is None else self.last}"

    def split(self, name: str, size: Expr, rest: str) -> tuple[IndexSet, IndexSet]:
        """Two parts that make up this set: one called ``name`` with ``size`` elements, and the ``rest``."""
        part = IndexSet(name=name, part_of=self, size=size)
        return part, IndexSet(name=rest, part_of=self, size=Symbol(f"|{rest}|"), complement=part)


def _evaluated(end: Any) -> Any:
    """An end of a set in its normal form, also where SymPy was told to leave formulas as they are written."""
    if isinstance(end, int):
        return Integer(end)
    if not getattr(end, "args", ()):
        return end
    with evaluate(True):
        return end.func(*map(_evaluated, end.args))


class Index(Symbol):
    """An index symbol with the set it ranges over.

    >>> from sympy import Symbol
    >>> j = Index("j", IndexSet(1, Symbol("n")))
    >>> j, str(j.range)
    (j, '1..n')
    """

    __slots__ = ("range",)
    range: IndexSet

    def __new__(cls, name: str, over: IndexSet) -> Index:
        return cls._interned(name, over)

    @classmethod
    @lru_cache(4096)
    def _interned(cls, name: str, over: IndexSet) -> Index:
        index: Index = Symbol.__xnew__(cls, name, integer=True)
        index.range = over
        return index

    def __getnewargs_ex__(self) -> tuple[tuple[Any, ...], dict[str, Any]]:
        return (self.name, self.range), {}

    def _hashable_content(self) -> tuple[Any, ...]:
        return (self.name, self.range)


def indices(names: str, first: Expr | int, last: Expr | int | None) -> tuple[Index, ...]:
    """Index symbols over ``first .. last``.

    >>> from sympy import Symbol
    >>> indices("j k", 1, Symbol("n"))
    (j, k)
    """
    over = IndexSet(first, last)
    return tuple(Index(name, over) for name in names.split())


class Family(Symbol):
    """A quantity for every value of its indices, such as the weighted inputs ``z[l, j]``.

    ``up`` of its indices are written as superscripts (layers), the others as subscripts (neurons).  A family with an
    ``example`` index has one more index in front, the training example; it is the one named there unless an entry is
    made for another, and it is not written, as in the book.

    >>> from derivations.notation import L, indices
    >>> j, k = indices("j k", 1, 3)
    >>> w = Family("w", up=1)
    >>> w[L, j, k].indices
    (L, j, k)
    """

    __slots__ = ("example", "latex_name", "shown", "up")
    __iter__ = None  # its entries have no end

    def __new__(
        cls, name: str, *, up: int = 0, latex: str | None = None, example: Index | None = None, shown: bool = False
    ) -> Family:
        return cls._interned(name, up, latex or name, example, shown)

    @classmethod
    @lru_cache(4096)
    def _interned(cls, name: str, up: int, latex: str, example: Index | None, shown: bool) -> Family:
        family: Family = Symbol.__xnew__(cls, name, real=True)
        family.up, family.latex_name, family.example, family.shown = up, latex, example, shown
        return family

    def __getnewargs_ex__(self) -> tuple[tuple[Any, ...], dict[str, Any]]:
        return (self.name,), {"up": self.up, "latex": self.latex_name, "example": self.example, "shown": self.shown}

    def _hashable_content(self) -> tuple[Any, ...]:
        return (self.name, self.up, self.latex_name, self.example)

    def __getitem__(self, where: Any) -> Entry:
        given = where if isinstance(where, tuple) else (where,)
        return Entry(self, *((self.example,) if self.example is not None else ()), *given)

    def of(self, example: Expr | int, *where: Expr | int) -> Entry:
        """The entry for another training example than the one that is understood."""
        return Entry(self, example, *where)


class Entry(Expr):
    """One member of a family: ``z[L, j]``.  SymPy's ``diff`` takes derivatives by it as by a symbol.

    >>> from derivations.notation import L, a, neurons
    >>> (j,) = neurons("j")
    >>> (a[L, j] ** 2).diff(a[L, j])
    2*a[L, j]
    """

    is_commutative = True
    is_real = True
    is_symbol = True
    _diff_wrt = True
    __slots__ = ()

    def __new__(cls, family: Family, *where: Expr | int) -> Entry:
        return Expr.__new__(cls, family, *(Integer(i) if isinstance(i, int) else i for i in where))

    @property
    def family(self) -> Family:
        return self.args[0]

    @property
    def indices(self) -> tuple[Expr, ...]:
        """The indices as written: without the training example that is understood."""
        return self.args[2:] if self.family.example is not None else self.args[1:]

    def _sympystr(self, printer: Any) -> str:
        return f"{self.family.name}[{', '.join(map(str, self.indices))}]"
