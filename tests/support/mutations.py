"""Ways to make a true claim false: small changes to one side, each of a kind that people make by mistake.

A change is made to one node of a side; ``KINDS`` says what may be written in its place.
"""

from collections.abc import Callable, Iterator

import sympy
from sympy import Add, Integer, Mul, Pow, Rational, Symbol, exp, log

from derivations.notation import Cases, Entry, Index, Kronecker, Lim, Partial, Prime, Sum, Vector, rebuilt
from derivations.notation.network import is_layer
from derivations.notation.operators import Functional
from derivations.proof import Claim

Nodes = Iterator[sympy.Basic]
TWO = Integer(2)


def product(*factors):
    return Mul(*factors, evaluate=False)


def negative(node):
    return product(Integer(-1), node)


def plus(node, number):
    """A sum that is carried out, as numbers and layers are written."""
    with sympy.evaluate(True):
        return node + number


# -- one function for each kind: what may stand in place of a node, given all that the claim speaks of


def sign(node, spoken) -> Nodes:
    if isinstance(node, Add):
        for place, term in enumerate(node.args):
            yield Add(*node.args[:place], negative(term), *node.args[place + 1 :], evaluate=False)


def opposite(node, spoken) -> Nodes:
    if isinstance(node, Mul | Entry | Symbol | Partial) and not isinstance(node, Index):
        yield negative(node)


def exponent(node, spoken) -> Nodes:
    if isinstance(node, Pow) and isinstance(node.exp, Rational):
        yield Pow(node.base, plus(node.exp, 1), evaluate=False)
        yield Pow(node.base, plus(node.exp, -1), evaluate=False)
    elif isinstance(node, Entry):
        yield Pow(node, TWO, evaluate=False)


def exponent_sign(node, spoken) -> Nodes:
    if isinstance(node, exp):
        yield exp(negative(node.args[0]), evaluate=False)


def factor_doubled(node, spoken) -> Nodes:
    if isinstance(node, Mul | Pow | Sum | Entry | Partial | exp | log):
        yield product(TWO, node)


def factor_dropped(node, spoken) -> Nodes:
    if isinstance(node, Mul):
        for place, factor in enumerate(node.args):
            if not isinstance(factor, Vector):
                yield product(*node.args[:place], *node.args[place + 1 :])


def term_doubled(node, spoken) -> Nodes:
    if isinstance(node, Add):
        for term in node.args:
            yield Add(*node.args, term, evaluate=False)


def term_dropped(node, spoken) -> Nodes:
    if isinstance(node, Add):
        for place in range(len(node.args)):
            yield Add(*node.args[:place], *node.args[place + 1 :], evaluate=False)


def index(node, spoken) -> Nodes:
    if isinstance(node, Entry | Kronecker):
        for place, one in enumerate(node.args):
            for other in spoken.indices:
                if isinstance(one, Index) and other != one and other.range == one.range:
                    yield node.func(*node.args[:place], other, *node.args[place + 1 :])


def quantity(node, spoken) -> Nodes:
    if isinstance(node, Entry):
        for other in spoken.families:
            if other != node.family and spoken.families[other] == len(node.args):
                yield node.func(other, *node.args[1:])
    elif isinstance(node, Symbol) and not isinstance(node, Index):
        yield from (other for other in spoken.symbols if other != node)


def layer(node, spoken) -> Nodes:
    if isinstance(node, Entry):
        for place, one in enumerate(node.args):
            if place and is_layer(one):
                yield node.func(*node.args[:place], plus(one, -1), *node.args[place + 1 :])


def sum_range(node, spoken) -> Nodes:
    if isinstance(node, Sum):
        if node.without:
            yield Sum(node.body, node.index)
        yield from (
            Sum(node.body, node.index, without=(*node.without, other))
            for other in spoken.free
            if other.range == node.index.range and other not in node.without
        )


def sum_dropped(node, spoken) -> Nodes:
    if isinstance(node, Sum):
        yield from (node.body.xreplace({node.index: other}) for other in spoken.free if other.range == node.index.range)


def upside_down(node, spoken) -> Nodes:
    if isinstance(node, Pow) and node.exp == -1:
        yield node.base
    elif isinstance(node, Mul) and not node.has(Vector) and any(_is_below(factor) for factor in node.args):
        yield Pow(node, Integer(-1), evaluate=False)


def _is_below(factor) -> bool:
    return isinstance(factor, Pow) and bool(factor.exp.is_negative)


def average(node, spoken) -> Nodes:
    if isinstance(node, Mul):
        for place, factor in enumerate(node.args):
            if isinstance(factor, Pow) and factor.exp == -1 and factor.base in spoken.sizes:
                yield product(*node.args[:place], *node.args[place + 1 :])


def constant(node, spoken) -> Nodes:
    if isinstance(node, Rational):
        yield plus(node, 1)
        if node not in (0, 1):
            yield Rational(node.p, 2 * node.q)


def derivative_of_function(node, spoken) -> Nodes:
    if isinstance(node, Prime):
        yield node.of
        yield Prime(node.of, plus(node.order, 1))
    elif isinstance(node, Functional) and len(node.args) == 1:
        yield Prime(node, Integer(1))


