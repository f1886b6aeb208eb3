"""Rows and columns of displays and of cases."""

from __future__ import annotations

from derivations.document.syntax.relations import Tokens
from derivations.document.syntax.tokens import GROUP, TEXT, Token


def rows_of(tokens: Tokens) -> list[list[Token]]:
    """Tokens cut at line ends, with what follows ``\\\\`` in brackets left out."""
    rows: list[list[Token]] = [[]]
    skipping = False
    for place, token in enumerate(tokens):
        if skipping:
            skipping = not token.is_sign("]")
            continue
        if token.is_command("\\", "\\*", "cr", "newline", "tabularnewline"):
            following = tokens[place + 1] if place + 1 < len(tokens) else None
            skipping = following is not None and following.is_sign("[") and following.start == token.end
            rows.append([])
        elif token.kind == TEXT and token.inside and token.inside[0].text in ("intertext", "shortintertext"):
            rows += [[token], []]
        else:
            rows[-1].append(token)
    return [row for row in rows if row]


def cells_of(row: Tokens) -> list[list[Token]]:
    """A row's tokens cut at ``&``."""
    cells: list[list[Token]] = [[]]
    for token in row:
        if token.is_sign("&"):
            cells.append([])
        else:
            cells[-1].append(token)
    return cells


def matrix_rows(environment: Token) -> list[list[list[Token]]]:
    """The cells of a matrix by its rows; a column in which nothing stands is none."""
    rows = [cells_of(row) for row in rows_of(_inside(environment))]
    width = max((len(row) for row in rows), default=0)
    empty = {place for place in range(width) if not any(row[place] for row in rows if place < len(row))}
    return [[cell for place, cell in enumerate(row) if place not in empty] for row in rows if any(row)]


def _inside(environment: Token) -> tuple[Token, ...]:
    """The tokens of an environment without those that say how its columns are set."""
    inside = environment.inside
    return inside[1:] if environment.text == "array" and inside and inside[0].kind == GROUP else inside


def cases_of(environment: Token) -> list[tuple[list[Token], tuple[Token, ...]]]:
    """The rows of cases: the tokens of a value, and those of its condition."""
    found = []
    for row in rows_of(_inside(environment)):
        value, *conditions = cells_of(row)
        cut = next((i for i, t in enumerate(value) if t.kind == TEXT or t.is_command("quad", "qquad")), len(value))
        value, rest = value[:cut], [*value[cut:], *(t for cell in conditions for t in cell)]
        while value and value[-1].is_sign(",", ";", "."):
            value.pop()
        found.append((value, tuple(rest)))
    return found
