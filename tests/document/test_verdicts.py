"""What is claimed and what is not: definitions, conditions, equations to solve, readings; and what verdicts say."""

import re
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor

import pytest
from support.marks import slow

from derivations import check


def verdicts(text):
    return [step.verdict for step in check(text)]


# -- a definition or a hypothesis is no claim


@pytest.mark.parametrize(
    "text",
    [
        "Let $a = b + 1$.",
        "$$C = \\frac{1}{2} (a - y)^2$$",
        "$$f(x) = x^2 + 1$$",
        "$$\\frac{\\partial C}{\\partial a} = a - y$$",
        "Suppose $x > 3$ and $y = 2$.",
        "where $S = \\sum_j e^{z_j}$",
        "$$\\theta_j := \\theta_j - \\alpha g_j$$",
        "$$x \\sim \\mathcal{N}(0, 1)$$",
        "$$y_i = w x_i + \\epsilon_i$$",
    ],
)
def test_it_is_no_claim(text):
    assert verdicts(text) == []


def test_a_definition_is_used_wherever_it_stands():
    assert verdicts("$$a (1 - a) = \\frac{e^{-z}}{(1 + e^{-z})^2}$$ where $a = \\frac{1}{1 + e^{-z}}$.") == ["proved"]
    assert verdicts("With $f(x) = x^2$: $$f(x + 1) - f(x) = 2x + 1, \\quad f'(3) = 6$$") == ["proved", "proved"]


def test_a_later_definition_replaces_an_earlier_one():
    text = "Let $C = a^2$. $$\\frac{\\partial C}{\\partial a} = 2a$$ Now let $C = a^3$. $$\\frac{\\partial C}{\\partial a} = 3a^2$$"
    assert verdicts(text) == ["proved", "proved"]


def test_an_equation_that_is_no_result_may_give_a_name_another_value():
    assert verdicts("Differentiate:\n\n1. $$y = x^2$$\n2. $$y = x^3$$\n") == []
    assert verdicts("Let $L = (a - y)^2$. Then $$L = a^2 - y^2$$") == ["refuted"]


@pytest.mark.parametrize(
    ("words", "verdict"),
    [
        ("Then", "refuted"),
        ("Since $x (x + 1) = x^2 + x$, we obtain", "refuted"),
        ("With the other sign we obtain", "unknown"),
        ("The next one becomes", "unknown"),
        ("For the second example,", "unknown"),
        ("Drop a term. Then", "unknown"),
    ],
)
def test_what_follows_gives_a_function_no_other_values(words, verdict):
    text = f"Let $f(x) = x^2 + x$. {words} $$f(x) = x (x + %d)$$"
    assert (verdicts(text % 1)[-1], verdicts(text % 2)[-1]) == ("proved", verdict)


@pytest.mark.parametrize(("true", "false"), [("2 < 3", "3 < 2"), ("3 \\ge 3", "2 \\ge 3"), ("|-2| > 1", "|-2| < 1")])
def test_an_order_of_numbers_has_a_verdict(true, false):
    assert (verdicts(f"$${true}$$"), verdicts(f"$${false}$$")) == (["proved"], ["refuted"])
    assert "refuted" not in verdicts("$$x < 2$$")  # which may be a condition


def test_the_value_of_a_function_at_a_number_is_no_equation_to_be_solved():
    text = "Let $f(x) = x^2$. $$f(3) = %s$$"
    assert (verdicts(text % 9), verdicts(text % 6)) == (["proved"], ["refuted"])
    assert verdicts("Let $f(x) = x^2$. $$f(x) = 9$$") == ["unknown"]


def test_an_inequality_gives_a_function_no_other_value():
    text = "Let $f(x) = 1/(1 + e^{-x})$. For every $x$ we have $0 < f(x) < %s$."
    assert (verdicts(text % "1"), verdicts(text % r"\frac12")) == (["proved", "proved"], ["proved", "refuted"])


def test_with_a_convention_goes_what_the_text_says_of_the_function_in_it():
    text = (
        "### Linear neurons\n\nWe use the quadratic cost and the activation function $f: x \\mapsto x$ in the last layer. "
        "For all neurons $j$ in the $L$th layer we have"
        "\n\n$$\\delta_j^L = \\frac{\\partial C}{\\partial a_j^L} f'(z_j^L)$$\n\nSo $\\delta_j^L = %s (a_j^L - y_j)$."
    )
    assert (verdicts(text % "")[-1], verdicts(text % "2")[-1]) == ("proved", "refuted")
    assert verdicts(text.replace("mapsto x", "mapsto 2 x") % "2")[-1] == "unknown"


def test_a_convention_that_a_claim_is_not_about_spares_nothing():
    text = "The softmax function is known. Consider $a_j = \\frac{e^{c z_j}}{\\sum_k e^{c z_k}}$ with $c > 0$. "
    claim = r"Then $$\sum_j a_j = %s \frac{\sum_j e^{c z_j}}{\sum_k e^{c z_k}}$$"
    assert (verdicts(text + claim % "")[-1], verdicts(text + claim % "2")[-1]) == ("proved", "refuted")


# -- what the text may have meant as a condition


@pytest.mark.parametrize(
    "text",
    [
        "Radii, $r > 0$, are what matters here. {}",
        "The sketch shows $r > 0$; the rest is alike. {}",
        "$$r > 0$$ Then {}",
        "{} The picture is drawn for $r > 0$.",
        "Nobody assumes $r > 0$. {}",
    ],
)
def test_a_counterexample_satisfies_what_the_text_may_have_meant(text):
    (spared,) = check(text.format("$$|r| = r$$"))
    assert (spared.verdict, "r > 0" in spared.reason) == ("unknown", True)
    (false,) = check(text.format("$$|r| = 2r$$"))
    assert false.verdict == "refuted"
    assert float(dict(false.counterexample)["r"]) > 0


