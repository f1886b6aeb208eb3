"""Identities between numbers: lemmas about real numbers alone, which rules about terms come down to.

A term becomes an expression in its atoms, the terms that ``+ * ^`` do not take apart, each of which is a variable.  The
value of the term is that expression in the values of its atoms: Coq sees it by computation.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from derivations.certificate.replay.printing import Printer
from derivations.kernel import terms as k
from derivations.kernel.terms import Term


class Variables:
    """The atoms of the terms of one lemma, each with its variable."""

    def __init__(self) -> None:
        self.of: dict[Term, str] = {}

    def __call__(self, term: Term) -> str:
        """A term as an expression."""
        if term.op == "number":
            above, below = int(term.args[0].p), int(term.args[0].q)
            return f"IZR ({above})" if below == 1 else f"(IZR ({above}) / IZR {below})"
        if term.op in ("+", "*"):
            return joined(term.op, [self(part) for part in term.args])
        if term.op == "^":
            return raised(self(term.args[0]), term.args[1])
        return self.of.setdefault(term, f"x{len(self.of)}")

    def values(self, p: Printer) -> list[str]:
        """What the variables stand for."""
        return [f"(val {p(atom)} w)" for atom in self.of]

    def bound(self) -> str:
        """The variables, as a lemma is about them."""
        return f"forall {' '.join(self.of.values())} : R, " if self.of else ""


def joined(op: str, parts: list[str]) -> str:
    """A sum or product, as the library has it: none of none, and what comes last is not added to anything."""
    if not parts:
        return "IZR 0" if op == "+" else "IZR 1"
    *front, last = parts
    for part in reversed(front):
        last = f"({part} {op} {last})"
    return last if front else parts[0]


def raised(base: str, exponent: int) -> str:
    """A power, as the library has it."""
    if exponent == 0:
        return "IZR 1"
    above = base if abs(exponent) == 1 else f"({base}) ^ {abs(exponent)}"
    return f"/ ({above})" if exponent < 0 else f"({above})"


def reached(atoms: Iterable[Term], images: Mapping[Term, Term]) -> dict[Term, Term]:
    """The images that are met when terms are rewritten."""
    found: dict[Term, Term] = {}
    todo = list(atoms)
    while todo:
        atom = todo.pop()
        if atom in images and atom not in found:
            found[atom] = images[atom]
            inside = Variables()
            inside(images[atom])
            todo += inside.of
    return found


def zero(term: Term) -> Term:
    """``term ≠ 0``"""
    return k.unequal(term, k.ZERO)
