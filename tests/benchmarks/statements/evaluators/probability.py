"""Probability: for each statement both sides and the twin's right side, at random numbers.

Random variables have a few values each, or are sums of such: their expectations are sums.
"""

import numpy as np
from numpy.linalg import det, inv

from tests.benchmarks.statements.evaluators.functions import (
    distribution,
    gradient,
    positive_definite,
    sigmoid,
    softmax,
)


def gaussian_log_density(r):
    x, mu, s = r.normal(), r.normal(), r.uniform(0.5, 2)
    square = (x - mu) ** 2 / (2 * s**2)
    left = np.log(np.exp(-square) / np.sqrt(2 * np.pi * s**2))
    return left, -np.log(2 * np.pi * s**2) / 2 - square, -np.log(2 * np.pi * s**2) - square


def gaussian_score_of_the_mean(r):
    x, mu, s = r.normal(), r.normal(), r.uniform(0.5, 2)
    return gradient(lambda mu: -((x - mu) ** 2) / (2 * s**2), mu), (x - mu) / s**2, (x - mu) / s


def gaussian_score_of_the_deviation(r):
    x, mu, s = r.normal(), r.normal(), r.uniform(0.5, 2)
    square = (x - mu) ** 2
    slope = gradient(lambda s: -np.log(s) - square / (2 * s**2), s)
    return slope, -1 / s + square / s**3, -1 / s + square / (2 * s**3)


def gaussian_likelihood_by_mean(r):
    x, mu, s = r.normal(size=4), r.normal(), r.uniform(0.5, 2)
    right = np.sum(x - mu) / s**2
    return gradient(lambda mu: -np.sum((x - mu) ** 2) / (2 * s**2) - 2 * np.log(s**2), mu), right, -right


def gaussian_likelihood_by_variance(r):
    x, mu, v = r.normal(size=4), r.normal(), r.uniform(0.5, 2)
    total = np.sum((x - mu) ** 2)
    slope = gradient(lambda v: -4 / 2 * np.log(2 * np.pi * v) - total / (2 * v), v)
    return slope, -4 / (2 * v) + total / (2 * v**2), -4 / (2 * v) - total / (2 * v**2)


def multivariate_gaussian_by_mean(r):
    x, mu, precision = r.normal(size=(4, 3)), r.normal(size=3), positive_definite(r, 3)
    right = precision @ np.sum(x - mu, axis=0)
    return gradient(lambda mu: -sum((y - mu) @ precision @ (y - mu) for y in x) / 2, mu), right, right / 2


def multivariate_gaussian_by_point(r):
    x, mu, S = r.normal(size=3), r.normal(size=3), positive_definite(r, 3)
    return gradient(lambda x: -(x - mu) @ inv(S) @ (x - mu) / 2, x), -inv(S) @ (x - mu), -S @ (x - mu)


def multivariate_gaussian_by_precision(r):
    d, L = r.normal(size=3), positive_definite(r, 3) + r.uniform(0, 0.2, size=(3, 3))
    slope = gradient(lambda L: np.log(det(L)) / 2 - d @ L @ d / 2, L)
    return slope, inv(L).T / 2 - np.outer(d, d) / 2, L / 2 - np.outer(d, d) / 2


def bernoulli_divergence_derivative(r):
    p, q = r.uniform(0.2, 0.8, size=2)
    right = (q - p) / (q * (1 - q))
    slope = gradient(lambda q: p * np.log(p / q) + (1 - p) * np.log((1 - p) / (1 - q)), q)
    return slope, right, -right


def divergence(mu, s):
    return np.sum(mu**2 + s**2 - np.log(s**2) - 1) / 2


def gaussian_divergence_by_mean(r):
    mu, s = r.normal(size=3), r.uniform(0.5, 2, size=3)
    return gradient(lambda mu: divergence(mu, s), mu), mu, 2 * mu


def gaussian_divergence_by_deviation(r):
    mu, s = r.normal(size=3), r.uniform(0.5, 2, size=3)
    return gradient(lambda s: divergence(mu, s), s), s - 1 / s, s - 1 / s**2


def gaussian_expected_square(r):
    (m, n), (s, t) = r.normal(size=2), r.uniform(0.5, 2, size=2)
    nodes, weights = np.polynomial.hermite_e.hermegauss(5)
    mean = weights @ ((m + s * nodes - n) ** 2 / (2 * t**2)) / weights.sum()
    return mean, (s**2 + (m - n) ** 2) / (2 * t**2), (m - n) ** 2 / (2 * t**2)


