"""The report's pictures, drawn from the proved formulas with matplotlib, as vector graphics.

Each one belongs to a result and is shown with it.  In SVG the colours are CSS variables of the page, so that they
follow its light and dark scheme.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from io import BytesIO
from typing import TYPE_CHECKING, Any, TypeAlias

import numpy as np
from sympy import Symbol, exp

from derivations.chapter.cross_entropy_minimum import a as output
from derivations.chapter.cross_entropy_minimum import cost
from derivations.chapter.cross_entropy_output_error import by_weight as cross_entropy_gradient
from derivations.chapter.quadratic_output_gradient import by_weight as quadratic_gradient
from derivations.chapter.sigmoid_derivative import conclusion as sigmoid_slope
from derivations.chapter.softmax import softmax_layer
from derivations.chapter.softmax_limit import softmax_with_c
from derivations.notation import sigma
from derivations.notation.arrays import ArrayFunction
from derivations.report.article.content import Article, Section
from derivations.report.article.graph import Graph

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

COLOURS = {"--ink": "#1d2733", "--faint": "#b8c0ca", "--first": "#0b5fb0", "--second": "#b3430c", "--third": "#1c7a45",
           "--fourth": "#7a3fa0", "--paper": "#ffffff"}  # fmt: skip
"""The colours of a light page by their names in the style sheet of the HTML report."""

INK, FAINT, *LINES, PAPER = COLOURS.values()
STYLES = ("-", "--", "-.", ":")
"""Lines are told apart without colours, too."""

SVG, XLINK = "http://www.w3.org/2000/svg", "http://www.w3.org/1999/xlink"

STYLE: dict[str, Any] = {
    "font.size": 9, "axes.edgecolor": INK, "axes.labelcolor": INK, "text.color": INK, "xtick.color": INK,
    "ytick.color": INK, "axes.spines.top": False, "axes.spines.right": False, "axes.linewidth": 0.7,
    "lines.linewidth": 1.4, "legend.frameon": False, "mathtext.fontset": "cm", "svg.hashsalt": "derivations",
}  # fmt: skip


Draw: TypeAlias = "Callable[[Figure], None]"


@dataclass(frozen=True)
class Picture:
    """A figure: the result it belongs to, its caption, what a reader who cannot see it is told, and how it is drawn."""

    name: str
    of: str
    caption: str
    alt: str
    draw: Draw
    height: float = 2.3


def _sigmoid(figure: Figure) -> None:
    axes = figure.subplots()
    z = np.linspace(-8, 8, 401)
    _line(axes, 0, z, ArrayFunction(sigma(Symbol("z")))(z), r"$\sigma(z)$")
    _line(axes, 1, z, sigmoid_slope.as_function()(z), r"$\sigma'(z) = \sigma(z)\,(1 - \sigma(z))$")
    axes.axhline(0.25, color=FAINT, linewidth=0.6)
    axes.set(xlabel="$z$", yticks=[0, 0.25, 0.5, 1], xlim=(-8, 8))
    axes.legend(loc="upper left")


def _cross_entropy(figure: Figure) -> None:
    axes = figure.subplots()
    value = ArrayFunction(cost)
    a = np.linspace(0.002, 0.998, 499)
    for place, y in enumerate((0.1, 0.3, 0.5, 0.8)):
        _line(axes, place, a, value(a=a, y=np.full_like(a, y)), f"$y = {y}$")
        axes.plot(y, value(a=y, y=y), "o", color=LINES[place], markersize=4)
    axes.set(xlabel=f"${output}$", ylabel=r"$-(y \ln a + (1-y) \ln(1-a))$", xlim=(0, 1), ylim=(0, 2.5))
    axes.legend(loc="upper center", ncols=2)


def _softmax(figure: Figure) -> None:
    axes = figure.subplots()
    softmax = ArrayFunction(softmax_layer.right)
    z = np.linspace(-6, 6, 301)
    outputs = softmax(np.stack([z, np.full_like(z, 1.0), np.zeros_like(z), np.full_like(z, -1.0)], axis=1))
    for place, fixed in enumerate(("", "z_2 = 1", "z_3 = 0", "z_4 = -1")):
        label = f"$a_{place + 1}$" + (f"  (${fixed}$)" if fixed else "")
        _line(axes, place, z, outputs[:, place], label)
    axes.set(xlabel="$z_1$", xlim=(-6, 6), ylim=(0, 1.02))
    axes.legend(loc="center right")


def _softmax_limit(figure: Figure) -> None:
    axes = figure.subplots()
    softmax = ArrayFunction(softmax_with_c.right)
    c = np.linspace(0, 12, 241)
    inputs = (1.0, 1.0, 0.7, 0.2)
    outputs = np.stack([softmax(c=strength, z=inputs) for strength in c])
    _line(axes, 0, c, outputs[:, 0], "$a_1 = a_2$  ($z_1 = z_2 = 1$)")
    for place in (2, 3):
        _line(axes, place - 1, c, outputs[:, place], f"$a_{place + 1}$  ($z_{place + 1} = {inputs[place]}$)")
    axes.axhline(0.5, color=FAINT, linewidth=0.6)
    axes.set(xlabel="$c$", xlim=(0, 12), ylim=(0, 0.55), yticks=[0, 0.25, 0.5])
    axes.legend(loc="center right")


def _learning(figure: Figure) -> None:
    panels = figure.subplots(1, 2, sharey=True)
    starts = ((0.6, 0.9), (2.0, 2.0))
    gradients = {
        "quadratic": quadratic_gradient.as_function(),
        "cross-entropy": cross_entropy_gradient.as_function(),
    }
    for axes, (weight, bias) in zip(panels, starts, strict=True):
        for place, (name, gradient) in enumerate(gradients.items()):
            _line(axes, place, np.arange(301), _outputs(gradient, weight, bias), name)
        axes.set(xlabel="epoch", title=f"$w = {weight},\\ b = {bias}$ at first", xlim=(0, 300), ylim=(0, 1))
        axes.title.set_fontsize(9)
    panels[0].set_ylabel("output $a$")
    panels[0].legend(loc="upper right")


def _outputs(
    gradient: ArrayFunction, weight: float, bias: float, *, rate: float = 0.15, epochs: int = 300
) -> list[float]:
    """The outputs of one sigmoid neuron that learns to answer 0 to the input 1, by gradient descent.

    With input 1 the slopes of the cost by the weight and by the bias are the same.
    """
    found = []
    neuron = ArrayFunction(1 / (1 + exp(-output)))
    for _ in range(epochs + 1):
        z = weight + bias
        found.append(float(neuron(z)))
        slope = float(np.squeeze(gradient(a=[1.0], y=[0.0], z=[z])))
        weight, bias = weight - rate * slope, bias - rate * slope
    return found


def _line(axes: Axes, place: int, x: Any, y: Any, label: str) -> None:
    axes.plot(x, y, STYLES[place], color=LINES[place], label=label)


PICTURES = (
    Picture(
        "sigmoid",
        "sigmoid-derivative",
        "The sigmoid and its derivative, which is nowhere larger than 1/4.",
        "The sigmoid rises from 0 to 1, steepest at 0; its derivative is a bell of height 1/4 around 0.",
        _sigmoid,
    ),
    Picture(
        "cross-entropy",
        "cross-entropy-minimum",
        "The cross-entropy of an output for several desired outputs. Each dot marks the minimum, where the "
        "output equals the desired output; its height is the entropy of the desired output.",
        "Four convex curves over outputs from 0 to 1; each has its lowest point where output and desired output agree.",
        _cross_entropy,
    ),
    Picture(
        "softmax",
        "softmax-monotonicity",
        "Four softmax outputs as the first weighted input grows: the first output rises, all others fall.",
        "One curve rises from 0 to 1, three others fall to 0, as the first weighted input grows from -6 to 6.",
        _softmax,
    ),
    Picture(
        "softmax-limit",
        "softmax-limit",
        "Softmax outputs as c grows. Two weighted inputs share the maximum, so their outputs tend to 1/2; the others "
        "vanish. At c = 0 all are equal.",
        "Two outputs tend together from 1/4 to 1/2, the two others fall from 1/4 to 0, as c grows from 0 to 12.",
        _softmax_limit,
    ),
    Picture(
        "learning-slowdown",
        "cross-entropy-output-error",
        "One sigmoid neuron learns to answer 0 to the input 1, with learning rate 0.15. With the quadratic cost it "
        "learns slowly when it is most wrong, because the derivative of the sigmoid is a factor of its gradient; with "
        "the cross-entropy it does not.",
        "Two panels of outputs over 300 epochs. From a bad start the quadratic cost leaves the output near 1 for "
        "a long time, while the cross-entropy lowers it at once.",
        _learning,
        2.1,
    ),
)


def pictures_of(result: str) -> tuple[Picture, ...]:
    """The pictures that belong to a result.

    >>> [picture.name for picture in pictures_of("sigmoid-derivative")]
    ['sigmoid']
    """
    return tuple(picture for picture in PICTURES if picture.of == result)


def illustrations(article: Article, section: Section) -> tuple[Picture, ...]:
    """The pictures that an article shows with a result of the chapter; a handout has none."""
    return pictures_of(section.name) if section.of_text and not article.is_handout else ()


WIDTH = 5.6
"""Inches of a figure's width."""
BOX, BOX_HEIGHT, BETWEEN, MARGIN, ROW_MARGIN = 2.2, 0.66, 0.9, 0.05, 0.6
"""The boxes of the graph of results in its own units, in which rows are 1 apart."""


