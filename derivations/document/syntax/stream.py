"""A sequence of tokens that is read from left to right, once, and how parsers of it are run.

A parser is a generator: where it needs a part of the formula parsed it yields the parser of that part, and is sent what
came of it.  So what is nested takes no recursion, and as much time as it is long.
"""

from __future__ import annotations

from collections.abc import Generator
from typing import Any

from derivations.document.syntax.brackets import brackets
from derivations.document.syntax.nodes import Node
from derivations.document.syntax.relations import Tokens
from derivations.document.syntax.tokens import COMMAND, TEXT, NotUnderstood, Token

Parse = Generator[Any, Any, Node]
DEEPEST = 2_500
"""How many parsers may wait for one another: some 300 fractions or brackets inside of one another."""


def run(parse: Parse) -> Node:
    """What a parser finds."""
    waiting, found = [parse], None
    while True:
        try:
            waiting.append(waiting[-1].send(found))
            found = None
        except StopIteration as done:
            waiting.pop()
            found = done.value
            if not waiting:
                return found
        if len(waiting) > DEEPEST:
            raise NotUnderstood("an expression that is nested too deeply", 0)


class Stream:
    """Tokens, and the place up to which they have been read."""

    def __init__(self, tokens: Tokens) -> None:
        self.tokens, self.place = tokens, 0
        self.brackets = brackets(tokens)

    @property
    def here(self) -> Token | None:
        return self.tokens[self.place] if self.place < len(self.tokens) else None

    @property
    def start(self) -> int:
        """Where the next token begins."""
        if not self.tokens:
            return 0
        return self.tokens[self.place].start if self.place < len(self.tokens) else self.tokens[-1].end

    @property
    def end(self) -> int:
        """Where the last token ended."""
        return self.tokens[self.place - 1].end

    def at(self, place: int) -> Token | None:
        """The token at a place, if there is one."""
        return self.tokens[place] if 0 <= place < len(self.tokens) else None

    def take(self) -> Token:
        """The next token."""
        token = self.here
        if token is None:
            raise NotUnderstood("something is missing at the end", self.start)
        self.place += 1
        return token


def unknown(token: Token) -> NotUnderstood:
    """A token that nothing is known of, where it stands."""
    if token.kind == TEXT:
        return NotUnderstood(f"the words “{token.text.strip()}” within a formula", token.start)
    return NotUnderstood(f"\\{token.text}" if token.kind == COMMAND else token.text, token.start)
