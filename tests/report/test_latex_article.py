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
    assert len(figures) == 6
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


def test_what_a_user_wrote_is_text_and_no_command():
    text = source(article(awkward()))
    assert r"\input{y}" not in text
    assert text.count(r"\end{document}") == 1


@pytest.mark.parametrize("sign", [*r"\{}$&#^_%~<>|", '"', "''", "“”", "ß", "é", "漢", "\u0301", "😀", "∀"])
def test_any_sign_becomes_something_that_latex_can_read(sign):
    assert plain(sign).isascii() or sign == "\u0301"


def test_the_date_is_that_of_the_environment(chapter, monkeypatch):
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "86400")
    assert r"\date{2 January 1970}" in source(article(chapter[:1]))


def test_a_latex_error_is_told(needs):
    needs("latexmk", "pdflatex")
    with pytest.raises(LatexFailed, match="Undefined control sequence"):
        compiled({"report.tex": rb"\documentclass{article}\begin{document}\nonsense\end{document}"})
