"""Expectations, variances and covariances: linear in what is random, and never more than the text says of it."""

import pytest

from derivations import check

FINITE = "if what is random takes finitely many values"

PAIRS = [
    ("E[2X + 3]", "2E[X] + 3", "2E[X] + 2", ()),
    ("E[aX + b]", "aE[X] + b", "a^2 E[X] + b", ("if a and b are not random",)),
    ("E[(X - E[X])^2]", "E[X^2] - E[X]^2", "E[X^2]", ()),
    (r"\mathbb{E}[(X - \mu)^2]", r"\mathbb{E}[X^2] - 2\mu\mathbb{E}[X] + \mu^2", r"\mathbb{E}[X^2] - \mu^2", None),
    ("E[X E[X]]", "E[X]^2", "E[X^2]", ()),
    ("E[E[X]]", "E[X]", "2 E[X]", ()),
    (r"\mathrm{Var}(X)", "E[X^2] - E[X]^2", "E[X^2] + E[X]^2", ()),
    (r"\mathrm{Var}(2X)", r"4 \mathrm{Var}(X)", r"2 \mathrm{Var}(X)", ()),
    (
        r"\mathrm{Var}(X + Y)",
        r"\mathrm{Var}(X) + \mathrm{Var}(Y) + 2 \mathrm{Cov}(X, Y)",
        r"\mathrm{Var}(X) + \mathrm{Var}(Y)",
        (),
    ),
    (
        r"\mathbb{E}_{z \sim q(z)}[\log p(z) - \log q(z)]",
        r"\mathbb{E}_{z \sim q(z)}[\log p(z)] - \mathbb{E}_{z \sim q(z)}[\log q(z)]",
        r"\mathbb{E}_{z \sim q(z)}[\log p(z)] - \mathbb{E}_{z \sim p(z)}[\log q(z)]",
        (),
    ),
    (
        r"\mathbb{E}_{z \sim q(z|x)}[\log p(x) + \log q(z|x)]",
        r"\log p(x) + \mathbb{E}_{z \sim q(z|x)}[\log q(z|x)]",
        r"2 \log p(x) + \mathbb{E}_{z \sim q(z|x)}[\log q(z|x)]",
        (),
    ),
    (
        r"\mathbb{E}_{z \sim q}[(z - 1)^2]",
        r"\mathbb{E}_{z \sim q}[z^2 - 2z] + 1",
        r"\mathbb{E}_{z \sim q}[z^2] + 1",
        (),
    ),
    (r"\mathbb{E}_{z \sim q(z)}[f(z)]", r"\sum_z q(z) f(z)", r"\sum_z q(z)^2 f(z)", ()),
    (r"\mathbb{E}_x[\mathbb{E}_y[xy]]", r"\mathbb{E}_x[x] \mathbb{E}_y[y]", r"\mathbb{E}_y[xy]", ()),
    (
        r"\nabla_\theta \mathbb{E}_{z \sim p_\theta(z)}[f(z)]",
        r"\mathbb{E}_{z \sim p_\theta(z)}[f(z) \nabla_\theta \log p_\theta(z)]",
        r"\mathbb{E}_{z \sim p_\theta(z)}[\nabla_\theta f(z)]",
        ("if f does not depend on θ",),
    ),
]


@pytest.mark.parametrize(("left", "right", "other", "conditions"), PAIRS)
def test_an_expectation_is_a_sum_over_outcomes(left, right, other, conditions):
    (step,) = check(f"$${left} = {right}$$")
    assert step.verdict == "proved", step.reason
    assert FINITE in step.conditional
    assert conditions is None or set(step.conditional) == {FINITE, *conditions}
    assert [step.verdict for step in check(f"$${left} = {other}$$")] == ["unknown"]


@pytest.mark.parametrize(
    "formula",
    [
        "E[XY] = E[X] E[Y]",  # of independent ones
        "E[X^2] = E[X]^2",
        "E[X] = X",
        "E[c] = c",
        "E[X | Y] = E[X]",
        r"\mathbb{E}_x[x] = x",
        r"\mathbb{E}_q[\mathbb{E}_p[X]] = \mathbb{E}_p[X]",
        r"\mathbb{E}_{x \sim p}[q(x) / p(x)] = 1",
        r"\mathrm{Var}(aX + b) = a^2 \mathrm{Var}(X)",  # b is not seen to be constant
    ],
)
def test_what_is_random_is_not_taken_to_be_constant(formula):
    assert [step.verdict for step in check(f"$${formula}$$")] == ["unknown"]


def test_a_mean_that_is_supposed_counts_for_what_it_is_the_mean_of_alone():
    supposed = r"Suppose $E[X] = \mu$. "
    assert [s.verdict for s in check(supposed + r"$$\mathrm{Var}(X) = E[X^2] - \mu^2$$")] == ["proved"]
    assert [s.verdict for s in check(supposed + r"$$\mathrm{Var}(X) = E[X^2] - \mu$$")] == ["unknown"]
    assert [s.verdict for s in check(supposed + r"$$E[X^3 + 5] = E[X]$$")] == ["unknown"]


def test_a_text_may_say_what_a_variance_is():
    text = "With $p_i = e^{z_i}/\\sum_j e^{z_j}$ and $\\mu = \\sum_i p_i x_i$,"
    text += r" let $\mathrm{Var}(X) = \sum_i p_i (x_i - \mu)^2$." + "\n\n"
    assert "proved" in [s.verdict for s in check(text + r"$$\mathrm{Var}(X) = \sum_i p_i x_i^2 - \mu^2$$")]
    assert "proved" not in [s.verdict for s in check(text + r"$$\mathrm{Var}(X) = \sum_i p_i x_i^2 + \mu^2$$")]


