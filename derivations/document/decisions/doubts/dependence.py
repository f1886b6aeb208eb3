"""Quantities that may depend on one another in ways that no definition says."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Set
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from sympy import Symbol, evaluate
from sympy.core.function import AppliedUndef

from derivations.document.decisions.unfolding import unfolding
from derivations.document.discourse.conditions import Condition
from derivations.document.discourse.vocabulary import REASON, SUPPOSED
from derivations.document.elaboration.glossary import ANY_LAYER, Defined, Glossary, Head, head_of
from derivations.document.elaboration.survey import Survey, calls_in
from derivations.document.obligations.background import Background
from derivations.document.obligations.interpretation import Interpretation
from derivations.document.obligations.names import name_of, names_in
from derivations.document.obligations.outline import is_model
from derivations.document.syntax.names import KNOWN_FUNCTIONS, shown
from derivations.document.syntax.nodes import (
    Big,
    Differential,
    Nabla,
    Name,
    Node,
    Row,
    Scripted,
    base_of,
    children,
    walk,
)
from derivations.document.syntax.patterns import is_trivial, written
from derivations.document.syntax.tokens import COMMAND, LETTER, Token
from derivations.notation import Entry, Index, Lim, Partial, subexpressions

SAYING = ("=", ":=", "≡", "≈", "∝")
"""Relations by which a quantity may depend on what stands on their right."""


def _derivatives(sides: Iterable[Any], background: Background) -> Iterator[tuple[Partial, set[str], set[Any]]]:
    """The derivatives that a claim speaks of, each with the names that are constant in it, and its quantities."""
    for expression in background.with_definitions(sides):
        for part in subexpressions(expression):
            if isinstance(part, Partial):
                by, of = names_in([part.by]), {part.of.name} if isinstance(part.of, Symbol) else set[str]()
                symbols: set[Any] = {
                    s for side in unfolding(part.of, background, by) for s in side.free_symbols | side.atoms(Entry)
                }
                inside = names_in(s for s in symbols if not isinstance(s, Index))
                varying = _varying(by, background)
                yield part, inside - by - of - varying - background.definitions.keys(), symbols


def _varying(by: set[str], background: Background) -> set[str]:
    """The quantities that are made to depend on something that leads to what a derivative is by."""
    edges = background.leads_to()
    found = set(by)
    while more := {name for name, names in edges.items() if names & found} - found:
        found |= more
    ways, before = set[str](), -1
    while before != len(ways):
        before = len(ways)
        ways |= {name_of(one.of) for one in background.dependencies if name_of(one.on) in found | ways}
    return ways


@dataclass(frozen=True)
class Tie:
    """That quantities are what an equation says, or may be: ``heads`` depend on ``on``, in a layer perhaps.

    One that ``computes`` says how the text computes a quantity from others.
    """

    heads: frozenset[Head]
    on: frozenset[Head]
    text: str
    number: int = 0
    computes: bool = False

    def reached_from(self, head: Head) -> Iterator[Head]:
        """What a quantity depends on by this: what is said of any layer ``l`` is said of the layer at hand."""
        for own in self.heads:
            if own.key == head.key and own.label == head.label:
                yield from self.on
            elif own.key == head.key and own.label is not None and head.label is not None and own.label[0] in ANY_LAYER:
                letter, offset = own.label
                for other in self.on:
                    here = other.label is not None and other.label[0] == letter
                    label = (head.label[0], head.label[1] + other.label[1] - offset) if here and other.label else None
                    yield Head(other.key, label or other.label)


FARTHEST = 8
"""How many layers farther than two quantities of a claim lie apart it is looked whether one depends on the other."""


class Ties:
    """What a section says of which quantities depend on which, whether or not a claim has it among its premises."""

    def __init__(self, interpretation: Interpretation) -> None:
        self.meaning, self.begun = interpretation.meaning, interpretation.section.anew
        self._said = list(_said(interpretation))
        self._made: dict[int, Tie] = {}

    def at(self, number: int, glossary: Glossary, more: Iterable[Tie] = ()) -> list[Tie]:
        """All that is said of the quantities as they are meant at a statement."""
        begun = {key: first for first, key in self.begun if first <= number}
        said = [tie for tie in self._said if all(tie.number >= begun.get(head.key, 0) for head in tie.heads)]
        return [*said, *more, *map(self._by_definition, glossary.entries.values())]

    def _by_definition(self, defined: Defined) -> Tie:
        if id(defined) not in self._made:
            on = _heads(defined.right, self.meaning.survey)
            function = defined.parameters and defined.head.key not in self.meaning.survey.plain
            computes = not (function or defined.named)
            self._made[id(defined)] = Tie(frozenset([defined.head]), on, defined.text, computes=computes)
        return self._made[id(defined)]

    def by_condition(self, condition: Condition) -> Tie:
        """What a condition that is no definition says: each of its quantities may depend on the others."""
        heads = frozenset[Head]().union(*(_heads(part, self.meaning.survey) for part in condition.related.parts))
        return Tie(heads, heads, condition.text)

    def named(self, name: str) -> Head:
        """What a written name stands for, as the head of a definition of it."""
        if name in self.meaning.families:
            return Head(*self.meaning.families[name])
        return Head(self.meaning.functions.get(name, name))


def _said(interpretation: Interpretation) -> Iterator[Tie]:
    """What words say, and every equation: definitions, what is none, what is but mentioned, or was not understood.

    A model of data with noise in it says how the data came about, and not that they vary with what they are fitted by.
    """
    section, survey = interpretation.section, interpretation.meaning.survey
    for text, names in section.dependent:
        heads = frozenset(map(Head, names))
        yield Tie(heads, heads, text, len(section.placed) + 1)  # "let y depend on x" is said of what begins there
    noisy = "noise" in section.text
    claimed: set[tuple[str, str]] = set()
    for chain in interpretation.chains:
        number = chain.placed.number
        links = chain.links[len(chain.links) + 1 - len(chain.sides) :]
        for (before, side), link in zip(pairwise(chain.sides), links, strict=True):
            if link.relation not in SAYING or before.node is None or chain.placed.statement.connected:
                continue
            text = chain.placed.excerpt.quoted(before.start, side.end)
            supposed = chain.placed.role == SUPPOSED and before is chain.first
            if side.node is None:
                heads, on = _heads(before.node, survey), frozenset(map(Head, _letters(side.tokens)))
                yield Tie(heads if head_of(before.node, survey) else heads | on, on, text, number)
            elif not (noisy and is_model(side.node)):
                yield from _tie(before.node, side.node, survey, text, number, implicit=supposed)
            if side.node is not None and chain.placed.display and not supposed:
                claimed.add((written(before.node), written(side.node)))
        for condition in (*chain.placed.premises, *chain.placed.reasons):
            left, right = condition.related.parts
            # "since log f(x) = ..." is claimed of a function, and "on the circle x^2 + y^2 = 1" given
            claim = condition.role == REASON and any(call.key not in KNOWN_FUNCTIONS for call in calls_in(left))
            claimed |= {(written(left), written(right))} if claim else set()
            if condition.related.relations[0] in SAYING and not (noisy and is_model(right)):
                yield from _tie(left, right, survey, condition.text, number, implicit=not claim)
    for number, condition in (*section.supposed, *section.mentioned):
        left, right = condition.related.parts
        # "where a = y" says of a place, and not of a name
        case = condition.role != SUPPOSED and is_trivial(right) and head_of(left, survey) is not None
        known = case or (written(left), written(right)) in claimed or (noisy and is_model(right))
        if condition.related.relations[0] in SAYING and not known:
            yield from _tie(left, right, survey, condition.text, number, implicit=True)


def _tie(left: Node, right: Node, survey: Survey, text: str, number: int, *, implicit: bool) -> Iterator[Tie]:
    """What an equation says of its lone left side, or, if it may be ``implicit``, of all of its quantities."""
    on, head = _heads(right, survey), head_of(left, survey)
    if any(written(part) == written(left) for part in walk(right)):
        return  # an update, which gives a new value, or what holds for any value
    if head is not None:
        yield Tie(frozenset([head[0]]), on, text, number, computes=not isinstance(left, Row))
    elif implicit and not _is_derived(left, right):
        yield Tie(on | _heads(left, survey), on | _heads(left, survey), text, number)


def _heads(node: Node, survey: Survey) -> frozenset[Head]:
    """The quantities that an expression speaks of, each as the head of a definition of it."""
    found: set[Head] = set()
    todo = [node]
    while todo:
        part = todo.pop()
        head = head_of(part, survey) if isinstance(part, Name | Scripted) else None
        if head is not None:
            found.add(head[0])
        elif isinstance(part, Name):
            found.add(Head(part.key))
        todo += [p for p in children(part) if head is None or p is not base_of(part)]
    return frozenset(found)


def _is_derived(*sides: Node) -> bool:
    """Whether an equation speaks of derivatives or limits: it says of other things than these quantities' values."""
    return any(
        isinstance(part, Differential | Nabla)
        or (isinstance(part, Scripted) and part.primes > 0)
        or (isinstance(part, Big) and part.kind == "lim")
        for side in sides
        for part in walk(side)
    )


