"""The values of a counterexample that a reader needs."""

from __future__ import annotations

import re
from collections.abc import Set
from fractions import Fraction

from derivations.document.elaboration.dimensions import UNNAMED
from derivations.document.elaboration.quantities import is_unwritten
from derivations.document.obligations.background import Background
from derivations.notation import Lim
from derivations.proof import Claim

_ENTRY = re.compile(r"(?P<name>.*)\[(?P<row>\d+), (?P<column>\d+)\]")


def symmetrized(values: dict[str, str], symmetric: Set[str]) -> dict[str, str]:
    """Values with those of the matrices that are symmetric: each entry is the mean of two that were chosen.

    >>> symmetrized({"A[1, 2]": "1", "A[2, 1]": "0", "B[1, 2]": "3"}, {"A"})
    {'A[1, 2]': '1/2', 'A[2, 1]': '1/2', 'B[1, 2]': '3'}
    """
    found: dict[str, str] = {}
    for name, value in values.items():
        entry = _ENTRY.fullmatch(name)
        if entry is None or entry["name"] not in symmetric:
            found[name] = value
        elif (other := values.get(f"{entry['name']}[{entry['column']}, {entry['row']}]")) is not None:
            found[name] = str((Fraction(value) + Fraction(other)) / 2)
    return found


def relevant(values: dict[str, str], claim: Claim, background: Background) -> dict[str, str]:
    """The values that a reader needs: of what nothing else determines, and of the indices; none of what tends."""
    limits = [limit for side in claim.sides for limit in side.atoms(Lim)]
    tends = {str(limit.variable) for limit in limits} - {str(symbol) for symbol in claim.free_symbols}
    fixed = {name: value for name, value in values.items() if name not in tends and not is_unwritten(name)}
    chosen = {n: v for n, v in fixed.items() if n.split("[")[0] not in background.definitions and "°" not in n}
    shown_values: dict[str, str] = {}
    for name, value in (chosen or fixed).items():
        # of several sets whose indices have one letter the first is named; the others show by their components
        shown_values.setdefault(name.rstrip("0123456789") if name.startswith(UNNAMED) else name, value)
    return shown_values
