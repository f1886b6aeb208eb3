"""What quantities are, and what they depend on: definitions, and the two questions that carry the chain rule.

A structure lists the clauses of a quantity or function.  A model is a system of equations without circles, in which
each quantity is computed from those that its clauses name; a partial derivative changes one quantity and lets all
that depends on it follow.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import lru_cache
from typing import TypeAlias

from derivations.kernel.terms import (
    REAL,
    SIGNATURES,
    Term,
    apply,
    bound,
    defined,
    distinct,
    equal,
    hidden,
    index,
    member,
    opened,
    parts,
    quantity,
    smooth,
    smooth_function,
    undefined,
)
from derivations.kernel.terms import independent as independence
from derivations.kernel.terms import through as passage
from derivations.kernel.theorem import NotApplicable, Sequent, Theorem, expect, rule

Edge: TypeAlias = "tuple[tuple[Term, ...], Term, Term]"
"""The sets of a clause's indices, innermost first, the quantity it is about, and one that this depends on."""
TOTAL = frozenset(
    ["number", "quantity", "count", "bound", "+", "*", "exp", "sum", "bracket", "size", "apply", "pi", "^"]
)
"""What a term is made of that has a value wherever its quantities do, and is smooth in them."""
FOLLOWED = ("partial", "lim")
"""Operators that let a quantity vary, and with it what depends on it."""
MOST = 64
"""How many quantities a search looks at before it gives up."""


# -- definitions


def instance(clause: Term, head: Term) -> tuple[set[Term], Term]:
    """The clause for the indices or arguments of ``head``, and that these lie in the clause's sets."""
    inner, count = clause, 0
    while inner.op in ("all", "all real"):
        inner, count = inner.args[-1], count + 1
    pattern = inner.args[0]
    expect(pattern.op == head.op and pattern.args[0] == head.args[0] and len(pattern.args) == len(head.args),
           "the clause is about {}, not about {}", pattern, head)  # fmt: skip
    values: dict[int, Term] = {}
    for mine, theirs in zip(pattern.args[1:], head.args[1:], strict=True):
        if isinstance(mine, Term) and mine.op == "index" and isinstance(mine.args[0], int):
            value = index(theirs.args[0], theirs.args[1] - mine.args[1])
            expect(values.setdefault(mine.args[0], value) is value, "{} is no instance of {}", head, pattern)
        elif isinstance(mine, Term) and mine.op == "bound":
            expect(values.setdefault(mine.args[0], theirs) is theirs, "{} is no instance of {}", head, pattern)
        else:
            expect(mine is theirs or mine == theirs, "{} is no instance of {}", head, pattern)
    hypotheses = set[Term]()
    for place in reversed(range(count)):
        expect(place in values, "an index of the clause about {} does not occur on its left side", pattern)
        if clause.op == "all":
            hypotheses.add(member(values[place], clause.args[0]))
        clause = opened(clause.args[-1], values[place])
    return hypotheses, clause


@rule
def unfold(clause: Term, head: Term) -> Sequent:
    """``∀ i ∈ S: t(i) := b(i), k ∈ S ⊢ t(k) := b(k)``, and the same for a function and its arguments."""
    hypotheses, definition = instance(clause, head)
    expect(definition.op == "defines", "the clause does not define {}", head)
    return {clause, *hypotheses}, definition


@rule
def clause_of(form: Term, place: int) -> Sequent:
    """A structure says what each of its clauses says."""
    expect(form.op == "structure", "expected a structure, found {}", form)
    return {form}, form.args[1 + place]


def _definition(theorem: Theorem) -> tuple[Term, Term]:
    expect(theorem.claim.op == "defines", "expected a definition, found {}", theorem.claim)
    return theorem.claim.args


@rule
def value_by_definition(theorem: Theorem) -> Sequent:
    """From ``t := b`` follows ``t = b``."""
    return theorem.hypotheses, equal(*_definition(theorem))


def _arguments(head: Term) -> tuple[Term, ...]:
    return head.args[2:] if head.op == "apply" else ()


@rule
def defined_by_definition(theorem: Theorem) -> Sequent:
    """From ``t := b`` follows that t has a value if b has, and the arguments of t have."""
    head, body = _definition(theorem)
    return {*theorem.hypotheses, defined(body), *map(defined, _arguments(head))}, defined(head)


