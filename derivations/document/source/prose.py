r"""A paragraph cut into words and formulas: ``$..$``, ``$$..$$``, ``\(..\)``, ``\[..\]`` and environments.

>>> from derivations.document.source.pieces import whole
>>> [type(piece).__name__ for piece in cut(whole("", r"Let $a = b$ and \(c\)."))]
['Words', 'Formula', 'Words', 'Formula', 'Words']
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from derivations.document.source.pieces import Directive, Excerpt, Formula, Piece, Problem, Words

ENVIRONMENTS = (
    "equation", "align", "aligned", "alignat", "alignedat", "gather", "gathered", "split", "multline", "eqnarray",
    "flalign", "math", "displaymath", "dmath", "IEEEeqnarray", "empheq",
)  # fmt: skip
"""Environments whose content is a display, with or without a star."""

_OPENING = re.compile(
    r"(?P<comment><!--)|(?P<code>`+)|(?P<gitlab>\$(?=`))|(?P<double>(?<!\\)\$\$)|(?P<single>(?<![\\$])\$)"
    rf"|(?P<round>\\\()|(?P<ensured>\\ensuremath\s*\{{)|(?P<square>\\\[)|(?P<environment>\\begin\{{(?P<name>(?:{'|'.join(ENVIRONMENTS)})\*?)\}})"
)
_CLOSING = {
    "comment": r"-->", "gitlab": r"`\$", "double": r"(?<!\\)\$\$", "single": r"\$", "round": r"\\\)", "square": r"\\\]",
    "ensured": r"(?:[^{}]|\{(?:[^{}]|\{[^{}]*\})*\})*(?P<end>\})",
}  # fmt: skip
"""What ends a piece, by what begins it; code ends with as many ticks, an environment with its name."""
_DISPLAYS = ("double", "square", "environment")
UNCLOSED = ("double", "square", "environment")
"""What begins a display, by the last group of what opens it."""
_DIRECTIVE = re.compile(r"^<!--\s*derivations\s*:(.*?)-->$", re.DOTALL)


_MONEY = re.compile(r"\d[\d.,]*(?:\s[^=<>^_\\]*)?\s")
"""What stands between two amounts of money, "$5 and $", and no formula in dollars."""


class _Closings:
    """Finds what ends a piece of a text, and remembers what there is no more of: a text is gone through once."""

    def __init__(self, text: str) -> None:
        self.text = text
        self._none: set[str] = set()

    def of(self, opening: re.Match[str]) -> tuple[str, int, int] | None:
        """What kind of piece is opened, and where its content and the whole of it end."""
        kind = "environment" if opening["name"] else str(opening.lastgroup)
        # what follows $` may be a formula in dollars that begins with a tick
        for one in (kind, "single") if kind == "gitlab" else (kind,):
            found = self._search(one, opening)
            if found is not None and not self._is_broken(one, opening, found):
                return one, found.start("end") if kind == "ensured" else found.start(), found.end()
        return None

    def _search(self, kind: str, opening: re.Match[str]) -> re.Match[str] | None:
        if kind == "code":
            pattern = rf"(?<!`)`{{{len(opening[0])}}}(?!`)"
        elif kind == "environment":
            pattern = re.escape(f"\\end{{{opening['name']}}}")
        else:
            pattern = _CLOSING[kind]
        if pattern in self._none:
            return None
        # a formula has a content, and a tick belongs to what opens it
        start = opening.end() + (0 if kind in ("comment", "code", "environment") else 2 if kind == "gitlab" else 1)
        compiled = re.compile(pattern)
        found = (compiled.match if kind == "ensured" else compiled.search)(self.text, start - (kind == "ensured"))
        if found is None:
            self._none.add(pattern)
        return found

    def _is_broken(self, kind: str, opening: re.Match[str], found: re.Match[str]) -> bool:
        inside = self.text[opening.end() : found.start()]
        if kind == "single":
            is_text = re.compile(r"(?<=[\\$])").match(self.text, opening.start())
            broken = is_text is not None or "$" in inside or inside.endswith("\\")
            return broken or _MONEY.fullmatch(inside) is not None
        return kind == "gitlab" and "`" in inside[1:]


_STYLED = re.compile(r"\s*\\displaystyle(?![A-Za-z])")
"""What makes an inline formula look like a display, and be meant as one."""


def cut(prose: Excerpt) -> Iterator[Piece]:
    """The words and formulas of a paragraph, in order; code is left out, and displays without an end are problems."""
    text, closings = prose.text, _Closings(prose.text)
    place = at = 0
    unclosed: set[str] = set()
    while opening := _OPENING.search(text, at):
        closed = closings.of(opening)
        if closed is None:
            at = opening.end()
            if opening.lastgroup in UNCLOSED and opening[0] not in unclosed:
                unclosed.add(opening[0])
                yield Problem(f"{prose.position(opening.start())}: the display that {opening[0]} begins has no end")
            continue
        kind, stop, at = closed
        if words := text[place : opening.start()]:
            yield Words(words)
        place = at
        if kind == "comment":
            directive = _DIRECTIVE.match(text[opening.start() : at])
            if directive:
                yield Directive(prose.part(opening.start() + directive.start(1), opening.start() + directive.end(1)))
        elif kind == "gitlab":
            yield Formula(prose.part(opening.end() + 1, stop), False)
        elif kind == "environment":
            yield Formula(prose.part(opening.start(), at), True)
        elif kind != "code":
            yield Formula(
                prose.part(opening.end(), stop), kind in _DISPLAYS or bool(_STYLED.match(text, opening.end()))
            )
    if words := text[place:]:
        yield Words(words)
