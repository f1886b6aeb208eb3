"""What a proof assistant said of results, as ``derivations certify`` writes it down and a report reads it."""

from __future__ import annotations

import json
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from derivations.proof import Result

RECORD = "certificates.json"
FOLDER = "certificates"
"""Where a report has the scripts, beside it."""
ACCEPTED, PARTIAL, REJECTED, NOT_CHECKED = "accepted", "partial", "rejected", "not checked"
OUT_OF_DATE = "out of date"


def fingerprint(derivation: Result) -> str:
    """The digest of a derivation's chains: what they assume, each line, and its reasons.

    >>> from derivations import bp1, bp2
    >>> fingerprint(bp1) == fingerprint(bp1), fingerprint(bp1) == fingerprint(bp2)
    (True, False)
    """
    from derivations.notation.text import text
    from derivations.proof.wording import assumptions, reasons, written

    lines = [derivation.name]
    for chain in derivation.chains:
        lines += [written(words, text) for words in assumptions(chain.theory)]
        lines.append(text(chain.start))
        for step in chain.steps:
            by = [written(words, text) for words in reasons(step)]
            lines.append(" ".join([step.claim.relation, text(step.claim.rhs), *by]))
    return sha256("\n".join(lines).encode()).hexdigest()


class NoCertificates(Exception):
    """A folder has no certificates; the text says what to do."""


@dataclass(frozen=True)
class Certified:
    """What became of one result's script, such as ``accepted``; what it states, and the axioms."""

    status: str
    script: str
    theorems: tuple[str, ...]
    axioms: tuple[str, ...]

    @property
    def place(self) -> str:
        """The script, as the report links it."""
        return f"{FOLDER}/{self.script}"


class Certificates:
    """The certificates in a folder.  Raises :class:`NoCertificates` if there are none."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        try:
            record: list[dict[str, Any]] = json.loads((folder / RECORD).read_text(encoding="utf-8"))
            self._entries = {entry["name"]: entry for entry in record}
            self.scripts = {path.name: path.read_bytes() for path in sorted(folder.glob("*.v"))}
            missing = [entry["script"] for entry in record if entry["script"] not in self.scripts]
        except (OSError, ValueError, TypeError, KeyError) as problem:
            raise NoCertificates(
                f"{folder} has no certificates that can be read ({type(problem).__name__}); "
                f"write them with: derivations certify --output {folder}"
            ) from None
        if missing:
            raise NoCertificates(f"{folder} has no {missing[0]}; write it with: derivations certify --output {folder}")

    def of(self, derivation: Result) -> Certified | None:
        """The certificate of a derivation, if it has one; that of another one of this name is out of date."""
        entry = self._entries.get(derivation.name)
        if entry is None:
            return None
        is_this = entry["fingerprint"] == fingerprint(derivation)
        theorems = tuple(theorem["statement"] for theorem in entry["theorems"])
        status = entry["status"] if is_this else OUT_OF_DATE
        return Certified(status, entry["script"], theorems, tuple(entry["axioms"]))
