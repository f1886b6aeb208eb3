r"""What a formula means: from expressions as they are written to SymPy expressions over indexed quantities.

A section's formulas are read together: how a name is used in one place tells what it is in another.  ``z_j`` makes z a
family, a bare ``z`` beside it is the vector, ``w^L`` is another family than ``w^{L-1}``, and two indices that stand in
the same place range over the same set.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from typing import Any

import sympy
from sympy import Expr, Function, Integer, Rational, Symbol

from derivations.document.dimensions import Conflict, Dimensions, Key
from derivations.document.names import (
    ACTIVATIONS,
    COUNTS,
    ELEMENTARY,
    MAYBE_FUNCTIONS,
    PARAMETERS,
    VECTOR_LETTERS,
    shown,
)
from derivations.document.survey import TRANSPOSES, Survey, bound_by, is_letter, label_of, listed, walk
from derivations.document.syntax import (
    Big,
    Bracket,
    Choice,
    Differential,
    Listing,
    Nabla,
    Name,
    Node,
    Number,
    Operator,
    Quotient,
    Related,
    Root,
    Row,
    Scripted,
    Terms,
)
from derivations.document.tokens import NotUnderstood
from derivations.document.values import (
    Axis,
    RankMismatch,
    Value,
    along,
    hadamard,
    multiplied,
    negated,
    product,
    quotient,
    squared_length,
    transposed,
)
from derivations.notation import Entry, Family, Index, Kronecker, Lim, Partial, Prime, Sum, replaced, sigma
from derivations.notation.operators import relu

Label = tuple[str, int]
EXAMPLE = "example"
"""The index of the training example at hand, where a formula does not write it."""


@dataclass(frozen=True)
class Head:
    """What a definition defines: a name, in a layer perhaps."""

    key: str
    label: Label | None = None


@dataclass(frozen=True)
class Defined:
    """``left = right`` as the document, or a convention of the field, has it.

    ``parameters`` are those of a function; ``place`` tells its free indices from those of other formulas.
    """

    head: Head
    left: Node
    right: Node
    place: Key
    parameters: tuple[Node, ...] = ()
    text: str = ""
    named: str = ""


@dataclass
class Glossary:
    """The definitions in force, by what they define; one for any layer holds for the ``labels`` that are written."""

    entries: dict[Head, Defined] = field(default_factory=dict)
    labels: frozenset[Label] = frozenset()

    def of(self, key: str, label: Label | None) -> tuple[Defined, dict[str, Label]] | None:
        """The definition of a name in a layer: its own, or that for any layer."""
        exact = self.entries.get(Head(key, label))
        if exact is not None:
            return exact, {}
        if label in self.labels:
            assert label is not None
            for head, entry in self.entries.items():
                if head.key == key and head.label is not None and head.label[0] in ("l", "ell") and head.label != label:
                    return entry, {head.label[0]: (label[0], label[1] - head.label[1])}
        return None


def _added(one: Expr, other: Expr) -> Expr:
    return sympy.Add(one, other, evaluate=False)


def _half_of(one: Expr, other: Expr) -> Expr:
    return quotient(_added(one, other), Integer(2))


ELEMENTWISE: dict[str, Callable[[Expr], Expr]] = {
    "exp": lambda u: sympy.exp(u, evaluate=False),
    "ln": lambda u: sympy.log(u, evaluate=False),
    "log": lambda u: sympy.log(u, evaluate=False),
    "tanh": lambda u: sympy.tanh(u, evaluate=False),
    "sinh": lambda u: _half_of(sympy.exp(u, evaluate=False), negated(sympy.exp(negated(u), evaluate=False))),
    "cosh": lambda u: _half_of(sympy.exp(u, evaluate=False), sympy.exp(negated(u), evaluate=False)),
    "sigma": sigma,
    "relu": relu,
    "softplus": lambda u: sympy.log(_added(Integer(1), sympy.exp(u, evaluate=False)), evaluate=False),
}  # fmt: skip
"""Functions that are applied to each component."""


def head_of(node: Node, survey: Survey) -> tuple[Head, tuple[Node, ...]] | None:
    """What a left side defines, and the arguments of a function: a lone symbol, with scripts and arguments perhaps."""
    parameters: tuple[Node, ...] = ()
    if isinstance(node, Row):
        if len(node.items) != 2 or not isinstance(node.items[1], Bracket) or node.items[1].kind not in "([":
            return None
        node, bracket = node.items
        body = bracket.body  # type: ignore[union-attr]
        parts = body.items if isinstance(body, Listing) else (body,)
        parameters = tuple(p for part in parts for p in (part.parts if isinstance(part, Related) else (part,)))
        if not all(_plain_name(parameter) for parameter in parameters):
            return None
        name = node.base if isinstance(node, Scripted) else node
        key = parameters[0].key if len(parameters) == 1 and isinstance(parameters[0], Name) else ""
        in_sum = key in survey.bound or (key in survey.indices and key not in survey.plain)
        if in_sum and isinstance(name, Name) and name.key not in survey.primed:
            parameters = ()
    if isinstance(node, Name):
        base, sub, sup = node, None, None
    elif isinstance(node, Scripted) and isinstance(node.base, Name) and not node.primes:
        base, sub, sup = node.base, node.sub, node.sup
    else:
        return None
    lone_pi = base.text == "pi" and sub is None and not parameters
    if base.text in ELEMENTARY or lone_pi or base.text in ("∂", "d", "∞") or (base.text == "e" and sup is not None):
        return None
    label = label_of(sup) if sup is not None else None
    example = isinstance(sup, Bracket) or (
        isinstance(sup, Name) and sup.key in survey.indices and sup.key not in survey.plain
    )
    if sup is not None and label is None and not example:
        return None
    words = [
        m
        for m in listed(sub)
        if not survey.is_index(m) and not (isinstance(m, Number) and survey.subscripts.get(base.key))
    ]
    if any(isinstance(m, Number) for m in listed(sub)) and survey.subscripts.get(base.key):
        return None
    key = f"{base.key}_{','.join(_written(m) for m in words)}" if words else base.key
    return Head(key, label), parameters


class Meaning:
    """Reads the formulas of one section.

    Dimensions and ranks are found while reading, so formulas are read until nothing new is found; see
    :meth:`settled`.
    """

    def __init__(self, survey: Survey, glossary: Glossary) -> None:
        self.survey, self.glossary = survey, glossary
        self.dims = Dimensions()
        self.ranks: dict[str, int] = self._first_ranks()
        self.by_example: set[str] = set()
        self.fixed: set[str] = set()
        self.entries_wanted: set[str] = set()
        self.families: dict[str, tuple[str, Label | None]] = {}
        self.functions: dict[str, str] = {}
        self.doubts: list[str] = []
        self.scalars: frozenset[str] = frozenset()
        self.place: Key = "nowhere"
        self.bound: dict[str, Axis] = {}
        self.parameters: dict[str, Value] = {}
        self.labels: dict[str, Label] = {}
        self.example: Axis | None = None
        self._fresh = 0
        self._depth = 0
        self.changed = False

    def _first_ranks(self) -> dict[str, int]:
        ranks = dict(self.survey.subscripts)
        for key in self.survey.all:
            text, _, font = key.partition("@")
            letter = text.split("~", 1)[0]
            big = (len(letter) == 1 and letter.isupper()) or letter in ("Theta", "Sigma", "Lambda")
            least = 0
            if font == "bold" and letter not in ("1", "0"):
                least = 2 if big else 1 + ranks.get(key, 0)  # x_i in bold is the vector of example i
            if key in self.survey.transposed:
                least = max(least, 2 if big else 1)
            if key in self.survey.gradients:
                least = max(least, 1)
            if least > ranks.get(key, 0):
                ranks[key] = least
        return ranks

    # -- reading

    def settled(self, read: Callable[[], None]) -> None:
        """Read until dimensions and ranks no longer change; what is read then is to be believed."""
        for _ in range(6):
            self.changed = self.dims.changed = False
            read()
            if not (self.changed or self.dims.changed):
                return

    def read(self, node: Node, place: Key) -> Value:
        """The value of an expression; its free indices are those of ``place``."""
        before, self.place = self.place, place
        try:
            return self._value(node)
        except RankMismatch as problem:
            self._learn(problem)
            raise
        finally:
            self.place = before

    def _learn(self, problem: RankMismatch) -> None:
        name = problem.weaker
        members = listed(name.sub) if isinstance(name, Scripted) else []
        name = name.base if isinstance(name, Scripted) else name
        if not isinstance(name, Name) or self._is_given(name.key) or name.key in self.scalars:
            return
        words = [m for m in members if not self._is_index(m, name.key)]
        key = f"{name.key}_{','.join(_written(m) for m in words)}" if words else name.key
        rank = problem.upper + len(members) - len(words)
        if self.ranks.get(key, 0) < rank:
            self.ranks[key] = rank
            self.changed = True

    def _value(self, node: Node) -> Value:
        self._depth += 1
        try:
            if self._depth > 150:
                raise NotUnderstood(
                    "definitions that go round in a circle, or an expression that is too deep", node.start
                )
            return READERS[type(node)](self, node)
        finally:
            self._depth -= 1

    def scalar(self, node: Node) -> Expr:
        """The value of an expression that has to be a number."""
        value = self._value(node)
        if value.rank:
            raise NotUnderstood("a vector where a number is expected", node.start)
        return value.body

    def fresh(self, key: Key) -> Axis:
        """An index that occurs nowhere else."""
        self._fresh += 1
        return Axis(Index(f"i{_subscript(self._fresh)}", self._range(key)), key)

    def _range(self, key: Key) -> Any:
        try:
            return self.dims.range(key)
        except Conflict as problem:
            raise NotUnderstood(str(problem), 0) from None

    @contextmanager
    def binding(self, **_: object) -> Iterator[None]:
        """What is bound inside is no longer bound afterwards."""
        before = self.bound, self.parameters, self.labels, self.example
        self.bound, self.parameters, self.labels = dict(self.bound), dict(self.parameters), dict(self.labels)
        try:
            yield
        finally:
            self.bound, self.parameters, self.labels, self.example = before

    # -- indices

    def index(self, node: Node, slot: Key) -> Expr:
        """An index in a subscript; it ranges over the same as the slot it stands in."""
        match node:
            case Number(value) if value.denominator == 1:
                return Integer(int(value))
            case Name():
                return self._index_named(node, slot)
            case Bracket(_, body):
                return self.index(body, slot)
            case Terms(((1, inner), (sign, Number(value)))) if isinstance(inner, Name) and value.denominator == 1:
                base = self._index_named(inner, slot)
                return sympy.Add(base, Integer(sign * int(value)))
        raise NotUnderstood("an index that is no letter or number", node.start)

    def _index_named(self, name: Name, slot: Key) -> Index:
        axis = self.bound.get(name.key)
        if axis is None:
            where = "fixed" if name.key in self.fixed else self.place
            key: Key = ("free", where, name.key)
            self.dims.join(slot, key)
            self.dims.name(key, _letters(name))
            return Index(shown(name.text, name.accents), self._range(key))
        self.dims.join(slot, axis.key)
        return axis.index

    # -- named quantities

    def _named(self, name: Name, sub: Node | None = None, sup: Node | None = None) -> Value:
        """A quantity, with indices, in a layer, for an example, to a power, or transposed."""
        key, label, example, after = name.key, None, None, None
        if sup is not None:
            kind, what = self._superscript(name, sup)
            if kind == "label":
                label = what
            elif kind == "example":
                example = what
            else:
                after = (kind, what)
        members = listed(sub)
        given = self.parameters.get(key)
        if given is not None and label is None and example is None:
            value = self._indexed(given, members, name)
        else:
            value = self._family(name, members, label, example)
        if after is None:
            return value
        if after[0] == "transpose":
            return transposed(value)
        return self._power(value, after[1])

    def _superscript(self, name: Name, sup: Node) -> tuple[str, Any]:
        if isinstance(sup, Name):
            if sup.text in TRANSPOSES and not (
                sup.text == "T" and ("T" in self.survey.sizes or "T" in self.survey.bound)
            ):
                return "transpose", None
            if sup.text in ("*", "+", "-"):
                return "star", None
        label = label_of(sup)
        if label is not None:
            letter, offset = label
            if letter in self.labels:
                letter, offset = self.labels[letter][0], self.labels[letter][1] + offset
            return "label", (letter, offset)
        if isinstance(sup, Bracket) and sup.kind in "([" and not isinstance(sup.body, Listing | Related):
            return "example", sup.body
        if (
            isinstance(sup, Name)
            and sup.key in self.survey.indices
            and sup.key not in self.survey.plain
            and sup.key not in self.survey.sizes
            and name.text != "e"
        ):
            return "example", sup
        return "power", sup

    def _family(self, name: Name, members: list[Node], label: Label | None, example: Node | None) -> Value:
        key = name.key
        indices = [m for m in members if self._is_index(m, key)]
        words = [m for m in members if m not in indices]
        if len(indices) < len(members):
            key = f"{key}_{','.join(_written(m) for m in words)}"
        rank = max(len(indices), 0 if name.key in self.scalars and not indices else self.ranks.get(key, 0))
        text = self._family_name(name, words, label)
        self.families[text] = (key, label)
        by_example = (
            example is not None
            or (key in self.survey.examples and not self._is_parameter(name))
            or text in self.by_example
        )
        if rank == 0 and not by_example:
            return Value(self._plain(name, text))
        where: list[Expr] = []
        if by_example:
            self.by_example.add(text)
            slot: Key = ("slot", text, "example")
            self.dims.join(slot, ("examples",)) if example is None else None
            where.append(self._example_index(example, slot))
        axes: list[Axis] = []
        for number in range(rank):
            slot = ("slot", text, number)
            if number < len(indices):
                where.append(self.index(indices[number], slot))
            else:
                axis = self.fresh(slot)
                axes.append(axis)
                where.append(axis.index)
        return Value(Family(text)[tuple(where)], tuple(axes))

    def _example_index(self, example: Node | None, slot: Key) -> Expr:
        if example is not None:
            return self.index(example, slot)
        if self.example is not None:
            self.dims.join(slot, self.example.key)
            return self.example.index
        return Index(EXAMPLE, self._range(slot))

    def _is_index(self, member: Node, key: str) -> bool:
        if isinstance(member, Number):
            return self.ranks.get(key, 0) > 0 and member.value > 0
        if isinstance(member, Name) and (member.key in self.bound or member.key in self.parameters):
            return member.key in self.bound
        if isinstance(member, Scripted):
            raise NotUnderstood("an index with an index of its own", member.start)
        return self.survey.is_index(member)

    def _is_parameter(self, name: Name) -> bool:
        return name.text in PARAMETERS

    def _family_name(self, name: Name, words: list[Node], label: Label | None) -> str:
        text = shown(name.text, name.accents, name.font)
        if words:
            text += "_" + ",".join(_written(word) for word in words)
        if label is not None:
            letter, offset = label
            text += "^" + (letter + (f"{offset:+d}" if offset else "") if letter else f"({offset})")
        return text

    def _plain(self, name: Name, text: str) -> Expr:
        if name.text == "e" and not name.accents and not self._is_defined(name.key):
            return sympy.E
        if (
            name.text == "pi"
            and not name.accents
            and name.key not in self.survey.applied
            and not self._is_defined("pi")
        ):
            return sympy.pi
        if name.text == "∞":
            return sympy.oo
        if name.key in self.bound:
            return self.bound[name.key].index
        if name.key in self.survey.sizes or (name.text in COUNTS and self._counts(text)):
            return Symbol(text, integer=True, positive=True)
        if text in self.entries_wanted:
            return Family(text)[()]
        return Symbol(text, real=True)

    def _is_defined(self, key: str) -> bool:
        return any(head.key == key for head in self.glossary.entries)

    def _counts(self, text: str) -> bool:
        size = Symbol(text, integer=True, positive=True)
        return any(known == size for known in self.dims._sizes.values())

    def _indexed(self, value: Value, members: list[Node], node: Node) -> Value:
        """Components of a vector or matrix."""
        if len(members) > value.rank:
            raise NotUnderstood("more indices than the quantity has", node.start)
        where, axes = {}, value.axes
        for member in members:
            axis, *rest = axes
            where[axis.index] = self.index(member, axis.key)
            axes = tuple(rest)
        return Value(replaced(value.body, where) if where else value.body, axes)

    # -- readers

    def _name(self, node: Name) -> Value:
        if node.text in ("∂", "d") and node.text == "∂":
            raise NotUnderstood("∂ outside of a derivative", node.start)
        function = self._function(node)
        if function is not None and node.key not in self.survey.plain:
            raise NotUnderstood(f"the function {shown(node.text)} without an argument", node.start)
        entry = self.glossary.of(node.key, None)
        if entry is not None and self.is_scalar_function(entry[0]) and node.key not in self.parameters:
            return self._called(node, entry[0], [self._value(entry[0].parameters[0])], 0)
        return self._named(node)

    def _scripted(self, node: Scripted) -> Value:
        base = node.base
        if node.primes:
            if isinstance(base, Name):
                return self._primedalone(base, node)
            raise NotUnderstood("a prime on something that is not a function", node.start)
        if isinstance(base, Name):
            if (
                node.sub is None
                and base.text == "e"
                and not base.accents
                and node.sup is not None
                and not self._is_defined("e")
            ):
                return self._exponential(node.sup)
            if base.text in ("delta",) and node.sup is None and self._is_kronecker(node):
                one, other = listed(node.sub)
                return self._kronecker(one, other)
            entry = self.glossary.of(base.key, None)
            if node.sub is None and entry is not None and self.is_scalar_function(entry[0]) and node.sup is not None:
                return self._power(self._name(base), node.sup)
            return self._named(base, node.sub, node.sup)
        value = self._value(base)
        if node.sub is not None:
            if isinstance(base, Bracket) and base.kind == "‖":
                pass
            else:
                value = self._indexed(value, listed(node.sub), node)
        if node.sup is None:
            return value
        if isinstance(base, Bracket) and base.kind == "‖" and isinstance(node.sup, Number) and node.sup.value == 2:
            return Value(squared_length(self._value(base.body)))
        if isinstance(node.sup, Name) and node.sup.text in TRANSPOSES:
            return transposed(value)
        return self._power(value, node.sup)

    def _is_kronecker(self, node: Scripted) -> bool:
        members = listed(node.sub)
        return len(members) == 2 and all(isinstance(m, Name) and self._is_index(m, "") for m in members)

    def _kronecker(self, one: Node, other: Node) -> Value:
        self._fresh += 1
        slot: Key = ("kronecker", self.place, one.start, self._fresh)
        return Value(Kronecker(self.index(one, slot), self.index(other, slot)))

    def _exponential(self, exponent: Node) -> Value:
        return self._value(exponent).mapped(ELEMENTWISE["exp"])

    def _power(self, value: Value, exponent: Node) -> Value:
        if isinstance(exponent, Name) and exponent.text == "*":
            raise NotUnderstood("a star on an expression", exponent.start)
        power = self.scalar(exponent)
        if value.rank:
            if value.rank == 2 and power == -1:
                raise NotUnderstood("the inverse of a matrix", exponent.start)
            raise NotUnderstood("a power of a vector", exponent.start)
        return value.mapped(lambda u: sympy.Pow(u, power, evaluate=False))

    def _number(self, node: Number) -> Value:
        return Value(Rational(node.value.numerator, node.value.denominator))

    def _terms(self, node: Terms) -> Value:
        terms = self._scoped(node.terms)
        values = [(sign, self._value(term), term) for sign, term in terms]
        rank = max(value.rank for _, value, _ in values)
        shape = next(value for _, value, _ in values if value.rank == rank)
        bodies: list[Expr] = []
        for sign, value, term in values:
            if value.rank != rank:
                if value.rank or not value.body.is_number:
                    raise RankMismatch("a sum of a vector and a number", term.start, value.rank, rank, alone(term))
                fitted = value.body
            elif rank:
                if value.row != shape.row:
                    raise NotUnderstood("a sum of a row and a column", term.start)
                fitted = along(self.dims, value, shape.axes).body
            else:
                fitted = value.body
            bodies.append(fitted if sign == 1 else negated(fitted))
        body = bodies[0] if len(bodies) == 1 else sympy.Add(*bodies, evaluate=False)
        return Value(body, shape.axes, shape.row)

    def _scoped(self, terms: tuple[tuple[int, Node], ...]) -> list[tuple[int, Node]]:
        """The terms; those that speak of the index of a sum before them belong to that sum."""
        found: list[tuple[int, Node]] = []
        for place, (sign, term) in enumerate(terms):
            big = _last_sum(term)
            later = terms[place + 1 :]
            if big is not None and later:
                letters = {name.key for name in bound_by(big)} - set(self.bound)
                inside = [i for i, (_, other) in enumerate(later) if _mentions(other, letters)]
                if inside:
                    count = inside[-1] + 1
                    grown = _grown(term, later[:count])
                    return [*found, (sign, grown), *later[count:]]
            found.append((sign, term))
        return found

    def _quotient(self, node: Quotient) -> Value:
        top, bottom = self._value(node.top), self._value(node.bottom)
        if bottom.rank:
            if top.rank == bottom.rank:
                fitted = along(self.dims, bottom, top.axes)
                return Value(quotient(top.body, fitted.body), top.axes, top.row)
            raise NotUnderstood("a division by a vector", node.bottom.start)
        return top.mapped(lambda u: quotient(u, bottom.body))

    def _bracket(self, node: Bracket) -> Value:
        if isinstance(node.body, Listing | Related):
            raise NotUnderstood("a list or a relation in brackets", node.start)
        if node.kind == "|":
            value = self.scalar(node.body)
            return Value(sympy.Abs(value, evaluate=False))
        if node.kind == "‖":
            length = squared_length(self._value(node.body))
            return Value(sympy.Pow(length, Rational(1, 2), evaluate=False))
        if node.kind in ("(", "[", "{"):
            return self._value(node.body)
        raise NotUnderstood(f"the bracket {node.kind}", node.start)

    def _root(self, node: Root) -> Value:
        degree = Integer(2) if node.degree is None else self.scalar(node.degree)
        return self._value(node.body).mapped(
            lambda u: sympy.Pow(u, quotient(Integer(1), degree).doit(), evaluate=False)
        )

    def _choice(self, node: Choice) -> Value:
        raise NotUnderstood("cases within an expression", node.start)

    def _listing(self, node: Listing | Related) -> Value:
        raise NotUnderstood("a list or a relation where an expression is expected", node.start)

    def _row(self, node: Row) -> Value:
        return self._product(list(node.items))

    # -- products

    def _product(self, items: list[Node]) -> Value:
        place, found, operator = 0, None, ""
        divided = False
        while place < len(items):
            item = items[place]
            if isinstance(item, Operator):
                operator = item.text
                place += 1
                continue
            start = item.start
            value, place = self._application(items, place)
            if found is None:
                found = value
            elif operator == "/":
                if value.rank:
                    raise NotUnderstood("a division by a vector", start)
                found = Value(quotient(found.body, value.body), found.axes, found.row)
                divided = True
            else:
                if divided and operator == "":
                    self.doubts.append("what stands behind a slash may belong to the denominator")
                self._needs_a_vector(found, value, item)
                if operator == "×" and found.rank and value.rank:
                    raise NotUnderstood("a cross product", start)
                found = multiplied(self.dims, found, value, start, operator)
            operator = ""
        assert found is not None
        return found

    def _needs_a_vector(self, before: Value, value: Value, item: Node) -> None:
        """Behind a matrix or a transposed vector a bare letter is a vector, not a number."""
        if value.rank or not (before.rank == 2 or before.row) or not isinstance(item, Name) or item.font:
            return
        if item.text in VECTOR_LETTERS and not self._is_given(item.key) and item.key not in self.scalars:
            raise RankMismatch("a matrix or a transposed vector before a number", item.start, 0, 1, item)

    def _is_given(self, key: str) -> bool:
        """Whether a name stands for the argument of a function, other than the place that makes it a function."""
        given = self.parameters.get(key)
        return given is not None and not str(given.body).endswith("°")

    def _application(self, items: list[Node], place: int) -> tuple[Value, int]:
        """The value of the items that belong together from a place on, and the place behind them."""
        item = items[place]
        rest = items[place + 1 :]
        match item:
            case Big():
                return self._big(item, rest, items[:place])
            case Differential(None, by):
                if not rest:
                    raise NotUnderstood("a derivative of nothing", item.start)
                if isinstance(rest[0], Bracket):
                    return self._derivative(self._value(rest[0]), by, item), place + 2
                return self._derivative_of(_row_of(rest), by, item), len(items)
            case Nabla(by):
                by = by if by is not None or not rest else self._argument_of(rest)
                if by is None or not rest:
                    raise NotUnderstood("∇ without the quantity that it differentiates by", item.start)
                value, after = self._application(items, place + 1)
                return self._derivative(value, (by,), item), after
            case Name("1" | "I", _, _, _, font) if font in ("bold", "bb") and rest:
                indicated = self._indicator(rest[0])
                if indicated is not None:
                    return indicated, place + 2
        name = item.base if isinstance(item, Scripted) else item
        if isinstance(name, Name):
            called = self._call(item, name, items, place)
            if called is not None:
                return called
        if (
            isinstance(item, Number)
            and item.value == 1
            and rest
            and isinstance(rest[0], Bracket)
            and rest[0].kind == "{"
        ):
            indicated = self._indicator(rest[0])
            if indicated is not None:
                return indicated, place + 2
        return self._value(item), place + 1

    def _argument_of(self, items: list[Node]) -> Node | None:
        """What a bare ∇ differentiates a function by: its one argument."""
        if (
            len(items) > 1
            and isinstance(items[0], Name)
            and isinstance(items[1], Bracket)
            and isinstance(items[1].body, Name)
        ):
            return items[1].body
        entry = self.glossary.of(items[0].key, None) if isinstance(items[0], Name) else None
        return entry[0].parameters[0] if entry is not None and len(entry[0].parameters) == 1 else None

    def _indicator(self, bracket: Node) -> Value | None:
        if not isinstance(bracket, Bracket) or not isinstance(bracket.body, Related):
            return None
        related = bracket.body
        if related.relations == ("=",):
            one, other = related.parts
            if all(isinstance(side, Name) and self._is_index(side, "") for side in (one, other)):
                return self._kronecker(one, other)
            if isinstance(other, Name | Number) and isinstance(one, Name | Scripted):
                return self._label_indicator(one, other)
        raise NotUnderstood("an indicator of a condition that is not an equation of indices", bracket.start)

    def _label_indicator(self, label: Node, member: Node) -> Value:
        """``1{y = k}``: 1 for the class k that the label y names."""
        base = label.base if isinstance(label, Scripted) else label
        if not isinstance(base, Name):
            raise NotUnderstood("an indicator", label.start)
        text = f"1{{{shown(base.text, base.accents)}=·}}"
        where: list[Expr] = []
        if isinstance(label, Scripted):
            if label.sup is not None:
                kind, what = self._superscript(base, label.sup)
                if kind != "example":
                    raise NotUnderstood("an indicator", label.start)
                where.append(self.index(what, ("slot", text, "example")))
            for number, inner in enumerate(listed(label.sub)):
                where.append(self.index(inner, ("slot", text, f"sub{number}")))
        where.append(self.index(member, ("slot", text, "class")))
        self.families[text] = (text, None)
        return Value(Family(text)[tuple(where)])

    # -- functions

    def _function(self, name: Name) -> str | None:
        """The field's function that a name stands for, if it does."""
        if name.accents or name.key in self.parameters:
            return None
        if name.text in ELEMENTARY:
            return name.text
        if name.text in ACTIVATIONS and not name.font and self.glossary.of(name.key, None) is None:
            return ACTIVATIONS[name.text]
        return None

    def is_scalar_function(self, entry: Defined) -> bool:
        """Whether a definition is that of a function of one number."""
        if len(entry.parameters) != 1 or not isinstance(entry.parameters[0], Name):
            return False
        key = entry.parameters[0].key
        if entry.head.key in self.survey.primed or entry.head.key in ACTIVATIONS:
            return True
        return self.ranks.get(key, 0) == 0 and key not in self.survey.subscripts and key not in self.survey.examples

    def _call(self, item: Node, name: Name, items: list[Node], place: int) -> tuple[Value, int] | None:
        """A function's value, if the item is a function before its argument."""
        following = items[place + 1] if place + 1 < len(items) else None
        bracket = following.base if isinstance(following, Scripted) else following
        primes = item.primes if isinstance(item, Scripted) else 0
        sub = item.sub if isinstance(item, Scripted) else None
        sup = item.sup if isinstance(item, Scripted) else None
        known = self._function(name)
        if not isinstance(bracket, Bracket) or bracket.kind not in ("(", "[", "{"):
            if known in ELEMENTARY and following is not None and not isinstance(following, Operator) and not primes:
                return self._function_without_bracket(known, sup, items, place)
            return None
        label = self._label(sup)
        entry = self.glossary.of(self._function_key(name, sub), label)
        if entry is not None and entry[0].parameters and len(self._arguments(bracket)) != len(entry[0].parameters):
            entry = self.glossary.of(f"{self._function_key(name, sub)}/{len(self._arguments(bracket))}", label)
        if known is None and entry is None and not self._is_applied(name, sub, bracket):
            return None
        if entry is not None and not entry[0].parameters and not primes and not isinstance(entry[0].left, Row):
            # a quantity that is defined without arguments: C(w, b) for C, but a(1 - a) is a product
            if not (name.text in MAYBE_FUNCTIONS and _plain_names(bracket.body)):
                return None
        value = self._apply(name, known, sub, sup, label, primes, bracket, entry)
        if sup is not None and label is None:
            value = self._power(value, sup)
        if isinstance(following, Scripted):
            if following.primes:
                raise NotUnderstood("a prime behind a bracket", following.start)
            if following.sub is not None:
                value = self._indexed(value, listed(following.sub), following)
            if following.sup is not None:
                if isinstance(following.sup, Name) and following.sup.text in TRANSPOSES:
                    value = transposed(value)
                else:
                    value = self._power(value, following.sup)
        return value, place + 2

    def _label(self, sup: Node | None) -> Label | None:
        if sup is None or (found := label_of(sup)) is None:
            return None
        letter, offset = found
        if letter in self.labels:
            return self.labels[letter][0], self.labels[letter][1] + offset
        return found

    def _function_key(self, name: Name, sub: Node | None) -> str:
        members = [m for m in listed(sub) if not (isinstance(m, Name) and (m.key in self.bound))]
        words = [m for m in members if not (isinstance(m, Name) and is_letter(m) and m.key in self.survey.indices)]
        return f"{name.key}_{','.join(_written(m) for m in words)}" if words else name.key

    def _is_applied(self, name: Name, sub: Node | None, bracket: Bracket) -> bool:
        if name.key in self.parameters:
            return False
        if self.survey.is_function(name.key, False):
            return True
        if name.text in MAYBE_FUNCTIONS:
            return _plain_names(bracket.body) or isinstance(bracket.body, Listing | Related)
        return False

    def _function_without_bracket(
        self, known: str | None, sup: Node | None, items: list[Node], place: int
    ) -> tuple[Value, int]:
        assert known is not None
        value, after = self._application(items, place + 1)
        if isinstance(items[place + 1], Number):
            # ln 2 pi sigma^2 takes all of it
            while after < len(items) and isinstance(items[after], Name | Scripted | Number):
                more, after = self._application(items, after)
                value = multiplied(self.dims, value, more, items[place].start)
        value = value.mapped(ELEMENTWISE[known])
        return (value if sup is None else self._power(value, sup)), after

    def _arguments(self, bracket: Bracket) -> list[Node]:
        body = bracket.body
        found: list[Node] = []
        for part in body.items if isinstance(body, Listing) else (body,):
            if isinstance(part, Related) and set(part.relations) == {"mid"}:
                found += part.parts
            else:
                found.append(part)
        return found

    def _apply(
        self,
        name: Name,
        known: str | None,
        sub: Node | None,
        sup: Node | None,
        label: Label | None,
        primes: int,
        bracket: Bracket,
        entry: tuple[Defined, dict[str, Label]] | None,
    ) -> Value:
        nodes = self._arguments(bracket)
        if known == "softmax":
            if len(nodes) != 1 or primes:
                raise NotUnderstood("softmax of several arguments", bracket.start)
            return self._softmax(self._value(nodes[0]), sub, bracket)
        if known is not None:
            if len(nodes) != 1:
                raise NotUnderstood(f"{known} of several arguments", bracket.start)
            value = self._value(nodes[0])
            if sub is not None:
                if known == "log" and isinstance(sub, Number):
                    base = sympy.log(Integer(int(sub.value)), evaluate=False)
                    return value.mapped(lambda u: quotient(ELEMENTWISE["ln"](u), base))
                raise NotUnderstood(f"{known} with a subscript", bracket.start)
            return self._elementwise(known, value, primes, bracket)
        if entry is not None and entry[0].parameters:
            return self._called_with(name, entry, nodes, primes, bracket)
        if primes:
            return self._undetermined(name, sub, nodes, primes, bracket)
        if len(nodes) == 1 and self._is_bound_index(nodes[0]) and name.key not in self.survey.primed:
            return self._family(name, [*listed(sub), nodes[0]], label, None)
        if name.text in MAYBE_FUNCTIONS or sub is not None or label is not None:
            if all(_plain_name(node) for node in nodes):
                probability = name.text in ("p", "P", "q", "Q")
                if not probability or entry is not None:
                    return self._named(name, sub, sup if label is not None else None)
                text = f"{shown(name.text, name.accents)}({', '.join(_written(n) for n in nodes)})"
                self.families[text] = (name.key, None)
                return Value(Family(text)[()] if text in self.entries_wanted else Symbol(text, real=True))
        return self._undetermined(name, sub, nodes, 0, bracket)

    def _is_bound_index(self, node: Node) -> bool:
        survey = self.survey
        return isinstance(node, Name) and (
            node.key in self.bound
            or node.key in survey.bound
            or (node.key in survey.indices and node.key not in survey.plain)
        )

    def _elementwise(self, known: str, value: Value, primes: int, node: Node) -> Value:
        function = ELEMENTWISE[known]
        if not primes:
            return value.mapped(function)
        if known in ("sigma", "relu"):
            return value.mapped(lambda u: Prime(function(u), primes))
        return value.mapped(lambda u: _differentiated(function, u, primes))

    def _undetermined(self, name: Name, sub: Node | None, nodes: list[Node], primes: int, node: Node) -> Value:
        """A function of which nothing is said."""
        values = [self._value(argument) for argument in nodes]
        text = shown(name.text, name.accents) + (f"_{_written(sub)}" if sub is not None else "")
        self.functions[text] = name.key
        if len(values) == 1:
            function = Function(text)
            if primes:
                return values[0].mapped(lambda u: Prime(function(u), primes))
            return values[0].mapped(function)
        if primes or any(value.rank for value in values):
            raise NotUnderstood(f"the function {text} of several arguments", node.start)
        return Value(Function(text)(*(value.body for value in values)))

    def _called_with(
        self, name: Name, entry: tuple[Defined, dict[str, Label]], nodes: list[Node], primes: int, bracket: Bracket
    ) -> Value:
        """A function that the document defines, at these arguments."""
        defined, labels = entry
        if len(nodes) != len(defined.parameters):
            raise NotUnderstood(
                f"{shown(name.text)} has {len(defined.parameters)} arguments in its definition, not {len(nodes)}",
                bracket.start,
            )
        if self.is_scalar_function(defined):
            return self._called(name, defined, [self._value(nodes[0])], primes)
        if primes:
            raise NotUnderstood("the derivative of a function of several quantities", bracket.start)
        own = all(_same(node, parameter) for node, parameter in zip(nodes, defined.parameters, strict=True))
        if own and not any(key in self.bound or key in self.parameters for key in _keys(defined.parameters)):
            return self._defined_quantity(defined)
        arguments = [self._value(node) for node in nodes]
        with self.binding():
            self.labels.update(labels)
            for parameter, value in zip(defined.parameters, arguments, strict=True):
                inner = parameter.base if isinstance(parameter, Scripted) else parameter
                if not isinstance(inner, Name) or isinstance(parameter, Scripted):
                    raise NotUnderstood("a function whose arguments are not plain names", bracket.start)
                self.parameters[inner.key] = value
            before, self.place = self.place, defined.place
            try:
                return self._value(defined.right)
            finally:
                self.place = before

    def _defined_quantity(self, defined: Defined) -> Value:
        """What a definition with arguments defines, at these arguments: ``J(\\theta)`` is the quantity J."""
        left = defined.left.items[0] if isinstance(defined.left, Row) else defined.left
        if "/" in defined.head.key:
            text = _written(defined.left)
            self.families[text] = (defined.head.key, defined.head.label)
            return Value(Symbol(text, real=True))
        if isinstance(left, Scripted):
            assert isinstance(left.base, Name)
            return self._named(left.base, left.sub, left.sup)
        assert isinstance(left, Name)
        return self._named(left)

    def _called(self, name: Name, defined: Defined, values: list[Value], primes: int) -> Value:
        text = self._defined_name(defined)
        self.functions[text] = defined.head.key
        function = Function(text)
        (value,) = values
        if primes:
            return value.mapped(lambda u: Prime(function(u), primes))
        return value.mapped(function)

    def _defined_name(self, defined: Defined) -> str:
        left = defined.left.items[0] if isinstance(defined.left, Row) else defined.left
        base = left.base if isinstance(left, Scripted) else left
        assert isinstance(base, Name)
        rest = defined.head.key[len(base.key) :]
        return shown(base.text, base.accents) + rest

    def _primedalone(self, base: Name, node: Scripted) -> Value:
        """``C'`` for the derivative by the argument that the definition of C names."""
        entry = self.glossary.of(base.key, None)
        if entry is not None and self.is_scalar_function(entry[0]) and node.sub is None and node.sup is None:
            return self._called(base, entry[0], [self._value(entry[0].parameters[0])], node.primes)
        raise NotUnderstood(f"{shown(base.text)}{chr(39) * node.primes} without an argument", node.start)

    def _softmax(self, value: Value, sub: Node | None, node: Node) -> Value:
        if value.rank != 1:
            raise RankMismatch(
                "softmax of something that is not a vector",
                node.start,
                value.rank,
                1,
                alone(node.body if isinstance(node, Bracket) else node),
            )
        (axis,) = value.axes
        over = self.fresh(axis.key)
        below = Sum(ELEMENTWISE["exp"](replaced(value.body, {axis.index: over.index})), over.index)
        found = Value(quotient(ELEMENTWISE["exp"](value.body), below), value.axes)
        return found if sub is None else self._indexed(found, listed(sub), node)

    # -- sums, products, limits

    def _big(self, big: Big, rest: list[Node], before: Sequence[Node]) -> tuple[Value, int]:
        count = len(before) + 1 + len(rest)
        if big.kind in ("sum", "prod"):
            if not rest:
                raise NotUnderstood("a sum of nothing", big.start)
            return self._sum(big, rest, before), count
        if big.kind == "lim":
            return self._limit(big, rest), count
        if big.kind == "max" and big.sub is None and rest and isinstance(rest[0], Bracket):
            arguments = self._arguments(rest[0])
            zero = [a for a in arguments if isinstance(a, Number) and a.value == 0]
            others = [a for a in arguments if a not in zero]
            if len(zero) == 1 and len(others) == 1:
                return self._value(others[0]).mapped(relu), len(before) + 2
        raise NotUnderstood(f"{big.kind}", big.start)

    def _sum(self, big: Big, rest: list[Node], before: Sequence[Node]) -> Value:
        with self.binding():
            axes = [self._bind(name, big, before) for name in bound_by(big)]
            if not axes:
                raise NotUnderstood("a sum that does not say what it sums over", big.start)
            without = self._left_out(big)
            body = self._product(list(rest))
            if big.sup is None and len(axes) == 1 and axes[0].index not in body.body.free_symbols and not without:
                self.example = axes[0]
                self.dims.join(("examples",), axes[0].key)
                self._depends_on_example(rest)
                body = self._product(list(rest))
        inner = body.body
        if big.kind == "prod":
            if body.rank:
                raise NotUnderstood("a product of vectors", big.start)
            inner = sympy.log(inner, evaluate=False)
        for axis in reversed(axes):
            inner = Sum(inner, axis.index, without=tuple(without.get(axis.index, ())))
        if big.kind == "prod":
            inner = sympy.exp(inner, evaluate=False)
        return Value(inner, body.axes, body.row)

    def _bind(self, name: Name, big: Big, before: Sequence[Node]) -> Axis:
        key: Key = ("bound", self.place, big.start, name.key)
        self.dims.name(key, _letters(name))
        for part in listed(big.sub):
            if (
                isinstance(part, Related)
                and part.relations == ("=",)
                and isinstance(part.parts[0], Name)
                and part.parts[0].key == name.key
            ):
                first = part.parts[1]
                if not isinstance(first, Number) or first.value != 1:
                    raise NotUnderstood("a sum that does not begin with 1", first.start)
                if big.sup is None:
                    raise NotUnderstood("a sum without its upper end", big.start)
            if isinstance(part, Related) and part.relations == ("∈",):
                self.dims.join(("set", _written(part.parts[1])), key)
            elif isinstance(part, Related) and part.relations not in (("=",), ("≠",)):
                raise NotUnderstood("a sum over a range that is not understood", part.start)
        if big.sup is not None:
            self.dims.give_size(key, self._size(big.sup))
        elif (count := _average(before)) is not None and count.key not in self.parameters:
            self.dims.give_size(key, Symbol(shown(count.text, count.accents), integer=True, positive=True))
        axis = Axis(Index(shown(name.text, name.accents), self._range(key)), key)
        self.bound[name.key] = axis
        return axis

    def _size(self, node: Node) -> Expr:
        if isinstance(node, Number) and node.value.denominator == 1 and 1 <= node.value <= 1000:
            return Integer(int(node.value))
        if isinstance(node, Name):
            return Symbol(shown(node.text, node.accents), integer=True, positive=True)
        if isinstance(node, Scripted) and isinstance(node.base, Name):
            text = shown(node.base.text) + "_" + _written(node.sub) if node.sub is not None else shown(node.base.text)
            return Symbol(
                text + (f"^{_written(node.sup)}" if node.sup is not None else ""), integer=True, positive=True
            )
        raise NotUnderstood("the upper end of a sum", node.start)

    def _left_out(self, big: Big) -> dict[Index, list[Expr]]:
        found: dict[Index, list[Expr]] = {}
        for part in listed(big.sub):
            if isinstance(part, Related) and part.relations == ("≠",):
                first, other = part.parts
                for name in listed(first):
                    assert isinstance(name, Name)
                    axis = self.bound[name.key]
                    for point in listed(other):
                        found.setdefault(axis.index, []).append(self.index(point, axis.key))
        return found

    def _depends_on_example(self, rest: list[Node]) -> None:
        """In a sum over examples the quantities depend on the example, parameters do not."""
        for node in rest:
            for part in walk(node):
                if isinstance(part, Name) and not self._is_parameter(part):
                    for text, (key, _) in self.families.items():
                        if key == part.key and text not in self.by_example:
                            self.by_example.add(text)
                            self.changed = True

    def _limit(self, big: Big, rest: list[Node]) -> Value:
        if not isinstance(big.sub, Related) or big.sub.relations != ("→",) or not isinstance(big.sub.parts[0], Name):
            raise NotUnderstood("a limit that does not say where to", big.start)
        if not rest:
            raise NotUnderstood("a limit of nothing", big.start)
        variable, point = big.sub.parts
        to = self.scalar(point)
        to = sympy.oo if to == sympy.oo else to
        symbol = self.scalar(variable)
        if not isinstance(symbol, Symbol):
            raise NotUnderstood("a limit by something that is not a quantity", variable.start)
        return self._product(list(rest)).mapped(lambda u: Lim(u, symbol, to))

    # -- derivatives

    def _differential(self, node: Differential) -> Value:
        if node.of is None:
            raise NotUnderstood("a derivative of nothing", node.start)
        return self._derivative_of(node.of, node.by, node)

    def _derivative_of(self, of: Node, by: tuple[Node, ...], node: Node) -> Value:
        function = self._function(of) if isinstance(of, Name) else None
        if function is not None and function != "softmax" and of.key not in self.survey.subscripts:
            # d sigma / dz is sigma'(z)
            argument = self._value(by[0])
            return self._elementwise(function, argument, len(by), node)
        return self._derivative(self._value(of), by, node)

    def _derivative(self, of: Value, by: tuple[Node, ...], node: Node) -> Value:
        value = of
        for one in by:
            quantity = self._value(one)
            if not isinstance(quantity.body, Entry | Symbol) or isinstance(quantity.body, Index | Family):
                raise NotUnderstood("a derivative by something that is not a quantity", one.start)
            if quantity.row:
                raise NotUnderstood("a derivative by a transposed vector", one.start)
            self._note_dependent(value.body, quantity.body)
            axes = (*value.axes, *quantity.axes)
            if len(axes) > 2:
                raise NotUnderstood("a derivative with more than two open indices", node.start)
            value = Value(Partial(value.body, quantity.body), axes)
        return value

    def _note_dependent(self, of: Expr, by: Expr) -> None:
        """An undefined quantity that is differentiated depends on what it is differentiated by."""
        if isinstance(of, Symbol) and not isinstance(of, Index) and of != by and of.name not in self.entries_wanted:
            if of.name in self.families and self.glossary.of(*self.families[of.name]) is None:
                self.entries_wanted.add(of.name)
                self.changed = True


