"""Certificates: a script and the library in a folder, and what Coq says of it."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from derivations.certificate import coq
from derivations.certificate.replay import LIBRARY, library
from derivations.certificate.replay.claims import Claimed
from derivations.certificate.replay.script import Script, script
from derivations.kernel.theorem import Theorem

PREFIX = "Replay"
"""What the library's files are known by."""
LIMIT = 600.0
"""How many seconds a script may take."""


def certificate(of: Iterable[Claimed]) -> Script:
    """The script that replays theorems.

    Raises :class:`~derivations.certificate.replay.step.NotReplayed` where the library has no lemma for a step.
    """
    return replay(one.theorem for one in of)


def replay(theorems: Iterable[Theorem]) -> Script:
    """The script that replays theorems, whatever they are the proof of."""
    return script(theorems, LIBRARY)


def write_library(folder: Path) -> None:
    """Write the library's files into a folder."""
    for name, text in library().items():
        (folder / f"{name}.v").write_text(text, encoding="utf-8")


def check_library(folder: Path, seconds: float = LIMIT) -> coq.Checked:
    """Write the library and check it.  What is said is of the first file that is rejected, or of the last one."""
    write_library(folder)
    found = coq.Checked(False, 0.0, message="the library has no files")
    for name in LIBRARY:
        found = coq.check(folder, name, 0, seconds, PREFIX)
        if not found.accepted:
            break
    return found


def check(folder: Path, name: str, made: Script, seconds: float = LIMIT) -> coq.Checked:
    """Write a script into a folder with the library, which has been checked, and check it.

    It is rejected if it contains what no script contains, or if Coq does not accept it, or rests on other axioms than
    those of Coq's real numbers.
    """
    words = coq.forbidden(made.text)
    if words:
        return coq.Checked(False, 0.0, message=f"contains {', '.join(sorted(set(words)))}")
    (folder / f"{name}.v").write_text(made.text, encoding="utf-8")
    return coq.check(folder, name, 1, seconds, PREFIX)
