"""Letters that are numbers, or vectors, for all that the text says: a proof in one reading names it."""

from derivations import check

SOFTMAX = r"Let $\mathrm{softmax}(x)_i = \frac{e^{x_i}}{\sum_j e^{x_j}}$%s. "


def test_a_letter_beside_a_vector_may_be_a_number():
    (step,) = check(SOFTMAX % "" + r"$$\mathrm{softmax}(x + c)_i = \mathrm{softmax}(x)_i$$")
    assert (step.verdict, step.conditional) == ("proved", ("if c is a number",))
    (step,) = check(SOFTMAX % "" + r"$$\mathrm{softmax}(x + c)_i = 2\,\mathrm{softmax}(x)_i$$")
    assert step.verdict != "proved"


def test_a_letter_that_is_said_to_be_a_vector_is_none():
    text = SOFTMAX % r" and $c \in \mathbb{R}^n$" + r"$$\mathrm{softmax}(x + c)_i = \mathrm{softmax}(x)_i$$"
    assert [step.verdict for step in check(text)] == ["refuted"]


def test_a_norm_with_a_number_as_its_index_is_one_of_vectors():
    (step,) = check(r"$$\|2w\|_1 = 2\|w\|_1$$")
    assert (step.verdict, step.conditional) == ("proved", ("if w is a vector",))
    assert [s.verdict for s in check(r"$$\|2w\|_1 = 3\|w\|_1$$")] == ["unknown"]
    assert [s.verdict for s in check(r"Let $w \in \mathbb{R}^n$. $$\|2w\|_1 = 3\|w\|_1$$")] == ["refuted"]
    assert [s.verdict for s in check(r"Let $W$ be a matrix. $$\|2W\|_1 = 2\|W\|_1$$")] == ["unknown"]
