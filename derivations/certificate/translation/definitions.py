"""The definitions of a theory as definitions in Coq, each after those that it rests on."""

from __future__ import annotations

from typing import Any

import sympy
from sympy import Expr, Symbol
from sympy.core.function import AppliedUndef

from derivations.certificate.language.calculus import NoTranslation
from derivations.certificate.language.terms import free
from derivations.certificate.translation.model import Defined, Model
from derivations.certificate.translation.translate import translate
from derivations.notation import Entry, Index
from derivations.proof.statements.theory import Definition, Theory, head


def model_of(theory: Theory) -> Model:
    """The quantities of a theory in Coq, with those that it defines.  Raises :class:`NoTranslation`."""
    model = Model(theory)
    for definition in theory.definitions:
        _define(model, definition, ())
    return model


def _define(model: Model, definition: Definition, under_way: tuple[Any, ...]) -> None:
    """Add a definition after those that it rests on; its parameters are the quantities that are free in it."""
    what, left = head(definition.left), definition.left
    if what in model.defined or (model.is_network and not isinstance(left, AppliedUndef)):
        return
    if what in under_way:
        raise NoTranslation(f"{left}, which is defined by way of itself")
    for part in sympy.preorder_traversal(definition.right):
        used = model.theory.definition_of(head(part)) if isinstance(part, Expr) else None
        if used is not None and used in model.theory.definitions:
            _define(model, used, (*under_way, what))
    if isinstance(left, Entry):
        arguments = [index for index in model.places(left) if isinstance(index, Index)]
    else:
        arguments = [] if isinstance(left, Symbol) else list(left.args)
    body = translate(model, definition.right)
    bound = {model.name(argument) for argument in arguments}
    parameters = tuple(p for p in model.parameters(free(body)) if p.name not in bound)
    name = model.name(what)
    given = tuple(model.parameter(argument) for argument in arguments)
    model.defined[what] = Defined(name, definition, parameters, given, body)
