r"""What a formula means: from expressions as they are written to SymPy expressions over indexed quantities.

A section's formulas are read together: how a name is used in one place tells what it is in another.  ``z_j`` makes z a
family, a bare ``z`` beside it is the vector, ``w^L`` is another family than ``w^{L-1}``, and two indices that stand in
the same place range over the same set.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import Any

import sympy
from sympy import Expr, Integer, Rational, Symbol

from derivations.document import calls, derivatives, factors, sums
from derivations.document.commands import OMISSION
from derivations.document.dimensions import Conflict, Dimensions, Key
from derivations.document.elementwise import ELEMENTWISE
from derivations.document.glossary import EXAMPLE, Glossary, Label
from derivations.document.names import (
    COUNTS,
    PARAMETERS,
    shown,
)
from derivations.document.patterns import (
    alone,
    ends_with,
    grown,
    is_matrix_by_vector,
    last_sum,
    letters,
    mentions,
    subscript_digits,
    written,
)
from derivations.document.survey import TRANSPOSES, Survey, bound_by, listed
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
    negated,
    quotient,
    squared_length,
    transposed,
)
from derivations.document.words import OF_ARRAYS
from derivations.notation import Family, Index, Kronecker, replaced


class Meaning:
    """Reads the formulas of one section.

    Dimensions and ranks are found while reading, so formulas are read until nothing new is found; see
    :meth:`settled`.
    """

    def __init__(self, survey: Survey, glossary: Glossary) -> None:
        self.survey, self.glossary = survey, glossary
        self.dims = Dimensions()
        self.ranks: dict[str, int] = self.first_ranks()
        self.by_example: set[str] = set()
        self.fixed: set[str] = set()
        self.entries_wanted: set[str] = set()
        self.families: dict[str, tuple[str, Label | None]] = {}
        self.functions: dict[str, str] = {}
        self.doubts: list[str] = []
        self.scalars: frozenset[str] = frozenset()
        self.properties: frozenset[str] = frozenset()
        self.place: Key = "nowhere"
        self.bound: dict[str, Axis] = {}
        self.parameters: dict[str, Value] = {}
        self.labels: dict[str, Label] = {}
        self.example: Axis | None = None
        self._fresh = 0
        self._depth = 0
        self.changed = False

    def first_ranks(self) -> dict[str, int]:
        ranks = dict(self.survey.subscripts)
        matrices = bool(self.survey.transposed) or any(key.endswith("@bold") for key in self.survey.all)
        for key in self.survey.all:
            text, _, font = key.partition("@")
            letter = text.split("~", 1)[0]
            big = (len(letter) == 1 and letter.isupper()) or letter in ("Theta", "Sigma", "Lambda")
            least = 0
            if font == "bold" and letter not in ("1", "0"):
                least = 2 if big else 1 + ranks.get(key, 0)  # x_i in bold is the vector of example i
            if key in self.survey.transposed:
                least = max(least, 2 if big else 1)
            if letter == "I" and not font and matrices and key not in ranks and key not in self.survey.applied:
                least = 2
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
            return self.value(node)
        except RankMismatch as problem:
            self.learn(problem)
            raise
        finally:
            self.place = before

    def learn(self, problem: RankMismatch) -> None:
        """Take in what a mismatch tells: the weaker side has as many components as the other one."""
        if problem.weaker is not None:
            self._learn_of(problem.weaker, problem.upper)

    def _learn_of(self, node: Node, rank: int) -> None:
        match node:
            case Name():
                self._learn_name(node, [], rank)
            case Scripted(Name() as base, sub, _, _):
                self._learn_name(base, listed(sub), rank)
            case Bracket(_, body):
                self._learn_of(body, rank)
            case Terms(terms) if any(is_matrix_by_vector(term) for _, term in terms) or all(
                isinstance(term, Name | Scripted) for _, term in terms
            ):
                for _, term in terms:
                    self._learn_of(term, rank)
            case Row((first, second)) if rank == 1 and is_matrix_by_vector(node):
                self._learn_of(first, 2)
                self._learn_of(second, 1)
            case Row((Nabla(by), *_)) if by is not None:
                self._learn_of(by, rank)
            case Differential(_, (by,)):
                self._learn_of(by, rank)
            case Row((_, Bracket(_, body))):
                self._learn_of(body, rank)
            case Row():
                single = alone(node)
                if single is not None:
                    self._learn_of(single, rank)

    def _learn_name(self, name: Name, members: list[Node], upper: int) -> None:
        if self.is_given(name.key) or name.key in self.scalars:
            return
        words = [m for m in members if not self.is_index(m, name.key)]
        key = f"{name.key}_{','.join(written(m) for m in words)}" if words else name.key
        rank = upper + len(members) - len(words)
        if self.ranks.get(key, 0) < rank:
            self.ranks[key] = rank
            self.changed = True

    def value(self, node: Node) -> Value:
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
        value = self.value(node)
        if value.rank:
            raise NotUnderstood("a vector where a number is expected", node.start)
        return value.body

    def fresh(self, key: Key) -> Axis:
        """An index that occurs nowhere else."""
        self._fresh += 1
        return Axis(Index(f"i{subscript_digits(self._fresh)}", self.range_of(key)), key)

    def range_of(self, key: Key) -> Any:
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
                return self.index_named(node, slot)
            case Bracket(_, body):
                return self.index(body, slot)
            case Terms(((1, inner), (sign, Number(value)))) if isinstance(inner, Name) and value.denominator == 1:
                base = self.index_named(inner, slot)
                return sympy.Add(base, Integer(sign * int(value)))
        raise NotUnderstood("an index that is no letter or number", node.start)

    def index_named(self, name: Name, slot: Key) -> Index:
        axis = self.bound.get(name.key)
        if axis is None:
            where = "fixed" if name.key in self.fixed else self.place
            key: Key = ("free", where, name.key)
            self.dims.join(slot, key)
            self.dims.name(key, letters(name))
            return Index(shown(name.text, name.accents), self.range_of(key))
        self.dims.join(slot, axis.key)
        return axis.index

    # -- named quantities

    def quantity(self, name: Name, sub: Node | None = None, sup: Node | None = None) -> Value:
        """A quantity, with indices, in a layer, for an example, to a power, or transposed."""
        key, label, example, after = name.key, None, None, None
        if sup is not None:
            kind, what = self.superscript(name, sup)
            if kind == "label":
                label = what
            elif kind == "example":
                example = what
            elif kind == "star":
                return self.marked(name, what, sub)
            else:
                after = (kind, what)
        members = listed(sub)
        given = self.parameters.get(key)
        if given is not None and label is None and example is None:
            value = self.indexed(given, members, name)
        else:
            value = self.family(name, members, label, example)
        if after is None:
            return value
        return transposed(value) if after[0] == "transpose" else self.power(value, after[1])

    def marked(self, name: Name, mark: str, sub: Node | None) -> Value:
        """``x^*`` and ``x^+``: a quantity of its own, of the same shape as x."""
        other = replace(name, accents=(*name.accents, mark))
        self.ranks.setdefault(other.key, self.ranks.get(name.key, 0))
        return self.quantity(other, sub)

    def superscript(self, name: Name, sup: Node) -> tuple[str, Any]:
        if isinstance(sup, Name):
            if sup.text in TRANSPOSES and not (
                sup.text == "T" and ("T" in self.survey.sizes or "T" in self.survey.bound)
            ):
                return "transpose", None
            if sup.text in ("*", "+", "-"):
                return "star", {"*": "star", "+": "plus", "-": "minus"}[sup.text]
        label = calls.layer(self, sup)
        if label is not None:
            return "label", label
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

    def family(self, name: Name, members: list[Node], label: Label | None, example: Node | None) -> Value:
        key = name.key
        indices = [m for m in members if self.is_index(m, key)]
        words = [m for m in members if m not in indices]
        if len(indices) < len(members):
            key = f"{key}_{','.join(written(m) for m in words)}"
        rank = max(len(indices), 0 if name.key in self.scalars and not indices else self.ranks.get(key, 0))
        text = self.family_name(name, words, label)
        self.families[text] = (key, label)
        by_example = (
            example is not None
            or (key in self.survey.examples and not self.is_parameter(name))
            or text in self.by_example
        )
        constant = None if indices or words or self.is_defined(key) else self._constant(name, text)
        if constant is not None:
            return constant
        if rank and not self.is_defined(key) and self.properties & OF_ARRAYS:
            self.doubts.append(f"the text says more of {text} than was understood")
        if rank == 0 and not by_example:
            return Value(self.plain(name, text))
        where: list[Expr] = []
        if by_example:
            self.by_example.add(text)
            slot: Key = ("slot", text, "example")
            self.dims.join(slot, ("examples",)) if example is None else None
            where.append(self.example_index(example, slot))
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

    def _constant(self, name: Name, text: str) -> Value | None:
        """The identity matrix, and vectors of ones and zeros."""
        if name.text == "I" and not name.accents and self.ranks.get(name.key) == 2:
            place = ("identity", self.place, name.start)
            first, second = self.fresh(place), self.fresh(place)
            return Value(Kronecker(first.index, second.index), (first, second))
        if name.text == "1" and name.font in ("bold", "bb"):
            return Value(Integer(1), (self.fresh(("ones", self.place, name.start)),))
        if name.text == "0" and name.font == "bold":
            return Value(Integer(0))
        return None

    def example_index(self, example: Node | None, slot: Key) -> Expr:
        if example is not None:
            return self.index(example, slot)
        if self.example is not None:
            self.dims.join(slot, self.example.key)
            return self.example.index
        return Index(EXAMPLE, self.range_of(slot))

    def is_index(self, member: Node, key: str) -> bool:
        if isinstance(member, Number):
            return self.ranks.get(key, 0) > 0 and member.value > 0
        if isinstance(member, Name) and (member.key in self.bound or member.key in self.parameters):
            return member.key in self.bound
        if isinstance(member, Scripted):
            raise NotUnderstood("an index with an index of its own", member.start)
        return self.survey.is_index(member)

    def is_parameter(self, name: Name) -> bool:
        return name.text in PARAMETERS

    def family_name(self, name: Name, words: list[Node], label: Label | None) -> str:
        text = shown(name.text, name.accents, name.font)
        if words:
            text += "_" + ",".join(written(word) for word in words)
        if label is not None:
            letter, offset = label
            text += "^" + (letter + (f"{offset:+d}" if offset else "") if letter else f"({offset})")
        return text

    def plain(self, name: Name, text: str) -> Expr:
        if name.text == "e" and not name.accents and not self.is_defined(name.key):
            return sympy.E
        if name.text == "pi" and not name.accents and name.key not in self.survey.applied and not self.is_defined("pi"):
            return sympy.pi
        if name.text == "∞":
            return sympy.oo
        if name.key in self.bound:
            return self.bound[name.key].index
        if name.key in self.survey.sizes or (name.text in COUNTS and self.counts(text)):
            return Symbol(text, integer=True, positive=True)
        if text in self.entries_wanted:
            return Family(text)[()]
        return Symbol(text, real=True)

    def is_defined(self, key: str) -> bool:
        return any(head.key == key for head in self.glossary.entries)

    def counts(self, text: str) -> bool:
        size = Symbol(text, integer=True, positive=True)
        return any(known == size for known in self.dims._sizes.values())

    def indexed(self, value: Value, members: list[Node], node: Node) -> Value:
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

    def name_value(self, node: Name) -> Value:
        if node.text == OMISSION:
            raise NotUnderstood("an omission (...)", node.start)
        if node.text == "∂":
            raise NotUnderstood("∂ outside of a derivative", node.start)
        function = calls.field_function(self, node)
        if function is not None and node.key not in self.survey.plain:
            raise NotUnderstood(f"the function {shown(node.text)} without an argument", node.start)
        entry = self.glossary.of(node.key, None)
        if entry is not None and calls.is_scalar_function(self, entry[0]) and node.key not in self.parameters:
            return calls.value_at(self, node, entry[0], [self.value(entry[0].parameters[0])], 0)
        return self.quantity(node)

    def scripted_value(self, node: Scripted) -> Value:
        base = node.base
        if node.primes:
            if isinstance(base, Name):
                return calls.primed_alone(self, base, node)
            raise NotUnderstood("a prime on something that is not a function", node.start)
        if isinstance(base, Name):
            if (
                node.sub is None
                and base.text == "e"
                and not base.accents
                and node.sup is not None
                and not self.is_defined("e")
            ):
                return self.exponential(node.sup)
            if base.text in ("delta",) and node.sup is None and factors.is_kronecker(self, node):
                one, other = listed(node.sub)
                return factors.kronecker(self, one, other)
            entry = self.glossary.of(base.key, None)
            if (
                node.sub is None
                and entry is not None
                and calls.is_scalar_function(self, entry[0])
                and node.sup is not None
            ):
                return self.power(self.name_value(base), node.sup)
            return self.quantity(base, node.sub, node.sup)
        value = self.value(base)
        if node.sub is not None:
            if isinstance(base, Bracket) and base.kind == "‖":
                pass
            else:
                value = self.indexed(value, listed(node.sub), node)
        if node.sup is None:
            return value
        if isinstance(base, Bracket) and base.kind == "‖" and isinstance(node.sup, Number) and node.sup.value == 2:
            return Value(squared_length(self.value(base.body)))
        if isinstance(node.sup, Name) and node.sup.text in TRANSPOSES:
            return transposed(value)
        return self.power(value, node.sup)

    def exponential(self, exponent: Node) -> Value:
        return self.value(exponent).mapped(ELEMENTWISE["exp"])

    def power(self, value: Value, exponent: Node) -> Value:
        if isinstance(exponent, Name) and exponent.text == "*":
            raise NotUnderstood("a star on an expression", exponent.start)
        power = self.scalar(exponent)
        if value.rank:
            if value.rank == 2 and power == -1:
                raise NotUnderstood("the inverse of a matrix", exponent.start)
            raise NotUnderstood("a power of a vector", exponent.start)
        return value.mapped(lambda u: sympy.Pow(u, power, evaluate=False))

    def number_value(self, node: Number) -> Value:
        return Value(Rational(node.value.numerator, node.value.denominator))

    def terms_value(self, node: Terms) -> Value:
        terms = self.scoped(node.terms)
        values = [(sign, self.value(term), term) for sign, term in terms]
        rank = max(value.rank for _, value, _ in values)
        shape = next(value for _, value, _ in values if value.rank == rank)
        bodies: list[Expr] = []
        for sign, value, term in values:
            if value.rank != rank:
                if value.rank or not value.body.is_number:
                    weaker = None if shape.row else term  # w^T x + b is a number once x is known to be a vector
                    raise RankMismatch("a sum of a vector and a number", term.start, value.rank, rank, weaker)
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

    def scoped(self, terms: tuple[tuple[int, Node], ...]) -> list[tuple[int, Node]]:
        """The terms; those that speak of the index of a sum before them belong to that sum."""
        found: list[tuple[int, Node]] = []
        for place, (sign, term) in enumerate(terms):
            big = last_sum(term)
            later = terms[place + 1 :]
            if big is not None and later:
                letters = {name.key for name in bound_by(big)} - set(self.bound)
                inside = [i for i, (_, other) in enumerate(later) if mentions(other, letters)]
                inside = inside or ([0] if ends_with(term, big) else [])
                if inside:
                    count = inside[-1] + 1
                    return [*found, (sign, grown(term, later[:count])), *later[count:]]
            found.append((sign, term))
        return found

    def quotient_value(self, node: Quotient) -> Value:
        top, bottom = self.value(node.top), self.value(node.bottom)
        if bottom.rank:
            if top.rank == bottom.rank:
                fitted = along(self.dims, bottom, top.axes)
                return Value(quotient(top.body, fitted.body), top.axes, top.row)
            raise NotUnderstood("a division by a vector", node.bottom.start)
        return top.mapped(lambda u: quotient(u, bottom.body))

    def bracket_value(self, node: Bracket) -> Value:
        if isinstance(node.body, Listing | Related):
            raise NotUnderstood("a list or a relation in brackets", node.start)
        if node.kind == "|":
            value = self.scalar(node.body)
            return Value(sympy.Abs(value, evaluate=False))
        if node.kind == "‖":
            length = squared_length(self.value(node.body))
            return Value(sympy.Pow(length, Rational(1, 2), evaluate=False))
        if node.kind in ("(", "[", "{"):
            return self.value(node.body)
        raise NotUnderstood(f"the bracket {node.kind}", node.start)

    def root_value(self, node: Root) -> Value:
        degree = Integer(2) if node.degree is None else self.scalar(node.degree)
        return self.value(node.body).mapped(lambda u: sympy.Pow(u, quotient(Integer(1), degree).doit(), evaluate=False))

    def choice_value(self, node: Choice) -> Value:
        raise NotUnderstood("cases within an expression", node.start)

    def listing_value(self, node: Listing | Related) -> Value:
        raise NotUnderstood("a list or a relation where an expression is expected", node.start)

    def row_value(self, node: Row) -> Value:
        return factors.product_of(self, list(node.items))

    # -- products

    def is_given(self, key: str) -> bool:
        """Whether a name stands for the argument of a function, other than the place that makes it a function."""
        given = self.parameters.get(key)
        return given is not None and not str(given.body).endswith("°")

    # -- functions

    # -- sums, products, limits

    # -- derivatives


READERS: dict[type, Callable[[Meaning, Any], Value]] = {
    Number: Meaning.number_value,
    Name: Meaning.name_value,
    Scripted: Meaning.scripted_value,
    Quotient: Meaning.quotient_value,
    Row: Meaning.row_value,
    Terms: Meaning.terms_value,
    Bracket: Meaning.bracket_value,
    Root: Meaning.root_value,
    Choice: Meaning.choice_value,
    Listing: Meaning.listing_value,
    Related: Meaning.listing_value,
    Operator: Meaning.listing_value,
    Differential: derivatives.differential,
    Big: lambda meaning, node: sums.big_operator(meaning, node, [], [])[0],
    Nabla: lambda meaning, node: factors.application(meaning, [node], 0)[0],
}
"""How each kind of node is read."""
