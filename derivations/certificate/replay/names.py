"""Names in scripts: each name of the kernel gets one with a prefix for its kind, so that none meets one of Coq's."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import TypeAlias

Names: TypeAlias = Mapping[str, str]
"""For each name of the kernel, which begins with the letter of its kind, the one in scripts."""


def names(of: Iterable[str]) -> Names:
    """Readable names for those of the kernel, two never the same; families and indices of sets have the shortest ones.

    >>> names(["qz", "qz[]", "iz", "fσ", "qz'"])
    {'qz[]': 'q_z', 'fσ': 'f_', 'iz': 'i_z', 'qz': 'q_z_2', "qz'": "q_z'"}
    """
    found: dict[str, str] = {}
    taken: set[str] = set()
    for name in sorted(set(of), key=lambda name: ("[]" not in name and "∈" not in name, name)):
        letters = re.match(r"[A-Za-z0-9_]*'*", name[1:])
        stem, number = f"{name[0]}_{letters[0] if letters else ''}", 1
        free = stem
        while free in taken:
            number += 1
            free = f"{stem}_{number}"
        found[name] = free
        taken.add(free)
    return found
