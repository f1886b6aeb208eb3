"""What a section states, in order: its chains, its definitions, and the conventions that it calls for.

Nothing is said here of what its formulas mean.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Any, TypeAlias

from derivations.document.discourse.conditions import ORDERS, Condition, conditions_in
from derivations.document.discourse.sections import Placed, Section
from derivations.document.discourse.vocabulary import CONDITION, DENIED, REASON, RESULTS, STATED, SUPPOSED
from derivations.document.elaboration.glossary import Defined, Head, head_of, of_events
from derivations.document.elaboration.survey import Survey, label_of
from derivations.document.obligations.conventions import LAYERED, PLAIN, Convention
from derivations.document.source.pieces import CannotRead
from derivations.document.syntax.commands import OMISSION
from derivations.document.syntax.names import NOISE, POSITIVE
from derivations.document.syntax.nodes import (
    Bracket,
    Choice,
    Matrix,
    Name,
    Node,
    Number,
    Related,
    Root,
    Row,
    Scripted,
    base_of,
    children,
    head_name,
    walk,
)
from derivations.document.syntax.parser import parsed
from derivations.document.syntax.patterns import is_list, is_lone, is_number, is_trivial, listed, statistics_in
from derivations.document.syntax.statements import Link, Side
from derivations.document.syntax.tokens import NotUnderstood, tokens


def _is_weak(convention: Defined) -> bool:
    """Whether a convention gives way to what a document itself says."""
    return "error" not in convention.named


DEFINING = ("=", ":=", "≡")
"""Relations that may define their left side."""


@dataclass(frozen=True)
class Entry:
    """A definition and the statement with which it comes into force; ``other`` where it is but another reading.

    What is ``ahead`` is said of what stands before it, too, as in "where z = w x + b"; a result is not.  It is in force
    if it is ``sure``, and may be meant if it is neither that nor ``partial``; one in ``passing`` is for the statements
    alone that have it as their premise.
    """

    number: int
    defined: Defined
    other: bool = False
    ahead: bool = True
    sure: bool = True
    partial: bool = False
    item: tuple[int, ...] = ()
    passing: bool = False

    @property
    def of_condition(self) -> bool:
        """Whether it is the equation of a condition."""
        place = self.defined.place
        return isinstance(place, tuple) and place[0] == "condition"

    def is_around(self, item: tuple[int, ...]) -> bool:
        """Whether it stands in no other list item than those around a statement."""
        return item[: len(self.item)] == self.item


@dataclass
class Chain:
    """A statement's sides in order, its first one taken from the statement before where it has none."""

    placed: Placed
    first: Side | None
    links: list[Link]
    place: Any
    definition: Defined | None = None
    scalars: frozenset[str] = frozenset()

    @property
    def sides(self) -> list[Side]:
        """All sides, in order."""
        return [side for side in (self.first, *(link.side for link in self.links)) if side is not None]

    def half_read(self) -> Iterator[str]:
        """The lone quantities, and functions, that are said to be what was not understood."""
        for pair in pairwise(self.sides):
            for one, other in (pair, pair[::-1]):
                called = isinstance(one.node, Row) and isinstance(one.node.items[1], Bracket)
                name = base_of(one.node.items[0] if called and isinstance(one.node, Row) else one.node)
                if other.problem is not None and isinstance(name, Name):
                    yield name.key

    def relations(self) -> Iterator[Related]:
        """Its relations that were understood, each with its two sides."""
        for (one, other), link in zip(pairwise(self.sides), self.links, strict=False):
            if one.node is not None and other.node is not None:
                yield Related((one.node, other.node), (link.relation,), one.start, other.end)

    @property
    def transposes(self) -> bool:
        """Whether something in the statement is transposed."""
        return bool(Survey.of([side.node for side in self.sides if side.node]).transposed)

    def lone_names(self) -> frozenset[str]:
        """The names that this statement uses without indices alone."""
        nodes = [side.node for side in self.sides if side.node]
        own = Survey.of(nodes)
        return frozenset(key for key in own.plain - set(own.subscripts) - own.transposed if not key.endswith("@bold"))


