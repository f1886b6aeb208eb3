"""Writing: theorems and how they were made, as lines in which each is made of earlier ones."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
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


def file_of(theorem: Theorem, claim: Term, allows: Callable[[Term], bool]) -> str:
    """A file with one theorem as the proof of a claim, with those of its hypotheses that are allowed.

    If the theorem says something else, or has other hypotheses, the file is not accepted when it is read.
    """
    writer = Writer()
    hypotheses = frozenset(filter(allows, theorem.hypotheses))
    return "\n".join([json.dumps(HEAD), *writer.result("the step", theorem, claim, hypotheses), json.dumps({"end": 1})])


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
            yield from self.result(title, theorem, theorem.claim, theorem.hypotheses)
        yield json.dumps({"end": len(results)})

    def result(self, title: str, theorem: Theorem, claim: Term, hypotheses: frozenset[Term]) -> Iterator[str]:
        """The lines for one theorem, with what it is said to claim, and under which hypotheses."""
        parts: list[Term | Theorem] = [theorem, claim, *sorted(hypotheses, key=str)]
        for part in parts:
            yield from self._made(part)
        said = {
            "result": title,
            "theorem": self._places[id(theorem)],
            "claim": self._places[id(claim)],
            "hypotheses": sorted(self._places[id(hypothesis)] for hypothesis in hypotheses),
        }
        yield json.dumps(said, ensure_ascii=False)

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