def test_of_two_cases_each_may_have_been_meant():
    text = "The graph has a branch, $r > 0$, and another one, $r < 0$. "
    assert verdicts(text + "$$|r| = r$$ $$|r| = -r$$ $$|r| = r + 1$$") == ["unknown", "unknown", "refuted"]


@pytest.mark.parametrize(
    ("words", "verdict"),
    [
        ("The sketch shows $p \\neq q$.", "unknown"),
        ("We look at units $p \\neq q$.", "unknown"),
        ("Let $p \\neq q$.", "proved"),
        ("Let $p \\neq q$ throughout.\n\n", "proved"),
        ("", "refuted"),
    ],
)
def test_what_is_said_of_two_indices_is_said_of_those_of_the_claim(words, verdict):
    text = words + " Let $a_j = \\frac{e^{z_j}}{\\sum_k e^{z_k}}$. $$\\frac{\\partial a_p}{\\partial z_q} = %s$$"
    assert verdicts(text % "-a_p a_q")[-1] == verdict
    false = check(text % "a_p a_q")[-1]
    assert false.verdict == "refuted"
    values = dict(false.counterexample)
    assert not words or values["p"] != values["q"]


def test_what_is_said_of_another_quantity_spares_nothing():
    assert verdicts("The sketch shows $q > 0$. $$|r| = r$$") == ["refuted"]


def test_what_contradicts_a_supposition_may_replace_it():
    assert verdicts("Let $r < 0$. The other branch has $r > 0$. $$|r| = r$$") == ["unknown"]


# -- conditions


@pytest.mark.parametrize(
    ("condition", "verdict"),
    [
        ("If $y = 1$, then", "proved"),
        ("For $y = 1$:", "proved"),
        ("Suppose that $y = 1$. Then", "proved"),
        ("Since $y = 1$,", "proved"),
        ("* case $y = 1$:\n\n", "proved"),
        ("If $y = 0$, then", "refuted"),
        ("Then", "unknown"),
    ],
)
def test_words_before_a_formula_set_conditions(condition, verdict):
    step = check(f"{condition}\n\n$$(a + b) y = a + b$$\n")[-1]
    assert step.verdict == verdict
    assert step.conditional == (("if y = 1",) if condition.startswith("Since") else ())
    if verdict == "proved":
        assert "y = 1" in step.hypotheses


def test_words_and_remarks_behind_a_formula_do_so_too():
    assert verdicts("$$a y + b = a + b$$ if $y = 1$.") == ["proved"]
    assert verdicts("$$a y + b = a + b \\qquad \\text{since } y = 1$$") == ["unknown", "proved"]
    assert verdicts("$$\\sum_k \\delta_{jk} a_k + \\delta_{ij} = a_j \\qquad (i \\neq j)$$") == ["proved"]


@pytest.mark.parametrize(
    ("claim", "true", "false"),
    [
        ("$$a - 1 = %s \\qquad \\text{since } y = 1$$", "a - y", "y - a^2"),
        ("Since $y_p = 0$ for $p = j$, $$a_j^2 = %s$$", "a_j (a_j - y_p)", "a_j (y_p - a_j)"),
    ],
)
def test_a_reason_tells_the_value_of_what_a_step_brings_in(claim, true, false):
    text = "Let $a = e^{z}$ and $a_j = e^{z_j}$. " + claim
    step = check(text % true)[-1]
    assert (step.verdict, [text[:2] for text in step.conditional][:1]) == ("proved", ["if"])
    assert check(text % false)[-1].verdict == "refuted"


def test_with_the_value_of_a_reason_an_equation_may_still_be_there_to_be_solved():
    assert verdicts("$$x - 2 = y - x \\qquad \\text{since } y = 4$$")[-1] == "unknown"
    assert verdicts("$$x - 2 = x - y + 2 \\qquad \\text{since } y = 4$$")[-1] == "proved"
    assert verdicts("$$2 q = 2 y \\qquad \\text{since } y = 1$$")[-1] == "unknown"


def test_a_condition_ends_with_its_case():
    text = "* If $y = 1$: $$a y + b = a + b$$\n* If $y = 0$: $$a y + b = b$$\n\nIn general, $$a y + b = y a + b$$"
    assert verdicts(text) == ["proved", "proved", "proved"]
    assert verdicts(text.replace("= b$$", "= a + b$$")) == ["proved", "refuted", "proved"]


def test_a_condition_in_words_keeps_a_step_from_being_called_false():
    assert verdicts("If the network is linear, $$(a + b)^2 = a^2 + b^2$$") == ["unknown"]


def test_conditions_that_contradict_one_another_prove_nothing():
    (step,) = check("If $x > 1$ and $x < 0$, then $$a x = a x + 1$$")
    assert step.verdict == "unknown"
    assert "contradict" in step.reason


@pytest.mark.parametrize(
    ("reason", "verdict"),
    [
        ("f(x) + x = x + x^2 + 1", "proved"),
        ("f(x) + x = x + 2 f(x)", "refuted"),  # for all x
        ("x f(x) = 2 x f(x)", "unknown"),  # but for x = 0
        ("f(x) = - x^2 - 1", "unknown"),  # another f, perhaps
    ],
)
def test_a_reason_is_false_that_holds_for_no_values(reason, verdict):
    assert verdicts(f"Let $f(x) = x^2 + 1$. Since ${reason}$, $$(a + b)^2 = a^2 + 2 a b + b^2$$") == [verdict, "proved"]


# -- equations to be solved


