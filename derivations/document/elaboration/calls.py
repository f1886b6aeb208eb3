"""Functions at their arguments: the field's, those that the document defines, and those of which nothing is said."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import sympy
from sympy import Function, Integer, Symbol

from derivations.document.elaboration import statistics
from derivations.document.elaboration.elementwise import ELEMENTWISE, STANDARD, differentiated
from derivations.document.elaboration.events import at_values
from derivations.document.elaboration.glossary import Defined, Label
from derivations.document.elaboration.quantities import Quantities
from derivations.document.elaboration.survey import bare_keys
from derivations.document.elaboration.unknown_functions import is_bound_index, opaque, undetermined
from derivations.document.elaboration.values import (
    RankMismatch,
    Value,
    multiplied,
    quotient,
    transposed,
)
from derivations.document.syntax.commands import FUNCTION_WORDS
from derivations.document.syntax.names import (
    ACTIVATIONS,
    CIRCULAR,
    ELEMENTARY,
    FUNCTION_LETTERS,
    ORDERS,
    is_word,
    shown,
)
from derivations.document.syntax.nodes import (
    Applied,
    Bracket,
    Name,
    Node,
    Number,
    Operator,
    Related,
    Row,
    Scripted,
    Terms,
    base_of,
    walk,
)
from derivations.document.syntax.patterns import (
    alone,
    are_plain_names,
    are_same,
    arguments_of,
    is_letter,
    is_plain_name,
    is_statistic,
    is_transpose,
    listed,
    written,
)
from derivations.document.syntax.tokens import NotUnderstood
from derivations.notation import Family, Index, Partial, Prime, Sum, replaced


def field_function(meaning: Quantities, name: Name) -> str | None:
    """The field's function that a name stands for, if it does."""
    if name.accents or name.key in meaning.parameters:
        return None
    if name.text in ELEMENTARY or (name.text in STANDARD and meaning.glossary.of(name.key, None) is None):
        return name.text
    is_own = (
        name.font
        or name.key in meaning.survey.compared | meaning.named
        or meaning.glossary.of(name.key, None) is not None
    )
    return None if is_own else ACTIVATIONS.get(name.text)


def is_scalar_function(meaning: Quantities, entry: Defined) -> bool:
    """Whether a definition is that of a function of one number."""
    if len(entry.parameters) != 1 or not isinstance(entry.parameters[0], Name):
        return False
    key = entry.parameters[0].key
    if entry.head.key in meaning.survey.primed or ACTIVATIONS.get(entry.head.key, "softmax") != "softmax":
        return True
    return (
        meaning.ranks.get(key, 0) == 0
        and shows_its_arguments(meaning, entry)
        and key not in meaning.survey.subscripts
        and key not in meaning.survey.numbered
        and key not in meaning.survey.examples
    )


def shows_its_arguments(meaning: Quantities, entry: Defined, but: Sequence[Node] = ()) -> bool:
    """Whether a definition's right side says at which arguments it is taken: in ``E(w) = z^2`` it is hidden in z.

    Then another argument can be put in.  ``P(A) = p`` and ``y(a) = b`` tell one value, and no function.  Of those
    ``but`` which nothing else is put in for it need not say so.
    """
    others = [parameter for parameter in entry.parameters if parameter not in but]
    wanted = {name.text for parameter in others if isinstance(name := base_of(parameter), Name)}
    if not wanted <= _texts(entry.right):
        return False
    todo, seen = [entry.right], {entry.head.key.split("_")[0]}
    while todo:
        inside = todo.pop().keys - seen
        seen |= inside
        for other in (other for key in inside for other in meaning.glossary.of_letter(key)):
            if other is not entry and not other.parameters:
                if wanted & _texts(other.right):
                    return False
                todo.append(other.right)
    return True


def _texts(node: Node) -> set[str]:
    return {name.text for name in node.names}


