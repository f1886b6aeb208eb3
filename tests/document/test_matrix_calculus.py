"""Derivatives by vectors and matrices, and what words say of matrices, norms and ranges of indices."""

import pytest

from derivations import check

LAYER = "Let $z = W a + b$ with $W \\in \\mathbb{R}^{n \\times m}$. Let $L$ be a function of $z$, and let $g = \\nabla_z L$. Then"
NUMBERED = (
    "Let $z^l = w^l a^{l-1} + b^l$ with a weight matrix $w^l$, let $C$ be a function of $z^l$, "
    "and let $\\delta^l = \\nabla_{z^l} C$. Then"
)
SYMMETRIC = "Let $P$ be a symmetric $n \\times n$ matrix, and let $f(x) = x^T P x$ for $x \\in \\mathbb{R}^n$. Then"
QUADRATIC = "Let $A \\in \\mathbb{R}^{n \\times n}$. For $f(x) = x^T A x$ the Hessian is"
VECTORS = "Let $u, v \\in \\mathbb{R}^n$. Then"
MATRIX = "Let $X \\in \\mathbb{R}^{m \\times n}$. Then"
BATCH = (
    "Let $y_i = \\gamma x_i + \\beta$ for $i = 1, \\dots, m$, and let $\\ell$ be a function of $y_1, \\dots, y_m$. Then"
)
WEIGHTED = (
    "Let $O = P V$ with $P \\in \\mathbb{R}^{n \\times n}$ and $V \\in \\mathbb{R}^{n \\times d}$, "
    "and let $L$ be a function of $O$. Then"
)
SCORES = (
    "Let $S = Q K^\\top$ with $Q, K \\in \\mathbb{R}^{n \\times d}$, let $L$ be a function of $S$, "
    "and let $G = \\frac{\\partial L}{\\partial S}$. Then"
)
PRODUCT = (
    "Let $Y = X W$ with $X \\in \\mathbb{R}^{n \\times m}$ and $W \\in \\mathbb{R}^{m \\times m}$, "
    "and let $L$ be a function of $Y$. Then"
)
SQUARES = (
    "Let $Y = X W$ with $X \\in \\mathbb{R}^{n \\times m}$ and $W \\in \\mathbb{R}^{m \\times p}$, "
    "and let $L = \\|Y\\|_F^2$. Then"
)
EXPONENTIALS = "Let $y_k = \\frac{\\exp(a_k)}{\\sum_j \\exp(a_j)}$, and let $\\delta_{kj}$ be the Kronecker delta. Then"


@pytest.mark.parametrize(
    ("said", "left", "right", "other"),
    [
        (LAYER, r"\nabla_b L", "g", "2 g"),
        (LAYER, r"\nabla_a L", "W^T g", "W g"),
        (LAYER, r"\frac{\partial L}{\partial W}", "g a^T", "a g^T"),
        (NUMBERED, r"\frac{\partial C}{\partial w^l}", r"\delta^l (a^{l-1})^T", r"a^{l-1} (\delta^l)^T"),
        (NUMBERED, r"\nabla_{a^{l-1}} C", r"(w^l)^T \delta^l", r"w^l \delta^l"),
        (BATCH, r"\frac{\partial \ell}{\partial \beta}", r"\sum_{i=1}^m \frac{\partial \ell}{\partial y_i}",
         r"\frac{1}{m} \sum_{i=1}^m \frac{\partial \ell}{\partial y_i}"),
        (EXPONENTIALS, r"\frac{\partial y_k}{\partial a_j}", r"y_k (\delta_{kj} - y_j)", r"y_k (\delta_{kj} - y_k)"),
        (WEIGHTED, r"\frac{\partial L}{\partial V}", r"P^\top \frac{\partial L}{\partial O}",
         r"P \frac{\partial L}{\partial O}"),
        (WEIGHTED, r"\frac{\partial L}{\partial P}", r"\frac{\partial L}{\partial O} V^\top",
         r"(\frac{\partial L}{\partial O} V^\top)^\top"),
        (SCORES, r"\frac{\partial L}{\partial Q}", "G K", r"G^\top K"),
        (SCORES, r"\frac{\partial L}{\partial K}", r"G^\top Q", "G Q"),
        (PRODUCT, r"\frac{\partial L}{\partial W}", r"X^T \frac{\partial L}{\partial Y}",
         r"2 X^T \frac{\partial L}{\partial Y}"),
        (PRODUCT, r"\frac{\partial L}{\partial X}", r"\frac{\partial L}{\partial Y} W^T",
         r"\frac{\partial L}{\partial Y} W"),
        (SQUARES, r"\frac{\partial L}{\partial W}", r"X^T \frac{\partial L}{\partial Y}",
         r"2 X^T \frac{\partial L}{\partial Y}"),
        (SYMMETRIC, r"\nabla f(x)", "2 P x", "P x"),
        (QUADRATIC, r"\nabla^2 f(x)", "A + A^T", "2 A"),
        (VECTORS, r"\operatorname{diag}(u) v", r"u \odot v", r"u \odot v \odot v"),
        (VECTORS, r"\operatorname{tr}(u v^T)", "v^T u", "v^T v"),
        (MATRIX, r"\frac{\partial}{\partial X} \|X\|_F^2", "2 X", "X"),
        (MATRIX, r"\|X\|_F^2", r"\operatorname{tr}(X^T X)", r"\operatorname{tr}(X^T X)^2"),
        ("Let $f(z) = z^2$ and $a = 2 z$ with $f(z) = z^2$, and $b = 3 a$. Then", "b", "6 z", "5 z"),
    ],
)  # fmt: skip
def test_a_true_statement_is_proved_and_a_false_one_refuted(said, left, right, other):
    assert [step.verdict for step in check(f"{said}\n\n$${left} = {right}$$")] == ["proved"]
    assert [step.verdict for step in check(f"{said}\n\n$${left} = {other}$$")] == ["refuted"]


