"""Properties that a text supposes by their names: they give what the equations give that define them."""

import pytest

from derivations import check


def verdicts(text):
    return [step.verdict for step in check(text)]


@pytest.mark.parametrize(
    ("given", "true", "false"),
    [
        ("Let $u$ be a unit vector.", r"\sum_i u_i^2 a = a", r"\sum_i u_i^2 a = a + 1"),
        ("Let $u$ be a unit vector.", r"u^T(x - (u^T x) u) + b = b", r"u^T(x + (u^T x) u) + b = b"),
        (
            "Let $u$ and $v$ be orthogonal.",
            r"\sum_i (u_i + v_i)^2 = \sum_i u_i^2 + \sum_i v_i^2",
            r"\sum_i (u_i + v_i)^2 = \sum_i u_i^2 - \sum_i v_i^2",
        ),
        ("Let $y$ be one-hot.", r"\sum_i y_i^2 = \sum_i y_i", r"\sum_i y_i^2 = \sum_i y_i + 1"),
        ("Let $y$ be a one-hot vector.", r"\sum_i (y_i + a_i)^2 = 1 + \sum_i 2 a_i y_i + \sum_i a_i^2", r"\sum_i (y_i + a_i)^2 = 1 + \sum_i a_i y_i + \sum_i a_i^2"),
        ("Let $f$ be an even function.", "f(1 - x) = f(x - 1)", "f(1 - x) = f(x) - f(1)"),
        ("Let $f$ be an odd function.", "f(1 - x) = -f(x - 1)", "f(1 - x) = f(x - 1)"),
    ],
)  # fmt: skip
def test_a_property_gives_its_equation(given, true, false):
    assert verdicts(f"{given} Then $${true}$$") == ["proved"]
    assert "proved" not in verdicts(f"{given} Then $${false}$$")


@pytest.mark.parametrize(
    "text",
    [
        r"Suppose $u$ is not a unit vector. Then $$\sum_i u_i^2 = 1$$",
        r"Smith lets $u$ be a unit vector. Then $$\sum_i u_i^2 = 1$$",
        r"Let $u$ be a unit vector or zero. Then $$\sum_i u_i^2 = 1$$",
        r"Let $u$ be a unit vector. Now let $u$ be any vector. Then $$\sum_i u_i^2 = 1$$",
        r"If $f$ were an even function, then $$f(-x) = f(x)$$",
        r"Let $n$ be even. Then $$n(-x) = n x$$",
        r"Let $U$ and $V$ be orthogonal. Then $$\sum_i U_i V_i = 0$$",
    ],
)
def test_what_is_not_supposed_of_a_quantity_or_has_several_meanings_gives_nothing(text):
    assert not {"proved", "refuted"} & set(verdicts(text))
