"""What may be a matrix is not taken for a number, and what is done to a matrix not for what is done to its entries."""

import pytest

from derivations import check


def plainly_proved(text):
    return [step for step in check(text) if step.verdict == "proved" and not step.conditional]


@pytest.mark.parametrize(
    ("said", "left", "right", "other"),
    [
        ("", r"\frac{\partial x^T B x}{\partial x}", "(B + B^T) x", "2 B x"),
        ("", r"\frac{\partial w^T M w}{\partial w}", "(M + M^T) w", "2 M w"),
        ("", "x^T B y", "y^T B^T x", "y^T B x"),
        (r"Let $y = Wx$ and $L = \|y\|^2$. Then", r"\nabla_x L", "2 W^T y", "2 W y"),
        ("Let $u = Ax$ and $f = u^T b$. Then", r"\nabla_x f", "A^T b", "A b"),
        (r"Let $\mathbf{e} = \mathbf{y} - X\mathbf{w}$ and $L = \|\mathbf{e}\|^2$. Then", r"\nabla_{\mathbf{w}} L",
         r"-2 X^T \mathbf{e}", r"-2 X \mathbf{e}"),
        (r"Let $\sigma(z) = \frac{1}{1 + e^{-z}}$. Then", r"\sigma'(z)", r"\sigma(z) (1 - \sigma(z))", r"\sigma(z)"),
    ],
)  # fmt: skip
def test_a_capital_beside_a_vector_is_a_matrix(said, left, right, other):
    assert plainly_proved(f"{said} $${left} = {right}$$")
    assert [step.verdict for step in check(f"{said} $${left} = {other}$$")] == ["refuted"]


@pytest.mark.parametrize(
    "text",
    [
        r"Let $y = Ax$, $z = By$. Then $$\frac{\partial z}{\partial x} = AB$$",
        r"The covariance matrix is $S = \frac1n\sum_i x_i x_i^\top$. $$S = \frac1n\sum_i x_i^\top x_i$$",
        r"Let $x_i \in \mathbb{R}^d$. $$x_i x_i^T = x_i^T x_i$$",
        r"Let $D = \frac{d}{dx}$. $$D x = x D$$",
        r"$$\nabla_X \operatorname{tr}(X^T A X B) = A X B + B X A$$",
        r"$$\begin{pmatrix} A & B \\ C & D \end{pmatrix}^T = \begin{pmatrix} A & C \\ B & D \end{pmatrix}$$",
        r"Let $A \in \mathbb{R}^{n\times n}$. $$(e^A)_{ij} = e^{A_{ij}}$$",
        r"$$\exp \begin{bmatrix} 0 & 1 \\ 0 & 0 \end{bmatrix} = \begin{bmatrix} 1 & e \\ 1 & 1 \end{bmatrix}$$",
        r"$$\sqrt{\begin{bmatrix} 4 & 4 \\ 4 & 4 \end{bmatrix}} = \begin{bmatrix} 2 & 2 \\ 2 & 2 \end{bmatrix}$$",
        r"$$\begin{bmatrix} 1 & 2 \\ 3 & 4 \end{bmatrix} + 1 = \begin{bmatrix} 2 & 3 \\ 4 & 5 \end{bmatrix}$$",
        r"Let $A$ be an invertible matrix. $$A^{-1}_{ij} A_{ij} = 1$$",
        r"The transition matrix $P$ of a chain. $$P^2_{ij} = P_{ij} P_{ij}$$",
        r"Let $\mathcal{B}$ be a batch. $$|\mathcal{B}|^2 = \mathcal{B}^2$$",
        r"$$|2 S| = 2 |S|$$ where $|\cdot|$ denotes the cardinality.",
        r"$$[x + 1] = x + 1$$ where $[\cdot]$ denotes the integer part.",
        r"Let $\sigma$ be the inverse of the sigmoid. $$\sigma'(z) = \sigma(z)(1 - \sigma(z))$$",
    ],
)
def test_what_is_true_of_numbers_alone_is_not_plainly_proved(text):
    assert not plainly_proved(text)


def test_a_transposed_matrix_has_its_indices_exchanged():
    assert plainly_proved(r"Let $A \in \mathbb{R}^{n\times n}$. $$A^T_{ij} + A_{ij} = A_{ji} + A^T_{ji}$$")
    assert not plainly_proved(r"Let $A \in \mathbb{R}^{n\times n}$. $$A^T_{ij} + A_{ij} = 2 A_{ij}$$")


@pytest.mark.parametrize(
    ("cases", "verdict"),
    [(r"1 & \text{if } i = j \\ 0 & \text{otherwise}", "proved"), (r"0 & i \ne j \\ 1 & i = j", "proved"),
     (r"1 & i \ne j \\ 0 & i = j", "unknown")],
)  # fmt: skip
def test_a_delta_is_what_the_text_says(cases, verdict):
    text = rf"$$\delta_{{ij}} = \begin{{cases}} {cases} \end{{cases}}$$ $$\sum_j \delta_{{ij}} x_j = x_i$$"
    assert [step.verdict for step in check(text)][-1] == verdict