def test_an_equation_to_be_solved_is_no_claim_and_what_follows_from_it_is_proved_if_it_holds():
    (step,) = check("Setting the gradient to zero, $$x^2 - 2x + y = 0$$ and so $$x (2 - x) = y$$")
    assert (step.lhs.strip(), step.verdict) == ("x (2 - x)", "proved")
    assert step.conditional == ("if x^2 - 2x + y = 0 (line 1)",)
    assert verdicts("$$a b - c = 0 \\iff a b = c$$") == ["proved"]
    assert verdicts("Let $a > 0$. $$a b = a c \\iff b = c$$") == ["proved"]


@pytest.mark.parametrize(
    ("text", "conditional"),
    [
        ("$2x + 3 = 7$ implies $2x = 4$, hence $x = 2$.", "if 2x + 3 = 7 (line 1)"),
        ("The lines are $x + y = 3$ and $2x - y = 0$. So $$x = 1$$", "if x + y = 3 (line 1) and 2x - y = 0 (line 1)"),
    ],
)
def test_equations_are_solved_step_by_step(text, conditional):
    step = check(text)[-1]
    assert (step.verdict, step.conditional) == ("proved", (conditional,))
    assert [s.verdict for s in check(text.replace("x = 2", "x = 3").replace("x = 1", "x = 2"))][1:] in ([], ["unknown"])


def test_a_result_that_is_not_proved_is_no_equation_from_which_others_follow():
    assert verdicts("We set $w := w - c g$. Then $$c g = 0$$ and so $$c g + 1 = 1$$") == ["unknown", "unknown"]


def test_equations_that_contradict_one_another_are_not_solved():
    assert verdicts("Solve $x + y = 1$ and $x + y = 2$. Then $$2x + 2y = 3$$") == ["unknown"]


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        ("If $x^2 = 4$ and $x > 0$, then $x = 2$.", "proved"),
        ("Suppose $x y = x z$ and $x \\ne 0$. Then $$y + 0 = z$$", "proved"),
        ("Suppose $x y = x z$. Then $$y + 0 = z$$", "refuted"),
        ("Suppose $x + y = 5$ and $x - y = 1$. Then $$2 x y = 12$$", "proved"),
        ("Suppose $x + y = 5$ and $x - y = 1$. Then $$x^2 y = 19 + y - y$$", "refuted"),
        ("Suppose $x y = 6$. Then $$x y^2 = 6 x$$", "refuted"),
    ],
)
def test_what_follows_from_several_equations(text, verdict):
    step = check(text)[-1]
    assert step.verdict == verdict
    assert not step.conditional


def test_a_slope_does_not_follow_from_an_equation_that_was_solved_before_it():
    text = "Let $L = (a - y)^2$. Setting it to zero, $$a - y = 0$$ and so $a = y$. In general, "
    assert verdicts(text + "$$\\frac{\\partial L}{\\partial a} = 2(a - y)$$") == ["proved", "proved"]
    assert verdicts(text + "$$\\frac{\\partial L}{\\partial a} = -2(a - y)$$") != ["proved", "proved"]


def test_an_equation_is_true_or_false_where_all_that_it_speaks_of_has_a_value():
    assert verdicts("Let $a = 2$ and $b = 3$. $$a^2 + b = 7$$") == ["proved"]
    assert verdicts("Let $a = 2$ and $b = 3$. $$a^2 + b = 8$$") == ["refuted"]
    assert verdicts("Let $a = 2$. Now let $a = 3$. Then $$a^2 = 4$$") == ["refuted"]
    assert verdicts("Let $a = 2$. $$a^2 + b = 8$$") == ["unknown"]


# -- either sign


@pytest.mark.parametrize(
    ("formula", "verdict"),
    [
        (r"(a \pm b)^2 = a^2 \pm 2ab + b^2", "proved"),
        (r"(a \pm b)(a \mp b) = a^2 - b^2", "proved"),
        (r"(a \pm b)^2 = a^2 + 2ab + b^2", "refuted"),
        (r"\pm (a - b) = \pm (b - a)", "unknown"),
        (r"5 \pm 2 = 7", "unknown"),
        (r"a + 1 = b \pm 1", "unknown"),
    ],
)
def test_a_claim_with_either_sign_is_two_claims(formula, verdict):
    assert verdicts(f"$${formula}$$") == [verdict]


def test_what_is_either_of_two_values_has_none_of_them():
    assert verdicts("Let $x = \\pm 1$. Then $$x + 1 = 2$$ and $$x^2 + 1 = 2$$") == ["unknown", "unknown"]


# -- names that may be any, and names that are chosen


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        ("Let $f$ be any function. $$f(x + y) = f(x) + f(y)$$", ["refuted"]),
        ("Let $f$ be any linear function. $$f(x + y) = f(x) + f(y)$$", ["unknown"]),
        ("Let $f$ be any function with $$f(x + y) = f(x) + f(y).$$ Then $$f(2x) = 2 f(x)$$", []),
        ("Let $f$ be any smooth function. Suppose that $$f(x + y) = f(x) + f(y).$$ Then $$f(2x) = 2 f(x)$$", []),
        ("Let $x > 0$. Then $|x| = x$.\n\nNow let $x$ be any real number. $$|x| = x$$", ["proved", "refuted"]),
        ("Let $x > 0$. Then $|x| = x$.\n\nNext let $x \\in \\mathbb{R}$. $$|x| = x$$", ["proved", "refuted"]),
        ("Let $x > 0$. Then $|x| = x$.\n\nFor arbitrary $x$, $$|x| = x$$", ["proved", "refuted"]),
        ("Let $x > 0$. Then $|x| = x$.\n\nLet $x$ be arbitrary. $$|x| = x$$", ["proved", "refuted"]),
        ("Let $x > 0$.\n\nFor arbitrary $x$ in the domain, $$|x| = x$$", ["unknown"]),
        ("Let $x$ be any real number with $x > 0$. $$|x| = x$$", ["unknown"]),
        ("Let $x \\in \\mathbb{R}$ with $x > 0$. $$|x| = x$$", ["proved"]),
    ],
)
def test_what_may_be_any_function_or_number_is_bound_by_nothing_said_before(text, verdict):
    assert verdicts(text) == verdict


