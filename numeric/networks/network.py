"""A feedforward network: its parameters, its outputs, its cost, and its gradient."""

from __future__ import annotations

import copy
import re
import threading
from collections.abc import Sequence
from itertools import pairwise
from numbers import Real
from typing import Any, Self

import numpy as np
from numpy.typing import ArrayLike, DTypeLike

from numeric.arrays import Array
from numeric.networks.activations import ACTIVATIONS
from numeric.networks.backpropagation import Backpropagation, Gradient
from numeric.networks.outputs import OUTPUTS, SOFTMAX, Output


class _LastStep(threading.local):
    """The last step that a thread has made arrays for; no thread sees another one's, and no copy has any."""

    step: Backpropagation | None = None

    def __reduce__(self) -> tuple[Any, ...]:
        return type(self), ()


class Network:
    """A network with layers of the given sizes, the inputs first.

    ``activations`` has a name for each layer but the inputs: ``"sigmoid"``, ``"tanh"``, ``"relu"``, ``"leaky-relu"``,
    ``"softplus"``, ``"silu"``, ``"gelu"``, ``"linear"``, and for the last one also ``"softmax"``.  ``cost`` is
    ``"quadratic"``, ``"cross-entropy"`` (with sigmoid outputs) or ``"log-likelihood"`` (with softmax outputs).
    ``dtype`` is float64 or float32.

    ``weights[l]`` has the shape (neurons, inputs) of a layer, as :math:`w_{jk}` in the book, and is drawn from the
    normal distribution with the standard deviation 1/sqrt(inputs); ``biases[l]`` is drawn from the standard one.  The
    same ``seed`` gives the same network.

    A network is its parameters and no more.  Threads may compute with it at the same time.  A copy has weights and
    biases of its own, however it is made: by :func:`copy.copy`, as of an array, by :func:`copy.deepcopy`, or by pickle.

    Raises :class:`ValueError` for sizes, names and types that do not make a network.

    >>> network = Network([3, 2], ["softmax"], "log-likelihood", seed=1)
    >>> float(network.outputs([[0.0, 0.0, 0.0]]).sum())
    1.0
    """

    def __init__(
        self,
        sizes: Sequence[int],
        activations: Sequence[str],
        cost: str = "quadratic",
        *,
        dtype: DTypeLike = np.float64,
        seed: int | None = None,
    ) -> None:
        self.sizes = _sizes(sizes)
        self.activations, self.cost_name = _layers(self.sizes, activations, cost)
        self.dtype = _dtype(dtype)
        rng = np.random.default_rng(seed)
        shapes = [(after, before) for before, after in pairwise(self.sizes)]
        self.weights: list[Array] = [(rng.standard_normal(s) / np.sqrt(s[1])).astype(self.dtype) for s in shapes]
        self.biases: list[Array] = [rng.standard_normal(s[0]).astype(self.dtype) for s in shapes]
        self._last = _LastStep()

    @property
    def output(self) -> Output:
        return OUTPUTS[self.activations[-1], self.cost_name]

    def __copy__(self) -> Self:
        return copy.deepcopy(self)

    def __repr__(self) -> str:
        layers = ", ".join(f"{size} {name}" for size, name in zip(self.sizes[1:], self.activations, strict=True))
        return f"<Network: {self.sizes[0]} inputs, {layers}, {self.cost_name} cost, {self.dtype}>"

    def astype(self, dtype: DTypeLike) -> Self:
        """A copy with its parameters in another type."""
        other = copy.copy(self)
        other.dtype = _dtype(dtype)
        other.weights = [w.astype(other.dtype) for w in self.weights]
        other.biases = [b.astype(other.dtype) for b in self.biases]
        return other

    def engine(self, examples: int) -> Backpropagation:
        """Backpropagation for this many examples at once, with its arrays; each thread keeps its last one."""
        self.check_parameters()
        step = self._last.step
        if step is None or not step.fits(self, examples):
            step = self._last.step = Backpropagation(self, examples)
        return step

    def outputs(self, x: ArrayLike) -> Array:
        """The activations of the output layer, in rows as the examples are in ``x``."""
        inputs = self.checked_inputs(x)
        return self.engine(len(inputs)).outputs(inputs).copy()

    def cost(self, x: ArrayLike, y: ArrayLike, *, regularisation: float = 0.0) -> float:
        r"""The cost, averaged over the examples: rows of ``x``, with desired outputs in the rows of ``y``.

        A ``regularisation`` :math:`\lambda`, which is not negative, adds :math:`\frac{\lambda}{2n} \sum w^2`, over all
        weights, for the n given examples.
        """
        inputs = self.checked_inputs(x)
        plain = self.engine(len(inputs)).cost(inputs, self.checked_targets(y, len(inputs)))
        shrink = checked_regularisation(regularisation) / len(inputs)
        return plain + shrink / 2 * sum(float(np.vdot(w, w)) for w in self.weights) if shrink else plain

    def gradient(self, x: ArrayLike, y: ArrayLike, *, regularisation: float = 0.0) -> Gradient:
        """The slopes of :meth:`cost` by all weights and biases."""
        inputs = self.checked_inputs(x)
        found = self.engine(len(inputs)).gradient(inputs, self.checked_targets(y, len(inputs))).copy()
        shrink = checked_regularisation(regularisation) / len(inputs)
        for slopes, w in zip(found.weights, self.weights, strict=True):
            np.add(slopes, shrink * w, out=slopes)
        return found

    def check_parameters(self) -> None:
        """Raise a :class:`ValueError` if weights or biases were replaced by others that do not fit this network."""
        for name, arrays in (("weights", self.weights), ("biases", self.biases)):
            shapes = [(after, before)[: 2 - (name == "biases")] for before, after in pairwise(self.sizes)]
            if len(arrays) != len(shapes):
                raise ValueError(f"{name}: expected {len(shapes)} arrays, one for each layer, got {len(arrays)}")
            for place, (array, shape) in enumerate(zip(arrays, shapes, strict=True)):
                plain = isinstance(array, np.ndarray) and not isinstance(array, np.ma.MaskedArray)
                if not plain or array.shape != shape or array.dtype != self.dtype:
                    got = f"{array.shape} of {array.dtype}" if plain else repr(array)
                    raise ValueError(f"{name}[{place}]: expected the shape {shape} of {self.dtype}, got {got}")

    def checked_inputs(self, x: ArrayLike) -> Array:
        """Inputs as an array of the network's type; a :class:`ValueError` says what is wrong with them."""
        return self._checked("x", x, None, self.sizes[0])

    def checked_targets(self, y: ArrayLike, examples: int) -> Array:
        """Desired outputs as an array of the network's type; a :class:`ValueError` says what is wrong with them."""
        targets = self._checked("y", y, examples, self.sizes[-1])
        kind = self.output.targets
        if kind != "any" and not ((targets >= 0) & (targets <= 1)).all():
            bad = targets[(targets < 0) | (targets > 1)][0]
            raise ValueError(f"y: the {self.cost_name} cost needs desired outputs from 0 to 1, got {bad}")
        if kind == "distribution":
            sums = targets.sum(axis=1, dtype=np.float64)
            worst = int(np.argmax(np.abs(sums - 1)))
            if abs(sums[worst] - 1) > 8 * np.finfo(self.dtype).eps * max(4, self.sizes[-1]):
                raise ValueError(
                    f"y: the {self.cost_name} cost needs desired outputs that sum to 1, got a sum of {sums[worst]:.9g} "
                    f"in row {worst}"
                )
        return targets

    def _checked(self, name: str, value: ArrayLike, rows: int | None, columns: int) -> Array:
        wanted = f"shape ({'examples' if rows is None else rows}, {columns})"
        if isinstance(value, np.ma.MaskedArray):
            raise ValueError(f"{name}: expected an array without a mask, got a masked array; fill it or drop its rows")
        try:
            array: Any = np.asarray(value)
        except ValueError:
            raise ValueError(f"{name}: expected an array of {wanted}, got rows of different lengths") from None
        if array.dtype.kind not in "fiub":
            raise ValueError(f"{name}: expected real numbers, got an array of {array.dtype}")
        if array.ndim != 2 or array.shape[1] != columns or (rows is not None and array.shape[0] != rows):
            raise ValueError(f"{name}: expected an array of {wanted}, got {array.shape}")
        if not len(array):
            raise ValueError(f"{name}: expected at least one example, got none")
        with np.errstate(over="ignore"):
            array = np.ascontiguousarray(array, dtype=self.dtype)
        if not np.isfinite(array).all():
            row, column = np.argwhere(~np.isfinite(array))[0]
            where = f"{array[row, column]} at [{row}, {column}]"
            raise ValueError(f"{name}: expected finite numbers of {self.dtype}, got {where}")
        return array


