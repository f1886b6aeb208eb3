"""Names in scripts: each name of the kernel gets one with a prefix for its kind, so that none meets one of Coq's."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping, Set
from typing import TypeAlias

Names: TypeAlias = Mapping[str, str]
"""For each name of the kernel, which begins with the letter of its kind, the one in scripts."""
ACCENTS = {
    "circumflex accent": "hat", "macron": "bar", "overline": "bar", "dot above": "dot", "diaeresis": "ddot",
    "right arrow above": "vec", "caron": "check",
}  # fmt: skip
"""What accents are called, where it is not what Unicode calls them."""


def names(of: Iterable[str], first: Set[str] = frozenset()) -> Names:
    """Readable names for those of the kernel, two never the same.

    Those that come ``first`` have the shortest ones, and among them families and indices of sets.

    >>> names(["qz", "qz[]", "iz", "fσ()", "qŷ", "qz'", "nnumber of i"])
    {'qz[]': 'q_z', 'fσ()': 'f_sigma', 'iz': 'i_z', 'nnumber of i': 'n_number_of_i', 'qz': 'q_z_2', "qz'": "q_z'", 'qŷ': 'q_y_hat'}
    """  # noqa: E501
    found: dict[str, str] = {}
    taken: set[str] = set()
    for name in sorted(set(of), key=lambda name: (name not in first, "[]" not in name and "∈" not in name, name)):
        letters, primes, number = spelled(name[1:]), "'" * name.count("'"), 1
        free = f"{name[0]}_{letters}{primes}"
        while free in taken:
            number += 1
            free = f"{name[0]}_{letters}_{number}{primes}"
        found[name] = free
        taken.add(free)
    return found


def spelled(name: str) -> str:
    """A name in letters that Coq takes: Greek letters and accents by what they are called; without indices and primes.

    >>> spelled("x̄"), spelled("δ^l"), spelled("σ'"), spelled("n_∞"), spelled("名")
    ('x_bar', 'delta_l', 'sigma', 'n_infinity', '')
    """
    written = ""
    for sign in unicodedata.normalize("NFKD", re.split(r"[\[(∈]", name)[0]):
        called = unicodedata.name(sign, "").lower()
        if sign.isascii():
            written += sign if sign.isalnum() else "" if sign == "'" else "_"
        elif greek := re.fullmatch(r"greek (small|capital) letter (?:final )?(\w+)", called):
            written += f"_{greek[2] if greek[1] == 'small' else greek[2].capitalize()}_"
        elif called.startswith("combining ") or unicodedata.category(sign) == "Sm":
            mark = called.removeprefix("combining ")
            written += f"_{ACCENTS.get(mark, mark)}_"
    return re.sub(r"\W+|_+", "_", written).strip("_")


def described(name: str) -> str:
    """A name of the kernel as the text has it, and what it is.

    >>> described("qz[]"), described("qŷ"), described("fσ()"), described("nnumber of i"), described("sS")
    ('z, with indices', 'ŷ', 'the function σ', 'number of i', 'the set S')
    """
    words = re.sub(r"\[\]|\(\)", "", name[1:])
    kinds = {"f": f"the function {words}", "s": f"the set {words}"}
    return kinds.get(name[0], f"{words}, with indices" if "[]" in name else words)
