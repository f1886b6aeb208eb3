"""Scripts: a lemma for each sequent of a proof, in the order in which they are made from one another."""

from __future__ import annotations

import re
from collections import ChainMap
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import count
from types import MappingProxyType
from typing import NamedTuple

from derivations.certificate.comments import comment
from derivations.certificate.replay.layout import laid_out
from derivations.certificate.replay.lemmas import Lemmas
from derivations.certificate.replay.names import Names, described, names
from derivations.certificate.replay.printing import NotSaid, Printer
from derivations.certificate.replay.rows.table import ROWS
from derivations.certificate.replay.sequents import Said, Sequent, names_in, said
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
        opening, _, said = self.statement.partition(",\n  ")
        hypotheses = " ->\n  ".join(laid_out(one, 2) for one in said.split(" ->\n  "))
        return f"Theorem {self.name} : {laid_out(opening, 2)},\n  {hypotheses}."


@dataclass(frozen=True)
class Gap:
    """What a script has no theorem for, and why."""

    words: str
    reason: str


class Part(NamedTuple):
    """The lemma of a sequent, or a theorem: what it says, ``by`` what it is made, and its text with what it needs."""

    said: Said
    by: str
    text: str


@dataclass(frozen=True)
class Replay:
    """What a script is made of: its parts; its theorems, what is missing, and what was proved.

    ``proved`` are the sequents for which the script has a lemma, ``used`` those of which another one has it.
    """

    parts: tuple[Part, ...] = ()
    theorems: tuple[Stated, ...] = ()
    gaps: tuple[Gap, ...] = ()
    proved: Mapping[Said, Sequent] = field(default_factory=dict)
    used: tuple[Sequent, ...] = ()

    @property
    def text(self) -> str:
        """The lemmas and theorems, and what the theorems are called together."""
        last = ["", together(ALL, [one.name for one in self.theorems])] if self.theorems else []
        return "\n".join([*(part.text for part in self.parts), *last, ""])


def symbols(theorems: Sequence[Theorem]) -> Names:
    """A name in a script for each name of the kernel that the proofs of its theorems speak of."""
    terms = (term for t in walked(theorems) for term in (t.claim, *t.hypotheses, *terms_in(t)))
    stated = frozenset[str]().union(*map(names_in, theorems))
    return names({*FRESH, *(name for term in terms for name in term.names)}, stated)


def definitions(text: str, table: Names, numbers: Mapping[str, int]) -> str:
    """The symbols of a script, with what the text calls them: each is a number, to which a model gives a meaning.

    ``numbers`` are the same in all scripts of which one uses another.
    """
    spoken = set(re.findall(r"\b[qnfs]_\w*'*", text))
    return "\n".join(
        f"Definition {name} : positive := {numbers[kernel]}%positive.  (* {comment(described(kernel))} *)"
        for kernel, name in table.items()
        if kernel[0] in SYMBOLS and name in spoken
    )


def numbered(tables: Iterable[Names]) -> dict[str, int]:
    """A number for each symbol of some scripts."""
    found = dict.fromkeys(kernel for table in tables for kernel in table if kernel[0] in SYMBOLS)
    return {kernel: number for number, kernel in enumerate(found, 1)}


def replay(
    claimed: Sequence[Claimed],
    table: Names,
    known: Mapping[Said, Sequent] = MappingProxyType({}),
    refused: Mapping[Said, str] = MappingProxyType({}),
) -> Replay:
    """The lemmas by which theorems of the kernel are proved again, rule by rule; others are ``known`` already.

    What is ``refused``, with the reason, gets no lemma, and nothing that rests on it.
    """
    p, lemmas = Shortening(table), Lemmas()
    full = Printer(table)
    proved: dict[Said, Sequent] = {}
    found = ChainMap(proved, dict(known))
    missing = dict(refused)
    numbers = count()
    shapes: dict[str, tuple[Sequent, Shape]] = {}
    used: dict[str, Sequent] = {}
    parts: list[Part] = []
    defined = beside = 0
    for theorem in walked((one.theorem for one in claimed), lambda theorem: said(theorem) in known):
        if said(theorem) in found:
            continue
        name = f"s{next(numbers)}"  # as it is called whatever is refused
        if said(theorem) in refused:
            continue
        try:
            own = shape(theorem, p)
            if own.text in shapes:
                other, its = shapes[own.text]
                sequent = Sequent(name, theorem, other.moves, other.valued)
                proof = instance(other, its, own, sequent, p)
            else:
                sequent, proof = _replayed(theorem, name, p, found, missing, lemmas)
                shapes[own.text] = sequent, own
        except NotSaid as problem:
            missing[said(theorem)] = str(problem)
            lemmas.forget(beside)
            continue
        proved[said(theorem)] = sequent
        elsewhere = (known.get(said(premise)) for premise in premises(theorem))
        used |= {other.name: other for other in elsewhere if other is not None}
        statement = sequent.statement(p)
        lines = [*p.definitions[defined:], f"(* {theorem.rule} *)", *lemmas.since(beside)]
        defined, beside = len(p.definitions), len(lemmas)
        variables = " ".join(sequent.variables(p))
        by = f"intros {variables}. {proof}" if proof.startswith("\n") else f"exact (fun {variables} => {proof})."
        lines += [f"Lemma {sequent.name} : {statement}.", f"Proof. {by} Qed."]
        parts.append(Part(said(theorem), f"the lemma by the rule {theorem.rule}", "\n".join(lines)))
    for one in claimed:
        if said(one.theorem) in known:
            used[known[said(one.theorem)].name] = known[said(one.theorem)]
    theorems, gaps = list[Stated](), list[Gap]()
    for one in claimed:
        if said(one.theorem) not in found:
            gaps.append(Gap(one.words, missing[said(one.theorem)]))
            continue
        sequent = found[said(one.theorem)]
        theorems.append(Stated(one.name, one.words, sequent.statement(full, lines=True)))
        lines = ["", f"(* {comment(one.words)} *)", str(theorems[-1]), f"Proof. exact {sequent.name}. Qed."]
        parts.append(Part(said(one.theorem), "the theorem", "\n".join(lines)))
    return Replay(tuple(parts), tuple(theorems), tuple(gaps), proved, tuple(used.values()))


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
