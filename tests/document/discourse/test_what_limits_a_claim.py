"""What limits, generalizes or redefines a claim without a relation: formulas by themselves, cases, exceptions."""

import pytest

from derivations import check


def last(text):
    return check(text)[-1]


def is_plainly_proved(text):
    step = last(text)
    return step.verdict == "proved" and not step.conditional


@pytest.mark.parametrize(
    ("limited", "plain"),
    [
        ("On $\\mathbb{R}$, $|u| = u$.", "Thus $|u| = u$."),
        ("For $-u$ we have $$|u| = u$$", "For $u$ we have $$|u| = u$$"),
        ("For every value: $$|u| = u$$", "For the value: $$|u| = u$$"),
        ("In all cases, $$|u| = u$$", "In the case, $$|u| = u$$"),
        ("$$|u| = u$$ for any value.", "$$|u| = u$$ for the value."),
    ],
)
def test_a_claim_may_be_limited_to_something_else_than_what_was_supposed(limited, plain):
    assert not is_plainly_proved("Let $u > 0$. " + limited)
    assert is_plainly_proved("Let $u > 0$. " + plain)


def test_a_case_ends_where_the_next_one_begins_in_the_same_paragraph():
    text = "Case 1: $u > 0$. Then $|u| = u$. "
    assert is_plainly_proved(text)
    assert not is_plainly_proved(text + "Case 2: then $|u| = u$.")


@pytest.mark.parametrize("known", ["prime", "even", "unspeakable"])
def test_words_behind_a_quantity_may_restrict_it(known):
    assert last(f"$p$ is {known}. $$|p - 1| = p - 1$$").verdict != "refuted"
    assert last("$p$ is real. $$|p - 1| = p - 1$$").verdict == "refuted"


@pytest.mark.parametrize("space", ["V", "G", "\\mathcal{H}"])
def test_members_of_a_set_that_is_not_known_need_not_commute(space):
    assert not is_plainly_proved(f"Let $u, v \\in {space}$. $$u v = v u$$")
    assert is_plainly_proved("Let $u, v \\in \\mathbb{R}$. $$u v = v u$$")


@pytest.mark.parametrize("exception", ["but $f(0) = 1$", "with $f(0) = 1$", "($0 \\le x \\le 1$)"])
def test_a_definition_with_an_exception_is_not_one_for_all_arguments(exception):
    assert not is_plainly_proved(f"Let $f(x) = 2x$ {exception}. $$f(3) = 6$$")
    assert is_plainly_proved("Let $f(x) = 2x$. $$f(3) = 6$$")


def test_a_definition_may_be_read_from_its_right_side():
    text = "Let $x^2 =: u$. $$\\frac{d}{dx} (u x) = %s$$"
    assert last(text % "u").verdict == "refuted"
    assert is_plainly_proved(text % "3 u")


def test_what_a_text_writes_a_differential_of_is_no_constant():
    claim = "$$\\frac{d}{dx} (y x) = y$$"
    assert not is_plainly_proved("Along it $dy = 2x\\,dx$. " + claim)


@pytest.mark.parametrize(
    ("words", "claim"),
    [
        ("Let $x^i$ be the coordinates.", "$$x^2 x = x^3$$"),
        ("Let $\\log$ be the decimal one.", "$$\\log e^x = x$$"),
        ("For $a * b = a^b$:", "$$a * b = b * a$$"),
        ("Here $*$ is something else.", "$$a * b = b * a$$"),
    ],
)
def test_notation_of_which_the_text_speaks_may_mean_something_else(words, claim):
    assert not is_plainly_proved(f"{words} {claim}")
    assert is_plainly_proved(claim)


@pytest.mark.parametrize("claim", ["e^{%s + %s} = e^{%s} e^{%s}", "\\ln e^{%s + %s} = %s + %s"])
def test_a_function_of_a_matrix_need_not_be_that_of_its_components(claim):
    words = "Let $A$ and $B$ be matrices."
    step = last(f"{words} $${claim % ('A', 'B', 'A', 'B')}$$")
    assert step.verdict == "unknown" or step.conditional
    assert is_plainly_proved(f"{words} $${claim % ('A_{ij}', 'B_{ij}', 'A_{ij}', 'B_{ij}')}$$")