@pytest.mark.parametrize(
    "text",
    [
        r"$$\nabla_\theta E_{x \sim p_\theta}[f(x, \theta)] = E_{x \sim p_\theta}[\nabla_\theta f(x, \theta)]$$",
        r"$$\frac{d}{d\mu} E_{x \sim N(\mu, 1)}[\mu x] = E_{x \sim N(\mu, 1)}[x]$$",
        r"Let $X \sim N(\mu, 1)$. $$\frac{d}{d\mu} E[\mu X] = E[X]$$",
        r"Let $X \sim p_\theta$. $$\frac{d}{d\theta} E[\theta X] = E[X]$$",
        r"Here $x$ is drawn from $p_\theta$. $$\frac{d}{d\theta} E_x[\theta x] = E_x[x]$$",
        r"Let $m = 2w$. $$\frac{d}{dw} E_{x \sim N(m, 1)}[w x] = E_{x \sim N(m, 1)}[x]$$",
        r"Let $J(\theta) = E_{x \sim p_\theta}[R(x)] + \theta$. $$J'(\theta) = 1$$",
        r"Let $J(w) = E_{x \sim N(w, 1)}[x]$. $$J(1) = J(2)$$",
        r"Let $L(\theta) = E[\ell(\theta, X)] + \theta$. $$L'(\theta) = 1$$",
        r"Let $L(\theta) = E_{x \sim p}[\ell(\theta, x)] + \theta$. $$L'(\theta) = 1$$",
        r"$$\sum_{i=1}^n E_{x \sim N(\mu_i, 1)}[x] = n E_{x \sim N(\mu_i, 1)}[x]$$",
        r"$$\frac{d}{d\mu} \mathrm{Var}_{x \sim N(\mu, 1)}(x) = 0 \cdot \mu$$",
    ],
)
def test_a_distribution_that_depends_on_what_is_varied_is_not_constant(text):
    assert "proved" not in [step.verdict for step in check(text)]


@pytest.mark.parametrize(
    ("text", "condition"),
    [
        (
            r"$$\frac{d}{dw} E_{x \sim N(0, 1)}[(wx - 1)^2] = E_{x \sim N(0, 1)}[2x(wx - 1)]$$",
            "",
        ),
        (
            r"Let $x \sim N(0, 1)$. $$\frac{d}{dw} E_x[(wx - 1)^2] = E_x[2x(wx - 1)]$$",
            "",
        ),
        (
            r"$$\frac{d}{dw} E_{x \sim p}[(wx - 1)^2] = E_{x \sim p}[2x(wx - 1)]$$",
            "if the distribution of x does not depend on w",
        ),
        (
            r"Let $J(w) = E_x[(wx - 1)^2]$. $$J'(w) = E_x[2x(wx - 1)]$$",
            "if the distribution of x does not depend on w",
        ),
    ],
)
def test_a_distribution_of_which_it_is_not_said_does_not_depend_on_it_by_a_condition(text, condition):
    (step,) = check(text)
    assert step.verdict == "proved"
    assert {one for one in step.conditional if "distribution" in one} == ({condition} if condition else set())


@pytest.mark.parametrize(
    "text",
    [
        r"Let $y = x^2$. $$E_{x \sim p}[x y] = y E_{x \sim p}[x]$$",
        r"Let $y_i = x_i^2$. $$E_{x \sim p}[x y] = y E_{x \sim p}[x]$$",
        r"Let $y$ depend on $x$. $$E_{x \sim p}[x y] = y E_{x \sim p}[x]$$",
        r"Let $Y = X^2$. $$E[X Y] = Y E[X]$$",
        r"Let $z = \mu + \sigma\epsilon$. $$E_{\epsilon \sim N(0, 1)}[z] = z$$",
        r"The loss is $\ell = (y - wx)^2$. $$E_{x \sim p}[\ell] = \ell$$",
        r"Let $w = \frac{p(x)}{q(x)}$. $$E_{x \sim q(x)}[w f(x)] = w E_{x \sim q(x)}[f(x)]$$",
        r"Let $g(a) = a x$. $$E_{x \sim p}[x g(2)] = g(2) E_{x \sim p}[x]$$",
        r"Let $Y = aX$. $$\mathrm{Cov}(X, Y) = 0 \cdot a$$",
    ],
)
def test_what_is_defined_by_something_random_is_not_constant(text):
    assert "proved" not in [step.verdict for step in check(text)]


@pytest.mark.parametrize(
    "text",
    [
        "Let $Y = X^2$. $$E[XY] = E[X^3]$$",
        r"Let $z = \mu + \sigma\epsilon$."
        r" $$E_{\epsilon \sim N(0, 1)}[z] = \mu + \sigma E_{\epsilon \sim N(0, 1)}[\epsilon]$$",
        r"Let $Y = aX$. $$\mathrm{Cov}(X, Y) = a \mathrm{Var}(X)$$",
        r"Let $m = E[X]$. $$E[(X - m)^2] = E[X^2] - m^2$$",
    ],
)
def test_what_is_defined_by_something_random_stands_for_its_definition(text):
    assert "proved" in [step.verdict for step in check(text)]
