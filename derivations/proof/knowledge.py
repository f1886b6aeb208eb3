"""What may be used about the atoms of one step: the theory's domains, and the facts that the step names.

Equations whose left side is a single quantity rewrite it wherever it occurs, for all values of the indices and
arguments they are stated for.  Other equations are relations between atoms.  Inequalities bound quantities.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

import sympy
from flint import fmpq, fmpq_mpoly
from sympy import Expr, Symbol
from sympy.core.function import AppliedUndef

from derivations.notation import Index
from derivations.notation.operators import Functional, function_name
from derivations.proof import differentiate
from derivations.proof.atoms import PI, Applied, Atom, Named, Opaque, Renaming, Set, Slope, Term, Variable
from derivations.proof.dependencies import Dependencies, quantities
from derivations.proof.matching import head_of, head_of_atom, in_their_ranges, match
from derivations.proof.ratio import Ratio
from derivations.proof.ring import Ring
from derivations.proof.theory import RESERVED, Theory, head
from derivations.proof.translate import Environment, index_set, term, translate, variable


class Interval(NamedTuple):
    """Where a quantity lies; ``None`` is no bound."""

    low: fmpq | None = None
    low_open: bool = True
    high: fmpq | None = None
    high_open: bool = True

    def meet(self, other: Interval) -> Interval:
        low, low_open = max(((i.low, i.low_open) for i in (self, other) if i.low is not None), default=(None, True))
        high, high_open = min(
            ((i.high, not i.high_open) for i in (self, other) if i.high is not None), default=(None, False)
        )
        return Interval(low, low_open, high, not high_open)


@dataclass(frozen=True)
class Equation:
    """``left = right`` for all values of ``variables`` that satisfy the ``conditions``.

    A ``pointwise`` equation is a hypothesis about the values at hand, which says nothing about values nearby: it is
    not used under a derivative.
    """

    left: Expr
    right: Expr
    variables: frozenset[Symbol]
    conditions: tuple[sympy.Basic, ...] = ()
    source: object = None
    defines_function: bool = False
    pointwise: bool = False


@dataclass(frozen=True)
class Bound:
    """``of`` lies in ``interval`` for all values of ``variables``."""

    of: Expr
    interval: Interval
    variables: frozenset[Symbol]
    conditions: tuple[sympy.Basic, ...] = ()
    source: object = None


@dataclass(frozen=True)
class Through:
    """The chain rule by way of the quantities ``entry``, summed over ``index`` unless there is just one."""

    entry: Expr
    index: Index | None
    source: object = None


@dataclass
class Knowledge:
    """The facts in force for one step, indexed by what they speak about; ``used`` collects those that were used."""

    theory: Theory
    equations: tuple[Equation, ...] = ()
    relations: tuple[Equation, ...] = ()
    bounds: tuple[Bound, ...] = ()
    signs: tuple[tuple[Expr, frozenset[int]], ...] = ()
    distinct: tuple[tuple[Term, Term], ...] = ()
    identical: tuple[tuple[Term, Term], ...] = ()
    limits: tuple[Equation, ...] = ()
    chain_rules: tuple[Through, ...] = ()
    named_indices: tuple[Index, ...] = ()
    used: dict[object, None] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._alike: Renaming = {}
        for pair in self.identical:
            one, other = (index.renamed(self._alike) for index in pair)
            if isinstance(one.base, Named):
                step: Renaming = {one.base: Term(other.base, other.offset - one.offset)}
                self._alike = {base: image.renamed(step) for base, image in self._alike.items()} | step
        self._apart = {frozenset((a.renamed(self._alike), b.renamed(self._alike))) for a, b in self.distinct}
        self._by_head: dict[object, list[Equation]] = {}
        for equation in self.equations:
            self._by_head.setdefault(head_of(equation.left), []).append(equation)
        self._bounds_by_head: dict[object, list[Bound]] = {}
        for bound in self.bounds:
            self._bounds_by_head.setdefault(head_of(bound.of), []).append(bound)
        self._active: set[Atom] = set()
        self.pointwise = any(equation.pointwise for equation in self.equations)
        self._dependencies = Dependencies(self.theory, self.same)

    # -- indices

    def same(self, one: Term, other: Term) -> bool | None:
        """Whether two indices are equal; ``None``: not known."""
        one, other = one.renamed(self._alike), other.renamed(self._alike)
        if one.base == other.base:
            return one.offset == other.offset
        if frozenset((one, other)) in self._apart:
            return False
        for low, high in ((one, other), (other, one)):
            if isinstance(low.base, Named):
                last = low.base.over.last
                if isinstance(last, Term) and last.base is not None and last.base == high.base:
                    return False if last.offset + low.offset < high.offset else None
                if isinstance(high.base, Named) and low.base.over == high.base.over.complement:
                    return False if low.offset == high.offset == 0 else None
        return None

    def same_as(self, atom: Variable) -> Variable:
        """The quantity, each index in it replaced by the one that it is known to be equal to."""
        return atom.renamed(self._alike) if self._alike else atom

    def known(self, index: Term) -> Term:
        """The index, or the one that it is known to be equal to."""
        return index.renamed(self._alike)

    def in_range(self, index: Term, over: Set) -> bool:
        """Whether an index that is not a plain index of the set certainly lies in it."""
        if over.first is None or over.part_of is not None:
            return False
        return self._at_least(index, over.first) and (over.last is None or self._at_most(index, over.last))

    def _at_least(self, index: Term, low: Term) -> bool:
        if index.base == low.base:
            return index.offset >= low.offset
        if isinstance(index.base, Named) and index.base.over.first is not None:
            first = index.base.over.first
            return self._at_least(Term(first.base, first.offset + index.offset), low)
        return False

    def _at_most(self, index: Term, high: Term | Variable) -> bool:
        if isinstance(high, Variable):
            if isinstance(index.base, Named) and index.base.over.last == high:
                return index.offset <= 0
            return index.base is None and index.offset <= 1
        if index.base == high.base:
            return index.offset <= high.offset
        if isinstance(index.base, Named) and isinstance(index.base.over.last, Term):
            last = index.base.over.last
            if self._at_most(Term(last.base, last.offset + index.offset), high):
                return True
        if isinstance(high.base, Named) and high.base.over.first is not None:
            first = high.base.over.first
            return self._at_most(index, Term(first.base, first.offset + high.offset))
        return False

    def parts(self, over: Set) -> tuple[Set, ...]:
        """The parts that the theory splits a set into; none if it does not."""
        for partition in self.theory.partitions:
            if index_set(partition.whole) == over:
                self.used[partition] = None
                return tuple(index_set(part) for part in partition.parts)
        return ()

    # -- atoms

    def reaches(self, start: Variable, goal: Variable) -> bool | None:
        return self._dependencies.reaches(start, goal)

    def hides(self, function: str, by: Variable) -> bool:
        """Whether a function is defined by a formula in which, beside its arguments, ``by`` may occur."""
        for definition in self.theory.definitions:
            left = definition.left
            if isinstance(left, AppliedUndef | Functional) and function_name(left.func) == function:
                inside = (variable(q) for q in quantities(definition.right) if q not in left.args)
                return any(q.family == by.family or self.reaches(q, by) is not False for q in inside)
        return False

    def is_whole(self, quantity: Expr) -> bool:
        """Whether the theory says that a quantity is a whole number."""
        return any(domain.whole and head(domain.of) == head(quantity) for domain in self.theory.domains)

    def rewrites(self, by: Variable) -> bool:
        """Whether some quantity of this family is rewritten, so that it would not vary freely in this step."""
        return by.family in self._by_head or self.pointwise

    def rewrite(self, ring: Ring, atom: Atom) -> Ratio | None:
        """What a fact in force says that the atom is equal to, if one does."""
        if atom in self._active:
            return None
        for equation in self._by_head.get(head_of_atom(atom), ()):
            if equation.pointwise and ring.held:
                continue
            self._active.add(atom)
            try:
                value = self._apply(ring, equation, atom)
            finally:
                self._active.discard(atom)
            if value is not None:
                self.used[equation.source] = None
                return value
        if isinstance(atom, Slope):
            return self._by_chain_rule(ring, atom)
        return None

    def _apply(self, ring: Ring, equation: Equation, atom: Atom) -> Ratio | None:
        if isinstance(atom, Applied) and any(atom.orders) and equation.defines_function and len(atom.orders) == 1:
            return _derivative_of_definition(ring, equation, atom)
        where = match(ring, equation.left, atom, equation.variables)
        if where is None or not self.holds(ring, equation.conditions, where):
            return None
        return translate(ring, equation.right, where)

    def holds(self, ring: Ring, conditions: Iterable[sympy.Basic], where: Environment) -> bool:
        from derivations.proof.order import holds

        return all(holds(ring, condition, where) for condition in conditions)

    def equations_for(self, expression: Expr) -> list[Equation]:
        """The equations in force whose left side may be this quantity."""
        return self._by_head.get(head_of(expression), [])

    def holds_for(self, ring: Ring, equation: Equation, where: Mapping[Symbol, Expr]) -> bool:
        """Whether an equation may be used for these indices."""
        terms: dict[Symbol, Term | Ratio] = {s: term(value) for s, value in where.items() if isinstance(s, Index)}
        if len(terms) < len(where) or not in_their_ranges(ring, terms):
            return False
        if not self.holds(ring, equation.conditions, terms):
            return False
        self.used[equation.source] = None
        return True

    def _by_chain_rule(self, ring: Ring, atom: Slope) -> Ratio | None:
        for rule in self.chain_rules:
            through = variable(rule.entry)
            if any(through.family == q.family and through.indices[:-1] == q.indices[:-1] for q in (atom.of, atom.by)):
                continue
            over = None if rule.index is None else index_set(rule.index.range)
            if not self._dependencies.covers(through, rule.index and term(rule.index)) or not (
                self._dependencies.all_through(atom.of, atom.by, through)
            ):
                continue
            self.used[rule.source] = None
            slope = differentiate.slope
            if rule.index is None or over is None:
                return slope(ring, atom.of, through) * slope(ring, through, atom.by)
            from derivations.proof import sums

            here = ring.fresh(over)
            entry = through.renamed({Named(rule.index.name, over): Term(here)})
            return sums.total(ring, here, slope(ring, atom.of, entry) * slope(ring, entry, atom.by))
        return None

    def signed(self, ring: Ring) -> list[tuple[fmpq_mpoly, frozenset[int]]]:
        """The polynomials whose sign a fact states."""
        from derivations.proof.sign import NEGATIVE, POSITIVE, sign_of_polynomial

        if ring.signed is None:
            ring.signed = []
            for expression, signs in self.signs:
                value = translate(ring, expression).reduced()
                below = sign_of_polynomial(ring, value.den)
                if not value.den.is_constant():
                    both = value.num * value.den
                    ring.signed.append((both / both.leading_coefficient(), _turned(ring.polynomial(both), signs)))
                if below in (POSITIVE, NEGATIVE):
                    above = signs if below == POSITIVE else frozenset(-s for s in signs)
                    ring.signed.append((value.num / value.num.leading_coefficient(), _turned(value, above)))
            ring.signed += [one for known, signs in ring.signed if (one := _single(ring, known, signs)) is not None]
        return ring.signed

    def sign_of(self, ring: Ring, place: int) -> frozenset[int]:
        """The signs that a fact leaves possible for an atom."""
        polynomial = ring.context.gen(place)
        return next((signs for known, signs in self.signed(ring) if known == polynomial), frozenset({-1, 0, 1}))

    def interval(self, ring: Ring, atom: Atom) -> Interval:
        """The bounds known for an atom."""
        result = Interval()
        name = atom.name if isinstance(atom, Opaque) else atom.family if isinstance(atom, Variable) else ""
        if name == PI and isinstance(atom, Opaque):
            return Interval(fmpq(3), True, fmpq(22, 7))
        if name.startswith(f"{RESERVED}gap"):
            return Interval(fmpq(0), not name.startswith(f"{RESERVED}gap>="))
        for bound in self._bounds_by_head.get(head_of_atom(atom), ()):
            where = match(ring, bound.of, atom, bound.variables)
            if where is not None and self.holds(ring, bound.conditions, where):
                self.used[bound.source] = None
                result = result.meet(bound.interval)
        return result


# -- functions defined by a formula


def _derivative_of_definition(ring: Ring, equation: Equation, atom: Applied) -> Ratio:
    """A derivative of a function that is defined by a formula, at the atom's argument."""
    place = Variable("#argument")
    before = dict(ring.conditions)
    value = translate(ring, equation.right, {equation.left.args[0]: ring.generator(place)})
    noted = [entry for key, entry in ring.conditions.items() if key not in before]
    ring.conditions = before
    for _ in range(atom.orders[0]):
        value = differentiate.derivative(ring, value, place)
    for kind, needed, shown in noted:
        ring.require(kind, ring.replaced(needed, place, atom.arguments[0]), shown)
    return ring.replaced(value, place, atom.arguments[0])


def _single(ring: Ring, monomial: fmpq_mpoly, signs: frozenset[int]) -> tuple[fmpq_mpoly, frozenset[int]] | None:
    """Of a product whose sign is known the sign of the one factor about which nothing else is known."""
    from derivations.proof.sign import NEGATIVE, POSITIVE, of_atom

    if len(monomial) != 1:
        return None
    open_place, result = None, signs
    for place, power in enumerate(monomial.degrees()):
        if not power:
            continue
        known = of_atom(ring, place)
        if known not in (POSITIVE, NEGATIVE):
            if open_place is not None or power != 1:
                return None
            open_place = place
        elif known == NEGATIVE and power % 2:
            result = frozenset(-s for s in result)
    return None if open_place is None else (ring.context.gen(open_place), result)


def _turned(value: Ratio, signs: frozenset[int]) -> frozenset[int]:
    return signs if value.num.leading_coefficient() > 0 else frozenset(-s for s in signs)
