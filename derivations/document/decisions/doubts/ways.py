"""Ways by which an undefined quantity may depend on another one than those that a chain rule goes through.

In the derivative of L by x a claim may take L to depend on x by way of u alone: then it leaves out every other path.
What the text says of L shows whether there is one; where it says nothing, each quantity that it computes from x without
u may be one.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Set
from dataclasses import dataclass, field
from typing import Any

from sympy.core.function import AppliedUndef

from derivations.document.decisions.doubts.dependence import FARTHEST, Tie, Ties
from derivations.document.decisions.unfolding import unfolding
from derivations.document.elaboration.glossary import ANY_LAYER, Head
from derivations.document.elaboration.survey import calls_in
from derivations.document.obligations.background import Background
from derivations.document.obligations.interpretation import Interpretation
from derivations.document.obligations.names import name_of, names_in
from derivations.document.syntax.names import shown
from derivations.document.syntax.nodes import Name, head_name
from derivations.document.syntax.patterns import is_plain_name, members, written
from derivations.notation import Partial, subexpressions
from derivations.proof import Definition, Dependency

MADE_UP = "°"
"""What the name of an undetermined function ends with, which a quantity is made to be of another one."""


@dataclass(frozen=True)
class Through:
    """That a quantity is made to depend on others, and no further ones; ``assumed`` is what says so."""

    of: str
    on: frozenset[str]
    assumed: frozenset[Definition | Dependency]


@dataclass
class Found:
    """Why a claim leaves a way out, if the text says so, and else under which condition it leaves out none."""

    denied: str = ""
    conditions: dict[Definition | Dependency, str] = field(default_factory=dict)


class Ways:
    """What a section says of the quantities that each of its quantities depends on."""

    def __init__(self, interpretation: Interpretation, ties: Ties) -> None:
        self.ties = ties
        self._said: dict[str, list[tuple[str, frozenset[Head]]]] = {}
        for key, keys in interpretation.section.depending:
            text = f"{_shown(key)} depends on {' and '.join(sorted(map(_shown, keys)))}"
            self._said.setdefault(key, []).append((text, frozenset(map(Head, keys))))
        nodes = [side.node for chain in interpretation.chains for side in chain.sides if side.node is not None]
        nodes += [part for _, condition in interpretation.section.supposed for part in condition.related.parts]
        for call in (call for node in (*nodes, *interpretation.section.spoken) for call in calls_in(node)):
            parts = members(call.bracket.body)
            if all(map(is_plain_name, parts)):
                heads = frozenset(Head(name.key) for part in parts if isinstance(name := head_name(part), Name))
                self._said.setdefault(call.key, []).append((written(call.item) + written(call.bracket), heads))

    def left_out(self, sides: Iterable[Any], background: Background, said: list[Tie]) -> Found:
        """The ways that the chain rules of a claim leave out."""
        made = {through.of: through for through in _made_up(background)}
        if not made:
            return Found()
        defining = [tie for tie in said if len(tie.heads) == 1]
        ties = [*defining, *(self._tie(through) for through in made.values())]
        found = Found()
        for part in (p for side in background.with_definitions(sides) for p in subexpressions(side)):
            if not isinstance(part, Partial):
                continue
            by = name_of(part.by)
            for name in sorted(names_in(unfolding(part.of, background, {by})) & made.keys()):
                if by not in made[name].on:
                    self._leave_out(made[name], by, ties, said, found)
        return found

    def _tie(self, through: Through) -> Tie:
        return Tie(frozenset([self.ties.named(through.of)]), frozenset(map(self.ties.named, through.on)), "")

    def _leave_out(self, through: Through, by: str, ties: list[Tie], said: list[Tie], found: Found) -> None:
        own, end, on = self.ties.named(through.of), self.ties.named(by), frozenset(map(self.ties.named, through.on))
        behind = _reached(on, ties, frozenset())
        if end not in behind:
            return
        lists = [*self._said.get(own.key, ())]
        lists += [(tie.text, tie.on) for tie in said if tie.heads == {own} and own not in tie.on]
        for text, heads in lists:
            apart = heads - on if on & heads else heads - on - behind  # C(w) says nothing of what is computed from w
            if any(head == end or end in _reached({head}, said, on) for head in apart):
                found.denied = f"{through.of} may also depend on {by} in another way, as the text says: {text}"
                return
        complete = [heads for _, heads in lists if on & heads]
        computed = frozenset[Head]().union(*(tie.heads for tie in said))
        if complete:
            may_be = any(heads & on - computed and heads - on - computed - {end} for heads in complete)
        else:
            others = (head for head in _computed(ties, on | {end}) - on - {own} if head == end or head not in behind)
            ways = (head for head in others if end in _reached({head}, ties, on))
            may_be = any(own not in _reached({head}, ties, frozenset()) for head in ways)
        if may_be:
            condition = f"if {through.of} depends on {by} only through {' and '.join(sorted(through.on))}"
            found.conditions |= dict.fromkeys(through.assumed, condition)


def _made_up(background: Background) -> Iterator[Through]:
    """The quantities that were made to depend on others because a claim differentiates them by these."""
    found: dict[str, tuple[set[str], set[Definition | Dependency]]] = {}
    for name, definition in background.definitions.items():
        right = definition.right
        if isinstance(right, AppliedUndef) and right.func.__name__ == name + MADE_UP:
            found[name] = names_in(right.args), {definition}
    for dependency in background.dependencies:
        on, assumed = found.setdefault(name_of(dependency.of), (set(), set()))
        on.add(name_of(dependency.on))
        assumed.add(dependency)
    for name, (on, assumed) in found.items():
        yield Through(name, frozenset(on), frozenset(assumed))


def _shown(key: str) -> str:
    return shown(key.split("@", maxsplit=1)[0].split("~", maxsplit=1)[0])


def _computed(ties: Iterable[Tie], near: Set[Head]) -> set[Head]:
    """What is computed from other quantities, in the layers near some."""
    labels = {head.label for head in near if head.label is not None}
    found: set[Head] = set()
    for head in (head for tie in ties if tie.computes for head in tie.heads):
        if head.label is not None and head.label[0] in ANY_LAYER:
            found |= {Head(head.key, (letter, place + step)) for letter, place in labels for step in (-1, 0, 1, 2)}
        else:
            found.add(head)
    return found


def _reached(starts: Iterable[Head], ties: Iterable[Tie], without: Set[Head]) -> set[Head]:
    """All that some quantities are computed from, by ways that do not go through others."""
    several = list(ties)
    todo, found = list(starts), set[Head]()
    far = FARTHEST + max((abs(head.label[1]) for head in todo if head.label is not None), default=0)
    while todo:
        head = todo.pop()
        for on in (one for tie in several for one in tie.reached_from(head)):
            if on not in found and on not in without and (on.label is None or abs(on.label[1]) <= far):
                found.add(on)
                todo.append(on)
    return found
