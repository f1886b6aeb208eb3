"""Scripts of Coq: what is generated, looked at without Coq."""

import os
import re
import shutil
from pathlib import Path

import pytest
from sympy import Function, Rational, Symbol, evaluate, exp, sqrt, tanh

from derivations import certify, output_error
from derivations.certificate import library, scripts
from derivations.certificate.coq import forbidden, without_comments
from derivations.certificate.language.scoping import free_names
from derivations.certificate.script import Book, comment, module_name
from derivations.certificate.statements import statements
from derivations.chapter import CONTENTS, load
from derivations.notation import Gt, Index, IndexSet, Kronecker, L, Partial, Sum, a, indices, neurons, width, z
from derivations.proof import (
    Definition,
    Derivation,
    Theory,
    algebra,
    between,
    definition_of,
    differentiation,
    given,
    positive,
    reals,
)

has_coq = shutil.which("coqc") is not None or bool(os.environ.get("DERIVATIONS_REQUIRE_ALL"))
STATEMENTS = Path(__file__).parent / "statements.v"
CHAPTER = [load(entry.name) for entry in CONTENTS]
SCRIPTS = scripts(CHAPTER)
u, v = Symbol("u"), Symbol("v")


def test_each_result_of_the_chapter_has_a_script():
    assert [script.derivation for script in SCRIPTS] == CHAPTER
    assert len(CHAPTER) == 17


def balanced(text):
    pairs = {")": "(", "]": "[", "}": "{"}
    open_ones = []
    for sign in without_comments(text):
        if sign in pairs.values():
            open_ones.append(sign)
        elif sign in pairs and (not open_ones or open_ones.pop() != pairs[sign]):
            return False
    return not open_ones


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda s: s.module)
def test_every_chain_and_every_step_of_the_chapter_is_in_its_script(script):
    assert script.gaps == ()
    for number, chain in enumerate(script.derivation.chains, 1):
        assert f"Lemma chain_{number} :" in script.text
        lemma = script.text.split(f"Lemma chain_{number} :")[1].split("\nQed.")[0]
        assert len(re.findall(r"^  assert \(step_\d+ : ", lemma, re.M)) == len(chain.steps)


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda s: s.module)
def test_every_conclusion_is_a_theorem_of_which_the_axioms_are_printed(script):
    assert [theorem.chain for theorem in script.theorems] == list(script.derivation.conclusions) != []
    assert re.findall(r"^Print Assumptions (\w+)\.$", script.text, re.M) == [t.name for t in script.theorems]
    assert all(theorem.statement in script.text for theorem in script.theorems)


@pytest.mark.parametrize("name", [s.module for s in SCRIPTS] + list(library()))
def test_nothing_is_admitted_and_nothing_assumed(name):
    text = {**library(), **{s.module: s.text for s in SCRIPTS}}[name]
    # in the library a section has hypotheses, which its lemmas then state
    words = [word for word in forbidden(text) if not (name in library() and word in ("Variables", "Hypothesis"))]
    assert words == []
    assert balanced(text)


@pytest.mark.parametrize("word", ["Admitted.", "admit.", "Axiom x : False.", "Parameter p : nat.", "Hypothesis h : 1 = 2.",
                                  "Unset  Guard Checking.", "Conjecture c : False.", "Load secret."])  # fmt: skip
def test_forbidden_words_are_seen(word):
    assert forbidden(f"Lemma x : True. (* fine *) {word}")
    assert not forbidden(f"(* {word} (* and {word} *) *) Lemma x : True.")


def test_a_section_of_the_library_ends_with_lemmas_that_state_their_hypotheses():
    assert "\nSection " in library()["Network"]
    for name, text in library().items():
        sections = re.findall(r"^Section (\w+)\.", text, re.M)
        assert [f"End {section}." in text for section in sections] == [True] * len(sections), name


def test_the_theorems_say_what_they_said_when_they_were_read_beside_the_chapter():
    assert f"{statements(CHAPTER)}\n" == STATEMENTS.read_text(encoding="utf-8"), (
        "a theorem's statement changed: read it beside the chapter, then write it with "
        "python -m derivations.certificate.statements > tests/certificate/statements.v"
    )


