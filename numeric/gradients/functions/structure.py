"""Parameters as somebody's code has them, and as arrays of numbers; each comes back in the form in which it came.

The parts of a structure are lists, tuples, named tuples, dictionaries and dataclasses, as deep as one likes.  At their
ends, the *leaves*, are numbers, lists of numbers, NumPy arrays, PyTorch tensors, JAX arrays and pandas Series and
DataFrames.  A library is looked for only among those that are imported already.
"""

from __future__ import annotations

import copy
import dataclasses
import sys
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import DTypeLike

from numeric.arrays import Array

WANTED = "numbers, arrays, tensors, and lists, tuples, dicts and dataclasses of them"


@dataclass(frozen=True)
class Kind:
    """A kind of leaf: what belongs to it, its numbers as an array, and an array of the same shape in its form.

    ``back(like, array)`` may share the array's memory, and does if ``shares``.  ``dtype(like)`` is the type of the
    numbers that it is handed over in.
    """

    belongs: Callable[[Any], bool]
    numbers: Callable[[Any], Any]
    back: Callable[[Any, Array], Any]
    shares: bool = False
    dtype: Callable[[Any], DTypeLike] = lambda _: np.float64


def _of_library(library: str, name: str) -> Callable[[Any], bool]:
    def belongs(part: Any) -> bool:
        return isinstance(part, getattr(sys.modules.get(library), name, ()))

    return belongs


def is_number(part: Any) -> bool:
    """Whether it is a real number, of Python or NumPy."""
    return isinstance(part, int | float | np.integer | np.floating) and not isinstance(part, bool | np.bool_)


def _are_numbers(part: Any) -> bool:
    return type(part) in (list, tuple) and len(part) > 0 and all(map(is_number, part))


def _tensor(like: Any, array: Array) -> Any:
    tensor = sys.modules["torch"].from_numpy(array).to(like.device)
    return tensor.requires_grad_(like.requires_grad)


is_tensor = _of_library("torch", "Tensor")
is_jax_array = _of_library("jax", "Array")
_is_series, _is_frame = _of_library("pandas", "Series"), _of_library("pandas", "DataFrame")


def _is_labelled(part: Any) -> bool:
    return _is_series(part) or _is_frame(part)


def _jax_array(like: Any, array: Array) -> Any:
    return sys.modules["jax"].numpy.array(array, like.dtype if np.dtype(like.dtype).kind not in "iu" else None)


KINDS = (
    Kind(is_number, lambda part: part, lambda _, array: float(array)),
    Kind(_are_numbers, lambda part: part, lambda like, array: type(like)(array.tolist())),
    Kind(
        lambda part: isinstance(part, np.ndarray),
        lambda part: part,
        lambda like, array: array if type(like) is np.ndarray else array.view(type(like)),
        shares=True,
    ),
    Kind(
        is_tensor, lambda part: part.detach().cpu().numpy(), _tensor, shares=True,
        dtype=lambda part: part.detach().cpu().numpy().dtype,
    ),
    Kind(
        is_jax_array, np.asarray, _jax_array,
        dtype=lambda part: np.asarray(part).dtype,
    ),
    Kind(
        _is_series, np.asarray,
        lambda like, array: type(like)(array.copy(), index=like.index, name=like.name),
    ),
    Kind(
        _is_frame, np.asarray,
        lambda like, array: type(like)(array.copy(), index=like.index, columns=like.columns),
    ),
)  # fmt: skip
"""The kinds of leaves."""


@dataclass(frozen=True)
class Leaf:
    """An array of parameters: its place in the structure, as ``parameters['w'][0]``, its numbers, and its form."""

    name: str
    numbers: Array
    like: Any
    kind: Kind

    @property
    def dtype(self) -> np.dtype[Any]:
        """The type in which it is handed over."""
        found = np.dtype(self.kind.dtype(self.like))
        return found if found.kind == "f" else np.dtype(np.float64)


@dataclass(frozen=True)
class Structure:
    """The leaves of a structure; ``build`` makes the structure again from what stands for each."""

    leaves: tuple[Leaf, ...]
    build: Callable[[Iterator[Any]], Any]

    def made(self, leaves: list[Any]) -> Any:
        return self.build(iter(leaves))

    def copied(self, arrays: list[Array]) -> Any:
        """The structure with these numbers, in memory of its own."""
        pairs = zip(self.leaves, arrays, strict=True)
        return self.made([leaf.kind.back(leaf.like, np.array(array, leaf.dtype)) for leaf, array in pairs])


