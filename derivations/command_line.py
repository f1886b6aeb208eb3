"""The command line: ``derivations list``, ``show`` and ``verify``."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterator
from difflib import get_close_matches
from time import perf_counter
from typing import TYPE_CHECKING

import click

from derivations.chapter.contents import BY_NAME, CONTENTS

if TYPE_CHECKING:
    from derivations.proof import Verification

PATIENCE = 0.5
"""Seconds after which a progress display appears."""

FORMAT = click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json"]),
    default="text",
    show_default=True,
    help="Form of the output.",
)


class UnknownName(click.UsageError):
    """A name that no result has; the message says which names are near."""

    def __init__(self, name: str) -> None:
        near = get_close_matches(name, BY_NAME, n=3, cutoff=0.4)
        hint = f"Did you mean {' or '.join(near)}?" if near else "'derivations list' shows all names."
        super().__init__(f"There is no result called {name!r}. {hint}")


def _checked_names(context: click.Context, parameter: click.Parameter, names: tuple[str, ...]) -> tuple[str, ...]:
    for name in names:
        if name not in BY_NAME:
            raise UnknownName(name)
    return tuple(dict.fromkeys(names))


def _checked_name(context: click.Context, parameter: click.Parameter, name: str) -> str:
    return _checked_names(context, parameter, (name,))[0]


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="derivations", message="%(prog)s %(version)s")
@click.pass_context
def main(context: click.Context) -> None:
    """Derive and verify the mathematics of learning in neural networks, line by line, for every number of neurons.

    \b
    derivations list                        what there is
    derivations show softmax-monotonicity   one result, each line with its reason and verdict
    derivations verify                      prove everything
    derivations verify bp1 bp2              prove some results

    Every line is proved from the facts it names; a false line comes out refuted, with numbers that show it.
    """
    if os.environ.get("NO_COLOR"):
        context.color = False


@main.command("list")
@FORMAT
def list_(form: str) -> None:
    """List the results, in the chapter's order.

    With --format json each result comes with its lines, which are not verified: their verdicts are null.
    """
    if form == "json":
        from derivations.chapter import load
        from derivations.report.as_json import listed

        click.echo(_json(listed([load(entry.name) for entry in CONTENTS])))
        return
    width = max(len(entry.name) for entry in CONTENTS)
    for entry in CONTENTS:
        click.echo(f"{entry.name:<{width}}  {entry.title} ({entry.source})")


@main.command()
@click.argument("name", callback=_checked_name)
def show(name: str) -> None:
    """Show one result: its chains, each line with its reason and verdict.

    Exit code 0 if the result is proved, 1 if it is not.
    """
    from derivations.report import terminal

    (found,) = _verified((name,))
    out = terminal.console()
    with out.capture() as shown:
        terminal.show(found, out)
    for line in shown.get().splitlines():
        click.echo(line.rstrip())
    sys.exit(_exit_code([found]))


@main.command()
@click.argument("names", nargs=-1, metavar="[NAME]...", callback=_checked_names)
@FORMAT
def verify(names: tuple[str, ...], form: str) -> None:
    """Prove results line by line: all of them, or those named.

    Exit code 0 if all are proved, 1 if one is not, 2 for an unknown name.
    """
    wanted = names or tuple(BY_NAME)
    if form == "json":
        from derivations.report.as_json import verified

        found = list(_verified(wanted))
        click.echo(_json(verified(found)))
    else:
        found = _report(wanted)
    sys.exit(_exit_code(found))


def _report(names: tuple[str, ...]) -> list[Verification]:
    from derivations.proof.display import MARKS
    from derivations.proof.wording import verdict_name
    from derivations.report import terminal

    began = perf_counter()
    width = max(map(len, names))
    found = []
    for verification in _verified(names):
        found.append(verification)
        line, colour = terminal.line(verification, width)
        click.secho(line, fg=colour)
        for detail in terminal.failures(verification):
            click.echo(detail)
    counts = [sum(verdict_name(v.verdict) == name for v in found) for name in MARKS]
    steps = sum(len(v.steps) for v in found)
    summary = ", ".join(f"{count} {name}" for count, name in zip(counts, MARKS, strict=True) if count)
    click.echo(f"{summary}: {terminal.counted(steps, 'step')} in {perf_counter() - began:.2f} s")
    return found


def _verified(names: tuple[str, ...]) -> Iterator[Verification]:
    """Verify results one after another, with a progress display if it takes long and somebody watches."""
    from derivations.chapter import load
    from derivations.proof import Verifier

    verifier = Verifier()
    began, progress = perf_counter(), None
    try:
        for done, name in enumerate(names):
            if progress is None and sys.stderr.isatty() and perf_counter() - began > PATIENCE:
                progress = click.progressbar(length=len(names), label="verifying", file=sys.stderr)
                progress.__enter__()
                progress.update(done)
            yield verifier.verify(load(name))
            if progress is not None:
                progress.update(1)
    finally:
        if progress is not None:
            progress.__exit__(None, None, None)


def _exit_code(found: list[Verification]) -> int:
    from derivations.proof import Proved

    return 0 if all(isinstance(verification.verdict, Proved) for verification in found) else 1


def _json(document: object) -> str:
    return json.dumps(document, ensure_ascii=False, indent=2)
