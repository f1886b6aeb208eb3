"""Softmax: for each statement both sides and the twin's right side, at random numbers."""

import numpy as np

from tests.benchmarks.statements.evaluators.functions import (
    distribution,
    gradient,
    hessian,
    log_sum_exp,
    one_hot,
    sigmoid,
    softmax,
)


def softmax_partial(r):
    z = r.normal(size=3)
    p = softmax(z)
    return gradient(softmax, z), p[:, None] * (np.eye(3) - p[None, :]), p[:, None] * (np.eye(3) - p[:, None])


def softmax_own_partial(r):
    z = r.normal(size=3)
    p = softmax(z)
    return np.diag(gradient(softmax, z)), p * (1 - p), p * (1 + p)


def softmax_other_partial(r):
    z = r.normal(size=3)
    p = softmax(z)
    return gradient(softmax, z)[0, 1], -p[0] * p[1], p[0] * p[1]


def softmax_jacobian(r):
    z = r.normal(size=3)
    p = softmax(z)
    return gradient(softmax, z), np.diag(p) - np.outer(p, p), np.diag(p) + np.outer(p, p)


def log_sum_exp_partial(r):
    z = r.normal(size=3)
    total = np.exp(z).sum()
    return gradient(log_sum_exp, z), np.exp(z) / total, np.full(3, 1 / total)


def log_sum_exp_gradient(r):
    z = r.normal(size=3)
    return gradient(log_sum_exp, z), softmax(z), np.log(softmax(z))


def log_sum_exp_hessian(r):
    z = r.normal(size=3)
    p = softmax(z)
    return hessian(log_sum_exp, z), np.diag(p) - np.outer(p, p), np.diag(p)


def softmax_shift(r):
    z, c = r.normal(size=3), r.uniform(0.5, 2)
    return softmax(z + c * np.ones(3)), softmax(z), np.exp(c) * softmax(z)


def softmax_shift_index(r):
    z, m = r.normal(size=3), r.uniform(0.5, 2)
    return np.exp(z - m) / np.exp(z - m).sum(), softmax(z), softmax(z) / np.exp(m)


def log_sum_exp_shift(r):
    z, m = r.normal(size=3), r.uniform(0.5, 2)
    return log_sum_exp(z), m + log_sum_exp(z - m), -m + log_sum_exp(z - m)


def softmax_partials_sum(r):
    return gradient(softmax, r.normal(size=3)).sum(axis=0), np.zeros(3), np.ones(3)


def log_softmax_partial(r):
    z = r.normal(size=3)
    p = softmax(z)
    return gradient(lambda z: np.log(softmax(z)), z), np.eye(3) - p[None, :], np.eye(3) - p[:, None]


def softmax_cross_entropy_partial(r):
    z, t = r.normal(size=3), distribution(r, 3)
    return gradient(lambda z: -t @ np.log(softmax(z)), z), softmax(z) - t, t - softmax(z)


def softmax_cross_entropy_gradient(r):
    z, y = r.normal(size=3), one_hot(r, 3)
    p = softmax(z)
    return gradient(lambda z: -y @ np.log(softmax(z)), z), p - y, (p - y) * p * (1 - p)


def softmax_of_two(r):
    a, b = r.normal(size=2)
    return np.exp(a) / (np.exp(a) + np.exp(b)), sigmoid(a - b), sigmoid(b - a)


def softmax_temperature_partial(r):
    z, T = r.normal(size=3), r.uniform(1.5, 3)
    q = softmax(z / T)
    jacobian = q[:, None] * (np.eye(3) - q[None, :])
    return gradient(lambda z: softmax(z / T), z), jacobian / T, jacobian


def softmax_high_temperature(r):
    return softmax(r.normal(size=3) / 1e9), np.full(3, 1 / 3), np.ones(3)


def softmax_hard_limit(r):
    b = r.normal()
    a = b + r.uniform(0.1, 1)
    return 1 / (1 + np.exp(1e3 * (b - a))), 1, 1 / 2


def log_sum_exp_lower_bound(r):
    z = r.normal(size=3)
    return z, np.full(3, log_sum_exp(z)), np.full(3, log_sum_exp(z))


def softmax_log_odds(r):
    z = r.normal(size=3)
    p = softmax(z)
    return np.log(p[0] / p[1]), z[0] - z[1], z[1] - z[0]
