"""Theorems: hypotheses ⊢ claim, made by the rules of this package and by nothing else.

A rule is a function marked :func:`rule` that gives back hypotheses and a claim.  What it needs as a condition (a
divisor that is not 0, an index that lies in its set) it either takes as theorems or returns as a hypothesis, for
:func:`cut` to discharge; it never asks anybody whether something is known.  A theorem keeps the rule and the
arguments that it was made from.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from types import MappingProxyType
from typing import Any, TypeAlias

from flint import fmpq

from derivations.kernel import terms as k
from derivations.kernel.terms import FITS, IllFormed, Term

Sequent: TypeAlias = "tuple[Iterable[Term], Term]"
_KEY = object()


class NotApplicable(Exception):
    """A rule's arguments are not what it is about; the text says what was expected and what was found.

    >>> from derivations.kernel.algebra import field
    >>> from derivations.kernel.terms import ONE, ZERO
    >>> try:
    ...     field(ONE, ZERO)
    ... except NotApplicable as problem:
    ...     print(problem)
    not an identity: number(1) = number(0)
    """

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

    def __init__(self, key: object, *parts: Any) -> None:
        if key is not _KEY:
            raise TypeError("only a rule of the kernel makes a theorem")
        for name, value in zip(("hypotheses", "claim", "rule", "arguments"), parts, strict=True):
            object.__setattr__(self, name, value)

    def __setattr__(self, name: str, value: object) -> None:
        raise AttributeError("a theorem does not change")

    def __reduce__(self) -> str:
        raise TypeError("a theorem is not stored: prove it again")

    def __init_subclass__(cls) -> None:
        raise TypeError("Theorem has no subclasses")

    def __repr__(self) -> str:
        claim = str(self.claim)
        return f"<{len(self.hypotheses)} hypotheses ⊢ {claim if len(claim) <= 200 else claim[:200] + ' ...'}>"


_rules: dict[str, Callable[..., Theorem]] = {}
RULES: Mapping[str, Callable[..., Theorem]] = MappingProxyType(_rules)
"""The rules by their names."""
_complete = False


def complete_rules() -> None:
    """There are no rules but those of this package, once it is imported."""
    global _complete  # noqa: PLW0603
    _complete = True


def rule(function: Callable[..., Sequent]) -> Callable[..., Theorem]:
    """Make a function that gives back hypotheses and a claim a rule of the kernel.

    Its arguments are plain values, so that what was checked is what the theorem is about, and what it gives back are
    closed propositions.  Raises :class:`TypeError` where it is not in this package.

    >>> "field" in RULES
    True
    >>> rule(lambda: ((), ()))
    Traceback (most recent call last):
        ...
    TypeError: the kernel's rules are complete: prove it with those that there are
    """
    if _complete:
        raise TypeError("the kernel's rules are complete: prove it with those that there are")

    def apply(*arguments: Any) -> Theorem:
        plain = tuple(map(_plain, arguments))
        hypotheses, claim = function(*plain)
        found = frozenset(hypotheses)
        for proposition in (claim, *found):
            if not FITS[k.PROPOSITION](proposition) or proposition.loose:
                raise IllFormed(f"{function.__name__}: expected a closed proposition, found {proposition}")
        return Theorem(_KEY, found, claim, function.__name__, plain)

    apply.__name__, apply.__doc__ = function.__name__, function.__doc__
    _rules[function.__name__] = apply
    return apply


PLAIN = (Term, Theorem, str, int, bool, fmpq, type(None))
FROZEN: Mapping[type, type] = MappingProxyType({tuple: tuple, list: tuple, frozenset: frozenset, set: frozenset})


def _plain(argument: Any) -> Any:
    if type(argument) in FROZEN:
        return FROZEN[type(argument)](map(_plain, argument))
    if type(argument) not in PLAIN:
        raise IllFormed(f"expected terms, theorems, names and numbers, found {argument!r}")
    return argument


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
    left = theorem.hypotheses - {lemma.claim for lemma in lemmas}
    return left.union(*(lemma.hypotheses for lemma in lemmas)), theorem.claim


OPPOSITE: Mapping[str, Callable[[Term, Term], Term]] = MappingProxyType(
    {"same": k.distinct, "=": k.unequal, "in": lambda point, part: k.member(point, k.rest(part))}
)
"""What holds where a proposition does not; of ``i ∈ M`` for a part M of S, where ``i ∈ S``."""


@rule
def split_cases(theorem: Theorem, other: Theorem, case: Term) -> Sequent:
    """From ``Γ, p ⊢ r`` and ``Δ, not p ⊢ r`` follows ``Γ, Δ ⊢ r``.

    p is ``i = j`` for two indices, ``s = t`` for two real terms, which denote numbers whether or not they are defined,
    or ``i ∈ M`` for a part M of a set S: then r follows under the further hypothesis ``i ∈ S``.
    """
    expect(theorem.claim is other.claim, "the cases have different claims: {} and {}", theorem.claim, other.claim)
    expect(case.op in OPPOSITE, "{} has no opposite", case)
    left = (theorem.hypotheses - {case}) | (other.hypotheses - {OPPOSITE[case.op](*case.args)})
    return (left | {k.member(case.args[0], case.args[1].args[1])} if case.op == "in" else left), theorem.claim


# -- instances


def fixed_names(theorem: Theorem) -> set[str]:
    """The names that do not stand for any quantity or function: of what is differentiated by, or has a structure.

    A quantity that only a structure of another one speaks of is one of them, too; a function is not.
    """
    found: set[str] = set()
    for here in (part for term in (*theorem.hypotheses, theorem.claim) for part in k.parts(term)):
        if here.op in ("through", "structure", "depends", "defines"):
            found |= {name for name in here.names if name[0] == "q" or name == here.args[0]}
        elif here.op in ("partial", "independent", "lim", "tends", "near", "smooth"):
            spoken_of = here.args[0 if here.op == "independent" else 1 : 2]
            found |= {"q" + term.args[0] for term in spoken_of if term.op == "quantity"}
    return found


@rule
def substitute(theorem: Theorem, where: tuple[tuple[Term, Term], ...]) -> Sequent:
    """Variables replaced in the hypotheses and the claim: by index terms, by counts, and quantities by real terms.

    What is replaced is an index variable, or has no indices.  A quantity by which is differentiated, or of whose
    structure a hypothesis speaks, is not replaced: let one without be a name for the term that is put in, and the
    theorem speaks of that name.
    """
    given, fixed = dict(where), fixed_names(theorem)
    for old, new in given.items():
        variable = FITS[k.FREE](old) or (old.op in ("quantity", "count") and len(old.args) == 1)
        expect(variable, "expected an index variable, or a quantity without indices, found {}", old)
        fits = new.op == old.op or (old.op == "quantity" and FITS[k.REAL](new))
        expect(fits and new.loose == 0, "expected a closed term to put in for the {} {}, found {}", old.op, old, new)
        expect(old.names.isdisjoint(fixed), "{} is differentiated by, or has a structure", old)
    return {k.replaced(h, given) for h in theorem.hypotheses}, k.replaced(theorem.claim, given)


@rule
def rename(theorem: Theorem, where: tuple[tuple[str, str], ...]) -> Sequent:
    """Functions and families of quantities renamed, each to one of its kind, in the hypotheses and the claim.

    What is defined or differentiated by is renamed only to a name that does not occur in the theorem.
    """
    given, fixed = dict(where), fixed_names(theorem)
    taken = theorem.claim.names.union(*(h.names for h in theorem.hypotheses))
    for old, new in given.items():
        expect(old[0] == new[0] and old[0] in "qf", "{} and {} are not of one kind", old, new)
        unused = new not in taken and list(given.values()).count(new) == 1
        expect(unused or old not in fixed, "{} occurs already", new)
    return {k.renamed(h, given) for h in theorem.hypotheses}, k.renamed(theorem.claim, given)


# -- quantifiers over indices and real numbers


def generalized(hypotheses: Iterable[Term], variable: Term, over: Term) -> set[Term]:
    """Hypotheses about one index of a set as hypotheses about all of them; that it lies in the set falls away."""
    expect(FITS[k.FREE](variable), "expected an index variable, found {}", variable)
    expect(variable.names.isdisjoint(over.names), "the set {} depends on {}", over, variable)
    left = set(hypotheses) - {k.member(variable, over)}
    return {h if variable.names.isdisjoint(h.names) else k.for_all(over, k.closed(h, variable)) for h in left}


@rule
def generalize(theorem: Theorem, variable: Term, over: Term) -> Sequent:
    """From ``Γ, k ∈ S ⊢ p(k)`` follows ``Γ' ⊢ ∀ i ∈ S: p(i)``; a hypothesis about k has to hold for all of S."""
    return generalized(theorem.hypotheses, variable, over), k.for_all(over, k.closed(theorem.claim, variable))