@dataclass
class Outline:
    """A section's statements, definitions and conventions, before anything is said of what its formulas mean."""

    section: Section
    chains: list[Chain]
    survey: Survey
    entries: list[Entry]
    conventions: list[Defined]
    inherited: dict[Head, Defined]
    earlier: dict[Head, Defined]
    words: str = ""
    usual: bool = False

    def exported(self) -> dict[Head, Defined]:
        """The definitions that later sections inherit."""
        own = [entry.defined for entry in self.entries if not entry.other and entry.sure and not entry.passing]
        return {**self.earlier, **{defined.head: defined for defined in own}}


def outline(section: Section, earlier: dict[Head, Defined], context: str = "", usual: bool = False) -> Outline:
    """The outline of a section that may use the definitions of earlier ones.

    ``context`` are the words around it; ``usual`` says that the document speaks of the sigmoid function.
    """
    chains = _chains(section)
    nodes = list(_nodes(section, chains))
    own = Survey.of(nodes, section.spoken)
    inherited = {h: d for h, d in earlier.items() if _is_used(h, nodes) and _fits(Survey.of([d.left, d.right]), own)}
    for defined in inherited.values():
        nodes += [defined.left, defined.right]
    survey = Survey.of(nodes, section.spoken)
    conventions = _conventions(section, survey, context)
    if conventions:
        survey = Survey.of([*nodes, *(n for d in conventions for n in (d.left, d.right))], section.spoken)
    survey.compared = frozenset(_compared(section)) - survey.functions - survey.primed
    strong = {d.head: d for d in conventions if not _is_weak(d)}
    entries = _entries(section, chains, survey, set(strong), {**inherited, **strong})
    words = f"{context} {section.text}"
    return Outline(section, chains, survey, entries, conventions, inherited, earlier, words, usual)


def _chains(section: Section) -> list[Chain]:
    chains: list[Chain] = []
    for placed in section.placed:
        statement = placed.statement
        first = statement.first
        place: Any = ("statement", placed.number)
        if first is None and chains and statement.links:
            before = chains[-1]
            first = before.links[-1].side if before.links else before.first
            place = before.place
        chains.append(Chain(placed, first, statement.links, place))
    return chains


def _nodes(section: Section, chains: list[Chain]) -> Iterator[Node]:
    for chain in chains:
        for side in chain.sides:
            if side.node is not None:
                yield side.node
        for condition in _conditions_of(chain):
            yield from condition.related.parts
        for condition in (*chain.placed.premises, *chain.placed.reasons):
            yield from condition.related.parts
    for _, condition in section.supposed:
        yield from condition.related.parts


def _conditions_of(chain: Chain) -> Iterator[Condition]:
    for remark in chain.placed.statement.asides:
        yield from conditions_in(remark, chain.placed.excerpt)


def _compared(section: Section) -> Iterator[str]:
    """The names that an inequality of the text compares with something else."""
    for _, condition in section.mentioned:
        left = condition.related.parts[0]
        if isinstance(left, Name) and condition.related.relations[0] in ORDERS[:-1]:
            yield left.key


def _is_used(head: Head, nodes: list[Node]) -> bool:
    """Whether a section speaks of what a definition defines, in a layer if it is about one."""
    base = head.key.split("_", 1)[0]
    return any(_speaks_of(node, base, head.label is not None) for node in nodes)


def _fits(theirs: Survey, ours: Survey) -> bool:
    """Whether the names in a definition of an earlier section are used as in this one: with indices or without."""
    shared = theirs.all & ours.all
    return all((key in theirs.subscripts) == (key in ours.subscripts) for key in shared if key not in ours.applied)


def _speaks_of(node: Node, base: str, layered: bool) -> bool:
    if isinstance(node, Name):
        return node.key == base and not layered
    if isinstance(node, Scripted) and isinstance(node.base, Name):
        if node.base.key == base and (node.sup is not None and label_of(node.sup) is not None) == layered:
            return True
        return any(_speaks_of(part, base, layered) for part in (node.sub, node.sup) if part is not None)
    return any(_speaks_of(part, base, layered) for part in children(node))


# -- definitions


