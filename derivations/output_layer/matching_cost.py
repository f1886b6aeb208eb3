r"""The cost that matches an activation: the one whose output error is :math:`\delta^L = a^L - y`.

With :math:`\delta = C'(a) f'(z)` the slope has to be :math:`C'(a) = (a - y) / f'(f^{-1}(a))`, which is integrated.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import sympy
from sympy import Expr, log

from derivations.notation import C_x, Eq, L, Sum, a, neurons, replaced, y
from derivations.notation.latex import latex
from derivations.notation.mathml import mathml
from derivations.notation.text import text
from derivations.output_layer.arranging import arranged, forms_of
from derivations.output_layer.formulas import COSTS, A, Y, Z, activation_formula
from derivations.output_layer.output_error import by_output, output_error
from derivations.proof import Derivation, Proved, Verification, algebra, verify
from derivations.proof.display import derivation_html, if_possible, shortened
from derivations.proof.statements.chains import Chain

ELEMENTARY = (sympy.Add, sympy.Mul, sympy.Pow, sympy.exp, sympy.log, sympy.tanh, sympy.Symbol, sympy.Number)
SAMPLES = (sympy.Rational(1, 3), sympy.Rational(-2, 3), sympy.Integer(2))
"""Weighted inputs at which it is looked which sign the argument of a logarithm has."""


class NoMatchingCost(ValueError):
    """No cost was found that gives ``a - y``; the text says where the search ended.

    >>> from sympy import sin
    >>> matching_cost(sin)
    Traceback (most recent call last):
        ...
    derivations.output_layer.matching_cost.NoMatchingCost: the activation sin(z) cannot be inverted, so ...
    """


@dataclass(frozen=True)
class MatchingCost:
    """The cost that matches an activation, as what one neuron contributes to it, and the proof that it does.

    ``name`` is the cost's name if it has one, else empty.

    >>> matching_cost("exp")
    <MatchingCost poisson: ∑ⱼ (aᴸⱼ - yⱼ ln aᴸⱼ)>
    >>> matching_cost("exp").verify().verdict
    Proved()
    """

    name: str
    cost: Expr
    derivation: Derivation

    def verify(self) -> Verification:
        """Prove that the output error is ``a - y``."""
        return verify(self.derivation)

    @property
    def total(self) -> Expr:
        """What all neurons of the output layer contribute for one example."""
        (j,) = neurons("j")
        return Sum(replaced(arranged(self.cost), {A: a[L, j], Y: y[j]}), j)

    def __repr__(self) -> str:
        return shortened(f"<MatchingCost{' ' * bool(self.name)}{self.name}: {text(self.total)}>")

    def _repr_latex_(self) -> str:
        return f"$${latex(Eq(C_x, self.total))}$$"

    def _repr_html_(self) -> str | None:
        return if_possible(
            lambda: f"<p>{mathml(Eq(C_x, self.total), display=True)}</p>{derivation_html(self.derivation)}"
        )


def matching_cost(activation: Any) -> MatchingCost:
    """Find by integration the cost that gives the output error ``a - y`` with this activation.

    The activation is a name, a SymPy formula in ``z`` or a function, as for :func:`output_error`.  Raises
    :class:`NoMatchingCost` if the activation cannot be inverted, the integral has no closed form in elementary
    functions, or that it gives ``a - y`` cannot be proved.

    >>> matching_cost("sigmoid").name, matching_cost("identity").name, matching_cost("softmax").name
    ('cross-entropy', 'quadratic', 'log-likelihood')
    >>> matching_cost("exp").cost
    a - y*log(a)
    >>> matching_cost(sympy.atan)
    Traceback (most recent call last):
        ...
    derivations.output_layer.matching_cost.NoMatchingCost: SymPy finds no closed form for the integral of ...
    """
    formula = activation_formula(activation)
    if formula is None:
        return _with_proof("log-likelihood", _of_softmax(), activation)
    steepness = by_output(sympy.diff(formula.value, Z), formula.value)
    if steepness is None:
        raise NoMatchingCost(
            f"the activation {formula.called} cannot be inverted, so its derivative is not a function of a"
        )
    if steepness == 0:
        raise NoMatchingCost(f"the slope of the activation {formula.called} is 0")
    slope = (A - Y) / steepness
    found = sympy.integrate(slope, A)
    if not _is_elementary(found):
        raise NoMatchingCost(f"SymPy finds no closed form for the integral of {slope} by a")
    for name, known in COSTS.items():
        if sympy.simplify(sympy.diff(known, A) - slope) == 0:
            return _with_proof(name, known, activation)
    return _with_proof("", _with_positive_logarithms(found, formula.value), activation)


def _of_softmax() -> Expr:
    """What one neuron contributes to the cost that matches softmax.

    In the weighted input of one neuron the slope is ``e^z / (e^z + S) - y``, S being what the other neurons add to the
    sum; its integral is ``ln(e^z + S) - y z``.  With desired outputs that sum to 1 the logarithm of the sum is shared
    out among the neurons, each with the part ``y``, and what is left to each is ``y (ln(e^z + S) - z)``.
    """
    others = sympy.Symbol("S", positive=True)
    softmax = sympy.exp(Z) / (sympy.exp(Z) + others)
    surprise = sympy.integrate(softmax, Z) - Z
    assert sympy.expand_log(surprise + log(softmax), force=True) == 0
    return -Y * log(A)


def _is_elementary(found: Expr) -> bool:
    return all(isinstance(part, ELEMENTARY) for part in sympy.preorder_traversal(found)) and not found.has(sympy.I)


def _with_positive_logarithms(found: Expr, activation: Expr) -> Expr:
    """The integral with every logarithm of something that is positive for the activation's values.

    Where SymPy has the logarithm of a negative quantity, that of its opposite has the same slope.
    """

    def flipped(logarithm: Expr) -> Expr:
        argument = sympy.simplify(logarithm.args[0])
        values = [argument.subs(A, activation.subs(Z, sample)) for sample in SAMPLES]
        return log(-argument if all(value.evalf().is_negative for value in values) else argument)

    changed = found.replace(lambda part: isinstance(part, log), flipped)
    return forms_of(changed)[0]


def _with_proof(name: str, cost: Expr, activation: Any) -> MatchingCost:
    """The cost with its proof; refused if there is none."""
    found = output_error(name or cost, activation)
    derivation = _up_to_the_difference(found)
    verdict = verify(derivation).verdict
    if not isinstance(verdict, Proved):
        raise NoMatchingCost(f"{cost} was found by integration, but that it gives a - y is not proved")
    return MatchingCost(name, cost, derivation)


def _up_to_the_difference(found: Derivation) -> Derivation:
    """The derivation with ``a - y`` as the last line of the output error."""
    error = found.conclusions[0]
    wanted = _difference(error)
    if error.end == wanted:
        return found
    with Derivation(found.name, title=found.title, theory=found.theory) as derivation:
        longer = derivation.start(error.start, error.title, theory=error.theory)
        derivation.eq(error.end, by=error)
        derivation.eq(wanted, by=algebra)
        derivation.concludes(longer)
    return derivation


def _difference(error: Chain) -> Expr:
    """``a - y`` for the neuron that the output error is of."""
    j = error.start.indices[-1]
    return sympy.Add(a[L, j], sympy.Mul(-1, y[j], evaluate=False), evaluate=False)
