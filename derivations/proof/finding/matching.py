"""First-order matching of terms: what the free names of a pattern stand for, so that it is a given term."""

from __future__ import annotations

from derivations.kernel.terms import REAL, SIGNATURES, Term, index, opened, quantity


def match(pattern: Term, actual: Term, free: frozenset[str]) -> dict[Term, Term] | None:
    """The values of index variables and quantities without indices for which the pattern is the term.

    ``free`` are the names of those that may have other values, with the letter of their kind in front.
    """
    found: dict[Term, Term] = {}
    return found if _match(pattern, actual, free, found) else None


def _match(pattern: Term, actual: Term, free: frozenset[str], found: dict[Term, Term]) -> bool:
    if pattern is actual and free.isdisjoint(pattern.names):
        return True
    if pattern.op == "index":
        if actual.op != "index":
            return False
        base, offset = pattern.args
        if isinstance(base, str) and "i" + base in free:
            if actual.loose:
                return False
            value = index(actual.args[0], actual.args[1] - offset)
            return found.setdefault(index(base), value) is value
        return pattern is actual
    if pattern.op == "quantity" and len(pattern.args) == 1 and "q" + pattern.args[0] in free:
        if SIGNATURES[actual.op].makes != REAL or actual.loose:
            return False
        return found.setdefault(pattern, actual) is actual
    if pattern.op != actual.op or len(pattern.args) != len(actual.args):
        return False
    for mine, theirs in zip(pattern.args, actual.args, strict=True):
        if isinstance(mine, Term) and isinstance(theirs, Term):
            if not _match(mine, theirs, free, found):
                return False
        elif isinstance(mine, Term) or isinstance(theirs, Term) or mine != theirs:
            return False
    return True


def arguments(clause: Term, head: Term) -> tuple[Term, ...] | None:
    """The values of a clause's indices or real arguments, outermost first, for which it is about a quantity."""
    variables: list[Term] = []
    while clause.op in ("all", "all real"):
        name = f"\U0010fffe{len(variables)}"
        variables.append(index(name) if clause.op == "all" else quantity(name))
        clause = opened(clause.args[-1], variables[-1])
    found = match(clause.args[0], head, frozenset(name for variable in variables for name in variable.names))
    if found is None:
        return None
    values = [found.get(variable) for variable in variables]
    return None if None in values else tuple(value for value in values if value is not None)
