"""A baseline: the faults of texts that are known, in a file, so that only new ones let a run fail."""

from __future__ import annotations

import json
import os
from collections import Counter
from collections.abc import Iterable
from dataclasses import asdict, replace
from pathlib import Path

from derivations.document.source.files import text_of
from derivations.document.source.pieces import CannotRead
from derivations.report.documents.known import STATES, Known


def read(file: Path) -> Counter[Known]:
    """The faults in a baseline, or :class:`CannotRead`."""
    try:
        found = json.loads(text_of(file))
        faults = [Known(**fault) for fault in found["faults"]]
        if found["version"] != 1 or not all(_is_fault(fault) for fault in faults):
            raise ValueError
    except (ValueError, TypeError, KeyError, RecursionError):
        raise CannotRead(f"{file}: it is no baseline, expected what --write-baseline writes") from None
    return Counter(replace(fault, path=os.path.abspath(file.parent / fault.path)) for fault in faults)


def _is_fault(fault: Known) -> bool:
    return all(isinstance(value, str) for value in (fault.path, fault.formula)) and fault.state in STATES


def text(faults: Iterable[Known], file: Path) -> str:
    """The text of a baseline in this file: a fault a line, with the path from its folder."""
    placed = sorted(replace(fault, path=_from(file.parent, fault.path)) for fault in faults)
    listing = ",\n".join(json.dumps(asdict(fault)) for fault in placed)
    return f'{{"version": 1, "faults": [\n{listing}\n]}}\n'


def _from(folder: Path, path: str) -> str:
    try:
        return Path(os.path.relpath(path, folder)).as_posix()
    except ValueError:  # on another drive
        return Path(path).as_posix()
