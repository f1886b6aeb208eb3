"""Which result rests on which, laid out for drawing: a column for each step away from what rests on nothing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

SWEEPS = 8
"""How often the order in the columns is improved."""


@dataclass(frozen=True)
class Place:
    """Where a result stands: its column from the left and its row from the top, both from 0."""

    column: int
    row: float


class Graph:
    """Results and what each of them rests on.

    >>> graph = Graph({"bp1": (), "bp3": (), "linear": ("bp1", "bp3"), "alone": ()})
    >>> graph.columns
    (('bp1', 'bp3'), ('linear',))
    >>> graph.alone
    ('alone',)
    """

    def __init__(self, rests_on: Mapping[str, tuple[str, ...]]) -> None:
        self.rests_on = {name: tuple(f for f in facts if f in rests_on) for name, facts in rests_on.items()}

    @property
    def edges(self) -> tuple[tuple[str, str], ...]:
        """Pairs of a fact and a result that rests on it."""
        return tuple((fact, name) for name, facts in self.rests_on.items() for fact in facts)

    @property
    def alone(self) -> tuple[str, ...]:
        """What rests on nothing and carries nothing."""
        joined = {end for edge in self.edges for end in edge}
        return tuple(name for name in self.rests_on if name not in joined)

    def below(self, name: str) -> Graph:
        """The graph of what a result rests on, and of what that rests on, with the result itself.

        >>> Graph({"bp1": (), "bp3": (), "linear": ("bp1",), "last": ("linear",)}).below("last").order
        ('bp1', 'linear', 'last')
        """
        found, todo = set[str](), [name]
        while todo:
            found.add(one := todo.pop())
            todo += [fact for fact in self.rests_on[one] if fact not in found]
        return Graph({one: facts for one, facts in self.rests_on.items() if one in found})

    @cached_property
    def order(self) -> tuple[str, ...]:
        """The results that hang together, each after all it rests on."""
        return tuple(sorted(self.places, key=self._depth))

    @cached_property
    def columns(self) -> tuple[tuple[str, ...], ...]:
        """The results that hang together, each to the right of all it rests on, ordered so that few lines cross."""
        depth = {name: self._depth(name) for name in self.rests_on if name not in self.alone}
        if not depth:
            return ()
        found = [[name for name in depth if depth[name] == level] for level in range(max(depth.values()) + 1)]
        for sweep in range(SWEEPS):
            forth = sweep % 2 == 0
            for level in range(len(found)) if forth else reversed(range(len(found))):
                row = {name: (place + 0.5) / len(column) for column in found for place, name in enumerate(column)}
                found[level].sort(key=lambda name: self._middle(name, row, forth))
        return tuple(map(tuple, found))

    def _depth(self, name: str) -> int:
        return 1 + max(map(self._depth, self.rests_on[name])) if self.rests_on[name] else 0

    def _middle(self, name: str, row: Mapping[str, float], forth: bool) -> float:
        """Where a result's neighbours lie on average, to one side."""
        near = [fact if forth else user for fact, user in self.edges if (user if forth else fact) == name]
        return sum(row[other] for other in near) / len(near) if near else row[name]

    @cached_property
    def places(self) -> dict[str, Place]:
        """Where each result that hangs together with others stands; shorter columns are spread over the longest."""
        tallest = max(map(len, self.columns), default=0)
        return {
            name: Place(level, (place + 0.5) * tallest / len(column) - 0.5)
            for level, column in enumerate(self.columns)
            for place, name in enumerate(column)
        }