@pytest.mark.parametrize(
    "text",
    [
        "There is a $d$ such that $$|x| < d \\implies |f(x)| < c$$",
        "For every $c > 0$ there is an $r > 0$ with $$|x - a| < r \\implies |x^2 - a^2| < c$$",
        "There exist $a$ and $b$ with $$a + b = a b - a - b + a^2$$",
        "For a large constant $c$, $$|x| < 1 \\implies x < c$$",
    ],
)
def test_what_is_said_of_something_that_there_is_need_not_hold_for_all(text):
    assert verdicts(text) == ["unknown"]


def test_an_implied_inequality_is_claimed_for_all_that_it_brings_in():
    assert verdicts("$$a < b \\implies a c < b c$$") == ["refuted"]
    assert verdicts("Let $c > 0$. $$a < b \\implies a c < b c$$") == ["proved"]


# -- notation


def test_an_expression_goes_on_in_the_next_display():
    assert verdicts("$$(a + b)^2 = a^2 + ab$$\n\n$$+ ab + b^2$$") == ["proved"]
    assert verdicts("$$(a + b)^2 = a^2 + ab$$\n\nand\n\n$$ab + b^2$$") == ["refuted"]


def test_components_of_a_function_stand_behind_its_argument():
    softmax = r"Let $\mathrm{softmax}(x)_i = \frac{e^{x_i}}{\sum_j e^{x_j}}$. "
    assert verdicts(softmax + r"$$\mathrm{softmax}(2x)_i = \mathrm{softmax}(x)_i$$") == ["refuted"]
    assert verdicts(r"Let $f(x)_i = x_i^2$. $$f(2x)_i = 4 f(x)_i$$") == ["proved"]


def test_what_is_compared_with_a_number_is_one():
    assert verdicts(r"Let $\sigma > 0$. $$\sigma (x - \mu) = \sigma x - \sigma \mu$$") == ["proved"]
    assert verdicts(r"The sigmoid $\sigma(z)$ has $\sigma > 0$. $$\sigma'(z) = \sigma(z) (1 - \sigma(z))$$") == [
        "proved"
    ]


def test_an_exponential_is_no_quantity_in_a_layer():
    assert verdicts(r"$$\frac{d}{dx} a^x = x a^{x-1}$$") == ["refuted"]


def test_indices_that_are_told_apart_behind_a_claim_are_its_condition():
    text = (
        r"Let $p_i = \frac{e^{z_i}}{\sum_j e^{z_j}}$. $$\frac{\partial p_i}{\partial z_j} = -p_i p_j, \quad i \ne j$$"
    )
    assert verdicts(text) == ["proved"]
    assert verdicts(text.replace("-p_i", "p_i")) == ["refuted"]


# -- side conditions


def test_what_is_written_on_the_left_has_a_value():
    (step,) = check("$$\\frac{a b}{a} + c = b + c$$")
    assert step.verdict == "proved"
    assert any("a ≠ 0" in hypothesis for hypothesis in step.hypotheses)
    (step,) = check("$$b + c = \\frac{a b}{a} + c$$")
    assert step.verdict == "unknown"


def test_a_sum_that_leaves_out_an_index_is_not_called_empty():
    (step,) = check("$$\\sum_{k \\neq j} e^{z_k} > 0$$")
    assert step.verdict == "proved"
    assert any("≥ 2" in hypothesis for hypothesis in step.hypotheses)


# -- readings


def test_labels_may_be_understood_to_sum_to_one():
    (step,) = check("With the labels $y$, $$p_j \\sum_k y_k - y_j = p_j - y_j$$")
    assert (step.verdict, step.conditional) == ("proved", ("where labels or probabilities sum to 1",))
    assert "y sums to 1" in step.hypotheses
    assert verdicts("$$p_j \\sum_k y_k - y_j = p_j - y_j$$") == ["unknown"]
    assert verdicts("$$p_j \\sum_k y_k - y_j = p_j + y_j$$") == ["refuted"]


def test_what_a_slash_divides_by_may_be_more_than_one_factor():
    assert verdicts("$$x + 1/2 y = x + \\frac{1}{2y}$$") == ["unknown"]
    (step,) = check("$$x + 1/2 y = x + y/2$$")
    assert (step.verdict, step.conditional) == ("proved", ("if “1/2 y” divides by one factor only",))
    for plain in ("1/2 (x + y) = x/2 + y/2", "1/2 \\cdot y = y/2", "x/(2 y) = \\frac{x}{2 y}"):
        (step,) = check(f"$${plain}$$")
        assert (step.verdict, step.conditional) == ("proved", ())


# -- refutations


def test_a_refutation_has_numbers_that_show_it():
    (step,) = check("$$(a + b)^2 = a^2 + b^2$$")
    values = dict(step.counterexample)
    a, b = (eval_fraction(values[name]) for name in "ab")
    assert (a + b) ** 2 != a**2 + b**2
    assert step.values == (str((a + b) ** 2), str(a**2 + b**2))


