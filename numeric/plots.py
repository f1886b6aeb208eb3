"""Pictures with matplotlib: curves of the learning slowdown, and the error of each slope of a gradient."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from secrets import token_hex
from typing import Any

import numpy as np

from numeric.digits import NotInstalled
from numeric.gradients.reports.report import GradientCheck
from numeric.slowdown import Curve

LOOKS = {"quadratic": {"color": "#b3430c", "linestyle": "--"}, "cross-entropy": {"color": "#0b5fb0", "linestyle": "-"}}
"""Lines are told apart without colours, too."""

ERROR: Any = {"color": "#0b5fb0", "linestyle": "", "marker": ".", "markersize": 3}
ALLOWED: Any = {"color": "#b3430c", "linestyle": "-", "linewidth": 0.8, "drawstyle": "steps-mid"}
MANY = 2000
"""From how many parameters on their points are drawn as pixels in a picture of vectors."""

UNDATED = {".svg": {"Date": None}, ".pdf": {"CreationDate": None}}
"""What leaves the date out, so that two runs write the same bytes."""

STYLE = {
    "font.size": 9, "axes.spines.top": False, "axes.spines.right": False, "lines.linewidth": 1.6,
    "legend.frameon": False, "axes.titlesize": 9, "svg.hashsalt": "numeric",
}  # fmt: skip


def plot(curves: Sequence[Curve], what: str, path: str | Path) -> None:
    """Write a picture with a panel for each start and a line for each cost; the file's ending says its format.

    Raises :class:`~numeric.digits.NotInstalled` without matplotlib.

    >>> from tempfile import TemporaryDirectory
    >>> from numeric.slowdown import one_neuron
    >>> with TemporaryDirectory() as folder:
    ...     plot(one_neuron(epochs=5), "output", Path(folder, "neuron.svg"))
    ...     Path(folder, "neuron.svg").exists()
    True
    """
    starts = list(dict.fromkeys(curve.start for curve in curves))
    with _figure(path, 6.4, 2.8) as figure:
        panels = figure.subplots(1, len(starts), sharey=True, squeeze=False)[0]
        for panel, start in zip(panels, starts, strict=True):
            for curve in curves:
                if curve.start == start:
                    epochs = range(curve.first, curve.first + len(curve.values))
                    panel.plot(epochs, curve.values, label=curve.cost, **LOOKS[curve.cost])
            panel.set(xlabel="epoch", title=start, ylim=(0, 1.02), xlim=(curves[0].first, None))
        panels[0].set_ylabel(what)
        figure.legend(*panels[0].get_legend_handles_labels(), loc="outside upper center", ncols=len(LOOKS))


HIGHEST = 1e100
"""The largest error that is drawn."""


def plot_errors(check: GradientCheck, path: str | Path) -> None:
    """Write a picture with the error of each slope of a gradient, and how large it may be; the ending says the format.

    Parameters stand side by side, an array of them after the other.  Errors above what is allowed are wrong slopes.  An
    error of 0 is drawn at the lower edge, and what is no number, or enormous, is left out.  Raises
    :class:`~numeric.digits.NotInstalled` without matplotlib.

    >>> from tempfile import TemporaryDirectory
    >>> from numeric import Network, check_gradients
    >>> found = check_gradients(Network([2, 1], ["tanh"], seed=0), [[0.0, 1.0]], [[0.5]])
    >>> with TemporaryDirectory() as folder:
    ...     plot_errors(found, Path(folder, "errors.svg"))
    ...     Path(folder, "errors.svg").exists()
    True
    """
    with _figure(path, 6.4, 3.2) as figure, np.errstate(invalid="ignore"):
        errors = np.concatenate([np.abs(b.analytic - b.numeric).ravel() for b in check.blocks])
        allowed = np.concatenate([(b.truncation + b.rounding).ravel() for b in check.blocks])
        errors, allowed = (np.where(values < HIGHEST, values, np.nan) for values in (errors, allowed))
        drawn = np.concatenate([errors, allowed])
        floor = float(drawn[(drawn > 0) & np.isfinite(drawn)].min(initial=1.0)) / 3
        panel, places = figure.subplots(), np.arange(len(errors))
        for name, values, looks in (("error", errors, ERROR), ("allowed", allowed, ALLOWED)):
            panel.plot(places, np.maximum(values, floor), label=name, rasterized=len(errors) > MANY, **looks)
        ends = np.cumsum([block.analytic.size for block in check.blocks])
        for end in ends[:-1]:
            panel.axvline(end - 0.5, color="#cccccc", linewidth=0.6, zorder=0)
        middles = [end - block.analytic.size / 2 - 0.5 for block, end in zip(check.blocks, ends, strict=True)]
        panel.set_xticks(middles, [block.name for block in check.blocks], rotation=30, ha="right")
        panel.tick_params(axis="x", length=0)
        panel.set(yscale="log", ylim=(floor, None), xlim=(-0.5, len(errors) - 0.5), ylabel="error of the slope")
        figure.legend(*panel.get_legend_handles_labels(), loc="outside upper center", ncols=2)


@contextmanager
def _figure(path: str | Path, width: float, height: float) -> Iterator[Any]:
    """A figure to draw in, which is then written to a file in one go."""
    try:
        import matplotlib
        from matplotlib.figure import Figure
    except ImportError:
        raise NotInstalled("plots need matplotlib: pip install matplotlib") from None
    path = Path(path)
    style: Any = STYLE
    with matplotlib.rc_context(style):
        figure = Figure(figsize=(width, height), layout="constrained")
        yield figure
        path.parent.mkdir(parents=True, exist_ok=True)
        beside = path.with_name(f".{token_hex(4)}.{path.name}")
        try:
            figure.savefig(beside, dpi=200, metadata=UNDATED.get(path.suffix))
            os.replace(beside, path)
        except BaseException:
            beside.unlink(missing_ok=True)
            raise
