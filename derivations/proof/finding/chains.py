"""Products of matrices and vectors as chains, taken out of sums and put back.

``Σ_j Σ_k A_ij B_jk v_k`` is the chain A, B from the index i to the vector v.  A matrix is a quantity with two places
left open, so that its transpose is the same with the places exchanged.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property

from derivations.kernel import terms as k
from derivations.kernel.terms import Term

LEFT, RIGHT = (k.index(f"\U0010fffc{side}") for side in "lr")
"""What stands in the open places of a matrix; that of a vector is the left one."""
ACROSS = {LEFT: RIGHT, RIGHT: LEFT}


@dataclass(frozen=True)
class Chain:
    """Matrices from one end to another: an index, or a vector; a chain without ends is closed, as in a trace.

    ``sets`` are those of the indices between the matrices and at vectors, from left to right; of a closed chain the
    first one is that of the index between the last matrix and the first.  An end that is an index has no set.
    """

    left: Term | None
    letters: tuple[Term, ...]
    right: Term | None
    sets: tuple[Term | None, ...]

    @property
    def closed(self) -> bool:
        """Whether it has no ends."""
        return self.left is None

    @cached_property
    def reversed(self) -> Chain:
        """The same product, written as the transpose."""
        letters = across(self.letters)
        if self.closed:
            return Chain(None, letters, None, (self.sets[0], *self.sets[:0:-1]))
        return Chain(self.right, letters, self.left, self.sets[::-1])

    @property
    def turned(self) -> Chain:
        """A closed chain that begins with the second matrix."""
        return replace(self, letters=self.letters[1:] + self.letters[:1], sets=self.sets[1:] + self.sets[:1])


def across(letters: tuple[Term, ...]) -> tuple[Term, ...]:
    """The transpose of a product of matrices."""
    return tuple(k.replaced(letter, ACROSS) for letter in reversed(letters))


@dataclass(frozen=True)
class _Factor:
    """A quantity in a product with its open places, each the variable that stands there."""

    of: Term
    places: tuple[Term, ...]


def chain_of(atom: Term) -> Chain | None:
    """The chain that an atom is, if it is one."""
    return _read(atom)[0]


def orders(nested: Term) -> list[tuple[int, ...]]:
    """The orders in which the sums of a chain stand as its indices follow one another: from either end, or around.

    The sums are numbered from the outermost one on.
    """
    chain, places = _read(nested)
    if chain is None:
        return []
    turns = [places[n:] + places[:n] for n in range(len(places) if chain.closed else 1)]
    return [tuple(way) for turn in turns for way in (turn, turn[::-1])]


def _read(atom: Term) -> tuple[Chain | None, list[int]]:
    """The chain that an atom is, and the numbers of the sums over its indices, from left to right."""
    over: dict[Term, Term] = {}
    while atom.op == "sum":
        variable = k.index(f"\U0010fffb{len(over)}")
        over[variable] = atom.args[0]
        atom = k.opened(atom.args[1], variable)
    if atom.op == "bracket" and atom.args[0].op == "same" and all(i.args[1] == 0 for i in atom.args[0].args):
        return Chain(atom.args[0].args[0], (), atom.args[0].args[1], (None,)), []  # the identity matrix
    factors = [_factor(factor, over) for factor in _factors(atom)]
    found = [factor for factor in factors if factor is not None]
    if len(found) < len(factors):
        return None, []
    nodes: list[Term] = []
    chain = _linked(found, over, nodes)
    numbers = {variable: number for number, variable in enumerate(over)}
    return chain, list(dict.fromkeys(numbers[variable] for variable in nodes if variable in numbers))


def _factors(product: Term) -> list[Term]:
    found = []
    for factor in product.args if product.op == "*" else (product,):
        times = factor.args[1] if factor.op == "^" and factor.args[1] > 0 else 1
        found += [factor.args[0] if factor.op == "^" and factor.args[1] > 0 else factor] * times
    return found


def _factor(of: Term, over: dict[Term, Term]) -> _Factor | None:
    inner = of.args[0] if of.op == "partial" else of
    if inner.op != "quantity" or (of.op == "partial" and any(v.names <= of.args[1].names for v in over)):
        return None
    variables = [index for index in inner.args[1:] if isinstance(index.args[0], str)]
    if any(index.args[1] for index in variables):
        return None
    if len(variables) > 2:
        variables = [index for index in variables if index in over]
    return _Factor(of, tuple(variables)) if 1 <= len(variables) <= 2 else None


def _linked(factors: list[_Factor], over: dict[Term, Term], nodes: list[Term]) -> Chain | None:
    """The factors one after another, if each bound index stands in two places and all are linked by ``nodes``."""
    places = [(variable, number) for number, factor in enumerate(factors) for variable in factor.places]
    if any(sum(variable is other for other, _ in places) != 2 for variable in over):
        return None
    ends = [number for number, f in enumerate(factors) if len(f.places) == 1 or any(v not in over for v in f.places)]
    rest = list(range(len(factors)))
    here = ends[0] if ends else 0
    first = factors[here]
    if not ends:
        left, variable = None, first.places[0]
    elif len(first.places) == 1:
        left = k.replaced(first.of, {first.places[0]: LEFT})
        variable = first.places[0]
        rest.remove(here)
        if variable not in over:  # a component of a vector
            return Chain(variable, (), left, (None,)) if len(factors) == 1 else None
    else:
        left = variable = next(v for v in first.places if v not in over)
    nodes.append(variable)
    sets: list[Term | None] = [over.get(variable)]
    letters: list[Term] = []
    while rest:
        here = next((number for number in rest if any(v is variable for v in factors[number].places)), -1)
        if here < 0:
            return None
        rest.remove(here)
        factor = factors[here]
        if len(factor.places) == 1:
            right = k.replaced(factor.of, {variable: LEFT})
            return None if rest or left is None else Chain(left, tuple(letters), right, tuple(sets))
        one, other = factor.places
        across = one is not variable
        letter = _opened_at(factor.of, one, other)
        letters.append(k.replaced(letter, ACROSS) if across else letter)
        variable = one if across else other
        nodes.append(variable)
        if variable not in over:
            return None if rest or left is None else Chain(left, tuple(letters), variable, (*sets, None))
        sets.append(over[variable])
    return Chain(None, tuple(letters), None, tuple(sets[:-1])) if left is None and variable is nodes[0] else None


def _opened_at(of: Term, one: Term, other: Term) -> Term:
    """A quantity with its two places open; where they hold one index, the first place that does is the left one."""
    if one is not other:
        return k.replaced(of, {one: LEFT, other: RIGHT})
    if of.op == "partial":
        return k.partial(_opened_at(of.args[0], one, other), of.args[1])
    left = next(place for place, part in enumerate(of.args) if part is one)
    return k.with_arguments(
        of, tuple(LEFT if n == left else RIGHT if part is one else part for n, part in enumerate(of.args))
    )
