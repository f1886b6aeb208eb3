"""What is assumed for a claim: the definitions of all that it speaks of, dependencies, domains and hypotheses."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import islice
from typing import Any

import sympy
from sympy import Expr, Function, Integer, Symbol, preorder_traversal
from sympy.core.function import AppliedUndef

from derivations.document.discourse.conditions import Condition
from derivations.document.elaboration import calls
from derivations.document.elaboration.glossary import EXAMPLE, Defined, Glossary
from derivations.document.elaboration.meaning import Meaning
from derivations.document.elaboration.values import Value, along
from derivations.document.syntax.nodes import (
    Bracket,
    Listing,
    Name,
    Node,
    Number,
    Operator,
    Related,
    Row,
    Scripted,
    Terms,
    base_of,
)
from derivations.document.syntax.patterns import is_reals, listed, members
from derivations.document.syntax.tokens import NotUnderstood
from derivations.notation import Entry, Family, Index, Lim, Partial, Sum
from derivations.notation.relations import KINDS
from derivations.proof import Definition, Dependency, Domain, Given, Theory


@dataclass
class Background:
    """Core assumptions with the words that a reader knows them by."""

    definitions: dict[str, Definition] = field(default_factory=dict)
    dependencies: list[Dependency] = field(default_factory=list)
    domains: list[Domain] = field(default_factory=list)
    hypotheses: list[Given] = field(default_factory=list)
    texts: dict[Any, str] = field(default_factory=dict)
    missing: set[str] = field(default_factory=set)
    unread: list[str] = field(default_factory=list)
    conventions: set[Definition] = field(default_factory=set)
    """The definitions that the text does not make, but the field."""
    depends: dict[str, tuple[Expr, ...]] = field(default_factory=dict)
    """What the calls of functions that nothing defines mention."""
    varied: set[tuple[str, str]] = field(default_factory=set)
    """The quantities that the text differentiates by themselves, each with what by."""
    made_up: list[str] = field(default_factory=list)
    """Why a refutation may be none: of quantities that were taken to depend on others nothing says so."""
    stated: set[str] = field(default_factory=set)
    """The quantities of which the text itself says where they lie: nothing narrower is assumed of them."""
    used: set[str] = field(default_factory=set)
    """The names that the claim speaks of, and those that are defined for it."""
    implicit: list[Condition] = field(default_factory=list)
    """The equations between quantities that are supposed, none of which is alone on a side."""

    def theory(self) -> Theory:
        """All of it as a theory."""
        return Theory(*self.definitions.values(), *self.dependencies, *self._merged(), *self.hypotheses)

    def leaves_open(self, assumption: Domain | Given) -> bool:
        """Whether the text says nothing itself of the quantity that an assumption is about, so that it may be made."""
        sides = (assumption.of,) if isinstance(assumption, Domain) else assumption.claim.args
        names = {name for side in sides for name in lone_name(side)}
        return names.isdisjoint(self.stated) and not any(self._is_outside(name, assumption) for name in names)

    def _is_outside(self, name: str, assumption: Domain | Given) -> bool:
        """Whether a quantity is a number for which an assumption does not hold."""
        equations = [(d.left, d.right) for known, d in self.definitions.items() if known == name]
        equations += [g.claim.args for g in self.hypotheses if isinstance(g.claim, sympy.Equality)]
        for left, right in equations:
            if lone_name(left) == {name} and right.is_number:
                return _excludes(assumption, left, right)
        return False

    def contradictory(self) -> bool:
        """Whether indices are said to be equal and not to be, or a quantity to have two values, or none that it may."""
        alike: dict[Any, Any] = {}

        def root(index: Any) -> Any:
            while index in alike:
                index = alike[index]
            return index

        pairs = [h.claim for h in self.hypotheses if any(isinstance(side, Index) for side in h.claim.args)]
        for claim in pairs:
            if isinstance(claim, sympy.Equality) and (one := root(claim.args[0])) != (other := root(claim.args[1])):
                alike[one] = other
        if any(
            isinstance(claim, sympy.Unequality) and len({root(side) for side in claim.args}) == 1 for claim in pairs
        ):
            return True
        values: dict[Any, Any] = {}
        for hypothesis in self.hypotheses:
            left, right = hypothesis.claim.args
            stated = isinstance(hypothesis.claim, sympy.Equality) and isinstance(left, Symbol) and right.is_Rational
            if stated and values.setdefault(left, right) != right:
                return True
        for domain in self._merged():
            if domain.low is None or domain.high is None:
                continue
            if domain.low > domain.high or (domain.low == domain.high and (domain.low_open or domain.high_open)):
                return True
        return False

    def words_for(self, used: Iterable[Any]) -> tuple[str, ...]:
        """How a reader knows the assumptions that were used, each once."""
        return tuple(dict.fromkeys(self.texts[one] for one in used if one in self.texts))

    def hidden_ways(self) -> list[str]:
        """Why a refutation may be none: values of functions that depend on what is none of their arguments."""
        return self.made_up + [
            f"how {name_of(one.of)} depends on {name_of(one.on)} is not said"
            for one in self.dependencies
            if name_of(one.of) in self.depends and name_of(one.on) not in names_in(self.depends[name_of(one.of)])
        ]

    def with_definitions(self, expressions: Iterable[Any]) -> list[Any]:
        """Expressions, and the right sides of the definitions in force."""
        return [*expressions, *(definition.right for definition in self.definitions.values())]

    def leads_to(self) -> dict[str, set[str]]:
        """For each name that is defined the names that its definition speaks of."""
        return {name: names_in([definition.right]) for name, definition in self.definitions.items()}

    def _merged(self) -> list[Domain]:
        """The domains, those of one quantity as one."""
        found: dict[Expr, Domain] = {}
        for domain in self.domains:
            known = found.get(domain.of)
            if known is None:
                found[domain.of] = domain
            elif known != domain:
                merged = found[domain.of] = _both(known, domain)
                self.texts[merged] = ", ".join(dict.fromkeys(self.texts[d] for d in (known, domain) if d in self.texts))
        return list(found.values())

    def add(self, assumption: Domain | Given, text: str) -> None:
        """A domain or hypothesis, and how the document has it."""
        self.texts.setdefault(assumption, text)
        if isinstance(assumption, Domain):
            self.domains.append(assumption)
        else:
            self.hypotheses.append(assumption)


def _both(one: Domain, other: Domain) -> Domain:
    """A quantity that lies in both domains."""
    lows = [(d.low, d.low_open) for d in (one, other) if d.low is not None]
    highs = [(d.high, not d.high_open) for d in (one, other) if d.high is not None]
    low, low_open = max(lows) if lows else (None, True)
    high, closed = min(highs) if highs else (None, False)
    return Domain(one.of, low, high, low_open, not closed, one.whole or other.whole)


class Definitions:
    """The core definitions of a section's names, each made once for a glossary."""

    def __init__(self, meaning: Meaning) -> None:
        self.meaning = meaning
        self._made: dict[tuple[int, str], tuple[Definition | None, list[str]]] = {}

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
        key = (id(entry), name)
        if key not in self._made:
            before, meaning.doubts = meaning.doubts, []
            self._made[key] = self._definition(name, entry, labels), meaning.doubts
            meaning.doubts = before
        made, doubts = self._made[key]
        meaning.doubts += doubts
        return entry, made

    def _definition(self, name: str, entry: Defined, labels: dict[str, Any]) -> Definition | None:
        meaning = self.meaning
        try:
            with meaning.binding():
                meaning.bound, meaning.parameters, meaning.example = {}, {}, None
                meaning.labels = dict(labels)
                if name in meaning.functions and calls.is_scalar_function(meaning, entry):
                    (parameter,) = entry.parameters
                    assert isinstance(parameter, Name)
                    symbol = Symbol(f"{name}°", real=True)
                    meaning.parameters[parameter.key] = Value(symbol)
                    right = meaning.read(entry.right, entry.place)
                    return None if right.rank else Definition(Function(name)(symbol), right.body)
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
        return Definition(left.body, right.body)


