"""Regression: for each statement both sides and the twin's right side, at random numbers.

Where the twin fits square matrices only, the examples are as many as the weights.
"""

import numpy as np

from tests.benchmarks.statements.evaluators.functions import (
    cross_entropy,
    gradient,
    hessian,
    one_hot,
    sigmoid,
    softmax,
    symmetric,
)


def problem(r, examples=4):
    """Inputs in rows, targets and three weights."""
    return r.normal(size=(examples, 3)), r.normal(size=examples), r.normal(size=3)


def square(x):
    return np.sum(x**2)


def least_squares_gradient(r):
    X, y, w = problem(r)
    g = X.T @ (X @ w - y)
    return gradient(lambda w: square(X @ w - y), w), 2 * g, g


def mean_least_squares_gradient(r):
    X, y, w = problem(r)
    g = X.T @ (X @ w - y) / 4
    return gradient(lambda w: square(X @ w - y) / 8, w), g, -g


def least_squares_hessian(r):
    A, b, x = problem(r, 3)
    return hessian(lambda x: square(A @ x - b), x), 2 * A.T @ A, 2 * A @ A.T


def least_squares_partial(r):
    x, t, w = problem(r)
    wrong = [sum((w[k] * x[n, k] - t[n]) * x[n, k] for n in range(4)) for k in range(3)]
    return gradient(lambda w: square(x @ w - t) / 2, w), (x @ w - t) @ x, wrong


def normal_equations(r):
    X, y, _ = problem(r, 3)
    return X.T @ X @ np.linalg.solve(X.T @ X, X.T @ y), X.T @ y, y


def hat_matrix(r):
    X = r.normal(size=(4, 3))
    return X @ np.linalg.inv(X.T @ X) @ X.T


def hat_matrix_idempotent(r):
    H = hat_matrix(r)
    return H @ H, H, np.eye(4)


def hat_matrix_trace(r):
    return np.trace(hat_matrix(r)), 3, 4


def ridge_gradient(r):
    X, y, w = problem(r)
    c, g = r.uniform(1, 2), 2 * X.T @ (X @ w - y)
    return gradient(lambda w: square(X @ w - y) + c * square(w), w), g + 2 * c * w, g + c * w


def ridge_stationary_point(r):
    X, y, _ = problem(r)
    c = r.uniform(1, 2)
    w = np.linalg.inv(X.T @ X + c * np.eye(3)) @ X.T @ y
    return X.T @ (y - X @ w), c * w, -c * w


def ridge_hessian(r):
    X, y, w = problem(r)
    c, I = r.uniform(1, 2), np.eye(3)
    second = hessian(lambda w: square(X @ w - y) + c * square(w), w)
    return second, 2 * (X.T @ X + c * I), 2 * X.T @ X + c * I


def ridge_dual(r):
    X, c, I = r.normal(size=(3, 3)), r.uniform(1, 2), np.eye(3)
    inverse = np.linalg.inv(X.T @ X + c * I)
    return inverse @ X.T, X.T @ np.linalg.inv(X @ X.T + c * I), X.T @ inverse


def ridge_partial(r):
    x, t, w = problem(r)
    c, g = r.uniform(1, 2), (x @ w - t) @ x
    return gradient(lambda w: square(x @ w - t) / 2 + c / 2 * square(w), w), g + c * w, g + c * w.sum()


def regression_through_the_origin(r):
    x, y, w = r.normal(size=4), r.normal(size=4), r.normal()
    slope = -2 * np.sum(x * (y - w * x))
    return gradient(lambda w: square(y - w * x), w), slope, -slope


def weighted_least_squares(r):
    X, y, w = problem(r, 3)
    R, e = symmetric(r, 3), X @ w - y
    return gradient(lambda w: (X @ w - y) @ R @ (X @ w - y), w), 2 * X.T @ R @ e, 2 * R @ X.T @ e


def logistic_regression_gradient(r):
    X, _, w = problem(r)
    y = r.uniform(size=4)
    error = sigmoid(X @ w) - y
    return gradient(lambda w: cross_entropy(y, sigmoid(X @ w)), w), X.T @ error, -X.T @ error


def logistic_regression_hessian(r):
    X, _, w = problem(r)
    y, p = r.uniform(size=4), sigmoid(X @ w)
    second = hessian(lambda w: cross_entropy(y, sigmoid(X @ w)), w)
    return second, X.T @ np.diag(p * (1 - p)) @ X, X.T @ np.diag(p) @ X


def logistic_regression_partial(r):
    phi, _, w = problem(r)
    t, y = r.uniform(size=4), sigmoid(phi @ w)
    slope = gradient(lambda w: cross_entropy(t, sigmoid(phi @ w)), w)
    return slope, (y - t) @ phi, ((y - t) * y * (1 - y)) @ phi


def softmax_regression_partial(r):
    w, x, t = r.normal(size=(3, 2)), r.normal(size=(4, 2)), softmax(r.normal(size=(4, 3)))
    p = softmax(x @ w.T)
    return gradient(lambda w: -np.sum(t * np.log(softmax(x @ w.T))), w), (p - t).T @ x, p.T @ x


def softmax_regression_gradient(r):
    X, W, Y = r.normal(size=(3, 3)), r.normal(size=(3, 2)), np.stack([one_hot(r, 2) for _ in range(3)])
    P = softmax(X @ W)
    return gradient(lambda W: -np.sum(Y * np.log(softmax(X @ W))), W), X.T @ (P - Y), X @ (P - Y)


def multiple_outputs_gradient(r):
    X, W, Y = r.normal(size=(3, 3, 3))
    return gradient(lambda W: square(X @ W - Y), W), 2 * X.T @ (X @ W - Y), 2 * (X @ W - Y) @ X.T
