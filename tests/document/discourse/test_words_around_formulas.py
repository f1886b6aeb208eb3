"""Words around a formula that do not suppose it, define by it, or claim it: nothing is plainly proved, or false, by it."""

import pytest

from derivations import check


def last(text):
    return check(text)[-1]


def is_plainly_proved(text):
    steps = check(text)
    return bool(steps) and steps[-1].verdict == "proved" and not steps[-1].conditional


# -- premises


CLAIM = " $$5 + u v = 5 + u^2$$"


@pytest.mark.parametrize(
    "words", ["Suppose $v = u$.", "Assume that $v = u$ here.", "Now let $v = u$. Then", "If $v = u$, then"]
)
def test_what_is_plainly_supposed_is_a_premise(words):
    assert is_plainly_proved(words + CLAIM)
    assert not is_plainly_proved(words + CLAIM.replace("u^2", "u^3"))


@pytest.mark.parametrize(
    "words",
    [
        "Suppose $v = u$ whenever $w = 1$.",
        "Suppose that $v = u$ leads to $w = 1$.",
        "Suppose not both of $v = u$ and $w = u$ hold.",
        "Assume the negation of $v = u$.",
        "Given the rejection of $v = u$,",
        "Suppose a colleague believes $v = u$.",
        "Assume $v = u$ in the beginning.",
        "Assume $v = u$ on the boundary.",
        "Consider the plane $v = u$ and a point $(u, v)$ beside it.",
        "Suppose $v = u$. Then nonsense follows, so the assumption was wrong. We get",
        "Suppose $v = u$ for $w = 1$. For $w = 2$,",
        "As in the case $v = u$, we find",
    ],
)
def test_what_other_words_suppose_is_none_for_certain(words):
    assert not is_plainly_proved(words + CLAIM)


FIRST = "Suppose $v = u$. Then $$5 + u v = 5 + u^2$$"


@pytest.mark.parametrize(
    "between",
    [
        "\n\n---\n\n",
        "\n\n> Remark.\n\n",
        "\n\n**Case 2.** We have",
        "\n\nDropping the assumption,",
        "\n\n∎\n\n",
        "\n\nFor any $u$ and $v$,",
    ],
)
def test_another_part_of_a_text_does_not_surely_suppose_the_same(between):
    assert is_plainly_proved(FIRST + " And also" + CLAIM)
    assert not is_plainly_proved(FIRST + between + CLAIM)


@pytest.mark.parametrize(
    "text",
    [
        "For $u \\ne v$, $(u + v)^2 = u^2 + v^2$, so $$(u + v)^2 + 2 = u^2 + v^2 + 2$$",
        "With $m = k t$, $\\frac{dm}{dt} = t$ and so $$k \\frac{dm}{dt} = k t$$",
        "For $u > 1$, $u > 4$, hence $$u - 4 > 0$$",
        "If $m$ is odd, $m = 2k + 1$. So $$m - 1 = 2k$$",
    ],
)
def test_what_stands_behind_a_condition_and_a_comma_is_claimed(text):
    assert not is_plainly_proved(text)
    assert len(check("For $u > 0$, $|u| = -u$.")) == 1
    assert is_plainly_proved("For $u > 0$, $v > 0$, we have $$|u v| = u v$$")


@pytest.mark.parametrize("words", ["Let $u$ be any real number.", "Suppose $u < 0$.", "Let $u = -2$."])
def test_a_reason_does_not_support_itself(words):
    assert not is_plainly_proved(words + " Since $u > 0$, $$|u| = u$$")
    assert is_plainly_proved("Suppose $u > 1$. Since $u > 0$, $$|u| = u$$")


# -- definitions


