"""Markdown, LaTeX and notebooks: every formula with its place, and nothing read that is not there."""

import json

import pytest

from derivations.document import CannotRead
from derivations.document.source.pieces import Directive, Formula, Heading, Item
from derivations.document.source.reading import document, read


def formulas(text, form=None):
    return [piece for piece in document(text, "notes", form).pieces if isinstance(piece, Formula)]


MARKDOWN = r"""# A title with $a = 1$

Text with $b = 2$, \(c = 3\), $`d = 4`$ and a price of \$5, `$code = 1$`.

$$
e = 5
$$

* item \[f = 6\]

  $$g = 7$$

> \begin{align}
> h &= 8 \\
> \end{align}

```math
i = 9
```

```python
j = "$k = 10$"
```

| table | $l = 11$ |
|---|---|
| $m = 12$ | |
"""


def test_all_ways_to_write_a_formula_in_markdown():
    found = [" ".join(f.excerpt.text.split()) for f in formulas(MARKDOWN)]
    assert found == [
        "b = 2", "c = 3", "d = 4", "e = 5", "f = 6", "g = 7", r"\begin{align} h &= 8 \\ \end{align}", "i = 9", "l = 11", "m = 12",
    ]  # fmt: skip


def test_every_character_of_a_formula_has_its_place():
    lines = MARKDOWN.split("\n")
    found = formulas(MARKDOWN)
    assert len(found) == 10
    for formula in found:
        for offset, character in enumerate(formula.excerpt.text):
            if character not in "\n":
                place = formula.excerpt.position(offset)
                assert lines[place.line - 1][place.column - 1] == character, place


LATEX = r"""\documentclass{article}
\newcommand{\R}{\mathbb{R}}
\newcommand{\norm}[1]{\left\| #1 \right\|}
\def\half{\frac12}
\DeclareMathOperator{\relu}{ReLU}
% $comment = 1$
\begin{document}
\section{One \emph{title}}
Text $a = 1$ % and $b = 2$
\begin{itemize}
\item first: \[ c = 3 \]
\item second
\end{itemize}
\begin{verbatim}
$d = 4$
\end{verbatim}
\begin{align*}
e &= 5 \\
  &= 6 % \\ no line
\end{align*}
\end{document}
$f = 7$
"""


def test_latex_is_read_from_its_body_without_comments_and_verbatim():
    found = document(LATEX, "notes.tex", "latex")
    texts = [" ".join(p.excerpt.text.split()) for p in found.pieces if isinstance(p, Formula)]
    assert texts == ["a = 1", "c = 3", r"\begin{align*} e &= 5 \\ &= 6 \end{align*}"]
    assert set(found.macros) == {"R", "norm", "half", "relu"}
    assert found.macros["norm"].parameters == 1
    assert [p.text for p in found.pieces if isinstance(p, Heading)] == ["One title"]
    assert [p.opens for p in found.pieces if isinstance(p, Item)] == [True, False, True, False]


def test_directives_are_comments_that_readers_never_see():
    text = "<!-- derivations: let n >= 2 -->\n\nand <!-- derivations: ignore --> $a = b$"
    assert [p.excerpt.text.strip() for p in document(text).pieces if isinstance(p, Directive)] == [
        "let n >= 2",
        "ignore",
    ]
    latex = "% derivations: let n >= 2\n$a = b$"
    assert [p.excerpt.text.strip() for p in document(latex, form="latex").pieces if isinstance(p, Directive)] == [
        "let n >= 2"
    ]


def test_input_is_read_within_the_folder_and_nowhere_else(tmp_path):
    outside = tmp_path / "secret.tex"
    outside.write_text("$s = 1$")
    folder = tmp_path / "paper"
    (folder / "parts").mkdir(parents=True)
    (folder / "parts" / "one.tex").write_text("$a = 1$ \\input{main}")
    (folder / "link.tex").symlink_to(outside)
    main = folder / "main.tex"
    names = ["parts/one", "../secret", str(outside), "link", "missing", "main"]
    main.write_text("".join(f"\\input{{{name}}}\n" for name in names))
    found = read(main)
    assert [p.excerpt.text for p in found.pieces if isinstance(p, Formula)] == ["a = 1"]
    assert [p.excerpt.path for p in found.pieces if isinstance(p, Formula)] == [str(folder / "parts" / "one.tex")]
    assert len(found.problems) == 6
    assert sum("outside of the document's folder" in problem for problem in found.problems) == 3
    assert sum("reads itself" in problem for problem in found.problems) == 2


def test_markdown_cells_of_a_notebook_have_their_places():
    cells = [
        {"cell_type": "markdown", "source": ["# Title\n", "\n", "$$a = 1$$\n", "and $\\frac{b}{2} = 3$"]},
        {"cell_type": "code", "source": ["x = '$c = 1$'"]},
        {"cell_type": "markdown", "source": "one string\n\n$d = 4$"},
    ]
    text = json.dumps({"cells": cells}, indent=1)
    found = formulas(text)
    assert [f.excerpt.text for f in found] == ["a = 1", "\\frac{b}{2} = 3", "d = 4"]
    lines = text.split("\n")
    for formula, written in zip(found[:2], ["a = 1", "\\\\frac{b}{2} = 3"], strict=True):
        place = formula.excerpt.position(0)
        assert lines[place.line - 1][place.column - 1 :].startswith(written)


@pytest.mark.parametrize("text", ["{", "[]", '{"cells": 3}', '{"cells": [{"cell_type": "markdown"}]}'])
def test_a_notebook_that_is_none_is_told(tmp_path, text):
    path = tmp_path / "broken.ipynb"
    path.write_text(text)
    with pytest.raises(CannotRead, match="is not a notebook"):
        read(path)


def test_a_file_that_is_not_utf8_is_told_with_its_line(tmp_path):
    path = tmp_path / "latin.md"
    path.write_bytes(b"# Title\n\nna\xefve $a = b$\n")
    with pytest.raises(CannotRead, match=r"latin.md:3: the file is not UTF-8"):
        read(path)


def test_a_file_that_is_not_there_is_told(tmp_path):
    with pytest.raises(CannotRead, match="No such file"):
        read(tmp_path / "missing.md")


BRACKETED = [
    "\\[ a = b \\]", "text\n\n\\[ a = b \\]\n\nmore", "text\n\\[ a = b \\]\nmore", "\\[\na\n= b\n\\]", "\\[\na\n\n- b\n\\]", "> \\[\n> a = b\n> \\]",
    "* item\n\n  \\[\n  a = b\n  \\]", "\\[ a = b \\] and \\[ c = d \\]", "\\[ a = b \\].", "  \\[ a = b \\]",
]  # fmt: skip


@pytest.mark.parametrize("text", BRACKETED)
def test_displays_in_brackets_are_read_with_their_places(text):
    found = formulas(text, "markdown")
    assert len(found) == text.count("\\[")
    lines = text.split("\n")
    for formula in found:
        assert formula.display
        for offset, character in enumerate(formula.excerpt.text):
            place = formula.excerpt.position(offset)
            if character != "\n":
                assert lines[place.line - 1][place.column - 1] == character


def test_a_bracket_that_is_never_closed_is_text():
    assert formulas("\\[ a = b\n\nmore $c = d$", "markdown")[0].excerpt.text == "c = d"