def _differentiated(function: Callable[[Expr], Expr], argument: Expr, order: int) -> Expr:
    """A derivative of a function with a formula, at an argument."""
    place = Symbol("u°", real=True)
    inside: Expr = function(place)
    for _ in range(order):
        inside = Partial(inside, place)
    if isinstance(argument, Symbol | Entry):
        return replaced(inside, {place: argument})
    with sympy.evaluate(True):
        worked_out = function(place).doit().diff(place, order)
    return replaced(worked_out, {place: argument})


READERS: dict[type, Callable[[Meaning, Any], Value]] = {
    Number: Meaning._number,
    Name: Meaning._name,
    Scripted: Meaning._scripted,
    Quotient: Meaning._quotient,
    Row: Meaning._row,
    Terms: Meaning._terms,
    Bracket: Meaning._bracket,
    Root: Meaning._root,
    Choice: Meaning._choice,
    Listing: Meaning._listing,
    Related: Meaning._listing,
    Differential: Meaning._differential,
    Big: lambda self, node: self._big(node, [], [])[0],
    Nabla: lambda self, node: self._application([node], 0)[0],
    Operator: lambda self, node: self._listing(node),
}
"""How each kind of node is read."""


# -- small questions


def _subscript(number: int) -> str:
    return "".join("₀₁₂₃₄₅₆₇₈₉"[int(digit)] for digit in str(number))


