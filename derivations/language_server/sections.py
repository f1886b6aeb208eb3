"""Sections that are decided while their document is edited: what is known of them, and what is to be done next.

A verdict is kept by the key of its section, which covers all that it depends on, so that nothing that is shown is older
than the text.  Newer versions of a document take the place of older ones; what was decided for these stays known.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from derivations.document.results import FoundStep, TakenAs
from derivations.document.source.files import Source
from derivations.language_server.places import Places, Slot

MOST = 4000
"""How many sections are known at most."""


@dataclass
class Known:
    """What is known of a section: its journal's entries, its steps, and what it takes as given.

    When it is ``done`` all verdicts are known, and when it is ``complete`` also what would make the false steps true.
    """

    decisions: list[Any] = field(default_factory=list)
    changes: list[Any] = field(default_factory=list)
    steps: list[FoundStep] = field(default_factory=list)
    taken: list[TakenAs] = field(default_factory=list)
    done: bool = False
    complete: bool = False
    working: bool = False


@dataclass(frozen=True)
class Contents:
    """A version as it was read: the key of each section and where it begins, and what could not be read."""

    keys: tuple[str, ...] = ()
    begins: tuple[dict[str, Any] | None, ...] = ()
    places: Places = field(default_factory=Places)
    problems: tuple[str, ...] = ()


@dataclass(eq=False)
class Version:
    """The text of a document at one time, and what was read in it.

    ``before`` are the slots of the version that was read before it, and ``old`` the keys of its sections.
    """

    name: str
    number: int | None
    source: Source
    before: tuple[Slot, ...] = ()
    old: frozenset[str] = frozenset()
    contents: Contents | None = None
    reading: bool = False


class Store:
    """What is known of sections, by their keys; those that were used least lately are forgotten."""

    def __init__(self) -> None:
        self._known: OrderedDict[str, Known] = OrderedDict()

    def of(self, key: str) -> Known:
        """What is known of a section."""
        found = self._known.setdefault(key, Known())
        self._known.move_to_end(key)
        return found

    def forget_all_but(self, keys: Iterable[str]) -> None:
        """Forget sections, those first that were used least lately, while there are too many; but not these."""
        kept = set(keys)
        old = [key for key, known in self._known.items() if key not in kept and not known.working]
        for key in old[: max(len(self._known) - MOST, 0)]:
            del self._known[key]

    def forget_failures(self) -> None:
        """Forget what was not decided for want of time or memory, so that it is tried again."""
        for key, known in list(self._known.items()):
            if not known.working and any(step.kind in ("timeout", "crash", "error") for step in known.steps):
                del self._known[key]

    def pending(self, version: Version) -> list[int]:
        """The sections of a version that are not complete and nobody is at.

        Those come first whose verdicts are not known, and of these those that changed.
        """
        keys = () if version.contents is None else version.contents.keys
        known = [self.of(key) for key in keys]
        free = [n for n, one in enumerate(known) if not (one.complete or one.working)]
        return sorted(free, key=lambda n: (known[n].done, keys[n] in version.old, n))

    def is_done(self, version: Version) -> bool:
        """Whether all verdicts of a version are known."""
        return version.contents is not None and all(self.of(key).done for key in version.contents.keys)

    def is_complete(self, version: Version) -> bool:
        """Whether everything of a version is known."""
        return version.contents is not None and all(self.of(key).complete for key in version.contents.keys)
