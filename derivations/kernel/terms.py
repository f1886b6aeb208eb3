"""Terms: index terms, index sets, real terms and propositions, as immutable values with binders that cannot capture.

A term is an operator with its arguments, and equal terms are one object.  A bound variable is a number, the count of
binders between it and its own (de Bruijn), so that terms which differ only in the names of bound variables are equal.
A free variable is a name.  Names of index variables, quantities, functions and set variables are told apart by kind.

=================================  ==================================================================================
index terms                        ``index(base, offset)``: a variable, or nothing, plus a whole number
index sets                         ``interval(first, last)``, a set variable, the rest of one, a set without an index
real terms                         numbers, quantities, ``+ * ^``, exp, ln, ``| |``, sums, brackets, functions,
                                   partial derivatives, limits
propositions                       relations, ``t has a value``, ``t is smooth``, ``i in S``, for all, structure
=================================  ==================================================================================

Real terms are total: where 1/0, ln(-1) or a derivative that does not exist occur, the term denotes some real number of
which nothing is known, and ``defined(t)`` does not hold.  This is the only place where partiality is decided: a claim of
a document or a derivation says its relation *and* that both sides are defined.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from flint import fmpq

BINDERS: dict[str, tuple[int, ...]] = {
    "sum": (0, 1),
    "all": (0, 1),
    "all real": (1,),
}
"""For each operator that binds, how many variables it binds in each of its arguments."""

INDEX, SET, REAL, PROPOSITION = "index term", "index set", "real term", "proposition"
SORTS: dict[str, str] = {
    **dict.fromkeys(["index"], INDEX),
    **dict.fromkeys(["interval", "upwards", "part", "rest", "without"], SET),
    **dict.fromkeys(
        [
            "number",
            "quantity",
            "count",
            "bound",
            "+",
            "*",
            "^",
            "exp",
            "ln",
            "abs",
            "sum",
            "size",
            "bracket",
            "apply",
            "partial",
        ]
        + ["lim", "pi"],
        REAL,
    ),
    **dict.fromkeys(
        ["=", "<", "≤", "≠", "defined", "undefined", "smooth", "in", "same", "distinct", "all", "all real", "natural"]
        + ["defines", "depends", "structure", "independent", "through", "smooth function", "tends", "iff", "implies"]
        + ["and", "near"],
        PROPOSITION,
    ),
    "infinity": "infinity",
}
"""What each operator makes."""


class Term:
    """An operator and its arguments.  Made by the functions of this module alone, which check the sorts.

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
        inside = ", ".join(map(str, self.args))
        return f"{self.op}({inside})"


_terms: dict[tuple[str, tuple[Any, ...]], Term] = {}
_nothing: frozenset[str] = frozenset()
_set = object.__setattr__


def _term(op: str, args: tuple[Any, ...], names: frozenset[str] = _nothing, loose: int = 0) -> Term:
    key = (op, args)
    found = _terms.get(key)
    if found is not None:
        return found
    binds = BINDERS.get(op)
    for place, part in enumerate(args):
        if isinstance(part, Term):
            if part.names:
                names = names | part.names if names else part.names
            inside = part.loose - binds[place] if binds else part.loose
            loose = max(loose, inside)
    term = object.__new__(Term)
    _set(term, "op", op)
    _set(term, "args", args)
    _set(term, "names", names)
    _set(term, "loose", loose)
    _terms[key] = term
    return term


class IllFormed(TypeError):
    """Arguments that do not make a term of this kind."""


def _check(sort: str, *terms: Any) -> None:
    for term in terms:
        if not isinstance(term, Term) or SORTS[term.op] != sort:
            raise IllFormed(f"expected a {sort}, found {term!r}")


# -- index terms and index sets


def index(base: str | int | None, offset: int = 0) -> Term:
    """A free index variable (a name), a bound one (a number), or none, plus a whole number."""
    if isinstance(base, str):
        return _term("index", (base, offset), frozenset(("i" + base,)))
    return _term("index", (base, offset), loose=0 if base is None else base + 1)


def shifted(term: Term, by: int) -> Term:
    """``term + by``"""
    _check(INDEX, term)
    return index(term.args[0], term.args[1] + by)


def interval(first: Term, last: Term) -> Term:
    """The whole numbers from ``first``, an index term, to ``last``, an index term or a count."""
    _check(INDEX, first)
    if last.op != "count":
        _check(INDEX, last)
    return _term("interval", (first, last))


def upwards(first: Term) -> Term:
    """All whole numbers from ``first`` on."""
    _check(INDEX, first)
    return _term("upwards", (first,))


def part(name: str, of: Term) -> Term:
    """A set variable: some part of a set, which may be empty."""
    _check(SET, of)
    return _term("part", (name, of), frozenset(("s" + name,)))


