"""A Proved is made of a theorem alone, and a verdict is never a bool."""

import copy
import pickle

import pytest
from sympy import Integer, Mul, Pow, Symbol

from derivations.kernel.algebra import field
from derivations.kernel.terms import ONE, ZERO, equal
from derivations.kernel.theorem import assume
from derivations.proof import Claim, Counterexample, Proved, Refuted, Theory, Unknown, Verifier, algebra, positive

REFUTED = Refuted(Counterexample({"x": "1"}, "1", "2"))


@pytest.fixture
def proved():
    x = Symbol("x")
    verdict = Verifier().decide(Claim(x + x, "=", 2 * x), Theory(), (algebra,))
    assert isinstance(verdict, Proved)
    return verdict


TRUE, FALSE = equal(ONE, ONE), equal(ONE, ZERO)


@pytest.mark.parametrize(("theorem", "proposition"), [(None, TRUE), (TRUE, TRUE), (field(ONE, ONE), FALSE)])
def test_a_proved_needs_a_theorem_of_the_claim(theorem, proposition):
    with pytest.raises(TypeError, match="a theorem whose claim is the step's"):
        Proved(theorem, proposition, lambda hypothesis: True)


def test_a_proved_needs_hypotheses_of_the_theory():
    assert isinstance(Proved(assume(FALSE), FALSE, lambda hypothesis: hypothesis is FALSE), Proved)
    with pytest.raises(TypeError, match="hypotheses are the theory's"):
        Proved(assume(FALSE), FALSE, lambda hypothesis: False)


def test_a_proved_has_no_subclasses():
    with pytest.raises(TypeError, match="no subclasses"):
        type("Mine", (Proved,), {})


def test_a_proved_does_not_change(proved):
    with pytest.raises(AttributeError):
        proved.used = ()


@pytest.mark.parametrize("store", [pickle.dumps, copy.copy, copy.deepcopy])
def test_a_proved_is_not_copied_or_stored(proved, store):
    with pytest.raises(TypeError, match="not stored"):
        store(proved)


@pytest.mark.parametrize("verdict", [REFUTED, Unknown("no reason")])
def test_a_verdict_is_not_a_bool(verdict):
    with pytest.raises(TypeError, match="neither true nor false"):
        bool(verdict)


def test_a_proved_is_not_a_bool(proved):
    with pytest.raises(TypeError, match="neither true nor false"):
        bool(proved)


def test_a_counterexample_reads_as_a_sentence():
    assert str(REFUTED.counterexample) == "at x = 1: 1 against 2"


def test_a_proved_says_what_it_used_and_what_it_needed():
    x = Symbol("x")
    theory = Theory(positive(x))
    quotient = Mul(x, Pow(x, -1), evaluate=False)
    verdict = Verifier().decide(Claim(quotient, "=", Integer(1)), theory)
    assert isinstance(verdict, Proved)
    assert [str(condition) for condition in verdict.side_conditions] == ["x ≠ 0"]
    assert verdict.used == theory.domains
