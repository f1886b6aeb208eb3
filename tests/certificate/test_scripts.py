"""Scripts of Coq: what is generated, looked at without Coq."""

import re
from pathlib import Path

import pytest
from hypothesis import given as of
from hypothesis import strategies as st
from support.false_proofs import FALSE_AND_TRUE
from support.marks import slow_but
from support.planted_steps import PLANTED
from support.score_of_certificates import as_derivation, false_mutants
from sympy import Symbol, exp

from derivations.certificate import claims_of, scripts
from derivations.certificate.comments import comment
from derivations.certificate.coq import forbidden, without_comments
from derivations.certificate.replay import library
from derivations.certificate.replay.names import names
from derivations.certificate.scripts import file_names
from derivations.certificate.statements import statements
from derivations.chapter import CONTENTS, load
from derivations.notation import Gt
from derivations.proof import Derivation, Proved, Theory, Verifier, algebra, given, positive, reals

STATEMENTS = Path(__file__).parent / "statements.v"
NAMES = [entry.name for entry in CONTENTS]
SOME = ["bp1", "bp2", "output-sums"]
"""Results whose mutants are made quickly, and whose scripts are short."""
VERIFIER = Verifier(refute=False)
u = Symbol("u")


@pytest.fixture(scope="module")
def made(chapter):
    """The scripts of the chapter."""
    return scripts(claims_of(derivation, VERIFIER) for derivation in chapter)


@pytest.fixture
def script(made, name):
    """The script of the result of the chapter with this name."""
    return next(script for script in made.scripts if script.claims.name == name)


def script_of(derivation):
    (script,) = scripts([claims_of(derivation, Verifier(refute=False))]).scripts
    return script


def balanced(text):
    pairs = {")": "(", "]": "[", "}": "{"}
    open_ones = []
    for sign in re.findall(r"[()\[\]{}]", without_comments(text)):
        if sign in pairs.values():
            open_ones.append(sign)
        elif not open_ones or open_ones.pop() != pairs[sign]:
            return False
    return not open_ones


def test_each_result_of_the_chapter_has_a_script_after_those_that_it_uses(made):
    assert {script.claims.name for script in made.scripts} == set(NAMES)
    assert len(NAMES) == 17
    modules = [script.module for script in made.scripts]
    for place, script in enumerate(made.scripts):
        assert set(script.uses) <= set(modules[:place])
    assert {script.module: script.uses for script in made.scripts}["D_softmax_nonlocality"] == (
        "D_softmax_monotonicity",
    )


@pytest.mark.parametrize("name", NAMES)
def test_every_line_and_every_conclusion_of_the_chapter_is_a_theorem(script, name):
    derivation = load(name)
    assert script.gaps == ()
    assert len(script.theorems) == len(derivation.steps) + len(derivation.conclusions)
    assert len(script.results) == len(derivation.conclusions)
    assert all(f"{one}\n" in script.text for one in script.theorems)


@pytest.mark.parametrize("name", NAMES)
def test_a_theorem_s_claim_is_the_step_s(script, name):
    verification = VERIFIER.verify(load(name))
    verdicts = [checked.verdict for checked in verification.steps]
    verdicts += [VERIFIER.chain(chain)[1] for chain in verification.derivation.conclusions]
    assert all(isinstance(verdict, Proved) for verdict in verdicts)
    theorems = [one.theorem for one in script.claims.claimed]
    assert all(verdict.theorems == (theorem,) for verdict, theorem in zip(verdicts, theorems, strict=True))


@pytest.mark.parametrize("name", slow_but(SOME, NAMES))
def test_nothing_is_admitted_and_nothing_assumed(script, name):
    assert forbidden(script.text) == []
    assert balanced(script.text)


@pytest.mark.parametrize("name", library())
def test_nothing_is_admitted_and_nothing_assumed_in_the_library(name):
    text = library()[name]
    # in the library a section has variables, which its lemmas then state
    assert [word for word in forbidden(text) if word not in ("Variable", "Context")] == []
    assert balanced(text)


@pytest.mark.parametrize("word", ["Admitted.", "admit.", "Axiom x : False.", "Parameter p : nat.", "Hypothesis h : 1 = 2.",
                                  "Unset  Guard Checking.", "Conjecture c : False.", "Load secret."])  # fmt: skip
def test_forbidden_words_are_seen(word):
    assert forbidden(f"Lemma x : True. (* fine *) {word}")
    assert not forbidden(f"(* {word} (* and {word} *) *) Lemma x : True.")


def test_the_theorems_say_what_they_said_when_they_were_read_beside_the_chapter(made, chapter, monkeypatch):
    monkeypatch.setattr("derivations.certificate.statements.scripts", lambda claims: made)  # not made once more
    assert f"{statements(chapter)}\n" == STATEMENTS.read_text(encoding="utf-8"), (
        "a theorem's statement changed: read it beside the chapter, then write it with "
        "python -m derivations.certificate.statements > tests/certificate/statements.v"
    )


def test_the_same_derivations_give_the_same_bytes():
    def made():
        verifier = Verifier(refute=False)
        return scripts(claims_of(load(name), verifier) for name in ("sigmoid-derivative", "bp1", "softmax-inverse"))

    assert made().texts == made().texts


