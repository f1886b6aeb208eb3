"""Early stopping: the best epoch so far, and when to give up."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import nan

import numpy as np

from numeric.arrays import Array
from numeric.training.epochs import Epoch

WATCHED: dict[str, Callable[[Epoch], float]] = {
    "accuracy": lambda epoch: nan if epoch.held_out is None else epoch.held_out,
    "cost": lambda epoch: nan if epoch.held_out_cost is None else -epoch.held_out_cost,
}
"""What may be watched on examples that are not learned from; the larger number is the better one."""


@dataclass(frozen=True)
class Best:
    """The best epoch so far, with what was watched, and copies of the parameters after it."""

    number: int
    score: float
    parameters: tuple[Array, ...]


def best_of(best: Best | None, epoch: Epoch, watch: str, parameters: Sequence[Array]) -> Best:
    """The best epoch after one more, which has these parameters; of equal ones the first."""
    score = WATCHED[watch](epoch)
    if best is not None and best.score >= score:
        return best
    return Best(epoch.number, score, tuple(p.copy() for p in parameters))


def restore(best: Best, parameters: Sequence[Array]) -> None:
    """Give parameters the numbers that they had after the best epoch."""
    for parameter, kept in zip(parameters, best.parameters, strict=True):
        np.copyto(parameter, kept)
