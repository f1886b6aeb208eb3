"""What the shape of a step says of how it may be meant: a claim, an equation to be solved, a definition."""

from __future__ import annotations

from collections.abc import Iterable, Set
from itertools import pairwise

from derivations.document.syntax.commands import EITHER_SIGN
from derivations.document.syntax.names import ACTIVATIONS, KNOWN_FUNCTIONS
from derivations.document.syntax.nodes import (
    Big,
    Bracket,
    Differential,
    Listing,
    Nabla,
    Name,
    Node,
    Number,
    Related,
    Row,
    Scripted,
    base_of,
    walk,
)
from derivations.document.syntax.patterns import are_same, bound_in
from derivations.document.syntax.statements import Link, Side

CONSTANTS = frozenset(("e", "pi", "0", "1", *EITHER_SIGN.values()))
"""Names of numbers."""


def proposition(sides: list[tuple[str, Side]]) -> Node | None:
    """The relation between two sides, each with the relation before it, as one expression."""
    nodes = [side.node for _, side in sides]
    if len(nodes) < 2 or any(node is None for node in nodes):
        return None
    one, other = nodes
    assert one is not None
    assert other is not None
    return Related((one, other), (sides[1][0],), one.start, other.end)


def is_within(node: Node | None, other: Node) -> bool:
    """Whether an expression stands in another one, as it is written."""
    return node is not None and any(are_same(part, node) for part in walk(other))


def is_power(node: Node) -> bool:
    """Whether a side is a quantity to the power of a number."""
    return isinstance(node, Scripted) and isinstance(node.base, Name) and isinstance(node.sup, Number)


def has_decimals(*sides: Node) -> bool:
    """Whether a number is written with decimal places."""
    return any(isinstance(part, Number) and part.digits for side in sides for part in walk(side))


def has_function_of(sides: Iterable[Node], keys: Set[str]) -> bool:
    """Whether a side has an exponential, a logarithm or the like of a quantity that has no indices: ``e^A``."""
    arguments: list[Node] = []
    for part in (part for side in sides if keys for part in walk(side)):
        match part:
            case Scripted(Name("e"), _, exponent) if exponent is not None:
                arguments.append(exponent)
            case Row(items):
                arguments += [after for name, after in pairwise(items) if _is_analytic(base_of(name))]
    return any(not keys.isdisjoint(_whole_keys(argument)) for argument in arguments)


def _is_analytic(node: Node | None) -> bool:
    """Whether it is the name of a function of numbers and of matrices, other than the activations of a layer."""
    return isinstance(node, Name) and node.text in KNOWN_FUNCTIONS - ACTIVATIONS.keys() - {"tanh"}


def _whole_keys(node: Node) -> set[str]:
    """The keys of the names in an expression that stand without indices."""
    parts = [part for part in walk(node) if isinstance(part, Scripted) and part.sub is not None]
    of_components = {id(part.base) for part in parts}
    return {name.key for name in node.names if id(name) not in of_components}


def is_closed(node: Node | None) -> bool:
    """Whether an expression, other than the letter of a constant, speaks of no quantity."""
    lone = isinstance(node, Name) and node.text not in ("0", "1")
    return node is not None and not lone and not speaks_of(node)


def speaks_of(node: Node) -> set[str]:
    """The names of quantities in an expression: no constants, no known functions, and no indices that a sum binds."""
    named = CONSTANTS | KNOWN_FUNCTIONS | ACTIVATIONS.keys()
    return {name.key for name in node.names if name.text not in named} - bound_in(node)


def is_zero(node: Node | None) -> bool:
    """Whether a side that speaks of no quantity is 0, or a vector of zeros or ones."""
    if isinstance(node, Bracket) and isinstance(node.body, Listing):
        return all(map(is_zero, node.body.items))
    return isinstance(node, Name) or (isinstance(node, Number) and node.value == 0)


def is_equated(left: Node, link: Link, first: bool) -> bool:
    """Whether something is set equal to a number: ``gradient = 0``."""
    if link.relation != "=" or not is_closed(link.side.node):
        return False
    if any(isinstance(part, Big) and part.kind == "lim" for part in walk(left)):
        return False
    if not speaks_of(left):
        return False  # nothing is to be found: 2 + 2 = 5 is true or false
    derived = any(isinstance(part, Differential | Nabla) for part in walk(left))
    return is_zero(link.side.node) or (first and not derived)
