"""Losses of linear models: each by its value and slope for one example, with a slope that is nearly right."""

from math import erf

import numpy as np

from tests.numeric.functions.case import Case


def sigmoid(z):
    return 1 / (1 + np.exp(-z))


def density(z):
    return np.exp(-z * z / 2) / np.sqrt(2 * np.pi)


def distribution(z):
    return np.vectorize(lambda t: (1 + erf(t / np.sqrt(2))) / 2)(z)


def real(rng, eta):
    return eta + rng.normal(size=eta.shape)


def sign(rng, eta):
    return np.where(rng.random(eta.shape) < sigmoid(eta), 1.0, -1.0)


def binary(rng, eta):
    return (rng.random(eta.shape) < sigmoid(eta)).astype(float)


def count(rng, eta):
    return rng.poisson(np.exp(np.clip(eta, -3, 3))).astype(float)


def positive(rng, eta):
    return rng.gamma(2.0, 1.0, eta.shape) + 0.1


LOSSES = {
    "least squares": (real, lambda z, y: (z - y) ** 2 / 2, lambda z, y: z - y, lambda z, y: 2 * (z - y)),
    "logistic": (binary, lambda z, y: np.logaddexp(0, z) - y * z, lambda z, y: sigmoid(z) - y, lambda z, y: y - sigmoid(z)),
    "logistic of signs": (
        sign, lambda z, y: np.logaddexp(0, -y * z), lambda z, y: -y * sigmoid(-y * z), lambda z, y: -sigmoid(-y * z),
    ),
    "exponential": (sign, lambda z, y: np.exp(-y * z), lambda z, y: -y * np.exp(-y * z), lambda z, y: -np.exp(-y * z)),
    "probit": (
        binary,
        lambda z, y: -np.log(distribution(np.where(y > 0, z, -z)) + 1e-300),
        lambda z, y: -(2 * y - 1) * density(z) / (distribution(np.where(y > 0, z, -z)) + 1e-300),
        lambda z, y: -(2 * y - 1) * density(z) / distribution(z),
    ),
    "complementary log-log": (
        binary,
        lambda z, y: np.where(y > 0, -np.log(-np.expm1(-np.exp(z))), np.exp(z)),
        lambda z, y: np.where(y > 0, -np.exp(z - np.exp(z)) / -np.expm1(-np.exp(z)), np.exp(z)),
        lambda z, y: np.where(y > 0, -np.exp(z) / -np.expm1(-np.exp(z)), np.exp(z)),
    ),
    "Poisson": (count, lambda z, y: np.exp(z) - y * z, lambda z, y: np.exp(z) - y, lambda z, y: np.exp(z)),
    "gamma": (positive, lambda z, y: z + y * np.exp(-z), lambda z, y: 1 - y * np.exp(-z), lambda z, y: 1 - y / (1 + np.exp(z))),
    "inverse Gaussian": (
        positive, lambda z, y: y * np.exp(-2 * z) / 2 - np.exp(-z), lambda z, y: np.exp(-z) - y * np.exp(-2 * z),
        lambda z, y: np.exp(-z) - y * np.exp(-2 * z) / 2,
    ),
    "Tweedie": (
        count, lambda z, y: np.exp(z / 2) / 0.5 + y * np.exp(-z / 2) / 0.5, lambda z, y: np.exp(z / 2) - y * np.exp(-z / 2),
        lambda z, y: np.exp(z / 2) - y * np.exp(z / 2),
    ),
    "negative binomial": (
        count, lambda z, y: (y + 3) * np.log(3 + np.exp(z)) - y * z, lambda z, y: (y + 3) * np.exp(z) / (3 + np.exp(z)) - y,
        lambda z, y: y * np.exp(z) / (3 + np.exp(z)) - y,
    ),
    "Cauchy": (real, lambda z, y: np.log1p((z - y) ** 2), lambda z, y: 2 * (z - y) / (1 + (z - y) ** 2), lambda z, y: (z - y) / (1 + (z - y) ** 2)),
    "Student": (
        real, lambda z, y: 2.5 * np.log1p((z - y) ** 2 / 4), lambda z, y: 5 * (z - y) / (4 + (z - y) ** 2),
        lambda z, y: 4 * (z - y) / (4 + (z - y) ** 2),
    ),
    "log-cosh": (
        real, lambda z, y: np.logaddexp(z - y, y - z) - np.log(2), lambda z, y: np.tanh(z - y), lambda z, y: 1 - np.tanh(z - y) ** 2,
    ),
    "Huber": (
        real, lambda z, y: np.where(abs(z - y) < 1, (z - y) ** 2 / 2, abs(z - y) - 0.5), lambda z, y: np.clip(z - y, -1, 1),
        lambda z, y: np.where(abs(z - y) < 1, z - y, abs(z - y)),
    ),
    "quantile": (
        real, lambda z, y: np.maximum(0.8 * (y - z), 0.2 * (z - y)), lambda z, y: np.where(y > z, -0.8, 0.2),
        lambda z, y: np.where(y > z, -0.2, 0.8),
    ),
    "epsilon-insensitive": (
        real, lambda z, y: np.maximum(abs(z - y) - 0.5, 0), lambda z, y: np.sign(z - y) * (abs(z - y) > 0.5), lambda z, y: np.sign(z - y),
    ),
    "hinge": (sign, lambda z, y: np.maximum(1 - y * z, 0), lambda z, y: -y * (y * z < 1), lambda z, y: -y * (y * z > 0)),
    "squared hinge": (
        sign, lambda z, y: np.maximum(1 - y * z, 0) ** 2, lambda z, y: -2 * y * np.maximum(1 - y * z, 0),
        lambda z, y: -y * np.maximum(1 - y * z, 0),
    ),
    "focal": (
        sign, lambda z, y: sigmoid(-y * z) ** 2 * np.logaddexp(0, -y * z),
        lambda z, y: -y * sigmoid(-y * z) ** 2 * (2 * sigmoid(y * z) * np.logaddexp(0, -y * z) + sigmoid(-y * z)),
        lambda z, y: -y * sigmoid(-y * z) ** 3,
    ),
}  # fmt: skip
"""What is drawn as target; the loss, its slope and a wrong slope by the linear predictor z, of a target y."""


def linear_model(row):
    """The average loss of a linear model with intercept and weight decay, as a flat vector of coefficients."""
    drawn, loss, slope, wrong = row

    def make(rng, scale):
        x = np.column_stack([np.ones(12), rng.normal(size=(12, 5))])
        p = scale * rng.normal(size=6) / 2
        y = drawn(rng, x @ p)

        def cost(p):
            return loss(x @ p, y).mean() + 0.05 * (p[1:] ** 2).sum()

        def gradient(p, fault=""):
            by_z = (wrong if fault == "slope of the loss" else slope)(x @ p, y)
            decay = np.where(np.arange(6) > 0, 0.1, 0.0) * p
            if fault == "decay of the intercept":
                decay = 0.1 * p
            if fault == "no decay":
                decay = 0
            return x.T @ by_z / (1 if fault == "no average" else 12) + decay

        return cost, gradient, p

    return make


FAULTS = ("slope of the loss", "decay of the intercept", "no decay", "no average")
CASES = [Case(linear_model(row), FAULTS, name) for name, row in LOSSES.items()]