def call_at(meaning: Quantities, item: Node, name: Name, items: list[Node], place: int) -> tuple[Value, int] | None:
    """A function's value, if the item is a function before its argument."""
    following = items[place + 1] if place + 1 < len(items) else None
    bracket = base_of(following)
    if isinstance(bracket, Bracket) and (named := at_values(meaning, item, following)) is not None:
        return call_at(meaning, named[0], named[0], [*items[:place], *named, *items[place + 2 :]], place)
    primes = item.primes if isinstance(item, Scripted) else 0
    sup = item.sup if isinstance(item, Scripted) else None
    known = field_function(meaning, name)
    sub = (item.sub if isinstance(item, Scripted) else None) or (meaning.base if known == "log" else None)
    if isinstance(bracket, Bracket) and is_statistic(name, bracket) and meaning.glossary.of(name.key, None) is None:
        if primes or sup is not None:
            raise NotUnderstood(f"{name.text} of a random quantity", name.start)
        return _scripted(meaning, statistics.statistic(meaning, name, sub, bracket), following), place + 2
    inverse = NotUnderstood(f"the inverse function of {name.text}, or its reciprocal", name.start)
    if known is not None and _is_inverse(sup) and following is not None:
        raise inverse
    if not isinstance(bracket, Bracket) or bracket.kind not in ("(", "[", "{"):
        if known in ELEMENTARY and following is not None and not isinstance(following, Operator) and not primes:
            return _function_without_bracket(meaning, known, sub, sup, items, place)
        return None
    if _is_matrix(meaning, name, bracket):
        return None
    if _is_inverse(sup) and meaning.survey.is_function(name, bracket):
        raise inverse
    label = meaning.layer(sup)
    key, count = _function_key(meaning, name, sub), len(arguments_of(bracket))
    _doubt_of_name(meaning, name, sub, bracket)
    entry = meaning.glossary.of(key, label)
    if entry is not None and entry[0].parameters and count != len(entry[0].parameters):
        entry = meaning.glossary.of(f"{key}/{count}", label)
    if entry is None and name.text in ORDERS and not primes:
        raise NotUnderstood(f"{name.text}(...), which may be smaller or larger than itself", name.start)
    if known is None and entry is None and not _is_applied(meaning, name, sub, bracket):
        return None
    # a quantity that is defined without arguments: C(w, b) for C, but a(1 - a) is a product
    is_quantity = entry is not None and not entry[0].parameters and not primes and not isinstance(entry[0].left, Row)
    if entry is not None and not primes and name.key in bare_keys(bracket.body):
        return None  # P(1 - P) after P(t) was defined
    component = isinstance(item, Scripted) and (item.sub is not None or item.sup is not None)
    varied = not component and _is_varied(meaning, entry, bracket)
    if is_quantity and name.key not in meaning.survey.functions and not varied:
        return None
    if is_quantity and not are_plain_names(bracket.body):
        raise NotUnderstood(f"{shown(name.text)} at other arguments than those of its definition", bracket.start)
    if known is None and _is_inverse(sup):
        raise inverse
    if known is None and sup is not None and label is None and name.text not in FUNCTION_WORDS:
        raise NotUnderstood(f"a power of the function {name.text}, or an iterate", name.start)
    value = applied(meaning, name, known, sub, sup, label, primes, bracket, entry)
    if sup is not None and label is None:
        value = meaning.power(value, sup)
    return _scripted(meaning, value, following), place + 2


def _scripted(meaning: Quantities, value: Value, bracket: Node | None) -> Value:
    """A function's value with what is written behind its bracket: a component, a power, or a transpose."""
    if not isinstance(bracket, Scripted):
        return value
    if bracket.primes:
        raise NotUnderstood("a prime behind a bracket", bracket.start)
    if bracket.sub is not None:
        value = meaning.indexed(value, listed(bracket.sub), bracket)
    if bracket.sup is None:
        return value
    if is_transpose(bracket.sup):
        return transposed(value)
    return meaning.power(value, bracket.sup)


def applied_without_brackets(meaning: Quantities, node: Applied) -> Value:
    """``\\sin 2x``, as if brackets stood around the argument."""
    name, argument = base_of(node.function), node.argument
    assert isinstance(name, Name)
    bracket = Bracket("(", argument, argument.start, argument.end)
    called = call_at(meaning, node.function, name, [node.function, bracket], 0)
    if called is None:
        raise NotUnderstood(f"{name.text} before an argument without brackets", node.start)
    return called[0]


def _doubt_of_name(meaning: Quantities, name: Name, sub: Node | None, bracket: Bracket) -> None:
    """``A_y(A)``: A is a quantity, and with a subscript a function's name."""
    if sub is not None and isinstance(bracket.body, Name) and bracket.body.key == name.key:
        meaning.doubts.append(f"{shown(name.text, name.accents, name.font)} is a quantity, and a function's name")