@pytest.mark.parametrize(
    "formula",
    [
        "\\|\\mathbf{x}\\|^2 = \\sum_i x_i",
        "\\mathbf{x}^T \\mathbf{y} = 3 \\mathbf{y}^T \\mathbf{x}",
        "\\log_2 x = 1 + \\ln x",
    ],
)
def test_a_refutation_names_only_what_the_document_has(formula):
    (step,) = check(f"$${formula}$$")
    names = {name.split("[")[0] for name, _ in step.counterexample}
    assert names <= {"x", "y", "number of i", "number of components"}
    assert not any("2 > 0" in hypothesis for hypothesis in step.hypotheses)


def eval_fraction(text):
    from fractions import Fraction

    return Fraction(text)


@pytest.mark.parametrize(
    ("formula", "suggestion"),
    [
        (r"\frac{d}{dx} \frac{1}{1 + e^{-x}} = \frac{e^{x}}{(1 + e^{-x})^2}", r"true with e^{-x} in place of e^{x}"),
        (r"(a - b) (a + b) = a^2 + b^2", "true with a^2 - b^2 in place of a^2 + b^2"),
        (r"\frac{d}{dx} x^2 = x", "true with 2 x"),
        (r"\sum_k \delta_{jk} a_k + 1 = a_i + 1", "true with a_j in place of a_i"),
        (r"a - (b - c) = -(a - b + c)", "true with (a - b + c)"),
    ],
)
def test_the_nearest_true_form(formula, suggestion):
    (step,) = check(f"$${formula}$$")
    assert step.verdict == "refuted"
    assert step.suggestion == suggestion


# -- approximations and cases


def test_an_approximation_is_checked_to_the_digits_that_are_printed():
    assert verdicts("$$\\frac{1}{1 + e^{-2}} \\approx 0.8808$$") == ["proved"]
    assert verdicts("$$\\frac{1}{1 + e^{-2}} \\approx 0.88$$") == ["proved"]
    assert verdicts("$$\\frac{1}{1 + e^{-2}} \\approx 0.881$$") == ["proved"]
    assert verdicts("$$\\frac{1}{1 + e^{-2}} \\approx 0.882$$") == ["refuted"]
    assert verdicts("$$\\ln 2 + \\pi \\approx 3.835$$") == ["proved"]


def test_each_case_is_checked_under_its_condition():
    text = (
        "$$\\delta_{ij} a_i + b = \\begin{cases} a_i + b & \\text{if } i = j \\\\ b & \\text{otherwise} \\end{cases}$$"
    )
    assert verdicts(text) == ["proved"]
    assert verdicts(text.replace("\\\\ b &", "\\\\ a_i - b &")) == ["refuted"]


# -- chains


def test_a_chain_goes_on_across_displays_and_relations():
    assert verdicts("$$(a + 1)^2 - 1 = a^2 + 2 a$$ and $$= a (a + 2)$$") == ["proved", "proved"]
    assert verdicts("Let $0 < a < 1$. $$0 < a (1 - a) < 1$$") == ["proved", "proved"]
    text = "$$\\begin{aligned} (a + b)^2 + c &= a^2 + 2 a b \\\\ &\\quad + b^2 + c \\end{aligned}$$"
    assert verdicts(text) == ["proved"]


def test_directives_say_what_the_text_does_not():
    assert verdicts("<!-- derivations: let y = 1 -->\n\n$$a y + b = a + b$$") == ["proved"]
    assert verdicts("<!-- derivations: ignore -->\n\n$$1 + 1 = 3$$\n\n$$1 + 1 = 2$$") == ["proved"]
    assert verdicts("% derivations: ignore\n\\[ 1 + 1 = 3 \\]\n\\documentclass{a}") == []


# -- executors


@pytest.mark.parametrize("kind", [ThreadPoolExecutor, slow(ProcessPoolExecutor)])
def test_any_executor_checks_the_same(kind):
    text = "# One\n$$(a + b)^2 = a^2 + b^2$$\n# Two\nLet $f(x) = x^2$.\n# Three\n$$f(2) + a = 4 + a$$"
    alone = [(step.place, step.verdict) for step in check(text)]
    assert [verdict for _, verdict in alone] == ["refuted", "proved"]
    with kind(2) as executor:
        assert [(step.place, step.verdict) for step in check(text, executor=executor)] == alone


def test_a_step_that_takes_too_long_is_unknown():
    (step,) = check("$$(a + b)^2 + c = a^2 + b^2$$", timeout=1e-9)
    assert (step.verdict, step.kind) == ("unknown", "timeout")


# -- what no formula states


@pytest.mark.parametrize(
    "text",
    [
        "For a linear $f$: $$f(x + y) - f(x) = f(y)$$",
        "The matrix $\\mathbf{A}$ is symmetric. $$\\mathbf{A}^\\top \\mathbf{x} = \\mathbf{A} \\mathbf{x}$$",
        "The unit vector $\\mathbf{u}$ is normalized. $$2 \\mathbf{u}^\\top \\mathbf{u} + x = 2 + x$$",
    ],
)
def test_a_true_step_that_rests_on_words_is_not_called_false(text):
    assert verdicts(text) == ["unknown"]


def test_the_softplus_is_known_by_its_name():
    assert verdicts("$$\\mathrm{softplus}(x) - \\mathrm{softplus}(-x) = x$$") == ["proved"]


@pytest.mark.parametrize("text", ["$$1 + E[x] = E[y] + 1$$", "$$H(p) + 1 = H(q) + 1$$", "$$H(p_1) + 1 = H(p_2) + 1$$"])
def test_values_of_one_function_at_two_arguments_are_not_taken_for_one_quantity(text):
    assert verdicts(text) == ["unknown"]