def graph_as_pdf(graph: Graph) -> bytes:
    """The graph of results, each name in a box, an arrow from a fact to what rests on it."""
    return _pdf(lambda figure: _graph(figure, graph), _graph_height(graph))


def _graph_height(graph: Graph) -> float:
    return 0.38 * (_last_row(graph) + 1) + 0.2


def _last_row(graph: Graph) -> float:
    return max(place.row for place in graph.places.values())


def _breadth(graph: Graph) -> float:
    return len(graph.columns) * (BOX + BETWEEN) - BETWEEN


def graph_boxes(graph: Graph) -> dict[str, Any]:
    """Where the graph's boxes are in its figure, from the lower left, in parts of the figure's width."""
    height = _graph_height(graph) / WIDTH
    across, down = _breadth(graph) + 2 * MARGIN, _last_row(graph) + 2 * ROW_MARGIN

    def box(name: str) -> dict[str, Any]:
        place = graph.places[name]
        left = (place.column * (BOX + BETWEEN) + MARGIN) / across
        bottom = height * (1 - (place.row + BOX_HEIGHT / 2 + ROW_MARGIN) / down)
        sizes = {"x": left, "y": bottom, "width": BOX / across, "height": height * BOX_HEIGHT / down}
        return {"name": name, **{key: round(size, 4) for key, size in sizes.items()}}

    return {"height": round(height, 4), "boxes": [box(name) for name in graph.places]}