def _is_varied(meaning: Quantities, entry: tuple[Defined, dict[str, Label]] | None, bracket: Bracket) -> bool:
    """Whether a bracket speaks of what a quantity was defined by: E(2w) after ``E = w^2``, unlike a(1 - y)."""
    inside = bracket.body.keys - meaning.survey.indices
    return entry is not None and not inside.isdisjoint(entry[0].right.keys)


def _is_matrix(meaning: Quantities, name: Name, bracket: Bracket) -> bool:
    """Whether a name before a sum in brackets, ``A(x - y)``, is a matrix by its words, and by its inverse elsewhere."""
    declared = meaning.declared.get(name.key) == 2 and name.key in meaning.survey.inverted
    return declared and isinstance(bracket.body, Terms) and len(bracket.body.terms) > 1


def _is_inverse(sup: Node | None) -> bool:
    return isinstance(sup, Terms) and len(sup.terms) == 1 and written(sup) == "-1"


def _function_key(meaning: Quantities, name: Name, sub: Node | None) -> str:
    members = [member for member in listed(sub) if not (isinstance(member, Name) and (member.key in meaning.bound))]
    words = [
        member
        for member in members
        if not (isinstance(member, Name) and is_letter(member) and member.key in meaning.survey.indices)
    ]
    return f"{name.key}_{','.join(written(member) for member in words)}" if words else name.key


def _is_applied(meaning: Quantities, name: Name, sub: Node | None, bracket: Bracket) -> bool:
    if name.key in meaning.parameters:
        return False
    found = meaning.survey.is_function(name, bracket)
    if found is None and name.key in meaning.survey.sides and not meaning.is_defined(name.key):
        return False
    if found is None:
        # what holds of any function holds of a product, too
        meaning.doubts.append(
            f"whether {shown(name.text, name.accents, name.font)} before a bracket is a function was not understood"
        )
    return found is not False


def _function_without_bracket(
    meaning: Quantities, known: str | None, sub: Node | None, sup: Node | None, items: list[Node], place: int
) -> tuple[Value, int]:
    assert known is not None
    value, after = meaning.application(items, place + 1)
    if isinstance(items[place + 1], Number):
        # ln 2 pi sigma^2 takes all of it
        while after < len(items) and isinstance(items[after], Name | Scripted | Number):
            more, after = meaning.application(items, after)
            value = multiplied(meaning.dims, value, more, items[place].start)
    elif after < len(items) and is_plain_name(items[place + 1]) and _is_letter(items[after]):
        beside = items[
            after : after + 1 + next((i for i, n in enumerate(items[after + 1 :]) if not is_plain_name(n)), len(items))
        ]
        near, whole = (
            f"{known}({''.join(map(written, part))})"
            for part in (items[place + 1 : after], [*items[place + 1 : after], *beside])
        )
        if meaning.reaches_far(f"{near} is meant", f"{whole} is meant", items[place].start):
            for _ in beside:
                more, after = meaning.application(items, after)
                value = multiplied(meaning.dims, value, more, items[place].start)
    value = _at_each(meaning, known, value)
    value = value.mapped(ELEMENTWISE[known]) if sub is None else _to_base(known, sub, value)
    return (value if sup is None else meaning.power(value, sup)), after


def _is_letter(node: Node) -> bool:
    """Whether a factor is a quantity's letter, which may belong to the argument of a function before it."""
    name = base_of(node)
    return isinstance(name, Name) and name.text not in ELEMENTARY | CIRCULAR and name.text not in ACTIVATIONS


def _to_base(known: str, sub: Node, value: Value) -> Value:
    """A logarithm to a base that is written as its subscript."""
    if known != "log" or not isinstance(sub, Number) or sub.value.denominator != 1 or sub.value < 2:
        raise NotUnderstood(f"{known} with a subscript", sub.start)
    base = sympy.log(Integer(int(sub.value)), evaluate=False)
    return value.mapped(lambda u: quotient(ELEMENTWISE["ln"](u), base))


