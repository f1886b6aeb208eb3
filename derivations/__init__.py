"""A verifier for derivations, grown from the mathematics of learning in neural networks.

The chapter's results are objects of this package, made when they are first asked for:

>>> from derivations import sigmoid_derivative
>>> sigmoid_derivative.verify().verdict
Proved()
>>> sigmoid_derivative.statement
Eq(Prime(sigma(z), 1), (1 - sigma(z))*sigma(z))
>>> print(sigmoid_derivative.chains[-1].latex())
\\begin{aligned}
\\sigma'(z) & = \\sigma(z) (1 - \\sigma(z)) && \\text{“The derivative”, “The product”}
\\end{aligned}
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from derivations.chapter.contents import CONTENTS

if TYPE_CHECKING:
    from derivations.proof import Derivation, Proved, Refuted, Theory, Unknown, verify

__version__ = "0.1.0"

_CORE = ("Derivation", "Proved", "Refuted", "Theory", "Unknown", "verify")
_RESULTS = {entry.attribute: entry.name for entry in CONTENTS}

__all__ = ["Derivation", "Proved", "Refuted", "Theory", "Unknown", "verify", *_RESULTS]  # noqa: PLE0604


def __getattr__(name: str) -> Any:
    if name in _RESULTS:
        from derivations.chapter import load

        return load(_RESULTS[name])
    if name in _CORE:
        import derivations.proof

        return getattr(derivations.proof, name)
    raise AttributeError(f"module 'derivations' has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted([*globals(), *__all__])
