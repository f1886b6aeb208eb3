"""The rules about what lies below, with what a finder finds; where it finds nothing, with much that it might hand over.

A rule that takes one of those proves a theorem that the finder does not know to be true, and is caught here.
"""

from derivations.kernel import structure
from derivations.kernel.theorem import NotApplicable
from derivations.proof.finding.dependence import PATIENCE, lies_below


def independent(of, by, forms, known=()):
    """That a term does not change with a quantity."""
    starts = [structure.pattern(part, {}) for part in structure.quantities(forms, of)]
    return _proved(lambda below: structure.independent(of, by, forms, below, known), starts, forms, known, by)


def passes_through(of, by, between, forms, known=()):
    """That a quantity changes another one only by way of others."""
    return _proved(
        lambda below: structure.passes_through(of, by, between, forms, below, known),
        [structure.pattern(of, {})], forms, known, by, between,
    )  # fmt: skip


def smooth_by_structure(of, forms):
    """That a quantity is smooth because all that lies below is."""
    return _proved(lambda below: structure.smooth_by_structure(of, forms, below), [structure.pattern(of, {})], forms)


def _proved(rule, starts, forms, known=(), by=None, between=None):
    claims = frozenset(theorem.claim for theorem in known)
    problem = None
    for patience in PATIENCE:
        below = lies_below(starts, forms, claims, by, between, patience)
        if below is not None:
            try:
                return rule(below)
            except NotApplicable as found:
                problem = problem or found
    for patience in PATIENCE:
        below = lies_below(starts, forms, claims, None, between, patience) or ()
        free = tuple(one for one in below if by is None or not structure.may_be(one, by, claims))
        for less in (below, free, (), *((*below[:i], *below[i + 1 :]) for i in range(len(below)))):
            try:
                theorem = rule(less)
            except (NotApplicable, TypeError) as found:
                problem = problem or found
            else:
                raise AssertionError(f"{theorem} from {less}")
    raise problem or NotApplicable("nothing was found")
