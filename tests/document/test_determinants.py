"""Determinants of matrices whose shape is known: written out, declared by a space, or told in words."""

import pytest

from derivations import check


def verdicts(text):
    return [step.verdict for step in check(text)]


@pytest.mark.parametrize(
    "matrix", [r"\det \begin{pmatrix} a & b \\ c & d \end{pmatrix}", r"\begin{vmatrix} a & b \\ c & d \end{vmatrix}"]
)
def test_the_determinant_of_what_is_written_out(matrix):
    assert verdicts(f"$${matrix} = ad - bc$$") == ["proved"]
    assert verdicts(f"$${matrix} = ad + bc$$") == ["refuted"]


def test_the_determinant_of_three_rows():
    matrix = r"\det \begin{pmatrix} a & b & 0 \\ c & d & 0 \\ 1 & 2 & 3 \end{pmatrix}"
    assert verdicts(f"$${matrix} = 3(ad - bc)$$") == ["proved"]
    assert verdicts(f"$${matrix} = 3(bc - ad)$$") == ["refuted"]


@pytest.mark.parametrize("shape", [r"$A, B \in \mathbb{R}^{2 \times 2}$", r"$A$ and $B$ be $2 \times 2$ matrices"])
def test_the_determinant_of_matrices_of_a_known_shape(shape):
    assert verdicts(rf"Let {shape}. $$\det(AB) = \det(A) \det(B)$$") == ["proved"]
    assert verdicts(rf"Let {shape}. $$\det(A + B) = \det(A) + \det(B)$$") == ["refuted"]


def test_a_determinant_of_any_size_is_not_guessed():
    assert verdicts(r"Let $A$ be an $n \times n$ matrix. $$\det(2A) = 4\det(A)$$") == ["unknown"]
    assert verdicts(r"Suppose $A$ is not a $2 \times 2$ matrix. $$\det(2A) = 4\det(A)$$") == ["unknown"]


def test_bars_around_a_matrix_are_its_determinant_where_the_text_says_so():
    unsaid = r"Let $A$ be a $3\times3$ matrix. "
    said = "The determinant is meant. " + unsaid
    true, false = "$$|-A| = -|A|$$", "$$|-A| = |A|$$"
    assert (verdicts(said + true), verdicts(said + false)) == (["proved"], ["refuted"])
    (step,) = check(unsaid + true)
    assert (step.verdict, bool(step.conditional)) == ("proved", True)
    assert verdicts(unsaid + false) == ["unknown"]