def structure_of(parameters: Any, name: str = "parameters") -> Structure:
    """The structure of some parameters.  Raises :class:`TypeError` where something else than real numbers is in it.

    >>> found = structure_of({"w": np.zeros((2, 3)), "b": [0.0, 1.0]})
    >>> [(leaf.name, leaf.numbers.shape) for leaf in found.leaves]
    [("parameters['w']", (2, 3)), ("parameters['b']", (2,))]
    >>> found.copied([np.ones((2, 3)), np.array([2.0, 3.0])])["b"]
    [2.0, 3.0]
    """
    leaves: list[Leaf] = []
    build = _parsed(parameters, name, leaves)
    return Structure(tuple(leaves), build)


def parameters_of(at: Any) -> Structure:
    """The structure of the parameters; :class:`ValueError` if there are none, or some are not finite."""
    structure = structure_of(at)
    for leaf in structure.leaves:
        if not np.isfinite(leaf.numbers).all():
            where = tuple(int(i) for i in np.argwhere(~np.isfinite(leaf.numbers))[0])
            index = f" at [{', '.join(map(str, where))}]" if where else ""
            raise ValueError(f"{leaf.name}: expected finite numbers, got {leaf.numbers[where]}{index}")
    if not sum(leaf.numbers.size for leaf in structure.leaves):
        raise ValueError("parameters: expected at least one number, got none")
    return structure


def _parsed(part: Any, name: str, leaves: list[Leaf]) -> Callable[[Iterator[Any]], Any]:
    kind = next((kind for kind in KINDS if kind.belongs(part)), None)
    if kind is not None:
        leaves.append(Leaf(name, real_numbers(part, name), part, kind))
        return next
    parts = children(part, name)
    if parts is None:
        raise TypeError(f"{name}: expected {WANTED}, got {shown(part)}; give what is no parameter in another way")
    builds = [(key, _parsed(child, place, leaves)) for key, place, child in parts]

    def build(values: Iterator[Any]) -> Any:
        return _remade(part, [(key, make(values)) for key, make in builds])

    return build


def children(part: Any, name: str) -> list[tuple[Any, str, Any]] | None:
    """The parts of a container, each with its key and its place; ``None`` if it is none."""
    if isinstance(part, Mapping):
        return [(key, f"{name}[{key!r}]", child) for key, child in part.items()]
    if isinstance(part, tuple) and hasattr(part, "_fields"):
        return [(field, f"{name}.{field}", getattr(part, field)) for field in part._fields]
    if isinstance(part, list | tuple):
        return [(place, f"{name}[{place}]", child) for place, child in enumerate(part)]
    if dataclasses.is_dataclass(part) and not isinstance(part, type):
        fields = [(field.name, getattr(part, field.name)) for field in dataclasses.fields(part)]
        # names, settings and functions are no parameters
        return [
            (key, f"{name}.{key}", child)
            for key, child in fields
            if not (isinstance(child, str | bool | None) or callable(child))
        ]
    return None


def _remade(like: Any, parts: list[tuple[Any, Any]]) -> Any:
    if isinstance(like, Mapping):
        try:
            made = copy.copy(like)
            for key, child in parts:
                made[key] = child  # type: ignore[index]
        except TypeError:  # a mapping that cannot be changed
            return dict(parts)
        return made
    if isinstance(like, list | tuple):
        return getattr(like, "_make", type(like))([child for _, child in parts])
    made = copy.copy(like)
    for key, child in parts:
        object.__setattr__(made, key, child)
    return made


def real_numbers(part: Any, name: str) -> Array:
    """An array of float64 with the numbers of anything that has some; :class:`TypeError` if they are not real."""
    kind = next((kind for kind in KINDS if kind.belongs(part)), None)
    if isinstance(part, np.ma.MaskedArray):
        raise TypeError(f"{name}: expected real numbers, got a masked array; fill it, or leave out what is masked")
    try:
        array = np.asarray(part if kind is None else kind.numbers(part))
    except (TypeError, ValueError) as problem:
        raise TypeError(f"{name}: expected real numbers, got {shown(part)}: {problem}") from None
    if array.dtype.kind == "c":
        raise TypeError(
            f"{name}: expected real numbers, got {array.dtype}; make the real and the imaginary parts two parameters"
        )
    if array.dtype.kind not in "fiu":
        raise TypeError(f"{name}: expected real numbers, got {shown(part)}")
    return np.array(array, dtype=np.float64, order="C")


