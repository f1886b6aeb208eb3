"""What may mean something else than a product of letters, or a power, is not read as one: a wrong rule is never proved."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from derivations import check
from derivations.document.syntax.commands import FUNCTIONS
from derivations.document.syntax.names import ELEMENTARY, KNOWN_FUNCTIONS
from derivations.document.syntax.nodes import Applied, Bracket, Differential, Name, Row, Terms
from derivations.document.syntax.parser import parsed
from derivations.document.syntax.tokens import NotUnderstood, tokens


def verdicts(text):
    return [step.verdict for step in check(text)]


def read(tex):
    return parsed(tokens(tex))


UNDECIDED = [
    (r"\sin^{-1}(x) = \frac{1}{\sin x}", r"\sin(\sin^{-1}(x)) = x"),
    (r"f^{-1}(x) = \frac{1}{f(x)}", r"f(f^{-1}(x)) = x"),
    (r"[x] = x", r"[x] \le x"),
    (r"\{x\} = x", r"\{x\} < 1"),
    (r"2\frac{1}{2} = 1", r"2\frac{1}{2} = \frac{5}{2}"),
    (r"\exp^{-z} = e^{z}", r"\exp^{-z} = e^{-z}"),
    (r"17 \equiv 5 \pmod{83}", r"17 \cdot 5 \equiv 2 \pmod{83}"),
    (r"17 \bmod 4 = 2", r"17 \bmod 4 = 1"),
    (r"\vec{a} \times \vec{b} = \vec{b} \times \vec{a}", r"\vec{a} \times \vec{b} = -\vec{b} \times \vec{a}"),
    (r"a \times b = b \times a", r"a \times b = -b \times a"),
    (r"f \circ g = g \circ f", r"f \circ (g \circ h) = (f \circ g) \circ h"),
    (r"f \ast g = f g", r"f \ast g = g \ast f"),
    (r"\frac{d}{dx} x^2 + x = 2x", r"\frac{d}{dx} x^2 + x = 2x + 1"),
    (r"\sin 2x = 2 \sin x", r"\sin 2x = 2 \sin x \cos x"),
    (r"\det 2A = 2 \det A", r"\det 2A = 4 \det A"),
    (r"\operatorname{erf} 2x = 2 \operatorname{erf} x", r"\operatorname{erf}(-x) = -\operatorname{erf} x"),
    (r"\operatorname{tr} ABC = \operatorname{tr} ACB", r"\operatorname{tr} ABC = \operatorname{tr} CAB"),
    (r"\mathrm{Var} 2X = 2 \mathrm{Var} X", r"\mathrm{Var} 2X = 4 \mathrm{Var} X"),
    (r"1 + \Gamma(2x) = 1 + 2 \Gamma(x)", r"\Gamma(n + 1) + 1 = n \Gamma(n) + 1"),
    (r"\log abc = bc \log a", r"\log abc = \log a + \log b + \log c"),
    (r"\log Ax^n = x^n \log A", r"\log Ax^n = \log A + \log x^n"),
    (r"\lim_{x \to 0} \frac{|x|}{x} = 1", r"\lim_{x \to 0} (x + 1) = 1"),
    (r"\lim_{x \to 0^-} e^{1/x} = 1", r"\lim_{x \to 0^-} e^{1/x} = 0"),
    (r"\sin x (1 + y) = (1 + y) \sin x", r"\sin x (1 + y) = \sin (x (1 + y))"),
    (r"sin(2x) + 1 = 2 sin(x) + 1", r"sin(2x) = 2 sin(x) cos(x)"),
    (r"\partial x = \partial y", r"\partial x = \partial x"),
]
"""A false and a true claim in the same notation: neither is decided as if letters were multiplied."""


@pytest.mark.parametrize(("false", "true"), UNDECIDED)
def test_the_false_claim_is_not_proved_and_the_true_one_not_refuted(false, true):
    assert "proved" not in verdicts(f"$${false}$$")
    assert "refuted" not in verdicts(f"$${true}$$")


DECIDED = [
    (r"ln(x^2) = 2 ln(x)", r"ln(x^2) = 3 ln(x)", "Let $x > 0$."),
    (r"\text{ln} x^2 = 2 \ln x", r"\text{ln} x^2 = 3 \ln x", "Let $x > 0$."),
    (r"exp(x + y) = exp(x) exp(y)", r"exp(x + y) = exp(x) + exp(y)", ""),
    (r"\lim_{x \to 0^+} (x + 1) = 1", r"\lim_{x \to 0^+} (x + 1) = 2", ""),
    (r"2 \times 3 \times x = 6x", r"2 \times 3 \times x = 5x", ""),
    (r"\frac{{\rm d}}{{\rm d}x} x^3 = 3 x^2", r"\frac{{\rm d}}{{\rm d}x} x^3 = 2 x^2", ""),
    (r"\frac{\mathrm{d}}{\mathrm{d}x} x^3 = 3 x^2", r"\frac{\mathrm{d}}{\mathrm{d}x} x^3 = 2 x^2", ""),
    (r"2 [x + y] = 2x + 2y", r"2 [x + y] = 2x + y", ""),
    (r"\ln 2x = \ln 2 + \ln x", r"\ln 2x = 2 \ln x", "Let $x > 1$."),
    (r"(\Delta x)^2 - \Delta x^2 = 0", r"(\Delta x)^2 - x \Delta x + 1 = 1", ""),
    (r"\boxed{(a + b)^2 = a^2 + 2ab + b^2}", r"\boxed{(a + b)^2 = a^2 + b^2}", ""),
    (r"\label{sum} (a + b)^2 = a^2 + 2ab + b^2", r"\label{sum} (a + b)^2 = a^2 + b^2", ""),
    (r"{\displaystyle a (b + c) = ab + ac}", r"{\displaystyle a (b + c) = ab + c}", ""),
    (r"|x| = x \quad \forall x > 0", r"|x| = x + 1 \quad \forall x > 0", ""),
    (r"|x| = -x \text{ for $x < 0$}", r"|x| = 1 - x \text{ for $x < 0$}", ""),
    (r"max(0, x) + x = x + max(0, x)", r"max(0, x) + x = 2 max(0, x)", ""),
]
"""A true and a false claim in notation that has one meaning."""


@pytest.mark.parametrize(("true", "false", "before"), DECIDED)
def test_what_has_one_meaning_is_decided(true, false, before):
    assert verdicts(f"{before}\n\n$${true}$$") == ["proved"]
    assert "proved" not in verdicts(f"{before}\n\n$${false}$$")


UNKNOWN_FUNCTIONS = st.sampled_from(sorted(FUNCTIONS - ELEMENTARY))
ARGUMENTS = st.sampled_from(
    ["x", "2x", r"\alpha", "x_1", r"2 \pi x", r"\frac{x}{2}", r"\sqrt{x}", "n x", "{x + 1}", "|x|"]
)


@given(UNKNOWN_FUNCTIONS, ARGUMENTS, ARGUMENTS)
def test_a_function_before_an_argument_is_no_factor(name, one, other):
    found = read(rf"3 \{name} {one} \{name} {other} + \{name} {one}")
    assert isinstance(found, Terms)
    (_, row), (_, last) = found.terms
    assert isinstance(row, Row)
    assert [type(item) for item in row.items[1:]] == [Applied, Applied]
    assert isinstance(last, Applied)
    assert not [item for item in row.items if isinstance(item, Name)]


@given(st.sampled_from(sorted(FUNCTIONS - KNOWN_FUNCTIONS)), ARGUMENTS)
def test_an_unknown_function_is_equal_to_itself_and_never_refuted(name, argument):
    for text in (
        rf"a \{name} {argument} = \{name} {argument} \cdot a",
        rf"1 + \{name} {argument} = 1 + 2 \{name} {argument}",
    ):
        assert "refuted" not in verdicts(f"$${text}$$")
    assert "proved" not in verdicts(rf"$$1 + \{name} {argument} = 1 + 2 \{name} {argument}$$")


@given(st.sampled_from(["sin", "cos", "ln", "log", "exp", "tanh", "arctan", "softmax", "sigmoid"]))
def test_letters_that_spell_a_function_are_its_name(word):
    assert read(f"{word}(x)") == Row((Name(word, 0, len(word)), read(f"{' ' * len(word)}(x)")), 0, len(word) + 3)
    assert len(read(" ".join(word) + "(x)").items) == len(word) + 1, "letters with spaces between are letters"
    subscript = read(f"a_{{{word}}}").sub
    assert not isinstance(subscript, Name), "letters of a subscript are indices"


@pytest.mark.parametrize("word", ["lnx", "sinx", "logx", "expx", "cosx"])
def test_letters_that_begin_like_a_function_are_not_multiplied(word):
    with pytest.raises(NotUnderstood):
        read(word)


@given(st.sampled_from(["d", r"\mathrm{d}", r"\mathrm d", r"{\rm d}", r"\operatorname{d}"]), st.sampled_from("txyz"))
def test_differentials_in_all_fonts(mark, by):
    assert isinstance(read(rf"\frac{{{mark} N}}{{{mark} {by}}}"), Differential)
    assert not isinstance(read(rf"\frac{{{mark}_1 N}}{{{mark}_2 {by}}}"), Differential)


def test_a_difference_is_one_name_unless_delta_is_a_quantity_too():
    assert read(r"\Delta x") == Name("x", 0, 8, ("Delta",))
    assert isinstance(read(r"\Delta (x)"), Row)
    assert "refuted" not in verdicts(r"Let $\Delta = 2$. Then $$\Delta x + x = 3x$$")


def test_one_formula_that_is_not_understood_costs_what_uses_it_alone():
    text = "$$s(z) = \\frac{1}{1 + \\exp^{-z}}$$\n\n$$\\lim_{z \\to \\infty} s(z) = 2$$\n\n$$(a + b)^2 = a^2 + b^2$$\n"
    assert verdicts(text) == ["unknown", "unknown", "refuted"]


def test_two_definitions_in_one_display():
    text = "$$f(x) = x^2, g(x) = 3x - 1$$\n\n$$f'(x) g'(x) = {}$$\n"
    assert verdicts(text.format("6x")) == ["proved"]
    assert verdicts(text.format("5x")) == ["refuted"]


NAMES = [
    "L", r"\mathcal{L}", r"\mathbb{L}", r"\mathfrak{L}", r"\hat{L}", r"\tilde{L}", r"\Delta L", r"\ell", "l", r"\mathrm{LL}",
    r"L_{\max}", r"L_{\min}", r"L_{\text{max}+1}", r"L_{\frac{1}{2}}", r"L_{\frac{1}{3}}", r"L_{\sqrt{2}}", r"L_{\sqrt{3}}",
    r"L_{|a|}", "L_{(a)}", r"L_{\mathcal{A}}", "L_{A}", r"L_{\Delta a}", "L^*", "L^+", "L^-",
]  # fmt: skip


@given(st.sampled_from(NAMES), st.sampled_from(NAMES))
def test_what_is_written_differently_is_not_the_same(one, other):
    found = verdicts(f"$$1 + {one} = 1 + {other}$$")
    assert found == ["proved"] if one == other else "proved" not in found


def test_a_norm_in_single_bars():
    assert verdicts(r"$$||x + y||^2 = ||y + x||^2$$") == ["proved"]
    assert verdicts(r"$$||x + y||^2 = ||y + 2x||^2$$") != ["proved"]
    assert read("||x||") == Bracket("‖", read("  x"), 0, 5)


def test_an_equality_with_a_question_mark_is_a_question():
    assert verdicts(r"$$a + a \overset{?}{=} 3a$$") == ["unknown"]
    assert verdicts(r"$$a + a \overset{(1)}{=} 3a$$") == ["refuted"]


def test_a_list_before_a_bound_bounds_each():
    assert verdicts("Let $x, y > 0$.\n\n$$|x y| = x y$$\n\n$$|x y| = x y + x$$\n") == ["proved", "refuted"]
    assert "refuted" not in verdicts(r"$$C \ge u \ge 0$$")


@pytest.mark.parametrize("name", [r"\exp", r"\ln", r"\log_2", r"\sin", "sin", r"\operatorname{erf}", r"\mathrm{Var}"])
def test_a_function_without_its_argument_is_no_number(name):
    assert verdicts(f"$$b {name} = b + 1$$") == ["unknown"]
    assert verdicts(f"$$1 + {name} = {name} + 1$$") == ["unknown"]


@pytest.mark.parametrize("word", ["frontage", "depth", "loss", "area", "learningrate"])
def test_words_are_no_products_of_letters(word):
    assert verdicts(f"$${word} \\cdot 2 = 2 {word[::-1]}$$") == ["unknown"]
    assert verdicts(f"$$a_{{{word}}} + 1 = 1 + a_{{{word}}}$$") == ["proved"]
    assert verdicts("$$abc + 1 = cba + 1$$") == ["proved"]
