"""Pictures of digits to learn from: scikit-learn's handwritten ones, or drawn ones where it is not installed."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from numeric.arrays import Array

DRAWN = """\
.###.  ..#..  .###.  ####.  ...#.  #####  .###.  #####  .###.  .###.
#...#  .##..  #...#  ....#  ..##.  #....  #....  ....#  #...#  #...#
#..##  ..#..  ....#  ....#  .#.#.  ####.  #....  ...#.  #...#  #...#
#.#.#  ..#..  ...#.  .###.  #..#.  ....#  ####.  ..#..  .###.  .####
##..#  ..#..  ..#..  ....#  #####  ....#  #...#  ..#..  #...#  ....#
#...#  ..#..  .#...  ....#  ...#.  #...#  #...#  .#...  #...#  ....#
.###.  .###.  #####  ####.  ...#.  .###.  .###.  .#...  .###.  .###.
"""
SIDE = 8
HELD_OUT = 0.2


class NotInstalled(ImportError):
    """A package that is optional and missing; the text says what to install."""


@dataclass(frozen=True)
class Digits:
    """Pictures of 8 by 8 points from 0 to 1, a picture a row, with one-hot desired outputs.

    ``training`` and ``held_out`` are pairs of inputs (examples, 64) and desired outputs (examples, 10).

    >>> drawn().name
    'drawn digits'
    """

    name: str
    training: tuple[Array, Array]
    held_out: tuple[Array, Array]


def handwritten(seed: int = 0) -> Digits:
    """The 1,797 handwritten digits of scikit-learn, a fifth of them held out; the seed shuffles them.

    Raises :class:`NotInstalled` without scikit-learn.

    >>> handwritten().training[0].shape, handwritten().held_out[1].shape
    ((1438, 64), (359, 10))
    """
    try:
        from sklearn.datasets import load_digits
    except ImportError:
        raise NotInstalled("handwritten digits need scikit-learn: pip install scikit-learn") from None
    found = load_digits()
    return _split("handwritten digits", found.data / 16, found.target, np.random.default_rng(seed))


def drawn(seed: int = 0, examples: int = 1500) -> Digits:
    """Drawn digits, moved by up to a point and blurred with noise, a fifth of them held out.

    >>> digits = drawn()
    >>> digits.training[0].shape, digits.held_out[1].shape
    ((1200, 64), (300, 10))
    """
    rng = np.random.default_rng(seed)
    rows = [row.split("  ") for row in DRAWN.splitlines()]
    shapes = np.array([[[sign == "#" for sign in row[digit]] for row in rows] for digit in range(10)], dtype=np.float64)
    labels = rng.integers(0, 10, examples)
    pictures = np.zeros((examples, SIDE, SIDE))
    for picture, label in zip(pictures, labels, strict=True):
        down, right = rng.integers(0, 2), rng.integers(0, 4)
        picture[down : down + 7, right : right + 5] = shapes[label]
    pictures = np.clip(pictures * rng.uniform(0.5, 1, (examples, 1, 1)) + rng.normal(0, 0.15, pictures.shape), 0, 1)
    return _split("drawn digits", pictures.reshape(examples, -1), labels, rng)


def _split(name: str, pictures: Array, labels: Array, rng: np.random.Generator) -> Digits:
    order = rng.permutation(len(pictures))
    x, y = pictures[order], np.eye(10)[labels[order]]
    kept = round(len(x) * (1 - HELD_OUT))
    return Digits(name, (x[:kept], y[:kept]), (x[kept:], y[kept:]))
