"""Sequents that differ in the names of their index variables alone: one of them is proved, the others are instances."""

from __future__ import annotations

import re
from typing import NamedTuple

from derivations.certificate.replay.printing import Printer
from derivations.certificate.replay.sequents import Sequent
from derivations.kernel.terms import Term
from derivations.kernel.theorem import Theorem

INDEX = re.compile(r"\bi_\w*'*")
"""An index variable in a script; nothing else in it has such a name."""


class Shape(NamedTuple):
    """What a sequent says but for the names of its indices, these names, and its hypotheses, in the order met."""

    text: str
    indices: tuple[str, ...]
    hypotheses: tuple[Term, ...]


def shape(theorem: Theorem, p: Printer) -> Shape:
    """The shape of what a theorem says: what two have with the same text differs in the names of indices alone."""
    names: dict[str, str] = {}

    def renamed(text: str) -> str:
        return INDEX.sub(lambda found: names.setdefault(found[0], f"i{len(names)}"), text)

    said = [renamed(p(theorem.claim))]
    texts = {hypothesis: p(hypothesis) for hypothesis in sorted(theorem.hypotheses, key=str)}

    def order(hypothesis: Term) -> tuple[str, str]:
        blank = INDEX.sub(lambda found: names.get(found[0], "i"), texts[hypothesis])
        return blank, texts[hypothesis]

    ordered = tuple(sorted(texts, key=order))
    said += [renamed(texts[hypothesis]) for hypothesis in ordered]
    return Shape(" <- ".join(said), tuple(names), ordered)


def instance(lemma: Sequent, of: Shape, wanted: Shape, of_wanted: Sequent, p: Printer) -> str:
    """A sequent by another one of the same shape."""
    indices = dict(zip(of.indices, wanted.indices, strict=True))
    hypotheses = dict(zip(of.hypotheses, wanted.hypotheses, strict=True))
    places = of_wanted.places()
    arguments = [
        *(indices[p.name("i", name)] for name in lemma.indices),
        *lemma.of_quantities(p),
        *(places[hypotheses[hypothesis]] for hypothesis in lemma.hypotheses),
    ]
    return f"({' '.join([lemma.name, 'M', 'w', *arguments])})"
