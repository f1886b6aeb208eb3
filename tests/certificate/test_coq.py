"""What Coq says: false steps are rejected, the true ones beside them accepted, and nothing rests on other axioms.

Those that run Coq are slow.  All certificates of the chapter are checked by ``derivations certify``.
"""

import json
import os
import re
import shutil
import subprocess
import sys

import pytest
from support.false_proofs import FALSE_AND_TRUE
from support.planted_steps import PLANTED
from support.score_of_certificates import false_mutants
from sympy import Symbol, log, tanh

from derivations import certify, output_error, output_gradient, sigmoid_derivative
from derivations.certificate import coq
from derivations.certificate.certificates import ACCEPTED, NOT_CHECKED, PARTIAL, REJECTED, place_of
from derivations.certificate.script import Script
from derivations.proof import Derivation, Theory, algebra, reals

u = Symbol("u")
MUTANTS = 5
"""How many mutants Coq is asked to accept; ``python tests/support/score_of_certificates.py`` asks it of more."""
has_coq = shutil.which("coqc") is not None or bool(os.environ.get("DERIVATIONS_REQUIRE_ALL"))


def needs_coq(test):
    """A test that runs Coq: among the slow ones, and where Coq is."""
    return pytest.mark.slow(pytest.mark.skipif(not has_coq, reason="coqc is not installed")(test))


a, y = Symbol("a"), Symbol("y")
OWN = [output_error("quadratic", tanh), output_gradient(a - y * log(a), "exp"), output_error("quadratic", "softmax")]


def with_a_gap():
    with Derivation("part", title="A part", theory=Theory(reals(u))) as d:
        d.start(u + u, "A sum")
        d.eq(2 * u, by=algebra)
        d.start(abs(u) ** Symbol("k"), "A power")
        d.eq(abs(u) ** Symbol("k"), by=algebra)
    return d


def of_false_proofs():
    """A derivation of each classic false proof, and of the true claim beside it."""
    for number, (title, (false, true)) in enumerate(FALSE_AND_TRUE.items()):
        for kind, ((lhs, relation, rhs), theory, by) in (("false", false), ("true", true)):
            with Derivation(f"{kind}-{number}", title=title, theory=Theory(*theory)) as d:
                d.start(lhs, title).extend(relation, rhs, tuple(by), "")
            yield d


@pytest.fixture(scope="module")
def found(tmp_path_factory):
    """The certificates of all these, by name: what they share is checked once."""
    planted = [p.derivation(false=false) for p in PLANTED for false in (False, True)]
    mutants = false_mutants(MUTANTS, seed=7)
    derivations = [*planted, *of_false_proofs(), *OWN, with_a_gap(), *mutants]
    certificates = certify(derivations, tmp_path_factory.mktemp("coq"), jobs=os.cpu_count() or 1)
    return {certificate.name: certificate for certificate in certificates}


@needs_coq
@pytest.mark.parametrize("name", [p.name for p in PLANTED])
def test_a_false_step_is_rejected_by_coq_and_the_true_one_accepted(found, name):
    assert found[f"true-{name}"].status == ACCEPTED, found[f"true-{name}"].message
    rejected = found[f"false-{name}"]
    assert rejected.status == REJECTED
    assert "in the step “" in rejected.message


@needs_coq
@pytest.mark.parametrize("number", range(len(FALSE_AND_TRUE)))
def test_no_false_proof_is_accepted(found, number):
    assert found[f"false-{number}"].status in (REJECTED, PARTIAL)
    assert not (found[f"false-{number}"].status == PARTIAL and found[f"false-{number}"].script.theorems)


@needs_coq
def test_most_of_the_true_claims_beside_false_proofs_are_accepted(found):
    accepted = [n for n in range(len(FALSE_AND_TRUE)) if found[f"true-{n}"].status == ACCEPTED]
    assert len(accepted) >= 23


@needs_coq
@pytest.mark.parametrize("own", OWN, ids=lambda own: own.name)
def test_derivations_of_ones_own_are_accepted_with_the_allowed_axioms_alone(found, own):
    certificate = found[own.name]
    assert certificate.status == ACCEPTED, certificate.message
    assert set(certificate.axioms) <= set(coq.AXIOMS)
    assert certificate.axioms


@needs_coq
def test_false_mutants_of_the_chapter_s_steps_are_rejected(found):
    mutants = [certificate.status for name, certificate in found.items() if name.startswith("mutant-")]
    assert mutants == [REJECTED] * MUTANTS


@needs_coq
def test_an_axiom_or_a_forbidden_word_is_not_accepted(tmp_path):
    (tmp_path / "Cheat.v").write_text("Axiom cheat : False.\nTheorem t : 1 = 2.\nProof. destruct cheat. Qed.\n"
                                      "Print Assumptions t.\n")  # fmt: skip
    found = coq.check(tmp_path, "Cheat", 1, 60)
    assert not found.accepted
    assert found.message == "rests on cheat"


@needs_coq
def test_a_theorem_whose_axioms_are_not_printed_is_not_accepted(tmp_path):
    (tmp_path / "Silent.v").write_text("Theorem t : 1 = 1.\nProof. reflexivity. Qed.\n")
    assert "Print Assumptions reported 0" in coq.check(tmp_path, "Silent", 1, 60).message


