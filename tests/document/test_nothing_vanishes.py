"""Every formula of a display ends as a step, a definition, an assumption, an equation, or unread with a reason."""

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from derivations import check
from derivations.command_line import main
from derivations.document.check import checked
from derivations.document.source.files import Source, source
from derivations.document.source.pieces import CannotRead
from derivations.document.source.reading import document

KINDS = {
    "step": [
        "(a + b)^2 = a^2 + b^2",
        "2 + 2 = 5",
        r"\ln e^x = x",
        "2 - 1 - 1 = 2",
        r"3 \cdot 4 = 13",
        r"\boxed{1 + 1 = 3}",
    ],
    "definition": [r"S = a + b", "f(x) = x^2", r"\boxed{R = x y}", r"\label{r} Q = x y"],
    "assumption": [r"k = 1, \dots, K", r"x \in \mathbb{R}"],
    "equation": ["x^2 - 4 = 0", r"\frac{d}{dx} x^2 = 0"],
    "unread": ["x^2 + 1", r"\min_\theta J(\theta)", r"\text{nothing}", r"\implies x", "f"],
}
"""Formulas by what becomes of them."""
FORMULAS = [(kind, formula) for kind, formulas in KINDS.items() for formula in formulas]


def of(text, form="markdown"):
    (found,) = checked([Source(text, "notes", form)])
    return found


def kinds(found):
    return ["step"] * len(found.steps) + [taken.kind for taken in found.taken]


@pytest.mark.parametrize(("kind", "formula"), FORMULAS)
@pytest.mark.parametrize(
    "display", ["$${}$$", r"\[ {} \]", "\\begin{{align*}}\n{}\n\\end{{align*}}", "```math\n{}\n```"]
)
def test_what_becomes_of_a_formula(kind, formula, display):
    found = of("Words.\n\n" + display.format(formula) + "\n\nMore words.\n")
    assert kinds(found) == [kind]
    assert all(taken.reason for taken in found.taken if taken.kind == "unread")
    assert all(taken.line in (3, 4) for taken in found.taken)


@given(st.lists(st.sampled_from(FORMULAS), min_size=1, max_size=5, unique=True))
def test_each_display_of_a_document_is_counted(formulas):
    found = of("".join(f"# One\n\n$${formula}$$\n\n" for _, formula in formulas))
    assert sorted(kinds(found)) == sorted(kind for kind, _ in formulas)
    assert sum(found.summary.values()) + sum(found.others.values()) == len(formulas)


TOKENS = st.sampled_from(
    ["a", "b", "=", "+", "<", r"\le", r"\text{if }", r"\quad", "&", r"\\", "(", ")", "1", "x^2", r"\forall", ","]
)


@given(st.lists(TOKENS, min_size=1, max_size=12).map(" ".join))
def test_no_display_is_without_a_trace(tex):
    assert kinds(of(f"$${tex}$$")) or not set(tex) - set(r" &,\quad")


def test_an_equation_between_numbers_is_true_or_false_and_one_with_an_unknown_is_neither():
    found = check("$$2 + 2 = 4$$\n\n$$2 + 2 = 5$$\n\n$$x + 2 = 5$$")
    assert [step.verdict for step in found] == ["proved", "refuted", "unknown"]
    assert "it may be an equation to be solved" in found[-1].reason
    assert check("$$x + 2 = 0$$") == check("Solve $$x + 2 = 5$$") == []


@pytest.mark.parametrize("opening", ["$$", r"\[", r"\begin{align}"])
@pytest.mark.parametrize("form", ["markdown", "latex"])
def test_a_display_without_its_end_is_told_with_its_line(opening, form):
    found = document(f"One.\n\nTwo: {opening} a = b\n\nThree.\n", "notes", form)
    assert [problem for problem in found.problems if problem.startswith("notes:3:6: ")] == list(found.problems) != []
    closed = document("One.\n\n$$ a = b $$\n\nThe sign `$$` and \\$\\$.\n", "notes", form)
    assert closed.problems == ()


@pytest.mark.parametrize("display", ["$${}$$", "\\[ {} \\]", "\\begin{{align}}\n    {}\n    \\end{{align}}"])
def test_an_indented_display_is_read_and_other_indented_lines_are_code(display):
    text = "We have:\n\n    " + display.format("(a + b)^2 = a^2 + b^2") + "\n\nMore.\n\n    x = $y$ + 1\n"
    assert [step.verdict for step in check(text)] == ["refuted"]


