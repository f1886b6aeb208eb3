r"""A paragraph cut into words and formulas: ``$..$``, ``$$..$$``, ``\(..\)``, ``\[..\]`` and environments.

>>> from derivations.document.source import whole
>>> [type(piece).__name__ for piece in cut(whole("", r"Let $a = b$ and \(c\)."))]
['Words', 'Formula', 'Words', 'Formula', 'Words']
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from derivations.document.source import Directive, Excerpt, Formula, Piece, Words

ENVIRONMENTS = (
    "equation", "align", "aligned", "alignat", "alignedat", "gather", "gathered", "split", "multline", "eqnarray",
    "flalign", "math", "displaymath", "dmath", "IEEEeqnarray",
)  # fmt: skip
"""Environments whose content is a display, with or without a star."""

_MATH = re.compile(
    r"(?P<comment><!--.*?-->)"
    r"|(?P<code>(?P<ticks>`+)(?!`).*?(?<!`)(?P=ticks)(?!`))"
    r"|\$`(?P<gitlab>[^`]+)`\$"
    r"|(?<!\\)\$\$(?P<double>.+?)(?<!\\)\$\$"
    r"|(?<![\\$])\$(?P<single>[^$]+?)(?<!\\)\$"
    r"|\\\((?P<round>.+?)\\\)"
    r"|\\\[(?P<square>.+?)\\\]"
    rf"|(?P<environment>\\begin\{{(?P<name>(?:{'|'.join(ENVIRONMENTS)})\*?)\}}.*?\\end\{{(?P=name)\}})",
    re.DOTALL,
)
_DISPLAYS = ("double", "square", "environment")
_DIRECTIVE = re.compile(r"^<!--\s*derivations\s*:(.*?)-->$", re.DOTALL)


def cut(prose: Excerpt) -> Iterator[Piece]:
    """The words and formulas of a paragraph, in order; code is left out."""
    place = 0
    for found in _MATH.finditer(prose.text):
        if words := prose.text[place : found.start()]:
            yield Words(words)
        place = found.end()
        if found["comment"]:
            directive = _DIRECTIVE.match(found["comment"])
            if directive:
                start = found.start("comment")
                yield Directive(prose.part(start + directive.start(1), start + directive.end(1)))
            continue
        for kind in ("gitlab", "double", "single", "round", "square", "environment"):
            if found[kind]:
                yield Formula(prose.part(found.start(kind), found.end(kind)), kind in _DISPLAYS)
    if words := prose.text[place:]:
        yield Words(words)
