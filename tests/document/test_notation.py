"""Notation: what is written in several ways means the same, and what is not understood is told with its place."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from derivations import check

SAME = [
    (r"\frac y a", r"\dfrac{y}{a}"),
    (r"\tfrac{y}{a}", r"y/a"),
    (r"{y \over a}", r"y a^{-1}"),
    (r"\frac12 x", r"\frac{x}{2}"),
    (r"2 \cdot x \times y", r"2xy"),
    (r"\left( x + \bigl[ y + z \bigr] \right)", r"x + y + z"),
    (r"w_{jk}^L", r"w^L_{jk}"),
    (r"w^{(l)}_{j,k}", r"w_{jk}^{(l)}"),
    (r"e^{x}", r"\exp(x)"),
    (r"\exp x", r"\mathrm{e}^x"),
    (r"\ln e^x", r"x"),
    (r"\log \frac{1}{1 + e^{-x}}", r"- \log(1 + e^{-x})"),
    (r"\tanh x", r"\frac{\sinh x}{\cosh x}"),
    (r"\tanh^2 x", r"(\tanh x)^2"),
    (r"\sqrt{1 + x^2}^2", r"1 + x^2"),
    (r"\sqrt[3]{e^{3x}}", r"e^x"),
    (r"\sum_{k} a_k b", r"b \sum\limits_k a_k"),
    (r"\sum_{k=1}^{n} a_k", r"\sum_{i=1}^n a_i"),
    (r"\sum_{k \neq j} a_k", r"\sum_k a_k - a_j"),
    (r"\sum_{i,j} a_i b_j", r"\sum_i a_i \sum_j b_j"),
    (r"\sum_{i \in S} (a_i + b_i)", r"\sum_{i \in S} a_i + \sum_{i \in S} b_i"),
    (r"\sum_k \delta_{jk} a_k", r"a_j"),
    (r"\sum_k \mathbf 1\{j = k\} a_k", r"a_j"),
    (r"\sum_k \mathbb{1}[j = k] a_k", r"a_j"),
    (r"\frac{d}{dx} x^3", r"3 x^2"),
    (r"\frac{d^2}{dx^2} x^3", r"6 x"),
    (r"\frac{\mathrm{d}}{\mathrm{d} x} x^3", r"3x^2"),
    (r"\frac{\partial}{\partial x} \left( x y \right)", r"y"),
    (r"\frac{\partial^2}{\partial x \partial y} (x^2 y)", r"2 x"),
    (r"\|\mathbf{x}\|^2", r"\mathbf x^\top \mathbf x"),
    (r"\mathbf{a} \odot \mathbf{b}", r"\mathbf{b} \circ \mathbf{a}"),
    (r"\nabla_{\mathbf{x}} (\mathbf{a}^T \mathbf{x})", r"\mathbf{a}"),
    (r"\boldsymbol\theta^T \mathbf{x}", r"\mathbf{x}^\top \boldsymbol{\theta}"),
    (r"(\mathbf{A} \mathbf{x})^T", r"\mathbf{x}^T \mathbf{A}^T"),
    (r"\hat y - \bar y + \tilde y", r"\tilde{y} - \overline{y} + \hat{y}"),
    (r"|{-2}|", r"2"),
    (r"\lim_{c \to +\infty} e^{-c}", r"0"),
    (r"\prod_{i=1}^n e^{x_i}", r"e^{\sum_{i=1}^n x_i}"),
    (r"\sigma'(z)", r"\sigma(z) (1 - \sigma(z))"),
    (r"\underbrace{x + y}_{z}", r"\boxed{x + y}"),
    (r"−x · y", r"-xy"),
]  # fmt: skip


@pytest.mark.parametrize(("one", "other"), SAME)
def test_ways_to_write_the_same(one, other):
    (step,) = check(f"$$1 + {one} = 1 + {other}$$") if "mathbf" not in one else check(f"$${one} = {other}$$")
    assert step.verdict == "proved", step.reason


@pytest.mark.parametrize(("one", "other"), [pair for pair in SAME if pair[1] != "0"])
def test_twice_of_it_is_not_the_same(one, other):
    vector = "mathbf" in one
    (step,) = check(f"$${one} = 2 {other}$$" if vector else f"$$1 + {one} = 1 + 2 ({other})$$")
    assert step.verdict == "refuted", step.reason


UNKNOWN = [
    (r"a = \foo{b}", r"\foo", 7),
    (r"a + \int_0^1 x dx = b", r"\int", 7),
    (r"x = a + \dots + b", "an omission", 11),
    (r"x = (a", "not closed", 7),
    (r"x = \frac{a}", "without a denominator", 7),
    (r"x = a ^", "missing", None),
    (r"x = a_b_c", "second subscript", 10),
    (r"x = \begin{Vmatrix} a \end{Vmatrix}", "Vmatrix", 7),
    (r"x = n!", "factorial", 8),
]


@pytest.mark.parametrize(("formula", "what", "column"), UNKNOWN)
def test_what_is_not_understood_is_told_with_its_column(formula, what, column):
    (step,) = check(f"$${formula}$$")
    assert step.verdict == "unknown"
    assert step.kind == "not-parsed"
    assert what in step.reason
    assert column is None or f"column {column}" in step.reason or step.column == column


@given(st.text(alphabet="ab12+-=<_^{}()[]|\\,& $'!~\n", max_size=40))
def test_no_formula_breaks_the_reader(text):
    for step in check(f"$${text}$$"):
        assert step.verdict in ("proved", "refuted", "unknown")


@given(st.binary(max_size=60))
def test_no_text_breaks_the_reader(data):
    check(data.decode("utf-8", "surrogateescape"))
