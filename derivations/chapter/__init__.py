"""The chapter: one module per result, in the chapter's order.

>>> from derivations.chapter import load
>>> load("sigmoid-derivative").title
'The derivative of the sigmoid'
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

from derivations.chapter.contents import BY_NAME, CONTENTS

if TYPE_CHECKING:
    from derivations.proof import Derivation

__all__ = ["CONTENTS", "load"]


def load(name: str) -> Derivation:
    """The result of this name, made when it is first asked for.  Raises :class:`KeyError` if there is none."""
    entry = BY_NAME[name]
    result: Derivation = getattr(import_module(f"{__name__}.{entry.module}"), entry.attribute)
    return result
