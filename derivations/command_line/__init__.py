"""The command line: ``derivations list``, ``show``, ``verify``, ``certify``, ``report`` and ``check``."""

from __future__ import annotations

import os

import click

from derivations.command_line.certify import certify
from derivations.command_line.check import check
from derivations.command_line.list import list_
from derivations.command_line.recheck import recheck
from derivations.command_line.report import report
from derivations.command_line.show import show
from derivations.command_line.verify import verify


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
    derivations verify --module mine        prove the derivations in a module of your own, mine.py
    derivations recheck FILE                check proofs that verify has written, with the kernel alone
    derivations certify --output coq        have Coq check the proofs, too
    derivations report --format pdf         an article with all proofs and figures
    derivations check notes.md              check the formulas of somebody's document, step by step

    Every line is proved from the facts it names; a false line comes out refuted, with numbers that show it.
    """
    if os.environ.get("NO_COLOR"):
        context.color = False


for command in (list_, show, verify, recheck, certify, report, check):
    main.add_command(command)
