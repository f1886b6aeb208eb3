"""The absolute value of what is not 0 is positive: derivatives and quotients of it have values there."""

import pytest

from derivations import check


def verdicts(text):
    return [step.verdict for step in check(text)]


@pytest.mark.parametrize(
    ("true", "false"),
    [
        (r"\frac{d}{dx}|x| = \frac{x}{|x|}", r"\frac{d}{dx}|x| = \frac{2x}{|x|}"),
        (r"\frac{|x| + x^2}{|x|} = 1 + |x|", r"\frac{|x| + x^2}{|x|} = 1 + x"),
    ],
)
def test_a_quantity_that_is_not_0(true, false):
    given = r"Suppose $x \ne 0$. "
    assert (verdicts(f"{given}$${true}$$"), verdicts(f"{given}$${false}$$")) == (["proved"], ["refuted"])


def test_an_absolute_value_is_positive_only_where_its_argument_is_not_0():
    assert verdicts(r"Suppose $x \ne y$. $$1 + |x - y| > 1$$") == ["proved"]
    assert verdicts(r"Suppose $x \ne y$. $$1 + |x + y| > 1$$") == ["unknown"]
