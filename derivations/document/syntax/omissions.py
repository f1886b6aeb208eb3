"""What is left out between dots: ``x_1 + ... + x_n`` says by its first and its last term how the others look."""

from __future__ import annotations

from dataclasses import dataclass, fields, is_dataclass, replace
from fractions import Fraction
from typing import Any

from derivations.document.syntax.commands import OMISSION
from derivations.document.syntax.nodes import Big, Bracket, Matrix, Name, Node, Number, Related, Row
from derivations.document.syntax.patterns import written
from derivations.document.syntax.tokens import NotUnderstood

DOWN, ACROSS = Name("⋮", 0, 0), Name("⋯", 0, 0)
"""The number of a row, and that of a column, where rows or columns are left out."""


MOST_WRITTEN = 3
"""How many terms before dots are looked at."""


@dataclass(frozen=True)
class Table:
    """A matrix without omissions.

    Where rows are left out there is one row, in which ``DOWN`` is its number and ``last`` that of the last row; so
    with columns.
    """

    rows: tuple[tuple[Node, ...], ...]
    last_row: Node | None
    last_column: Node | None


def table_of(matrix: Matrix) -> Table:
    """The rows and columns of a matrix, those that are left out in general terms.

    Raises :class:`NotUnderstood` where the terms that are written do not say how the others look.
    """
    gaps = [all(map(_is_omission, row)) for row in matrix.rows]
    kept = [row for row, gap in zip(matrix.rows, gaps, strict=True) if not gap]
    if not kept or len({len(row) for row in kept}) > 1:
        raise NotUnderstood("a matrix whose rows are not equally long", matrix.start)
    rows, last_row = _completed(kept, gaps, DOWN, matrix.start)
    columns = list(zip(*rows, strict=True))
    gaps = [all(map(_is_omission, column)) for column in columns]
    kept = [column for column, gap in zip(columns, gaps, strict=True) if not gap]
    columns, last_column = _completed(kept, gaps, ACROSS, matrix.start)
    return Table(tuple(zip(*columns, strict=True)), last_row, last_column)


def with_sums(terms: list[tuple[int, Node]]) -> list[tuple[int, Node]]:
    """Terms, those of ``x_1 + \\cdots + x_n`` as a sum.

    Raises :class:`NotUnderstood` where the terms that are written do not say how the others look.
    """
    gap = next((place for place, (_, term) in enumerate(terms) if _is_omission(term)), None)
    if gap is None:
        return terms
    for begin in range(max(gap - MOST_WRITTEN, 0), gap):
        signs = {sign for sign, _ in terms[begin : gap + 2]}
        if len(signs) == 1 and gap + 1 < len(terms):
            written_terms = [term for _, term in terms[begin:gap]]
            found = _summed(written_terms, terms[gap + 1][1])
            if found is not None:
                return with_sums([*terms[:begin], (terms[begin][0], found), *terms[gap + 2 :]])
    raise NotUnderstood("an omission (...)", terms[gap][1].start)


def _summed(firsts: list[Node], last: Node) -> Node | None:
    """The sum of which the first terms are written, and the last one, if these say how the others look."""
    ends: list[Node] = []
    try:
        term = general(firsts[0], last, ACROSS, ends)
    except NotUnderstood:
        return None
    as_expected = all(written(at(term, ACROSS, place)) == written(one) for place, one in enumerate(firsts, 1))
    if not ends or len({written(end) for end in ends}) > 1 or not as_expected:
        return None
    if term == ACROSS and not isinstance(ends[0], Name):
        return None  # 1 + 2 + ... + 2^n may be a sum of powers
    start, end = firsts[0].start, last.end
    first = Related((ACROSS, Number(Fraction(1), start, start)), ("=",), start, start)
    items = term.items if isinstance(term, Row) else (term,)
    return Bracket("(", Row((Big("sum", first, ends[0], start, start), *items), start, end), start, end)


def _completed(
    lines: list[tuple[Node, ...]], gaps: list[bool], number: Name, start: int
) -> tuple[list[tuple[Node, ...]], Node | None]:
    """Lines as they stand, or one in general terms if others are left out, and the last one's number."""
    if not any(gaps):
        return lines, None
    if len(lines) < 2 or gaps.index(True) != len(gaps) - 2 or sum(gaps) > 1:
        raise NotUnderstood("an omission (...)", start)
    ends: list[Node] = []
    line = tuple(general(one, other, number, ends) for one, other in zip(lines[0], lines[-1], strict=True))
    as_written = [tuple(map(written, other)) for other in lines[1:-1]]
    expected = [tuple(written(at(cell, number, place)) for cell in line) for place in range(2, len(lines))]
    if not ends or len({written(end) for end in ends}) > 1 or as_written != expected:
        raise NotUnderstood("an omission (...)", start)
    return [line], ends[0]


def general(first: Any, last: Any, number: Name, ends: list[Node]) -> Any:
    """The general term of two: ``number`` stands where the first has 1 and the last has something else, an end."""
    if isinstance(first, Number) and first.value == 1 and isinstance(last, Node) and written(last) != "1":
        ends.append(last)
        return number
    if isinstance(first, Number) and isinstance(last, Row) and len(str(first.value)) == len(last.items):
        first = replace(last, items=tuple(Number(Fraction(digit), 0, 0) for digit in str(first.value)))  # w_{11}
    if type(first) is not type(last):
        raise NotUnderstood("an omission (...)", getattr(last, "start", 0))
    if isinstance(first, tuple) and len(first) == len(last):
        return tuple(general(one, other, number, ends) for one, other in zip(first, last, strict=True))
    if is_dataclass(first) and not isinstance(first, type):
        parts = {f.name: (getattr(first, f.name), getattr(last, f.name)) for f in fields(first)}
        places = {name: one for name, (one, _) in parts.items() if name in ("start", "end")}
        inside = {name: general(*pair, number, ends) for name, pair in parts.items() if name not in places}
        return type(first)(**places, **inside)
    if first != last:
        raise NotUnderstood("an omission (...)", 0)
    return first


def at(term: Any, number: Name, value: int) -> Any:
    """The general term with a number."""
    if term == number:
        return Number(Fraction(value), number.start, number.end)
    if isinstance(term, tuple):
        return tuple(at(part, number, value) for part in term)
    if is_dataclass(term) and not isinstance(term, type):
        return type(term)(**{f.name: at(getattr(term, f.name), number, value) for f in fields(term)})
    return term


def _is_omission(cell: Node) -> bool:
    return isinstance(cell, Name) and cell.text == OMISSION
