"""Names in scripts: each name of the kernel gets one with a prefix for its kind, so that none meets one of Coq's."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import TypeAlias

Names: TypeAlias = Mapping[str, str]
"""For each name of the kernel, which begins with the letter of its kind, the one in scripts."""


def names(of: Iterable[str]) -> Names:
    """Readable names for those of the kernel, two never the same.

    >>> names(["qz", "qz[]", "iz", "fσ"])
    {'fσ': 'f_', 'iz': 'i_z', 'qz': 'q_z', 'qz[]': 'q_z_2'}
    """
    found: dict[str, str] = {}
    taken: dict[str, int] = {}
    for name in sorted(set(of)):
        letters = re.match(r"[A-Za-z0-9]*", name[1:])
        stem = f"{name[0]}_{letters[0] if letters else ''}"
        taken[stem] = taken.get(stem, 0) + 1
        found[name] = stem if taken[stem] == 1 else f"{stem}_{taken[stem]}"
    return found
