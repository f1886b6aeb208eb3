"""Which names a piece of Coq speaks of without binding them."""

from __future__ import annotations

import re

TOKENS = re.compile(r"=>|[^\W\d][\w'.]*|[(),:]|\S")
BINDERS = ("fun", "forall", "exists")


def free_names(text: str) -> dict[str, None]:
    """The free names, in order.

    >>> list(free_names("forall k, (1 <= k <= n)%nat -> f k = sum n (fun i => z i)"))
    ['n', 'nat', 'f', 'sum', 'z']
    """
    found: dict[str, None] = {}
    scopes: list[set[str]] = [set()]
    tokens = TOKENS.findall(text)
    place = 0
    while place < len(tokens):
        token = tokens[place]
        if token == "(":
            scopes.append(set())
        elif token == ")":
            scopes.pop()
        elif token in BINDERS:
            place += 1
            while tokens[place] not in ("=>", ","):
                if re.match(r"[^\W\d]", tokens[place]):
                    scopes[-1].add(tokens[place])
                place += 1
        elif re.match(r"[^\W\d]", token) and not any(token in scope for scope in scopes):
            found[token] = None
        place += 1
    return found
