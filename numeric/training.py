r"""Stochastic gradient descent with mini-batches, momentum and L2 regularisation.

With the cost :math:`C`, the learning rate :math:`\eta`, the momentum :math:`\mu` and the regularisation
:math:`\lambda` a step is

.. math::

    v \to \mu v - \eta \Bigl(\nabla C + \frac{\lambda}{n} w\Bigr), \qquad w \to w + v,

where n is the number of training examples, and biases are not regularised, as in chapter 3 of the book.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from numeric.activations import Array
from numeric.backpropagation import Backpropagation
from numeric.network import Network, checked_regularisation

LOOKED_AT = 4096
"""How many examples the cost and accuracy after an epoch are computed for at once."""


@dataclass(frozen=True)
class Epoch:
    """What a pass through the training examples came to: the average cost and the accuracy on them afterwards.

    ``held_out`` is the accuracy on examples that are not learned from, if there are any.
    """

    number: int
    cost: float
    accuracy: float
    held_out: float | None = None


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
    momentum: float = 0.0,
    regularisation: float = 0.0,
    seed: int | None = None,
    held_out: tuple[ArrayLike, ArrayLike] | None = None,
    progress: bool = False,
) -> list[Epoch]:
    """Train a network in place, and tell what each epoch came to.

    ``batch`` examples make a step; the last step of an epoch has those that are left.  ``seed`` makes their order the
    same each time.  ``held_out`` are inputs and desired outputs that are looked at after each epoch, and not learned
    from.  ``progress`` shows a bar with cost and accuracy, on standard error.  Raises :class:`ValueError` for
    data that the network cannot use and for parameters out of range, :class:`FloatingPointError` if the cost is no
    longer finite.

    >>> network = Network([1, 1], ["sigmoid"], "cross-entropy", seed=0)
    >>> found = train(network, [[0.0], [1.0]], [[0.0], [1.0]], epochs=200, batch=2, rate=2.0, seed=0)
    >>> found[-1].accuracy, found[-1].cost < 0.1 < found[0].cost
    (1.0, True)
    """
    network.check_parameters()
    inputs = network.checked_inputs(x)
    targets = network.checked_targets(y, len(inputs))
    _check(epochs=epochs, batch=batch, rate=rate, momentum=momentum)
    rng, count = np.random.default_rng(seed), len(inputs)
    steps, look = _engines(network, count, batch), _Look(network, inputs, targets)
    look_outside = None if held_out is None else _Look(network, *_held_out(network, held_out))
    speeds = [np.zeros_like(p) for p in (*network.weights, *network.biases)]
    shrink = checked_regularisation(regularisation) / count
    found = []
    with _shown(epochs, progress) as tell:
        for number in range(1, epochs + 1):
            order = rng.permutation(count)
            for start in range(0, count, batch):
                chosen = order[start : start + batch]
                gradient = steps[len(chosen)].gradient(inputs[chosen], targets[chosen])
                _move(network, speeds, (*gradient.weights, *gradient.biases), rate, momentum, shrink)
            found.append(Epoch(number, *look(), None if look_outside is None else look_outside()[1]))
            if not np.isfinite(found[-1].cost):
                gone = f"the cost is {found[-1].cost} after epoch {number}"
                raise FloatingPointError(f"{gone}: try a smaller rate than {rate:g}")
            tell(found[-1])
    return found


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
        for start in range(0, len(self.x), LOOKED_AT):
            x, y = (data[start : start + LOOKED_AT] for data in (self.x, self.y))
            average, outputs = self.engines[len(x)].cost_and_outputs(x, y)
            cost += average * len(x)
            right += int(_right(outputs, y).sum())
        return cost / len(self.x), right / len(self.x)


def _move(
    network: Network, speeds: list[Array], slopes: tuple[Array, ...], rate: float, momentum: float, shrink: float
) -> None:
    parameters = (*network.weights, *network.biases)
    for place, (parameter, speed, slope) in enumerate(zip(parameters, speeds, slopes, strict=True)):
        np.multiply(speed, momentum, out=speed)
        np.multiply(slope, rate, out=slope)
        np.subtract(speed, slope, out=speed)
        if shrink and place < len(network.weights):
            np.multiply(parameter, rate * shrink, out=slope)
            np.subtract(speed, slope, out=speed)
        np.add(parameter, speed, out=parameter)


def _check(*, epochs: int, batch: int, rate: float, momentum: float) -> None:
    for name, value in (("epochs", epochs), ("batch", batch)):
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
