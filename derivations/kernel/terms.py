"""Terms: index terms, index sets, real terms and propositions, as immutable values with binders that cannot capture.

A term is an operator with its arguments, and equal terms are one object.  A bound variable is a number, the count of
binders between it and its own (de Bruijn), so that terms which differ only in the names of bound variables are equal.
A free variable is a name.  Names of index variables, quantities, functions and set variables are told apart by kind.

Real terms are total: where 1/0, ln(-1) or a derivative that does not exist occur, the term denotes some real number
of which nothing is known, and ``defined(t)`` does not hold.  This is the only place where partiality is decided: a
claim of a document or a derivation says its relation *and* that both sides are defined.

Each operator is listed below with what it is made of, and :data:`SIGNATURES` has them all; no term is made that does
not fit.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import lru_cache
from types import MappingProxyType
from typing import Any, NamedTuple, TypeAlias

from flint import fmpq

Made: TypeAlias = "Callable[[str, tuple[Any, ...], int], Term]"

_fits: dict[str, Callable[[Any], bool]] = {}
FITS: Mapping[str, Callable[[Any], bool]] = MappingProxyType(_fits)
"""For each sort of arguments, whether a value is of it."""
_signatures: dict[str, Signature] = {}
SIGNATURES: Mapping[str, Signature] = MappingProxyType(_signatures)
"""The operators, each with what it makes and is made of."""


class Signature(NamedTuple):
    """What an operator makes and is made of.

    ``many`` is the sort of any number of further arguments; ``binds`` the place of an argument in which a variable is
    bound; ``kind`` the letter that the name in the first argument has among a term's free names, and is empty if the
    name begins with it itself.  ``check`` is what the arguments must satisfy together.  The two arguments of a
    ``symmetric`` operator have no order.
    """

    makes: str
    of: tuple[str, ...] = ()
    many: str = ""
    binds: int = -1
    kind: str | None = None
    check: Callable[..., bool] = lambda *args: True
    symmetric: bool = False


class Term:
    """An operator and its arguments.

    ``loose`` is the number of binders that have to stand around the term; ``names`` are its free names, each with a
    letter in front for its kind: ``i`` index variable, ``q`` quantity, ``n`` count, ``f`` function, ``s`` set variable.

    >>> equal(ONE, ZERO)
    =(number(1), number(0))
    """

    __slots__ = ("args", "loose", "names", "op")
    op: str
    args: tuple[Any, ...]
    loose: int
    names: frozenset[str]

    def __setattr__(self, name: str, value: object) -> None:
        raise AttributeError("a term does not change")

    def __reduce__(self) -> tuple[Any, ...]:
        return _term, (self.op, self.args)

    def __repr__(self) -> str:
        return f"{self.op}({', '.join(map(str, self.args))})"


class IllFormed(TypeError):
    """Arguments that do not make a term of this kind."""


# -- what arguments there are


def _sort(name: str, fits: Callable[[Any], bool]) -> str:
    _fits[name] = fits
    return name


def _made(*sorts: str) -> Callable[[Any], bool]:
    return lambda value: type(value) is Term and SIGNATURES[value.op].makes in sorts


def _by(*ops: str) -> Callable[[Any], bool]:
    return lambda value: type(value) is Term and value.op in ops


INDEX, SET, REAL, PROPOSITION, INFINITE = (
    _sort(name, _made(name)) for name in ("index term", "index set", "real term", "proposition", "infinity")
)
NAME = _sort("name", lambda value: type(value) is str and value != "")
NUMBER = _sort("whole number", lambda value: type(value) is int)
SIGN = _sort("1 or -1", lambda value: type(value) is int and abs(value) == 1)
BINDER = _sort("number of a binder", lambda value: type(value) is int and value >= 0)
BASE = _sort("index base", lambda value: value is None or type(value) is str or FITS[BINDER](value))
RATIONAL = _sort("rational number", lambda value: type(value) is fmpq)
ORDERS = _sort("orders of derivatives", lambda value: type(value) is tuple and all(map(FITS[BINDER], value)))
QUANTITY = _sort("quantity", _by("quantity"))
SYMBOL = _sort("quantity without indices", lambda value: FITS[QUANTITY](value) and len(value.args) == 1)
FREE = _sort("index variable", lambda value: FITS[INDEX](value) and type(value.args[0]) is str and value.args[1] == 0)
HEAD = _sort("quantity or value of a function", _by("quantity", "apply"))
END = _sort("end of an interval", _by("index", "count"))
FINITE = _sort("finite set", lambda value: FITS[SET](value) and all(here.op != "upwards" for here in parts(value)))
PART = _sort("part", _by("part"))
POINT = _sort("point of a limit", lambda value: FITS[REAL](value) or value is INFINITY)
VALUE = _sort("limit", _made(REAL, INFINITE))
CONDITION = _sort("condition on indices", _by("same", "in"))
ROW = _sort("quantities", _by("quantity", "row"))
CLAUSE = _sort("clause", lambda value: type(value) is Term and innermost(value).op in ("defines", "depends"))


# -- making terms

_terms: dict[tuple[str, tuple[Any, ...]], Term] = {}


def _term(op: str, args: tuple[Any, ...]) -> Term:
    found = _terms.get((op, args))
    return found if found is not None else _terms.setdefault((op, args), _made_anew(op, args))


def _made_anew(op: str, args: tuple[Any, ...]) -> Term:
    signature = SIGNATURES[op]
    sorts = signature.of + (signature.many,) * (len(args) - len(signature.of))
    fit = type(op) is str and type(args) is tuple and len(args) == len(sorts) and "" not in sorts
    if not fit or not all(FITS[sort](arg) for sort, arg in zip(sorts, args, strict=True)) or not signature.check(*args):
        raise IllFormed(f"{op} is made of {', '.join(sorts)}, not of {args}")
    if signature.symmetric and str(args[0].args) > str(args[1].args):
        return _term(op, args[::-1])
    names, loose = {_own_name(op, args)} - {""}, 0
    if op in ("index", "bound") and type(args[0]) is int:
        loose = args[0] + 1
    for place, part in enumerate(args):
        if type(part) is Term:
            names |= part.names
            loose = max(loose, part.loose - (place == signature.binds))
    term = object.__new__(Term)
    for name, value in (("op", op), ("args", args), ("names", frozenset(names)), ("loose", loose)):
        object.__setattr__(term, name, value)
    return term


def _own_name(op: str, args: tuple[Any, ...]) -> str:
    """The name that a term's first argument is, with the letter of its kind; empty if this is no name."""
    kind = SIGNATURES[op].kind
    return "" if kind is None or type(args[0]) is not str else kind + args[0]