def _entries(
    section: Section, chains: list[Chain], survey: Survey, known: set[Head], before: dict[Head, Defined]
) -> list[Entry]:
    """The definitions of a section, with the statement from which on they hold."""
    found: list[Entry] = []
    defined: set[Place] = {(head, ()) for head in known}
    spoken: set[Head] = set()
    told = set(section.described)  # what a result says of these defines nothing for certain
    scope = list(section.supposed)
    noisy = "noise" in section.text
    for chain in chains:
        number = chain.placed.number
        while scope and scope[0][0] <= number:
            told |= scope[0][1].related.keys
            _from_condition(scope.pop(0), survey, defined, before, found, noisy)
        for condition in (*chain.placed.premises, *chain.placed.reasons):
            told |= condition.related.keys
            _from_condition((number, condition), survey, defined, before, found, noisy)
        entry = _from_chain(chain, survey, defined, found) or _from_square(
            chain, survey, known | spoken | {e.defined.head for e in found}
        )
        spoken |= set().union(*(_heads(side.node, survey) for side in chain.sides if side.node is not None))
        if entry is not None and _is_circular(entry.defined, [*before.values(), *(e.defined for e in found)], survey):
            entry = None
        if entry is not None and noisy and is_model(entry.defined.right):
            entry = replace(entry, other=True)
        if entry is not None:
            result = chain.placed.role == STATED and chain.placed.word in RESULTS
            placed = chain.placed
            values = (c for c in placed.premises if c.bound is not None and c.bound[1] == "=")
            case = any(result or not c.block for c in values)  # "if y = 1, then L = ..."
            again = result and (entry.defined.head.letter in told or _is_told(entry, section))
            sure = placed.sure and not case and not again
            entry = replace(entry, ahead=not result, sure=sure, partial=placed.partial, item=placed.item)
            found.append(entry)
            if entry.sure:
                defined.add((entry.defined.head, entry.item))
            chain.definition = entry.defined
            found += _other_forms(chain, entry)
        for entry in _from_the_right(chain, survey, defined):
            found.append(entry)
            defined.add((entry.defined.head, entry.item))
        for condition in _conditions_of(chain):
            _from_condition((number, condition), survey, defined, before, found, noisy)
    for item in scope:
        _from_condition(item, survey, defined, before, found, noisy)
    return found


def _is_told(entry: Entry, section: Section) -> bool:
    """Whether an equation before a definition says what the same quantity is, for certain or not."""
    before = (c for number, c in section.mentioned if number <= entry.number and c.text != entry.defined.text)
    heads = (head_name(c.related.parts[0]) for c in before if c.related.relations == ("=",))
    return any(isinstance(name, Name) and name.key == entry.defined.head.letter for name in heads)


Place: TypeAlias = "tuple[Head, tuple[int, ...]]"
"""What is defined, and in which list items."""


def _is_defined(head: Head, item: tuple[int, ...], defined: set[Place]) -> bool:
    return any((head, item[:depth]) in defined for depth in range(len(item) + 1))


def _from_condition(
    item: tuple[int, Condition],
    survey: Survey,
    defined: set[Place],
    before: dict[Head, Defined],
    found: list[Entry],
    noisy: bool,
) -> None:
    number, condition = item
    left, right = condition.related.parts
    if condition.related.relations[0] not in DEFINING or is_trivial(right):
        return
    place = ("condition", condition.excerpt.position(condition.related.start))
    entry = _defined(left, right, survey, place, condition.text)
    if entry is None or any(e.defined.text == entry.text for e in found):
        return
    known = _is_defined(entry.head, condition.item, defined)
    if condition.role == REASON and (known or any(e.defined.head == entry.head for e in found)):
        return
    if _is_circular(entry, [*before.values(), *(e.defined for e in found)], survey):
        return
    other = known or (noisy and is_model(right))
    passing = condition.passing
    found.append(Entry(number, entry, other, not passing, sure=condition.defines, item=condition.item, passing=passing))
    if not passing:
        defined.add((entry.head, condition.item))


