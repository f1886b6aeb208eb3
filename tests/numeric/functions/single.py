"""Kernels that compute in float32, whatever they are given."""

import numpy as np

from tests.numeric.functions.case import Case

F = np.float32


def dense32(rng, scale):
    x, y = rng.normal(size=(4, 3)).astype(F), rng.normal(size=(4, 2)).astype(F)

    def cost(w):
        return float(np.square(np.tanh(x @ w.astype(F)) - y).sum())

    def gradient(w, fault=""):
        a = np.tanh(x @ w.astype(F))
        d = F(1 if fault == "half" else 2) * (a - y) * (1 if fault == "no slope" else F(1) - a * a)
        return x.T @ d

    return cost, gradient, scale * rng.normal(size=(3, 2))


def logistic32(rng, scale):
    x, y = rng.normal(size=(10, 4)).astype(F), rng.integers(0, 2, 10).astype(F)

    def cost(w):
        z = x @ w.astype(F)
        return (np.logaddexp(F(0), z) - y * z).mean()

    def gradient(w, fault=""):
        a = F(1) / (F(1) + np.exp(-(x @ w.astype(F))))
        d = (y - a) if fault == "sign" else (a - y)
        return x.T @ d / F(1 if fault == "no average" else 10)

    return cost, gradient, scale * rng.normal(size=4)


def layer_norm32(rng, scale):
    u = rng.normal(size=6).astype(F)

    def hat(x):
        c = x.astype(F) - x.astype(F).mean()
        s = np.sqrt((c * c).mean())
        return c / s, s

    def cost(x):
        return float((np.sin(hat(x)[0]) * u).sum())

    def gradient(x, fault=""):
        h, s = hat(x)
        d = np.cos(h) * u
        centre = F(0) if fault == "no slope of the mean" else d.mean()
        return (d - centre - (F(0) if fault == "no slope of the deviation" else h * (d * h).mean())) / s

    return cost, gradient, scale * (1 + rng.normal(size=6))


CASES = [
    Case(dense32, ("half", "no slope"), single=True), Case(logistic32, ("sign", "no average"), single=True),
    Case(layer_norm32, ("no slope of the mean", "no slope of the deviation"), single=True),
]  # fmt: skip
