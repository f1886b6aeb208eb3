"""Derivatives carried out: what a slope is, with the tactic that proves it."""

from __future__ import annotations

from typing import Any

from sympy import Derivative, Symbol, evaluate
from sympy.core.function import AppliedUndef

from derivations.certificate.language.calculus import NoTranslation, derivative
from derivations.certificate.language.terms import App, Lambda, Term, Var, fresh, member, product, put, total, written
from derivations.certificate.lemmas import hypotheses as assumed
from derivations.certificate.translation.model import Model, N
from derivations.certificate.translation.translate import moved, translate
from derivations.notation import C_x, Entry, Partial, Prime, a, b, sigma, z
from derivations.notation import w as weight
from derivations.notation.operators import Functional
from derivations.proof.statements.theory import head

T = "t"


def inlined(model: Model, term: Term) -> Term:
    """The term with the definitions of what it applies written out, as far as they go."""
    for _ in range(8):
        new = _inlined(model, term)
        if new == term:
            return term
        term = new
    raise NoTranslation(f"{term}: its definitions do not end")


def _inlined(model: Model, term: Term) -> Term:
    match term:
        case Lambda(bound, body):
            return Lambda(bound, _inlined(model, body))
        case App("Derive", _):
            return term
        case App(name, args):
            args = tuple(_inlined(model, argument) for argument in args)
            return definition_body(model, name, args) or App(name, args)
    return term


def definition_body(model: Model, name: str, args: tuple[Term, ...]) -> Term | None:
    """What an applied function is by its definition, or nothing if it has none."""
    for found in model.defined.values():
        binders = (*found.parameters, *found.arguments)
        if found.name == name and len(args) == len(binders):
            return put(found.body, {binder.name: value for binder, value in zip(binders, args, strict=True)})
    if not model.is_network:
        return None
    match name, args:
        case "act", (_, layer, inputs, neuron):
            definition = assumed.activation_definition(model)
            if definition is None or assumed.is_hidden(definition) == (layer == App("L", (N,))):
                return None
            return assumed.activation(model, neuron, layer, inputs)
        case "cost", (_, example, outputs):
            if model.theory.definition_of(C_x.family) is None:
                return None
            return assumed.cost(model, example, outputs)
        case "weigh", (_, App("+", (layer, Var("1"))) as above, before, neuron):
            k = fresh("k", neuron, before)
            weighted = product([App("w", (N, above, neuron, Var(k))), member(before, Var(k))])
            return total([App("sum", (App("width", (N, layer)), Lambda(k, weighted))), App("b", (N, above, neuron))])
        case "C_total", (network, Var(number)):
            x = fresh("x", network)
            return App(
                "/", (App("sum", (Var(number), Lambda(x, App("C", (network, Var(x)))))), App("INR", (Var(number),)))
            )
    return None


def is_carried_out(model: Model, slope: Any, named: set[Any], facts: Any) -> bool:
    """Whether a step carries a derivative out: it names the definition, or there is nothing to name."""
    match slope:
        case Partial():
            of = slope.of
            if not isinstance(of, Entry | Symbol):
                return True
            return head(of) in named or facts(of) is not None
        case Prime():
            return head(slope.of) in named
        case Derivative():
            inside = slope.expr
            if isinstance(inside, AppliedUndef | Functional):
                return head(inside) in named
            return True
    return False


def carried_out(model: Model, slope: Any, facts: Any) -> tuple[Term, Term, str]:
    """The slope, its value, and the tactic that proves that they are equal."""
    old = translate(model, slope)
    assert isinstance(old, App)
    if isinstance(slope, Partial) and isinstance(slope.of, Entry) and model.is_network and slope.of.family == z:
        special = _own_layer(model, slope)
        if special is not None:
            return old, *special
    if isinstance(slope, Partial):
        fact = facts(slope.of)
        if fact is not None and not model.is_network:
            return old, *_by_fact(model, slope, old, fact)
    function, at = old.args
    if isinstance(function, App) and function.head == "Derive":
        value, tactic = _second(model, slope, function.args[0], at)
        return old, value, f"apply is_derive_unique; {tactic}"
    value, tactic = first(model, function, at)
    return old, value, f"apply is_derive_unique; {tactic}"