def _index_name(key: str) -> str:
    from derivations.document.syntax.names import shown

    text, *accents = key.split("@", maxsplit=1)[0].split("~")
    return shown(text, tuple(accents))


def _without_arguments(entry: Defined) -> Node:
    left = entry.left
    return left.items[0] if isinstance(left, Row) and entry.parameters else left


# -- what a claim speaks of


def names_in(expressions: Iterable[Any]) -> set[str]:
    """The written names of all families, symbols and functions in expressions."""
    return set().union(*map(_names_in, expressions))


@lru_cache(4096)
def _names_in(expression: Any) -> frozenset[str]:
    found: set[str] = set()
    for part in preorder_traversal(expression):
        if isinstance(part, Entry):
            found.add(part.family.name)
        elif isinstance(part, AppliedUndef):
            found.add(part.func.__name__)
        elif isinstance(part, Symbol) and not isinstance(part, Index | Family):
            found.add(part.name)
    return frozenset(found)


def sizes_in(expressions: Iterable[Any]) -> set[str]:
    """The names of the sizes of all index sets in expressions."""
    found: set[str] = set()
    for expression in expressions:
        for part in preorder_traversal(expression):
            last = part.range.last if isinstance(part, Index) else None
            if isinstance(last, Symbol) and not isinstance(last, Index):
                found.add(last.name)
    return found


