r"""The output error :math:`\delta^L_j = \partial C / \partial z^L_j` of any cost and activation, with its proof."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from typing import Any

import sympy
from sympy import Expr, Symbol

from derivations.chapter.backpropagation import bp1, bp3, bp4, f
from derivations.chapter.network import cost as cost_of_one_example
from derivations.chapter.network import network, output_activation
from derivations.chapter.softmax import softmax_layer
from derivations.chapter.softmax_monotonicity import partials
from derivations.notation import C_x, Eq, Kronecker, L, Partial, Sum, a, b, delta, neurons, prime, replaced, w, y, z
from derivations.output_layer.arranging import arranged, forms_of, shortest
from derivations.output_layer.formulas import SOFTMAX, A, Formula, Y, Z, activation_formula, cost_formula
from derivations.proof import (
    Chain,
    Definition,
    Derivation,
    Proved,
    Theory,
    Verifier,
    algebra,
    chain_rule,
    definition_of,
    differentiation,
    given,
)
from derivations.proof.statements.replacing import replaced_in_assumption
from derivations.proof.statements.theory import Assumption

i, j, k = neurons("i j k")
(k_before,) = neurons("k", L - 1)
BOUNDS = (("gt", 0), ("lt", 1), ("gt", -1))
"""What is tried to be known of an activation's values, as costs may need it."""


def output_error(cost: Any, activation: Any, *, assuming: Iterable[Assumption] = ()) -> Derivation:
    r"""Derive :math:`\delta^L` for a cost and an activation of the output layer.

    ``cost`` and ``activation`` are names (``"quadratic"``, ``"cross-entropy"``, ``"log-likelihood"``, ``"poisson"``;
    ``"identity"``, ``"sigmoid"``, ``"tanh"``, ``"exp"``, ``"softplus"``, ``"softmax"``) or SymPy formulas of your own:
    a cost in the symbols ``a`` and ``y``, what one neuron contributes; an activation in ``z``, or a function.  The
    derivation holds for every number of neurons; with softmax and the log-likelihood the desired outputs sum to 1.
    ``assuming`` is what may be assumed of ``a``, ``y`` and of other symbols, such as ``between(0, y, 1)``.

    The result is a :class:`~derivations.proof.Derivation` as any other: it verifies, shows, reports and computes.  What
    does not follow, such as a logarithm of an output that may be negative, comes out unknown, with what is missing.

    >>> from sympy import tanh
    >>> from sympy.abc import a, y
    >>> found = output_error((a - y) ** 2 / 2, tanh)
    >>> found.verify().verdict
    Proved()
    >>> found.statement
    Eq(delta[L, j], (1 - a[L, j]**2)*(-y[j] + a[L, j]))
    """
    return _derived(cost, activation, tuple(assuming), gradient=False)


def output_gradient(cost: Any, activation: Any, *, assuming: Iterable[Assumption] = ()) -> Derivation:
    """Derive the slopes of a cost by the weights and biases of the output layer, from the output error.

    The arguments are those of :func:`output_error`.

    >>> found = output_gradient("cross-entropy", "sigmoid")
    >>> found.statements[0]
    Eq(Partial(C[], w[L, j, k]), (-y[j] + a[L, j])*a[L - 1, k])
    """
    return _derived(cost, activation, tuple(assuming), gradient=True)


def _derived(cost: Any, activation: Any, assuming: tuple[Assumption, ...], *, gradient: bool) -> Derivation:
    the_cost, the_activation = cost_formula(cost), activation_formula(activation)
    neuron = SOFTMAX if the_activation is None else the_activation.called
    of = f"{neuron} neurons with the cost {the_cost.called}"
    what = "gradient" if gradient else "error"
    name = re.sub(r"[^A-Za-z0-9]+", "-", f"output-{what}-{the_cost.called}-{neuron}").strip("-")
    if the_activation is None:
        theory, write = _softmax(the_cost, assuming)
    else:
        theory, write = _elementwise(the_cost, the_activation, assuming)
    with Derivation(name, title=f"The output {what} of {of}", theory=theory) as derivation:
        error = write(derivation)
        concluded = (*_gradient(derivation, error), error) if gradient else (error,)
        derivation.concludes(*concluded)
    return derivation


