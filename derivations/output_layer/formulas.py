"""Costs and activations: those with a name, and a user's own as SymPy formulas.

A cost is what one neuron contributes to it, a formula in ``a`` (the output) and ``y`` (the desired output); an
activation is a formula in ``z`` (the weighted input), or a function of one argument.  Other symbols are real
parameters.
"""

from __future__ import annotations

import re
from collections.abc import Collection
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
    "silu": Z / (1 + exp(-Z)),
}
"""Activations of a neuron by its own weighted input; ``"softmax"`` is the one that looks at the whole layer."""


SYNONYMS = {
    "binary-cross-entropy": "cross-entropy",
    "bce": "cross-entropy",
    "categorical-cross-entropy": "log-likelihood",
    "negative-log-likelihood": "log-likelihood",
    "nll": "log-likelihood",
    "logistic": "sigmoid",
    "exponential": "exp",
    "swish": "silu",
}
"""Other names of the same formulas."""

NO_DERIVATIVE = "it has no derivative at z = 0, so no output error holds for every z; numeric.Network computes with it"
HINTS = {
    "mse": "use 'quadratic', which is half of the squared error, or the expression (a - y)**2",
    "relu": NO_DERIVATIVE,
    "leaky-relu": NO_DERIVATIVE,
}
"""What to do instead where a name that people type means something else."""


def cost_formula(cost: str | Expr | float) -> Formula:
    """A cost by its name, or as a formula in ``a`` and ``y``.

    >>> cost_formula("quadratic").value
    (a - y)**2/2
    """
    if isinstance(cost, str):
        name = _known(cost, COSTS, "cost")
        return Formula(name, COSTS[name])
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
        name = _known(activation, [*ACTIVATIONS, SOFTMAX], "activation")
        return None if name == SOFTMAX else Formula(name, ACTIVATIONS[name])
    if (isinstance(activation, type) and issubclass(activation, Function)) or isinstance(activation, sympy.Lambda):
        activation = activation(Z)
    value = _formula(activation, "activation", (Z,))
    if Z not in value.free_symbols:
        raise ValueError(f"an activation is a formula in z, the weighted input; there is no z in {activation}")
    return Formula(_name_of(value, ACTIVATIONS) or text(activation), value)


def _known(name: str, known: Collection[str], what: str) -> str:
    """The table's name for a name as somebody writes it: ``Cross_Entropy``, ``bce``."""
    plain = re.sub(r"[\s_]+", "-", name.strip().lower())
    plain = SYNONYMS.get(plain, plain)
    if plain in known:
        return plain
    if plain in HINTS:
        raise ValueError(f"there is no {what} called {name!r}: {HINTS[plain]}")
    near = get_close_matches(plain, known, n=1)
    hint = f"did you mean {near[0]!r}?" if near else f"the names are {', '.join(known)}."
    raise ValueError(f"there is no {what} called {name!r}; {hint} You can also pass a SymPy expression.")


def _formula(value: Any, what: str, variables: tuple[Symbol, ...]) -> Expr:
    """A user's formula in our symbols, and in the functions that the proof core knows."""
    if not isinstance(value, Expr):
        names = " and ".join(variable.name for variable in variables)
        raise TypeError(f"{what}: expected a name or a SymPy expression in {names}, got {value!r}")
    if floats := value.atoms(sympy.Float):
        number = f"{float(min(floats)):g}"
        raise ValueError(f"{what}: {number} is a floating-point number, which is not exact: write Rational({number!r})")
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
