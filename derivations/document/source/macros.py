r"""The macros that an author defines: ``\newcommand``, ``\def`` and ``\DeclareMathOperator``, wherever they stand.

Nothing is executed: a definition is remembered, and blanked where it stands.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from derivations.document.source.pieces import Formula, Macro, Piece, Words


def braced(name: str) -> str:
    """A pattern for a group in braces, whose content has this name."""
    inner = r"[^{}]*"
    for _ in range(6):
        inner = rf"(?:[^{{}}]|\{{{inner}\}})*"
    return rf"\{{(?P<{name}>{inner})\}}"


_NEW_COMMAND = re.compile(
    r"\\(?:re|provide)?newcommand\*?\s*\{?\\(?P<name>[A-Za-z]+)\}?\s*(?:\[(?P<count>\d)\])?\s*(?:\[(?P<default>[^\]]*)\])?\s*"
    + braced("body")
    + r"|\\def\s*\\(?P<def_name>[A-Za-z]+)(?P<def_parameters>(?:#\d)*)\s*"
    + braced("def_body")
    + r"|\\DeclareMathOperator\*?\s*\{?\\(?P<operator>[A-Za-z]+)\}?\s*"
    + braced("operator_body")
)


def without_macros(text: str, macros: dict[str, Macro]) -> str:
    r"""A text with the definitions of macros blanked, which are added to ``macros``.

    >>> known = {}
    >>> without_macros(r"\newcommand{\half}{\frac12}x", known).strip(), known["half"].body
    ('x', '\\frac12')
    """
    if "\\" not in text:
        return text
    for found in _NEW_COMMAND.finditer(text):
        if found["operator"]:
            macros[found["operator"]] = Macro(0, f"\\operatorname{{{found['operator_body']}}}")
        elif found["def_name"]:
            macros[found["def_name"]] = Macro(found["def_parameters"].count("#"), found["def_body"])
        else:
            macros[found["name"]] = Macro(int(found["count"] or 0), found["body"], found["default"])
    return _NEW_COMMAND.sub(blank, text)


def blank(found: re.Match[str]) -> str:
    """As many lines as there were, without their content."""
    return re.sub(r"[^\n]", " ", found[0])


def gathered(pieces: Iterable[Piece], macros: dict[str, Macro]) -> Iterator[Piece]:
    """The pieces without the definitions of macros that stand in them; a formula of nothing else is left out."""
    for piece in pieces:
        match piece:
            case Words(text):
                yield Words(without_macros(text, macros))
            case Formula(excerpt, display):
                text = without_macros(excerpt.text, macros)
                if text == excerpt.text:
                    yield piece
                elif text.strip():
                    yield Formula(replace(excerpt, text=text), display)
            case _:
                yield piece
