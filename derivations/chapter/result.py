"""A result of the chapter: a derivation with the title and source that the contents list."""

from __future__ import annotations

from derivations.chapter.contents import BY_NAME
from derivations.proof import Derivation, Theory
from derivations.proof.statements.chains import Words


def result(name: str, *, theory: Theory, remark: Words = "") -> Derivation:
    """The derivation of a result that the contents list."""
    entry = BY_NAME[name]
    return Derivation(name, title=entry.title, source=entry.source, theory=theory, remark=remark)
