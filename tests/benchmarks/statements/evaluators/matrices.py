"""Matrices: for each statement both sides and the twin's right side, at random numbers.

Where the twin fits square matrices only, all matrices are square.
"""

import numpy as np
from numpy.linalg import det, inv, norm

from tests.benchmarks.statements.evaluators.functions import gradient, hessian, symmetric


def square_matrices(r, number):
    return r.normal(size=(number, 3, 3))


def invertible(r):
    """A matrix with a positive determinant, far from a singular one."""
    return 3 * np.eye(3) + r.uniform(-0.8, 0.8, size=(3, 3))


def linear_form_gradient(r):
    a, x = r.normal(size=(2, 3))
    return gradient(lambda x: a @ x, x), a, x


def quadratic_form_gradient(r):
    A, x = r.normal(size=(3, 3)), r.normal(size=3)
    return gradient(lambda x: x @ A @ x, x), (A + A.T) @ x, 2 * A @ x


def symmetric_quadratic_form_gradient(r):
    P, (q, x) = symmetric(r, 3), r.normal(size=(2, 3))
    return gradient(lambda x: x @ P @ x / 2 + q @ x, x), P @ x + q, 2 * P @ x + q


def quadratic_form_hessian(r):
    A = r.normal(size=(3, 3))
    return hessian(lambda x: x @ A @ x, r.normal(size=3)), A + A.T, 2 * A


def quadratic_form_partial(r):
    A, x = r.normal(size=(3, 3)), r.normal(size=3)
    return gradient(lambda x: np.einsum("i,ij,j", x, A, x), x), (A + A.T) @ x, 2 * A @ x


def bilinear_form_by_matrix(r):
    a, b = r.normal(size=(2, 3))
    return gradient(lambda X: a @ X @ b, r.normal(size=(3, 3))), np.outer(a, b), np.outer(b, a)


def trace_of_product_gradient(r):
    A, X = square_matrices(r, 2)
    return gradient(lambda X: np.trace(X @ A), X), A.T, A


def trace_of_three_factors_gradient(r):
    A, B, X = square_matrices(r, 3)
    return gradient(lambda X: np.trace(A @ X @ B), X), A.T @ B.T, B.T @ A.T


def trace_of_quadratic_form_gradient(r):
    B, X = r.normal(size=(3, 3)), r.normal(size=(3, 2))
    return gradient(lambda X: np.trace(X.T @ B @ X), X), B @ X + B.T @ X, 2 * B @ X


def trace_of_square_gradient(r):
    X = r.normal(size=(3, 3))
    return gradient(lambda X: np.trace(X @ X), X), 2 * X.T, 2 * X


def frobenius_norm_gradient(r):
    X = r.normal(size=(3, 2))
    return gradient(lambda X: norm(X, "fro") ** 2, X), 2 * X, X


def log_determinant_gradient(r):
    X = invertible(r)
    return gradient(lambda X: np.log(det(X)), X), inv(X).T, inv(X)


def determinant_gradient(r):
    X = invertible(r)
    return gradient(det, X), det(X) * inv(X).T, inv(X).T


def inverse_by_matrix(r):
    X, (a, b) = invertible(r), r.normal(size=(2, 3))
    right = -inv(X).T @ np.outer(a, b) @ inv(X).T
    return gradient(lambda X: a @ inv(X) @ b, X), right, -right


def inverse_by_parameter(r):
    B, C, t = invertible(r), r.normal(size=(3, 3)), 0.1

    def A(t):
        return B + np.sin(t) * C

    slope = gradient(A, t)
    return gradient(lambda t: inv(A(t)), t), -inv(A(t)) @ slope @ inv(A(t)), -slope @ inv(A(t)) @ inv(A(t))


def product_by_parameter(r):
    P, Q, M, N = square_matrices(r, 4)

    def A(t):
        return P + np.sin(t) * Q

    def B(t):
        return M + np.exp(t) * N

    a, b, t = gradient(A, 0.3), gradient(B, 0.3), 0.3
    return gradient(lambda t: A(t) @ B(t), t), a @ B(t) + A(t) @ b, a @ B(t) + b @ A(t)


def trace_commutes(r):
    A, B = square_matrices(r, 2)
    return np.trace(A @ B), np.trace(B @ A), np.trace(A) * np.trace(B)


def trace_is_cyclic(r):
    A, B, C = square_matrices(r, 3)
    return np.trace(A @ B @ C), np.trace(C @ A @ B), np.trace(C @ B @ A)


def transpose_of_product(r):
    A, B = square_matrices(r, 2)
    return (A @ B).T, B.T @ A.T, A.T @ B.T


def inverse_of_product(r):
    A, B = invertible(r), invertible(r)
    return inv(A @ B), inv(B) @ inv(A), inv(A) @ inv(B)


def quadratic_form_as_trace(r):
    A, x = r.normal(size=(3, 3)), r.normal(size=3)
    return x @ A @ x, np.trace(A @ np.outer(x, x)), np.trace(A) * (x @ x)


def frobenius_inner_product(r):
    A, B = square_matrices(r, 2)
    return np.trace(A.T @ B), np.sum(A * B), np.diag(A) @ np.diag(B)


def hadamard_product_in_a_bilinear_form(r):
    (A, B), (x, y) = square_matrices(r, 2), r.normal(size=(2, 3))
    product = np.diag(x) @ A @ np.diag(y)
    return x @ (A * B) @ y, np.trace(product @ B.T), np.trace(product @ B)


def diagonal_times_vector(r):
    u, v = r.normal(size=(2, 3))
    return np.diag(u) @ v, u * v, u * u * v


def outer_product_times_vector(r):
    u, v, w = r.normal(size=(3, 3))
    return np.outer(u, v) @ w, (v @ w) * u, (u @ w) * v


def matrix_determinant_lemma(r):
    u, v = r.normal(size=(2, 3))
    return det(np.eye(3) + np.outer(u, v)), 1 + u @ v, u @ v


def sherman_morrison(r):
    A, (u, v) = invertible(r), r.uniform(0, 1, size=(2, 3))
    change = inv(A) @ np.outer(u, v) @ inv(A) / (1 + v @ inv(A) @ u)
    return inv(A + np.outer(u, v)), inv(A) - change, inv(A) + change


def norm_gradient(r):
    x = 1 + r.uniform(size=3)
    return gradient(norm, x), x / norm(x), x / norm(x) ** 2


def squared_distance(r):
    x, y = r.normal(size=(2, 3))
    return norm(x - y) ** 2, norm(x) ** 2 - 2 * x @ y + norm(y) ** 2, norm(x) ** 2 - norm(y) ** 2


def matrix_factorization_gradient(r):
    R, U, V = r.normal(size=(3, 3)), r.normal(size=(3, 2)), r.normal(size=(3, 2))
    right = -2 * (R - U @ V.T) @ V
    return gradient(lambda U: norm(R - U @ V.T, "fro") ** 2, U), right, -right


def gram_matrix_form(r):
    A, x = r.normal(size=(4, 3)), r.normal(size=3)
    return x @ A.T @ A @ x, norm(A @ x) ** 2, norm(A @ x)
