"""The report as one HTML file: mathematics as MathML, figures as SVG, no program and nothing to load."""

from __future__ import annotations

from collections.abc import Callable
from html import escape
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from markupsafe import Markup

from derivations.notation.latex import latex, pieces, relation_latex
from derivations.notation.mathml import mathml, mathml_of
from derivations.notation.writing import Formula
from derivations.proof.display import MARKS
from derivations.proof.wording import Reference, Words, listed, written
from derivations.report.article.content import WARNINGS, Article, Correction, Progress, identifier, silent
from derivations.report.article.date import in_words
from derivations.report.article.figures import Picture, as_svg, illustrations
from derivations.report.article.graph import Graph
from derivations.report.article.network_figure import NETWORK
from derivations.report.article.opening import about_errata, about_handout, about_proof, about_text, versions
from derivations.report.article.sentences import Link
from derivations.report.article.templates import environment
from derivations.report.decimals import number_latex

if TYPE_CHECKING:
    from jinja2 import Environment

BOX_WIDTH, BOX_HEIGHT, GAP, ROW = 212, 28, 90, 42
"""Sizes in the drawing of the graph, in pixels."""


def page(article: Article, progress: Progress = silent) -> str:
    """The report as HTML."""
    return (
        _environment(article, lambda name: f"#{anchor(name)}", progress)
        .get_template("page.html")
        .render(graph=drawn(article.graph), style=Markup(style("page.css") + style("result.css")))
    )


def section(article: Article, name: str, link: Callable[[str], str]) -> str:
    """One result of the report without its heading, for a page that has the style ``result.css``.

    ``link`` says where another result is.
    """
    parts: Any = _environment(article, link, silent).get_template("parts.html").make_module()
    (found,) = (result for result in article.sections if result.name == name)
    return str(parts.body(found, alone=True))


def style(name: str) -> str:
    """A style sheet of the report: ``page.css`` for the page, ``result.css`` for the results on it."""
    return files("derivations.report.article.templates").joinpath(name).read_text(encoding="utf-8")


def _environment(article: Article, link: Callable[[str], str], progress: Progress) -> Environment:
    def svg(picture: Picture) -> Markup:
        progress(f"figure {picture.name}")
        return Markup(as_svg(picture))

    template = environment(autoescape=True)
    template.filters |= {
        "anchor": anchor,
        "arcs": arcs,
        "formula": lambda formula: Markup(mathml(formula)),
        "place": _place,
        "target": _target,
        "number": lambda value: Markup(mathml_of(number_latex(value))),
        "link": link,
        "listed": listed,
        "sign": lambda relation: Markup(mathml_of(relation_latex(relation), display=True, continues=True)),
        "svg": svg,
        "tall": tall,
        "words": lambda words: _words(words, article, link),
    }
    template.globals |= {
        "about_errata": about_errata(article),
        "about_handout": about_handout(article),
        "about_proof": about_proof(article),
        "about_text": about_text(article),
        "article": article,
        "date": in_words(),
        "marks": MARKS,
        "network": NETWORK if article.has_network else None,
        "pictures": lambda section: illustrations(article, section),
        "versions": versions(article),
        "warnings": WARNINGS,
        "reference": lambda name: _reference(name, article, link),
    }
    return template


def tall(formula: Any) -> Markup:
    """A formula in display style, in pieces between which a line may break."""
    if isinstance(formula, Formula):
        return Markup(" ").join(
            Markup(mathml_of(relation_latex(part), display=True, continues=True))
            if isinstance(part, str)
            else tall(part)
            for part in formula
        )
    first, *others = pieces(latex(formula))
    found = [mathml_of(first, display=True), *(mathml_of(piece, display=True, continues=True) for piece in others)]
    return Markup("<wbr>").join(map(Markup, found))


def _words(words: Words, article: Article, link: Callable[[str], str]) -> Markup:
    def plain(text: str) -> str:
        if isinstance(text, Link):
            page = link(text.of).partition("#")[0]
            return Markup(f'<a href="{page}#{_target(text)}">{escape(text)}</a>')
        return _reference(text, article, link) if isinstance(text, Reference) else escape(text)

    return Markup(written(words, mathml, plain))


def _reference(name: str, article: Article, link: Callable[[str], str]) -> Markup:
    if name not in article.titles:
        return Markup(escape(name))
    return Markup(f'<a href="{link(name)}" title="{escape(article.titles[name])}">{escape(name)}</a>')


def _target(link: Link) -> str:
    """The name of a formula's or an assumption's place on the page."""
    return f"at-{link.target}"


def _place(correction: Correction) -> str:
    """The name of a false step's place on the page."""
    return f"false-{identifier(correction.where)}"


def anchor(name: str) -> str:
    """The name of a result's place on the page.

    >>> anchor("softmax-limit")
    'result-softmax-limit'
    """
    return f"result-{identifier(name)}"


def drawn(graph: Graph) -> dict[str, Any]:
    """Where the graph's boxes and arrows are, in pixels."""
    corners = {
        name: (place.column * (BOX_WIDTH + GAP) + 1, round(place.row * ROW) + 1) for name, place in graph.places.items()
    }
    middle = BOX_HEIGHT // 2
    edges = []
    for fact, name in graph.edges:
        (x, y), (to_x, to_y) = corners[fact], corners[name]
        x, y, to_y, bend = x + BOX_WIDTH, y + middle, to_y + middle, GAP // 2
        edges.append(f"M{x} {y}C{x + bend} {y} {to_x - bend} {to_y} {to_x - 2} {to_y}")
    columns = len(graph.columns)
    return {
        "boxes": [{"name": name, "x": x, "y": y} for name, (x, y) in corners.items()],
        "edges": edges,
        "box_width": BOX_WIDTH,
        "box_height": BOX_HEIGHT,
        "width": columns * (BOX_WIDTH + GAP) - GAP + 2,
        "height": max((y for _, y in corners.values()), default=0) + BOX_HEIGHT + 2,
    }


ARC_ROW, ARC_MARGIN, ARC_TEXT = 28, 76, 250
"""Sizes in the drawing of the graph as arcs, in pixels: a row's height, the room for the arcs, and that for a name."""


def arcs(graph: Graph) -> dict[str, Any]:
    """The graph in one column, which fits a phone: each result below all it rests on, with arcs at the left."""
    middle = {name: place * ARC_ROW + ARC_ROW // 2 for place, name in enumerate(graph.order)}
    longest = max((middle[name] - middle[fact] for fact, name in graph.edges), default=1)

    def arc(fact: str, name: str) -> str:
        start, end = middle[fact], middle[name]
        out = round(ARC_MARGIN - 16 - (ARC_MARGIN - 30) * ((end - start) / longest) ** 0.5 * 4 / 3)
        return f"M{ARC_MARGIN - 4} {start}C{out} {start} {out} {end} {ARC_MARGIN - 8} {end}"

    users = {name for _, name in graph.edges}
    return {
        "edges": [arc(fact, name) for fact, name in graph.edges],
        "rows": [
            {
                "name": name,
                "x": ARC_MARGIN + 4,
                "y": y,
                "tip": f"M{ARC_MARGIN - 8} {y - 4}L{ARC_MARGIN} {y}L{ARC_MARGIN - 8} {y + 4}z" if name in users else "",
            }
            for name, y in middle.items()
        ],
        "width": ARC_MARGIN + ARC_TEXT,
        "height": len(middle) * ARC_ROW,
    }
