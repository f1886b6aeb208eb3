"""What a text supposes, where, and what rests on it: a false proof beside each true one."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from derivations import check
from derivations.document.discourse.grammar import cue
from derivations.document.discourse.reading import sections
from derivations.document.discourse.vocabulary import ANEW, CONDITION, DENIALS, DENIED, HEADS, SUPPOSED
from derivations.document.source.reading import document

ABSOLUTE = "$$|x| = x$$"


def last(text):
    return check(text)[-1]


def premises(text):
    """The premises of the last statement of a text."""
    *_, section = sections(document(text))
    return [condition.text for condition in section.placed[-1].premises]


# -- the grammar


@given(st.sampled_from(sorted(DENIALS - ANEW)), st.sampled_from(HEADS[SUPPOSED].split() + HEADS[CONDITION].split()))
def test_no_clause_with_a_denial_assumes_anything(denial, head):
    assert cue(f"{denial} {head} ").role == DENIED
    assert cue(f"We {head} {denial} ").role == DENIED


@given(st.sampled_from(HEADS[SUPPOSED].split()), st.lists(st.sampled_from(["now", "we", "first", "then"]), max_size=2))
def test_a_supposition_begins_its_clause(head, openers):
    assert cue(" ".join([*openers, head, "that "])).role == SUPPOSED
    assert cue(f"Few authors {head} that ").role == DENIED
    assert cue(f"Others {head} that ").role != SUPPOSED


@pytest.mark.parametrize(
    "words",
    ["Let $x > 0$.", "Assume first that $x > 0$.", "If $x > 0$, then", "Suppose $y = 1$ and $x > 0$.", "Let $x, y > 0$.",
     "For positive $x$ we have", "Let $x$ be positive.", "Case 1: $x > 0$.", "Let $x \\in (0, \\infty)$."],
)  # fmt: skip
def test_what_is_supposed_proves(words):
    step = last(f"{words} {ABSOLUTE}")
    assert (step.verdict, step.conditional) == ("proved", ())


@pytest.mark.parametrize(
    "words",
    ["Rather than assume $x > 0$, we work in full.", "The special case $x > 0$ is easy.", "Suppose $x > 0$ or $y > 0$.",
     "Contrary to the case $x > 0$, here", "If we had $x > 0$, things would be easy. They are not.",
     "Is it true if $x > 0$?", "Suppose for a contradiction that $x > 0$.", "Suppose $x > 0$ does not hold.",
     "Others suppose $x > 0$.", "The sketch shows $x > 0$.", "Let $x > 0$. Now let $x$ be any real number.",
     "Let $x > 0$. From now on $x$ is arbitrary.", "* Let $x > 0$.\n\nIn the next part", "If $x > 0$, $$y = y$$ Next,"],
)  # fmt: skip
def test_what_is_only_mentioned_neither_proves_nor_refutes(words):
    assert last(f"{words} {ABSOLUTE}").verdict == "unknown"


@pytest.mark.parametrize("text", ["当 $x > 0$ 时 $$|x| = x$$", "$$|x| = x, \\qquad x > 0$$", "On $x > 0$ $$|x| = x$$"])
def test_an_inequality_in_the_same_sentence_may_be_a_condition(text):
    step = last(text)
    assert (step.verdict, step.conditional[:1]) == ("proved", ("if x > 0 is a condition",))
    assert last(text.replace("|x| = x", "|x| = 2x")).verdict != "proved"


# -- scopes


def test_a_condition_holds_for_its_sentence_and_a_supposition_for_its_block():
    assert premises("If $a = 1$, $$b = c$$") == ["a = 1"]
    assert premises("If $a = 1$, $$b = c$$ Then $$c = d$$") == []
    assert premises("Suppose $a = 1$. $$b = c$$ Then $$c = d$$") == ["a = 1"]
    assert premises("* Suppose $a = 1$. $$b = c$$\n* Then $$c = d$$") == []
    assert premises("# One\n\nSuppose $a = 1$. $$b = c$$\n\n# Two\n\nThen $$c = d$$") == []
    assert premises("If $a = 1$, and $b = 2$, then $$b = c$$") == ["a = 1", "b = 2"]
    assert premises("If $a = 1$ then $b = c$, and if $a = 2$ then $$b = d$$") == ["a = 2"]


def test_a_condition_behind_a_formula_is_set_for_that_one():
    text = "$$b = c$$ for $a = 1$, and $$c = d$$ for $a = 2$."
    *_, section = sections(document(text))
    assert [[c.text for c in placed.premises] for placed in section.placed] == [["a = 1"], ["a = 2"]]


def test_a_quantity_that_is_let_be_something_else_is_that():
    assert [step.verdict for step in check("Let $a = 2$. Now let $a = 3$. $$a^2 + b = 9 + b$$ $$a^2 + b = 4 + b$$")] == [
        "proved", "refuted",
    ]  # fmt: skip
    (step,) = check("# One\n\nLet $f(x) = x^2$.\n\n# Two\n\nLet $f$ be any function. $$f'(x) = 2x$$")
    assert step.verdict == "refuted"
    assert last("# One\n\nLet $f(x) = x^2$.\n\n# Two\n\n$$f'(x) = 2x$$").verdict == "proved"
    assert last("Let $f(x) = x^2$. Now replace it by $f(x) = x^3$. $$f'(x) = 2x$$").verdict == "unknown"


# -- reasons


def test_a_reason_is_a_claim_and_what_rests_on_it_is_proved_if_it_holds():
    reason, step = check("Since $(x+1)^2 = x^2+1$, $$(x+1)^2+2x = x^2+2x+1$$")
    assert reason.verdict == "unknown"
    assert (step.verdict, step.conditional) == ("proved", ("if (x+1)^2 = x^2+1",))
    reason, step = check("Since $(x+1)^2 = x^2+2x+1$, $$(x+1)^2 - 1 = x^2+2x$$")
    assert (reason.verdict, step.verdict, step.conditional) == ("proved", "proved", ())
    assert [step.verdict for step in check("Since $2 = 3$, $$x + 2 = x + 3$$")] == ["refuted", "refuted"]


def test_a_proof_from_what_no_values_were_seen_to_satisfy_is_not_plain():
    assert not last("Suppose that $x^2 = -y$ and $y > 0$. $$x^2 + y + z = z$$").plain
    assert last("Suppose that $x^2 = -y$. $$x^2 + y + z = z$$").plain
    step = last("Suppose $f'(x) = x$. $$x f'(x) = x^2$$")
    assert step.verdict == "proved"
    assert [reason.startswith("if its assumptions can hold") for reason in step.conditional] == [True]


# -- sorts


@pytest.mark.parametrize(
    "text",
    ["For complex $z$ we have $$z^2 \\ge 0$$", "Let $P$, $Q$ be operators. $$PQ - QP + 1 = 1$$",
     "Let $i$ be the imaginary unit. $$(1+i)^2 = 2i$$"],
)  # fmt: skip
def test_what_is_no_real_number_is_not_read_as_one(text):
    assert {step.verdict for step in check(text)} <= {"unknown"}


def test_matrices_do_not_commute():
    assert last("Let $X$ and $W$ be matrices. $$XW = WX$$").verdict != "proved"


def test_a_quantifier_beside_a_formula_is_a_condition():
    assert last("$$|x| = x \\quad \\forall x > 0$$").verdict == "proved"
    assert last("$$\\forall x > 0, \\quad |x| = x$$").verdict == "proved"
    assert last("$$|x| = x \\tag{$x > 0$}$$").verdict == "proved"
    assert last("$$\\forall x < 2, \\quad |x| = x$$").verdict == "refuted"