def _letters(tokens: Iterable[Token]) -> Iterator[str]:
    """The letters in what was not understood."""
    for token in tokens:
        if token.kind in (LETTER, COMMAND):
            yield token.text
        yield from _letters(token.inside)


def depends(one: Head, other: Head, ties: list[Tie]) -> str:
    """By which equation a quantity may depend on another one, if by any."""
    far = FARTHEST + max(abs(head.label[1]) for head in (one, other, Head("", ("", 0))) if head.label is not None)
    todo, seen = [(one, "")], {one}
    while todo:
        head, text = todo.pop()
        for tie in ties:
            for on in tie.reached_from(head):
                told = text or tie.text
                if _may_be(on, other):
                    return told
                if on not in seen and (on.label is None or abs(on.label[1]) <= far):
                    seen.add(on)
                    todo.append((on, told))
    return ""


def _may_be(one: Head, other: Head) -> bool:
    """Whether what two heads name may be the same: layers with other letters may be one."""
    apart = one.label is not None and other.label is not None and one.label[0] == other.label[0]
    return one.key == other.key and (not apart or one.label == other.label)


def tied(sides: Iterable[Any], background: Background, ties: list[Tie], said: Ties, but: Set[str] = frozenset()) -> str:
    """Why what is constant in a derivative, or a limit, may depend on what varies there.

    What the premises of a claim leave out, an equation that is no definition, or one for an earlier layer, makes
    nothing free of another quantity.  Those in ``but`` are meant to be any quantities.
    """
    ways = [(name_of(one.of), unfolding(one.on, background)) for one in background.dependencies]
    known = {(of, name) for of, reached in ways for name in names_in(reached)}
    for by, other, inside in _varied(sides, background, said):
        for name in sorted(n for n in inside - but if (n, by) not in known):
            one = said.named(name)
            if text := depends(one, other, ties):
                return f"{name} may depend on {by}, as the text says: {text}"
    return ""