def definitions_for(
    expressions: Iterable[Any], definitions: Definitions, glossary: Glossary, background: Background
) -> set[str]:
    """Add the definitions of all that the expressions speak of; the names that nothing defines are given back."""
    depends = background.depends = definitions.meaning.depends
    background.varied = definitions.meaning.varied
    todo = sorted(names_in(expressions))
    seen: set[str] = set()
    primitive: set[str] = set()
    while todo:
        name = todo.pop()
        if name in seen:
            continue
        seen.add(name)
        found = definitions.of(name, glossary)
        if found is None:
            if not name.endswith("°"):
                primitive.add(name)
                todo += sorted(names_in(depends.get(name, ())))
            continue
        entry, made = found
        if made is None:
            background.missing.add(name)
            primitive.add(name)
            continue
        background.definitions[name] = made
        background.texts[made] = f"{entry.named}: {entry.text}" if entry.named else entry.text
        if entry.named:
            background.conventions.add(made)
        todo += sorted(names_in([made.right]))
    return primitive


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
    derivatives = {part: None for e in everything for part in preorder_traversal(e) if isinstance(part, Partial | Lim)}
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
                background.made_up.append(f"how {name} depends on {name_of(by)} is not said")
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
    return f"each of {mutual[0][0]} and {mutual[0][1]} is differentiated by the other one" if mutual else ""


def unrelated(expressions: Iterable[Any], background: Background) -> tuple[str, str] | None:
    """A quantity and another one that it is differentiated by, if by all that is said it does not depend on it."""
    edges = background.leads_to()
    for dependency in background.dependencies:
        edges.setdefault(name_of(dependency.of), set()).add(name_of(dependency.on))
    everything = background.with_definitions(expressions)
    for expression in everything:
        for part in preorder_traversal(expression):
            if isinstance(part, Partial):
                inside, by = names_in([part.of]), name_of(part.by)
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


def name_of(quantity: Expr) -> str:
    """The written name of a family's component, or of a symbol."""
    return quantity.family.name if isinstance(quantity, Entry) else quantity.name


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


# -- conditions


