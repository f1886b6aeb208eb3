"""Terms of Coq: variables, numbers, functions applied to arguments, and functions written out.

>>> k = Var("k")
>>> str(App("sum", (Var("n"), Lambda("k", App("*", (Number(2), App("z", (k,))))))))
'sum n (fun k => 2 * z k)'
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction

INFIX = {"+": (50, 50, 49), "-": (50, 50, 49), "*": (40, 40, 39), "/": (40, 40, 39), "^": (30, 29, 30)}
"""For each operator its level in Coq, and the levels of its two sides."""
PREFIX = {"neg": "-", "inv": "/"}
PREFIX_LEVEL, ARGUMENT_LEVEL, ALL = 35, 9, 200


class Term:
    """A term; its text is Coq."""

    __slots__ = ()

    def __str__(self) -> str:
        return written(self)


@dataclass(frozen=True)
class Var(Term):
    """A variable, or a constant of the library."""

    name: str

    __str__ = Term.__str__


@dataclass(frozen=True)
class Number(Term):
    """A rational number."""

    value: Fraction | int

    __str__ = Term.__str__


@dataclass(frozen=True)
class App(Term):
    """A function, or an operator, with its arguments."""

    head: str
    args: tuple[Term, ...]

    __str__ = Term.__str__


@dataclass(frozen=True)
class Lambda(Term):
    """``fun bound => body``"""

    bound: str
    body: Term

    __str__ = Term.__str__


ZERO, ONE, TWO = Number(0), Number(1), Number(2)


def written(term: Term, level: int = ALL) -> str:
    """The term in Coq, in parentheses if its own level is above ``level``.

    >>> written(App("neg", (App("*", (Var("a"), Var("b"))),)))
    '- (a * b)'
    """
    text, own = _written(term)
    return f"({text})" if own > level else text


def _written(term: Term) -> tuple[str, int]:
    match term:
        case Var(name):
            return name, 0
        case Number(value):
            return _number(Fraction(value))
        case Lambda(bound, body):
            return f"fun {bound} => {written(body)}", ALL
        case App(head, (left, right)) if head in INFIX:
            own, of_left, of_right = INFIX[head]
            return f"{written(left, of_left)} {head} {written(right, of_right)}", own
        case App(head, (argument,)) if head in PREFIX:
            return f"{PREFIX[head]} {written(argument, PREFIX_LEVEL - 1)}", PREFIX_LEVEL
        case App("if", (condition, yes, no)):
            return f"if {written(condition)} then {written(yes)} else {written(no)}", ALL
        case App(head, args):
            return " ".join([head, *(written(argument, ARGUMENT_LEVEL) for argument in args)]), 10
    raise TypeError(term)


def _number(value: Fraction) -> tuple[str, int]:
    if value < 0:
        text, _ = _number(-value)
        return (f"- ({text})" if value.denominator != 1 else f"- {text}"), PREFIX_LEVEL
    if value.denominator == 1:
        return str(value.numerator), 0
    return f"{value.numerator} / {value.denominator}", 40


def parts(term: Term) -> Iterator[Term]:
    """The term and all terms in it, from the outside."""
    yield term
    match term:
        case App(_, args):
            for argument in args:
                yield from parts(argument)
        case Lambda(_, body):
            yield from parts(body)


def free(term: Term) -> dict[str, None]:
    """The names that the term speaks of and does not bind, in order, heads of applications among them."""
    match term:
        case Var(name):
            return {name: None}
        case App(head, args):
            found: dict[str, None] = {} if head in INFIX or head in PREFIX or head == "if" else {head: None}
            for argument in args:
                found |= free(argument)
            return found
        case Lambda(bound, body):
            return {name: None for name in free(body) if name != bound}
    return {}


def fresh(name: str, *terms: Term) -> str:
    """A name like this one that the terms do not speak of.

    >>> fresh("k", Var("k"), App("k0", ()))
    'k00'
    """
    taken = set().union(*(free(term) for term in terms))
    while name in taken:
        name = f"{name}0"
    return name


def member(family: Term, *where: Term) -> Term:
    """A family of numbers at some indices."""
    match family:
        case Var(name):
            return App(name, where)
        case App(head, args):
            return App(head, args + where)
    raise TypeError(family)


def put(term: Term, where: Mapping[str, Term]) -> Term:
    """The term with variables replaced.  A family of which a member is put to what it is, is the family itself.

    >>> str(put(App("upd", (Var("z"), Var("j"), Var("t"), Var("k"))), {"t": App("z", (Var("j"),))}))
    'z k'
    """
    match term:
        case Var(name):
            return where.get(name, term)
        case Lambda(bound, body):
            inner = {name: value for name, value in where.items() if name != bound}
            if any(bound in free(value) for value in inner.values()):
                fresh = f"{bound}0"
                return put(Lambda(fresh, put(body, {bound: Var(fresh)})), where)
            return Lambda(bound, put(body, inner)) if inner else term
        case App("upd", args):
            family, at, value, *index = (put(argument, where) for argument in args)
            if value == member(family, at):
                return member(family, *index) if index else family
            return App("upd", (family, at, value, *index))
        case App(head, args):
            new = tuple(put(argument, where) for argument in args)
            replaced = where.get(head)
            if replaced is not None and new and head not in INFIX:
                return App("apply", (replaced, *new)) if isinstance(replaced, Lambda) else member(replaced, *new)
            return App(head, new)
    return term


def product(factors: list[Term]) -> Term:
    """The factors multiplied, from the left."""
    result = factors[0] if factors else ONE
    for factor in factors[1:]:
        result = App("*", (result, factor))
    return result


def total(terms: list[Term]) -> Term:
    """The terms added, from the left."""
    result = terms[0] if terms else ZERO
    for term in terms[1:]:
        result = App("+", (result, term))
    return result
