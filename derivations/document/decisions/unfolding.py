"""What the sides of a claim come to when the definitions of what they speak of are put in."""

from __future__ import annotations

from collections.abc import Iterator, Set
from typing import Any

from sympy import Symbol
from sympy.core.function import AppliedUndef

from derivations.document.obligations.background import Background
from derivations.document.obligations.names import name_of, names_in
from derivations.notation import Partial, replaced
from derivations.proof import Claim


def put_in(claim: Claim, background: Background) -> tuple[Any, Any]:
    """The sides of a claim with the definitions of plain symbols, and of functions, put in."""
    where = {d.left: d.right for d in background.definitions.values() if type(d.left) is Symbol}
    functions = {d.left.func: d for d in background.definitions.values() if isinstance(d.left, AppliedUndef)}
    sides = claim.lhs, claim.rhs
    for _ in background.definitions:
        called = {part for side in sides for part in side.atoms(AppliedUndef) if part.func in functions}
        values = {
            part: replaced(functions[part.func].right, {functions[part.func].left.args[0]: part.args[0]})
            for part in called
        }
        sides = replaced(sides[0], {**where, **values}), replaced(sides[1], {**where, **values})
    return sides


def unfolding(side: Any, background: Background, but: Set[str] = frozenset()) -> list[Any]:
    """A side and the definitions of all that it speaks of, but for some names."""
    found, todo = {"": side}, [side]
    while todo:
        for name in names_in([todo.pop()]):
            definition = background.definitions.get(name)
            if definition is not None and name not in found and name not in but:
                found[name] = definition.right
                todo.append(definition.right)
    return list(found.values())


def led_to(side: Any, background: Background) -> list[Any]:
    """What a side comes to: its definitions, and for a derivative those of what its quantities depend on."""
    found = unfolding(side, background)
    ways = list(background.dependencies) if any(part.has(Partial) for part in found) else []
    while followed := [way for way in ways if name_of(way.of) in names_in(found)]:
        ways = [way for way in ways if way not in followed]
        found += [part for way in followed for part in unfolding(way.on, background)]
    return found


def values_of_functions(expressions: list[Any], background: Background) -> Iterator[Any]:
    """The right sides of the definitions of functions, at the arguments that these are applied to."""
    functions = {
        definition.left.func: (definition.left.args[0], definition.right)
        for definition in background.definitions.values()
        if isinstance(definition.left, AppliedUndef)
    }
    todo, seen = list(expressions), set[Any]()
    while todo:
        for part in sorted(todo.pop().atoms(AppliedUndef), key=str):
            if part.func in functions and part not in seen:
                seen.add(part)
                parameter, right = functions[part.func]
                value = replaced(right, {parameter: part.args[0]})
                todo.append(value)
                yield value
