"""The gradient check as an assertion, for tests."""

from __future__ import annotations

from typing import Any

from numeric.gradients.check import check_gradients
from numeric.gradients.reports.likely_faults import likely_faults


def assert_gradients(what: Any, *arguments: Any, **options: Any) -> None:
    """Raise :class:`AssertionError` unless all slopes that were looked at are right.

    The arguments are those of :func:`~numeric.gradients.check.check_gradients`.  The message names the worst slopes,
    what was not compared, and what is probably wrong: a factor, a sign, a transposed block, a regularisation term.
    With ``sample`` or ``directions``, slopes that were not drawn are no failure.

    >>> import numpy as np
    >>> assert_gradients(lambda p: float((p**2).sum()), lambda p: 2 * p, np.array([1.0, 2.0]))
    >>> assert_gradients(lambda p: float((p**2).sum()), lambda p: -2 * p, np.array([1.0, 2.0]))
    Traceback (most recent call last):
    ...
    AssertionError: all 2 slopes are wrong; the worst:
    ...
    likely faults:
      parameters: the sign is wrong
    """
    __tracebackhide__ = True
    found = check_gradients(what, *arguments, **options)
    if not found.wrong and not found.doubts:
        return
    faults = likely_faults(found)
    lines = ["likely faults:", *(f"  {fault}" for fault in faults)] if faults else []
    raise AssertionError("\n".join([str(found), *lines]))
