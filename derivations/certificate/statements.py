"""The theorems of the chapter as they are stated in Coq, for reading beside the mathematics.

``python -m derivations.certificate.statements`` prints them.
"""

from __future__ import annotations

from derivations.certificate.certificates import scripts
from derivations.proof import Result


def statements(derivations: list[Result]) -> str:
    """The statements of all theorems of some derivations, and of those that they use, with what the scripts define.

    >>> from derivations import sigmoid_derivative
    >>> print(statements([sigmoid_derivative]))
    Theorem sigmoid_derivative : forall (z : R),
      is_derive sigma z (sigma z * (1 - sigma z)).
    """
    stated: list[str] = []
    for script in scripts(derivations):
        stated += ["\n".join(script.definitions)] if script.definitions else []
        stated += [theorem.statement for theorem in script.theorems]
    return "\n\n".join(stated)


if __name__ == "__main__":
    from derivations.chapter import CONTENTS, load

    print(statements([load(entry.name) for entry in CONTENTS]))
