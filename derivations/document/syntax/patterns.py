"""Shapes of expressions that decide how they are read: lone names, plain arguments, what a sum reaches over."""

from __future__ import annotations

from collections.abc import Iterator, Sequence, Set
from itertools import pairwise

from derivations.document.syntax.commands import OMISSION
from derivations.document.syntax.names import (
    COUNTS,
    KNOWN_FUNCTIONS,
    MATRIX_LETTERS,
    OF_MATRICES,
    STATISTICS,
    TRANSPOSES,
    in_bold,
    shown,
)
from derivations.document.syntax.nodes import (
    Applied,
    Big,
    Bracket,
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
    walk,
)


def listed(node: Node | None) -> list[Node]:
    """The members of a subscript: ``jk``, ``j,k`` and ``j``."""
    if node is None:
        return []
    if isinstance(node, Listing):
        return [inner for item in node.items for inner in listed(item)]
    if isinstance(node, Row) and all(isinstance(item, Name | Scripted | Number) for item in node.items):
        return list(node.items)
    return [node]


def bound_by(big: Big) -> list[Name]:
    """The names that a sum or product binds."""
    found: list[Name] = []
    for part in listed(big.sub):
        first = part.parts[0] if isinstance(part, Related) else part
        for name in listed(first):
            if isinstance(name, Name) and name.key not in [f.key for f in found]:
                found.append(name)
    return found


def is_letter(node: Node) -> bool:
    """Whether it may be an index: one small Latin letter, with accents perhaps."""
    return isinstance(node, Name) and len(node.text) == 1 and node.text.isalpha() and not node.font


def small_letters(node: Node) -> set[str]:
    """The small letters in an expression, of which an index may be made."""
    return {name.text for name in node.names if is_letter(name) and name.text.islower()}


def subscript_digits(number: int) -> str:
    """A number in small digits below the line."""
    return "".join("₀₁₂₃₄₅₆₇₈₉"[int(digit)] for digit in str(number))


def letters(name: Name) -> str:
    """How a name is written."""
    return shown(name.text, name.accents, name.font)


def written(node: Node | None) -> str:
    """A node in a name, as short as it can be written; what is written differently has another name."""
    match node:
        case None:
            return ""
        case Name(text, _, _, accents, font):
            return in_bold(shown(text, accents, font)) if font == "bold" else shown(text, accents, font)
        case Number(value):
            return str(value)
        case Scripted(base, sub, sup, primes):
            return (
                written(base) + (f"_{written(sub)}" if sub else "") + (f"^{written(sup)}" if sup else "") + "'" * primes
            )
        case Row(items) | Listing(items):
            return "".join(map(written, items)) if isinstance(node, Row) else ",".join(map(written, items))
        case Bracket("|", Related() as body):
            return f"|{written(body)}"
        case Bracket(kind, body):
            return f"({written(body)})" if kind in "([{" else f"{kind}{written(body)}{kind}"
        case Terms(terms):
            return "".join(("-" if sign < 0 else "+") + written(term) for sign, term in terms).removeprefix("+")
        case Related(parts, relations):
            return written(parts[0]) + "".join(r + written(p) for r, p in zip(relations, parts[1:], strict=True))
        case Operator(text):
            return text
        case Quotient(top, bottom):
            return f"({written(top)})/({written(bottom)})"
        case Root(body, degree):
            return f"√[{written(degree)}]({written(body)})"
        case Applied(function, argument):
            return f"{written(function)}({written(argument)})"
        case Big(kind, sub, sup):
            return kind + (f"_{written(sub)}" if sub else "") + (f"^{written(sup)}" if sup else "")
        case Matrix(rows):
            return "[" + ";".join(",".join(map(written, row)) for row in rows) + "]"
        case Nabla(by, order=order):
            return f"∇_{written(by)}" if order == 1 else f"∇^{order}_{written(by)}"
        case Reaching(far, near):
            return f"{written(near)}|{written(far)}"
        case Evaluated(body, _, name, point):
            return f"({written(body)})|{written(name)}={written(point)}"
        case Differential(of, by):
            return f"∂{written(of)}/∂{','.join(map(written, by))}"
    return f"…{node.start}"  # cases, which are like no others


