"""The theorems of the chapter as they are stated in Coq, for reading beside the mathematics.

``python -m derivations.certificate.statements`` prints them.
"""

from __future__ import annotations

from collections.abc import Iterable

from derivations.certificate.comments import comment
from derivations.certificate.scripts import script_of
from derivations.proof import Result, Verifier


def statements(derivations: Iterable[Result]) -> str:
    """What the scripts of derivations state that these conclude, each with its title."""
    verifier, stated = Verifier(refute=False), list[str]()
    for derivation in derivations:
        for theorem in script_of(derivation, verifier).results:
            stated.append(f"(* {comment(theorem.words)} *)\nTheorem {theorem.name} : {theorem.statement}.")
    return "\n\n".join(stated)


if __name__ == "__main__":
    from derivations.chapter import CONTENTS, load

    print(statements([load(entry.name) for entry in CONTENTS]))
