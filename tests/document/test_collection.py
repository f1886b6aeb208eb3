"""The documents of ``tests/documents``, true and with planted errors, by their steps in displays and in running text."""

from collections import Counter

import pytest
from planted_errors import DOCUMENTS, PLANTED, planted

from derivations import check, check_files
from derivations.document.source.files import SUFFIXES

PATHS = sorted(path for path in DOCUMENTS.iterdir() if path.suffix in SUFFIXES)
ERRORS = [(name, *error) for name, errors in PLANTED.items() for error in errors]


def form_of(name):
    return SUFFIXES["." + name.rsplit(".", 1)[1]]


def steps_of(name, text):
    return check(text, form=form_of(name), path=name)


@pytest.fixture(scope="module")
def found():
    return {document.path.rsplit("/", 1)[1]: document for document in check_files(PATHS)}


def test_every_document_has_planted_errors():
    assert {path.name for path in PATHS} == set(PLANTED)
    assert len({kind for _, kind, _, _ in ERRORS}) >= 6


@pytest.mark.parametrize("name", [path.name for path in PATHS])
def test_no_true_step_is_refuted(found, name):
    assert [step for step in found[name].steps if step.verdict == "refuted"] == []
    assert found[name].problems == ()


def test_most_true_steps_are_proved(found):
    counts = Counter(step.verdict for document in found.values() for step in document.steps if step.display)
    assert counts["proved"] >= 0.95 * counts.total() > 190


@pytest.mark.parametrize("name", [path.name for path in PATHS])
def test_every_step_has_its_place_in_the_source(found, name):
    lines = (DOCUMENTS / name).read_text(encoding="utf-8").splitlines()
    for step in found[name].steps:
        shown = step.rhs.split("\n", 1)[0].rstrip()
        if form_of(name) == "notebook":
            shown = shown.replace("\\", "\\\\")
        assert lines[step.rhs_line - 1][step.rhs_column - 1 :].startswith(shown), step


@pytest.fixture(scope="module")
def verdicts_on_errors():
    """For each planted error the verdicts of the steps in its line."""
    found = {}
    for name, kind, old, new in ERRORS:
        text, line = planted(name, old, new)
        steps = steps_of(name, text)
        found[name, kind, old] = [step.verdict for step in steps if step.line <= line <= step.end_line]
    return found


def test_planted_errors_are_refuted_in_their_line(verdicts_on_errors):
    refuted = [error for error, verdicts in verdicts_on_errors.items() if "refuted" in verdicts]
    assert len(refuted) >= 0.95 * len(ERRORS) >= 0.95 * 100


def test_no_planted_error_is_proved(verdicts_on_errors):
    """Where a line has several steps, one of them is not proved."""
    proved = [error for error, verdicts in verdicts_on_errors.items() if verdicts and set(verdicts) == {"proved"}]
    assert proved == []
