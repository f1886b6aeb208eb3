"""The documents of ``tests/documents``, true and with planted errors, by their steps in displays and in running text."""

from collections import Counter
from functools import cache
from itertools import takewhile

import pytest
import sympy
from support.documents import DOCUMENTS, STEPS
from support.marks import slow, slow_but
from support.planted_errors import PLANTED, planted

from derivations import check_files
from derivations.document.decisions.checking import SectionChecker, outlines
from derivations.document.decisions.journal import Journal
from derivations.document.settings import Settings
from derivations.document.source.files import SUFFIXES
from derivations.document.source.reading import document

PATHS = sorted(path for path in DOCUMENTS.iterdir() if path.suffix in SUFFIXES)
ERRORS = [(name, *error) for name, errors in PLANTED.items() for error in errors]
FIRST = [next(error for error in ERRORS if error[0] == name) for name in PLANTED]
"""One error in each document."""
SOME = {
    "batch_mse.md", "cs229_logistic_regression.tex", "gaussian.tex", "layer_in_sums.md", "log_sum_exp.md", "losses.ipynb",
    "matrix_layer.md", "nielsen_regularization.md", "physics_style.md", "softmax_by_cases.md", "tanh_network.md",
}  # fmt: skip
"""Documents of each form, with errors of several kinds, that are checked quickly."""
OF_EACH_KIND = list({error[1]: error for error in FIRST if error[0] in SOME}.values())
"""Of these one error of each kind."""


def form_of(name):
    return SUFFIXES["." + name.rsplit(".", 1)[1]]


@cache
def found(name):
    """What is found in a document."""
    (document,) = check_files([DOCUMENTS / name])
    return document


def test_every_document_has_planted_errors_and_a_count_of_its_steps():
    assert {path.name for path in PATHS} == set(PLANTED) == set(STEPS)


@pytest.mark.parametrize("name", slow_but(SOME, STEPS))
def test_no_true_step_is_refuted(name):
    assert len(found(name).steps) == STEPS[name]
    assert [step for step in found(name).steps if step.verdict == "refuted"] == []
    assert found(name).problems == ()


@pytest.mark.parametrize(("names", "least"), [(SOME, 70), slow(STEPS, 190)], ids=["some", "all"])
def test_most_true_steps_are_proved(names, least):
    counts = Counter(step.verdict for name in names for step in found(name).steps if step.display)
    assert counts["proved"] >= 0.95 * counts.total() > least


@pytest.mark.parametrize("name", slow_but(SOME, STEPS))
def test_every_step_has_its_place_in_the_source(name):
    lines = (DOCUMENTS / name).read_text(encoding="utf-8").splitlines()
    assert len(found(name).steps) == STEPS[name]
    for step in found(name).steps:
        shown = step.rhs.split("\n", 1)[0].rstrip()
        if form_of(name) == "notebook":
            shown = shown.replace("\\", "\\\\")
        assert lines[step.rhs_line - 1][step.rhs_column - 1 :].startswith(shown), step


def section_of_line(text, name, line):
    """The section that a line stands in: the last one whose first statement does not stand below it."""
    sections = outlines(document(text, name, form_of(name)))
    first = [min(placed.excerpt.position(0).line for placed in one.section.placed) for one in sections]
    return [section for section, begin in zip(sections, first, strict=True) if begin <= line][-1]


NOT_TOLD = tuple(ERRORS[place][3] for place in (28, 67, 77, 90, 95, 97, 99, 104, 109))
"""Errors that are not called so: another function, another definition or vectors may be meant, or an equation to solve."""


def verdicts_in_line(text, name, line):
    """The verdicts of the steps in a line; of the document its section alone is checked, as far as the line."""
    with sympy.evaluate(False):
        steps = SectionChecker(section_of_line(text, name, line), Settings(), Journal()).steps()
        until = takewhile(lambda step: step.line <= line, steps)
        return [step.verdict for step in until if step.end_line >= line]


@pytest.mark.parametrize(
    ("name", "kind", "old", "new"),
    slow_but(OF_EACH_KIND, ERRORS),
    ids=range(len(ERRORS)),
)
def test_a_planted_error_is_refuted_in_its_line(name, kind, old, new):
    text, line = planted(name, old, new)
    found = verdicts_in_line(text, name, line)
    assert "refuted" in found or (new in NOT_TOLD and "unknown" in found)


def test_there_are_a_hundred_planted_errors_of_many_kinds():
    assert len(ERRORS) >= 100
    assert len({kind for _, kind, _, _ in FIRST}) >= 6
    assert len(OF_EACH_KIND) >= 6