def _letters(name: Name) -> str:
    return shown(name.text, name.accents)


def _written(node: Node | None) -> str:
    """A node in a name, as short as it can be written."""
    match node:
        case None:
            return ""
        case Name(text, _, _, accents, _):
            return shown(text, accents)
        case Number(value):
            return str(value)
        case Scripted(base, sub, sup, primes):
            return (
                _written(base)
                + (f"_{_written(sub)}" if sub else "")
                + (f"^{_written(sup)}" if sup else "")
                + "'" * primes
            )
        case Row(items) | Listing(items):
            return "".join(map(_written, items)) if isinstance(node, Row) else ",".join(map(_written, items))
        case Bracket(_, body):
            return f"({_written(body)})"
        case Terms(terms):
            return "".join(("-" if sign < 0 else "+") + _written(term) for sign, term in terms).removeprefix("+")
        case Related(parts, relations):
            return _written(parts[0]) + "".join(r + _written(p) for r, p in zip(relations, parts[1:], strict=True))
        case Operator(text):
            return text
    return "…"


def alone(node: Node) -> Node | None:
    if isinstance(node, Name):
        return node
    if isinstance(node, Scripted) and isinstance(node.base, Name):
        return node
    if isinstance(node, Bracket):
        return alone(node.body)
    if isinstance(node, Row):
        names = [found for item in node.items if (found := alone(item)) is not None]
        return names[-1] if len(names) == 1 else None
    return None


