"""What a lemma assumes: ranges of indices, domains, hypotheses, and what a network is made of."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import sympy
from sympy import Expr, Symbol

from derivations.certificate.language.terms import App, Lambda, Term, Var, free, member, put, written
from derivations.certificate.translation.model import Model, N
from derivations.certificate.translation.translate import translate
from derivations.notation import C_x, Entry, Index, L, a, width, y
from derivations.notation.relations import SIGNS
from derivations.proof import Chain, Result
from derivations.proof.statements.chains import EqualityOf, Instance
from derivations.proof.statements.theory import Definition, Domain, Given, declared

RELATIONS = {"=": "=", "≠": "<>", "<": "<", "≤": "<=", ">": "<", "≥": "<="}
"""Coq's relations; ``>`` and ``≥`` are written the other way round."""


@dataclass(frozen=True)
class Hypothesis:
    """A hypothesis with its name; ``source`` is the assumption of the theory that it comes from."""

    name: str
    text: str
    source: Any = None


def related(left: Term, relation: str, right: Term) -> str:
    """``left relation right`` in Coq."""
    sign = RELATIONS[relation]
    if relation in ">≥":
        left, right = right, left
    return f"{written(left, 69)} {sign} {written(right, 69)}"


def in_range(model: Model, index: Index) -> Iterator[str]:
    """That an index lies in its range."""
    over, name = index.range, model.index(index)
    if over.part_of is not None:
        yield f"(1 <= {name} <= {written(model.size(over), 69)})%nat"
        model.part_name(over)
        inside = over.complement or over
        yield f"{inside.name} {name} = {'true' if over.complement is None else 'false'}"
    elif over.first == 1:
        yield f"(1 <= {name} <= {written(model.size(over), 69)})%nat"
    elif over.last is None:
        yield f"({over.first} <= {written(name, 69)})%nat"
    else:
        yield f"({over.first} <= {name} <= {written(model.index(over.last), 69)})%nat"


def natural(model: Model, side: Expr) -> Term | None:
    """A side of a hypothesis as a natural number, if it is one."""
    if isinstance(side, sympy.Integer) and side >= 0:
        return Var(f"{int(side)}%nat")
    if isinstance(side, Entry) and side.family == width:
        return model.count(side)
    if isinstance(side, Index) or (isinstance(side, Symbol) and model.is_whole(side)):
        return model.index(side)
    return None


def given(model: Model, hypothesis: Given) -> str:
    """A hypothesis of the theory."""
    claim, forall = hypothesis.claim, hypothesis.forall
    relation = SIGNS[type(claim)]
    sides = [natural(model, side) for side in claim.args]
    if all(side is not None for side in sides) and not all(isinstance(s, sympy.Integer) for s in claim.args):
        text = related(sides[0], relation, sides[1])  # type: ignore[arg-type]
        text = f"({text.replace('%nat', '')})%nat" if relation in "<≤>≥" else text
    else:
        text = related(*(translate(model, claim.args[0]), relation, translate(model, claim.args[1])))
    for index in reversed(forall):
        conditions = "".join(f"{condition} -> " for condition in in_range(model, index))
        text = f"forall {model.index(index)}, {conditions}{text}"
    return text


def domain(model: Model, of: Domain) -> Iterator[str]:
    """The bounds of a quantity."""
    if of.whole:
        quantity = natural(model, of.of)
        if quantity is None or of.low is None:
            return
        yield f"({of.low} <= {quantity})%nat"
        return
    quantity = translate(model, of.of)
    indices = [
        s for s in sorted(of.of.free_symbols, key=str)
        if isinstance(s, Index) and s.range.last is not None and s != C_x.args[1]
    ]  # fmt: skip
    prefix = "".join(f"forall {model.index(i)}, {''.join(f'{c} -> ' for c in in_range(model, i))}" for i in indices)
    for end, strict, low in ((of.low, of.low_open, True), (of.high, of.high_open, False)):
        if end is not None:
            sign = "<" if strict else "≤"
            bound = translate(model, end)
            text = related(bound, sign, quantity) if low else related(quantity, sign, bound)
            yield f"{prefix}{text}"


# -- networks


def activation_definition(model: Model) -> Definition | None:
    """What the theory says of the activations, if it does."""
    return model.theory.definition_of(a)


def is_hidden(definition: Definition) -> bool:
    """Whether a definition of activations is one for the hidden layers."""
    assert isinstance(definition.left, Entry)
    return bool(definition.left.args[2] != L)


V = Var("v")


def activation(model: Model, neuron: Term, layer: Term, inputs: Term) -> Term:
    """A neuron's activation by the theory's definition, for any weighted inputs of its layer."""
    definition = activation_definition(model)
    assert definition is not None
    left = definition.left
    body = translate(model, definition.right)
    index = model.index(left.args[-1])
    assert isinstance(index, Var)
    example = model.index(left.args[1])
    where = {index.name: neuron}
    if is_hidden(definition):
        where[str(model.index(left.args[2]))] = layer
    return with_layer(put(body, where), ("z", (N, example, layer)), inputs)


