"""Words may restrict quantities, define them for one place, or leave open which of several meanings is meant."""

import pytest

from derivations import check


def last(text):
    return check(text)[-1]


@pytest.mark.parametrize(
    "words",
    ["Let $v > u$, both positive.", "Let $u + v = 1$ with nonnegative $u$.", "Let $v > 0$ be given and $u$ likewise.",
     "For $u$ between $0$ and $1$,", "$u$ is $1$ or $2$.", "$u$ equals $3$.", "The variance is $u$.",
     "The number of layers is $u$.", "With the learning rate $u$,", "# Positive inputs\n\n", "# The case u > 0\n\n"],
)  # fmt: skip
def test_what_words_may_restrict_spares_a_claim(words):
    assert last(f"{words} $$|u| = u$$").verdict != "refuted"
    assert last(f"{words} $$|w| = w$$").verdict == "refuted" or words.startswith("#")


@pytest.mark.parametrize("words", ["Let $u$ be a number.", "The weighted input is $u$.", "# Inputs\n\n"])
def test_words_that_restrict_nothing_spare_nothing(words):
    assert last(f"{words} $$|u| = u$$").verdict == "refuted"


@pytest.mark.parametrize("words", ["For $|u| \\ll 1$", "Let $0 < u \\ll 1$.", "As $u \\to 0$,"])
def test_what_is_small_or_tends_somewhere_holds_nearly(words):
    assert last(f"{words} $$(1 + u)^2 = 1 + 2 u$$").verdict == "unknown"
    assert last("Let $0 < u < 1$. $$(1 + u)^2 = 1 + 2 u$$").verdict == "refuted"


@pytest.mark.parametrize(
    "text",
    ["Let $s = t$ or $s = 2 t$. {}", "Let $s = t$. Alternatively, let $s = 2 t$. {}", "Let $s = t$ (or $s = 2 t$). {}",
     "$$s = t$$ or $$s = 2 t$$ Then {}", "Let $s = t$, respectively $s = 2 t$. {}"],
)  # fmt: skip
def test_of_alternatives_none_is_meant_for_certain(text):
    for claim in ("$$s x = t x$$", "$$s x = 2 t x$$"):
        step = last(text.format(claim))
        assert step.verdict == "unknown" or step.conditional
    step = last("Let $s = 2 t$. $$s x = 2 t x$$")
    assert (step.verdict, step.conditional) == ("proved", ())


@pytest.mark.parametrize(
    "text",
    ["For example, let $a = 1$; then $a b = b$.", "For instance, let $a = 1$.", "E.g. let $a = 1$.",
     "See the appendix (let $a = 1$).", "Figure 1: let $a = 1$."],
)  # fmt: skip
def test_an_example_supposes_nothing_for_what_follows(text):
    assert last(f"{text}\n\n$$a b = b$$").conditional
    assert not last("Let $a = 1$.\n\n$$a b = b$$").conditional


def test_what_is_only_stated_of_an_unknown_quantity_is_a_condition():
    text = "%s $\\frac{\\partial L}{\\partial w} = \\frac{\\partial L}{\\partial z}$. "
    claim = "Therefore $$2 \\frac{\\partial L}{\\partial w} = 2 \\frac{\\partial L}{\\partial z}$$"
    assert (
        "if \\frac{\\partial L}{\\partial w} = \\frac{\\partial L}{\\partial z}"
        in last(text % "We have" + claim).conditional
    )


def test_what_is_supposed_of_a_derivative_is_a_premise():
    for head in ("Suppose", "Let"):
        for claim, verdict in (("x f'(x) = x^2", "proved"), ("x f'(x) = x^3", "unknown")):
            assert last(f"{head} $f'(x) = x$. Then $${claim}$$").verdict == verdict


def test_capitals_that_stand_together_may_be_one_name():
    text = "Let $P = \\frac{TP}{TP + FP}$ and $R = \\frac{TP}{TP + FN}$. $$\\frac{2 P R}{P + R} = \\frac{2 TP}{2 TP + FP + FN}$$"
    assert last(text).verdict == "unknown"
    assert last("With the numbers $A$ and $B$: $$(AB)^2 = A^2 B$$").verdict == "refuted"
