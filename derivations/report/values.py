"""The values of a counterexample, as a reader needs them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from sympy import Rational

from derivations.notation import Entry, Family, Index, L, Partial
from derivations.notation.network import is_layer
from derivations.notation.writing import Formula
from derivations.proof import Counterexample, Step
from derivations.proof.unfolding import unfolded

NAME = r"([^\[]*)\[(.*)\]"


def shown_values(step: Step, example: Counterexample) -> list[Formula]:
    """The values that a refuted step comes down to, such as ``j = 1``, ``z[L, 1] = 1/3``.

    What lies in other layers, and the number of the training example, is left out; so is what definitions give.  If
    only the output layer is spoken of, it is called L.
    """
    sides = [unfolded(side, step.theory) for side in step.claim.sides]
    named = {symbol.name: symbol for side in sides for symbol in side.free_symbols}
    entries = {entry for side in sides for entry in _entries(side)}
    entries |= {s.range.last for s in named.values() if isinstance(s, Index) and isinstance(s.range.last, Entry)}
    families = {entry.family.name: entry.family for entry in entries}
    layers = {(entry.family.name, _layer(entry, example)) for entry in entries}
    only_output = {layer for _, layer in layers if layer is not None} == {_number(example, L)}
    shown = []
    for name, value in example.values.items():
        indexed = re.fullmatch(NAME, name)
        quantity: Any = None
        if indexed is None:
            left_out = isinstance(named.get(name), Family) or (only_output and named.get(name) == L)
            quantity = None if left_out else named.get(name)
        elif indexed[1] in families:
            family = families[indexed[1]]
            where = [int(index) for index in indexed[2].split(", ")]
            written = where[1:] if family.example is not None else where
            layer = written[0] if family.up or _of_layers(family, entries) else None
            at = [L, *written[1:]] if only_output and layer is not None else written
            quantity = family[tuple(at)] if (family.name, layer) in layers else None
        if quantity is not None and quantity not in {family.example for family in families.values()}:
            shown.append(Formula(quantity, "=", Rational(value)))
    return shown


def _number(example: Counterexample, symbol: Any) -> int | None:
    value = example.values.get(str(symbol))
    return None if value is None else int(value)


def _entries(formula: Any) -> Iterator[Entry]:
    if isinstance(formula, Entry):
        yield formula
    elif not isinstance(formula, Partial):
        for part in formula.args:
            yield from _entries(part)


def _of_layers(family: Family, entries: set[Entry]) -> bool:
    return any(entry.family == family and is_layer(entry.args[1]) for entry in entries)


def _layer(entry: Entry, example: Counterexample) -> int | None:
    """The number of the layer that an entry belongs to, at the counterexample."""
    first = entry.indices[0] if entry.indices else None
    if first is None or not (entry.family.up or is_layer(first)):
        return None
    values = {s: int(example.values[str(s)]) for s in first.free_symbols if str(s) in example.values}
    number = first.subs(values)
    return int(number) if number.is_Integer else None
