"""The command line: ``derivations list``, ``show``, ``verify``, ``certify``, ``report``, ``check`` and ``lsp``."""

from __future__ import annotations

import os

import click

from derivations.command_line.certify import certify
from derivations.command_line.check import check
from derivations.command_line.failures import Commands
from derivations.command_line.list import list_
from derivations.command_line.lsp import lsp
from derivations.command_line.recheck import recheck
from derivations.command_line.report import report
from derivations.command_line.show import show
from derivations.command_line.verify import verify


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="derivations", message="%(prog)s %(version)s")
@click.pass_context
def main(context: click.Context) -> None:
    """Derive and verify the mathematics of learning in neural networks, line by line, for every number of neurons.

    \b
    derivations list                        list the results
    derivations show softmax-monotonicity   show one result: each line, its reason and its verdict
    derivations verify                      prove all results
    derivations verify bp1 bp2              prove two results
    derivations verify --module mine        prove the derivations in your own module, mine.py
    derivations recheck FILE                check the proofs that verify --proofs FILE wrote, with the kernel alone
    derivations certify --output coq        have Coq check the proofs as well
    derivations report --format pdf         write an article with all proofs and figures
    derivations check notes.md              check the formulas of a document, step by step
    derivations lsp                         serve an editor, which shows the verdicts while one writes

    Each line is proved from the facts that it names. A false line is refuted by numbers at which it fails.
    """
    if os.environ.get("NO_COLOR"):
        context.color = False


for command in (list_, show, verify, recheck, certify, report, check, lsp):
    main.add_command(command)
