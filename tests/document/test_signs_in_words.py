"""Words that give a quantity its sign, and words that say the same of something else."""

import pytest

from derivations import check

OF_X = [
    "Let $x$ be a positive real number.",
    "For all positive $x$,",
    "Let the learning rate $x$ be positive.",
    "Let a positive weight $x$ be given.",
    "Let $x$ and $y$ be positive numbers.",
    "Suppose $y$, $x$ and $z$ are positive. Then",
]
OF_ANOTHER = [
    "Let $x$ be anything but positive.",
    "Let $x$ be positive if $y > 0$.",
    "Suppose the curvature of the loss at $x$ is positive. Then",
    "Let $x$ be the logarithm of a positive number $y$.",
    "Suppose $x$ is the negative of a positive number.",
    "Let $x$ be a random variable with positive variance.",
    "Let $x$ and $y$ be numbers whose product is positive.",
    "Let the sum of $x$ and $y$ be positive.",
    "Assume that the slope at $x$ is positive. Then",
    "Let $x$ be smaller than a positive constant.",
    "Suppose the variance of $x$ is positive.",
    "Let $x$ be rarely positive.",
]


@pytest.mark.parametrize("said", OF_X)
def test_a_sign_that_is_said_of_a_quantity_is_a_premise(said):
    (step,) = check(f"{said} $$|x| = x$$")
    assert (step.verdict, step.conditional) == ("proved", ())
    assert [step.verdict for step in check(f"{said} $$|x| = -x$$")] == ["refuted"]


@pytest.mark.parametrize("said", OF_ANOTHER)
def test_a_sign_that_is_said_of_something_else_is_none(said):
    assert [step.verdict for step in check(f"{said} $$|x| = x$$")] == ["unknown"]


def test_a_sign_in_words_that_were_not_understood_makes_what_was_supposed_unsure():
    (step,) = check("Let $x > 0$. From now on the sign of $x$ is not positive. $$|x| = x$$")
    assert "if x > 0 is a condition" in step.conditional


@pytest.mark.parametrize("said", ["Let $H$ be positive definite.", "Let $H$ be a positive semidefinite matrix."])
def test_a_definite_matrix_may_have_negative_entries(said):
    assert "proved" not in [step.verdict for step in check(f"{said} $$|H_{{ij}}| = H_{{ij}}$$")]


def test_matrices_are_compared_entry_by_entry_under_a_condition():
    (step,) = check(r"$$\begin{bmatrix} 1 & 2 \\ 2 & 1 \end{bmatrix} \ge 0$$")
    assert (step.verdict, step.conditional) == ("proved", ("if matrices are compared entry by entry",))
    (step,) = check(r"$$\begin{bmatrix} 2 & -1 \\ -1 & 2 \end{bmatrix} \ge 0$$")
    assert step.verdict == "unknown"