@pytest.mark.parametrize(("module", "uses"), [
    ("Quadratic_output_gradient", {"Bp1", "Bp4", "Bp3"}),
    ("Cross_entropy_output_error", {"Cross_entropy_domain", "Bp1", "Sigmoid_derivative", "Bp4", "Bp3"}),
    ("Log_likelihood_output_error", {"Bp3", "Bp4", "Softmax_monotonicity"}),
    ("Softmax_nonlocality", {"Softmax_monotonicity"}),
])  # fmt: skip
def test_earlier_results_are_lemmas(module, uses):
    (script,) = (script for script in SCRIPTS if script.module == module)
    assert set(script.uses) == uses
    assert all(re.search(rf"apply \({used}\.chain_|:= {used}\.chain_", script.text) for used in uses)


@pytest.mark.parametrize("name", ["softmax_monotonicity_2", "output_sums_2"])
def test_two_neurons_are_needed_where_the_chapter_needs_them(name):
    (theorem,) = (t for script in SCRIPTS for t in script.theorems if t.name == name)
    assert "(2 <= n)%nat ->" in theorem.statement


def test_the_same_derivations_give_the_same_bytes():
    assert [script.text for script in scripts(CHAPTER)] == [script.text for script in SCRIPTS]


def _square(wrong=False):
    with Derivation("square", title="A square", theory=Theory(reals(u))) as d:
        d.start((u + 1) ** 2)
        d.eq(u**2 + (3 if wrong else 2) * u + 1, by=algebra)
    return d


def test_a_derivation_of_ones_own_becomes_a_script():
    (script,) = scripts([_square()])
    assert script.gaps == ()
    assert script.theorems[0].statement == "Theorem square : forall (u : R),\n  (u + 1) ^ 2 = u ^ 2 + 2 * u + 1."


def test_derived_output_errors_become_scripts():
    found = scripts([output_error("quadratic", tanh)])
    assert [script.module for script in found] == ["Bp1", "Output_error_quadratic_tanh"]
    assert found[-1].gaps == ()
    assert "Definition f (u : R) : R := tanh u." in found[-1].text


def test_a_step_without_a_translation_is_named_with_the_reason():
    (script,) = (s for s in scripts([output_error("quadratic", sqrt(1 + Symbol("z") ** 2))]) if s.gaps)
    assert script.theorems == ()
    assert all("sqrt(u**2 + 1)" in gap.reason for gap in script.gaps)
    assert "not translated" in script.text


def test_what_rests_on_a_chain_without_a_translation_has_none():
    with Derivation("root", title="A root", theory=Theory(positive(u))) as d:
        first = d.start(sqrt(u) * sqrt(u), "The root squared")
        d.eq(u, by=algebra)
        d.start(2 * (sqrt(u) * sqrt(u)), "Twice")
        d.eq(2 * u, by=first)
    (script,) = scripts([d])
    assert len(script.gaps) == 2


def test_an_empty_derivation_and_one_that_names_itself_have_no_theorem():
    empty = Derivation("empty", title="Nothing")
    circle = Derivation("circle", title="A circle", theory=Theory(reals(u)))
    chain = circle.start(u)
    circle.eq(u + 0, by=chain)
    for script in scripts([empty, circle]):
        assert script.theorems == ()
    assert Book().script(circle).gaps


@pytest.mark.parametrize(("name", "module"), [("a-b", "A_b"), ("3 things", "D3_things"), ("_x", "D_x"), ("Σ", "Σ")])
def test_names_of_scripts_are_names_for_coq(name, module):
    assert module_name(Derivation(name, title="")) == module


@pytest.mark.parametrize("title", ['an "open quote', "a comment (* that opens", "one *) that ends. Axiom f : False. (*",
                                   "*)*)", "(*)", "*(**)"])  # fmt: skip
