"""Numbers as a reader sees them: exact, as decimals, in LaTeX."""

from __future__ import annotations

from decimal import Decimal, InvalidOperation

PRECISE = 20
"""Digits of a ball's midpoint."""
LONG = 24
"""How many digits and signs of an exact value are shown at most."""


def alike(left: str, right: str, digits: int = 12) -> tuple[str, str]:
    """The values of both sides: short exact ones as they are, or both as decimals, with more digits where these agree.

    >>> alike("9/4", "5/4"), alike("[0.22415738990122860105 +/- 2.38e-21]", "1/3", 5), alike("[+/- 1e-70]", "∞")
    (('9/4', '5/4'), ('0.22416', '0.33333'), ('0', '∞'))
    >>> alike(f"1/{10**30}", "0")
    ('1e-30', '0')
    >>> alike(f"{10**24 + 1}/{10**24}", "1")
    ('1000000000000000000000001/1000000000000000000000000', '1')
    """
    exact = not any(value.startswith("[") for value in (left, right))
    if exact and max(len(left), len(right)) <= LONG:
        return left, right
    for precision in (digits, PRECISE):
        one, other = _decimal(left, precision), _decimal(right, precision)
        if not _are_equal(one, other):
            return one, other
    return (left, right) if exact else (one, other)


def _are_equal(one: str, other: str) -> bool:
    try:
        return Decimal(one) == Decimal(other)
    except InvalidOperation:
        return one == other


def _decimal(value: str, digits: int) -> str:
    """A ball's midpoint, or a fraction, with that many digits."""
    top, _, bottom = value.strip("[]").partition("+/-")[0].strip().partition("/")
    try:
        return f"{Decimal(top or 0) / Decimal(bottom or 1):.{digits}g}"
    except InvalidOperation:  # an infinite value
        return value


def number_latex(value: str) -> str:
    r"""A value as LaTeX.

    >>> number_latex("-3.1732e+13"), number_latex("1/3")
    ('-3.1732 \\cdot 10^{13}', '1/3')
    """
    mantissa, e, exponent = value.partition("e")
    if e and exponent.lstrip("+-").isdigit():
        return rf"{mantissa} \cdot 10^{{{int(exponent)}}}"
    return rf"\text{{{value}}}" if set(value) - set("0123456789/-.") else value
