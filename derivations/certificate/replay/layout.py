"""Long statements of Coq in lines that can be read."""

from __future__ import annotations

WIDTH = 116
CONNECTIVES = " -> ", " \\/ ", " /\\ "
"""What statements are joined by; of what they join each begins a line.  Of other parts as many are in one as fit."""


def laid_out(text: str, column: int = 0) -> str:
    """A statement that begins at a column; where it is too long it goes on in lines of its own, by its brackets.

    >>> print(laid_out("(A 1 /\\\\ " + "B 2 " * 40 + ")", 2)[:20])
    (A 1 /\\
       B 2 B 2 B
    """
    if column + len(text) <= WIDTH:
        return text
    if text[0] in "([" and _parts(text[1:], text[-1])[1:] == [""]:
        return f"{text[0]}{laid_out(text[1:-1], column + 1)}{text[-1]}"
    sign, parts = next(
        ((s, found) for s in (" => ", *CONNECTIVES, "; ", " ") if (found := _parts(text, s))[1:]), ("", [text])
    )
    if sign in CONNECTIVES or not sign:
        return f"{sign.rstrip()}\n{' ' * column}".join(laid_out(part, column) if sign else part for part in parts)
    lines, hanging = [""], 0 if sign == "; " else 2
    for place, part in enumerate(parts):
        start = column + (hanging if len(lines) > 1 else 0)
        if lines[-1] and start + len(lines[-1]) + 1 + len(part) > WIDTH:
            lines.append("")
        inner = laid_out(part, column + hanging if len(lines) > 1 else column)
        inner += sign.rstrip() if place < len(parts) - 1 else ""
        lines[-1] += f" {inner}" if lines[-1] else inner
    return f"\n{' ' * (column + hanging)}".join(lines)


def _parts(text: str, sign: str) -> list[str]:
    """A text at the places where a sign stands in no brackets."""
    parts, depth, begin = list[str](), 0, 0
    for place, letter in enumerate(text):
        if depth == 0 and place >= begin and text.startswith(sign, place):
            parts.append(text[begin:place])
            begin = place + len(sign)
        depth += (letter in "([") - (letter in ")]")
        if depth < 0:
            break
    return [*parts, text[begin:]]
