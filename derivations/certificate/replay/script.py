"""Scripts: a lemma for each sequent of a proof, in the order in which they are made from one another."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from derivations.certificate.comments import comment
from derivations.certificate.replay.names import Names, names
from derivations.certificate.replay.numbers import Numbers
from derivations.certificate.replay.printing import Printer
from derivations.certificate.replay.rows.table import ROWS
from derivations.certificate.replay.sequents import Said, Sequent, said
from derivations.certificate.replay.step import NotReplayed, Step
from derivations.certificate.replay.walk import inside, walked
from derivations.kernel.terms import Term
from derivations.kernel.theorem import Theorem

FRESH = tuple(f"{name}{primes * chr(39)}" for name in ("ik", "ii", "ij", "qv") for primes in range(8))
"""Names of index variables, and of the variable of a function, that rules of the kernel make."""
SYMBOLS = frozenset("qnfs")
"""The kinds of the kernel's names that a model gives a meaning: quantities, counts, functions, parts of index sets."""


@dataclass(frozen=True)
class Claimed:
    """A theorem of the kernel with the name that it has in a script, and the ``words`` of the mathematics for it."""

    name: str
    words: str
    theorem: Theorem


@dataclass(frozen=True)
class Stated:
    """A theorem as a script states it."""

    name: str
    words: str
    statement: str


@dataclass(frozen=True)
class Gap:
    """What a script has no theorem for, and why."""

    words: str
    reason: str


@dataclass(frozen=True)
class Replay:
    """What a script is made of: names, lemmas and theorems, as text; its theorems, and what is missing."""

    text: str
    theorems: tuple[Stated, ...]
    gaps: tuple[Gap, ...]
    lemmas: int


def replay(claimed: Sequence[Claimed]) -> Replay:
    """The lemmas by which theorems of the kernel are proved again, rule by rule."""
    made = list(walked(one.theorem for one in claimed))
    spoken = (term for t in made for term in (t.claim, *t.hypotheses, *inside(t.arguments, Term)))
    of = {name for term in spoken for name in term.names}
    table = names({*of, *FRESH})
    p, numbers = Printer(table), Numbers()
    proved: dict[Said, Sequent] = {}
    missing: dict[Said, str] = {}
    lines: list[str] = []
    for theorem in made:
        if said(theorem) in proved:
            continue
        before = len(numbers.lemmas)
        try:
            sequent, proof = _replayed(theorem, f"s{len(proved)}", p, proved, missing, numbers)
        except NotReplayed as problem:
            missing[said(theorem)] = str(problem)
            continue
        proved[said(theorem)] = sequent
        lines += [f"Lemma {name} : {text}" for name, text in list(numbers.texts())[before:]]
        variables = " ".join(sequent.variables(p))
        lines.append(f"(* {theorem.rule} *)\nLemma {sequent.name} : {sequent.statement(p)}.")
        by = f"intros {variables}. {proof}" if proof.startswith("\n") else f"exact (fun {variables} => {proof})."
        lines.append(f"Proof. {by} Qed.")
    theorems, gaps = list[Stated](), list[Gap]()
    for one in claimed:
        found = proved.get(said(one.theorem))
        if found is None:
            gaps.append(Gap(one.words, missing[said(one.theorem)]))
            continue
        theorems.append(Stated(one.name, one.words, found.statement(p)))
        lines += ["", f"(* {comment(one.words)} *)", f"Theorem {one.name} : {found.statement(p)}."]
        lines.append(f"Proof. exact {found.name}. Qed.")
    asked = ", ".join(one.name for one in theorems)
    lines += ["", f"Definition asked := ({asked}).", "Print Assumptions asked."] if theorems else []
    text = "\n".join([*_symbols(table), "", *lines, ""])
    return Replay(text, tuple(theorems), tuple(gaps), len(proved))


def _symbols(table: Names) -> Iterator[str]:
    """The definitions of a script's symbols: each is a number of its own, to which a model gives a meaning."""
    symbols = (name for kernel, name in table.items() if kernel[0] in SYMBOLS)
    return (f"Definition {name} : positive := {number}." for number, name in enumerate(symbols, 1))


def _replayed(
    theorem: Theorem,
    name: str,
    p: Printer,
    proved: dict[Said, Sequent],
    missing: dict[Said, str],
    numbers: Numbers,
) -> tuple[Sequent, str]:
    """One step: the lemma, and its proof.  Raises :class:`NotReplayed` where there is no lemma for it."""
    for premise in inside(theorem.arguments, Theorem):
        if said(premise) not in proved:
            raise NotReplayed(missing[said(premise)])
    if theorem.rule not in ROWS:
        raise NotReplayed(f"the library has no lemma for the rule {theorem.rule}")
    step = Step(theorem, p, proved, numbers)
    proof = ROWS[theorem.rule](step, *theorem.arguments)
    return Sequent(name, theorem, frozenset(step.needs), frozenset(step.valued)), proof
