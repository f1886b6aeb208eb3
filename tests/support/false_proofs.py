"""Classic false proofs, each beside the true claim that it resembles: (claim, theory, reasons) of both."""

import sympy
from sympy import Abs, Derivative, Function, Mul, Pow, Rational, Symbol, exp, log, oo

from derivations.notation import (
    Eq,
    Ge,
    Gt,
    Kronecker,
    L,
    Lim,
    Lt,
    Ne,
    Partial,
    Sum,
    neurons,
    sigma,
    width,
    z,
)  # fmt: skip
from derivations.notation import (
    y as target,
)
from derivations.proof import (
    Definition,
    between,
    definition_of,
    from_to,
    given,
    positive,
    reals,
    whole,
)

u, v, t, c = (Symbol(s) for s in "uvtc")
j, k, i = neurons("j k i")
f, F = Function("f"), Function("F")


def unevaluated(kind, *parts):
    return kind(*parts, evaluate=False)


def quotient(top, bottom):
    return unevaluated(Mul, top, unevaluated(Pow, bottom, sympy.Integer(-1)))


h_eq = given(Eq(u, v))

# a false proof, and the true one beside it: (claim, theory, reasons)
FALSE_AND_TRUE = {
    "u/u = 1 needs u != 0": (
        ((quotient(u, u), "=", sympy.Integer(1)), [reals(u)], []),
        ((quotient(u, u), "=", sympy.Integer(1)), [positive(u)], []),
    ),
    "1 = 2 by dividing by u - v where u = v": (
        ((quotient(u - v, u - v), "=", sympy.Integer(1)), [reals(u, v), h_eq], [h_eq]),
        ((quotient(u - v, u - v), "=", sympy.Integer(1)), [given(Gt(u, v))], [given(Gt(u, v))]),
    ),
    "sqrt(u^2) = u": (
        ((unevaluated(Pow, u**2, Rational(1, 2)), "=", u), [reals(u)], []),
        ((unevaluated(Pow, u**2, Rational(1, 2)), "=", u), [positive(u)], []),
    ),
    "ln of a product": (
        ((log(u * v), "=", log(u) + log(v)), [reals(u, v)], []),
        ((log(u * v), "=", log(u) + log(v)), [positive(u, v)], []),
    ),
    "ln u^2 = 2 ln u": (
        ((log(u**2), "=", 2 * log(u)), [reals(u)], []),
        ((log(u**2), "=", 2 * log(u)), [positive(u)], []),
    ),
    "exp(ln u) = u": (
        ((exp(unevaluated(log, u), evaluate=False), "=", u), [reals(u)], []),
        ((exp(unevaluated(log, u), evaluate=False), "=", u), [positive(u)], []),
    ),
    "|u| = u": (
        ((Abs(u), "=", u), [reals(u)], []),
        ((Abs(u), "=", u), [positive(u)], []),
    ),
    "the derivative of |u| at a kink": (
        ((Derivative(unevaluated(Abs, u), u), "=", sympy.Integer(1)), [from_to(0, u, 1)], []),
        ((Derivative(unevaluated(Abs, u), u), "=", sympy.Integer(1)), [positive(u)], []),
    ),
    "a lost solution by squaring": (
        ((Eq(u**2, v**2), "⟺", Eq(u, v)), [reals(u, v)], []),
        ((Eq(u**2, v**2), "⟺", Eq(u, v)), [positive(u, v)], []),
    ),
    "cancelling a factor that may be 0": (
        ((Eq(u * v, u * t), "⟺", Eq(v, t)), [reals(u, v, t)], []),
        ((Eq(u * v, u * t), "⟺", Eq(v, t)), [positive(u), reals(v, t)], []),
    ),
    "multiplying an inequality by something of unknown sign": (
        ((Lt(v, t), "⟺", Lt(u * v, u * t)), [reals(u, v, t)], []),
        ((Lt(v, t), "⟺", Lt(u * v, u * t)), [positive(u), reals(v, t)], []),
    ),
    "reciprocals turn an inequality round": (
        ((1 / u, "<", 1 / v), [positive(u, v), given(Lt(u, v))], [given(Lt(u, v))]),
        ((1 / u, ">", 1 / v), [positive(u, v), given(Lt(u, v))], [given(Lt(u, v))]),
    ),
    "an empty sum is not positive": (
        ((Sum(exp(z[L, i]), i, without=j), ">", sympy.Integer(0)), [], []),
        ((Sum(exp(z[L, i]), i, without=j), ">", sympy.Integer(0)), [given(Ge(width[L], 2))], [given(Ge(width[L], 2))]),
    ),
    "a delta of two indices is not 0": (
        ((Kronecker(j, k), "=", sympy.Integer(0)), [], []),
        ((Kronecker(j, k), "=", sympy.Integer(0)), [given(Ne(j, k))], [given(Ne(j, k))]),
    ),
    "two indices of a sum left out may be one": (
        ((Sum(z[L, i], i, without=(j, k)), "=", Sum(z[L, i], i) - z[L, j] - z[L, k]), [], []),
        (
            (Sum(z[L, i], i, without=(j, k)), "=", Sum(z[L, i], i) - z[L, j] - z[L, k]),
            [given(Ne(j, k))],
            [given(Ne(j, k))],
        ),
    ),
    "a hypothesis at a point says nothing of derivatives": (
        ((Derivative(u**2, u), "=", sympy.Integer(0)), [given(Eq(u, 1))], [given(Eq(u, 1))]),
        ((Derivative(u**2, u), "=", sympy.Integer(2)), [given(Eq(u, 1))], [given(Eq(u, 1))]),
    ),
    "what a quantity is defined as does not hide the derivative by it": (
        (
            (Partial(target[j] ** 2, target[j]), "=", sympy.Integer(0)),
            [Definition(target[j], u)],
            [definition_of(target)],
        ),
        ((Partial(target[j] ** 2, target[j]), "=", 2 * u), [Definition(target[j], u)], [definition_of(target)]),
    ),
    "a parameter in a definition is not a constant": (
        ((Partial(F(u), v), "=", sympy.Integer(0)), [Definition(F(u), u * v), reals(u, v)], []),
        ((Partial(F(u), v), "=", u), [Definition(F(u), u * v), reals(u, v)], [definition_of(F)]),
    ),
    "a quantity is not independent of what it is defined by": (
        ((Partial(t, v), "=", sympy.Integer(0)), [Definition(t, F(u)), Definition(F(u), u * v)], []),
        ((Partial(t, v), "=", u), [Definition(t, F(u)), Definition(F(u), u * v)], [definition_of(t), definition_of(F)]),
    ),
    "a limit hidden in a definition": (
        ((Lim(t, c, oo), "=", t), [Definition(t, exp(-c))], []),
        ((Lim(t, c, oo), "=", sympy.Integer(0)), [Definition(t, exp(-c))], [definition_of(t)]),
    ),
    "a hypothesis about c does not reach into a limit over c": (
        ((Lim(exp(-c), c, oo), "=", exp(-1)), [given(Eq(c, 1))], [given(Eq(c, 1))]),
        ((Lim(exp(-c), c, oo), "=", sympy.Integer(0)), [given(Eq(c, 1))], [given(Eq(c, 1))]),
    ),
    "a limit of an exponential whose rate has no sign": (
        ((Lim(exp(-c * u), c, oo), "=", sympy.Integer(0)), [reals(u)], []),
        ((Lim(exp(-c * u), c, oo), "=", sympy.Integer(0)), [positive(u)], []),
    ),
    "oo - oo": (
        ((Lim(exp(c) - exp(c * u), c, oo), "=", sympy.Integer(0)), [positive(u)], []),
        ((Lim(exp(-c) - exp(-c * u), c, oo), "=", sympy.Integer(0)), [positive(u)], []),
    ),
    "strict where the bound is reached": (
        ((u**2, ">", sympy.Integer(0)), [from_to(0, u, 1)], []),
        ((u**2, "≥", sympy.Integer(0)), [from_to(0, u, 1)], []),
    ),
    "u(1 - u) at the ends": (
        ((u * (1 - u), ">", sympy.Integer(0)), [from_to(0, u, 1)], []),
        ((u * (1 - u), ">", sympy.Integer(0)), [between(0, u, 1)], []),
    ),
    "1 - u at a closed end": (
        ((1 - u, ">", sympy.Integer(0)), [from_to(0, u, 1)], []),
        ((1 - u, "≥", sympy.Integer(0)), [from_to(0, u, 1)], []),
    ),
    "1/u has a value": (
        ((1 / u, "∈", sympy.S.Reals), [from_to(0, u, 1)], []),
        ((1 / u, "∈", sympy.S.Reals), [between(0, u, 1)], []),
    ),
    "ln(u - 1) has no value": (
        ((log(u - 1), "∉", sympy.S.Reals), [positive(u)], []),
        ((log(u - 1), "∉", sympy.S.Reals), [between(0, u, 1)], []),
    ),
    "0 to a negative power": (
        ((quotient(u, u), "=", sympy.Integer(1)), [given(Eq(u, 0))], [given(Eq(u, 0))]),
        ((unevaluated(Mul, u, u), "=", sympy.Integer(0)), [given(Eq(u, 0))], [given(Eq(u, 0))]),
    ),
    "a number of neurons is not a quantity to differentiate by": (
        ((Partial(Sum(1, k), width[L]), "=", sympy.Integer(0)), [whole(width[L], 1)], []),
        ((Sum(1, k), "=", width[L]), [whole(width[L], 1)], []),
    ),
    "a function of ours is not the sigmoid by its name": (
        ((Function("sigma")(u), "=", 1 / (1 + exp(-u))), [reals(u)], [definition_of(sigma)]),
        ((sigma(u), "=", 1 / (1 + exp(-u))), [reals(u)], [definition_of(sigma)]),
    ),
    "a function with a derivative in its formula, at what is differentiated by": (
        ((f(v), "=", 2 * v), [Definition(f(u), Derivative(u * v, v))], [definition_of(f)]),
        ((f(v), "=", 2 * v**2), [Definition(f(u), u * Derivative(v**2, v))], [definition_of(f)]),
    ),
    "a function with two derivatives in its formula, at what is differentiated by": (
        ((f(v), "=", 6 * v), [Definition(f(u), Derivative(u * v**2, v, v))], [definition_of(f)]),
        ((f(v), "=", 2 * v), [Definition(f(u), u * Derivative(v**2, v, v))], [definition_of(f)]),
    ),
    "a function of a function with a derivative in its formula": (
        (
            (F(v), "=", 2 * v),
            [Definition(f(u), Derivative(u * v, v)), Definition(F(u), f(u))],
            [definition_of(f), definition_of(F)],
        ),
        (
            (F(v), "=", 2 * v),
            [Definition(f(u), u * Derivative(2 * t, t)), Definition(F(u), f(u))],
            [definition_of(f), definition_of(F)],
        ),
    ),
    "a function with a limit in its formula, at what tends": (
        ((f(v), "=", sympy.Integer(0)), [Definition(f(u), Lim(u + v, v, 0))], [definition_of(f)]),
        ((f(v), "=", v), [Definition(f(u), u + Lim(t, t, 0))], [definition_of(f)]),
    ),
}
