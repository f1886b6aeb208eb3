"""Exact and rigorous numbers at one point: rationals where possible, balls otherwise, with derivatives and growth.

Three kinds of value share one arithmetic.  A plain number is a rational (``fmpq``) or a ball (``arb``).  A ``Dual``
carries a derivative along.  A ``Germ`` is a quotient of sums of ``c^k e^{r c}``, whose limit as c grows is known.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from flint import arb, fmpq


class NoValue(Exception):
    """The expression has no value here, or none that can be told."""


class Undefined(NoValue):
    """The expression certainly has no value here: a division by 0, or a logarithm of what is not positive."""


@dataclass(frozen=True)
class Dual:
    """``value + slope * epsilon``, for one of possibly several epsilons, told apart by ``tag``."""

    tag: int
    value: Any
    slope: Any


@dataclass(frozen=True)
class Germ:
    """``num / den``, each a sum of ``coefficient * c**k * exp(r * c)`` by ``(r, k)``."""

    num: tuple[tuple[tuple[fmpq, int], Any], ...]
    den: tuple[tuple[tuple[fmpq, int], Any], ...]


_ONE = (((fmpq(0), 0), fmpq(1)),)


_GROWING = (((fmpq(0), 1), fmpq(1)),)


def growing() -> Germ:
    """The variable that tends to infinity."""
    return Germ(_GROWING, _ONE)


def approaching(number: Any, side: int) -> Any:
    """A variable that tends to a number from above (``side`` 1) or from below (-1)."""
    return add(number, Germ((((fmpq(0), 0), fmpq(side)),), _GROWING))


def _lifted(one: Any, other: Any) -> tuple[Any, Any]:
    """Both numbers as the same kind of value."""
    if isinstance(one, Dual) or isinstance(other, Dual):
        tag = max(number.tag for number in (one, other) if isinstance(number, Dual))
        return _as_dual(one, tag), _as_dual(other, tag)
    if isinstance(one, Germ) or isinstance(other, Germ):
        return _as_germ(one), _as_germ(other)
    return one, other


def _as_dual(number: Any, tag: int) -> Dual:
    return number if isinstance(number, Dual) and number.tag == tag else Dual(tag, number, fmpq(0))


def _as_germ(number: Any) -> Germ:
    return number if isinstance(number, Germ) else Germ((((fmpq(0), 0), number),), _ONE)


def add(one: Any, other: Any) -> Any:
    """The sum."""
    one, other = _lifted(one, other)
    if isinstance(one, Dual):
        return Dual(one.tag, add(one.value, other.value), add(one.slope, other.slope))
    if isinstance(one, Germ):
        if one.den == other.den:
            return Germ(_collected((*one.num, *other.num)), one.den)
        top = (*_products(one.num, other.den), *_products(other.num, one.den))
        return Germ(_collected(top), _collected(_products(one.den, other.den)))
    return one + other


def multiply(one: Any, other: Any) -> Any:
    """The product."""
    one, other = _lifted(one, other)
    if isinstance(one, Dual):
        slope = add(multiply(one.slope, other.value), multiply(one.value, other.slope))
        return Dual(one.tag, multiply(one.value, other.value), slope)
    if isinstance(one, Germ):
        return Germ(_collected(_products(one.num, other.num)), _collected(_products(one.den, other.den)))
    return one * other


def negate(number: Any) -> Any:
    """The opposite number."""
    return multiply(fmpq(-1), number)


def invert(number: Any) -> Any:
    """The reciprocal, or :class:`NoValue` if the number may be 0."""
    if isinstance(number, Dual):
        inverse = invert(number.value)
        return Dual(number.tag, inverse, negate(multiply(number.slope, multiply(inverse, inverse))))
    if isinstance(number, Germ):
        if not number.num:
            raise Undefined("division by 0")
        return Germ(number.den, number.num)
    if _may_be_zero(number):
        raise (Undefined if _is_zero(number) else NoValue)("division by 0")
    return fmpq(1) / number if isinstance(number, fmpq) else arb(1) / number


def power(base: Any, exponent: int) -> Any:
    """A power with a whole exponent."""
    if abs(exponent) > 1000:
        raise NoValue("an exponent is too large")
    result: Any = fmpq(1)
    for _ in range(abs(exponent)):
        result = multiply(result, base)
    return invert(result) if exponent < 0 else result


def real_power(base: Any, exponent: Any) -> Any:
    """A power of a positive base, or of 0 with an exponent that varies and is positive.

    Raises :class:`NoValue` for another base where the exponent may be a whole number: what the power is then, or
    whether it has a value, depends on how it is meant.
    """
    at = plain(base)
    if isinstance(exponent, Germ) and isinstance(at, fmpq) and at == 0:
        if not is_positive(exponent):
            raise Undefined("a negative power of 0")
        return fmpq(0)
    if isinstance(at, fmpq | arb) and not at > 0:
        surely = at < 0 and isinstance(exponent, fmpq) and exponent.q != 1
        raise (Undefined if surely else NoValue)("a power of a number that is not positive")
    if isinstance(exponent, fmpq) and exponent.q == 1:
        return power(base, int(exponent))
    return exponential(multiply(exponent, logarithm(base)))


def plain(number: Any) -> Any:
    """The number itself, without the derivatives that it carries along."""
    while isinstance(number, Dual):
        number = number.value
    return number


def exponential(number: Any) -> Any:
    """e to the power of the number."""
    if isinstance(number, Dual):
        value = exponential(number.value)
        return Dual(number.tag, value, multiply(number.slope, value))
    if isinstance(number, Germ):
        constant, rate = _linear(number)
        return Germ((((rate, 0), exponential(constant)),), _ONE)
    if isinstance(number, fmpq):
        return fmpq(1) if number == 0 else arb(number).exp()
    return number.exp()


def logarithm(number: Any) -> Any:
    """The natural logarithm, or :class:`NoValue` if the number may not be positive."""
    if isinstance(number, Dual):
        return Dual(number.tag, logarithm(number.value), multiply(number.slope, invert(number.value)))
    if isinstance(number, Germ):
        raise NoValue("the logarithm of a growing quantity")
    if isinstance(number, fmpq) and number == 1:
        return fmpq(0)
    if not (number > 0):
        surely = number < 0 or _is_zero(number)
        raise (Undefined if surely else NoValue)("the logarithm of a number that is not positive")
    return arb(number).log()


def is_positive(number: Any) -> bool:
    """Whether the number is larger than 0 rather than smaller; a number that grows, in the end.

    Raises :class:`NoValue` if it may be 0, and :class:`Undefined` if it is 0 and varies: functions have a kink there.
    """
    varies = False
    while isinstance(number, Dual):
        varies = varies or not (isinstance(number.slope, fmpq) and number.slope == 0)
        number = number.value
    if isinstance(number, Germ):
        if not number.num:
            raise NoValue("a number that is 0")
        return bool((_leading(number.num)[1] > 0) == (_leading(number.den)[1] > 0))
    if _may_be_zero(number):
        raise (Undefined if varies and _is_zero(number) else NoValue)("the derivative at a kink")
    return bool(number > 0)


def limit(number: Any) -> Any:
    """The limit of a growing quantity: a number, or ``arb('+inf')`` and ``arb('-inf')``.

    Raises :class:`NoValue` for a derivative of what grows: it need not be the limit of the derivatives.
    """
    if isinstance(number, Dual) and _grows(number):
        raise NoValue("the derivative of a limit")
    if not isinstance(number, Germ):
        return number
    if not number.num:
        return fmpq(0)
    (top, over), (bottom, under) = _leading(number.num), _leading(number.den)
    if top < bottom:
        return fmpq(0)
    ratio = multiply(over, invert(under))
    if top == bottom:
        return ratio
    return arb("+inf") if ratio > 0 else arb("-inf")


def _grows(number: Any) -> bool:
    return isinstance(number, Germ) or (isinstance(number, Dual) and (_grows(number.value) or _grows(number.slope)))


def _leading(terms: tuple[Any, ...]) -> tuple[tuple[fmpq, int], Any]:
    key, coefficient = max(terms, key=lambda term: term[0])
    if _may_be_zero(coefficient):
        raise NoValue("the leading term may vanish")
    return key, coefficient


def _linear(germ: Germ) -> tuple[Any, fmpq]:
    constant, rate = fmpq(0), fmpq(0)
    for (speed, degree), coefficient in germ.num:
        if germ.den != _ONE or speed != 0 or degree > 1 or (degree and not isinstance(coefficient, fmpq)):
            raise NoValue("an exponent that is not linear in the growing variable")
        if degree:
            rate = coefficient
        else:
            constant = coefficient
    return constant, rate


def _products(one: tuple[Any, ...], other: tuple[Any, ...]) -> tuple[Any, ...]:
    return tuple(
        ((r + s, k + m), multiply(a, b)) for (r, k), a in one for (s, m), b in other
    )  # fmt: skip


def _collected(terms: tuple[Any, ...]) -> tuple[Any, ...]:
    sums: dict[tuple[str, int], Any] = {}
    keys: dict[tuple[str, int], tuple[fmpq, int]] = {}
    for (rate, degree), coefficient in terms:
        name = (str(rate), degree)
        keys[name] = (rate, degree)
        sums[name] = add(sums[name], coefficient) if name in sums else coefficient
    return tuple((keys[name], value) for name, value in sums.items() if not (isinstance(value, fmpq) and value == 0))


def _is_zero(number: Any) -> bool:
    """Whether the number is certainly 0."""
    return bool(number == 0)


def _may_be_zero(number: Any) -> bool:
    if isinstance(number, fmpq):
        return bool(number == 0)
    if isinstance(number, arb):
        return not (number > 0 or number < 0)
    return False
