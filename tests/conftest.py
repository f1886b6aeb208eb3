"""What many tests share."""

import os
import shutil

import mpmath
import pytest

from derivations.chapter import CONTENTS, load
from derivations.proof import Verifier

mpmath.mp.dps = 400
"""Digits of the numbers that results are compared with: enough for 1 - sigma(700)."""


@pytest.fixture(scope="session")
def verifier():
    return Verifier()


@pytest.fixture(scope="session")
def chapter():
    return [load(entry.name) for entry in CONTENTS]


@pytest.fixture(scope="session")
def needs():
    """Skip a test whose programs are not installed; where all have to be (DERIVATIONS_REQUIRE_ALL is set), it fails."""

    def check(*programs):
        missing = [program for program in programs if shutil.which(program) is None]
        if missing and os.environ.get("DERIVATIONS_REQUIRE_ALL"):
            pytest.fail(f"{', '.join(missing)} must be installed here")
        if missing:
            pytest.skip(f"needs {', '.join(missing)}")

    return check
