"""What a trace is of is a matrix, whatever the text says of its letters."""

import pytest

from derivations import check


def verdicts(text):
    return [step.verdict for step in check(text)]


@pytest.mark.parametrize(
    ("true", "false"),
    [
        (r"\mathrm{tr}(AB) = \mathrm{tr}(BA)", r"\mathrm{tr}(AB) = \mathrm{tr}(A) \mathrm{tr}(B)"),
        (r"\mathrm{tr}(A + c B) = \mathrm{tr}(A) + c\,\mathrm{tr}(B)", r"\mathrm{tr}(A + c B) = \mathrm{tr}(A) + \mathrm{tr}(B)"),
        (r"\mathrm{tr}(A^T B) = \mathrm{tr}(B^T A)", r"\mathrm{tr}(A^T B) = \mathrm{tr}(B A)"),
    ],
)  # fmt: skip
def test_capital_letters_in_a_trace_are_matrices(true, false):
    (step,) = check(f"$${true}$$")
    assert (step.verdict, step.conditional) == ("proved", ())
    assert verdicts(f"$${false}$$") == ["refuted"]


def test_what_is_said_of_a_letter_in_a_trace_holds():
    given = r"Let $K \in \mathbb{R}$. "
    assert verdicts(given + r"$$\operatorname{tr}(K A) = K \operatorname{tr}(A)$$") == ["proved"]
    assert verdicts(given + r"$$\operatorname{tr}(K A) = K^2 \operatorname{tr}(A)$$") == ["refuted"]
    assert "proved" not in verdicts(r"$$\operatorname{tr}(ABC) = \operatorname{tr}(BAC)$$")
    assert "refuted" not in verdicts(r"Let $A$ be symmetric. $$\operatorname{tr}(A^T B) = \operatorname{tr}(B A)$$")
