"""Normalisation, attention, convolution: for each statement both sides and the twin's right side, at random numbers."""

import numpy as np
from numpy.linalg import norm

from tests.benchmarks.statements.evaluators.backpropagation import cost
from tests.benchmarks.statements.evaluators.functions import gradient, softmax


def batch_norm_mean(r):
    x, v = r.normal(size=4), r.uniform()
    return np.sum((x - x.mean()) / np.sqrt(v + 0.1)), 0, 1


def batch_norm_shift_gradient(r):
    x, (gamma, beta) = r.normal(size=4), r.normal(size=2)
    g = gradient(cost, gamma * x + beta)
    return gradient(lambda beta: cost(gamma * x + beta), beta), g.sum(), g.mean()


def batch_norm_scale_gradient(r):
    x, (gamma, beta) = r.normal(size=4), r.normal(size=2)
    g = gradient(cost, gamma * x + beta)
    return gradient(lambda gamma: cost(gamma * x + beta), gamma), g @ x, g.sum() * gamma


def batch_norm_variance_partial(r):
    x = r.normal(size=4)
    right = 2 / 4 * (x - x.mean())
    return gradient(lambda x: np.mean((x - x.mean()) ** 2), x), right, right * (1 - 1 / 4)


def batch_norm_mean_partial(r):
    x = r.normal(size=4)
    return gradient(np.mean, x), np.full(4, 1 / 4), x / 4


def batch_norm_jacobian(r):
    x, epsilon = r.normal(size=3), r.uniform(0.1, 1)

    def scale(x):
        return np.sqrt(np.mean((x - x.mean()) ** 2) + epsilon)

    def normalised(x):
        return (x - x.mean()) / scale(x)

    n, without = normalised(x), np.eye(3) - 1 / 3
    return gradient(normalised, x), (without - np.outer(n, n) / 3) / scale(x), without / scale(x)


def layer_norm_variance(r):
    a = r.normal(size=4)
    mean = a.mean()
    return np.mean((a - mean) ** 2), np.mean(a**2) - mean**2, np.mean(a**2) + mean**2


def rms_norm_jacobian(r):
    x = r.normal(size=3)

    def scale(x):
        return np.sqrt(np.mean(x**2))

    y = x / scale(x)
    right, wrong = (np.eye(3) - np.outer(y, y) / 3) / scale(x), (np.eye(3) - np.outer(y, y)) / scale(x)
    return gradient(lambda x: x / scale(x), x), right, wrong


def weight_normalization_length(r):
    v, g = 1 + r.uniform(size=3), r.uniform(0.5, 2)
    return norm(g / norm(v) * v), g, g * norm(v)


def weight_normalization_gradient(r):
    v, g = 1 + r.uniform(size=3), r.normal()
    by_weight = gradient(cost, g / norm(v) * v)
    return gradient(lambda g: cost(g / norm(v) * v), g), v @ by_weight / norm(v), v @ by_weight


def attention_score_gradient(r):
    q, k = r.normal(size=(2, 4))
    return gradient(lambda q: q @ k / np.sqrt(4), q), k / np.sqrt(4), q / np.sqrt(4)


def attention_output_partial(r):
    s, v = r.normal(size=(2, 3))
    a = softmax(s)
    return gradient(lambda s: softmax(s) @ v, s), a * (v - a @ v), a * v


def attention_scores(r):
    Q, K = r.normal(size=(2, 3, 3))
    return Q @ K.T, np.einsum("ic,jc->ij", Q, K), np.einsum("ic,cj->ij", Q, K)


def attention_value_gradient(r):
    P, V = r.normal(size=(3, 3)), r.normal(size=(3, 2))
    G = gradient(lambda O: cost(O.ravel()), P @ V)
    return gradient(lambda V: cost((P @ V).ravel()), V), P.T @ G, P @ G


def attention_query_gradient(r):
    Q, K = r.normal(size=(2, 3, 2))
    G = gradient(lambda S: cost(S.ravel()), Q @ K.T)
    return gradient(lambda Q: cost((Q @ K.T).ravel()), Q), G @ K, G.T @ K


def attention_key_gradient(r):
    Q, K = r.normal(size=(2, 3, 2))
    G = gradient(lambda S: cost(S.ravel()), Q @ K.T)
    return gradient(lambda K: cost((Q @ K.T).ravel()), K), G.T @ Q, G @ Q


def attention_softmax_gradient(r):
    s, g = r.normal(size=(2, 3, 2))
    p = softmax(s)
    right = p * (g - np.sum(g * p, axis=1, keepdims=True))
    return gradient(lambda s: np.sum(g * softmax(s)), s), right, p * (g - np.sum(g, axis=1, keepdims=True))


def convolved(w, x, i):
    return sum(w[k - 1] * x[i + k] for k in range(1, len(w) + 1))


def convolution_weight_partial(r):
    w, x, i = r.normal(size=3), r.normal(size=10), 4
    shifts = np.arange(1, 4)
    return gradient(lambda w: convolved(w, x, i), w), x[i + shifts], x[i - shifts]


def convolution_weight_gradient(r):
    w, x, g = r.normal(size=3), r.normal(size=10), r.normal(size=4)
    right = np.array([sum(g[i - 1] * x[i + k] for i in range(1, 5)) for k in range(1, 4)])
    return gradient(lambda w: sum(g[i - 1] * convolved(w, x, i) for i in range(1, 5)), w), right, right * w


def two_dimensional_convolution(r):
    image, K = r.normal(size=(6, 6)), r.normal(size=(2, 2))
    window = image[2:4, 3:5]
    return (
        gradient(lambda K: np.sum(window * K), K),
        window,
        np.array([[image[1 + n, 2 + m] for n in (1, 2)] for m in (1, 2)]),
    )


def average_pooling(r):
    x = r.normal(size=4)
    by_mean = np.cos(x.mean())
    return gradient(lambda x: np.sin(x.mean()), x), np.full(4, by_mean / 4), np.full(4, by_mean)
