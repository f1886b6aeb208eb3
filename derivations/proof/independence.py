"""What a fact about derivatives or limits takes for independent has to be independent where the fact is used.

That the derivative of ``t u`` by u is t holds where t does not depend on u.  A theory that defines t by u must not
use it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import TypeAlias

import sympy
from sympy import Expr
from sympy.core.function import AppliedUndef

from derivations.notation import Index, Lim, Partial, replaced
from derivations.notation.operators import function_name
from derivations.proof.atoms import Variable
from derivations.proof.dependencies import edges, families_below, quantities, schemas
from derivations.proof.derivation import Step
from derivations.proof.knowledge import Knowledge
from derivations.proof.theory import Definition, Theory
from derivations.proof.translate import variable

Replacements: TypeAlias = "tuple[tuple[object, object], ...]"


@lru_cache(maxsize=1024)
def dependent_elsewhere(
    steps: tuple[Step, ...], definitions: tuple[Definition, ...], where: Replacements, before: Theory, here: Theory
) -> str | None:
    """A quantity of a fact that the fact's theory takes for independent and this one does not, in words.

    ``definitions`` are those that the fact rests on, and ``where`` what is replaced in it.
    """
    if before is here or (set(edges(here)) <= set(edges(before)) and here.definitions == before.definitions):
        return None
    sides = [*(side for step in steps for side in step.claim.sides), *(d.right for d in definitions)]
    expressions = [replaced(side, dict(where)) for side in sides]
    moving = dict.fromkeys(v for expression in expressions for v in _varied(expression))
    if not moving:
        return None
    occurring = dict.fromkeys(variable(q) for expression in expressions for q in quantities(expression))
    functions = {
        part.func for e in expressions for part in sympy.preorder_traversal(e) if isinstance(part, AppliedUndef)
    }
    known = _relevant(here, occurring, moving) <= schemas(before)
    there, now = _plain(before), _plain(here)
    for by in moving:
        for one in () if known else occurring:
            if one != by and there.reaches(one, by) is False and now.reaches(one, by) is not False:
                return f"{one.family} does not depend on {by.family}"
        for function in functions:
            name = function_name(function)
            if now.hides(name, by) and not there.hides(name, by):
                return f"{function.__name__} does not depend on {by.family}"
    return None


def _relevant(
    theory: Theory, occurring: Iterable[Variable], moving: Iterable[Variable]
) -> frozenset[tuple[Variable, Variable]]:
    """The dependencies on the ways from quantities that occur to those that move, as far as families tell."""
    below = families_below(theory)
    goals = {by.family for by in moving}
    starts = {one.family for one in occurring}
    starts = starts.union(*(below.get(start, ()) for start in starts))
    return frozenset(
        (source, target)
        for source, target in schemas(theory)
        if source.family in starts and (target.family in goals or goals & below.get(target.family, frozenset()))
    )


def _varied(expression: Expr) -> Iterator[Variable]:
    """The quantities by which the expression is differentiated, or whose limit is taken."""
    for part in sympy.preorder_traversal(expression):
        if isinstance(part, Partial):
            yield variable(part.by)
        elif isinstance(part, Lim):
            yield variable(part.variable)
        elif isinstance(part, sympy.Derivative):
            yield from (variable(by) for by in part.variables if not isinstance(by, Index))


@lru_cache(maxsize=256)
def _plain(theory: Theory) -> Knowledge:
    return Knowledge(theory)