def rest(of: Term) -> Term:
    """What a part leaves of the set that it is a part of."""
    if of.op != "part":
        raise IllFormed(f"expected a part of a set, found {of}")
    return _term("rest", (of,))


def without(over: Term, point: Term) -> Term:
    """The set without one index, which need not lie in it."""
    _check(SET, over)
    _check(INDEX, point)
    return _term("without", (over, point))


# -- real terms


def number(value: int | fmpq) -> Term:
    """A rational number."""
    return _term("number", (fmpq(value),))


ZERO, ONE = number(0), number(1)
PI = _term("pi", ())


def quantity(name: str, *where: Term) -> Term:
    """A named real number, with an index term for each of its indices."""
    _check(INDEX, *where)
    return _term("quantity", (name, *where), frozenset(("q" + name,)))


def count(name: str, *where: Term) -> Term:
    """A named natural number, such as the size of an index set; nothing is differentiated by it."""
    _check(INDEX, *where)
    return _term("count", (name, *where), frozenset(("n" + name,)))


def bound(binder: int) -> Term:
    """A bound real variable."""
    return _term("bound", (binder,), loose=binder + 1)


def add(*terms: Term) -> Term:
    """The sum of the terms."""
    _check(REAL, *terms)
    return terms[0] if len(terms) == 1 else _term("+", terms) if terms else ZERO


def mul(*factors: Term) -> Term:
    """The product of the factors."""
    _check(REAL, *factors)
    return factors[0] if len(factors) == 1 else _term("*", factors) if factors else ONE


def power(base: Term, exponent: int) -> Term:
    """``base`` to the power of a whole number; of a negative one, the reciprocal."""
    _check(REAL, base)
    return base if exponent == 1 else _term("^", (base, int(exponent)))


def neg(term: Term) -> Term:
    """``-term``"""
    return mul(number(-1), term)


def sub(left: Term, right: Term) -> Term:
    """``left - right``"""
    return add(left, neg(right))


def divide(above: Term, below: Term) -> Term:
    """``above / below``"""
    return mul(above, power(below, -1))


def function(name: str) -> Callable[[Term], Term]:
    """One of the functions exp, ln and abs."""

    def applied(argument: Term) -> Term:
        _check(REAL, argument)
        return _term(name, (argument,))

    return applied


exp, ln, absolute = function("exp"), function("ln"), function("abs")


def sum_over(over: Term, body: Term) -> Term:
    """The sum of ``body`` over a set; the bound index is number 0 in the body."""
    _check(SET, over)
    _check(REAL, body)
    return _term("sum", (over, body))


def size(over: Term) -> Term:
    """How many indices a set has."""
    _check(SET, over)
    return _term("size", (over,))


def bracket(condition: Term) -> Term:
    """1 where a condition on indices (``same`` or ``in``) holds, otherwise 0."""
    if condition.op not in ("same", "in"):
        raise IllFormed(f"expected a condition on indices, found {condition}")
    return _term("bracket", (condition,))


def apply(name: str, orders: tuple[int, ...], *arguments: Term) -> Term:
    """A function, or its derivative of these orders, at its arguments."""
    _check(REAL, *arguments)
    if len(orders) != len(arguments) or min(orders, default=-1) < 0:
        raise IllFormed(f"{name}: expected an order of derivative for each argument, found {orders}")
    return _term("apply", (name, orders, *arguments), frozenset(("f" + name,)))


def partial(of: Term, by: Term) -> Term:
    """The partial derivative of a term by a quantity, all that depends on the quantity following it."""
    _check(REAL, of)
    if by.op != "quantity":
        raise IllFormed(f"expected a quantity to differentiate by, found {by}")
    return _term("partial", (of, by))


INFINITY = _term("infinity", (1,))
MINUS_INFINITY = _term("infinity", (-1,))


def lim(of: Term, by: Term, point: Term) -> Term:
    """The limit of a term as a quantity tends to a point from above, or to infinity, all that depends on it following."""
    _check(REAL, of)
    if by.op != "quantity" or len(by.args) != 1:
        raise IllFormed(f"expected a quantity without indices, found {by}")
    if point is not INFINITY:
        _check(REAL, point)
    return _term("lim", (of, by, point))


# -- propositions


def relation(op: str, left: Term, right: Term) -> Term:
    """``left op right`` for the numbers that the terms denote; op is one of ``= < ≤ ≠``."""
    if op not in ("=", "<", "≤", "≠"):
        raise IllFormed(f"expected a relation, found {op!r}")
    _check(REAL, left, right)
    return _term(op, (left, right))


def equal(left: Term, right: Term) -> Term:
    """``left = right``"""
    return relation("=", left, right)


def less(left: Term, right: Term) -> Term:
    """``left < right``"""
    return relation("<", left, right)


def at_most(left: Term, right: Term) -> Term:
    """``left ≤ right``"""
    return relation("≤", left, right)


