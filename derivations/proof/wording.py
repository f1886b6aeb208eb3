"""Reasons, assumptions and verdicts in words.

Words are a tuple: text as strings, and between them the mathematics, which each form of output writes in its own way.

>>> from derivations.notation import sigma
>>> from derivations.notation.text import text
>>> from derivations.proof.statements.reasons import definition_of
>>> reason(definition_of(sigma))
('definition of ', sigma)
>>> written(reason(definition_of(sigma)), text)
'definition of σ'
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from itertools import chain as joined
from typing import Any, TypeAlias

from sympy import Symbol

from derivations.notation.indices import Index
from derivations.notation.writing import Formula
from derivations.proof.statements.chains import Chain, ConvexMinimum, EqualityOf, Instance, Result, Step
from derivations.proof.statements.reasons import ChainRule, DefinitionOf, Label
from derivations.proof.statements.theory import Definition, Dependency, Domain, Given, Parts, Theory
from derivations.proof.statements.verdict import Proved, Refuted, SideCondition, Unknown, Verdict

Words: TypeAlias = tuple[Any, ...]
Write = Callable[[Any], str]


class Reference(str):
    """The name of a derivation, where one speaks of it."""

    __slots__ = ()


def written(words: Words | str, maths: Write, plain: Callable[[str], str] = str) -> str:
    """Words as one string: the text by ``plain``, the mathematics by ``maths``."""
    pieces = (words,) if isinstance(words, str) else words
    return "".join(plain(piece) if isinstance(piece, str) else maths(piece) for piece in pieces)


def listed(items: Iterable[Words], separator: str = ", ") -> Words:
    """Several words, separated.

    >>> listed([("a",), ("b", "c")])
    ('a', ', ', 'b', 'c')
    """
    return tuple(joined.from_iterable(((separator,) if i else ()) + item for i, item in enumerate(items)))


def reason(item: object, within: str = "") -> Words:
    """One item of a step's ``by`` in words; ``within`` is the derivation that the step belongs to."""
    match item:
        case Label(text):
            return (text,)
        case DefinitionOf(what):
            return ("definition of ", _named(what))
        case ChainRule():
            return ("chain rule",)
        case Given(claim, forall):
            return (claim, *_for_all(forall))
        case ConvexMinimum():
            return ("a convex function is smallest where its slope is 0",)
        case Instance(fact, where):
            return (*reason(fact, within), " for ", *_replacements(where))
        case EqualityOf(chain):
            return reason(chain, within)
        case Chain():
            return (_chain(item, within),)
        case Result():
            return (Reference(item.name),)
        case Domain() | Definition() | Dependency() | Parts():
            return assumption(item)
    return (str(item),)


def reasons(step: Step, within: str = "") -> list[Words]:
    """A step's ``by`` in words."""
    found = [reason(item, within) for item in step.by]
    return [*found, (step.because,)] if step.because else found


def _chain(chain: Chain, within: str) -> str:
    if chain.name != within:
        return Reference(chain.name)
    return f"“{chain.title}”" if chain.title else "a line above"


def _replacements(where: Iterable[tuple[object, object]]) -> Words:
    return listed([(Formula(_named(old), "=", _named(new)),) for old, new in where])


def _named(what: object) -> object:
    if hasattr(what, "args") and not isinstance(what, type):
        return what
    return Symbol(getattr(what, "__name__", str(what)))


def _for_all(variables: Iterable[Any]) -> Words:
    members = [
        (Formula(i, "∈", Symbol(i.range.name)) if isinstance(i, Index) and i.range.name else i,) for i in variables
    ]
    return (" for all ", *listed(members)) if members else ()


def assumption(item: object) -> Words:
    """An assumption of a theory in words.

    >>> from sympy import Symbol
    >>> from derivations.notation.text import text
    >>> from derivations.proof.statements.theory import between, reals, whole
    >>> u = Symbol("u")
    >>> for item in (*reals(u), whole(u, 1), whole(u, 2), between(0, u, 1)):
    ...     print(written(assumption(item), text))
    u is real
    u is a positive integer
    u ≥ 2, an integer
    0 < u < 1
    """
    match item:
        case Domain(of, low, None, False, _, True) if low in (0, 1):
            return (of, " is a positive integer" if low == 1 else " is a non-negative integer")
        case Domain(of, low, high, low_open, high_open, whole):
            below = () if low is None else (low, "<" if low_open else "≤")
            above = () if high is None else ("<" if high_open else "≤", high)
            if not below and not above:
                return (of, " is an integer" if whole else " is real")
            if not above:
                below, above = (), (">" if low_open else "≥", low)
            return (Formula(*below, of, *above), *((", an integer",) if whole else ()))
        case Definition(left, right):
            return (Formula(left, ":=", right),)
        case Dependency(of, on):
            return (of, " depends on ", on)
        case Given(claim, forall):
            return (claim, *_for_all(forall))
        case Parts(_, (one, other)):
            return (Symbol(str(one)), " and ", Symbol(str(other)), " partition the indices")
    return (str(item),)


def assumptions(theory: Theory) -> list[Words]:
    """All assumptions of a theory that a reader wants to see: how the network hangs together is understood."""
    return [assumption(a) for a in theory.assumptions if not isinstance(a, Dependency | Chain)]


def further_assumptions(chain: Chain) -> list[Words]:
    """What a chain assumes beside what its derivation does."""
    common = assumptions(chain.derivation.theory)
    return [found for found in assumptions(chain.theory) if found not in common]


def side_condition(condition: SideCondition) -> Words:
    """A side condition in words, as a formula."""
    return (Formula(condition.expression, condition.relation, "0"),)


def counted(number: int, what: str) -> str:
    """A number of things.

    >>> counted(1, "step"), counted(3, "step")
    ('1 step', '3 steps')
    """
    return f"{number} {what}{'' if number == 1 else 's'}"


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
