"""Terms: index terms, index sets, real terms and propositions, as immutable values with binders that cannot capture.

A term is an operator with its arguments, and equal terms are one object.  A bound variable is a number, the count of
binders between it and its own (de Bruijn), so that terms which differ only in the names of bound variables are equal.
A free variable is a name.  Names of index variables, quantities, functions and set variables are told apart by kind.

Real terms are total: where 1/0, ln(-1) or a derivative that does not exist occur, the term denotes some real number
of which nothing is known, and ``defined(t)`` does not hold.  This is the only place where partiality is decided: a
claim of a document or a derivation says its relation *and* that both sides are defined.

:data:`SIGNATURES` lists the operators, with what each is made of; no term is made that does not fit.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import lru_cache
from types import MappingProxyType
from typing import Any, NamedTuple

from flint import fmpq

INDEX, SET, REAL, PROPOSITION, INFINITE = "index term", "index set", "real term", "proposition", "infinity"
NAME, BASE, NUMBER, RATIONAL, ORDERS = "name", "index base", "whole number", "rational number", "orders of derivatives"
QUANTITY, SYMBOL, END, FINITE, PART = "quantity", "quantity without indices", "end of an interval", "finite set", "part"
POINT, VALUE, CONDITION, ROW, CLAUSE = "point of a limit", "limit", "condition on indices", "quantities", "clause"


class Signature(NamedTuple):
    """What an operator makes and is made of.

    ``many`` is the sort of any number of further arguments; ``binds`` the place of an argument in which a variable is
    bound; ``kind`` the letter that the name in the first argument has among a term's free names.
    """

    makes: str
    of: tuple[str, ...]
    many: str = ""
    binds: int = -1
    kind: str = ""


SIGNATURES: Mapping[str, Signature] = MappingProxyType(
    {
        "index": Signature(INDEX, (BASE, NUMBER), kind="i"),
        "interval": Signature(SET, (INDEX, END)),
        "upwards": Signature(SET, (INDEX,)),
        "part": Signature(SET, (NAME, SET), kind="s"),
        "rest": Signature(SET, (PART,)),
        "without": Signature(SET, (SET, INDEX)),
        "number": Signature(REAL, (RATIONAL,)),
        "pi": Signature(REAL, ()),
        "quantity": Signature(REAL, (NAME,), INDEX, kind="q"),
        "count": Signature(REAL, (NAME,), INDEX, kind="n"),
        "bound": Signature(REAL, (NUMBER,)),
        "+": Signature(REAL, (), REAL),
        "*": Signature(REAL, (), REAL),
        "^": Signature(REAL, (REAL, NUMBER)),
        "exp": Signature(REAL, (REAL,)),
        "ln": Signature(REAL, (REAL,)),
        "abs": Signature(REAL, (REAL,)),
        "sum": Signature(REAL, (FINITE, REAL), binds=1),
        "size": Signature(REAL, (FINITE,)),
        "bracket": Signature(REAL, (CONDITION,)),
        "apply": Signature(REAL, (NAME, ORDERS), REAL, kind="f"),
        "partial": Signature(REAL, (REAL, QUANTITY)),
        "lim": Signature(REAL, (REAL, SYMBOL, POINT)),
        "infinity": Signature(INFINITE, (NUMBER,)),
        "=": Signature(PROPOSITION, (REAL, REAL)),
        "<": Signature(PROPOSITION, (REAL, REAL)),
        "≤": Signature(PROPOSITION, (REAL, REAL)),
        "≠": Signature(PROPOSITION, (REAL, REAL)),
        "defined": Signature(PROPOSITION, (REAL,)),
        "undefined": Signature(PROPOSITION, (REAL,)),
        "smooth": Signature(PROPOSITION, (REAL,), QUANTITY),
        "smooth function": Signature(PROPOSITION, (NAME, NUMBER), kind="f"),
        "in": Signature(PROPOSITION, (INDEX, SET)),
        "same": Signature(PROPOSITION, (INDEX, INDEX)),
        "distinct": Signature(PROPOSITION, (INDEX, INDEX)),
        "all": Signature(PROPOSITION, (SET, PROPOSITION), binds=1),
        "all real": Signature(PROPOSITION, (PROPOSITION,), binds=0),
        "row": Signature(ROW, (SET, ROW), binds=1),
        "defines": Signature(PROPOSITION, (REAL, REAL)),
        "depends": Signature(PROPOSITION, (QUANTITY, ROW)),
        "structure": Signature(PROPOSITION, (NAME,), CLAUSE, kind="*"),
        "independent": Signature(PROPOSITION, (REAL, QUANTITY)),
        "through": Signature(PROPOSITION, (QUANTITY, QUANTITY, ROW)),
        "tends": Signature(PROPOSITION, (REAL, SYMBOL, POINT, VALUE)),
        "near": Signature(PROPOSITION, (REAL, SYMBOL, POINT)),
        "and": Signature(PROPOSITION, (), PROPOSITION),
        "iff": Signature(PROPOSITION, (PROPOSITION, PROPOSITION)),
        "implies": Signature(PROPOSITION, (PROPOSITION, PROPOSITION)),
    }
)
"""The operators.  A name in a structure begins with the letter of its kind itself."""


class Term:
    """An operator and its arguments.

    ``loose`` is the number of binders that have to stand around the term; ``names`` are its free names, each with a
    letter in front for its kind: ``i`` index variable, ``q`` quantity, ``n`` count, ``f`` function, ``s`` set variable.
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


