"""``derivations lsp`` serves an editor."""

from __future__ import annotations

import sys

import click

from derivations.command_line.failures import Failure
from derivations.command_line.options import STEP_MEMORY, STEP_TIME


@click.command()
@click.option(
    "--stdio", is_flag=True, expose_value=False, help="Speak on standard input and output, as it does anyway."
)
@click.option(
    "--timeout",
    **STEP_TIME,
    help="Time limit for a step, which is unknown if it takes longer.",
)
@click.option(
    "--memory",
    **STEP_MEMORY,
    help="Memory limit for each of two processes; the step at which one needs more is unknown.",
)
def lsp(timeout: float, memory: int) -> None:
    """Serve an editor: show the verdicts on the formulas of a document while it is written.

    This is a language server for Markdown, LaTeX and the Markdown cells of notebooks. An editor starts it and speaks
    with it on standard input and output.

    A step that is false is an error, with the counterexample. Hover over a step for its premises and how it was read.

    Exit code 2 means that a package is missing. "derivations --help" lists all exit codes.
    """
    try:
        from derivations.language_server.server import serve
    except ModuleNotFoundError as problem:
        if (problem.name or "").split(".")[0] not in ("pygls", "lsprotocol", "cattrs", "attrs"):
            raise
        raise Failure("the language server needs pygls, which is not installed: pip install pygls") from None
    from derivations.document.settings import Settings

    if sys.stdin.isatty():
        click.echo("derivations lsp waits for an editor on standard input; Ctrl-C ends it", err=True)
    serve(Settings(timeout, memory))