def _varied(sides: Iterable[Any], background: Background, said: Ties) -> Iterator[tuple[str, Head, set[str]]]:
    """What derivatives, limits and the arguments of functions vary, each with the names of what is constant there."""
    for part, inside, symbols in _derivatives(sides, background):
        others = {s for s in symbols if isinstance(s, Entry) and s != part.by and names_in([s]) == names_in([part.by])}
        for name in sorted(names_in([part.by])):
            yield name, said.named(name), inside | names_in(others)
    for limit in (part for side in background.with_definitions(sides) for part in side.atoms(Lim)):
        inside = names_in(unfolding(limit.of, background)) - background.definitions.keys()
        for name in sorted(names_in([limit.variable])):
            yield name, said.named(name), inside - {name}
    for called, definition in background.definitions.items():
        found = said.meaning.glossary.of(said.meaning.functions.get(called, called), None)
        if isinstance(definition.left, AppliedUndef) and found is not None:
            inside = names_in(unfolding(definition.right, background)) - background.definitions.keys()
            for parameter in found[0].parameters:
                if isinstance(parameter, Name):
                    yield shown(parameter.text, parameter.accents, parameter.font), Head(parameter.key), inside


def independent(sides: Iterable[Any], background: Background, loose: Set[str]) -> tuple[str, ...]:
    """That quantities are constant in a derivative, where the text says of them what may make them depend on others."""
    found: dict[str, None] = {}
    for part, inside, symbols in _derivatives(sides, background):
        by = min(names_in([part.by]))
        also = names_in(unfolding(part.by, background)) if by in background.definitions else set[str]()
        for name in sorted(n for n in inside if n in also or _letter(n) in loose):
            found[f"if {name} does not depend on {by}"] = None
        if _letter(by) in loose and any(_is_another(part.by, symbol) for symbol in symbols):
            found[f"if the quantities that {by} stands for do not depend on one another"] = None
    return tuple(found)


def _letter(name: str) -> str:
    """A written name without its scripts."""
    return re.split("[_^]", name)[0]


def _is_another(one: Any, other: Any) -> bool:
    """Whether two components of a family certainly are different ones: ``h_1`` and ``h_2``, ``h_t`` and ``h_{t-1}``."""
    if not (isinstance(one, Entry) and isinstance(other, Entry) and one.family == other.family):
        return False
    with evaluate(True):
        return any((a - b).is_nonzero for a, b in zip(one.args[1:], other.args[1:], strict=False))