def derivative_dropped(node, spoken) -> Nodes:
    if isinstance(node, Partial):
        yield node.of
        yield Partial(node.by, node.of) if isinstance(node.of, Entry) else Partial(Partial(node.of, node.by), node.by)


def transposed(node, spoken) -> Nodes:
    if isinstance(node, Entry) and len(node.args) >= 3:
        *others, one, other = node.args
        neurons = [i for i in (one, other) if isinstance(i, Index) and i.range.first == 1]
        if len(neurons) == 2 and one != other:
            yield node.func(*others, other, one)


def delta(node, spoken) -> Nodes:
    if isinstance(node, Kronecker):
        yield Integer(1)
        yield Integer(0)
        yield Add(Integer(1), negative(node), evaluate=False)


def other_function(node, spoken) -> Nodes:
    if isinstance(node, exp):
        yield node.args[0]
    elif isinstance(node, log):
        yield node.args[0]
        yield log(product(TWO, node.args[0]), evaluate=False)


def limit_case(node, spoken) -> Nodes:
    if isinstance(node, Lim):
        yield Lim(node.of, node.variable, Integer(0) if node.point is sympy.oo else sympy.oo)
        yield node.of
    elif isinstance(node, Cases):
        yield Cases(node.index, node.member, node.outside, node.inside)
        yield node.outside


KINDS: dict[str, Callable[[sympy.Basic, object], Nodes]] = {
    "the sign of an exponent": exponent_sign,
    "a sign in a sum": sign,
    "the opposite": opposite,
    "an exponent": exponent,
    "a missing average": average,
    "a factor 2": factor_doubled,
    "a dropped factor": factor_dropped,
    "a doubled term": term_doubled,
    "a dropped term": term_dropped,
    "j for k": index,
    "y for a": quantity,
    "a layer too low": layer,
    "the range of a sum": sum_range,
    "one term for a sum": sum_dropped,
    "numerator for denominator": upside_down,
    "a wrong constant": constant,
    "σ for σ′": derivative_of_function,
    "a dropped or repeated derivative": derivative_dropped,
    "a transposed weight": transposed,
    "a delta of the wrong case": delta,
    "no exp, no ln": other_function,
    "the limit of the wrong case": limit_case,
}
RELATION = "the relation, or its strictness"
RELATIONS = {"=": "<>", "<": ">", "≤": "<≥", ">": "<", "≥": ">≤", "≠": "=", "⟺": "", "⇒": ""}
"""What may stand in place of a relation."""


class Spoken:
    """What a claim speaks of: indices, families with how many arguments they have, symbols, sizes of index sets."""

    def __init__(self, claim: Claim) -> None:
        atoms = set().union(*(side.atoms(Index, Symbol, Entry) for side in claim.sides))
        self.indices = sorted((a for a in atoms if isinstance(a, Index)), key=str)
        self.free = sorted((s for s in claim.free_symbols if isinstance(s, Index)), key=str)
        entries = sorted((a for a in atoms if isinstance(a, Entry)), key=str)
        self.families = {entry.family: len(entry.args) for entry in entries}
        names = {family.name for family in self.families}
        self.sizes = {i.range.last for i in self.indices if i.range.last is not None}
        self.symbols = sorted(
            (
                a
                for a in atoms
                if type(a) is Symbol and a not in self.sizes and str(a) not in names and "°" not in str(a)
            ),
            key=str,
        )


def mutants(claim: Claim) -> Iterator[tuple[str, Claim]]:
    """All mutants of a claim, each with its kind; each claim once."""
    spoken, seen = Spoken(claim), {str(claim)}
    with sympy.evaluate(False):
        for kind, made in _all(claim, spoken):
            if str(made) not in seen:
                seen.add(str(made))
                yield kind, made


def _all(claim, spoken) -> Iterator[tuple[str, Claim]]:
    for other in RELATIONS.get(claim.relation, ""):
        yield RELATION, Claim(claim.lhs, other, claim.rhs)
    for kind, change in KINDS.items():
        for side in _changed(claim.rhs, change, spoken):
            yield kind, Claim(claim.lhs, claim.relation, side)
        for side in _changed(claim.lhs, change, spoken):
            yield kind, Claim(side, claim.relation, claim.rhs)


def _changed(node, change, spoken) -> Nodes:
    """The side with one of its nodes changed."""
    if isinstance(node, Index) or not isinstance(node, sympy.Basic):
        return
    yield from change(node, spoken)
    for place, part in enumerate(node.args):
        if _is_bound(node, place):
            continue
        for new in _changed(part, change, spoken):
            try:
                yield rebuilt(node, [*node.args[:place], new, *node.args[place + 1 :]])
            except (TypeError, ValueError, AttributeError):
                continue  # there is no such expression


def _is_bound(node, place) -> bool:
    """Whether a part of a node says what is bound, or names a family, rather than being an expression."""
    if isinstance(node, Entry | Kronecker):
        return True
    if isinstance(node, Sum | Vector | Lim | Partial | sympy.Derivative):
        return place > 0
    return isinstance(node, Cases) and place < 2
