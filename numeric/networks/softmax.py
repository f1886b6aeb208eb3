r"""Softmax with its sums, for arrays (neurons, examples): :math:`e^{z_j} / \sum_k e^{z_k}` without overflow or loss.

What a neuron lacks to 1 is the sum of the *other* exponentials over the whole one.  These sums are added up, never
subtracted from the whole, so they keep their relative precision where one neuron has nearly all.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import DTypeLike

from numeric.arrays import Array
from numeric.networks.activations import MODERATE, Empty, Scratch

BOUND = {dtype: 0.45 * far for dtype, far in MODERATE.items()}
"""How far from 0 ratios and sums of exponentials do not overflow either."""

ONE_BY_ONE = 16
"""Up to how many neurons a sum is taken one by one; more are added in pairs first, or roundings would add up."""


class OutputScratch(Scratch):
    r"""Room for an output layer: two more numbers for each example.

    ``all_others`` is the matrix of :math:`1 - \delta_{jk}`; where neurons are many, ``halves`` is for half as many.
    """

    __slots__ = ("all_others", "halves", "peak", "total")

    def __init__(self, shape: tuple[int, int], dtype: DTypeLike, empty: Empty = np.empty) -> None:
        super().__init__(shape, dtype, empty)
        neurons, examples = shape
        self.peak, self.total = np.empty((2, 1, examples), dtype)
        many = neurons > ONE_BY_ONE
        self.halves = OutputScratch(((neurons + 1) // 2, examples), dtype, empty) if many else None
        self.all_others: Array = 1 - np.eye(0 if many else neurons, dtype=dtype)


def exponentials(z: Array, out: Array, scratch: OutputScratch) -> bool:
    r"""``e^(z_j)`` into ``out``, each example's times a factor of its own.

    Whether the factor is :math:`e^{-\max z}`, which is needed where exponentials overflow; it is 1 otherwise.
    """
    bound = BOUND[z.dtype]
    if np.maximum.reduce(z, axis=None) <= bound and np.minimum.reduce(z, axis=None) >= -bound:
        np.exp(z, out=out)
        return False
    rest, work, mask = scratch.real, scratch.other, scratch.mask
    np.maximum.reduce(z, axis=0, keepdims=True, out=scratch.peak)
    np.copyto(rest, scratch.peak)  # written out first: where shapes differ, NumPy allocates
    # what rounding takes from the difference is put back, or a gap of 700 would cost three digits
    np.subtract(z, rest, out=out)
    np.subtract(out, z, out=work)
    np.add(rest, work, out=rest)
    np.subtract(out, work, out=work)
    np.subtract(z, work, out=work)
    np.subtract(work, rest, out=rest)  # z - max z is out + rest, exactly
    np.isfinite(rest, out=mask)
    np.logical_not(mask, out=mask)
    np.copyto(rest, 0, where=mask)
    np.exp(out, out=out)
    np.multiply(rest, out, out=rest)
    np.add(out, rest, out=out)
    return True


def sums_of_others(x: Array, out: Array, scratch: OutputScratch) -> None:
    """For each neuron the sum over the other ones into ``out``, however small these are.

    >>> x = np.array([[1e20], [1.0], [2.0]])
    >>> others = np.empty_like(x)
    >>> sums_of_others(x, others, OutputScratch(x.shape, x.dtype))
    >>> others[0]
    array([3.])
    """
    neurons, halves = len(x), scratch.halves
    if halves is None:
        np.matmul(scratch.all_others, x, out=out)
    else:
        # neuron j and neuron j + half are a pair: the sum over the other pairs, and the other one of the pair
        half = len(halves.real)
        pairs, others, odd = scratch.real[:half], scratch.other[:half], neurons - half
        np.copyto(pairs, x[:half])
        np.add(pairs[:odd], x[half:], out=pairs[:odd])
        sums_of_others(pairs, others, halves)
        np.copyto(out[:half], others)
        np.add(out[:odd], x[half:], out=out[:odd])
        np.add(others[:odd], x[:odd], out=out[half:])


def sum_of_all(x: Array, scratch: OutputScratch) -> Array:
    """The sum over the neurons, a row in ``scratch.total``, of positive numbers: right to the last digit.

    What each has above the last place of (neurons + 1) times the largest adds up exactly, and the rest is small.
    """
    part, high, total = scratch.real, scratch.other, scratch.total
    np.maximum.reduce(x, axis=0, keepdims=True, out=total)
    np.multiply(total, len(x) + 1, out=total)
    np.copyto(part, total)
    np.add(x, part, out=high)
    np.subtract(high, part, out=high)
    np.add.reduce(high, axis=0, keepdims=True, out=total)
    np.subtract(x, high, out=high)
    np.copyto(part, total)
    np.add.reduce(high, axis=0, keepdims=True, out=total)
    np.add(total, part[:1], out=total)
    return total


def softmax(z: Array, a: Array, rest: Array, scratch: OutputScratch) -> None:
    """Softmax of the weighted inputs ``z`` into ``a``, and what it lacks to 1 into ``rest``."""
    exponentials(z, a, scratch)
    sums_of_others(a, rest, scratch)
    np.copyto(scratch.real, sum_of_all(a, scratch))
    np.divide(a, scratch.real, out=a)
    np.divide(rest, scratch.real, out=rest)
