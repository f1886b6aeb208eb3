"""Equations between matrices, such as ``A A⁻¹ = I``, at the places of products where they may serve.

What is found are instances of a fact, multiplied from the left and from the right by what stands there, and summed:
``Σ_k Σ_l P_ik (Σ_m A_km B_ml) Q_lj = Σ_k P_ik Q_kj``.  Which of them prove an equation, elimination finds out.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from itertools import pairwise, product
from typing import TypeAlias

from flint import fmpq_mpoly

from derivations.kernel import algebra, sums
from derivations.kernel import terms as k
from derivations.kernel.claims import transitive
from derivations.kernel.terms import Term
from derivations.kernel.theorem import NotApplicable, Theorem, substitute
from derivations.proof.finding import derivatives
from derivations.proof.finding.chains import LEFT, RIGHT, Chain, across, chain_of
from derivations.proof.finding.facts import Fact, head
from derivations.proof.finding.matching import match
from derivations.proof.finding.session import Session, Unprovable

MOST = 60
"""How many instances are tried at most."""
SMALL = 3
"""How many rows a matrix has at most whose components are written out."""
LONGEST = 9
"""How many matrices a product has at most."""


@dataclass(frozen=True)
class Identity:
    """An equation for all rows and columns of two products of matrices.

    ``words`` are the matrices of its summands, each from the row to the column; ``plain`` says that one is I.
    """

    fact: Fact
    row: Term
    column: Term
    sets: tuple[Term, Term]
    words: frozenset[tuple[Term, ...]]
    plain: bool

    @property
    def longest(self) -> list[tuple[Term, ...]]:
        """The products with the most matrices."""
        most = max(map(len, self.words), default=0)
        return [word for word in self.words if len(word) == most]

    @property
    def across(self) -> Identity:
        """The same equation for the transposes."""
        words = frozenset(map(across, self.words))
        return Identity(self.fact, self.column, self.row, (self.sets[1], self.sets[0]), words, self.plain)

    @property
    def inverse(self) -> Term | None:
        """The matrix that all products begin with, if they make I: it is the inverse of the sum of what follows it."""
        first = {word[0] for word in self.words}
        return first.pop() if self.plain and len(first) == 1 else None


def identities(s: Session) -> tuple[Identity, ...]:
    """The facts that are equations for all rows and columns."""
    found = (_identity(s, fact) for fact in s.facts.identities)
    return tuple(one for one in found if one is not None)


def _identity(s: Session, fact: Fact) -> Identity | None:
    members = {h.args[0]: h.args[1] for h in fact.theorem.hypotheses if h.op == "in"}
    variables = [k.index(name[1:]) for name in sorted(fact.free) if name[0] == "i"]
    if len(fact.free) != 2 or len(variables) != 2 or any(v not in members for v in variables):
        return None
    sets = tuple(members[v] for v in variables)
    with s.variable(sets[0]) as row, s.variable(sets[1]) as column:
        where = dict(zip(variables, (row, column), strict=True))
        words: set[tuple[Term, ...]] = set()
        try:
            values = [s.value(k.replaced(side, where)) for side in fact.theorem.claim.args]
        except (NotApplicable, Unprovable):
            return None
        plain = False
        for num, _ in values:
            for exponents, _ in num.terms():
                atoms = [s.ring.atoms[place] for place, e in enumerate(exponents) if e]
                chains = [c for a in atoms if not a.names.isdisjoint(row.names | column.names) and (c := chain_of(a))]
                whole = [c for c in chains for c in (c, c.reversed) if c.left is row and c.right is column]
                words |= {c.letters for c in whole if c.letters}
                plain |= any(not c.letters for c in whole)
                words |= {c.letters for c in chains for c in (c, c.reversed) if c.left is row and c.right is not column}
    first, second = variables
    return Identity(fact, first, second, (sets[0], sets[1]), frozenset(word for word in words if word), plain)


def instances(s: Session, num: fmpq_mpoly, known: tuple[Identity, ...]) -> Iterator[Theorem]:
    """Equations between products of matrices, first those that shorten what stands in a polynomial."""
    given = [chain for atom in _atoms(s, num) if (chain := chain_of(atom)) is not None]
    slopes = dict.fromkeys(letter.args[1] for c in given for letter in c.letters if letter.op == "partial")
    search = _Search(s, (*known, *(one for by in slopes for one in _differentiated(s, by))), set(), 0)
    yield from search.shortened(given)
    for begun in (True, False):
        yield from search.lengthened(given, begun)
    for fact in s.facts.identities:
        yield from _written_out(s, fact)


def _written_out(s: Session, fact: Fact) -> Iterator[Theorem]:
    """An equation for all rows and columns of a small matrix, at each of them."""
    members = {h.args[0]: h.args[1] for h in fact.theorem.hypotheses if h.op == "in"}
    variables = [k.index(name[1:]) for name in sorted(fact.free) if name[0] == "i"]
    if len(variables) != len(fact.free) or not all(v in members and _is_small(members[v]) for v in variables):
        return
    for places in product(*(range(1, members[v].args[1].args[1] + 1) for v in variables)):
        where = tuple((v, k.index(None, place)) for v, place in zip(variables, places, strict=True))
        with suppress(NotApplicable, Unprovable):
            yield s.discharge(substitute(fact.theorem, where))


def _is_small(over: Term) -> bool:
    """Whether a set is that of the first few numbers."""
    if over.op != "interval" or over.args[0] is not k.index(None, 1) or over.args[1].op != "index":
        return False
    base, last = over.args[1].args
    return base is None and last <= SMALL


def _differentiated(s: Session, by: Term) -> Iterator[Identity]:
    """What facts of the form ``∂(Σ_k a_ik b_kj)/∂q = 0`` say of the derivatives by a quantity."""
    for fact in s.facts.equations_by_head.get(("partial", ("sum",), head(by)), ()):
        where = match(fact.left.args[1], by, fact.free)
        if where is None or fact.right is not k.ZERO:
            continue
        with suppress(NotApplicable, Unprovable):
            theorem = substitute(fact.theorem, tuple((old, new) for old, new in where.items() if old is not new))
            slope = derivatives.step(s, theorem.claim.args[0])
            if slope is not None:
                free = fact.free.difference(*(old.names for old in where))
                found = _identity(s, Fact(transitive(algebra.symmetric(slope), theorem), free))
                yield from () if found is None else (found,)


def _atoms(s: Session, polynomial: fmpq_mpoly) -> list[Term]:
    return [s.ring.atoms[place] for place, degree in enumerate(polynomial.degrees()) if degree > 0]


@dataclass
class _Search:
    """Instances that were found so far."""

    s: Session
    known: tuple[Identity, ...]
    seen: set[object]
    count: int

    def shortened(self, chains: Iterable[Chain]) -> Iterator[Theorem]:
        """The instances that replace the longest product of an identity wherever it stands in one of the chains."""
        for chain in chains:
            for one in dict.fromkeys((chain, chain.reversed)):
                turns = _turns(one)
                for turn in turns:
                    for identity in self.known:
                        for word in identity.longest:
                            last = 0 if one.closed else len(turn.letters) - len(word)
                            for place in range(last + 1):
                                if turn.letters[place : place + len(word)] == word:
                                    yield from self.at(turn, place, place + len(word), identity)

    def lengthened(self, chains: Sequence[Chain], begun: bool) -> Iterator[Theorem]:
        """The instances that put a product that is I before what it shortens with another one.

        It stands at an end, or behind what several chains begin with; where it has ``begun`` the matrix that it begins
        with stands there in one of them, and not in the others.
        """
        places: dict[object, list[tuple[Chain, int]]] = {}
        for one in dict.fromkeys(c for chain in chains for c in (chain, chain.reversed)):
            for turn in _turns(one):
                for place in range(1 if one.closed else len(one.letters)):
                    if not one.closed or turn.letters[0].op == "partial":
                        places.setdefault((turn.left, turn.letters[:place]), []).append((turn, place))
        for here in places.values():
            first = {chain.letters[place] for chain, place in here}
            for identity in (way for one in self.known for way in (one, one.across)):
                if identity.inverse is None or (identity.inverse in first) != begun:
                    continue
                for chain, place in here:
                    rest = chain.letters[place:]
                    if rest[0] is not identity.inverse and (begun or place == 0) and self.meets(identity, rest):
                        yield from self.at(chain, place, place, identity)

    def meets(self, identity: Identity, letters: tuple[Term, ...]) -> bool:
        """Whether a product of an identity, before others, makes one with them that another identity shortens."""
        longest = [w for other in self.known for word in other.longest for w in (word, across(word))]
        for word in identity.words:
            both = word + letters
            for place in range(1, len(word)):
                if any(len(word) < place + len(w) <= len(both) and both[place : place + len(w)] == w for w in longest):
                    return True
        return False

    def at(self, chain: Chain, begin: int, end: int, identity: Identity) -> Iterator[Theorem]:
        """An instance in place of the matrices of a chain between two places, and those that shorten it further."""
        key = identity, chain.left, chain.letters[:begin], chain.letters[end:], chain.right
        if key in self.seen or self.count >= MOST:
            return
        self.seen.add(key)
        self.count += 1
        try:
            theorem = self.s.discharge(_instance(self.s, chain, begin, end, identity))
            values = [self.s.value(side) for side in theorem.claim.args]
        except (NotApplicable, Unprovable):
            return
        yield theorem
        atoms = dict.fromkeys(atom for num, _ in values for atom in _atoms(self.s, num))
        found = [c for atom in atoms if (c := chain_of(atom)) is not None and len(c.letters) <= LONGEST]
        yield from self.shortened(found)


def _turns(chain: Chain) -> list[Chain]:
    """A closed chain from each of its matrices on; another one as it is."""
    found = [chain]
    while chain.closed and len(found) < len(chain.letters):
        found.append(found[-1].turned)
    return found


_Node: TypeAlias = "tuple[Term | None, Term]"
"""An index of a product of matrices, with the set over which it is summed, if it is."""


def _instance(s: Session, chain: Chain, begin: int, end: int, identity: Identity) -> Theorem:
    """The identity between two places of a chain, times the matrices on both sides of it, summed."""
    names = [k.index(f"\U0010fffa{n}") for n in range(len(chain.letters) + 2)]
    nodes = list(zip(chain.sets, names, strict=False))
    if chain.closed:
        nodes.append(nodes[0])
    lefts, rights = nodes[: begin + 1], nodes[end:]
    of_right = None if chain.right is None or chain.right.op != "index" else (None, chain.right)
    if of_right is not None:
        rights[-1] = of_right
        lefts = [*lefts[:-1], of_right] if begin == len(chain.letters) else lefts
    if chain.left is not None and chain.left.op == "index":
        lefts[0] = None, chain.left
        rights = [lefts[0], *rights[1:]] if end == 0 and (len(rights) > 1 or of_right is None) else rights
    before, behind = chain.letters[:begin], chain.letters[end:]
    if begin == end and lefts[-1] == rights[0]:  # the identity stands where nothing stood: there is one more index
        if rights[0] == of_right:
            lefts[-1] = identity.sets[0], names[-1]
        else:
            rights[0] = identity.sets[1], names[-1]
    (_, row), (_, column) = lefts[-1], rights[0]
    theorem = substitute(identity.fact.theorem, ((identity.row, row), (identity.column, column)))
    factors = [*_between(before, lefts), *_between(behind, rights)]
    for vector, node in ((chain.left, lefts[0]), (chain.right, rights[-1])):
        if vector is not None and vector.op != "index":
            factors.append(k.replaced(vector, {LEFT: node[1]}))
    if factors:
        context = k.mul(*factors)
        left, right = (k.mul(context, side) for side in theorem.claim.args)
        theorem = algebra.field(left, right, (), ((context, theorem),))
    # the sum over what I equates comes first, so that it is taken away
    bound = {name: over for over, name in (rights[0], lefts[-1], *lefts, *rights) if over is not None}
    for name, over in bound.items():
        theorem = sums.sum_of_equals(over, theorem, name)
    return theorem


def _between(letters: tuple[Term, ...], nodes: Sequence[_Node]) -> list[Term]:
    """The matrices, each with the indices before and behind it."""
    pairs = zip(letters, pairwise(nodes), strict=True)
    return [k.replaced(letter, {LEFT: one[1], RIGHT: other[1]}) for letter, (one, other) in pairs]