@pytest.mark.parametrize(
    ("words", "sure"),
    [
        ("Let $g(u) = u^3$.", True),
        ("The cost is $g(u) = u^3$.", True),
        ("The function $g(u) = u^3$ is odd.", True),
        ("We want the derivative of $g(u) = u^3$.", True),
        ("Solve $g(u) = u^3$.", False),
        ("A solution of $g(u) = u^3$ is sought.", False),
        ("For which $u$ is $g(u) = u^3$?", False),
        ("The equation $g(u) = u^3$ has a root.", False),
        ("The guess $g(u) = u^3$ fails.", False),
        ("Let $g$ be a function other than $g(u) = u^3$.", False),
        ("There is a $u$ with $g(u) = u^3$.", False),
        ("Let $g(u) = u^3$ for $u > 0$.", False),
        ("Let $g(u) = u^3$ on $[0, 1]$.", False),
        ("It is $g(u) = u^3$ if $u > 0$ and $g(u) = 0$ otherwise.", False),
    ],
)
def test_an_equation_defines_by_the_words_around_it(words, sure):
    assert is_plainly_proved(words + " $$g(2) + v = 8 + v$$") == sure
    assert not is_plainly_proved(words + " $$g(2) + v = 9 + v$$")


def test_a_part_of_a_definition_is_not_called_false_for_the_whole():
    text = "Let $g(u) = u^2$ for $u > 0$ and $g(u) = -u^2$ for $u \\le 0$. Then $$g(-u) = -g(u)$$"
    assert last(text).verdict != "refuted"


@pytest.mark.parametrize(
    "words",
    [
        "Let $v = u$.",
        "Let $u + v = 1$.",
        "Here $v$ is a function of $u$.",
        "The weight $v$ depends on $u$.",
        "The circle is given by $u^2 + v^2 = 4$.",
    ],
)
def test_what_may_depend_on_what_it_is_differentiated_by_is_no_constant(words):
    slope = " $$\\frac{\\partial}{\\partial u} (u v) = v$$"
    assert last(words + slope).verdict == "unknown"
    assert last("Let $v$ be a constant." + slope).verdict == "proved"


# -- letters


SLOPE = " $$\\sigma'(z) = \\sigma(z) (1 - \\sigma(z))$$"


def test_what_sigma_is_where_no_text_says_it_is_a_condition():
    assert last("Units are wide. " + SLOPE).conditional == ("if σ is the sigmoid function",)
    assert is_plainly_proved("Let $\\sigma(z) = 1 / (1 + e^{-z})$. " + SLOPE)
    assert is_plainly_proved("# Sigmoid neurons\n\nText with $u = u$.\n\n# Slopes\n\n" + SLOPE)


@pytest.mark.parametrize(
    ("words", "proved"),
    [
        ("", False),
        ("Units are logistic here.", True),
        ("Let $\\sigma$ be the logistic function.", True),
        ("Let $\\sigma$ be the ramp.", False),
        ("Let $\\sigma = \\tanh$.", False),
    ],
)
def test_a_letter_has_its_usual_meaning_unless_the_text_speaks_of_it_otherwise(words, proved):
    assert is_plainly_proved(words + SLOPE) == proved
    assert last(words + SLOPE).verdict != "refuted"
    assert is_plainly_proved("$$\\sum_j \\delta_{ij} x_j = x_i$$")
    assert not is_plainly_proved("The mistakes are $\\delta_{ij}$. $$\\sum_j \\delta_{ij} x_j = x_i$$")


@pytest.mark.parametrize(
    "text",
    [
        "Let $\\ell = \\frac12 \\|M u - v\\|^2$. Then $$\\nabla_u \\ell = M (M u - v)$$",
        "A linear network has $g(u) = M_2 M_1 u$; these are matrices. $$g(u) = M_1 M_2 u$$",
        "For matrices, $$e^{M + N} = e^M e^N$$",
        "$$\\|u\\|^2 \\|v\\|^2 = (u v)^2$$",
        "$$\\hat q \\hat p = \\hat p \\hat q$$",
        "In a Boolean algebra $$u + u = 2u$$",
    ],
)
def test_a_proof_that_takes_letters_for_numbers_says_so(text):
    step = last(text)
    assert step.verdict != "proved" or step.conditional


# -- what is not called false


SQUARE = "$$(u + v)^2 = u^2 + v^2$$"


