"""Vectors and matrices that are written out, sizes that a text names, and sums of a known number of terms."""

import pytest

from derivations import check

PAIRS = [
    (
        r"\begin{bmatrix} a & b \\ p & q \end{bmatrix} \begin{bmatrix} x \\ y \end{bmatrix}",
        r"\begin{bmatrix} ax + by \\ px + qy \end{bmatrix}",
        r"\begin{bmatrix} ax + by \\ px - qy \end{bmatrix}",
    ),
    (
        r"\begin{bmatrix} 1 & 2 \\ 3 & 4 \end{bmatrix}^T",
        r"\begin{bmatrix} 1 & 3 \\ 2 & 4 \end{bmatrix}",
        r"\begin{bmatrix} 1 & 2 \\ 3 & 4 \end{bmatrix}",
    ),
    (
        r"\begin{bmatrix} 1 \\ 2 \end{bmatrix} \begin{bmatrix} 3 & 4 \end{bmatrix}",
        r"\begin{bmatrix} 3 & 4 \\ 6 & 8 \end{bmatrix}",
        r"\begin{bmatrix} 3 & 6 \\ 4 & 8 \end{bmatrix}",
    ),
    (
        r"\left[\begin{array}{cc} 1 & 2 \\ 0 & 1 \end{array}\right]^2",
        r"\left[\begin{array}{cc} 1 & 4 \\ 0 & 1 \end{array}\right]",
        r"\left[\begin{array}{cc} 1 & 4 \\ 0 & 2 \end{array}\right]",
    ),
    (
        r"\begin{bmatrix} x_1 & x_2 & \cdots & x_n \end{bmatrix} \begin{bmatrix} y_1 \\ y_2 \\ \vdots \\ y_n \end{bmatrix}",
        r"\sum_{i=1}^n x_i y_i",
        r"\sum_{i=1}^n x_i y_i^2",
    ),
    (
        r"\begin{bmatrix} w_{11} & \cdots & w_{1n} \\ \vdots & \ddots & \vdots \\ w_{m1} & \cdots & w_{mn} \end{bmatrix}"
        r"\begin{bmatrix} x_1 \\ \vdots \\ x_n \end{bmatrix}",
        r"\begin{bmatrix} \sum_{j=1}^n w_{1j} x_j \\ \vdots \\ \sum_{j=1}^n w_{mj} x_j \end{bmatrix}",
        r"\begin{bmatrix} \sum_{j=1}^n w_{1j} x_j^2 \\ \vdots \\ \sum_{j=1}^n w_{mj} x_j^2 \end{bmatrix}",
    ),
    (r"\sum_{i=1}^3 i x_i", "x_1 + 2 x_2 + 3 x_3", "x_1 + 2 x_2 + 2 x_3"),
    (r"\sum_{i=1}^3 i^2", "14", "13"),
    (r"\prod_{i=1}^3 i", "6", "9"),
]


@pytest.mark.parametrize(("left", "right", "other"), PAIRS)
def test_it_is_computed_component_by_component(left, right, other):
    assert [step.verdict for step in check(f"$${left} = {right}$$")] == ["proved"]
    assert [step.verdict for step in check(f"$${left} = {other}$$")] == ["refuted"]


SAID = [
    (r"Let $x \in \mathbb{R}^2$.", r"\|x\|^2", "x_1^2 + x_2^2", "x_1^2"),
    (r"Let $A \in \mathbb{R}^{2 \times 2}$.", r"2 \operatorname{tr}(A)", "2 A_{11} + 2 A_{22}", "2 A_{11} - 2 A_{22}"),
    (
        r"Let $f(x, y) = x^2 y$.",
        r"\begin{bmatrix} \frac{\partial f}{\partial x} \\ \frac{\partial f}{\partial y} \end{bmatrix}",
        r"\begin{bmatrix} 2xy \\ x^2 \end{bmatrix}",
        r"\begin{bmatrix} 2xy \\ 2x \end{bmatrix}",
    ),
    (r"Let $x = \begin{bmatrix} x_1 \\ x_2 \end{bmatrix}$.", "x^T x", "x_1^2 + x_2^2", "x_1^2 - x_2^2"),
]


@pytest.mark.parametrize(("said", "left", "right", "other"), SAID)
def test_what_the_text_says_of_shapes_counts(said, left, right, other):
    assert [step.verdict for step in check(f"{said} $${left} = {right}$$")] == ["proved"]
    assert [step.verdict for step in check(f"{said} $${left} = {other}$$")] == ["refuted"]


def test_a_matrix_may_be_defined():
    text = r"Let $A = \begin{bmatrix} 1 & 2 \\ 3 & 4 \end{bmatrix}$. $$A \begin{bmatrix} 1 \\ 0 \end{bmatrix} = "
    assert [step.verdict for step in check(text + r"\begin{bmatrix} 1 \\ 3 \end{bmatrix}$$")] == ["proved"]
    assert [step.verdict for step in check(text + r"\begin{bmatrix} 1 \\ 2 \end{bmatrix}$$")] != ["proved"]


