"""How a command ends: the exit codes, which mean the same for all commands, and errors with each of them."""

from __future__ import annotations

import traceback

import click

SUCCESS, NOT_PROVED, IMPOSSIBLE, INTERNAL, INTERRUPTED = 0, 1, 2, 3, 130
EXIT_CODES = {
    SUCCESS: "Everything that was asked for is proved, accepted or written; no step of a document is refuted.",
    NOT_PROVED: "A result is not proved, a step of a document is refuted, or a certificate or proof file is rejected.",
    IMPOSSIBLE: "The command cannot run: a usage error, or a file, package or program is missing.",
    INTERNAL: "This program is at fault: an audit contradicts a proof, or the program failed. Please report it.",
    INTERRUPTED: "Ctrl-C stopped the command. What it has printed stands.",
}
"""What each exit code means."""


class Failure(click.ClickException):
    """What was asked for cannot be done here; the message says why."""

    exit_code = IMPOSSIBLE


class InternalFailure(click.ClickException):
    """An error of this program: nothing that it says can be relied on before it is mended."""

    exit_code = INTERNAL


class Commands(click.Group):
    """The commands.  Ctrl-C ends each of them with an exit code of its own, and never with that of a result."""

    def invoke(self, context: click.Context) -> object:
        """Run a command."""
        try:
            return super().invoke(context)
        except KeyboardInterrupt:
            click.echo("stopped by Ctrl-C: what was printed before stands", err=True)
            context.exit(INTERRUPTED)

    def format_epilog(self, context: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the exit codes below the commands."""
        with formatter.section("Exit codes of all commands"):
            formatter.write_dl([(str(code), meaning) for code, meaning in EXIT_CODES.items()])


def in_user_code(problem: Exception, name: str) -> Failure:
    """The failure of a module of the user's: its error, and the line of the user's that raised it."""
    if isinstance(problem, SyntaxError):
        place = f"{problem.filename}, line {problem.lineno}"
    else:
        package = __name__.partition(".")[0]
        lines = [
            f"{frame.f_code.co_filename}, line {line}"
            for frame, line in traceback.walk_tb(problem.__traceback__)
            if frame.f_globals.get("__name__", "").partition(".")[0] not in (package, "importlib", "sympy")
        ]
        place = lines[-1] if lines else name
    return Failure(f"the module {name} cannot be imported: {place}: {type(problem).__name__}: {problem}")
