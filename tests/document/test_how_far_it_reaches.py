"""Derivatives and logarithms without brackets: a proof in one reading names it, and nothing is refuted."""

import pytest

from derivations import check

DERIVATIVE = "if the derivative is one of all terms behind it", "if the derivative is one of its own term"


@pytest.mark.parametrize(
    ("text", "condition"),
    [
        (r"$$\frac{d}{dx} x^2 + x = 2x + 1$$", DERIVATIVE[0]),
        (r"$$-\frac{d}{dx} x^2 + x = -2x - 1$$", DERIVATIVE[0]),
        (r"$$\frac{d}{dx} x^2 + x = 3x$$", DERIVATIVE[1]),
        (r"$$\frac{\partial}{\partial w} \frac12 (wx - y)^2 + \lambda w = (wx - y) x + \lambda$$", DERIVATIVE[0]),
        (r"Let $x, y > 0$. $$\ln xy = \ln x + \ln y$$", "if ln(xy) is meant"),
    ],
)
def test_a_proof_names_its_reading(text, condition):
    (step,) = check(text)
    assert (step.verdict, step.conditional) == ("proved", (condition,))


@pytest.mark.parametrize(
    "text",
    [
        r"$$\frac{d}{dx} x^2 + x = 4x$$",
        r"Let $x, y > 0$. $$\ln xy = \ln x - \ln y$$",
        r"Let $x, y > 0$. $$\ln xy = y \ln x$$",  # nobody writes it so
        r"$$a + \frac{d}{dx} x^2 + x = a + 2x + 1$$",
        r"$$g = \frac{d}{dx} x^2 + x$$ Then $$g = 2x + 1$$",
    ],
)
def test_what_holds_in_neither_reading_or_is_a_definition_is_not_proved(text):
    assert {step.verdict for step in check(text)} <= {"unknown"}
