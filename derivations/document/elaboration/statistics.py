"""Expectations, variances and covariances, as sums over finitely many outcomes.

A random quantity has a value at each outcome, and an expectation is the sum of these with the outcomes' probabilities:
``E[X] = Σ_ω P_ω X_ω``.  Where the distribution of a variable is written, as in ``E_{z ~ q(z)}``, the outcomes are the
variable's values, and their probabilities are ``q(z)``.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

import sympy
from sympy import Expr

from derivations.document.elaboration.quantities import VALUES, Quantities
from derivations.document.elaboration.unknown_functions import is_bound_index
from derivations.document.elaboration.values import Axis, Value, negated, product
from derivations.document.syntax.commands import FUNCTION_WORDS
from derivations.document.syntax.names import of_key
from derivations.document.syntax.nodes import Bracket, Name, Node, Related, Row, Scripted, base_of, children
from derivations.document.syntax.patterns import arguments_of, is_plain_name, is_statistic, listed, members, written
from derivations.document.syntax.tokens import NotUnderstood
from derivations.notation import Entry, Family, Sum, replaced

PROBABILITY = "ℙ"
"""What the probability of an outcome is called, which a document does not write."""
FINITE = "if what is random takes finitely many values"


def statistic(meaning: Quantities, name: Name, sub: Node | None, bracket: Bracket) -> Value:
    """The value of an expectation, a variance or a covariance."""
    arguments = arguments_of(bracket)
    wanted = {"E": 1, "Var": 1, "Cov": 2}.get(name.text)
    if wanted != len(arguments) or any(isinstance(part, Related) for part in members(bracket.body)):
        raise NotUnderstood(f"{name.text} of a random quantity", name.start)
    with meaning.binding():
        axis, weight = _outcomes(meaning, name, sub, bracket)
        values = [meaning.value(argument) for argument in arguments]
        if wanted == 2 and any(value.rank for value in values):
            raise NotUnderstood("the covariance of vectors", name.start)
        if name.text == "Var":
            if values[0].rank:
                raise NotUnderstood("the variance of a vector", name.start)
            values *= 2
        meaning.taken.append(FINITE)
        meaning.doubts.append("the text may say more of what is random")
        if name.text == "E":
            return values[0].mapped(lambda body: Sum(product(weight, body), axis.index))
        apart = [_from_mean(meaning, value.body, weight, axis) for value in values]
        return Value(Sum(product(product(weight, apart[0]), apart[1]), axis.index))


def _from_mean(meaning: Quantities, body: Expr, weight: Expr, axis: Axis) -> Expr:
    other = meaning.fresh(axis.key).index
    mean = Sum(replaced(product(weight, body), {axis.index: other}), other)
    return sympy.Add(body, negated(mean), evaluate=False)


def _outcomes(meaning: Quantities, name: Name, sub: Node | None, bracket: Bracket) -> tuple[Axis, Expr]:
    """The outcomes, and the probability of each; the random names are bound to their values."""
    if (found := _distribution(sub)) is not None:
        return _values(meaning, *found)
    axis = meaning.fresh(("outcomes",))
    inside = {part.key: part for argument in arguments_of(bracket) for part in _quantities_in(meaning, argument)}
    named = {part.key for part in listed(sub) if isinstance(part, Name)}
    text = "" if sub is None else written(sub)
    if named and named <= inside.keys():  # E_x is about x alone
        random = {key: inside[key] for key in named}
    else:
        if meaning.expected not in (None, text):
            raise NotUnderstood(f"{name.text} within an expectation over something else", name.start)
        meaning.expected = text
        random = {key: part for key, part in inside.items() if key not in meaning.constants}
        if fixed := sorted(of_key(key) for key in inside.keys() & meaning.constants):
            meaning.taken.append(f"if {' and '.join(fixed)} {'is' if len(fixed) == 1 else 'are'} not random")
    if not random or any(meaning.ranks.get(key, 0) for key in random):
        raise NotUnderstood(f"{name.text} of a random quantity", name.start)
    for key, part in random.items():
        family = Family(meaning.written_name(part))
        meaning.families[family.name] = (key, None)
        meaning.parameters[key] = Value(family[(axis.index,)])
    return axis, _probability(text, axis)


def _values(meaning: Quantities, variable: Name, density: Node) -> tuple[Axis, Expr]:
    """The values of a variable as outcomes, and its density at each of them."""
    axis = meaning.fresh((VALUES, variable.key))
    meaning.bound[variable.key] = axis
    meaning.parameters.pop(variable.key, None)
    if meaning.expected is None:
        meaning.expected = written(variable)
    if isinstance(letter := base_of(density), Name) and is_plain_name(density):  # z ~ q for z ~ q(z)
        subscript = listed(density.sub) if isinstance(density, Scripted) else []
        weight = meaning.family(letter, [*subscript, variable], None, None).body
        meaning.weights.add(weight.family.name)
        return axis, weight
    if variable.key not in density.keys:
        return axis, _probability(written(density), axis)
    weight = meaning.scalar(density)
    meaning.weights.update(part.family.name for part in weight.atoms(Entry) if axis.index in part.args)
    return axis, weight


def _probability(text: str, axis: Axis) -> Expr:
    return Family(f"{PROBABILITY}{text and f'({text})'}")[(axis.index,)]


def _distribution(sub: Node | None) -> tuple[Name, Node] | None:
    """The variable of an expectation, and its density: ``z`` and ``q(z)`` of ``z ~ q(z)``."""
    if not isinstance(sub, Related) or sub.relations != ("∼",):
        return None
    variable, density = sub.parts
    if not isinstance(variable, Name):
        raise NotUnderstood("the distribution of a random quantity", sub.start)
    return variable, density


def _quantities_in(meaning: Quantities, node: Node) -> Iterator[Name]:
    """The names of quantities in an expression: no functions, no indices."""
    match node:
        case Name():
            if not is_bound_index(meaning, node) and node.text not in FUNCTION_WORDS | {"e", "pi"}:
                yield node
        case Scripted(base, _, sup):
            yield from _quantities_in(meaning, base)
            if sup is not None:
                yield from _quantities_in(meaning, sup)
        case Row(items):
            for place, item in enumerate(items):
                name, bracket = base_of(item), base_of(items[place + 1]) if place + 1 < len(items) else None
                if isinstance(name, Name) and isinstance(bracket, Bracket) and name.key not in meaning.survey.plain:
                    continue
                yield from _quantities_in(meaning, item)
        case _:
            for part in children(node):
                yield from _quantities_in(meaning, part)


def constants_in(node: Node) -> Iterator[str]:
    """The keys of the names that stand outside of every expectation: they are not random."""
    items = node.items if isinstance(node, Row) else ()
    inside = {
        place + step
        for place, (item, following) in enumerate(pairwise(items))
        if isinstance(name := base_of(item), Name) and isinstance(bracket := base_of(following), Bracket)
        if is_statistic(name, bracket)
        for step in (0, 1)
    }
    if isinstance(node, Name):
        yield node.key
    for place, part in enumerate(children(node)):
        if place not in inside:
            yield from constants_in(part)
