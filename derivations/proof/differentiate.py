"""Derivatives of normal forms.

``d z_k / d z_j`` is a Kronecker delta, sums are differentiated term by term, an undetermined function gives its
derivative at the same place, and a quantity that depends on the variable in a way that is not unfolded gives the
undetermined partial derivative of one by the other.
"""

from __future__ import annotations

from derivations.proof import sums
from derivations.proof.atoms import (
    PI,
    Applied,
    Atom,
    Equal,
    Exponential,
    Logarithm,
    Opaque,
    Slope,
    Total,
    Variable,
)
from derivations.proof.ratio import Ratio
from derivations.proof.ring import Ring, Unsupported


def derivative(ring: Ring, value: Ratio, by: Variable) -> Ratio:
    """The partial derivative of ``value``, made while ``by`` was varying, by the quantity ``by``."""
    value = value.reduced()
    top, bottom = ring.zero, ring.zero
    for place in value.places():
        slope = _of_atom(ring, ring.atoms[place], by)
        if slope.is_zero():
            continue
        top = top + ring.polynomial(value.num.derivative(place)) * slope
        bottom = bottom + ring.polynomial(value.den.derivative(place)) * slope
    den = ring.polynomial(value.den)
    if bottom.is_zero():
        return top / den
    return (top * den - ring.polynomial(value.num) * bottom) / (den * den)


def slope(ring: Ring, of: Variable, by: Variable) -> Ratio:
    """The partial derivative of one quantity by another, from what is known of the first."""
    by = ring.knowledge.same_as(by)
    with ring.varying(by) as anew:
        return anew(derivative(ring, ring.of(of), by))


def _of_atom(ring: Ring, atom: Atom, by: Variable) -> Ratio:
    match atom:
        case Variable():
            return _of_variable(ring, atom, by)
        case Exponential():
            return ring.of(atom) * derivative(ring, atom.exponent, by)
        case Logarithm():
            return derivative(ring, atom.argument, by) / atom.argument
        case Applied():
            return _of_applied(ring, atom, by)
        case Total():
            body, named = sums.opened(ring, atom)
            result = derivative(ring, body, by)
            for index in reversed(named):
                result = sums.total(ring, index, result)
            return result
        case Equal():
            return ring.zero
        case Slope():
            if ring.knowledge.reaches(atom.of, by) is False:
                return ring.zero
            raise Unsupported("the second derivative of a quantity whose dependence is not unfolded")
        case Opaque(name) if name == PI:
            return ring.zero
        case Opaque():
            raise Unsupported("a helper quantity is differentiated")


def _of_applied(ring: Ring, atom: Applied, by: Variable) -> Ratio:
    if ring.knowledge.hides(atom.function, by):
        raise Unsupported(f"{atom.function} is defined by means of {by.family}: name its definition")
    result = ring.zero
    for i, argument in enumerate(atom.arguments):
        slope = derivative(ring, argument, by)
        if not slope.is_zero():
            orders = tuple(order + (place == i) for place, order in enumerate(atom.orders))
            result = result + ring.of(Applied(atom.function, orders, atom.arguments)) * slope
    return result


def _of_variable(ring: Ring, atom: Variable, by: Variable) -> Ratio:
    if atom == by:
        return ring.one
    if atom.family == by.family:
        direct = ring.one
        for one, other in zip(atom.indices, by.indices, strict=True):
            direct = direct * sums.equal(ring, one, other)
    else:
        direct = ring.zero
    if ring.knowledge.reaches(atom, by) is False:
        return direct
    if not direct.is_zero():
        raise Unsupported("two quantities of one family may be the same, or one may depend on the other")
    return ring.of(Slope(atom, by))
