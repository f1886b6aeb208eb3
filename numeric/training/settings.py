"""The settings of a training run, checked."""

from __future__ import annotations

from dataclasses import dataclass
from numbers import Real
from typing import Any

import numpy as np

from numeric.networks.network import checked_regularisation
from numeric.training.early_stopping import WATCHED
from numeric.training.optimisers import OPTIMISERS, Optimiser


@dataclass(frozen=True)
class Settings:
    """How a network is trained, as :func:`~numeric.training.train.train` says; a :class:`ValueError` what is wrong."""

    epochs: int
    batch: int
    rate: float
    optimiser: str
    momentum: float | None
    regularisation: float
    seed: int | None
    patience: int | None
    watch: str
    callback: Any

    def __post_init__(self) -> None:
        for name, value, table in (("optimiser", self.optimiser, OPTIMISERS), ("watch", self.watch, WATCHED)):
            if value not in table:
                raise ValueError(f"{name}: expected one of {', '.join(table)}, got {value!r}")
        for name, count, least in (
            ("epochs", self.epochs, 1), ("batch", self.batch, 1),
            ("patience", self.patience, 1), ("seed", self.seed, 0),
        ):  # fmt: skip
            optional = count is None and name in ("patience", "seed")
            if not optional and (isinstance(count, bool) or not isinstance(count, int | np.integer) or count < least):
                raise ValueError(f"{name}: expected a whole number from {least}, got {count!r}")
        if not (isinstance(self.rate, Real) and 0 < self.rate < np.inf):
            raise ValueError(f"rate: expected a positive number, got {self.rate!r}")
        if self.momentum is not None and not (isinstance(self.momentum, Real) and 0 <= self.momentum < 1):
            raise ValueError(f"momentum: expected a number from 0 and below 1, got {self.momentum!r}")
        checked_regularisation(self.regularisation)
        if self.callback is not None and not callable(self.callback):
            raise TypeError(f"callback: expected a function of the network and the epoch, got {self.callback!r}")

    @property
    def row(self) -> Optimiser:
        return OPTIMISERS[self.optimiser]

    @property
    def inertia(self) -> float:
        """The momentum that was given, or that of the optimiser."""
        return self.row.momentum if self.momentum is None else self.momentum
