"""Indices that are sums, as in convolutions: x_{i+k} is one number of a row, whatever i and k make it."""

import pytest

from derivations import check

CONVOLUTION = r"Let $y_i = \sum_{k=1}^n w_k x_{i%sk%s}$ and $L = \sum_{i=1}^m g_i y_i$. For $1 \le k \le n$, "


def verdicts(text):
    return [step.verdict for step in check(text)]


@pytest.mark.parametrize(("sign", "more"), [("+", ""), ("-", ""), ("+", "-1"), ("-", "+2")])
@pytest.mark.parametrize(
    ("slope", "value"),
    [
        (r"\frac{\partial y_i}{\partial w_k}", "%s"),
        (r"\frac{\partial y_i^2}{\partial w_k}", "2 y_i %s"),
        (r"\frac{\partial L}{\partial w_k}", r"\sum_{i=1}^m g_i %s"),
    ],
)
def test_the_slope_of_a_convolution(sign, more, slope, value):
    context = CONVOLUTION % (sign, more)
    assert verdicts(f"{context}$${slope} = {value % f'x_{{i{sign}k{more}}}'}$$") == ["proved"]
    other = "-" if sign == "+" else "+"
    for wrong in (f"x_{{i{other}k{more}}}", f"x_{{i{sign}k{more}+1}}", f"w_k x_{{i{sign}k{more}}}", "x_i", "x_k"):
        assert verdicts(f"{context}$${slope} = {value % wrong}$$") == ["refuted"]


@pytest.mark.parametrize(
    ("true", "false"),
    [
        (
            r"\sum_{k=1}^n (w_k + v_k) x_{i+k} = \sum_{k=1}^n w_k x_{k+i} + \sum_{k=1}^n v_k x_{i+k}",
            r"\sum_{k=1}^n (w_k + v_k) x_{i+k} = \sum_{k=1}^n w_k x_{k-i} + \sum_{k=1}^n v_k x_{i+k}",
        ),
        (
            r"n \sum_{k=1}^n x_{i+k} = \sum_{k=1}^n n x_{i+k}",
            r"\left(\sum_{k=1}^n x_{i+k}\right)^2 = n \sum_{k=1}^n x_{i+k}^2",
        ),
        (
            r"\sum_{i=1}^n \sum_{k=1}^n a_i b_k x_{i+k, i-k} = \sum_{k=1}^n b_k \sum_{i=1}^n a_i x_{i+k, i-k}",
            r"\sum_{i=1}^n \sum_{k=1}^n a_i b_k x_{i+k, i-k} = \sum_{k=1}^n b_k \sum_{i=1}^n a_i x_{i-k, i+k}",
        ),
    ],
)
def test_sums_over_what_is_moved(true, false):
    assert (verdicts(f"$${true}$$"), verdicts(f"$${false}$$")) == (["proved"], ["refuted"])


def test_what_is_the_same_number_twice_is_not_told_apart():
    # it is true, as i and k may change places; no proof is found
    assert verdicts(r"$$\sum_{i=1}^n \sum_{k=1}^n a_i b_k x_{i+k} = \sum_{i=1}^n \sum_{k=1}^n a_k b_i x_{i+k}$$") == [
        "unknown"
    ]


@pytest.mark.parametrize(
    "text",
    [
        CONVOLUTION % ("+", "") + r"$$\frac{\partial L}{\partial x_{i+k}} = g_i w_k$$",
        CONVOLUTION % ("+", "") + r"$$\frac{\partial y_i}{\partial x_k} + a = a$$",
        r"Let $x_i = w_i^2$. " + CONVOLUTION % ("+", "") + r"$$\frac{\partial y_i}{\partial w_k} = x_{i+k}$$",
    ],
)
def test_nothing_varies_what_is_moved(text):
    assert "proved" not in verdicts(text)
