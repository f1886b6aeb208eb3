"""Inequalities that rest on convexity: true ones are proved, and what goes a little too far is refuted."""

import pytest

from derivations import check

WEIGHTS = r"Let $x_i > 0$ and $p_i \ge 0$ for $i = 1, \dots, n$, with $\sum_{i=1}^n p_i = 1$. Then"
ONE = r"Let $p_i > 0$ for $i = 1, \dots, n$, with $\sum_{i=1}^n p_i = 1$. Then"
TWO = r"Let $p_i > 0$ and $q_i > 0$ for $i = 1, \dots, n$, with $\sum_{i=1}^n p_i = 1$ and $\sum_{i=1}^n q_i = 1$. Then"


def verdicts(text):
    return [step.verdict for step in check(text)]


@pytest.mark.parametrize(
    ("context", "true", "false"),
    [
        ("For all real $x$,", r"e^x \ge 1 + x", r"e^x \ge 1 + 2x"),
        ("For all real $x$,", r"e^x \ge e (x + 1 - 1)", r"e^x \ge 3 x"),
        ("For all $x > 0$,", r"\ln x \le x - 1", r"\ln x \le \frac{x}{2} - 1"),
        ("For all $x > 0$,", r"x \ln x \ge x - 1", r"x \ln x \ge x^2 - 1"),
        ("For all $x > 0$,", r"1 - \frac{1}{x} \le \ln x", r"2 - \frac{2}{x} \le \ln x"),
        ("For all $a$ and $b$,", r"e^a - e^b \ge e^b (a - b)", r"e^a - e^b \ge e^a (a - b)"),
        ("For all $x$ and $y$,", r"2 e^{(x + y)/2} \le e^x + e^y", r"e^x + e^y \le 2 e^{(x + y)/2}"),
        ("For all $x, y > 0$,", r"\sqrt{x y} \le \frac{x + y}{2}", r"\frac{x + y}{2} \le \sqrt{x y}"),
        ("For all $x, y > 0$,", r"\ln x + \ln y \le 2 \ln \frac{x + y}{2}", r"\ln x + \ln y \le \ln \frac{x + y}{2}"),
        ("For all real $x$,", r"x \le \ln(1 + e^x)", r"x + 1 \le \ln(1 + e^x)"),
        ("For all real $x$,", r"\ln 2 + \frac{x}{2} \le \ln(1 + e^x)", r"1 + \frac{x}{2} \le \ln(1 + e^x)"),
        (
            "Let $0 < y < 1$ and $0 < a < 1$. Then",
            r"y \ln a + (1 - y) \ln(1 - a) \le y \ln y + (1 - y) \ln(1 - y)",
            r"y \ln a + (1 - y) \ln(1 - a) \le a \ln a + (1 - a) \ln(1 - a)",
        ),
        (
            r"For each $i$ with $1 \le i \le n$,",
            r"z_i \le \ln \sum_{k=1}^n e^{z_k}",
            r"z_i + 1 \le \ln \sum_{k=1}^n e^{z_k}",
        ),
        (
            "Suppose $z_k \\le m$ for all $k$. Then",
            r"\ln \sum_{k=1}^n e^{z_k} \le m + \ln n",
            r"\ln \sum_{k=1}^n e^{z_k} \le m",
        ),
        (WEIGHTS, r"\sum_{i=1}^n p_i \ln x_i \le \ln \sum_{i=1}^n p_i x_i", r"\ln \sum_{i=1}^n p_i x_i \le \sum_{i=1}^n p_i \ln x_i"),
        (WEIGHTS, r"e^{\sum_{i=1}^n p_i x_i} \le \sum_{i=1}^n p_i e^{x_i}", r"\sum_{i=1}^n p_i e^{x_i} \le e^{\sum_{i=1}^n p_i x_i}"),
        (WEIGHTS, r"\left(\sum_{i=1}^n p_i x_i\right)^2 \le \sum_{i=1}^n p_i x_i^2", r"\sum_{i=1}^n p_i x_i^2 \le \left(\sum_{i=1}^n p_i x_i\right)^2"),
        (TWO, r"\sum_{i=1}^n p_i \ln q_i \le \sum_{i=1}^n p_i \ln p_i", r"\sum_{i=1}^n p_i \ln p_i \le \sum_{i=1}^n p_i \ln q_i"),
        (ONE, r"-\sum_{i=1}^n p_i \ln p_i \le \ln n", r"\ln n \le -\sum_{i=1}^n p_i \ln p_i"),
        (
            r"Let $x, y \in \mathbb{R}^n$. Then",
            r"(x^\top y)^2 \le \|x\|^2 \|y\|^2",
            r"\|x\|^2 \|y\|^2 \le (x^\top y)^2",
        ),
        ("Then", r"\left(\sum_{i=1}^n x_i\right)^2 \le n \sum_{i=1}^n x_i^2", r"\left(\sum_{i=1}^n x_i\right)^2 \le \sum_{i=1}^n x_i^2"),
    ],
)  # fmt: skip
def test_an_inequality_of_convexity(context, true, false):
    assert verdicts(f"{context}\n\n$$\n{true}\n$$\n") == ["proved"]
    assert verdicts(f"{context}\n\n$$\n{false}\n$$\n") == ["refuted"]


