"""Names that are written differently are different quantities, but nothing plain rests on that they are, or are not."""

import pytest

from derivations import check
from derivations.document.syntax.names import in_bold, without_variants

PAIRS = [
    (r"\epsilon", r"\varepsilon"),
    (r"\phi", r"\varphi"),
    (r"\mathbf{y}", "y"),
    (r"\boldsymbol\theta", r"\theta"),
    (r"\vec{v}", "v"),
    (r"\mathrm Y", "Y"),
]


def is_plain(step):
    return step.verdict == "refuted" or (step.verdict == "proved" and not step.conditional)


@pytest.mark.parametrize(("one", "other"), PAIRS)
def test_what_rests_on_one_of_two_spellings_is_not_plain(one, other):
    for formula in (
        f"2 {one} = {one} + {other}",
        f"{one} - {other} = 0",
        rf"\frac{{\partial}}{{\partial {one}}} {other} = 0",
    ):
        assert not any(map(is_plain, check(f"$${formula}$$")))
    for formula in (f"2 {one} = {one} + {one}", f"{other} + 1 - {other} = 1"):
        (step,) = check(f"$${formula}$$")
        assert (step.verdict, step.conditional) == ("proved", ())


@pytest.mark.parametrize(("one", "other"), PAIRS[:2])
def test_definitions_of_two_spellings_are_two(one, other):
    text = f"Let ${one} = 3 x$ and ${other} = 4 x$.\n\n"
    for name, value in ((one, 3), (other, 4)):
        true, false = (check(f"{text}$${name} + 1 = {number} x + 1$$")[0] for number in (value, 7 - value))
        assert (true.verdict, true.conditional, false.verdict) == ("proved", (), "refuted")
    both, wrong = (check(f"{text}$${one} + {other} = {number} x$$")[0] for number in (7, 8))
    assert (both.verdict, wrong.verdict) == ("proved", "unknown")
    assert len(both.conditional) == 1


def test_a_length_is_not_its_vector():
    text = "Let $\\vec{v} = (v_1, v_2, v_3)$ and $v = \\|\\vec{v}\\|$. Then\n\n"
    assert not any(map(is_plain, check(f"{text}$$\\vec{{v}} - v = 0$$")))


@pytest.mark.parametrize("length", [r"\|\mathbf{y}\|^2", r"\mathbf{y}^T \mathbf{y}"])
def test_bold_names_have_plain_components(length):
    (step,) = check(rf"$${length} = \sum_i y_i^2$$")
    assert (step.verdict, step.conditional) == ("proved", ())


def test_what_may_be_one_letter():
    assert without_variants(in_bold("ŷ_1")) == without_variants("ŷ") == "ŷ"
    assert without_variants("𝓛") != without_variants("L")
