"""Theorems replayed in Coq, each with a false claim that its proof must not prove."""

import re

from derivations.certificate import coq
from derivations.certificate.replay import LIBRARY, library
from derivations.certificate.replay.script import script
from derivations.kernel.theorem import assume


def compiled(folder):
    """Check the library's files in a folder."""
    for name, text in library().items():
        (folder / f"{name}.v").write_text(here(text), encoding="utf-8")
    for name in LIBRARY:
        found = coq.check(folder, name, 0, 120)
        assert found.accepted, f"{name}.v, line {found.line}: {found.message}"
    return folder


def here(text):
    """A file of the library as one of a folder in which scripts are checked."""
    return text.replace("From Replay Require", "From Derivations Require")


def accepted(folder, cases):
    """Check that Coq accepts the theorems, and no proof for the false claim beside it."""
    theorems = [one for theorem, false in cases for one in (theorem, assume(theorem.claim), assume(false))]
    made = script(theorems, LIBRARY)
    rejected = []
    for place in range(0, len(theorems), 3):
        (name, said), claim, false = made.theorems[place], *(assumed(made, place + more) for more in (1, 2))
        lemma = re.search(rf"Theorem {name} : .*\nProof\. exact (s\d+)\.", made.text)[1]
        proof = re.search(rf"Lemma {lemma} : .*\nProof\. exact (.*)\. Qed\.", made.text)[1]
        assert said.endswith(claim)
        assert claim != false
        mutant = said.removesuffix(claim) + false
        rejected += [f"Check ({mutant} : Prop).", f"Fail Definition false_{place} : {mutant} := {proof}."]
    text = made.text.replace("\nDefinition asked", "\n" + "\n".join(rejected) + "\n\nDefinition asked")
    (folder / "Cases.v").write_text(here(text), encoding="utf-8")
    found = coq.check(folder, "Cases", 1, 300)
    assert found.accepted, f"line {found.line}: {found.message}\n{shown(text, found.line)}"


def assumed(made, place):
    """How a proposition is written, from the script's theorem in which it follows from itself."""
    _, _, said = made.theorems[place][1].partition(", ")
    return said[(len(said) + len(" -> ")) // 2 :]


def shown(text, line):
    """The lines around one, as much of them as tells."""
    return "\n".join(one[:1500] for one in text.splitlines()[max(0, line - 4) : line + 1])
