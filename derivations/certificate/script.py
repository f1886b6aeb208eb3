"""Scripts of Coq: one for each derivation, and the lemmas that they share."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from derivations.certificate.language.calculus import NoTranslation
from derivations.certificate.language.comments import comment
from derivations.certificate.lemmas.lemma import Lemma
from derivations.certificate.proofs.chain import ChainProof
from derivations.proof import Chain, Result
from derivations.proof.statements.chains import EqualityOf
from derivations.proof.statements.claim import EQUAL

ENGINE = """
   Checked with Coq 8.16 and Coquelicot 3.  For Rocq 9 write `From Stdlib' in place of `From Coq'. *)
"""
LIBRARY = ("Sums", "Calculus", "Neurons", "Network", "Tactics")
"""The library's files, each after those that it requires."""
HEADER = f"""From Coq Require Import Reals Lra Lia Arith FunctionalExtensionality.
From Coquelicot Require Import Coquelicot.
From Derivations Require Import {" ".join(LIBRARY)}."""
OTHERS = frozenset({*LIBRARY, "Reals", "Coquelicot"})
"""Names that scripts cannot have, as there are others of these names."""


@dataclass(frozen=True)
class Gap:
    """A chain that has no lemma, or a step that has no translation, and why."""

    chain: str
    reason: str


@dataclass(frozen=True)
class Theorem:
    """A theorem as it is stated; ``chain`` is what it says in the notation."""

    name: str
    statement: str
    chain: Chain


@dataclass(frozen=True)
class Script:
    """The script of one derivation: its text, what it defines and states, the scripts it uses, and what is missing."""

    derivation: Result
    module: str
    text: str
    definitions: tuple[str, ...]
    theorems: tuple[Theorem, ...]
    uses: tuple[str, ...]
    gaps: tuple[Gap, ...]


