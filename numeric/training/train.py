r"""Training with mini-batches, an optimiser, L2 regularisation and early stopping.

With the cost :math:`C` of a mini-batch and the regularisation :math:`\lambda` the slopes of a step are

.. math::

    \nabla C + \frac{\lambda}{n} w,

where n is the number of training examples, and biases are not regularised, as in chapter 3 of the book.  How the
parameters move by them is said in :mod:`numeric.training.optimisers`.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from numpy.typing import ArrayLike

from numeric.arrays import Array
from numeric.networks.network import Network
from numeric.training.early_stopping import Best, best_of, restore
from numeric.training.epochs import Epoch, Look
from numeric.training.progress import progress_bar
from numeric.training.settings import Settings
from numeric.training.steps import Steps, parameters_of


def train(
    network: Network,
    x: ArrayLike,
    y: ArrayLike,
    *,
    epochs: int,
    batch: int = 10,
    rate: float,
    optimiser: str = "descent",
    momentum: float | None = None,
    regularisation: float = 0.0,
    seed: int | None = None,
    held_out: tuple[ArrayLike, ArrayLike] | None = None,
    patience: int | None = None,
    watch: str = "accuracy",
    callback: Callable[[Network, Epoch], object] | None = None,
    progress: bool = False,
) -> list[Epoch]:
    """Train a network in place, and tell what each epoch came to.

    ``batch`` examples make a step; the last step of an epoch has those that are left.  ``optimiser`` is ``"descent"``,
    with no momentum if none is given, or ``"adam"``, with 0.9.  ``seed`` makes the order of the examples the same each
    time.  ``held_out`` are inputs and desired outputs that are looked at after each epoch, and not learned from.

    With a ``patience`` the network has in the end the parameters after its best epoch, the first one with the largest
    accuracy on the examples held out, or the smallest cost on them if ``watch`` is ``"cost"``.  Training stops before
    its last epoch if so many epochs in succession were not better than the best one before them.

    ``callback(network, epoch)`` is called after each epoch, and stops the training if it returns True.  ``progress``
    shows a bar with cost and accuracy, on standard error.

    Raises :class:`ValueError` for data that the network cannot use and for parameters out of range,
    :class:`FloatingPointError` if the cost is no longer finite.

    >>> network = Network([1, 1], ["sigmoid"], "cross-entropy", seed=0)
    >>> found = train(network, [[0.0], [1.0]], [[0.0], [1.0]], epochs=200, batch=2, rate=2.0, seed=0)
    >>> found[-1].accuracy, found[-1].cost < 0.1 < found[0].cost
    (1.0, True)
    """
    settings = Settings(epochs, batch, rate, optimiser, momentum, regularisation, seed, patience, watch, callback)
    network.check_parameters()
    inputs = network.checked_inputs(x)
    targets = network.checked_targets(y, len(inputs))
    if patience is not None and held_out is None:
        raise ValueError("patience: expected held_out examples to watch, got none")
    outside = None if held_out is None else Look(network, *_held_out(network, held_out))
    with progress_bar(epochs, progress) as tell:
        return _run(Steps(network, inputs, targets, settings), outside, tell)


def _run(steps: Steps, outside: Look | None, tell: Callable[[Epoch], None]) -> list[Epoch]:
    """All epochs, as far as training goes."""
    network, settings, look = steps.network, steps.settings, Look(steps.network, steps.x, steps.y)
    state, best, found = steps.start(), None, list[Epoch]()
    for number in range(1, settings.epochs + 1):
        with np.errstate(over="ignore", invalid="ignore"):
            state = steps.epoch(state)
            cost_outside, accuracy_outside = (None, None) if outside is None else outside()
            epoch = Epoch(number, *look(), accuracy_outside, cost_outside)
        found.append(epoch)
        if not np.isfinite(epoch.cost):
            gone = f"the cost is {epoch.cost} after epoch {number}"
            raise FloatingPointError(f"{gone}: try a smaller rate than {settings.rate:g}")
        tell(epoch)
        if settings.patience is not None:
            best = best_of(best, epoch, settings.watch, parameters_of(network))
        if _stops(settings, epoch, best, network):
            break
    if best is not None:
        network.check_parameters()
        restore(best, parameters_of(network))
    return found


def _stops(settings: Settings, epoch: Epoch, best: Best | None, network: Network) -> bool:
    """Whether the callback says so, which sees every epoch, or the best epoch was long ago."""
    said = settings.callback(network, epoch) if settings.callback is not None else False
    if isinstance(said, bool | np.bool_) and said:
        return True
    return best is not None and settings.patience is not None and epoch.number - best.number >= settings.patience


def _held_out(network: Network, pair: tuple[ArrayLike, ArrayLike]) -> tuple[Array, Array]:
    if not isinstance(pair, list | tuple) or len(pair) != 2:
        raise ValueError("held_out: expected a pair, inputs and desired outputs")
    try:
        inputs = network.checked_inputs(pair[0])
        return inputs, network.checked_targets(pair[1], len(inputs))
    except ValueError as problem:
        raise ValueError(f"held_out: {problem}") from None
