"""The steps of documents as theorems, which name file and line."""

import json
import os
import re
import shutil
import subprocess
import sys
from dataclasses import replace

import pytest
from sympy import Symbol

from derivations.certificate import scripts
from derivations.certificate.certificates import certified
from derivations.certificate.claims import NotTheClaim
from derivations.certificate.documents import claims_of_document
from derivations.certificate.summary import summary
from derivations.document.check import checked
from derivations.document.settings import Settings
from derivations.document.source.files import Source
from derivations.proof import Claim, Theory, reals
from derivations.proof.verify import read_anew
from derivations.proof_files.reading import NotAccepted, read
from derivations.proof_files.writing import file_of

u = Symbol("u")

has_coq = shutil.which("coqc") is not None or bool(os.environ.get("DERIVATIONS_REQUIRE_ALL"))
TEXT = r"""
Let $u > 0$. Then $|u| = u$.

$$(a + b)^2 = a^2 + b^2$$

$$\sum_{i=1}^n (x_i + 1) = n + \sum_{i=1}^n x_i$$

If $g$ is what it may be, $$\sigma(u) = \frac{1}{1 + e^{-u}}$$
"""


MATRICES = r"""
Let $Y = X W$ with $X \in \mathbb{R}^{n \times m}$ and $W \in \mathbb{R}^{m \times p}$, and let $L = \|Y\|_F^2$. Then

$$\frac{\partial L}{\partial W} = X^T \frac{\partial L}{\partial Y}$$

$$\frac{\partial L}{\partial X} = \frac{\partial L}{\partial Y} W^T$$
"""


def script_of(text, path="notes.md"):
    (document,) = checked([Source(text, path, "markdown")], Settings(proofs=True))
    (script,) = scripts([claims_of_document(document)]).scripts
    return document, script


def test_a_plainly_proved_step_is_a_theorem_with_its_place_and_premises():
    document, script = script_of(TEXT)
    assert [step.plain for step in document.steps][:3] == [True, False, True]
    assert [one.words for one in script.theorems] == [
        "notes.md:2: |u| = u    [given u > 0]",
        r"notes.md:6: \sum_{i=1}^n (x_i + 1) = n + \sum_{i=1}^n x_i",
    ]
    assert script.gaps == ()


def test_the_chain_rule_through_a_matrix_is_in_a_script():
    document, script = script_of(MATRICES)
    assert [step.plain for step in document.steps] == [True, True]
    assert script.gaps == ()
    assert "rule_chain_rule_rows" in script.text


@pytest.mark.parametrize("text", ["$$|u| = u$$", "$$u = u + 1$$", "Words alone."])
def test_what_is_not_proved_is_no_theorem(text):
    assert script_of(text)[1].theorems == ()


def test_a_step_that_is_proved_under_a_condition_is_no_theorem():
    document, script = script_of("Let $u > 0$. In the leftover case, $$|u| = u$$")
    assert document.steps[0].verdict == "proved"
    assert script.theorems == ()


def test_proofs_are_kept_only_where_they_are_asked_for():
    (document,) = checked([Source("$$u + u = 2 u$$", "", "markdown")], Settings())
    assert document.steps[0].proofs == ()
    (gap,) = scripts([claims_of_document(document)]).scripts[0].gaps
    assert gap.reason == "its proof was not kept"


def test_a_proof_is_compared_with_what_the_step_claims():
    (document,) = checked([Source(TEXT, "notes.md", "markdown")], Settings(proofs=True))
    first, _, other = document.steps[:3]
    *lines, said, end = first.proofs[0].splitlines()
    claim, hypotheses = json.loads(said)["claim"], json.loads(said)["hypotheses"]
    for wrong in ({"claim": claim - 1}, {"hypotheses": hypotheses[1:]}):
        forged = "\n".join([*lines, json.dumps({**json.loads(said), **wrong}), end])
        with pytest.raises(NotTheClaim, match=r"notes.md:2: \|u\| = u .*: line \d+: the "):
            claims_of_document(replace(document, steps=(replace(first, proofs=(forged,)), other)))


def test_a_proof_is_a_file_of_what_is_claimed_and_not_of_what_it_proves():
    (document,) = checked([Source("$$u + u = 2 u$$", "", "markdown")], Settings(proofs=True))
    (named,) = read(document.steps[0].proofs[0].splitlines()).results
    other, _ = read_anew(Claim(u, "=", u), Theory(reals(u)), frozenset())
    with pytest.raises(NotAccepted, match="the claim of 'the step' is said to be"):
        read(file_of(named.theorem, other, lambda _: True).splitlines())
    with pytest.raises(NotAccepted, match="has a hypothesis that is not listed"):
        read(file_of(named.theorem, named.theorem.claim, lambda _: False).splitlines())


def test_the_parts_of_a_step_are_told_apart():
    _, script = script_of(r"$$\lim_{t \to 0} (t + 1) = 1$$")
    assert [one.words.rpartition("    ")[2] for one in script.theorems] == ["(part 1 of 2)", "(part 2 of 2)"]
    assert [one.name for one in script.theorems] == ["t_1_1", "t_1_2"]


def test_symbols_are_called_what_the_text_calls_them():
    _, script = script_of(r"$$(\alpha + \hat y)^2 = \alpha^2 + 2 \alpha \hat y + \hat y^2$$")
    symbols = re.findall(r"^Definition (\w+) : positive := \d+%positive.  \(\* (.*) \*\)$", script.text, re.MULTILINE)
    assert symbols == [("q_y_hat", "ŷ"), ("q_alpha", "α")]


def test_the_name_of_a_file_need_not_be_text(tmp_path):
    path = os.fsdecode(b"b\xff.md")
    document, _ = script_of("$$u + u = 2 u$$", path)
    (certificate,) = certified([claims_of_document(document)], tmp_path, jobs=1, timeout=1, check=False)
    assert (tmp_path / f"{certificate.script.module}.v").exists()
    assert json.loads((tmp_path / "certificates.json").read_text(encoding="utf-8"))[0]["name"] == path
    assert all(line.encode() for line, _ in summary([certificate], 1.0, tmp_path, None))


@pytest.mark.slow
@pytest.mark.skipif(not has_coq, reason="coqc is not installed")
def test_the_command_has_coq_check_a_document(tmp_path):
    (tmp_path / "notes.md").write_text(TEXT + MATRICES, encoding="utf-8")
    command = [sys.executable, "-m", "derivations", "check", "notes.md", "--certify", "coq"]
    found = subprocess.run(command, capture_output=True, text=True, cwd=tmp_path, check=False)
    assert found.returncode == 1  # a step is refuted
    assert "1 accepted: 4 theorems checked" in found.stderr
    assert (tmp_path / "coq" / "D_notes_md.v").exists()
