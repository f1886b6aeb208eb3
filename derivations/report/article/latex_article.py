"""The report as a LaTeX article, with its figures."""

from __future__ import annotations

import re
from typing import Any

from derivations.notation.latex import bracketed, latex, pieces, relation_latex
from derivations.notation.writing import Formula
from derivations.proof.wording import Reference, Words, listed, written
from derivations.report.article.content import WARNINGS, Article, Progress, identifier, silent
from derivations.report.article.date import in_words
from derivations.report.article.figures import as_pdf, graph_as_pdf, graph_boxes, illustrations
from derivations.report.article.network_figure import NETWORK
from derivations.report.article.opening import about_errata, about_handout, about_proof, about_text, versions
from derivations.report.article.sentences import Link
from derivations.report.article.templates import environment
from derivations.report.decimals import number_latex


def files(article: Article, progress: Progress = silent) -> dict[str, bytes]:
    """The article and its figures: contents by file names."""
    found = {"report.tex": source(article).encode()}
    pictures = [picture for section in article.sections for picture in illustrations(article, section)]
    for picture in [NETWORK, *pictures] if article.has_network else pictures:
        progress(f"figure {picture.name}")
        found[f"figures/{picture.name}.pdf"] = as_pdf(picture)
    if article.graph.edges and not article.is_handout:
        progress("graph")
        found["figures/graph.pdf"] = graph_as_pdf(article.graph)
    return found


def source(article: Article) -> str:
    """The article's LaTeX."""
    template = environment(
        block_start_string="<%",
        block_end_string="%>",
        variable_start_string="<<",
        variable_end_string=">>",
        comment_start_string="<#",
        comment_end_string="#>",
    )
    template.filters |= {
        "latex": latex,
        "bookmark": lambda text: re.sub(r"[^A-Za-z0-9 .,:;()'-]", "", text),
        "label": identifier,
        "listed": listed,
        "name": _name,
        "number": number_latex,
        "plain": plain,
        "short_source": lambda text: text.replace("Chapter 2, equation ", "").partition(", equations")[0],
        "sign": relation_latex,
        "words": lambda words, tall=False: _words(words, article, tall),
    }
    written_out = template.get_template("article.tex").render(
        article=article,
        breakable=breakable,
        about_errata=about_errata(article),
        about_handout=about_handout(article),
        about_proof=about_proof(article),
        about_text=about_text(article),
        date=in_words(),
        graph=graph_boxes(article.graph) if article.graph.edges else {},
        network=NETWORK if article.has_network else None,
        pictures=lambda section: illustrations(article, section),
        references=lambda name: _reference(name, article),
        whole=lambda passage: Formula(passage.start, passage.lines[0].relation, passage.lines[0].formula),
        versions=versions(article),
        warnings=WARNINGS,
        several_pages=len(article.sections) >= SEVERAL,
        several_verdicts=article.count("proved") != len(article.sections),
    )
    return re.sub(r"\n{3,}", "\n\n", written_out)


def plain(text: str) -> str:
    r"""Text as LaTeX: what LaTeX reads as commands is escaped, other alphabets and signs become commands.

    >>> plain("50 % of σ_1 ≥ 0"), plain("a \\input{b}")
    ('50 \\% of \\ensuremath{\\sigma}\\_1 \\ensuremath{\\geq} 0', 'a {\\textbackslash}input\\{b\\}')
    """
    from pylatexenc.latexencode import UnicodeToLatexEncoder

    encoder = UnicodeToLatexEncoder(unknown_char_policy="unihex", unknown_char_warning=False)
    found: str = encoder.unicode_to_latex(re.sub(r"\s+", " ", text))
    return found


SEVERAL = 4
"""From so many results on an article has a title page, and a page of notation."""

LONG = 160
"""How many characters a piece of a formula may have until its width is looked at."""


def breakable(formula: Any, inline: bool = True) -> str:
    """A formula that may break between its factors, too; with dollars if it stands in a text."""
    parts = formula if isinstance(formula, Formula) else (formula,)
    found = " ".join(relation_latex(part) if isinstance(part, str) else _pieces(part) for part in parts)
    return f"$\\displaystyle {found}$" if inline else found


def _pieces(formula: Any) -> str:
    return r" \maybreak ".join(map(_opened, pieces(latex(formula))))


def _opened(piece: str) -> str:
    """A long piece with brackets that it may break in; without any it is made to fit the line."""
    if len(piece) <= LONG:
        return piece
    found = bracketed(piece)
    if found is None:
        return rf"\fitted{{{piece}}}"
    before, inside, after = found
    body = r" \maybreak ".join(map(_opened, pieces(inside)))
    return rf"{before}\Bigl( {body} \Bigr){_opened(after)}"


def _words(words: Words, article: Article, tall: bool) -> str:
    """Words as LaTeX; with ``tall``, formulas that have a fraction are set larger."""

    def maths(formula: Any) -> str:
        found = latex(formula)
        return rf"$\displaystyle {found}$" if tall and r"\frac" in found else f"${found}$"

    def words_of(text: str) -> str:
        if isinstance(text, Link):
            return rf"\hyperlink{{{text.target}}}{{{text}}}"
        return _reference(text, article) if isinstance(text, Reference) else plain(text)

    return written(words, maths, words_of)


def _reference(name: str, article: Article) -> str:
    return rf"\result{{{identifier(name)}}}{{{_name(name)}}}" if name in article.titles else _name(name)


def _name(name: str) -> str:
    """The name of a result, which may be broken after a hyphen or an underscore."""
    return plain(name).replace("-", r"-\allowbreak ").replace(r"\_", r"\_\allowbreak ")
