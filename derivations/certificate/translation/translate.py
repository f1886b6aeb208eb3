"""Expressions of the notation as terms of Coq."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import sympy
from sympy import Derivative, Expr, Symbol, exp, log, tanh
from sympy.core.function import AppliedUndef

from derivations.certificate.language.calculus import NoTranslation
from derivations.certificate.language.terms import ONE, App, Lambda, Number, Term, Var, product
from derivations.certificate.translation.model import Model, lambda_of
from derivations.certificate.translation.responses import in_network, with_moved, written_out
from derivations.notation import Cases, Entry, Index, Kronecker, Partial, Prime, Sum
from derivations.notation.operators import Functional

FUNCTIONS = {exp: "exp", log: "ln", tanh: "tanh", sympy.Abs: "Rabs"}
"""SymPy's functions, as Coq calls them."""
SLOPES = Partial | Prime | Derivative
"""The kinds of derivatives."""


def translate(model: Model, expression: Any) -> Term:
    """A formula with real values.  Raises :class:`NoTranslation`."""
    match expression:
        case sympy.Rational():
            return Number(Fraction(int(expression.p), int(expression.q)))
        case Entry():
            return model.entry(expression)
        case Index():
            raise NoTranslation(f"the index {expression} as a number")
        case Symbol():
            return model.symbol(expression)
        case sympy.Add():
            return _sum_of_terms(model, expression)
        case sympy.Mul() | sympy.Pow():
            return _product_of_factors(model, expression)
        case exp() | log() | tanh() | sympy.Abs():
            return App(FUNCTIONS[type(expression)], (translate(model, expression.args[0]),))
        case Sum():
            return _sum(model, expression)
        case Kronecker():
            return App("delta", tuple(model.index(index) for index in expression.args))
        case Cases():
            condition = App(model.part_name(expression.member.range), (model.index(expression.index),))
            values = (translate(model, expression.inside), translate(model, expression.outside))
            return App("if", (condition, *values))
        case Partial():
            return App("Derive", _response(model, expression))
        case Prime() if expression.order == 1 and len(expression.of.args) == 1:
            note(model, expression.of.func, 1)
            return App("Derive", (model.function(expression.of.func), translate(model, expression.of.args[0])))
        case Derivative():
            return _derivative(model, expression)
        case Functional() | AppliedUndef():
            note(model, expression.func, len(expression.args))
            function = model.function(expression.func)
            arguments = tuple(translate(model, argument) for argument in expression.args)
            return App(function.name, arguments) if isinstance(function, Var) else _applied(function, arguments)
    raise NoTranslation(f"{type(expression).__name__} in {expression}")


def _response(model: Model, partial: Partial) -> tuple[Lambda, Term]:
    """What the quantity is when the other one is set to ``t``, and what the other one is."""
    model.refuse_whole(partial.by)
    if model.is_network:
        return in_network(model, partial)
    of, by = partial.of, partial.by
    return Lambda("t", moved(model, of, by)), model.entry(by) if isinstance(by, Entry) else model.symbol(by)


def moved(model: Model, of: Any, by: Expr) -> Term:
    """A formula in which a quantity is set to ``t``, outside of a network."""
    if (by.family if isinstance(by, Entry) else by) not in model.defined:
        return with_moved(model, translate(model, of), by)
    if not isinstance(by, Symbol):
        raise NoTranslation(f"the derivative by {by}, which is defined for all of its indices")
    # the quantity is itself defined: what is defined by way of it is written out until it appears
    stand_in = Symbol("t")
    model.names.setdefault(stand_in, "t")
    return translate(model, written_out(model, of, by, stand_in))


def note(model: Model, function: Any, arguments: int) -> None:
    """Note how many arguments a function takes."""
    model.arities[function] = arguments


def _applied(function: Term, arguments: tuple[Term, ...]) -> Term:
    assert isinstance(function, App)
    return App(function.head, function.args + arguments)


def _sum_of_terms(model: Model, expression: Expr) -> Term:
    first, *others = expression.args
    result = translate(model, first)
    for other in others:
        match translate(model, other):
            case App("neg", (argument,)):
                result = App("-", (result, argument))
            case Number(value) if value < 0:
                result = App("-", (result, Number(-value)))
            case term:
                result = App("+", (result, term))
    return result


def _product_of_factors(model: Model, expression: Expr) -> Term:
    """A product as a fraction, with its sign in front."""
    negative = False
    above: list[Term] = []
    below: list[Term] = []
    for factor in sympy.Mul.make_args(expression):
        base, exponent = factor.as_base_exp() if isinstance(factor, sympy.Pow) else (factor, sympy.Integer(1))
        exponent = exponent.doit() if isinstance(exponent, sympy.Mul) else exponent
        if not isinstance(exponent, sympy.Integer):
            raise NoTranslation(f"the power {factor}")
        if isinstance(factor, sympy.Rational):
            negative ^= factor < 0
            value = abs(factor)
            if value.p != 1:
                above.append(Number(int(value.p)))
            if value.q != 1:
                below.append(Number(int(value.q)))
            continue
        term = translate(model, base)
        if isinstance(term, App) and term.head == "neg" and abs(exponent) == 1:
            negative ^= True
            term = term.args[0]
        size = abs(int(exponent))
        power = term if size == 1 else App("^", (term, Number(size)))
        if exponent != 0:
            (above if exponent > 0 else below).append(power)
    if below and not above:
        result: Term = App("/", (ONE, product(below)))
    elif below:
        result = App("/", (product(above), product(below)))
    else:
        result = product(above)
    return App("neg", (result,)) if negative else result


def _sum(model: Model, expression: Sum) -> Term:
    over, bound = expression.index.range, model.index(expression.index)
    assert isinstance(bound, Var)
    body = Lambda(bound.name, translate(model, expression.body))
    size = model.size(over)
    if over.part_of is not None:
        model.part_name(over)
        if expression.without:
            raise NoTranslation(f"a sum over a part without an index: {expression}")
        return App("sum_in", (size, model.part(over), body))
    if not expression.without:
        return App("sum", (size, body))
    if len(expression.without) > 1:
        raise NoTranslation(f"a sum without several indices: {expression}")
    return App("sum_except", (size, model.index(expression.without[0]), body))


def _derivative(model: Model, expression: Derivative) -> Term:
    variables = set(expression.variables)
    if len(variables) != 1 or not isinstance(expression.variables[0], Symbol):
        raise NoTranslation(f"the derivative {expression}")
    (variable,) = variables
    model.refuse_whole(variable)
    bound = model.name(variable)
    function = lambda_of(translate(model, expression.expr), bound)
    for _ in expression.variables[1:]:
        function = App("Derive", (function,))
    return App("Derive", (function, Var(bound)))
