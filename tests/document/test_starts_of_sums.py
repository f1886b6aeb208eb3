"""Sums and products that begin with 0 or 2."""

import pytest

from derivations import check


def verdicts(text):
    return [step.verdict for step in check(text)]


@pytest.mark.parametrize(
    ("true", "false"),
    [
        (r"\sum_{k=0}^n 1 = n + 1", r"\sum_{k=0}^n 1 = n"),
        (r"\sum_{k=0}^{n-1} c = n c", r"\sum_{k=0}^{n-1} c = (n - 1) c"),
        (r"\sum_{k=2}^n c = (n - 1) c", r"\sum_{k=2}^n c = n c"),
        (r"\sum_{k=0}^3 2^k = 15", r"\sum_{k=0}^3 2^k = 14"),
        (r"\sum_{k=2}^4 k = 9", r"\sum_{k=2}^4 k = 10"),
        (r"\prod_{k=0}^3 2 = 16", r"\prod_{k=0}^3 2 = 8"),
        (r"\sum_{k=2}^n x_k = \sum_{k=1}^n x_k - x_1", r"\sum_{k=2}^n x_k = \sum_{k=1}^n x_k - x_2"),
    ],
)
def test_a_sum_with_another_start_than_1(true, false):
    assert (verdicts(f"$${true}$$"), verdicts(f"$${false}$$")) == (["proved"], ["refuted"])


@pytest.mark.parametrize(
    ("true", "false"),
    [
        (r"\sum_{k=0}^n x_k = x_0 + \sum_{k=1}^n x_k", r"\sum_{k=0}^n x_k = x_1 + \sum_{k=1}^n x_k"),
        (
            r"\sum_{k=0}^n \sum_{j=0}^m a_k b_j = \left(\sum_{k=0}^n a_k\right) \left(\sum_{j=0}^m b_j\right)",
            r"\sum_{k=0}^n \sum_{j=0}^m a_k b_j = \left(\sum_{k=1}^n a_k\right) \left(\sum_{j=0}^m b_j\right)",
        ),
    ],
)
def test_the_component_0_is_one_of_those_that_are_summed(true, false):
    assert (verdicts(f"$${true}$$"), verdicts(f"$${false}$$")) == (["proved"], ["unknown"])


def test_a_vector_whose_components_may_begin_with_0_is_not_compared():
    assert verdicts(r"$$\|x\|^2 = \sum_{i=0}^{n-1} x_i^2$$") == ["unknown"]


def test_no_term_is_left_out_of_a_sum_that_begins_with_0():
    assert verdicts(r"$$\sum_{k=0, k \ne j}^n 1 = n$$") == ["unknown"]


def test_a_term_that_has_no_value_is_not_split_off():
    assert verdicts(r"$$\sum_{k=2}^{4} \frac{1}{k-1} = \frac{11}{6}$$") == ["unknown"]