def test_sizes_that_do_not_fit_are_a_condition_or_not_understood():
    (step,) = check(r"Let $y \in \mathbb{R}^m$. $$y^T y = \sum_{i=1}^n y_i^2$$")
    assert (step.verdict, step.conditional) == ("proved", ("if m = n",))
    false = r"$$y^T y = \sum_{i=1}^n y_i$$"
    assert [step.verdict for step in check(rf"Let $y \in \mathbb{{R}}^m$. {false}")] == ["refuted"]  # as m = n may be
    assert [step.verdict for step in check(rf"Let $y \in \mathbb{{R}}^2$. {false}")] == ["unknown"]
    (step,) = check(r"$$\begin{bmatrix} 1 & 2 \end{bmatrix} \begin{bmatrix} 1 \\ 2 \\ 3 \end{bmatrix} = 5$$")
    assert (step.verdict, "different sizes" in step.reason) == ("unknown", True)


@pytest.mark.parametrize(
    "formula",
    [
        r"\begin{pmatrix} 4 \\ 1 \end{pmatrix} = \begin{pmatrix} 4 \\ 3 \end{pmatrix}",  # binomial coefficients
        r"\left( \begin{array}{c} 2 \\ 1 \end{array} \right) = 2",
        r"\begin{bmatrix} 1 \\ 2 \end{bmatrix} \neq \begin{bmatrix} 1 \\ 3 \end{bmatrix}",  # one component differs
        r"\begin{bmatrix} 1 & 2 \end{bmatrix} = \begin{bmatrix} 1 \\ 2 \end{bmatrix}",
        r"\begin{Vmatrix} 1 & 2 \\ 3 & 4 \end{Vmatrix} = -2",
        r"\begin{bmatrix} x_1 \\ x_3 \\ \vdots \\ x_n \end{bmatrix} = \begin{bmatrix} x_1 \\ x_2 \\ \vdots \\ x_n \end{bmatrix}",
        r"\begin{bmatrix} 1 & 2 \\ 3 \end{bmatrix} = \begin{bmatrix} 1 & 2 \\ 3 & 0 \end{bmatrix}",
    ],
)
def test_what_may_mean_something_else_is_unknown(formula):
    assert [step.verdict for step in check(f"$${formula}$$")] == ["unknown"]


@pytest.mark.parametrize(
    "declared",
    [
        "Let the matrices $A$ and $B$ be square.",
        "Let the square matrices $A(t)$ and $B(t)$ be differentiable in the real number $t$.",
        "Consider matrices $A(t), B(t)$.",
    ],
)
def test_what_is_declared_a_matrix_does_not_commute(declared):
    assert [step.verdict for step in check(f"{declared} $$AB = BA$$")] == ["refuted"]
    assert [step.verdict for step in check(rf"{declared} $$\operatorname{{tr}}(AB) = \operatorname{{tr}}(BA)$$")] == [
        "proved"
    ]


def test_the_values_of_a_function_that_are_matrices_are_no_numbers():
    text = "Let the matrices $A(t)$ and $B(t)$ be square. $$A(t) B(t) = B(t) A(t)$$"
    assert [step.verdict for step in check(text)] == ["unknown"]


@pytest.mark.parametrize(
    "text",
    [
        r"Let $z \in \mathbb{R}^n$ and $a = \sigma(z)$. The Jacobian is $$\frac{\partial a}{\partial z} = a \odot (1 - a)$$",
        r"Let $v \in \mathbb{R}^n$, $w = \frac{g}{\|v\|} v$ with a number $g$, and let $L$ be a function of $w$. "
        r"$$\frac{\partial L}{\partial g} = \frac{v \nabla_w L}{\|v\|}$$",
    ],
)
def test_what_is_declared_a_vector_is_no_number_where_that_would_fit(text):
    assert "proved" not in [step.verdict for step in check(text)]


LEFT_OUT = [
    (r"a_1 b_1 + a_2 b_2 + \cdots + a_n b_n", r"\sum_{k=1}^n a_k b_k", r"\sum_{k=1}^n a_k b_k^2"),
    ("y + x_1 + ... + x_n", r"\sum_{i=1}^n x_i + y", r"\sum_{i=1}^n x_i - y"),
    (r"(x_1 + \cdots + x_n)^2", r"\sum_{i=1}^n \sum_{j=1}^n x_i x_j", r"x_1^2 + \cdots + x_n^2"),
    (r"a_1 + \cdots + a_n - b_1 - \cdots - b_n", r"\sum_{i=1}^n (a_i - b_i)", r"\sum_{i=1}^n (a_i + b_i)"),
]


@pytest.mark.parametrize(("left", "right", "other"), LEFT_OUT)
def test_terms_that_are_left_out_are_summed(left, right, other):
    assert [step.verdict for step in check(f"$${left} = {right}$$")] == ["proved"]
    assert [step.verdict for step in check(f"$${left} = {other}$$")] == ["refuted"]


@pytest.mark.parametrize(
    "formula",
    [
        r"1 + 2 + \cdots + 2^n = 2^{n+1} - 1",  # powers of two, or all numbers
        r"1 + 2 + 4 + \cdots + 2^n = 2^{n+1} - 1",
        r"a_1 + a_3 + \cdots + a_n = \sum_{k=1}^n a_k",
        r"a_2 + \cdots + a_n = \sum_{k=1}^n a_k",
        r"a_1 - a_2 + \cdots + a_n = \sum_{k=1}^n a_k",
    ],
)
def test_what_the_written_terms_do_not_tell_is_unknown(formula):
    assert [step.verdict for step in check(f"$${formula}$$")] == ["unknown"]
