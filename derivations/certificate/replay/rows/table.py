"""The table of rows: for each rule of the kernel, what writes the proof of one of its steps."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType

from derivations.certificate.replay.rows import (
    arithmetic,
    definedness,
    definitions,
    derivatives,
    indices,
    limits,
    logic,
    nearby,
    order,
    structure,
    sums,
)

ROWS: Mapping[str, Callable[..., str]] = MappingProxyType(
    {
        **logic.ROWS,
        **arithmetic.ROWS,
        **definedness.ROWS,
        **definitions.ROWS,
        **derivatives.ROWS,
        **sums.ROWS,
        **indices.ROWS,
        **nearby.ROWS,
        **structure.ROWS,
        **limits.ROWS,
        **order.ROWS,
    }
)
"""By the rule's name: a function of a step and the rule's arguments that gives back a term of Coq."""
