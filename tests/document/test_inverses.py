"""Inverses of matrices: what the equations of an inverse prove, under which condition, and what numbers refute."""

import pytest

from derivations import check

PAIRS = [
    ("Let $A$ and $B$ be invertible matrices.", "(A B)^{-1}", "B^{-1} A^{-1}", "A^{-1} B^{-1}"),
    ("Let $A$ be an invertible matrix.", "(A^T)^{-1}", "(A^{-1})^T", "A^{-1}"),
    ("Let $A$ be an invertible matrix.", "A^{-T} A^T", "I", "A"),
    ("Let $A$ be an invertible matrix.", "A^{-2} A", "A^{-1}", "A"),
    ("Let $A$ be an invertible matrix.", r"\sum_k A_{ik} A^{-1}_{kj}", r"\delta_{ij}", "A_{ij}"),
    (r"Let $\mathbf{A}$ be an invertible matrix.", r"\mathbf{A}^{-1} \mathbf{A} \mathbf{x}", r"\mathbf{x}", r"2 \mathbf{x}"),
    ("Let $A$ and $B$ be invertible matrices.", "A^{-1} - B^{-1}", "A^{-1} (B - A) B^{-1}", "A^{-1} (A - B) B^{-1}"),
    ("Let $A$ and $B$ be invertible matrices.", "(A^{-1} + B^{-1})^{-1}", "A (A + B)^{-1} B", "A + B"),
    ("Let $A$ and $B$ be matrices.", "(I + A B)^{-1} A", "A (I + B A)^{-1}", "A (I + A B)^{-1}"),
    (
        r"Let $X \in \mathbb{R}^{n \times d}$ and $\lambda > 0$.",
        r"(X^T X + \lambda I)^{-1} X^T", r"X^T (X X^T + \lambda I)^{-1}", r"X^T (X^T X + \lambda I)^{-1}",
    ),
    (
        r"Let $X \in \mathbb{R}^{n \times d}$, $y \in \mathbb{R}^n$ and $w = (X^T X + \lambda I)^{-1} X^T y$.",
        r"X^T (X w - y) + \lambda w", "0", "X^T y",
    ),
    (
        r"Let $X \in \mathbb{R}^{n \times d}$, and let $X^T X$ be invertible.",
        r"\operatorname{tr}(X (X^T X)^{-1} X^T)", "d", "n",
    ),
    (
        r"Let $A$ be an invertible matrix, and let $u$ and $v$ be vectors with $1 + v^T A^{-1} u \ne 0$.",
        "(A + u v^T)^{-1}", r"A^{-1} - \frac{A^{-1} u v^T A^{-1}}{1 + v^T A^{-1} u}",
        r"A^{-1} + \frac{A^{-1} u v^T A^{-1}}{1 + v^T A^{-1} u}",
    ),
    (
        "Let $P$ and $R$ be invertible matrices, and let $H$ be a matrix.",
        "(P^{-1} + H^T R^{-1} H)^{-1} H^T R^{-1}", "P H^T (H P H^T + R)^{-1}", "P H^T (H P H^T - R)^{-1}",
    ),
    (
        "Let $A$ be a symmetric invertible matrix, and let $x$ and $b$ be vectors.",
        r"\frac{1}{2} x^T A x - b^T x", r"\frac{1}{2} (x - A^{-1} b)^T A (x - A^{-1} b) - \frac{1}{2} b^T A^{-1} b",
        r"\frac{1}{2} (x - A^{-1} b)^T A (x - A^{-1} b) + \frac{1}{2} b^T A^{-1} b",
    ),
    pytest.param(
        r"Let $L$ be an invertible matrix, $S = L L^T$, and $x = L z + \mu$ with vectors $z$ and $\mu$.",
        r"(x - \mu)^T S^{-1} (x - \mu)", "z^T z", "z^T S z", marks=pytest.mark.slow,
    ),
    (
        r"Let $X$ be an invertible matrix, and let $a$ and $b$ be vectors.",
        r"\frac{\partial (a^T X^{-1} b)}{\partial X}", "-X^{-T} a b^T X^{-T}", "-X^{-1} a b^T X^{-1}",
    ),
    (
        r"Let $S$ be a symmetric positive definite matrix, and let $f(w) = (y - X w)^T S^{-1} (y - X w)$.",
        r"\nabla f(w)", "-2 X^T S^{-1} (y - X w)", "-2 X^T S (y - X w)",
    ),
    (
        "Let $a d \\ne b c$.",
        r"\begin{bmatrix} a & b \\ c & d \end{bmatrix}^{-1}",
        r"\frac{1}{ad - bc} \begin{bmatrix} d & -b \\ -c & a \end{bmatrix}",
        r"\frac{1}{ad - bc} \begin{bmatrix} d & b \\ c & a \end{bmatrix}",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("said", "left", "right", "other"), PAIRS)
def test_the_equations_of_an_inverse_prove_and_its_values_refute(said, left, right, other):
    assert [step.verdict for step in check(f"{said} Then\n\n$$\n{left} = {right}\n$$\n")] == ["proved"]
    assert [step.verdict for step in check(f"{said} Then\n\n$$\n{left} = {other}\n$$\n")] == ["refuted"]


def test_the_derivative_of_an_inverse_is_that_of_the_equation_that_defines_it():
    said = "Let the matrix $A(t)$ be invertible and differentiable in the real number $t$. Then"
    true, false = r"-A^{-1} \frac{dA}{dt} A^{-1}", r"-A^{-1} A^{-1} \frac{dA}{dt}"
    left = r"\frac{d}{dt} A^{-1}"
    assert [step.verdict for step in check(f"{said}\n\n$$\n{left} = {true}\n$$\n")] == ["proved"]
    assert "proved" not in [step.verdict for step in check(f"{said}\n\n$$\n{left} = {false}\n$$\n")]
    (step,) = check("Let $A$ be an invertible matrix. Then\n\n$$\n\\frac{\\partial}{\\partial t} A^{-1} = 0\n$$\n")
    assert (step.verdict, step.conditional) == ("proved", ("if A does not depend on t",))


def test_what_is_called_invertible_and_is_no_matrix_is_a_condition():
    (step,) = check(r"If $A$ is invertible, then $$A x = b \iff x = A^{-1} b$$")
    assert step.verdict != "proved" or step.conditional


def test_a_counterexample_shows_the_matrix_and_not_its_inverse():
    (step,) = check("Let $A$ and $B$ be invertible matrices. Then\n\n$$\n(A + B)^{-1} = A^{-1} + B^{-1}\n$$\n")
    assert step.verdict == "refuted"
    assert {name.split("[")[0] for name, _ in step.counterexample} >= {"A", "B"}
    assert not [name for name, _ in step.counterexample if "⁻¹" in name]


CONDITIONS = [
    ("Let $A$ be an invertible matrix.", ()),
    ("Let $A$ be a nonsingular matrix.", ()),
    ("Let $A$ be a positive definite matrix.", ()),
    ("Let the real matrix $A$ be invertible.", ()),
    ("Let $A$ be a matrix.", ("if A is invertible",)),
    ("Let $A$ be a matrix. It is not known whether $A$ is invertible.", ("if A is invertible",)),
    ("Let $A$ be an invertible matrix. Now let $A$ be any matrix.", ("if A is invertible",)),
]


@pytest.mark.parametrize(("said", "conditions"), CONDITIONS)
def test_that_a_matrix_has_an_inverse_is_a_condition_unless_the_text_says_so(said, conditions):
    (step,) = check(f"{said} Then\n\n$$\nA^{{-1}} A x = x\n$$\n")
    assert (step.verdict, step.conditional) == ("proved", conditions)
    assert [step.verdict for step in check(f"{said} Then\n\n$$\nA^{{-1}} A x = A x\n$$\n")] != ["proved"]


@pytest.mark.parametrize(
    "kind", ["an almost invertible matrix", "a non invertible matrix", "a negative definite matrix"]
)
def test_what_is_called_so_with_another_word_is_not_known_to_have_an_inverse(kind):
    (step,) = check(f"Let $A$ be {kind}. Then\n\n$$\nA^{{-1}} A x = x\n$$\n")
    assert step.verdict != "proved" or step.conditional


NEVER_PROVED = [
    r"Let $A \in \mathbb{R}^{n \times m}$. $$A^{-1} A = I$$",
    r"Let $A \in \mathbb{R}^{2 \times 3}$. $$A^{-1} A = I$$",
    r"Let $A$ be a matrix that is not invertible. $$A^{-1} A = I$$",
    r"Let $X \in \mathbb{R}^{n \times d}$, and let $X^T X$ be invertible. $$X (X^T X)^{-1} X^T = I$$",
    r"Let $X$ be an invertible matrix. $$\frac{\partial}{\partial X} \operatorname{tr}(X^{-1}) = -X^{-2}$$",
    r"Let $A$ be an invertible matrix. $$A^{-1} A^T = A^T A^{-1}$$",
    r"Let $f$ be an invertible function. $$f(x) = x$$",
]


@pytest.mark.parametrize("text", NEVER_PROVED)
def test_no_more_than_that_is_assumed(text):
    assert "proved" not in [step.verdict for step in check(text)]


NEVER_REFUTED = [
    r"Let $A$ be an invertible matrix, and let $B$ be a matrix with $A B = 0$. $$B = 0$$",
    r"Let $A$ be a symmetric positive definite matrix. $$|A_{11}| = A_{11}$$",
    r"Let $A$ be a negative definite matrix. $$|A_{11}| = - A_{11}$$",
    r"Let $A$ be an invertible matrix with $A^2 = A$. $$A x = x$$",
    r"Let $Q$ be an orthogonal matrix. $$Q^{-1} = Q^T$$",
    r"Let $f$ be an invertible function. $$f^{-1}(f(x)) = x$$",
    r"Let $S$ be a covariance matrix. $$x^T S^{-1} y = y^T S^{-1} x$$",
    r"Let $A$ and $B$ be invertible matrices that commute. $$A^{-1} B = B A^{-1}$$",
    r"Let $A$ be an invertible matrix with $A^{-1} = A^T$. $$A A^T = I$$",
]


@pytest.mark.parametrize("text", NEVER_REFUTED)
def test_what_is_true_of_such_matrices_is_not_refuted(text):
    assert "refuted" not in [step.verdict for step in check(text)]


@pytest.mark.parametrize("claim", ["A B = B A", "B A B = B"])
def test_a_counterexample_keeps_a_matrix_the_inverse_that_it_is(claim):
    text = rf"Let $A, B \in \mathbb{{R}}^{{n \times n}}$ with $B = A^{{-1}}$. Then $${claim}$$"
    assert [step.verdict for step in check(text)] == ["unknown"]
