"""What Coq says: true claims are accepted, forged ones rejected, and nothing rests on other axioms.

Those that run Coq are slow.  All certificates of the chapter are checked by ``derivations certify``.
"""

import json
import os
import re
import shutil
import signal
import subprocess
import sys
import threading
import time

import pytest
from click.testing import CliRunner
from support.false_proofs import FALSE_AND_TRUE
from support.marks import slow_but
from support.planted_steps import PLANTED
from support.replays import compiled_library
from support.score_of_certificates import false_mutants, forged
from sympy import Symbol, log, tanh

from derivations import certify, output_error, output_gradient, sigmoid_derivative
from derivations.certificate import Claims, certificates, claims_of, coq, scripts
from derivations.certificate.certificates import ACCEPTED, NOT_CHECKED, PARTIAL, REJECTED, STOPPED
from derivations.certificate.compiling import compiled, limit
from derivations.certificate.replay import LIBRARY
from derivations.certificate.replay import script as replaying
from derivations.certificate.replay.script import Replay
from derivations.chapter import load
from derivations.command_line import main
from derivations.proof import Derivation, Theory, Verifier, algebra, reals

u = Symbol("u")
MUTANTS = 5
"""How many forgeries Coq is asked to accept; ``python tests/support/score_of_certificates.py`` asks it of more."""
has_coq = shutil.which("coqc") is not None or bool(os.environ.get("DERIVATIONS_REQUIRE_ALL"))


def needs_coq(test):
    """A test that runs Coq: among the slow ones, and where Coq is."""
    return pytest.mark.slow(pytest.mark.skipif(not has_coq, reason="coqc is not installed")(test))


def checked(made, jobs, timeout):
    """What Coq says of scripts."""
    with certificates.begun(jobs, timeout) as library:
        return certificates.checked(made, library, jobs=jobs, timeout=timeout)


a, y = Symbol("a"), Symbol("y")
OWN = {
    "output error of tanh": lambda: output_error("quadratic", tanh),
    "output gradient of exp": lambda: output_gradient(a - y * log(a), "exp"),
    "output error of softmax": lambda: output_error("quadratic", "softmax"),
}


def with_a_gap():
    with Derivation("part", title="A part", theory=Theory(reals(u))) as d:
        d.start(u + u, "A sum")
        d.eq(2 * u, by=algebra)
        d.start(u + 1, "What is false")
        d.eq(u, by=algebra)
    return d


def true_claims():
    """A derivation of the true claim beside each classic false proof."""
    for number, (title, (_, ((lhs, relation, rhs), theory, by))) in enumerate(FALSE_AND_TRUE.items()):
        with Derivation(f"true-{number}", title=title, theory=Theory(*theory)) as d:
            d.start(lhs, title).extend(relation, rhs, tuple(by), "")
        yield d


@pytest.fixture(scope="module")
def found(tmp_path_factory):
    """The certificates of all these, by name: the library is checked once."""
    planted = [p.derivation(false=False) for p in PLANTED]
    folder = tmp_path_factory.mktemp("coq")
    own = [make() for make in OWN.values()]
    made = certify([*planted, *true_claims(), *own, with_a_gap()], folder, jobs=os.cpu_count() or 1, timeout=600)
    return {certificate.name: certificate for certificate in made}


@needs_coq
@pytest.mark.parametrize("name", [p.name for p in PLANTED])
def test_the_true_step_beside_a_planted_one_is_accepted(found, name):
    assert found[f"true-{name}"].status == ACCEPTED, found[f"true-{name}"].message


@needs_coq
def test_the_true_claims_beside_false_proofs_are_accepted(found):
    missing = [found[f"true-{n}"] for n in range(len(FALSE_AND_TRUE)) if found[f"true-{n}"].status != ACCEPTED]
    assert [c.status for c in missing] == [PARTIAL] * len(missing), [c.message for c in missing]
    assert len(missing) <= len(FALSE_AND_TRUE) - 23


