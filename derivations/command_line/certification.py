"""What the commands that have Coq check proofs have in common: what they tell, and how they end."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING

import click

from derivations.command_line.failures import Failure, InternalFailure
from derivations.command_line.options import json_text
from derivations.command_line.progress import Progress

if TYPE_CHECKING:
    from derivations.certificate import Certificate


def certification(
    certified: Callable[[Callable[[str], None]], list[Certificate]],
    folder: Path,
    *,
    check: bool = True,
    as_json: bool = False,
    err: bool = False,
) -> int:
    """Have something certified, tell what became of it, and return the exit code.

    ``certified`` is given what is to be told of the work under way.
    """
    try:
        return _certification(certified, folder, check, as_json, err)
    except KeyboardInterrupt:
        click.echo("stopped by Ctrl-C before Coq was given a script: nothing was checked", err=True)
        return 130


def _certification(
    certified: Callable[[Callable[[str], None]], list[Certificate]], folder: Path, check: bool, as_json: bool, err: bool
) -> int:
    from derivations.certificate.certificates import STOPPED, as_record
    from derivations.certificate.claims import NotTheClaim
    from derivations.certificate.coq import CoqMissing, version
    from derivations.certificate.summary import summary
    from derivations.certified import ACCEPTED

    missing, installed = "", None
    try:
        installed = version() if check else None
    except CoqMissing as problem:
        missing = str(problem)
    began = perf_counter()
    try:
        with Progress("certifying") as progress:
            found = certified(progress.tell)
    except NotTheClaim as problem:
        raise InternalFailure(str(problem)) from None
    if as_json:
        click.echo(json_text([as_record(certificate) for certificate in found]), err=err)
    else:
        for line, colour in summary(found, perf_counter() - began, folder, installed):
            click.secho(line, fg=colour, err=err)
    if missing:
        raise Failure(missing)
    if any(STOPPED in certificate.messages for certificate in found):
        return 130
    return 0 if not check or all(certificate.status == ACCEPTED for certificate in found) else 1
