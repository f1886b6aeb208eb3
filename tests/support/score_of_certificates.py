"""The score of certificates against mutants: ``python tests/support/score_of_certificates.py --number 200``.

Steps of the chapter are made false by one small change, as ``tests/support/score_of_mutants.py`` makes them; of those that ball
arithmetic sees to be false some are drawn, and Coq is asked to accept each, by the tactics for its reasons.  None may be
accepted: the exit code says so.
"""

import os
import random
import sys
import tempfile
from collections import Counter
from pathlib import Path

import click

sys.path.insert(0, str(Path(__file__).parent.parent))

from support.mutants import chosen, really

from derivations import certify
from derivations.chapter import CONTENTS, load
from derivations.proof import Derivation


def false_mutants(number: int, seed: int) -> list[Derivation]:
    """So many steps of the chapter, each changed so that it is false, as derivations of one line."""
    pool = [
        (step, kind, claim, f"{entry.name}, {kind}")
        for entry in CONTENTS
        for place, step in enumerate(load(entry.name).steps)
        for kind, claim in chosen(step.claim, f"{entry.name} {place}")
    ]
    random.Random(seed).shuffle(pool)
    found: list[Derivation] = []
    for step, _, claim, title in pool:
        if len(found) == number:
            break
        if really(claim, step.theory, step.indices) == "false":
            with Derivation(f"mutant-{len(found)}", title=title, theory=step.theory) as mutant:
                mutant.start(claim.lhs, title).extend(claim.relation, claim.rhs, step.by, "")
            found.append(mutant)
    return found


@click.command()
@click.option("--number", default=200, show_default=True, help="How many mutants.")
@click.option("--seed", default=0, show_default=True, help="Which are drawn.")
@click.option("--jobs", default=os.cpu_count() or 1, show_default="the number of processors", help="Processes.")
def main(number: int, seed: int, jobs: int) -> None:
    """Have Coq check false mutants of the chapter's steps; exit code 1 if it accepts one."""
    mutants = false_mutants(number, seed)
    with tempfile.TemporaryDirectory() as folder:
        found = [c for c in certify(mutants, folder, jobs=jobs) if c.name.startswith("mutant-")]
    accepted = [c for c in found if c.script.theorems and c.status not in ("rejected", "not checked")]
    for certificate in accepted:
        click.echo(f"accepted: {certificate.script.derivation.title}\n{certificate.script.theorems[0].statement}")
    counts = Counter("no translation" if not c.script.theorems else c.status for c in found)
    click.echo(f"{len(found)} false mutants: " + ", ".join(f"{count} {what}" for what, count in counts.most_common()))
    sys.exit(1 if accepted else 0)


if __name__ == "__main__":
    main()
