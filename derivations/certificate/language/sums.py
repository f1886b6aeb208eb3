"""Sums as linear combinations of simpler ones: what depends on the index stays in the sum, a delta picks its term."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache

import sympy

from derivations.certificate.language.calculus import NoTranslation
from derivations.certificate.language.terms import ONE, App, Lambda, Number, Term, Var, free, product, put, total

ARITHMETIC = ("+", "-", "*", "/", "neg", "inv", "^")


@dataclass(frozen=True)
class Part:
    """``factor * sum n (fun k => body)``; with ``picked`` a delta of the index and this one is in the sum."""

    factor: Term
    body: Term
    picked: Term | None


@dataclass(frozen=True)
class Linear:
    """A sum, over all indices or those of a part, as a linear combination."""

    over: tuple[Term, ...]
    bound: str
    parts: tuple[Part, ...]

    def _body(self, part: Part) -> Term:
        if part.picked is None:
            return part.body
        return App("*", (App("delta", (Var(self.bound), part.picked)), part.body))

    @property
    def body(self) -> Term:
        """What is summed, term by term."""
        return total([App("*", (part.factor, self._body(part))) for part in self.parts])

    def sum_of(self, body: Term) -> App:
        """The sum of something else over the same indices."""
        return App("sum" if len(self.over) == 1 else "sum_in", (*self.over, Lambda(self.bound, body)))

    @property
    def combination(self) -> Term:
        """The sums of all parts."""
        return total([App("*", (part.factor, self.sum_of(self._body(part)))) for part in self.parts])

    @property
    def value(self) -> Term:
        """The combination with deltas and constants summed."""
        return total([App("*", (part.factor, self._summed(part))) for part in self.parts])

    def _summed(self, part: Part) -> Term:
        if part.picked is not None:
            return put(part.body, {self.bound: part.picked})
        if self.bound not in free(part.body):
            return App("*", (self._size, part.body))
        return self.sum_of(part.body)

    @property
    def _size(self) -> Term:
        size, *part = self.over
        if not part:
            return App("INR", (size,))
        match part[0]:
            case App("rest", (inside,)):
                return App("-", (App("INR", (size,)), App("INR", (App("size", (size, inside)),))))
        return App("INR", (App("size", (size, part[0])),))


class Atoms:
    """Terms as SymPy's symbols, for what SymPy computes with them."""

    def __init__(self) -> None:
        self.terms: dict[sympy.Symbol, Term] = {}

    def symbol(self, term: Term) -> sympy.Symbol:
        found = sympy.Symbol(str(term))
        self.terms.setdefault(found, term)
        return found

    def polynomial(self, term: Term) -> sympy.Expr:
        """The term as a rational function of its atoms; exp of a sum is a product."""
        match term:
            case Number(value):
                return sympy.Rational(Fraction(value).numerator, Fraction(value).denominator)
            case App("exp", (argument,)):
                return self._exponential(argument)
            case App(head, args) if head in ARITHMETIC:
                one, *others = (self.polynomial(argument) for argument in args)
                match head:
                    case "+":
                        return one + others[0]
                    case "-":
                        return one - others[0]
                    case "*":
                        return one * others[0]
                    case "/":
                        return one / others[0]
                    case "neg":
                        return -one
                    case "inv":
                        return 1 / one
                    case _:
                        return one ** others[0]
        return self.symbol(term)

    def _exponential(self, argument: Term) -> sympy.Expr:
        found = sympy.Integer(1)
        for term in sympy.Add.make_args(sympy.expand(self.polynomial(argument))):
            number, rest = term.as_coeff_Mul()
            if number.is_Integer and rest != 1:
                found *= self.symbol(App("exp", (self.term(rest),))) ** number
            elif term != 0:
                found *= self.symbol(App("exp", (self.term(term),)))
        return found

    def quotient(self, expression: sympy.Expr) -> Term:
        """A rational function as a term."""
        above, below = sympy.fraction(expression)
        return self.term(above) if below == 1 else App("/", (self.term(above), self.term(below)))

    def term(self, expression: sympy.Expr) -> Term:
        """A product of powers as a term; :class:`NoTranslation` for what has no value, such as 1 / 0."""
        if expression.has(sympy.zoo, sympy.nan, sympy.oo, -sympy.oo):
            raise NoTranslation("a quotient by 0")
        if expression.is_Add:
            return total([self.term(part) for part in sorted(expression.args, key=str)])
        number, rest = expression.as_coeff_Mul()
        above: list[Term] = []
        below: list[Term] = []
        for base, exponent in sorted(rest.as_powers_dict().items(), key=lambda item: str(item[0])):
            if base == 1:
                continue
            atom = self.terms[base] if base.is_Symbol else self.term(base)
            power = atom if abs(exponent) == 1 else App("^", (atom, Number(int(abs(exponent)))))
            (above if exponent > 0 else below).append(power)
        value = Fraction(int(number.p), int(number.q))
        if value != 1 or not above:
            above.insert(0, Number(value))
        result = product(above)
        return App("/", (result, product(below))) if below else result


def _partner(atom: Term | None, index: str) -> Term | None:
    """The other index of a delta of this one."""
    match atom:
        case App("delta", (Var(name), other)) if name == index:
            return other
        case App("delta", (other, Var(name))) if name == index:
            return other
    return None


@lru_cache(maxsize=1024)
def linear(sum_term: App) -> Linear:
    """A sum as a linear combination of sums whose terms are single products."""
    *over, function = sum_term.args
    assert isinstance(function, Lambda)
    bound, atoms = function.bound, Atoms()
    above, below = sympy.fraction(sympy.cancel(atoms.polynomial(function.body)))
    below = sympy.factor(below)
    found: dict[tuple[Term, Term | None], sympy.Expr] = {}
    for term in sympy.Add.make_args(sympy.expand(above)):
        outside, inside = sympy.Integer(1), sympy.Integer(1)
        picked: Term | None = None
        for base, exponent in (term / below).as_powers_dict().items():
            names = set().union(*(free(atoms.terms[symbol]) for symbol in base.free_symbols))
            if bound not in names:
                outside *= base**exponent
                continue
            other = _partner(atoms.terms.get(base), bound)
            if other is not None and picked is None and exponent > 0 and len(over) == 1:
                picked = other
            else:
                inside *= base**exponent
        key = (atoms.term(inside) if inside != 1 else ONE, picked)
        found[key] = found.get(key, sympy.Integer(0)) + outside
    pieces = [
        Part(atoms.term(sympy.factor_terms(outside)), inside, picked) for (inside, picked), outside in found.items()
    ]
    return Linear(tuple(over), bound, tuple(sorted(pieces, key=lambda part: (str(part.body), str(part.picked)))))
