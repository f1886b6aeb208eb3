"""A verdict on a step with the words for what it rests on, and the readings in which it is reached."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import inf

from derivations.document.discourse.conditions import Condition
from derivations.document.elaboration.glossary import Glossary
from derivations.document.obligations.outline import Chain
from derivations.document.results import UNKNOWN
from derivations.document.syntax.tokens import NotUnderstood
from derivations.proof import Given

NOTHING_SATISFIES = "if its assumptions can hold: no values that satisfy them were found"

RELATIONS = {"=": "equality", ":=": "equality", "≡": "equality", "<": "order", "≤": "order", ">": "order", "≥": "order",
             "≠": "order", "⟺": "equivalence", "⇒": "implication", "≈": "approximation"}  # fmt: skip


@dataclass
class Decision:
    """A verdict with the words for what it rests on."""

    verdict: str
    reason: str = ""
    hypotheses: tuple[str, ...] = ()
    conditional: tuple[str, ...] = ()
    counterexample: tuple[tuple[str, str], ...] | None = None
    values: tuple[str, str] | None = None
    kind: str = ""
    says_of: bool = False
    suggestion: str | None = None
    mended: str | None = None
    brings: frozenset[str] = frozenset()
    lacks: frozenset[str] = frozenset()
    about: frozenset[str] = frozenset()
    used: frozenset[str] = frozenset()
    determined: bool = False
    reduced: bool = False
    audit: tuple[int, int] | None = None
    proofs: tuple[str, ...] = ()
    tried: tuple[tuple[str, str, str], ...] = ()


@dataclass(frozen=True)
class Fact:
    """An equation that the text states of what nothing defines; what is only ``stated`` is a premise by a condition."""

    given: Given
    text: str
    stated: bool = True


@dataclass
class Reading:
    """One way to understand what a step speaks of; one that ``spares`` proves nothing, and keeps from refuting.

    With ``general`` equations of functions hold for all arguments.  With ``both`` a condition that gives another value
    to what is defined holds beside the definition.  With ``possible`` it is asked whether all that is assumed can hold:
    then that 1 = 0 is refuted.  Without ``refute`` no counterexample is looked for.  What is asked ``alone`` is whether
    a claim follows from the definitions.  ``numbers`` are letters that are numbers though they stand beside vectors.
    With ``far`` what stands without brackets reaches as far as it may.  ``until`` is when it is too late.
    """

    glossary: Glossary
    conditions: tuple[Condition, ...]
    name: str = ""
    facts: tuple[Fact, ...] = ()
    normalised: bool = False
    counting: bool = False
    spares: bool = False
    possible: bool = False
    general: bool = False
    both: bool = False
    refute: bool = True
    alone: bool = False
    numbers: frozenset[str] = frozenset()
    far: bool = True
    until: float = inf


def too_long(seconds: float) -> Decision:
    """A step that takes longer than it may."""
    return Decision(UNKNOWN, f"it took longer than {seconds:g} s", kind="timeout")


def not_understood(problem: NotUnderstood, chain: Chain, kind: str = "not-parsed") -> Decision:
    """A formula whose notation, or whose meaning, is not understood."""
    where = chain.placed.excerpt.position(problem.start)
    return Decision(UNKNOWN, f"not understood: {problem.what} (line {where.line}, column {where.column})", kind=kind)


def doubtful(reason: str) -> Decision:
    """What would be refuted, but for a doubt about how it is meant."""
    return Decision(UNKNOWN, reason, kind="ambiguous")


def not_seen(conditions: Sequence[str]) -> Decision:
    """What is false, but not under conditions that the text may mean."""
    texts = " and ".join(dict.fromkeys(conditions))
    reason = f"false as it stands, but no counterexample was found that satisfies {texts}, which the text mentions"
    return Decision(UNKNOWN, reason, kind="ambiguous")
