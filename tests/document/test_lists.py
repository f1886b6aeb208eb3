"""Lists in brackets are vectors where they are compared with vectors, and nothing where they may be something else."""

import pytest

from derivations import check

SURFACE = "Let $f(x, y) = x^2 y$. Then "
SQUARES = r"Let $f: \mathbb{R}^n \to \mathbb{R}$, $f(x) = \sum_{i=1}^n x_i^2$. Then "
VECTORS = "Let $u = (1, 2, 3)$ and $v = (4, 5, 6)$. Then "


def verdicts(text):
    return [step.verdict for step in check(text)]


@pytest.mark.parametrize(
    ("setting", "true", "false"),
    [
        (SURFACE, r"\nabla f = (2xy, x^2)", r"\nabla f = (2xy, y^2)"),
        (SURFACE, r"\nabla f(x, y) = (2xy, x^2)^T", r"\nabla f(x, y) = (2x, x^2)^T"),
        (SURFACE, r"\nabla f = \begin{pmatrix} 2xy \\ x^2 \end{pmatrix}", r"\nabla f = \begin{pmatrix} 2xy \\ x \end{pmatrix}"),
        (
            SURFACE,
            r"\left[\frac{\partial f}{\partial x}, \frac{\partial f}{\partial y}\right] = [2xy, x^2]",
            r"\left[\frac{\partial f}{\partial x}, \frac{\partial f}{\partial y}\right] = [x^2, 2xy]",
        ),
        (
            SQUARES,
            r"\nabla f(x) = \left(\frac{\partial f}{\partial x_1}, \ldots, \frac{\partial f}{\partial x_n}\right)^T",
            r"\nabla f(x) = \left(x_1, \ldots, x_n\right)^T",
        ),
        (SQUARES, r"\nabla f(x) = (2x_1, \ldots, 2x_n)^T", r"\nabla f(x) = (3x_1, \ldots, 3x_n)^T"),
        (VECTORS, r"u \cdot v = 32", r"u \cdot v = 30"),
        ("", "(a, b) + (c, d + 1) = (a + c, b + d + 1)", "(a, b + 1) + (c, d + 1) = (a + c, b - d)"),
    ],
)  # fmt: skip
def test_a_list_is_a_vector(setting, true, false):
    assert verdicts(f"{setting}$${true}$$") == ["proved"]
    assert verdicts(f"{setting}$${false}$$") in (["refuted"], ["unknown"])


def test_a_wrong_component_is_shown():
    assert verdicts(SURFACE + r"$$\nabla f = (2xy, y^2)$$") == ["refuted"]
    assert verdicts(SURFACE + r"$$\nabla^2 f = \begin{pmatrix} 2y & 2x \\ 2x & 0 \end{pmatrix}$$") == ["proved"]


@pytest.mark.parametrize(
    "text",
    [
        "The solution of the system is $$(x, y) = (1, 2)$$",
        "We find that $$(a + b, ab) = (3, 2)$$",
        "The commutator is $$[X, Y] = XY - YX$$",
        "The numbers are coprime: $$(a, b) = 1$$ $$(6, 4) = 2$$",
        "The vectors are orthogonal, hence $$(u, v) = 0$$",
        r"$$(\lambda_1, \lambda_2) = (1, 3)$$",
        "Let $d(x, y)$ be a distance. $$d(x, y) = d(y, x)$$",
        "$$(a, b)(c, d) = ac + bd$$",
        r"Let $f(x, y) = x^2 + y^2$. At the minimum $$\nabla f = (0, 0)$$",
        r"Let $f(x, y) = xy$ and $y = x^2$. Then $$\frac{\partial f}{\partial x} = y$$",
        r"Let $f(x, y) = xy$ and $y = x^2$. Then $$\nabla f = (y, x)$$",
    ],
)
def test_a_list_that_may_be_something_else_is_never_false(text):
    assert not {"proved", "refuted"} & set(verdicts(text))


def test_an_argument_that_varies_with_another_one_is_a_condition():
    (step,) = check(r"Let $f(x, y) = xy$ and $y = x^2$. Then $$\frac{df}{dx} = 3x^2$$")
    assert step.verdict == "proved"
    assert step.conditional == ("if y varies with x when f is differentiated with respect to x",)
