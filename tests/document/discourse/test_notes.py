"""Footnotes, captions, and what else stands apart from the text around it: it supposes nothing there."""

import pytest

from derivations import check


def last(text, form="latex"):
    return check(text, form=form)[-1]


def is_plainly_proved(text, form="latex"):
    step = last(text, form)
    return step.verdict == "proved" and not step.conditional


CLAIM = " Then $$|u| = u.$$"


@pytest.mark.parametrize(
    "note",
    [
        r"\footnote{Suppose $u > 0$.}",
        r"\footnote{See \emph{there}. Suppose $u > 0$.}",
        "\\footnote{See there.\n\nSuppose $$u > 0$$ and no more.}",
        r"\begin{figure}\caption{Suppose $u > 0$.}\end{figure}",
        r"\begin{figure}\caption[Suppose $u > 0$.]{The function.}\end{figure}",
    ],
)
def test_a_note_supposes_nothing_for_the_text_around_it(note):
    assert not is_plainly_proved(f"Let $a$ be real.{note}{CLAIM}")
    assert last(f"Let $a$ be real.{note}{CLAIM}").verdict == "unknown"
    assert is_plainly_proved(f"Let $u > 0$.{note}{CLAIM}")


@pytest.mark.parametrize(
    "note", ["![Suppose $u > 0$.](plot.png)", "^[See there. Suppose $u > 0$.]", "[^1]\n\n[^1]: Suppose $u > 0$.\n\n"]
)
def test_a_note_in_markdown_supposes_nothing_for_the_text_around_it(note):
    assert not is_plainly_proved(f"Let $a$ be real. {note}{CLAIM}", "markdown")
    assert is_plainly_proved(f"Let $u > 0$. {note}{CLAIM}", "markdown")


def test_a_note_on_a_heading_supposes_nothing_for_its_section():
    assert not is_plainly_proved(r"\section{Signs\footnote{Let $u > 0$.}}" + CLAIM)
    assert is_plainly_proved(r"\section{Signs of $u$ for $u > 0$\footnote{See there.}}" + CLAIM)


def test_a_note_has_what_was_supposed_before_and_what_it_supposes_itself():
    inside = r"Let $v > 0$.\footnote{Let $u > 0$. Then $$|u v| = u v.$$}"
    assert is_plainly_proved(inside)
    assert last(inside.replace("= u v", "= -u v")).verdict == "refuted"


@pytest.mark.parametrize("note", [r"\footnote{The proof is there. It is easy.}", r"\footnote{Let $w > 1$.}"])
def test_a_sentence_goes_on_across_a_note(note):
    assert is_plainly_proved(f"Suppose{note} that $u > 0${note}. Then{note} $$|u| = u.$$")
    assert last(f"Suppose{note} that $u > 0${note}. Then{note} $$|u| = -u.$$").verdict == "refuted"


@pytest.mark.parametrize(
    "text",
    [
        r"For $u > 0$ \alert{or $u < 0$} we have $$|u| = u$$",
        r"For $u > 0$\footnote{Or $u < 0$.} we have $$|u| = u$$",
        r"We do \alert{not} suppose that $u > 0$. Then $$|u| = u$$",
    ],
)
def test_what_stands_apart_may_take_back_what_the_sentence_says(text):
    assert not is_plainly_proved(text)


@pytest.mark.parametrize("note", [r"\footnote{For $u > 0$.}", r"\footnote{Only if it is positive.}"])
def test_what_a_note_on_a_claim_says_may_be_its_condition(note):
    for claim in (f"We have $$|u| = u.$$ {note}", f"We have $$|u| = u{note}.$$"):
        assert last(claim).verdict != "refuted"
    assert last("We have $$|u| = u.$$").verdict == "refuted"


def test_what_only_looks_different_does_not_stand_apart():
    assert is_plainly_proved(r"\textbf{Let $u > 0$.}" + CLAIM)


def test_notes_are_read_in_linear_time_and_however_deep_they_are():
    assert last(r"\a{x. " * 3000 + "$$1 + 1 = 2$$" + "}" * 3000).verdict == "proved"