@rule
def smooth_by_definition(theorem: Theorem, by: Term | None = None) -> Sequent:
    """From ``t := b`` follows that t is smooth if b is, and the arguments of t are."""
    head, body = _definition(theorem)
    inside = (body, *_arguments(head))
    return {*theorem.hypotheses, *(smooth(part, by) for part in inside)}, smooth(head, by)


@rule
def undefined_by_definition(theorem: Theorem) -> Sequent:
    """From ``t := b`` follows that t has no value if b has none."""
    head, body = _definition(theorem)
    return {*theorem.hypotheses, undefined(body)}, undefined(head)


def formula_of(form: Term, head: Term) -> Term:
    """The formula of a function at the arguments of ``head``, by a structure ``∀ v: f(v) := b(v)``."""
    count, clause = _formula_clause(form)
    expect(
        head.op == "apply" and form.args[0] == "f" + head.args[0] and head.args[1] == (0,) * count,
        "{} is not the structure of {}",
        form,
        head,
    )
    for argument in head.args[2:]:
        clause = opened(clause.args[0], argument)
    return clause.args[1]


def states_formula(proposition: Term) -> bool:
    """Whether a proposition for all real numbers is the formula of a function, which holds whatever quantities are."""
    while proposition.op == "all real":
        proposition = proposition.args[0]
    return bool(proposition.op == "defines" and proposition.args[0].op == "apply")


def _formula_clause(form: Term) -> tuple[int, Term]:
    """The only clause of a function's structure, which holds for all real arguments, and how many these are."""
    expect(
        form.op == "structure" and form.args[0][0] == "f" and len(form.args) == 2, "expected a function, found {}", form
    )
    clause, count = form.args[1], 0
    while clause.op == "all real":
        clause, count = clause.args[0], count + 1
    head = apply(form.args[0][1:], (0,) * count, *map(bound, reversed(range(count))))
    expect(clause.op == "defines" and clause.args[0] is head, "expected a formula for {}, found {}", head, clause)
    return count, form.args[1]


@rule
def smooth_by_formula(form: Term, theorem: Theorem) -> Sequent:
    """A function with the formula b is smooth if ``b(v)`` is smooth for every real v."""
    count, clause = _formula_clause(form)
    claim = theorem.claim
    for _ in range(count):
        expect(claim.op == "all real", "expected a claim for all real arguments, found {}", claim)
        claim, clause = claim.args[0], clause.args[0]
    body = clause.args[1]
    expect(claim is smooth(body), "expected that {} is smooth, found {}", body, claim)
    expect(form.args[0] not in body.names, "{} is defined by itself", form.args[0][1:])
    return {form, *theorem.hypotheses}, smooth_function(form.args[0][1:], count)


# -- what depends on what

ANY = index(1_000_000)
"""An index of which nothing is known."""


class Graph:
    """The clauses of several structures, by the names of the quantities and functions."""

    def __init__(self, structures: tuple[Term, ...]) -> None:
        self.clauses: dict[str, tuple[Term, ...]] = {}
        self.known: dict[str, tuple[Edge, ...]] = {}
        self.below: dict[str, frozenset[str]] = {}
        for form in structures:
            expect(form.op == "structure", "expected a structure, found {}", form)
            expect(form.args[0] not in self.clauses, "there are two structures of {}", form.args[0])
            self.clauses[form.args[0]] = form.args[1:]

    def of(self, name: str) -> tuple[Term, ...]:
        """The clauses of a quantity or a function; what has none in the graph is not known to be free."""
        found = self.clauses.get(name)
        if found is None:
            raise NotApplicable("nothing is known of what {} depends on", name[1:])
        return found

    def edges(self, name: str) -> tuple[Edge, ...]:
        """The quantities that one depends on directly."""
        if name not in self.known:
            self.known[name] = tuple(edge for clause in self.of(name) for edge in self._edges(clause))
        return self.known[name]

    def _edges(self, clause: Term) -> Iterator[Edge]:
        sets: list[Term] = []
        while clause.op in ("all", "all real"):
            sets.insert(0, clause.args[0])
            clause = clause.args[-1]
        head, source = clause.args
        for parent in self.sources(source, 0, frozenset()):
            yield tuple(sets), head, parent

    def sources(self, term: Term, depth: int, functions: frozenset[str]) -> Iterator[Term]:
        """The quantities in a term and in the formulas of its functions; indices bound in the term become any."""
        if term.op == "quantity":
            yield quantity(term.args[0], *(_outside(part, depth) for part in term.args[1:]))
            return
        if term.op == "apply" and (name := "f" + term.args[0]) not in functions:
            for clause in self.of(name):
                inner = clause
                while inner.op == "all real":
                    inner = inner.args[0]
                yield from self.sources(inner.args[1], MOST, functions | {name})
        binds = SIGNATURES[term.op].binds
        for place, part in enumerate(term.args):
            if isinstance(part, Term):
                yield from self.sources(part, depth + (place == binds), functions)

    def reachable(self, name: str) -> frozenset[str]:
        """The quantities that one depends on, directly or not, itself among them."""
        if name not in self.below:
            self.below[name] = frozenset(self._reached(name))
        return self.below[name]

    def _reached(self, name: str) -> set[str]:
        seen, todo = {name}, [name]
        while todo:
            for _, _, parent in self.edges(todo.pop()):
                if (following := "q" + parent.args[0]) not in seen:
                    seen.add(following)
                    todo.append(following)
        return seen


