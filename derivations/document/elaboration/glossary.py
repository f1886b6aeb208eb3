"""Definitions, by what they define."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from derivations.document.elaboration.dimensions import Key
from derivations.document.elaboration.survey import Survey, label_of
from derivations.document.syntax.commands import OMISSION
from derivations.document.syntax.names import (
    CIRCULAR,
    ELEMENTARY,
    OF_MATRICES,
)
from derivations.document.syntax.nodes import (
    Bracket,
    Name,
    Node,
    Number,
    Related,
    Row,
    Scripted,
    base_of,
)
from derivations.document.syntax.patterns import (
    event_of,
    is_plain_name,
    listed,
    members,
    written,
)

Label = tuple[str, int]
ANY_LAYER = ("l", "ell")
"""The letters of layers that a definition for all layers is written with."""
EXAMPLE = "example"
"""The index of the training example at hand, where a formula does not write it."""


@dataclass(frozen=True)
class Head:
    """What a definition defines: a name, in a layer perhaps."""

    key: str
    label: Label | None = None

    @property
    def letter(self) -> str:
        """The name without its subscript, and without the number of a function's arguments."""
        return re.split("[_/]", self.key, maxsplit=1)[0]


@dataclass(frozen=True)
class Defined:
    """``left = right`` as the document, or a convention of the field, has it.

    ``parameters`` are those of a function; ``place`` tells its free indices from those of other formulas.
    """

    head: Head
    left: Node
    right: Node
    place: Key
    parameters: tuple[Node, ...] = ()
    text: str = ""
    named: str = ""


@dataclass(frozen=True)
class Glossary:
    """The definitions in force, by what they define; one for any layer holds for the ``labels`` that are written."""

    entries: Mapping[Head, Defined] = field(default_factory=dict)
    labels: frozenset[Label] = frozenset()

    @cached_property
    def _behind(self) -> dict[int, tuple[Node, Mapping[int, Defined]]]:
        return {}

    def of_letter(self, letter: str) -> Sequence[Defined]:
        """The definitions of all names of a letter, whatever their scripts."""
        return self._by_letter.get(letter, ())

    @cached_property
    def _by_letter(self) -> Mapping[str, Sequence[Defined]]:
        found: dict[str, list[Defined]] = {}
        for head, entry in self.entries.items():
            found.setdefault(head.letter, []).append(entry)
        return found

    def behind(self, node: Node) -> Mapping[int, Defined]:
        """The definitions that an expression leads to, each by its identity."""
        if id(node) not in self._behind:
            found, todo = dict[int, Defined](), [node]
            while todo:
                letters = {key.split("_")[0] for key in todo.pop().keys}
                more = {id(entry): entry for letter in letters for entry in self.of_letter(letter)}
                todo += [entry.right for name, entry in more.items() if name not in found]
                found |= more
            self._behind[id(node)] = node, found  # while the node is kept no other one has its identity
        return self._behind[id(node)][1]

    def of(self, key: str, label: Label | None) -> tuple[Defined, dict[str, Label]] | None:
        """The definition of a name in a layer: its own, or that for any layer."""
        exact = self.entries.get(Head(key, label))
        if exact is not None:
            return exact, {}
        if label in self.labels:
            assert label is not None
            for head, entry in self.entries.items():
                if head.key == key and head.label is not None and head.label[0] in ANY_LAYER and head.label != label:
                    return entry, {head.label[0]: (label[0], label[1] - head.label[1])}
        return None


def head_of(node: Node, survey: Survey) -> tuple[Head, tuple[Node, ...]] | None:
    """What a left side defines, and the arguments of a function: a lone symbol, with scripts and arguments perhaps."""
    parameters: tuple[Node, ...] = ()
    if isinstance(node, Row):
        if len(node.items) != 2 or not isinstance(node.items[1], Bracket) or node.items[1].kind not in "([":
            return None
        node, bracket = node.items
        parts = members(bracket.body)  # type: ignore[union-attr]
        parameters = tuple(p for part in parts for p in (part.parts if isinstance(part, Related) else (part,)))
        if any(isinstance(parameter, Name) and parameter.text == OMISSION for parameter in parameters):
            parameters = ()
        if not all(is_plain_name(parameter) for parameter in parameters):
            return None
        name = base_of(node)
        key = parameters[0].key if len(parameters) == 1 and isinstance(parameters[0], Name) else ""
        in_sum = key in survey.bound or (key in survey.indices and key not in survey.plain)
        if in_sum and isinstance(name, Name) and name.key not in survey.primed:
            parameters = ()
    if isinstance(node, Name):
        base, sub, sup = node, None, None
    elif isinstance(node, Scripted) and isinstance(node.base, Name) and not node.primes:
        base, sub, sup = node.base, node.sub, node.sup
    else:
        return None
    lone_pi = base.text == "pi" and sub is None and not parameters
    unnamed = ELEMENTARY | CIRCULAR | OF_MATRICES | {"∂", "d", "∞"}
    if base.text in unnamed or lone_pi or (base.text == "e" and sup is not None):
        return None
    label = label_of(sup) if sup is not None else None
    example = isinstance(sup, Bracket) or (
        isinstance(sup, Name) and sup.key in survey.indices and sup.key not in survey.plain
    )
    if sup is not None and label is None and not example:
        return None
    words = [
        m
        for m in listed(sub)
        if not survey.is_index(m) and not (isinstance(m, Number) and survey.subscripts.get(base.key))
    ]
    if any(isinstance(m, Number) for m in listed(sub)) and survey.subscripts.get(base.key):
        return None
    key = f"{base.key}_{','.join(written(m) for m in words)}" if words else base.key
    return Head(key, label), parameters


def of_events(left: Node, entries: Iterable[Defined]) -> Iterator[Defined]:
    """What defines a function whose value at an event a side is, ``p(y = 1 | x)``, and its values at other events."""
    node = left.items[0] if isinstance(left, Row) else left
    if isinstance(node, Scripted) and isinstance(node.base, Name) and any(map(event_of, listed(node.sub))):
        yield from (entry for entry in entries if entry.head.letter == node.base.key)
