"""Rational functions over Q in atoms: the normal form in which identities are decided.

Polynomials are python-flint's.  A :class:`Ring` lists the atoms met so far; when it is full, or when an exponent turns
out to need a finer unit (``e^{z/2}`` beside ``e^z``), :class:`Restart` begins the step anew with a ring that fits.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, TypeVar

from flint import Ordering, fmpq, fmpq_mpoly, fmpq_mpoly_ctx

from derivations.proof.atoms import (
    Applied,
    Atom,
    Base,
    Equal,
    Exponential,
    Logarithm,
    Named,
    Opaque,
    Renaming,
    Set,
    Slope,
    Term,
    Total,
    Variable,
)
from derivations.proof.ratio import Ratio
from derivations.proof.theory import RESERVED

if TYPE_CHECKING:
    from derivations.proof.knowledge import Knowledge

Answer = TypeVar("Answer")


class Unsupported(Exception):
    """The expression lies outside of what the procedures decide; the text says what and why."""


class Undefined(Unsupported):
    """The expression certainly has no value."""


class Undecided(Unsupported):
    """In which of some parts of its range an index lies is not known: each is to be looked at."""

    def __init__(self, index: Term, parts: tuple[Set, ...]) -> None:
        super().__init__("in which part of its range an index lies is not known")
        self.index, self.parts = index, parts


class Restart(Exception):
    """The ring is too small, or its unit of an exponent too coarse."""

    def __init__(self, capacity: int = 0, unit: tuple[str, int] | None = None) -> None:
        self.capacity, self.unit = capacity, unit


class Ring:
    """The atoms of one step and the arithmetic over them; ``knowledge`` is what may be used about them."""

    def __init__(self, knowledge: Knowledge, capacity: int = 16, units: dict[str, int] | None = None) -> None:
        self.knowledge = knowledge
        self.capacity = capacity
        self.units = units or {}
        self.context: Any = fmpq_mpoly_ctx.get([f"x{i}" for i in range(capacity)], Ordering.degrevlex)
        self.one_polynomial: fmpq_mpoly = self.context.constant(1)
        self.atoms: list[Atom] = []
        self.bases: list[frozenset[Base]] = []
        self.heights: list[int] = []
        self.variables: list[frozenset[Variable]] = []
        self._generators: dict[Atom, Ratio] = {}
        self.images: dict[Atom, Ratio] = {}
        self.held: tuple[Variable, ...] = ()
        self._images_while: dict[tuple[Variable, ...], dict[Atom, Ratio]] = {}
        self.roots: dict[int, tuple[int, Ratio]] = {}
        self.signs: dict[int, frozenset[int]] = {}
        self.sizes: set[Variable] = set()
        self.signed: list[tuple[fmpq_mpoly, frozenset[int]]] | None = None
        self.conditions: dict[tuple[str, tuple[str, str]], tuple[str, Ratio, object]] = {}
        self.one = self.number(1)
        self.zero = self.number(0)
        self._fresh = 0

    # -- making values

    def number(self, value: int | fmpq) -> Ratio:
        return Ratio(self, self.context.constant(value), self.one_polynomial, reduced=True)

    def polynomial(self, num: fmpq_mpoly) -> Ratio:
        return Ratio(self, num, self.one_polynomial, reduced=True)

    def monomial(self, powers: dict[int, int], coefficient: fmpq) -> Ratio:
        """A coefficient times powers of generators, by number."""
        exponents = [0] * self.capacity
        for i, power in powers.items():
            exponents[i] = power
        return self.polynomial(self.context.from_dict({tuple(exponents): coefficient}))

    def of(self, atom: Atom) -> Ratio:
        """The value of an atom: itself, or what the knowledge in force rewrites it to."""
        image = self.images.get(atom)
        if image is None:
            if isinstance(atom, Variable | Slope) and (known := self._by_known_indices(atom)) != atom:
                return self.of(known)
            if not (isinstance(atom, Variable) and any(self._may_be(atom, by) for by in self.held)):
                image = self.knowledge.rewrite(self, atom)
            if image is None:
                image = self.generator(atom)
            self.images[atom] = image
        return image

    def _by_known_indices(self, atom: Variable | Slope) -> Variable | Slope:
        """The same quantity: an index that a hypothesis says is another one names the same neuron, held or not."""
        same_as = self.knowledge.same_as
        return same_as(atom) if isinstance(atom, Variable) else Slope(same_as(atom.of), same_as(atom.by))

    def generator(self, atom: Atom) -> Ratio:
        """The atom itself as a value, whatever is known about it."""
        value = self._generators.get(atom)
        if value is not None:
            return value
        place = len(self.atoms)
        if place == self.capacity:
            raise Restart(capacity=2 * self.capacity)
        self.atoms.append(atom)
        bases, height, variables = self._contents(atom)
        self.bases.append(bases)
        self.heights.append(height)
        self.variables.append(variables)
        value = self._generators[atom] = Ratio(self, self.context.gen(place), self.one_polynomial, reduced=True)
        return value

    def fresh(self, over: Set) -> Named:
        """An index symbol that occurs nowhere else."""
        self._fresh += 1
        return Named(f"{RESERVED}{self._fresh}", over)

    def require(self, kind: str, value: Ratio, shown: object) -> None:
        """Note a side condition: that ``value`` is ``nonzero``, or ``positive``; ``shown`` is how it was written."""
        constant = value.constant()
        if constant is not None and (constant > 0 or (kind == "nonzero" and constant != 0)):
            return
        self.conditions.setdefault((kind, value.key), (kind, value, shown))

    # -- what occurs in a value

    def _contents(self, atom: Atom) -> tuple[frozenset[Base], int, frozenset[Variable]]:
        match atom:
            case Variable():
                return frozenset(t.base for t in atom.indices if t.base is not None), 0, frozenset((atom,))
            case Equal():
                return frozenset(t.base for t in (atom.one, atom.other) if t.base is not None), 0, frozenset()
            case Slope():
                terms = atom.of.indices + atom.by.indices
                return frozenset(t.base for t in terms if t.base is not None), 0, frozenset((atom.of, atom.by))
            case Total():
                inner = range(atom.height, atom.height + len(atom.over))
                return self.bases_of(atom.body).difference(inner), inner[-1], self.variables_of(atom.body)
            case Applied():
                parts: tuple[object, ...] = atom.arguments
            case Exponential():
                parts = (atom.exponent,)
            case Logarithm():
                parts = (atom.argument,)
            case Opaque():
                parts = atom.parts
        ratios = [part for part in parts if isinstance(part, Ratio)]
        return (
            frozenset().union(*map(self.bases_of, ratios)),
            max(map(self.height_of, ratios), default=0),
            frozenset().union(*map(self.variables_of, ratios)),
        )

    def bases_of(self, value: Ratio) -> frozenset[Base]:
        places = value.places()
        return self.bases[places[0]] if len(places) == 1 else frozenset().union(*(self.bases[i] for i in places))

    def variables_of(self, value: Ratio) -> frozenset[Variable]:
        return frozenset().union(*(self.variables[i] for i in value.places()))

    def height_of(self, value: Ratio) -> int:
        return max((self.heights[i] for i in value.places()), default=0)

    # -- substitution

    def evaluate(self, value: Ratio, image: Callable[[int], Ratio | None]) -> Ratio:
        """The value with generators replaced by their images (``None``: left as it is)."""
        images = {i: new for i in value.places() if (new := image(i)) is not None}
        if not images:
            return value
        top, bottom = self._at(value.num, images), self._at(value.den, images)
        if bottom.is_zero():
            raise Unsupported("a denominator becomes 0")
        return top / bottom

    def _at(self, polynomial: fmpq_mpoly, images: dict[int, Ratio]) -> Ratio:
        places = tuple(images)
        groups: dict[tuple[int, ...], dict[tuple[int, ...], fmpq]] = {}
        for exponents, coefficient in polynomial.terms():
            rest = list(exponents)
            for i in places:
                rest[i] = 0
            groups.setdefault(tuple(exponents[i] for i in places), {})[tuple(rest)] = coefficient
        total = self.zero
        for powers, terms in groups.items():
            term = self.polynomial(self.context.from_dict(terms))
            for i, power in zip(places, powers, strict=True):
                if power:
                    term = term * images[i] ** int(power)
            total = total + term
        return total

    def renamed(self, value: Ratio, where: Renaming) -> Ratio:
        """The value with indices replaced; atoms are made anew, so that what is known of the new ones applies."""
        if not where or self.bases_of(value).isdisjoint(where):
            return value
        return self._remade(value, lambda place: not self.bases[place].isdisjoint(where), where, {})

    def replaced(self, value: Ratio, variable: Variable, by: Ratio) -> Ratio:
        """The value with a quantity replaced, inside of atoms too."""
        return self._remade(value, lambda place: variable in self.variables[place], {}, {variable: by})

    @contextmanager
    def varying(self, by: Variable) -> Iterator[Callable[[Ratio], Ratio]]:
        """While a derivative by a quantity is taken, that quantity is not rewritten.  Afterwards it may be again:

        the function that is given makes a value anew by the knowledge that was in force before.
        """
        if not self.knowledge.rewrites(by):
            before, self.held = self.held, (*self.held, by)
            try:
                yield lambda value: value
            finally:
                self.held = before
            return
        outside, before = self.images, self.held
        self.images, self.held = self._images_while.setdefault((*before, by), {}), (*before, by)

        def anew(value: Ratio) -> Ratio:
            self.images, self.held = outside, before
            everything = self.knowledge.pointwise
            return self._remade(
                value, lambda i: everything or any(self._may_be(v, by) for v in self.variables[i]), {}, {}
            )

        try:
            yield anew
        finally:
            self.images, self.held = outside, before

    def _may_be(self, one: Variable, other: Variable) -> bool:
        if one.family != other.family or len(one.indices) != len(other.indices):
            return False
        pairs = zip(one.indices, other.indices, strict=True)
        return all(mine == theirs or self.knowledge.same(mine, theirs) is not False for mine, theirs in pairs)

    def _remade(
        self, value: Ratio, touched: Callable[[int], bool], where: Renaming, new: dict[Variable, Ratio]
    ) -> Ratio:
        def image(place: int) -> Ratio | None:
            return self._remade_atom(self.atoms[place], inner, where, new) if touched(place) else None

        def inner(part: Ratio) -> Ratio:
            return self.evaluate(part, image)

        return inner(value)

    def _remade_atom(
        self, atom: Atom, inner: Callable[[Ratio], Ratio], where: Renaming, new: dict[Variable, Ratio]
    ) -> Ratio:
        from derivations.proof import elementary, sums

        match atom:
            case Variable():
                return new[atom] if atom in new else self.of(atom.renamed(where))
            case Slope(of, by):
                if of in new or by in new:
                    raise Unsupported("a quantity is replaced inside of an undetermined derivative")
                return self.of(atom.renamed(where))
            case Equal(one, other):
                return sums.equal(self, one.renamed(where), other.renamed(where))
            case Applied(function, orders, arguments):
                return self.of(Applied(function, orders, tuple(inner(part).reduced() for part in arguments)))
            case Exponential(exponent):
                return elementary.exponential(self, inner(exponent))
            case Logarithm(argument):
                return elementary.logarithm(self, inner(argument))
            case Total():
                body, named = sums.opened(self, atom)
                result = inner(body)
                for index in reversed(named):
                    result = sums.total(self, Named(index.name, index.over.renamed(where)), result)
                return result
            case Opaque(name, parts):
                return self.of(Opaque(name, tuple(inner(p) if isinstance(p, Ratio) else p for p in parts)))


def in_ring(knowledge: Knowledge, work: Callable[[Ring], Answer]) -> Answer:
    """Do ``work`` in a ring that is large and fine enough for it."""
    capacity, units = 16, dict[str, int]()
    for _ in range(40):
        try:
            return work(Ring(knowledge, capacity, units))
        except Restart as wanted:
            capacity = max(capacity, wanted.capacity)
            if capacity > 1024:
                raise Unsupported("the step has more than a thousand different quantities") from None
            if wanted.unit is not None:
                units = {**units, wanted.unit[0]: wanted.unit[1]}
    raise Unsupported("no common unit was found for the exponents of the step")