@lru_cache(maxsize=256)
def graph_of(structures: tuple[Term, ...]) -> Graph:
    """The graph of several structures."""
    return Graph(structures)


def _outside(part: Term, depth: int) -> Term:
    base, offset = part.args
    if not isinstance(base, int):
        return part
    return index(base - depth, offset) if base >= depth else ANY


def _apart(one: Term, other: Term, apart: frozenset[Term] = frozenset()) -> bool:
    """Whether two quantities of one family certainly are not the same."""
    for mine, theirs in zip(one.args[1:], other.args[1:], strict=True):
        if mine.loose or theirs.loose:
            continue
        if mine.args[0] == theirs.args[0] and mine.args[1] != theirs.args[1]:
            return True
        if distinct(mine, theirs) in apart:
            return True
    return False


def _falls(head: Term, parent: Term, mine: int, theirs: int) -> bool:
    """Whether an index of the parent certainly is at most one of the head."""
    (base, offset), (other, more) = head.args[mine].args, parent.args[theirs].args
    return bool(base == other and base is not None and more <= offset)


def _levels(graph: Graph, goal: Term, relevant: set[str]) -> list[dict[str, int]]:
    """For each family the place of an index that never grows on the way down to the goal: all such choices."""
    edges = [
        (name, head, "q" + parent.args[0], parent)
        for name in relevant
        for _, head, parent in graph.edges(name)
        if "q" + parent.args[0] in relevant
    ]
    choices = []
    for place in range(1, len(goal.args)):
        levels, before = {"q" + goal.args[0]: place}, -1
        while len(levels) > before:
            before = len(levels)
            for name, head, other, parent in edges:
                if name not in levels and other in levels:
                    fitting = [i for i in range(1, len(head.args)) if _falls(head, parent, i, levels[other])]
                    if fitting:
                        levels[name] = fitting[0]
        if set(levels) >= relevant and all(
            _falls(head, parent, levels[name], levels[other]) for name, head, other, parent in edges
        ):
            choices.append(levels)
    return choices


def _matched(pattern: Term, actual: Term, apart: frozenset[Term] = frozenset()) -> dict[int, Term] | None:
    """The values of a pattern's bound indices for which it may be the actual quantity, as far as they are known."""
    if pattern.args[0] != actual.args[0] or len(pattern.args) != len(actual.args):
        return None
    values: dict[int, Term] = {}
    for mine, theirs in zip(pattern.args[1:], actual.args[1:], strict=True):
        if theirs.loose:
            continue
        if mine.loose:
            values.setdefault(mine.args[0], index(theirs.args[0], theirs.args[1] - mine.args[1]))
        elif (mine.args[0] == theirs.args[0] and mine.args[1] != theirs.args[1]) or distinct(mine, theirs) in apart:
            return None
    return values


def _known(pattern: Term, values: dict[int, Term]) -> Term:
    """A pattern with the indices put in that are known; the others become any."""

    def value(part: Term) -> Term:
        if not part.loose:
            return part
        found = values.get(part.args[0])
        return ANY if found is None else index(found.args[0], found.args[1] + part.args[1])

    return quantity(pattern.args[0], *map(value, pattern.args[1:]))


def _steps_down(graph: Graph, here: Term) -> Iterator[Term]:
    """The quantities that one depends on directly."""
    for _, head, parent in graph.edges("q" + here.args[0]):
        values = _matched(head, here)
        if values is not None:
            yield _known(parent, values)


