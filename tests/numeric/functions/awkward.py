"""Functions that are steep, flat, periodic, noisy or kinked, or of very different sizes."""

import numpy as np

from tests.numeric.functions.case import Case


def elementwise(value, slope, faults, drawn, name):
    """A sum of one function of each parameter; each fault is a wrong slope."""

    def make(rng, scale):
        def gradient(p, fault=""):
            return (faults[fault] if fault else slope)(p)

        return lambda p: value(p).sum(), gradient, drawn(rng, scale)

    return Case(make, tuple(faults), name)


def normal(rng, scale):
    return scale * rng.normal(size=6)


def positive(rng, scale):
    return scale * np.exp(3 * rng.normal(size=6))


def noisy(rng, scale):
    """The solution of an equation, by iteration, and given to ten digits."""
    a = rng.normal(size=(4, 4)) / 4

    def fixed_point(p):
        x = np.zeros(4)
        for _ in range(120):
            x = np.tanh(a @ x + p)
        return x

    def cost(p):
        return float(np.round(np.square(fixed_point(p)).sum(), 10))

    def gradient(p, fault=""):
        x = fixed_point(p)
        s = 1 - x * x
        if fault == "explicit part alone":
            return 2 * x * s
        matrix = np.eye(4) - s[:, None] * a
        return s * np.linalg.solve(matrix if fault == "transposed" else matrix.T, 2 * x)

    return cost, gradient, scale * rng.normal(size=4)


def sizes(rng, scale):
    """Terms of sizes from 1e-3 to 1e3, with parameters of sizes from 1e3 to 1e-3."""
    factor = 10.0 ** np.arange(-3, 4)

    def gradient(p, fault=""):
        slopes = factor * np.cos(p * factor)
        return slopes * {"": 1, "twice": 2, "last": np.where(np.arange(7) < 6, 1, 1.01)}[fault]

    return lambda p: np.sin(p * factor).sum(), gradient, scale * rng.normal(size=7) / factor


def rosenbrock(rng, scale):
    def gradient(p, fault=""):
        x, y = p
        first = -2 * (1 - x) - 400 * x * (y - x * x)
        return [first, (100 if fault == "half" else 200) * (y - (x if fault == "no square" else x * x))]

    return (
        lambda p: (1 - p[0]) ** 2 + 100 * (p[1] - p[0] ** 2) ** 2,
        gradient,
        [float(v) for v in scale * rng.normal(size=2)],
    )


def l1_regularised(rng, scale):
    a, b = rng.normal(size=(8, 5)), rng.normal(size=8)

    def gradient(p, fault=""):
        part = 0 if fault == "no penalty" else (p if fault == "squared penalty" else np.sign(p))
        return a.T @ (a @ p - b) + 0.3 * part

    return lambda p: np.square(a @ p - b).sum() / 2 + 0.3 * np.abs(p).sum(), gradient, scale * rng.normal(size=5)


CASES = [
    elementwise(lambda p: np.exp(20 * p), lambda p: 20 * np.exp(20 * p), {"no factor": lambda p: np.exp(20 * p), "a bit": lambda p: 20.001 * np.exp(20 * p)}, lambda r, s: r.normal(size=4) * min(s, 1) / 4, "steep"),
    elementwise(lambda p: 1 / (1 + np.exp(-p)), lambda p: np.exp(-p) / (1 + np.exp(-p)) ** 2, {"value": lambda p: 1 / (1 + np.exp(-p)), "twice": lambda p: 2 * np.exp(-p) / (1 + np.exp(-p)) ** 2}, normal, "flat"),
    elementwise(lambda p: np.sin(1000 * p), lambda p: 1000 * np.cos(1000 * p), {"twice": lambda p: 2000 * np.cos(1000 * p), "no factor": lambda p: np.cos(1000 * p)}, normal, "periodic"),
    elementwise(lambda p: np.sin(1e5 * p), lambda p: 1e5 * np.cos(1e5 * p), {"twice": lambda p: 2e5 * np.cos(1e5 * p), "sign": lambda p: -1e5 * np.cos(1e5 * p)}, normal, "very periodic"),
    elementwise(np.log, lambda p: 1 / p, {"sign": lambda p: -1 / p, "no quotient": lambda p: p}, positive, "logarithm"),
    elementwise(lambda p: p * np.log(p), lambda p: np.log(p) + 1, {"no 1": np.log, "no log": np.ones_like}, positive, "entropy"),
    elementwise(lambda p: np.abs(p) ** 1.5, lambda p: 1.5 * np.sign(p) * np.abs(p) ** 0.5, {"no sign": lambda p: 1.5 * np.abs(p) ** 0.5, "no factor": lambda p: np.sign(p) * np.abs(p) ** 0.5}, normal, "power"),
    elementwise(lambda p: p**2 + 1e-4 * np.sin(3e3 * p), lambda p: 2 * p + 0.3 * np.cos(3e3 * p), {"no ripple": lambda p: 2 * p, "half the ripple": lambda p: 2 * p + 0.15 * np.cos(3e3 * p)}, normal, "ripple"),
    Case(noisy, ("explicit part alone", "transposed"), "fixed point"), Case(sizes, ("twice", "last")), Case(rosenbrock, ("half", "no square")),
    Case(l1_regularised, ("no penalty", "squared penalty")),
]  # fmt: skip
