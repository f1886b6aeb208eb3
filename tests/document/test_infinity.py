"""Infinity is no number and no count, and a set that is not known to be finite is no range of a sum."""

import pytest

from derivations import check

ENDLESS = "with infinitely many terms"


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        (r"$$\lim_{t \to \infty} \frac1t \sum_{i=1}^\infty 1 = 0$$", ENDLESS),
        (r"$$\lim_{t \to 0} \sum_{i=1}^\infty t = 0$$", ENDLESS),
        (r"$$\frac{\sum_{i=1}^\infty c}{\sum_{i=1}^\infty 1} = c$$", ENDLESS),
        (r"$$\sum_{i=1}^\infty\sum_{j=1}^\infty a_{ij} = \sum_{j=1}^\infty\sum_{i=1}^\infty a_{ij}$$", ENDLESS),
        (r"$$\prod_{i=1}^\infty b = \prod_{j=1}^\infty b$$", ENDLESS),
        ("Let $n = \\infty$.\n\n$$\\sum_{i=1}^n 2 = 2 \\sum_{i=1}^n 1$$", ENDLESS),
        (
            "Let $S = \\sum_i^\\infty a_i$.\n\n$$\\frac{\\partial S}{\\partial a_j} = 1$$",
            "the text does not say how S depends",
        ),
        *(
            (rf"$$\sum_{{i \in {numbers}}} 2 = 2 \sum_{{i \in {numbers}}} 1$$", "infinitely many i")
            for numbers in (r"\mathbb{R}", r"\mathbb{N}", r"\mathbb{Z}_+", "[0, 1]", r"\mathbb{N}^2")
        ),
    ],
)
def test_no_sum_has_infinitely_many_terms(text, reason):
    (step,) = check(text)
    assert step.verdict == "unknown"
    assert reason in step.reason


@pytest.mark.parametrize(
    "text",
    [
        r"$$\sum_{i=1}^n\sum_{j=1}^m a_{ij} = \sum_{j=1}^m\sum_{i=1}^n a_{ij}$$",
        r"$$\frac{\sum_{i=1}^n c}{\sum_{i=1}^n 1} = c$$",
        r"$$\sum_{i \in \{1, 2\}} 2 b_i = 2 \sum_{i \in \{1, 2\}} b_i$$",
        r"$$\lim_{x \to \infty} x = \infty$$",
    ],
)
def test_finite_sums_and_infinite_limits_are_as_they_were(text):
    (step,) = check(text)
    assert step.verdict == "proved"


@pytest.mark.parametrize(
    ("formula", "conditions"),
    [
        (r"\sum_{i \in S} 2 b_i = 2 \sum_{i \in S} b_i", ("if S is finite",)),
        (r"\sum_{i \in S} b_i = \sum_{i=1}^n b_i", ("if S is finite and its index ranges over all of it",)),
    ],
)
def test_what_has_to_be_so_of_a_set_is_said(formula, conditions):
    (step,) = check(f"$${formula}$$")
    assert (step.verdict, step.conditional) == ("proved", conditions)


def test_two_sets_are_not_taken_for_one():
    (step,) = check(r"$$\sum_{i \in S} b_i = \sum_{i \in T} b_i$$")
    assert (step.verdict, step.reason) == ("unknown", "S and T may be different sets")


def test_what_may_be_a_part_of_the_range_refutes_nothing():
    (part,) = check(r"$$\frac{\partial}{\partial a_j} \sum_{i \in S} a_i = 2$$")
    (whole,) = check(r"$$\sum_{i \in T} b_i = 1 + \sum_{i \in T} b_i$$")
    assert (part.verdict, whole.verdict) == ("unknown", "refuted")
    assert "the index of S may range over more than S" in part.reason


@pytest.mark.parametrize(("limit", "opposite"), [(r"\infty", r"-\infty"), (r"+ \infty", r"- \infty")])
def test_a_limit_has_the_sign_of_its_infinity(limit, opposite):
    def verdict(of, infinite):
        (step,) = check(rf"$$\lim_{{t \to \infty}} {of} = {infinite}$$")
        return step.verdict

    assert (verdict("t^3", limit), verdict("t^3", opposite)) == ("proved", "refuted")
    assert (verdict("(3 - e^t)", limit), verdict("(3 - e^t)", opposite)) == ("refuted", "proved")
