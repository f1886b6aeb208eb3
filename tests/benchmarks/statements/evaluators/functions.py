"""What the evaluators share: numerical derivatives and a few functions, in NumPy alone."""

import numpy as np

STEP = 2e-3


def gradient(f, x):
    """The derivative of ``f`` at ``x`` by each component of ``x``, from central differences of fourth order.

    Its shape is that of ``f(x)`` followed by that of ``x``.
    """
    x = np.asarray(x, dtype=float)
    columns = []
    for place in np.ndindex(x.shape):
        h = np.zeros(x.shape)
        h[place] = STEP
        columns.append((8 * (f(x + h) - f(x - h)) - (f(x + 2 * h) - f(x - 2 * h))) / (12 * STEP))
    return np.stack(columns, axis=-1).reshape(np.shape(f(x)) + x.shape)


def hessian(f, x):
    """The derivative of the gradient."""
    return gradient(lambda y: gradient(f, y), x)


def sigmoid(z):
    return 1 / (1 + np.exp(-z))


def softplus(z):
    return np.log(1 + np.exp(z))


def softmax(z):
    """The softmax of a vector, or of each row of a matrix."""
    return np.exp(z) / np.exp(z).sum(axis=-1, keepdims=True)


def log_sum_exp(z):
    return np.log(np.exp(z).sum())


def cross_entropy(y, a):
    return -np.sum(y * np.log(a) + (1 - y) * np.log(1 - a))


def distribution(r, n):
    """Positive numbers that sum to 1."""
    return softmax(r.normal(size=n))


def one_hot(r, n):
    return np.eye(n)[r.integers(n)]


def symmetric(r, n):
    a = r.normal(size=(n, n))
    return a + a.T


def positive_definite(r, n):
    a = r.normal(size=(n, n))
    return a @ a.T + np.eye(n)
