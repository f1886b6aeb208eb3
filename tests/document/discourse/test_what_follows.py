"""What a sentence goes on from, what follows from it, and which of its clauses claim something."""

import pytest

from derivations import check


def verdicts(text):
    return [(step.lhs + step.relation + step.rhs, step.verdict) for step in check(text)]


def last(text):
    return check(text)[-1]


# -- what follows from a definition


@pytest.mark.parametrize("word", ["Hence", "So", "Then", "Therefore", "Thus"])
def test_what_is_said_to_follow_from_a_definition_is_claimed(word):
    assert last(f"Let $f(x) = 2x$. {word} $f'(x) = 3$.").verdict == "refuted"
    assert last(f"Let $f(x) = 2x$. {word} $f(1) = 3$.").verdict == "refuted"
    assert last(f"Let $f(x) = 2x$. {word} $f'(x) = 2$.").verdict == "proved"
    assert last(f"Let $f(x) = 2x$. {word} $f(1) = 2$.").verdict == "proved"


@pytest.mark.parametrize("claim", ["$f'(x) = 0$", "$$f(x) = 4$$", "$x = 2$", "$g'(x) = 3$"])
def test_what_holds_for_some_values_may_be_there_to_be_solved(claim):
    assert all(verdict != "refuted" for _, verdict in verdicts(f"Let $f(x) = x^2$. Hence {claim}."))


# -- what a sentence goes on from


@pytest.mark.parametrize("start", ["From", "Given", "Now, from the equations"])
def test_what_a_result_follows_from_is_not_refuted(start):
    given = f"{start} $$u + v = u v, \\quad u - v = 2 u v$$ we get"
    assert all(verdict != "refuted" for _, verdict in verdicts(f"{given} $$u = u.$$"))
    assert ("v=2", "refuted") not in verdicts(f"{given} $$v = 2.$$")


@pytest.mark.parametrize("start", ["From", "Given"])
def test_what_follows_from_what_is_given_is_proved_under_the_condition_that_it_holds(start):
    given = f"{start} $$u + v = 3, \\quad u - v = 1$$ we get"
    assert [(step.verdict, bool(step.conditional)) for step in check(f"{given} $$u = 2.$$")] == [("proved", True)]
    assert all(verdict != "proved" for _, verdict in verdicts(f"{given} $$u = 5.$$"))


@pytest.mark.parametrize(
    "text", ["From the definition $$(u + 1)^2 = u^2 + 1.$$", "We get from it $$u + u = 3u$$ and so on."]
)
def test_what_no_result_follows_from_is_claimed(text):
    assert "refuted" in {verdict for _, verdict in verdicts(text)}
    assert last("From $$1 + 1 = 3$$ we get $$u = u.$$").verdict == "proved"
    assert verdicts("From $$1 + 1 = 3$$ we get $$u = u.$$")[0] == ("1 + 1=3", "refuted")


def test_a_value_that_is_found_later_does_not_make_an_equation_false():
    assert all(verdict != "refuted" for _, verdict in verdicts("We have $2u + 3 = 7$. So $u = 3$."))


# -- the second claim of a sentence


@pytest.mark.parametrize("start", ["Then", "For $u > 0$,", "If $u > 0$,", "If $u > 0$, then", "We note that"])
def test_the_second_claim_of_a_sentence_is_claimed(start):
    assert verdicts(f"{start} $u^2 = u u$, and $u + 1 = u$ if $v > 0$.")[-1][1] == "refuted"
    assert verdicts(f"{start} $u^2 = u u$, and $u + 1 = 1 + u$ if $v > 0$.")[-1][1] == "proved"


def test_a_second_condition_is_no_claim():
    for end in ("what is $u$?", "find $u$.", "we can find $u$."):
        assert verdicts(f"If $u + v = 8$, $v + w = 2$, and $u + w = 5$, {end}")[1:] == []
    for text in ("For $u > 0$, and $v > 0$, $$|u v| = u v$$", "If $u > 0$, $v > 0$, and $w = u$, then $$|u v| = u v$$"):
        assert [verdict for _, verdict in verdicts(text)] == ["proved"]
