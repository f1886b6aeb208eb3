"""Chains, their conclusions, and what is said of a line that does not fit."""

import pytest
from sympy import Symbol
from sympy.core.parameters import global_parameters

from derivations.notation import Eq
from derivations.proof import Complete, Derivation, Proved, Theory, algebra, limit_laws, reals, verify

u = Symbol("u")


@pytest.fixture
def d():
    return Derivation("d", title="A derivation", theory=Theory(reals(u)))


def test_formulas_stay_as_they_are_written_inside_of_the_block_alone(d):
    with d:
        written = u + u - 1 + 2
    assert written.args != (u + u - 1 + 2).args
    assert global_parameters.evaluate


def test_the_block_ends_after_an_error_too(d):
    with pytest.raises(ZeroDivisionError), d:
        _ = 1 / 0
    assert global_parameters.evaluate


def test_a_chain_concludes_what_its_lines_compose_to(d):
    chain = d.start(u**2 - 1)
    d.lt(u**2, by=algebra)
    d.eq(u * u, by=algebra)
    d.le(u**2 + 1, by=algebra)
    assert (chain.conclusion.relation, chain.conclusion.rhs) == ("<", u**2 + 1)
    assert isinstance(verify(d).verdict, Proved)


def test_relations_that_do_not_compose_are_refused_at_once(d):
    d.start(u)
    d.lt(u + 1, by=algebra)
    with pytest.raises(ValueError, match="do not compose"):
        d.gt(0, by=algebra)


def test_a_line_before_the_start_is_refused(d):
    with pytest.raises(ValueError, match=r"begins with start\(...\)"):
        d.eq(u, by=algebra)


@pytest.mark.parametrize("reason", [3, None, Eq(u, 0), Proved])
def test_what_is_no_reason_is_refused(d, reason):
    d.start(u)
    with pytest.raises(TypeError, match="a reason is"):
        d.eq(u, by=reason)


def test_a_label_may_be_named_and_other_words_are_no_reason(d):
    d.start(u)
    chain = d.eq(u, by="algebra")
    assert chain.steps[0].by == (algebra,)
    assert d.eq(u, by=["algebra", "limit laws"]).steps[1].by == (algebra, limit_laws)
    with pytest.raises(TypeError, match="'magic' is not a reason; a string is one of 'algebra', 'differentiation'"):
        d.eq(u, by="magic")


def test_a_theory_is_a_theory():
    with pytest.raises(TypeError, match=r"expected theory=Theory\(...\), with the assumptions in it"):
        Derivation("d", title="d", theory=reals(u))


@pytest.mark.parametrize("side", ["u", 0.5, None, [u]])
def test_what_is_no_expression_is_refused(d, side):
    with pytest.raises(TypeError, match="a side is a SymPy expression"):
        d.start(side)
    d.start(u)
    with pytest.raises(TypeError, match="a side is a SymPy expression"):
        d.eq(side, by=algebra)


def test_the_equality_that_a_chain_begins_with(d):
    chain = d.start((u + 1) ** 2)
    d.eq(u**2 + 2 * u + 1, by=algebra)
    d.ge(2 * u + 1, by=algebra)
    assert chain.equality.conclusion.rhs == u**2 + 2 * u + 1
    d.start(u)
    other = d.ge(u, by=algebra)
    with pytest.raises(ValueError, match="does not begin with an equation"):
        _ = other.equality.conclusion


def test_a_derivation_without_steps_is_not_proved(d):
    d.start(u)
    assert not isinstance(verify(d).verdict, Proved)


def test_once_it_was_verified_no_chain_is_added(d):
    assert not isinstance(verify(d).verdict, Proved)
    with pytest.raises(Complete, match="since it was verified"):
        d.start(u)
