"""Words that say of a quantity that it is 1 under a condition and 0 otherwise."""

import pytest

from derivations import check

WAYS = [
    "$y_k = 1$ if $k = c$ and $y_k = 0$ otherwise",
    "$y_k$ be 1 if $k = c$ and 0 otherwise",
    "$y_k$ be $1$ when $k = c$, and $0$ otherwise",
    r"$y_k = \mathbb{1}[k = c]$",
]


def verdicts(text):
    return [step.verdict for step in check(text)]


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize(
    ("true", "false"),
    [
        (r"\sum_{k=1}^n y_k z_k = z_c", r"\sum_{k=1}^n y_k z_k = n z_c"),
        (r"\sum_{k=1}^n (p_k - y_k)^2 = \sum_{k=1}^n p_k^2 - 2 p_c + 1", r"\sum_{k=1}^n (p_k - y_k)^2 = \sum_{k=1}^n p_k^2 + 1"),
        ("y_k^2 a = y_k a", "y_k^2 a = a"),
    ],
)  # fmt: skip
def test_what_words_define_by_cases(way, true, false):
    text = f"Let $1 \\le c \\le n$, and let {way}. Then $$%s$$"
    assert verdicts(text % true) == ["proved"]
    assert verdicts(text % false) == ["refuted"]


def test_the_condition_is_not_set_for_what_the_sentence_defines_before():
    text = (
        r"Let $p_i = \frac{e^{z_i}}{\sum_k e^{z_k}}$, and let $\delta_{ij}$ be 1 if $i = j$ and 0 otherwise. "
        r"Then $$\frac{\partial \ln p_i}{\partial z_j} = \delta_{ij} - p_%s$$"
    )
    assert (verdicts(text % "j"), verdicts(text % "i")) == (["proved"], ["refuted"])


@pytest.mark.parametrize(
    "way",
    [
        "$y_k = 1$ if $k = c$ and $x_k = 0$ otherwise",
        "$y_k = 1$ if $k = c$ and $y_k = 2$ otherwise",
        "$y_k$ be 1 if $k = c$ and 0 sometimes",
        r"$y_k$ be 1 if $k \ne c$ and 0 otherwise",
    ],
)
def test_other_cases_define_no_indicator(way):
    assert "proved" not in verdicts(f"Let $1 \\le c \\le n$, and let {way}. Then $$\\sum_{{k=1}}^n y_k z_k = z_c$$")


def test_an_indicator_has_no_other_values_than_0_and_1():
    assert verdicts(r"Let $t = \mathbb{1}[y_i = k]$. Then $$t^2 + a = t + a$$") != ["refuted"]