def as_lambda(model: Model, function: Term) -> Lambda:
    """A function as one that is written out."""
    if isinstance(function, Lambda):
        return function
    if isinstance(function, Var):
        applied: Term = App(function.name, (Var(T),))
        if function.name == "sigma":
            definition = model.theory.definition_of(sigma)
            assert definition is not None
            (variable,) = definition.left.args
            model.names.setdefault(variable, T)
            body = translate(model, definition.right)
            return Lambda(model.name(variable), body)
    else:
        assert isinstance(function, App)
        applied = App(function.head, (*function.args, Var(T)))
    return Lambda(T, applied)


def first(model: Model, function: Term, at: Term) -> tuple[Term, str]:
    """The value of a derivative, and the tactic that proves ``is_derive function at value``."""
    called = as_lambda(model, function)
    body = Lambda(called.bound, inlined(model, called.body))
    value = derivative(body, at)
    return value, f"apply (same_function _ ({body})); [written_out | derivative_is ({value})]"


def _by_fact(model: Model, slope: Partial, old: App, fact: Any) -> tuple[Term, str]:
    """The derivative of what a fact says that the quantity is, for all values of what moves."""
    right, proof = fact
    by = slope.by
    body = Lambda(T, moved(model, right, by))
    value = derivative(body, old.args[1])
    if isinstance(by, Entry):
        entry = model.entry(by)
        assert isinstance(entry, App)
        family, index = entry.head, entry.args[0]
        changed: dict[str, Term] = {family: App("upd", (Var(family), index, Var(T)))}
    else:
        changed = {model.name(by): Var(T)}
    tactic = f"intro t; {proof(changed)}"
    return value, f"apply is_derive_unique; apply (same_function _ ({body})); [{tactic} | derivative_is ({value})]"


def _own_layer(model: Model, slope: Partial) -> tuple[Term, str] | None:
    """A layer's weighted inputs by its own weights and biases."""
    of, by = slope.of, slope.by
    if by.family not in (weight, b) or of.args[2] != by.args[1]:
        return None
    same = App("delta", (model.index(of.args[3]), model.index(by.args[2])))
    if by.family == b:
        return same, "apply is_derive_unique, z_by_b; range"
    with evaluate(True):
        before = Entry(a, of.args[1], by.args[1] - 1, by.args[3])
    return App("*", (same, model.entry(before))), "apply is_derive_unique, z_by_w; range"


def _second(model: Model, slope: Any, function: Term, at: Term) -> tuple[Term, str]:
    """The second derivative of a function on an open interval."""
    variable = slope.variables[0]
    domains = [d for d in model.theory.domains if d.of == variable]
    if len(domains) != 1 or domains[0].low is None or domains[0].high is None:
        raise NoTranslation(f"the second derivative {slope}, where {variable} does not range over a bounded interval")
    low, high = (translate(model, end) for end in (domains[0].low, domains[0].high))
    s = Var("s")
    one, tactic_one = first(model, function, s)
    two, tactic_two = first(model, Lambda("s", one), at)
    return two, (
        f"apply (derive_twice _ (fun s => {one}) _ {written(low, 9)} {written(high, 9)}); "
        f"[split; assumption | intros s in_s; {tactic_one} | {tactic_two}]"
    )


def exists(model: Model, slope: Any) -> str:
    """The tactic that proves that a derivative exists."""
    term = slope if isinstance(slope, Term) else translate(model, slope)
    assert isinstance(term, App)
    function, at = term.args
    match function:
        case Lambda(_, App("C_of_z", _)):
            return "apply C_by_z; side"
        case Lambda(_, App("cost", _)):
            return "apply C_by_a; side"
        case Lambda(_, App("C", (App("set_w", _), _))):
            return "eexists; apply chain_w_z; side"
        case Lambda(_, App("C", (App("set_b", _), _))):
            return "eexists; apply chain_b_z; side"
        case Lambda(_, App("act", _)):
            return "apply a_by_z; side"
        case Var(name) if name != "sigma" and not any(d.name == name for d in model.defined.values()):
            return "exists_derivative"
        case Var("sigma"):
            return "apply sigma_derivable"
    if isinstance(function, App) and function.head == "Derive":
        return f"eexists; {_second(model, slope, function.args[0], at)[1]}"
    _, tactic = first(model, function, at)
    return f"eexists; {tactic}"
