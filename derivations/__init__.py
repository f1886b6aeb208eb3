"""A verifier for derivations, grown from the mathematics of learning in neural networks.

The chapter's results are objects of this package, made when they are first asked for:

>>> from derivations import sigmoid_derivative
>>> sigmoid_derivative.verify().verdict
Proved()
>>> sigmoid_derivative.statement
Eq(Prime(sigma(z), 1), (1 - sigma(z))*sigma(z))
>>> sigmoid_derivative.as_function()(0.0)
np.float64(0.25)
>>> print(sigmoid_derivative.chains[-1].latex())
\\begin{aligned}
\\sigma'(z) & = \\sigma(z) (1 - \\sigma(z)) && \\text{“The derivative”, “The product”}
\\end{aligned}

For costs and activations of your own:

>>> from sympy import tanh
>>> from derivations import matching_cost, output_error
>>> output_error("quadratic", tanh).verify().verdict
Proved()
>>> matching_cost("sigmoid").name
'cross-entropy'
"""

from __future__ import annotations

from difflib import get_close_matches
from importlib import import_module
from typing import TYPE_CHECKING, Any

from derivations.chapter.contents import CONTENTS
from derivations.version import VERSION

if TYPE_CHECKING:
    from derivations.certificate import certify
    from derivations.document import check, check_files
    from derivations.output_layer import matching_cost, output_error, output_gradient, softmax_jacobian
    from derivations.proof import Derivation, Proved, Refuted, Theory, Unknown, verify
    from derivations.report import write_report

__version__ = VERSION

_ELSEWHERE = {
    "derivations.proof": ("Derivation", "Proved", "Refuted", "Theory", "Unknown", "verify"),
    "derivations.output_layer": ("matching_cost", "output_error", "output_gradient", "softmax_jacobian"),
    "derivations.document": ("check", "check_files"),
    "derivations.report": ("write_report",),
    "derivations.certificate": ("certify",),
}
_PUBLIC = {name: module for module, names in _ELSEWHERE.items() for name in names}
_RESULTS = {entry.attribute: entry.name for entry in CONTENTS}

__all__ = [  # noqa: PLE0604
    "Derivation", "Proved", "Refuted", "Theory", "Unknown", "certify", "check", "check_files", "matching_cost",
    "output_error", "output_gradient", "softmax_jacobian", "verify", "write_report", *_RESULTS,
]  # fmt: skip


def __getattr__(name: str) -> Any:
    if name in _RESULTS:
        from derivations.chapter import load

        return load(_RESULTS[name])
    if name in _PUBLIC:
        return getattr(import_module(_PUBLIC[name]), name)
    near = get_close_matches(name, __all__, n=1)
    hint = f". Did you mean {near[0]!r}?" if near else "; 'derivations list' shows the names of all results"
    raise AttributeError(f"module 'derivations' has no attribute {name!r}{hint}")


def __dir__() -> list[str]:
    return sorted([*globals(), *__all__])
