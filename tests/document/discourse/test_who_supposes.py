"""Only what the author supposes is supposed, and only what the author defines is defined."""

import pytest

from derivations import check


def is_plainly_proved(text):
    step = check(text)[-1]
    return step.verdict == "proved" and not step.conditional


@pytest.mark.parametrize("verb", ["let", "write", "set", "define", "take", "use", "obtain", "prefer", "propose"])
@pytest.mark.parametrize("relation", [" $s = 2t$.", " $$s = 2t.$$", " $t > 0$, and $s = 2t$."])
def test_what_somebody_else_says_defines_nothing_for_certain(verb, relation):
    claim = " Then $$s + t = 3t.$$"
    for subject in (f"Smith {verb}s", f"Bishop (2006) {verb}s", f"In a book, a colleague {verb}s", f"They {verb}"):
        assert not is_plainly_proved(subject + relation + claim)
    assert is_plainly_proved(f"The model computes{relation}{claim}")


@pytest.mark.parametrize(
    "words", ["Now let", "We set", "As Smith does, we let", "One writes", "Let us define", "Next, take"]
)
def test_the_author_and_a_command_define(words):
    assert is_plainly_proved(words + " $s = 2t$. Then $$s + t = 3t.$$")
    assert not is_plainly_proved(words + " $s = 2t$. Then $$s + t = 4t.$$")


@pytest.mark.parametrize(
    "words", ["The frobnication is", "Smith's loss is", "The frobnication", "A linear network has"]
)
def test_what_something_is_it_is_whatever_it_is_called(words):
    assert is_plainly_proved(words + " $s = 2t$. Then $$s + t = 3t.$$")


@pytest.mark.parametrize("words", ["Smith assumes", "Smith writes: suppose", "Everybody who lets", "Smith argues: let"])
def test_what_somebody_else_supposes_is_no_premise(words):
    assert not is_plainly_proved(words + " $u > 0$. Then $$|u| = u.$$")
    assert is_plainly_proved("We proceed as follows: suppose $u > 0$. Then $$|u| = u.$$")
