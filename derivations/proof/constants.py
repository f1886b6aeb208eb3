"""The sign of a number that no quantity enters, such as 1/(1 + e^-2) - 0.88: evaluated in balls."""

from __future__ import annotations

from flint import arb, ctx, fmpq

from derivations.proof.atoms import PI, Atom, Exponential, Logarithm, Opaque
from derivations.proof.ratio import Ratio
from derivations.proof.ring import Ring

PRECISION = 200
"""Bits of the balls' midpoints."""


def sign_of_number(ring: Ring, value: Ratio) -> int | None:
    """1 or -1 where the ball of a number without quantities lies on one side of 0; ``None`` where it does not tell."""
    before = ctx.prec
    ctx.prec = PRECISION
    try:
        ball = _ball(ring, value)
    finally:
        ctx.prec = before
    if ball is None:
        return None
    return 1 if ball > 0 else -1 if ball < 0 else None


def _ball(ring: Ring, value: Ratio) -> arb | None:
    balls: dict[int, arb] = {}
    for place in value.places():
        ball = _of_atom(ring, ring.atoms[place])
        if ball is None:
            return None
        balls[place] = ball
    parts = []
    for polynomial in (value.num, value.den):
        total = arb(0)
        for exponents, coefficient in polynomial.terms():
            term = arb(fmpq(coefficient))
            for place, exponent in enumerate(exponents):
                if exponent:
                    term *= balls[place] ** int(exponent)
            total += term
        parts.append(total)
    return None if parts[1].contains(0) else parts[0] / parts[1]


def _of_atom(ring: Ring, atom: Atom) -> arb | None:
    match atom:
        case Exponential(exponent):
            ball = _ball(ring, exponent)
            return None if ball is None else ball.exp()
        case Logarithm(argument):
            ball = _ball(ring, argument)
            return ball.log() if ball is not None and ball > 0 else None
        case Opaque(name) if name == PI:
            return arb.pi()
    return None