def cost(model: Model, example: Term, outputs: Term) -> Term:
    """The cost by the theory's definition, for any activations of the output layer."""
    definition = model.theory.definition_of(C_x.family)
    assert definition is not None
    body = translate(model, definition.right)
    own = model.index(definition.left.args[1])
    assert isinstance(own, Var)
    return with_layer(put(body, {own.name: example}), ("a", (N, example, App("L", (N,)))), outputs)


def with_layer(term: Term, layer: tuple[str, tuple[Term, ...]], values: Term) -> Term:
    """The term with other values in the place of a whole layer's."""
    name, prefix = layer
    match term:
        case App(head, args) if head == name and args[: len(prefix)] == prefix:
            rest = args[len(prefix) :]
            return member(values, *rest) if rest else values
        case App(head, args):
            return App(head, tuple(with_layer(argument, layer, values) for argument in args))
        case Lambda(bound, body) if bound in free(values):
            fresh = f"{bound}0"
            return with_layer(Lambda(fresh, put(body, {bound: Var(fresh)})), layer, values)
        case Lambda(bound, body):
            return Lambda(bound, with_layer(body, layer, values))
    return term


def of_network(model: Model, statement_of_total: bool) -> Iterator[Hypothesis]:
    """What is assumed of the network: its layers and its cost are differentiable, or are what the theory says."""
    theory = model.theory
    definition = activation_definition(model)
    if definition is None:
        yield Hypothesis("layers", "forall l, (2 <= l <= L N)%nat -> differentiable_layer N l")
    elif is_hidden(definition):
        layer, neuron = Var("l0"), Var("i")
        says = activation(model, neuron, layer, V)
        yield Hypothesis(
            "act_def", f"forall l0 v i, (2 <= l0 <= L N - 1)%nat -> act N l0 v i = {says}", source=definition
        )
        yield Hypothesis("last", "differentiable_layer N (L N)")
    else:
        says = activation(model, Var("i"), App("L", (N,)), V)
        yield Hypothesis("act_def", f"forall v i, act N (L N) v i = {says}", source=definition)
        yield Hypothesis("hidden", "forall l, (2 <= l <= L N - 1)%nat -> differentiable_layer N l")
    own_cost = theory.definition_of(C_x.family)
    if own_cost is None:
        yield Hypothesis("costs", f"differentiable_cost N {_example(model)}")
    else:
        example = Var("x0") if statement_of_total else model.index(C_x.args[1])
        quantified = f"{example} v" if statement_of_total else "v"
        yield Hypothesis(
            "cost_def",
            f"forall {quantified}, cost N {example} v = {cost(model, example, V)}",
            source=own_cost,
        )
    for stated in theory.definitions:
        if isinstance(stated.left, Entry) and stated.left.family == y:
            index = stated.left.args[-1]
            text = related(translate(model, stated.left), "=", translate(model, stated.right))
            (condition,) = in_range(model, index)
            yield Hypothesis("y_def", f"forall {model.index(index)}, {condition} -> {text}", source=stated)


def _example(model: Model) -> Term:
    return model.index(C_x.args[1])


def differentiable_functions(model: Model, functions: list[tuple[Any, int]]) -> Iterator[Hypothesis]:
    """That functions of which nothing else is known are differentiable."""
    for function, arguments in functions:
        name = model.name(function)
        if arguments == 1:
            yield Hypothesis(f"smooth_{name}", f"forall u, ex_derive {name} u")
        else:
            others = [f"u{place}" for place in range(1, arguments)]
            yield Hypothesis(
                f"smooth_{name}",
                f"forall u {' '.join(others)}, ex_derive (fun t => {name} t {' '.join(others)}) u",
            )


def domains(model: Model, symbols: set[Symbol]) -> Iterator[Domain]:
    """The domains of the quantities that a lemma speaks of, stated in the theory or by SymPy's assumptions."""
    stated = {d.of for d in model.theory.domains}
    for found in model.theory.domains:
        if (isinstance(found.of, Symbol) and found.of in symbols) or (
            isinstance(found.of, Entry) and found.of.family != width
        ):
            yield found
    for symbol in sorted(symbols - stated, key=str):
        found_here = None if isinstance(symbol, Index) else declared(symbol)
        if found_here is not None:
            yield found_here


def givens(reason: Any) -> Iterator[Given]:
    """The hypotheses that a reason names, and those of the fact that it is."""
    match reason:
        case Given():
            yield reason
        case Chain() | EqualityOf():
            yield from reason.theory.hypotheses
        case Instance(fact, _):
            yield from givens(fact)
        case Result():
            yield from (given for chain in reason.chains for given in chain.theory.hypotheses)
