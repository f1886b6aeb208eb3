"""The values of functions that the kernel does not define, exact or in balls, with their slopes."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any

import sympy
from flint import arb, fmpq, fmpz

from derivations.proof.refuting import numbers
from derivations.proof.refuting.numbers import Dual, Germ, NoValue, Undefined

LARGEST = 200
"""The largest number of which the factorial is computed."""


def applied(function: type, *arguments: Any) -> Any:
    """The value of a function in the table at numbers.

    >>> applied(sympy.floor, fmpq(-7, 2)), applied(sympy.binomial, fmpq(5), fmpq(2))
    (-4, 10)
    >>> applied(sympy.asin, fmpq(2))
    Traceback (most recent call last):
        ...
    derivations.proof.refuting.numbers.Undefined: asin of a number outside of [-1, 1]
    """
    if any(isinstance(argument, Germ) for argument in arguments):
        raise NoValue(f"{function.__name__} of a growing quantity")
    dual = next((argument for argument in arguments if isinstance(argument, Dual)), None)
    if dual is None:
        return VALUES[function](*arguments)
    if function not in SLOPES:
        raise NoValue(f"the derivative of {function.__name__}")
    slope = numbers.multiply(dual.slope, SLOPES[function](dual.value))
    return Dual(dual.tag, applied(function, dual.value), slope)


def _within(name: str, number: Any) -> arb:
    ball = arb(number)
    if not abs(ball) <= 1:
        raise (Undefined if abs(ball) > 1 else NoValue)(f"{name} of a number outside of [-1, 1]")
    return ball


def _whole(number: Any) -> int:
    if not isinstance(number, fmpq) or number.q != 1 or not 0 <= number <= LARGEST:
        raise NoValue("a factorial of something that is not a small natural number")
    return int(number.p)


def _binomial(above: Any, below: Any) -> fmpq:
    n, i = _whole(above), _whole(below)
    if i > n:
        raise NoValue("a binomial coefficient beyond the row")
    return fmpq(fmpz.bin_uiui(n, i))


def _gamma(number: Any) -> Any:
    if not number > 0:
        raise NoValue("the gamma function at what is not positive")
    return arb(number).gamma()


def _sign(number: Any) -> fmpq:
    if isinstance(number, fmpq) and number == 0:
        return fmpq(0)
    return fmpq(1) if numbers.is_positive(number) else fmpq(-1)


def _rounded(up: bool) -> Callable[[Any], Any]:
    def value(number: Any) -> Any:
        if isinstance(number, fmpq):
            return fmpq(number.ceil() if up else number.floor())
        found = (number.ceil() if up else number.floor()).unique_fmpz()
        if found is None:
            raise NoValue("a whole part that is not told")
        return fmpq(found)

    return value


def _root(number: Any) -> Any:
    """``(1 - x²)^(-1/2)``"""
    inside = numbers.add(fmpq(1), numbers.negate(numbers.multiply(number, number)))
    return numbers.real_power(inside, fmpq(-1, 2))


def _bell(number: Any) -> Any:
    """``2/√π exp(-x²)``"""
    height = numbers.multiply(fmpq(2), numbers.real_power(arb.pi(), fmpq(-1, 2)))
    return numbers.multiply(height, numbers.exponential(numbers.negate(numbers.multiply(number, number))))


def _over_cosine(number: Any) -> Any:
    return numbers.power(applied(sympy.cos, number), -2)


VALUES: Mapping[type, Callable[..., Any]] = MappingProxyType({
    sympy.sin: lambda u: arb(u).sin(),
    sympy.cos: lambda u: arb(u).cos(),
    sympy.tan: lambda u: numbers.multiply(arb(u).sin(), numbers.invert(arb(u).cos())),
    sympy.asin: lambda u: _within("asin", u).asin(),
    sympy.acos: lambda u: _within("acos", u).acos(),
    sympy.atan: lambda u: arb(u).atan(),
    sympy.erf: lambda u: arb(u).erf(),
    sympy.sign: _sign,
    sympy.floor: _rounded(up=False),
    sympy.ceiling: _rounded(up=True),
    sympy.gamma: _gamma,
    sympy.factorial: lambda n: fmpq(fmpz.fac_ui(fmpz(_whole(n)))),
    sympy.binomial: _binomial,
})  # fmt: skip
"""The values at plain numbers."""

SLOPES: Mapping[type, Callable[[Any], Any]] = MappingProxyType({
    sympy.sin: lambda u: applied(sympy.cos, u),
    sympy.cos: lambda u: numbers.negate(applied(sympy.sin, u)),
    sympy.tan: _over_cosine,
    sympy.asin: _root,
    sympy.acos: lambda u: numbers.negate(_root(u)),
    sympy.atan: lambda u: numbers.invert(numbers.add(fmpq(1), numbers.multiply(u, u))),
    sympy.erf: _bell,
})  # fmt: skip
"""The derivatives at numbers, which may carry derivatives along."""
