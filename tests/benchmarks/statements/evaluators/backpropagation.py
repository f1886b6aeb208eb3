"""Backpropagation: for each statement both sides and the twin's right side, at random numbers.

The layers are equally wide, so that a transposed matrix fits too.
"""

import numpy as np

from tests.benchmarks.statements.evaluators.functions import gradient, sigmoid


def cost(z):
    """A cost without symmetries."""
    return np.sin(z @ np.linspace(0.5, 1.5, len(z))) + z @ z


def slope(z):
    """The sigmoid's derivative by each component."""
    return np.diag(gradient(sigmoid, z))


def bp1_index(r):
    z = r.normal(size=3)
    by_output = gradient(cost, sigmoid(z))
    return gradient(lambda z: cost(sigmoid(z)), z), by_output * slope(z), by_output * sigmoid(z)


def bp2_index(r):
    w, b, z = r.normal(size=(3, 3)), r.normal(size=3), r.normal(size=3)
    later = gradient(cost, w @ sigmoid(z) + b)
    right = np.array([sum(w[k, j] * later[k] for k in range(3)) for j in range(3)]) * slope(z)
    wrong = np.array([sum(w[j, k] * later[k] for k in range(3)) for j in range(3)]) * slope(z)
    return gradient(lambda z: cost(w @ sigmoid(z) + b), z), right, wrong


def bp3_index(r):
    w, a, b = r.normal(size=(3, 3)), r.normal(size=3), r.normal(size=3)
    error = gradient(cost, w @ a + b)
    return gradient(lambda b: cost(w @ a + b), b), error, b * error


def bp4_index(r):
    w, a, b = r.normal(size=(3, 3)), r.normal(size=3), r.normal(size=3)
    error = gradient(cost, w @ a + b)
    return gradient(lambda w: cost(w @ a + b), w), a[None, :] * error[:, None], a[:, None] * error[None, :]


def bp1_vector(r):
    z = r.normal(size=3)
    by_output = gradient(cost, sigmoid(z))
    return gradient(lambda z: cost(sigmoid(z)), z), by_output * slope(z), by_output


def bp2_vector(r):
    w, b, z = r.normal(size=(3, 3)), r.normal(size=3), r.normal(size=3)
    later = gradient(cost, w @ sigmoid(z) + b)
    return gradient(lambda z: cost(w @ sigmoid(z) + b), z), w.T @ later * slope(z), w @ later * slope(z)


def bp3_vector(r):
    w, a, b = r.normal(size=(3, 2)), r.normal(size=2), r.normal(size=3)
    g = gradient(cost, w @ a + b)
    return gradient(lambda b: cost(w @ a + b), b), g, 2 * g


def bp4_vector(r):
    w, a, b = r.normal(size=(3, 3)), r.normal(size=3), r.normal(size=3)
    error = gradient(cost, w @ a + b)
    return gradient(lambda w: cost(w @ a + b), w), np.outer(error, a), np.outer(a, error)


def bp1_diagonal_matrix(r):
    z = r.normal(size=3)
    by_output = gradient(cost, sigmoid(z))
    right, wrong = np.diag(slope(z)) @ by_output, np.diag(sigmoid(z)) @ by_output
    return gradient(lambda z: cost(sigmoid(z)), z), right, wrong


def output_error_quadratic(r):
    y, z = r.normal(size=3), r.normal(size=3)
    a = sigmoid(z)
    return gradient(lambda z: np.sum((y - sigmoid(z)) ** 2) / 2, z), (a - y) * slope(z), (y - a) * slope(z)


def linear_layer_jacobian(r):
    W, b = r.normal(size=(3, 3)), r.normal(size=3)
    return gradient(lambda x: W @ x + b, r.normal(size=3)), W, W.T


def linear_layer_input_gradient(r):
    W, x = r.normal(size=(3, 3)), r.normal(size=3)
    g = gradient(cost, W @ x)
    return gradient(lambda x: cost(W @ x), x), W.T @ g, W @ g


def linear_layer_weight_gradient(r):
    W, x = r.normal(size=(3, 3)), r.normal(size=3)
    delta = gradient(cost, W @ x)
    return gradient(lambda W: cost(W @ x), W), np.outer(delta, x), np.outer(x, delta)


def batch(r):
    """Examples, weights, the loss of the outputs, and its gradient by them."""
    X, W = r.normal(size=(3, 3)), r.normal(size=(3, 3))

    def loss(Y):
        return cost(Y.ravel())

    return X, W, loss, gradient(loss, X @ W)


def batch_weight_gradient(r):
    X, W, loss, G = batch(r)
    return gradient(lambda W: loss(X @ W), W), X.T @ G, X @ G


def batch_input_gradient(r):
    X, W, loss, G = batch(r)
    return gradient(lambda X: loss(X @ W), X), G @ W.T, W.T @ G


def two_layers_outer_weights(r):
    V, h, y = r.normal(size=(3, 3)), r.normal(size=3), r.normal(size=3)
    error = V @ h - y
    return gradient(lambda V: np.sum((V @ h - y) ** 2) / 2, V), np.outer(error, h), np.outer(error, y)


def two_layers_hidden_gradient(r):
    V, z, y = r.normal(size=(2, 3)), r.normal(size=3), r.normal(size=2)
    h = sigmoid(z)
    back = V.T @ (V @ h - y)
    return gradient(lambda z: np.sum((V @ sigmoid(z) - y) ** 2) / 2, z), back * h * (1 - h), back * h


def chain_of_two_neurons(r):
    w1, w2, x, y = r.normal(size=4)
    a1 = sigmoid(w1 * x)
    a2 = sigmoid(w2 * a1)
    right, wrong = (
        (a2 - y) * a2 * (1 - a2) * w2 * a1 * (1 - a1) * x,
        (a2 - y) * a2 * (1 - a2) * a1 * (1 - a1) * x,
    )
    return gradient(lambda w: (sigmoid(w2 * sigmoid(w * x)) - y) ** 2 / 2, w1), right, wrong


def residual_block(r):
    x = r.normal()
    return gradient(lambda x: x + np.sin(x), x), 1 + np.cos(x), np.cos(x)


def recurrent_jacobian(r):
    W, s, x = r.normal(size=(3, 3)), r.normal(size=3), r.normal(size=3)
    h = np.tanh(W @ s + x)
    right, wrong = (1 - h[:, None] ** 2) * W, (1 - h[None, :] ** 2) * W
    return gradient(lambda s: np.tanh(W @ s + x), s), right, wrong