@needs_coq
def test_a_script_that_takes_too_long_is_stopped(tmp_path):
    (tmp_path / "Slow.v").write_text("Ltac forever := idtac; forever.\nGoal True. forever.\n")
    found = coq.check(tmp_path, "Slow", 0, 1)
    assert not found.accepted
    assert "stopped after 1 s" in found.message


def test_the_commands_of_coq_are_not_run_for_a_script_with_forbidden_words(monkeypatch, tmp_path):
    from concurrent.futures import Future

    from derivations.certificate import certificates

    monkeypatch.setattr(coq, "check", lambda *_: pytest.fail("coqc was run"))
    script = Script(sigmoid_derivative, "Bad", "Axiom f : False.", (), (), (), ())
    assert certificates._checked(script, [], tmp_path, 1).message == "contains Axiom"
    used = Future()
    used.set_result(certificates.Certificate(script, REJECTED))
    assert certificates._checked(script, [used], tmp_path, 1).status == NOT_CHECKED


def run(*arguments, **environment):
    command = [sys.executable, "-m", "derivations", "certify", *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, env={**os.environ, **environment}, check=False)


@needs_coq
def test_the_command_prints_the_count_the_time_and_the_axioms(tmp_path):
    found = run("sigmoid-derivative", "bp1", "--output", tmp_path / "coq")
    assert found.returncode == 0, found.stderr
    assert "✓ accepted     sigmoid-derivative" in found.stdout
    assert re.search(r"2 accepted: 2 theorems checked in [\d.]+ s by Coq \d+\.\d+", found.stdout)
    assert (
        "FunctionalExtensionality.functional_extensionality_dep: functions with equal values are equal" in found.stdout
    )
    record = json.loads((tmp_path / "coq" / "certificates.json").read_text())
    assert [entry["status"] for entry in record] == ["accepted", "accepted"]
    assert not list((tmp_path / "coq").glob("*.vo"))
    assert "Bp1.v" in (tmp_path / "coq" / "_CoqProject").read_text()


@needs_coq
def test_it_is_said_why_nothing_was_checked(tmp_path):
    found = run("bp1", "--timeout", "0.01", "--output", tmp_path)
    assert found.returncode == 1
    assert found.stdout.count("the library's Sums.v was not accepted: stopped after 0.01 s") == 1


@needs_coq
def test_a_false_derivation_ends_with_exit_code_1_and_says_where(tmp_path, monkeypatch):
    (tmp_path / "mine.py").write_text(
        "from sympy import Symbol\nfrom derivations.proof import Derivation, Theory, algebra, reals\nu = Symbol('u')\n"
        "with Derivation('wrong', title='A wrong square', theory=Theory(reals(u))) as d:\n"
        "    d.start((u + 1) ** 2, 'The square')\n    d.eq(u**2 + 1, by=algebra)\n"
    )
    monkeypatch.chdir(tmp_path)
    found = run("--module", "mine", "--format", "json")
    assert found.returncode == 1
    (entry,) = json.loads(found.stdout)
    assert entry["status"] == "rejected"
    assert "in the step “= 1 + u²    [algebra]” of “The square”" in entry["message"] or "The square" in entry["message"]


def test_without_coq_the_scripts_are_written_and_the_exit_code_is_2(tmp_path):
    found = run("bp1", "--output", tmp_path, PATH=str(tmp_path))
    assert found.returncode == 2
    assert "apt install coq libcoq-coquelicot" in found.stderr
    assert "? not checked  bp1" in found.stdout
    assert (tmp_path / "Bp1.v").exists()


def test_without_coquelicot_it_is_said_what_to_install(monkeypatch, tmp_path):
    message = "Cannot find a physical path bound to logical path Coquelicot."
    monkeypatch.setattr(coq, "version", lambda: "8.16.1")
    monkeypatch.setattr(coq, "check", lambda *_: coq.Checked(False, 0.1, message=message, line=4))
    (certificate,) = certify([sigmoid_derivative], tmp_path)
    assert certificate.status == NOT_CHECKED
    assert certificate.message.endswith("apt install libcoq-coquelicot")


def test_writing_only_needs_no_coq(tmp_path):
    found = run("bp1", "--write-only", "--output", tmp_path, PATH=str(tmp_path))
    assert (found.returncode, found.stderr) == (0, "")
    assert "1 not checked" in found.stdout


def test_a_wrong_name_gets_a_suggestion():
    found = run("bp5")
    assert found.returncode == 2
    assert "Did you mean bp4" in found.stderr


def test_a_folder_that_is_a_file_gets_a_message(tmp_path):
    (tmp_path / "file").write_text("")
    found = run("bp1", "--write-only", "--output", tmp_path / "file")
    assert found.returncode == 2
    assert "is a file" in found.stderr


@needs_coq
def test_a_derivation_with_a_gap_is_partial(found):
    assert found["part"].status == PARTIAL
    assert "A power: no translation of the power" in found["part"].message


@pytest.mark.parametrize("line", [0, 1, 10_000])
def test_a_place_is_found_in_any_script(line):
    assert isinstance(place_of("", line), str)