@needs_coq
@pytest.mark.parametrize("own", OWN)
def test_derivations_of_ones_own_are_accepted_with_the_allowed_axioms_alone(found, own):
    certificate = found[OWN[own]().name]
    assert certificate.status == ACCEPTED, certificate.message
    assert set(certificate.axioms) <= set(coq.AXIOMS)
    assert certificate.axioms


@needs_coq
def test_the_proof_of_a_true_step_is_none_of_a_false_mutant(tmp_path):
    counts = forged(compiled_library(tmp_path), false_mutants(MUTANTS, seed=7))
    assert set(counts) <= {"rejected", "not read", "no script"}
    assert counts["rejected"] > 0


@needs_coq
def test_what_rests_on_an_axiom_is_not_accepted(tmp_path, monkeypatch):
    made = scripts([claims_of(sigmoid_derivative, Verifier())])
    (script,) = made.scripts
    monkeypatch.setattr(coq, "AXIOMS", {})
    (found,) = checked(made, jobs=2, timeout=600)
    assert found.status == "rejected"
    assert found.message.startswith("rests on ")
    assert script.theorems


@needs_coq
def test_a_file_that_takes_too_long_is_stopped_and_what_uses_it_is_not_accepted(tmp_path):
    slow = "Ltac forever := idtac; forever.\nGoal True. forever.\n"
    texts = {"Slow": slow, "User": "From Derivations Require Import Slow.\n", "Other": "Definition a := 1.\n"}
    found = dict(compiled(texts, tmp_path, 2, 2))
    assert "stopped after 2 s" in found["Slow"].message
    assert found["User"].message == "it uses Slow.v, which was not accepted"
    assert found["Other"].accepted


class Rejecting:
    """A Coq that rejects what says one of these things, and takes notes of what it is given."""

    def __init__(self, *wrong):
        self.wrong, self.given = wrong, []

    def __call__(self, folder, name, seconds, stopped=None):
        self.given.append(name)
        for number, line in enumerate((folder / f"{name}.v").read_text().splitlines(), 1):
            if any(said in line for said in self.wrong):
                return coq.Checked(False, 0.1, message="No; and no.", line=number)
        return coq.Checked(True, 0.1, "Closed under the global context\n")


def lemmas(script):
    """What the lemmas of a script say, each with the theorems that rest on it."""
    found = {}
    for name, said, proof in re.findall(r"^Lemma (s\d+) : (.*)\.\n(Proof\. .*)$", script.text, re.MULTILINE):
        found[name] = said, {name}.union(*(found[used][1] for used in re.findall(r"\bs\d+\b", proof)))
    theorems = re.findall(r"^Theorem (\w+) :[^\0]*?^Proof\. exact (s\d+)\. Qed\.$", script.text, re.MULTILINE)
    return {
        name: (said, {theorem for theorem, by in theorems if name in found[by][1]}) for name, (said, _) in found.items()
    }


@pytest.mark.parametrize("number", slow_but([7], [0, 7, -1]))
def test_a_lemma_that_is_rejected_costs_what_rests_on_it_and_nothing_else(number, monkeypatch, tmp_path):
    made = scripts(claims_of(d, Verifier()) for d in (sigmoid_derivative, OWN["output error of tanh"]()))
    script, other = made.scripts
    said, lost = [one for one in lemmas(script).values() if one[1]][number]
    fake = Rejecting(f" : {said}.")
    monkeypatch.setattr(coq, "version", lambda: "8.16.1")
    monkeypatch.setattr(coq, "check", fake)
    found, untouched = certificates.certified([script.claims, other.claims], tmp_path, jobs=1, timeout=1)
    assert untouched.status == (PARTIAL if said in other.text else ACCEPTED)
    kept = {one.name for one in script.theorems} - lost
    assert {one.name for one in found.script.theorems} >= kept  # what is lost may be proved in another way
    assert found.status == (PARTIAL if found.script.theorems else REJECTED)
    assert len(found.messages) == len(script.theorems) - len(found.script.theorems)
    assert all("Coq rejects the lemma by the rule" in m and m.endswith(": No; and no.") for m in found.messages)
    assert all(fake.given.count(name) == 1 for name in LIBRARY)
    assert fake.given.count(other.module) == 1 + (said in other.text)
    assert (tmp_path / f"{script.module}.v").read_text() == found.script.text
    assert f" : {said}." not in found.script.text