def _is(*ops: str) -> Callable[[Any], bool]:
    return lambda value: type(value) is Term and value.op in ops


def _made(*sorts: str) -> Callable[[Any], bool]:
    return lambda value: type(value) is Term and SIGNATURES[value.op].makes in sorts


def _finite(over: Any) -> bool:
    """A set with an upper end, or a part of one."""
    if type(over) is not Term:
        return False
    while over.op in ("part", "rest", "without"):
        over = over.args[0] if over.op == "without" else over.args[1] if over.op == "part" else over.args[0].args[1]
    return bool(over.op == "interval")


def _clause(value: Any) -> bool:
    """``defines`` or ``depends``, for all values of some indices or real arguments."""
    if type(value) is not Term:
        return False
    value = innermost(value)
    return value.op in ("defines", "depends") and value.args[0].op in ("quantity", "apply")


FITS: Mapping[str, Callable[[Any], bool]] = MappingProxyType(
    {
        **{sort: _made(sort) for sort in (INDEX, SET, REAL, PROPOSITION)},
        NAME: lambda value: type(value) is str and value != "",
        BASE: lambda value: value is None or type(value) is str or (type(value) is int and value >= 0),
        NUMBER: lambda value: type(value) is int,
        RATIONAL: lambda value: type(value) is fmpq,
        ORDERS: lambda value: type(value) is tuple and all(type(order) is int and order >= 0 for order in value),
        QUANTITY: _is("quantity"),
        SYMBOL: lambda value: _is("quantity")(value) and len(value.args) == 1,
        END: _is("index", "count"),
        FINITE: _finite,
        PART: _is("part"),
        POINT: lambda value: _made(REAL)(value) or (_made(INFINITE)(value) and value.args == (1,)),
        VALUE: _made(REAL, INFINITE),
        CONDITION: _is("same", "in"),
        ROW: _is("quantity", "row"),
        CLAUSE: _clause,
    }
)
"""For each sort, whether a value is of it."""

_terms: dict[tuple[str, tuple[Any, ...]], Term] = {}


def _term(op: str, args: tuple[Any, ...]) -> Term:
    found = _terms.get((op, args))
    return found if found is not None else _made_anew(op, args)


def _made_anew(op: str, args: tuple[Any, ...]) -> Term:
    signature = SIGNATURES[op]
    sorts = signature.of + (signature.many,) * (len(args) - len(signature.of))
    if len(args) < len(signature.of) or not all(map(_fits, sorts, args)):
        raise IllFormed(f"{op} is made of {', '.join(sorts)}, not of {args}")
    names, loose = set[str](), 0
    if signature.kind and type(args[0]) is str:
        names.add(args[0] if signature.kind == "*" else signature.kind + args[0])
    if op in ("index", "bound") and type(args[0]) is int:
        loose = args[0] + 1
    for place, part in enumerate(args):
        if type(part) is Term:
            names |= part.names
            loose = max(loose, part.loose - (place == signature.binds))
    term = object.__new__(Term)
    for name, value in (("op", op), ("args", args), ("names", frozenset(names)), ("loose", loose)):
        object.__setattr__(term, name, value)
    return _terms.setdefault((op, args), term)


