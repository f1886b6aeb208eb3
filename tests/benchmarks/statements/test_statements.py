r"""Each statement of the benchmark is true, and each twin is false: by numbers, without the checker.

An evaluator draws numbers from a generator and returns both sides of the statement and the twin's right side.  It is
the function of the theme's module in ``evaluators`` that has the statement's id as its name, with ``_`` for ``-``.
"""

from importlib import import_module

import numpy as np
import pytest

from tests.benchmarks.statements.__main__ import ask, details, table
from tests.benchmarks.statements.checkers import PROVED, REFUTED, Answer, ours
from tests.benchmarks.statements.collection import DATA, FORMS, statements

COLLECTION = list(statements())
DRAWS = 6
RELATIONS = {
    "=": lambda a, b: np.allclose(a, b, rtol=1e-6, atol=1e-7),
    r"\le": lambda a, b: np.all(a <= b + 1e-9),
    r"\ge": lambda a, b: np.all(a >= b - 1e-9),
    "<": lambda a, b: np.all(a < b),
    ">": lambda a, b: np.all(a > b),
}
"""When a relation holds between numbers that are right to about nine digits."""


def evaluators():
    names = {path.stem for path in DATA.glob("*.toml")}
    return {
        name.replace("_", "-"): function
        for theme in sorted(names)
        for name, function in vars(import_module(f"tests.benchmarks.statements.evaluators.{theme}")).items()
    }


EVALUATORS = evaluators()


@pytest.mark.parametrize("statement", COLLECTION, ids=lambda statement: statement.id)
def test_the_statement_is_true_and_its_twin_is_false(statement):
    r = np.random.default_rng(1)
    draws = [[np.asarray(part, float) for part in EVALUATORS[statement.id](r)] for _ in range(DRAWS)]
    assert {part.shape for draw in draws for part in draw} == {draws[0][0].shape}, "the sides differ in shape"
    true, twin = RELATIONS[statement.claim.relation], RELATIONS[statement.twin.relation]
    assert all(true(lhs, rhs) for lhs, rhs, _ in draws)
    false = [(lhs, wrong) for lhs, _, wrong in draws if not twin(lhs, wrong)]
    assert max(np.max(np.abs(lhs - wrong)) for lhs, wrong in false) > 0.01


def test_each_statement_has_a_name_of_its_own():
    assert len({statement.id for statement in COLLECTION}) == len(COLLECTION)


@pytest.mark.parametrize("statement", COLLECTION, ids=lambda statement: statement.id)
def test_the_entry_is_whole(statement):
    assert statement.form in FORMS
    assert statement.source
    assert statement.mistake
    assert statement.claim != statement.twin
    assert statement.claim.relation in RELATIONS
    assert statement.twin.relation in RELATIONS


def test_a_checker_is_scored():
    def always_proved(document, claim):
        assert claim.latex in document
        return Answer(PROVED, conditions=("if it is true",))

    results = list(ask(always_proved, COLLECTION[:3]))
    *_, whole, conditional = table("yes", results)
    assert whole.split()[:-2] == ["yes", "all", "3", "|", "3", "0", "0", "|", "0", "3", "0", "|"]
    assert conditional == "6 of these are proved under conditions."
    assert [line.split()[0] for line in details(results)] == [*3 * ["FAULT:"], "Reasons"]


def test_ours_proves_a_claim_and_refutes_its_twin():
    (statement,) = (statement for statement in COLLECTION if statement.id == "sigmoid-derivative")
    assert ours(statement.document(statement.claim), statement.claim) == Answer(PROVED)
    assert ours(statement.document(statement.twin), statement.twin).verdict == REFUTED
