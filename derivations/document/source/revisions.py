"""What a file was at a commit of its git repository, and which of its lines changed since."""

from __future__ import annotations

import os
import re
import subprocess
from dataclasses import dataclass
from pathlib import Path

from derivations.document.source.files import decoded, text_of
from derivations.document.source.pieces import CannotRead

OF_A_HOOK = ("GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_PREFIX")
"""What git tells its hooks, with paths from the folder that they run in."""
_HUNK = re.compile(rb"^@@ -\S+ \+(\d+)(?:,(\d+))? @@", re.MULTILINE)


@dataclass(frozen=True)
class Span:
    """Lines from ``first`` to ``last``; of a deletion ``last`` is the line before it, and ``first`` the one behind."""

    first: int
    last: int

    def touches(self, line: int, end_line: int) -> bool:
        """Whether a passage from one line to another has a line in this span, or a deletion within.

        >>> Span(3, 4).touches(4, 6), Span(5, 4).touches(4, 5), Span(5, 4).touches(5, 6)
        (True, True, False)
        """
        return line <= self.last and end_line >= self.first


def commit(ref: str, folder: Path) -> str:
    """The commit that a name stands for in a folder's repository, or :class:`CannotRead`."""
    try:
        return (
            _git(folder, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{ref}^{{commit}}").decode().strip()
        )
    except CannotRead:
        raise CannotRead(f"{folder}: {ref!r} is no commit here; expected a branch, a tag or a commit of git") from None


def text_at(commit: str, path: Path) -> str | None:
    """The text of a file at a commit; nothing if it was not there."""
    name = f"{commit}:./{path.name}"
    try:
        _git(path.parent, "cat-file", "-e", name)
    except CannotRead:
        return None
    return decoded(_git(path.parent, "cat-file", "blob", name), f"{path} at {commit}")


def changes(commit: str, path: Path) -> tuple[Span, ...]:
    """The lines of a file that changed since a commit."""
    options = ("--no-ext-diff", "--no-textconv", "--no-color", "--unified=0", "--src-prefix=a/", "--dst-prefix=b/")
    found = _git(path.parent, "diff", *options, commit, "--", f":(literal){path.name}")
    spans = []
    for hunk in _HUNK.finditer(found):
        start, count = int(hunk[1]), int(hunk[2] or 1)
        spans.append(Span(start, start + count - 1) if count else Span(start + 1, start))
    return tuple(spans)


def is_unchanged(commit: str, path: Path) -> bool:
    """Whether a file says what it said at a commit, or is there neither then nor now."""
    try:
        now: str | None = text_of(path)
    except CannotRead:
        now = None
    return now == text_at(commit, path)


def _git(folder: Path, *arguments: str) -> bytes:
    try:
        environment = {name: value for name, value in os.environ.items() if name not in OF_A_HOOK}
        command = ["git", "-C", str(folder), *arguments]
        done = subprocess.run(command, capture_output=True, check=False, env=environment)
    except FileNotFoundError:
        raise CannotRead("git is not installed") from None
    if done.returncode:
        raise CannotRead(f"{folder}: {done.stderr.decode('utf-8', 'replace').strip()}")
    return done.stdout
