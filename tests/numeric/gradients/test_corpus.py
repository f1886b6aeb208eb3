"""The gradient check on a corpus of functions: no right gradient is called wrong, and no planted fault passes."""

import numpy as np
import pytest

from numeric import Verdict, check_gradients
from tests.numeric.functions.corpus import CORPUS, SCALES
from tests.numeric.functions.planted import faulty

SEEDS = 20
TOLD = 0.97
"""At least so many slopes of right gradients are called right."""

pytestmark = pytest.mark.filterwarnings("ignore::RuntimeWarning")


def examples(case, seeds=SEEDS, scales=SCALES):
    for seed in range(seeds):
        for scale in scales:
            yield f"{case}, seed {seed}, scale {scale}", *case.make(np.random.default_rng(seed), scale)


def test_the_corpus_is_large_and_its_functions_are_different():
    assert len({str(case) for case in CORPUS}) == len(CORPUS) >= 40
    assert all(len(case.faults) >= 2 for case in CORPUS)


@pytest.mark.parametrize("place", range(len(CORPUS)), ids=lambda place: str(CORPUS[place]))
def test_one_example_of_each_function(place):
    case = CORPUS[place]
    for name, cost, gradient, p in examples(case, 1, [SCALES[place % 3]]):
        right = check_gradients(cost, gradient, p)
        assert not right.wrong, f"{name}: {right}"
        planted = list(faulty(case, gradient, p, np.random.default_rng(0)))
        fault, wrong = planted[-(place % 2)]
        assert not check_gradients(cost, wrong, p).passed, f"{name}: {fault}"


@pytest.mark.slow
def test_no_right_gradient_is_called_wrong_and_few_slopes_cannot_be_told():
    slopes = doubts = 0
    for case in CORPUS:
        for name, cost, gradient, p in examples(case):
            found = check_gradients(cost, gradient, p)
            assert not found.wrong, f"{name}: {found}"
            slopes, doubts = slopes + found.parameters, doubts + found.doubts
    assert doubts <= (1 - TOLD) * slopes


@pytest.mark.slow
@pytest.mark.parametrize("case", CORPUS, ids=str)
def test_no_planted_fault_passes(case):
    called_wrong = planted = 0
    for name, cost, gradient, p in examples(case):
        for fault, wrong in faulty(case, gradient, p, np.random.default_rng(0)):
            verdict = check_gradients(cost, wrong, p).verdict
            assert verdict is not Verdict.RIGHT, f"{name}: {fault}"
            called_wrong, planted = called_wrong + (verdict is Verdict.WRONG), planted + 1
    assert called_wrong >= 0.7 * planted
