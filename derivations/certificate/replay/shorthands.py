"""Short names for what many sequents of a script say: what quantities and functions are made of."""

from __future__ import annotations

from derivations.certificate.replay.names import Names
from derivations.certificate.replay.printing import PRINTED, Around, Printer
from derivations.kernel import terms as k
from derivations.kernel.terms import Term


class Shortening(Printer):
    """Prints definitions and structures by names, which Coq is told once; ``definitions`` tell it."""

    def __init__(self, names: Names) -> None:
        super().__init__(names)
        self.definitions: list[str] = []
        self._short: dict[Term, str] = {}
        self._of_text: dict[str, str] = {}

    def __call__(self, term: Term, around: Around = ()) -> str:
        """The term, as one that can stand anywhere."""
        if not is_long(term):
            return super().__call__(term, around)
        if term not in self._short:
            text = PRINTED[term.op](self, term, ())
            name, indices = (
                f"made_{len(self._short)}",
                sorted(self.names[name] for name in term.names if name[0] == "i"),
            )
            parameters = "".join(f" ({index} : Z)" for index in indices)
            self.definitions.append(f"Definition {name} (M : model) (w : world){parameters} : Prop := {text}.")
            self._short[term] = self._of_text[text] = f"({' '.join([name, 'M', 'w', *indices])})"
        return self._short[term]

    def at(self, term: Term, *values: str) -> str:
        """What is inside of binders, by its name, if it has one."""
        text = super().at(term, *values)
        return self._of_text.get(text, text)


def is_long(term: Term) -> bool:
    """Whether a proposition says what something is made of."""
    return term.op == "structure" or (
        term.op in ("all", "all real") and term.loose == 0 and k.innermost(term).op == "defines"
    )