def slopes_like(structure_part: Any, gradient: Any, name: str = "parameters", what: str = "gradient") -> list[Array]:
    """The slopes of a gradient, an array for each leaf of the parameters; ``what`` it is, is said in messages.

    Lists, tuples and arrays may stand for each other, and a tuple of one part for the part, as PyTorch and JAX give
    it.  What pandas labels is put in the order of the parameters' labels.  Raises :class:`ValueError` where the two do
    not fit, and :class:`TypeError` for what is no real number.
    """
    if any(kind.belongs(structure_part) for kind in KINDS):
        expected = real_numbers(structure_part, name)
        if gradient is None or isinstance(gradient, Mapping):
            raise TypeError(f"{what}: expected numbers for {name}, of shape {expected.shape}, got {shown(gradient)}")
        if type(gradient) is tuple and len(gradient) == 1 and not is_number(gradient[0]):
            (gradient,) = gradient
        if getattr(gradient, "dtype", None) == np.bool_:  # where a ReLU passes a slope on
            gradient = gradient * 1.0
        found = real_numbers(_in_order(structure_part, gradient, f"{what}: {name}"), f"{what}: {name}")
        if found.shape != expected.shape and not found.size == expected.size == 1:
            raise ValueError(f"{what}: expected {name} of shape {expected.shape}, got {found.shape}")
        return [found.reshape(expected.shape)]
    wanted = children(structure_part, name) or []
    if isinstance(gradient, np.ndarray | Mapping | list | tuple) and isinstance(structure_part, list | tuple):
        if len(gradient) != len(wanted) or isinstance(gradient, Mapping):
            raise ValueError(f"{what}: expected the {len(wanted)} parts of {name}, got {shown(gradient)}")
        pairs = [(place, child, gradient[i]) for i, (_, place, child) in enumerate(wanted)]
    else:
        given = {key: child for key, _, child in children(gradient, name) or []}
        if odd := [place for key, place, _ in wanted if key not in given] + [
            k for k in given if k not in {w[0] for w in wanted}
        ]:
            raise ValueError(
                f"{what}: expected the structure of the {name}, got {shown(gradient)}; only one of the two has "
                f"{', '.join(map(str, odd))}"
            )
        pairs = [(place, child, given[key]) for key, place, child in wanted]
    return [array for place, child, part in pairs for array in slopes_like(child, part, place, what)]


def _in_order(like: Any, part: Any, name: str) -> Any:
    """The numbers that pandas labels, in the order of the labels of the parameters."""
    if not (_is_labelled(like) and _is_labelled(part)) or len(like.axes) != len(part.axes):
        return part
    for axis, (wanted, given) in enumerate(zip(like.axes, part.axes, strict=True)):
        if given.equals(wanted):
            continue
        if not (given.is_unique and len(given) == len(wanted) and wanted.isin(given).all()):
            raise ValueError(f"{name}: expected the labels {list(wanted)}, got {list(given)}")
        part = part.reindex(wanted, axis=axis)
    return part


def shown(part: Any) -> str:
    """A short text for a message about something that was given."""
    if isinstance(part, np.ma.MaskedArray):
        return "a masked array"
    if isinstance(part, np.ndarray):
        return f"an array of {part.dtype} of shape {part.shape}"
    text = repr(part)
    return text if len(text) <= 60 else f"{text[:57]}... ({type(part).__name__})"


def number(found: Any, name: str = "cost") -> float:
    """One real number, alone or in an array of size 1; :class:`TypeError` if it is none.

    >>> number(np.array([2.0])), number(3)
    (2.0, 3.0)
    """
    if isinstance(found, float):
        return float(found)
    array = None if found is None or isinstance(found, str | bytes | bool | Mapping) else real_or_none(found)
    if array is None or array.size != 1:
        got = shown(found) if array is None else f"an array of shape {array.shape}"
        raise TypeError(
            f"{name}: expected a function that gives a number, got {got}"
            + ("; for an array of outputs there is check_vjp" if array is not None else "")
        )
    return float(array.reshape(()))


def real_or_none(found: Any) -> Array | None:
    """An array of real numbers, or ``None``."""
    try:
        return real_numbers(found, "")
    except TypeError:
        return None
