"""Functions of which nothing is said: at plain names a quantity that depends on them, else a function of any kind."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from sympy import Function, Symbol

from derivations.document.discourse.vocabulary import OF_FUNCTIONS
from derivations.document.elaboration.determinants import determinant
from derivations.document.elaboration.glossary import Label
from derivations.document.elaboration.quantities import Quantities
from derivations.document.elaboration.values import Value, product
from derivations.document.syntax.commands import OMISSION
from derivations.document.syntax.names import FUNCTION_LETTERS, OF_MATRICES, is_word, shown
from derivations.document.syntax.nodes import Bracket, Listing, Name, Node, Row, Scripted, Terms, children, walk
from derivations.document.syntax.patterns import is_plain_name, keys_of, listed, written
from derivations.document.syntax.tokens import NotUnderstood
from derivations.notation import Entry, Family, Kronecker, Prime, Sum, replaced


def is_bound_index(meaning: Quantities, node: Node) -> bool:
    """Whether an argument or a subscript is an index: that of a sum, or one that stands in subscripts alone."""
    survey = meaning.survey
    return isinstance(node, Name) and (
        node.key in meaning.bound
        or node.key in survey.bound
        or (node.key in survey.indices and node.key not in survey.plain)
    )


def _blank(meaning: Quantities, node: Node) -> Node:
    """An argument with a point for each index: what is called p(x_i) is the component i of p(x_·)."""
    match node:
        case Name() if is_bound_index(meaning, node):
            return replace(node, text="·", accents=())
        case Scripted(_, sub, sup):
            below, above = (None if script is None else _blank(meaning, script) for script in (sub, sup))
            return replace(node, sub=below, sup=above)
        case Row(items) | Listing(items):
            return replace(node, items=tuple(_blank(meaning, item) for item in items))
        case Terms(terms):
            return replace(node, terms=tuple((sign, _blank(meaning, term)) for sign, term in terms))
        case Bracket():
            return replace(node, body=_blank(meaning, node.body))
    return node


def opaque(
    meaning: Quantities,
    name: Name,
    sub: Node | None,
    sup: Node | None,
    label: Label | None,
    nodes: list[Node],
    known: bool,
) -> Value:
    """The value of a function, of which nothing more is said, at plain names: it depends on all that the call mentions.

    Several values of one function are several quantities; J(theta) beside J is the same one.
    """
    lists = {written(body) for body in meaning.survey.argument_lists.get(name.key, ())}
    if len(lists) > 1:
        meaning.doubts.append(
            f"the text does not say how the values of {shown(name.text, name.accents, name.font)} are related"
        )
    parts = [*listed(sub), *nodes]
    mentioned = [node for node in parts if not is_bound_index(meaning, node) and written(node) != OMISSION]
    inside = tuple(meaning.value(node).body for node in mentioned if is_plain_name(node))
    free = [part for node in parts for part in walk(node) if is_bound_index(meaning, part)]
    if (known or label is not None) and (len(lists) > 1 or not meaning.bound.keys().isdisjoint(keys_of(free))):
        raise NotUnderstood(f"{shown(name.text)} at several arguments", name.start)
    if known or label is not None or (len(lists) == 1 and name.key in meaning.survey.plain and not free):
        value = meaning.quantity(name, sub, sup if label is not None else None)
        text = value.body.family.name if isinstance(value.body, Entry) else str(value.body)
        if len(mentioned) == len(parts):
            meaning.depends[text] = inside
        if isinstance(value.body, Entry):
            return value
        meaning.want_entry(text)
        return Value(Family(text)[()]) if isinstance(value.body, Symbol) else value
    _refuse_array(meaning, name, sub)
    at, below = ([written(_blank(meaning, node)) for node in some] for some in (nodes, listed(sub)))
    text = meaning.written_name(name) + ("_" + ",".join(below) if below else "") + f"({', '.join(at)})"
    meaning.families[text] = (text if known else name.key, None)
    meaning.depends[text] = inside
    where = [meaning.index(node, ("slot", text, place)) for place, node in enumerate(free)]
    if text in meaning.by_example:
        where.insert(0, meaning.example_index(None, ("slot", text, "example")))
    return Value(Family(text)[tuple(where)])


def undetermined(
    meaning: Quantities, name: Name, sub: Node | None, nodes: list[Node], primes: int, node: Node
) -> Value:
    """A function of which nothing is said."""
    if name.text in OF_MATRICES and name.text not in ("diag", "vec"):
        for argument in nodes:
            _learn_matrices(meaning, argument)
    values = [meaning.value(argument) for argument in nodes]
    if name.text in OF_MATRICES:
        return _of_matrix(meaning, name, values, primes)
    _refuse_array(meaning, name, sub)
    text = meaning.written_name(name) + (f"_{written(sub)}" if sub is not None else "")
    meaning.functions[text] = name.key
    if any(is_bound_index(meaning, part) for member in listed(sub) for part in walk(member)):
        raise NotUnderstood(f"{text} at such arguments, a function for each index", name.start)
    rests_on = {key for member in listed(sub) for key in member.keys}
    if rests_on & (meaning.survey.derived | meaning.survey.gradients):
        raise NotUnderstood(f"how {text} at such arguments depends on its subscript", name.start)
    if is_word(name.text) or name.text == "Gamma":
        meaning.doubts.append(f"the meaning of the function {name.text} was not understood")
    elif name.text not in FUNCTION_LETTERS and not primes:
        meaning.doubts.append(f"the meaning of the function {text} was not understood")
    elif any(head.key == name.key for head in meaning.glossary.entries):
        meaning.doubts.append(f"{text} is something else as well")
    elif meaning.properties & OF_FUNCTIONS:
        meaning.doubts.append(f"the text says more of {text} than was understood")
    if len(values) == 1:
        function = Function(text)
        meaning.entrywise(values[0])
        if primes:
            return values[0].mapped(lambda u: Prime(function(u), primes))
        return values[0].mapped(function)
    if primes or any(value.rank for value in values):
        raise NotUnderstood(f"the function {text} of several arguments", node.start)
    return Value(Function(text)(*(value.body for value in values)))


def _learn_matrices(meaning: Quantities, node: Node) -> None:
    """What a trace or a determinant is of is a matrix: so are the capital letters in it of which nothing is said."""
    known = meaning.scalars | meaning.numbers | meaning.survey.sizes | meaning.parameters.keys()
    for name in _letters_in(node):
        bare = len(name.text) == 1 and name.text.isupper() and not name.font
        if bare and name.key not in known and not meaning.ranks.get(name.key) and not meaning.is_defined(name.key):
            meaning.ranks[name.key], meaning.changed = 2, True


def _letters_in(node: Node) -> Iterator[Name]:
    """The names in an expression that are no scripts."""
    match node:
        case Name():
            yield node
        case Scripted(base, None, _):
            yield from _letters_in(base)
        case Row() | Terms() | Bracket():
            for part in children(node):
                yield from _letters_in(part)


def _of_matrix(meaning: Quantities, name: Name, values: list[Value], primes: int) -> Value:
    """The trace, the diagonal of a matrix, and the diagonal matrix of a vector."""
    rank = values[0].rank if len(values) == 1 and not primes else 0
    if rank == 2 and name.text == "det":
        return determinant(meaning, values[0], name.start)
    if rank == 2 and name.text != "diag" and not name.text.lower().startswith("tr"):
        rank = 0
    if rank == 2:
        first, second = values[0].axes
        meaning.dims.join(first.key, second.key)
        entry = replaced(values[0].body, {second.index: first.index})
        return Value(entry, (first,)) if name.text == "diag" else Value(Sum(entry, first.index))
    if rank == 1 and name.text == "diag":
        (first,) = values[0].axes
        second = meaning.fresh(first.key)
        return Value(product(values[0].body, Kronecker(first.index, second.index)), (first, second))
    raise NotUnderstood(f"{name.text} of this", name.start)


def _refuse_array(meaning: Quantities, name: Name, sub: Node | None) -> None:
    """Where a text says that a function's values are vectors or matrices they are no numbers."""
    if meaning.declared.get(name.key, 0) > len(listed(sub)):
        raise NotUnderstood(f"a function {shown(name.text)} whose values are vectors or matrices", name.start)
