"""Expectations, variances and covariances, as sums over finitely many outcomes.

A random quantity has a value at each outcome, and an expectation is the sum of these with the outcomes' probabilities:
``E[X] = Σ_ω P_ω X_ω``.  Where the distribution of a variable is written, as in ``E_{z ~ q(z)}``, the outcomes are the
variable's values, and their probabilities are ``q(z)``.
"""

from __future__ import annotations

from collections.abc import Iterator, Set
from itertools import pairwise

import sympy
from sympy import Expr, Symbol

from derivations.document.elaboration.glossary import Defined
from derivations.document.elaboration.quantities import VALUES, Outcomes, Quantities
from derivations.document.elaboration.unknown_functions import is_bound_index
from derivations.document.elaboration.values import Axis, Value, negated, product
from derivations.document.syntax.commands import FUNCTION_WORDS
from derivations.document.syntax.names import STATISTICS, of_key
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
    """The outcomes, and the probability of each; the random names are bound to their values.

    What is defined by a random quantity is random: in the expectation its definition stands in its place.
    """
    arguments = arguments_of(bracket)
    if (found := _distribution(sub)) is not None:
        axis, weight = _values(meaning, *found)
        random = {found[0].key}
        mentions, is_written = found[1].keys - random, is_call(found[1])
    else:
        axis, weight, random = _unwritten(meaning, name, sub, arguments)
        mentions, is_written = (frozenset() if sub is None else sub.keys) - random, False
    for argument in arguments:
        _put_in_definitions(meaning, argument, random)
    for part in weight.atoms(Entry):
        if part.family.name not in meaning.weights and not part.family.name.startswith(PROBABILITY):
            continue
        outcomes = meaning.outcomes.setdefault(part.family.name, Outcomes(written=is_written))
        outcomes.random |= random
        outcomes.mentions |= frozenset() if part.family.name in meaning.depends else mentions
        others = {key for argument in arguments for key in argument.keys} - random - meaning.parameters.keys()
        others = {key for key in others if not meaning.is_defined(key)}  # by a definition it does not depend on them
        outcomes.beside |= {(key, one) for key in others for one in random}
    return axis, weight


def is_argument(value: Value) -> bool:
    """Whether it is what a function that is being defined is taken at."""
    return isinstance(value.body, Symbol) and value.body.name.endswith("°")


def is_call(density: Node) -> bool:
    """Whether a distribution is written with its arguments: ``q(z)`` and ``N(0, 1)``, but not ``q``."""
    return isinstance(density, Row) and isinstance(density.items[-1], Bracket)


def _unwritten(meaning: Quantities, name: Name, sub: Node | None, arguments: list[Node]) -> tuple[Axis, Expr, set[str]]:
    """The outcomes where no distribution is written, their probability, and what is random."""
    axis = meaning.fresh(("outcomes",))
    inside = {part.key: part for argument in arguments for part in _undefined_in(meaning, argument)}
    named = {part.key for part in listed(sub) if isinstance(part, Name)}
    text = "" if sub is None else written(sub)
    if named and named <= inside.keys():  # E_x is about x alone
        random = {key: inside[key] for key in named}
    else:
        if meaning.expected not in (None, text):
            raise NotUnderstood(f"{name.text} within an expectation over something else", name.start)
        meaning.expected = text
        constants = meaning.constants | {key for key, value in meaning.parameters.items() if is_argument(value)}
        random = {key: part for key, part in inside.items() if key not in constants}
        apart = {key for key in inside.keys() & meaning.constants if not _reaches(meaning, inside[key], random.keys())}
        if known := sorted(of_key(key) for key in apart & meaning.described):
            raise NotUnderstood(f"what the text says of {known[0]}, which may be random", name.start)
        if fixed := sorted(map(of_key, apart)):
            meaning.taken.append(f"if {' and '.join(fixed)} {'is' if len(fixed) == 1 else 'are'} not random")
    if not random or any(meaning.ranks.get(key, 0) for key in random):
        raise NotUnderstood(f"{name.text} of a random quantity", name.start)
    for key, part in random.items():
        family = Family(meaning.written_name(part))
        meaning.families[family.name] = (key, None)
        meaning.parameters[key] = Value(family[(axis.index,)])
    return axis, _probability(text, axis), set(random)


