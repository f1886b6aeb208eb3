"""Layers of networks, each with its backward pass."""

import numpy as np

from tests.numeric.functions.case import Case, squared_distance


def dense(rng, scale, f=np.tanh, slope=lambda z: 1 - np.tanh(z) ** 2):
    x = rng.normal(size=(5, 3))
    p = {"w": scale * rng.normal(size=(3, 4)), "b": scale * rng.normal(size=4)}

    def forward(p):
        z = x @ p["w"] + p["b"]
        return f(z), z

    def backward(d, z, fault):
        d = d * (1 if fault == "no slope" else slope(z))
        return {
            "w": (-1 if fault == "sign" else 1) * x.T @ d,
            "b": d.mean(axis=0) if fault == "mean" else d.sum(axis=0),
        }

    return squared_distance(forward, backward, p, rng)


def relu(rng, scale):
    return dense(rng, scale, lambda z: np.maximum(z, 0), lambda z: z > 0)


def leaky_relu(rng, scale):
    return dense(rng, scale, lambda z: np.where(z > 0, z, 0.1 * z), lambda z: np.where(z > 0, 1, 0.1))


def gelu(rng, scale):
    c = np.sqrt(2 / np.pi)

    def slope(z):
        t = np.tanh(c * (z + 0.044715 * z**3))
        return (1 + t) / 2 + z / 2 * (1 - t * t) * c * (1 + 3 * 0.044715 * z * z)

    return dense(rng, scale, lambda z: z / 2 * (1 + np.tanh(c * (z + 0.044715 * z**3))), slope)


def silu(rng, scale):
    s = lambda z: 1 / (1 + np.exp(-z))  # noqa: E731
    return dense(rng, scale, lambda z: z * s(z), lambda z: s(z) + z * s(z) * (1 - s(z)))


def square_dense(rng, scale):
    """Two layers with square matrices, which may be transposed by mistake."""
    x = rng.normal(size=(4, 4))
    p = [scale * rng.normal(size=(4, 4)), scale * rng.normal(size=(4, 4))]

    def forward(p):
        h = np.tanh(x @ p[0])
        return h @ p[1], (h, p[1])

    def backward(d, kept, fault):
        h, w = kept
        back = d @ (w if fault == "transposed weights" else w.T)
        first = x.T @ (back * (1 - h * h))
        return [first.T if fault == "transposed slopes" else first, h.T @ d]

    return squared_distance(forward, backward, p, rng)


def normalised(axis, rng, scale, spread=1.0):
    """Normalisation over one axis, or over groups, with gain and shift."""
    shape, eps = (6, 8), 1e-5
    p = {
        "x": 3 * scale + spread * scale * rng.normal(size=shape),
        "gain": rng.normal(size=8),
        "shift": rng.normal(size=8),
    }

    def groups(x):
        return x.reshape(6, 2, 4) if axis == 2 else x

    def forward(p):
        g = groups(p["x"])
        centred = g - g.mean(axis=axis, keepdims=True)
        deviation = np.sqrt((centred**2).mean(axis=axis, keepdims=True) + eps * scale**2)
        hat = centred / deviation
        return hat.reshape(shape) * p["gain"] + p["shift"], (hat, deviation, p["gain"])

    def backward(d, kept, fault):
        hat, deviation, gain = kept
        by_hat = groups(d * gain)
        mean = lambda v: v.mean(axis=axis, keepdims=True)  # noqa: E731
        centre = 0 if fault == "no slope of the mean" else mean(by_hat)
        bend = 0 if fault == "no slope of the deviation" else hat * mean(by_hat * hat)
        flat = hat.reshape(shape)
        return {
            "x": ((by_hat - centre - bend) / deviation).reshape(shape), "gain": (d * flat).sum(axis=0),
            "shift": d.mean(axis=0) if fault == "mean" else d.sum(axis=0),
        }  # fmt: skip

    return squared_distance(forward, backward, p, rng)


def batch_norm(rng, scale):
    return normalised(0, rng, scale)


def batch_norm_of_a_small_spread(rng, scale):
    return normalised(0, rng, scale, 1e-3)


def layer_norm(rng, scale):
    return normalised(1, rng, scale)


def group_norm(rng, scale):
    return normalised(2, rng, scale)


def rms_norm(rng, scale):
    p = {"x": scale * rng.normal(size=(4, 5)), "gain": rng.normal(size=5)}

    def forward(p):
        r = np.sqrt((p["x"] ** 2).mean(axis=1, keepdims=True) + 1e-6 * scale**2)
        return p["x"] / r * p["gain"], (p["x"], r, p["gain"])

    def backward(d, kept, fault):
        x, r, gain = kept
        g = d * gain
        bend = 0 if fault == "no slope of the size" else x * (g * x).mean(axis=1, keepdims=True) / r**3
        return {"x": g / r - bend, "gain": (d * x / (1 if fault == "not normalised" else r)).sum(axis=0)}

    return squared_distance(forward, backward, p, rng)


def softmax_cross_entropy(rng, scale):
    z, y = 3 * scale * rng.normal(size=(4, 5)), rng.integers(0, 5, 4)

    def probabilities(z):
        e = np.exp(z - z.max(axis=1, keepdims=True))
        return e / e.sum(axis=1, keepdims=True)

    def cost(z):
        top = z.max(axis=1)
        return float((np.log(np.exp(z - top[:, None]).sum(axis=1)) + top - z[np.arange(4), y]).mean())

    def gradient(z, fault=""):
        a = probabilities(z)
        d = a - np.eye(5)[y]
        if fault == "slope of softmax":
            d = d * a * (1 - a)
        return d if fault == "no average" else d / 4

    return cost, gradient, z


def embedding(rng, scale):
    tokens = np.array([0, 2, 2, 5])
    p = scale * rng.normal(size=(6, 3))

    def forward(p):
        return np.sin(p[tokens]), p

    def backward(d, p, fault):
        d, found = d * np.cos(p[tokens]), np.zeros_like(p)
        if fault == "twice the same row":
            found[tokens] += d
        else:
            np.add.at(found, tokens, d)
        return -found if fault == "sign" else found

    return squared_distance(forward, backward, p, rng)


CASES = [
    *(Case(make, ("no slope", "sign", "mean")) for make in (dense, relu, leaky_relu, gelu, silu)),
    Case(square_dense, ("transposed weights", "transposed slopes")),
    *(
        Case(make, ("no slope of the mean", "no slope of the deviation", "mean"))
        for make in (batch_norm, batch_norm_of_a_small_spread, layer_norm, group_norm)
    ),
    Case(rms_norm, ("no slope of the size", "not normalised")),
    Case(softmax_cross_entropy, ("slope of softmax", "no average")),
    Case(embedding, ("twice the same row", "sign")),
]
