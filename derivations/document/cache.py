"""What was found of documents, kept in a folder, so that an unchanged document is not decided again.

An entry is found by the digest of all that the verdicts depend on: the whole text with its path, the settings, this
program's own files, and the versions of Python and of the libraries.  The files that a document includes stand in the
entry with their digests, and are looked at again.  An entry is data, JSON behind a digest of its own; one that is
damaged is not there.  What a limit of time or memory left undecided is not kept: another run may do better.

Several processes may use a folder at once: an entry is written beside its place and renamed.
"""

from __future__ import annotations

import json
import os
import sys
from contextlib import suppress
from dataclasses import asdict, dataclass
from functools import cache
from hashlib import sha256
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

from derivations.document.records import record, restored
from derivations.document.results import FoundStep, TakenAs
from derivations.document.settings import Settings
from derivations.document.source.files import Source
from derivations.document.source.latex import are_unchanged
from derivations.document.workers.limits import CheckedSection, Contents
from derivations.files import write

VARIABLE = "DERIVATIONS_CACHE"
"""The environment variable that names another folder; if it is empty, nothing is kept."""
LIBRARIES = ("sympy", "mpmath", "python-flint", "gmpy2", "markdown-it-py", "mdit-py-plugins", "pylatexenc")
"""What a verdict may depend on beside this program."""
BY_CHANCE = frozenset(["timeout", "crash", "error"])
"""Kinds of steps that may be decided in another run."""
MOST = 2000
"""How many entries are kept; those that were not used for the longest time go first."""


def standard_folder() -> Path | None:
    """The folder that the environment names, or the one for this program among the user's caches."""
    given = os.environ.get(VARIABLE)
    if given is not None:
        return Path(given) if given else None
    try:
        home = Path.home()
    except RuntimeError:
        return None
    if sys.platform == "win32":
        return Path(os.environ.get("LOCALAPPDATA") or home / "AppData" / "Local") / "derivations" / "Cache"
    if sys.platform == "darwin":
        return home / "Library" / "Caches" / "derivations"
    folder = Path(os.environ.get("XDG_CACHE_HOME") or home / ".cache")
    return (folder if folder.is_absolute() else home / ".cache") / "derivations"


@dataclass(frozen=True)
class Kept:
    """What is known of a document: its contents, and those of its sections that were decided, by number."""

    contents: Contents | None = None
    sections: tuple[tuple[int, CheckedSection], ...] = ()


@dataclass(frozen=True)
class Cache:
    """A folder of what was found.

    >>> from tempfile import TemporaryDirectory
    >>> from derivations.document.check import checked
    >>> from derivations.document.settings import Settings
    >>> source, settings = Source(r"$$\\ln e^x = x$$"), Settings()
    >>> with TemporaryDirectory() as folder:
    ...     found = list(checked([source], settings, cache=Cache(Path(folder))))
    ...     kept = Cache(Path(folder)).find(source, settings)
    >>> [section.steps == list(found[0].steps) for _, section in kept.sections]
    [True]
    """

    folder: Path

    def find(self, source: Source, settings: Settings) -> Kept:
        """What was kept of a document as it is now."""
        key = _key(source, settings)
        try:
            path = self.folder / key
            digest, _, text = path.read_bytes().partition(b"\n")
            if digest.decode() != _sealed(key, text):
                return Kept()
            kept = _restored(json.loads(text))
            os.utime(path)
        except (OSError, ValueError, TypeError, KeyError, AttributeError):  # not there, or damaged
            return Kept()
        assert kept.contents is not None
        return kept if are_unchanged(kept.contents.files) else Kept()

    def keep(self, source: Source, settings: Settings, kept: Kept) -> None:
        """Keep what was found of a document; nothing is kept where nothing can be written."""
        if kept.contents is None:
            return
        key = _key(source, settings)
        sections = [(number, found) for number, found in kept.sections if _is_lasting(found, kept.contents)]
        entry = {
            "contents": record(kept.contents),
            "sections": [[n, list(map(record, s.steps)), list(map(record, s.taken))] for n, s in sections],
        }
        text = json.dumps(entry).encode("ascii")
        with suppress(OSError):
            self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            write(self.folder, {key: f"{_sealed(key, text)}\n".encode() + text})
            self._tidy()

    def _tidy(self) -> None:
        entries = list(os.scandir(self.folder))
        if len(entries) > MOST:
            for entry in sorted(entries, key=lambda entry: entry.stat().st_mtime)[: len(entries) - MOST * 3 // 4]:
                with suppress(OSError):
                    os.unlink(entry.path)


def _is_lasting(section: CheckedSection, contents: Contents) -> bool:
    """Whether another run would find the same: no limit came first, and the included files were the same throughout."""
    return section.files == contents.files and not any(step.kind in BY_CHANCE for step in section.steps)


def _restored(entry: dict[str, Any]) -> Kept:
    contents = restored(Contents, entry["contents"])
    sections = tuple(
        (
            int(number),
            CheckedSection(
                [restored(FoundStep, step) for step in steps],
                [restored(TakenAs, taken) for taken in taken_as],
                contents.files,
            ),
        )
        for number, steps, taken_as in entry["sections"]
    )
    return Kept(contents, sections)


def _sealed(key: str, text: bytes) -> str:
    """The digest by which an entry is seen to be whole, and to be the one that was asked for."""
    return sha256(key.encode() + text).hexdigest()


def _key(source: Source, settings: Settings) -> str:
    """The digest of what the verdicts of a document depend on, but for the files that it includes."""
    return sha256(json.dumps([_program(), asdict(source), asdict(settings)]).encode("ascii")).hexdigest()


@cache
def _program() -> str:
    """The digest of this program's files, and of the versions of what it is run with."""
    package = Path(__file__).parents[1]
    found = sha256()
    for path in sorted(package.rglob("*.py")):
        found.update(f"{path.relative_to(package)} ".encode() + sha256(path.read_bytes()).digest())
    variables = sorted(item for item in os.environ.items() if item[0].startswith("SYMPY"))
    found.update(repr([sys.version, sys.platform, *map(_version, LIBRARIES), *variables]).encode())
    return found.hexdigest()


def _version(library: str) -> str:
    try:
        return version(library)
    except PackageNotFoundError:
        return ""
