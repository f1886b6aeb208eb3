"""A proof is not conditional on what the text itself denies: then the step is unknown."""

import pytest

from derivations import check


@pytest.mark.parametrize(
    "text",
    [
        "Let $X, Y$ be random variables. $$E[XY] = Y E[X]$$",
        "Let $W \\sim N(0, 1)$. $$E[XW] = W E[X]$$",
        "The labels sum to $2$. $$\\sum_i y_i c = c$$",
        "The labels add up to zero. $$\\sum_i y_i c = c$$",
        "Let $m$ be the mean of the $x_i$. $$\\frac{\\partial}{\\partial x_i}(x_i - m) = 1$$",
        "Let $Z$ be the partition function of $t$. $$\\frac{d}{dt} (Z t) = Z$$",
        "Let $\\|\\cdot\\|$ be the maximum norm. $$\\|x\\|^2 = x^T x$$",
        "We use the l1-norm throughout. $$\\|x\\|^2 = x^T x$$",
        "This holds for any norm. $$\\|x\\|^2 = x^T x$$",
        "$|\\Sigma|$ is the determinant of $\\Sigma$. $$|\\Sigma|^2 = \\Sigma^2$$",
        "$|S|$ is the number of elements in $S$. $$|S|^2 = S^2$$",
        "Let $x > 0$. More generally, for any real $x$, $\\sqrt{x^2} = x$.",
        "Let $x > 0$. For $x$ negative, $$\\sqrt{x^2} = x$$",
        "Let $W \\in \\mathbb{R}^{m\\times n}$ and $x \\in \\mathbb{R}^n$. Then $(Wx)_i = \\sum_{j=1}^m W_{ij} x_j$.",
    ],
)
def test_what_the_text_denies_is_no_condition(text):
    assert [step.verdict for step in check(text)] == ["unknown"]


@pytest.mark.parametrize(
    ("text", "conditions"),
    [
        (
            "Let $X$ be a random variable and $a$ a number. $$E[aX] = a E[X]$$",
            ("if a is not random", "if what is random takes finitely many values"),
        ),
        ("The labels sum to $1$. $$\\sum_i y_i c = c$$", ("where labels or probabilities sum to 1",)),
        ("Let $m$ be a number. $$\\frac{\\partial}{\\partial x_i}(x_i - m) = 1$$", ()),
        ("We use the Euclidean norm. $$\\|x\\|^2 = x^T x$$", ()),
        ("The squared norm of the vector $x$ is $$\\|x\\|^2 = x^T x$$", ("if ‖·‖ is the Euclidean norm",)),
        ("$|x|$ is the absolute value of $x$. $$|x|^2 = x^2$$", ("if |·| has its usual meaning",)),
        ("Let $x > 0$. More generally, for any real $x$, $\\sqrt{x^2} = |x|$.", ()),
        (
            "Let $W \\in \\mathbb{R}^{m\\times n}$ and $x \\in \\mathbb{R}^n$. Then $(Wx)_i = \\sum_{j=1}^n W_{ij} x_j$.",
            (),
        ),
    ],
)
def test_what_the_text_does_not_deny_may_be_one(text, conditions):
    (step,) = check(text)
    assert (step.verdict, step.conditional) == ("proved", conditions)