def test_a_script_that_uses_one_with_a_rejected_lemma_is_made_again(monkeypatch):
    made = scripts(claims_of(load(name), Verifier()) for name in ("softmax-monotonicity", "softmax-nonlocality"))
    used = made.scripts[1].made.used[0]
    script, user = made.scripts
    assert user.uses == (script.module,)
    monkeypatch.setattr(coq, "version", lambda: "8.16.1")
    monkeypatch.setattr(coq, "check", Rejecting(f" : {lemmas(script)[used.name.split('.')[1]][0]}."))
    found = checked(made, jobs=1, timeout=1)
    assert [certificate.status for certificate in found] == [PARTIAL, PARTIAL]
    assert used.name not in found[1].script.text


@needs_coq
def test_coq_accepts_a_script_without_the_lemma_that_it_rejects(monkeypatch, tmp_path):
    monkeypatch.setattr(replaying, "ROWS", {**replaying.ROWS, "derivative_of_function": lambda *_: "I"})
    (found,) = certify([sigmoid_derivative], tmp_path, timeout=600)
    assert found.status == PARTIAL
    assert found.script.theorems
    assert all(
        "Coq rejects the lemma by the rule derivative_of_function: The term" in message for message in found.messages
    )


def test_a_long_script_may_take_longer():
    text = "\nLemma x : True.\nProof. exact I. Qed."
    assert limit(text, 7) == limit(text * 500, 7) == 7
    assert limit(text * 1500, 7) == 21


def test_scripts_of_an_earlier_run_are_taken_away_and_nothing_else(tmp_path):
    (tmp_path / "D_mine.v").write_text("mine")
    for wanted in (sigmoid_derivative, with_a_gap()):
        certify([wanted], tmp_path, check=False)
    assert {path.name for path in tmp_path.glob("D_*.v")} == {"D_mine.v", "D_part.v"}


def fake_coq(folder, script):
    """A folder with a program that is called coqc."""
    (folder / "bin").mkdir()
    (folder / "bin" / "coqc").write_text(f'#!/bin/sh\n[ "$1" = --print-version ] && echo 8.16.1 && exit\n{script}\n')
    (folder / "bin" / "coqc").chmod(0o755)
    return {**os.environ, "PATH": f"{folder / 'bin'}{os.pathsep}{os.environ['PATH']}"}


COMMANDS = {
    "certify": ("certify", "sigmoid-derivative", "--output", "coq", "--timeout", "0.5"),
    "check": ("check", "notes.md", "--certify", "coq", "--certify-timeout", "0.5"),
}


@pytest.fixture
def run_beside_notes(tmp_path, monkeypatch):
    """Run a command in a folder with a document, in this process."""
    (tmp_path / "notes.md").write_text("$$u + u = 2 u$$")
    monkeypatch.chdir(tmp_path)
    return lambda command, environment: CliRunner().invoke(main, COMMANDS[command], env=environment)


@pytest.mark.parametrize("command", slow_but(["certify"], COMMANDS))
def test_what_takes_too_long_is_not_checked(run_beside_notes, command, tmp_path):
    found = run_beside_notes(command, fake_coq(tmp_path, "exec sleep 9"))
    assert found.exit_code == 1
    assert "1 not checked: 0 theorems checked" in found.output