def _in_the_layer(assuming: tuple[Assumption, ...]) -> tuple[Assumption, ...]:
    """What a user assumes of a and y, said of every neuron."""
    found: list[Any] = []
    for assumption in assuming:
        expression: Any = getattr(assumption, "of", getattr(assumption, "claim", sympy.S.Zero))
        named = {symbol: symbol.name for symbol in expression.free_symbols}
        quantities = {"a": a[L, j], "y": y[j]}
        where = {symbol: quantities[name] for symbol, name in named.items() if name in quantities}
        found.append(replaced_in_assumption(assumption, where))
    return tuple(found)


def _at(formula: Expr, neuron: Any) -> Expr:
    """A formula in a, y and z for a neuron of the output layer, as people write it."""
    return replaced(arranged(formula), {A: a[L, neuron], Y: y[neuron], Z: z[L, neuron]})


def _elementwise(
    cost: Formula, activation: Formula, assuming: tuple[Assumption, ...]
) -> tuple[Theory, Callable[[Derivation], Chain]]:
    """The theory of a layer whose neurons each have the activation, and what writes its output error."""
    u = _argument(cost, activation)
    theory = Theory(
        network,
        output_activation(f),
        Definition(f(u), replaced(arranged(activation.value), {Z: u})),
        cost_of_one_example(Sum(_at(cost.value, i), i)),
        _in_the_layer(assuming),
    )
    slope, steepness = shortest(sympy.diff(cost.value, A)), shortest(sympy.diff(activation.value, Z))
    of_cost, of_activation = _at(slope, j), replaced(arranged(steepness), {Z: u})
    product = _at(slope * steepness, j)
    simpler = [_at(form, j) for form in _simpler(slope, activation.value)]

    def write(d: Derivation) -> Chain:
        bounds = _bounds(d)
        cost_slope = d.start(Partial(C_x, a[L, j]), "The slope of the cost", *bounds)
        d.eq(of_cost, by=[definition_of(C_x), differentiation])
        activation_slope = d.start(prime(f)(u), "The slope of the activation")
        d.eq(of_activation, by=[definition_of(f), differentiation])
        error = d.start(delta[L, j], "The output error", *bounds)
        d.eq(Partial(C_x, a[L, j]) * prime(f)(z[L, j]), by=bp1)
        d.eq(product, by=[cost_slope, activation_slope])
        _extend(error, simpler, [definition_of(a), definition_of(f)])
        return error

    return theory, write


def _argument(*formulas: Formula) -> Symbol:
    """A symbol for the activation's argument that the user's formulas do not have."""
    taken = {symbol.name for formula in formulas for symbol in formula.value.free_symbols}
    return next(Symbol(name) for name in ("u", "v", "s", "t", "u_0", "u_1") if name not in taken)


def _bounds(d: Derivation) -> list[Chain]:
    """Bounds of the activation that can be proved, each a chain of the derivation."""
    verifier = Verifier(refute=False)
    found: list[Chain] = []
    for relation, bound in BOUNDS:
        tried = Derivation(d.name, title=d.title, theory=d.theory)
        chain = tried.start(a[L, j])
        getattr(tried, relation)(bound, by=[definition_of(a), definition_of(f)])
        known_to_be_positive = bool(found) and found[0].conclusion.relation == ">"
        if isinstance(verifier.chain(chain)[1], Proved) and not (bound == -1 and known_to_be_positive):
            kept = d.start(a[L, j], "" if found else "What is known of an activation")
            getattr(d, relation)(bound, by=[definition_of(a), definition_of(f)])
            found.append(kept)
    return found


def _simpler(slope: Expr, activation: Expr) -> list[Expr]:
    """Forms of the product of both slopes by the output alone, the shortest first: candidates, yet to be proved."""
    steepness = by_output(sympy.diff(activation, Z), activation)
    if steepness is None:
        return []
    return forms_of(slope * steepness)