def _fits(sort: str, value: Any) -> bool:
    return sort != "" and FITS[sort](value)


def with_arguments(term: Term, args: tuple[Any, ...]) -> Term:
    """A term of the same kind with other arguments."""
    return _term(term.op, _ordered(*args) if term.op in ("same", "distinct") else args)


# -- index terms and index sets


def index(base: str | int | None, offset: int = 0) -> Term:
    """A free index variable (a name), a bound one (a number), or none, plus a whole number."""
    return _term("index", (base, offset))


def shifted(term: Term, by: int) -> Term:
    """``term + by``"""
    return index(term.args[0], term.args[1] + by) if by else term


def interval(first: Term, last: Term) -> Term:
    """The whole numbers from ``first``, an index term, to ``last``, an index term or a count."""
    return _term("interval", (first, last))


def upwards(first: Term) -> Term:
    """All whole numbers from ``first`` on."""
    return _term("upwards", (first,))


def part(name: str, of: Term) -> Term:
    """A set variable: some part of a set, which may be empty."""
    return _term("part", (name, of))


def rest(of: Term) -> Term:
    """What a part leaves of the set that it is a part of."""
    return _term("rest", (of,))


def without(over: Term, point: Term) -> Term:
    """The set without one index, which need not lie in it."""
    return _term("without", (over, point))


# -- real terms


def number(value: int | fmpq) -> Term:
    """A rational number."""
    return _term("number", (fmpq(value),))


def quantity(name: str, *where: Term) -> Term:
    """A named real number, with an index term for each of its indices."""
    return _term("quantity", (name, *where))


def count(name: str, *where: Term) -> Term:
    """A named natural number, such as the size of an index set; nothing is differentiated by it."""
    return _term("count", (name, *where))


def bound(binder: int) -> Term:
    """A bound real variable."""
    return _term("bound", (binder,))


def add(*terms: Term) -> Term:
    """The sum of the terms."""
    return terms[0] if len(terms) == 1 else _term("+", terms) if terms else ZERO


def mul(*factors: Term) -> Term:
    """The product of the factors."""
    return factors[0] if len(factors) == 1 else _term("*", factors) if factors else ONE


def power(base: Term, exponent: int) -> Term:
    """``base`` to the power of a whole number; of a negative one, the reciprocal."""
    return base if exponent == 1 else _term("^", (base, exponent))


def neg(term: Term) -> Term:
    """``-term``"""
    return mul(number(-1), term)


def sub(left: Term, right: Term) -> Term:
    """``left - right``"""
    return add(left, neg(right))


def divide(above: Term, below: Term) -> Term:
    """``above / below``"""
    return mul(above, power(below, -1))


def exp(exponent: Term) -> Term:
    """``e`` to the power of a term."""
    return _term("exp", (exponent,))


def ln(argument: Term) -> Term:
    """The natural logarithm."""
    return _term("ln", (argument,))


def absolute(argument: Term) -> Term:
    """The absolute value."""
    return _term("abs", (argument,))


def sum_over(over: Term, body: Term) -> Term:
    """The sum of ``body`` over a finite set; the bound index is number 0 in the body."""
    return _term("sum", (over, body))


def size(over: Term) -> Term:
    """How many indices a finite set has."""
    return _term("size", (over,))


def bracket(condition: Term) -> Term:
    """1 where a condition on indices (``same`` or ``in``) holds, otherwise 0."""
    return _term("bracket", (condition,))


def apply(name: str, orders: tuple[int, ...], *arguments: Term) -> Term:
    """A function, or its derivative of these orders, at its arguments."""
    if len(orders) != len(arguments):
        raise IllFormed(f"{name}: expected an order of derivative for each argument, found {orders}")
    return _term("apply", (name, orders, *arguments))


def hidden(function_value: Term) -> Term:
    """A function at 0: what it depends on beside its arguments."""
    name, orders, *arguments = function_value.args
    return apply(name, (0,) * len(orders), *(ZERO for _ in arguments))


def partial(of: Term, by: Term) -> Term:
    """The partial derivative of a term by a quantity, all that depends on the quantity following it."""
    return _term("partial", (of, by))


def lim(of: Term, by: Term, point: Term) -> Term:
    """The limit of a term as a quantity tends to a point from above, or to infinity; what depends on it follows."""
    return _term("lim", (of, by, point))