@pytest.mark.parametrize("command", slow_but(["certify"], COMMANDS))
def test_ctrl_c_while_coq_runs_ends_with_130_after_the_summary(command, tmp_path):
    (tmp_path / "notes.md").write_text("$$u + u = 2 u$$")
    environment = fake_coq(tmp_path, f"touch {tmp_path}/begun; exec sleep 60")
    arguments = [sys.executable, "-m", "derivations", *COMMANDS[command][:-1], "60"]
    before = signal.signal(signal.SIGINT, signal.default_int_handler)  # a shell lets what runs behind it ignore Ctrl-C
    running = subprocess.Popen(
        arguments, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, cwd=tmp_path, env=environment,
        start_new_session=True,
    )  # fmt: skip
    signal.signal(signal.SIGINT, before)
    while not (tmp_path / "begun").exists():
        time.sleep(0.05)
        assert running.poll() is None, running.stdout.read()
    os.killpg(running.pid, signal.SIGINT)
    printed, _ = running.communicate(timeout=60)
    assert running.returncode == 130
    if command == "check":  # the proofs of a derivation are found while Coq checks the library
        assert "1 not checked" in printed
    assert STOPPED in printed


def test_ctrl_c_before_coq_runs_is_told(monkeypatch):
    def stopped(*_, **__):
        raise KeyboardInterrupt

    monkeypatch.setattr("derivations.certificate.certify", stopped)
    found = CliRunner().invoke(main, ["certify", "sigmoid-derivative", "--write-only"])
    assert found.exit_code == 130
    assert "nothing was checked" in found.output


@pytest.mark.parametrize("command", COMMANDS)
def test_a_message_of_coq_need_not_be_text(run_beside_notes, command, tmp_path):
    environment = fake_coq(tmp_path, r"""printf 'File "./X.v", line 1, characters 0-4:\nError: \377.\n' >&2; exit 1""")
    found = run_beside_notes(command, environment)
    assert found.exit_code == 1
    assert "Smooth.v was not accepted: \ufffd." in found.output


def test_coq_is_not_run_for_a_script_with_forbidden_words(monkeypatch, tmp_path):
    made = scripts([Claims("bad", "Nothing", ())])
    bad = [script.__class__(script.claims, "D_bad", "Axiom f : False.", Replay()) for script in made.scripts]
    monkeypatch.setattr(coq, "version", lambda: "8.16.1")
    monkeypatch.setattr(
        certificates, "compiled", lambda texts, *_, **__: iter([("D_bad", None)] if "D_bad" in texts else [])
    )
    monkeypatch.setattr(coq, "check", lambda *_: coq.Checked(True, 0.1))
    (found,) = checked(made.__class__(tuple(bad)), jobs=1, timeout=1)
    assert (found.status, found.message) == ("rejected", "contains Axiom")


def run(*arguments, **environment):
    command = [sys.executable, "-m", "derivations", "certify", *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, env={**os.environ, **environment}, check=False)


def run_here(*arguments, **environment):
    """The same in this process."""
    return CliRunner().invoke(main, ["certify", *map(str, arguments)], env=environment)


@needs_coq
def test_the_command_prints_the_count_the_time_and_the_axioms(tmp_path):
    found = run("sigmoid-derivative", "output-sums", "--output", tmp_path / "coq")
    assert found.returncode == 0, found.stderr
    assert "✓ accepted     sigmoid-derivative" in found.stdout
    assert re.search(r"2 accepted: 21 theorems checked in [\d.]+ s by Coq \d+\.\d+", found.stdout)
    assert (
        "FunctionalExtensionality.functional_extensionality_dep: functions with equal values are equal" in found.stdout
    )
    record = json.loads((tmp_path / "coq" / "certificates.json").read_text())
    assert [entry["status"] for entry in record] == ["accepted", "accepted"]
    assert [len(entry["theorems"]) for entry in record] == [1, 4]
    assert not list((tmp_path / "coq").glob("*.vo"))
    assert "D_output_sums.v" in (tmp_path / "coq" / "_CoqProject").read_text()