@pytest.mark.parametrize(
    "text",
    [
        f"It is not true that {SQUARE}",
        f"A common error is {SQUARE}",
        f"Beginners write {SQUARE} This is wrong.",
        f"**Wrong:** {SQUARE}",
        f"Is this so? {SQUARE} That is false.",
        f"Give a counterexample to {SQUARE}",
        f"We require {SQUARE}",
        f"To first order in $v$, {SQUARE}",
        f"Neglecting small terms, {SQUARE}",
        "Suppose the contrary. Then $2 = 3$, a contradiction.",
        "With decadic logarithms, $$\\log 100 = 2$$",
        "Physicists write $j$ for $\\sqrt{-1}$. $$(1 + j)^2 = 2j$$",
        "$$2^11 = 2048$$",
        "Two lines meet where $$3u + 1 = 7 - u$$",
        "Three times the number is the number and four: $$3u = u + 4$$",
        "$$u^2 < 9 \\iff -3 < u < 3$$",
        "$$0 < u < 1 \\implies u^2 < u$$",
        "$$u^2 = 9 \\implies u = 3 \\text{ or } u = -3$$",
        "If $u \\ge 0$, then $$|u| = u$$ Otherwise, $$|u| = -u$$",
        "The cost is $C = C_0 + \\frac{c}{2} \\sum_w w^2$. $$\\frac{\\partial C}{\\partial w} = \\frac{\\partial C_0}{\\partial w} + c w$$",
    ],
)
def test_what_a_text_need_not_claim_is_not_called_false(text):
    assert "refuted" not in {step.verdict for step in check(text)}


@pytest.mark.parametrize(
    "text",
    [
        SQUARE,
        f"Expanding the square, {SQUARE}",
        "Since $u + u = 2u$, $$(u + v)^2 = u^2 + v^2$$",
        "$$3u = 2u$$",
        "$$u + 1 = u + 2$$",
        "$$u^2 < 9 \\iff u < 3$$",
    ],
)
def test_what_is_claimed_and_false_is_called_false(text):
    assert last(text).verdict == "refuted"


@pytest.mark.parametrize(
    "words",
    [
        "Let $u \\in \\mathbb{R}_{> 0}$.",
        "Let $u \\in \\mathbb{R}_+$.",
        "Let $u \\in \\mathbb{N}$.",
        "Let $u \\in M$.",
        "Let $u$ be a probability.",
        "Let $u$ be the length of a side.",
        "All variables are positive.",
    ],
)
def test_a_counterexample_does_not_violate_what_words_may_say(words):
    assert last(words + " $$|u| = u$$").verdict != "refuted"
    assert last("Let $u \\in \\mathbb{R}$. $$|u| = u$$").verdict == "refuted"


@pytest.mark.parametrize(
    "beside",
    [
        "\\text{ for positive } u",
        "\\text{ (here $u > 0$)}",
        "\\text{ as lengths are positive}",
        "\\quad (u \\in \\mathbb{R}_{\\ge 0})",
    ],
)
def test_words_beside_a_step_may_be_its_condition(beside):
    assert last(f"$$|u| = u {beside}$$").verdict != "refuted"
    assert last("$$|u| \\overset{u > 0}{=} u$$").verdict != "refuted"


@pytest.mark.parametrize(
    ("words", "verdict"),
    [
        ("We have $2 + 2 = 4$. And $%s$.", "refuted"),
        ("We have $2 + 2 = 4$, and similarly $%s$.", "refuted"),
        ("We have $2 + 2 = 4$. And $%s$ at two points.", "unknown"),
        ("Many write $2 + 2 = 4$. And $%s$.", "unknown"),
        ("Here is a number. The value $%s$.", "unknown"),
    ],
)
def test_a_sentence_may_go_on_as_the_one_before_it(words, verdict):
    assert check(words % "(u + 1)^2 = u^2 + 1")[-1].verdict == verdict
    assert check(words % "(u + 1)^2 = u^2 + 2u + 1")[-1].verdict == "proved"


def test_a_sentence_may_go_on_with_what_is_supposed():
    assert [step.verdict for step in check("Let $u > 0$. And $v > u$. $$|v| = v$$")] == ["proved"]
    assert [step.verdict for step in check("Let $u > 0$. And $v > u$. $$|v| = -v$$")] == ["refuted"]
