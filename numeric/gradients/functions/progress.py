"""How far a long run is, on the terminal."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from time import monotonic
from typing import TypeVar

Thing = TypeVar("Thing")
PATIENCE = 2.0
"""After how many seconds something is shown, and how many seconds apart."""


def with_progress(things: Iterable[Thing], total: int, what: str, shown: bool | None) -> Iterator[Thing]:
    """The same things; standard error says how many of them are done, from two seconds on.

    With ``shown`` ``None`` it does so if it is a terminal.

    >>> list(with_progress("ab", 2, "letters", False))
    ['a', 'b']
    """
    wanted = sys.stderr.isatty() if shown is None else shown
    start = last = monotonic()
    for done, thing in enumerate(things):
        now = monotonic()
        if wanted and now - last >= PATIENCE:
            left = (now - start) / done * (total - done) if done else 0.0
            print(f"\r{done:,} of {total:,} {what}, {left:.0f} s left ", end="", file=sys.stderr, flush=True)
            last = now
        yield thing
    if last > start:
        print(f"\r{total:,} of {total:,} {what}{' ' * 20}", file=sys.stderr)
