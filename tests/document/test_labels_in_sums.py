"""Labels that take a few values: what holds of each of them brings down its powers in the terms of a sum."""

import pytest

from derivations import check


def verdicts(text):
    return [step.verdict for step in check(text)]


@pytest.mark.parametrize("given", [r"Let $y_i \in \{0, 1\}$.", "Suppose $y_i^2 = y_i$."])
@pytest.mark.parametrize(
    ("true", "false"),
    [
        (r"\sum_i y_i^2 = \sum_i y_i", r"\sum_i y_i^2 = 2 \sum_i y_i"),
        (r"\sum_i y_i^3 a_i = \sum_i y_i a_i", r"\sum_i y_i^3 a_i = \sum_i y_i a_i^3"),
        (
            r"\sum_i (y_i - p_i)^2 = \sum_i y_i (1 - 2p_i) + \sum_i p_i^2",
            r"\sum_i (y_i - p_i)^2 = \sum_i y_i (1 + 2p_i) + \sum_i p_i^2",
        ),
    ],
)
def test_labels_that_are_0_or_1(given, true, false):
    assert (verdicts(f"{given} $${true}$$"), verdicts(f"{given} $${false}$$")) == (["proved"], ["refuted"])


def test_labels_of_two_indices_and_of_other_values():
    given = r"Let $y_{ij} \in \{0, 1\}$. "
    assert verdicts(given + r"$$\sum_i \sum_j y_{ij}^2 a_j = \sum_j a_j \sum_i y_{ij}$$") == ["proved"]
    given = r"Let $y_i \in \{-1, 1\}$. "
    assert verdicts(given + r"$$\sum_{i=1}^n y_i^2 = n$$") == ["proved"]
    assert "proved" not in verdicts(given + r"$$\sum_{i=1}^n y_i^2 = \sum_{i=1}^n y_i$$")


def test_one_hot_labels():
    given = r"Let $y_i \in \{0, 1\}$ with $\sum_i y_i = 1$. "
    assert verdicts(given + r"$$\sum_i (y_i - p_i)^2 = 1 - 2 \sum_i y_i p_i + \sum_i p_i^2$$") == ["proved"]
    assert verdicts(given + r"$$\sum_i (y_i - p_i)^2 = 1 + 2 \sum_i y_i p_i + \sum_i p_i^2$$") == ["refuted"]


def test_what_is_said_of_one_label_or_of_others_brings_down_no_power():
    assert verdicts(r"Suppose $y_1^2 = y_1$. $$\sum_i y_i^2 = \sum_i y_i$$") == ["refuted"]
    assert verdicts(r"Let $y_i \in \{0, 1\}$. $$\sum_i x_i^2 = \sum_i x_i$$") == ["refuted"]