def test_words_cannot_leave_their_comment(title):
    words = comment(title)
    assert '"' not in words
    assert without_comments(f"(* {words} *)") == ""
    with Derivation("words", title=title, source=title, theory=Theory(reals(u))) as d:
        d.start(u + u, title)
        d.eq(2 * u, by=algebra)
    (script,) = scripts([d])
    assert forbidden(script.text) == []
    assert balanced(script.text)


@pytest.mark.parametrize(
    "name", ["let", "fun", "in", "R", "exp", "sum", "z'", "x y", "2x", "π", "a~", "Derive", "N", "O"]
)
def test_names_of_quantities_are_names_for_coq(name):
    quantity = Symbol(name)
    with Derivation("names", title="", theory=Theory(reals(quantity))) as d:
        d.start(quantity + quantity)
        d.eq(2 * quantity, by=algebra)
    (script,) = scripts([d])
    (binder,) = re.findall(r"Theorem names : forall \((.*) : R\)", script.text)
    assert re.fullmatch(r"[^\W\d][\w']*", binder)
    assert binder not in {"let", "fun", "in", "R", "exp", "sum", "Derive"}


def test_two_quantities_with_one_name_are_two_variables():
    one, other = Symbol("x"), Symbol("x", positive=True)
    with Derivation("twins", title="", theory=Theory(reals(one))) as d:
        d.start(one + other)
        d.eq(other + one, by=algebra)
    assert "forall (x x1 : R)" in scripts([d])[0].text


def test_hypotheses_and_ranges_are_in_the_statement():
    n = Symbol("n", integer=True, positive=True)
    (j,) = indices("j", 1, n)
    with Derivation("positive-sum", title="", theory=Theory(given(Gt(a[L, j], 0), forall=j))) as d:
        d.start(Sum(a[L, j], j))
        d.ge(0, by=d.theory.hypotheses)
    statement = scripts([d])[0].theorems[0].statement
    assert "(forall j, (1 <= j <= n)%nat -> 0 < a j) ->" in statement
    assert "0 <= sum n (fun j => a j)" in statement


def test_numbers_are_written_for_coq():
    with evaluate(False):
        d = Derivation("numbers", title="", theory=Theory(reals(u)))
        d.start(Rational(1, 3) * u - 2)
        d.eq(-2 + u / 3, by=algebra)
    assert "u / 3 - 2 = - 2 + u / 3" in scripts([d])[0].text


def test_free_names_are_those_that_nothing_binds():
    assert list(free_names("forall (x : R), f x = sum n (fun k => x + k) -> k")) == ["f", "sum", "n", "k"]


def test_an_undetermined_function_is_assumed_to_be_differentiable():
    f = Function("f")
    with Derivation("any-function", title="", theory=Theory(reals(u))) as d:
        d.start(f(u) + f(u))
        d.eq(2 * f(u), by=algebra)
    assert "(forall u, ex_derive f u) ->" in scripts([d])[0].theorems[0].statement


def test_a_sum_over_a_set_that_does_not_begin_with_1_has_no_translation():
    index = Index("j", IndexSet(2, Symbol("n", integer=True)))
    with Derivation("from-2", title="", theory=Theory()) as d:
        d.start(Sum(z[L, index], index))
        d.eq(Sum(z[L, index], index), by=algebra)
    assert "a sum over 2..n" in scripts([d])[0].gaps[0].reason


@pytest.mark.parametrize("name", ["t", "s", "v", "x0", "in_j", "given_1", "step_1", "layers", "e_1"])
def test_no_quantity_is_caught_by_what_a_statement_binds_or_a_proof_names(name):
    parameter = Symbol(name, real=True)
    j, k = neurons("j k")
    scaled = Definition(a[L, j], exp(parameter * z[L, j]) / Sum(exp(parameter * z[L, k]), k))
    with Derivation("scaled", title="", theory=Theory(scaled)) as d:
        d.start(Partial(a[L, j], z[L, k]))
        d.eq(parameter * (a[L, j] * (Kronecker(j, k) - a[L, k])), by=[definition_of(a), differentiation])
    statement = scripts([d])[0].theorems[0].statement
    (other,) = re.findall(r"\((\w+) : R\)", statement)
    assert other != name
    derivative = f"is_derive (fun t => a n (upd z k t) {other} j) (z k) ({other} *"
    assert derivative in " ".join(statement.split())


