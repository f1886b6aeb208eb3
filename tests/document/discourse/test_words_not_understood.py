"""Words of which it is not known what they change: no proof from what stands before them is plain, nothing is refuted."""

import pytest

from derivations import check


def last(text):
    return check(text)[-1]


def is_plainly_proved(text):
    step = last(text)
    return step.verdict == "proved" and not step.conditional


# -- beside a claim


@pytest.mark.parametrize(
    "words",
    [
        "", "We obtain", "Hence, by the chain rule,", "A short calculation shows that", "Let's first compute it:",
        "The previous derivation always gives",
    ],
)  # fmt: skip
def test_words_that_change_nothing_leave_a_verdict_as_it_is(words):
    assert is_plainly_proved(f"Let $u > 0$. {words} $$|u| = u$$")
    assert last(f"{words} $$(u + v)^2 = u^2 + v^2$$").verdict == "refuted"


@pytest.mark.parametrize(
    "words",
    ["Occasionally,", "The sloppy version reads", "In the tropics,", "We hunt for $u$ with", "Linearised,", "As $u$ is thin,",
     "When both are equal to nothing,", "The break-even line:", "The first unit is", "With the previous $u$,"],
)  # fmt: skip
def test_words_that_are_not_understood_spare_a_claim(words):
    assert last(f"{words} $$(u + v)^2 = u^2 + v^2$$").verdict == "unknown"


@pytest.mark.parametrize("words", ["In the leftover case,", "Mirror $u$.", "Swap $u$ and $v$. Then"])
def test_words_that_are_not_understood_condition_what_rests_on_the_text_before(words):
    step = last(f"Let $u > 0$. {words} $$|u| = u$$")
    assert step.verdict == "proved"
    assert step.conditional
    assert is_plainly_proved(f"{words} $$(u + v)^2 = u^2 + 2 u v + v^2$$")  # which rests on nothing


def test_the_word_that_was_not_understood_is_told():
    assert last("Let $u = 3$. Increment $u$. Now $$u + v = 3 + v$$").conditional == (
        "if “increment” does not change this",
    )
    assert "“sloppy”" in last("The sloppy rule is $$(u + v)^2 = u^2 + v^2$$").reason


def test_signs_in_words_spare_a_claim():
    assert last("Widths are positive. $$|u + v| = |u| + |v|$$").verdict == "unknown"
    assert last("Inputs are numbers. $$|u + v| = |u| + |v|$$").verdict == "refuted"


@pytest.mark.parametrize(
    "behind", [" with an error term.", " with some noise, and so on.", ", truncated to whole numbers."]
)
def test_words_behind_a_definition_that_may_change_it_make_it_a_condition(behind):
    assert last(f"Let $f(u) = 2 u${behind} Then $$f(3) = 6$$").conditional
    assert is_plainly_proved("Let $f(u) = 2 u$ with $u$ a real number. Then $$f(3) = 6$$")


@pytest.mark.parametrize(
    "words", ["The span $u$ is a norm.", "Here $u$ is the length of a rod.", "Let $u$ be a distance."]
)
def test_a_noun_may_tell_a_sign(words):
    assert last(f"{words} $$|u| = u$$").verdict == "unknown"
    assert last(f"{words} $$(u + v)^2 = u^2 + v^2$$").verdict == "unknown"


@pytest.mark.parametrize("where", ["On $[0, 1]$", "We stay on $[0, 1)$. There", "On $(0, 1)$, hence,"])
def test_what_is_said_on_an_interval_may_hold_there_alone(where):
    step = last(f"{where} we have $$u^2 \\le u$$")
    assert (step.verdict, "an interval" in step.reason) == ("unknown", True)
    assert last("Everywhere we have $$u^2 \\le u$$".replace("Everywhere", "Now")).verdict == "refuted"


@pytest.mark.parametrize(
    "words",
    ["Define $u \\cdot v = u + v + 1$.", "We write $u * v$ for $u^2 + v$.", "We define $u + v$ as the larger one."],
)
def test_operations_that_a_text_defines_are_not_those_of_numbers(words):
    step = last(f"{words} $$2 \\cdot 3 = 6$$")
    assert step.conditional == ("if the step is not about operations of its own",)
    assert last(f"{words} $$2 \\cdot 3 = 7$$").verdict == "unknown"
    assert is_plainly_proved("Define $u = v w$. $$2 \\cdot 3 = 6$$")


@pytest.mark.parametrize(
    "words", ["Without loss of generality let", "WLOG let", "W.l.o.g. assume that", "Assume wlog that"]
)
def test_without_loss_of_generality_denies_nothing(words):
    assert is_plainly_proved(f"{words} $u > 0$. $$|u| = u$$")
    assert last(f"Without {words.split()[-1]} $u > 0$ we have $$|u| = u$$").verdict == "unknown"


def test_a_sentence_may_suppose_several_things_of_one_quantity():
    assert is_plainly_proved("Let $0 < u$ and $u < v$. $$u + v > 0$$")
    assert not is_plainly_proved("Let $0 < u$. Let $u < v$. $$u + v > 0$$")  # it may be another u


# -- conditions behind a claim


@pytest.mark.parametrize("behind", ["for $u > 0$", "if $u > 0$", "whenever $u > 0$"])
def test_a_condition_behind_a_claim_is_a_premise(behind):
    assert is_plainly_proved(f"$$|u| = u$$ {behind}.")


@pytest.mark.parametrize(
    "behind",
    ["if $u > 0$ or $u < 0$", "for $u > 0$ and for $u < 0$", "if $u > 0$, and otherwise too", "for $u > 0$ and all other $u$",
     "for all $u > 0$ and all $u < 0$"],
)  # fmt: skip
def test_half_of_a_condition_is_none(behind):
    assert not is_plainly_proved(f"$$|u| = u$$ {behind}.")