@pytest.mark.parametrize("name", ["notes.rst", "settings.toml", "figure.svg"])
def test_a_file_of_another_kind_is_refused_with_what_is_expected(name, tmp_path):
    (tmp_path / name).write_text("$$2 + 2 = 5$$\n")
    with pytest.raises(CannotRead, match=r"expected \.ipynb, .*\.md"):
        source(tmp_path / name)
    (tmp_path / "README").write_text("$$2 + 2 = 5$$\n")
    assert source(tmp_path / "README").text


def test_the_last_line_counts_all_and_a_file_without_formulas_says_so(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    displays = [formula for formulas in KINDS.values() for formula in formulas[:1]]
    (tmp_path / "all.md").write_text("".join(f"$${formula}$$\n\n" for formula in displays))
    (tmp_path / "words.md").write_text("There is no formula in this text.\n")
    found = CliRunner().invoke(main, ["check", "all.md"])
    assert "1 file: 1 refuted; 1 definition, 1 assumption, 1 equation, 1 unread in " in found.output
    assert "no formula" not in found.output
    found = CliRunner().invoke(main, ["check", "words.md"])
    assert "words.md: no formula was found in it" in found.output
    assert "0 definitions, 0 assumptions, 0 equations, 0 unread" in found.output


def test_formulas_in_headings_and_inline_ones_that_are_not_understood_are_unread():
    found = of("# Why $u + u = 3 u$\n\nWe have $1 + \\cdots + 2^n = n$ and $u = u$.")
    assert [(t.line, t.kind, t.formula) for t in found.taken] == [
        (3, "unread", "1 + \\cdots + 2^n = n"),
        (1, "unread", "u + u = 3 u"),
    ]
    assert [step.verdict for step in found.steps] == ["proved"]


@pytest.mark.parametrize("label", ["(eq:square)", "(eq-1)", "(1)", "(see above)"])
def test_a_display_with_a_label_or_words_behind_it_is_a_step(label):
    assert [step.verdict for step in check(f"Words.\n\n$$(a + b)^2 = a^2 + 2ab + b^2$$ {label}\n\nMore.\n")] == [
        "proved"
    ]


@pytest.mark.parametrize(
    "tex",
    [
        r"For all numbers $a + a = 3a$.",
        r"With letters $a + a = 3a$.",
        r"Unlike $a + a = 3a$ it holds.",
        r"We have \ensuremath{\frac{a + a}{1} = \frac{3a}{1}}.",
        r"We have \only<1>{$a + a = 3a$}.",
        r"\newcommand{\be}{\begin{equation}}\newcommand{\ee}{\end{equation}} \be a + a = 3a \ee",
        r"It costs \$5 and $6, and $a + a = 3a$.",
    ],
)
def test_no_formula_with_a_relation_is_without_a_trace(tex):
    assert len(kinds(of(tex, "latex"))) == 1


@pytest.mark.parametrize(
    "between", [r"\\ \intertext{and so}", r"\text{ and }", r"\quad\text{and}\quad", r", \text{ so }"]
)
def test_words_within_a_display_end_no_claim(between):
    found = of(rf"\begin{{align}} a + a &= 2a {between} b + b &= 3b \end{{align}}", "latex")
    assert [step.verdict for step in found.steps] == ["proved", "refuted"]


@pytest.mark.parametrize(
    "markup",
    [
        r"\begin{subequations}\label{eq:goodfellow}", r"\vspace{2cm}\noindent\textcolor{red}{By} \eqref{eq:one}, ",
        r"\begin{center}\begin{tabular}{cc}\includegraphics[width=5cm]{fig.png}\end{tabular}\end{center}",
        r"By \citep[p.~5]{goodfellow} ", '<div align="center"><details>', "By [this](https://x.org/curve.png) ",
    ],
)  # fmt: skip
def test_markup_is_no_word_of_the_text(markup):
    assert [step.verdict for step in of(f"{markup} we have $$a + a = 3a$$").steps] == ["refuted"]
    assert [step.verdict for step in of(f"{markup} zorgle we have $$a + a = 3a$$").steps] == ["unknown"]
