"""The three verdicts for a slope, and the reasons for which one cannot tell."""

from __future__ import annotations

from enum import Enum, IntEnum


class Verdict(Enum):
    """What a comparison says of a slope, or of all of them.

    >>> Verdict.CANNOT_TELL.value
    'cannot tell'
    """

    RIGHT = "right"
    WRONG = "wrong"
    CANNOT_TELL = "cannot tell"


class Reason(IntEnum):
    """Why a slope is not compared; ``NONE`` if it is.  What each one means, and what to do, is in :data:`REASONS`.

    >>> REASONS[Reason.KINK]
    ('at a kink', 'move the parameters a little')
    """

    NONE = 0
    KINK = 1
    NOISE = 2
    TOLERANCE = 3
    OVERFLOW = 4
    NOT_DRAWN = 5


REASONS = {
    Reason.KINK: ("at a kink", "move the parameters a little"),
    Reason.NOISE: ("the differences do not settle", "compute in float64, fix the seed, or give a step"),
    Reason.TOLERANCE: ("the tolerance is above the slope", "compute in float64, or give a larger tolerance"),
    Reason.OVERFLOW: ("the cost is not finite near it", "move the parameters away from there"),
    Reason.NOT_DRAWN: ("not drawn", "leave out sample and directions"),
}
"""For each reason what it says in a report, and how to look closer."""