def unequal(left: Term, right: Term) -> Term:
    """``left ≠ right``"""
    return relation("≠", left, right)


def judgement(op: str) -> Callable[[Term], Term]:
    """One of the propositions about a single real term."""

    def made(term: Term) -> Term:
        _check(REAL, term)
        return _term(op, (term,))

    return made


defined = judgement("defined")
"""Every part of the term has a value: no divisor is 0, every argument of ln is positive, every derivative exists."""
undefined = judgement("undefined")
"""Some part of the term has no value."""
natural = judgement("natural")
"""The term is a whole number, at least 0."""


def smooth(term: Term, by: Term | None = None) -> Term:
    """The term is defined, and near its present value a smooth function of all quantities, or of the quantity ``by``."""
    _check(REAL, term)
    if by is None:
        return _term("smooth", (term,))
    if by.op != "quantity":
        raise IllFormed(f"expected a quantity, found {by}")
    return _term("smooth", (term, by))


def member(point: Term, over: Term) -> Term:
    """``point`` lies in the set."""
    _check(INDEX, point)
    _check(SET, over)
    return _term("in", (point, over))


def _ordered(one: Term, other: Term) -> tuple[Term, Term]:
    _check(INDEX, one, other)
    return (other, one) if str(one.args) > str(other.args) else (one, other)


def same(one: Term, other: Term) -> Term:
    """Two indices are equal."""
    return _term("same", _ordered(one, other))


def distinct(one: Term, other: Term) -> Term:
    """Two indices are different."""
    return _term("distinct", _ordered(one, other))


def for_all(over: Term, body: Term) -> Term:
    """The proposition holds for every index in a set, which is bound index 0 in it."""
    _check(SET, over)
    _check(PROPOSITION, body)
    return _term("all", (over, body))


def for_all_reals(body: Term) -> Term:
    """The proposition holds for every real number, which is bound variable 0 in it."""
    _check(PROPOSITION, body)
    return _term("all real", (body,))


def defines(head: Term, body: Term) -> Term:
    """The quantity or function value ``head`` is the number that ``body`` is, wherever it is computed."""
    if head.op not in ("quantity", "apply"):
        raise IllFormed(f"expected a quantity or a function value to define, found {head}")
    _check(REAL, body)
    return _term("defines", (head, body))


def depends(head: Term, parent: Term) -> Term:
    """The quantity ``head`` is a smooth function of, among others, ``parent``: a quantity, or all of a row of them."""
    return _term("depends", (head, parent))


def row(over: Term, of: Term) -> Term:
    """Quantities for every index in a set, as a parent in :func:`depends`."""
    return _term("all", (over, of))


def structure(name: str, *clauses: Term) -> Term:
    """All that a quantity or function depends on; ``name`` has the letter of its kind in front, ``q`` or ``f``.

    Each clause is ``defines`` or ``depends``, for all values of some indices (or real arguments).  What no clause
    speaks of depends on nothing.  A quantity without clauses is free.
    """
    return _term("structure", (name, *clauses), frozenset((name,)))


def independent(of: Term, by: Term) -> Term:
    """A change of the quantity ``by`` does not change ``of``, unless that is a quantity, and ``by`` itself."""
    _check(REAL, of)
    if by.op != "quantity":
        raise IllFormed(f"expected a quantity, found {by}")
    return _term("independent", (of, by))


def through(of: Term, by: Term, between: Term) -> Term:
    """The quantity ``by`` changes the quantity ``of`` only by way of the quantities ``between`` (one, or a row)."""
    if of.op != "quantity" or by.op != "quantity":
        raise IllFormed(f"expected quantities, found {of} and {by}")
    return _term("through", (of, by, between))


def smooth_function(name: str) -> Term:
    """The function has a value for all real arguments, and is smooth in these and in whatever else it depends on."""
    return _term("smooth function", (name,), frozenset(("f" + name,)))


def hidden(function_value: Term) -> Term:
    """A function at 0: what it depends on beside its arguments."""
    name, orders, *arguments = function_value.args
    return apply(name, (0,) * len(orders), *(ZERO for _ in arguments))


def tends(of: Term, by: Term, point: Term, value: Term) -> Term:
    """``of`` tends to a value, or an infinity, as ``by`` tends to a point from above, or to infinity."""
    lim(of, by, point)
    if value not in (INFINITY, MINUS_INFINITY):
        _check(REAL, value)
    return _term("tends", (of, by, point, value))


def near(of: Term, by: Term, point: Term) -> Term:
    """``of`` has a value where ``by`` lies near a point, above it, or is large enough."""
    lim(of, by, point)
    return _term("near", (of, by, point))


def both(*parts: Term) -> Term:
    """All of these propositions hold."""
    _check(PROPOSITION, *parts)
    return _term("and", parts)


