"""Steps of documents, each made false by one small change: none is proved, and almost all are refuted."""

import pytest
from support.documents import DOCUMENTS, STEPS
from support.marks import slow
from support.mutants import GOAL, false_ones, of_document, of_documents, share_refuted, wrong_ones


def some():
    return of_document(DOCUMENTS / "signed_labels.md")


def one_of_each_kind_for_every_step():
    return of_documents((DOCUMENTS / name for name in STEPS), most=1)


@pytest.mark.parametrize(
    ("trials", "least", "kinds"), [(some, 100, 15), slow(one_of_each_kind_for_every_step, 1000, 20)]
)
def test_no_false_mutant_is_proved_and_almost_all_are_refuted(trials, least, kinds):
    found = trials()
    assert len(false_ones(found)) >= least
    assert len({trial.kind for trial in false_ones(found)}) >= kinds
    assert wrong_ones(found) == []
    assert share_refuted(found) >= GOAL
