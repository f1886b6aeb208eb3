"""What a second look at a proved claim found."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Audit:
    """At how many points a proved claim was seen to hold, and at how many it could not be told.

    >>> Audit(24, 0) + Audit(23, 2)
    Audit(points=47, undecided=2)
    """

    points: int = 0
    undecided: int = 0

    def __add__(self, other: Audit) -> Audit:
        return Audit(self.points + other.points, self.undecided + other.undecided)
