"""Scripts of Coq: what is proved of a derivation, or of a document, proved again by the lemmas of the library."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property

from derivations.certificate.claims import Claims, module_name
from derivations.certificate.comments import comment
from derivations.certificate.replay import LIBRARY, library
from derivations.certificate.replay.script import Gap, Replay, Stated, definitions, replay, symbols

HEADER = f"""
   Checked with Coq 8.16 and Coquelicot 3.  For Rocq 9 write `From Stdlib' in place of `From Coq'. *)

From Coq Require Import Reals ZArith Lia Lra List Bool PeanoNat.
From Coquelicot Require Import Coquelicot.
From Derivations Require Import {" ".join(LIBRARY)} Symbols."""
OPENED = "Import ListNotations.\nOpen Scope R_scope.\n"


@dataclass(frozen=True)
class Script:
    """A script: what it is of, its text, what it states, what is missing, and the files of the scripts that it uses."""

    claims: Claims
    text: str
    theorems: tuple[Stated, ...]
    gaps: tuple[Gap, ...]
    uses: tuple[str, ...]

    @property
    def results(self) -> tuple[Stated, ...]:
        """The theorems other than those that are lines of a chain."""
        return tuple(stated for stated in self.theorems if stated.name.startswith("t_"))


@dataclass(frozen=True)
class Scripts:
    """Several scripts, each after those that it uses, and the file with the symbols that they speak of."""

    symbols: str
    scripts: tuple[Script, ...]

    @cached_property
    def texts(self) -> dict[str, str]:
        """The texts by the names of their files without the ending, in an order in which Coq takes them."""
        return {**library(), "Symbols": self.symbols, **{s.claims.module: s.text for s in self.scripts}}


def scripts(claims: Iterable[Claims]) -> Scripts:
    """The scripts in which theorems of the kernel are proved again; what one of them has proved others use."""
    ordered = _ordered({one.name: one for one in claims})
    by_name = {one.name: one for one in ordered}
    table = symbols(one.theorem for claim in ordered for one in claim.claimed)
    made: dict[str, Replay] = {}
    found = list[Script]()
    for one in ordered:
        known = {
            said: replace(sequent, name=f"{module_name(name)}.{sequent.name}")
            for name in _behind(one, by_name)
            for said, sequent in made[name].proved.items()
        }
        replayed = made[one.name] = replay(one.claimed, table, known)
        uses = tuple(dict.fromkeys(sequent.name.split(".")[0] for sequent in replayed.used))
        required = [f"From Derivations Require {' '.join(uses)}."] if uses else []
        whole = "\n".join([f"(* {comment(one.title)}", HEADER, *required, OPENED, replayed.text])
        found.append(Script(one, whole, replayed.theorems, (*one.gaps, *replayed.gaps), uses))
    return Scripts(definitions(table), tuple(found))


def _ordered(claims: Mapping[str, Claims]) -> list[Claims]:
    """Each after those that it uses."""
    found: dict[str, Claims] = {}

    def add(one: Claims) -> None:
        for name in one.uses:
            if name in claims and name not in found:
                add(claims[name])
        found[one.name] = one

    for one in claims.values():
        add(one)
    return list(found.values())


def _behind(one: Claims, claims: Mapping[str, Claims]) -> list[str]:
    """The names of all that something uses, directly or by way of others."""
    found: dict[str, None] = {}
    for name in one.uses:
        if name in claims:
            found |= dict.fromkeys([*_behind(claims[name], claims), name])
    return list(found)
