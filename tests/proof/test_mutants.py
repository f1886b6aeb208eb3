"""Steps of the chapter, each made false by one small change: none is proved, and almost all are refuted.

``python tests/support/score_of_mutants.py`` counts them by the kind of change.
"""

import pytest
from support.marks import slow
from support.mutants import GOAL, false_ones, of_derivation, of_derivations, share_refuted, wrong_ones
from support.mutations import mutants
from sympy import Integer

from derivations.chapter import CONTENTS
from derivations.notation import L, Sum, a, neurons, z
from derivations.proof import Claim


def some():
    return [*of_derivation("bp2", most=1), *of_derivation("sigmoid-derivative", most=1)]


def one_of_each_kind_for_every_step():
    return of_derivations((entry.name for entry in CONTENTS), most=1)


@pytest.mark.parametrize(
    ("trials", "least", "kinds"), [(some, 100, 15), slow(one_of_each_kind_for_every_step, 1000, 22)]
)
def test_no_false_mutant_is_proved_and_almost_all_are_refuted(trials, least, kinds):
    found = trials()
    assert len(false_ones(found)) >= least
    assert len({trial.kind for trial in false_ones(found)}) >= kinds
    assert wrong_ones(found) == []
    assert share_refuted(found) >= GOAL


def test_a_mutant_differs_from_the_claim_in_one_place():
    j, k = neurons("j k")
    claim = Claim(Sum(a[L, k], k), "=", 2 * z[L, j] - Integer(1))
    made = {str(mutant) for _, mutant in mutants(claim)}
    assert "Sum(a[L, k], k) = 2*z[L, j]" in made
    assert "Sum(a[L, k], k) = 2*a[L, j] - 1" in made
    assert "a[L, j] = 2*z[L, j] - 1" in made
    assert "Sum(a[L, k], k) < 2*z[L, j] - 1" in made
    assert str(claim) not in made