def applied(
    meaning: Quantities,
    name: Name,
    known: str | None,
    sub: Node | None,
    sup: Node | None,
    label: Label | None,
    primes: int,
    bracket: Bracket,
    entry: tuple[Defined, dict[str, Label]] | None,
) -> Value:
    """A function's value at the arguments in a bracket."""
    nodes = arguments_of(bracket)
    for term in (term for node in nodes if isinstance(node, Terms) for _, term in node.terms):
        if isinstance(term, Name) and term.key in meaning.learned - set(meaning.survey.subscripts):
            meaning.doubts.append(
                f"the text does not say whether {shown(term.text, term.accents)} is a number or a vector"
            )
    if known == "softmax":
        if len(nodes) != 1 or primes:
            raise NotUnderstood("softmax of several arguments", bracket.start)
        return softmax(meaning, meaning.value(nodes[0]), sub, bracket)
    if known is not None:
        if len(nodes) != 1:
            raise NotUnderstood(f"{known} of several arguments", bracket.start)
        value = meaning.value(nodes[0])
        if sub is not None:
            return _to_base(known, sub, value)
        return elementwise(meaning, known, value, primes, bracket)
    if entry is not None and entry[0].parameters:
        return _called_with(meaning, name, entry, nodes, primes, bracket)
    if primes:
        return undetermined(meaning, name, sub, nodes, primes, bracket)
    words = [member for member in listed(sub) if not meaning.is_index(member, name.key)]
    primed = name.key in meaning.survey.primed
    if len(nodes) == 1 and is_bound_index(meaning, nodes[0]) and not primed and (not words or entry):
        return meaning.family(name, [*listed(sub), nodes[0]], label, None)
    calls = meaning.survey.argument_lists.get(name.key, ())
    given = any(key in meaning.parameters for node in nodes for key in node.keys)
    generic = (name.text in FUNCTION_LETTERS and sub is None and label is None) or is_word(name.text)
    if not given and not generic and all(map(are_plain_names, calls)) and not primed:
        return opaque(meaning, name, sub, sup, label, nodes, entry is not None)
    return undetermined(meaning, name, sub, nodes, 0, bracket)


def elementwise(meaning: Quantities, known: str, value: Value, primes: int, node: Node) -> Value:
    """A function of the field's, or a derivative of it, at each component."""
    function, value = ELEMENTWISE[known], _at_each(meaning, known, value)
    if not primes:
        return value.mapped(function)
    if known in STANDARD or known in ("sigma", "relu"):
        return value.mapped(lambda u: Prime(function(u), primes))
    return value.mapped(lambda u: differentiated(function, u, primes))


def _at_each(meaning: Quantities, known: str, value: Value) -> Value:
    """What a function is applied to; those of layers are applied to each entry, others may be of a whole matrix."""
    return value if known in (*ACTIVATIONS.values(), "tanh") else meaning.entrywise(value)


def _called_with(
    meaning: Quantities,
    name: Name,
    entry: tuple[Defined, dict[str, Label]],
    nodes: list[Node],
    primes: int,
    bracket: Bracket,
) -> Value:
    """A function that the document defines, at these arguments."""
    defined, labels = entry
    if len(nodes) != len(defined.parameters):
        raise NotUnderstood(
            f"{shown(name.text)} has {len(defined.parameters)} arguments in its definition, not {len(nodes)}",
            bracket.start,
        )
    if is_scalar_function(meaning, defined):
        return value_at(meaning, name, defined, [meaning.value(nodes[0])], primes)
    if primes:
        raise NotUnderstood("the derivative of a function of several quantities", bracket.start)
    own = all(are_same(node, parameter) for node, parameter in zip(nodes, defined.parameters, strict=True))
    spoken = {key for parameter in defined.parameters for key in parameter.keys}
    if own and spoken.isdisjoint({*meaning.bound, *meaning.parameters}):
        return _defined_quantity(meaning, defined)
    if _has_bar(defined.left) and not all(map(_is_of_letter, nodes, defined.parameters)):
        raise NotUnderstood(f"{shown(name.text)} of other quantities than those of its definition", bracket.start)
    pairs = zip(nodes, defined.parameters, strict=True)
    if not shows_its_arguments(meaning, defined, [parameter for node, parameter in pairs if are_same(node, parameter)]):
        raise NotUnderstood(f"{shown(name.text)} at other arguments than those of its definition", bracket.start)
    arguments = [meaning.value(node) for node in nodes]
    with meaning.binding():
        meaning.labels.update(labels)
        for node, parameter, value in zip(nodes, defined.parameters, arguments, strict=True):
            inner = base_of(parameter)
            if isinstance(parameter, Scripted) and are_same(node, parameter):
                continue  # p(x_i) in a sum over i, after p(x_i) was defined
            if not isinstance(inner, Name) or isinstance(parameter, Scripted):
                raise NotUnderstood("a function whose arguments are not plain names", bracket.start)
            meaning.parameters[inner.key] = value
            if inner.font == "bold":
                meaning.parameters[replace(inner, font="").key] = value  # x_i is a component of bold x
        before, meaning.place = meaning.place, defined.place
        try:
            return meaning.value(defined.right)
        finally:
            meaning.place = before