def _values(meaning: Quantities, variable: Name, density: Node) -> tuple[Axis, Expr]:
    """The values of a variable as outcomes, and its density at each of them."""
    axis = meaning.fresh((VALUES, variable.key))
    others = meaning.bound.keys() - {variable.key}
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
        if not others.isdisjoint(density.keys):
            raise NotUnderstood("a distribution for each index", density.start)
        return axis, _probability(written(density), axis)
    weight = meaning.scalar(density)
    meaning.weights.update(part.family.name for part in weight.atoms(Entry) if axis.index in part.args)
    return axis, weight


def _definition_of(meaning: Quantities, name: Name) -> Defined | None:
    """What the text defines a number as by its lone name."""
    found = meaning.glossary.of(name.key, None)
    is_number = found is not None and isinstance(found[0].left, Name) and not meaning.ranks.get(name.key, 0)
    return found[0] if found is not None and is_number and name.key not in meaning.parameters else None


def _undefined_in(meaning: Quantities, node: Node, seen: frozenset[str] = frozenset()) -> Iterator[Name]:
    """The quantities in an expression, and what those that stand in expectations alone are defined by."""
    for part in _quantities_in(meaning, node):
        defined = None if part.key in meaning.constants | seen else _definition_of(meaning, part)
        if defined is None:
            yield part
        else:
            free = set(_free_in(defined.right))
            inside = _undefined_in(meaning, defined.right, seen | {part.key})
            yield from (name for name in inside if name.key in free or name.key not in defined.right.keys)


def _put_in_definitions(meaning: Quantities, node: Node, random: Set[str]) -> None:
    """Bind what the text defines by something random to its definition."""
    for name in {name.key: name for name in node.names if name.key not in random}.values():
        if name.key in meaning.bound or name.key in meaning.parameters or not _reaches(meaning, name, random):
            continue
        defined = _definition_of(meaning, name)
        if defined is None:
            raise NotUnderstood(f"{of_key(name.key)}, which depends on what is random", name.start)
        _put_in_definitions(meaning, defined.right, random)
        value = meaning.value(defined.right)
        if value.rank:
            raise NotUnderstood(f"{of_key(name.key)}, which depends on what is random", name.start)
        meaning.parameters[name.key] = value
        meaning.put_in.append(defined.text)


def _reaches(meaning: Quantities, name: Name, random: Set[str]) -> bool:
    """Whether a quantity, or a function apart from its arguments, is defined by something random."""
    todo, seen = [name.key], set[str]()
    while todo:
        letter = todo.pop().split("_")[0]
        if letter in seen:
            continue
        seen.add(letter)
        for defined in meaning.glossary.of_letter(letter):
            arguments = {key for parameter in defined.parameters for key in parameter.keys}
            free = set(_free_in(defined.right)) - arguments
            if free & random:
                return True
            todo += free
    return False


def _free_in(node: Node) -> Iterator[str]:
    """The keys of the names in an expression that no expectation binds."""
    if isinstance(node, Name):
        yield node.key
    items = node.items if isinstance(node, Row) else ()
    bound: dict[int, Set[str] | None] = {}
    for place, (item, following) in enumerate(pairwise(items)):
        name, bracket = base_of(item), base_of(following)
        if isinstance(name, Name) and isinstance(bracket, Bracket) and is_statistic(name, bracket):
            sub = item.sub if isinstance(item, Scripted) else None
            names = [sub.parts[0]] if isinstance(sub, Related) else listed(sub)
            keys = {part.key for part in names if isinstance(part, Name)}
            bound[place], bound[place + 1] = None, keys if keys & bracket.keys else None
    for place, part in enumerate(children(node)):
        if place not in bound:
            yield from _free_in(part)
        elif (own := bound[place]) is not None:
            yield from (key for key in _free_in(part) if key not in own)


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


def constants_in(node: Node) -> frozenset[str]:
    """The keys of the names that stand outside of every expectation: they are not random."""
    return node.keys if STATISTICS.isdisjoint(name.text for name in node.names) else frozenset(_constants_in(node))


def _constants_in(node: Node) -> Iterator[str]:
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
            yield from _constants_in(part)
