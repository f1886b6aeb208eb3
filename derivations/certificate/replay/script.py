"""Scripts: a lemma for each sequent of a proof, in the order in which they are made from one another."""

from __future__ import annotations

from collections import ChainMap
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from derivations.certificate.comments import comment
from derivations.certificate.replay.lemmas import Lemmas
from derivations.certificate.replay.names import Names, names
from derivations.certificate.replay.printing import NotSaid, Printer
from derivations.certificate.replay.rows.table import ROWS
from derivations.certificate.replay.sequents import Said, Sequent, said
from derivations.certificate.replay.shapes import Shape, instance, shape
from derivations.certificate.replay.shorthands import Shortening
from derivations.certificate.replay.step import NotReplayed, Step
from derivations.certificate.replay.walk import premises, terms_in, walked
from derivations.kernel.theorem import Theorem

FRESH = tuple(f"{name}{primes * chr(39)}" for name in ("ik", "ii", "ij", "qv") for primes in range(8))
"""Names of index variables, and of the variable of a function, that rules of the kernel make."""
ALL = "all_theorems"
"""What the theorems of a script are called together."""
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

    def __str__(self) -> str:
        return f"Theorem {self.name} : {self.statement}."


@dataclass(frozen=True)
class Gap:
    """What a script has no theorem for, and why."""

    words: str
    reason: str


@dataclass(frozen=True)
class Replay:
    """What a script is made of: its lemmas and theorems, as text; its theorems, what is missing, and what was proved.

    ``proved`` are the sequents for which the script has a lemma, ``used`` those of which another one has it.
    """

    text: str
    theorems: tuple[Stated, ...]
    gaps: tuple[Gap, ...]
    proved: Mapping[Said, Sequent]
    used: tuple[Sequent, ...]


def symbols(theorems: Iterable[Theorem]) -> Names:
    """A name in scripts for each name of the kernel that the proofs of some theorems speak of."""
    made = walked(theorems)
    terms = (term for t in made for term in (t.claim, *t.hypotheses, *terms_in(t)))
    return names({*FRESH, *(name for term in terms for name in term.names)})


def definitions(table: Names) -> str:
    """The symbols of scripts as Coq has them: each is a number of its own, to which a model gives a meaning."""
    found = (name for kernel, name in table.items() if kernel[0] in SYMBOLS)
    lines = (f"Definition {name} : positive := {number}%positive.\n" for number, name in enumerate(found, 1))
    return f"From Coq Require Import PArith.\n\n{''.join(lines)}"


def replay(claimed: Sequence[Claimed], table: Names, known: Mapping[Said, Sequent] = MappingProxyType({})) -> Replay:
    """The lemmas by which theorems of the kernel are proved again, rule by rule; others are ``known`` already."""
    p, lemmas = Shortening(table), Lemmas()
    full = Printer(table)
    proved: dict[Said, Sequent] = {}
    found = ChainMap(proved, dict(known))
    missing: dict[Said, str] = {}
    shapes: dict[str, tuple[Sequent, Shape]] = {}
    used: dict[str, Sequent] = {}
    lines: list[str] = []
    defined = beside = 0
    for theorem in walked((one.theorem for one in claimed), lambda theorem: said(theorem) in known):
        if said(theorem) in found:
            continue
        name = f"s{len(proved)}"
        try:
            own = shape(theorem, p)
        except NotSaid as problem:
            missing[said(theorem)] = str(problem)
            continue
        if own.text in shapes:
            other, its = shapes[own.text]
            sequent = Sequent(name, theorem, other.moves, other.valued)
            proof = instance(other, its, own, sequent, p)
        else:
            try:
                sequent, proof = _replayed(theorem, name, p, found, missing, lemmas)
            except NotSaid as problem:
                missing[said(theorem)] = str(problem)
                continue
            shapes[own.text] = sequent, own
        proved[said(theorem)] = sequent
        elsewhere = (known.get(said(premise)) for premise in premises(theorem))
        used |= {other.name: other for other in elsewhere if other is not None}
        statement = sequent.statement(p)
        lines += [*p.definitions[defined:], f"(* {theorem.rule} *)", *lemmas.since(beside)]
        defined, beside = len(p.definitions), len(lemmas)
        variables = " ".join(sequent.variables(p))
        lines.append(f"Lemma {sequent.name} : {statement}.")
        by = f"intros {variables}. {proof}" if proof.startswith("\n") else f"exact (fun {variables} => {proof})."
        lines.append(f"Proof. {by} Qed.")
    for one in claimed:
        if said(one.theorem) in known:
            used[known[said(one.theorem)].name] = known[said(one.theorem)]
    theorems, more = _stated([one for one in claimed if said(one.theorem) in found], found, full)
    gaps = (Gap(one.words, missing[said(one.theorem)]) for one in claimed if said(one.theorem) not in found)
    return Replay("\n".join([*lines, *more, ""]), theorems, tuple(gaps), proved, tuple(used.values()))


def _stated(
    claimed: Sequence[Claimed], found: Mapping[Said, Sequent], p: Printer
) -> tuple[tuple[Stated, ...], list[str]]:
    """The theorems that a script ends with, each by its lemma, and their lines."""
    theorems, lines = list[Stated](), list[str]()
    for one in claimed:
        sequent = found[said(one.theorem)]
        theorems.append(Stated(one.name, one.words, sequent.statement(p, lines=True)))
        lines += ["", f"(* {comment(one.words)} *)", str(theorems[-1]), f"Proof. exact {sequent.name}. Qed."]
    return tuple(theorems), [*lines, "", together(ALL, [one.name for one in theorems])] if theorems else lines


def together(name: str, theorems: Sequence[str]) -> str:
    """A definition that rests on all that theorems rest on; their statements are not said again."""
    return f"Definition {name} : True := {''.join(f'let _ := {theorem} in ' for theorem in theorems)}Logic.I."


def _replayed(
    theorem: Theorem,
    name: str,
    p: Printer,
    proved: Mapping[Said, Sequent],
    missing: Mapping[Said, str],
    lemmas: Lemmas,
) -> tuple[Sequent, str]:
    """One step: the lemma, and its proof.  Raises :class:`NotReplayed` where there is no lemma for it."""
    for premise in premises(theorem):
        if said(premise) not in proved:
            raise NotReplayed(missing[said(premise)])
    if theorem.rule not in ROWS:
        raise NotReplayed(f"the library has no lemma for the rule {theorem.rule}")
    step = Step(theorem, p, proved, lemmas)
    proof = ROWS[theorem.rule](step, *theorem.arguments)
    return Sequent(name, theorem, frozenset(step.needs), frozenset(step.valued)), proof