def made(op: str, args: tuple[Any, ...]) -> Term:
    """An operator with its arguments, for who has its name alone, such as a file's reader."""
    if op not in SIGNATURES:
        raise IllFormed(f"there is no operator {op!r}")
    return _term(op, args)


def with_arguments(term: Term, args: tuple[Any, ...]) -> Term:
    """A term of the same kind with other arguments."""
    return _term(term.op, args)


def _operator(op: str, *signature: Any, **more: Any) -> Callable[..., Term]:
    """Enter an operator into the table; the function makes terms with it."""
    _signatures[op] = Signature(*signature, **more)
    return lambda *args: _term(op, args)


# -- index terms and index sets

_index = _operator("index", INDEX, (BASE, NUMBER), kind="i")


def index(base: str | int | None, offset: int = 0) -> Term:
    """A free index variable (a name), a bound one (a number), or none, plus a whole number."""
    return _index(base, offset)


def shifted(term: Term, by: int) -> Term:
    """``term + by``"""
    return index(term.args[0], term.args[1] + by) if by else term


interval = _operator("interval", SET, (INDEX, END))
"""The whole numbers from an index term to another one, or to a count."""
upwards = _operator("upwards", SET, (INDEX,))
"""All whole numbers from an index term on."""
part = _operator("part", SET, (NAME, SET), kind="s")
"""A set variable: some part of a set, which may be empty."""
rest = _operator("rest", SET, (PART,))
"""What a part leaves of the set that it is a part of."""
without = _operator("without", SET, (SET, INDEX))
"""The set without one index, which need not lie in it."""


