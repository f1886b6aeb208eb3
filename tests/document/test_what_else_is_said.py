"""What a text says of one index, of one case, of the contrary, or again: it proves and refutes no more than that."""

import pytest

from derivations import check


def last(text):
    return check(text)[-1]


@pytest.mark.parametrize(
    "text",
    [
        r"Let $u = 2p$ for $p > 0$. Then $$u = 3p.$$ Hence $$u - 3p = 0.$$",
        r"Let $Ax = b$ with $A \in \mathbb{R}^{n \times n}$. Then $$x = A^T b.$$ Hence $$Ax = AA^T b.$$",
        r"Let $z = a$ if $t = 0$ and $z = b$ if $t = 1$. Then $$z = ta + (1-t)b.$$ Hence $$z - b = t(a-b).$$",
        r"Let $f(x) = x!$. Then $$f(x) = x^2.$$ Hence $$f(3) = 9.$$",
        r"Let $f(x) = x$ if $x > 0$ and $0$ otherwise. Then $$f(x) = |x|.$$ Hence $$f(-1) = 1.$$",
        r"Let $x_i = 1$ for a fixed $i$. Then $$\sum_{i=1}^n x_i = n.$$",
        r"Let $x_i = 1$ for a given $i$. Then $$\sum_{i=1}^n x_i = n.$$",
        r"Let $x_i = 1$ for all $i$ but one. Then $$\sum_{i=1}^n x_i = n.$$",
        r"Let $x_i = 1$ for $i = 1, \ldots, m$. Then $$\sum_{i=1}^n x_i = n.$$",
        r"Let $x_i = 1$ for $i = 2, \ldots, n$. Then $$\sum_{i=1}^n x_i = n.$$",
        r"Let $y_i = 2x_i$ for a fixed $i$. Then $$\sum_{i=1}^n y_i = 2\sum_{i=1}^n x_i.$$",
        r"Let $a = b$ up to a constant. Then $$a - b = 0.$$",
        r"Let $f(x) = g(x)$ up to an additive constant. Then $$f(x) - g(x) = 0.$$",
        r"Suppose $x = y$. Then $x - y = 0$. Now suppose $x = 2y$. Then $$x - y = 0.$$",
        r"Suppose $a = b$. Then $a - b = 0$. Suppose $a = -b$. Then $$a + b = 2b$$",
        r"Let $P(y=1 \mid x) = a$. Then $$P(y=1) + 1 = a + 1.$$",
        r"Let $P(y=1 \mid x) = a$. Then $$P(y=1, x) + 1 = a + 1.$$",
        r"Let $p(x \mid z) = e^{-xz}$. Then $$\log p(z \mid x) = -xz.$$",
    ],
)
def test_what_is_not_said_is_not_plainly_proved(text):
    step = last(text)
    assert step.verdict != "refuted"
    assert step.verdict != "proved" or step.conditional


@pytest.mark.parametrize(
    "text",
    [
        r"Let $x_i = 1$ for all $i$. Then $$\sum_{i=1}^n x_i = n.$$",
        r"Let $x_i = 1$ for $i = 1, \ldots, n$. Then $$\sum_{i=1}^n x_i = n.$$",
        r"Let $x_i = 1$ for each $i$. Then $$\sum_{i=1}^n x_i = n.$$",
        r"Let $z = wx + b$. Then $y = z^2$. Hence $$y = (wx + b)^2$$",
        r"Let $p(x \mid z) = e^{-xz}$. Then $$\log p(x \mid z) = -xz.$$",
    ],
)
def test_what_is_said_of_all_is_proved(text):
    step = last(text)
    assert (step.verdict, step.conditional) == ("proved", ())


@pytest.mark.parametrize(
    "text",
    [
        r"Suppose not $b > 0$. Then $$|b| = -b.$$",
        r"Suppose that $b > 0$ does not hold. Then $$|b| = -b.$$",
        r"It is not true that $b > 0$. Hence $$|b| = -b.$$",
        r"Let $m_k = 0$ if $k = c$ and $1$ otherwise. Then $$\sum_{k=1}^K m_k = K - 1.$$",
        r"If $y = 1$, then $L = -\log a$. If $y = 0$, then $L = -\log(1-a)$.",
        r"Case 1: $y = 1$. Then $L = -\log a$. Case 2: $y = 0$. Then $L = -\log(1-a)$.",
        r"Let $b_i = x_i^2$. Then $$b_{i+1} = x_{i+1}^2.$$",
        r"Let $y_i = \sum_{k=1}^K w_k x_{i+k}$. Then $$y_{i+1} = \sum_{k=1}^K w_k x_{i+1+k}$$",
    ],
)
def test_what_is_true_as_it_is_meant_is_not_refuted(text):
    assert "refuted" not in [step.verdict for step in check(text)]


def test_a_false_value_of_the_next_index_is_refuted():
    assert last(r"Let $b_i = x_i^2$. Then $$b_{i+1} = x_i^2.$$").verdict == "refuted"
