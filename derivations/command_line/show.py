"""``derivations show`` shows one result, line by line."""

from __future__ import annotations

import sys

import click

from derivations.command_line.options import MODULES, chosen
from derivations.command_line.verification import exit_code, verifications


@click.command()
@click.argument("name")
@MODULES
def show(name: str, modules: tuple[str, ...]) -> None:
    """Show one result: each line with its reason and its verdict.

    Exit code 1 means that the result is not proved. "derivations --help" lists all exit codes.
    """
    from derivations.report import terminal

    (found,) = verifications(chosen((name,), modules))
    out = terminal.console()
    with out.capture() as shown:
        terminal.show(found, out)
    for line in shown.get().splitlines():
        click.echo(line.rstrip())
    sys.exit(exit_code([found]))
