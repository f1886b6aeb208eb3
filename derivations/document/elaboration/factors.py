"""Products: factors beside one another, what belongs together among them, and how they are multiplied."""

from __future__ import annotations

from typing import TypeGuard

from sympy import Expr, Integer, Symbol

from derivations.document.elaboration import calls, derivatives, sums
from derivations.document.elaboration.dimensions import Key
from derivations.document.elaboration.quantities import Quantities
from derivations.document.elaboration.survey import bare_keys
from derivations.document.elaboration.values import (
    RankMismatch,
    Value,
    multiplied,
    quotient,
)
from derivations.document.syntax.names import (
    COUNTS,
    VECTOR_LETTERS,
    shown,
)
from derivations.document.syntax.nodes import (
    Big,
    Bracket,
    Differential,
    Nabla,
    Name,
    Node,
    Number,
    Operator,
    Quotient,
    Related,
    Scripted,
    Terms,
    base_of,
)
from derivations.document.syntax.patterns import (
    are_same,
    is_indicator,
    is_list,
    is_plain_name,
    is_transpose,
    listed,
    members,
    mentions,
    row_of,
)
from derivations.document.syntax.tokens import NotUnderstood
from derivations.notation import Family, Kronecker


def product_of(meaning: Quantities, items: list[Node]) -> Value:
    """The product of factors beside one another."""
    place, found, operator = 0, None, ""
    divided, last = False, (items[0], Value(Integer(1)))
    while place < len(items):
        item = items[place]
        if isinstance(item, Operator):
            operator = item.text
            place += 1
            continue
        start = item.start
        value, place = application(meaning, items, place)
        if found is None:
            found = value
        elif operator == "/":
            if value.rank:
                raise NotUnderstood("a division by a vector", start)
            found = Value(quotient(found.body, value.body), found.axes, found.row)
            divided = True
        else:
            if divided and operator == "":
                meaning.doubts.append("what stands behind a slash may belong to the denominator")
            if operator == "∘":
                if not (found.rank and value.rank):
                    raise NotUnderstood("a composition of functions, or a product by components", start)
                operator = "⊙"
            _needs_a_vector(meaning, found, value, item, follows=place < len(items))
            if not found.rank and operator == "":
                _needs_a_matrix(meaning, *last, value)
            if operator in ("×", "*") and found.rank and value.rank:
                raise NotUnderstood("a product of two vectors, of which there are several", start)
            found = multiplied(meaning.dims, found, value, start, operator)
        operator, last = "", (item, value)
    assert found is not None
    return found


def _needs_a_matrix(meaning: Quantities, item: Node, before: Value, value: Value) -> None:
    """Before a vector or a matrix a bare capital letter is a matrix, unless it is one of those that count."""
    name = base_of(item)
    if not isinstance(before.body, Symbol) or not value.rank or value.row or not is_capital(meaning, item):
        return
    if isinstance(name, Name) and name.text not in COUNTS:
        raise RankMismatch("a matrix before a vector, read as a number", item.start, 0, 2, item)
    meaning.taken.append(f"if {before.body} is a number")


def is_capital(meaning: Quantities, item: Node) -> bool:
    """Whether an item is a capital letter of which nothing is said, with a label or words as its scripts perhaps."""
    name = base_of(item)
    plain = isinstance(item, Name) or (isinstance(item, Scripted) and not item.primes and _is_labelled(meaning, item))
    if not plain or not isinstance(name, Name) or name.font in ("bb", "cal") or len(name.text) != 1:
        return False
    said = meaning.is_given(name.key) or name.key in meaning.scalars | meaning.numbers or meaning.is_defined(name.key)
    return name.text.isupper() and not said and name.key not in meaning.survey.sizes


def _is_labelled(meaning: Quantities, item: Scripted) -> bool:
    """Whether scripts are a layer's label or the words of a name: ``W^l``, ``W_1``."""
    return item.sup is None or meaning.layer(item.sup) is not None


