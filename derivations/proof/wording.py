"""Reasons, assumptions and verdicts in words, with the mathematics written by the writer that is given."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from sympy import Symbol

from derivations.notation.latex import latex
from derivations.proof.derivation import (
    Chain,
    ChainRule,
    ConvexMinimum,
    DefinitionOf,
    Derivation,
    EqualityOf,
    Instance,
    Label,
    Step,
)
from derivations.proof.theory import Definition, Dependency, Domain, Given, Parts, Theory
from derivations.proof.verdict import Proved, Refuted, Unknown, Verdict

Write = Callable[[Any], str]


def reason(item: object, write: Write, within: str = "") -> str:
    """One item of a step's ``by`` in words; ``within`` is the derivation that the step belongs to."""
    match item:
        case Label(text):
            return text
        case DefinitionOf(what):
            return f"definition of {_named(what, write)}"
        case ChainRule():
            return "chain rule"
        case Given(claim, forall):
            return f"{write(claim)}{_for_all(forall, write)}"
        case ConvexMinimum():
            return "a convex function is smallest where its slope is 0"
        case Instance(fact, where):
            return f"{reason(fact, write, within)} for {_replacements(where, write)}"
        case EqualityOf(chain):
            return reason(chain, write, within)
        case Chain():
            return _chain(item, within)
        case Derivation():
            return item.name
        case Domain() | Definition() | Dependency() | Parts():
            return assumption(item, write)
    return str(item)


def reasons(step: Step, write: Write, within: str = "") -> list[str]:
    """A step's ``by`` in words."""
    words = [reason(item, write, within) for item in step.by]
    return [*words, step.because] if step.because else words


def reasons_latex(step: Step, within: str) -> str:
    r"""A step's ``by`` in LaTeX: words as text, the mathematics among them as mathematics."""
    return rf"\text{{{', '.join(reasons(step, lambda item: f'${latex(item)}$', within))}}}"


def _chain(chain: Chain, within: str) -> str:
    if chain.name != within:
        return chain.name
    return f"“{chain.title}”" if chain.title else "a line above"


def _replacements(where: Iterable[tuple[object, object]], write: Write) -> str:
    return ", ".join(f"{_named(old, write)} = {_named(new, write)}" for old, new in where)


def _named(what: object, write: Write) -> str:
    if hasattr(what, "args") and not isinstance(what, type):
        return write(what)
    return write(Symbol(getattr(what, "__name__", str(what))))


def _for_all(indices: Iterable[Any], write: Write) -> str:
    listed = ", ".join(write(index) + (f" in {index.range.name}" if index.range.name else "") for index in indices)
    return f" for all {listed}" if listed else ""


def assumption(item: object, write: Write) -> str:
    """An assumption of a theory in words."""
    match item:
        case Domain(of, low, high, low_open, high_open, whole):
            text = write(of)
            if low is not None:
                text = f"{write(low)} {'<' if low_open else '≤'} {text}"
            if high is not None:
                text = f"{text} {'<' if high_open else '≤'} {write(high)}"
            return f"{text}, whole" if whole else f"{text} real" if low is None and high is None else text
        case Definition(left, right):
            return f"{write(left)} := {write(right)}"
        case Dependency(of, on):
            return f"{write(of)} depends on {write(on)}"
        case Given(claim, forall):
            return f"{write(claim)}{_for_all(forall, write)}"
        case Parts(_, (one, other)):
            return f"the indices are made up of {one} and {other}"
    return str(item)


def assumptions(theory: Theory, write: Write) -> list[str]:
    """All assumptions of a theory that a reader wants to see: how the network hangs together is understood."""
    shown = [a for a in theory.assumptions if not isinstance(a, Dependency | Chain)]
    return [assumption(item, write) for item in shown]


def verdict_name(verdict: Verdict) -> str:
    """``proved``, ``refuted`` or ``unknown``."""
    return {Proved: "proved", Refuted: "refuted", Unknown: "unknown"}[type(verdict)]


def explanation(verdict: Verdict) -> str:
    """Why a step is not proved; empty if it is."""
    match verdict:
        case Refuted(counterexample):
            return f"false {counterexample}"
        case Unknown(why):
            return why
    return ""