def _below(one: Term, other: Term) -> bool:
    """Whether an index certainly is smaller than another one."""
    return bool(not one.loose and one.args[0] == other.args[0] and one.args[1] < other.args[1])


@rule
def independent(of: Term, by: Term, structures: tuple[Term, ...], apart: tuple[Theorem, ...] = ()) -> Sequent:
    """A term does not change with a quantity ``by``: no way down from its quantities leads to one that may be ``by``.

    ``apart`` are theorems that indices are different.  A quantity may be ``by`` itself: that no other quantity which it
    depends on is ``by`` is what the claim says of it.
    """
    graph = graph_of(structures)
    goal = "q" + by.args[0]
    known = frozenset(theorem.claim for theorem in apart)
    for start in set(graph.sources(of, 0, frozenset())):
        reachable = graph.reachable("q" + start.args[0])
        if goal not in reachable:
            continue
        if "q" + start.args[0] == goal:
            expect(of.op == "quantity" or _apart(start, by, known), "{} may be {}", start, by)
        relevant = {name for name in reachable if goal in graph.reachable(name)}
        choices = _levels(graph, by, relevant)
        seen, todo = {start}, [start]
        while todo:
            for following in _steps_down(graph, todo.pop()):
                name = "q" + following.args[0]
                if name not in relevant or following in seen:
                    continue
                if any(_below(following.args[levels[name]], by.args[levels[goal]]) for levels in choices):
                    continue
                expect(name != goal or _apart(following, by, known), "{} may depend on {}", start, by)
                expect(len(seen) < MOST, "{} depends on too many quantities", start)
                seen.add(following)
                todo.append(following)
    hypotheses = {h for theorem in apart for h in theorem.hypotheses}
    return {*structures, *hypotheses}, independence(of, by)


@rule
def passes_through(
    of: Term, by: Term, between: Term, structures: tuple[Term, ...], apart: tuple[Theorem, ...] = ()
) -> Sequent:
    """``by`` changes ``of`` only by way of ``between``: each way up from ``by`` meets one of these before ``of``.

    ``apart`` are theorems that indices are different.
    """
    different = frozenset(theorem.claim for theorem in apart)
    graph = graph_of(structures)
    over, pattern = between.args if between.op == "row" else (None, between)
    expect(of.args[0] != by.args[0] or _apart(of, by, different), "{} may be {}", of, by)
    for end in (of, by):
        expect(end.args[0] != pattern.args[0] or _apart(pattern, end), "{} may be one of {}", end, between)
    reachable = graph.reachable("q" + of.args[0])
    for clause in (clause for name in reachable for clause in graph.of(name)):
        followed = any(here.op in FOLLOWED for here in parts(clause))
        expect(not followed, "{} is made of a derivative or a limit, which other values make, too", clause)
    kept = _kept(graph, of, reachable)
    hypotheses, seen, todo = {*structures, *(h for t in apart for h in t.hypotheses)}, {by}, [by]
    while todo:
        here = todo.pop()
        for name in reachable:
            for sets, head, parent in graph.edges(name):
                values = _matched(parent, here, different)
                if values is None:
                    continue
                following = _with_kept(_known(head, values), kept)
                if following.args[0] == pattern.args[0]:
                    inside = _among(head, following, values, sets, pattern, over)
                    if inside is not None:
                        hypotheses |= inside
                        continue
                if following in seen:
                    continue
                expect(
                    following.args[0] != of.args[0] or _apart(following, of), "{} may change {} on another way", by, of
                )
                expect(len(seen) < MOST, "too many quantities depend on {}", by)
                seen.add(following)
                todo.append(following)
    return hypotheses, passage(of, by, between)


def _along(
    graph: Graph, of: Term, reachable: frozenset[str], goes: Callable[[Term, Term], bool]
) -> Iterator[tuple[int, dict[str, int]]]:
    """For each place of an index, where it is found again all the way down: by family, each step as ``goes`` says."""
    edges = [(name, head, "q" + parent.args[0], parent) for name in reachable for _, head, parent in graph.edges(name)]
    for place in range(1, len(of.args)):
        places, before = {"q" + of.args[0]: place}, -1
        while len(places) > before:
            before = len(places)
            for name, head, other, parent in edges:
                if name in places and other not in places:
                    fitting = [i for i in range(1, len(parent.args)) if goes(head.args[places[name]], parent.args[i])]
                    if fitting:
                        places[other] = fitting[0]
        while broken := [
            other
            for name, head, other, parent in edges
            if other in places and not (name in places and goes(head.args[places[name]], parent.args[places[other]]))
        ]:
            for other in broken:
                places.pop(other, None)
        yield place, places


