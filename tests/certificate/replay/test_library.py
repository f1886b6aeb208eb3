"""The library by which the kernel's rules hold in Coq: whose lemmas there are, and that Coq accepts them."""

import os
import re
import shutil

import pytest

from derivations import kernel
from derivations.certificate import coq
from derivations.certificate.replay import LIBRARY, library
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


WITHOUT = {
    "substitute", "rename", "generalize", "specialize", "generalize_real", "specialize_real", "field",
    "absolute_of_product", "equal_indices", "replace", "smooth_if_constant", "unfold", "clause_of",
    "smooth_by_formula", "independent", "passes_through", "smooth_by_structure", "equals_under_derivative", "chain_rule",
    "limit_of_constant", "limit_of_variable", "limit_of_sum", "limit_of_product", "limit_of_power",
    "limit_of_exp_or_ln", "limit_of_total", "limit_of_growing_total", "limit_of_equal", "value_nearby",
    "value_of_limit", "limit_from_value", "equivalent_by_factor", "convex_minimum", "in_interval", "not_empty",
    "some_index", "size_of_interval", "sum_is_ordered", "order_of_numbers", "sum_of_equals", "sum_is_linear",
    "sum_with_delta", "sum_without", "sum_over_one", "sum_swapped",
}  # fmt: skip
"""The rules that have no lemma yet, in any of their cases."""


def test_the_rules_without_a_lemma_are_these():
    assert set(RULES) - set(map(rule_of, LEMMAS)) == WITHOUT


def test_nothing_is_left_out_or_assumed():
    for name, text in TEXTS.items():
        allowed = {"Variable"}  # of sections, which become arguments
        assert set(coq.forbidden(text)) <= allowed, name


@pytest.mark.slow
@pytest.mark.skipif(not has_coq, reason="coqc is not installed")
def test_coq_accepts_the_library(tmp_path):
    for name, text in TEXTS.items():
        (tmp_path / f"{name}.v").write_text(
            text.replace("From Replay Require", "From Derivations Require"), encoding="utf-8"
        )
    for name in LIBRARY:
        found = coq.check(tmp_path, name, 0, 120)
        assert found.accepted, f"{name}.v, line {found.line}: {found.message}"
    asked = f"Definition asked := ({', '.join(f'@{lemma}' for lemma in LEMMAS)}).\nPrint Assumptions asked.\n"
    (tmp_path / "Asked.v").write_text(
        f"From Derivations Require Import {' '.join(LIBRARY)}.\n{asked}", encoding="utf-8"
    )
    found = coq.check(tmp_path, "Asked", 1, 120)
    assert found.accepted, found.message
