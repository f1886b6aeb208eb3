"""What a notebook shows."""

import sys
from xml.etree import ElementTree

import pytest
import sympy
from sympy import Symbol

import derivations
from derivations import matching_cost
from derivations.chapter import CONTENTS
from derivations.notation import L, a, neurons, sigma, z
from derivations.proof import Claim, Derivation, Theory, algebra, reals

NAMES = [entry.attribute for entry in CONTENTS]
OWN = ("Entry(", "Partial(", "Prime(", "Sum(", "Kronecker(", "Lim(", "Vector(", "Cases(", "[")


def parsed(html):
    return ElementTree.fromstring(f"<div>{html.replace('<br>', '<br/>')}</div>")


@pytest.mark.parametrize("name", NAMES)
def test_a_result_shows_its_chains_line_by_line(name):
    result = getattr(derivations, name)
    page = parsed(result._repr_html_())
    assert len(page.findall(".//table")) == len(result.chains)
    assert len(page.findall(".//tr")) == len(result.chains) + len(result.steps)
    assert len(page.findall(".//math")) > len(result.steps)


def test_what_was_found_shows_marks_and_counterexamples():
    u = Symbol("u")
    wrong = Derivation("wrong", title="Less < more", theory=Theory(reals(u)))
    wrong.start((u + 1) ** 2)
    wrong.eq(u**2 + 1, by=algebra)
    shown = wrong.verify()._repr_html_()
    assert "✗" in shown
    assert "Less &lt; more" in shown
    assert "at u = 1/2" in "".join(parsed(shown).itertext())
    assert "✓" in derivations.bp1.verify()._repr_html_()


@pytest.mark.parametrize("name", NAMES)
def test_statements_are_written_in_the_field_s_notation_by_sympy_itself(name):
    for statement in getattr(derivations, name).statements:
        written = sympy.latex(statement)
        assert not any(own in written for own in OWN)
        assert written.count("{") == written.count("}")


def test_an_exponent_on_what_has_a_superscript_is_no_double_superscript():
    (j,) = neurons("j")
    assert sympy.latex(a[L, j] ** 2) == "{a^{L}_{j}}^{2}"
    assert sympy.latex(sigma(z[L, j]) ** 2) == r"{\sigma(z^{L}_{j})}^{2}"


def test_claims_theories_and_costs_show_as_mathematics():
    u = Symbol("u")
    assert Claim(u, "≤", u**2)._repr_latex_() == r"$\displaystyle u \leq u^{2}$"
    assert derivations.bp1.steps[0]._repr_latex_().startswith(r"$\displaystyle \delta^{L}_{j} =")
    assert len(parsed(derivations.bp1.theory._repr_html_()).findall(".//li")) == 5
    assert matching_cost("exp")._repr_latex_().startswith("$$C")


def test_without_latex2mathml_a_notebook_falls_back_to_latex(monkeypatch):
    from derivations.notation.mathml import mathml_of

    mathml_of.cache_clear()
    monkeypatch.setitem(sys.modules, "latex2mathml.converter", None)
    assert derivations.bp1._repr_html_() is None
    assert derivations.bp1._repr_latex_().startswith("$$")
