"""The LaTeX article: it compiles without a word of complaint, whatever is in it, and always to the same bytes."""

import re

import pytest
from support.awkward_derivations import awkward
from support.marks import slow_but

from derivations.notation.latex import latex, pieces
from derivations.report.article.content import article
from derivations.report.article.latex_article import files, plain, source
from derivations.report.article.latexmk import LatexFailed, compiled

PACKAGES = {
    "amsmath", "mathtools", "booktabs", "hyperref", "xcolor", "graphicx", "geometry", "microtype", "lmodern", "fontenc",
    "inputenc",
}  # fmt: skip
COMPLAINT = re.compile(r"^(!|Overfull|LaTeX Warning|Package \w+ (Warning|Error)).*", re.MULTILINE)


@pytest.fixture(scope="module")
def written(whole):
    return files(whole)


def test_only_packages_that_come_with_every_latex_are_used(written):
    used = re.findall(r"\\usepackage(?:\[[^]]*\])?\{([^}]*)\}", written["report.tex"].decode())
    assert {name for group in used for name in group.split(",")} == PACKAGES


def test_every_line_is_in_it(written, chapter):
    text = written["report.tex"].decode()
    for derivation in chapter:
        for chain in derivation.chains:
            assert pieces(latex(chain.start))[0] in text
            for step in chain.steps:
                assert r" \maybreak ".join(pieces(latex(step.claim.rhs))) in text


def test_figures_are_vector_graphics(written):
    figures = {name: content for name, content in written.items() if name.startswith("figures/")}
    assert len(figures) == 7
    assert all(content.startswith(b"%PDF") and b"/Subtype /Image" not in content for content in figures.values())


def test_every_figure_that_is_included_is_there_and_no_other(written):
    included = re.findall(r"\\includegraphics\[[^]]*\]\{([^}]*)\}", written["report.tex"].decode())
    assert sorted(included) == sorted(name for name in written if name != "report.tex")


@pytest.mark.parametrize("results", slow_but([1], [1, None]), ids=["one result", "the chapter"])
def test_it_compiles_without_error_or_overfull_box_and_twice_to_the_same_bytes(chapter, results, needs):
    needs("latexmk", "pdflatex")
    written = files(article(chapter[:results]))
    made = compiled(written)
    assert COMPLAINT.findall(made.log) == []
    assert made.pdf.startswith(b"%PDF")
    assert compiled(written).pdf == made.pdf


@pytest.mark.slow
def test_whatever_is_in_a_derivation_compiles(needs):
    needs("latexmk", "pdflatex")
    made = compiled(files(article(awkward())))
    complaints = [found.group() for found in COMPLAINT.finditer(made.log)]
    assert complaints == []


PAGES = r"""
\newcount\chainnumber \newcount\boxnumber
\newcommand{\noted}[1]{\edef\note{\noexpand\write16{#1 PAGE \noexpand\the\noexpand\value{page}.}}\note}
\let\realtitle\chaintitle
\renewcommand{\chaintitle}[3]{\global\advance\chainnumber1 \realtitle{#1}{#2}{\noted{CHAIN \the\chainnumber}#3}}
\let\realline\chainline
\renewcommand{\chainline}[3]{\realline{#1}{\noted{CHAIN \the\chainnumber}#2}{#3}}
\let\realstatements\statements
\def\statements{\global\advance\boxnumber1 \realstatements}
\let\realstatement\statement
\renewcommand{\statement}[2]{\realstatement{\noted{BOX \the\boxnumber}#1}{#2}}
\let\realsection\section
\renewcommand{\section}{\global\advance\chainnumber1 \realsection}
\begin{document}
"""
"""Writes to the log on which page each line of a chain and each statement is."""


def pages(written, kind):
    """The pages of the lines of each chain, or of the statements of each result."""
    text = written["report.tex"].decode().replace("\\begin{document}\n", PAGES.replace("\\\\", "\\"))
    log = compiled({**written, "report.tex": text.encode()}).log
    found = {}
    for number, page in re.findall(rf"{kind} (\d+) PAGE (\d+)\.", log):
        found.setdefault(number, []).append(int(page))
    return list(found.values())


@pytest.mark.parametrize("style", slow_but(["handout"], ["article", "handout"]))
def test_no_chain_is_broken_at_its_first_or_last_line_and_no_statement_at_all(chapter, style, needs):
    needs("latexmk", "pdflatex")
    few = chapter if style == "article" else chapter[-2:]
    written = files(article(few, style=style))
    chains = pages(written, "CHAIN")
    assert len(chains) >= len(few)
    assert any(len(set(lines)) > 1 for lines in chains) or style == "handout"
    for lines in chains:
        assert lines[:1] * 2 == lines[:2] or len(lines) == 1
        assert len(set(lines[-2:])) == 1
    boxes = pages(written, "BOX")
    assert len(boxes) == len(few)
    assert all(len(set(statements)) == 1 for statements in boxes)


@pytest.mark.parametrize("above", slow_but([0.7], [0.6, 0.65, 0.7, 0.75]))
def test_wherever_they_begin_the_statements_of_a_result_stay_on_one_page(chapter, above, needs):
    needs("latexmk", "pdflatex")
    written = files(article(chapter[-1:], style="handout"))
    text = written["report.tex"].decode().replace(r"\section{", rf"\vspace*{{{above}\textheight}}\section{{")
    (statements,) = pages({**written, "report.tex": text.encode()}, "BOX")
    assert len(statements) == 6
    assert len(set(statements)) == 1


@pytest.mark.slow
def test_in_a_handout_no_result_takes_more_than_two_pages(chapter, needs):
    needs("latexmk", "pdflatex")
    written = files(article(chapter, style="handout"))
    text = written["report.tex"].decode().replace(r"\section{", r"\write16{SECTION PAGE \the\value{page}.}\section{")
    log = compiled({**written, "report.tex": text.encode()}).log
    assert COMPLAINT.findall(log) == []
    starts = [int(page) for page in re.findall(r"SECTION PAGE (\d+)\.", log)]
    last = int(re.search(r"Output written on report.pdf \((\d+) pages", log)[1])
    assert len(starts) == len(chapter)
    assert all(after - start <= 2 for start, after in zip(starts, [*starts[1:], last], strict=True))


def test_a_handout_leaves_out_what_a_class_does_not_need(chapter):
    text = source(article(chapter, style="handout"))
    assert "What is asked." in text
    assert "Notation" in text
    assert not any(words in text for words in ("Side conditions, proved.", "Used in", "How to cite", "False steps"))


def test_what_a_user_wrote_is_text_and_no_command():
    text = source(article(awkward()))
    assert r"\input{y}" not in text
    assert text.count(r"\end{document}") == 1


@pytest.mark.parametrize("sign", [*r"\{}$&#^_%~<>|", '"', "''", "“”", "ß", "é", "漢", "\u0301", "😀", "∀"])
def test_any_sign_becomes_something_that_latex_can_read(sign):
    assert plain(sign).isascii() or sign == "\u0301"


def test_the_date_is_that_of_the_environment(chapter, monkeypatch):
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "86400")
    assert r"\large 2 January 1970" in source(article(chapter[:1]))


def test_a_latex_error_is_told(needs):
    needs("latexmk", "pdflatex")
    with pytest.raises(LatexFailed, match="Undefined control sequence"):
        compiled({"report.tex": rb"\documentclass{article}\begin{document}\nonsense\end{document}"})
