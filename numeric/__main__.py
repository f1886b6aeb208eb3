"""``python -m numeric demo`` shows the learning slowdown on one neuron and on digits."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

import click

from numeric.digits import Digits, NotInstalled, drawn, handwritten
from numeric.plots import plot
from numeric.slowdown import RATE, Curve, digits, one_neuron


class Failure(click.ClickException):
    """What was asked for cannot be done here; the exit code is that of a usage error."""

    exit_code = 2


class Commands(click.Group):
    """The commands; Ctrl-C ends them with the exit code 130."""

    def invoke(self, context: click.Context) -> object:
        """Run a command."""
        try:
            return super().invoke(context)
        except KeyboardInterrupt:
            context.exit(130)


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
def main() -> None:
    """Backpropagation in NumPy."""


@main.command()
@click.option(
    "--data",
    type=click.Choice(["handwritten", "drawn"]),
    help="The digits to learn; by default the handwritten ones, if scikit-learn is installed.",
)
@click.option("--epochs", type=click.IntRange(1), default=30, show_default=True, help="How often all digits are seen.")
@click.option("--seed", type=click.IntRange(0), default=0, show_default=True, help="The same seed gives the same run.")
@click.option(
    "--output",
    type=click.Path(file_okay=False, path_type=Path),
    default="numeric-demo",
    show_default=True,
    help="The folder for the plots, which need matplotlib.",
)
@click.option("--format", "ending", type=click.Choice(["png", "svg", "pdf"]), default="png", show_default=True)
@click.option("--no-plots", is_flag=True, help="Print alone.")
def demo(data: str | None, epochs: int, seed: int, output: Path, ending: str, no_plots: bool) -> None:
    """Show how neurons that are saturated learn slowly with the quadratic cost, and not with the cross-entropy.

    First the single neuron of chapter 3, which is to learn to give 0 for the input 1; then a network that learns to
    read digits. Both are started twice, the second time with saturated neurons.

    \b
    python -m numeric demo
    python -m numeric demo --output plots --format svg
    """
    try:
        pictures = _digits(data, seed)
    except NotInstalled as problem:
        raise Failure(str(problem)) from None
    neuron = one_neuron()
    _table(f"One sigmoid neuron, input 1, desired output 0, learning rate {RATE:g}: its output", neuron, "{:.2f}")
    read = digits(pictures, epochs, seed=seed, progress=sys.stderr.isatty())
    learned, held_out = len(pictures.training[0]), len(pictures.held_out[0])
    click.echo()
    _table(f"{learned:,} {pictures.name} to learn, {held_out:,} held out: the accuracy on these", read, "{:.1%}")
    if not no_plots:
        _plots(neuron, read, output, ending)


def _plots(neuron: Sequence[Curve], read: Sequence[Curve], folder: Path, ending: str) -> None:
    for name, curves, what in (("one-neuron", neuron, "output"), ("digits", read, "accuracy on held-out digits")):
        path = folder / f"{name}.{ending}"
        try:
            plot(curves, what, path)
        except NotInstalled as problem:
            click.echo(f"{problem}", err=True)
            return
        except OSError as problem:
            raise Failure(f"{path} cannot be written: {problem.strerror}") from None
        click.echo(f"wrote {path}", err=True)


def _digits(data: str | None, seed: int) -> Digits:
    if data == "drawn":
        return drawn(seed)
    try:
        return handwritten(seed)
    except NotInstalled as problem:
        if data is not None:
            raise
        click.echo(f"{problem}; drawn ones are used", err=True)
        return drawn(seed)


def _table(title: str, curves: Sequence[Curve], form: str) -> None:
    """A row for each curve, with its values after some of the epochs."""
    first, last = curves[0].first, curves[0].first + len(curves[0].values) - 1
    shown = sorted({first, *(n for n in (1, 2, 5, 10, 20, 50, 100, 150, 200) if first <= n < last), last})
    rows = [("", "after epoch", *map(str, shown), "seconds")]
    before = ""
    for curve in curves:
        values = (form.format(curve.values[epoch - first]) for epoch in shown)
        rows.append((curve.start if curve.start != before else "", curve.cost, *values, f"{curve.seconds:.2f}"))
        before = curve.start
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    click.echo(title)
    for row in rows:
        words = [
            cell.ljust(width) if place < 2 else cell.rjust(width)
            for place, (cell, width) in enumerate(zip(row, widths, strict=True))
        ]
        click.echo("  ".join(words).rstrip())


if __name__ == "__main__":
    main(prog_name="python -m numeric")
