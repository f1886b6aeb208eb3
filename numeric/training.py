r"""Training with mini-batches, an optimiser, L2 regularisation and early stopping.

With the cost :math:`C` of a mini-batch and the regularisation :math:`\lambda` the slopes of a step are

.. math::

    \nabla C + \frac{\lambda}{n} w,

where n is the number of training examples, and biases are not regularised, as in chapter 3 of the book.  How the
parameters move by them is said in :mod:`numeric.optimisers`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from math import nan

import numpy as np
from numpy.typing import ArrayLike

from numeric.activations import Array
from numeric.backpropagation import Backpropagation, Gradient
from numeric.network import Network, checked_regularisation
from numeric.optimisers import OPTIMISERS, advance, start

LOOKED_AT = 4096
"""How many examples the cost and accuracy after an epoch are computed for at once."""


@dataclass(frozen=True)
class Epoch:
    """What a pass through the training examples came to: the average cost and the accuracy on them afterwards.

    ``held_out`` is the accuracy on examples that are not learned from, and ``held_out_cost`` the average cost on them,
    if there are any.
    """

    number: int
    cost: float
    accuracy: float
    held_out: float | None = None
    held_out_cost: float | None = None


WATCHED: dict[str, Callable[[Epoch], float]] = {
    "accuracy": lambda epoch: nan if epoch.held_out is None else epoch.held_out,
    "cost": lambda epoch: nan if epoch.held_out_cost is None else -epoch.held_out_cost,
}
"""What may be watched on examples that are not learned from; the larger number is the better one."""


def accuracy(network: Network, x: ArrayLike, y: ArrayLike) -> float:
    """The part of the examples whose largest output is where the largest desired output is.

    With a single output neuron: whether both lie on the same side of 1/2.
    """
    outputs = network.outputs(x)
    return float(np.mean(_right(outputs, network.checked_targets(y, len(outputs)))))


def _right(outputs: Array, targets: Array) -> Array:
    """Of which examples the output is right."""
    if outputs.shape[1] == 1:
        return (outputs[:, 0] > 0.5) == (targets[:, 0] > 0.5)
    return np.asarray(outputs.argmax(axis=1) == targets.argmax(axis=1))


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
    network.check_parameters()
    inputs = network.checked_inputs(x)
    targets = network.checked_targets(y, len(inputs))
    for name, value, table in (("optimiser", optimiser, OPTIMISERS), ("watch", watch, WATCHED)):
        if value not in table:
            raise ValueError(f"{name}: expected one of {', '.join(table)}, got {value!r}")
    row = OPTIMISERS[optimiser]
    inertia = row.momentum if momentum is None else momentum
    _check(epochs=epochs, batch=batch, rate=rate, momentum=inertia, patience=patience)
    if patience is not None and held_out is None:
        raise ValueError("patience: expected held_out examples to watch, got none")
    rng, count = np.random.default_rng(seed), len(inputs)
    steps, look = _engines(network, count, batch), _Look(network, inputs, targets)
    look_outside = None if held_out is None else _Look(network, *_held_out(network, held_out))
    state, penalty = start(row, _parameters(network)), _Penalty(network, checked_regularisation(regularisation) / count)
    found: list[Epoch] = []
    best: _Best | None = None
    with _shown(epochs, progress) as tell:
        for number in range(1, epochs + 1):
            order = rng.permutation(count)
            for begin in range(0, count, batch):
                chosen = order[begin : begin + batch]
                gradient = steps[len(chosen)].gradient(inputs[chosen], targets[chosen])
                penalty.add_to(gradient)
                slopes = (*gradient.weights, *gradient.biases)
                state = advance(row, state, _parameters(network), slopes, rate, inertia)
            cost_outside, accuracy_outside = (None, None) if look_outside is None else look_outside()
            found.append(Epoch(number, *look(), accuracy_outside, cost_outside))
            if not np.isfinite(found[-1].cost):
                gone = f"the cost is {found[-1].cost} after epoch {number}"
                raise FloatingPointError(f"{gone}: try a smaller rate than {rate:g}")
            tell(found[-1])
            if patience is not None and (best is None or not best.score >= WATCHED[watch](found[-1])):
                best = _Best(number, WATCHED[watch](found[-1]), tuple(p.copy() for p in _parameters(network)))
            stopped = callback is not None and callback(network, found[-1])
            if isinstance(stopped, bool | np.bool_) and stopped:
                break
            if best is not None and patience is not None and number - best.number >= patience:
                break
    if best is not None:
        for parameter, kept in zip(_parameters(network), best.parameters, strict=True):
            np.copyto(parameter, kept)
    return found


@dataclass(frozen=True)
class _Best:
    """The best epoch so far, with what was watched, and copies of the parameters after it."""

    number: int
    score: float
    parameters: tuple[Array, ...]


def _parameters(network: Network) -> tuple[Array, ...]:
    return (*network.weights, *network.biases)


class _Penalty:
    """What regularisation adds to the slopes by the weights: a factor times these."""

    def __init__(self, network: Network, factor: float) -> None:
        self.network, self.factor = network, factor
        self.room = [np.empty_like(w) for w in network.weights] if factor else []

    def add_to(self, gradient: Gradient) -> None:
        """Add it in place."""
        for slope, w, room in zip(gradient.weights, self.network.weights, self.room, strict=False):
            np.multiply(w, self.factor, out=room)
            np.add(slope, room, out=slope)


def _engines(network: Network, count: int, batch: int) -> dict[int, Backpropagation]:
    """Backpropagation for a batch, and for what is left at the end, by the number of examples."""
    return {size: Backpropagation(network, size) for size in {min(batch, count), count % batch or min(batch, count)}}


def _held_out(network: Network, pair: tuple[ArrayLike, ArrayLike]) -> tuple[Array, Array]:
    if not isinstance(pair, list | tuple) or len(pair) != 2:
        raise ValueError("held_out: expected a pair, inputs and desired outputs")
    try:
        inputs = network.checked_inputs(pair[0])
        return inputs, network.checked_targets(pair[1], len(inputs))
    except ValueError as problem:
        raise ValueError(f"held_out: {problem}") from None


class _Look:
    """The cost and the accuracy that a network has come to, computed for a part of the examples at a time."""

    def __init__(self, network: Network, x: Array, y: Array) -> None:
        self.x, self.y = x, y
        self.engines = _engines(network, len(x), LOOKED_AT)

    def __call__(self) -> tuple[float, float]:
        cost, right = 0.0, 0
        for begin in range(0, len(self.x), LOOKED_AT):
            x, y = (data[begin : begin + LOOKED_AT] for data in (self.x, self.y))
            average, outputs = self.engines[len(x)].cost_and_outputs(x, y)
            cost += average * len(x)
            right += int(_right(outputs, y).sum())
        return cost / len(self.x), right / len(self.x)


def _check(*, epochs: int, batch: int, rate: float, momentum: float, patience: int | None) -> None:
    for name, value in (("epochs", epochs), ("batch", batch), ("patience", 1 if patience is None else patience)):
        if isinstance(value, bool) or not isinstance(value, int | np.integer) or value < 1:
            raise ValueError(f"{name}: expected a whole number from 1, got {value!r}")
    for name, number, fits, wanted in (
        ("rate", rate, 0 < rate < np.inf, "a positive number"),
        ("momentum", momentum, 0 <= momentum < 1, "a number from 0 and below 1"),
    ):
        if not fits:
            raise ValueError(f"{name}: expected {wanted}, got {number!r}")


@contextmanager
def _shown(epochs: int, progress: bool) -> Iterator[Callable[[Epoch], None]]:
    """A progress bar, if it is wanted; what it yields is told each epoch."""
    if not progress:
        yield lambda epoch: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (
        TextColumn("training"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn(),
        TextColumn("cost {task.fields[cost]:.4f}, accuracy {task.fields[accuracy]}"),
    )  # fmt: skip
    with Progress(*columns, console=Console(stderr=True)) as bar:
        task = bar.add_task("training", total=epochs, cost=float("nan"), accuracy="")
        yield lambda epoch: bar.update(task, advance=1, cost=epoch.cost, accuracy=_accuracies(epoch))


def _accuracies(epoch: Epoch) -> str:
    return f"{epoch.accuracy:.1%}" + ("" if epoch.held_out is None else f", held out {epoch.held_out:.1%}")
