"""Theorems: hypotheses ⊢ claim, made by the rules of this package and by nothing else.

A rule is a function marked :func:`rule` that gives back hypotheses and a claim.  What it needs as a condition (a
divisor that is not 0, an index that lies in its set) it either takes as theorems or returns as a hypothesis, for
:func:`cut` to discharge; it never asks anybody whether something is known.  A theorem keeps the rule and the
arguments that it was made from.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any, TypeAlias

from flint import fmpq

from derivations.kernel.terms import (
    PROPOSITION,
    REAL,
    SIGNATURES,
    IllFormed,
    Term,
    both,
    closed,
    distinct,
    for_all,
    for_all_reals,
    member,
    opened,
    parts,
    renamed,
    replaced_indices,
    replaced_quantities,
    rest,
    same,
)

Sequent: TypeAlias = "tuple[Iterable[Term], Term]"
_KEY = object()


class NotApplicable(Exception):
    """A rule's arguments are not what it is about; the text says what was expected and what was found."""

    def __str__(self) -> str:
        template, *found = self.args
        return str(template).format(*found) if found else str(template)


class Theorem:
    """A claim that follows from hypotheses.

    >>> from derivations.kernel.terms import ONE, equal
    >>> Theorem(None, frozenset(), equal(ONE, ONE), "guess", ())
    Traceback (most recent call last):
        ...
    TypeError: only a rule of the kernel makes a theorem
    """

    __slots__ = ("arguments", "claim", "hypotheses", "rule")
    hypotheses: frozenset[Term]
    claim: Term
    rule: str
    arguments: tuple[Any, ...]

    def __init__(
        self, key: object, hypotheses: frozenset[Term], claim: Term, rule: str, arguments: tuple[Any, ...]
    ) -> None:
        if key is not _KEY:
            raise TypeError("only a rule of the kernel makes a theorem")
        put = object.__setattr__
        put(self, "hypotheses", hypotheses)
        put(self, "claim", claim)
        put(self, "rule", rule)
        put(self, "arguments", arguments)

    def __setattr__(self, name: str, value: object) -> None:
        raise AttributeError("a theorem does not change")

    def __reduce__(self) -> str:
        raise TypeError("a theorem is not stored: prove it again")

    def __init_subclass__(cls) -> None:
        raise TypeError("Theorem has no subclasses")

    def __repr__(self) -> str:
        return f"<{', '.join(sorted(map(str, self.hypotheses)))} ⊢ {self.claim}>"


RULES: dict[str, Callable[..., Theorem]] = {}
"""The rules by their names."""


def rule(function: Callable[..., Sequent]) -> Callable[..., Theorem]:
    """Make a function that gives back hypotheses and a claim a rule of the kernel.

    Its arguments are plain values, so that what was checked is what the theorem is about, and what it gives back are
    closed propositions.
    """

    def apply(*arguments: Any) -> Theorem:
        plain = tuple(map(_plain, arguments))
        hypotheses, claim = function(*plain)
        found = frozenset(hypotheses)
        for proposition in (claim, *found):
            if type(proposition) is not Term or SIGNATURES[proposition.op].makes != PROPOSITION or proposition.loose:
                raise IllFormed(f"{function.__name__}: expected a closed proposition, found {proposition}")
        return Theorem(_KEY, found, claim, function.__name__, plain)

    apply.__name__, apply.__doc__ = function.__name__, function.__doc__
    RULES[function.__name__] = apply
    return apply


PLAIN = (Term, Theorem, str, int, bool, fmpq, type(None))


def _plain(argument: Any) -> Any:
    kind = type(argument)
    if kind in PLAIN:
        return argument
    if kind is tuple or kind is list:
        return tuple(map(_plain, argument))
    if kind is frozenset or kind is set:
        return frozenset(map(_plain, argument))
    raise IllFormed(f"expected terms, theorems, names and numbers, found {argument!r}")