@pytest.mark.parametrize("words", ["Find the error:", "Where is the flaw?", "Spot the fault."])
def test_nothing_is_refuted_that_a_text_calls_an_error(words):
    assert last(f"{words} $$2 + 2 = 5$$").verdict != "refuted"
    assert last("Find the error of the layer: $$2 + 2 = 5$$").verdict == "refuted"


def test_an_equation_that_holds_for_all_numbers_restricts_none():
    definition, claim = "Let $\\sigma(z) = \\frac{1}{1 + e^{-z}}$.", "$$\\frac{1}{1 + e^{-z}} = (1 + e^{z})^{-1}$$"
    assert last(f"Show that $\\sigma'(z) = \\sigma(z) (1 - \\sigma(z))$. {definition} {claim}").verdict == "refuted"
    assert last(f"Show that $z^2 = 0$. {definition} {claim}").verdict != "refuted"


@pytest.mark.parametrize(
    ("spoken", "verdict"),
    [("\\frac{\\partial C}{\\partial b_j^L} = \\delta_j^L", "refuted"), ("a_j^L = 1", "proved")],
)
def test_an_equation_that_follows_from_conventions_restricts_nothing(spoken, verdict):
    layer = f"In the softmax layer, $C = - \\ln a_p^L$. $${spoken}$$ In it, $$a_j^L (\\frac{{1}}{{a_j^L}} - 1) = %s$$"
    text = layer + " Then $$w_{jk}^L e^{z_j^L} = w_{jk}^L e^{z_j^L}$$"
    true, false = check(text % "1 - a_j^L")[1], check(text % "2 (1 - a_j^L)")[1]
    assert (true.verdict, false.verdict) == ("proved", verdict)
    assert (f"if {spoken} (line 1)" in false.conditional) == (verdict == "proved")


@pytest.mark.parametrize(("sign", "verdict"), [("", "proved"), ("-", "refuted")])
def test_a_letter_that_a_sum_binds_alike_elsewhere_may_be_free_beside_it(sign, verdict):
    inside = "1 + \\sum_{k \\neq j} e^{z_k}"
    claim = f"For $k \\neq j$, $$\\frac{{\\partial}}{{\\partial z_k}} \\left( {inside} \\right) = {sign}e^{{z_k}}$$"
    assert last(f"Let $S_j = {inside}$. {claim}").verdict == verdict
    assert last(claim).verdict == "unknown"


def test_a_letter_that_a_sum_binds_and_that_stands_on_the_other_side_may_be_the_same():
    definitions = "Let $T = \\sum_k x_k$ and $L = \\sum_k v_k x_k$. "
    claim = "$$\\frac{\\partial L}{\\partial v_k} = \\sum_k x_k$$"  # of the example k, a text may mean
    assert last(definitions + claim).verdict == "unknown"
    assert last(definitions + claim.replace("v_k", "v_j")).verdict == "refuted"


@pytest.mark.parametrize(
    ("display", "verdict"),
    [
        ("(u + v)(u - v) = u^2 - v^2, \\quad %s = (u + v)", "refuted"),
        ("%s = u v (u + v)", "refuted"),
        ("(u, v)$$ $$%s = u v (u + v)", "unknown"),
    ],
)
def test_a_formula_with_an_equation_is_no_interval(display, verdict):
    assert last(f"$${display % '(u + v)^3'}$$").verdict == verdict


@pytest.mark.parametrize(
    ("words", "verdict"),
    [
        ("**Claim.**", "refuted"),
        ("Claim 2.", "refuted"),
        ("**Nonsense.**", "unknown"),
        ("Claim by somebody.", "unknown"),
    ],
)
def test_a_label_limits_nothing(words, verdict):
    assert last(f"{words} For it, $$(u + v)^2 = u^2 + v^2$$").verdict == verdict


@pytest.mark.parametrize(("question", "verdict"), [("What of the limit?", "refuted"), ("Is it so?", "unknown")])
def test_only_a_question_whether_something_is_so_spares_what_follows(question, verdict):
    assert last(f"{question} $$(u + v)^2 = u^2 + v^2$$").verdict == verdict
