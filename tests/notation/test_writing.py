"""Formulas are written down as they stand, in LaTeX and in one line of text."""

import pytest
from sympy import Abs, Derivative, Function, Rational, Symbol, evaluate, exp, log, oo, sqrt

from derivations.chapter import CONTENTS, load
from derivations.notation import (
    C_total,
    C_x,
    Eq,
    Ge,
    Index,
    Kronecker,
    L,
    Le,
    Lim,
    Ne,
    Partial,
    Sum,
    a,
    b,
    delta,
    inverse,
    n,
    neurons,
    prime,
    sigma,
    w,
    width,
    x,
    y,
    z,
)  # fmt: skip
from derivations.notation.latex import latex
from derivations.notation.text import text

j, k = neurons("j k")
u, v = Symbol("u"), Symbol("v")
f = Function("f")

with evaluate(False):
    CASES = [
        (z[L, j], "zᴸⱼ", r"z^{L}_{j}"),
        (a[L - 1, k], "aᴸ⁻¹ₖ", r"a^{L - 1}_{k}"),
        (w[L, j, k], "wᴸⱼₖ", r"w^{L}_{j k}"),
        (y[j], "yⱼ", "y_{j}"),
        (C_x, "Cₓ", "C_{x}"),
        (C_total, "C", "C"),
        (a.of(2, L, j), "a⁽²⁾ᴸⱼ", r"a^{(2),L}_{j}"),
        (a[L, Index("y~", j.range)], "aᴸ_ỹ", r"a^{L}_{\tilde{y}}"),
        (width[L], "n_L", "n_{L}"),
        (1 / (1 + exp(-u)), "1/(1 + e^(-u))", r"\frac{1}{1 + e^{-u}}"),
        (inverse(1 + u), "(1 + u)⁻¹", "(1 + u)^{-1}"),
        (exp(-u) * (1 + exp(-u)) ** -2, "e^(-u) (1 + e^(-u))⁻²", r"e^{-u} (1 + e^{-u})^{-2}"),
        (-(u - v), "-(u - v)", "-(u - v)"),
        (-u / v + (1 - u) / (1 - v), "-u/v + (1 - u)/(1 - v)", r"-\frac{u}{v} + \frac{1 - u}{1 - v}"),
        (u - (v - u), "u - (v - u)", "u - (v - u)"),
        ((u + v) ** 2, "(u + v)²", "(u + v)^{2}"),
        (a[L, j] ** 2, "(aᴸⱼ)²", "(a^{L}_{j})^{2}"),
        (y[j] ** 2, "yⱼ²", "y_{j}^{2}"),
        (exp(exp(u)) ** 2, "(e^(e^u))²", "(e^{e^{u}})^{2}"),
        (log(a[L, j]), "ln aᴸⱼ", r"\ln a^{L}_{j}"),
        (Symbol("z_max") ** 2, "zₘₐₓ²", r"z_{\mathrm{max}}^{2}"),
        (Symbol("C_x'"), "C′ₓ", "C'_x"),
        (sqrt(u), "√(u)", r"\sqrt{u}"),
        (Abs(u), "|u|", r"\left| u \right|"),
        (u * log(v) + log(1 - v), "u ln v + ln(1 - v)", r"u \ln v + \ln(1 - v)"),
        (Sum(exp(z[L, k]), k, without=j), "∑_(k≠j) e^(zᴸₖ)", r"\sum_{k \neq j} e^{z^{L}_{k}}"),
        (Sum(u - v, k), "∑ₖ (u - v)", r"\sum_{k} (u - v)"),
        (1 / n * Sum(y[j], x), "(1/n) ∑ₓ yⱼ", r"\frac{1}{n} \sum_{x} y_{j}"),
        (Sum(y[j], j) * u, "(∑ⱼ yⱼ) u", r"\left( \sum_{j} y_{j} \right) u"),
        (Partial(C_x, b[L, j]), "∂Cₓ/∂bᴸⱼ", r"\frac{\partial C_{x}}{\partial b^{L}_{j}}"),
        (Partial(1 + u, u), "∂/∂u (1 + u)", r"\frac{\partial}{\partial u} (1 + u)"),
        (Derivative(f(u), (u, 2)), "f′′(u)", "f''(u)"),
        (Derivative(1 + u, u), "d/du (1 + u)", r"\frac{d}{du} (1 + u)"),
        (prime(sigma)(z[L, j]), "σ′(zᴸⱼ)", r"\sigma'(z^{L}_{j})"),
        (Lim(exp(-u), u, oo), "lim_(u→∞) e^(-u)", r"\lim_{u \to \infty} e^{-u}"),
        (Kronecker(j, k), "δⱼₖ", r"\delta_{j k}"),
        (delta[L, j], "δᴸⱼ", r"\delta^{L}_{j}"),
        (Rational(2, 3) * u, "(2/3) u", r"\frac{2}{3} u"),
        (u * (-v), "u (-v)", "u (-v)"),
        (-1 / u * (-(u * v) * exp(v)), "-(1/u) (-u v e^v)", r"-\frac{1}{u} (-u v e^{v})"),
        (Eq(u, 0), "u = 0", "u = 0"),
        (Ne(j, k), "j ≠ k", r"j \neq k"),
        (Ge(width[L], 2), "n_L ≥ 2", r"n_{L} \geq 2"),
        (Le(u, -1), "u ≤ -1", r"u \leq -1"),
    ]


@pytest.mark.parametrize(("expression", "plain", "_"), CASES, ids=[case[1] for case in CASES])
def test_a_formula_is_written_in_one_line_of_text(expression, plain, _):
    import unicodedata

    assert unicodedata.normalize("NFC", text(expression)) == unicodedata.normalize("NFC", plain)


@pytest.mark.parametrize(("expression", "_", "tex"), CASES, ids=[case[1] for case in CASES])
def test_a_formula_is_written_in_latex(expression, _, tex):
    assert latex(expression) == tex


@pytest.mark.parametrize("entry", CONTENTS, ids=lambda entry: entry.name)
def test_latex_of_the_chapter_is_balanced(entry):
    for step in load(entry.name).steps:
        for side in step.claim.sides:
            written = latex(side)
            assert written.count("{") == written.count("}")
            assert written.count(r"\left") == written.count(r"\right")
            assert not any(letter in written for letter in "∑∂≠≤≥σδ′")
