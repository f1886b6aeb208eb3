"""The gradient of a network as somebody's code gives it, and as arrays of slopes."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np

from numeric.arrays import Array
from numeric.gradients.functions.structure import real_numbers, shown
from numeric.networks.network import Network

WANTED = "an object or a dict with weights and biases, or the book's (nabla_b, nabla_w)"


def slopes_by_layer(gradient: Any, network: Network) -> list[tuple[Array, Array]]:
    """The slopes by the weights and biases of each layer; an error says what does not fit the network."""
    names = ("biases", "weights")
    if isinstance(gradient, Mapping):
        parts = [gradient.get(name) for name in names]
    elif hasattr(gradient, "weights") and hasattr(gradient, "biases"):
        parts = [gradient.biases, gradient.weights]
    elif isinstance(gradient, tuple | list) and len(gradient) == len(names):
        parts = list(gradient)
    else:
        raise TypeError(f"gradient: expected {WANTED}, got {shown(gradient)}")
    found = []
    for name, slopes, parameters in zip(names, parts, (network.biases, network.weights), strict=True):
        if not isinstance(slopes, list | tuple | np.ndarray) or len(slopes) != len(parameters):
            raise ValueError(
                f"gradient: expected a list of {len(parameters)} arrays as its {name}, got {shown(slopes)}"
            )
        found.append([_shaped(f"{name}[{i}]", *pair) for i, pair in enumerate(zip(slopes, parameters, strict=True))])
    by_bias, by_weight = found
    return list(zip(by_weight, by_bias, strict=True))


def _shaped(name: str, slopes: Any, parameters: Array) -> Array:
    dtype = getattr(slopes, "dtype", None)
    found = real_numbers(slopes, f"gradient: {name}")
    if parameters.ndim == 1 and found.shape == (*parameters.shape, 1):  # a column, as the book has it
        found = found[:, 0]
    if found.shape != parameters.shape:
        raise ValueError(f"gradient: expected {name} of shape {parameters.shape}, got {found.shape}")
    return found.astype(np.float32) if str(dtype).endswith("float32") else found
