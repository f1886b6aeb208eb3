r"""From LaTeX to tokens, each with its place; an author's macros are expanded.

pylatexenc cuts the text into commands, characters, groups and environments.  What comes out is a tree: a group and an
environment hold the tokens inside of them.

>>> [token.text for token in tokens(r"\frac{a}{b_1} + 2")]
['frac', '{', '{', '+', '2']
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Any

from pylatexenc.latexwalker import (
    LatexWalker,
    LatexWalkerEndOfStream,
    LatexWalkerParseError,
    get_default_latex_context_db,
)

from derivations.document.source.pieces import Macro

DEEPEST = 200
"""How deep groups and environments may be nested."""
LONGEST = 20_000
"""How many tokens a formula may have, macros expanded."""

LETTER, DIGIT, COMMAND, GROUP, ENVIRONMENT, TEXT, SIGN = (
    "letter",
    "digit",
    "command",
    "group",
    "environment",
    "text",
    "sign",
)


class NotUnderstood(Exception):
    """A part of a formula that is not understood: what, and at which offset."""

    def __init__(self, what: str, start: int) -> None:
        super().__init__(what)
        self.what, self.start = what, start

    def __reduce__(self) -> tuple[type[NotUnderstood], tuple[str, int]]:
        return NotUnderstood, (self.what, self.start)


@dataclass(frozen=True)
class Token:
    """One token; ``inside`` are those of a group or an environment, and ``text`` its name, or the words of a text."""

    kind: str
    text: str
    start: int
    end: int
    inside: tuple[Token, ...] = ()

    def is_command(self, *names: str) -> bool:
        return self.kind == COMMAND and self.text in names

    def is_sign(self, *signs: str) -> bool:
        return self.kind == SIGN and self.text in signs


TEXTS = frozenset(
    ["text", "mbox", "textrm", "textit", "textbf", "textsf", "texttt", "textnormal", "hbox", "intertext",
     "shortintertext",
     "tag", "label", "tag*", "eqref", "ref", "cref", "Cref", "cite", "footnote"]
)  # fmt: skip
"""Commands whose argument is text."""

IGNORED = frozenset(
    ["displaystyle", "textstyle", "scriptstyle", "scriptscriptstyle", "limits", "nolimits", "nonumber", "notag", "!",
     ",",
     ";", ":", ">", " ", "/", "thinspace", "medspace", "thickspace", "negthinspace", "allowbreak", "nobreak", "hline",
     "big", "Big", "bigg", "Bigg", "bigl", "Bigl", "biggl", "Biggl", "bigr", "Bigr", "biggr", "Biggr", "bigm", "Bigm",
     "biggm", "Biggm", "middle", "mathstrut", "strut", "relax", "protect", "centering", "noindent", "smash", "tiny",
     "small", "normalsize", "large", "Large", "LARGE", "huge", "Huge"]
)  # fmt: skip
"""Commands that change nothing of what a formula says."""

WITH_DROPPED_ARGUMENT = frozenset(
    ["hspace", "vspace", "phantom", "hphantom", "vphantom", "color", "textcolor", "colorbox", "hspace*"]
)
"""Commands that are left out together with their argument."""

WIDE = {"em": 1, "ex": 2, "in": 0.2, "cm": 0.5, "mm": 5, "pt": 10, "\\textwidth": 0.01, "\\linewidth": 0.01}
"""Widths from which on a space separates formulas, by unit."""
_WIDTH = re.compile(rf"(\d*\.?\d*)\s*({'|'.join(map(re.escape, WIDE))})")

UNICODE = {
    "−": ("sign", "-"), "·": ("command", "cdot"), "×": ("command", "times"), "≤": ("command", "le"),
    "≥": ("command", "ge"), "≠": ("command", "neq"), "∂": ("command", "partial"), "∑": ("command", "sum"),
    "∏": ("command", "prod"), "⊙": ("command", "odot"), "∈": ("command", "in"), "∞": ("command", "infty"),
    "→": ("command", "to"), "⟺": ("command", "iff"), "⇔": ("command", "iff"), "⇒": ("command", "implies"),
    "≈": ("command", "approx"), "∇": ("command", "nabla"), "′": ("sign", "'"), "’": ("sign", "'"),
    "α": ("command", "alpha"), "β": ("command", "beta"), "γ": ("command", "gamma"), "δ": ("command", "delta"),
    "ε": ("command", "varepsilon"), "η": ("command", "eta"), "θ": ("command", "theta"), "λ": ("command", "lambda"),
    "ϵ": ("command", "epsilon"), "ϕ": ("command", "phi"),
    "μ": ("command", "mu"), "π": ("command", "pi"), "σ": ("command", "sigma"), "τ": ("command", "tau"),
    "φ": ("command", "varphi"), "ω": ("command", "omega"), "ℓ": ("command", "ell"),
}  # fmt: skip
"""Signs of Unicode that stand for commands."""

_CONTEXT = get_default_latex_context_db()


def tokens(tex: str, macros: Mapping[str, Macro] | None = None) -> tuple[Token, ...]:
    """The tokens of a formula, or :class:`NotUnderstood` where braces or environments do not match."""
    found, _ = _Tokenizer(tex, macros or {}).until(0, "", 0)
    return found


class _Tokenizer:
    def __init__(self, tex: str, macros: Mapping[str, Macro], budget: list[int] | None = None) -> None:
        self.tex, self.macros = tex, macros
        self.walker = LatexWalker(tex, latex_context=_CONTEXT)
        self.budget = budget or [LONGEST]

    def next(self, place: int) -> Any:
        try:
            return self.walker.get_token(place, environments=True)
        except LatexWalkerEndOfStream:
            return None
        except LatexWalkerParseError as problem:
            raise NotUnderstood(str(getattr(problem, "msg", problem)), place) from None

    def until(self, place: int, closing: str, depth: int) -> tuple[tuple[Token, ...], int]:
        """The tokens up to a closing brace, or the end of an environment, and where it ends."""
        if depth > DEEPEST:
            raise NotUnderstood(f"more than {DEEPEST} groups inside of one another", place)
        found: list[Token] = []
        opened = place
        while (token := self.next(place)) is not None:
            self.budget[0] -= 1
            if self.budget[0] < 0:
                raise NotUnderstood(f"a formula of more than {LONGEST} tokens", place)
            start, end, kind = token.pos, token.pos + token.len, token.tok
            name = token.arg
            place = end
            if kind == "comment":
                continue
            if kind == "brace_close":
                if closing != "}":
                    raise NotUnderstood("a closing brace without an opening one", start)
                return _with_dots(found), end
            if kind == "end_environment":
                if closing != f"end {name}":
                    raise NotUnderstood(f"\\end{{{name}}} without its \\begin", start)
                return _with_dots(found), end
            if kind == "brace_open":
                inside, place = self.until(end, "}", depth + 1)
                found.append(Token(GROUP, "{", start, place, inside))
            elif kind == "begin_environment":
                inside, place = self.until(end, f"end {name}", depth + 1)
                found.append(Token(ENVIRONMENT, name, start, place, inside))
            elif kind == "macro":
                place = self._command(name, start, end, found, depth)
            elif kind in ("mathmode_inline", "mathmode_display"):
                continue
            elif kind == "specials":
                found.extend(self._characters(name.specials_chars, start))
            else:
                found.extend(self._characters(name, start))
        if closing:
            what = "}" if closing == "}" else f"\\{closing.replace(' ', '{')}}}"
            raise NotUnderstood(f"{what} is missing", max(opened - 1, 0))
        return _with_dots(found), place

    def _command(self, name: str, start: int, end: int, found: list[Token], depth: int) -> int:
        if name in self.macros:
            return self._expanded(name, start, end, found, depth)
        if name in IGNORED:
            return end
        if name in TEXTS:
            words, end = self._raw_argument(end + (self.tex[end : end + 1] == "*"))
            found.append(Token(TEXT, words, start, end, (Token(COMMAND, name, start, end),)))
            return end
        if name in WITH_DROPPED_ARGUMENT:
            width, end = self._raw_argument(end + (self.tex[end : end + 1] == "*"))
            if name.startswith("hspace") and _is_wide(width):
                found.append(Token(COMMAND, "quad", start, end))
            return end
        found.append(Token(COMMAND, name, start, end))
        return end

    def _raw_argument(self, place: int) -> tuple[str, int]:
        """The text of the next group, or the next character."""
        while place < len(self.tex) and self.tex[place].isspace():
            place += 1
        if self.tex[place : place + 1] != "{":
            return self.tex[place : place + 1], place + 1
        level, here = 0, place
        while here < len(self.tex):
            character = self.tex[here]
            if character == "\\":
                here += 2
                continue
            level += (character == "{") - (character == "}")
            here += 1
            if level == 0:
                return self.tex[place + 1 : here - 1], here
        raise NotUnderstood("} is missing", place)

    def _expanded(self, name: str, start: int, end: int, found: list[Token], depth: int) -> int:
        """An author's macro: its body with the arguments put in, all at the place where it is called."""
        macro = self.macros[name]
        if depth > 40:
            raise NotUnderstood(f"\\{name} expands without end", start)
        arguments: list[str] = []
        if macro.default is not None:
            arguments.append(macro.default)
            if self.tex[end : end + 1] == "[" and (stop := self.tex.find("]", end)) > 0:
                arguments[0], end = self.tex[end + 1 : stop], stop + 1
        while len(arguments) < macro.parameters:
            place = end
            while self.tex[place : place + 1].isspace():
                place += 1
            if self.tex[place : place + 1] in ("", "}", "&"):
                raise NotUnderstood(f"\\{name} needs {macro.parameters} arguments", start)
            if self.tex[place : place + 1] == "\\":
                token = self.next(place)
                end = token.pos + token.len
                arguments.append(self.tex[place:end])
            else:
                argument, end = self._raw_argument(place)
                arguments.append(argument)
        body = macro.body
        for number, argument in reversed(list(enumerate(arguments, 1))):
            body = body.replace(f"#{number}", argument)
        if len(body) > LONGEST:
            raise NotUnderstood(f"\\{name} expands to more than {LONGEST} characters", start)
        inner = _Tokenizer(body, self.macros, self.budget)
        for token in inner.until(0, "", depth + 1)[0]:
            found.append(_at(token, start, end))
        return end

    def _characters(self, characters: str, start: int) -> Iterator[Token]:
        for i, character in enumerate(characters):
            here = start + i
            if character.isspace() or character == "~":
                continue
            if character in UNICODE:
                kind, text = UNICODE[character]
                yield Token(kind, text, here, here + 1)
            elif character.isascii() and character.isalpha():
                yield Token(LETTER, character, here, here + 1)
            elif character in "0123456789":
                yield Token(DIGIT, character, here, here + 1)
            else:
                yield Token(SIGN, character, here, here + 1)


def _with_dots(found: list[Token]) -> tuple[Token, ...]:
    """The tokens, with ``...`` for ``\\ldots``; behind a whole expression dots end a sentence."""
    merged: list[Token] = []
    for follows, dots in groupby(found, lambda token: token.is_sign(".")):
        several = list(dots)
        ends = several[-1] is found[-1] and not (merged and merged[-1].kind == SIGN)
        if follows and len(several) > 1 and not ends:
            several = [Token(COMMAND, "ldots", several[0].start, several[-1].end)]
        merged += several
    return tuple(merged)


def _is_wide(width: str) -> bool:
    """Whether a horizontal space is wide enough to separate formulas."""
    found = _WIDTH.fullmatch(width.strip())
    return found is not None and float(found[1] or 1) >= WIDE[found[2]]


def _at(token: Token, start: int, end: int) -> Token:
    return replace(token, start=start, end=end, inside=tuple(_at(inner, start, end) for inner in token.inside))


def placed(token: Token, offset: int) -> Token:
    """A token of a text that begins at an offset."""
    inside = tuple(placed(inner, offset) for inner in token.inside)
    return replace(token, start=token.start + offset, end=token.end + offset, inside=inside)
