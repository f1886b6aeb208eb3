"""Sums and products over ranges of indices, however the range is written, and limits."""

from __future__ import annotations

from collections.abc import Sequence

import sympy
from sympy import Expr, Integer, Symbol

from derivations.document.elaboration.dimensions import SET, Key
from derivations.document.elaboration.quantities import Quantities
from derivations.document.elaboration.starts import end_of, start_of, summed
from derivations.document.elaboration.values import (
    Axis,
    Value,
    negated,
    quotient,
)
from derivations.document.syntax.approaches import approach_of
from derivations.document.syntax.commands import OMISSION
from derivations.document.syntax.names import (
    shown,
)
from derivations.document.syntax.nodes import Big, Bracket, Name, Node, Number, Related, Scripted, walk
from derivations.document.syntax.patterns import (
    INFINITY,
    arguments_of,
    averaged_over,
    bound_by,
    is_infinite,
    letters,
    listed,
    written,
)
from derivations.document.syntax.tokens import NotUnderstood
from derivations.notation import Index, Lim, Sum, replaced
from derivations.notation.operators import relu


def big_operator(meaning: Quantities, big: Big, rest: list[Node], before: Sequence[Node]) -> tuple[Value, int]:
    """What a sum, product, limit or maximum makes of all that follows it, and the place behind that."""
    count = len(before) + 1 + len(rest)
    if big.kind in ("sum", "prod"):
        if not rest:
            raise NotUnderstood("a sum of nothing", big.start)
        return _sum_of(meaning, big, rest, before), count
    if big.kind == "lim":
        return _limit_of(meaning, big, rest), count
    arguments = arguments_of(rest[0]) if big.sub is None and rest and isinstance(rest[0], Bracket) else ()
    if len(arguments) == 2:
        return _larger(meaning, big, arguments), len(before) + 2
    raise NotUnderstood(f"{big.kind}", big.start)


def _larger(meaning: Quantities, big: Big, arguments: Sequence[Node]) -> Value:
    """``max(a, b)`` and ``min(a, b)``: half of their sum, and half of their distance more or less."""
    zero = [argument for argument in arguments if isinstance(argument, Number) and argument.value == 0]
    others = [argument for argument in arguments if argument not in zero]
    if big.kind == "max" and len(zero) == 1 and len(others) == 1:
        return meaning.value(others[0]).mapped(relu)
    one, other = map(meaning.scalar, arguments)
    distance = sympy.Abs(sympy.Add(one, negated(other), evaluate=False), evaluate=False)
    gap = distance if big.kind == "max" else negated(distance)
    return Value(quotient(sympy.Add(one, other, gap, evaluate=False), Integer(2)))


def _sum_of(meaning: Quantities, big: Big, rest: list[Node], before: Sequence[Node]) -> Value:
    with meaning.binding():
        axes = [_bound_axis(meaning, name, big, before) for name in bound_by(big)]
        starts = [start_of(name, big) for name in bound_by(big)]
        if not axes:
            raise NotUnderstood("a sum that does not say what it sums over", big.start)
        without = _left_out(meaning, big)
        if without and starts != [1] * len(axes):
            raise NotUnderstood("a sum that leaves something out and does not begin with 1", big.start)
        body = meaning.product(list(rest))
        if big.sup is None and len(axes) == 1 and axes[0].index not in body.body.free_symbols and not without:
            meaning.example = axes[0]
            meaning.dims.join(("examples",), axes[0].key)
            _depends_on_example(meaning, rest)
            body = meaning.product(list(rest))
    inner = body.body
    if big.kind == "prod":
        if body.rank:
            raise NotUnderstood("a product of vectors", big.start)
        inner = sympy.log(inner, evaluate=False)
    for axis, start in zip(reversed(axes), reversed(starts), strict=True):
        if start != 1:
            inner = summed(meaning, inner, axis, start, big.sup is not None and end_of(start, big.sup)[1])
        else:
            inner = Sum(inner, axis.index, without=tuple(without.get(axis.index, ())))
    if big.kind == "prod":
        inner = sympy.exp(inner, evaluate=False)
    return Value(inner, body.axes, body.row)


