"""Curves of the learning slowdown as a picture, with matplotlib."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path
from secrets import token_hex
from typing import Any

from numeric.digits import NotInstalled
from numeric.slowdown import Curve

LOOKS = {"quadratic": {"color": "#b3430c", "linestyle": "--"}, "cross-entropy": {"color": "#0b5fb0", "linestyle": "-"}}
"""Lines are told apart without colours, too."""

UNDATED = {".svg": {"Date": None}, ".pdf": {"CreationDate": None}}
"""What leaves the date out, so that two runs write the same bytes."""

STYLE = {
    "font.size": 9, "axes.spines.top": False, "axes.spines.right": False, "lines.linewidth": 1.6,
    "legend.frameon": False, "axes.titlesize": 9, "svg.hashsalt": "numeric",
}  # fmt: skip


def plot(curves: Sequence[Curve], what: str, path: Path) -> None:
    """Write a picture with a panel for each start and a line for each cost; the file's ending says its format.

    Raises :class:`~numeric.digits.NotInstalled` without matplotlib.
    """
    try:
        import matplotlib
        from matplotlib.figure import Figure
    except ImportError:
        raise NotInstalled("plots need matplotlib: pip install 'derivations[demo]'") from None
    starts = list(dict.fromkeys(curve.start for curve in curves))
    style: Any = STYLE
    with matplotlib.rc_context(style):
        figure = Figure(figsize=(6.4, 2.8), layout="constrained")
        panels = figure.subplots(1, len(starts), sharey=True, squeeze=False)[0]
        for panel, start in zip(panels, starts, strict=True):
            for curve in curves:
                if curve.start == start:
                    epochs = range(curve.first, curve.first + len(curve.values))
                    panel.plot(epochs, curve.values, label=curve.cost, **LOOKS[curve.cost])
            panel.set(xlabel="epoch", title=start, ylim=(0, 1.02), xlim=(curves[0].first, None))
        panels[0].set_ylabel(what)
        figure.legend(*panels[0].get_legend_handles_labels(), loc="outside upper center", ncols=len(LOOKS))
        path.parent.mkdir(parents=True, exist_ok=True)
        beside = path.with_name(f".{token_hex(4)}.{path.name}")
        try:
            figure.savefig(beside, dpi=200, metadata=UNDATED.get(path.suffix))
            os.replace(beside, path)
        except BaseException:
            beside.unlink(missing_ok=True)
            raise
