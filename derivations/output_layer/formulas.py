"""Costs and activations: those with a name, and a user's own as SymPy formulas.

A cost is what one neuron contributes to it, a formula in ``a`` (the output) and ``y`` (the desired output); an
activation is a formula in ``z`` (the weighted input), or a function of one argument.  Other symbols are real
parameters.
"""

from __future__ import annotations

from dataclasses import dataclass
from difflib import get_close_matches
from typing import Any

import sympy
from sympy import Expr, Function, Symbol, exp, log, tanh

from derivations.notation import n, sigma
from derivations.notation.text import text

A, Y, Z = Symbol("a", real=True), Symbol("y", real=True), Symbol("z", real=True)
SOFTMAX = "softmax"


@dataclass(frozen=True)
class Formula:
    """A formula in ``a`` and ``y``, or in ``z``, and how it is called: its name, or how its author wrote it."""

    called: str
    value: Expr


COSTS = {
    "quadratic": (A - Y) ** 2 / 2,
    "cross-entropy": -(Y * log(A) + (1 - Y) * log(1 - A)),
    "log-likelihood": -Y * log(A),
    "poisson": A - Y * log(A),
}
"""What one neuron contributes to each cost."""

ACTIVATIONS = {
    "identity": Z,
    "linear": Z,
    "sigmoid": 1 / (1 + exp(-Z)),
    "tanh": tanh(Z),
    "exp": exp(Z),
    "softplus": log(1 + exp(Z)),
}
"""Activations of a neuron by its own weighted input; ``"softmax"`` is the one that looks at the whole layer."""


def cost_formula(cost: str | Expr | float) -> Formula:
    """A cost by its name, or as a formula in ``a`` and ``y``.

    >>> cost_formula("quadratic").value
    (a - y)**2/2
    """
    if isinstance(cost, str):
        return Formula(cost, _named(cost, COSTS, "cost"))
    value = _formula(cost, "cost", (A, Y))
    if A not in value.free_symbols:
        raise ValueError(f"a cost is a formula in a, the output, and y, the desired output; there is no a in {cost}")
    return Formula(_name_of(value, COSTS) or text(cost), value)


def activation_formula(activation: Any) -> Formula | None:
    """An activation by its name, as a formula in ``z``, or as a function; nothing for softmax.

    >>> activation_formula(sympy.tanh).value == ACTIVATIONS["tanh"]
    True
    """
    if isinstance(activation, str):
        if activation == SOFTMAX:
            return None
        return Formula(activation, _named(activation, ACTIVATIONS, "activation", SOFTMAX))
    if (isinstance(activation, type) and issubclass(activation, Function)) or isinstance(activation, sympy.Lambda):
        activation = activation(Z)
    value = _formula(activation, "activation", (Z,))
    if Z not in value.free_symbols:
        raise ValueError(f"an activation is a formula in z, the weighted input; there is no z in {activation}")
    return Formula(_name_of(value, ACTIVATIONS) or text(activation), value)


def _named(name: str, table: dict[str, Expr], what: str, *more: str) -> Expr:
    if name in table:
        return table[name]
    known = [*table, *more]
    near = get_close_matches(name, known, n=1)
    hint = f"did you mean {near[0]!r}?" if near else f"there are {', '.join(known)}."
    raise ValueError(f"there is no {what} called {name!r}; {hint} A SymPy formula of your own does, too.")


def _formula(value: Any, what: str, variables: tuple[Symbol, ...]) -> Expr:
    """A user's formula in our symbols, and in the functions that the proof core knows."""
    if not isinstance(value, Expr):
        raise TypeError(f"{what}: expected a name or a SymPy formula, got {value!r}")
    by_name = {variable.name: variable for variable in variables}
    others = {"a", "y", "z", n.name} - set(by_name)
    if clash := sorted(symbol.name for symbol in value.free_symbols if symbol.name in others):
        raise ValueError(
            f"{', '.join(clash)} in the {what} {value}: a, y and z have their meaning, and n is the number of training "
            "examples; give parameters other names"
        )
    if value.has(sympy.Tuple):
        raise ValueError(
            f"the {what} {value} has cases or bounds in it, as Piecewise, Sum, Integral and Derivative have; "
            "these are not derived here: write it in functions as exp, log, tanh and sqrt"
        )
    ours = {symbol: by_name[symbol.name] for symbol in value.free_symbols if symbol.name in by_name}
    found = value.xreplace(ours)
    found = found.replace(sigma, lambda argument: 1 / (1 + exp(-argument)))
    return found.replace(lambda part: isinstance(part, sympy.sinh | sympy.cosh), lambda part: part.rewrite(exp))


def _name_of(value: Expr, table: dict[str, Expr]) -> str:
    """The name that a formula has in the table, or the empty string."""
    return next((name for name, known in table.items() if known == value), "")
