"""Every result of the chapter is proved, and named as other tools call it."""

import pytest

from derivations.chapter import CONTENTS, load
from derivations.notation import Ge, Gt, L, a, neurons
from derivations.notation.text import text
from derivations.proof import Label, Proved, Verifier
from derivations.proof.wording import explanation

NAMES = [
    "bp1", "bp2", "bp3", "bp4", "sigmoid-derivative", "cross-entropy-domain", "cross-entropy-minimum",
    "quadratic-output-gradient", "cross-entropy-output-error", "linear-output-error", "input-factor", "output-sums",
    "softmax-monotonicity", "softmax-nonlocality", "softmax-inverse", "log-likelihood-output-error", "softmax-limit",
]  # fmt: skip


def test_the_contents_list_every_result_once():
    assert [entry.name for entry in CONTENTS] == NAMES


@pytest.mark.parametrize("name", NAMES)
def test_every_step_is_proved(name, verifier):
    found = verifier.verify(load(name))
    failed = [
        f"{text(c.step.claim.lhs)} {c.step.claim.relation} {text(c.step.claim.rhs)}: {explanation(c.verdict)}"
        for c in found.steps
        if not isinstance(c.verdict, Proved)
    ]
    assert failed == []
    assert isinstance(found.verdict, Proved)


@pytest.mark.parametrize("name", NAMES)
def test_the_title_and_the_source_are_those_of_the_contents(name):
    derivation, entry = load(name), next(e for e in CONTENTS if e.name == name)
    assert (derivation.name, derivation.title, derivation.source) == (entry.name, entry.title, entry.source)


@pytest.mark.parametrize(
    ("name", "facts"),
    [
        ("quadratic-output-gradient", {"bp1", "bp3", "bp4"}),
        ("cross-entropy-output-error", {"bp1", "bp3", "bp4", "sigmoid-derivative", "cross-entropy-domain"}),
        ("linear-output-error", {"bp1", "bp3", "bp4"}),
        ("softmax-nonlocality", {"softmax-monotonicity"}),
        ("log-likelihood-output-error", {"bp3", "bp4", "softmax-monotonicity"}),
    ],
)
def test_results_rest_on_earlier_ones(name, facts, verifier):
    assert set(verifier.verify(load(name)).uses) == facts


EARLY = 3
"""The last of the steps of a result that lose a fact in the usual run; the later ones do among the slow tests."""


def _removals():
    return [
        pytest.param(
            entry.name,
            place,
            fact,
            id=f"{entry.name}-{place}-{fact}",
            marks=[pytest.mark.slow] if place > EARLY else [],
        )
        for entry in CONTENTS
        for place, step in enumerate(load(entry.name).steps)
        for fact, reason in enumerate(step.by)
        if not isinstance(reason, Label)
    ]


@pytest.mark.parametrize(("name", "place", "fact"), _removals())
def test_a_step_without_a_fact_it_names_is_no_longer_proved(name, place, fact):
    step = load(name).steps[place]
    fewer = tuple(reason for i, reason in enumerate(step.by) if i != fact)
    verdict = Verifier(refute=False).decide(step.claim, step.theory, fewer, step.indices)
    assert not isinstance(verdict, Proved)


@pytest.mark.parametrize("name", NAMES)
def test_without_any_fact_at_least_one_step_of_each_result_fails(name):
    verifier = Verifier(refute=False)
    verdicts = [verifier.decide(step.claim, step.theory, (), step.indices) for step in load(name).steps]
    assert not all(isinstance(verdict, Proved) for verdict in verdicts)


def test_softmax_outputs_are_positive_and_not_only_not_negative():
    (j,) = neurons("j")
    statements = load("softmax-limit").statements
    assert Gt(a[L, j], 0) in statements
    assert Ge(a[L, j], 0) not in statements
