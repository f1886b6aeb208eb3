r"""Values at a point: ``\left. f(x) \right|_{x = 3}`` and ``f(x) \Big|_{x = 3}``.

The bar binds its letter as a sum binds its index: in what stands before it the letter is another quantity than outside.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import fields, replace
from typing import Any

from derivations.document.syntax.names import STATISTICS, shown
from derivations.document.syntax.nodes import (
    Big,
    Differential,
    Evaluated,
    Expression,
    Nabla,
    Name,
    Node,
    Related,
    Row,
    Scripted,
    base_of,
    children,
    walk,
)
from derivations.document.syntax.patterns import written
from derivations.document.syntax.tokens import NotUnderstood


def evaluated(body: Node, below: Node, start: int, end: int, lone: bool) -> Evaluated:
    """What stands before a bar, at the point that stands below it.

    Raises :class:`NotUnderstood` where that gives no value to one letter, or where the letter has indices in the body.
    """
    match below:
        case Related((Name() as letter, point), ("=",)):
            pass
        case _:
            raise NotUnderstood("a bar with something else below it than the value of a letter", start)
    indexed = (part.base for part in walk(body) if isinstance(part, Scripted) and part.sub is not None)
    if any(isinstance(base, Name) and base.key == letter.key for base in indexed):
        raise NotUnderstood(f"{shown(letter.text)} with an index before a bar that gives {written(below)}", start)
    name = Name(f"{shown(letter.text, letter.accents, letter.font)}|{written(point)}", letter.start, letter.end)
    return Evaluated(_with(body, letter.key, name), letter.key, name, point, start, end, lone)


def _with(part: Any, key: str, name: Name) -> Any:
    """A part of an expression in which a letter is another one."""
    if isinstance(part, Name) and part.key == key:
        return replace(name, start=part.start, end=part.end)
    if isinstance(part, tuple):
        return tuple(_with(one, key, name) for one in part)
    if not isinstance(part, Expression):
        return part
    changed = {one.name: _with(getattr(part, one.name), key, name) for one in fields(part)}  # type: ignore[arg-type]
    return replace(part, **changed)  # type: ignore[type-var]


def reaches_clearly(terms: Sequence[Node]) -> bool:
    """Whether no term before one that a bar stands behind speaks of its letter, too."""
    for place, term in enumerate(terms):
        for part in term.items if isinstance(term, Row) else (term,):
            if isinstance(part, Evaluated) and part.lone and any(part.letter in t.keys for t in terms[:place]):
                return False
    return True


def bars_in(sides: Iterable[Node]) -> Iterator[Evaluated]:
    """The parts of expressions that are taken at a point."""
    return (part for side in sides for part in walk(side) if isinstance(part, Evaluated))


def unclear_bars(node: Node, varied: bool = False) -> Iterator[Evaluated]:
    """The bars in what is differentiated, summed, averaged or has a limit taken, if their points are no numbers.

    There the points may vary, too, and with them the letters of the bars.
    """
    if isinstance(node, Evaluated):
        if varied and node.point.names:
            yield node
        varied = False
    items = (base_of(item) for item in (node, *children(node)))
    acting = any(isinstance(item, Differential | Nabla | Big) for item in items)
    varied = varied or acting or any(isinstance(n, Name) and n.text in STATISTICS for n in children(node))
    for part in children(node):
        yield from unclear_bars(part, varied)
