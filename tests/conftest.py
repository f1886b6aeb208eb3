"""What many tests use."""

import pytest

from derivations.proof import Verifier


@pytest.fixture(scope="session")
def verifier():
    """One verifier, so that results which others name as facts are verified once."""
    return Verifier()
