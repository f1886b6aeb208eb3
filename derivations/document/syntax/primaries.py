"""What stands between operators: names, numbers, fractions, roots, brackets and cases, with their scripts."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable
from fractions import Fraction
from math import comb

from derivations.document.syntax.brackets import is_evaluation
from derivations.document.syntax.commands import (
    ACCENTS,
    ACRONYMS,
    ARRAY,
    BARS,
    BIG,
    CASES,
    CLOSING,
    CONGRUENCES,
    DECLARATIONS,
    DOTS,
    FONTS,
    FRACTIONS,
    FUNCTION_WORDS,
    FUNCTIONS,
    LETTERS,
    MATRICES,
    OMISSION,
    OPENING,
    SLANTED,
)
from derivations.document.syntax.differentials import derivative, is_derivative
from derivations.document.syntax.evaluations import evaluated
from derivations.document.syntax.nodes import (
    Big,
    Bracket,
    Choice,
    Matrix,
    Nabla,
    Name,
    Node,
    Number,
    Quotient,
    Root,
    Row,
    Scripted,
)
from derivations.document.syntax.relations import Tokens, written
from derivations.document.syntax.rows import cases_of, matrix_rows
from derivations.document.syntax.scripts import Scripts
from derivations.document.syntax.stream import Parse, unknown
from derivations.document.syntax.tokens import COMMAND, DIGIT, GROUP, LETTER, NotUnderstood, Token

LONGEST_WORD = max(map(len, FUNCTION_WORDS))
PAIRS = {"(": ")", "[": "]", "{": "}", "⟨": "⟩", "⌊": "⌋", "⌈": "⌉", "|": "|", "‖": "‖"}
LIMITING = frozenset(["lim", "max", "min"])
"""Words that act on all that follows."""


class Primaries(Scripts, ABC):
    """Reads what stands between operators."""

    @abstractmethod
    def listing(self) -> Parse:
        """Expressions separated by commas, up to what cannot belong to them."""

    def primary(self) -> Parse:
        token = self.take()
        match token.kind:
            case "digit":
                return self._number(token)
            case "letter":
                return self._word(token)
            case "group":
                return (yield self.grouped(token))
            case "environment":
                return (yield self._environment(token))
            case "text":
                return self._named(token)
            case "command" if token.text in COMMANDS:
                return (yield COMMANDS[token.text](self, token))
            case "command" if token.text in LETTERS or token.text in FUNCTIONS:
                return Name(token.text, token.start, token.end)
        if written(token) in OPENING or written(token) in BARS:
            return (yield self._bracket(token))
        raise unknown(token)

    def _word(self, first: Token) -> Node:
        """A letter; or letters without space between, ``MSE`` or ``ln``, that are one name."""
        before = self.at(self.place - 2)
        word, place, end = first.text, self.place, first.end
        while (token := self.at(place)) is not None and token.kind == LETTER and token.start == end:
            word, place, end = word + token.text, place + 1, token.end
            if len(word) > LONGEST_WORD:
                break
        begins = before is None or before.kind != LETTER or before.end != first.start
        if word in ACRONYMS or (word in FUNCTION_WORDS | LIMITING and begins and not self.indices):
            self.place = place
            return self._function(word, first.start, end)
        if begins and not self.indices and any(word.startswith(name) for name in ("ln", "log", "exp", "sin", "cos")):
            raise NotUnderstood(f"the letters {word}", first.start)
        if begins and not self.indices and (len(word) > 4 or (len(word) == 4 and len(set(word)) < 4)):
            raise NotUnderstood(f"the letters {word}, a word or a product", first.start)
        following = self.here
        if first.text == "d" and following is not None and following.kind == LETTER and following.start == first.end:
            self.place += 1  # dz, as programmers call the derivative by z
            return Name(f"d{following.text}", first.start, following.end)
        return Name(first.text, first.start, first.end)

    def _number(self, first: Token) -> Node:
        digits, after = first.text, None
        end = first.end
        while (token := self.here) is not None and token.start == end:
            following = self.at(self.place + 1)
            if token.kind == DIGIT:
                digits += token.text
                after = None if after is None else after + 1
            elif after is None and (thousands := self._thousands(token)):
                digits, end = digits + thousands, self.at(self.place - 1).end  # type: ignore[union-attr]
                continue
            elif token.is_sign(".") and after is None and following is not None and following.kind == DIGIT:
                if following.start != token.end:
                    break
                digits, after = digits + ".", 0
            else:
                break
            self.place += 1
            end = token.end
        if self.here is not None and self.here.kind == DIGIT:
            raise NotUnderstood("digits with a space between them", self.here.start)
        if len(digits) > 400:
            raise NotUnderstood("a number of more than 400 digits", first.start)
        return Number(Fraction(digits), first.start, end, after)

    def _thousands(self, token: Token) -> str:
        """The three digits behind ``{,}``, if there are just three; they are taken."""
        digits = [self.at(self.place + i) for i in (1, 2, 3, 4)]
        comma = token.kind == GROUP and len(token.inside) == 1 and token.inside[0].is_sign(",")
        *three, following = [digit is not None and digit.kind == DIGIT for digit in digits]
        if not comma or not all(three) or following:
            return ""
        self.place += 4
        return "".join(digit.text for digit in digits[:3] if digit is not None)

    def _binomial(self, token: Token) -> Parse:
        """A binomial coefficient of whole numbers, as the number that it is."""
        above, below = (yield self.argument()), (yield self.argument())
        match above, below:
            case Number(n), Number(k) if n.denominator == k.denominator == 1 and 0 <= k <= n <= 1000:
                return Number(Fraction(comb(int(n), int(k))), token.start, self.end)
        raise NotUnderstood("a binomial coefficient", token.start)

    def _function(self, word: str, start: int, end: int, upright: bool = True) -> Name | Big:
        """A word as a name, or as what acts on all that follows."""
        acts = word in LIMITING and not self.indices
        return Big(word, None, None, start, end) if acts else Name(word, start, end, upright=upright)

    def _named(self, token: Token) -> Node:
        """Words in upright type that name a quantity or a function."""
        command = token.inside[0].text if token.inside else ""
        word = token.text.strip()
        if command.startswith("text") and word.replace("-", "").isalnum() and word.isascii():
            return self._function(word, token.start, token.end)
        raise unknown(token)

    def argument(self) -> Parse:
        """The argument of a command: a group, or the next token alone."""
        token = self.here
        if token is None:
            raise NotUnderstood("an argument is missing", self.start)
        if token.kind == DIGIT:
            self.place += 1
            return Number(Fraction(int(token.text)), token.start, token.end)
        if token.kind == LETTER:
            self.place += 1
            return Name(token.text, token.start, token.end)
        return (yield self.primary())

    def grouped(self, token: Token) -> Parse:
        """What stands in braces."""
        if not token.inside:
            raise NotUnderstood("an empty group", token.start)
        for place, inner in enumerate(token.inside):
            if inner.is_command("over"):
                top, bottom = token.inside[:place], token.inside[place + 1 :]
                return (yield self._quotient(top, bottom, token.start, token.end))
        return (yield self.inner(token.inside, self.indices).whole())

    def _quotient(self, top: Tokens, bottom: Tokens, start: int, end: int) -> Parse:
        if is_derivative(top, bottom):
            return (yield derivative(self.inner, top, bottom, start, end))
        if not top or not bottom:
            raise NotUnderstood("an expression is missing", start)
        return Quotient((yield self.inner(top).whole()), (yield self.inner(bottom).whole()), start, end)

    # -- commands

    def _fraction(self, token: Token) -> Parse:
        top = self.here
        if top is None:
            raise NotUnderstood("a fraction without a numerator", token.start)
        bottom = self.at(self.place + 1)
        above = top.inside if top.kind == GROUP else (top,)
        if bottom is not None and is_derivative(above, bottom.inside):
            self.place += 2
            return (yield derivative(self.inner, above, bottom.inside, token.start, self.end))
        numerator = yield self.argument()
        if self.here is None:
            raise NotUnderstood("a fraction without a denominator", token.start)
        return Quotient(numerator, (yield self.argument()), token.start, self.end)

    def _root(self, token: Token) -> Parse:
        degree: Node | None = None
        if self.here is not None and self.here.is_sign("["):
            end = self.brackets.ends.get(self.place)
            self.place += 1
            degree = yield self.listing()
            if end is None or self.place != end:
                raise NotUnderstood("[ is not closed", token.end)
            self.place += 1
        return Root((yield self.argument()), degree, token.start, self.end)

    def _accented(self, token: Token) -> Parse:
        mark = ACCENTS[token.text]
        inner = yield self.argument()
        return _on_one(inner, lambda n: Name(n.text, token.start, self.end, (*n.accents, mark), n.font))

    def _difference(self, token: Token) -> Parse:
        """``\\Delta x`` is one name; Δ before anything else is a letter."""
        following = self.here
        letter = following is not None and (
            following.kind == LETTER
            or (following.kind == COMMAND and (following.text in LETTERS | FONTS.keys() | ACCENTS.keys()))
        )
        if not letter or self.indices:
            return Name(token.text, token.start, token.end)
        inner = yield self.argument()
        return _on_one(inner, lambda n: Name(n.text, token.start, self.end, ("Delta", *n.accents), n.font))

    def _in_font(self, token: Token) -> Parse:
        font, upright = FONTS[token.text], token.text not in SLANTED
        if token.text in DECLARATIONS:
            inside: Tokens = self.tokens[self.place :]
            self.place = len(self.tokens)
        else:
            if token.text == "operatorname" and self.here is not None and self.here.is_sign("*"):
                self.place += 1
            argument = self.take()
            inside = argument.inside if argument.kind == GROUP else (argument,)
        end = self.end
        plain = all(t.kind in (LETTER, DIGIT) or t.is_sign("-", " ") for t in inside)
        if plain and inside and (not font or len(inside) == 1 or token.text == "mathbb"):
            word = "".join(t.text for t in inside)
            following = self.here
            if word == "d" and not font and following is not None and following.kind == LETTER:
                self.place += 1  # an upright d before x: the differential of x
                return Name(f"d{following.text}", token.start, following.end)
            return Name(word, token.start, end, (), font) if font else self._function(word, token.start, end, upright)
        inner = yield self.inner(inside).whole()
        changed = _on_one if token.text == "vec" else _on_names
        return changed(inner, lambda n: Name(n.text, n.start, n.end, n.accents, font or n.font, upright))

    def _left(self, token: Token) -> Parse:
        start, end = self.place - 1, self.brackets.ends.get(self.place - 1)
        if end is None:
            raise NotUnderstood("\\left without its \\right", token.start)
        opening, closing = self.take(), self.at(end + 1)
        if closing is None:
            raise NotUnderstood("something is missing at the end", self.tokens[end].end)
        if opening.is_sign(".") or closing.is_sign("."):
            inside = self.tokens[start + 2 : end]
            if len(inside) == 1 and inside[0].kind == "environment" and inside[0].text in CASES | {ARRAY}:
                self.place = end + 2
                return (yield self._cases(inside[0]))
            if opening.is_sign(".") and is_evaluation(self.tokens, end + 1):
                body = yield self.listing()
                if self.place != end:
                    raise unknown(self.here or token)
                self.place += 3
                return evaluated(body, (yield self.script()), token.start, self.end, lone=False)
            raise NotUnderstood("a bracket of which one side is left open", token.start)
        kind = OPENING.get(written(opening)) or BARS.get(written(opening))
        if kind is None:
            raise unknown(opening)
        other = CLOSING.get(written(closing)) or BARS.get(written(closing)) or "?"
        return (yield self._enclosed(token, kind, other, end, 2))

    def _bracket(self, token: Token) -> Parse:
        key = written(token)
        kind = OPENING.get(key) or BARS[key]
        end = self.brackets.ends.get(self.place - 1)
        if end is None:
            raise NotUnderstood(f"{key} is not closed", token.start)
        if end == self.place:
            raise NotUnderstood("empty brackets", token.start)
        if self.place - 1 in self.brackets.double:
            self.place += 1
            return (yield self._enclosed(token, "‖", "‖", end, 2))
        closing = written(self.tokens[end])
        return (yield self._enclosed(token, kind, CLOSING.get(closing) or BARS[closing], end, 1))

    def _enclosed(self, token: Token, kind: str, other: str, end: int, length: int) -> Parse:
        """What stands between two brackets, the second of which is at a place and takes so many tokens."""
        indices, self.indices = self.indices, False
        body = yield self.listing()
        self.indices = indices
        if self.place != end:
            raise unknown(self.here or token)
        self.place += length
        return Bracket(kind if PAIRS[kind] == other else kind + other, body, token.start, self.end)

    def _environment(self, token: Token) -> Parse:
        name = token.text.rstrip("*")
        if name in MATRICES or name == ARRAY:
            return (yield self._matrix(token, name))
        if name == "vmatrix":
            return Bracket("|", (yield self._matrix(token, name)), token.start, token.end)
        if name not in CASES:
            within = " within a formula" if name in ("aligned", "split", "gathered", "alignedat") else ""
            raise NotUnderstood(f"\\begin{{{token.text}}}{within}", token.start)
        return (yield self._cases(token))

    def _matrix(self, token: Token, name: str) -> Parse:
        found: list[tuple[Node, ...]] = []
        for row in matrix_rows(token):
            cells: list[Node] = []
            for cell in row:
                if not cell:
                    raise NotUnderstood("an empty place in a matrix", token.start)
                if len(cell) == 1 and cell[0].is_command(*DOTS, "ddots"):
                    cells.append(Name(OMISSION, cell[0].start, cell[0].end))
                else:
                    cells.append((yield self.inner(cell).whole()))
            found.append(tuple(cells))
        if not found:
            raise NotUnderstood("a matrix without a row", token.start)
        return Matrix(tuple(found), token.start, token.end, "(" if name == "pmatrix" else "")

    def _cases(self, token: Token) -> Parse:
        rows = cases_of(token)
        if not rows:
            raise NotUnderstood("cases without a row", token.start)
        found: list[tuple[Node, tuple[Token, ...]]] = []
        for value, condition in rows:
            if not value:
                raise NotUnderstood("an expression is missing", token.start)
            found.append(((yield self.inner(value).whole()), condition))
        return Choice(tuple(found), token.start, token.end)

    def _braced(self, token: Token) -> Parse:
        """``\\underbrace{x}_{label}`` is x."""
        inner = yield self.argument()
        if self.here is not None and self.here.is_sign("_", "^"):
            self.place += 1
            self.take()
        return inner

    def _big(self, token: Token) -> Parse:
        yield from ()
        if self.indices:
            return Name(token.text, token.start, token.end)  # x_{\max}
        return Big(BIG[token.text], None, None, token.start, token.end)

    def _one_name(self, token: Token) -> Parse:
        yield from ()
        return Name({"infty": "∞", "partial": "∂"}[token.text], token.start, token.end)

    def _nabla(self, token: Token) -> Parse:
        yield from ()
        return Nabla(None, token.start, token.end)

    def _refused(self, token: Token) -> Parse:
        yield from ()
        what = "a congruence" if token.text in CONGRUENCES else "an omission (...)"
        raise NotUnderstood(what, token.start)


COMMANDS: dict[str, Callable[[Primaries, Token], Parse]] = {
    **dict.fromkeys(ACCENTS, Primaries._accented),
    **dict.fromkeys(FONTS, Primaries._in_font),
    **dict.fromkeys(FRACTIONS, Primaries._fraction),
    **dict.fromkeys(BIG, Primaries._big),
    **dict.fromkeys(["infty", "partial"], Primaries._one_name),
    **dict.fromkeys(["boxed", "ensuremath", "mathop"], lambda self, _: self.argument()),
    **dict.fromkeys(["underbrace", "overbrace"], Primaries._braced),
    **dict.fromkeys(DOTS | CONGRUENCES, Primaries._refused),
    **dict.fromkeys(["binom", "dbinom", "tbinom"], Primaries._binomial),
    "Delta": Primaries._difference,
    "nabla": Primaries._nabla,
    "sqrt": Primaries._root,
    "left": Primaries._left,
}
"""How a command that is no letter is read."""


def _on_one(node: Node, change: Callable[[Name], Name]) -> Node:
    """A name with its subscript, changed; an accent over a product or a power is not one over each factor."""
    if isinstance(node, Row) or (isinstance(node, Scripted) and node.sup is not None):
        raise NotUnderstood("an accent over several factors", node.start)
    return _on_names(node, change)


def _on_names(node: Node, change: Callable[[Name], Name]) -> Node:
    """An expression of names, with each of them changed."""
    if isinstance(node, Name):
        return change(node)
    if isinstance(node, Number) and node.value.denominator == 1:
        return change(Name(str(node.value), node.start, node.end))
    if isinstance(node, Scripted):
        return Scripted(_on_names(node.base, change), node.sub, node.sup, node.primes, node.start, node.end)
    if isinstance(node, Row) and all(isinstance(item, Name | Scripted) for item in node.items):
        return Row(tuple(_on_names(item, change) for item in node.items), node.start, node.end)
    raise NotUnderstood("an accent or a font over more than names", node.start)
