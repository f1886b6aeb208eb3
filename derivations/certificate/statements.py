"""The theorems of the chapter as they are stated in Coq, for reading beside the mathematics.

``python -m derivations.certificate.statements`` prints them.
"""

from __future__ import annotations

from collections.abc import Iterable

from derivations.certificate.claims import claims_of
from derivations.certificate.comments import comment
from derivations.certificate.scripts import scripts
from derivations.proof import Result, Verifier


def statements(derivations: Iterable[Result]) -> str:
    """What the scripts of derivations state that these conclude, each with its words."""
    verifier = Verifier(refute=False)
    made = scripts(claims_of(derivation, verifier) for derivation in derivations)
    stated = [result for script in made.scripts for result in script.results]
    return "\n\n".join(f"(* {comment(one.words)} *)\nTheorem {one.name} : {one.statement}." for one in stated)


if __name__ == "__main__":
    from derivations.chapter import CONTENTS, load

    print(statements([load(entry.name) for entry in CONTENTS]))