def _from_chain(chain: Chain, survey: Survey, defined: set[Place], found: list[Entry]) -> Entry | None:
    statement = chain.placed.statement
    if statement.first is None or statement.first.node is None or not chain.links or statement.connected:
        return None
    link = chain.links[0]
    if link.relation not in DEFINING or link.side.node is None or chain.placed.role == DENIED:
        return None
    right = link.side.node
    if isinstance(right, Choice):
        return None
    defining = chain.placed.role == SUPPOSED or link.relation in (":=", "≡")
    called, number = isinstance(statement.first.node, Row), is_number(right)
    # f(x) = 4 is the value at one point, unless f is let be that
    if (is_trivial(right) or number) and not ((called and not number) or (defining and (called or not number))):
        return None
    text = chain.placed.excerpt.quoted(statement.first.start, link.side.end)
    entry = _defined(statement.first.node, right, survey, chain.place, text)
    known = [] if entry is None else list(of_events(entry.left, (other.defined for other in found)))
    whole = any(other.parameters and other.head.key == other.head.letter for other in known)
    if entry is None or whole or (known and chain.placed.word in RESULTS):
        return None  # the value at an event of what is defined
    entry = _by_arity(entry, found)
    if _is_defined(entry.head, chain.placed.item, defined) and not defining:
        return None
    return Entry(chain.placed.number, entry)


def is_model(node: Node) -> bool:
    """Whether a right side has noise in it: the equation then tells how data come about, and defines nothing."""
    names = (base_of(part) for part in walk(node))
    return any(isinstance(name, Name) and name.text in NOISE for name in names)


def _other_forms(chain: Chain, entry: Entry) -> Iterator[Entry]:
    """Of a definition that a chain goes on from, ``X = A = B``, the other forms: X is B as well."""
    for link in chain.links[1:]:
        if link.relation == "=" and link.side.node is not None and not is_trivial(link.side.node):
            right = chain.placed.excerpt.text[link.side.start : link.side.end]
            text = f"{entry.defined.text.split('=')[0].strip()} = {right}"
            other = replace(entry.defined, right=link.side.node, text=" ".join(text.split()))
            yield Entry(entry.number, other, True, sure=entry.sure, item=entry.item)


def _defined(left: Node, right: Node, survey: Survey, place: Any, text: str) -> Defined | None:
    found = head_of(left, survey)
    if found is None:
        return None
    head, parameters = found
    if any(part.text == OMISSION for part in right.names):
        return None
    if not parameters and head in _heads(right, survey):
        return None
    if any((isinstance(part, Matrix) or is_list(part)) and head.key in part.keys for part in walk(right)):
        return None  # what the components are called
    if left in list(statistics_in(left)) and (is_lone(right) or is_number(right) or next(statistics_in(right), None)):
        return None  # E[X] = mu is no definition of E, and Var(X) = E[X^2] - E[X]^2 is a claim
    return Defined(head, left, right, place, parameters, text)


def _from_the_right(chain: Chain, survey: Survey, defined: set[Place]) -> Iterator[Entry]:
    """``... =: S`` names what stands before it."""
    for before, link in zip(chain.sides, chain.links, strict=False):
        if link.relation == "=:" and before.node is not None and link.side.node is not None:
            text = chain.placed.excerpt.quoted(before.start, link.side.end)
            entry = _defined(link.side.node, before.node, survey, chain.place, text)
            if entry is not None and not _is_defined(entry.head, chain.placed.item, defined):
                yield Entry(chain.placed.number, entry, item=chain.placed.item)


def _from_square(chain: Chain, survey: Survey, known: set[Head]) -> Entry | None:
    """``\\sigma^2 = ...``, of which nothing was said before: the quantity is the root of what its square is."""
    left, link = chain.first, chain.links[0] if chain.links else None
    if left is None or link is None or link.relation not in DEFINING or link.side.node is None:
        return None
    right = link.side.node
    if chain.placed.role in (DENIED, CONDITION) or chain.placed.statement.connected or is_trivial(right):
        return None
    match left.node:
        case Scripted(Name(letter) as base, sub, Number(2), 0) if letter in POSITIVE and base.key not in survey.derived:
            quantity = base if sub is None else replace(left.node, sup=None)
        case _:
            return None
    text = chain.placed.excerpt.quoted(left.start, link.side.end)
    entry = _defined(quantity, Root(right, None, right.start, right.end), survey, chain.place, text)
    return (
        None
        if entry is None or entry.head in known
        else Entry(chain.placed.number, replace(entry, named="positive root"))
    )