class Conditions:
    """Conditions of the document as core assumptions."""

    def __init__(self, meaning: Meaning) -> None:
        self.meaning = meaning

    def take(
        self, condition: Condition, place: object, background: Background, *, everywhere: bool, general: bool = False
    ) -> None:
        """Add what a condition says; ``everywhere`` where it is said of all indices that it names.

        What is ``general`` is an equation of functions that holds for all their arguments.
        """
        left, right = condition.related.parts
        (relation,) = condition.related.relations
        try:
            if relation == "∈":
                self._membership(left, right, place, background, condition.text, everywhere)
            elif relation in KINDS:
                self._relation(left, relation, right, place, background, condition.text, everywhere, general)
        except NotUnderstood:
            background.unread.append(condition.text)

    def compares_indices(self, condition: Condition) -> bool:
        """``i ≠ j``, which is said of these indices, and not of all."""
        return all(map(self._index, condition.related.parts))

    def _relation(
        self, left: Node, relation: str, right: Node, place: object, background: Background, text: str,
        everywhere: bool, general: bool,
    ) -> None:  # fmt: skip
        meaning = self.meaning
        if self._index(left) and self._index(right):
            if relation in "=≠" and not everywhere:
                slot = ("condition", place, text)
                before, meaning.place = meaning.place, place
                try:
                    one, other = meaning.index(left, slot), meaning.index(right, slot)
                finally:
                    meaning.place = before
                background.add(Given(KINDS[relation](one, other, evaluate=False)), text)
            return
        one, other = meaning.read(left, place), meaning.read(right, place)
        if one.rank != other.rank:
            if other.rank or not other.body.is_number:
                background.unread.append(text)
                return
        elif one.rank:
            other = along(meaning.dims, other, one.axes)
        if one.body in (sympy.oo, -sympy.oo) or other.body in (sympy.oo, -sympy.oo):
            return
        free = tuple(s for s in one.body.free_symbols | other.body.free_symbols if isinstance(s, Index))
        if relation != "=":
            background.stated |= {name for side in (one.body, other.body) for name in lone_name(side)}
        bound = domain_of(one.body, relation, other.body) if everywhere or not free else None
        if bound is not None:
            background.add(bound, text)
            return
        axes = tuple(axis.index for axis in one.axes)
        forall = free if everywhere else axes
        if len(forall) <= 1:
            over = _arguments(one.body, other.body) if general and relation == "=" and not one.rank else ()
            background.add(Given(KINDS[relation](one.body, other.body, evaluate=False), (*forall, *over)), text)

    def _index(self, node: Node) -> bool:
        return isinstance(node, Name) and node.key in self.meaning.survey.indices and node.key not in self.meaning.ranks

    def _membership(
        self, left: Node, right: Node, place: object, background: Background, text: str, everywhere: bool
    ) -> None:
        """``y \\in \\{0, 1\\}``, ``a \\in (0, 1)``, ``x \\in \\mathbb{R}``; other sets restrict in ways not told."""
        if is_reals(right) and isinstance(left, Name | Scripted):
            background.stated |= lone_name(self.meaning.read(left, place).body)
        if not isinstance(right, Bracket) or not isinstance(right.body, Listing):
            if not _is_whole_space(right):
                self._named_set(left, right, place, background, text)
            return
        found = [_end(item) for item in right.body.items]
        numbers = [number for number in found if number is not None]
        for node in listed(left) if isinstance(left, Listing) else [left]:
            value = self.meaning.read(node, place)
            if len(numbers) < len(found) or value.rank:
                background.unread.append(text)
                return
            if not isinstance(value.body, Entry | Symbol):
                _between(value.body, right.kind, numbers, background, text)
                return
            background.stated |= lone_name(value.body)
            first = numbers[0]
            if right.kind == "{" and sorted(numbers) == [first + i for i in range(len(numbers))]:
                background.add(Domain(value.body, first, numbers[-1], False, False, True), text)
                if len(numbers) == 2:
                    self._roots(value.body, numbers, background, text, everywhere)
            elif right.kind in ("(", "[", "(]", "[)") and len(numbers) == 2:
                low, high = (None if number.is_infinite else number for number in numbers)
                background.add(Domain(value.body, low, high, right.kind[0] == "(", right.kind[-1] in "()"), text)
            elif right.kind == "{":
                self._roots(value.body, numbers, background, text, everywhere)
            else:
                background.unread.append(text)

    def _named_set(self, left: Node, right: Node, place: object, background: Background, text: str) -> None:
        """``n \\in \\mathbb{N}``, ``x \\in \\mathbb{R}_+``: what surely holds of a member."""
        background.unread.append(text)
        name = base_of(right)
        for node in members(left):
            if isinstance(name, Name) and name.font == "bb" and isinstance(node, Name | Scripted):
                value = self.meaning.read(node, place).body
                whole = name.text in ("N", "Z")
                low = Integer(0) if name.text == "N" or _is_positive(right) else None
                if isinstance(value, Entry | Symbol) and (whole or low is not None):
                    background.add(Domain(value, low, None, False, whole, whole), text)

    @staticmethod
    def _roots(value: Expr, numbers: list[Expr], background: Background, text: str, everywhere: bool) -> None:
        """A quantity that is one of some numbers: the product of its distances from them is 0."""
        product = sympy.Mul(*(sympy.Add(value, -number, evaluate=False) for number in numbers), evaluate=False)
        free = tuple(s for s in value.free_symbols if isinstance(s, Index))
        background.add(Given(sympy.Eq(product, Integer(0), evaluate=False), free if everywhere else ()), text)


def _is_positive(node: Node) -> bool:
    """Whether it is the set of the positive members of a set, by a plus above or below its letter."""
    signs = (node.sub, node.sup) if isinstance(node, Scripted) else ()
    return any(isinstance(sign, Name) and sign.text == "+" for sign in signs)


def _is_whole_space(node: Node) -> bool:
    """Whether it is the set of all real, or of all rational numbers, or of all vectors of a size."""
    base = base_of(node)
    numbers = isinstance(base, Name) and base.font == "bb" and base.text in ("R", "Q")
    return numbers and not _is_positive(node) and not (isinstance(node, Scripted) and node.sub is not None)


