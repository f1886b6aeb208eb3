"""The gradient of one mini-batch and the gradient check, side by side with others, interleaved, in one process.

Run with ``pytest tests/benchmarks/test_numeric_speed.py -n 0 --benchmark-enable --benchmark-only -s``; the peers are those of
the extra ``bench``, and are left out when they are not installed, as is Numba, of the extra ``fast``.  Nothing here fails for being slow.
"""

import os
import statistics
from time import perf_counter

import numpy as np
import pytest

from numeric import Backpropagation, Network, check_gradients
from numeric.networks.kernels import INSTALLED

SIZES = ([784, 100, 10], [784, 256, 256, 10])
SETTLING = 0.02
"""For how many seconds a function is called before it is timed."""

BATCHES = (1, 10, 100, 1000, 10_000)


def interleaved(runs, rounds=15):
    """The median time of each of several functions, called in turn.

    A function is called for some time before one call is timed, so that it does not pay for the threads that the one
    before left spinning.
    """
    times = {name: [] for name in runs}
    for _ in range(rounds):
        for name, run in runs.items():
            settled = perf_counter() + SETTLING
            while True:
                run()
                start = perf_counter()
                if start > settled:
                    break
            run()
            times[name].append(perf_counter() - start)
    return {name: statistics.median(found) for name, found in times.items()}


def products(network, x):
    """The matrix products of a step alone, with an example in each row and with one in each column."""
    count, weights = len(x), network.weights
    by_weight = [np.empty_like(w) for w in weights]
    rows, columns = ([np.ones((count, n), x.dtype) for n in network.sizes] for _ in range(2))
    columns = [np.ascontiguousarray(part.T) for part in columns]

    def in_rows():
        below = x
        for place, w in enumerate(weights):
            np.matmul(below, w.T, out=rows[place + 1])
            below = rows[place + 1]
        for place in reversed(range(len(weights))):
            np.matmul(rows[place + 1].T, rows[place] if place else x, out=by_weight[place])
            if place:
                np.matmul(rows[place + 1], weights[place], out=rows[place])

    def in_columns():
        below = x.T
        for place, w in enumerate(weights):
            np.matmul(w, below, out=columns[place + 1])
            below = columns[place + 1]
        for place in reversed(range(len(weights))):
            np.matmul(columns[place + 1], columns[place].T if place else x, out=by_weight[place])
            if place:
                np.matmul(weights[place].T, columns[place + 1], out=columns[place])

    return {"products in rows": in_rows, "products in columns": in_columns}


