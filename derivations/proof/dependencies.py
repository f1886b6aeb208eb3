"""Which quantity depends on which, along the declared dependencies and the definitions of a theory.

The quantities of a feedforward network form a graph: the cost on the activations of the output layer, these on the
weighted inputs of their layer, and those on weights, biases and the activations of the layer before.  Two questions
about it carry the chain rule: can one quantity change another, and does every way from one to the other lead through
a given layer.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cached_property, lru_cache

from sympy import Expr, Symbol, preorder_traversal
from sympy.core.function import AppliedUndef

from derivations.notation import Entry, Family, Index, Sum
from derivations.proof.atoms import Base, Named, Renaming, Term, Variable
from derivations.proof.theory import Theory
from derivations.proof.translate import variable

Same = Callable[[Term, Term], bool | None]
LIMIT = 64
"""How many quantities a search looks at before it gives up."""
ANY = Term(-1)
"""An index about which nothing is known: any neuron of a layer, say."""


class Dependencies:
    """The graph of a theory.  ``same`` decides whether two indices are equal, or does not know (``None``)."""

    def __init__(self, theory: Theory, same: Same) -> None:
        self.edges, self.edges_from, self.below = edges(theory), edges_from(theory), families_below(theory)
        self.same = same

    def reaches(self, start: Variable, goal: Variable) -> bool | None:
        """Whether a change of ``goal`` can change ``start``, which is another quantity; ``None``: not known."""
        if goal.family not in self.below.get(start.family, ()):
            return False
        seen, todo = {start}, [start]
        while todo:
            for following in self._following(todo.pop()):
                meets = self._meets(following, goal)
                if meets is not False:
                    return meets
                leads_on = goal.family in self.below.get(following.family, ())
                if leads_on and following not in seen and not self._below(following, goal):
                    if len(seen) > LIMIT:
                        return None
                    seen.add(following)
                    todo.append(following)
        return False

    def all_through(self, start: Variable, goal: Variable, through: Variable) -> bool:
        """Whether ``goal`` can change ``start`` only by way of the quantities ``through``, for all their neurons."""
        kept = self._kept_by(start)
        seen, todo = {goal}, [goal]
        while todo:
            for before in self._before(todo.pop(), kept):
                if self._covered(before, through) or before in seen:
                    continue
                if self._meets(before, start) is not False or len(seen) > LIMIT:
                    return False
                seen.add(before)
                todo.append(before)
        return True

    def covers(self, through: Variable, index: Term | None) -> bool:
        """Whether a sum over all values of ``index`` goes through all quantities of one layer."""
        if index is None:
            return not through.indices
        if not through.indices or through.indices[-1] != index or not isinstance(index.base, Named):
            return False
        for schema in (end for edge in self.edges for end in edge):
            where = self._fitted(schema, through)
            last = schema.indices[-1].base if schema.indices else None
            if where is not None and isinstance(last, Named):
                where.pop(last, None)
                return last.over.renamed(where) == index.base.over
        return False

    def _following(self, here: Variable) -> Iterator[Variable]:
        """The quantities that ``here`` depends on directly."""
        for source, target in self.edges_from.get(here.family, ()):
            where = self._fitted(source, here)
            if where is not None:
                yield _known_part(target, where)

    def _before(self, here: Variable, kept: Renaming) -> Iterator[Variable]:
        """The quantities that depend directly on ``here``."""
        for source, target in self.edges:
            where = self._fitted(target, here)
            if where is not None:
                yield _known_part(source, {**kept, **where})

    def _fitted(self, schema: Variable, actual: Variable) -> Renaming | None:
        """The values of the schema's indices for which it is the actual quantity; ``None`` if there are none."""
        if schema.family != actual.family or len(schema.indices) != len(actual.indices):
            return None
        where: Renaming = {}
        for pattern, index in zip(schema.indices, actual.indices, strict=True):
            if isinstance(pattern.base, Named) and not _fixed(pattern):
                if index != ANY:
                    value = Term(index.base, index.offset - pattern.offset)
                    if _outside(value, pattern.base):
                        return None
                    where[pattern.base] = value
            elif self._same(pattern, index) is False:
                return None
        return where

    def _kept_by(self, start: Variable) -> Renaming:
        """The indices, such as the training example, that are the same all along every way from ``start``."""
        kept: Renaming = {}
        for source, _ in self.edges:
            where = self._fitted(source, start) or {}
            kept |= {base: value for base, value in where.items() if self._never_enters(base)}
        return kept

    def _never_enters(self, base: Named | int) -> bool:
        return all(
            any(term.base == base for term in source.indices)
            for source, target in self.edges
            if any(term.base == base for term in target.indices)
        )

    def _covered(self, one: Variable, through: Variable) -> bool:
        """Whether a quantity is among those gone through: the last index, the neuron, may be any."""
        if one.family != through.family or len(one.indices) != len(through.indices):
            return False
        return one.indices[:-1] == through.indices[:-1]

    def _same(self, one: Term, other: Term) -> bool | None:
        if ANY in (one, other):
            return True
        if one.base == other.base:
            return one.offset == other.offset
        return self.same(one, other)

    def _meets(self, one: Variable, other: Variable) -> bool | None:
        if one.family != other.family or len(one.indices) != len(other.indices):
            return False
        answers = [self._same(mine, theirs) for mine, theirs in zip(one.indices, other.indices, strict=True)]
        if False in answers:
            return False
        return None if None in answers else True

    def _below(self, one: Variable, goal: Variable) -> bool:
        """Whether an index has fallen below the goal's: along the edges it only falls."""
        if not self._falling:
            return False
        for mine in one.indices:
            offsets = [theirs.offset for theirs in goal.indices if theirs.base == mine.base]
            if mine != ANY and mine.base is not None and offsets and mine.offset < min(offsets):
                return True
        return False

    @cached_property
    def _falling(self) -> bool:
        for source, target in self.edges:
            offsets: dict[Base, int] = {term.base: term.offset for term in source.indices if term.base is not None}
            if any(term.offset > offsets.get(term.base, term.offset) for term in target.indices):
                return False
        return True


