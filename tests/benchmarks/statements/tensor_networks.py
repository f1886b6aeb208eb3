"""Statements written by hand as tensor networks of tensorgrad, which reads no LaTeX: both sides and the twin's right side.

A matrix has the edges ``i`` (rows) and ``j`` (columns), a vector the edge ``i``.  A twin is None if its shapes do not fit.  What is left out cannot be said in
tensorgrad, or takes a function about which nothing is known.
"""

from collections.abc import Callable

import tensorgrad as tg
import tensorgrad.functions as F
from tensorgrad import Tensor, Variable

n, m, k = tg.symbols("n m k")
a, b, q, x, y, z = (Variable(name, i=n) for name in ("a", "b", "q", "x", "y", "z"))
A, B, C = (Variable(name, i=n, j=n) for name in "ABC")
P = Variable("P", i=n, j=n).with_symmetries("i j")
X, t = Variable("X", r=m, i=n), Variable("t", r=m)
Y, W = Variable("Y", r=m, c=k), Variable("W", i=n, c=k)
R, U, V = Variable("R", r=m, i=n), Variable("U", r=m, c=k), Variable("V", i=n, c=k)
c, lam, s = Variable("c"), Variable("lambda"), Variable("s")
p, sigmoid = F.softmax(z, dim="i"), F.sigmoid(s)


def T(matrix: Tensor) -> Tensor:
    return matrix.rename(i="j", j="i")


def mul(*factors: Tensor) -> Tensor:
    product = factors[0]
    for factor in factors[1:]:
        product = product.rename(j="l") @ factor.rename(i="l")
    return product


def times(matrix: Tensor, vector: Tensor) -> Tensor:
    return matrix @ vector.rename(i="j")


def outer(u: Tensor, v: Tensor) -> Tensor:
    return u @ v.rename(i="j")


def diag(vector: Tensor) -> Tensor:
    return F.diag(vector, ["i", "j"])


def inverse(matrix: Tensor) -> Tensor:
    """The inverse; that of tensorgrad pairs the edges with the same name, and is its transpose."""
    return T(F.inverse(matrix))


def form(matrix: Tensor) -> Tensor:
    return x @ times(matrix, x)


def hessian(value: Tensor, vector: Variable) -> Tensor:
    return value.grad(vector).grad(vector, {"i": "j"})


def log_sum_exp() -> Tensor:
    return F.log(F.sum(F.exp(z)))


error = X @ x - t
gram = X @ X.rename(i="j")
loss, ridge = F.frobenius2(error), F.frobenius2(error) + lam * F.frobenius2(x)
square = {"i": "j"}

