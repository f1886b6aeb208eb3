"""Properties that a text supposes by their names, as the equations that define them."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from derivations.document.discourse.grammar import cue
from derivations.document.discourse.sentences import Part
from derivations.document.discourse.vocabulary import CONTINUING, SUPPOSED
from derivations.document.source.pieces import Formula


@dataclass(frozen=True)
class Property:
    """What has it, how many of them together, and what then holds of the quantities ``{0}`` and ``{1}``."""

    of: str
    count: int
    equations: tuple[str, ...]


PROPERTIES = {
    "unit vector": Property("vector", 1, (r"\sum_\iota {0}_\iota^2 = 1",)),
    "one-hot": Property("vector", 1, (r"{0}_\iota \in \{{0, 1\}}", r"\sum_\iota {0}_\iota = 1")),
    "one-hot vector": Property("vector", 1, (r"{0}_\iota \in \{{0, 1\}}", r"\sum_\iota {0}_\iota = 1")),
    "orthogonal": Property("vectors", 2, (r"\sum_\iota {0}_\iota {1}_\iota = 0",)),
    "orthogonal vectors": Property("vectors", 2, (r"\sum_\iota {0}_\iota {1}_\iota = 0",)),
    "even function": Property("function", 1, (r"{0}(-\xi) = {0}(\xi)",)),
    "odd function": Property("function", 1, (r"{0}(-\xi) = -{0}(\xi)",)),
}
"""The properties that equations define, each by the words that have one meaning."""
_SAID = re.compile(
    rf"\s*be\s+(?:an?\s+|real\s+)*(?P<name>{'|'.join(sorted(PROPERTIES, key=len, reverse=True))})\s*(?=[.,;]|$)"
)
_LETTER = re.compile(r"\s*(?:[a-z]|\\(?:alpha|beta|gamma|phi|psi|rho))\s*")


def with_equations(parts: tuple[Part, ...]) -> tuple[Part, ...]:
    r"""The parts of a sentence, in which a property that is supposed is the equation that defines it.

    "Let ``u`` be a unit vector" becomes "let ``u`` be a vector with ``\sum_\iota u_\iota^2 = 1``".
    """
    for place, (part, behind) in enumerate(zip(parts, (*parts[1:], Part("")), strict=False)):
        said = _SAID.match(behind.words)
        if said is None or (part.formula is not None and part.formula.display):
            continue
        known = PROPERTIES[said["name"]]
        several = parts[max(place + 1 - known.count, 0) : place + 1]
        letters = [one.formula.excerpt.text.strip() for one in several if one.formula is not None]
        together = all(" ".join(one.words.split()) in CONTINUING for one in several[1:])
        heads = cue(several[0].words)
        if len(letters) < known.count or not together or not all(map(_LETTER.fullmatch, letters)):
            continue
        if heads.role != SUPPOSED or not heads.initial or part.formula is None:
            continue
        article = "" if known.of.endswith("s") else "a "
        words = [f" be {article}{known.of} with ", *[" and "] * (len(known.equations) - 1)]
        place_of = replace(part.formula.excerpt, origins=part.formula.excerpt.origins[:1])
        told = [
            Part(before, Formula(replace(place_of, text=equation.format(*letters)), False))
            for before, equation in zip(words, known.equations, strict=True)
        ]
        rest = Part(behind.words[said.end() :], behind.formula)
        return (*parts[: place + 1], *told, *with_equations((rest, *parts[place + 2 :])))
    return parts
