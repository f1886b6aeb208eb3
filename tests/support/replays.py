"""Theorems of the kernel replayed in Coq, each with a false claim that its proof must not prove."""

import re

from derivations.certificate import coq
from derivations.certificate.compiling import compiled
from derivations.certificate.replay import library
from derivations.certificate.replay.script import Claimed, definitions, numbered, replay, symbols
from derivations.certificate.scripts import HEADER, OPENED
from derivations.kernel.theorem import assume

SECONDS = 900


def compiled_library(folder):
    """Check the library's files in a folder."""
    for name, found in compiled(library(), folder, 2, SECONDS):
        assert found.accepted, f"{name}.v, line {found.line}: {found.message}"
    return folder


def replayed(theorems):
    """What replays theorems, and the symbols that it speaks of."""
    table = symbols(theorems)
    made = replay([Claimed(f"t_{place}", "", theorem) for place, theorem in enumerate(theorems)], table)
    return made, table


def checked(folder, text, table):
    """What Coq says of a script of these symbols, in a folder with the library; forbidden words are not run."""
    words = coq.forbidden(text)
    if words:
        return coq.Checked(False, 0.0, message=f"contains {', '.join(words)}")
    spoken = definitions(text, table, numbered([table]))
    (folder / "Cases.v").write_text(f"(*{HEADER}\n{OPENED}\n{spoken}\n{text}", encoding="utf-8")
    return coq.check(folder, "Cases", SECONDS)


def accepted(folder, cases):
    """Check that Coq accepts theorems, and of none the proof for the false claim beside it."""
    theorems = [one for theorem, false in cases for one in (theorem, assume(theorem.claim), assume(false))]
    made, table = replayed(theorems)
    assert made.gaps == ()
    rejected = []
    for place in range(0, len(theorems), 3):
        stated = made.theorems[place]
        claim, false = (assumed(made.theorems[place + more].statement) for more in (1, 2))
        lemma = re.search(rf"Theorem {stated.name} : .*?\.\nProof\. exact (s\d+)\.", made.text, re.DOTALL)[1]
        proof = re.search(rf"Lemma {lemma} : .*\nProof\. exact (.*)\. Qed\.", made.text)[1]
        assert stated.statement.endswith(claim)
        assert claim != false
        mutant = stated.statement.removesuffix(claim) + false
        rejected += [f"Check ({mutant} : Prop).", f"Fail Definition false_{place} : {mutant} := {proof}."]
    found = checked(folder, made.text + "\n".join(rejected), table)
    assert found.accepted, f"line {found.line}: {found.message}"


def assumed(statement):
    """How a proposition is written, from the theorem in which it follows from itself."""
    _, _, said = statement.partition(",\n  ")
    return said[(len(said) + len(" ->\n  ")) // 2 :]
