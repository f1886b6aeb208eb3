"""What the names in a section's formulas stand for: quantities with their indices, layers and examples.

A section's formulas are read together: how a name is used in one place tells what it is in another.  ``z_j`` makes z a
family, a bare ``z`` beside it is the vector, ``w^L`` is another family than ``w^{L-1}``, and two indices that stand in
the same place range over the same set.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from fractions import Fraction
from typing import Any

import sympy
from sympy import Expr, Integer, Symbol

from derivations.document.discourse.vocabulary import ENTRYWISE, OF_ARRAYS
from derivations.document.elaboration.dimensions import Conflict, Dimensions, Key
from derivations.document.elaboration.glossary import EXAMPLE, Glossary, Label
from derivations.document.elaboration.inverses import Inverse, Inverses
from derivations.document.elaboration.survey import Survey, inverted_power, label_of
from derivations.document.elaboration.values import (
    Axis,
    Value,
    along,
    join,
    multiplied,
    quotient,
    transposed,
)
from derivations.document.syntax.commands import FUNCTION_WORDS
from derivations.document.syntax.names import (
    PARAMETERS,
    UNIT_LETTERS,
    in_bold,
    shown,
)
from derivations.document.syntax.nodes import (
    Bracket,
    Listing,
    Name,
    Node,
    Number,
    Related,
    Scripted,
    Terms,
)
from derivations.document.syntax.patterns import (
    INFINITY,
    is_transpose,
    letters,
    listed,
    subscript_digits,
    written,
)
from derivations.document.syntax.tokens import NotUnderstood
from derivations.notation import Family, Index, Kronecker, replaced

MOST_FACTORS = 4
"""The highest power of a matrix that is written as a product."""

VALUES = "values"
"""What begins the key of an index that numbers the values of a random variable."""

FRESH = "i"
"""What stands before a number in the name of an index that a document does not write."""


def is_fresh(index: Index) -> bool:
    """Whether it is an index that the document does not write."""
    return is_unwritten(index.name)


def is_unwritten(name: str) -> bool:
    """Whether a name is that of an index which a document does not write."""
    number = name.removeprefix(FRESH)
    return bool(number) and number != name and set(number) <= set(subscript_digits(1234567890))


@dataclass
class Outcomes:
    """What expectations with the same probabilities say: what is ``random``, and what its distribution ``mentions``.

    One that is ``written`` with its arguments depends on these alone.  ``beside`` are pairs of a quantity that is taken
    not to be random, and of a random one.
    """

    random: set[str] = field(default_factory=set)
    mentions: set[str] = field(default_factory=set)
    written: bool = False
    beside: set[tuple[str, str]] = field(default_factory=set)


class Quantities(ABC):
    """The quantities of one section, with what was found out of them while its formulas were read.

    A subclass says how whole expressions are read.
    """

    beside_vectors: frozenset[str] = frozenset()
    """The numbers that are added to each component of a vector."""
    in_claim: bool = False
    """Whether a claim is read, which may be conditional on readings, and on the values of the letters of bars."""
    far = True
    """Whether what stands without brackets reaches as far as it may."""
    reaches: frozenset[str] = frozenset()
    """What the claim that was read means if nothing in it reaches farther than it must."""
    at_bars: frozenset[str] = frozenset()
    """The names of these letters."""

    def __init__(self, survey: Survey, glossary: Glossary) -> None:
        self.survey, self.glossary = survey, glossary
        self.dims = Dimensions()
        self.ranks: dict[str, int] = self.first_ranks()
        self.by_example: set[str] = set()
        self.fixed: set[str] = set()
        self.learned, self.from_zero = set[str](), set[str]()
        self.numbers: set[str] = set()
        self.declared: dict[str, int] = {}
        self.ends: set[tuple[Key, str]] = set()
        self.entries_wanted: set[str] = set()
        self.depends: dict[str, tuple[Expr, ...]] = {}
        self.varied: set[tuple[str, str]] = set()
        self.families: dict[str, tuple[str, Label | None]] = {}
        self.functions: dict[str, str] = {}
        self.inverses = Inverses()
        self.doubts: list[str] = []
        self.taken: list[str] = []
        """What was taken for granted while a claim was read: a proof is conditional on it."""
        self.constants: frozenset[str] = frozenset()
        """The names that stand outside of the expectations in a claim."""
        self.described: frozenset[str] = frozenset()
        """The names of which the text says in words that were not understood, or by ``X ~ p``, what they are."""
        self.expected: str | None = None
        """What an expectation that is being read is over."""
        self.outcomes: dict[str, Outcomes] = {}
        """For each family of probabilities what the expectations with them say of the distribution."""
        self.put_in: list[str] = []
        """The definitions that stand in an expectation instead of what they define."""
        self.weights: set[str] = set()
        """The families that are probabilities, and sum to 1."""
        self.sums: frozenset[str] = frozenset()
        self.scalars: frozenset[str] = frozenset()
        self.from_below, self.upper = False, 0
        self.others: dict[str, str] = {}
        self.base: Number | None = None
        self.named: frozenset[str] = frozenset()
        self.declared_anew: frozenset[str] = frozenset()
        self.properties: frozenset[str] = frozenset()
        self.symmetric: frozenset[str] = frozenset()
        """The matrices that are their own transposes: each is read as the mean of one of any kind and its transpose."""
        self.usual = False
        self.activated = False
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
                least = max(least, (2 if big else 1) + (1 if key in self.survey.transposed_members else 0))
            if letter == "I" and not font and matrices and key not in ranks and key not in self.survey.applied:
                least = 2
            if key in self.survey.gradients:
                least = max(least, 2 if big and matrices else 1)
            if least > ranks.get(key, 0):
                ranks[key] = least
        return ranks

    def is_given(self, key: str) -> bool:
        """Whether a name stands for the argument of a function, other than the place that makes it a function."""
        given = self.parameters.get(key)
        return given is not None and not str(given.body).endswith("°")

    def reaches_far(self, near: str, far: str, start: int, either: bool = False) -> bool:
        """Whether what stands without brackets reaches far, in the reading at hand; a proof is conditional on it.

        Only if ``either`` may be meant is there another reading.
        """
        if not self.in_claim:
            raise NotUnderstood(f"whether {near} or {far}", start)
        self.reaches |= {near} if either else set()
        self.taken.append(f"if {far if self.far else near}")
        self.doubts.append(f"whether {near} or {far} is not said")
        return self.far or not either

    # -- values

    @abstractmethod
    def value(self, node: Node) -> Value:
        """The value of an expression."""

    @abstractmethod
    def application(self, items: list[Node], place: int) -> tuple[Value, int]:
        """The value of the items that belong together from a place on, and the place behind them."""

    @abstractmethod
    def product(self, items: list[Node]) -> Value:
        """The product of factors beside one another."""

    def scalar(self, node: Node) -> Expr:
        """The value of an expression that has to be a number."""
        value = self.value(node)
        if value.rank:
            raise NotUnderstood("a vector where a number is expected", node.start)
        return value.body

    def power(self, value: Value, exponent: Node, text: str = "") -> Value:
        """A power of a value, which the document writes as ``text``."""
        inverted = inverted_power(exponent)
        if value.rank == 2 and inverted is not None:
            return self._inverted(value, *inverted, exponent.start, text)
        if isinstance(exponent, Name) and exponent.text in ("*", "+", "-"):
            raise NotUnderstood(f"a {exponent.text} on an expression", exponent.start)
        power = self.scalar(exponent)
        if value.rank:
            if value.rank == 2 and isinstance(power, Integer) and 0 < power <= MOST_FACTORS:
                return self._power_of_matrix(value, int(power), exponent.start)
            raise NotUnderstood("a power of a vector", exponent.start)
        return value.mapped(lambda u: sympy.Pow(u, power, evaluate=False))

    def _inverted(self, value: Value, times: int, across: bool, start: int, text: str) -> Value:
        """A power of the inverse of a square matrix, or its transpose."""
        inverse, key = self.inverse(value, start, text), value.axes[0].key
        axes = self.fresh(key), self.fresh(key)
        found = Value(inverse.family[(*inverse.others, *(axis.index for axis in axes))], axes)
        found = self._power_of_matrix(found, times, start) if times > 1 else found
        return transposed(found) if across else found

    def inverse(self, value: Value, start: int, text: str = "") -> Inverse:
        """The inverse of a matrix, which the document writes as ``text``."""
        if value.rank != 2:
            raise NotUnderstood("the inverse of something that is not a matrix", start)
        join(self.dims, *value.axes)
        return self.inverses.of(value, text or str(value.body))

    def _power_of_matrix(self, value: Value, power: int, start: int) -> Value:
        join(self.dims, *value.axes)
        found = value
        for _ in range(power - 1):
            factor = along(self.dims, value, tuple(self.fresh(axis.key) for axis in value.axes))
            found = multiplied(self.dims, found, factor, start)
        return found

    # -- indices

    def fresh(self, key: Key) -> Axis:
        """An index that occurs nowhere else."""
        self._fresh += 1
        return Axis(Index(f"{FRESH}{subscript_digits(self._fresh)}", self.range_of(key)), key)

    def range_of(self, key: Key) -> Any:
        try:
            return self.dims.range(key)
        except Conflict as problem:
            raise NotUnderstood(str(problem), 0) from None

    @contextmanager
    def binding(self, **_: object) -> Iterator[None]:
        """What is bound inside is no longer bound afterwards."""
        before = self.bound, self.parameters, self.labels, self.example, self.expected
        self.bound, self.parameters, self.labels = dict(self.bound), dict(self.parameters), dict(self.labels)
        try:
            yield
        finally:
            self.bound, self.parameters, self.labels, self.example, self.expected = before

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
            case Terms(terms) if all(
                isinstance(term, Name) or (isinstance(term, Number) and term.value.denominator == 1)
                for _, term in terms
            ):
                return self._summed_index(terms)
        raise NotUnderstood("an index that is neither a letter nor a number", node.start)

    def _summed_index(self, terms: Sequence[tuple[int, Node]]) -> Expr:
        """``i + k - 1``, in which each letter ranges over its own set."""
        parts: list[Expr] = []
        for sign, term in terms:
            if isinstance(term, Number):
                parts.append(Integer(sign * int(term.value)))
                continue
            assert isinstance(term, Name)
            index = self.index_named(term, ("summed", self.place, term.key))
            parts.append(index if sign > 0 else sympy.Mul(Integer(-1), index))
        return sympy.Add(*parts)

    def index_named(self, name: Name, slot: Key) -> Index:
        axis = self.bound.get(name.key)
        if axis is None:
            if (self.place, name.key) in self.ends:
                raise NotUnderstood(f"{letters(name)} is an index and the end of a sum", name.start)
            where = "fixed" if name.key in self.fixed else self.place
            key: Key = ("free", where, name.key)
            self.dims.join(slot, key)
            self.dims.name(key, letters(name))
            return Index(shown(name.text, name.accents, name.font), self.range_of(key))
        if not isinstance(axis.index.range.last, Index):
            self.dims.join(slot, axis.key)
        return axis.index

    def entrywise(self, value: Value, what: str = "functions of matrices are taken") -> Value:
        """The value; what is done to each entry of a matrix may be meant of the matrix, unless the text says so."""
        if value.rank == 2 and not self.properties & ENTRYWISE:
            self.taken.append(f"if {what} entry by entry")
            self.doubts.append("what is done to a matrix may not be meant entry by entry")
        return value

    def want_entry(self, text: str) -> None:
        """A quantity that depends on others is an entry of a family, not a symbol."""
        if text not in self.entries_wanted:
            self.entries_wanted.add(text)
            self.changed = True

    def is_end(self, name: Name) -> None:
        """A name is the end of a sum where nothing binds it: it is no index in the same statement."""
        if (self.place, name.key) not in self.ends:
            self.ends.add((self.place, name.key))
            self.changed = True

    # -- named quantities

    def quantity(self, name: Name, sub: Node | None = None, sup: Node | None = None) -> Value:
        """A quantity, with indices, in a layer, for an example, to a power, or transposed."""
        key, label, example, after = name.key, None, None, None
        if key in self.others:
            raise NotUnderstood(f"{letters(name)}, which is a {self.others[key]}, as a real number", name.start)
        if name.text in FUNCTION_WORDS and not name.accents and not self.is_defined(key):
            raise NotUnderstood(f"the function {name.text} without an argument", name.start)
        if "Delta" in name.accents and "Delta" in self.survey.all:
            raise NotUnderstood(f"a difference, or a product of Δ and {shown(name.text)}", name.start)
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
        members = self._members(key, sub)
        if after is not None and members and self._is_of_matrix(name, sub, sup, members):
            if sup is not None and inverted_power(sup) is not None:
                return self.indexed(self.quantity(name, None, sup), members, name)
            if after[0] != "transpose":
                raise NotUnderstood(f"an entry of a power of {letters(name)}, or a power of an entry", name.start)
            members, after = members[::-1], None  # A^T_{ij} is A_{ji}
        given = self.parameters.get(key)
        if given is not None and label is None and example is None:
            value = self.indexed(given, members, name)
        else:
            value = self.family(name, members, label, example)
        if after is None:
            return value
        if after[0] == "transpose":
            return transposed(value)
        return self.power(value, after[1], self.written_name(name))

    def _members(self, key: str, sub: Node | None) -> list[Node]:
        """The members of a subscript; of a matrix ``A_{12}`` has the row 1 and the column 2."""
        members = listed(sub)
        digits = str(members[0].value) if len(members) == 1 and isinstance(members[0], Number) else ""
        if len(digits) > 1 and digits.isdigit() and len(digits) == self.ranks.get(key, 0):
            return [Number(Fraction(digit), members[0].start, members[0].end) for digit in digits]
        return members

    def _is_of_matrix(self, name: Name, sub: Node | None, sup: Node | None, members: list[Node]) -> bool:
        """Whether what stands above a matrix with two indices is of the whole: ``P^2_{ij}``, or ``P_{ij}^{-1}``.

        A power of an entry has the indices first, and a positive exponent.
        """
        if self.ranks.get(name.key) != 2 or len(members) != 2 or sub is None or sup is None:
            return False
        of_entry = sub.start < sup.start and isinstance(sup, Number) and sup.value > 0
        return not of_entry and name.key in self.survey.plain | self.survey.transposed | self.declared.keys()

    def marked(self, name: Name, mark: str, sub: Node | None) -> Value:
        """``x^*`` and ``x^+``: a quantity of its own, of the same shape as x."""
        other = replace(name, accents=(*name.accents, mark))
        self.ranks.setdefault(other.key, self.ranks.get(name.key, 0))
        return self.quantity(other, sub)

    def superscript(self, name: Name, sup: Node) -> tuple[str, Any]:
        if isinstance(sup, Name):
            if is_transpose(sup) and not (sup.text == "T" and ("T" in self.survey.sizes or "T" in self.survey.bound)):
                return "transpose", None
            if sup.text in ("*", "+", "-"):
                return "star", {"*": "star", "+": "plus", "-": "minus"}[sup.text]
        label = self.layer(sup)
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
        inverted = inverted_power(sup) is not None and self.ranks.get(name.key) == 2
        if (name.font == "bold" and not inverted) or name.key in self.survey.first_powers:
            raise NotUnderstood(f"whether {letters(name)} with {written(sup)} above it is a power", sup.start)
        return "power", sup

    def layer(self, sup: Node | None) -> Label | None:
        """The layer that a superscript names."""
        if sup is None or (found := label_of(sup)) is None:
            return None
        letter, offset = found
        if letter in self.labels:
            return self.labels[letter][0], self.labels[letter][1] + offset
        return found

    def family(self, name: Name, members: list[Node], label: Label | None, example: Node | None) -> Value:
        key = name.key
        indices = [m for m in members if self.is_index(m, key)]
        words = [m for m in members if m not in indices]
        if len(indices) < len(members):
            key = f"{key}_{','.join(written(m) for m in words)}"
        rank = max(
            len(indices),
            0 if name.key in self.scalars | self.beside_vectors and not indices else self.ranks.get(key, 0),
        )
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
        unit = name.font == "bold" or self.properties & {"unit", "basis"}
        normal = "hat" in name.accents and name.text in UNIT_LETTERS
        if unit and not self.is_defined(key) and (normal or (name.text == "e" and members)):
            self.doubts.append(f"{text} may be a unit vector")
        if rank and not self.is_defined(key) and self.properties & OF_ARRAYS:
            self.doubts.append(f"the text says more of {text} than was understood")
        if rank == 0 and not by_example:
            return Value(self.plain(name, text))
        alone = len(members) == 1 and isinstance(members[0], Number) and not self.survey.subscripts.get(name.key)
        if alone and rank == 2 and name.key not in self.declared:
            self.doubts.append(f"{text}_{written(members[0])} may be a matrix of its own")
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
        entry = Family(text)[tuple(where)]
        if key in self.symmetric and rank == len(where) == 2 and not self.is_defined(key):
            self.dims.join(("slot", text, 0), ("slot", text, 1))
            entry = quotient(sympy.Add(entry, Family(text)[tuple(where[::-1])], evaluate=False), Integer(2))
        return Value(entry, tuple(axes))

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
            return self.ranks.get(key, 0) > 0 and (member.value > 0 or key in self.from_zero)
        if isinstance(member, Name) and (member.key in self.bound or member.key in self.parameters):
            return member.key in self.bound
        if isinstance(member, Scripted):
            raise NotUnderstood("an index with an index of its own", member.start)
        if isinstance(member, Terms) and self.ranks.get(key, 0) and not self.survey.sizes.isdisjoint(member.keys):
            raise NotUnderstood("an index that is computed from the end of a sum", member.start)
        if isinstance(member, Terms) and not {name.key for name in member.names}.isdisjoint(
            self.bound.keys() | self.survey.indices
        ):
            return True  # x_{i+k} is no name: it changes with k
        return self.survey.is_index(member)

    def is_parameter(self, name: Name) -> bool:
        return name.text in PARAMETERS

    def written_name(self, name: Name) -> str:
        """A name as it is written: bold x has the components of x, unless x without indices is another quantity."""
        text, plain = shown(name.text, name.accents, name.font), name.key.partition("@")[0]
        apart = name.font == "bold" and plain in self.survey.plain | self.survey.applied
        return in_bold(text) if apart else text

    def family_name(self, name: Name, words: list[Node], label: Label | None) -> str:
        text = self.written_name(name)
        if words:
            text += "_" + ",".join(written(word) for word in words)
        if label is not None:
            letter, offset = label
            text += "^" + (letter + (f"{offset:+d}" if offset else "") if letter else f"({offset})")
        return text

    def plain(self, name: Name, text: str) -> Expr:
        if name.text == "e" and not name.accents and not self.is_defined(name.key):
            return sympy.E
        lone = not name.accents and name.key not in self.survey.functions | self.declared_anew
        if name.text == "pi" and lone and not self.is_defined("pi"):
            return sympy.pi
        if name.text == INFINITY:
            return sympy.oo
        if name.key in self.bound:
            axis = self.bound[name.key]
            of_values = isinstance(axis.key, tuple) and axis.key[0] == VALUES
            return Family(text)[axis.index] if of_values else axis.index
        if name.key in self.survey.sizes or self.counts(text):
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
            place = where[axis.index] = self.index(member, axis.key)
            last = axis.index.range.last
            if isinstance(place, Integer) and isinstance(last, Integer) and not 1 <= place <= last:
                raise NotUnderstood("a component that the quantity does not have", member.start)
            axes = tuple(rest)
        return Value(replaced(value.body, where) if where else value.body, axes)