@pytest.mark.slow
@pytest.mark.skipif(not has_coq, reason="coqc is not installed")
def test_a_quantity_with_another_name_is_the_same_in_coq(tmp_path):
    parameter = Symbol("t", real=True)
    j, k = neurons("j k")
    scaled = Definition(a[L, j], exp(parameter * z[L, j]) / Sum(exp(parameter * z[L, k]), k))
    with Derivation("scaled", title="", theory=Theory(scaled)) as d:
        d.start(Partial(a[L, j], z[L, k]))
        d.eq(parameter * (a[L, j] * (Kronecker(j, k) - a[L, k])), by=[definition_of(a), differentiation])
    (certificate,) = certify([d], tmp_path)
    assert certificate.status == "accepted", certificate.message


def test_scripts_of_one_name_are_kept_apart_and_apart_from_the_library():
    found = scripts([_square(), _square(wrong=True), *(Derivation(name, title="") for name in ("sums", "tactics"))])
    assert [script.module for script in found] == ["Square", "Square_", "Sums_", "Tactics_"]


def test_what_is_assumed_of_desired_outputs_is_said_of_each_neuron():
    y = Symbol("y")
    (*_, script) = scripts([output_error("cross-entropy", "sigmoid", assuming=[between(0, y, 1)])])
    assert "(forall j, (1 <= j <= width N (L N))%nat -> 0 < y x j) ->" in script.theorems[0].statement


def test_a_defined_quantity_is_moved_in_sums_and_by_way_of_definitions():
    s, q, C, (k,) = Symbol("s_1"), Symbol("q_1"), Symbol("C_1"), neurons("k")
    theory = Theory(reals(u), Definition(s, 2 * u), Definition(q, s**2), Definition(C, Sum(q * z[L, k], k) + s))
    with Derivation("through", title="", theory=theory) as d:
        d.start(Partial(C, s))
        d.eq(Partial(C, s), by=algebra)
    statement = " ".join(scripts([d])[0].theorems[0].statement.split())
    assert "(fun t => t + sum n (fun k => t ^ 2 * z k))" in statement or "sum n (fun k => t ^ 2 * z k) + t" in statement


def test_a_definition_stands_after_those_that_it_rests_on():
    f, q = Function("f"), Symbol("q_1")
    with Derivation("late", title="", theory=Theory(Definition(q, f(u)), Definition(f(u), u**2), reals(u))) as d:
        d.start(q)
        d.eq(u**2, by=[definition_of(q), definition_of(f)])
    assert scripts([d])[0].definitions == ("Definition f (u : R) : R := u ^ 2.", "Definition q_1 (u : R) : R := f u.")


def test_definitions_in_a_circle_have_no_translation():
    q, r = Symbol("q_1"), Symbol("r_1")
    with Derivation("circle", title="", theory=Theory(Definition(q, r + 1), Definition(r, q - 1))) as d:
        d.start(q)
        d.eq(q, by=algebra)
    assert "defined by way of itself" in scripts([d])[0].gaps[0].reason


@pytest.mark.parametrize("variable", [width[L], Symbol("n", integer=True, positive=True), neurons("j")[0]])
def test_a_whole_number_is_nothing_to_differentiate_by(variable):
    (k,) = neurons("k")
    with Derivation("discrete", title="") as d:
        d.start(Partial(Sum(1, k), variable))
        d.eq(0, by=algebra)
    (script,) = scripts([d])
    assert script.theorems == ()
    assert "which is a whole number" in script.gaps[0].reason


def test_layers_of_two_networks_are_not_mixed_up():
    (j,) = neurons("j")
    with Derivation("hidden", title="", theory=Theory()) as d:
        d.start(z[L - 1, j])
        d.eq(z[L - 1, j], by=algebra)
    assert scripts([d])[0].theorems or scripts([d])[0].gaps