def test_the_identity_matrix_and_the_vector_of_ones():
    claim = "$$(\\mathbf{X}^\\top \\mathbf{X} + \\lambda \\mathbf{I}) \\mathbf{w} = \\mathbf{X}^\\top \\mathbf{X} \\mathbf{w} + \\lambda \\mathbf{w}$$"
    assert verdicts(claim) == ["proved"]
    assert verdicts(claim.replace("+ \\lambda \\mathbf{w}", "+ 2 \\lambda \\mathbf{w}")) == ["refuted"]
    assert verdicts("$$\\mathbf{1}^\\top \\mathbf{x} = \\sum_i x_i$$") == ["proved"]
    assert verdicts("$$\\mathbf{1}^\\top \\mathbf{x} = 2 \\sum_i x_i$$") == ["refuted"]


# -- where the sides have values, and what bears on a step


def test_a_step_may_be_proved_where_both_sides_have_values():
    (step,) = check("$$\\ln(x^2) = 2 \\ln x$$")
    assert step.verdict == "proved"
    assert any("positive" in text or "x > 0" in text for text in step.hypotheses)
    assert verdicts("$$\\ln(x^2) = 3 \\ln x$$") == ["refuted"]


@pytest.mark.parametrize("text", ["$$\\ln x = \\ln(-x)$$", "$$\\ln(x - y) = \\ln(y - x)$$", "$$\\sqrt{-1 - x^2} = x$$"])
def test_nothing_is_proved_where_the_sides_never_have_values_together(text):
    assert verdicts(text) == ["unknown"]


def test_an_equation_that_may_hold_keeps_what_follows_from_being_called_false():
    assert verdicts("$$x + y = 1 - s$$ $$x^2 + s = (1 - s - y)^2 + s$$") == ["unknown", "unknown"]
    assert verdicts("$$x^2 + s = (1 - s - y)^2 + s$$")[0] == "unknown"
    assert verdicts("$$x + s - 1 = y^2$$ $$u + u = 3 u$$") == ["unknown", "refuted"]


def test_letters_of_counts_keep_a_step_from_being_called_false():
    assert verdicts("$$-\\frac{n}{x^2} < 0$$") == ["unknown"]
    assert verdicts("$$-\\frac{c}{x^2} < 0$$") == ["unknown"]  # it may be a condition
    assert verdicts("$$x^2 + 1 = (x + 1)^2 - 2 x > 0$$") == ["proved", "proved"]


@pytest.mark.parametrize(
    "text",
    ["$$\\sigma^{-1}(p) = \\ln \\frac{p}{1-p}$$", "$$\\tanh^{-1} x = \\frac{1}{2} \\ln \\frac{1+x}{1-x}$$",
     "Let $f(x) = e^x$. $$f^{-1}(y) = \\ln y$$"],
)  # fmt: skip
def test_an_inverse_function_is_not_taken_for_a_reciprocal(text):
    assert verdicts(text) == ["unknown"]
    assert verdicts("$$\\sigma(x)^{-1} = 1 + e^{-x}$$") == ["proved"]


def test_a_square_may_be_what_is_defined_and_what_is_differentiated_by():
    text = "$$\\sigma^2 = \\frac{1}{m} \\sum_{i=1}^m x_i^2$$ $$\\frac{\\partial \\sigma^2}{\\partial x_k} = \\frac{2}{m} x_k$$"
    assert verdicts(text) == ["proved"]
    assert verdicts(text.replace("{2}{m} x_k", "{1}{m} x_k")) == ["refuted"]
    assert verdicts("$$\\frac{d}{d\\sigma^2} \\ln \\sigma = \\frac{1}{2 \\sigma^2}$$") == ["proved"]
    assert verdicts("$$\\frac{d}{d\\sigma^2} \\ln \\sigma = \\frac{1}{\\sigma^2}$$") == ["refuted"]


def test_starred_quantities_are_others():
    assert verdicts("$$2 x^* + x^* = 3 x^*$$") == ["proved"]
    assert verdicts("$$2 x^* + x^* = 4 x^*$$") == ["refuted"]
    assert verdicts("$$x^+ + 1 = x^* + 1$$") == ["unknown"]


@pytest.mark.parametrize("operator", ["\\partial_{a_j}", "\\partial_j", "D_j", "\\frac{\\partial}{\\partial a_j}"])
def test_every_operator_of_differentiation_is_understood(operator):
    text = f"$$S_i = \\frac{{e^{{a_i}}}}{{\\sum_k e^{{a_k}}}}$$ $$\\frac{{\\partial S_i}}{{\\partial a_i}} = S_i (1 - S_i), \\quad {operator} S_i = S_i (\\delta_{{ij}} - S_j)$$"
    assert verdicts(text) == ["proved", "proved"]
    assert verdicts(text.replace("- S_j)", "+ S_j)")) == ["proved", "refuted"]


def test_a_logarithm_has_the_base_that_is_written():
    assert verdicts("$$\\log_2 x = \\frac{\\ln x}{\\ln 2}$$") == ["proved"]
    assert verdicts("$$\\log_2 x = \\ln x$$") == ["refuted"]


@pytest.mark.parametrize(
    ("words", "verdict"),
    [
        ("Here $\\log$ is the logarithm to base 2. ", "refuted"),
        ("All logarithms are to base two.\n\n## Slopes\n\n", "refuted"),
        ("We do not say that logarithms are to base 2. ", "unknown"),
        ("In bits, take base 2. ", "unknown"),
        ("Numbers are in base 2. ", "unknown"),
        ("", "proved"),
    ],
)
def test_a_text_says_to_which_base_its_logarithms_are(words, verdict):
    assert verdicts(words + "$$\\frac{d}{dx} \\log x = \\frac1x$$") == [verdict]
    assert (verdicts(words + "$$\\log 8 = 3$$") == ["proved"]) == (verdict == "refuted")


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        ("Let $x \\ge 0$. $$\\lim_{c \\to 0} x^c = 1$$", "refuted"),
        ("Let $x > 0$. $$\\lim_{c \\to 0} x^c = 1$$", "proved"),
        ("$$\\lim_{c \\to 0} x^c = 1$$", "unknown"),
        ("$$\\lim_{x \\to 2} \\frac{x^2 - 4}{x - 2} = 3$$", "refuted"),
        ("$$\\lim_{x \\to 0} \\frac{1}{x} = \\infty$$", "unknown"),
    ],
)
def test_a_limit_is_seen_from_both_sides(text, verdict):
    (step,) = check(text)
    assert step.verdict == verdict
    assert all(name == "x" and "x^c" in text for name, _ in step.counterexample or ())