@rule
def specialize(theorem: Theorem, point: Term) -> Sequent:
    """From ``Γ ⊢ ∀ i ∈ S: p(i)`` follows ``Γ, k ∈ S ⊢ p(k)``."""
    expect(theorem.claim.op == "all", "expected a claim for all indices, found {}", theorem.claim)
    over, body = theorem.claim.args
    return {*theorem.hypotheses, k.member(point, over)}, k.opened(body, point)


@rule
def generalize_real(theorem: Theorem, variable: Term) -> Sequent:
    """From ``Γ ⊢ p(u)`` follows ``Γ ⊢ ∀ v ∈ ℝ: p(v)``; no hypothesis speaks of u but that it has a value."""
    left = theorem.hypotheses - {k.defined(variable), k.smooth(variable)}
    for hypothesis in left:
        expect(variable.names.isdisjoint(hypothesis.names), "a hypothesis speaks of {}: {}", variable, hypothesis)
    expect(variable.names.isdisjoint(fixed_names(theorem)), "{} is differentiated by", variable)
    return left, k.for_all_reals(k.closed(theorem.claim, variable))


@rule
def specialize_real(theorem: Theorem, value: Term) -> Sequent:
    """From ``Γ ⊢ ∀ v ∈ ℝ: p(v)`` follows ``Γ ⊢ p(t)`` for a term t with a value.

    A number is smooth, and a term need not be: where p says that something is smooth, so has to be t.
    """
    expect(theorem.claim.op == "all real", "expected a claim for all real numbers, found {}", theorem.claim)
    speaks_of_smoothness = any(part.op == "smooth" for part in k.parts(theorem.claim))
    condition = k.smooth(value) if speaks_of_smoothness else k.defined(value)
    return {*theorem.hypotheses, condition}, k.opened(theorem.claim.args[0], value)


@rule
def conjoin(*theorems: Theorem) -> Sequent:
    """From ``Γ ⊢ p`` and ``Δ ⊢ q`` follows ``Γ, Δ ⊢ p and q``."""
    return frozenset[Term]().union(*(t.hypotheses for t in theorems)), k.both(*(t.claim for t in theorems))
