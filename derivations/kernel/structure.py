"""What quantities are, and what they depend on: definitions, and the two questions that carry the chain rule.

A structure lists the clauses of a quantity or function.  A model is a system of equations without circles, in which
each quantity is computed from those that its clauses name.  A partial derivative changes one quantity by a small
amount, added to what its equation gives, if it has one, and lets all that depends on it follow.

What lies below a quantity is told by patterns, each of which is a family of quantities and what is known of their
indices.  A finder hands them over; the rules here check that each step down from one of them ends in one of them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import chain, repeat, starmap
from typing import NamedTuple, TypeAlias

from derivations.kernel import terms as k
from derivations.kernel.terms import Term
from derivations.kernel.theorem import Sequent, Theorem, expect, rule

TOTAL = ("number", "pi", "quantity", "count", "+", "*", "^", "exp", "sum", "bracket", "size", "apply")
"""What a term is made of that has a value wherever its quantities do, and is smooth in them."""
FOLLOWED = ("partial", "lim")
"""Operators that let a quantity vary, and with it what depends on it."""
ANY = "?"
"""The name of an index of which nothing is known."""


# -- definitions


@rule
def unfold(clause: Term, *values: Term) -> Sequent:
    """``∀ i ∈ S: t(i) := b(i), k ∈ S ⊢ t(k) := b(k)``, and the same for a function and its arguments."""
    hypotheses = {clause}
    expect(k.innermost(clause).op == "defines", "{} defines nothing", clause)
    for value in values:
        if clause.op == "all":
            hypotheses.add(k.member(value, clause.args[0]))
        clause = k.opened(clause.args[-1], value)
    return hypotheses, clause


@rule
def clause_of(form: Term, place: int) -> Sequent:
    """A structure says what each of its clauses says."""
    expect(form.op == "structure", "expected a structure, found {}", form)
    return {form}, form.args[1 + place]


@rule
def by_definition(theorem: Theorem, claim: Term) -> Sequent:
    """From ``t := b`` follows ``t = b``; and t has no value if b has none, has a value or is smooth if b is.

    A function value has a value, or is smooth, only if its arguments are, too.
    """
    expect(theorem.claim.op == "defines", "expected a definition, found {}", theorem.claim)
    head, body = theorem.claim.args
    if claim is k.equal(head, body):
        return theorem.hypotheses, claim
    expect(claim.op in ("defined", "smooth", "undefined") and claim.args[0] is head, "{} is no claim of a value", claim)
    strict = head.op == "apply" and claim.op != "undefined"
    inside = (body, *head.args[2:]) if strict else (body,)
    return {*theorem.hypotheses, *(k.with_arguments(claim, (part, *claim.args[1:])) for part in inside)}, claim


def _formula(form: Term) -> tuple[int, Term]:
    """How many arguments a function has of which a structure says ``∀ v: f(v) := b(v)`` and no more, and b."""
    expect(form.op == "structure" and len(form.args) == 2, "expected a function, found {}", form)
    clause, count = form.args[1], 0
    while clause.op == "all real":
        clause, count = clause.args[0], count + 1
    head = k.apply(form.args[0][1:], (0,) * count, *map(k.bound, reversed(range(count))))
    expect(clause.op == "defines" and clause.args[0] is head, "expected a formula for {}, found {}", head, clause)
    return count, clause.args[1]


def formula_of(form: Term, head: Term) -> Term:
    """The formula of a function at the arguments of ``head``, by a structure ``∀ v: f(v) := b(v)``."""
    count, _ = _formula(form)
    expect(head.args[:2] == (form.args[0][1:], (0,) * count), "{} is not the structure of {}", form, head)
    clause = form.args[1]
    for argument in head.args[2:]:
        clause = k.opened(clause.args[0], argument)
    return clause.args[1]


def states_formula(proposition: Term) -> bool:
    """Whether a proposition is the formula of a function, which holds whatever quantities are."""
    inner = k.innermost(proposition)
    return bool(inner.op == "defines" and inner.args[0].op == "apply")


@rule
def smooth_by_formula(form: Term, theorem: Theorem) -> Sequent:
    """A function with the formula b is smooth if ``b(v)`` is smooth for every real v, and so for every smooth term."""
    count, body = _formula(form)
    claim = k.smooth(body)
    for _ in range(count):
        claim = k.for_all_reals(claim)
    expect(theorem.claim is claim, "expected that {} is smooth, found {}", body, theorem.claim)
    expect(form.args[0] not in body.names, "{} is defined by itself", form.args[0][1:])
    return {form, *theorem.hypotheses}, k.smooth_function(form.args[0][1:], count)


# -- what quantities are computed from

Place: TypeAlias = "tuple[tuple[str, Term], ...]"
"""What is known of an index: that it is ``=``, ``≤`` and ``≠`` to index terms and ``∉`` sets, as many as there are."""
Pattern: TypeAlias = "tuple[str, tuple[Place, ...]]"
"""The quantities of a family of whose indices this is known."""


class Clause(NamedTuple):
    """A clause: the sets of its indices, the innermost first, its two sides, and the quantities in the second."""

    sets: tuple[Term, ...]
    head: Term
    body: Term
    parents: tuple[Term, ...]


@lru_cache(maxsize=1 << 12)
def clauses(forms: tuple[Term, ...], name: str) -> tuple[Clause, ...]:
    """The clauses of a quantity; what has no structure is not known to be free."""
    found = []
    for clause in _structure(forms, name):
        sets: tuple[Term, ...] = ()
        inner = clause
        while inner.op in ("all", "all real"):
            sets, inner = (inner.args[0], *sets), inner.args[-1]
        head, body = inner.args
        found.append(Clause(sets, head, body, quantities(forms, body)))
    return tuple(found)


def _structure(forms: tuple[Term, ...], name: str) -> tuple[Term, ...]:
    found = [form for form in forms if form.op == "structure" and form.args[0] == name]
    expect(len(found) == 1, "expected one structure of {}, found {}", name[1:], len(found))
    return found[0].args[1:]


def made_of(forms: tuple[Term, ...], term: Term, seen: tuple[str, ...] = ()) -> Iterator[Term]:
    """The parts of a term and of the formulas of its functions, any index put in for a bound one."""
    yield term
    if term.op == "apply" and term.args[0] not in seen:
        for formula in _structure(forms, "f" + term.args[0]):
            yield from made_of(forms, formula, (*seen, term.args[0]))
    value = k.ZERO if term.op == "all real" else k.index(ANY)
    for place, part in enumerate(term.args):
        if isinstance(part, Term):
            yield from made_of(forms, k.opened(part, value) if place == k.SIGNATURES[term.op].binds else part, seen)


def quantities(forms: tuple[Term, ...], term: Term) -> tuple[Term, ...]:
    """The quantities in a term and in the formulas of its functions."""
    return tuple(dict.fromkeys(part for part in made_of(forms, term) if part.op == "quantity"))


# -- what lies below


def excludes(place: Place, point: Term, known: frozenset[Term]) -> bool:
    """Whether an index of which this is known certainly is not ``point``."""

    def refuted(how: str, what: Term) -> bool:
        if how == "∉":
            return k.member(point, what) in known
        if how == "≠":
            return what is point
        if what.args[0] != point.args[0]:
            return how == "=" and k.distinct(what, point) in known
        return bool(what.args[1] < point.args[1] or (how == "=" and what.args[1] > point.args[1]))

    return any(starmap(refuted, place))


def says(place: Place, other: Place, known: frozenset[Term]) -> bool:
    """Whether all that the other place says of an index certainly holds where this one does."""

    def holds(how: str, what: Term) -> bool:
        if how == "≤":
            return any(h in ("=", "≤") and t.args[0] == what.args[0] and t.args[1] <= what.args[1] for h, t in place)
        return (how, what) in place or (how == "≠" and excludes(place, what, known))

    return all(starmap(holds, other))


def _moved(place: Place, by: int) -> Place:
    return tuple((how, k.shifted(what, by)) for how, what in place if how != "∉" or not by)


def pattern(of: Term, values: Mapping[int, Place]) -> Pattern:
    """A quantity, by what is known of the bound indices in it."""

    def place(part: Term) -> Place:
        base, offset = part.args
        return _moved(values.get(base, ()), offset) if part.loose else () if base == ANY else (("=", part),)

    return of.args[0], tuple(map(place, of.args[1:]))


def may_be(here: Pattern, one: Term, known: frozenset[Term]) -> bool:
    """Whether a quantity may be one of a pattern."""
    alike = (here[0], len(here[1])) == (one.args[0], len(one.args) - 1)
    return alike and not any(map(excludes, here[1], one.args[1:], repeat(known)))


@lru_cache(maxsize=1 << 14)
def steps(
    forms: tuple[Term, ...], here: Pattern, known: frozenset[Term], between: Term | None = None
) -> tuple[tuple[Clause, tuple[Pattern, ...]], ...]:
    """The clauses that the quantities of a pattern are computed by, each with what it names that is not between."""
    found = []
    for clause in clauses(forms, "q" + here[0]):
        if may_be(here, clause.head, known):
            values: dict[int, Place] = {}
            for point, place in zip(clause.head.args[1:], here[1], strict=True):
                if point.loose:
                    values[point.args[0]] = values.get(point.args[0], ()) + _moved(place, -point.args[1])
            if not any(("∉", _set(clause, base, values)) in place for base, place in values.items()):
                named = (beside(pattern(parent, values), between, known) for parent in clause.parents)
                found.append((clause, tuple(chain.from_iterable(named))))
    return tuple(found)


def _set(clause: Clause, base: int, values: Mapping[int, Place]) -> Term | None:
    """The set that an index of a clause runs over, if the indices in that are known."""
    over = clause.sets[base]
    while over.loose:
        base += 1
        value = next((what for how, what in values.get(base, ()) if how == "="), None)
        if value is None:
            return None
        over = k.opened(over, value)
    return over


def covered(here: Pattern, below: Sequence[Pattern], known: frozenset[Term]) -> bool:
    """Whether all quantities of a pattern are in one of others."""
    name, places = here
    return any(
        (name, len(places)) == (other, len(more)) and all(map(says, places, more, repeat(known)))
        for other, more in below
    )


def rows(between: Term) -> tuple[tuple[Term, ...], Term]:
    """The sets of rows of rows, the innermost first, and the quantities in them, each of which is in them once."""
    sets: tuple[Term, ...] = ()
    entry = between
    while entry.op == "row":
        sets, entry = (entry.args[0], *sets), entry.args[1]
    loose = (part.args for part in entry.args[1:] if part.loose)
    once = entry.op == "quantity" and sorted(loose) == [(base, 0) for base in range(len(sets))]
    expect(once and all(over.loose == 0 for over in sets), "expected a row with each quantity once, found {}", between)
    return sets, entry


def beside(here: Pattern, between: Term | None, known: frozenset[Term]) -> list[Pattern]:
    """The quantities of a pattern that are none of those between: up to an index they are as these, but not in it."""
    if between is None:
        return [here]
    sets, entry = rows(between)
    name, places = here
    if (name, len(places)) != (entry.args[0], len(entry.args) - 1):
        return [here]
    found = []
    for i, (place, point) in enumerate(zip(places, entry.args[1:], strict=True)):
        other = ("∉", sets[point.args[0]]) if point.loose else ("≠", point)
        if not any(how == "=" and excludes((other,), what, known) for how, what in place):
            found.append((name, (*places[:i], (*place, other), *places[i + 1 :])))
        if not point.loose:
            places = (*places[:i], (("=", point), *place), *places[i + 1 :])
    return found


def followed(
    starts: Sequence[Pattern],
    below: Sequence[Pattern],
    forms: tuple[Term, ...],
    theorems: tuple[Theorem, ...] = (),
    by: Term | None = None,
    between: Term | None = None,
) -> list[Clause]:
    """The clauses that quantities are computed by; what these name is between or ``below``, where ``by`` is not."""
    found, known = [], frozenset(theorem.claim for theorem in theorems)
    for here in (*starts, *below):
        for clause, under in steps(forms, here, known, between):
            found.append(clause)
            for one in under:
                expect(covered(one, below, known), "{} may lie below, and is not followed", one)
    for here in below:
        expect(by is None or not may_be(here, by, known), "{} may lie below", by)
    return found


def _resting_on(forms: tuple[Term, ...], theorems: tuple[Theorem, ...]) -> set[Term]:
    return {*forms, *(h for theorem in theorems for h in theorem.hypotheses)}


@rule
def independent(
    of: Term, by: Term, forms: tuple[Term, ...], below: tuple[Pattern, ...], known: tuple[Theorem, ...] = ()
) -> Sequent:
    """A term does not change with a quantity ``by``: none of those ``below``, which have all that it depends on, is it.

    ``known`` are theorems that indices are different.  A quantity may be ``by`` itself: that no other quantity which it
    depends on is ``by`` is what the claim says of it.
    """
    starts = tuple(pattern(part, {}) for part in quantities(forms, of))
    followed(starts, below if of.op == "quantity" else starts + below, forms, known, by)
    return _resting_on(forms, known), k.independent(of, by)


@rule
def passes_through(
    of: Term, by: Term, between: Term, forms: tuple[Term, ...], below: tuple[Pattern, ...], known: tuple[Theorem, ...]
) -> Sequent:
    """``by`` changes ``of`` only by way of ``between``: all that ``of`` depends on beside these is ``below``.

    Neither ``of`` nor one of those below is ``by``, and none is made of a derivative or a limit, which other values of
    the quantities between make, too.  ``known`` are theorems that indices are different, or in a set.
    """
    for clause in followed((), (pattern(of, {}), *below), forms, known, by, between):
        varied = any(part.op in FOLLOWED for part in made_of(forms, clause.body))
        expect(not varied, "{} is made of a derivative or a limit", clause.head)
    return _resting_on(forms, known), k.through(of, by, between)


@rule
def smooth_by_structure(of: Term, forms: tuple[Term, ...], below: tuple[Pattern, ...]) -> Sequent:
    """A quantity is smooth if it and all ``below`` it are declared, or given by formulas with values everywhere."""
    expect(of.op == "quantity", "expected a quantity, found {}", of)
    hypotheses = set(forms)
    for clause in followed((pattern(of, {}),), below, forms):
        for here in k.parts(clause.body):
            expect(is_total(here), "{} may have no value", clause.head)
            if here.op == "apply":
                hypotheses.add(k.smooth_function(here.args[0], len(here.args[1])))
    return hypotheses, k.smooth(of)


def is_total(part: Term) -> bool:
    """Whether a part of a term has a value wherever its own parts do, and is smooth in them."""
    total = part.op in TOTAL or k.SIGNATURES[part.op].makes != k.REAL
    return bool(total and not (part.op == "^" and part.args[1] < 0))


def constant_in(term: Term, by: Term) -> set[Term]:
    """What has to hold for a term not to change with a quantity."""
    leaves = [here for here in k.parts(term) if here.op in ("quantity", "apply")]
    for here in leaves:
        expect(here.op == "apply" or (here.args[0] != by.args[0] and here.loose == 0), "{} may depend on {}", here, by)
    depends = (k.hidden(here.args[0], len(here.args[1])) if here.op == "apply" else here for here in leaves)
    return {k.independent(of, by) for of in depends}
