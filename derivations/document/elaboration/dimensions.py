"""Which indices range over the same set, found by how they are used.

``z_j`` and ``\\sum_k e^{z_k}`` say that j and k range over the same neurons.  Each place of a family and each bound
index has a dimension; dimensions that meet in one place are one.
"""

from __future__ import annotations

from collections.abc import Hashable

from sympy import Expr, Integer, Symbol

from derivations.notation import IndexSet

Key = Hashable


class Conflict(Exception):
    """Two sizes for one range of indices."""


UNNAMED = "number of "
"""What begins the name of a size that the document has no name for; the index's letter follows."""


SET = "set"
"""What begins the key of a set that indices are said to be members of."""


class Dimensions:
    """Dimensions, those that are one joined; ``size`` is what the document says of how large one is."""

    def __init__(self) -> None:
        self._parent: dict[Key, Key] = {}
        self._sizes: dict[Key, Expr] = {}
        self._names: dict[Key, str] = {}
        self.changed = False
        self.conflicts: set[Key] = set()
        self.unequal: set[tuple[Expr, Expr]] = set()
        """The sizes of one range that have different names."""

    def copy(self) -> Dimensions:
        """The same dimensions, which may be joined without a change of these."""
        other = Dimensions()
        other._parent, other._sizes, other._names = dict(self._parent), dict(self._sizes), dict(self._names)
        other.conflicts, other.unequal = set(self.conflicts), set(self.unequal)
        return other

    def root(self, key: Key) -> Key:
        parent = self._parent.setdefault(key, key)
        if parent != key:
            parent = self._parent[key] = self.root(parent)
        return parent

    def join(self, one: Key, other: Key) -> None:
        """The two range over the same set."""
        first, second = self.root(one), self.root(other)
        if first == second:
            return
        self.changed = True
        self._parent[second] = first
        if second in self._sizes:
            self.give_size(first, self._sizes.pop(second))
        if second in self._names:
            self._names.setdefault(first, self._names.pop(second))
        if second in self.conflicts:
            self.conflicts.add(first)

    def give_size(self, key: Key, size: Expr) -> None:
        """The set has this many elements."""
        root = self.root(key)
        known = self._sizes.get(root)
        if known is not None and known != size:
            self.conflicts.add(root)
            self.unequal.add((known, size))
            return
        if known is None:
            self.changed = True
            self._sizes[root] = size

    def name(self, key: Key, letter: str) -> None:
        """An index's letter, after which the set's size is called where the document has no name for it."""
        self._names.setdefault(self.root(key), letter)

    def sets(self, found: IndexSet) -> tuple[set[str], bool]:
        """The sets that indices of a range are said to be members of, and whether others of it are indices, too."""
        roots = {self.root(key) for key in self._parent if isinstance(key, tuple) and key[0] == SET}
        keys = [
            key
            for key in self._parent
            if self.root(key) in roots and self.root(key) not in self.conflicts and self.range(key) == found
        ]
        sets = {key[1:] for key in keys if isinstance(key, tuple) and key[0] == SET}
        others = any(isinstance(key, tuple) and key[0] in ("bound", "free") for key in keys)
        return {text for text, _ in sets}, others or len(sets) > 1

    def range(self, key: Key) -> IndexSet:
        """The set of indices; :class:`Conflict` where the document gives it two sizes."""
        root = self.root(key)
        if root in self.conflicts:
            raise Conflict("an index has two ranges of different sizes")
        size = self._sizes.get(root)
        if size is None:
            size = Symbol(
                f"{UNNAMED}{self._names.get(root, 'components')}{self._place(root)}", integer=True, positive=True
            )
        return IndexSet(Integer(1), size)

    def _place(self, root: Key) -> str:
        """A number that tells sets apart whose indices have the same letter."""
        letter = self._names.get(root, "")
        same = [key for key, name in self._names.items() if name == letter and self.root(key) == key]
        number = same.index(root) if root in same else 0
        return str(number + 1) if number else ""