INFINITY, MINUS_INFINITY = _term("infinity", (1,)), _term("infinity", (-1,))
ZERO, ONE, PI = number(0), number(1), _term("pi", ())


# -- propositions


def relation(op: str, left: Term, right: Term) -> Term:
    """``left op right`` for the numbers that the terms denote; op is one of ``= < ≤ ≠``."""
    if op not in ("=", "<", "≤", "≠"):
        raise IllFormed(f"expected a relation, found {op!r}")
    return _term(op, (left, right))


def equal(left: Term, right: Term) -> Term:
    """``left = right``"""
    return _term("=", (left, right))


def less(left: Term, right: Term) -> Term:
    """``left < right``"""
    return _term("<", (left, right))


def at_most(left: Term, right: Term) -> Term:
    """``left ≤ right``"""
    return _term("≤", (left, right))


def unequal(left: Term, right: Term) -> Term:
    """``left ≠ right``"""
    return _term("≠", (left, right))


def defined(term: Term) -> Term:
    """Every part of the term has a value: no divisor is 0, arguments of ln are positive, derivatives exist."""
    return _term("defined", (term,))


def undefined(term: Term) -> Term:
    """Some part of the term has no value."""
    return _term("undefined", (term,))


def smooth(term: Term, by: Term | None = None) -> Term:
    """The term is defined, and near its value a smooth function of all quantities, or of the quantity ``by``."""
    return _term("smooth", (term,) if by is None else (term, by))


def smooth_function(name: str, arity: int) -> Term:
    """The function has a value for all real arguments, and is smooth in these and in whatever else it depends on."""
    return _term("smooth function", (name, arity))


def member(point: Term, over: Term) -> Term:
    """``point`` lies in the set."""
    return _term("in", (point, over))


def _ordered(one: Term, other: Term) -> tuple[Term, Term]:
    return (other, one) if str(one.args) > str(other.args) else (one, other)


def same(one: Term, other: Term) -> Term:
    """Two indices are equal."""
    return _term("same", _ordered(one, other))


def distinct(one: Term, other: Term) -> Term:
    """Two indices are different."""
    return _term("distinct", _ordered(one, other))


def for_all(over: Term, body: Term) -> Term:
    """The proposition holds for every index in a set, which is bound index 0 in it."""
    return _term("all", (over, body))


def for_all_reals(body: Term) -> Term:
    """The proposition holds for every real number, which is bound variable 0 in it."""
    return _term("all real", (body,))


def row(over: Term, of: Term) -> Term:
    """Quantities for every index in a set, which is bound index 0 in them."""
    return _term("row", (over, of))


def defines(head: Term, body: Term) -> Term:
    """The quantity or function value ``head`` is the number that ``body`` is, wherever it is computed."""
    if head.op not in ("quantity", "apply"):
        raise IllFormed(f"expected a quantity or a function value to define, found {head}")
    return _term("defines", (head, body))


def depends(head: Term, parent: Term) -> Term:
    """The quantity ``head`` is a smooth function of, among others, ``parent``: a quantity, or a row of them."""
    return _term("depends", (head, parent))


def structure(name: str, *clauses: Term) -> Term:
    """All that a quantity or function depends on; ``name`` has the letter of its kind in front, ``q`` or ``f``.

    Each clause is ``defines`` or ``depends`` about it, for all values of some indices (or real arguments).  What no
    clause speaks of depends on nothing.  A quantity without clauses is free.
    """
    for clause in clauses:
        inner = innermost(clause)
        head = inner.args[0] if inner.op in ("defines", "depends") else inner
        kind = {"quantity": "q", "apply": "f"}.get(head.op, "")
        if not kind or kind + head.args[0] != name:
            raise IllFormed(f"a clause in the structure of {name} is about {head}")
    return _term("structure", (name, *clauses))


def independent(of: Term, by: Term) -> Term:
    """On no way down from the quantities in a term lies ``by``; a quantity that may be ``by`` itself does not count."""
    return _term("independent", (of, by))


def through(of: Term, by: Term, between: Term) -> Term:
    """The quantity ``by`` changes the quantity ``of`` only by way of the quantities ``between``: one, or a row."""
    return _term("through", (of, by, between))


def tends(of: Term, by: Term, point: Term, value: Term) -> Term:
    """``of`` tends to a value, or an infinity, as ``by`` tends to a point from above, or to infinity."""
    return _term("tends", (of, by, point, value))