def in_numpy(network, examples):
    """A step without compiled passes."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("numeric.networks.layers.COMPILED_FROM", float("inf"))
        return Backpropagation(network, examples)


def plain(network, x, y):
    """Vectorised backpropagation as one writes it first."""

    def run():
        a, zs = [x], []
        for w, b in zip(network.weights, network.biases, strict=True):
            zs.append(a[-1] @ w.T + b)
            a.append(1 / (1 + np.exp(-zs[-1])))
        e = np.exp(zs[-1] - zs[-1].max(axis=1, keepdims=True))
        delta = (e / e.sum(axis=1, keepdims=True) - y) / len(x)
        for place in reversed(range(len(network.weights))):
            _ = delta.T @ a[place], delta.sum(axis=0)
            if place:
                delta = (delta @ network.weights[place]) * (a[place] * (1 - a[place]))

    return run


def per_example(network, x, y):
    """One example after another."""
    steps = plain(network, x[:1], y[:1])
    return lambda: [steps() for _ in range(len(x))]


def pytorch(network, x, y):
    torch = pytest.importorskip("torch")
    xs, ys = torch.from_numpy(x), torch.from_numpy(y.argmax(axis=1))
    parameters = [torch.from_numpy(p.copy()).requires_grad_() for p in (*network.weights, *network.biases)]
    count = len(network.weights)

    def run():
        a = xs
        for place in range(count):
            z = torch.nn.functional.linear(a, parameters[place], parameters[count + place])
            a = torch.sigmoid(z)
        torch.autograd.grad(torch.nn.functional.cross_entropy(z, ys), parameters)

    return run


def jax_jit(network, x, y):
    jax = pytest.importorskip("jax")
    jax.config.update("jax_enable_x64", True)
    count = len(network.weights)

    def cost(parameters, xs, ys):
        a = xs
        for place in range(count):
            z = a @ parameters[place].T + parameters[count + place]
            a = jax.nn.sigmoid(z)
        return -(ys * jax.nn.log_softmax(z)).sum() / len(xs)

    gradient = jax.jit(jax.grad(cost))
    parameters = [jax.numpy.asarray(p) for p in (*network.weights, *network.biases)]
    xs, ys = jax.numpy.asarray(x), jax.numpy.asarray(y)
    return lambda: jax.block_until_ready(gradient(parameters, xs, ys))


@pytest.mark.parametrize("batch", BATCHES)
@pytest.mark.parametrize("dtype", [np.float32, np.float64], ids=lambda t: t.__name__)
@pytest.mark.parametrize("sizes", SIZES, ids=str)
def test_a_gradient_against_its_matrix_products_and_others(benchmark, table, sizes, batch, dtype):
    network = Network(sizes, ["sigmoid"] * (len(sizes) - 2) + ["softmax"], "log-likelihood", dtype=dtype, seed=0)
    rng = np.random.default_rng(0)
    x = network.checked_inputs(rng.random((batch, sizes[0])))
    y = network.checked_targets(np.eye(10)[rng.integers(0, 10, batch)], batch)
    step = in_numpy(network, batch)
    runs = {"numeric": lambda: step.gradient(x, y), **products(network, x), "plain": plain(network, x, y)}
    if INSTALLED:
        fast = Backpropagation(network, batch)
        runs["with Numba"] = lambda: fast.gradient(x, y)
    for name, peer in (("torch", pytorch), ("jax", jax_jit)):
        try:
            runs[name] = peer(network, x, y)
        except pytest.skip.Exception:
            continue
    if batch == 100:
        runs["one by one"] = per_example(network, x, y)
    found = interleaved(runs)
    alone = min(seconds for name, seconds in found.items() if name.startswith("products"))
    ratios = {name: seconds / alone for name, seconds in found.items() if not name.startswith("products")}
    names = ("numeric", "with Numba", "plain", "torch", "jax", "one by one")
    cells = [f"{ratios[name]:.2f}" if name in ratios else "" for name in names]
    row = [", ".join(map(str, sizes)), np.dtype(dtype), f"{batch:,}", f"{alone * 1e6:,.0f} µs", *cells]
    table.append(f"| {' | '.join(map(str, row))} |")
    benchmark.extra_info |= ratios
    benchmark.pedantic(runs["numeric"], rounds=3)


@pytest.fixture(scope="module")
def table():
    """The rows of the table, which is printed at the end."""
    rows = []
    yield rows
    print(f"\n\n{os.cpu_count()} cores, BLAS threads: {blas_threads()}\n")
    print("| network | type | batch | products | `numeric` | with Numba | plain NumPy | PyTorch | JAX | one by one |")
    print("|---|---|---|---|---|---|---|---|---|---|", *rows, sep="\n")


def blas_threads():
    """How many threads NumPy's matrix products take."""
    try:
        from threadpoolctl import threadpool_info
    except ImportError:
        return os.environ.get("OPENBLAS_NUM_THREADS", "as many as cores")
    return ", ".join(str(library["num_threads"]) for library in threadpool_info() if library["user_api"] == "blas")


def test_the_gradient_check_against_others(benchmark):
    network = Network([20, 15, 10], ["tanh", "softmax"], "log-likelihood", seed=0)
    rng = np.random.default_rng(0)
    x, y = rng.normal(size=(8, 20)), np.eye(10)[rng.integers(0, 10, 8)]
    runs = {"check_gradients": lambda: check_gradients(network, x, y)}
    try:
        runs["scipy check_grad"] = scipy_check(network, x, y)
        runs["torch gradcheck"] = torch_check(network, x, y)
    except pytest.skip.Exception:
        pass
    found = interleaved(runs)
    own = found["check_gradients"]
    print(
        f"\n[20, 15, 10], 475 parameters: {own * 1e3:.1f} ms; "
        + ", ".join(f"{n} {s / own:.1f} x" for n, s in found.items())
    )
    benchmark.pedantic(runs["check_gradients"], rounds=3)


def scipy_check(network, x, y):
    optimize = pytest.importorskip("scipy.optimize")
    parameters = [*network.weights, *network.biases]
    sizes = np.cumsum([p.size for p in parameters])[:-1]

    def put(flat):
        parts = [part.reshape(p.shape) for part, p in zip(np.split(flat, sizes), parameters, strict=True)]
        network.weights, network.biases = parts[: len(network.weights)], parts[len(network.weights) :]

    step = Backpropagation(network, len(x))

    def cost(flat):
        put(flat)
        return step.cost(x, y)

    def gradient(flat):
        put(flat)
        found = step.gradient(x, y)
        return np.concatenate([p.ravel() for p in (*found.weights, *found.biases)])

    start = np.concatenate([p.ravel() for p in parameters])
    return lambda: optimize.check_grad(cost, gradient, start)


def torch_check(network, x, y):
    torch = pytest.importorskip("torch")
    xs, ys = torch.from_numpy(x), torch.from_numpy(y.argmax(axis=1))
    parameters = [torch.from_numpy(p.copy()).requires_grad_() for p in (*network.weights, *network.biases)]

    def cost(w1, w2, b1, b2):
        hidden = torch.tanh(torch.nn.functional.linear(xs, w1, b1))
        return torch.nn.functional.cross_entropy(torch.nn.functional.linear(hidden, w2, b2), ys)

    return lambda: torch.autograd.gradcheck(cost, parameters)