class Book:
    """The scripts of several derivations, and of those whose results they use."""

    def __init__(self) -> None:
        self._proofs: dict[int, ChainProof] = {}
        self._lemmas: dict[tuple[int, int | None], Lemma] = {}
        self._written: dict[int, list[str] | NoTranslation] = {}
        self._modules: dict[int, tuple[str, Result]] = {}

    def module(self, derivation: Result) -> str:
        """The name of a derivation's script, another one for each derivation."""
        if id(derivation) not in self._modules:
            name, taken = module_name(derivation), {name for name, _ in self._modules.values()} | OTHERS
            while name in taken:
                name = f"{name}_"
            self._modules[id(derivation)] = (name, derivation)
        return self._modules[id(derivation)][0]

    def derivation(self, module: str) -> Result:
        """The derivation of a script that another one uses."""
        return next(derivation for name, derivation in self._modules.values() if name == module)

    def lemma(self, fact: Chain | EqualityOf) -> Lemma:
        """The lemma of a chain, or of the equation with which it begins.  Raises :class:`NoTranslation`."""
        chain = fact.chain if isinstance(fact, EqualityOf) else fact
        written_out = self._lines(chain)
        if isinstance(written_out, NoTranslation):
            title = chain.title or str(chain.start)
            raise NoTranslation(f"the fact “{title}” of {chain.name}, which has none: {written_out}")
        return self._stated(fact)

    def _stated(self, fact: Chain | EqualityOf) -> Lemma:
        chain, steps = (fact.chain, len(fact.steps)) if isinstance(fact, EqualityOf) else (fact, None)
        if steps == len(chain.steps):
            steps = None
        key = (id(chain), steps)
        if key not in self._lemmas:
            self._lemmas[key] = self._proof(chain).lemma(steps, "_equation" if steps else "")
        return self._lemmas[key]

    def _proof(self, chain: Chain) -> ChainProof:
        if id(chain) not in self._proofs:
            number = chain.derivation.chains.index(chain) + 1
            self._proofs[id(chain)] = ChainProof(self, chain, self.module(chain.derivation), f"chain_{number}")
        return self._proofs[id(chain)]

    def _lines(self, chain: Chain) -> list[str] | NoTranslation:
        """The lemmas of a chain with their proofs, or why there are none."""
        if id(chain) not in self._written:
            self._written[id(chain)] = NoTranslation("it names itself as a fact")
            try:
                self._written[id(chain)] = list(self._chain(chain))
            except NoTranslation as problem:
                self._written[id(chain)] = problem
        return self._written[id(chain)]

    def _chain(self, chain: Chain) -> Iterator[str]:
        if not chain.steps:
            raise NoTranslation("a chain without a step")
        proof = self._proof(chain)
        made: list[tuple[Lemma, int | None]] = []
        relations = [step.claim.relation for step in chain.steps]
        if relations[0] == EQUAL and set(relations) != {EQUAL}:
            made.append((self._stated(chain.equality), len(chain.equality.steps)))
        made.append((self._stated(chain), None))
        yield f"(* {comment(chain.title or str(chain.start))} *)"
        for lemma, count in made:
            yield lemma.header()
            yield "Proof."
            yield from (f"  {line}" for line in proof.proof(lemma, count))
            yield "Qed."
            yield ""

    def script(self, derivation: Result) -> Script:
        """The script of a derivation: a lemma for each chain, and the results as theorems."""
        module = self.module(derivation)
        definitions: dict[str, str] = {}
        body: list[str] = []
        gaps: list[Gap] = []
        for chain in derivation.chains:
            title = chain.title or str(chain.start)
            lines = self._lines(chain)
            if isinstance(lines, NoTranslation):
                gaps.append(Gap(title, str(lines)))
                body += [
                    f"(* {comment(title)}: not translated, for want of a translation of {comment(str(lines))} *)",
                    "",
                ]
                continue
            for defined in self._proof(chain).model.defined.values():
                if definitions.setdefault(defined.name, defined.text) != defined.text:
                    gaps.append(Gap(title, f"{defined.name}, which is defined in two ways"))
            body += lines
        theorems = list(self._theorems(derivation, module))
        for theorem in theorems:
            body += [f"(* {comment(theorem.chain.title or derivation.title)} *)", theorem.statement,
                     f"Proof. exact {self._stated(theorem.chain).name}. Qed.", ""]  # fmt: skip
        uses = tuple(dict.fromkeys(name for chain in derivation.chains for name in self._modules_of(chain, module)))
        body += [f"Print Assumptions {theorem.name}." for theorem in theorems]
        source = f" ({comment(derivation.source)})" if derivation.source else ""
        required = [f"From Derivations Require {' '.join(uses)}."] if uses else []
        head = [f"(* {comment(derivation.title)}{source}", ENGINE, HEADER, *required, "Open Scope R_scope.", ""]
        defined_here = [*definitions.values(), ""] if definitions else []
        text_ = "\n".join([*head, *defined_here, *body, ""])
        return Script(derivation, module, text_, tuple(definitions.values()), tuple(theorems), uses, tuple(gaps))

    def _theorems(self, derivation: Result, module: str) -> Iterator[Theorem]:
        conclusions = derivation.conclusions
        for number, chain in enumerate(conclusions, 1):
            if not isinstance(self._lines(chain), NoTranslation):
                name = module.lower() if len(conclusions) == 1 else f"{module.lower()}_{number}"
                yield Theorem(name, self._stated(chain).header("Theorem", name), chain)

    def _modules_of(self, chain: Chain, own: str) -> Iterator[str]:
        lines = self._lines(chain)
        text_ = "" if isinstance(lines, NoTranslation) else "\n".join(lines)
        for name, _ in self._modules.values():
            if name != own and f"{name}.chain_" in text_:
                yield name


def module_name(derivation: Result) -> str:
    """The name of a derivation's script, as Coq has it.

    >>> from derivations import softmax_limit
    >>> module_name(softmax_limit)
    'Softmax_limit'
    """
    name = re.sub(r"\W", "_", derivation.name)
    if not re.match(r"[^\W\d_]", name):
        name = f"D{name}"
    return name[0].upper() + name[1:]
