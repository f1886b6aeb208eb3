"""Optimisation and convexity: for each statement both sides and the twin's right side, at random numbers."""

import numpy as np
from numpy.linalg import inv, norm

from tests.benchmarks.statements.evaluators.functions import (
    distribution,
    gradient,
    hessian,
    positive_definite,
    sigmoid,
    softplus,
    symmetric,
)


def momentum_two_steps(r):
    beta, (g1, g2), v = r.uniform(0.1, 0.9), r.normal(size=2), 0
    for g in (g1, g2):
        v = beta * v + g
    return v, beta * g1 + g2, g1 + beta * g2


def moving_average(r):
    beta, g, m = r.uniform(0.1, 0.9), r.normal(size=4), 0
    for step in g:
        m = beta * m + (1 - beta) * step
    i = np.arange(1, 5)
    return m, (1 - beta) * beta ** (4 - i) @ g, (1 - beta) * beta**i @ g


def adam_bias_correction(r):
    beta, t = r.uniform(0.1, 0.9), 4
    return (1 - beta) * sum(beta ** (t - i) for i in range(1, t + 1)), 1 - beta**t, 1 - beta ** (t + 1)


def gradient_descent_error(r):
    A, (s, x), eta, I = r.normal(size=(3, 3)), r.normal(size=(2, 3)), r.uniform(0.1, 1), np.eye(3)
    return x - eta * (A @ x - A @ s) - s, (I - eta * A) @ (x - s), (I + eta * A) @ (x - s)


def newton_step(r):
    A, (b, x) = positive_definite(r, 3), r.normal(size=(2, 3))
    slope = gradient(lambda x: x @ A @ x / 2 - b @ x, x)
    return x - inv(A) @ slope, inv(A) @ b, x - inv(A) @ b


def exact_line_search(r):
    A, (b, x), eta = symmetric(r, 3), r.normal(size=(2, 3)), r.normal()
    g = A @ x - b

    def along(eta):
        y = x - eta * g
        return y @ A @ y / 2 - b @ y

    return gradient(along, eta), eta * g @ A @ g - g @ g, eta * g @ A @ g + g @ g


def quadratic_taylor(r):
    A, (x, h) = symmetric(r, 3), r.normal(size=(2, 3))
    start = x @ A @ x / 2 + h @ A @ x
    return (x + h) @ A @ (x + h) / 2, start + h @ A @ h / 2, start + h @ A @ h


def weight_decay(r):
    w, eta, decay = r.normal(), r.uniform(0.1, 0.5), r.uniform(0.5, 2)
    slope = gradient(lambda w: np.sin(w) + decay / 2 * w**2, w)
    return w - eta * slope, (1 - eta * decay) * w - eta * np.cos(w), (1 - decay) * w - eta * np.cos(w)


def gradient_step_change(r):
    g, eta = r.normal(size=3), r.uniform(0.1, 1)
    return g @ (-eta * g), -eta * norm(g) ** 2, -eta * norm(g)


def central_difference(r):
    a, b, c, x, h = r.normal(size=5)

    def f(x):
        return a * x**2 + b * x + c

    return (f(x + h) - f(x - h)) / (2 * h), 2 * a * x + b, 2 * a * x + b + a * h


def exponential_above_tangent(r):
    x = r.normal()
    return np.exp(x), 1 + x, 1 + x


def logarithm_below_tangent(r):
    x = r.uniform(0.1, 3)
    return np.log(x), x - 1, x - 1


def square_is_convex(r):
    t, (a, b) = r.uniform(), r.normal(size=2)
    mean = t * a**2 + (1 - t) * b**2
    return (t * a + (1 - t) * b) ** 2, mean, mean


def cauchy_schwarz(r):
    x, y = r.normal(size=(2, 3))
    bound = norm(x) ** 2 * norm(y) ** 2
    return (x @ y) ** 2, bound, bound


def convex_function_above_tangent(r):
    A, (x, y) = positive_definite(r, 3), r.normal(size=(2, 3))

    def f(x):
        return x @ A @ x + softplus(x).sum()

    tangent = f(x) + gradient(f, x) @ (y - x)
    return f(y), tangent, tangent


def jensen_for_logarithm(r):
    x, p = r.uniform(0.1, 3, size=4), distribution(r, 4)
    return p @ np.log(x), np.log(p @ x), np.log(p @ x)


def logistic_loss_is_convex(r):
    return hessian(softplus, r.normal()), 0, 0


def difference_quotient_of_sigmoid(r):
    z, h = r.normal(), 1e-8
    s = sigmoid(z)
    return (sigmoid(z + h) - s) / h, s * (1 - s), s
