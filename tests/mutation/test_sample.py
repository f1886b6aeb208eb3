"""A small sample of the mutants; ``python tests/mutation/score.py`` makes and decides all of them."""

from pathlib import Path

from mutation.mutations import mutants
from mutation.trial import of_derivation, of_document
from sympy import Integer

from derivations.notation import L, Sum, a, neurons, z
from derivations.proof import Claim

DOCUMENTS = Path(__file__).parent.parent / "documents"
RESULTS = ["bp2", "sigmoid-derivative", "softmax-nonlocality"]


def test_no_false_mutant_is_proved_and_almost_all_are_refuted():
    trials = [trial for name in RESULTS for trial in of_derivation(name, most=120)]
    trials += of_document(DOCUMENTS / "batch_mse.md")
    false = [trial for trial in trials if trial.really == "false"]
    assert len(false) > 200
    assert not [trial for trial in trials if trial.verdict == "proved" and trial.really in ("false", "undefined")]
    assert sum(trial.verdict == "refuted" for trial in false) >= 0.95 * len(false)
    assert len({trial.kind for trial in false}) >= 15


def test_a_mutant_differs_from_the_claim_in_one_place():
    j, k = neurons("j k")
    claim = Claim(Sum(a[L, k], k), "=", 2 * z[L, j] - Integer(1))
    made = {str(mutant) for _, mutant in mutants(claim)}
    assert "Sum(a[L, k], k) = 2*z[L, j]" in made
    assert "Sum(a[L, k], k) = 2*a[L, j] - 1" in made
    assert "a[L, j] = 2*z[L, j] - 1" in made
    assert "Sum(a[L, k], k) < 2*z[L, j] - 1" in made
    assert str(claim) not in made
