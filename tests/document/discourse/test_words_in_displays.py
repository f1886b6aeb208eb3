"""Words in displays, brackets and headings, and sentences without formulas, may change what is claimed, too."""

import pytest

from derivations import check

CHANGES = ["outside that", "after flipping it", "in the leftover case", "where it fails", "in spite of it"]
"""Words of which it is not known what they change."""


def last(text):
    return check(text)[-1]


def is_plainly_proved(text):
    step = last(text)
    return step.verdict == "proved" and not step.conditional


PLACES = {
    "behind in a display": "$$|u| = u \\quad \\text{{{}}}$$",
    "before in a display": "$$\\text{{{}}}\\quad |u| = u$$",
    "a tag": "$$|u| = u \\tag{{{}}}$$",
    "brackets": "Then $|u| = u$ ({}).",
    "a sentence in brackets": "$$|u| = u$$ ({}.)",
    "a sentence before": "*{}.* $$|u| = u$$",
    "a heading": "\n\n### {}\n\n$$|u| = u$$",
}


@pytest.mark.parametrize("place", PLACES)
def test_words_that_change_nothing_leave_a_proof_plain(place):
    assert is_plainly_proved("Let $u > 0$. " + PLACES[place].format("as before"))


@pytest.mark.parametrize("words", CHANGES)
@pytest.mark.parametrize("place", PLACES)
def test_a_proof_rests_on_the_words_that_are_not_understood(place, words):
    assert not is_plainly_proved("Let $u > 0$. " + PLACES[place].format(words))


@pytest.mark.parametrize("words", CHANGES)
@pytest.mark.parametrize("place", [place for place in PLACES if place != "a heading"])
def test_nothing_is_refuted_beside_words_that_are_not_understood(place, words):
    assert last(PLACES[place].format(words)).verdict != "refuted"


@pytest.mark.parametrize("words", CHANGES)
def test_words_beside_one_line_of_a_chain_spare_that_line(words):
    rows = r"u &= u && \text{%s} \\ &= u + 1 && \text{%s} \\ &= u + 2 && \text{%s}"

    def refuted(*remarks):
        steps = check(r"\begin{align}" + rows % remarks + r"\end{align}")
        return [step.verdict == "refuted" for step in steps]

    assert refuted("so", "so", "so") == [False, True, True]
    assert refuted(words, "so", "so") == [False, True, True]
    assert refuted("so", words, "so") == [False, False, True]
    assert refuted("so", "so", words) == [False, True, False]


@pytest.mark.parametrize("words", CHANGES)
def test_words_behind_a_whole_chain_spare_all_of_it(words):
    steps = check(f"$$u = u + 1 = u + 2 \\quad \\text{{{words}}}$$")
    assert "refuted" not in {step.verdict for step in steps}


@pytest.mark.parametrize(
    "words",
    [
        "Now suppose the opposite.",
        "We need it no more.",
        "Everything varies from here.",
        "Flip it.",
        "It was a bad guess.",
    ],
)
def test_a_sentence_without_formulas_may_take_back_what_was_supposed_or_defined(words):
    assert not is_plainly_proved(f"Let $u > 0$. Then $|u| = u$. {words} $$|u| = u$$")
    assert not is_plainly_proved(f"Let $f(u) = u^2$. {words} $$f(2) = 4$$")
    assert is_plainly_proved(f"{words} Let $u > 0$. $$|u| = u$$")


@pytest.mark.parametrize("words", ["on", "such that", "thanks to", "once", "falls", "which needs", "("])
def test_a_relation_in_a_remark_may_be_a_condition_whatever_words_are_before_it(words):
    assert last(f"$$\\sqrt{{u^2}} = -u \\quad \\text{{{words} $u < 0$}}$$").verdict != "refuted"
    assert last("$$\\sqrt{u^2} = -u$$").verdict == "refuted"


@pytest.mark.parametrize(
    "text", ["$$|u| = u \\quad (-1 < u < 1)$$", "$$|u| = u \\quad \\forall u$$", "$$|u| = u$$ for all $u$."]
)
def test_what_a_step_says_of_a_quantity_itself_comes_before_what_was_supposed(text):
    assert not is_plainly_proved("Let $u > 0$. " + text)
    assert is_plainly_proved("Let $u > 0$. " + text.split(" \\quad")[0].split("$$ for")[0].rstrip("$") + "$$")


@pytest.mark.parametrize("words", ["e.g. for", "for example if", "in particular for", "for instance when"])
def test_an_example_is_no_condition(words):
    assert not is_plainly_proved(f"$$u^2 = u$$ {words} $u = 1$.")


@pytest.mark.parametrize("more", [", or $2$", " (later $2$)", " and $2$", ", then $2$"])
def test_a_second_value_leaves_none_that_is_sure(more):
    assert not is_plainly_proved(f"Let $u = 1${more}. $$u v = v$$")


@pytest.mark.parametrize("domain", [", $0 \\le u \\le 1$, be the density", " for $0 < u < 1$", " where $u > 0$"])
def test_a_definition_on_a_part_of_the_line_is_not_one_for_all_arguments(domain):
    assert not is_plainly_proved(f"Let $f(u) = 2 u${domain}. $$f(3) = 6$$")
    assert is_plainly_proved("Let $f(u) = 2 u$ for $u \\in \\mathbb{R}$. $$f(3) = 6$$")


def test_a_matrix_may_be_given_by_its_entries():
    assert not is_plainly_proved("Let $A = (a_{ij})$ and $B = (b_{ij})$. $$A B = B A$$")


@pytest.mark.parametrize("words", ["$\\dot{u}$ is the speed.", "The orbit obeys $\\dot u = r u$."])
def test_what_has_a_derivative_by_time_is_no_constant(words):
    assert not is_plainly_proved(f"{words} $$\\frac{{d}}{{dt}} (u t) = u$$")


@pytest.mark.parametrize("text", ["✗ $2 + 2 = 5$", "~~$2 + 2 = 5$~~ no", "### $u > 0$\n\n$$|u| = u$$"])
def test_signs_and_headings_may_say_that_a_claim_does_not_hold_for_all(text):
    assert "refuted" not in {step.verdict for step in check(text)}
