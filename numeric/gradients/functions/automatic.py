"""The gradient that comes with a function: as the second of a pair, or from PyTorch or JAX."""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import Any

from numeric.gradients.functions.structure import is_jax_array, is_tensor, structure_of

Function = Callable[[Any], Any]


def automatic_gradient(function: Function, parameters: Any) -> tuple[Function, Function]:
    """The cost and the gradient of a function that gives both, or whose gradient its library computes.

    >>> cost, gradient = automatic_gradient(lambda p: (p**2, 2 * p), 3.0)
    >>> cost(3.0), gradient(3.0)
    (9.0, 6.0)
    """
    structure = structure_of(parameters)
    found = function(structure.copied([leaf.numbers for leaf in structure.leaves]))
    if isinstance(found, tuple | list) and len(found) == 2:
        return lambda p: function(p)[0], lambda p: function(p)[1]
    if is_tensor(found):
        return function, _of_torch(function)
    if is_jax_array(found):
        return function, sys.modules["jax"].grad(lambda p: function(p).reshape(()))
    raise TypeError(
        "check_gradients: expected a gradient, or a function that gives its value and gradient as a pair, or one of "
        f"tensors; got one that gives {type(found).__name__}"
    )


def _of_torch(function: Function) -> Function:
    def gradient(parameters: Any) -> Any:
        torch, structure = sys.modules["torch"], structure_of(parameters)
        leaves = [
            leaf.like.detach().clone().requires_grad_() if is_tensor(leaf.like) else leaf.like
            for leaf in structure.leaves
        ]
        tensors = [leaf for leaf in leaves if is_tensor(leaf)]
        value = function(structure.made(list(leaves))).sum()
        if not value.requires_grad:
            raise TypeError(
                "gradient: PyTorch has none: no operation that it follows leads from the parameters to the cost"
            )
        slopes = iter(torch.autograd.grad(value, tensors, allow_unused=True))
        found = []
        for leaf in leaves:
            slope = next(slopes) if is_tensor(leaf) else leaf
            found.append(torch.zeros_like(leaf) if slope is None else slope)
        return structure.made(found)

    return gradient