def near(of: Term, by: Term, point: Term) -> Term:
    """``of`` has a value where ``by`` lies near a point, above it, or is large enough."""
    return _term("near", (of, by, point))


def both(*parts: Term) -> Term:
    """All of these propositions hold."""
    return _term("and", parts)


def connect(op: str, left: Term, right: Term) -> Term:
    """``iff`` or ``implies`` between two propositions."""
    if op not in ("iff", "implies"):
        raise IllFormed(f"expected iff or implies, found {op!r}")
    return _term(op, (left, right))


# -- replacing


def _mapped(
    term: Term, depth: int, image: Callable[[Term, int], Term | None], skip: Callable[[Term, int], bool]
) -> Term:
    """The term with each part for which ``image`` gives another one replaced; parts that ``skip`` accepts stay."""
    if skip(term, depth):
        return term
    new = image(term, depth)
    if new is not None:
        return new
    binds = SIGNATURES[term.op].binds
    args = tuple(
        [
            _mapped(part, depth + (place == binds), image, skip) if type(part) is Term else part
            for place, part in enumerate(term.args)
        ]
    )
    return term if args == term.args else with_arguments(term, args)


@lru_cache(maxsize=1 << 14)
def opened(body: Term, value: Term) -> Term:
    """The body of a binder with a closed term put in for the bound variable."""
    if value.loose:
        raise IllFormed(f"{value} has bound variables of its own")

    def image(term: Term, depth: int) -> Term | None:
        if term.op not in ("index", "bound") or type(term.args[0]) is not int or term.args[0] < depth:
            return None
        if term.args[0] > depth:
            return with_arguments(term, (term.args[0] - 1, *term.args[1:]))
        return shifted(value, term.args[1]) if term.op == "index" else value

    return _mapped(body, 0, image, lambda term, depth: term.loose <= depth)


@lru_cache(maxsize=1 << 14)
def closed(term: Term, variable: Term) -> Term:
    """The body of a binder that binds a free variable: an index variable, or a quantity without indices."""
    check_variable(variable)
    (name,) = variable.names

    def image(part: Term, depth: int) -> Term | None:
        if part.op == "index" and part.args[0] == variable.args[0] and variable.op == "index":
            return index(depth, part.args[1])
        if part.op in ("index", "bound") and type(part.args[0]) is int and part.args[0] >= depth:
            return with_arguments(part, (part.args[0] + 1, *part.args[1:]))
        return bound(depth) if part is variable else None

    return _mapped(term, 0, image, lambda part, depth: name not in part.names and part.loose <= depth)


def check_variable(variable: Term) -> None:
    """Refuse what is neither a free index variable nor a quantity without indices."""
    if variable.op == "index" and type(variable.args[0]) is str and variable.args[1] == 0:
        return
    if variable.op != "quantity" or len(variable.args) != 1:
        raise IllFormed(f"expected a variable, found {variable}")


def replaced_indices(term: Term, where: Mapping[str, Term]) -> Term:
    """The term with free index variables replaced by index terms."""
    names = {"i" + name for name in where}

    def image(part: Term, depth: int) -> Term | None:
        found = where.get(part.args[0]) if part.op == "index" else None
        return None if found is None else shifted(found, part.args[1])

    return _mapped(term, 0, image, lambda part, depth: names.isdisjoint(part.names))


def replaced_quantities(term: Term, where: Mapping[Term, Term]) -> Term:
    """The term with free quantities and counts replaced by real terms."""
    names = {("n" if old.op == "count" else "q") + old.args[0] for old in where}
    return _mapped(term, 0, lambda part, depth: where.get(part), lambda part, depth: names.isdisjoint(part.names))


def renamed(term: Term, where: Mapping[str, str]) -> Term:
    """The term with functions and families of quantities renamed; names have the letter of their kind in front."""

    def named(part: Term) -> Term:
        signature = SIGNATURES[part.op]
        args: list[Any] = [named(inner) if type(inner) is Term else inner for inner in part.args]
        if signature.kind == "*" and args[0] in where:
            args[0] = where[args[0]]
        elif signature.kind and type(args[0]) is str and signature.kind + args[0] in where:
            args[0] = where[signature.kind + args[0]][1:]
        return part if tuple(args) == part.args else with_arguments(part, tuple(args))

    return named(term)


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