def test_an_inline_formula_that_looks_like_a_display_is_one():
    assert verdicts("**Step 1.** $\\displaystyle \\frac{d}{dx} x^2 = 3x$") == ["refuted"]


def test_a_bar_may_mean_a_mean():
    text = "$$\\sum_i (x_i - \\bar x)^2 = \\sum_i x_i^2 - n \\bar x^2$$"
    assert verdicts(text) == ["unknown"]


def test_the_derivative_of_what_is_not_defined_is_given():
    text = "With $q_i = \\frac{e^{z_i}}{\\sum_j e^{z_j}}$, $$\\frac{\\partial C}{\\partial z_i} = q_i - p_i = \\frac{e^{z_i}}{\\sum_j e^{z_j}} - p_i$$"
    assert verdicts(text) == ["proved"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [("$$V = \\oint f, \\quad V^2 = 3 + V$$", ["unknown", "unknown"]), ("With $w_1 = w_2 = -2$ and $b = 3$: $$w_1 + w_2 + b = -1$$", ["proved"]),
     ("$$\\frac{e^{x_i}}{\\sum_j e^{x_j}} =: \\pi_i$$ $$\\sum_i \\pi_i = 1 + 0$$", ["proved"])],
)  # fmt: skip
def test_what_a_text_says_of_a_name_counts_even_if_it_is_said_oddly(text, expected):
    assert verdicts(text) == expected


# -- what depends on what, and what a derivative reaches


@pytest.mark.parametrize(
    ("definition", "expression", "by", "slope"),
    [
        ("Let $a = w x$.", "(a - y)^2", "w", "2(a - y) x"),
        (r"Let $y$ be the label and $\hat y = w x + b$.", r"\frac12 (y - \hat y)^2", "w", r"(\hat y - y) x"),
        (r"With the sigmoid, $p = \sigma(z)$.", r"(-y \ln p - (1 - y) \ln(1 - p))", "z", "p - y"),
        ("", "(w x - y)^2", "w", "2(w x - y) x"),
    ],
)
def test_a_letter_of_which_nothing_is_said_is_constant_whatever_the_others_are_called(
    definition, expression, by, slope
):
    derivative = rf"\frac{{\partial}}{{\partial {by}}} {expression}"
    (true,) = check(f"{definition} $${derivative} = {slope}$$")
    assert (true.verdict, "function of" in str(true.hypotheses)) == ("proved", False)
    assert verdicts(f"{definition} $${derivative} = 3({slope})$$") == ["refuted"]


def test_no_refutation_rests_on_a_dependence_that_nobody_stated():
    assert verdicts(r"$$\frac{d}{dx} y^2 = 2y$$") == ["unknown"]
    assert verdicts(r"$$\frac{d}{dx} y^2 = 2y \frac{dy}{dx}$$ $$\frac{d}{dx} y^2 = y \frac{dy}{dx}$$") == [
        "proved",
        "refuted",
    ]
    assert verdicts(r"$$\frac{d}{dx} \ln y = \frac1y \frac{dy}{dx}$$ $$\frac{dy}{dx} = \frac{1}{dx/dy}$$") == [
        "proved",
        "unknown",
    ]


@pytest.mark.parametrize(
    ("of", "gradient"),
    [
        ("a^T w", "a"),
        ("w^T a", "a"),
        ("b^T A w", "A^T b"),
        (r"\lambda w^T w", r"2 \lambda w"),
        (r"y\, w^T a", "y a"),
        (r"\lambda \|w\|^2", r"2 \lambda w"),
        (r"\lambda C", r"\lambda \nabla_w C"),
    ],
)
def test_nabla_without_brackets_acts_on_the_whole_product(of, gradient):
    assert verdicts(rf"$$\nabla_w {of} = {gradient}$$ $$\nabla_w ({of}) = {gradient}$$") == ["proved"] * 2
    assert verdicts(rf"$$\nabla_w {of} = 3 \cdot {gradient}$$") == ["refuted"]


@pytest.mark.parametrize(
    ("sizes", "verdict"),
    [
        (r"m \times n", "refuted"),
        (r"(d+1) \times n", "refuted"),
        (r"3 \times n", "unknown"),  # where 3 = n
        (r"m \times m", "refuted"),
    ],
)
def test_a_declared_matrix_is_no_number(sizes, verdict):
    declared = rf"Let $X \in \mathbb{{R}}^{{{sizes}}}$."
    assert verdicts(rf"{declared} $$\nabla_w \|X w\|^2 = 2 X^T X w$$ $$\nabla_w \|X w\|^2 = 2 X X w$$") == [
        "proved",
        verdict,
    ]
    assert verdicts(r"Let $X \in \mathbb{R}^{k \times m \times n}$. $$X Y = Y X$$") == ["unknown"]


