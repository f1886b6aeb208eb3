"""Faults of a gradient: those of each case, and small ones for all."""

import numpy as np

from numeric.gradients.functions.structure import slopes_like, structure_of

SMALL, SMALL_IN_SINGLE = 1.001e-5, 1.001e-3
"""How large a planted fault is at least, relative to a slope: what the check promises to see, in float64 and float32."""


def scaled(gradient, change):
    """A gradient whose slopes, leaf by leaf, are changed."""

    def wrong(p):
        structure = structure_of(gradient(p))
        return structure.copied([change(leaf.numbers) for leaf in structure.leaves])

    return wrong


def one_slope(size, rng):
    """Changes one slope of each leaf that is not 0."""
    place = rng.integers(10**6)

    def change(slopes):
        slopes, found = slopes.copy(), np.flatnonzero(slopes)
        if found.size:
            slopes.flat[found[place % found.size]] *= 1 + size
        return slopes

    return change


def faulty(case, gradient, parameters, rng):
    """The names and gradients of all faults that change a slope enough to be seen."""
    size = SMALL_IN_SINGLE if case.single else SMALL
    found = {fault: lambda p, fault=fault: gradient(p, fault) for fault in case.faults}
    found["all slopes a bit"] = scaled(gradient, lambda slopes: slopes * (1 + size))
    found["one slope a bit"] = scaled(gradient, one_slope(size, rng))
    right = slopes_like(parameters, gradient(parameters))
    for name, wrong in found.items():
        pairs = zip(right, slopes_like(parameters, wrong(parameters)), strict=True)
        if any((np.abs(b - a) >= 0.999 * size * np.maximum(np.abs(a), 1e-300)).any() for a, b in pairs):
            yield name, wrong
