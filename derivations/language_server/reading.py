"""Reading a document again and again while it is edited: only the sections that changed are read anew."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from derivations.document.decisions.checking import outlines
from derivations.document.discourse.reading import read_section
from derivations.document.discourse.sections import Section
from derivations.document.elaboration.glossary import Defined, Head
from derivations.document.obligations.outline import Outline, outline
from derivations.document.source.pieces import Document, Heading, Piece
from derivations.document.source.reading import document
from derivations.language_server.cells import CELLS, document_of_cells
from derivations.language_server.digests import digest
from derivations.language_server.places import Places, Slot, placed


@dataclass(frozen=True)
class ReadSection:
    """A section's outline, and the ``key`` of all that its verdicts depend on."""

    outline: Outline
    key: str


@dataclass(frozen=True)
class ReadDocument:
    """The sections of a document that say something, its places, and what could not be read in it."""

    sections: tuple[ReadSection, ...]
    places: Places
    problems: tuple[str, ...] = ()


class Reader:
    """Reads the versions of a document, and keeps what it read of the last one.

    What it keeps is found by everything that it was made of: a section by its pieces, the macros, and the sections
    around it; an outline by its section, the definitions of the sections before it, and the words around it.
    """

    def __init__(self) -> None:
        self._before: dict[Any, Any] = {}
        self._now: dict[Any, Any] = {}
        self._numbers: dict[int, int] = {}
        self._count = 0
        self._digests: dict[int, tuple[Defined, str]] = {}
        self._macros = ""

    def read(
        self, text: str, path: str = "", form: str | None = None, folder: Path | None = None, slots: Sequence[Slot] = ()
    ) -> ReadDocument:
        """The next version; ``slots`` are those of the version before it.

        Raises :class:`~derivations.document.CannotRead`.
        """
        whole = document_of_cells(text) if form == CELLS else document(text, path, form, folder)
        found, places = placed(whole, slots)
        self._before, self._now = self._now, {}
        self._macros = digest(found.macros)
        try:
            read = [(one, self._key(one)) for one in outlines(found, self._section, self._outline)]
        except BaseException:
            self.__init__()  # type: ignore[misc]
            raise
        self._forget()
        return ReadDocument(tuple(ReadSection(*one) for one in read), places, found.problems)

    def _section(
        self, whole: Document, heading: Heading, around: Sequence[Any], base: int, pieces: Sequence[Piece]
    ) -> Any:
        outer = tuple(self._numbers[id(reader)] for reader in around)
        key = ("section", whole.path, self._macros, heading, outer, base, tuple(pieces))
        reader = self._kept(key, lambda: read_section(whole, heading, around, base, pieces))
        self._number(reader)
        self._number(reader.found)
        return reader

    def _outline(
        self, section: Section, earlier: dict[Head, Defined], context: str = "", usual: bool = False
    ) -> Outline:
        known = tuple((head, self._digest(defined)) for head, defined in earlier.items())
        key = ("outline", self._numbers[id(section)], known, context, usual)
        found: Outline = self._kept(key, lambda: outline(section, earlier, context, usual))
        return found

    def _key(self, found: Outline) -> str:
        """The digest of all that the section's decisions depend on: an outline is made of nothing else."""
        inherited = tuple((head, self._digest(defined)) for head, defined in found.inherited.items())
        depends = (inherited, found.words, found.usual)
        key: str = self._kept(
            ("key", self._numbers[id(found.section)], *depends), lambda: digest((found.section, *depends))
        )
        return key

    def _digest(self, defined: Defined) -> str:
        if id(defined) not in self._digests:
            self._digests[id(defined)] = defined, digest(defined)
        return self._digests[id(defined)][1]

    # -- what is kept

    def _kept(self, key: Any, work: Callable[[], Any]) -> Any:
        if key not in self._now:
            self._now[key] = self._before[key] if key in self._before else work()
        return self._now[key]

    def _number(self, item: Any) -> None:
        """Give an object that is kept a number of its own, which stands for it in the keys of others."""
        if id(item) not in self._numbers:
            self._count += 1
            self._numbers[id(item)] = self._count

    def _forget(self) -> None:
        """Forget what this version did not need: another object may have the identity of one that is gone."""
        self._before = {}
        readers = [value for key, value in self._now.items() if key[0] == "section"]
        alive = {id(item) for reader in readers for item in (reader, reader.found)}
        self._numbers = {name: number for name, number in self._numbers.items() if name in alive}
        outlined = [value for key, value in self._now.items() if key[0] == "outline"]
        used = {id(defined) for found in outlined for defined in (*found.earlier.values(), *found.inherited.values())}
        self._digests = {name: kept for name, kept in self._digests.items() if name in used}
