"""Roots of negative numbers, and numbers that are written as one beside a fraction."""

import pytest

from derivations import check


def verdicts(text):
    return [step.verdict for step in check(text)]


@pytest.mark.parametrize(("true", "false"), [(r"\sqrt[3]{-8} = -2", r"\sqrt[3]{-8} = 2"), (r"\sqrt[5]{-32} + 1 = -1", r"\sqrt[5]{-32} + 1 = 3")])  # fmt: skip
def test_an_odd_root_of_a_negative_number(true, false):
    assert (verdicts(f"$${true}$$"), verdicts(f"$${false}$$")) == (["proved"], ["refuted"])


def test_an_even_root_of_a_negative_number_has_no_value():
    assert verdicts(r"$$\sqrt[4]{-16} = -2$$") == ["unknown"]
    assert verdicts(r"$$\sqrt[3]{x^3} = x$$") != ["refuted"]


def test_a_number_beside_a_fraction_is_proved_as_a_mixed_number_alone():
    (step,) = check(r"$$2\frac{1}{2} = \frac{5}{2}$$")
    assert (step.verdict, step.conditional) == ("proved", ("if it is a mixed number",))
    assert verdicts(r"$$2\frac{1}{2} = 1$$") == verdicts(r"$$2\frac{1}{2} = 3$$") == ["unknown"]