def by_output(formula: Expr, activation: Expr) -> Expr | None:
    """A formula in z by the output ``a`` of an activation that can be inverted; a candidate, not proved.

    >>> from sympy import exp
    >>> by_output(exp(-Z) / (1 + exp(-Z)) ** 2, 1 / (1 + exp(-Z)))
    -a*(a - 1)
    """
    inputs = weighted_inputs(activation)
    if not inputs:
        return None
    found = [shortest(formula.subs(Z, weighted_input)) for weighted_input in inputs]
    return min(found, key=sympy.count_ops)


def weighted_inputs(activation: Expr) -> list[Expr]:
    """The weighted inputs at which the activation is ``a``, as far as SymPy finds them."""
    if isinstance(activation, sympy.Function) and activation.args == (Z,) and not isinstance(activation, sympy.exp):
        return [activation.inverse()(A)] if hasattr(activation, "inverse") else []
    try:
        found = sympy.solve(sympy.Eq(activation, A), Z)
    except NotImplementedError:
        return []
    return [solution for solution in found if Z not in solution.free_symbols and not solution.has(sympy.I)]


def _extend(chain: Chain, forms: list[Expr], by: list[Any]) -> None:
    """Go on with the first form that is proved, unless it says nothing new."""
    verifier = Verifier(refute=False)
    for form in forms:
        tried = Derivation(chain.name, title="", theory=chain.theory)
        line = tried.start(chain.end)
        tried.eq(form, by=by)
        if isinstance(verifier.chain(line)[1], Proved):
            if form != chain.end:
                chain.extend("=", form, by, "")
            return


def _softmax(cost: Formula, assuming: tuple[Assumption, ...]) -> tuple[Theory, Callable[[Derivation], Chain]]:
    """The theory of a softmax layer, and what writes its output error."""
    theory = Theory(network, softmax_layer, cost_of_one_example(Sum(_at(cost.value, i), i)), _in_the_layer(assuming))
    slope = shortest(sympy.diff(cost.value, A))
    share = shortest(slope * A)
    distribution = given(Eq(Sum(y[k], k), 1))
    matched = share == -Y
    slope_of_each, share_of_each, own_share = _at(slope, k), _at(share, k), _at(share, j)

    def write(d: Derivation) -> Chain:
        positive = d.start(a[L, j], "Activations are positive")
        d.gt(0, by=definition_of(a))
        assumed = (positive, distribution) if matched else (positive,)
        error = d.start(delta[L, j], "The output error", *assumed)
        d.eq(Partial(C_x, z[L, j]), by=definition_of(delta))
        d.eq(Sum(Partial(C_x, a[L, k]) * Partial(a[L, k], z[L, j]), k), by=chain_rule(a[L, k], k))
        d.eq(Sum(slope_of_each * Partial(a[L, k], z[L, j]), k), by=[definition_of(C_x), differentiation])
        d.eq(Sum(slope_of_each * (a[L, k] * (Kronecker(k, j) - a[L, j])), k), by=partials)
        d.eq(own_share - a[L, j] * Sum(share_of_each, k), by=algebra)
        if matched:
            d.eq(a[L, j] - y[j], by=distribution)
        return error

    return theory, write


def _gradient(d: Derivation, error: Chain) -> tuple[Chain, Chain]:
    """The slopes by a weight and by a bias, from the output error."""
    assumed = [assumption for assumption in error.theory.assumptions if assumption not in d.theory.assumptions]
    by_error = [error, *error.theory.hypotheses]
    by_weight = d.start(Partial(C_x, w[L, j, k_before]), "The slope by a weight", *assumed)
    d.eq(a[L - 1, k_before] * delta[L, j], by=bp4)
    d.eq(a[L - 1, k_before] * error.end, by=by_error)
    by_bias = d.start(Partial(C_x, b[L, j]), "The slope by a bias", *assumed)
    d.eq(delta[L, j], by=bp3)
    d.eq(error.end, by=by_error)
    return by_weight, by_bias
