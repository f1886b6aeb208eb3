"""The second opinion: it sees true claims hold at many points and every kind of false one fail, with code of its own."""

import ast
import sys
from pathlib import Path

import pytest
from support.believing import believed
from support.false_proofs import FALSE_AND_TRUE, u, v
from support.marks import slow_but
from sympy import Function, Symbol

import derivations.proof
from derivations.chapter import CONTENTS, load
from derivations.notation import Eq, Index, IndexSet, L, Sum, Vector, a, neurons, z
from derivations.proof import (
    Claim,
    Definition,
    Derivation,
    Disagreement,
    Proved,
    Theory,
    Unknown,
    Verifier,
    given,
    reals,
)
from derivations.proof.audit import POINTS, audit

NAMES = [entry.name for entry in CONTENTS]
LONG = {
    "bp1", "bp2", "bp3", "bp4", "input-factor", "quadratic-output-gradient", "cross-entropy-output-error",
    "linear-output-error", "log-likelihood-output-error", "softmax-limit",
}  # fmt: skip
"""Results that rest on many others, whose audit takes long."""
SEEN_AT_FEW = {("softmax-inverse", 3), ("softmax-inverse", 4), ("input-factor", 9)}
"""Steps whose hypothesis, that two computed quantities are equal, few points satisfy for certain."""
VERIFY = sys.modules["derivations.proof.verify"]
PACKAGE = Path(derivations.proof.__file__).parent
NOT_EVALUATED = {"a number of neurons is not a quantity to differentiate by"}


def look(claim, theory):
    claim = Claim(*claim)
    return audit(claim, Theory(*theory), frozenset(s for s in claim.free_symbols if isinstance(s, Index)))


@pytest.mark.parametrize("name", slow_but(set(NAMES) - LONG, NAMES))
def test_every_step_of_the_chapter_is_seen_to_hold(name):
    found = Verifier(audit=True).verify(load(name))
    assert len(found.steps) == len(load(name).steps) > 0
    for number, step in enumerate(found.steps):
        assert isinstance(step.verdict, Proved)
        least = 1 if (name, number) in SEEN_AT_FEW else POINTS
        assert step.audit.points >= least, (number, step.audit)
    assert found.audit.points >= sum(step.audit.points for step in found.steps)


@pytest.mark.parametrize("name", sorted(FALSE_AND_TRUE.keys() - NOT_EVALUATED))
def test_it_sees_what_is_false_in_classic_false_proofs(name):
    claim, theory, _ = FALSE_AND_TRUE[name][0]
    with pytest.raises(Disagreement):
        look(claim, theory)


@pytest.mark.parametrize("name", FALSE_AND_TRUE)
def test_it_sees_the_true_ones_hold(name):
    claim, theory, _ = FALSE_AND_TRUE[name][1]
    found = look(claim, theory)
    assert found.points == POINTS
    assert found.undecided == 0


def test_a_proof_that_is_wrong_is_reported_with_all_that_it_takes_to_repeat_it(monkeypatch):
    monkeypatch.setattr(VERIFY, "decide", believed)
    with Derivation("slip", title="A slip", theory=Theory(reals(u))) as d:
        d.start((u + 1) ** 2)
        d.eq(u**2 + 1, by=[])
    assert isinstance(Verifier().verify(d).verdict, Proved)  # the error that is planted here
    with pytest.raises(Disagreement) as problem:
        Verifier(audit=True).verify(d)
    for part in ("internal error", "(u + 1)**2 = u**2 + 1", "Domain(of=u", "at       u = 1 (attempt 1)", "4 against 2"):
        assert part in str(problem.value)


def test_a_chain_concludes_no_more_than_its_theorems_give(monkeypatch):
    monkeypatch.setattr("derivations.proof.statements.chains.composed", lambda relations: "=")
    with Derivation("composed", title="A wrong relation", theory=Theory(reals(u))) as d:
        d.start(u**2 + 1)
        d.gt(u**2, by=[])
        d.eq(u * u, by=[])
    found = Verifier().verify(d)
    assert [type(step.verdict) for step in found.steps] == [Proved, Proved]
    assert isinstance(found.verdict, Unknown)


def test_vectors_are_compared_component_by_component():
    (j,) = neurons("j")
    assert look((Vector(2 * z[L, j], j), "=", Vector(z[L, j] + z[L, j], j)), []).points == POINTS
    with pytest.raises(Disagreement):
        look((Vector(z[L, j], j), "=", Vector(z[L, j] ** 2, j)), [])


def test_the_smallest_sets_come_first_and_a_neuron_lies_in_its_layer():
    (j,) = neurons("j")
    with pytest.raises(Disagreement, match=r"n\[\d\] = 1\b"):
        look((Sum(1, j), ">", 1 + 0 * u), [])
    l = Index("l", IndexSet(2, L))
    (i,) = neurons("i", l)
    # with a neuron beyond its layer this would be false
    assert look((Sum(a[l, i] - a[l, i], i), "=", a[l, i] - a[l, i]), []).points == POINTS


def test_no_hypothesis_overrides_a_definition():
    (j, k) = neurons("j k")
    total = given(Eq(Sum(a[L, k], k), 1))
    defined = Definition(a[L, j], z[L, j])
    assert look((a[L, j], "=", z[L, j]), [defined, total]).points > 0


def test_functions_that_nothing_defines_are_some_function():
    f = Function("f")
    assert look((f(u + v), "=", f(v + u)), [reals(u, v)]).points == POINTS
    with pytest.raises(Disagreement):
        look((f(u + v), "=", f(u) + f(v)), [reals(u, v)])


SECOND = [PACKAGE / "audit.py", *sorted((PACKAGE / "refuting").glob("*.py"))]
DATA = {
    f"derivations.proof.statements.{name}" for name in ("claim", "functions", "reasons", "theory", "verdict", "audit")
}


@pytest.mark.parametrize("path", SECOND, ids=lambda path: path.stem)
def test_the_two_engines_share_no_code(path):
    tree = ast.parse(path.read_text(encoding="utf-8"))
    modules = {node.module for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
    used = {module for module in modules if module.startswith(("derivations.proof", "derivations.kernel"))}
    assert {m for m in used if not m.startswith("derivations.proof.refuting")} <= DATA


def test_an_unknown_has_no_audit():
    with Derivation("open", title="Not proved", theory=Theory(reals(u))) as d:
        d.start(u)
        d.eq(Symbol("w"), by=[])
    assert Verifier(audit=True, refute=False).verify(d).steps[0].audit is None
