"""Steps of the chapter, each made false by one small change: Coq accepts none.

``python tests/support/score_of_certificates.py`` asks it of more of them.
"""

import os

import pytest
from support.score_of_certificates import false_mutants

from derivations import certify
from derivations.certificate.certificates import REJECTED


@pytest.mark.slow
def test_coq_rejects_false_mutants(tmp_path, needs):
    needs("coqc")
    mutants = false_mutants(5, seed=7)
    found = [one for one in certify(mutants, tmp_path, jobs=os.cpu_count() or 1) if one.script.derivation in mutants]
    assert len(found) == 5
    assert {certificate.status for certificate in found} == {REJECTED}