def alone(node: Node) -> Node | None:
    """The name that an expression comes down to, if there is just one."""
    if isinstance(node, Name):
        return node
    if isinstance(node, Scripted) and isinstance(node.base, Name):
        return node
    if isinstance(node, Bracket):
        return alone(node.body)
    if isinstance(node, Row):
        names = [found for item in node.items if (found := alone(item)) is not None]
        return names[-1] if len(names) == 1 else None
    return None


def is_matrix_by_vector(node: Node) -> bool:
    """Whether a capital letter stands before another name, as in ``W x``."""
    if not isinstance(node, Row) or len(node.items) != 2:
        return False
    first = base_of(node.items[0])
    return isinstance(first, Name) and first.text in MATRIX_LETTERS and alone(node.items[1]) is not None


def keys_of(nodes: Sequence[Node]) -> list[str]:
    """The keys of the names among expressions."""
    inner = (base_of(node) for node in nodes)
    return [name.key for name in inner if isinstance(name, Name)]


def is_list(node: Node | None) -> bool:
    """Whether it is a list in round or square brackets, with dots in it perhaps."""
    return isinstance(node, Bracket) and node.kind in "([" and isinstance(node.body, Listing | Omission)


def is_transpose(mark: Node | None) -> bool:
    """Whether what stands above an expression says that it is transposed."""
    return isinstance(mark, Name) and mark.text in TRANSPOSES


def row_of(items: list[Node]) -> Node:
    """Factors as one expression."""
    return items[0] if len(items) == 1 else Row(tuple(items), items[0].start, items[-1].end)


def members(node: Node) -> tuple[Node, ...]:
    """The expressions of a list, or the one that is none."""
    return node.items if isinstance(node, Listing) else (node,)


def is_plain_name(node: Node | None) -> bool:
    """Whether an expression is a name, with scripts perhaps."""
    if isinstance(node, Scripted):
        return isinstance(node.base, Name) and not node.primes
    return isinstance(node, Name)


def are_plain_names(body: Node) -> bool:
    """Whether all arguments in a bracket are names."""
    return all(
        is_plain_name(item) or (isinstance(item, Related) and set(item.relations) == {"mid"}) for item in members(body)
    )


def are_same(one: Node, other: Node) -> bool:
    """Whether two expressions are written alike."""
    return written(one) == written(other)


def last_sum(term: Node) -> Big | None:
    """The sum whose terms reach to the end of a term."""
    items = term.items if isinstance(term, Row) else (term,)
    return next((item for item in items if isinstance(item, Big) and item.kind == "sum"), None)


def ends_with(term: Node, big: Big) -> bool:
    """Whether nothing stands behind a sum: ``\\sum_i`` before ``- x_i``."""
    return (term.items[-1] if isinstance(term, Row) else term) is big


def bound_in(node: Node) -> set[str]:
    """The keys of the names that sums, products and limits in an expression bind."""
    return {name.key for part in walk(node) if isinstance(part, Big) for name in bound_by(part)}


def mentions(node: Node, letters: Set[str]) -> bool:
    """Whether an expression speaks of one of these letters, other than as a bound index."""
    bound = bound_in(node)
    return not node.keys.isdisjoint(letters - bound)


def grown(term: Node, more: Sequence[tuple[int, Node]]) -> Node:
    """A term that ends with a sum, with further terms taken into that sum."""
    items = term.items if isinstance(term, Row) else (term,)
    place = next(i for i, item in enumerate(items) if isinstance(item, Big))
    inside = items[place + 1 :]
    terms = (*([(1, row_of(list(inside)))] if inside else []), *more)
    body = Terms(terms, terms[0][1].start, terms[-1][1].end)
    return Row((*items[: place + 1], Bracket("(", body, body.start, body.end)), term.start, body.end)


def averaged_over(before: Sequence[Node]) -> Name | None:
    """The number of terms that stands in ``1/n`` right before a sum."""
    last = before[-1] if before else None
    if isinstance(last, Quotient) and isinstance(last.bottom, Name) and last.bottom.text in COUNTS:
        return last.bottom
    return None