def test_what_is_transposed_is_no_number():
    derivative = r"\frac{\partial}{\partial W} \|W x - y\|^2"
    assert verdicts(f"$${derivative} = 2 (W x - y) x^T$$") == ["proved"]
    assert verdicts(f"$${derivative} = 2 x (W x - y)^T$$") == ["refuted"]
    assert verdicts(r"Let $S = \frac{\mathbf{M}}{q}$. $$\frac{\partial}{\partial q} S = -\frac{\mathbf{M}}{q^2}$$") == [
        "proved"
    ]


@pytest.mark.parametrize(
    "words", ["Let $x$ be a vector and $A$ a matrix.", r"Let $A$ be an $n \times n$ matrix and $x$ a vector."]
)
def test_each_clause_says_a_sort_of_its_own_name(words):
    assert verdicts(rf"{words} $$x^T A x = x^T A^T x$$ $$x^T A x = x^T A A^T x$$") == ["proved", "refuted"]


# -- what is left open


@pytest.mark.parametrize(
    "text",
    [
        r"Let $p$ be the softmax of $z$. $$\frac{\partial}{\partial z_j}\ln p_i = \delta_{ij} - p_j$$",
        r"The outputs $p_i$ are the softmax of the logits $z_i$. $$\frac{\partial}{\partial z_j}\ln p_i = \delta_{ij} - p_j$$",
        r"Let $a$ be the sigmoid of $z$. $$\frac{\partial}{\partial z} \ln a = 1 - a$$",
        r"The activation is the identity: $$\sigma(z) + c = z + c$$",
        r"$$\vec{AB} + \vec{BC} = \vec{AC}$$",
        r"In $GF(2)$ $$1 + 1 = 0$$",
        r"$$\mathbf{e}_i^T \mathbf{x} = x_i$$",
        r"$$\hat{\mathbf{n}}\cdot\hat{\mathbf{n}}\,c = c$$",
        r"Let $e_k$ be the $k$-th unit vector. $$\sum_i e_{ki} x_i = x_k$$",
        r"It rose by $94 - 92 = 2\%$.",
        r"$$1024 \approx 10^3$$",
        r"$$e^-x = \frac{1}{e^x}$$",
        r"$$\infty + 1 = \infty$$",
        r"$$(a + b)^2 \ne a^2 + b^2$$",
    ],
)
def test_what_words_or_signs_say_in_another_way_is_not_refuted(text):
    assert verdicts(text) == ["unknown"]


@pytest.mark.parametrize(
    "text",
    [
        r"$$\mathbf{v}_i^T \mathbf{x} = x_i$$", r"$$94\% - 92\% = 3\%$$", r"$$1024 \approx 1030$$",
        r"$$(a + b)^2 \ne a^2 + 2ab + b^2$$", "$$2 + 2 \\ne 4$$", "$$2 = 1$$",
        r"$$|x| = \begin{cases} x & x \ge 0 \\ x & \text{else} \end{cases}$$",
        r"The function is $e^x$. $$\frac{d}{dx} e^{2x} = e^{2x}$$", r"{\large $$\large a + a = 3a$$}",
        r"$$2x = 6 \quad\Leftrightarrow\quad x = 4$$", r"$$a + a \quad = \quad 3a$$",
        r"Set $c$ to zero. $$a + a = 3a$$",
    ],
)  # fmt: skip
def test_what_is_false_all_the_same_is_refuted(text):
    (step,) = check(text)
    assert step.verdict == "refuted"
    assert step.suggestion is None or re.search("[a-z]", step.suggestion.removeprefix("true with"))


@pytest.mark.parametrize(
    ("formula", "text"),
    [
        (r"\frac{\|\mathbf{x}\|^2}{\|\mathbf{x}\|^2} = 1", "∑ₖ xₖ² ≠ 0"),
        (r"\frac{\|c_k \mathbf{y}\|^2}{\|c_k \mathbf{y}\|^2} = 1", "∑ₗ (cₖ yₗ)² ≠ 0"),
        (r"\ln \|\mathbf{x}\|^2 = 2 \ln \|\mathbf{x}\|", "∑ₖ xₖ² > 0"),
    ],
)
def test_messages_write_an_index_of_their_own_as_a_letter(formula, text):
    (step,) = check(f"$${formula}$$")
    assert step.hypotheses == (f"{text}, so that the left side has a value",)


@pytest.mark.parametrize(
    "step",
    [
        r"\ln(1 + e^{-x}) = \ln(1 + e^x)",
        r"\frac{1}{1 + e^{-x}} = \frac{1}{1 + e^x}",
        r"\ln(x^2 + 1) = x",
    ],
)
def test_nothing_is_said_of_what_always_has_a_value_and_no_suggestion_repeats_the_left_side(step):
    (found,) = check(f"$${step}$$")
    assert (found.verdict, found.hypotheses, found.suggestion) == ("refuted", (), None)
    (open_,) = check(r"$$\ln x = 2 \ln x$$")
    assert any("so that the left side has a value" in text for text in open_.hypotheses)


def test_a_suggestion_has_one_number_before_it():
    found = check("Let $g(x) = f(2x)$. $$g''(x) = 2 f''(2x)$$")[-1]
    assert found.suggestion == "true with 4 f''(2x)"


def test_a_size_is_called_by_an_index_of_the_document():
    (found,) = check(r"$$\sum_i \sum_j \delta_{ij} = 1$$")
    assert found.counterexample == (("number of i", "2"),)


def test_a_table_is_apart_from_the_text_around_it_and_its_cells_from_one_another():
    text = "$$2 + 2 = %s$$\n\n| softmax | gradient |\n|---|---|\n| odd | $a$ |\n"
    assert [check(text % value)[0].verdict for value in ("5", "4")] == ["refuted", "proved"]
    assert "oddly" not in check("$$|x| = x$$\n\n| odd | ly |\n|---|---|\n| $a$ | $b$ |\n")[0].reason
