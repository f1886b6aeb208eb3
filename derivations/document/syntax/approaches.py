"""What is written under a limit: what tends where, and from which side."""

from __future__ import annotations

from dataclasses import dataclass

from derivations.document.syntax.nodes import Big, Name, Node, Related, Scripted, walk


@dataclass(frozen=True)
class Approach:
    """``x \\to 0^+``: what tends where, and from which side; from both, if none is named."""

    variable: Name
    point: Node
    side: str


def approach_of(node: Node) -> Approach | None:
    """What is written under a limit."""
    match node:
        case Big("lim", Related((Name() as variable, point), (arrow,))) if arrow in ("→", "↓", "↑"):
            side = {"↓": "+", "↑": "-"}.get(arrow, "")
            match point:
                case Scripted(base, None, Name("+" | "-" as sign)):
                    return Approach(variable, base, sign)
            return Approach(variable, point, side)
    return None


def is_two_sided(node: Node) -> bool:
    """Whether an expression has a limit at a point to which no side is named."""
    found = (approach_of(part) for part in walk(node))
    return any(one is not None and not one.side and not _is_infinite(one.point) for one in found)


def _is_infinite(node: Node) -> bool:
    return any(part.text == "∞" for part in node.names)
