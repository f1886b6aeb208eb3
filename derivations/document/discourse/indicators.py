"""Quantities that words define to be 1 under a condition and 0 otherwise, as the equations that say the same."""

from __future__ import annotations

import re
from dataclasses import replace

from derivations.document.discourse.sentences import Part
from derivations.document.source.pieces import Formula

_LEFT, _CONDITION = r"\$(?P<left>[^$=<>]+)", r"(?:if|when)\s+\$(?P<condition>[^$=<>\\]+=[^$=<>\\]+)\$,?\s+and\s+"
_DEFINED = re.compile(
    rf"{_LEFT}=\s*1\s*\$\s+{_CONDITION}\$(?P<again>[^$=<>]+)=\s*0\s*\$\s+otherwise\b"
    rf"|{_LEFT.replace('left', 'name')}\$\s+(?:be|is)\s+\$?1\$?\s+{_CONDITION.replace('condition', 'case')}"
    r"\$?0\$?\s+otherwise\b"
)


def with_indicators(parts: tuple[Part, ...]) -> tuple[Part, ...]:
    r"""The parts of a sentence, in which such a definition is one equation.

    "Let ``y_k = 1`` if ``k = c`` and ``y_k = 0`` otherwise", as well as "let ``y_k`` be 1 if ``k = c`` and 0
    otherwise", becomes "let ``y_k = \mathbb{1}[k = c]``".
    """
    text, begins = "", list[int]()
    for part in parts:
        begins.append(len(text) + len(part.words))
        text += part.words + ("" if part.formula is None else f"${part.formula.excerpt.text}$")
    found = _DEFINED.search(text)
    if found is None or found.start() not in begins:
        return parts
    left, condition = found["left"] or found["name"], found["condition"] or found["case"]
    if found["again"] is not None and "".join(found["again"].split()) != "".join(left.split()):
        return parts
    first = begins.index(found.start())
    last = next(place for place, begin in enumerate(begins) if begin >= found.end())
    formulas = [part.formula for part in parts[first:last]]
    if formulas[0] is None or any(one is None or one.display for one in formulas):
        return parts
    excerpt = formulas[0].excerpt
    equation = replace(excerpt, text=f"{left} = \\mathbb{{1}}[{condition}]", origins=excerpt.origins[:1])
    behind = text[found.end() : begins[last]]
    rest = (Part(behind, parts[last].formula), *parts[last + 1 :])
    return (*parts[:first], Part(parts[first].words, Formula(equation, False)), *with_indicators(rest))
