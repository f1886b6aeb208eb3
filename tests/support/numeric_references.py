"""The activations, costs and output errors once more, in mpmath, from their definitions."""

import mpmath
import numpy as np

ONE = mpmath.mpf(1)


def sigmoid(z):
    return ONE / (1 + mpmath.exp(-z))


def normal(z):
    return mpmath.erfc(-z / mpmath.sqrt(2)) / 2


LEAK = mpmath.mpf(0.01)

ACTIVATIONS = {
    "sigmoid": (sigmoid, lambda z: sigmoid(z) * (1 - sigmoid(z))),
    "tanh": (mpmath.tanh, lambda z: 1 / mpmath.cosh(z) ** 2),
    "relu": (lambda z: max(z, mpmath.mpf(0)), lambda z: mpmath.mpf(int(z > 0))),
    "leaky-relu": (lambda z: max(z, LEAK * z), lambda z: ONE if z > 0 else LEAK),
    "silu": (lambda z: z * sigmoid(z), lambda z: sigmoid(z) * (1 + z * sigmoid(-z))),
    "gelu": (lambda z: z * normal(z), lambda z: normal(z) + z * mpmath.npdf(z)),
    "softplus": (lambda z: mpmath.log1p(mpmath.exp(z)), sigmoid),
    "linear": (lambda z: z, lambda z: ONE),
}


def activations(name, z):
    """The activations of a layer and the matrix of their derivatives by the weighted inputs."""
    if name == "softmax":
        total = mpmath.fsum(mpmath.exp(value) for value in z)
        a = [mpmath.exp(value) / total for value in z]
        return a, [[a[j] * (int(j == k) - a[k]) for k in range(len(a))] for j in range(len(a))]
    value, slope = ACTIVATIONS[name]
    return [value(v) for v in z], [
        [slope(v) if j == k else mpmath.mpf(0) for k in range(len(z))] for j, v in enumerate(z)
    ]


COSTS = {
    "quadratic": (lambda a, y: (a - y) ** 2 / 2, lambda a, y: a - y),
    "cross-entropy": (
        lambda a, y: -(y * mpmath.log(a) + (1 - y) * mpmath.log(1 - a)),
        lambda a, y: (1 - y) / (1 - a) - y / a,
    ),
    "log-likelihood": (lambda a, y: -y * mpmath.log(a), lambda a, y: -y / a),
}


def cost_and_error(activation, cost, z, y):
    """The cost of one example and its derivatives by the weighted inputs."""
    z, y = [mpmath.mpf(float(v)) for v in z], [mpmath.mpf(float(v)) for v in y]
    a, jacobian = activations(activation, z)
    value, slope = COSTS[cost]
    slopes = [slope(one, target) for one, target in zip(a, y, strict=True)]
    error = [mpmath.fsum(slopes[j] * jacobian[j][k] for j in range(len(a))) for k in range(len(a))]
    return mpmath.fsum(value(one, target) for one, target in zip(a, y, strict=True)), error


def ulps(found, true, dtype):
    """How far a number is from the true one, in units of the last place that the true one has in this type."""
    nearest = np.abs(np.asarray(float(true), dtype=dtype))
    return float(abs(mpmath.mpf(float(found)) - true) / mpmath.mpf(float(np.spacing(nearest))))
