"""Where sums and products begin: what one from 0 or 2 has more, or less, than the one from 1."""

from __future__ import annotations

from collections.abc import Iterator

import sympy
from sympy import Expr, Integer

from derivations.document.elaboration.quantities import Quantities
from derivations.document.elaboration.values import Axis, negated
from derivations.document.syntax.names import of_key
from derivations.document.syntax.nodes import Big, Name, Node, Number, Related, Terms
from derivations.document.syntax.patterns import listed
from derivations.document.syntax.tokens import NotUnderstood
from derivations.notation import Entry, Sum, replaced

STARTS = (0, 1, 2)
"""Where a sum may begin: what is from 2 on has a term less, if there is one term."""


def start_of(name: Name, big: Big) -> int:
    """The first value of an index that a sum binds; 1 where it does not say."""
    for part in listed(big.sub):
        match part:
            case Related((Name() as bound, Number(value)), ("=",)) if bound.key == name.key and value in STARTS:
                if big.sup is None:
                    raise NotUnderstood("a sum without its upper end", big.start)
                return int(value)
            case Related((Name() as bound, first), ("=",)) if bound.key == name.key:
                raise NotUnderstood("a sum that does not begin with 0, 1 or 2", first.start)
    return 1


def end_of(start: int, end: Node) -> tuple[Node, bool]:
    """How many terms a sum with an end has, and whether it is one from 0 to n - 1, which has n."""
    match end:
        case Terms(((1, Name() as count), (-1, Number(value)))) if start == 0 and value == 1:
            return count, True
    return end, False


def summed(meaning: Quantities, body: Expr, axis: Axis, start: int, shifted: bool) -> Expr:
    """The sum of a body over an index from 0 or 2 on; its range is that of the sum from 1 on."""
    index = axis.index
    if start == 0:
        for key in set(_families(meaning, body, axis)):
            if key not in meaning.from_zero:
                meaning.from_zero.add(key)
                meaning.changed = True
            if key in meaning.survey.plain or key in meaning.declared:
                meaning.taken.append(f"if the components of {of_key(key)} are numbered from 1 on")
            meaning.doubts.append(f"whether the components of {of_key(key)} are numbered from 0 on is not said")
    if shifted:
        return Sum(replaced(body, {index: sympy.Add(index, Integer(-1))}), index)
    other = replaced(body, {index: Integer(start // 2)})
    return sympy.Add(Sum(body, index), other if start == 0 else negated(other), evaluate=False)


def _families(meaning: Quantities, body: Expr, axis: Axis) -> Iterator[str]:
    """The keys of the families of which a sum takes the members."""
    for part in body.atoms(Entry):
        if any(axis.index in place.free_symbols for place in part.args[1:]):
            yield meaning.families.get(part.family.name, (part.family.name, None))[0]
