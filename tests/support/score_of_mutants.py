"""The score of the verifier against mutants: ``python tests/support/score_of_mutants.py [--write docs/mutants.md]``.

Every proved step of the chapter and of ``tests/documents`` is made false in every way of a list.  None of the mutants that
ball arithmetic sees to be false may be proved, and of these 95 in 100 have to be refuted: the exit code says so.
"""

import os
import sys
from collections import Counter
from pathlib import Path

import click

sys.path.insert(0, str(Path(__file__).parents[1]))

from support.documents import DOCUMENTS, STEPS
from support.mutants import GOAL, Trial, false_ones, of_derivations, of_documents, share_refuted, wrong_ones
from support.mutations import KINDS, RELATION

from derivations.chapter import CONTENTS


def table(trials: list[Trial]) -> str:
    """The counts by kind, in Markdown."""
    lines = [
        "| kind of change | made | false | refuted | unknown | proved |",
        "|---|---:|---:|---:|---:|---:|",
    ]
    for kind in [*KINDS, RELATION]:
        lines.append(_row(kind, [trial for trial in trials if trial.kind == kind]))
    return "\n".join([*lines, _row("**all**", trials)])


def _row(name: str, trials: list[Trial]) -> str:
    false = false_ones(trials)
    counts = Counter(trial.verdict for trial in false)
    numbers = (len(trials), len(false), counts["refuted"], counts["unknown"], counts["proved"])
    return f"| {name} | " + " | ".join(map(str, numbers)) + " |"


PAGE = """# Mutants

A mutant is a proved step with one small change to one of its sides. The mutants are made from every proved step of the
chapter and of the documents in `tests/documents`, at most two of each kind for a step. The command
`python tests/support/score_of_mutants.py --write docs/mutants.md` makes this page.

The column *made* counts all mutants, and the column *false* those that ball arithmetic finds false at a point that satisfies
all hypotheses. The last three columns are the verdicts on the false mutants. The others are true at every point that was
tried ({true}; most are true, such as a doubled factor of 0), have a side without a value at some point ({undefined}), or
could not be evaluated ({undecided}, such as `<` between sides that are equal). Of these others {proved} were proved, none of
which is false or without a value at any point, and {refuted} were refuted, by counterexamples that the verifier found.

{table}
"""


@click.command()
@click.option("--write", type=click.Path(path_type=Path), help="Write the table into this page.")
@click.option("--jobs", default=os.cpu_count() or 1, show_default=True, help="Processes.")
@click.option("--show", is_flag=True, help="Show the false mutants that are not refuted.")
def main(write: Path | None, jobs: int, show: bool) -> None:
    """Make the mutants, decide them, and print the score."""
    trials = of_derivations((entry.name for entry in CONTENTS), jobs)
    trials += of_documents((DOCUMENTS / name for name in STEPS), jobs)
    false = false_ones(trials)
    others = Counter(trial.really for trial in trials)
    wrong = wrong_ones(trials)
    refuted = sum(trial.verdict == "refuted" for trial in false)
    if show:
        for trial in false:
            if trial.verdict != "refuted":
                print(trial)
    for trial in wrong:
        print("WRONG", trial)
    rest = Counter(trial.verdict for trial in trials if trial.really != "false")
    page = PAGE.format(
        table=table(trials), true=others["holds"], undefined=others["undefined"], undecided=others["undecided"],
        proved=rest["proved"], refuted=rest["refuted"],
    )  # fmt: skip
    print(table(trials))
    print(
        f"{len(trials)} mutants made, {len(false)} false: {refuted} refuted ({refuted / len(false):.1%}), "
        f"{len(false) - refuted - len([t for t in wrong if t.really == 'false'])} unknown, {len(wrong)} proved"
    )
    if write is not None:
        write.write_text(page, encoding="utf-8")
    sys.exit(0 if not wrong and share_refuted(trials) >= GOAL else 1)


if __name__ == "__main__":
    main()
