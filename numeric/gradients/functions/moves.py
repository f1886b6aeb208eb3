"""Calls of a function with one parameter moved, or all of them, without a copy of the others for each call."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import numpy as np

from numeric.arrays import Array
from numeric.gradients.functions.structure import Leaf, Structure, number


class Moves:
    """The function's value with some of its parameters moved.

    The function gets arrays that are changed in place from call to call.  If it changes or keeps what it is given,
    which is tried first, every call gets a copy.
    """

    def __init__(self, function: Callable[[Any], Any], structure: Structure) -> None:
        self.function, self.structure = function, structure
        self._start(copies=True)
        self.middle = self.called()
        elsewhere = [array + 1e-3 * np.abs(array) for array in self.arrays]
        there = self.moved(elsewhere)
        self._start(copies=False)
        here = self.called()
        unchanged = all(np.array_equal(leaf.numbers.astype(leaf.dtype), a) for leaf, a in self._pairs())
        if not (unchanged and _same(here, self.middle) and _same(self.moved(elsewhere), there)):
            self._start(copies=True)

    def _start(self, copies: bool) -> None:
        """New arrays, with the parameters in them."""
        self.copies = copies
        self.arrays = [np.array(leaf.numbers, leaf.dtype) for leaf in self.structure.leaves]
        self.flat = [array.reshape(-1) for array in self.arrays]
        self._objects = [leaf.kind.back(leaf.like, array) for leaf, array in self._pairs()]

    def _pairs(self) -> Iterator[tuple[Leaf, Array]]:
        return zip(self.structure.leaves, self.arrays, strict=True)

    def called(self) -> float:
        """The value at the parameters as they are now."""
        if self.copies:
            return number(self.function(self.structure.copied(self.arrays)))
        return number(self.function(self.structure.made(self._objects)))

    def with_entry(self, leaf: int, place: int, value: float) -> float:
        """The value with one entry of a leaf, counted along its flat array, replaced."""
        flat = self.flat[leaf]
        before = flat[place]
        flat[place] = value
        try:
            self._renew(leaf)
            return tried(self.called, np.nan)
        finally:
            flat[place] = before
            self._renew(leaf)

    def moved(self, arrays: list[Array]) -> float:
        """The value with all numbers replaced."""
        before = [array.copy() for array in self.arrays]
        try:
            self._put(arrays)
            return tried(self.called, np.nan)
        finally:
            self._put(before)

    def _put(self, arrays: list[Array]) -> None:
        for leaf, array in enumerate(arrays):
            self.arrays[leaf][...] = array
            self._renew(leaf)

    def _renew(self, leaf: int) -> None:
        found = self.structure.leaves[leaf]
        if not found.kind.shares:
            self._objects[leaf] = found.kind.back(found.like, self.arrays[leaf])


def tried(call: Callable[[], Any], otherwise: Any) -> Any:
    """What a call at moved parameters gives, or something else where it fails, as ``math.log`` does below 0.

    >>> from math import log
    >>> tried(lambda: log(-1), None) is None
    True
    """
    try:
        return call()
    except (ArithmeticError, ValueError, RuntimeWarning):
        return otherwise


def _same(one: float, other: float) -> bool:
    return one == other or (np.isnan(one) and np.isnan(other)) or abs(one - other) <= 1e-6 * abs(other)
