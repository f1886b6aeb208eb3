"""What a claim's premises leave out makes nothing free: what the text says of a quantity binds it in derivatives too."""

import pytest

from derivations import check

LAYERS = r"For $l = 2, \dots, L$ let $z^l = w a^{l-1} + b$ and $a^l = \tanh(z^l)$."
BY_INDEX = r"For $k = 2, \dots, n$ let $u_k = v_{k-1} + c$ and $v_k = \tanh(u_k)$."
OWN = r"For $l = 2, \dots, L$ let $z^l = w^l a^{l-1} + b^l$ and $a^l = \tanh(z^l)$."


@pytest.mark.parametrize(
    ("text", "claim"),
    [
        (r"For $l = 2, \dots, L$ let $z^l = z^{l-1} + b$.", r"\frac{\partial z^L}{\partial b} = 1"),
        (r"For $l = 2, \dots, L$ let $z^l = z^{l-1} + b$.", r"\lim_{b \to \infty} \frac{z^L}{b} = 1"),
        (LAYERS, r"\frac{\partial z^L}{\partial b} = 1"),
        (LAYERS, r"\frac{\partial z^L}{\partial w} = a^{L-1}"),
        (BY_INDEX, r"\frac{\partial u_n}{\partial c} = 1"),
        (BY_INDEX, r"\frac{\partial u_k}{\partial c} = 1"),
        (r"Let $\tanh(u_k) = v_k$ and $u_k = v_{k-1} + c$.", r"\frac{\partial u_k}{\partial c} = 1"),
        (r"Let $u_k = u_{k-1} + c$.", r"\frac{\partial u_k}{\partial u_{k-1}} = 0"),
        (r"Let $z^{(k)} = a^{(k-1)} + c$ and $a^{(k)} = \tanh(z^{(k)})$.", r"\frac{\partial z^{(k)}}{\partial c} = 1"),
        (r"Let $v = \oint b$.", r"\frac{\partial (v + b)}{\partial b} = 1"),
        ("$$v = b!$$\n", r"\frac{\partial (v + b)}{\partial b} = 1"),
        ("- $v = b^2$.\n- A derivative:\n", r"\frac{\partial (v + b)}{\partial b} = 1"),
    ],
)
def test_what_is_left_out_is_not_constant(text, claim):
    last = check(f"{text} Then\n\n$${claim}$$")[-1]
    assert last.verdict != "proved"


@pytest.mark.parametrize(
    ("text", "claim"),
    [
        (OWN, r"\frac{\partial z^L}{\partial w^L} = a^{L-1}"),
        (OWN, r"\frac{\partial z^L}{\partial b^L} = 1"),
        (r"For $l = 2, \dots, L$ let $z^l = z^{l-1} + b$.", r"\frac{\partial z^L}{\partial z^{L-1}} = 1"),
        (r"Let $h_0 = 0$, $h_1 = w h_0 + x_1$ and $h_2 = w h_1 + x_2$.", r"\frac{\partial h_2}{\partial x_2} = 1"),
        (r"Let $v = u^2$ and $u = b + 1$.", r"\frac{\partial (v + b)}{\partial b} = 2 b + 3"),
        (r"Let $v = u!$.", r"\frac{\partial (v + b)}{\partial b} = 1"),
        ("", r"\lim_{b \to \infty} \frac{z + b}{b} = 1"),
    ],
)
def test_what_the_text_says_of_others_changes_nothing(text, claim):
    last = check(f"{text} Then\n\n$${claim}$$")[-1]
    assert (last.verdict, last.reason) == ("proved", "")


def test_an_update_ties_nothing():
    *_, claim = check("$$w = w - \\eta x$$\n\n$$\\frac{\\partial (x w)}{\\partial x} = w$$")
    assert claim.verdict == "proved"


@pytest.mark.parametrize("where", ["", " with $r > 0$"])
def test_a_condition_beside_a_definition_does_not_end_it(where):
    said = f"Let $r = x^2${where}. "
    assert [step.verdict for step in check(said + r"$$\frac{dr}{dx} = 2x$$")] == ["proved"]
    assert [step.verdict for step in check(said + r"$$\frac{dr}{dx} = 3x$$")] == ["refuted"]
