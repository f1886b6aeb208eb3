r"""Which bracket ends where: found once, in one pass, before anything is parsed.

A bar alone in brackets separates, as in ``p(y | x)`` and ``D(p || q)``; two bars enclose what stands between them.

>>> from derivations.document.syntax.tokens import tokens
>>> found = brackets(tokens("|a| + p(y | x)"))
>>> found.ends, found.between
({5: 9, 0: 2}, {7: 1})
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

from derivations.document.syntax.commands import BARS, CLOSING, OPENING
from derivations.document.syntax.relations import Tokens, written

T = TypeVar("T")


@dataclass
class Brackets:
    """The places of brackets.

    ``ends`` gives for what opens (a bracket, a bar, ``\\left``) the place of what closes it.  ``between`` are the bars
    that separate, with how many tokens each of them takes.  ``double`` are bars that open ``||x||``.
    """

    ends: dict[int, int] = field(default_factory=dict)
    closing: set[int] = field(default_factory=set)
    between: dict[int, int] = field(default_factory=dict)
    double: set[int] = field(default_factory=set)

    def join(self, opening: int, closing: int) -> None:
        self.ends[opening] = closing
        self.closing.add(closing)


@dataclass
class _Level:
    """A bracket that is open, and the bars directly in it."""

    opening: int
    is_left: bool = False
    bars: list[int] = field(default_factory=list)


def brackets(tokens: Tokens) -> Brackets:
    """The brackets of a sequence of tokens; what is not closed has no end."""
    found = Brackets()
    levels, lefts = [_Level(-1)], 0
    place = 0
    while place < len(tokens):
        token = tokens[place]
        key = written(token)
        if token.is_command("left"):
            levels.append(_Level(place, True))
            lefts += 1
            place += 1
        elif token.is_command("right"):
            while lefts and len(levels) > 1:
                level = levels.pop()
                _pair(tokens, level.bars, found, level.is_left)
                if level.is_left:
                    found.join(level.opening, place)
                    lefts -= 1
                    break
            place += 1
        elif key in BARS and not is_evaluation(tokens, place):
            levels[-1].bars.append(place)
        elif key in OPENING:
            levels.append(_Level(place))
        elif key in CLOSING and len(levels) > 1 and not levels[-1].is_left:
            level = levels.pop()
            _pair(tokens, level.bars, found, True)
            found.join(level.opening, place)
        place += 1
    for level in levels:
        _pair(tokens, level.bars, found, False)
    return found


def is_evaluation(tokens: Tokens, place: int) -> bool:
    """Whether a bar stands there with an equation below it: no bracket, and none that separates."""
    if BARS.get(written(tokens[place])) != "|" or place + 2 >= len(tokens) or not tokens[place + 1].is_sign("_"):
        return False
    return any(token.is_sign("=") for token in tokens[place + 2].inside)


def _pair(tokens: Tokens, bars: list[int], found: Brackets, enclosed: bool) -> None:
    """Tell the bars of one level apart: those that separate and those that enclose."""
    for kind in ("|", "‖"):
        places = [place for place in bars if BARS[written(tokens[place])] == kind]
        if enclosed and len(places) == 1:
            found.between[places[0]] = 1
        elif enclosed and len(places) == 2 and places[1] == places[0] + 1:
            found.between[places[0]] = 2
        elif kind == "|" and len(places) % 4 == 0 and all(b == a + 1 for a, b in _pairs(places)):
            for (opening, _), (closing, last) in _pairs(list(_pairs(places))):
                found.join(opening, closing)
                found.closing.add(last)
                found.double.add(opening)
        else:
            for opening, closing in _pairs(places):
                found.join(opening, closing)


def _pairs(places: Sequence[T]) -> Iterator[tuple[T, T]]:
    return zip(places[::2], places[1::2], strict=False)