@lru_cache(maxsize=256)
def edges(theory: Theory) -> tuple[tuple[Variable, Variable], ...]:
    """Pairs (quantity, a quantity that it depends on directly), indices understood for all their values."""
    found: dict[tuple[Variable, Variable], None] = {}
    for dependency in theory.dependencies:
        found[_schema(dependency.of, dependency.on)] = None
    for definition in theory.definitions:
        if isinstance(definition.left, Entry | Symbol):
            for entry in _all_quantities(definition.right, theory, frozenset()):
                found[_schema(definition.left, entry)] = None
    return tuple(found)


@lru_cache(maxsize=256)
def edges_from(theory: Theory) -> dict[str, list[tuple[Variable, Variable]]]:
    """The edges by the family that they start from."""
    found: dict[str, list[tuple[Variable, Variable]]] = {}
    for source, target in edges(theory):
        found.setdefault(source.family, []).append((source, target))
    return found


def _all_quantities(expression: object, theory: Theory, seen: frozenset[object]) -> Iterator[Expr]:
    """The quantities in an expression, those included that occur in the definitions of its functions."""
    yield from quantities(expression)
    for part in preorder_traversal(expression):
        definition = theory.definition_of(part) if isinstance(part, AppliedUndef) else None
        if definition is not None and part.func not in seen:
            inside = _all_quantities(definition.right, theory, seen | {part.func})
            yield from (quantity for quantity in inside if quantity not in definition.left.args)


@lru_cache(maxsize=256)
def families_below(theory: Theory) -> dict[str, frozenset[str]]:
    """For each family the families that it depends on, directly or not."""
    below: dict[str, set[str]] = {}
    for source, target in edges(theory):
        below.setdefault(source.family, set()).add(target.family)
    for _ in below:
        for reached in below.values():
            reached.update(*(below.get(family, ()) for family in tuple(reached)))
    return {family: frozenset(reached) for family, reached in below.items()}


@lru_cache(maxsize=256)
def schemas(theory: Theory) -> frozenset[tuple[Variable, Variable]]:
    """The edges with indices named by their place, so that equal dependencies are equal values."""
    found = set()
    for source, target in edges(theory):
        where: Renaming = {}
        for place, term in enumerate(source.indices):
            if isinstance(term.base, Named) and not _fixed(term):
                where.setdefault(term.base, Term(Named(f"#{place}", term.base.over)))
        found.add((source.renamed(where), _known_part(target, where)))
    return frozenset(found)


def _fixed(term: Term) -> bool:
    """Whether an index is a constant of the theory, such as the number L of the output layer."""
    return isinstance(term.base, Named) and term.base.over.last is None


def _outside(value: Term, pattern: Named) -> bool:
    """Whether a value certainly lies above the pattern's range."""
    last = pattern.over.last
    return isinstance(last, Term) and last.base == value.base and value.offset > last.offset


def _known_part(schema: Variable, where: Renaming) -> Variable:
    def value(term: Term) -> Term:
        return term.renamed(where) if term.base is None or term.base in where or _fixed(term) else ANY

    return Variable(schema.family, tuple(map(value, schema.indices)))


def _schema(of: Expr, on: Expr) -> tuple[Variable, Variable]:
    return variable(of), variable(on)


def quantities(expression: object) -> Iterator[Expr]:
    """The entries and plain symbols in an expression."""
    if isinstance(expression, Entry) or (isinstance(expression, Symbol) and not isinstance(expression, Index | Family)):
        yield expression
    else:
        arguments = (expression.body,) if isinstance(expression, Sum) else getattr(expression, "args", ())
        for argument in arguments:
            yield from quantities(argument)
