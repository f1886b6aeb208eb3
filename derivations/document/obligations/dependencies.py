"""How quantities depend on what a claim differentiates by."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Mapping
from typing import Any

from sympy import Expr, Function, Symbol, preorder_traversal
from sympy.core.function import AppliedUndef

from derivations.document.obligations.background import Background
from derivations.document.obligations.names import name_of, names_in
from derivations.notation import Entry, Index, Lim, Partial, subexpressions
from derivations.proof import Definition, Dependency


def dependencies_for(expressions: Iterable[Any], background: Background, primitive: set[str]) -> str:
    """What is differentiated and not defined depends on what it is differentiated by.

    One quantity by one other, or component by component, is an undetermined function; else it is a dependency on all.
    A quantity within an expression depends on it only if the text differentiates the quantity itself by that, or if
    nothing else in the expression leads there: y is constant in the derivative of (w x - y)^2, however that is named.
    Given back is why this makes no sense, or nothing.
    """
    pairs: dict[tuple[str, str], list[tuple[Entry, Entry | Symbol]]] = {}
    everything = background.with_definitions(expressions)
    edges = background.leads_to()
    derivatives = {part: None for e in everything for part in subexpressions(e) if isinstance(part, Partial | Lim)}
    for part in sorted(derivatives, key=lambda part: not isinstance(part.of, Entry)):
        by = part.by if isinstance(part, Partial) else part.args[1]
        told = {function for function, names in edges.items() if name_of(by) in names}
        inside = names_in([part.of])
        reached = inside.union(*(edges.get(name, ()) for name in inside))
        leads = name_of(by) in reached or any(_leads(edges, name, name_of(by)) for name in inside)
        for of in _dependents(part.of, primitive, background.depends, told):
            name, whole = of.family.name, of is part.of or of.family.name in background.depends
            if not whole and (name, name_of(by)) not in background.varied:
                if leads:
                    continue
                background.made_up.append(f"the text does not say how {name} depends on {name_of(by)}")
            for on in _mentioned(of, by, part.of, background.depends, edges):
                pairs.setdefault((name, name_of(on)), []).append((of, on))
                if whole:
                    edges.setdefault(name, set()).add(name_of(on))
    # a rule of derivatives is about any function; what else is said of a function's value is about that function
    background.missing |= names_in(everything) & primitive & background.depends.keys() - {one for one, _ in pairs}
    for one, other in pairs:
        edges.setdefault(one, set()).add(other)
    direct: dict[str, list[tuple[Entry, Entry | Symbol]]] = {}
    for (one, other), found in pairs.items():
        if one != other and not _leads(edges, one, other):
            direct.setdefault(one, []).extend(found)
    for name, found in direct.items():
        _add_dependency(name, found, background)
    mutual = sorted(pair for pair in pairs if pair[::-1] in pairs and pair[0] < pair[1])
    return f"{mutual[0][0]} and {mutual[0][1]} are each differentiated with respect to the other" if mutual else ""


def unrelated(expressions: Iterable[Any], background: Background) -> tuple[str, str] | None:
    """A quantity and another one that it is differentiated by, if by all that is said it does not depend on it."""
    edges = background.leads_to()
    for dependency in background.dependencies:
        edges.setdefault(name_of(dependency.of), set()).add(name_of(dependency.on))
    everything = background.with_definitions(expressions)
    for expression in everything:
        for part in subexpressions(expression):
            if isinstance(part, Partial):
                inside, by = names_in([part.of]), name_of(part.by)
                for name in inside:
                    leads = _leads(edges, name, by) or by in edges.get(name, ())
                    if by in background.arguments.get(name, ()) and not leads:
                        return name, by  # u(x, t) = c at one point
                if by not in inside and not any(
                    _leads(edges, name, by) or by in edges.get(name, ()) for name in inside
                ):
                    if isinstance(part.of, Entry | Symbol):
                        return name_of(part.of), by
                    if background.definitions.keys() & inside:
                        return min(inside), by
    return None


def _dependents(of: Expr, primitive: set[str], depends: Container[str], told: Container[str]) -> Iterator[Entry]:
    """The quantities in an expression that may depend on what it is differentiated by.

    The formulas of the functions in ``told`` say how these do: of their arguments nothing is made up.
    """
    if isinstance(of, Entry):
        if of.family.name in primitive:
            yield of
    elif not isinstance(of, Partial):
        parts = preorder_traversal(of)
        for part in parts:
            if isinstance(part, AppliedUndef) and part.func.__name__ in told:
                parts.skip()
            named = isinstance(part, Entry) and part.family.name in primitive
            if named and (len(part.args) == 1 or part.family.name in depends):
                yield part


def _mentioned(
    of: Entry, by: Expr, whole: Expr, depends: Mapping[str, tuple[Expr, ...]], edges: dict[str, set[str]]
) -> Iterator[Any]:
    """What a quantity depends on, if a derivative of an expression with it is taken by another quantity.

    That is the other quantity, unless the quantity is the value of a function and its call mentions others alone.
    """
    if of is whole or of.family.name not in depends:
        yield by
        return
    for on in depends[of.family.name]:
        if isinstance(on, Entry | Symbol) and not isinstance(on, Index):
            if name_of(on) == name_of(by):
                yield by
            elif _leads(edges, name_of(on), name_of(by)) or name_of(by) in edges.get(name_of(on), ()):
                yield on


def _leads(edges: dict[str, set[str]], one: str, other: str) -> bool:
    """Whether a way leads from one name to another through a third."""
    todo = [name for name in edges.get(one, ()) if name not in (other, one)]
    seen = {one}
    while todo:
        name = todo.pop()
        if name == other:
            return True
        if name not in seen:
            seen.add(name)
            todo += edges.get(name, ())
    return False


def _add_dependency(name: str, found: list[tuple[Entry, Entry | Symbol]], background: Background) -> None:
    of, by = found[0]
    others = {name_of(b) for _, b in found}
    indexed = [i for i in of.args[1:] if isinstance(i, Index)]
    alone = isinstance(by, Symbol) or len(set(indexed)) == len(of.args) - 1
    if len(others) == 1 and alone and all(_component_by_component(o, b) for o, b in found):
        definition = Definition(of, Function(f"{name}°")(by))
        background.definitions[name] = definition
        background.texts[definition] = f"{name} is a function of {name_of(by)}"
        return
    for other in sorted(others):
        one, by = next((o, b) for o, b in found if name_of(b) == other)
        if isinstance(by, Entry):
            apart = [Index(f"{i.name}'", i.range) if isinstance(i, Index) else i for i in by.args[1:]]
            on: Any = by.family[tuple(apart)]
        else:
            on = by
        dependency = Dependency(one, on)
        background.dependencies.append(dependency)
        background.texts[dependency] = f"{name} depends on {other}"


def _component_by_component(of: Entry, by: Entry | Symbol) -> bool:
    if isinstance(by, Symbol):
        return len(of.args) == 1
    return of.args[1:] == by.args[1:]
