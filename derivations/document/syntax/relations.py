"""Relations among tokens: ``=``, ``\\le``, ``:=`` and the like."""

from __future__ import annotations

from collections.abc import Sequence

from derivations.document.syntax.commands import RELATION_COMMANDS
from derivations.document.syntax.tokens import COMMAND, GROUP, SIGN, Token

Tokens = Sequence[Token]


LABELLED = {
    **dict.fromkeys(["def", "Δ", "Delta", "triangle"], ":="),
    **dict.fromkeys(["?", "!"], "≟"),
    **dict.fromkeys(["d", "D", "dist", "law"], "∼"),
}
"""What an equality sign with a label says: a definition, a question or a demand, or that distributions are the same."""


def written(token: Token) -> str:
    """A token as it is looked up in the tables of brackets."""
    return f"\\{token.text}" if token.kind == COMMAND else token.text


def relation_at(tokens: Tokens, place: int) -> tuple[str, int] | None:
    """The relation that begins at a token, and the number of tokens it takes."""
    token = tokens[place]
    if token.kind == SIGN:
        following = tokens[place + 1].text if place + 1 < len(tokens) and tokens[place + 1].kind == SIGN else ""
        double = {":=": ":=", "=:": "=:", "=>": "⇒"}.get(token.text + following)
        if double is not None:
            return double, 2
        return (token.text, 1) if token.text in ("=", "<", ">") else None
    if token.kind != COMMAND:
        return None
    if token.text == "not" and place + 1 < len(tokens):
        found = relation_at(tokens, place + 1)
        negated = {"=": "≠", "∈": "∉"}.get(found[0]) if found else None
        return (negated, 1 + found[1]) if negated and found else None
    if token.text in ("stackrel", "overset", "underset") and place + 2 < len(tokens):
        above, inner = tokens[place + 1 : place + 3]
        found = relation_at(inner.inside or (inner,), 0) if (inner.inside or inner.kind != GROUP) else None
        if found:
            label = "".join(t.text for t in above.inside) if above.kind == GROUP else ""
            return LABELLED.get(label, found[0]) if found[0] == "=" else found[0], 3
    return (RELATION_COMMANDS[token.text], 1) if token.text in RELATION_COMMANDS else None