def _arguments(*sides: Expr) -> tuple[Symbol, ...]:
    """The plain symbols that unknown functions are applied to."""
    called = {argument for side in sides for part in side.atoms(AppliedUndef) for argument in part.args}
    plain = (s for argument in called for s in argument.free_symbols if type(s) is Symbol and not s.is_integer)
    return tuple(sorted(set(plain), key=str))


def _excludes(assumption: Domain | Given, quantity: Expr, number: Expr) -> bool:
    """Whether an assumption about a quantity certainly does not hold for a number."""
    with sympy.evaluate(True):
        value = number.doit()
        if isinstance(assumption, Given):
            relations = [assumption.claim.xreplace({quantity: value}).doit()]
        else:
            above = sympy.Gt if assumption.low_open else sympy.Ge
            below = sympy.Lt if assumption.high_open else sympy.Le
            ends = ((above, assumption.low), (below, assumption.high))
            relations = [relation(value, end) for relation, end in ends if end is not None]
        return any(relation is sympy.false for relation in relations)


def lone_name(side: Any) -> set[str]:
    """The name of a side that is a lone quantity."""
    if isinstance(side, Entry):
        return {side.family.name}
    return {side.name} if isinstance(side, Symbol) and not isinstance(side, Index) else set()


def domain_of(one: Expr, relation: str, other: Expr) -> Domain | None:
    """``quantity < number`` and the like as a domain."""
    if isinstance(other, Entry | Symbol) and not isinstance(other, Index):
        flipped = {"<": ">", ">": "<", "≤": "≥", "≥": "≤"}.get(relation)
        return domain_of(other, flipped, one) if flipped and not isinstance(one, Symbol | Entry) else None
    if isinstance(one, Entry | Symbol) and not isinstance(one, Index) and relation in "<>≤≥":
        bound = other.doit() if not other.free_symbols else other
        if bound.is_Rational:
            whole = bool(one.is_integer)
            if relation in ">≥":
                return Domain(one, bound, None, relation == ">", True, whole)
            return Domain(one, None, bound, True, relation == "<", whole)
    return None


def _number(node: Node) -> int | None:
    if isinstance(node, Number) and node.value.denominator == 1:
        return int(node.value)
    if isinstance(node, Terms) and len(node.terms) == 1 and (inner := _number(node.terms[0][1])) is not None:
        return node.terms[0][0] * inner
    return None


def _between(value: Expr, kind: str, numbers: list[Expr], background: Background, text: str) -> None:
    """``t ∈ (a, b)`` for a term t, as two inequalities."""
    if kind not in ("(", "[", "(]", "[)") or len(numbers) != 2:
        background.unread.append(text)
        return
    low, high = numbers
    for end, relation in ((low, ">" if kind[0] == "(" else "≥"), (high, "<" if kind[-1] in "()" else "≤")):
        if not end.is_infinite:
            background.add(Given(KINDS[relation](value, end, evaluate=False)), text)


def _end(node: Node) -> Expr | None:
    """An end of an interval: a whole number, or an infinity."""
    match node:
        case Name("∞"):
            return sympy.oo
        case Terms(((sign, Name("∞")),)):
            return sympy.oo if sign > 0 else sympy.S.NegativeInfinity
    number = _number(node)
    return None if number is None else Integer(number)


def space_of(condition: Related, meaning: Meaning) -> None:
    """``x \\in \\mathbb{R}^n`` says that x is a vector, and how long."""
    left, right = condition.parts
    if condition.relations != ("∈",) or not isinstance(right, Scripted | Name):
        return
    if not is_reals(base_of(right)):
        return
    rank = _rank(right.sup) if isinstance(right, Scripted) else 0
    for node in members(left):
        name = base_of(node)
        if isinstance(node, Name) and rank > 2:
            meaning.others[node.key] = "tensor"
        elif isinstance(node, Name) and rank:
            meaning.declared[node.key] = rank
        elif isinstance(node, Name) and not meaning.ranks.get(node.key):
            meaning.numbers.add(node.key)
        if isinstance(name, Name) and meaning.ranks.get(name.key, 0) < rank < 3:
            meaning.ranks[name.key] = rank
            meaning.changed = True


def _rank(sup: Node | None) -> int:
    """How many sizes a space has: one more than there are signs between them in ``m \\times n``."""
    if sup is None or (isinstance(sup, Name) and sup.text in ("+", "-", "*")):
        return 0
    return 1 + sum(isinstance(item, Operator) for item in (sup.items if isinstance(sup, Row) else ()))


# -- what is implied


