"""Subscripts, superscripts and primes."""

from __future__ import annotations

from abc import ABC, abstractmethod
from fractions import Fraction
from typing import Self

from derivations.document.syntax.nodes import Big, Nabla, Name, Node, Number, Scripted
from derivations.document.syntax.relations import Tokens
from derivations.document.syntax.stream import Parse, Stream
from derivations.document.syntax.tokens import COMMAND, DIGIT, GROUP, LETTER, SIGN, NotUnderstood, Token

MARKS = {"*": "*", "+": "+", "-": "-", "ast": "*", "star": "*"}
"""What is no exponent where it stands alone as a superscript."""


class Scripts(Stream, ABC):
    """Reads the scripts of what it has read; ``indices`` where its own letters are those of a subscript."""

    def __init__(self, tokens: Tokens, indices: bool = False) -> None:
        super().__init__(tokens)
        self.indices = indices
        self.is_script = False

    @abstractmethod
    def whole(self) -> Parse:
        """All of the tokens."""

    @abstractmethod
    def factor(self) -> Parse:
        """One factor with its scripts, and a function with its argument."""

    @abstractmethod
    def primary(self) -> Parse:
        """What may carry scripts."""

    def inner(self, tokens: Tokens, indices: bool = False) -> Self:
        """A parser of the same kind for tokens inside of others."""
        return type(self)(tokens, indices)

    def scripts(self, base: Node) -> Parse:
        sub: Node | None = None
        sup: Node | None = None
        primes = 0
        while (token := self.here) is not None:
            if token.is_sign("'") or token.is_command("prime"):
                self.place += 1
                primes += 1
            elif token.is_sign("_"):
                if sub is not None:
                    raise NotUnderstood("a second subscript", token.start)
                self.place += 1
                sub = yield self.script(indices=not isinstance(base, Big))
            elif token.is_sign("^"):
                self.place += 1
                if counted := self._primes():
                    primes += counted
                    continue
                if sup is not None:
                    raise NotUnderstood("a second superscript", token.start)
                sup = yield self.script()
            elif token.is_sign("!"):
                raise NotUnderstood("a factorial", token.start)
            else:
                break
        if isinstance(base, Big) and (sub is not None or sup is not None) and not primes:
            return Big(base.kind, sub, sup, base.start, self.end)
        if isinstance(base, Nabla):
            order = 1 if sup is None else int(sup.value) if isinstance(sup, Number) else 0
            if order not in (1, 2) or primes:
                raise NotUnderstood("a power of ∇", base.start)
            return Nabla(sub, base.start, self.end, order)
        if sub is None and sup is None and not primes:
            return base
        return Scripted(base, sub, sup, primes, base.start, self.end)

    def _primes(self) -> int:
        token = self.here
        inside = () if token is None else token.inside if token.kind == GROUP else (token,)
        if inside and all(t.is_command("prime") or t.is_sign("'") for t in inside):
            self.place += 1
            return len(inside)
        return 0

    def script(self, indices: bool = False) -> Parse:
        if self.here is None:
            raise NotUnderstood("a script is missing", self.start)
        token = self.take()
        inside = token.inside if token.kind == GROUP else (token,)
        if not inside:
            raise NotUnderstood("an empty script", token.start)
        if (
            token.is_sign("+", "-")
            and self.here is not None
            and self.here.start == token.end
            and self.here.kind != SIGN
        ):
            raise NotUnderstood(f"a {token.text} alone above a letter, or all that follows it", token.start)
        if len(inside) == 1 and inside[0].kind in (SIGN, COMMAND) and inside[0].text in MARKS:
            return Name(MARKS[inside[0].text], token.start, token.end)
        if token.kind == GROUP:
            reader = self.inner(_without_substack(inside), indices)
            reader.is_script = True
            return (yield reader.whole())
        if token.kind == DIGIT:
            return Number(Fraction(int(token.text)), token.start, token.end)
        if token.kind == LETTER:
            return Name(token.text, token.start, token.end)
        self.place -= 1
        return (yield self.primary())


def _without_substack(tokens: Tokens) -> Tokens:
    if len(tokens) == 2 and tokens[0].is_command("substack") and tokens[1].kind == GROUP:
        return [Token(SIGN, ",", t.start, t.end) if t.is_command("\\") else t for t in tokens[1].inside]
    return tokens
