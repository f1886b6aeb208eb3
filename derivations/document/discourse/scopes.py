"""The scopes of a section: list items within one another, cases in them, and the conditions that are in force in each.

What a text supposes is in force until its item ends, a case until the next one; both end, or are no longer sure, where
the text says something else.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

from derivations.document.discourse.conditions import Condition, IndexRange, excludes, gives_another_value
from derivations.document.syntax.nodes import Name, Node

Test = Callable[[Condition], bool]


class Scopes:
    """The conditions in force where a section goes on, those of the innermost list item last.

    ``supposed`` are all that the section ever supposed, and ``anew`` the names that begin to mean something else, each
    with the number of the statement that follows.  ``item`` are the numbers of the list items around what follows.
    """

    def __init__(self, inherited: Iterable[Condition]) -> None:
        self._blocks: list[list[Condition]] = [[*inherited]]
        self._cases: list[list[Condition]] = [[]]
        self._items = 0
        self.item: tuple[int, ...] = ()
        self.supposed: list[tuple[int, Condition]] = [(0, condition) for condition in self._blocks[0]]
        self.anew: list[tuple[int, str]] = []

    @property
    def outermost(self) -> Sequence[Condition]:
        """What is in force in the whole section."""
        return self._blocks[0]

    @property
    def innermost(self) -> Sequence[Condition]:
        """What the list item at hand has supposed."""
        return self._blocks[-1]

    def supposed_here(self) -> list[Condition]:
        """What is supposed, without the cases."""
        return [condition for block in self._blocks for condition in block]

    def in_force(self) -> list[Condition]:
        """All conditions in force."""
        return [condition for level in (*self._blocks, *self._cases) for condition in level]

    # -- what begins

    def enter_item(self) -> None:
        """A list item begins."""
        self._blocks.append([])
        self._cases.append([])
        self._items += 1
        self.item = (*self.item, self._items)

    def leave_item(self) -> None:
        """A list item ends, and what was supposed in it."""
        if len(self._blocks) > 1:
            self._blocks.pop()
            self._cases.pop()
            self.item = self.item[:-1]

    def suppose(self, condition: Condition, number: int) -> Condition:
        """Put a condition in force until its list item ends; it ends what it contradicts."""
        supposed = replace(condition, block=True, item=self.item)
        self.end_what_contradicts(supposed)
        self.end(lambda before: before.excerpt != condition.excerpt and gives_another_value(condition, before))
        self._blocks[-1].append(supposed)
        self.supposed.append((number, supposed))
        return supposed

    def add(self, conditions: Iterable[Condition]) -> None:
        """Put in force what is given as a reason for what follows."""
        self._blocks[-1] += conditions

    def begin_case(self, condition: Condition) -> None:
        """A case begins, and the one before it ends."""
        self._cases[-1] = [condition]

    def add_to_case(self, condition: Condition) -> None:
        """A case has one more condition."""
        self._cases[-1].append(condition)

    def begin_anew(self, name: Node | None, number: int) -> None:
        """A name is something else from a statement on: what was supposed of it ends."""
        if isinstance(name, Name):
            self.anew.append((number, name.key))
            self.end(lambda condition: name.key in condition.related.keys)

    def tell(self, ranges: Sequence[IndexRange], conditions: Sequence[Condition]) -> None:
        """Conditions of a sentence are for the values of the indices that it tells; of some alone they are not sure."""
        told: dict[int, Condition] = {}
        for condition in conditions:
            own = tuple(one for one in ranges if one.key in condition.related.keys)
            if own:
                sure = condition.sure and all(one.last is not None for one in own)
                told[id(condition)] = replace(condition, ranges=own, sure=sure)
        self._change(lambda condition: told.get(id(condition), condition))
        self.supposed = [(number, told.get(id(c), c)) for number, c in self.supposed]

    # -- what ends

    def end_cases(self) -> None:
        """The text no longer speaks of a case."""
        self._cases = [[] for _ in self._cases]

    def end(self, ends: Test) -> None:
        """Conditions hold no longer from here on."""
        self._blocks = [[c for c in block if not ends(c)] for block in self._blocks]
        self._cases = [[c for c in case if not ends(c)] for case in self._cases]

    def end_what_contradicts(self, condition: Condition) -> None:
        """What cannot hold where a condition does ends."""
        self.end(lambda before: excludes(condition, before))

    def take_back(self, conditions: Sequence[Condition]) -> None:
        """The text takes conditions back: they were never supposed."""
        self.end(lambda condition: is_in(condition, conditions))
        self.supposed = [item for item in self.supposed if not is_in(item[1], conditions)]

    def weaken(self, of: Test = lambda _: True) -> None:
        """Conditions may hold no longer from here on."""
        self._change(lambda c: replace(c, sure=False) if c.sure and of(c) else c)

    def _change(self, change: Callable[[Condition], Condition]) -> None:
        self._blocks = [[change(c) for c in block] for block in self._blocks]
        self._cases = [[change(c) for c in case] for case in self._cases]


def is_in(condition: Condition, others: Sequence[Condition]) -> bool:
    """Whether it is one of these, and not only as one of them is."""
    return any(condition is other for other in others)
