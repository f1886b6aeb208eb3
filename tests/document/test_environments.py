"""Environments of displays with arguments are read, and mathematics in what is not known is said not to be."""

import pytest

from derivations.document.check import checked
from derivations.document.source.files import Source


def of(body):
    text = f"\\documentclass{{article}}\n\\begin{{document}}\n{body}\n\\end{{document}}\n"
    (found,) = checked([Source(text, "notes.tex", "latex")])
    return found


@pytest.mark.parametrize(
    ("begin", "end"),
    [
        (r"\begin{IEEEeqnarray}{rCl}", r"\end{IEEEeqnarray}"),
        (r"\begin{IEEEeqnarray*}[c]{rCl}", r"\end{IEEEeqnarray*}"),
        (r"\begin{empheq}[box=\fbox]{align}", r"\end{empheq}"),
        (r"\begin{empheq}{align*}", r"\end{empheq}"),
        (r"\begin{alignat}{2}", r"\end{alignat}"),
    ],
)
def test_the_arguments_of_an_environment_are_no_factors(begin, end):
    claims = r"(x + 1)^2 &=& x^2 + 2x + 1 \\ x + x &=& r C l x \\ \ln e^x &=& x"
    found = of(f"{begin} {claims} {end}")
    assert [step.verdict for step in found.steps] == ["proved", "unknown", "proved"]
    assert not found.problems


@pytest.mark.parametrize(
    "body",
    [
        r"\begin{myalign} (x + 1)^2 &= x^2 + 2x \end{myalign}",
        r"\be (x + 1)^2 = x^2 \ee",
        r"Words $x = x$ and x_1 = 2 without dollars.",
    ],
)
def test_mathematics_outside_of_formulas_is_a_problem(body):
    (problem,) = of(body).problems
    assert "outside of a formula" in problem


def test_names_of_files_and_labels_are_no_mathematics():
    body = r"See \ref{fig_1}, \cite[p.~2]{a_b}, snake\_case, \includegraphics[width=1cm]{a_b.png} and $x_1 = x_1$."
    assert not of(body).problems


@pytest.mark.parametrize(
    "claim", [r"sqrt(2t) = 2 sqrt(t)", r"rect(2t) = 2 rect(t)", r"\sin(sqrt(2t)) = \sin(2 sqrt(t))"]
)
def test_letters_before_a_bracket_may_be_a_function(claim):
    assert [step.verdict for step in of(f"$${claim}$$").steps] == ["unknown"]
    assert [step.verdict for step in of("$$xy(2t) = 2xyt$$").steps] == ["proved"]


def test_a_bar_that_cuts_a_formula_in_a_table_is_a_problem():
    table = "| a | b |\n|---|---|\n| x | ${}$ |\n"
    (found,) = checked([Source(table.format("|a + b| = a + b"), "notes.md", "markdown")])
    (problem,) = found.problems
    assert "without another one" in problem
    (found,) = checked([Source(table.format(r"\vert 1 - 3 \vert = 2"), "notes.md", "markdown")])
    assert not found.problems
    assert [step.verdict for step in found.steps] == ["proved"]