def expect(condition: bool, message: str, *found: object) -> None:
    """Raise :class:`NotApplicable` where a rule's condition is not met; ``found`` fills the places in the message."""
    if not condition:
        raise NotApplicable(message, *found)


# -- hypotheses


@rule
def assume(proposition: Term) -> Sequent:
    """``p ⊢ p``"""
    return {proposition}, proposition


@rule
def cut(theorem: Theorem, *lemmas: Theorem) -> Sequent:
    """From ``Γ, p ⊢ q`` and ``Δ ⊢ p`` follows ``Γ, Δ ⊢ q``."""
    left, more = set(theorem.hypotheses), set[Term]()
    for lemma in lemmas:
        left.discard(lemma.claim)
        more |= lemma.hypotheses
    return left | more, theorem.claim


@rule
def split_cases(theorem: Theorem, other: Theorem, one: Term, two: Term) -> Sequent:
    """From ``Γ, i = j ⊢ p`` and ``Δ, i ≠ j ⊢ p`` follows ``Γ, Δ ⊢ p``."""
    expect(
        theorem.claim is other.claim, "expected the same claim in both cases, found {}, {}", theorem.claim, other.claim
    )
    return (theorem.hypotheses - {same(one, two)}) | (other.hypotheses - {distinct(one, two)}), theorem.claim


@rule
def split_parts(theorem: Theorem, other: Theorem, point: Term, over: Term, inside: Term) -> Sequent:
    """From ``Γ, i ∈ M ⊢ p`` and ``Δ, i ∈ S∖M ⊢ p`` follows ``Γ, Δ, i ∈ S ⊢ p``; M is a part of S."""
    expect(
        theorem.claim is other.claim, "expected the same claim in both cases, found {}, {}", theorem.claim, other.claim
    )
    expect(inside.op == "part" and inside.args[1] is over, "{} is not a part of {}", inside, over)
    one, two = member(point, inside), member(point, rest(inside))
    return (theorem.hypotheses - {one}) | (other.hypotheses - {two}) | {member(point, over)}, theorem.claim


# -- instances


def _pinned(terms: Iterable[Term]) -> set[str]:
    """The quantities that must not be replaced: those differentiated by, and those whose structure is stated."""
    found: set[str] = set()
    for term in terms:
        for here in parts(term):
            if here.op in ("partial", "independent", "lim", "tends", "near"):
                found |= here.args[1].names
                if here.op == "independent" and here.args[0].op == "quantity":
                    found.add("q" + here.args[0].args[0])
            elif here.op in ("through", "structure", "depends", "defines"):
                found |= here.names
            elif here.op == "smooth" and len(here.args) == 2:
                found |= here.args[1].names
    return found


@rule
def instantiate(theorem: Theorem, where: tuple[tuple[str, Term], ...]) -> Sequent:
    """Index variables replaced by index terms, in the hypotheses and the claim."""
    given = dict(where)
    expect(all(new.loose == 0 for new in given.values()), "an index term has bound variables of its own: {}", given)
    return (
        {replaced_indices(h, given) for h in theorem.hypotheses},
        replaced_indices(theorem.claim, given),
    )


@rule
def substitute(theorem: Theorem, where: tuple[tuple[Term, Term], ...]) -> Sequent:
    """Quantities without indices replaced by real terms, in the hypotheses and the claim.

    A quantity by which is differentiated, or of whose structure a hypothesis speaks, is not replaced: let one without
    be a name for the term that is put in, and the theorem speaks of that name.
    """
    given = dict(where)
    pinned = _pinned([*theorem.hypotheses, theorem.claim])
    for old, new in given.items():
        kinds = ("quantity",) if old.op == "quantity" else ("count",)
        expect(
            old.op in ("quantity", "count") and len(old.args) == 1, "expected a quantity without indices, found {}", old
        )
        expect(old.op == "quantity" or new.op in kinds, "expected a count to put in for {}, found {}", old, new)
        expect("q" + old.args[0] not in pinned, "{} is differentiated by, or has a structure", old)
        expect(new.loose == 0 and SIGNATURES[new.op].makes == REAL, "expected a closed real term, found {}", new)
    return (
        {replaced_quantities(h, given) for h in theorem.hypotheses},
        replaced_quantities(theorem.claim, given),
    )


