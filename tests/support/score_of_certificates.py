"""The score of certificates against forgeries: ``python tests/support/score_of_certificates.py --number 500``.

Steps of the chapter are made false by one small change, as ``tests/support/score_of_mutants.py`` makes them.  Of those that
ball arithmetic sees to be false some are drawn.  The kernel proves none, so none is in a script; and Coq is asked to
take the proof of the true step for each.  None may be accepted: the exit code says so.
"""

import random
import sys
import tempfile
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

import click

sys.path.insert(0, str(Path(__file__).parent.parent))

from support.mutants import chosen, really
from support.replays import checked, compiled_library, replayed

from derivations.certificate.replay.printing import Printer
from derivations.certificate.replay.sequents import names_in
from derivations.chapter import CONTENTS, load
from derivations.proof import Derivation, Proved, Step, Verifier
from derivations.proof.verify import NOT_READ, read_anew

ACCEPTED = "accepted, all or some"
CHAPTER = tuple(entry.name for entry in CONTENTS)


class Mutant(NamedTuple):
    """A step of the chapter, the claim that it was changed into, and a title."""

    step: Step
    claim: object
    title: str


def false_mutants(number: int, seed: int, names: Iterable[str] = CHAPTER) -> list[Mutant]:
    """So many steps of the chapter, or of some of its results, each changed so that it is false."""
    pool = [
        Mutant(step, claim, f"{name}, {kind}")
        for name in names
        for place, step in enumerate(load(name).steps)
        for kind, claim in chosen(step.claim, f"{name} {place}")
    ]
    random.Random(seed).shuffle(pool)
    found: list[Mutant] = []
    for one in pool:
        if len(found) == number:
            break
        if really(one.claim, one.step.theory, one.step.indices) == "false":
            found.append(one)
    return found


def as_derivation(mutant: Mutant) -> Derivation:
    """A derivation whose one line is the false claim."""
    with Derivation("mutant", title=mutant.title, theory=mutant.step.theory) as made:
        made.start(mutant.claim.lhs, mutant.title).extend(mutant.claim.relation, mutant.claim.rhs, mutant.step.by, "")
    return made


def forged(folder: Path, mutants: list[Mutant]) -> Counter:
    """What Coq says of the proofs of true steps as proofs of false ones, in a folder with the library."""
    verifier, said = Verifier(refute=False), list[tuple[Mutant, object, object]]()
    counts: Counter = Counter()
    for mutant in mutants:
        verdict = verifier.step(mutant.step).verdict
        try:
            false, _ = read_anew(mutant.claim, mutant.step.theory, mutant.step.indices)
        except NOT_READ:
            counts["not read"] += 1
            continue
        assert isinstance(verdict, Proved)
        said.append((mutant, verdict.theorems[0], false))
    theorems = [theorem for _, theorem, _ in said]
    made, table = replayed(theorems)
    p, lines = Printer(table), list[str]()
    stated = {one.name: one.statement for one in made.theorems}
    for place, (_, theorem, false) in enumerate(said):
        if f"t_{place}" not in stated or not false.names <= table.keys():
            counts["no script"] += 1
            continue
        wrong = stated[f"t_{place}"].removesuffix(p(theorem.claim)) + p(false)
        assert wrong != stated[f"t_{place}"]
        more = [table[name] for name in sorted(false.names - names_in(theorem)) if name[0] == "i"]
        wrong = f"forall {' '.join(more)} : Z, {wrong}" if more else wrong
        proof = f"fun {' '.join(more)} => t_{place}" if more else f"t_{place}"
        lines += [f"Check ({wrong} : Prop).", f"Fail Definition forged_{place} : {wrong} := {proof}."]
    found = checked(folder, "\n".join([made.text, *lines, ""]), table)
    what = "rejected" if found.accepted else ACCEPTED if "has not failed" in found.message else found.message
    counts[what] += len(lines) // 2
    return counts


@click.command()
@click.option("--number", default=500, show_default=True, help="How many mutants.")
@click.option("--seed", default=0, show_default=True, help="Which are drawn.")
def main(number: int, seed: int) -> None:
    """Have Coq check forged proofs of false mutants of the chapter's steps; exit code 1 if it accepts one."""
    mutants = false_mutants(number, seed)
    proved = [one for one in mutants if isinstance(as_derivation(one).verify().verdict, Proved)]
    for one in proved:
        click.echo(f"proved: {one.title}: {one.claim}")
    with tempfile.TemporaryDirectory() as folder:
        counts = forged(compiled_library(Path(folder)), mutants)
    click.echo(f"{len(mutants)} false mutants, {len(proved)} proved; forged proofs: {dict(counts)}")
    sys.exit(1 if proved or set(counts) - {"rejected", "not read", "no script"} else 0)


if __name__ == "__main__":
    main()