def divergence_as_cross_entropy(r):
    p, q = distribution(r, 3), distribution(r, 3)
    cross, negative_entropy = -p @ np.log(q), p @ np.log(p)
    return p @ np.log(p / q), cross + negative_entropy, cross - negative_entropy


def entropy_partial(r):
    p = distribution(r, 3)
    return gradient(lambda p: -p @ np.log(p), p), -np.log(p) - 1, -np.log(p)


def binary_entropy_derivative(r):
    p = r.uniform(0.1, 0.9)
    slope = gradient(lambda p: -p * np.log(p) - (1 - p) * np.log(1 - p), p)
    return slope, np.log((1 - p) / p), np.log(p / (1 - p))


def uniform_entropy(r):
    n = r.integers(2, 9)
    return -sum(1 / n * np.log(1 / n) for _ in range(n)), np.log(n), n * np.log(n)


def two_variables(r):
    """The expectation over five outcomes, and the values there of two variables."""
    p, (X, Y) = distribution(r, 5), 1 + r.normal(size=(2, 5))
    return (lambda values: p @ values), X, Y


def covariance(E, X, Y):
    return E((X - E(X)) * (Y - E(Y)))


def variance_by_moments(r):
    E, X, _ = two_variables(r)
    return covariance(E, X, X), E(X**2) - E(X) ** 2, E(X**2) - E(X)


def variance_of_affine_function(r):
    (E, X, _), (a, b) = two_variables(r), r.normal(size=2)
    right = a**2 * covariance(E, X, X)
    return covariance(E, a * X + b, a * X + b), right, right + b


def covariance_by_moments(r):
    E, X, Y = two_variables(r)
    return covariance(E, X, Y), E(X * Y) - E(X) * E(Y), E(X * Y)


def variance_of_sum(r):
    E, X, Y = two_variables(r)
    parts, both = covariance(E, X, X) + covariance(E, Y, Y), covariance(E, X, Y)
    return covariance(E, X + Y, X + Y), parts + 2 * both, parts + both


def weighted_variance(r):
    p, x = distribution(r, 4), r.normal(size=4)
    m = p @ x
    return p @ (x - m) ** 2, p @ x**2 - m**2, p @ x**2 - m


def random_vector(r):
    """Probabilities, and a vector in each row."""
    return distribution(r, 5), r.normal(size=(5, 3))


def covariance_matrix(p, x):
    centred = x - p @ x
    return centred.T @ np.diag(p) @ centred


def covariance_of_linear_map(r):
    (p, x), A = random_vector(r), r.normal(size=(3, 3))
    inner = covariance_matrix(p, x)
    return covariance_matrix(p, x @ A.T), A @ inner @ A.T, A.T @ inner @ A


def expected_quadratic_form(r):
    (p, x), A = random_vector(r), r.normal(size=(3, 3))
    mean, spread = p @ x, np.trace(A @ covariance_matrix(p, x))
    return sum(w * (v @ A @ v) for w, v in zip(p, x, strict=True)), spread + mean @ A @ mean, spread


def bayes_as_sigmoid(r):
    p, q = r.uniform(0.1, 2, size=2)
    a = np.log(p / q)
    return p / (p + q), sigmoid(a), sigmoid(-a)


def log_derivative_trick(r):
    t = r.normal()

    def p(t):
        return np.exp(-(t**2)) + 0.2

    slope = gradient(lambda t: np.log(p(t)), t)
    return gradient(p, t), p(t) * slope, slope


def score_function_estimator(r):
    theta, rewards = r.normal(size=(2, 3))
    slopes = gradient(lambda t: np.log(softmax(t)), theta)
    return gradient(lambda t: softmax(t) @ rewards, theta), (softmax(theta) * rewards) @ slopes, rewards @ slopes


def bernoulli_likelihood(r):
    p, k, n = r.uniform(0.1, 0.9), 3, 7
    slope = gradient(lambda p: k * np.log(p) + (n - k) * np.log(1 - p), p)
    return slope, (k - n * p) / (p * (1 - p)), k / p + (n - k) / (1 - p)


def bernoulli_variance(r):
    p = r.uniform(0.1, 0.9)
    return p * (1 - p) ** 2 + (1 - p) * p**2, p * (1 - p), p**2 * (1 - p) ** 2