def _keys(nodes: Sequence[Node]) -> list[str]:
    inner = (node.base if isinstance(node, Scripted) else node for node in nodes)
    return [name.key for name in inner if isinstance(name, Name)]


def _row_of(items: list[Node]) -> Node:
    return items[0] if len(items) == 1 else Row(tuple(items), items[0].start, items[-1].end)


def _plain_name(node: Node) -> bool:
    if isinstance(node, Scripted):
        return isinstance(node.base, Name) and not node.primes
    return isinstance(node, Name)


def _plain_names(body: Node) -> bool:
    items = body.items if isinstance(body, Listing) else (body,)
    return all(_plain_name(item) or (isinstance(item, Related) and set(item.relations) == {"mid"}) for item in items)


def _same(one: Node, other: Node) -> bool:
    return _written(one) == _written(other)


def _last_sum(term: Node) -> Big | None:
    """The sum whose terms reach to the end of a term."""
    if isinstance(term, Row):
        return next((item for item in term.items if isinstance(item, Big) and item.kind == "sum"), None)
    return None


def _mentions(node: Node, letters: set[str]) -> bool:
    bound = {name.key for part in walk(node) if isinstance(part, Big) for name in bound_by(part)}
    return any(isinstance(part, Name) and part.key in letters - bound for part in walk(node))


def _grown(term: Node, more: Sequence[tuple[int, Node]]) -> Node:
    """A term that ends with a sum, with further terms taken into that sum."""
    assert isinstance(term, Row)
    place = next(i for i, item in enumerate(term.items) if isinstance(item, Big))
    inside = term.items[place + 1 :]
    first = _row_of(list(inside))
    body = Terms(((1, first), *more), first.start, more[-1][1].end)
    return Row((*term.items[: place + 1], Bracket("(", body, body.start, body.end)), term.start, body.end)


def _average(before: Sequence[Node]) -> Name | None:
    """The number of terms that stands in ``1/n`` right before a sum."""
    last = before[-1] if before else None
    if isinstance(last, Quotient) and isinstance(last.bottom, Name) and last.bottom.text in COUNTS:
        return last.bottom
    return None


__all__ = ["Defined", "Glossary", "Head", "Meaning", "hadamard", "product", "replace"]
