"""The picture of a network beside the notation: where the letters belong."""

from __future__ import annotations

from typing import TYPE_CHECKING

from derivations.report.article.figures import FAINT, INK, LINES, PAPER, Picture

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

RADIUS = 0.3
COLUMNS = {"$1$": 0.0, "$l-1$": 2.9, "$l$": 6.0, "$L$": 9.5}
"""The layers that are drawn, and where."""
ROWS = (1.15, 0.0, -1.15)
J, K = ("$l$", ROWS[0]), ("$l-1$", ROWS[1])
"""The two neurons that have a letter."""
NEURON, WEIGHT, COST = LINES[0], LINES[1], LINES[2]


def _network(figure: Figure) -> None:
    axes = figure.subplots()
    axes.set_axis_off()
    axes.set_aspect("equal")
    axes.set(xlim=(-0.9, 12.2), ylim=(-2.3, 2.1))
    first, before, here, last = COLUMNS.values()
    _weights(axes, before, here)
    for middle in ((first + before) / 2 - 0.35, (here + last) / 2):
        axes.text(middle, -0.05, r"$\cdots$", ha="center", va="center", fontsize=14)
    sizes = ("$n_1$ inputs", "$n_{l-1}$ neurons", "$n_l$ neurons", "$n_L$ outputs")
    for (name, at), size in zip(COLUMNS.items(), sizes, strict=True):
        for row in ROWS:
            _neuron(axes, at, row, is_named=(name, row) in (J, K))
        axes.text(at, 1.85, f"layer {name}", ha="center", va="center", fontsize=9)
        axes.text(at, -1.9, size, ha="center", va="center", fontsize=8)
    _letters(axes, before, here)
    axes.annotate("", (10.7, 0), (last + RADIUS + 0.15, 0), arrowprops={"arrowstyle": "->", "color": INK})
    axes.text(10.8, 0, "cost $C_x$", ha="left", va="center", fontsize=9, color=COST)


def _weights(axes: Axes, left: float, right: float) -> None:
    for start in ROWS:
        for end in ROWS:
            axes.plot([left + RADIUS, right - RADIUS], [start, end], color=FAINT, linewidth=0.6, zorder=1)
    axes.plot([left + RADIUS, right - RADIUS], [K[1], J[1]], color=WEIGHT, linewidth=1.6, zorder=2)


def _neuron(axes: Axes, at: float, row: float, is_named: bool) -> None:
    from matplotlib.patches import Circle

    colour, width = (NEURON, 1.6) if is_named else (INK, 0.8)
    axes.add_patch(Circle((at, row), RADIUS, fill=False, edgecolor=colour, linewidth=width))


def _letters(axes: Axes, before: float, here: float) -> None:
    from matplotlib.patheffects import withStroke

    axes.text(before, K[1], "$k$", ha="center", va="center", fontsize=10)
    axes.text(here, J[1], "$j$", ha="center", va="center", fontsize=10)
    weight = axes.text((before + here) / 2 + 0.05, 0.62, "$w^l_{jk}$", ha="center", va="center", fontsize=11)
    weight.set(color=WEIGHT, path_effects=[withStroke(linewidth=4, foreground=PAPER)])
    axes.text(before - RADIUS - 0.12, K[1], "$a^{l-1}_k$", ha="right", va="center", fontsize=10)
    right = here + RADIUS + 0.15
    axes.text(right, J[1] + 0.25, "$z^l_j$, with bias $b^l_j$", ha="left", va="center", fontsize=9)
    axes.text(right, J[1] - 0.25, "$a^l_j = f(z^l_j)$", ha="left", va="center", fontsize=9)


NETWORK = Picture(
    "network",
    "",
    "A network and its letters. The weighted input of a neuron is the sum of its bias and the weighted activations of "
    "the layer before. The outputs and the desired outputs give the cost of an example.",
    "A feedforward network from the inputs to the cost, with the weight from neuron k of one layer to neuron j of the "
    "next, and this neuron's bias, weighted input and activation.",
    _network,
    2.2,
)
