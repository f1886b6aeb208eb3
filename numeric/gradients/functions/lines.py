"""The lines along which one parameter moves, and how far it may go at first."""

from __future__ import annotations

import numpy as np

from numeric.arrays import Array
from numeric.gradients.functions.moves import Moves
from numeric.gradients.slopes.line import Line


def scales_of(array: Array) -> Array:
    """How far each parameter may move at first: in proportion to itself, or to the size of those beside it."""
    size = np.abs(array)
    usual = float(np.sqrt(np.square(size).mean())) if size.size else 0.0
    found: Array = np.maximum(size, 0.3 * usual) if usual > 0 else np.ones(array.shape)
    return found


def entry_line(moves: Moves, leaf: int, place: int, scale: float) -> Line:
    """The line along which one parameter moves."""
    at = moves.flat[leaf][place]
    here, kind = float(at), at.dtype.type

    def value(step: float) -> float:
        return moves.with_entry(leaf, place, here + step)

    def exact(step: float) -> float:
        return float(kind(here + step)) - here

    return Line(value, moves.middle, scale, abs(here), exact, float(np.finfo(kind).eps))
