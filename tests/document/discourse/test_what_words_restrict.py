"""Words that describe a quantity restrict it: what they are said of is not refuted, and nothing plainly rests on it."""

import pytest

from derivations import check


def last(text, form=None):
    return check(text, form=form)[-1] if form else check(text)[-1]


def is_plainly_proved(text):
    step = last(text)
    return step.verdict == "proved" and not step.conditional


# -- adjectives, numbers and nouns


@pytest.mark.parametrize(
    ("words", "claim"),
    [
        ("For equal $u$ and $v$,", "(u + v)^2 = 4 u v"),
        ("All $u_i$ are alike.", r"\sum_{i=1}^n u_i = n u_1"),
        ("Let the weights $u_i$ sum to one.", r"\sum_i u_i c = c"),
        ("The second $u$ is taken.", "|u| = -u"),
        ("The rates are one.", "(u + v)^2 = u^2 + v^2"),
        ("The map is linear:", r"\tanh(u + v) = \tanh u + \tanh v"),
        ("In the upper half,", "|u| = -u"),
        ("With these values we have", r"\sqrt{(u - v)^2} = u - v"),
        ("Denote by $S$ the sum of all $u_k$.", r"\sum_k \frac{u_k}{S} c = c"),
    ],
)
def test_what_describes_a_quantity_spares_a_claim(words, claim):
    assert last(f"{words} $${claim}$$").verdict == "unknown"
    assert last(f"By the chain rule we then obtain $${claim}$$").verdict == "refuted"


@pytest.mark.parametrize(
    "words", ["当 $u$ 为负数时，", "Для отрицательных $u$ имеем", "$u$ 가 음수일 때", "Για αρνητικό $u$", "✗"]
)
def test_words_of_every_script_spare_a_claim(words):
    assert last(f"{words} $$|u| = -u$$").verdict == "unknown"
    assert last(rf"$$|u| = -u \quad \text{{{words.replace('$', '')}}}$$").verdict == "unknown"
    assert is_plainly_proved(f"{words} $$u + u = 2 u$$")


# -- how long a supposition is in force


@pytest.mark.parametrize(
    "between",
    ["Then add a number to $u$.", "Then half it.", "Here $u$ can be any number:", "With a bias,", "The second example gets",
     "Теперь увеличим $u$.", "现在 $u$ 任意。", "We now use $u$ for another quantity."],
)  # fmt: skip
def test_what_is_not_understood_to_leave_a_quantity_alone_may_change_it(between):
    assert not is_plainly_proved(f"Let $u = 1$. {between} $$u v = v$$")
    assert is_plainly_proved("Let $u = 1$. By the definition of the product, we have $$u v = v$$")


@pytest.mark.parametrize("behind", ["for the right class $k$", "for the first two inputs", "for the bias unit"])
def test_what_is_supposed_of_some_things_is_no_premise_for_all(behind):
    claim = r"$$\sum_k u_k v_k = \sum_k v_k$$"
    assert last(f"Let $u_k = 1$ {behind}. {claim}").verdict == "unknown"
    assert is_plainly_proved(f"Let $u_k = 1$ for all $k$. {claim}")


def test_an_equation_said_in_a_way_that_is_not_understood_is_no_premise():
    claim = r"$$\sum_i (u_i - v_i)^2 + 1 = 1$$"
    assert not is_plainly_proved(f"On average, $u_i = v_i$. {claim}")
    assert is_plainly_proved(f"Suppose $u_i = v_i$. {claim}")


@pytest.mark.parametrize(
    "definition",
    [
        r"$$f(u) = u \quad (u \ge 0)$$",
        "Let $f(u) = u$ for $|u - 3| < 1$ and $f(u) = 0$ otherwise.",
        "We have $f(u) = u$ if $u$ is large.",
    ],
)
def test_a_definition_of_some_values_says_nothing_of_others(definition):
    assert last(f"{definition} $$f(-1) + v = v - 1$$").verdict == "unknown"
    assert is_plainly_proved("Let $f(u) = u$. $$f(-1) + v = v - 1$$")


# -- upper indices


@pytest.mark.parametrize(
    "words",
    [r"The iterates are $u^0, u^1, u^2, \dots$", "The sequence $u^k$ converges.", r"The points are $u^1, \dots, u^n$.",
     "Let $u^l = v^l + 1$.", "They satisfy $u^{k+1} = u^k - v^k$."],
)  # fmt: skip
def test_upper_indices_of_which_a_text_speaks_are_exponents_under_a_condition(words):
    step = last(f"{words} $$u^2 u^3 = u^5$$")
    assert step.conditional == ("if the upper indices of u are exponents",)
    assert is_plainly_proved(f"{words} $$w^2 w^3 = w^5$$")


# -- implications


def test_what_an_implication_goes_on_from_is_a_step():
    premise, claim = "(u + v)^2 = u^2 + v^2", "(u + v)^2 - v^2 = u^2"
    steps = check(rf"$$\begin{{aligned}} {premise} \\ \therefore {claim} \end{{aligned}}$$")
    assert [step.verdict for step in steps] == ["refuted", "proved"]
    steps = check(rf"$${premise} \implies {claim}$$")
    assert [(step.verdict, bool(step.conditional)) for step in steps] == [("unknown", False), ("proved", True)]
    premise, claim = (text.replace("u^2", "u^2 + 2 u v") for text in (premise, claim))
    steps = check(rf"$${premise} \implies {claim}$$")
    assert [(step.verdict, bool(step.conditional)) for step in steps] == [("proved", False), ("proved", False)]


@pytest.mark.parametrize("words", ["implies", "then", "gives", "so that"])
def test_no_claim_is_a_condition_of_itself(words):
    assert last(rf"$$u > 0 \text{{ {words} }} u > 1$$").verdict != "proved"
    assert is_plainly_proved(r"$$u > 1 \implies u > 0$$")
    assert "proved" not in [step.verdict for step in check(r"$$u^2 < 1 \text{ since } u < 1$$")]


# -- what a text shows without claiming it


@pytest.mark.parametrize(
    "text",
    [
        "### Don'ts\n\n@",
        "## Common mistakes\n\n### Squares\n\n@",
        r"@ $$(u - v)^2 = u^2 + v^2$$ Which of the two is right?",
    ],
)
def test_what_a_heading_calls_false_or_a_question_asks_of_is_not_claimed(text):
    claim = "$$(u + v)^2 = u^2 + v^2$$"
    assert "refuted" not in [step.verdict for step in check(text.replace("@", claim))]
    assert last(f"### Squares\n\n{claim}").verdict == "refuted"


def test_what_latex_leaves_out_or_shows_verbatim_is_not_read():
    text = r"\iffalse $2 = 3$ \fi Code: \verb|$4 = 5$|. We have $1 = 1$. \iffalse a \else $1 = @$ \fi"
    assert [step.verdict for step in check(text.replace("@", "2"), form="latex")] == ["proved", "refuted"]


@pytest.mark.parametrize(
    ("words", "verdict"),
    [
        ("It saturates for magnitudes of $z$ greater than $1$.", "refuted"),
        ("It works even when $z$ is negative.", "refuted"),
        ("It grows with non-positive $z$ more slowly.", "refuted"),
        ("The norm of $z$ is one.", "unknown"),
        ("The last digits of $z$ are equal.", "unknown"),
        ("Here $z$ vanishes.", "unknown"),
    ],
)
def test_a_clause_restricts_only_what_it_is_about(words, verdict):
    assert last(f"{words} The slope is $$\\frac{{d}}{{dz}} z^2 = 3z$$").verdict == verdict