def checked_regularisation(value: float) -> float:
    """A regularisation that can be used; a :class:`ValueError` says what is wrong with it."""
    if not isinstance(value, Real) or not 0 <= value < np.inf:
        raise ValueError(f"regularisation: expected a number from 0, got {value!r}")
    return float(value)


def _dtype(dtype: DTypeLike) -> np.dtype[Any]:
    try:
        found = np.dtype(dtype)
    except TypeError:
        raise ValueError(f"dtype: expected float32 or float64, got {dtype!r}") from None
    if found not in (np.dtype(np.float32), np.dtype(np.float64)):
        raise ValueError(f"dtype: expected float32 or float64, got {found}")
    return found


def _sizes(sizes: Sequence[int]) -> tuple[int, ...]:
    found = tuple(sizes)
    if len(found) < 2 or not all(isinstance(size, int | np.integer) and size >= 1 for size in found):
        raise ValueError(f"sizes: expected at least two whole numbers from 1, got {list(found)}")
    return tuple(map(int, found))


def _layers(sizes: tuple[int, ...], activations: Sequence[str], cost: str) -> tuple[tuple[str, ...], str]:
    if isinstance(activations, str):
        raise ValueError(f"activations: expected a list of names, one for each layer, got the string {activations!r}")
    names, cost = tuple(map(_plain, activations)), _plain(cost)
    if len(names) != len(sizes) - 1:
        raise ValueError(
            f"activations: expected {len(sizes) - 1} names, one for each layer after the inputs, got {names}"
        )
    for name in names[:-1]:
        if name not in ACTIVATIONS:
            got = f"{name!r}, which is for the last layer alone" if name == SOFTMAX else repr(name)
            raise ValueError(f"activations: expected one of {', '.join(ACTIVATIONS)}, got {got}")
    if names[-1] not in (*ACTIVATIONS, SOFTMAX):
        raise ValueError(f"activations: expected one of {', '.join(ACTIVATIONS)} or {SOFTMAX}, got {names[-1]!r}")
    if (names[-1], cost) not in OUTPUTS:
        known = " or ".join(repr(cost_name) for name, cost_name in OUTPUTS if name == names[-1])
        others = {name: f"; {cost} is for {name} outputs" for name, cost_name in OUTPUTS if cost_name == cost}
        hint = HINTS.get(cost, next(iter(others.values()), ""))
        raise ValueError(f"cost: expected {known} with {names[-1]} outputs, got {cost!r}{hint}")
    return names, cost


SYNONYMS = {
    "logistic": "sigmoid", "identity": "linear", "swish": "silu", "bce": "cross-entropy",
    "binary-cross-entropy": "cross-entropy", "categorical-cross-entropy": "log-likelihood", "nll": "log-likelihood",
    "negative-log-likelihood": "log-likelihood",
}  # fmt: skip
"""Other names of the same activations and costs."""
HINTS = {"mse": "; the quadratic cost is half of the squared error"}
"""What to know of a name that means something else."""


def _plain(name: str) -> str:
    """The name in the tables for a name as somebody writes it: ``Leaky_ReLU``, ``logistic``."""
    plain = re.sub(r"[\s_]+", "-", str(name).strip().lower())
    return SYNONYMS.get(plain, plain)
