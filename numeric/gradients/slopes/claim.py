"""A slope that somebody's gradient claims, and what an estimate says of it."""

from __future__ import annotations

from dataclasses import dataclass

SURELY = 0.9
"""Up to which part of the relative error that has to be seen a claim may be off and still be called right."""


@dataclass(frozen=True)
class Claim:
    """The slope that is claimed, its noise, the relative error that has to be seen, and what the cost cannot show."""

    slope: float
    noise: float
    tolerance: float
    unseen: float = 0.0

    @property
    def rounding(self) -> float:
        """How far rounding may have moved the slope."""
        return self.noise + self.unseen

    def agrees(self, value: float, error: float) -> bool:
        """Whether the two errors explain how far the claim lies from an estimate."""
        return abs(self.slope - value) <= error + self.rounding

    def right(self, value: float, error: float, size: float | None = None) -> bool:
        """Whether the claim agrees with an estimate, and is off by less than ``tolerance`` times its size in any case.

        The noise of the claim explains a difference, but it does not make a slope right: only the estimate's own error
        says how far off the claim may be.

        >>> claim = Claim(1.0, 1e-3, tolerance=1e-5)
        >>> claim.right(1.0 + 1e-6, 1e-6), claim.right(1.0 + 1e-4, 1e-6), claim.agrees(1.0 + 1e-4, 1e-6)
        (True, False, True)
        """
        size = abs(self.slope) if size is None else size
        seen = abs(self.slope - value) + 2 * error <= SURELY * self.tolerance * size
        return seen and self.agrees(value, error)

    def excluded(self, value: float, error: float) -> bool:
        """Whether the claim lies outside twice the error of an estimate."""
        return not abs(self.slope - value) <= 2 * error + self.rounding
