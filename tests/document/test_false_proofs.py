"""Classic false proofs as people write them: none goes through, and no false line of them is proved."""

from functools import cache

import pytest

from derivations import check

LET_EQUAL = (
    "Let $a = b$.\n\n$$a^2 - b^2 = a b - b^2$$\n\n$$(a - b)(a + b) = b (a - b)$$\n\n$$a + b = b$$\n\n$$2 b = b$$"
)

FALSE = {
    "1 = 2 by dividing by 0": (LET_EQUAL, {7, 9}),
    "0/0 on both sides": (r"Let $a = b$. $$\frac{(a-b)(a+b)}{a-b} = \frac{b(a-b)}{a-b}$$", {1}),
    "x/x at 0": ("For $x = 0$:\n\n$$\\frac{x}{x} + y = 1 + y$$", {3}),
    "x/x for all real x": ("For all real $x$:\n\n$$\\frac{x}{x} + y = 1 + y$$", {3}),
    "sqrt(x^2) = x": (r"$$\sqrt{x^2} = x$$", {1}),
    "sqrt(a^2 + b^2) = a + b": (r"$$\sqrt{a^2 + b^2} = a + b$$", {1}),
    "a product of roots of negatives": ("Let $a < 0$.\n\n$$\\sqrt{a \\cdot a} = \\sqrt{a} \\sqrt{a}$$", {3}),
    "-1 = 1 by powers": (r"$$(-1)^{2 \cdot \frac{1}{2}} = ((-1)^2)^{\frac{1}{2}}$$", {1}),
    "ln of a product of negatives": ("Let $a < 0$ and $b < 0$.\n\n$$\\ln(a b) = \\ln a + \\ln b$$", {3}),
    "ln x^2 = 2 ln x for x != 0": ("For $x \\ne 0$:\n\n$$\\ln x^2 = 2 \\ln x$$", {3}),
    "ln x^2 = 2 ln x for x < 0": ("For $x < 0$:\n\n$$\\ln x^2 = 2 \\ln x$$", {3}),
    "exp(ln x) = x for all real x": ("For all real $x$:\n\n$$e^{\\ln x} = x$$", {3}),
    "exp(ln x) = x where x is real": ("Let $x \\in \\mathbb{R}$.\n\n$$e^{\\ln x} = x$$", {3}),
    "ln of a sum": (r"$$\ln \sum_{k=1}^n e^{z_k} = \sum_{k=1}^n z_k$$", {1}),
    "a lost solution by cancelling": (r"$$x^2 = x \implies x = 1$$", {1}),
    "a lost solution by squaring": (r"$$x^2 = 4 \iff x = 2$$", {1}),
    "roots of both sides": (r"$$x^2 = y^2 \implies x = y$$", {1}),
    "cancelling in an equivalence": (r"$$a b = a c \iff b = c$$", {1}),
    "multiplying an inequality by an unknown sign": ("Let $a$ be a number and $x < y$.\n\n$$a x < a y$$", {3}),
    "squaring an inequality": ("Let $x < y$.\n\n$$x^2 < y^2$$", {3}),
    "reciprocals of an inequality": ("Let $x < y$.\n\n$$\\frac{1}{x} > \\frac{1}{y}$$", {3}),
    "1/x > 1 iff 1 > x": (r"$$\frac{1}{x} > 1 \iff 1 > x$$", {1}),
    "1/2 > 1/4 by logarithms of 1/2": (r"$$\ln \frac{1}{2} < 2 \ln \frac{1}{2}$$", {1}),
    "the derivative at a kink": (r"$$\frac{d}{dx} |x| = 1$$", {1}),
    "a forgotten inner derivative": ("Let $f(x) = e^{2x}$.\n\n$$f'(x) = e^{2x}$$", {3}),
    "a forgotten product rule": (r"$$\frac{d}{dx} (x e^x) = e^x$$", {1}),
    "exchanged limits": (
        r"$$\lim_{x \to \infty} \lim_{y \to \infty} e^{x - y} = \lim_{y \to \infty} \lim_{x \to \infty} e^{x - y}$$", {1},
    ),
    "oo - oo": (r"$$\lim_{x \to \infty} (x^2 - x) = 0$$", {1}),
    "a limit whose rate has no sign": (r"$$\lim_{x \to \infty} e^{-c x} = 0$$", {1}),
    "an empty sum is positive": ("For $n \\geq 1$:\n\n$$\\sum_{k=1, k \\ne j}^n e^{z_k} > 0$$", {3}),
    "softmax of one neuron is below 1": (
        "Let $a_j = \\frac{e^{z_j}}{\\sum_{k=1}^n e^{z_k}}$ with $n \\ge 1$.\n\n$$a_j < 1$$", {3},
    ),
    "a sum of products": (r"$$\sum_{k=1}^n a_k b_k = \sum_{k=1}^n a_k \sum_{k=1}^n b_k$$", {1}),
    "|x + y| = |x| + |y|": (r"$$|x + y| = |x| + |y|$$", {1}),
    "|x| > 0": (r"$$|x| > 0$$", {1}),
    "a sum in a denominator": (r"$$\frac{a}{b + c} = \frac{a}{b} + \frac{a}{c}$$", {1}),
}  # fmt: skip
"""For each proof the text, and the lines that are false or do not follow."""


@cache
def found(name):
    """The steps of a false proof."""
    return check(FALSE[name][0], audit=True)


