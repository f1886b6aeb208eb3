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