def _has_bar(left: Node) -> bool:
    """Whether a function is written with a bar, as conditional probabilities are: ``p(x \\mid z)``."""
    return isinstance(left, Row) and any(isinstance(p, Related) and "mid" in p.relations for p in walk(left))


def _is_of_letter(node: Node, parameter: Node) -> bool:
    """Whether an argument is a value, or has the letter of the parameter: p(z | x) is no value of p(x | z)."""
    one, other = base_of(node), base_of(parameter)
    return not is_plain_name(node) or (isinstance(one, Name) and isinstance(other, Name) and one.key == other.key)


def _defined_quantity(meaning: Quantities, defined: Defined) -> Value:
    """What a definition with arguments defines, at these arguments: ``J(\\theta)`` is the quantity J."""
    left = defined.left.items[0] if isinstance(defined.left, Row) else defined.left
    if "/" in defined.head.key:
        text = written(defined.left)
        meaning.families[text] = (defined.head.key, defined.head.label)
        return Value(Symbol(text, real=True))
    if isinstance(left, Scripted):
        assert isinstance(left.base, Name)
        return meaning.quantity(left.base, left.sub, left.sup)
    assert isinstance(left, Name)
    return meaning.quantity(left)


def value_at(meaning: Quantities, name: Name, defined: Defined, values: list[Value], primes: int) -> Value:
    """A function that the document defines, or a derivative of it, at its argument."""
    text = _defined_name(meaning, defined)
    meaning.functions[text] = defined.head.key
    function, value = Function(text), meaning.entrywise(values[0])
    if primes:
        return value.mapped(lambda u: Prime(function(u), primes))
    return value.mapped(function)


def _defined_name(meaning: Quantities, defined: Defined) -> str:
    left = defined.left.items[0] if isinstance(defined.left, Row) else defined.left
    base = base_of(left)
    assert isinstance(base, Name)
    rest = defined.head.key[len(base.key) :]
    return meaning.written_name(base) + rest


def primed_alone(meaning: Quantities, base: Name, node: Scripted) -> Value:
    """``C'`` for the derivative by the argument that the definition of C names."""
    entry = meaning.glossary.of(base.key, None)
    if entry is not None and is_scalar_function(meaning, entry[0]) and node.sub is None and node.sup is None:
        return value_at(meaning, base, entry[0], [meaning.value(entry[0].parameters[0])], node.primes)
    if entry is not None and not entry[0].parameters and node.sub is None and node.sup is None:
        inside = meaning.value(entry[0].right)
        free = [s for s in inside.body.free_symbols if not isinstance(s, Index | Family) and not s.is_integer]
        if not inside.rank and len(free) == 1:
            # u' of a quantity that is a formula in one other
            value = meaning.quantity(base)
            for _ in range(node.primes):
                value = value.mapped(lambda u: Partial(u, free[0]))
            return value
    raise NotUnderstood(f"{shown(base.text)}{chr(39) * node.primes} without an argument", node.start)


def softmax(meaning: Quantities, value: Value, sub: Node | None, node: Node) -> Value:
    """The softmax of a vector, or a component of it."""
    if value.rank != 1:
        raise RankMismatch(
            "softmax of something that is not a vector",
            node.start,
            value.rank,
            1,
            alone(node.body if isinstance(node, Bracket) else node),
        )
    (axis,) = value.axes
    over = meaning.fresh(axis.key)
    below = Sum(ELEMENTWISE["exp"](replaced(value.body, {axis.index: over.index})), over.index)
    found = Value(quotient(ELEMENTWISE["exp"](value.body), below), value.axes)
    return found if sub is None else meaning.indexed(found, listed(sub), node)