def test_each_claim_of_a_sentence_has_its_own_condition():
    steps = check("For $k = 1$ we have $k^2 = 1$, for $k = 2$ we have $k^2 = 4$.")
    assert [step.verdict for step in steps] == ["proved", "proved"]


# -- domains


@pytest.mark.parametrize("text", ["If $u v > 0$, then", "Let $u$ and $v$ be of one sign.", "For $|u| > 1$ we have"])
def test_no_domain_is_assumed_beside_one_that_the_text_gives(text):
    assert last(rf"{text} $$\ln (u v) = \ln u + \ln v$$").verdict == "unknown"


# -- what is constant in a derivative


@pytest.mark.parametrize("words", ["", "Let $v$ be a constant.", "Let $u$ and $v$ be real numbers.", "For fixed $v$:"])
def test_a_constant_is_one_without_a_condition(words):
    assert is_plainly_proved(rf"{words} $$\frac{{\partial}}{{\partial u}} (u v) = v$$")


@pytest.mark.parametrize(
    "words",
    ["Let $v$ be the mean of the data.", "Here $v$ is computed from $u$.", "Consider a function $v(u)$.",
     "Suppose $v' = v$.", "The state $v$ reacts to $u$."],
)  # fmt: skip
def test_what_may_depend_on_others_is_constant_under_a_condition(words):
    step = last(rf"{words} $$\frac{{\partial}}{{\partial u}} (u v) = v$$")
    assert step.verdict == "unknown" or "does not depend on" in " ".join(step.conditional)


def test_components_of_a_family_may_depend_on_one_another():
    text = r"The state $h_t$ depends on $h_{t-1}$. $$\frac{\partial}{\partial h_{t-1}} (h_{t-1} + h_t) = 1$$"
    assert not is_plainly_proved(text)


# -- notation


def test_an_accent_over_several_factors_is_not_one_over_each():
    assert last(r"$$\overline{u v} = \bar u \bar v$$").verdict == "unknown"
    assert is_plainly_proved(r"$$\bar u_k + \bar{u_k} = 2 \bar u_k$$")


def test_a_bracket_behind_a_derivative_is_no_factor():
    assert last(r"Let $f(x) = x^3$. $$\frac{df}{dx}(2) = 6 x^2$$").verdict == "unknown"
    assert last(r"Let $f(x) = x^3$. $$\frac{df}{dx}(x) = 3 x^2$$").verdict == "proved"


def test_a_letter_that_may_be_a_function_is_a_factor_under_a_condition():
    assert last("$$3 + g(u + v) = 3 + gu + gv$$").verdict == "unknown"
    claim = "$$c(u + v) = cu + cv$$"
    assert is_plainly_proved(f"Let $c$ be a number. {claim}")
    for words in ("The map $c$ is shown below.", "Here $c$ is a machine."):
        assert not is_plainly_proved(f"{words} {claim}")


def test_digits_with_a_space_between_them_are_no_product():
    assert last(r"$$20\,300 + 1 = 20\,301$$").verdict == "unknown"


def test_another_norm_is_not_taken_for_the_euclidean_one():
    assert last(r"With the taxicab norm, $$\|u\|^2 = \sum_i u_i^2$$").verdict == "unknown"
    assert last(r"Of the norm $$\|u\|^2 = \sum_i u_i^2$$").conditional
    assert is_plainly_proved(r"$$\|u\|^2 = \sum_i u_i^2$$")


# -- definitions and where they hold


def test_two_displays_for_one_letter_are_two_definitions():
    for words in ("We solve", "The two plans are", "Kinds of costs:"):
        assert "refuted" not in [step.verdict for step in check(f"{words}\n\n$$c = 3 u + 1$$\n\n$$c = 5 - u$$\n")]
    assert check("$$c = 3 u + 1$$\n\nHence\n\n$$c = 3 u - 1$$\n")[-1].verdict == "refuted"


def test_a_definition_in_a_list_item_holds_there():
    text = "- Let $f(x) = x^2$. Then $f'(x) = 2 x$.\n- Let $f(x) = x^3$. Then $f'(x) = 3 x^2$.\n"
    assert [step.verdict for step in check(text)] == ["proved", "proved"]
    assert not is_plainly_proved("- Let $f(x) = x^2$.\n- We have $f'(x) = 2 x$.\n")


def test_a_definition_in_an_example_holds_there():
    example = r"\begin{example} Let $f(x) = x^2$. @ \end{example}"
    claim = r"\[ f'(x) + 1 = 2 x + 1 \]"
    assert check(example.replace("@", "Then " + claim), form="latex")[-1].verdict == "proved"
    steps = check(example.replace("@", "") + r"\begin{theorem} We have " + claim + r"\end{theorem}", form="latex")
    assert "proved" not in [step.verdict for step in steps if not step.conditional]


@pytest.mark.parametrize("between", [r"$\square$", "End of the proof.", "\n\n**Lemma 2.**"])
def test_what_is_supposed_for_a_proof_ends_with_it(between):
    assert is_plainly_proved("Let $u = v$. Then $u^2 = u v$. So $$u^2 + 1 = u v + 1$$")
    assert not is_plainly_proved(f"Let $u = v$. Then $u^2 = u v$. {between}\n\n$$u^2 + 1 = u v + 1$$")


def test_words_behind_an_equation_may_restrict_what_it_gives_a_value():
    for words, verdict in (("be a probability", "unknown"), ("be a number", "refuted")):
        assert last(f"Let $p = 2q$ {words}. $$|p - 1| = p - 1$$").verdict == verdict
