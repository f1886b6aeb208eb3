"""Writing: theorems and how they were made, as lines in which each is made of earlier ones."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from flint import fmpq

from derivations.kernel.terms import Term
from derivations.kernel.theorem import Theorem

HEAD = {"format": "derivations proof", "version": 2}
"""The first line of a file."""


class Named(NamedTuple):
    """A theorem, and what it is the proof of."""

    title: str
    theorem: Theorem


def file_of(theorem: Theorem) -> str:
    """A file with the proof of one theorem."""
    return "\n".join(Writer().lines([Named("", theorem)]))


class Writer:
    """Writes theorems as lines; what two of them share is written once.

    >>> from derivations.kernel.algebra import field
    >>> from derivations.kernel.terms import ONE
    >>> for line in Writer().lines([Named("one is one", field(ONE, ONE))]):
    ...     print(line)
    {"format": "derivations proof", "version": 2}
    {"term": "number", "of": [["rational", "1"]]}
    {"rule": "field", "of": [["term", 0], ["term", 0]]}
    {"term": "=", "of": [["term", 0], ["term", 0]]}
    {"result": "one is one", "theorem": 0, "claim": 1, "hypotheses": []}
    {"end": 1}
    """

    def __init__(self) -> None:
        self._numbers: dict[str, dict[str, int]] = {"term": {}, "rule": {}}
        self._places: dict[int, int] = {}
        self._kept: list[Term | Theorem] = []

    def lines(self, theorems: Iterable[Named]) -> Iterator[str]:
        """The lines of a file, the head first, and last how many results there are."""
        yield json.dumps(HEAD)
        results = list(theorems)
        for title, theorem in results:
            parts: list[Term | Theorem] = [theorem, theorem.claim, *sorted(theorem.hypotheses, key=str)]
            for part in parts:
                yield from self._made(part)
            said = {
                "result": title,
                "theorem": self._places[id(theorem)],
                "claim": self._places[id(theorem.claim)],
                "hypotheses": sorted(self._places[id(hypothesis)] for hypothesis in theorem.hypotheses),
            }
            yield json.dumps(said, ensure_ascii=False)
        yield json.dumps({"end": len(results)})

    def _made(self, whole: Term | Theorem) -> Iterator[str]:
        """The lines of what a term or theorem is made of, and its own, if they are not written yet."""
        todo = [(whole, False)]
        while todo:
            one, ready = todo.pop()
            if id(one) in self._places:
                continue
            of = one.args if type(one) is Term else one.arguments  # type: ignore[union-attr]
            if not ready:
                todo.append((one, True))
                todo += [(part, False) for part in reversed(list(inside(of))) if id(part) not in self._places]
                continue
            kind, name = ("term", one.op) if type(one) is Term else ("rule", one.rule)  # type: ignore[union-attr]
            line = json.dumps({kind: name, "of": [self._argument(part) for part in of]}, ensure_ascii=False)
            numbers = self._numbers[kind]
            if line not in numbers:
                numbers[line] = len(numbers)
                yield line
            self._places[id(one)] = numbers[line]
            self._kept.append(one)  # while it is kept, no other object has its id

    def _argument(self, value: Any) -> Any:
        match value:
            case Term():
                return ["term", self._places[id(value)]]
            case Theorem():
                return ["theorem", self._places[id(value)]]
            case fmpq():
                return ["rational", str(value)]
            case tuple():
                return ["tuple", *map(self._argument, value)]
            case frozenset():
                return ["set", *sorted(map(self._argument, value), key=json.dumps)]
        return value


def inside(values: Iterable[Any]) -> Iterator[Term | Theorem]:
    """The terms and theorems in arguments, those in tuples and sets too."""
    for value in values:
        if type(value) in (Term, Theorem):
            yield value
        elif type(value) in (tuple, frozenset):
            yield from inside(value)
