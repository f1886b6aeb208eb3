"""What many tests share."""

import os
import shutil

if "PYTEST_XDIST_WORKER" in os.environ:  # each of the processes that run tests computes on one core
    for variable in ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS"):
        os.environ.setdefault(variable, "1")

os.environ["DERIVATIONS_CACHE"] = ""  # a test asks this program, and not what another run has kept

import mpmath
import pytest
from hypothesis import HealthCheck, settings

from derivations.chapter import CONTENTS, load
from derivations.proof import Verifier

mpmath.mp.dps = 400
"""Digits of the numbers that results are compared with: enough for 1 - sigma(700)."""

FEW, MANY = 20, 100
"""Examples of a property, where it does not say how many: in the usual run, and in that of the slow tests."""
UNTIMED = {"deadline": None, "suppress_health_check": [HealthCheck.too_slow]}
settings.register_profile("usual", max_examples=FEW, **UNTIMED)
settings.register_profile("slow", max_examples=MANY, **UNTIMED)


def runs_slow_tests(config):
    return config.option.markexpr != "not slow"


def pytest_configure(config):
    settings.load_profile("slow" if runs_slow_tests(config) else "usual")


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(config, items):
    """Among the slow tests the properties are tried once more, on more examples."""
    if runs_slow_tests(config):
        for item in items:
            if getattr(getattr(item, "obj", None), "is_hypothesis_test", False):
                item.add_marker(pytest.mark.slow)


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