def _stays(mine: Term, theirs: Term) -> bool:
    """Whether an index that varies is the same one in a quantity and in one that it depends on."""
    return mine is theirs and mine is not ANY and mine.loose > 0


def _never_grows(mine: Term, theirs: Term) -> bool:
    """Whether an index of a quantity that another one depends on certainly is at most an index of this one."""
    return bool(
        mine.args[0] == theirs.args[0]
        and mine.args[0] is not None
        and mine is not ANY
        and theirs.args[1] <= mine.args[1]
    )


def _kept(graph: Graph, of: Term, reachable: frozenset[str]) -> dict[str, dict[int, Term]]:
    """Indices that stay the same all the way down from a quantity, as the example does: by family and place."""
    found: dict[str, dict[int, Term]] = {}
    for place, places in _along(graph, of, reachable, _stays):
        for name, at in places.items():
            found.setdefault(name, {})[at] = of.args[place]
    return found


def _with_kept(quantity_: Term, kept: dict[str, dict[int, Term]]) -> Term:
    """A quantity on a way down from another one, with the indices put in that it has in common with it."""
    known = kept.get("q" + quantity_.args[0], {})
    return quantity(quantity_.args[0], *(known.get(i, part) for i, part in enumerate(quantity_.args[1:], 1)))


def _among(
    head: Term, here: Term, values: dict[int, Term], sets: tuple[Term, ...], pattern: Term, over: Term | None
) -> set[Term] | None:
    """What has to hold for a quantity to be one of those gone through: the index of a row lies in the row's set."""
    hypotheses = set[Term]()
    if len(head.args) != len(pattern.args) or sum(part.loose > 0 for part in pattern.args[1:]) > 1:
        return None
    for mine, known, theirs in zip(head.args[1:], here.args[1:], pattern.args[1:], strict=True):
        if not theirs.loose:
            if known is not theirs:
                return None
        elif theirs.args[1] != 0 or over is None:
            return None
        elif not known.loose:
            hypotheses.add(member(known, over))
        elif mine.args[1] != 0 or _set_of(sets, mine.args[0], values) is not over:
            return None
    return hypotheses


def _set_of(sets: tuple[Term, ...], place: int, values: dict[int, Term]) -> Term | None:
    """The set that a bound index of a clause runs over, if the indices in it are known."""
    over, binder = sets[place], place + 1
    while over.loose:
        if binder not in values:
            return None
        over, binder = opened(over, values[binder]), binder + 1
    return over


def constant_in(term: Term, by: Term) -> set[Term]:
    """What has to hold for a term not to change with a quantity."""
    hypotheses = set[Term]()
    for here in parts(term):
        if here.op == "quantity":
            expect(here.args[0] != by.args[0] and here.loose == 0, "{} may depend on {}", term, by)
            hypotheses.add(independence(here, by))
        elif here.op == "apply":
            hypotheses.add(independence(hidden(here), by))
    return hypotheses


@rule
def smooth_by_structure(of: Term, structures: tuple[Term, ...]) -> Sequent:
    """A quantity is smooth if all that it depends on is declared, or given by formulas with values everywhere."""
    expect(of.op == "quantity", "expected a quantity, found {}", of)
    graph = graph_of(structures)
    hypotheses = set(structures)
    reachable = graph.reachable("q" + of.args[0])
    highest: dict[str, list[tuple[int, Term]]] = {}
    for place, places in _along(graph, of, reachable, _never_grows):
        for name, at in places.items():
            highest.setdefault(name, []).append((at, of.args[place]))
    for name in reachable:
        for clause in graph.of(name):
            inner = clause
            while inner.op == "all":
                inner = inner.args[-1]
            above = any(_below(top, inner.args[0].args[at]) for at, top in highest.get(name, ()))
            if inner.op == "depends" or above:
                continue
            for here in parts(inner.args[1]):
                total = here.op in TOTAL or SIGNATURES[here.op].makes != REAL
                expect(total and not (here.op == "^" and here.args[1] < 0), "{} may have no value", name[1:])
                if here.op == "apply":
                    hypotheses.add(smooth_function(here.args[0], len(here.args[1])))
    return hypotheses, smooth(of)


@rule
def smooth_is_defined(of: Term) -> Sequent:
    """What is smooth has a value."""
    return {smooth(of)}, defined(of)
