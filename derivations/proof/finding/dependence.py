"""What depends on what: the structural conditions of a theorem, proved from a theory's structures."""

from __future__ import annotations

from derivations.kernel import structure
from derivations.kernel import terms as k
from derivations.kernel.terms import Term, distinct, parts
from derivations.kernel.theorem import NotApplicable, Theorem
from derivations.proof.finding.session import Session


def independent(s: Session, of: Term, by: Term) -> Theorem | None:
    """That a term does not depend on a quantity, if the theory's structures show it."""
    wanted = k.independent(of, by)
    if wanted not in s.structural:
        names = {
            ("f" if part.op == "apply" else "q") + part.args[0]
            for part in parts(of)
            if part.op in ("quantity", "apply")
        }
        forms = s.reading.structures_below(names)
        s.structural[wanted] = None
        for apart in ((), s.facts.distinct):
            try:
                s.structural[wanted] = structure.independent(of, by, forms, apart)
                break
            except NotApplicable:
                continue
        s.note(s.structural, wanted)
    return s.structural[wanted]


def is_independent(s: Session, of: Term, by: Term) -> bool:
    """Whether a term does not depend on a quantity."""
    return independent(s, of, by) is not None


def through(s: Session, of: Term, by: Term, between: Term) -> Theorem | None:
    """That a quantity changes another one only by way of the quantities between."""
    wanted = k.through(of, by, between)
    if wanted not in s.structural:
        try:
            forms = s.reading.structures_below(["q" + of.args[0]])
            s.structural[wanted] = structure.passes_through(of, by, between, forms, _apart(s, by, forms))
        except NotApplicable:
            s.structural[wanted] = None
        s.note(s.structural, wanted)
    return s.structural[wanted]


def _apart(s: Session, by: Term, forms: tuple[Term, ...]) -> tuple[Theorem, ...]:
    """That indices of a quantity differ from the constant indices in a theory's structures."""
    constants = {here for form in forms for here in parts(form) if here.op == "index" and isinstance(here.args[0], str)}
    pairs = [(mine, other) for mine in by.args[1:] for other in constants if mine.args[0] != other.args[0]]
    return tuple(t for mine, other in pairs if (t := s.proved(distinct(mine, other))) is not None)


def leads_through(s: Session, of: Term, by: Term, between: Term) -> bool:
    """Whether a quantity changes another one only by way of the quantities between."""
    return through(s, of, by, between) is not None