def _needs_a_vector(meaning: Quantities, before: Value, value: Value, item: Node, follows: bool) -> None:
    """Behind a matrix or a transposed vector a bare letter is a vector, or a matrix between vectors, not a number."""
    if value.rank or not (before.rank == 2 or before.row):
        return
    base = base_of(item)
    counts = isinstance(base, Name) and base.text in COUNTS
    if is_capital(meaning, item) and (follows if before.row else not counts):
        raise RankMismatch("a matrix or a transposed vector before a number", item.start, 0, 2, item)
    if isinstance(item, Scripted) and isinstance(item.base, Name) and item.sub is not None and not item.primes:
        base = item.base
        indexed = all(meaning.is_index(member, base.key) for member in listed(item.sub))
        if indexed and base.text in VECTOR_LETTERS and not base.font and len(listed(item.sub)) == 1 and before.row:
            raise RankMismatch("a transposed vector before a number", item.start, 0, 1, item)
        return
    if isinstance(item, Bracket) and isinstance(item.body, Terms) and before.row:
        if all(is_plain_name(term) for _, term in item.body.terms):
            raise RankMismatch("a transposed vector before a number", item.start, 0, 1, item)
        return
    layered = isinstance(item, Scripted) and not item.primes and meaning.layer(item.sup) is not None
    name = base_of(item) if layered else item  # ``w^l a^{l-1}``
    if not isinstance(name, Name) or name.font:
        return
    if meaning.is_given(name.key) or name.key in meaning.scalars:
        return
    if name.text in VECTOR_LETTERS:
        raise RankMismatch("a matrix or a transposed vector before a number", item.start, 0, 1, item)
    if before.row and len(name.text) == 1 and name.text.isupper() and name.text not in COUNTS:
        raise RankMismatch("a transposed vector before a number", item.start, 0, 2, item)


def application(meaning: Quantities, items: list[Node], place: int) -> tuple[Value, int]:
    """The value of the items that belong together from a place on, and the place behind them."""
    item = items[place]
    rest = items[place + 1 :]
    match item:
        case Big():
            return sums.big_operator(meaning, item, rest, items[:place])
        case Differential(None, by):
            if not rest:
                raise NotUnderstood("a derivative of nothing", item.start)
            if isinstance(rest[0], Bracket):
                return derivatives.derivative(meaning, meaning.value(rest[0]), by, item), place + 2
            return derivatives.derivative_of(meaning, row_of(rest), by, item), len(items)
        case Differential(_, (by, *_)) if rest and _is_point(rest[0]):
            if are_same(rest[0].body, by):
                return meaning.value(item), place + 2
            raise NotUnderstood("a derivative at a point, or its product with what stands in brackets", rest[0].start)
        case Bracket("(", body) if rest and isinstance(rest[0], Bracket):
            if any((found := meaning.glossary.of(key, None)) and found[0].parameters for key in bare_keys(body)):
                raise NotUnderstood("functions in brackets before an argument, or a product", item.start)
        case Scripted(Name("∂" | "D" as mark), Name() | Scripted() as by, None, 0) if rest:
            quantity = derivatives.by_which(meaning, mark, by)
            if quantity is not None:
                return _differentiated(meaning, items, place, (quantity,))
        case Bracket() if is_list(item) and place and not isinstance(items[place - 1], Number | Quotient | Operator):
            raise NotUnderstood("a product with a list, or a function of several quantities", item.start)
        case Nabla(None, order=order) if len(by := _arguments_of(meaning, rest)) > 1:
            after = 2 if len(rest) > 1 and isinstance(rest[1], Bracket) else 1
            return meaning.value(derivatives.gradient(row_of(rest[:after]), by, order)), place + after + 1
        case Nabla(by, order=order):
            by = by if by is not None or not rest else _argument_of(meaning, rest)
            if by is None or not rest:
                raise NotUnderstood("∇ without the quantity that it differentiates by", item.start)
            return _differentiated(meaning, items, place, (by,) * order)
        case Name() if is_indicator(item) and rest:
            indicated = indicator(meaning, rest[0])
            if indicated is not None:
                return indicated, place + 2
    name = base_of(item)
    if isinstance(name, Name):
        called = calls.call_at(meaning, item, name, items, place)
        if called is not None:
            return called
    if isinstance(item, Number) and item.value == 1 and rest and isinstance(rest[0], Bracket) and rest[0].kind == "{":
        indicated = indicator(meaning, rest[0])
        if indicated is not None:
            return indicated, place + 2
    return meaning.value(item), place + 1


def _is_point(node: Node) -> TypeGuard[Bracket]:
    """Whether a bracket behind a derivative may say where it is taken."""
    return isinstance(node, Bracket) and node.kind == "(" and isinstance(node.body, Name | Number | Scripted)


