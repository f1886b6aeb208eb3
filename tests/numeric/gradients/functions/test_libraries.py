"""Functions of PyTorch tensors, JAX arrays, pandas Series and statsmodels, where these are installed."""

import numpy as np
import pytest

from numeric import Verdict, check_gradients, check_jvp, check_vjp


@pytest.mark.parametrize("double", [True, False])
def test_torch_tensors(double):
    torch = pytest.importorskip("torch")
    kind = torch.float64 if double else torch.float32
    x = torch.linspace(-1, 1, 6, dtype=kind).reshape(3, 2)
    p = {"w": torch.tensor([[0.5, -1.0], [1.5, 0.3]], dtype=kind, requires_grad=True), "b": torch.ones(2, dtype=kind)}

    def cost(p):
        assert isinstance(p["w"], torch.Tensor)
        assert p["w"].dtype == kind
        return (torch.tanh(x @ p["w"] + p["b"]) ** 2).sum()

    def gradient(p, factor=1):
        a = torch.tanh(x @ p["w"] + p["b"])
        d = 2 * a * (1 - a * a)
        return {"w": factor * x.T @ d, "b": d.sum(axis=0)}

    assert check_gradients(cost, gradient, p).verdict is Verdict.RIGHT
    assert check_gradients(cost, lambda p: gradient(p, 2), p).wrong == 4
    assert check_gradients(cost, p).verdict is Verdict.RIGHT

    class Twice(torch.autograd.Function):
        @staticmethod
        def forward(ctx, z):
            return z**2

        @staticmethod
        def backward(ctx, d):
            return 4 * d

    assert check_gradients(lambda q: Twice.apply(q).sum(), torch.ones(3, dtype=kind)).wrong == 3


def test_jax_arrays():
    jax = pytest.importorskip("jax")
    p = {"w": jax.numpy.array([[0.5, -1.0], [1.5, 0.3]]), "b": jax.numpy.ones(2)}

    def cost(p):
        assert isinstance(p["w"], jax.Array)
        return (jax.numpy.tanh(p["w"] @ jax.numpy.array([1.0, 2.0]) + p["b"]) ** 2).sum()

    assert check_gradients(cost, p, tolerance=1e-2).verdict is Verdict.RIGHT
    assert check_gradients(cost, jax.grad(cost), p, tolerance=1e-2).verdict is Verdict.RIGHT
    assert check_gradients(jax.value_and_grad(cost), p, tolerance=1e-2).verdict is Verdict.RIGHT
    wrong = check_gradients(cost, lambda p: {"w": 2 * jax.grad(cost)(p)["w"], "b": jax.grad(cost)(p)["b"]}, p)
    assert wrong.wrong == 4


def test_pandas_series():
    pandas = pytest.importorskip("pandas")
    p = pandas.Series([0.5, 2.0], index=["const", "x"])

    def cost(p):
        return np.exp(p["const"]) * p["x"]

    def gradient(p):
        return pandas.Series([np.exp(p["const"]) * p["x"], np.exp(p["const"])], index=p.index)

    assert check_gradients(cost, gradient, p).passed
    assert check_gradients(cost, lambda p: gradient(p) * [1, 2], p).wrong == 1


def test_statsmodels():
    statsmodels = pytest.importorskip("statsmodels.api")
    rng = np.random.default_rng(0)
    model = statsmodels.Logit(rng.integers(0, 2, 40), statsmodels.add_constant(rng.normal(size=(40, 3))))
    p = rng.normal(size=4)
    assert check_gradients(model.loglike, model.score, p).passed
    assert check_jvp(model.score, lambda p, v: model.hessian(p) @ v, p).passed
    assert check_gradients(model.loglike, lambda p: -model.score(p), p).wrong == 4


def test_labels_of_pandas_say_which_slope_is_which():
    pandas = pytest.importorskip("pandas")
    p = pandas.Series([0.5, 2.0], index=["const", "x"])

    def cost(p):
        return np.exp(p["const"]) * p["x"]

    def gradient(p):
        return pandas.Series({"x": np.exp(p["const"]), "const": np.exp(p["const"]) * p["x"]})

    assert check_gradients(cost, gradient, p).passed
    assert check_gradients(cost, lambda p: gradient(p)[::-1], p).passed
    assert check_gradients(cost, lambda p: gradient(p).set_axis(["const", "x"]), p).wrong == 2
    with pytest.raises(ValueError, match=r"gradient: parameters: expected the labels \['const', 'x'\], got \[0, 1\]"):
        check_gradients(cost, lambda p: gradient(p).set_axis([0, 1]), p)


def test_an_upstream_gradient_comes_in_the_form_of_the_outputs():
    torch = pytest.importorskip("torch")
    p = torch.tensor([0.5, -1.0], dtype=torch.float64)

    def vjp(p, u, factor=1):
        assert u.dtype == torch.float64
        return factor * torch.func.vjp(torch.tanh, p)[1](u)[0]

    assert check_vjp(torch.tanh, vjp, p).passed
    assert check_vjp(torch.tanh, lambda p, u: vjp(p, u, 2), p).wrong == 2
    with pytest.raises(TypeError, match="no operation that it follows leads from the parameters to the cost"):
        check_gradients(lambda p: (p.detach() ** 2).sum(), p)
