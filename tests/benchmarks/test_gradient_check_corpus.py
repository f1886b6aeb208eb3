"""The gradient check side by side with those of others, on the corpus of functions.

Run with ``pytest tests/benchmarks/test_gradient_check_corpus.py -n 0 --benchmark-enable --benchmark-only -s``; the peers are
SciPy, PyTorch, JAX and autograd, and are left out when they are not installed.  Each gets the corpus's function and
gradient as they are, with the tolerances that it has by default.
"""

import warnings
from time import perf_counter

import numpy as np
import pytest

from numeric import Verdict, check_gradients
from numeric.gradients.functions.structure import slopes_like, structure_of
from tests.numeric.functions.corpus import CORPUS
from tests.numeric.functions.planted import faulty, scaled

SCALES = (0.1, 1.0)
SIZES = 10.0 ** -np.arange(2, 13, 2)
"""How large the faults are, relative to all slopes, of which the smallest one that is found is looked for."""


def flat(cost, gradient, parameters):
    """The same functions of one vector."""
    structure = structure_of(parameters)
    cuts = np.cumsum([leaf.numbers.size for leaf in structure.leaves])[:-1]

    def back(x):
        parts = np.split(np.asarray(x, dtype=float), cuts)
        return structure.copied(
            [part.reshape(leaf.numbers.shape) for part, leaf in zip(parts, structure.leaves, strict=True)]
        )

    def slopes(x):
        return np.concatenate([s.ravel() for s in slopes_like(parameters, gradient(back(x)))])

    return lambda x: float(cost(back(x))), slopes, np.concatenate([leaf.numbers.ravel() for leaf in structure.leaves])


def own(cost, gradient, parameters):
    return check_gradients(cost, gradient, parameters).verdict


def scipy_check_grad(cost, gradient, parameters):
    """Passes below 1e-5 of the gradient's norm, as its users have it."""
    optimize = pytest.importorskip("scipy.optimize")
    f, slopes, x = flat(cost, gradient, parameters)
    return _verdict(optimize.check_grad(f, slopes, x) <= 1e-5 * max(np.linalg.norm(slopes(x)), 1e-300))


def scipy_approx_derivative(cost, gradient, parameters):
    """Central differences, with NumPy's default of a relative error of 1e-5."""
    optimize = pytest.importorskip("scipy.optimize._numdiff")
    f, slopes, x = flat(cost, gradient, parameters)
    return _verdict(np.allclose(slopes(x), optimize.approx_derivative(f, x, method="3-point").ravel()))


def torch_gradcheck(cost, gradient, parameters):
    torch = pytest.importorskip("torch")
    f, slopes, x = flat(cost, gradient, parameters)

    class Function(torch.autograd.Function):
        @staticmethod
        def forward(ctx, p):
            ctx.save_for_backward(p)
            return torch.tensor(f(p.detach().numpy()), dtype=torch.float64)

        @staticmethod
        def backward(ctx, d):
            return d * torch.from_numpy(slopes(ctx.saved_tensors[0].detach().numpy()))

    p = torch.tensor(x, requires_grad=True)
    return _verdict(torch.autograd.gradcheck(Function.apply, (p,), raise_exception=False))


def jax_check_grads(cost, gradient, parameters):
    jax = pytest.importorskip("jax")
    test_util = pytest.importorskip("jax.test_util")
    jax.config.update("jax_enable_x64", True)
    f, slopes, x = flat(cost, gradient, parameters)

    @jax.custom_vjp
    def function(p):
        return jax.pure_callback(lambda q: np.float64(f(q)), jax.ShapeDtypeStruct((), np.float64), p)

    def backward(p, d):
        return (d * jax.pure_callback(slopes, jax.ShapeDtypeStruct(x.shape, np.float64), p),)

    function.defvjp(lambda p: (function(p), p), backward)
    return _passes(lambda: test_util.check_grads(function, (jax.numpy.asarray(x),), 1, modes=["rev"]))


def autograd_check_grads(cost, gradient, parameters):
    extend = pytest.importorskip("autograd.extend")
    test_util = pytest.importorskip("autograd.test_util")
    f, slopes, x = flat(cost, gradient, parameters)
    function = extend.primitive(f)
    extend.defvjp(function, lambda _, p: lambda d: d * slopes(p))
    return _passes(lambda: test_util.check_grads(function, modes=["rev"], order=1)(x))


def _passes(check):
    try:
        check()
    except (AssertionError, ValueError):
        return Verdict.WRONG
    return Verdict.RIGHT


def _verdict(passed):
    return Verdict.RIGHT if passed else Verdict.WRONG


CHECKS = {
    "`check_gradients`": own, "scipy `check_grad`": scipy_check_grad, "scipy `approx_derivative`": scipy_approx_derivative,
    "torch `gradcheck`": torch_gradcheck, "jax `check_grads`": jax_check_grads, "autograd `check_grads`": autograd_check_grads,
}  # fmt: skip


def cases():
    for case in CORPUS:
        for scale in SCALES:
            yield case, *case.make(np.random.default_rng(0), scale)


def score(check):
    """False alarms, cannot tell, faults of the code and small faults that passed, the smallest fault seen, milliseconds."""
    alarms = untold = runs = 0
    misses, planted = [0, 0], [0, 0]
    smallest, seconds = [], 0.0
    for case, cost, gradient, p in cases():
        start = perf_counter()
        verdict = check(cost, gradient, p)
        seconds += perf_counter() - start
        alarms, untold, runs = alarms + (verdict is Verdict.WRONG), untold + (verdict is Verdict.CANNOT_TELL), runs + 1
        for fault, wrong in faulty(case, gradient, p, np.random.default_rng(0)):
            small = fault not in case.faults
            misses[small] += check(cost, wrong, p) is Verdict.RIGHT
            planted[small] += 1
        if verdict is not Verdict.WRONG and not case.single:
            seen = [s for s in SIZES if check(cost, scaled(gradient, lambda a, s=s: a * (1 + s)), p) is Verdict.WRONG]
            smallest.append(min(seen, default=1.0))
    return [
        f"{alarms} of {runs}", str(untold), f"{misses[0]} of {planted[0]}", f"{misses[1]} of {planted[1]}", f"{np.median(smallest):.0e}", f"{seconds / runs * 1e3:.1f}",
    ]  # fmt: skip


@pytest.fixture(scope="module")
def table():
    """The rows of the table, which is printed at the end."""
    rows = []
    yield rows
    print(
        "\n\n| check | false alarms | cannot tell | faults of the code passed | small faults passed | smallest fault seen | ms |\n|---|---|---|---|---|---|---|"
    )
    print(*rows, sep="\n")


@pytest.mark.parametrize("name", CHECKS)
def test_the_gradient_check_and_others_on_the_corpus(benchmark, table, name):
    with warnings.catch_warnings(), np.errstate(all="ignore"):
        warnings.simplefilter("ignore")
        found = score(CHECKS[name])
    table.append(f"| {name} | {' | '.join(found)} |")
    _, cost, gradient, p = next(cases())
    benchmark.pedantic(CHECKS[name], args=(cost, gradient, p), rounds=3)
