"""What a document's definitions say, as definitions of the core."""

from __future__ import annotations

from typing import Any

from sympy import Expr, Function, Symbol

from derivations.document.elaboration import calls
from derivations.document.elaboration.glossary import EXAMPLE, Defined, Glossary
from derivations.document.elaboration.meaning import Meaning
from derivations.document.elaboration.values import Value, along
from derivations.document.syntax.names import shown
from derivations.document.syntax.nodes import Name, Node, Row
from derivations.document.syntax.tokens import NotUnderstood
from derivations.notation import Entry, Index
from derivations.notation.operators import in_deltas
from derivations.proof import Definition


class Definitions:
    """The core definitions of a section's names, each made once for the definitions that it rests on."""

    def __init__(self, meaning: Meaning) -> None:
        self.meaning = meaning
        self._made: dict[
            tuple[frozenset[int], frozenset[str], int, str], tuple[Definition | None, list[str], list[str], list[str]]
        ] = {}

    def clear(self) -> None:
        """Forget what was made: dimensions have changed."""
        self._made.clear()

    def of(self, name: str, glossary: Glossary) -> tuple[Defined, Definition | None] | None:
        """The definition of a family, a symbol or a function by its written name."""
        meaning = self.meaning
        applied = glossary.of(meaning.functions[name], None) if name in meaning.functions else None
        if applied is not None and calls.is_scalar_function(meaning, applied[0]):
            found: tuple[Defined, dict[str, Any]] | None = applied
        elif name in meaning.families:
            found = glossary.of(*meaning.families[name])
        else:
            return None
        if found is None:
            return None
        entry, labels = found
        key = (frozenset(glossary.behind(entry.right)), meaning.scalars, id(entry), name)
        if key not in self._made:
            before = meaning.doubts, meaning.taken, meaning.put_in
            meaning.doubts, meaning.taken, meaning.put_in = [], [], []
            self._made[key] = self._definition(name, entry, labels), meaning.doubts, meaning.taken, meaning.put_in
            meaning.doubts, meaning.taken, meaning.put_in = before
        made, doubts, taken, put_in = self._made[key]
        meaning.doubts += doubts
        meaning.taken += taken
        meaning.put_in += put_in
        return entry, made

    def _definition(self, name: str, entry: Defined, labels: dict[str, Any]) -> Definition | None:
        meaning = self.meaning
        try:
            with meaning.binding():
                meaning.bound, meaning.parameters, meaning.example, meaning.constants = {}, {}, None, frozenset()
                meaning.labels = dict(labels)
                if name in meaning.functions and calls.is_scalar_function(meaning, entry):
                    (parameter,) = entry.parameters
                    assert isinstance(parameter, Name)
                    symbol = Symbol(f"{name}°", real=True)
                    meaning.parameters[parameter.key] = Value(symbol)
                    right = meaning.read(entry.right, entry.place)
                    if right.rank or not self._is_for_all(entry, symbol, right.body):
                        return None
                    return Definition(Function(name)(symbol), right.body)
                several = "/" in entry.head.key
                left = (
                    Value(Symbol(name, real=True)) if several else meaning.read(_without_arguments(entry), entry.place)
                )
                right = meaning.read(entry.right, entry.place)
                if right.rank != left.rank:
                    return None
                right = along(meaning.dims, right, left.axes)
        except NotUnderstood:
            return None
        if not isinstance(left.body, Entry | Symbol):
            return None
        brought = {s for s in right.body.free_symbols - left.body.free_symbols if isinstance(s, Index)}
        if any(index.name == EXAMPLE for index in brought) and name not in meaning.by_example:
            # the cost of one example: what it is computed from depends on the example
            meaning.by_example.add(name)
            meaning.changed = True
        for index in brought:
            key = next((k for k in meaning.survey.indices if _index_name(k) == index.name), None)
            if key is not None and key not in meaning.fixed:
                meaning.fixed.add(key)
                meaning.changed = True
        if right.body.has(left.body):
            return None
        return Definition(left.body, in_deltas(right.body))

    def _is_for_all(self, entry: Defined, argument: Symbol, value: Expr) -> bool:
        """Whether a definition says what a function is at all arguments, and not at one point alone."""
        if value.is_number and entry.head.key in self.meaning.survey.primed:
            self.meaning.taken.append(f"if {entry.text} at all arguments")
        return value.is_number or argument in value.free_symbols or entry.head.key not in self.meaning.survey.primed


def _index_name(key: str) -> str:
    text, *accents = key.split("@", maxsplit=1)[0].split("~")
    return shown(text, tuple(accents))


def _without_arguments(entry: Defined) -> Node:
    left = entry.left
    return left.items[0] if isinstance(left, Row) and entry.parameters else left
