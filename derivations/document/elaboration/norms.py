"""Norms and scalar products: the length of a vector, the Frobenius norm of a matrix, and ``<a, b>``."""

from __future__ import annotations

import sympy
from sympy import Expr, Integer, Rational

from derivations.document.elaboration.quantities import Quantities
from derivations.document.elaboration.values import RankMismatch, Value, along, product, total
from derivations.document.syntax.names import shown
from derivations.document.syntax.nodes import Bracket, Name, Node, Number, Scripted, walk
from derivations.document.syntax.patterns import arguments_of, written
from derivations.document.syntax.tokens import NotUnderstood

FROBENIUS = frozenset(["F", "Fro", "fro"])
"""The index of the norm that takes a matrix for the list of its entries."""


def norm(meaning: Quantities, bracket: Bracket, index: Node | None, power: Node | None) -> Value:
    """The value of ``\\|x\\|``, with an index and a power perhaps.

    Raises :class:`NotUnderstood` for another norm, and for a norm of matrices by the components of vectors.
    """
    value = _measured(meaning, bracket)
    if isinstance(index, Number) and not value.rank and not any(name.text.isupper() for name in bracket.names):
        raise RankMismatch("a norm with a number as its index, of a number", bracket.start, 0, 1, bracket.body)
    if isinstance(index, Number) and (taken := _taken_for_vectors(meaning, bracket)):
        meaning.taken.append(f"if {taken} is a vector")
        meaning.doubts.append(f"whether {taken} is a vector is not said")
    if isinstance(index, Number) and index.value == 1 and value.rank == 1:
        found = Value(_sum_over_all(value, sympy.Abs(value.body, evaluate=False)))
        return found if power is None else meaning.power(found, power)
    frobenius = isinstance(index, Name) and index.text in FROBENIUS
    euclidean = index is None or (isinstance(index, Number) and index.value == 2 and value.rank < 2)
    if not (frobenius or euclidean):
        raise NotUnderstood(f"the norm with the index {written(index)}", index.start if index else bracket.start)
    if value.rank == 2 and not frobenius:
        meaning.taken.append("if the norm of a matrix is the Frobenius norm")
        meaning.doubts.append("the text does not say which norm of a matrix it means")
    square = _sum_over_all(value, sympy.Pow(value.body, Integer(2), evaluate=False))
    if isinstance(power, Number) and power.value == 2:
        return Value(square)
    length = Value(sympy.Pow(square, Rational(1, 2), evaluate=False))
    return length if power is None else meaning.power(length, power)


def _taken_for_vectors(meaning: Quantities, bracket: Bracket) -> str:
    """The names of which nothing but their norms says that they are vectors."""
    if not meaning.declared.keys().isdisjoint(bracket.body.keys):
        return ""  # beside what the text says is a vector or a matrix it is one
    learned = meaning.learned - set(meaning.survey.subscripts) - meaning.declared.keys()
    return " and ".join(sorted({shown(name.text, name.accents) for name in bracket.names if name.key in learned}))


def _measured(meaning: Quantities, bracket: Bracket) -> Value:
    """What a length is of: a component, which may be a vector itself, is not guessed to be a number."""
    value = meaning.value(bracket.body)
    if not value.rank and any(isinstance(part, Scripted) and part.sub is not None for part in walk(bracket.body)):
        raise NotUnderstood("the length of a component, which may be a vector", bracket.start)
    return value


def _sum_over_all(value: Value, body: Expr) -> Expr:
    for axis in reversed(value.axes):
        body = total(body, axis.index)
    return body


def scalar_product(meaning: Quantities, bracket: Bracket) -> Value:
    """The value of ``<a, b>`` or ``<a | b>``; it is taken for the usual one, which a proof is conditional on.

    Raises :class:`NotUnderstood` for what is no product of two arrays.
    """
    parts = arguments_of(bracket)
    if len(parts) != 2:
        raise NotUnderstood("a list or a relation in brackets", bracket.start)
    values = [meaning.value(part) for part in parts]
    for value, part in zip(values, parts, strict=True):
        if not value.rank:
            raise RankMismatch("a scalar product of numbers", part.start, 0, 1, part)
    one, other = values
    if one.rank != other.rank:
        raise NotUnderstood("a scalar product of a vector and a matrix", bracket.start)
    meaning.taken.append("if ⟨·, ·⟩ is the sum of the products of components")
    meaning.doubts.append("the text does not say which scalar product it means")
    return Value(_sum_over_all(one, product(one.body, along(meaning.dims, other, one.axes).body)))