def own(title="A square", *, wrong=False, quantity=u):
    with Derivation("square", title=title, theory=Theory(reals(quantity))) as d:
        d.start((quantity + 1) ** 2, title)
        d.eq(quantity**2 + (3 if wrong else 2) * quantity + 1, by=algebra)
    return d


def test_hypotheses_that_no_values_were_found_to_satisfy_are_warned_of(made):
    with Derivation("vacuous", title="Nothing is so", theory=Theory(given(Gt(exp(-u), exp(-u) + u**2)))) as d:
        d.start(u + u, "Nothing")
        d.eq(2 * u, by=algebra)
    assert claims_of(d, VERIFIER).warnings == ("Nothing: no values were found that satisfy all that it assumes",)
    assert claims_of(own(), VERIFIER).warnings == ()
    assert all(script.claims.warnings == () for script in made.scripts)


def test_what_is_not_proved_is_no_theorem():
    assert [one.name for one in script_of(own()).theorems] == ["l_square_1_1", "t_square"]
    wrong = script_of(own(wrong=True))
    assert wrong.theorems == ()
    assert {gap.reason for gap in wrong.gaps} == {"it is not proved"}


@pytest.mark.parametrize("planted", slow_but(PLANTED[::4], PLANTED), ids=lambda planted: planted.name)
def test_a_planted_false_step_is_no_theorem_and_the_true_one_is(planted):
    false, true = script_of(planted.derivation(false=True)), script_of(planted.derivation(false=False))
    assert len(false.theorems) < len(true.theorems)
    assert true.gaps == ()
    assert false.results == ()


@pytest.mark.parametrize("title", FALSE_AND_TRUE)
def test_a_false_proof_is_no_theorem(title):
    (lhs, relation, rhs), theory, by = FALSE_AND_TRUE[title][0]
    with Derivation("false", title=title, theory=Theory(*theory)) as d:
        d.start(lhs, title).extend(relation, rhs, tuple(by), "")
    assert script_of(d).theorems == ()


@pytest.mark.parametrize("names", slow_but([SOME], [SOME, NAMES]), ids=["some", "all"])
def test_a_false_mutant_of_a_step_is_no_theorem(names):
    found = false_mutants(4, seed=7, names=names)
    assert len(found) == 4
    for mutant in map(as_derivation, found):
        assert script_of(mutant).theorems == (), mutant.title


@pytest.mark.parametrize("title", ['an "open quote', "a comment (* that opens", "one *) that ends. Axiom f : False. (*",
                                   "*)*)", "(*)", "*(**)", "two\nlines"])  # fmt: skip
def test_words_cannot_leave_their_comment(title):
    words = comment(title)
    assert without_comments(f"(* {words} *)") == ""
    made = script_of(own(title))
    assert forbidden(made.text) == []
    assert balanced(made.text)


@pytest.mark.parametrize(
    "name",
    ["let", "fun", "in", "R", "exp", "sum", "z'", "x y", "2x", "π", "a~", "Derive", "N", "O", "M", "w", "s1", "h0"],
)
def test_names_of_quantities_have_a_prefix(name):
    names = re.findall(r"^Definition (\S+) : positive", script_of(own(quantity=Symbol(name))).text, re.MULTILINE)
    assert names
    assert all(re.fullmatch(r"[qnfs]_\w*'*", found) for found in names)


def test_two_quantities_with_one_name_are_two_symbols():
    one, other = Symbol("x"), Symbol("x", positive=True)
    with Derivation("twins", title="", theory=Theory(reals(one), positive(other))) as d:
        d.start(one + other)
        d.eq(other + one, by=algebra)
    assert d.verify().verdict is not None
    assert len(set(re.findall(r"^Definition (q_x\w*)", script_of(d).text, re.MULTILINE))) in (0, 2)


@of(
    st.sets(
        st.text(st.characters(codec=None))
        | st.sampled_from(["a.md", "b/a.md", "a_md", "A.md", "名" * 48, "b\udcff.md"]),
        max_size=8,
    )
)
def test_names_of_files_are_short_names_for_coq_and_no_two_are_the_same(names):
    found = file_names(names)
    assert found.keys() == names
    assert len({name.lower() for name in found.values()}) == len(names)
    assert all(re.fullmatch(r"D_\w{1,60}", name, re.ASCII) for name in found.values())


@of(st.sets(st.sampled_from("qifns"), min_size=1), st.sets(st.text(min_size=1), min_size=1, max_size=8))
def test_names_in_scripts_are_names_for_coq_and_no_two_are_the_same(kinds, texts):
    kernel = {kind + text for kind in kinds for text in texts}
    found = names(kernel)
    assert found.keys() == kernel
    assert len(set(found.values())) == len(kernel)
    assert all(re.fullmatch(r"[qifns]_\w*'*", name, re.ASCII) for name in found.values())


def test_a_script_does_not_depend_on_scripts_that_it_does_not_use(chapter):
    def named(*derivations):
        made = scripts(claims_of(derivation, VERIFIER) for derivation in derivations)
        return next(script for script in made.scripts if script.claims.name == "square").text

    assert named(own()) == named(*chapter[:3], own(), *chapter[3:5])


def test_two_with_one_name_are_an_error():
    with pytest.raises(ValueError, match="several have the name 'square'"):
        scripts([claims_of(own(), VERIFIER), claims_of(own("Another"), VERIFIER)])