# -- real terms

_number = _operator("number", REAL, (RATIONAL,))
quantity = _operator("quantity", REAL, (NAME,), INDEX, kind="q")
"""A named real number, with an index term for each of its indices."""
count = _operator("count", REAL, (NAME,), INDEX, kind="n")
"""A named natural number, such as the size of an index set; nothing is differentiated by it."""
bound = _operator("bound", REAL, (BINDER,))
"""A bound real variable."""
_sum = _operator("+", REAL, (), REAL)
_product = _operator("*", REAL, (), REAL)
_power = _operator("^", REAL, (REAL, NUMBER))
exp = _operator("exp", REAL, (REAL,))
"""``e`` to the power of a term."""
ln = _operator("ln", REAL, (REAL,))
"""The natural logarithm."""
absolute = _operator("abs", REAL, (REAL,))
"""The absolute value."""
sum_over = _operator("sum", REAL, (FINITE, REAL), binds=1)
"""The sum of a body over a finite set; the bound index is number 0 in the body."""
size = _operator("size", REAL, (FINITE,))
"""How many indices a finite set has."""
bracket = _operator("bracket", REAL, (CONDITION,))
"""1 where a condition on indices (``same`` or ``in``) holds, otherwise 0."""
apply = _operator("apply", REAL, (NAME, ORDERS), REAL, kind="f", check=lambda _, orders, *of: len(orders) == len(of))
"""A function, or its derivative of these orders, one for each argument, at its arguments."""


def _opened_by_no_term(*varied: Any) -> bool:
    """Whether no bound real variable stands in what varies: a term that is put in for it might vary, too."""
    return all(here.op != "bound" for term in varied for here in parts(term))


partial = _operator("partial", REAL, (REAL, QUANTITY), check=_opened_by_no_term)
"""The partial derivative of a term by a quantity, all that depends on the quantity following it."""
lim = _operator("lim", REAL, (REAL, SYMBOL, POINT), check=_opened_by_no_term)
"""The limit of a term as a quantity tends to a point from above, or to infinity; what depends on it follows."""


def number(value: int | fmpq) -> Term:
    """A rational number."""
    return _number(fmpq(value))


def add(*terms: Term) -> Term:
    """The sum of the terms."""
    return terms[0] if len(terms) == 1 else _sum(*terms) if terms else ZERO


def mul(*factors: Term) -> Term:
    """The product of the factors."""
    return factors[0] if len(factors) == 1 else _product(*factors) if factors else ONE


def power(base: Term, exponent: int) -> Term:
    """``base`` to the power of a whole number; of a negative one, the reciprocal."""
    return base if exponent == 1 else _power(base, exponent)


def neg(term: Term) -> Term:
    """``-term``"""
    return mul(number(-1), term)


def sub(left: Term, right: Term) -> Term:
    """``left - right``"""
    return add(left, neg(right))


def divide(above: Term, below: Term) -> Term:
    """``above / below``"""
    return mul(above, power(below, -1))


def hidden(name: str, count: int) -> Term:
    """A function of so many arguments at 0: what it depends on beside its arguments."""
    return apply(name, (0,) * count, *(ZERO,) * count)


_infinity = _operator("infinity", INFINITE, (SIGN,))
INFINITY: Term = _infinity(1)
MINUS_INFINITY = _infinity(-1)
ZERO, ONE, PI = number(0), number(1), _operator("pi", REAL)()


