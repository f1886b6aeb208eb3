"""A scalar product in angle brackets is taken for the usual one, and a proof says so."""

import pytest

from derivations import check

USUAL = "if ⟨·, ·⟩ is the sum of the products of components"


@pytest.mark.parametrize(
    "claim",
    [
        r"\langle a, b \rangle = \sum_{i=1}^n a_i b_i",
        r"\langle a | b \rangle = a^T b",
        r"\|a - b\|^2 = \|a\|^2 - 2\langle a, b\rangle + \|b\|^2",
        r"\nabla_a \langle a, b \rangle = b",
        r"\langle A a, b \rangle = \langle a, A^T b \rangle",
    ],
)
def test_the_usual_scalar_product_is_a_condition(claim):
    (step,) = check(rf"Let $a, b \in \mathbb{{R}}^n$ be vectors and $A$ a matrix. $${claim}$$")
    assert step.verdict == "proved"
    assert USUAL in step.conditional


@pytest.mark.parametrize(
    "claim",
    [
        r"\langle a, b \rangle = \sum_{i=1}^n a_i b_i^2",
        r"\|a - b\|^2 = \|a\|^2 - \langle a, b\rangle + \|b\|^2",
        r"\langle A a, b \rangle = \langle a, A b \rangle",
        r"\langle a \rangle = b",
        r"\langle 1, 2 \rangle = 2",
        r"\langle a, A \rangle = b",
    ],
)
def test_another_one_may_be_meant(claim):
    (step,) = check(rf"Let $a, b \in \mathbb{{R}}^n$ be vectors and $A$ a matrix. $${claim}$$")
    assert step.verdict == "unknown"