def _bound_axis(meaning: Quantities, name: Name, big: Big, before: Sequence[Node]) -> Axis:
    within = _set_of(name, big)
    key: Key = ("bound" if within is None else "member", meaning.place, big.start, name.key)
    meaning.dims.name(key, letters(name))
    for part in listed(big.sub):
        if isinstance(part, Related) and part.relations not in (("=",), ("≠",), ("∈",)):
            raise NotUnderstood("a sum over a range that is not understood", part.start)
    if within is not None:
        apart = key if any(name.text == OMISSION for name in within.names) else None  # {1, ..., n} and {1, ..., m}
        meaning.dims.join((SET, written(within), apart), key)
    if big.sup is not None:
        meaning.dims.give_size(key, size_of(meaning, end_of(start_of(name, big), big.sup)[0]))
    elif (count := averaged_over(before)) is not None and count.key not in meaning.parameters:
        meaning.dims.give_size(key, Symbol(shown(count.text, count.accents), integer=True, positive=True))
    axis = Axis(Index(shown(name.text, name.accents, name.font), meaning.range_of(key)), key)
    meaning.bound[name.key] = axis
    return axis


def _set_of(name: Name, big: Big) -> Node | None:
    """The set whose members an index is, which is not known to be infinite."""
    for part in listed(big.sub):
        if isinstance(part, Related) and part.relations == ("∈",) and name in listed(part.parts[0]):
            within = part.parts[1]
            if is_infinite(within):
                raise NotUnderstood(f"a {big.kind} over infinitely many {letters(name)}", within.start)
            return within
    return None


def size_of(meaning: Quantities, node: Node) -> Expr:
    """How many indices there are, by the upper end of a sum or the number of the last component."""
    names = node.names
    if any(name.text == INFINITY or name.key in meaning.others for name in names):
        raise NotUnderstood("a sum, or a product, with infinitely many terms", node.start)
    if any(name.key in meaning.parameters for name in names):
        raise NotUnderstood("a sum whose upper end is an argument of a function", node.start)
    if isinstance(node, Name) and node.key in meaning.bound:
        return meaning.bound[node.key].index
    if any(name.key in meaning.bound for name in names):
        raise NotUnderstood("a sum whose upper end is not the index itself", node.start)
    for name in names:
        meaning.is_end(name)
    if isinstance(node, Number) and node.value.denominator == 1 and 1 <= node.value <= 1000:
        return Integer(int(node.value))
    if isinstance(node, Name):
        return Symbol(shown(node.text, node.accents), integer=True, positive=True)
    if isinstance(node, Scripted) and isinstance(node.base, Name):
        text = shown(node.base.text) + "_" + written(node.sub) if node.sub is not None else shown(node.base.text)
        return Symbol(text + (f"^{written(node.sup)}" if node.sup is not None else ""), integer=True, positive=True)
    raise NotUnderstood("the upper end of a sum", node.start)


def _left_out(meaning: Quantities, big: Big) -> dict[Index, list[Expr]]:
    found: dict[Index, list[Expr]] = {}
    for part in listed(big.sub):
        if isinstance(part, Related) and part.relations == ("≠",):
            first, other = part.parts
            for name in listed(first):
                if not isinstance(name, Name) or name.key not in meaning.bound:
                    raise NotUnderstood("what a sum leaves out", part.start)
                axis = meaning.bound[name.key]
                for point in listed(other):
                    found.setdefault(axis.index, []).append(meaning.index(point, axis.key))
    return found


def _depends_on_example(meaning: Quantities, rest: list[Node]) -> None:
    """In a sum over examples the quantities depend on the example, parameters do not."""
    for node in rest:
        for part in walk(node):
            if isinstance(part, Name) and not meaning.is_parameter(part):
                for text, (key, _) in meaning.families.items():
                    if key == part.key and text not in meaning.by_example:
                        meaning.by_example.add(text)
                        meaning.changed = True


def _limit_of(meaning: Quantities, big: Big, rest: list[Node]) -> Value:
    """A limit from above; from below, or to minus infinity, the variable is mirrored."""
    approach = approach_of(big)
    if approach is None:
        raise NotUnderstood("a limit that does not say where to", big.start)
    if not rest:
        raise NotUnderstood("a limit of nothing", big.start)
    symbol, to = meaning.scalar(approach.variable), meaning.scalar(approach.point)
    if not isinstance(symbol, Symbol):
        raise NotUnderstood("a limit by something that is not a quantity", approach.variable.start)
    value = meaning.product(list(rest))
    if to is sympy.S.NegativeInfinity:
        return value.mapped(lambda u: Lim(replaced(u, {symbol: negated(symbol)}), symbol, sympy.oo))
    if to.is_finite is not False and (approach.side == "-" or (not approach.side and meaning.from_below)):
        opposite = negated(symbol)
        twice = sympy.Mul(Integer(2), to, evaluate=False)
        mirrored = opposite if to == 0 else sympy.Add(twice, opposite, evaluate=False)
        return value.mapped(lambda u: Lim(replaced(u, {symbol: mirrored}), symbol, to))
    return value.mapped(lambda u: Lim(u, symbol, to))
