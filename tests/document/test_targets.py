"""Derivatives through softmax where the targets sum to 1, for one example and for each of many."""

import pytest

from derivations import check

SOFTMAX = r"Let $p_k = \frac{e^{z_k}}{\sum_l e^{z_l}}$"
MANY = r"""Let $p_{nk} = \frac{e^{z_{nk}}}{\sum_l e^{z_{nl}}}$ with $z_{nk} = \sum_j w_{kj} x_{nj}$.
Let $L = -\sum_{n=1}^N \sum_k t_{nk} \ln p_{nk}$"""


def verdicts(text):
    return [step.verdict for step in check(text)]


@pytest.mark.parametrize(
    ("context", "slope", "true", "false"),
    [
        (
            SOFTMAX + r", let $\sum_k t_k = 1$, and let $L = -\sum_k t_k \ln p_k$.",
            r"\frac{\partial L}{\partial z_j}",
            "p_j - t_j",
            "t_j - p_j",
        ),
        (
            MANY + r" with $\sum_k t_{nk} = 1$ for each $n$.",
            r"\frac{\partial L}{\partial w_{kj}}",
            r"\sum_{n=1}^N (p_{nk} - t_{nk}) x_{nj}",
            r"\sum_{n=1}^N (p_{nk} - t_{nk}) x_{nk}",
        ),
        (
            r"Let $f(z) = \ln \sum_{k=1}^n e^{z_k}$ for $z \in \mathbb{R}^n$, and let $p = \operatorname{softmax}(z)$.",
            r"\nabla^2 f(z)",
            r"\operatorname{diag}(p) - p p^\top",
            r"\operatorname{diag}(p) + p p^\top",
        ),
    ],
)
def test_a_derivative_through_softmax(context, slope, true, false):
    assert verdicts(f"{context} Then $${slope} = {true}$$") == ["proved"]
    assert verdicts(f"{context} Then $${slope} = {false}$$") == ["refuted"]


@pytest.mark.parametrize(
    "said", [r"$\sum_k t_{nk} = 1$ for each $n$", r"$\sum_k t_{nk} = 1$ for all $n$", r"$\sum_k t_{nk} = 1$"]
)
def test_what_is_said_of_each_row_is_used_in_a_sum_over_rows(said):
    text = rf"Let {said}. Then $$\sum_{{n=1}}^N \sum_k t_{{nk}} c_n = %s$$"
    assert verdicts(text % r"\sum_{n=1}^N c_n") == ["proved"]
    assert verdicts(text % r"N \sum_{n=1}^N c_n") == ["refuted"]
    assert verdicts(text.replace("_{nk}", "_{1k}", 1) % r"\sum_{n=1}^N c_n") != ["proved"]
