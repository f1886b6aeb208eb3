"""The library by which the kernel's rules hold in Coq: whose lemmas there are, and that Coq accepts them."""

import os
import re
import shutil

import pytest
from support.replays import compiled_library

from derivations import kernel
from derivations.certificate import coq
from derivations.certificate.replay import library
from derivations.certificate.replay.rows.table import ROWS
from derivations.kernel.theorem import RULES

has_coq = shutil.which("coqc") is not None or bool(os.environ.get("DERIVATIONS_REQUIRE_ALL"))
TEXTS = library()
LEMMAS = re.findall(r"^(?:Lemma|Theorem) (rule_\w+)", "\n".join(TEXTS.values()), re.MULTILINE)


def rule_of(lemma):
    """The kernel's rule that a lemma's name begins with: the longest one."""
    name = lemma.removeprefix("rule_")
    found = [rule for rule in RULES if name == rule or name.startswith(f"{rule}_")]
    return max(found, key=len, default=None)


def test_every_lemma_is_one_of_a_rule():
    assert kernel
    assert [lemma for lemma in LEMMAS if rule_of(lemma) is None] == []


BY_STATEMENT = {
    "substitute", "rename", "generalize", "specialize", "generalize_real", "specialize_real", "field",
}  # fmt: skip
"""The rules without a lemma of their own.

A sequent is stated for all models, worlds and indices: other indices, terms and names are other models, and a quantifier is
moved.  An identity is a lemma about numbers, of each step.
"""


def test_every_rule_is_replayed():
    assert set(RULES) == set(ROWS)


def test_what_is_replayed_has_a_lemma():
    assert set(RULES) - set(map(rule_of, LEMMAS)) == BY_STATEMENT


def test_rows_name_lemmas_that_there_are():
    from derivations.certificate.replay.rows import table

    folder = os.path.dirname(table.__file__)
    named = set()
    for name in os.listdir(folder):
        if name.endswith(".py"):
            with open(os.path.join(folder, name), encoding="utf-8") as file:
                named |= set(re.findall(r"\brule_\w+(?![\w{])", file.read()))
    whole = {name for name in named if not name.endswith("_")}
    assert whole <= set(LEMMAS), whole - set(LEMMAS)


def test_nothing_is_left_out_or_assumed():
    for name, text in TEXTS.items():
        allowed = {"Variable"}  # of sections, which become arguments
        assert set(coq.forbidden(text)) <= allowed, name


@pytest.mark.slow
@pytest.mark.skipif(not has_coq, reason="coqc is not installed")
def test_coq_accepts_the_library(tmp_path):
    compiled_library(tmp_path)
    asked = f"Definition asked := ({', '.join(f'@{lemma}' for lemma in LEMMAS)}).\nPrint Assumptions asked.\n"
    required = f"From Derivations Require Import {' '.join(TEXTS)}.\n"
    (tmp_path / "Asked.v").write_text(required + asked, encoding="utf-8")
    found = coq.check(tmp_path, "Asked", 120)
    assert found.accepted, found.message
    (axioms,) = coq.assumptions(found.printed)
    assert set(axioms) <= set(coq.AXIOMS)
