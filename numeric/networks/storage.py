"""Networks in files: NumPy's ``.npz``, written beside and renamed into place, and read without pickle."""

from __future__ import annotations

import json
import os
import zipfile
from pathlib import Path
from secrets import token_hex
from typing import Any

import numpy as np

from numeric.networks.network import Network

VERSION = 1


class NotANetwork(ValueError):
    """A file that no network was saved in; the text says what is wrong with it.

    >>> from tempfile import TemporaryDirectory
    >>> with TemporaryDirectory() as folder:
    ...     path = Path(folder, "network.npz")
    ...     _ = path.write_text("no network")
    ...     try:
    ...         _ = load(path)
    ...     except NotANetwork as problem:
    ...         print(str(problem).partition(": ")[2])
    there is no network in this file: it is no .npz file, or a part of one
    """


def save(network: Network, path: str | Path) -> None:
    """Write a network into a file, which is replaced in one go.

    >>> from tempfile import TemporaryDirectory
    >>> with TemporaryDirectory() as folder:
    ...     save(Network([2, 1], ["tanh"], seed=0), Path(folder, "network.npz"))
    ...     load(Path(folder, "network.npz"))
    <Network: 2 inputs, 1 tanh, quadratic cost, float64>
    """
    path = Path(path)
    about = {
        "version": VERSION, "sizes": network.sizes, "activations": network.activations, "cost": network.cost_name,
        "dtype": str(network.dtype),
    }  # fmt: skip
    arrays: dict[str, Any] = {f"weights_{i}": w for i, w in enumerate(network.weights)}
    arrays |= {f"biases_{i}": b for i, b in enumerate(network.biases)}
    beside = path.with_name(f".{path.name}.{token_hex(4)}")
    try:
        with beside.open("wb") as file:
            np.savez(file, about=np.frombuffer(json.dumps(about).encode(), dtype=np.uint8), **arrays)
        os.replace(beside, path)
    except BaseException:
        beside.unlink(missing_ok=True)
        raise


def load(path: str | Path) -> Network:
    """The network in a file.  Raises :class:`NotANetwork` if there is none in it; nothing in the file is run.

    >>> from tempfile import TemporaryDirectory
    >>> with TemporaryDirectory() as folder:
    ...     save(Network([2, 1], ["tanh"], seed=0), Path(folder, "network.npz"))
    ...     load(Path(folder, "network.npz")).activations
    ('tanh',)
    """
    with open(path, "rb") as file:
        if not zipfile.is_zipfile(file):
            raise NotANetwork(f"{path}: there is no network in this file: it is no .npz file, or a part of one")
    try:
        with np.load(path, allow_pickle=False) as found:
            about = json.loads(found["about"].tobytes())
            network = Network(about["sizes"], about["activations"], about["cost"], dtype=about["dtype"], seed=0)
            network.weights = [_like(w, found[f"weights_{i}"], f"weights_{i}") for i, w in enumerate(network.weights)]
            network.biases = [_like(b, found[f"biases_{i}"], f"biases_{i}") for i, b in enumerate(network.biases)]
            return network
    except (KeyError, TypeError, ValueError, EOFError, zipfile.BadZipFile) as problem:
        raise NotANetwork(f"{path}: there is no network in this file: {problem}") from None


def _like(expected: Any, found: Any, name: str) -> Any:
    if found.shape != expected.shape or found.dtype != expected.dtype:
        raise ValueError(f"{name} is {found.dtype} of shape {found.shape}, not {expected.dtype} of {expected.shape}")
    return found
