"""Bars with the value of a letter below them: what stands before one is taken there, and the letter is bound by it."""

import pytest

from derivations import check


def verdicts(text):
    return [step.verdict for step in check(text)]


@pytest.mark.parametrize(
    ("true", "false"),
    [
        (r"$$\left.\frac{d}{dx} x^2\right|_{x=3} = 6$$", r"$$\left.\frac{d}{dx} x^2\right|_{x=3} = 9$$"),
        (r"$$\frac{d}{dx} x^2\Big|_{x=a} = 2a$$", r"$$\frac{d}{dx} x^2\Big|_{x=a} = 2a^2$$"),
        (
            r"Let $f(x) = e^{2x}$. Then $$f'(x)\big|_{x=0} - f(x)\big|_{x=1} = 2 - e^2$$",
            r"Let $f(x) = e^{2x}$. Then $$f'(x)\big|_{x=0} - f(x)\big|_{x=1} = 1 - e^2$$",
        ),
        (
            r"Suppose $x > 5$. $$\left. x^2 y \right|_{x=3} = 9y$$",
            r"Suppose $x > 5$. $$\left. x^2 y \right|_{x=3} = 3y$$",
        ),
    ],
)
def test_a_value_at_a_point(true, false):
    assert (verdicts(true), verdicts(false)) == (["proved"], ["refuted"])


def test_the_letter_of_a_bar_is_none_of_those_outside():
    assert "proved" not in verdicts(r"Suppose $a = x$. $$\left. x^2 \right|_{x=3} = 3a$$")
    assert "proved" not in verdicts(r"$$\left. x y \right|_{x=3} = y x$$")


@pytest.mark.parametrize(
    "text",
    [
        r"Let $y = x^2$. $$\left. x y \right|_{x=3} = 3 y$$",
        r"Let $y = x^2$. $$\left. y \right|_{x=3} = 9$$",
        r"Let $y = x^2$. $$\left. y \right|_{x=3} = x^2$$",
        r"Here $y$ depends on $x$. $$\left. x y \right|_{x=3} = 3 y$$",
        r"Let $y(x) = x^2$. $$\left. x y \right|_{x=3} = 3 y$$",
        r"$$x + x^2 \big|_{x=1} = 2$$",
        r"$$\left. x_i y \right|_{x=3} = 3 y$$",
    ],
)
def test_what_may_depend_on_the_letter_is_neither_proved_nor_refuted(text):
    assert verdicts(text) == ["unknown"]


def test_a_counterexample_does_not_name_the_letter_of_a_bar():
    (step,) = check(r"$$\left. a x^2\right|_{x=3} = 6a$$")
    assert [name for name, _ in step.counterexample] == ["a"]


@pytest.mark.parametrize(
    "text",
    [
        r"$$\frac{d}{da} \left. a x \right|_{x=a} = a$$",
        r"$$\lim_{a \to 0} \left. x \right|_{x=a} = a$$",
        r"$$\sum_{i=1}^n \left. x y_i \right|_{x=z_i} = z_1 \sum_{i=1}^n y_i$$",
        r"Let $a = t^2$. $$1 + \frac{d}{dt} \left. x^2 \right|_{x=a} = 1$$",
        r"$$\mathbb{E}[\left. X x \right|_{x=X}] = \mathbb{E}[X] X$$",
    ],
)
def test_a_point_that_may_vary_is_put_in_nowhere(text):
    assert not {"proved", "refuted"} & set(verdicts(text))


def test_a_point_with_an_index_is_that_of_one_index():
    assert verdicts(r"$$\left. x y_i \right|_{x=z_i} = z_i y_i$$") == ["proved"]
    assert "proved" not in verdicts(r"$$\left. x y_i \right|_{x=z_i} = z_j y_i$$")
    assert "proved" not in verdicts(r"$$\left. x \right|_{x=z_i} = z_j$$")
