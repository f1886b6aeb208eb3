"""A root has a value at 0: what is proved of positive numbers alone is proved under that condition."""

import pytest

from derivations import check


@pytest.mark.parametrize(
    ("formula", "condition"),
    [
        (r"\|x\| > 0", "if x ≠ 0"),
        (r"\|\mathbf{x}\| > 0", "if ∑ₖ xₖ² > 0"),
        (r"\sqrt{x} > 0", "if x > 0"),
        (r"x^{1/2} > 0", "if x > 0"),
        (r"\sqrt{x^2 + y^2} > 0", "if x² + y² > 0"),
    ],
)
def test_a_root_that_may_be_0_is_not_plainly_positive(formula, condition):
    (step,) = check(f"$${formula}$$")
    assert (step.verdict, step.conditional) == ("proved", (condition,))


@pytest.mark.parametrize(
    "text",
    [
        r"Let $x > 0$. $$\sqrt{x} > 0$$",
        r"$$\sqrt{x^2 + 1} > 0$$",
        r"$$\frac{1}{\sqrt{x}} > 0$$",
        r"$$\ln \sqrt{x} = \frac12 \ln x$$",
        r"$$\sqrt{x^2} = |x|$$",
        r"$$\frac{d}{dx} \sqrt{x} = \frac{1}{2 \sqrt{x}}$$",
    ],
)
def test_where_it_cannot_be_0_nothing_has_to_be_said(text):
    (step,) = check(text)
    assert (step.verdict, step.conditional) == ("proved", ())