# -- propositions


def _about(name: str, *clauses: Term) -> bool:
    heads = [innermost(clause).args[0] for clause in clauses]
    return all(_own_name(head.op, head.args) == name for head in heads)


equal = _operator("=", PROPOSITION, (REAL, REAL))
"""``left = right`` for the numbers that the terms denote."""
less = _operator("<", PROPOSITION, (REAL, REAL))
"""``left < right``"""
at_most = _operator("≤", PROPOSITION, (REAL, REAL))
"""``left ≤ right``"""
unequal = _operator("≠", PROPOSITION, (REAL, REAL))
"""``left ≠ right``"""
defined = _operator("defined", PROPOSITION, (REAL,))
"""Every part of the term has a value: no divisor is 0, arguments of ln are positive, derivatives exist."""
undefined = _operator("undefined", PROPOSITION, (REAL,))
"""Some part of the term has no value."""
_smooth = _operator("smooth", PROPOSITION, (REAL,), QUANTITY, check=lambda term, *by: len(by) <= 1)
smooth_function = _operator("smooth function", PROPOSITION, (NAME, NUMBER), kind="f")
"""The function of so many arguments has a value for all real ones, and is smooth in these and in whatever else it
depends on."""
member = _operator("in", PROPOSITION, (INDEX, SET))
"""An index lies in a set."""
same = _operator("same", PROPOSITION, (INDEX, INDEX), symmetric=True)
"""Two indices are equal."""
distinct = _operator("distinct", PROPOSITION, (INDEX, INDEX), symmetric=True)
"""Two indices are different."""
for_all = _operator("all", PROPOSITION, (SET, PROPOSITION), binds=1)
"""The proposition holds for every index in a set, which is bound index 0 in it."""
for_all_reals = _operator("all real", PROPOSITION, (PROPOSITION,), binds=0)
"""The proposition holds for every real number, which is bound variable 0 in it."""
row = _operator("row", ROW, (SET, ROW), binds=1)
"""Quantities for every index in a set, which is bound index 0 in them."""
defines = _operator("defines", PROPOSITION, (HEAD, REAL))
"""The quantity or function value that comes first is the number that the second term is, wherever it is computed."""
depends = _operator("depends", PROPOSITION, (QUANTITY, ROW))
"""The quantity is a smooth function of, among others, a second one, or those of a row."""
structure = _operator("structure", PROPOSITION, (NAME,), CLAUSE, kind="", check=_about)
"""All that a quantity or function depends on; its name has the letter of its kind in front, ``q`` or ``f``.

Each clause is ``defines`` or ``depends`` about it, for all values of some indices (or real arguments).  What no
clause speaks of depends on nothing.  A quantity without clauses is free.
"""
independent = _operator("independent", PROPOSITION, (REAL, QUANTITY))
"""On no way down from the quantities in a term lies a quantity; one that may be this itself does not count."""
through = _operator("through", PROPOSITION, (QUANTITY, QUANTITY, ROW))
"""The second quantity changes the first one only by way of further quantities: one, or a row."""
tends = _operator("tends", PROPOSITION, (REAL, SYMBOL, POINT, VALUE))
"""A term tends to a value, or an infinity, as a quantity tends to a point from above, or to infinity."""
near = _operator("near", PROPOSITION, (REAL, SYMBOL, POINT))
"""A term has a value where a quantity lies near a point, above it, or is large enough."""
both = _operator("and", PROPOSITION, (), PROPOSITION)
"""All of these propositions hold."""
_operator("iff", PROPOSITION, (PROPOSITION, PROPOSITION))
_operator("implies", PROPOSITION, (PROPOSITION, PROPOSITION))


def relation(op: str, left: Term, right: Term) -> Term:
    """``left op right``: ``= < ≤ ≠`` between real terms, ``iff`` and ``implies`` between propositions."""
    if op not in ("=", "<", "≤", "≠", "iff", "implies"):
        raise IllFormed(f"expected a relation, found {op!r}")
    return _term(op, (left, right))


