"""Sums over index sets of symbolic size, and the Kronecker delta that collapses them.

A sum is linear, factors free of its index come out, a delta in it picks the term it names, and what is left is a
:class:`~derivations.proof.atoms.Total`, in which the bound indices have canonical names and nested sums one order.
"""

from __future__ import annotations

from itertools import permutations

from flint import fmpq

from derivations.proof.atoms import Equal, Named, Renaming, Set, Term, Total, Variable
from derivations.proof.ratio import Ratio, factored
from derivations.proof.ring import Ring, Unsupported


def equal(ring: Ring, one: Term, other: Term) -> Ratio:
    """The Kronecker delta, decided where it can be."""
    if one.base == other.base:
        return ring.one if one.offset == other.offset else ring.zero
    known = ring.knowledge.same(one, other)
    if known is not None:
        return ring.one if known else ring.zero
    first, second = sorted((one, other), key=lambda term: term.rank)
    return ring.of(Equal(first, second))


def size(ring: Ring, over: Set) -> Ratio:
    """How many indices a set has."""
    if over.size is not None:
        return _quantity(ring, over.size)
    if over.last is None or over.first is None or over.first.base is not None:
        raise Unsupported(f"the set of indices {over.name} has no known size")
    if isinstance(over.last, Variable) and over.first.offset == 1:
        ring.sizes.add(over.last)
    return _quantity(ring, over.last) - ring.number(over.first.offset - 1)


def _quantity(ring: Ring, value: Term | Variable) -> Ratio:
    if isinstance(value, Variable):
        return ring.of(value)
    if value.base is not None:
        raise Unsupported("the size of an index set depends on an index")
    return ring.number(value.offset)


def contains(ring: Ring, over: Set, term: Term) -> bool:
    """Whether the index certainly lies in the set."""
    term = ring.knowledge.known(term)
    base = term.base
    if isinstance(base, Named) and base.over.within(over):
        return term.offset == 0
    return ring.knowledge.in_range(term, over)


def size_is_one(ring: Ring, over: Set) -> bool:
    """Whether a hypothesis says that the set has just one index."""
    return isinstance(over.last, Variable) and over.first == Term(None, 1) and ring.of(over.last).constant() == 1


def total(ring: Ring, index: Named, body: Ratio) -> Ratio:
    """The sum of ``body`` over the range of ``index``."""
    if size_is_one(ring, index.over):
        return ring.renamed(body, {index: Term(None, 1)})
    parts = ring.knowledge.parts(index.over)
    if parts:
        result = ring.zero
        for part in parts:
            here = ring.fresh(part)
            result = result + _total(ring, here, ring.renamed(body, {index: Term(here)}))
        return result
    return _total(ring, index, body)


def _total(ring: Ring, index: Named, body: Ratio) -> Ratio:
    body = body.reduced()
    bound, free = _split_denominator(ring, index, body)
    collected: dict[tuple[tuple[int, int], ...], Ratio] = {}
    result = ring.zero
    for powers, coefficient in body.terms():
        inside = {i: e for i, e in powers.items() if index in ring.bases[i]}
        outside = ring.monomial({i: e for i, e in powers.items() if i not in inside}, coefficient) * free
        delta = next((i for i in inside if isinstance(ring.atoms[i], Equal)), None)
        if delta is not None:
            del inside[delta]
            result = result + outside * _collapsed(ring, index, delta, ring.monomial(inside, fmpq(1)) * bound)
            continue
        key = tuple(sorted(inside.items()))
        collected[key] = collected[key] + outside if key in collected else outside
    for key, factor in collected.items():
        summand = (ring.monomial(dict(key), fmpq(1)) * bound).reduced()
        if index in ring.bases_of(summand):
            result = result + factor * _closed(ring, index, summand)
        else:
            result = result + factor * summand * size(ring, index.over)
    return result


def _split_denominator(ring: Ring, index: Named, body: Ratio) -> tuple[Ratio, Ratio]:
    """The reciprocals of the denominator's part that depends on the index, and of the part that does not."""
    depends = [index in ring.bases[i] for i, e in enumerate(body.den.degrees()) if e]
    whole = ring.one / ring.polynomial(body.den)
    if not any(depends):
        return ring.one, whole
    if all(depends):
        return whole, ring.one
    content, factors = factored(body.den)
    bound, free = ring.one, ring.one / ring.number(content)
    for factor, power in factors:
        piece = ring.one / ring.polynomial(factor) ** int(power)
        if index in ring.bases_of(ring.polynomial(factor)):
            bound = bound * piece
        else:
            free = free * piece
    return bound, free


def _collapsed(ring: Ring, index: Named, delta: int, rest: Ratio) -> Ratio:
    atom = ring.atoms[delta]
    assert isinstance(atom, Equal)
    mine, other = (atom.one, atom.other) if atom.one.base == index else (atom.other, atom.one)
    if other.base == index:
        raise Unsupported("a delta of an index and itself shifted")
    chosen = Term(other.base, other.offset - mine.offset)
    if not contains(ring, index.over, chosen):
        raise Unsupported("a delta under a sum names an index that may lie outside of the sum's range")
    return ring.renamed(rest, {index: chosen})


def _closed(ring: Ring, index: Named, summand: Ratio) -> Ratio:
    """The sum of one term that depends on the index, as an atom in canonical form."""
    atom = summand.atom()
    overs: tuple[Named, ...] = (index,)
    opened_body = summand
    if isinstance(atom, Total):
        opened_body, inner = opened(ring, atom)
        overs = (index, *inner)
    else:
        opened_body, overs = _flattened(ring, index, summand)
    if len(overs) > 4:
        raise Unsupported("more than four sums are nested")
    height = 1 + ring.height_of(opened_body)
    if len(overs) == 1:
        return ring.of(Total((index.over,), ring.renamed(summand, {index: Term(height)}).reduced(), height))
    forms = []
    for order in permutations(overs):
        where: Renaming = {named: Term(height + i) for i, named in enumerate(order)}
        body = ring.renamed(opened_body, where).reduced()
        forms.append((tuple(repr(named.over) for named in order), body.key, tuple(n.over for n in order), body))
    _, _, sets, body = min(forms, key=lambda form: form[:2])
    return ring.of(Total(sets, body, height))


def _flattened(ring: Ring, index: Named, summand: Ratio) -> tuple[Ratio, tuple[Named, ...]]:
    """The summand with the sums in it that depend on the index opened, each power with indices of its own."""
    overs: tuple[Named, ...] = (index,)
    body = summand
    degrees, below = summand.num.degrees(), summand.den.degrees()
    nested = [i for i in summand.places() if isinstance(ring.atoms[i], Total) and index in ring.bases[i]]
    if any(below[i] for i in nested):
        return summand, overs
    for place in nested:
        within = ring.atoms[place]
        assert isinstance(within, Total)
        if len(overs) + int(degrees[place]) * len(within.over) > 4:
            return summand, (index,)
        for _ in range(int(degrees[place])):
            inside, inner = opened(ring, within)
            body = body / ring.polynomial(ring.context.gen(place)) * inside
            overs = (*overs, *inner)
    return body.reduced(), overs


def opened(ring: Ring, atom: Total) -> tuple[Ratio, tuple[Named, ...]]:
    """The body of a sum with its bound indices replaced by fresh names."""
    named = tuple(ring.fresh(over) for over in atom.over)
    return ring.renamed(atom.body, {atom.height + i: Term(name) for i, name in enumerate(named)}), named
