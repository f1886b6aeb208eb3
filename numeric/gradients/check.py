"""The gradient check, of a network or of any function."""

from __future__ import annotations

from collections.abc import Callable
from inspect import signature
from typing import Any, overload

from numpy.typing import ArrayLike

from numeric.gradients.functions.check import check_function
from numeric.gradients.layers.check import MEMORY, check_network
from numeric.gradients.layers.rounding import STEP
from numeric.gradients.reports.report import GradientCheck
from numeric.networks.network import Network


@overload
def check_gradients(
    what: Network,
    x: ArrayLike,
    y: ArrayLike,
    *,
    gradient: Any = None,
    regularisation: float = 0.0,
    memory: int = MEMORY,
    step: float = STEP,
    tolerance: float | None = None,
) -> GradientCheck: ...
@overload
def check_gradients(what: Callable[[Any], Any], x: Callable[[Any], Any], y: Any, **options: Any) -> GradientCheck: ...
@overload
def check_gradients(what: Callable[[Any], Any], x: Any, **options: Any) -> GradientCheck: ...


def check_gradients(what: Any, *arguments: Any, **options: Any) -> GradientCheck:
    """Compare a gradient, by every parameter, with differences of the cost.

    ``check_gradients(network, x, y)`` checks the gradient of a network by its weights and biases, or the ``gradient``
    that your own code gives for the same parameters and data: an object with ``weights`` and ``biases`` in the
    network's shapes, or the book's ``(nabla_b, nabla_w)``, with biases (n, 1) or (n,).
    All is computed in float64, whatever type the network has; a ``gradient`` in float32 is allowed the rounding of that
    type.  ``regularisation`` is that of :meth:`Network.cost`.  About ``memory`` bytes are used at once.  A ``step``
    moves a weighted input by so much at most; where it takes a ReLU over its kink, shorter ones are tried.  A slope is
    called right if it lies within its bound, and the bound would show an error of the relative size ``tolerance``,
    which is 1e-5, and 1e-3 for a gradient in float32.
    Raises :class:`ValueError` for data that the network cannot use, and a gradient of another shape.

    ``check_gradients(cost, gradient, parameters)`` checks any functions of yours, and ``check_gradients(function,
    parameters)`` one that gives both, see :func:`~numeric.gradients.functions.check.check_function`.

    >>> network = Network([3, 4, 2], ["tanh", "softmax"], "log-likelihood", seed=0)
    >>> x, y = [[0.5, -1.0, 2.0]], [[1.0, 0.0]]
    >>> print(check_gradients(network, x, y))
    all 26 slopes are right
    >>> wrong = network.gradient(x, y)
    >>> wrong.weights[0][1, 2] *= -1
    >>> check_gradients(network, x, y, gradient=wrong).worst(1)[0].parameter
    'weights[0][1, 2]'
    >>> print(check_gradients(lambda p: p[0] ** 2 * p[1], lambda p: [2 * p[0] * p[1], p[0]], [3.0, 5.0]))
    1 of 2 slopes is wrong; the worst:
      parameters[1]: analytic 3, numeric 9, difference 6, allowed ...
    """
    if not isinstance(what, Network):
        return check_function(what, *arguments, **options)
    try:
        signature(check_network).bind(what, *arguments, **options)
    except TypeError as problem:
        raise TypeError(
            "check_gradients: expected a network, x and y, and by name gradient, regularisation, memory, step or "
            f"tolerance: {problem}"
        ) from None
    return check_network(what, *arguments, **options)