@needs_coq
def test_it_is_said_why_nothing_was_checked(tmp_path):
    found = run("bp1", "--timeout", "0.01", "--output", tmp_path)
    assert found.returncode == 1
    assert found.stdout.count(".v was not accepted: stopped after 0.01 s") == 1


@needs_coq
def test_after_ctrl_c_it_is_said_what_was_found(tmp_path, monkeypatch):
    done = threading.Event()

    def interrupted(texts, folder, jobs, seconds, found=None, stopped=None):
        for name in texts:
            if name == "D_output_sums":
                done.set()
                raise KeyboardInterrupt
            yield name, coq.Checked(True, 0.1)

    monkeypatch.setattr(certificates, "compiled", interrupted)
    made = scripts(claims_of(d, Verifier()) for d in (sigmoid_derivative, with_a_gap()))
    assert all(c.status == ACCEPTED or c.message for c in checked(made, jobs=1, timeout=1))
    from derivations import output_sums

    made = scripts(claims_of(d, Verifier()) for d in (sigmoid_derivative, output_sums))
    first, second = checked(made, jobs=1, timeout=1)
    assert done.is_set()
    assert {first.message, second.message} == {STOPPED}


@needs_coq
def test_a_false_derivation_ends_with_exit_code_1_and_says_what_is_missing(tmp_path, monkeypatch):
    (tmp_path / "mine.py").write_text(
        "from sympy import Symbol\nfrom derivations.proof import Derivation, Theory, algebra, reals\nu = Symbol('u')\n"
        "with Derivation('wrong', title='A wrong square', theory=Theory(reals(u))) as d:\n"
        "    d.start((u + 1) ** 2, 'The square')\n    d.eq(u**2 + 1, by=algebra)\n"
    )
    monkeypatch.chdir(tmp_path)
    found = run("--module", "mine", "--format", "json")
    assert found.returncode == 1
    (entry,) = json.loads(found.stdout)
    assert (entry["status"], entry["theorems"]) == ("partial", [])
    assert "The square" in entry["message"]
    assert "it is not proved" in entry["message"]


@pytest.mark.parametrize("command", COMMANDS)
def test_without_coq_the_scripts_are_written_and_the_exit_code_is_2(run_beside_notes, command, tmp_path):
    found = run_beside_notes(command, {"PATH": "nowhere"})
    assert found.exit_code == 2
    assert "apt install coq libcoq-coquelicot" in found.stderr
    assert "? not checked  " in found.output
    assert len(list((tmp_path / "coq").glob("D_*.v"))) == 1


def test_without_coquelicot_it_is_said_what_to_install(monkeypatch, tmp_path):
    message = "Cannot find a physical path bound to logical path Coquelicot."
    monkeypatch.setattr(coq, "version", lambda: "8.16.1")
    monkeypatch.setattr(coq, "check", lambda *_: coq.Checked(False, 0.1, message=message, line=4))
    (certificate,) = certify([sigmoid_derivative], tmp_path)
    assert certificate.status == NOT_CHECKED
    assert certificate.message.endswith("apt install libcoq-coquelicot")


def test_writing_only_needs_no_coq(tmp_path):
    found = run_here("bp1", "--write-only", "--output", tmp_path, PATH=str(tmp_path))
    assert (found.exit_code, found.stderr) == (0, "")
    assert "1 not checked" in found.stdout


def test_a_wrong_name_gets_a_suggestion():
    found = run_here("bp5")
    assert found.exit_code == 2
    assert "Did you mean bp4" in found.stderr


def test_a_folder_that_is_a_file_gets_a_message(tmp_path):
    (tmp_path / "file").write_text("")
    found = run_here("bp1", "--write-only", "--output", tmp_path / "file")
    assert found.exit_code == 2
    assert "is a file" in found.stderr


@needs_coq
def test_a_derivation_with_a_line_that_is_not_proved_is_partial(found):
    assert found["part"].status == PARTIAL
    assert "What is false" in found["part"].message
    assert found["part"].message.count("it is not proved") == 2