@pytest.mark.parametrize("name", FALSE)
def test_no_false_line_is_proved(name):
    text, lines = FALSE[name]
    steps = found(name)
    assert len(steps) >= text.count("$$") / 2  # what a ⇒ goes on from is a step, too
    assert lines <= {step.line for step in steps}
    for step in steps:
        if step.line in lines:
            assert step.verdict != "proved", step
            assert step.verdict == "refuted" or step.reason
        else:
            assert step.verdict == "proved", step


def test_the_twenty_are_more_than_twenty_and_most_are_refuted():
    refuted = {name for name in FALSE if any(step.verdict == "refuted" for step in found(name))}
    assert len(FALSE) >= 20
    assert len(refuted) >= 20


TRUE = {
    "sqrt(x^2) = x for positive x": "For $x > 0$:\n\n$$\\sqrt{x^2} = x$$",
    "ln x^2 = 2 ln x for positive x": "For $x > 0$:\n\n$$\\ln x^2 = 2 \\ln x$$",
    "ln x^2 = 2 ln x where both have values": r"$$\ln x^2 = 2 \ln x$$",
    "exp(ln x) = x where it has a value": r"$$e^{\ln x} = x$$",
    "x/x where it is not 0": "For $x \\ne 0$:\n\n$$\\frac{x}{x} + y = 1 + y$$",
    "cancelling what is not 0": "Let $a > 0$.\n\n$$a b = a c \\iff b = c$$",
    "multiplying by what is positive": "Let $a > 0$ and $x < y$.\n\n$$a x < a y$$",
    "a sum that is not empty": "For $n \\geq 2$:\n\n$$\\sum_{k=1, k \\ne j}^n e^{z_k} > 0$$",
    "softmax of one neuron is at most 1": "Let $a_j = \\frac{e^{z_j}}{\\sum_{k=1}^n e^{z_k}}$ with $n \\ge 1$.\n\n$$a_j \\le 1$$",
    "a limit whose rate is positive": "Let $c > 0$.\n\n$$\\lim_{x \\to \\infty} e^{-c x} = 0$$",
}


@pytest.mark.parametrize("name", TRUE)
def test_the_true_ones_beside_them_are_proved(name):
    assert [step.verdict for step in check(TRUE[name], audit=True)] == ["proved"]


@pytest.mark.parametrize(
    ("text", "needed"),
    [
        ("For all real $x$:\n\n$$e^{\\ln x} = x$$", "needs x > 0"),
        ("For all real $x$:\n\n$$\\frac{x}{x} + y = 1 + y$$", "needs x ≠ 0"),
        ("For $x \\ne 0$:\n\n$$\\ln x^2 = 2 \\ln x$$", "x > 0"),
    ],
)
def test_the_missing_condition_is_named(text, needed):
    (step,) = check(text)
    assert step.verdict == "unknown"
    assert needed in step.reason


ABSOLUTE = "\n\n$$|x| + y = x + y$$"


@pytest.mark.parametrize(
    "words",
    [
        "We do not assume that $x > 0$.", "It is not true that $x > 0$.", "Unless $x > 0$:", "Without assuming $x > 0$,",
        "Suppose that $x > 0$ does not hold. Then", "It is wrong to assume $x > 0$ here.", "When is $x > 0$?",
        "If $x > 0$ were true, then", "This holds only if $x > 0$.", "Suppose, for contradiction, that $x > 0$. Then",
        "If $x > 0$: $$|x| = x$$\n\nOtherwise:", "Suppose $x > 0$. $$|x| = x$$\n\nNow let $x$ be arbitrary.",
        "If $x > 0$, $|x| = x$. In general,", "We can drop the assumption that $x > 0$.",
    ],
)  # fmt: skip
def test_a_condition_that_is_denied_is_no_hypothesis(words):
    last = check(words + ABSOLUTE)[-1]
    assert last.rhs.strip() == "x + y"
    assert last.verdict == ("refuted" if "arbitrary" in words else "unknown")


@pytest.mark.parametrize(
    "words",
    ["Suppose that $x > 0$. Then", "If $x > 0$, which is no restriction here,", "For $x > 0$ we have", "Since $x > 0$,",
     "This does not depend on $y$ if $x > 0$:", "Let $x > 0$ and $y \\ne 0$."],
)  # fmt: skip
def test_a_condition_that_is_made_is_one(words):
    step = check(words + ABSOLUTE)[-1]
    assert (step.rhs.strip(), step.verdict) == ("x + y", "proved")


@pytest.mark.parametrize(
    "text",
    [
        "Let $f(x) = x^2$.\n\nNow let $f(x) = x^3$.\n\n$$f'(x) = 2x$$",
        "Let $f(x) = x^T A x$.\n\n$$\\nabla f(x) = 2 A x$$",
        "$$x^T y = y x^T$$",
        "$$(A B)^T = A^T B^T$$",
    ],
)
def test_what_a_text_has_replaced_or_transposed_is_not_read_as_it_suits(text):
    (step,) = check(text)
    assert step.verdict != "proved"


def test_a_step_that_an_equation_of_the_text_makes_true_is_not_called_false():
    transposed = "$$\\sum_j w_{ij} x_j = \\sum_j w_{ji} x_j$$"
    assert check("$$w_{ij} = w_{ji}$$\n\n" + transposed)[-1].verdict == "unknown"
    assert check(transposed)[-1].verdict == "refuted"
