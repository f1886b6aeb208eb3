"""Derivatives of terms, in the form in which the library's tactic ``derive`` finds them."""

from __future__ import annotations

from derivations.certificate.language.terms import ONE, TWO, ZERO, App, Lambda, Number, Term, Var, free, fresh, put


class NoTranslation(Exception):
    """Something for which there is no translation into Coq; the text says what."""


def derivative(function: Lambda, at: Term) -> Term:
    """The derivative of a function at a point.

    >>> t, x = Var("t"), Var("x")
    >>> str(derivative(Lambda("t", App("exp", (App("neg", (t,)),))), x))
    'exp (- x) * - 1'
    """
    t = function.bound

    def here(term: Term) -> Term:
        return put(term, {t: at})

    def of(term: Term) -> Term:
        if t not in free(term):
            return ZERO
        match term:
            case Var():
                return ONE
            case App("+" | "-" as sign, (left, right)):
                return App(sign, (of(left), of(right)))
            case App("neg", (argument,)):
                return App("neg", (of(argument),))
            case App("*", (left, right)):
                return App("+", (App("*", (of(left), here(right))), App("*", (here(left), of(right)))))
            case App("/", (left, right)):
                above = App("-", (App("*", (of(left), here(right))), App("*", (here(left), of(right)))))
                return App("/", (above, App("^", (here(right), TWO))))
            case App("inv", (argument,)):
                return App("/", (App("neg", (of(argument),)), App("^", (here(argument), TWO))))
            case App("^", (base, Number(exponent))):
                if exponent == 2:
                    return App("*", (App("*", (TWO, here(base))), of(base)))
                power = App("^", (here(base), Number(exponent - 1)))
                return App("*", (App("*", (Number(exponent), power)), of(base)))
            case App("exp", (argument,)):
                return App("*", (App("exp", (here(argument),)), of(argument)))
            case App("tanh", (argument,)):
                slope = App("-", (ONE, App("^", (here(term), TWO))))
                return App("*", (slope, of(argument)))
            case App("ln", (argument,)):
                return App("/", (of(argument), here(argument)))
            case App("sum", (size, Lambda(bound, body))):
                return App("sum", (size, Lambda(bound, of(body))))
            case App("sum_except", (size, index, Lambda(bound, body))):
                return App("sum_except", (size, index, Lambda(bound, of(body))))
            case App("upd", (_, moved, Var(), index)):
                return App("delta", (index, moved))
            case App("C", (App("set_w" | "set_b"), _)):
                return App("Derive", (function_of(term, t), at))
            case App(head, (argument,)):
                return App("*", (App("Derive", (Var(head), here(argument))), of(argument)))
            case App(head, (argument, *others)) if all(t not in free(other) for other in others):
                u = fresh("u", *others)
                called = Lambda(u, App(head, (Var(u), *others)))
                return App("*", (App("Derive", (called, here(argument))), of(argument)))
        raise NoTranslation(f"no rule for the derivative of {term}")

    return of(function.body)


def function_of(term: Term, name: str) -> Lambda:
    """The term as a function of one of its variables."""
    return Lambda(name, term)
