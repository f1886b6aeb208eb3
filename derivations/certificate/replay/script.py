"""Scripts: a lemma for each sequent of a proof, in the order in which they are made from one another."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from derivations.certificate.replay.names import names
from derivations.certificate.replay.numbers import Numbers
from derivations.certificate.replay.printing import Printer
from derivations.certificate.replay.rows.table import ROWS
from derivations.certificate.replay.sequents import Said, Sequent, said
from derivations.certificate.replay.step import NotReplayed, Step
from derivations.certificate.replay.walk import walked
from derivations.kernel.theorem import Theorem

FRESH = tuple(f"i{letter}{primes * chr(39)}" for letter in "kij" for primes in range(8))
"""Names of index variables that rules of the kernel make."""
HEADER = """From Coq Require Import Reals ZArith Lia Lra List Bool PeanoNat.
From Coquelicot Require Import Coquelicot.
From Replay Require Import {library}.
Import ListNotations.
Open Scope R_scope.
"""
KINDS = {"q": "positive", "n": "positive", "f": "positive", "s": "positive"}


@dataclass(frozen=True)
class Script:
    """A script, and the names and statements of the theorems in it, one for each theorem of the kernel."""

    text: str
    theorems: tuple[tuple[str, str], ...]
    sequents: int


def script(theorems: Iterable[Theorem], library: tuple[str, ...]) -> Script:
    """The script in which each theorem is replayed.  Raises :class:`NotReplayed` where there is no lemma for a step."""
    wanted = tuple(theorems)
    made = list(walked(wanted))
    of = {name for t in made for term in (t.claim, *t.hypotheses) for name in term.names}
    table = names({*of, *FRESH})
    p, numbers = Printer(table), Numbers()
    proved: dict[Said, Sequent] = {}
    lemmas: list[str] = []
    written = 0
    for theorem in made:
        if said(theorem) in proved:
            continue
        sequent, proof = replayed(theorem, f"s{len(proved)}", p, proved, numbers)
        proved[said(theorem)] = sequent
        for name, text in list(numbers.texts())[written:]:
            lemmas.append(f"Lemma {name} : {text}\n")
        written = len(numbers.lemmas)
        variables = " ".join(sequent.variables(p))
        lemmas.append(
            f"(* {theorem.rule} *)\nLemma {sequent.name} : {sequent.statement(p)}.\n"
            f"Proof. exact (fun {variables} => {proof}). Qed.\n"
        )
    found = []
    for place, theorem in enumerate(wanted):
        sequent = proved[said(theorem)]
        name = f"certificate_{place}"
        lemmas.append(f"Theorem {name} : {sequent.statement(p)}.\nProof. exact {sequent.name}. Qed.\n")
        found.append((name, sequent.statement(p)))
    symbols = [name for kernel, name in table.items() if kernel[0] in KINDS]
    defined = "".join(f"Definition {name} : positive := {i}.\n" for i, name in enumerate(symbols, 1))
    asked = f"Definition asked := ({', '.join(name for name, _ in found)}).\nPrint Assumptions asked.\n"
    header = HEADER.format(library=" ".join(library))
    return Script(f"{header}\n{defined}\n{''.join(lemmas)}\n{asked}", tuple(found), len(proved))


def replayed(
    theorem: Theorem, name: str, p: Printer, proved: dict[Said, Sequent], numbers: Numbers
) -> tuple[Sequent, str]:
    """One step: the lemma, and its proof."""
    if theorem.rule not in ROWS:
        raise NotReplayed(f"the library has no lemma for the rule {theorem.rule}")
    step = Step(theorem, p, proved, numbers)
    proof = ROWS[theorem.rule](step, *theorem.arguments)
    return Sequent(name, theorem, frozenset(step.needs), frozenset(step.valued)), proof