@rule
def rename(theorem: Theorem, where: tuple[tuple[str, str], ...]) -> Sequent:
    """Functions and families of quantities renamed, each to one of its kind, in the hypotheses and the claim.

    What is defined or differentiated by is renamed only to a name that does not occur in the theorem.
    """
    given = dict(where)
    everything = [*theorem.hypotheses, theorem.claim]
    pinned, taken = _pinned(everything), frozenset[str]().union(*(term.names for term in everything))
    for old, new in given.items():
        expect(old[0] == new[0] and old[0] in "qf", "{} and {} are not of one kind", old, new)
        unused = new not in taken and list(given.values()).count(new) == 1
        defined_here = any(h.op == "structure" and h.args[0] == old for h in theorem.hypotheses)
        expect(unused or (not defined_here and old[0] == "f") or old not in pinned, "{} occurs already", new)
    return {renamed(h, given) for h in theorem.hypotheses}, renamed(theorem.claim, given)


# -- quantifiers over indices and real numbers


def generalized(hypotheses: Iterable[Term], variable: Term, over: Term) -> set[Term]:
    """Hypotheses about one index of a set as hypotheses about all of them; that it lies in the set falls away."""
    name = "i" + variable.args[0]
    expect(name not in over.names, "the set {} depends on {}", over, variable)
    inside = member(variable, over)
    return {for_all(over, closed(h, variable)) if name in h.names else h for h in hypotheses if h is not inside}


@rule
def generalize(theorem: Theorem, variable: Term, over: Term) -> Sequent:
    """From ``Γ, k ∈ S ⊢ p(k)`` follows ``Γ' ⊢ ∀ i ∈ S: p(i)``; a hypothesis about k has to hold for all of S."""
    expect(
        isinstance(variable.args[0], str) and variable.args[1] == 0, "expected an index variable, found {}", variable
    )
    return generalized(theorem.hypotheses, variable, over), for_all(over, closed(theorem.claim, variable))


@rule
def specialize(theorem: Theorem, point: Term) -> Sequent:
    """From ``Γ ⊢ ∀ i ∈ S: p(i)`` follows ``Γ, k ∈ S ⊢ p(k)``."""
    expect(theorem.claim.op == "all", "expected a claim for all indices, found {}", theorem.claim)
    over, body = theorem.claim.args
    return {*theorem.hypotheses, member(point, over)}, opened(body, point)


@rule
def generalize_real(theorem: Theorem, variable: Term) -> Sequent:
    """From ``Γ ⊢ p(u)`` follows ``Γ ⊢ ∀ v ∈ ℝ: p(v)``; no hypothesis speaks of u but that it has a value."""
    expect(variable.op == "quantity" and len(variable.args) == 1, "expected a quantity, found {}", variable)
    name = "q" + variable.args[0]
    free = [
        h
        for h in theorem.hypotheses
        if name in h.names and not (h.op in ("defined", "smooth") and h.args == (variable,))
    ]
    expect(not free, "a hypothesis speaks of {}: {}", variable, free[:1])
    expect(name not in _pinned([theorem.claim]), "{} is differentiated by", variable)
    return {h for h in theorem.hypotheses if name not in h.names}, for_all_reals(closed(theorem.claim, variable))


@rule
def conjoin(*theorems: Theorem) -> Sequent:
    """From ``Γ ⊢ p`` and ``Δ ⊢ q`` follows ``Γ, Δ ⊢ p and q``."""
    return frozenset[Term]().union(*(t.hypotheses for t in theorems)), both(*(t.claim for t in theorems))
