"""Rows of the rules about the size of numbers: absolute values of products, and numbers that are computed."""

from __future__ import annotations

from typing import Any

from derivations.certificate.replay.step import Step, for_each
from derivations.kernel import terms as k
from derivations.kernel.terms import Term


def absolute_of_product(step: Step, factors: tuple[tuple[Term, int], ...]) -> str:
    """The factors as a list; what is divided by is not 0."""
    listed = "; ".join(f"({step.p(of)}, ({times})%Z)" for of, times in factors)
    apart = [step.hypothesis(k.unequal(of, k.ZERO)) if times < 0 else "Logic.I" for of, times in factors]
    return f"(rule_absolute_of_product [{listed}] w {for_each(apart)})"


ROWS: dict[str, Any] = {"absolute_of_product": absolute_of_product}
