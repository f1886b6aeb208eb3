"""The steps of documents as theorems, which name file and line."""

import os
import shutil
import subprocess
import sys

import pytest

from derivations.certificate import scripts
from derivations.certificate.documents import claims_of_document
from derivations.document.check import checked
from derivations.document.settings import Settings
from derivations.document.source.files import Source

has_coq = shutil.which("coqc") is not None or bool(os.environ.get("DERIVATIONS_REQUIRE_ALL"))
TEXT = r"""
Let $u > 0$. Then $|u| = u$.

$$(a + b)^2 = a^2 + b^2$$

$$\sum_{i=1}^n (x_i + 1) = n + \sum_{i=1}^n x_i$$

If $g$ is what it may be, $$\sigma(u) = \frac{1}{1 + e^{-u}}$$
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


@pytest.mark.slow
@pytest.mark.skipif(not has_coq, reason="coqc is not installed")
def test_the_command_has_coq_check_a_document(tmp_path):
    (tmp_path / "notes.md").write_text(TEXT, encoding="utf-8")
    command = [sys.executable, "-m", "derivations", "check", "notes.md", "--certify", "coq"]
    found = subprocess.run(command, capture_output=True, text=True, cwd=tmp_path, check=False)
    assert found.returncode == 1  # a step is refuted
    assert "1 accepted: 2 theorems checked" in found.stderr
    assert (tmp_path / "coq" / "D_notes_x2e_md.v").exists()