connect = relation


def smooth(term: Term, by: Term | None = None) -> Term:
    """The term is defined, and near its value a smooth function of all quantities, or of the quantity ``by``."""
    return _smooth(term) if by is None else _smooth(term, by)


# -- replacing


def _mapped(term: Term, names: frozenset[str], made: Made, depth: int = 0) -> Term:
    """The term made anew from within, each part by ``made`` of its operator, its arguments, and the binders around it.

    A part stays in which none of the names is free and nothing is bound outside of the term.
    """
    if term.loose <= depth and names.isdisjoint(term.names):
        return term
    binds = SIGNATURES[term.op].binds
    args = [
        _mapped(part, names, made, depth + (place == binds)) if type(part) is Term else part
        for place, part in enumerate(term.args)
    ]
    return made(term.op, tuple(args), depth)


@lru_cache(maxsize=1 << 14)
def opened(body: Term, value: Term) -> Term:
    """The body of a binder with a closed term put in for the bound variable."""
    if value.loose:
        raise IllFormed(f"{value} has bound variables of its own")

    def made(op: str, args: tuple[Any, ...], depth: int) -> Term:
        if op not in ("index", "bound"):
            return _term(op, args)
        if args[0] > depth:
            return _term(op, (args[0] - 1, *args[1:]))
        return shifted(value, args[1]) if op == "index" else value

    return _mapped(body, frozenset(), made)


@lru_cache(maxsize=1 << 14)
def closed(term: Term, variable: Term) -> Term:
    """The body of a binder that binds a free variable: an index variable, or a quantity without indices."""
    if not (FITS[SYMBOL](variable) or FITS[FREE](variable)):
        raise IllFormed(f"expected a variable, found {variable}")

    def made(op: str, args: tuple[Any, ...], depth: int) -> Term:
        if op in ("index", "bound") and type(args[0]) is int:
            return _term(op, (args[0] + 1, *args[1:]))
        if op == "index":
            return index(depth, args[1])
        here = _term(op, args)
        return bound(depth) if here is variable else here

    return _mapped(term, variable.names, made)


def replaced(term: Term, where: Mapping[Term, Term]) -> Term:
    """The term with free index variables replaced by index terms, quantities and counts by real terms, all at once."""

    def made(op: str, args: tuple[Any, ...], depth: int) -> Term:
        if op == "index":
            return shifted(where.get(index(args[0]), index(args[0])), args[1])
        here = _term(op, args)
        return where.get(here, here)

    return _mapped(term, frozenset[str]().union(*(old.names for old in where)), made)


def renamed(term: Term, where: Mapping[str, str]) -> Term:
    """The term with functions and families of quantities renamed; names have the letter of their kind in front."""

    def made(op: str, args: tuple[Any, ...], depth: int) -> Term:
        new = where.get(_own_name(op, args))
        return _term(op, args if new is None else (new if op == "structure" else new[1:], *args[1:]))

    return _mapped(term, frozenset(where), made)


def innermost(proposition: Term) -> Term:
    """What a proposition says for all indices and all real numbers that it speaks of."""
    while proposition.op in ("all", "all real"):
        proposition = proposition.args[-1]
    return proposition


def parts(term: Term) -> Iterable[Term]:
    """The term and all terms in it, each once."""
    seen, todo = {term}, [term]
    while todo:
        here = todo.pop()
        yield here
        for inner in here.args:
            if type(inner) is Term and inner not in seen:
                seen.add(inner)
                todo.append(inner)


def fresh(name: str, *terms: Term) -> str:
    """A name like this one that is free in none of the terms."""
    taken = frozenset[str]().union(*(term.names for term in terms))
    while any(kind + name in taken for kind in "iqnfs"):
        name += "'"
    return name
