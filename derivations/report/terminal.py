"""Results in a terminal."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from derivations.notation.text import text
from derivations.proof import Audit, CheckedStep, Proved, Refuted, Verification
from derivations.proof.display import MARKS
from derivations.proof.wording import (
    assumptions,
    counted,
    explanation,
    further_assumptions,
    listed,
    reasons,
    verdict_name,
    written,
)

if TYPE_CHECKING:
    from rich.console import Console

COLOURS = {"proved": "green", "refuted": "red", "unknown": "yellow"}


def console() -> Console:
    """Standard output; as wide as the lines need when it is not a terminal."""
    from rich.console import Console

    return Console(highlight=False, width=None if sys.stdout.isatty() else 200)


def show(found: Verification, out: Console) -> None:
    """A derivation's chains, each line with its reason and verdict."""
    from rich.padding import Padding
    from rich.table import Table
    from rich.text import Text

    derivation = found.derivation
    source = f"  ({derivation.source})" if derivation.source else ""
    out.print(Text.assemble((derivation.name, "bold"), f"  {derivation.title}", (source, "dim")))
    _paragraph(out, "where", [written(words, text) for words in assumptions(derivation.theory)])
    for chain, steps in found.by_chain:
        out.print()
        extra = written(listed(further_assumptions(chain), "; "), text)
        heading = f"{chain.title}   [{extra}]" if extra else chain.title
        if heading:
            out.print(Text(heading, style="italic"))
        table = Table.grid(padding=(0, 2))
        for justify in ("left", "left", "left", "left"):
            table.add_column(justify=justify, overflow="fold")
        table.add_row("", Text(text(chain.start)))
        for checked in steps:
            name = verdict_name(checked.verdict)
            mark, colour = MARKS[name], COLOURS[name]
            line = Text(f"{checked.step.claim.relation} {text(checked.step.claim.rhs)}")
            table.add_row(Text(mark, style=colour), line, Text(_by(checked, derivation.name), style="dim"))
            if not isinstance(checked.verdict, Proved):
                table.add_row("", Text(explanation(checked.verdict), style=colour))
        out.print(Padding(table, (0, 0, 0, 2)))
    if found.uses:
        out.print()
        _paragraph(out, "rests on", list(found.uses))
    if derivation.remark:
        out.print()
        out.print(Text(written(derivation.remark, text)))


def _by(checked: CheckedStep, within: str) -> str:
    return written(listed(reasons(checked.step, within)), text)


def _paragraph(out: Console, label: str, items: list[str]) -> None:
    from rich.text import Text

    if items:
        out.print(Text.assemble((f"{label} ", "dim"), "; ".join(items)))


def line(found: Verification, width: int) -> tuple[str, str]:
    """One line on a derivation, and its colour."""
    name = verdict_name(found.verdict)
    mark, colour = MARKS[name], COLOURS[name]
    steps = counted(len(found.steps), "step")
    time = f"{found.seconds * 1000:6.1f} ms"
    seen = "" if found.audit is None else f"  {counted(found.audit.points, 'point'):>11}"
    return f"{mark} {found.derivation.name:<{width}}  {name:<8} {steps:>8}  {time}{seen}", colour


def audit_line(audits: Iterable[Audit]) -> str:
    """What a second look at all that was proved found, on one line.

    >>> audit_line([Audit(24, 0), Audit(23, 2)])
    'audit: seen to hold at 47 points, undecided at 2, false at none'
    """
    total = sum(audits, Audit())
    return f"audit: seen to hold at {total.points} points, undecided at {total.undecided}, false at none"


def failures(found: Verification) -> Iterator[str]:
    """The steps that are not proved, with the reason or the counterexample."""
    for checked in found.steps:
        if isinstance(checked.verdict, Proved):
            continue
        claim = checked.step.claim
        yield f"    {text(claim.lhs)} {claim.relation} {text(claim.rhs)}"
        yield f"      by {_by(checked, found.derivation.name) or 'nothing'}"
        if isinstance(checked.verdict, Refuted):
            example = checked.verdict.counterexample
            where = ", ".join(f"{name} = {value}" for name, value in example.values.items())
            yield f"      refuted: left side {example.lhs}, right side {example.rhs}"
            yield f"      at {where}"
        else:
            yield f"      unknown: {explanation(checked.verdict)}"
