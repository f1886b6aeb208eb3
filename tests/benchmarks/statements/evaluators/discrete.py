"""Labels, maxima: for each statement both sides and the twin's right side, at random numbers."""

import numpy as np

from tests.benchmarks.statements.evaluators.functions import distribution, one_hot, softmax


def binary_label_square(r):
    y, p = r.integers(2), r.uniform(0.1, 0.9)
    return (y - p) ** 2, y * (1 - 2 * p) + p**2, y * (1 + 2 * p) + p**2


def bernoulli_mass(r):
    y, p = r.integers(2), r.uniform(0.1, 0.9)
    return p**y * (1 - p) ** (1 - y), y * p + (1 - y) * (1 - p), (1 - y) * p + y * (1 - p)


def one_hot_selects(r):
    c, z = r.integers(4), r.normal(size=4)
    return sum((k == c) * z[k] for k in range(4)), z[c], 4 * z[c]


def one_hot_cross_entropy(r):
    y, p = one_hot(r, 4), distribution(r, 4)
    c = y.argmax()
    return -y @ np.log(p), -np.log(p[c]), np.log(p[c])


def one_hot_brier_score(r):
    y, p = one_hot(r, 4), distribution(r, 4)
    right = p @ p - 2 * p[y.argmax()] + 1
    return np.sum((p - y) ** 2), right, right - 1


def one_hot_outer_product(r):
    y = one_hot(r, 3)
    return np.outer(y, y), np.diag(y), np.eye(3)


def maximum_of_two(r):
    a, b = r.normal(size=2)
    return max(a, b), (a + b + abs(a - b)) / 2, (a + b - abs(a - b)) / 2


def shifted_maximum(r):
    x, c = r.normal(size=4), r.normal()
    return np.max(x + c), np.max(x) + c, np.max(x) - c


def argmax_of_softmax(r):
    z = r.normal(size=4)
    return np.argmax(softmax(z)), np.argmax(z), np.argmin(z)


def relu_with_indicator(r):
    x = r.normal()
    return max(0, x), x * (x > 0), x > 0
