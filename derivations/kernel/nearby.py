"""What has to hold for hypotheses to hold where a quantity has other values nearby, for derivatives and for limits."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from derivations.kernel import terms as k
from derivations.kernel.structure import constant_in, states_formula
from derivations.kernel.terms import Term
from derivations.kernel.theorem import expect, generalized

WITHOUT_VALUES = ("in", "same", "distinct", "independent", "through")
"""What says nothing of the values that quantities have."""


def never_equal(one: Term, other: Term) -> bool:
    """Whether two quantities certainly are different ones."""
    if one.args[0] != other.args[0] or len(one.args) != len(other.args):
        return True
    pairs = zip(one.args[1:], other.args[1:], strict=True)
    return any(mine.args[0] == theirs.args[0] and mine.args[1] != theirs.args[1] for mine, theirs in pairs)


def nearby(hypotheses: Iterable[Term], by: Term, of_values: Callable[[Term], set[Term]], *around: Term) -> set[Term]:
    """Hypotheses that make others hold for values of ``by`` nearby.

    ``of_values`` is that of one hypothesis about values; ``around`` are the terms that it takes parts from.  Each of
    finitely many smooth terms stays near its value at once, of infinitely many not.
    """

    def here(hypothesis: Term) -> set[Term]:
        if hypothesis.op == "all":
            over, body = hypothesis.args
            variable = k.index(k.fresh("k", hypothesis, by, *around))
            inner = here(k.opened(body, variable))
            at_once = k.FITS[k.FINITE](over) or all(k.innermost(condition).op != "smooth" for condition in inner)
            expect(at_once, "{} speaks of infinitely many indices", hypothesis)
            return generalized(inner, variable, over)
        if hypothesis.op == "structure":
            expect(hypothesis.args[0] != "q" + by.args[0], "what holds rests on what {} is made of", by)
        elif hypothesis.op == "defines":
            head = hypothesis.args[0]
            expect(head.op == "apply" or never_equal(head, by), "what holds rests on what {} is made of", by)
        elif hypothesis.op == "smooth function":
            return {hypothesis, k.independent(k.hidden(*hypothesis.args), by)}
        elif hypothesis.op == "all real" and k.innermost(hypothesis).op in ("=", "<", "≤", "≠"):
            return {hypothesis, *constant_in(hypothesis, by)}
        elif hypothesis.op not in WITHOUT_VALUES and not states_formula(hypothesis):
            return of_values(hypothesis)
        return {hypothesis}

    return set[Term]().union(*map(here, hypotheses))