@pytest.mark.parametrize(
    ("context", "claim"), [("For all real $x$,", "1 + x < e^x"), ("For all $x > 0$,", r"\ln x < x - 1")]
)
def test_a_tangent_is_strictly_below_only_where_it_does_not_touch(context, claim):
    point = "0" if "real" in context else "1"
    assert verdicts(f"{context} $${claim}$$") == ["refuted"]
    assert verdicts(f"{context[:-1]} with $x \\ne {point}$, $${claim}$$") == ["proved"]


def test_weights_that_may_all_be_zero_give_no_positive_sum():
    text = r"Let $x_i > 0$ and $p_i \ge 0$ for $i = 1, \dots, n$%s. Then $$\sum_{i=1}^n p_i x_i > 0$$"
    assert verdicts(text % r", with $\sum_{i=1}^n p_i = 1$") == ["proved"]
    assert verdicts(text % "") != ["proved"]
    assert verdicts(text.replace("Let $x_i > 0", r"Let $x_i \ge 0") % r", with $\sum_{i=1}^n p_i = 1$") != ["proved"]


@pytest.mark.parametrize(
    "words", [r"for $i = 1, \dots, n$, with", "for all $i$, with", r"for $i = 1, \dots, n$, and let"]
)
def test_for_which_indices_something_is_supposed_ends_no_list_of_what_is(words):
    text = rf"Let $p_i > 0$ {words} $q %s 1$. Then $$|p_i| + |q| = p_i + q$$"
    assert (verdicts(text % ">"), verdicts(text % "<")) == (["proved"], ["refuted"])


@pytest.mark.parametrize(
    ("context", "claim"),
    [
        (r"Let $\sigma(z) = \frac{1}{1 + e^{-z}}$. For all real $z$,", r"\sigma'(z) \le \frac{1}{%s}"),
        ("For all real $x$,", r"e^{-x^2} - \frac12 \le \frac{1}{%s}"),
    ],
)
def test_an_inequality_for_all_values_is_no_condition(context, claim):
    right, wrong = ("4", "8") if "sigma" in context else ("2", "4")
    assert verdicts(f"{context} $${claim % right}$$") == ["proved"]
    assert verdicts(f"{context} $${claim % wrong}$$") == ["refuted"]
    assert verdicts(f"{context.replace('For all real', 'Look at')} $${claim % wrong}$$") == ["unknown"]
    assert verdicts(f"{context} $$a + {claim % wrong}$$") == ["unknown"]
