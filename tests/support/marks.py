"""Marks of tests and of their cases."""

import pytest


def slow(*case: object):
    """A case of a parametrized test that runs among the slow tests alone."""
    return pytest.param(*case, marks=pytest.mark.slow)


def slow_but(kept, cases):
    """All cases; those that are not kept run among the slow tests alone."""
    return [case if case in kept else slow(*case) if isinstance(case, tuple) else slow(case) for case in cases]
