"""The values of a counterexample, as a reader needs them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from sympy import Rational

from derivations.notation import Entry, Family, Index, Partial
from derivations.notation.network import is_layer
from derivations.notation.writing import Formula
from derivations.proof import CheckedStep, Counterexample, Refuted
from derivations.proof.unfolding import unfolded

NAME = r"([^\[]*)\[(.*)\]"


def shown_values(checked: CheckedStep) -> list[Formula]:
    """The values that a refuted step comes down to, such as ``j = 1``, ``z[3, 1] = 1/3``.

    What lies in other layers, and the number of the training example, is left out; so is what definitions give.
    """
    assert isinstance(checked.verdict, Refuted)
    example, step = checked.verdict.counterexample, checked.step
    sides = [unfolded(side, step.theory) for side in step.claim.sides]
    named = {symbol.name: symbol for side in sides for symbol in side.free_symbols}
    entries = {entry for side in sides for entry in _entries(side)}
    entries |= {s.range.last for s in named.values() if isinstance(s, Index) and isinstance(s.range.last, Entry)}
    families = {entry.family.name: entry.family for entry in entries}
    layers = {(entry.family.name, _layer(entry, example)) for entry in entries}
    shown = []
    for name, value in example.values.items():
        indexed = re.fullmatch(NAME, name)
        quantity: Any = None
        if indexed is None:
            quantity = None if isinstance(named.get(name), Family) else named.get(name)
        elif indexed[1] in families:
            family = families[indexed[1]]
            where = [int(index) for index in indexed[2].split(", ")]
            written = where[1:] if family.example is not None else where
            layer = written[0] if family.up or _of_layers(family, entries) else None
            quantity = family[tuple(written)] if (family.name, layer) in layers else None
        if quantity is not None and quantity not in {family.example for family in families.values()}:
            shown.append(Formula(quantity, "=", Rational(value)))
    return shown


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
