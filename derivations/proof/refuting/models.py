"""Functions that satisfy equations which a theory states for all real numbers, so that it can be evaluated.

At points no such equation can be seen to hold.  So an unknown function is given a formula by which the equations are
proved, and they are left out.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

import sympy
from sympy import Integer, Symbol, evaluate, exp
from sympy.core.function import AppliedUndef

from derivations.notation import sigma
from derivations.notation.relations import SIGNS
from derivations.notation.text import text
from derivations.proof.statements.claim import Claim
from derivations.proof.statements.reasons import definition_of
from derivations.proof.statements.theory import Definition, Theory

_u = Symbol("u", real=True)
with evaluate(False):
    FORMULAS = (
        _u**2, _u, exp(_u), exp(-_u), sigma(_u), sympy.sin(_u), sympy.cos(_u), sympy.tanh(_u), _u + 1, 2 * _u, _u**3,
        Integer(1), Integer(0),
    )  # fmt: skip
"""What an unknown function may be: the first formulas of which the equations hold are taken."""
MOST = 3
"""With how many formulas a claim is looked at."""


def models(
    theory: Theory, is_proved: Callable[[Claim, Theory, tuple[object, ...]], bool]
) -> Iterator[tuple[Theory, dict[str, str]]]:
    """The theory itself, or theories that say all that it does, with formulas in place of equations of a function.

    With each comes what a reader is told of the function.
    """
    stated = [hypothesis for hypothesis in theory.hypotheses if hypothesis.general]
    if not stated:
        yield theory, {}
        return
    functions = {part.func for hypothesis in stated for part in hypothesis.claim.atoms(AppliedUndef)}
    functions = {function for function in functions if theory.definition_of(function) is None}
    if len(functions) != 1:
        return
    (function,), found = functions, 0
    rest = [assumption for assumption in theory.assumptions if assumption not in stated]
    for formula in FORMULAS:
        try:
            model = Theory(*rest, Definition(function(_u), formula))
        except (TypeError, ValueError):
            return
        claims = (Claim(h.claim.lhs, SIGNS[type(h.claim)], h.claim.rhs) for h in stated)
        if all(is_proved(claim, model, (definition_of(function), definition_of(sigma))) for claim in claims):
            yield model, {f"{function.__name__}(u)": text(formula)}
            found += 1
        if found == MOST:
            return