@pytest.mark.parametrize(
    "text",
    [
        r"Let $A \in \mathbb{R}^{n \times n}$. Then $$\|A\|_2^2 = \operatorname{tr}(A^T A)$$",  # the largest stretching
        r"Let $A \in \mathbb{R}^{n \times n}$. Then $$\|A\|_1 = \sum_{i=1}^n \sum_{j=1}^n |A_{ij}|$$",  # the largest column
        r"Let $A \in \mathbb{R}^{n \times n}$ and $f(x) = x^T A x$. Then $$\nabla f(x) = 2 A x$$ Now let $A$ be symmetric.",
        r"Let $A \in \mathbb{R}^{n \times n}$ be symmetric and $B \in \mathbb{R}^{n \times n}$. Then $$A B = B A$$",
        r"Let $A$ be a symmetric matrix. Then $$\frac{\partial}{\partial A} \operatorname{tr}(A B) = B^T$$",
        r"Let $A$ be a matrix that is not symmetric, and $f(x) = x^T A x$. Then $$\nabla f(x) = 2 A x$$",
        r"Let $y_i = 2 x_i$ for $i = 1, \dots, m$ and $y_i = 3 x_i$ for $i = m + 1, \dots, n$. Then"
        r"$$\sum_{i=1}^n y_i = 2 \sum_{i=1}^n x_i$$",
        r"Let $y_i = 2 x_i$ for $i = 2, \dots, m$. Then $$y_1 = 2 x_1$$",
    ],
)
def test_what_words_do_not_say_proves_nothing(text):
    assert "proved" not in [step.verdict for step in check(text)]


def test_a_norm_of_a_matrix_without_an_index_is_named_in_the_condition():
    text = r"Let $A \in \mathbb{R}^{n \times n}$ and $c = \|A\|^2$. Then $$c = "
    (step,) = check(text + r"\operatorname{tr}(A^T A)$$")
    assert (step.verdict, step.conditional) == ("proved", ("if the norm of a matrix is the Frobenius norm",))
    assert [step.verdict for step in check(text + r"2 \operatorname{tr}(A^T A)$$")] == ["unknown"]


def test_the_range_of_a_definition_is_a_condition_of_what_is_summed_farther():
    (step,) = check(r"Let $y_i = 2 x_i$ for $i = 1, \dots, m$. Then $$\sum_{i=1}^n y_i = 2 \sum_{i=1}^n x_i$$")
    assert (step.verdict, step.conditional) == ("proved", ("if n = m",))


def test_what_is_supposed_of_a_derivative_is_not_false():
    text = r"Let $z = w x$. Let $L$ be a function of $z$. "
    claim = r"$$\frac{\partial L}{\partial w} = 2 \frac{\partial L}{\partial z}$$"
    assert [step.verdict for step in check(text + "Suppose" + claim)] == []
    assert [step.verdict for step in check(text + "Then" + claim)] == ["refuted"]


def test_a_squared_nabla_may_be_the_laplace_operator():
    text = r"Let $x \in \mathbb{R}^2$ and $u(x) = x^T B x$ with $B = \begin{bmatrix} 1 & 0 \\ 0 & -1 \end{bmatrix}$. Then $$\nabla^2 u(x) = "
    assert "refuted" not in [step.verdict for step in check(text + "0$$")]
    assert [step.verdict for step in check(text + "2 B$$")] == ["proved"]


def test_a_counterexample_shows_a_symmetric_matrix():
    (step,) = check(r"Let $A$ be a symmetric $n \times n$ matrix. For all $u$, $$u^T A u = \sum_{i=1}^n A_{ii} u_i^2$$")
    assert step.verdict == "refuted"
    values = dict(step.counterexample)
    assert all(values[f"A[{name[5]}, {name[2]}]"] == value for name, value in values.items() if name.startswith("A["))
