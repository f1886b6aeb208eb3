"""A condition that gives a quantity another meaning gives it to its own sentence alone, and there before all others."""

import pytest

from derivations import check


def told(text):
    return [(step.verdict, bool(step.conditional)) for step in check(text)]


PROVED, REFUTED, UNKNOWN, PROVED_IF = ("proved", False), ("refuted", False), ("unknown", False), ("proved", True)


@pytest.mark.parametrize(
    ("condition", "true", "false"),
    [
        ("If $u = 3 v$, then", "u^2 = 9 v^2", "u^2 = 4 v^2"),
        ("For $u = 3 v$,", "u^2 = 9 v^2", "u^2 = 4 v^2"),
        ("With $u = 3 v$ we get", "u^2 = 9 v^2", "u^2 = 4 v^2"),
        ("When $u = 3 v$,", r"\frac{du}{dv} = 3", r"\frac{du}{dv} = 2"),
    ],
)
def test_a_claim_s_own_condition_comes_before_a_definition(condition, true, false):
    text = "Let $u = 2 v$. " + condition + " $$%s$$"
    assert told(text % true) == [PROVED]
    assert told(text % false)[0] in (UNKNOWN, PROVED_IF)  # what is proved of the first u only is not proved of this one


@pytest.mark.parametrize(
    "text",
    [
        "If $f(u) = u^2$ then $$f'(u) = 2u.$$ If $f(u) = u^3$ then $$f'(u) = %s.$$",
        "For the one $f(u) = u^2$, $$f'(u) = 2u.$$ For the other $f(u) = u^3$, $$f'(u) = %s.$$",
        "The slope is $$f'(u) = 2u$$ if $f(u) = u^2$, and $$f'(u) = %s$$ if $f(u) = u^3$.",
    ],
)
def test_each_case_has_its_own_definition(text):
    assert told(text % "3 u^2")[1][0] == "proved"
    assert told(text % "2 u")[1] == UNKNOWN


@pytest.mark.parametrize("behind", ["Next,", "\n\n**Theorem.** For every $L$", "\n\n"])
def test_what_is_said_in_passing_defines_nothing_for_what_follows(behind):
    text = "If $L = w^2$, then $$\\frac{dL}{dw} = 2 w.$$ " + behind + " $$\\frac{dL}{dw} = %s$$"
    first, second = check(text % "2 w")
    assert (first.verdict, first.conditional) == ("proved", ())
    assert second.verdict == "unknown" or "if L = w^2" in second.conditional
    assert check(text % "3 w")[-1].verdict != "proved"


def test_what_stands_behind_where_defines_for_all_that_follows():
    text = "We use $$C = (a - y)^2$$ where $a = w x$. Then $$\\frac{\\partial C}{\\partial w} = %s (a - y) x$$"
    assert (told(text % "2")[-1], told(text % "3")[-1]) == (PROVED, REFUTED)


@pytest.mark.parametrize(("arguments", "call", "value"), [("u, v", "x, 1", "u v"), ("u", "x", "u")])
@pytest.mark.parametrize("name", ["g(x)", "y"])
def test_a_definition_is_read_anew_where_what_it_rests_on_is_another_one(arguments, call, value, name):
    text = (
        f"Let ${name} = h({call})$.\n\n- Let $h({arguments}) = 2 {value}$. %s\n- Let $h({arguments}) = 3 {value}$. %s"
    )
    two, three = f"$$5 {name} = 10 x$$", f"$$5 {name} = 15 x$$"
    assert [step.verdict for step in check(text % (two, three))] == ["proved", "proved"]
    found = [step.verdict for step in check(text % (three, two))]
    assert "proved" not in found
    assert found[1] == "refuted"
