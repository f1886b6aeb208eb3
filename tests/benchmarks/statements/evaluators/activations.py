"""Activations: for each statement both sides and the twin's right side, at random numbers."""

import numpy as np

from tests.benchmarks.statements.evaluators.functions import gradient, hessian, sigmoid, softplus


def sigmoid_derivative(r):
    z = r.normal()
    s = sigmoid(z)
    return gradient(sigmoid, z), s * (1 - s), s * (1 + s)


def sigmoid_reflection(r):
    a = r.normal()
    return sigmoid(-a), 1 - sigmoid(a), -sigmoid(a)


def sigmoid_second_derivative(r):
    x = r.normal()
    s = sigmoid(x)
    return hessian(sigmoid, x), s * (1 - s) * (1 - 2 * s), s * (1 - s) ** 2


def sigmoid_and_tanh(r):
    z = r.normal()
    return np.tanh(z), 2 * sigmoid(2 * z) - 1, 2 * sigmoid(z) - 1


def tanh_derivative(r):
    a = r.normal()
    return gradient(np.tanh, a), 1 - np.tanh(a) ** 2, 1 - np.tanh(a)


def tanh_second_derivative(r):
    x = r.normal()
    t = np.tanh(x)
    return hessian(np.tanh, x), -2 * t * (1 - t**2), -2 * t


def softplus_derivative(r):
    x = r.normal()
    return gradient(softplus, x), sigmoid(x), sigmoid(-x)


def softplus_difference(r):
    x = r.normal()
    return softplus(x) - softplus(-x), x, 2 * x


def log_sigmoid(r):
    x = r.normal()
    return np.log(sigmoid(x)), -softplus(-x), -softplus(x)


def sigmoid_of_logit(r):
    p = r.uniform(0.05, 0.95)
    return sigmoid(np.log(p / (1 - p))), p, 1 - p


def relu_difference(r):
    x = r.normal()
    return max(0, x) - max(0, -x), x, abs(x)


def relu_as_absolute_value(r):
    x = r.normal()
    return max(0, x), (x + abs(x)) / 2, (x - abs(x)) / 2


def leaky_relu_slope(r):
    alpha, x = r.uniform(0.1, 0.9), -r.uniform(0.1, 2)
    return gradient(lambda x: max(alpha * x, x), x), alpha, 1


def swish_derivative(r):
    x = r.normal()
    s = sigmoid(x)
    return gradient(lambda x: x * sigmoid(x), x), x * s + s * (1 - x * s), x * s + s * (1 - s)


def elu_derivative(r):
    x, alpha = r.normal(), r.uniform(0.5, 2)

    def f(x):
        return alpha * (np.exp(x) - 1)

    return gradient(f, x), f(x) + alpha, f(x) - alpha


def sigmoid_slope_bound(r):
    return gradient(sigmoid, r.normal()), 1 / 4, 1 / 8


def elementwise_sigmoid_partial(r):
    z = r.normal(size=3)
    a = sigmoid(z)
    return gradient(sigmoid, z), np.eye(3) * a * (1 - a), np.outer(a, 1 - a)


def elementwise_sigmoid_jacobian(r):
    z = r.normal(size=3)
    a = sigmoid(z)
    return gradient(sigmoid, z), np.diag(a * (1 - a)), np.diag(a)
