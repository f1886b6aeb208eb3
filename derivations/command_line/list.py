"""``derivations list`` lists the results."""

from __future__ import annotations

import click

from derivations.chapter.contents import CONTENTS
from derivations.command_line.options import FORMAT, MODULES, chosen, json_text


@click.command("list")
@FORMAT
@MODULES
def list_(form: str, modules: tuple[str, ...]) -> None:
    """List the results, in the chapter's order.

    With --format json each result has its lines. They are not verified, so their verdicts are null.
    """
    if form == "json":
        from derivations.report.as_json import listed

        click.echo(json_text(listed(chosen((), modules))))
        return
    entries = [(d.name, d.title, d.source) for d in chosen((), modules)] if modules else [e[:3] for e in CONTENTS]
    width = max(len(name) for name, _, _ in entries)
    for name, title, source in entries:
        click.echo(f"{name:<{width}}  {title}{f' ({source})' if source else ''}")