def is_lone(node: Node | None) -> bool:
    """Whether a side is a lone quantity, a function of plain names, or a derivative of one."""
    if isinstance(node, Scripted):
        return isinstance(node.base, Name) and not isinstance(node.sup, Number) and node.base.text != "e"
    if isinstance(node, Row):
        if len(node.items) != 2:
            return False
        one, other = node.items
        if isinstance(one, Nabla):
            return is_lone(other)
        if isinstance(one, Differential):
            return is_lone(other) and not _is_power_of(other, one.by)
        name = base_of(one)
        return isinstance(name, Name) and name.text not in KNOWN_FUNCTIONS | OF_MATRICES and isinstance(other, Bracket)
    if isinstance(node, Differential):
        return node.of is None or (is_lone(node.of) and not _is_power_of(node.of, node.by))
    return isinstance(node, Name | Nabla)


def _is_power_of(node: Node, by: tuple[Node, ...]) -> bool:
    """Whether something has what is differentiated by as its exponent."""
    return isinstance(node, Scripted) and node.sup is not None and any(are_same(node.sup, one) for one in by)


def is_reals(node: Node | None) -> bool:
    """Whether it is the set of the real numbers."""
    return isinstance(node, Name) and node.text in ("R", "mathbbR") and node.font == "bb"


def is_space(node: Node | None) -> bool:
    """Whether it is the set of the real numbers, or of all vectors or matrices of a size."""
    if not isinstance(node, Scripted):
        return is_reals(node)
    part = isinstance(node.sup, Name) and node.sup.text in ("+", "-", "*")
    return node.sub is None and is_reals(node.base) and not part


INFINITY = "∞"


def is_infinite(node: Node) -> bool:
    """Whether it is a set with infinitely many members: numbers of a kind, an interval, or a list without an end."""
    base = base_of(node)
    if isinstance(base, Name):
        return base.font == "bb" and base.text in ("N", "Z", "Q", "R", "C")
    if not isinstance(base, Bracket) or not isinstance(base.body, Listing):
        return False
    return base.kind != "{" or any(name.text == OMISSION for name in base.body.items[-1].names)


def is_statistic(name: Name, bracket: Bracket) -> bool:
    """Whether it is an expectation, a variance or the like: E is one in double-struck letters, or before ``[``."""
    return name.text in STATISTICS and (name.font == "bb" or name.text != "E" or bracket.kind == "[")


def is_indicator(node: Node) -> bool:
    """Whether it is a 1 in bold or double-struck type: before a condition it is 1 where that holds."""
    return isinstance(node, Name) and node.text in ("1", "I") and node.font in ("bold", "bb")


def event_of(word: Node) -> Related | None:
    """The event that a word of a function's name is: ``y = 1``, behind a bar perhaps."""
    inside = word.body if isinstance(word, Bracket) and word.kind == "|" else word
    return inside if isinstance(inside, Related) and inside.relations == ("=",) else None


def statistics_in(node: Node) -> Iterator[Row]:
    """The products in an expression that an expectation, or the like, stands in."""
    for part in walk(node):
        if isinstance(part, Row):
            for item, following in pairwise(part.items):
                name, bracket = base_of(item), base_of(following)
                if isinstance(name, Name) and isinstance(bracket, Bracket) and is_statistic(name, bracket):
                    yield part


def arguments_of(bracket: Bracket) -> list[Node]:
    """The arguments in a bracket; those behind a bar count as well."""
    found: list[Node] = []
    for part in members(bracket.body):
        if isinstance(part, Related) and set(part.relations) == {"mid"}:
            found += part.parts
        else:
            found.append(part)
    return found


def is_trivial(node: Node) -> bool:
    """Whether a right side is a number or a lone quantity: then the equation says more of a case than of a name."""
    return (
        isinstance(node, Number)
        or (isinstance(node, Name) and not node.font)
        or (
            isinstance(node, Scripted)
            and isinstance(node.base, Name)
            and not node.primes
            and not (node.base.text == "e" and node.sup is not None)
            and not isinstance(node.sup, Number)
        )
    )


def is_number(node: Node | None) -> bool:
    """Whether an expression is a number with a sign perhaps."""
    if isinstance(node, Terms) and len(node.terms) == 1:
        return is_number(node.terms[0][1])
    return isinstance(node, Number) or (isinstance(node, Name) and node.text in ("0", "1"))
