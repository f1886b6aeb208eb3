"""What is done now, for somebody who watches a terminal."""

from __future__ import annotations

import sys

import click


class Progress:
    """A line on what is done now, on a terminal, and no trace of it afterwards."""

    def __init__(self, doing: str) -> None:
        self.doing, self.watched = doing, sys.stderr.isatty()

    def __enter__(self) -> Progress:
        return self

    def tell(self, what: str) -> None:
        """Say what is done now."""
        if self.watched:
            click.echo(f"\r\x1b[K{self.doing} {what} ...", nl=False, err=True)

    def clear(self) -> None:
        """Take the line away."""
        if self.watched:
            click.echo("\r\x1b[K", nl=False, err=True)

    def __exit__(self, *_: object) -> None:
        self.clear()
