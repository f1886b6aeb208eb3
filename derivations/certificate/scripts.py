"""Scripts of Coq: what is proved of a derivation, or of a document, proved again by the lemmas of the library."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from hashlib import sha256
from pathlib import PurePath
from typing import TypeAlias

from derivations.certificate.claims import Claims
from derivations.certificate.comments import comment
from derivations.certificate.coq import forbidden
from derivations.certificate.replay import LIBRARY, library
from derivations.certificate.replay.names import spelled
from derivations.certificate.replay.script import Gap, Part, Replay, Stated, definitions, numbered, replay, symbols
from derivations.certificate.replay.sequents import Said

HEADER = f"""
   qt M q_z [l; j] is the quantity z with these indices, app the value of a function or of its derivative, cnt a count,
   par a derivative, lm a limit from above; def says that a term has a value, Eq, Lt, Le and Ne are =, <, <= and <>;
   Made and MadeF say what something depends on, DefinesQ and DefinesF what it is.  World.v defines these words, and the
   others.
   Checked with Coq 8.16 and Coquelicot 3.  For Rocq 9 write `From Stdlib' in place of `From Coq'. *)

From Coq Require Import Reals ZArith Lia Lra List Bool PeanoNat.
From Coquelicot Require Import Coquelicot.
From Derivations Require Import {" ".join(LIBRARY)}."""
OPENED = "Import ListNotations.\nOpen Scope R_scope.\n"
LONGEST = 40
"""How many letters of a name are in that of a file."""
Refused: TypeAlias = "Mapping[str, Mapping[Said, str]]"
"""For the names of claims the sequents for which Coq has rejected the lemma, with the reason."""


@dataclass(frozen=True)
class Script:
    """A script: what it is of, the name of its file without the ending, how it begins, and what it is made of.

    >>> from derivations import sigmoid_derivative
    >>> from derivations.certificate import claims_of
    >>> from derivations.proof import Verifier
    >>> (script,) = scripts([claims_of(sigmoid_derivative, Verifier())]).scripts
    >>> [stated.name for stated in script.results], script.gaps
    (['t_sigmoid_derivative'], ())
    """

    claims: Claims
    module: str
    head: str
    made: Replay = field(repr=False)

    @cached_property
    def text(self) -> str:
        return f"{self.head}\n{self.made.text}"

    @cached_property
    def forbidden(self) -> list[str]:
        """The words in it for which Coq is not run."""
        return forbidden(self.text)

    @property
    def theorems(self) -> tuple[Stated, ...]:
        """What it states."""
        return self.made.theorems

    @property
    def results(self) -> tuple[Stated, ...]:
        """The theorems other than those that are lines of a chain."""
        return tuple(stated for stated in self.theorems if stated.name.startswith("t_"))

    @property
    def gaps(self) -> tuple[Gap, ...]:
        """What it has no theorem for."""
        return (*self.claims.gaps, *self.made.gaps)

    @property
    def uses(self) -> tuple[str, ...]:
        """The files of the scripts that it uses."""
        return tuple(dict.fromkeys(sequent.name.split(".")[0] for sequent in self.made.used))

    def part(self, line: int) -> Part | None:
        """The part to which a line belongs, counted from 1."""
        end = self.head.count("\n") + 1
        for part in self.made.parts if line > end else ():
            end += part.text.count("\n") + 1
            if line <= end:
                return part
        return None


@dataclass(frozen=True)
class Scripts:
    """Several scripts, each after those that it uses; ``refused`` is what they have no lemma for, with reasons.

    >>> from derivations import bp1, bp2
    >>> from derivations.certificate import claims_of
    >>> from derivations.proof import Verifier
    >>> len(scripts(claims_of(result, Verifier()) for result in (bp1, bp2)).scripts)
    2
    """

    scripts: tuple[Script, ...]
    refused: Refused = field(default_factory=dict)

    @property
    def texts(self) -> dict[str, str]:
        """The texts by the names of their files without the ending, in an order in which Coq takes them."""
        return {**library(), **{script.module: script.text for script in self.scripts}}

    def without(self, refused: Refused) -> Scripts:
        """The same without more that is refused, and what rests on it; what has nothing of that is not made anew."""
        both = {**self.refused, **{name: {**self.refused.get(name, {}), **more} for name, more in refused.items()}}
        old = {script.claims.name: script for script in self.scripts}
        return _made([script.claims for script in self.scripts], both, old, refused)


def scripts(claims: Iterable[Claims]) -> Scripts:
    """The scripts in which theorems of the kernel are proved again; what one of them has proved others use.

    Raises :class:`ValueError` if two have one name.

    >>> from derivations import sigmoid_derivative
    >>> from derivations.certificate import claims_of
    >>> from derivations.proof import Verifier
    >>> [script.module for script in scripts([claims_of(sigmoid_derivative, Verifier())]).scripts]
    ['D_sigmoid_derivative']
    """
    ordered = list(claims)
    twice = [name for name, often in Counter(one.name for one in ordered).items() if often > 1]
    if twice:
        raise ValueError(f"several have the name {twice[0]!r}: certificates are told apart by their names")
    return _made(_ordered({one.name: one for one in ordered}), {}, {}, {})


def _made(claims: Sequence[Claims], refused: Refused, old: Mapping[str, Script], changed: Collection[str]) -> Scripts:
    """The scripts; an old one is kept where neither it nor what is behind it is among the ``changed``."""
    by_name, modules = {one.name: one for one in claims}, file_names([one.name for one in claims])
    tables = {one.name: symbols([claimed.theorem for claimed in one.claimed]) for one in claims}
    related = {name for one in claims if one.uses for name in (one.name, *one.uses)}
    shared = numbered(table for name, table in tables.items() if name in related)
    found: dict[str, Script] = {}
    for one in claims:
        behind = _behind(one, by_name)
        if one.name in old and not {one.name, *behind} & set(changed):
            found[one.name] = old[one.name]
            continue
        left_out = {said: why for name in (*behind, one.name) for said, why in refused.get(name, {}).items()}
        known = {
            said: replace(sequent, name=f"{modules[name]}.{sequent.name}")
            for name in behind
            for said, sequent in found[name].made.proved.items()
            if said not in left_out
        }
        replayed = replay(one.claimed, tables[one.name], known, left_out)
        script = Script(one, modules[one.name], "", replayed)
        required = [f"From Derivations Require {' '.join(script.uses)}."] if script.uses else []
        numbers = shared if one.name in related else numbered([tables[one.name]])
        spoken = definitions(replayed.text, tables[one.name], numbers)
        head = "\n".join([f"(* {comment(one.title)}", HEADER, *required, OPENED, spoken])
        found[one.name] = replace(script, head=f"{head}\n")
    return Scripts(tuple(found.values()), refused)


def file_names(names: Collection[str]) -> dict[str, str]:
    """What the files of scripts are called: readable, with a prefix, so that it is no other name of Coq's.

    Where several would be called the same, or one nothing, a digest tells them apart.

    >>> file_names(["softmax-limit", "docs/a.md", "名"])
    {'softmax-limit': 'D_softmax_limit', 'docs/a.md': 'D_a_md', '名': 'D___51a5d681a99c0e3b'}
    """
    stems = {name: spelled(PurePath(name).name)[:LONGEST].strip("_") for name in names}
    often = Counter(stem.lower() for stem in stems.values())
    digests = {name: sha256(name.encode("utf-8", "surrogatepass")).hexdigest()[:16] for name in names}
    return {
        name: f"D_{stem}" if stem and often[stem.lower()] == 1 else f"D_{stem}__{digests[name]}"
        for name, stem in stems.items()
    }


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
