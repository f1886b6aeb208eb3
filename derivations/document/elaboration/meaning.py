r"""What a formula means: from expressions as they are written to SymPy expressions over indexed quantities.

Each kind of node has a reader; functions at their arguments, products, sums and derivatives have modules of their own.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from typing import Any

import sympy
from sympy import Expr, Integer, Rational

from derivations.document.elaboration import calls, derivatives, factors, matrices, norms, statistics, sums
from derivations.document.elaboration.determinants import determinant
from derivations.document.elaboration.dimensions import Key
from derivations.document.elaboration.elementwise import ELEMENTWISE
from derivations.document.elaboration.events import at_values
from derivations.document.elaboration.quantities import Quantities
from derivations.document.elaboration.survey import BINDING
from derivations.document.elaboration.values import (
    RankMismatch,
    Value,
    along,
    negated,
    quotient,
    transposed,
)
from derivations.document.syntax.commands import EITHER_SIGN, OMISSION
from derivations.document.syntax.names import of_key, shown
from derivations.document.syntax.nodes import (
    Applied,
    Big,
    Bracket,
    Choice,
    Differential,
    Evaluated,
    Listing,
    Matrix,
    Nabla,
    Name,
    Node,
    Number,
    Omission,
    Operator,
    Quotient,
    Reaching,
    Related,
    Root,
    Row,
    Scripted,
    Terms,
    base_of,
    children,
    walk,
)
from derivations.document.syntax.patterns import (
    alone,
    bound_by,
    ends_with,
    grown,
    is_list,
    is_matrix_by_vector,
    is_transpose,
    last_sum,
    listed,
    mentions,
    written,
)
from derivations.document.syntax.tokens import NotUnderstood


def _bound_in(node: Node) -> list[Name]:
    """The names that a node binds, if it is a sum or a product."""
    return bound_by(node) if isinstance(node, Big) and node.kind in BINDING else []


def _whole_part(function: Callable[..., Expr], value: Expr) -> Expr:
    """A value rounded down or up: of a number the whole number that it is."""
    with sympy.evaluate(True):
        number = value.doit() if value.is_number else value
        return function(number, evaluate=bool(number.is_Rational))


def _root(value: Expr, degree: Expr) -> Expr:
    """A root; that of a square is an absolute value, at 0, too."""
    if degree == 2 and isinstance(value, sympy.Pow) and value.exp == 2:
        return sympy.Abs(value.base, evaluate=False)
    return sympy.Pow(value, quotient(Integer(1), degree).doit(), evaluate=False)


def _sums_in(node: Node) -> Iterator[tuple[set[str], str]]:
    """The sums and products in an expression: what they bind, and how they are written with their terms."""
    for row in (part for part in walk(node) if isinstance(part, Row)):
        for place, item in enumerate(row.items):
            if names := _bound_in(item):
                yield {name.key for name in names}, "".join(map(written, row.items[place:]))


def captured(key: str) -> str:
    """The doubt about a letter that is used for two things."""
    return f"the index {key} is bound in one place and free in another"


class Meaning(Quantities):
    """Reads the formulas of one section.

    Dimensions and ranks are found while reading, so formulas are read until nothing new is found; see
    :meth:`settled`.
    """

    def settled(self, read: Callable[[], None]) -> None:
        """Read until dimensions and ranks no longer change; what is read then is to be believed."""
        for _ in range(6):
            self.changed = self.dims.changed = False
            read()
            if not (self.changed or self.dims.changed):
                return

    def read(self, node: Node, place: Key) -> Value:
        """The value of an expression; its free indices are those of ``place``."""
        before, self.place = self.place, place
        bound = {name.key for part in node.sums for name in _bound_in(part)}
        both = self._free(node) & bound if bound else set[str]()
        self.doubts += (captured(key) for key in sorted(both) if self.may_capture(key, node))
        try:
            return self.value(node)
        except RankMismatch as problem:
            self.learn(problem)
            raise
        finally:
            self.place = before

    def read_sides(self, left: Node, right: Node, place: Key) -> tuple[Value, Value]:
        """The values of two sides; a name that stands outside of every expectation in either is not random."""
        self.constants = statistics.constants_in(left) | statistics.constants_in(right)
        return self.read(left, place), self.read(right, place)

    def sums_alone(self, sides: Sequence[Node]) -> set[str]:
        """The sums of a statement, as they are written, of which no letter is free in it."""
        free = set().union(*map(self._free, sides))
        return {text for side in sides for keys, text in _sums_in(side) if free.isdisjoint(keys)}

    def may_capture(self, key: str, *sides: Node) -> bool:
        """Whether a letter that sums bind, and that is free beside them, may be one and the same.

        It is not in sums that another statement writes alike, without the letter beside them, if these do not reach
        farther here, and the letter stands beside them on their own side.
        """
        for side in sides:
            sums = [text for keys, text in _sums_in(side) if key in keys]
            grows = any(self.scoped(part.terms) != [*part.terms] for part in walk(side) if isinstance(part, Terms))
            if sums and (grows or key not in self._free(side) or not self.sums.issuperset(sums)):
                return True
        return False

    def _free(self, node: Node) -> set[str]:
        """The keys of the names of an expression that no sum or product around them binds."""
        if isinstance(node, Name):
            return {node.key}
        if isinstance(node, Big):
            return set() if node.sup is None else self._free(node.sup)
        if isinstance(node, Row):
            found: set[str] = set()
            bound: set[str] = set()
            for item in node.items:
                found |= self._free(item) - bound
                bound |= {name.key for name in _bound_in(item)}
            return found
        parts = [term for _, term in self.scoped(node.terms)] if isinstance(node, Terms) else children(node)
        return set().union(*map(self._free, parts))

    def learn(self, problem: RankMismatch) -> None:
        """Take in what a mismatch tells: the weaker side has as many components as the other one."""
        if problem.weaker is not None:
            self._learn_of(problem.weaker, problem.upper)

    def _learn_of(self, node: Node, rank: int) -> None:
        match node:
            case Name():
                self._learn_name(node, [], rank)
            case Scripted(Name() as base, sub, _, _):
                self._learn_name(base, listed(sub), rank)
            case Bracket(_, body):
                self._learn_of(body, rank)
            case Terms(terms) if any(is_matrix_by_vector(term) for _, term in terms) or all(
                isinstance(term, Name | Scripted) for _, term in terms
            ):
                for _, term in terms:
                    self._learn_of(term, rank)
            case Row((first, second)) if rank == 1 and is_matrix_by_vector(node):
                self._learn_of(first, 2)
                self._learn_of(second, 1)
            case Row((first, Scripted(_, None, mark))) if rank == 2 and is_transpose(mark):
                self._learn_of(first, 1)  # ``d x^T``
            case Row((Nabla(by), *_)) if by is not None:
                self._learn_of(by, rank)
            case Differential(_, (by,)):
                self._learn_of(by, rank)
            case Row((Differential(None, (Name() as by,)), Bracket("‖") | Scripted(Bracket("‖")))):
                self._learn_of(by, rank)  # the slope of a length is as many numbers as what it is taken by
            case Row((_, Bracket(_, body))):
                self._learn_of(body, rank)
            case Row():
                single = alone(node)
                if single is not None:
                    self._learn_of(single, rank)

    def _learn_name(self, name: Name, members: list[Node], upper: int) -> None:
        if self.is_given(name.key) or name.key in self.scalars | self.numbers:
            return
        words = [m for m in members if not self.is_index(m, name.key)]
        key = f"{name.key}_{','.join(written(m) for m in words)}" if words else name.key
        rank = upper + len(members) - len(words)
        if self.ranks.get(key, 0) < rank:
            self.ranks[key] = rank
            self.learned.add(key)
            self.changed = True

    def value(self, node: Node) -> Value:
        self._depth += 1
        try:
            if self._depth > 150:
                raise NotUnderstood(
                    "definitions that go round in a circle, or an expression that is nested too deeply", node.start
                )
            return READERS[type(node)](self, node)
        finally:
            self._depth -= 1

    def application(self, items: list[Node], place: int) -> tuple[Value, int]:
        return factors.application(self, items, place)

    def product(self, items: list[Node]) -> Value:
        return factors.product_of(self, items)

    # -- readers

    def name_value(self, node: Name) -> Value:
        if node.text == OMISSION:
            raise NotUnderstood("an omission (...)", node.start)
        if node.text in EITHER_SIGN.values():
            if self.upper == 0:
                raise NotUnderstood("±, which is either of two values", node.start)
            return Value(Integer(self.upper if node.text == EITHER_SIGN["pm"] else -self.upper))
        if node.text == "∂":
            raise NotUnderstood("∂ outside of a derivative", node.start)
        function = calls.field_function(self, node)
        if function is not None and node.key not in self.survey.plain:
            raise NotUnderstood(f"the function {shown(node.text)} without an argument", node.start)
        entry = self.glossary.of(node.key, None)
        if entry is not None and calls.is_scalar_function(self, entry[0]) and node.key not in self.parameters:
            return calls.value_at(self, node, entry[0], [self.value(entry[0].parameters[0])], 0)
        return self.quantity(node)

    def scripted_value(self, node: Scripted) -> Value:
        base = node.base
        if node.primes:
            if isinstance(base, Name):
                return calls.primed_alone(self, base, node)
            raise NotUnderstood("a prime on something that is not a function", node.start)
        if isinstance(base, Name):
            if (
                node.sub is None
                and base.text == "e"
                and not base.accents
                and node.sup is not None
                and not self.is_defined("e")
            ):
                return self.exponential(node.sup)
            if (
                base.text == "delta"
                and base.key not in self.named
                and node.sup is None
                and factors.is_kronecker(self, node)
            ):
                one, other = listed(node.sub)
                return factors.kronecker(self, one, other)
            if (named := at_values(self, node, None)) is not None:
                return self.value(Row(named, node.start, node.end))
            if base.text == "delta" and len(listed(node.sub)) == 2 and not self.is_defined(base.key):
                self.doubts.append("δ may be the Kronecker delta")
            entry = self.glossary.of(base.key, None)
            if (
                node.sub is None
                and entry is not None
                and calls.is_scalar_function(self, entry[0])
                and node.sup is not None
            ):
                return self.power(self.name_value(base), node.sup)
            return self.quantity(base, node.sub, node.sup)
        if isinstance(base, Bracket) and base.kind == "‖":
            return norms.norm(self, base, node.sub, node.sup)
        value = self.value(base)
        if node.sub is not None:
            value = self.indexed(value, listed(node.sub), node)
        if node.sup is None or (is_list(base) and is_transpose(node.sup)):  # (a, b)^T is the column that (a, b) is
            return value
        if is_transpose(node.sup):
            if not value.rank and not any(map(self.ranks.get, base.keys)):
                raise RankMismatch("a number is transposed", node.start, 0, 1, base)
            return transposed(value)
        return self.power(value, node.sup, written(base.body if isinstance(base, Bracket) else base))

    def exponential(self, exponent: Node) -> Value:
        return self.entrywise(self.value(exponent)).mapped(ELEMENTWISE["exp"])

    def number_value(self, node: Number) -> Value:
        return Value(Rational(node.value.numerator, node.value.denominator))

    def terms_value(self, node: Terms) -> Value:
        terms = self.scoped(node.terms)
        values = [(sign, self.value(term), term) for sign, term in terms]
        rank = max(value.rank for _, value, _ in values)
        shape = next(value for _, value, _ in values if value.rank == rank)
        bodies: list[Expr] = []
        for sign, value, term in values:
            if value.rank != rank:
                declared = isinstance(term, Name) and term.key in self.numbers | self.beside_vectors
                if value.rank or not (value.body.is_number or declared):
                    weaker = None if shape.row else term  # w^T x + b is a number once x is known to be a vector
                    raise RankMismatch("a sum of a vector and a number", term.start, value.rank, rank, weaker)
                if value.body:
                    self.entrywise(shape, "a number is added to a matrix")
                fitted = value.body
            elif rank:
                if value.row != shape.row:
                    raise NotUnderstood("a sum of a row and a column", term.start)
                fitted = along(self.dims, value, shape.axes).body
            else:
                fitted = value.body
            bodies.append(fitted if sign == 1 else negated(fitted))
        body = bodies[0] if len(bodies) == 1 else sympy.Add(*bodies, evaluate=False)
        return Value(body, shape.axes, shape.row)

    def scoped(self, terms: tuple[tuple[int, Node], ...]) -> list[tuple[int, Node]]:
        """The terms; those that speak of the index of a sum before them belong to that sum."""
        found: list[tuple[int, Node]] = []
        for place, (sign, term) in enumerate(terms):
            big = last_sum(term)
            later = terms[place + 1 :]
            if big is not None and later:
                letters = {name.key for name in bound_by(big)} - set(self.bound)
                inside = [i for i, (_, other) in enumerate(later) if mentions(other, letters)]
                inside = inside or ([0] if ends_with(term, big) else [])
                if inside:
                    count = inside[-1] + 1
                    return [*found, (sign, grown(term, later[:count])), *later[count:]]
            found.append((sign, term))
        return found

    def quotient_value(self, node: Quotient) -> Value:
        top, bottom = self.value(node.top), self.value(node.bottom)
        if bottom.rank:
            if top.rank == bottom.rank:
                fitted = along(self.dims, bottom, top.axes)
                return Value(quotient(top.body, fitted.body), top.axes, top.row)
            raise NotUnderstood("a division by a vector", node.bottom.start)
        return top.mapped(lambda u: quotient(u, bottom.body))

    def bracket_value(self, node: Bracket) -> Value:
        if node.kind == "⟨" and isinstance(node.body, Listing | Related):
            return norms.scalar_product(self, node)
        if node.kind in "([" and isinstance(node.body, Listing | Omission):
            return matrices.listed_out(self, node.body)
        if isinstance(node.body, Listing | Related):
            raise NotUnderstood("a list or a relation in brackets", node.start)
        if node.kind == "|":
            if isinstance(node.body, Name) and node.body.font in ("cal", "scr", "bb"):
                raise NotUnderstood("the number of members of a set, or an absolute value", node.start)
            value = self.value(node.body)
            if value.rank == 2:
                if not isinstance(node.body, Matrix) and "determinant" not in self.properties:
                    self.taken.append("if bars around a matrix stand for its determinant")
                    self.doubts.append("what bars around a matrix stand for is not said")
                return determinant(self, value, node.start)
            if value.rank:
                raise NotUnderstood("a vector where a number is expected", node.body.start)
            return Value(sympy.Abs(value.body, evaluate=False))
        if node.kind == "‖":
            return norms.norm(self, node, None, None)
        if node.kind in WHOLE_PARTS:
            function = WHOLE_PARTS[node.kind]
            return self.value(node.body).mapped(lambda u: _whole_part(function, u))
        plain = not isinstance(node.body, Scripted) or node.body.sup is None
        if node.kind in "[{" and plain and isinstance(base_of(node.body), Name | Number):
            raise NotUnderstood("a whole part, a set, or an indicator", node.start)
        if node.kind in ("(", "[", "{"):
            body = node.body
            return self.value(replace(body, kind=body.kind or node.kind) if isinstance(body, Matrix) else body)
        raise NotUnderstood(f"the bracket {node.kind}", node.start)

    def root_value(self, node: Root) -> Value:
        degree = Integer(2) if node.degree is None else self.scalar(node.degree)
        value = self.value(node.body)
        if value.body.is_number and value.body.is_negative and degree.is_odd:
            return value.mapped(lambda u: negated(_root(negated(u), degree)))
        return self.entrywise(value).mapped(lambda u: _root(u, degree))

    def choice_value(self, node: Choice) -> Value:
        raise NotUnderstood("cases within an expression", node.start)

    def evaluated_value(self, node: Evaluated) -> Value:
        if not self.in_claim:
            raise NotUnderstood("a value at a point outside of a claim", node.start)
        behind = self.glossary.behind(node.body).values()
        hidden = any(
            node.letter in d.right.keys - {key for parameter in d.parameters for key in parameter.keys} for d in behind
        )
        if hidden or node.name.key not in node.body.keys:
            raise NotUnderstood(f"how what stands before the bar depends on {of_key(node.letter)}", node.start)
        return self.value(node.body)

    def reaching_value(self, node: Reaching) -> Value:
        return self.value(
            node.far if self.reaches_far(node.if_near, node.if_far, node.start, node.either) else node.near
        )

    def listing_value(self, node: Listing | Related) -> Value:
        raise NotUnderstood("a list or a relation where an expression is expected", node.start)

    def row_value(self, node: Row) -> Value:
        return factors.product_of(self, list(node.items))


WHOLE_PARTS = {"⌊": sympy.floor, "⌈": sympy.ceiling}
"""What stands between brackets that round."""

READERS: dict[type, Callable[[Meaning, Any], Value]] = {
    Number: Meaning.number_value,
    Name: Meaning.name_value,
    Omission: Meaning.name_value,
    Scripted: Meaning.scripted_value,
    Quotient: Meaning.quotient_value,
    Row: Meaning.row_value,
    Applied: calls.applied_without_brackets,
    Terms: Meaning.terms_value,
    Bracket: Meaning.bracket_value,
    Root: Meaning.root_value,
    Matrix: matrices.written_out,
    Choice: Meaning.choice_value,
    Evaluated: Meaning.evaluated_value,
    Reaching: Meaning.reaching_value,
    Listing: Meaning.listing_value,
    Related: Meaning.listing_value,
    Operator: Meaning.listing_value,
    Differential: derivatives.differential,
    Big: lambda meaning, node: sums.big_operator(meaning, node, [], [])[0],
    Nabla: lambda meaning, node: factors.application(meaning, [node], 0)[0],
}
"""How each kind of node is read."""
