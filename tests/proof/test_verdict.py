"""Only the package makes a Proved, and a verdict is never a bool."""

import copy
import pickle

import pytest
from sympy import Integer, Mul, Pow, Symbol

from derivations.proof import Claim, Counterexample, Proved, Refuted, Theory, Unknown, Verifier, algebra, positive

REFUTED = Refuted(Counterexample({"x": "1"}, "1", "2"))


@pytest.fixture
def proved():
    x = Symbol("x")
    verdict = Verifier().decide(Claim(x + x, "=", 2 * x), Theory(), (algebra,))
    assert isinstance(verdict, Proved)
    return verdict


@pytest.mark.parametrize("kernel", [None, object(), "kernel", True])
def test_nobody_else_makes_a_proved(kernel):
    with pytest.raises(TypeError, match=r"only derivations\.proof"):
        Proved(kernel)


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
    with pytest.raises(TypeError, match="one of three"):
        bool(verdict)


def test_a_proved_is_not_a_bool(proved):
    with pytest.raises(TypeError, match="one of three"):
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
