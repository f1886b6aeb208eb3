"""Terms of the kernel as text for people, of a bounded length however large they are.

A bound variable is written with the count of binders around its own: ``#1`` for the outermost one.

>>> from derivations.kernel import terms as k
>>> x, b = k.quantity("x"), k.quantity("1 = 1; b")
>>> written(k.equal(k.mul(k.add(x, b), k.power(x, -2)), k.number(-3)))
'(x + "1 = 1; b") x^-2 = -3'
>>> everywhere = k.for_all(k.interval(k.index(None, 1), k.count("n")), k.less(k.ZERO, k.quantity("a", k.index(0))))
>>> written(everywhere)
'0 < a[#1] for all #1 in {1, ..., n}'
>>> written(k.equal(x, x), most=3)
'x = … (cut after 3 characters)'
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any, TypeAlias

from derivations.kernel.terms import Term

MOST = 2000
"""From how many characters on a text is cut."""
Piece: TypeAlias = "str | tuple[Any, int, int]"
"""Text, or a term with the binders around it and how tightly what is around it holds."""

LOOSE, RELATION, SUM, PRODUCT, POWER, CLOSED = range(6)
SIGNS = {
    "+": (" + ", SUM), "*": (" ", PRODUCT), "=": (" = ", RELATION), "<": (" < ", RELATION), "≤": (" ≤ ", RELATION),
    "≠": (" ≠ ", RELATION), "same": (" = ", RELATION), "distinct": (" ≠ ", RELATION), "in": (" in ", RELATION),
    "and": (" and ", LOOSE), "iff": (" if and only if ", LOOSE), "implies": (" implies ", LOOSE),
    "defines": (" := ", RELATION), "depends": (" depends on ", RELATION), "without": (" without ", SUM),
}  # fmt: skip
"""What is written between arguments, and how tightly it holds them."""


def named(name: str) -> str:
    """A name, in quotation marks if it could be taken for more than that."""
    plain = name.isprintable() and not any(c.isspace() or c in "\"'=<>≤≠:;#…" for c in name)
    return name if plain else json.dumps(name, ensure_ascii=not name.isprintable())


def written(term: Term, most: int = MOST) -> str:
    """A term as text, cut where it gets longer than so many characters."""
    found, length = [], 0
    todo: list[Piece] = [(term, 0, LOOSE)]
    while todo:
        piece = todo.pop()
        if not isinstance(piece, str):
            todo += reversed(list(_pieces(*piece)))
            continue
        found.append(piece)
        length += len(piece)
        if length > most and todo:
            return "".join([*found, f"… (cut after {most} characters)"])
    return "".join(found)


def _pieces(value: Any, depth: int, around: int) -> Iterator[Piece]:
    """What a term, or another argument, is written with."""
    if type(value) is not Term:
        yield named(value) if isinstance(value, str) else str(value)
        return
    op, args = value.op, value.args
    sign, level = SIGNS.get(op, ("", CLOSED))
    level = {"^": POWER, "all": LOOSE, "all real": LOOSE}.get(op, level)
    if op == "number" and (args[0] < 0 or args[0].q != 1):
        level = SUM
    opened = level < around
    yield from ["("] * opened
    if sign:
        for place, part in enumerate(args):
            yield from [sign] * (place > 0)
            yield part, depth, level + (op != "and")
    else:
        yield from _plain(op, args, depth)
    yield from [")"] * opened


def _plain(op: str, args: tuple[Any, ...], depth: int) -> Iterator[Piece]:
    match op, args:
        case "index", (base, offset):
            number = f"#{depth - base}" if type(base) is int else "" if base is None else named(base)
            yield number + (f"{offset:+d}" if number and offset else "" if number else str(offset))
        case "bound", (binder,):
            yield f"#{depth - binder}"
        case ("number", (number,)):
            yield str(number)
        case (("quantity" | "count"), (name, *indices)):
            yield named(name)
            if indices:
                yield from _listed("[", indices, "]", depth)
        case "apply", (name, orders, *arguments):
            yield named(name) + (f"^{orders}" if any(orders) else "")
            yield from _listed("(", arguments, ")", depth)
        case "^", (base, exponent):
            yield base, depth, CLOSED
            yield f"^{exponent}"
        case "interval", (first, last):
            yield "{"
            yield first, depth, LOOSE
            yield ", ..., "
            yield last, depth, LOOSE
            yield "}"
        case (("all" | "sum" | "row"), (over, body)):
            if op == "sum":
                yield f"sum over #{depth + 1} in "
                yield over, depth, CLOSED
                yield ": ("
            yield body, depth + 1, RELATION
            yield ")" if op == "sum" else f" for all #{depth + 1} in "
            if op != "sum":
                yield over, depth, CLOSED
        case "all real", (body,):
            yield body, depth + 1, RELATION
            yield f" for all real #{depth + 1}"
        case _:
            yield op
            if args:
                yield from _listed("(", args, ")", depth)


def _listed(before: str, args: Any, behind: str, depth: int) -> Iterator[Piece]:
    yield before
    for place, part in enumerate(args):
        yield from [", "] * (place > 0)
        yield part, depth, LOOSE
    yield behind