def implied(expression: Expr, roots: bool = True) -> Iterator[tuple[Expr, str]]:
    """What has to hold for an expression to have a value: ``(u, ">")`` for ln u, ``(u, "≠")`` for 1/u.

    A root is a power of e to the kernel, and needs that u is positive, too, while it has a value at 0: that is left out
    without ``roots``.
    """
    for part in preorder_traversal(expression):
        if isinstance(part, sympy.log):
            yield part.args[0], ">"
        elif isinstance(part, sympy.Pow):
            base, exponent = part.args
            power = exponent.doit() if not exponent.free_symbols else exponent
            if power.is_Integer:
                if power < 0 and base.free_symbols:
                    yield base, "≠"
                    below = (factor.args for factor in _factors(base) if isinstance(factor, sympy.Pow))
                    yield from ((u, ">") for u, e in below if not e.free_symbols and e.doit().is_integer is False)
            elif base != sympy.E and base.free_symbols and (roots or not power.is_positive):
                yield base, ">"


@lru_cache(4096)
def implied_conditions(expression: Expr, roots: bool = True) -> tuple[Domain | Given, ...]:
    """The same as core assumptions, as far as they can be stated."""
    return tuple(_implied_conditions(expression, roots))


def _implied_conditions(expression: Expr, roots: bool) -> Iterator[Domain | Given]:
    bound = {part.index for part in preorder_traversal(expression) if isinstance(part, Sum)}
    for whole, sign in implied(expression, roots):
        if not whole.free_symbols and whole.is_positive:
            continue
        value, relation = _even(whole, sign)
        inside = tuple(s for s in value.free_symbols if s in bound)
        solved = _solved(value)
        if len(inside) > 1 and not (solved is not None and isinstance(solved[0], Entry) and relation == ">"):
            continue
        if solved is not None:
            quantity, direction, number = solved
            if relation == ">":
                low, high = (number, None) if direction > 0 else (None, number)
                yield Domain(quantity, low, high)
                continue
            if not inside:
                yield Given(sympy.Ne(quantity, number, evaluate=False))
            continue
        if not inside:
            yield Given(KINDS[relation](value, Integer(0), evaluate=False))


def _even(value: Expr, relation: str) -> tuple[Expr, str]:
    """What it comes down to that a product is positive, or not 0: ``s^2 > 0`` is ``s ≠ 0``, ``s e^x > 0`` is s > 0."""
    open_factors: list[tuple[Expr, bool]] = []
    for factor in _factors(value):
        base, power = factor.args if isinstance(factor, sympy.Pow) else (factor, Integer(1))
        power = power.doit() if not power.free_symbols else power
        certain = isinstance(factor, sympy.exp) or (not factor.free_symbols and factor.is_positive) or base == sympy.E
        if certain or (isinstance(factor, sympy.Pow) and not power.is_Integer):
            continue
        open_factors.append((base, int(power) % 2 == 1))
    if len(open_factors) == 1:
        ((base, odd),) = open_factors
        return base, relation if odd else "≠"
    return value, relation


def _factors(value: Expr) -> Iterator[Expr]:
    for factor in sympy.Mul.make_args(value):
        if isinstance(factor, sympy.Mul):
            yield from _factors(factor)
        elif isinstance(factor, sympy.Pow) and isinstance(factor.args[0], sympy.Mul) and factor.args[1].is_Integer:
            yield from (sympy.Pow(part, factor.args[1], evaluate=False) for part in _factors(factor.args[0]))
        else:
            yield factor


SMALL = 20
"""How many parts an expression may have that is no more than a quantity and a number."""


def _solved(value: Expr) -> tuple[Expr, int, Expr] | None:
    """A quantity and a number: ``u - c`` and ``c - u`` solved for u."""
    small = sum(1 for _ in islice(preorder_traversal(value), SMALL + 1)) <= SMALL
    with sympy.evaluate(True):
        return _solved_plain(value.doit()) if small and not value.has(Sum, Partial) else None


def _solved_plain(plain: Expr) -> tuple[Expr, int, Expr] | None:
    if isinstance(plain, Entry | Symbol) and not isinstance(plain, Index):
        return plain, 1, Integer(0)
    if isinstance(plain, sympy.Add) and len(plain.args) == 2:
        numbers = [a for a in plain.args if a.is_Rational]
        others = [a for a in plain.args if not a.is_Rational]
        if len(numbers) == 1:
            coefficient, quantity = others[0].as_coeff_Mul()
            if coefficient in (1, -1) and isinstance(quantity, Entry | Symbol):
                return quantity, int(coefficient), -numbers[0] * coefficient
    return None