def _differentiated(meaning: Quantities, items: list[Node], place: int, by: tuple[Node, ...]) -> tuple[Value, int]:
    """The derivative that ∇ makes of the product behind it, up to an operator, as d/dx does, and the place behind that.

    A bracket is all that it acts on, and so is what depends on the quantity itself before more that does.
    """
    value, after = application(meaning, items, place + 1)
    end = next((i for i in range(after, len(items)) if isinstance(items[i], Operator)), len(items))
    name, first, rest = base_of(by[0]), items[place + 1], items[after:end]
    if not rest or isinstance(first, Bracket) or not isinstance(name, Name):
        return derivatives.derivative(meaning, value, by, items[place]), after
    form = isinstance(first, Scripted) and is_transpose(first.sup)
    dependent = any(
        key == name.key or meaning.is_defined(key) for item in items[place + 1 : after] for key in item.keys
    )
    if dependent and not form and any(mentions(item, {name.key}) for item in rest):
        meaning.doubts.append("the text does not say how far a derivative without brackets reaches")
        return derivatives.derivative(meaning, value, by, items[place]), after
    return derivatives.derivative_of(meaning, row_of(items[place + 1 : end]), by, items[place]), end


def _argument_of(meaning: Quantities, items: list[Node]) -> Node | None:
    """What a bare ∇ differentiates a function by: its one argument."""
    found = _arguments_of(meaning, items)
    return found[0] if len(found) == 1 else None


def _arguments_of(meaning: Quantities, items: list[Node]) -> tuple[Node, ...]:
    """The arguments of a function that are names: those at which it is written, or those of its definition."""
    name = items[0] if items and isinstance(items[0], Name) else None
    if name is None:
        return ()
    if len(items) > 1 and isinstance(items[1], Bracket):
        arguments = tuple(members(items[1].body))
        return arguments if all(isinstance(one, Name | Scripted) and is_plain_name(one) for one in arguments) else ()
    entry = meaning.glossary.of(name.key, None)
    return entry[0].parameters if entry is not None else ()


def indicator(meaning: Quantities, bracket: Node) -> Value | None:
    """``1{i = j}``: 1 where an equation holds, else 0."""
    if not isinstance(bracket, Bracket) or not isinstance(bracket.body, Related):
        return None
    related = bracket.body
    if related.relations == ("=",):
        one, other = related.parts
        names = [side for side in (one, other) if isinstance(side, Name)]
        if len(names) == 2 and any(meaning.is_index(side, "") for side in names):
            return kronecker(meaning, one, other)
        if isinstance(other, Name | Number) and isinstance(one, Name | Scripted):
            return _label_indicator(meaning, one, other)
    raise NotUnderstood("an indicator of a condition that is not an equation of indices", bracket.start)


def _label_indicator(meaning: Quantities, label: Node, member: Node) -> Value:
    """``1{y = k}``: 1 for the class k that the label y names."""
    base = base_of(label)
    if not isinstance(base, Name):
        raise NotUnderstood("an indicator", label.start)
    text = f"1{{{shown(base.text, base.accents, base.font)}=·}}"
    where: list[Expr] = []
    if isinstance(label, Scripted):
        if label.sup is not None:
            kind, what = meaning.superscript(base, label.sup)
            if kind != "example":
                raise NotUnderstood("an indicator", label.start)
            where.append(meaning.index(what, ("slot", text, "example")))
        for number, inner in enumerate(listed(label.sub)):
            where.append(meaning.index(inner, ("slot", text, f"sub{number}")))
    where.append(meaning.index(member, ("slot", text, "class")))
    meaning.families[text] = (text, None)
    meaning.doubts.append("an indicator is 0 or 1")
    return Value(Family(text)[tuple(where)])


def is_kronecker(meaning: Quantities, node: Scripted) -> bool:
    """Whether a delta has two indices, so that it is not the error of a neuron."""
    members = listed(node.sub)
    return len(members) == 2 and all(isinstance(member, Name) and meaning.is_index(member, "") for member in members)


def kronecker(meaning: Quantities, one: Node, other: Node) -> Value:
    """The Kronecker delta of two indices."""
    meaning._fresh += 1
    slot: Key = ("kronecker", meaning.place, one.start, meaning._fresh)
    return Value(Kronecker(meaning.index(one, slot), meaning.index(other, slot)))
