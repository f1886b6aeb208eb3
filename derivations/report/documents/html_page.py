"""Checked documents as one HTML file: their formulas in order, with a mark at each, and what each step rests on.

It looks like the report, needs no program and loads nothing.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from html import escape
from itertools import groupby
from pathlib import Path

from markupsafe import Markup

from derivations.document.results import PROVED, REFUTED, UNKNOWN, UNREAD, CheckedDocument, FoundStep, TakenAs, Title
from derivations.proof.display import MARKS
from derivations.report.article.date import in_words
from derivations.report.article.html_page import style
from derivations.report.article.templates import environment
from derivations.report.decimals import alike, number_latex
from derivations.report.documents.mathematics import Macros, inline, tall
from derivations.report.documents.messages import printable
from derivations.version import VERSION

CONDITIONAL, GIVEN = "conditional", "given"
TOLD = {PROVED: "proved", CONDITIONAL: "proved if", REFUTED: "refuted", UNKNOWN: "unknown",
        GIVEN: "taken as given", UNREAD: "not read"}  # fmt: skip
"""What is said of a formula, by its state."""
SIGNS = {**MARKS, CONDITIONAL: "(✓)", GIVEN: "≔", UNREAD: "–"}
RELATIONS = {"=": "=", "≡": r"\equiv", ":=": r"\coloneqq", "≠": r"\neq", "<": "<", "≤": r"\leq", ">": ">", "≥": r"\geq",
             "⟺": r"\iff", "⇒": r"\implies"}  # fmt: skip


def state(item: FoundStep | TakenAs) -> str:
    """What is said of a formula: one of the keys of ``TOLD``.

    >>> state(TakenAs("notes.md", 3, 1, "definition", "a = b"))
    'given'
    """
    if isinstance(item, TakenAs):
        return UNREAD if item.kind == UNREAD else GIVEN
    return CONDITIONAL if item.conditional else item.verdict


LONGEST = 1000
"""Characters of words among which formulas are looked for."""


@dataclass(frozen=True)
class Line:
    """A formula of the document: the right side of a step, or one that is taken as given or not read."""

    item: FoundStep | TakenAs
    name: str

    @property
    def state(self) -> str:
        return state(self.item)


@dataclass(frozen=True)
class Passage:
    """The lines of a chain, which begins with ``start``; a formula that is no step is alone, without a start."""

    start: str | None
    lines: tuple[Line, ...]


@dataclass(frozen=True)
class Part:
    """A file of the document, with its titles and passages in order; ``level`` is how deep a title is."""

    path: str
    content: tuple[tuple[int, Title] | Passage, ...]


@dataclass(frozen=True)
class Shown:
    """A document as the page shows it."""

    document: CheckedDocument
    counts: tuple[tuple[str, int], ...]
    parts: tuple[Part, ...]
    false: tuple[Line, ...] = field(default=())


def page(documents: Sequence[CheckedDocument], interrupted: bool = False) -> str:
    """Checked documents as HTML."""
    template = environment(autoescape=True)
    template.globals |= {
        "date": in_words(),
        "documents": [shown(document, number) for number, document in enumerate(documents, 1)],
        "interrupted": interrupted,
        "signs": SIGNS,
        "told": TOLD,
        "version": VERSION,
        "title": printable(Path(documents[0].path).name) if len(documents) == 1 else "Checked documents",
        "words": _words,
        "known": _known,
        "values": _values,
        "titled": _titled,
        "tall": lambda tex, macros: Markup(tall(tex, macros)),
        "inline": lambda tex, macros: Markup(inline(tex, macros)),
        "printable": printable,
        "sign": _sign,
    }
    styles = Markup("".join(map(style, ("page.css", "result.css", "document.css"))))
    return template.get_template("document.html").render(style=styles)


def shown(document: CheckedDocument, number: int = 1) -> Shown:
    """A document with its formulas in the order of its text."""
    items: list[Title | FoundStep | TakenAs] = [*document.titles, *document.steps, *document.taken]
    files = list(dict.fromkeys([document.path, *(item.path for item in items)]))
    items.sort(key=lambda item: (files.index(item.path), item.line, item.column))
    names = {id(item): f"document-{number}-formula-{place}" for place, item in enumerate(items, 1)}
    parts = tuple(
        Part(path, tuple(_passages(list(within), names))) for path, within in groupby(items, lambda item: item.path)
    )
    found = [item for item in items if not isinstance(item, Title)]
    counts = {name: sum(state(item) == name for item in found) for name in TOLD}
    false = tuple(Line(item, names[id(item)]) for item in found if state(item) == REFUTED)
    return Shown(document, tuple(counts.items()), parts, false)


def _passages(items: list[Title | FoundStep | TakenAs], names: dict[int, str]) -> Iterable[tuple[int, Title] | Passage]:
    """Titles, each with its level, and passages: a step whose left side is the last right side goes on."""
    found: list[tuple[int, Title] | Passage] = []
    around: list[int] = []
    for item in items:
        last = found[-1] if found else None
        if isinstance(item, Title):
            around = [*(level for level in around if level < item.level), item.level]
            found.append((len(around), item))
        elif isinstance(item, TakenAs):
            found.append(Passage(None, (Line(item, names[id(item)]),)))
        elif isinstance(last, Passage) and last.start is not None and item.lhs == _end(last):
            found[-1] = Passage(last.start, (*last.lines, Line(item, names[id(item)])))
        else:
            found.append(Passage(item.lhs, (Line(item, names[id(item)]),)))
    return found


def _end(passage: Passage) -> str:
    step = passage.lines[-1].item
    assert isinstance(step, FoundStep)
    return step.rhs


def _known(document: CheckedDocument) -> frozenset[str]:
    """The document's own formulas, as they may stand in the words of a premise."""
    steps = {" ".join(f"{step.lhs} {step.relation} {step.rhs}".split()) for step in document.steps}
    return frozenset({taken.formula for taken in document.taken} | steps)


def _words(text: str, known: frozenset[str], macros: Macros) -> Markup:
    """Words with the formulas among them: those between dollars, and those of the document."""
    return _mixed(text, macros, lambda part: _with_formulas(part, known, macros))


def _titled(text: str, macros: Macros) -> Markup:
    """A title with its formulas, and without the brackets around what a link says."""
    return _mixed(text, macros, lambda part: escape(printable(re.sub(r"\[([^\[\]]*)\] ?", r"\1", part))))


def _mixed(text: str, macros: Macros, words: Callable[[str], str]) -> Markup:
    parts = re.split(r"\$([^$]+)\$", text)
    return Markup("".join(inline(part, macros) if place % 2 else words(part) for place, part in enumerate(parts)))


def _with_formulas(text: str, known: frozenset[str], macros: Macros) -> str:
    if len(text) > LONGEST:
        return escape(printable(text))
    found, place = "", 0
    ends = [end.end() for end in re.finditer(r"\S(?=[\s,;)]|$)", text)]
    for start in (start.start() for start in re.finditer(r"(?<![^\s(])\S", text)):
        end = next((end for end in reversed(ends) if end > start and text[start:end] in known), 0)
        if start >= place < end:
            found += escape(printable(text[place:start])) + inline(text[start:end], macros)
            place = end
    return found + escape(printable(text[place:]))


def _sign(relation: str) -> Markup:
    return Markup(inline(RELATIONS.get(relation, relation)))


def _values(step: FoundStep) -> tuple[Markup, ...]:
    """Both sides' values at the counterexample."""
    return tuple(Markup(inline(number_latex(value))) for value in alike(*(step.values or ("?", "?"))))
