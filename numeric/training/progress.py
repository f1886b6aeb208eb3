"""A bar that shows how far training is."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from numeric.training.epochs import Epoch


@contextmanager
def progress_bar(epochs: int, progress: bool) -> Iterator[Callable[[Epoch], None]]:
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
