"""Losses: for each statement both sides and the twin's right side, at random numbers."""

import numpy as np

from tests.benchmarks.statements.evaluators.functions import (
    cross_entropy,
    distribution,
    gradient,
    hessian,
    sigmoid,
    softplus,
)


def cross_entropy_by_output(r):
    y, a = r.uniform(), r.uniform(0.1, 0.9)
    slope = (a - y) / (a * (1 - a))
    return gradient(lambda a: cross_entropy(y, a), a), slope, -slope


def cross_entropy_by_logit(r):
    y, z = r.uniform(), r.normal()
    a = sigmoid(z)
    return gradient(lambda z: cross_entropy(y, sigmoid(z)), z), a - y, (a - y) * a * (1 - a)


def cross_entropy_by_weight(r):
    w, x, b, y = r.normal(size=3), r.normal(size=3), r.normal(), r.uniform()
    error = sigmoid(w @ x + b) - y
    return gradient(lambda w: cross_entropy(y, sigmoid(w @ x + b)), w), x * error, w * error


def cross_entropy_of_examples(r):
    x, w, b, y = r.normal(size=(4, 3)), r.normal(size=3), r.normal(), r.uniform(size=4)
    error = sigmoid(x @ w + b) - y
    return gradient(lambda w: cross_entropy(y, sigmoid(x @ w + b)) / 4, w), x.T @ error / 4, x.T @ error


def quadratic_cost_of_a_neuron(r):
    w, x, b, y = r.normal(size=4)
    a = sigmoid(w * x + b)
    slope = gradient(lambda w: (y - sigmoid(w * x + b)) ** 2 / 2, w)
    return slope, (a - y) * gradient(sigmoid, w * x + b) * x, (a - y) * x


def cross_entropy_minimum(r):
    y, a = r.uniform(0.05, 0.95, size=2)
    return cross_entropy(y, a), cross_entropy(y, y), cross_entropy(y, y)


def cross_entropy_curvature(r):
    y, z = r.uniform(0.1, 0.9), r.normal()
    a = sigmoid(z)
    return hessian(lambda z: cross_entropy(y, sigmoid(z)), z), a * (1 - a), a * (1 - a) - y


def cross_entropy_with_logits(r):
    y, z = r.uniform(), r.normal()
    return cross_entropy(y, sigmoid(z)), softplus(z) - y * z, softplus(z) + y * z


def logistic_loss_of_the_margin(r):
    t, z = r.choice([-1, 1]), r.normal()
    return gradient(lambda z: softplus(-t * z), z), -t * sigmoid(-t * z), t * sigmoid(-t * z)


def squared_error_partial(r):
    y, t = r.normal(size=(2, 3))
    return gradient(lambda y: np.sum((y - t) ** 2) / 2, y), y - t, 2 * (y - t)


def mean_squared_error_partial(r):
    prediction, y = r.normal(size=(2, 4))
    error = prediction - y
    return gradient(lambda p: np.mean((p - y) ** 2), prediction), 2 / 4 * error, 2 * error


def poisson_loss(r):
    y, z = r.normal(size=2)
    return gradient(lambda z: np.exp(z) - y * z, z), np.exp(z) - y, np.exp(z) + y


def cross_entropy_of_many_outputs(r):
    y, z = r.uniform(size=3), r.normal(size=3)
    error = sigmoid(z) - y
    return gradient(lambda z: cross_entropy(y, sigmoid(z)), z), error, np.full(3, error.sum())


def label_smoothing(r):
    y, epsilon = distribution(r, 4), r.uniform(0.1, 0.9)
    return np.sum((1 - epsilon) * y + epsilon / 4), 1, 1 - epsilon