def connect(op: str, left: Term, right: Term) -> Term:
    """``iff`` or ``implies`` between two propositions."""
    _check(PROPOSITION, left, right)
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
    binds = BINDERS.get(term.op)
    args = tuple(
        _mapped(part, depth + (binds[place] if binds else 0), image, skip) if isinstance(part, Term) else part
        for place, part in enumerate(term.args)
    )
    if args == term.args:
        return term
    return rebuilt(term, args)


def rebuilt(term: Term, args: tuple[Any, ...]) -> Term:
    """A term of the same kind with other arguments."""
    match term.op:
        case "same":
            return same(*args)
        case "distinct":
            return distinct(*args)
        case "quantity":
            return quantity(*args)
        case "count":
            return count(*args)
        case "apply":
            return apply(*args)
        case "part":
            return part(*args)
    return _term(term.op, args)


def opened(body: Term, value: Term) -> Term:
    """The body of a binder with a closed term put in for the bound variable."""
    if value.loose:
        raise IllFormed(f"{value} has bound variables of its own")

    def image(term: Term, depth: int) -> Term | None:
        if term.op == "index":
            base, offset = term.args
            if base == depth:
                return shifted(value, offset)
            return index(base - 1, offset) if isinstance(base, int) and base > depth else None
        if term.op == "bound":
            if term.args[0] == depth:
                _check(REAL, value)
                return value
            return bound(term.args[0] - 1) if term.args[0] > depth else None
        return None

    return _mapped(body, 0, image, lambda term, depth: term.loose <= depth)


def closed(term: Term, variable: Term) -> Term:
    """The body of a binder that binds a free variable: an index variable, or a quantity without indices."""
    if variable.op == "index" and isinstance(variable.args[0], str) and variable.args[1] == 0:
        name = "i" + variable.args[0]
    elif variable.op == "quantity" and len(variable.args) == 1:
        name = "q" + variable.args[0]
    else:
        raise IllFormed(f"expected a variable, found {variable}")

    def image(part: Term, depth: int) -> Term | None:
        if part.op == "index":
            if part.args[0] == variable.args[0]:
                return index(depth, part.args[1])
            return raised(part, depth)
        if part.op == "bound":
            return raised(part, depth)
        return bound(depth) if part is variable else None

    def raised(part: Term, depth: int) -> Term | None:
        base = part.args[0]
        if not isinstance(base, int) or base < depth:
            return None
        return index(base + 1, part.args[1]) if part.op == "index" else bound(base + 1)

    return _mapped(term, 0, image, lambda part, depth: name not in part.names and part.loose <= depth)


def replaced_indices(term: Term, where: Mapping[str, Term]) -> Term:
    """The term with free index variables replaced by index terms."""
    names = {"i" + name for name in where}

    def image(part: Term, depth: int) -> Term | None:
        if part.op == "index" and part.args[0] in where:
            return shifted(where[part.args[0]], part.args[1])
        return None

    return _mapped(term, 0, image, lambda part, depth: names.isdisjoint(part.names))


def replaced_quantities(term: Term, where: Mapping[Term, Term]) -> Term:
    """The term with free quantities and counts replaced by real terms."""
    names = {("n" if old.op == "count" else "q") + old.args[0] for old in where}
    return _mapped(term, 0, lambda part, depth: where.get(part), lambda part, depth: names.isdisjoint(part.names))


def renamed(term: Term, where: Mapping[str, str]) -> Term:
    """The term with functions and families of quantities renamed; names have the letter of their kind in front."""

    def image(part: Term, depth: int) -> Term | None:
        if part.op == "apply" and (new := where.get("f" + part.args[0])) is not None:
            return apply(new[1:], part.args[1], *(renamed(argument, where) for argument in part.args[2:]))
        if part.op == "smooth function" and (new := where.get("f" + part.args[0])) is not None:
            return smooth_function(new[1:])
        if part.op == "quantity" and (new := where.get("q" + part.args[0])) is not None:
            return quantity(new[1:], *part.args[1:])
        if part.op == "structure" and part.args[0] in where:
            return structure(where[part.args[0]], *(renamed(clause, where) for clause in part.args[1:]))
        return None

    names = set(where)
    return _mapped(term, 0, image, lambda part, depth: names.isdisjoint(part.names))


def parts(term: Term) -> Iterable[Term]:
    """The term and all terms in it, each once."""
    seen, todo = {term}, [term]
    while todo:
        here = todo.pop()
        yield here
        for part_ in here.args:
            if isinstance(part_, Term) and part_ not in seen:
                seen.add(part_)
                todo.append(part_)


def fresh(name: str, *terms: Term) -> str:
    """A name like this one that is free in none of the terms."""
    taken = frozenset().union(*(term.names for term in terms))
    while any(kind + name in taken for kind in "iqnfs"):
        name += "'"
    return name