def _graph(figure: Figure, graph: Graph) -> None:
    figure.set_layout_engine("none")
    axes = figure.add_axes((0, 0, 1, 1))
    axes.set_axis_off()
    width, gap = BOX, BETWEEN
    axes.set(xlim=(-MARGIN, _breadth(graph) + MARGIN))
    axes.set_ylim(_last_row(graph) + ROW_MARGIN, -ROW_MARGIN)
    for fact, name in graph.edges:
        start, end = graph.places[fact], graph.places[name]
        tail = (start.column * (width + gap) + width, start.row)
        tip = (end.column * (width + gap), end.row)
        axes.annotate("", tip, tail, arrowprops={"arrowstyle": "->", "color": FAINT, "linewidth": 0.8, "shrinkA": 0,
                                                 "shrinkB": 1})  # fmt: skip
    for name, place in graph.places.items():
        axes.text(place.column * (width + gap) + width / 2, place.row, name, ha="center", va="center", fontsize=9)
        axes.add_patch(_box(place.column * (width + gap), place.row - BOX_HEIGHT / 2, width))


def _box(left: float, top: float, width: float) -> Any:
    from matplotlib.patches import Rectangle

    return Rectangle((left, top), width, BOX_HEIGHT, fill=False, edgecolor=INK, linewidth=0.7)


def as_pdf(picture: Picture) -> bytes:
    """The picture as a PDF file, for LaTeX; without a date in it."""
    return _pdf(picture.draw, picture.height)


def _pdf(draw: Draw, height: float) -> bytes:
    style = {"font.family": "serif", "font.serif": ["cmr10"], "axes.formatter.use_mathtext": True}
    return _saved(draw, height, "pdf", {"CreationDate": None}, style)


def as_svg(picture: Picture) -> str:
    """The picture as an SVG element, for HTML; with the page's colours, and a title for those who cannot see it."""
    metadata = {"Date": None, "Creator": None, "Format": None, "Type": None}
    written = _saved(picture.draw, picture.height, "svg", metadata, {}).decode()
    for variable, colour in COLOURS.items():
        written = written.replace(colour, f"var({variable})")
    body = written[written.index("<svg") :]
    opening = f'<svg role="img" aria-label="{picture.alt}" xmlns="{SVG}" xmlns:xlink="{XLINK}" viewBox='
    body = re.sub(r'<svg [^>]*viewBox=("[^"]*")[^>]*>', rf"{opening}\1>", body, count=1)
    return re.sub(r"(id=\"|url\(#|href=\"#)", rf"\g<1>{picture.name}-", body)


def _saved(draw: Draw, height: float, form: str, metadata: dict[str, Any], style: dict[str, Any]) -> bytes:
    import matplotlib
    from matplotlib.figure import Figure

    settings: Any = STYLE | style
    with matplotlib.rc_context(settings):
        figure = Figure(figsize=(WIDTH, height), layout="constrained")
        draw(figure)
        file = BytesIO()
        figure.savefig(file, format=form, metadata=metadata, transparent=True)
    return file.getvalue()