SIDES: dict[str, Callable[[], tuple[Tensor, Tensor, Tensor | None]]] = {
    "sigmoid-derivative": lambda: (sigmoid.grad(s), sigmoid * (1 - sigmoid), sigmoid * (1 + sigmoid)),
    "sigmoid-reflection": lambda: (F.sigmoid(-s), 1 - sigmoid, -sigmoid),
    "sigmoid-and-tanh": lambda: (F.tanh(s), 2 * F.sigmoid(2 * s) - 1, 2 * F.sigmoid(s) - 1),
    "tanh-derivative": lambda: (F.tanh(s).grad(s), 1 - F.tanh(s) ** 2, 1 - F.tanh(s)),
    "softplus-derivative": lambda: (F.log(1 + F.exp(s)).grad(s), sigmoid, F.sigmoid(-s)),
    "elementwise-sigmoid-jacobian": lambda: (
        F.sigmoid(z).grad(z, square), diag(F.sigmoid(z) * (1 - F.sigmoid(z))), diag(F.sigmoid(z))
    ),
    "squared-error-partial": lambda: (F.frobenius2(y - z).grad(y) / 2, y - z, 2 * (y - z)),
    "softmax-jacobian": lambda: (p.grad(z, square), diag(p) - outer(p, p), diag(p) + outer(p, p)),
    "log-sum-exp-gradient": lambda: (log_sum_exp().grad(z), p, F.log(p)),
    "log-sum-exp-hessian": lambda: (hessian(log_sum_exp(), z), diag(p) - outer(p, p), diag(p)),
    "softmax-shift": lambda: (F.softmax(z + c * tg.Ones(i=n), dim="i"), p, F.exp(c) * p),
    "least-squares-gradient": lambda: (loss.grad(x), 2 * X @ error, X @ error),
    "least-squares-hessian": lambda: (hessian(loss, x), 2 * gram, None),
    "ridge-gradient": lambda: (ridge.grad(x), 2 * X @ error + 2 * lam * x, 2 * X @ error + lam * x),
    "ridge-hessian": lambda: (
        hessian(ridge, x), 2 * gram + 2 * lam * tg.Delta(n, "i", "j"), 2 * gram + lam * tg.Delta(n, "i", "j")
    ),
    "multiple-outputs-gradient": lambda: (
        F.frobenius2(X @ W - Y).grad(W), 2 * X @ (X @ W - Y), None
    ),
    "linear-form-gradient": lambda: ((a @ x).grad(x), a, x),
    "quadratic-form-gradient": lambda: (form(A).grad(x), times(A + T(A), x), 2 * times(A, x)),
    "symmetric-quadratic-form-gradient": lambda: (
        (form(P) / 2 + q @ x).grad(x), times(P, x) + q, 2 * times(P, x) + q
    ),
    "quadratic-form-hessian": lambda: (hessian(form(A), x), A + T(A), 2 * A),
    "bilinear-form-by-matrix": lambda: ((a @ times(A, b)).grad(A), outer(a, b), outer(b, a)),
    "trace-of-product-gradient": lambda: (F.trace(mul(B, A)).grad(B), T(A), A),
    "trace-of-three-factors-gradient": lambda: (F.trace(mul(A, C, B)).grad(C), mul(T(A), T(B)), mul(T(B), T(A))),
    "trace-of-quadratic-form-gradient": lambda: (
        F.trace(mul(T(C), B, C)).grad(C), mul(B, C) + mul(T(B), C), 2 * mul(B, C)
    ),
    "trace-of-square-gradient": lambda: (F.trace(mul(C, C)).grad(C), 2 * T(C), 2 * C),
    "frobenius-norm-gradient": lambda: (F.frobenius2(X).grad(X), 2 * X, X),
    "log-determinant-gradient": lambda: (F.log(F.det(C)).grad(C), T(inverse(C)), inverse(C)),
    "determinant-gradient": lambda: (F.det(C).grad(C), F.det(C) * T(inverse(C)), T(inverse(C))),
    "inverse-by-matrix": lambda: (
        (a @ times(inverse(C), b)).grad(C),
        -mul(T(inverse(C)), outer(a, b), T(inverse(C))),
        mul(T(inverse(C)), outer(a, b), T(inverse(C))),
    ),
    "trace-commutes": lambda: (F.trace(mul(A, B)), F.trace(mul(B, A)), F.trace(A) * F.trace(B)),
    "trace-is-cyclic": lambda: (F.trace(mul(A, B, C)), F.trace(mul(C, A, B)), F.trace(mul(C, B, A))),
    "transpose-of-product": lambda: (T(mul(A, B)), mul(T(B), T(A)), mul(T(A), T(B))),
    "inverse-of-product": lambda: (
        inverse(mul(A, B)), mul(inverse(B), inverse(A)), mul(inverse(A), inverse(B))
    ),
    "quadratic-form-as-trace": lambda: (form(A), F.trace(mul(A, outer(x, x))), F.trace(A) * (x @ x)),
    "frobenius-inner-product": lambda: (F.trace(mul(T(A), B)), F.sum(A * B), F.trace(A * B)),
    "hadamard-product-in-a-bilinear-form": lambda: (
        x @ times(A * B, y), F.trace(mul(diag(x), A, diag(y), T(B))), F.trace(mul(diag(x), A, diag(y), B))
    ),
    "diagonal-times-vector": lambda: (times(diag(a), b), a * b, a * a * b),
    "outer-product-times-vector": lambda: (times(outer(a, b), x), (b @ x) * a, (a @ x) * b),
    "squared-distance": lambda: (
        F.frobenius2(x - y), x @ x - 2 * (x @ y) + y @ y, x @ x - y @ y
    ),
    "matrix-factorization-gradient": lambda: (
        F.frobenius2(R - U @ V).grad(U), -2 * (R - U @ V) @ V, 2 * (R - U @ V) @ V
    ),
    "gram-matrix-form": lambda: (x @ times(gram, x), F.frobenius2(X @ x), F.sqrt(F.frobenius2(X @ x))),
    "quadratic-taylor": lambda: (
        (x + y) @ times(P, x + y) / 2,
        form(P) / 2 + y @ times(P, x) + y @ times(P, y) / 2,
        form(P) / 2 + y @ times(P, x) + y @ times(P, y),
    ),
}  # fmt: skip
