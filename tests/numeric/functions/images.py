"""Convolutions and pooling."""

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view

from tests.numeric.functions.case import Case, squared_distance


def convolution(rng, scale):
    x = rng.normal(size=(2, 2, 5, 5))
    p = {"kernel": scale * rng.normal(size=(3, 2, 2, 2)), "bias": scale * rng.normal(size=3)}
    windows = sliding_window_view(x, (2, 2), axis=(2, 3))

    def forward(p):
        z = np.einsum("ncijkl,fckl->nfij", windows, p["kernel"]) + p["bias"][:, None, None]
        return np.tanh(z), z

    def backward(d, z, fault):
        d = d * (1 - np.tanh(z) ** 2)
        kernel = np.einsum("ncijkl,nfij->fckl", windows, d)
        if fault == "flipped":
            kernel = kernel[..., ::-1, ::-1]
        return {
            "kernel": kernel,
            "bias": d[:1].sum(axis=(0, 2, 3)) if fault == "first image" else d.sum(axis=(0, 2, 3)),
        }

    return squared_distance(forward, backward, p, rng)


def convolution_inputs(rng, scale):
    """The slopes by the image, with a dilated kernel in one dimension."""
    kernel = rng.normal(size=3)

    def forward(x):
        return sum(kernel[k] * x[2 * k : 2 * k + 8] for k in range(3)) ** 2, x

    def backward(d, x, fault):
        inside = sum(kernel[k] * x[2 * k : 2 * k + 8] for k in range(3))
        d, found = 2 * d * inside, np.zeros_like(x)
        for k in range(3):
            found[(k if fault == "no dilation" else 2 * k) :][:8] += kernel[2 - k if fault == "flipped" else k] * d
        return found

    return squared_distance(forward, backward, scale * rng.normal(size=12), rng)


def max_pooling(rng, scale):
    def parts(x):
        return x.reshape(2, 2, 2, 3, 2).transpose(0, 1, 3, 2, 4).reshape(2, 2, 3, 4)

    def forward(x):
        return parts(x).max(axis=-1), x

    def backward(d, x, fault):
        p = parts(x)
        best = np.eye(4)[(p.argmin if fault == "least" else p.argmax)(axis=-1)]
        if fault == "all of them":
            best = np.ones_like(best) / 4
        return (best * d[..., None]).reshape(2, 2, 3, 2, 2).transpose(0, 1, 3, 2, 4).reshape(2, 4, 6)

    return squared_distance(forward, backward, scale * rng.normal(size=(2, 4, 6)), rng)


def average_pooling(rng, scale):
    def forward(x):
        return np.sin(x.reshape(2, 2, 2, 3, 2).mean(axis=(2, 4))), x

    def backward(d, x, fault):
        inside = x.reshape(2, 2, 2, 3, 2).mean(axis=(2, 4))
        d = d * (1 if fault == "no slope" else np.cos(inside))
        return np.repeat(np.repeat(d, 2, axis=1), 2, axis=2) / (1 if fault == "sum" else 4)

    return squared_distance(forward, backward, scale * rng.normal(size=(2, 4, 6)), rng)


CASES = [
    Case(convolution, ("flipped", "first image")), Case(convolution_inputs, ("flipped", "no dilation")),
    Case(max_pooling, ("least", "all of them")), Case(average_pooling, ("no slope", "sum")),
]  # fmt: skip