def _by_arity(entry: Defined, others: Iterable[Entry]) -> Defined:
    """H(p, q) beside H(p): functions of one name with several numbers of arguments are several."""
    for other in others:
        same = other.defined.head == entry.head and other.defined.parameters and entry.parameters
        if same and len(other.defined.parameters) != len(entry.parameters):
            return replace(entry, head=Head(f"{entry.head.key}/{len(entry.parameters)}", entry.head.label))
    return entry


def _heads(node: Node, survey: Survey) -> set[Head]:
    """What an expression speaks of, as heads of definitions."""
    if isinstance(node, Name):
        return {Head(node.key)}
    if isinstance(node, Scripted) and isinstance(node.base, Name):
        label = label_of(node.sup) if node.sup is not None else None
        numbers = bool(survey.subscripts.get(node.base.key))
        words = [m for m in listed(node.sub) if not survey.is_index(m) and not (isinstance(m, Number) and numbers)]
        inside = set().union(*(_heads(part, survey) for part in (node.sub, node.sup) if part is not None))
        return inside if words else inside | {Head(node.base.key, label)}
    return set().union(*(_heads(part, survey) for part in children(node)))


def _is_circular(entry: Defined, others: Iterable[Defined], survey: Survey) -> bool:
    """Whether what a definition speaks of is itself defined by what it defines."""
    by_head = {other.head: other for other in others}
    todo, seen = list(_heads(entry.right, survey)), set[Head]()
    while todo:
        head = todo.pop()
        if head == entry.head:
            return True
        if head not in seen:
            seen.add(head)
            if head in by_head:
                todo += _heads(by_head[head].right, survey)
    return False


# -- conventions


def _conventions(section: Section, survey: Survey, context: str) -> list[Defined]:
    found: list[Defined] = []
    text = " ".join([context, section.text, *(directive.excerpt.text for directive in section.directives)]).lower()
    layers = sorted({label for key in ("z", "a", "delta") for label in survey.labels.get(key, ())})
    for label in layers or ["plain"]:
        for convention in LAYERED if layers else PLAIN:
            if not _called_for(convention, survey, text, label):
                continue
            made = _made(convention, label)
            if made is not None:
                found.append(made)
    return found


def _called_for(convention: Convention, survey: Survey, text: str, label: str) -> bool:
    for name, count in convention.names:
        if name not in survey.all or (count and survey.subscripts.get(name, 0) < count):
            return False
    first = convention.names[0][0]
    if label != "plain" and first in ("z", "a", "delta") and label not in survey.labels.get(first, set()):
        return False
    if convention.name == "weighted input" and not {"w", "b"} & survey.all:
        return False
    if convention.name == "softmax output layer" and label != "plain" and not _is_last(label):
        return False
    if convention.function:
        return convention.function in survey.primed or (
            convention.function != "f" and convention.function in survey.applied
        )
    if convention.names[0] == ("z", 0):
        return "z" in survey.plain and "z" not in survey.subscripts
    if convention.name.endswith("cost") and not _is_last(label):
        return False
    return not convention.words or any(word in text for word in convention.words)


def _is_last(label: str) -> bool:
    return label == str(("L", 0))


def _made(convention: Convention, label: str) -> Defined | None:
    here, before = ("", "")
    if label != "plain":
        letter, offset = _label(label)
        here, before = _label_text(letter, offset), _label_text(letter, offset - 1)
    formula = convention.formula.replace("LL", here).replace("L0", before)
    left, right = formula.split(" = ", 1)
    try:
        nodes = parsed(tokens(left)), parsed(tokens(right))
    except NotUnderstood as problem:  # pragma: no cover - the table is ours
        raise CannotRead(str(problem)) from None
    found = head_of(nodes[0], Survey.of(nodes))
    assert found is not None
    return Defined(found[0], *nodes, ("convention", convention.name, label), (), f"${formula}$", convention.name)


def _label(label: str) -> tuple[str, int]:
    letter, offset = label.strip("()").split(", ")
    return letter.strip("'"), int(offset)


def _label_text(letter: str, offset: int) -> str:
    if not letter:
        return f"({offset})"
    written = f"\\{letter}" if len(letter) > 1 else letter
    return written + (f"{offset:+d}" if offset else "")
