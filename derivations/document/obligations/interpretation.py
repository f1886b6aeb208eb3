"""One section read as a whole: its definitions, in the order of the text, and the conventions that it calls for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Set
from contextlib import suppress
from dataclasses import dataclass, field
from fractions import Fraction
from itertools import pairwise
from typing import Any

from sympy import Expr, Integer

from derivations.document.discourse.conditions import Condition, IndexRange
from derivations.document.discourse.grammar import tokens_of
from derivations.document.discourse.sections import Section
from derivations.document.discourse.vocabulary import ACTIVATED, DENIED, SIGMOID, SUPPOSED, SYMMETRIC
from derivations.document.elaboration.dimensions import Dimensions, Key
from derivations.document.elaboration.glossary import Defined, Glossary, Head
from derivations.document.elaboration.meaning import Meaning
from derivations.document.elaboration.sums import size_of
from derivations.document.elaboration.values import RankMismatch, Value, along
from derivations.document.obligations.conditions import Conditions, space_of
from derivations.document.obligations.conventions import WORDS
from derivations.document.obligations.definitions import Definitions
from derivations.document.obligations.names import names_in
from derivations.document.obligations.outline import DEFINING, Chain, Entry, Outline
from derivations.document.syntax.nodes import Big, Choice, Differential, Matrix, Nabla, Name, Node, Number, walk
from derivations.document.syntax.patterns import INFINITY, is_list, written
from derivations.document.syntax.statements import Side
from derivations.document.syntax.tokens import NotUnderstood
from derivations.notation.operators import Component

RANKS = {"vector": 1, "matrix": 2}
"""How many indices a component has of what is of these sorts."""


@dataclass(frozen=True)
class Sizes:
    """The pairs of sizes that the text names, and that a step needs to be equal."""

    unequal: tuple[tuple[Expr, Expr], ...] = ()

    @property
    def conditions(self) -> tuple[str, ...]:
        """What has to hold for the step to have a meaning."""
        return tuple(f"if {one} = {other}" for one, other in self.unequal)

    @property
    def differ(self) -> bool:
        """Whether two of them are different numbers."""
        return any(isinstance(one, Integer) and isinstance(other, Integer) for one, other in self.unequal)

    @property
    def may_be_others(self) -> bool:
        """Whether one of two is a number: two letters may stand for one number."""
        return any(isinstance(size, Integer) for pair in self.unequal for size in pair)


@dataclass
class Interpretation:
    """A section's formulas with what they mean."""

    section: Section
    meaning: Meaning
    chains: list[Chain]
    entries: list[Entry]
    conventions: list[Defined]
    inherited: dict[Head, Defined]
    definitions: Definitions
    conditions: Conditions
    scope: list[Condition] = field(default_factory=list)
    ranges: Dimensions = field(default_factory=Dimensions)
    """The ranges of the section's indices, before any step is decided."""
    _glossaries: dict[int, Glossary] = field(default_factory=dict)

    def find_ranges(self, chain: Chain, left: Node, right: Node) -> Sizes:
        """Go back to the ranges of the section's indices; where they do not fit, a step has its own.

        These come from what it speaks of alone.  What was learned of the ranges in other steps is forgotten, and
        the sizes that the text names, too, if they do not fit.
        """
        meaning = self.meaning
        if not self.ranges.conflicts:
            meaning.dims = self.ranges.copy()
            return Sizes()
        meaning.glossary = self.glossary(chain.placed.number)
        meaning.scalars = chain.scalars
        self._find_own_ranges(chain, left, right, with_shapes=True)
        if not meaning.dims.conflicts:
            return Sizes()
        found = Sizes(tuple(sorted(meaning.dims.unequal, key=str)))
        self._find_own_ranges(chain, left, right, with_shapes=False)
        return found

    def _find_own_ranges(self, chain: Chain, left: Node, right: Node, with_shapes: bool) -> None:
        meaning = self.meaning
        meaning.dims = Dimensions()

        def read() -> None:
            self.definitions.clear()
            if with_shapes:
                _read_shapes(self)
            todo = [value.body for pair in _pairs(meaning, left, right, chain.place) for value in pair]
            seen: set[str] = set()
            while todo:
                for name in sorted(names_in([todo.pop()]) - seen):
                    seen.add(name)
                    found = self.definitions.of(name, meaning.glossary)
                    if found is not None and found[1] is not None:
                        todo.append(found[1].right)

        meaning.settled(read)
        self.definitions.clear()

    def glossary(self, number: int) -> Glossary:
        """The definitions in force at a statement, with those that it has as its premises."""
        if number not in self._glossaries:
            placed = self.section.placed[number - 1 : number] if number else ()
            premises = placed[0].premises if placed else ()
            self._glossaries[number] = self._with(self.without_own(number), premises)
        return self._glossaries[number]

    def without_own(self, number: int) -> Glossary:
        """The definitions in force at a statement, whatever it has as its premises."""
        begun, item = self._begun(number), self._item(number)
        given = {**self.inherited, **{entry.head: entry for entry in reversed(self.conventions)}}
        quantified = self._quantified(number)
        found = {head: entry for head, entry in given.items() if head.key not in {*begun, *quantified}}
        later: dict[Head, Defined] = {}
        own: dict[Head, Defined] = {}
        for entry in self.entries:
            head = entry.defined.head
            is_meant = entry.sure and not entry.other and not entry.passing and entry.is_around(item)
            if not is_meant or entry.number < max(begun.get(head.key, 0), quantified.get(head.key, 0)):
                continue
            if entry.number <= number:
                own[head] = entry.defined
            elif entry.ahead:
                later.setdefault(head, entry.defined)
        named = {entry.head for entry in self.conventions}
        for head, defined in later.items():
            if head not in own and head not in self.inherited and head not in named:
                own[head] = defined
        return Glossary({**found, **own}, self.labels)

    def unsure(self, number: int) -> list[Entry]:
        """The equations that may be meant as definitions at a statement."""
        item = self._item(number)
        own = (entry for entry in self.entries if not entry.other)
        quantified = self._quantified(number)

        def is_unsure(entry: Entry) -> bool:
            if entry.passing:
                return entry.number <= number
            whatever = entry.number < quantified.get(entry.defined.head.key, 0)
            return whatever or not (entry.sure and entry.is_around(item))

        return [entry for entry in own if is_unsure(entry)]

    def under(self, number: int, conditions: Iterable[Condition]) -> Glossary:
        """The definitions in force at a statement under conditions of its own: what these define, they define anew."""
        return self._with(self.glossary(number), conditions)

    def _with(self, standard: Glossary, conditions: Iterable[Condition]) -> Glossary:
        texts = {condition.text for condition in conditions if not condition.block}
        own = {e.defined.head: e.defined for e in self.entries if e.defined.text in texts and e.of_condition}
        return Glossary({**standard.entries, **own}, self.labels) if own else standard

    def with_unsure(self, number: int, used: Set[str]) -> tuple[str, Glossary, bool] | None:
        """The definitions in force, and those that may be meant as such, as far as what is used rests on them.

        The last part is whether the text speaks of something that these define whatever it is.
        """
        standard, begun = self.glossary(number), self._begun(number)
        unsure = [e for e in self.unsure(number) if not e.partial and e.number >= begun.get(e.defined.head.key, 0)]
        added: dict[Head, Defined] = {}
        reached, before = set(used), -1
        while len(added) != before:
            before = len(added)
            for entry in unsure:
                head = entry.defined.head
                if head.letter in reached and head not in standard.entries:
                    added[head] = entry.defined
                    reached |= {key.split("_")[0] for key in entry.defined.right.keys}
        texts = " and ".join(defined.text for defined in added.values())
        whatever = not self._quantified(number).keys().isdisjoint(head.key for head in added)
        return (texts, Glossary({**standard.entries, **added}, self.labels), whatever) if added else None

    def _item(self, number: int) -> tuple[int, ...]:
        """The list items around a statement."""
        return self.section.placed[number - 1].item if 0 < number <= len(self.section.placed) else ()

    def _begun(self, number: int) -> dict[str, int]:
        """The names that are something else from a statement before this one on, with that statement."""
        return {key: first for first, key in self.section.anew if first <= number}

    def _quantified(self, number: int) -> dict[str, int]:
        """The names of which sentences up to a statement speak whatever they are, each with its first statement."""
        return {key: first for first, key in self.section.quantified if first <= number}

    @property
    def labels(self) -> frozenset[tuple[str, int]]:
        """The layers that the section writes."""
        return frozenset(self.meaning.survey.layers)

    def _is_called(self, defined: Defined, after: int, number: int) -> bool:
        """Whether the text names a convention between two statements: "now with the cross-entropy cost"."""
        names = WORDS.get(defined.named, ())
        said = (words.lower() for first, words in self.section.words if after < first <= number)
        return any(name in words for words in said for name in names)

    def alternatives(self, number: int) -> Iterator[tuple[str, Glossary, bool]]:
        """Other readings: another definition for a name, and whether the text calls for it.

        It does if that is another form of the one in force, or a convention that it names since.
        """
        standard = self.glossary(number)
        numbers = {id(entry.defined): entry.number for entry in self.entries if not entry.other}
        forms = {id(entry.defined) for entry in self.entries if entry.other}
        begun = self._begun(number)
        seen: dict[Head, list[Defined]] = {}
        own = {entry.defined.head for entry in self.entries if entry.number <= number}
        inherited = [defined for defined in self.inherited.values() if defined.head not in own]
        for defined in [*inherited, *self.conventions, *(entry.defined for entry in self.entries)]:
            seen.setdefault(defined.head, []).append(defined)
        for head, several in seen.items():
            for defined in reversed(several):
                now = standard.entries.get(head)
                over = numbers.get(id(defined), 0) < begun.get(head.key, 0)
                if now is not defined and not over:
                    names = {key.split("_")[0] for key in defined.right.keys}
                    more = self.with_unsure(number, names - {head.key.split("_")[0]})  # what it rests on
                    text = " and ".join([defined.named or defined.text, *([more[0]] if more else ())])
                    meant = id(defined) in forms and now is not None and now.place == defined.place
                    meant |= now is not None and self._is_called(defined, numbers.get(id(now), number), number)
                    known = more[1].entries if more else standard.entries
                    yield text, Glossary({**known, head: defined}, self.labels), meant


def interpreted(found: Outline) -> Interpretation:
    """What the formulas of a section mean."""
    meaning = Meaning(found.survey, Glossary())
    meaning.properties = frozenset(tokens_of(found.words))
    meaning.symmetric = _symmetric(found)
    meaning.properties -= {SYMMETRIC} if meaning.symmetric else set()
    meaning.base = Number(Fraction(found.section.base), 0, 0) if found.section.base else None
    meaning.usual, meaning.activated = found.usual, ACTIVATED.search(found.words) is not None
    meaning.named = found.section.named - ({"sigma"} if SIGMOID & meaning.properties else set()) | found.section.unlike
    meaning.described = found.section.described | set(_distributed(found))
    meaning.declared_anew = frozenset(key for _, key in found.section.anew)
    nodes = ([side.node for side in chain.sides if side.node is not None] for chain in found.chains)
    meaning.sums = frozenset().union(*map(meaning.sums_alone, nodes))
    for key, sort in found.section.sorts:
        if sort in RANKS:
            meaning.ranks[key] = max(meaning.ranks.get(key, 0), RANKS[sort])
            meaning.declared[key] = RANKS[sort]
        else:
            meaning.others[key] = sort
    for left, right in _supposed(found):
        if isinstance(left, Name) and isinstance(right, Name) and right.text == INFINITY:
            meaning.others[left.key] = "infinite quantity"
        if isinstance(left, Name) and isinstance(right, Differential | Nabla) and getattr(right, "of", None) is None:
            meaning.others[left.key] = "differential operator"
    result = Interpretation(
        found.section, meaning, found.chains, found.entries, found.conventions, found.inherited, Definitions(meaning),
        Conditions(meaning), [condition for _, condition in found.section.supposed],
    )  # fmt: skip
    meaning.settled(lambda: _read_all(result))
    if _told_apart(result):
        meaning.settled(lambda: _read_all(result))
    result.ranges = meaning.dims
    result.definitions.clear()
    return result


def _symmetric(found: Outline) -> frozenset[str]:
    """The matrices that are let be symmetric before anything else is said of them, if nothing else is called so."""
    told, keys = found.section.symmetric, frozenset(key for _, key in found.section.symmetric)
    used = [(chain.placed.number, side.node.keys) for chain in found.chains for side in chain.sides if side.node]
    late = any(number < first and key in names for first, key in told for number, names in used)
    return frozenset() if late or tokens_of(found.words).count(SYMMETRIC) != len(told) else keys


def _distributed(found: Outline) -> Iterator[str]:
    """The names of which the text says how they are distributed: ``X ~ p``."""
    links = [(chain.placed.statement, link) for chain in found.chains for link in chain.placed.statement.links[:1]]
    for statement, link in links:
        if link.relation == "∼" and statement.first is not None and statement.first.node is not None:
            yield from statement.first.node.keys
    conditions = [condition for _, condition in (*found.section.supposed, *found.section.mentioned)]
    conditions += [condition for chain in found.chains for condition in chain.placed.premises]
    yield from (key for c in conditions if c.related.relations == ("∼",) for key in c.related.parts[0].keys)


def _supposed(found: Outline) -> Iterator[tuple[Node | None, Node | None]]:
    """The sides of the equations that a section supposes."""
    conditions = [condition for _, condition in found.section.supposed]
    for chain in found.chains:
        conditions += chain.placed.premises
        if chain.placed.role == SUPPOSED:
            yield from ((one.node, other.node) for one, other in pairwise(chain.sides))
    yield from ((c.related.parts[0], c.related.parts[1]) for c in conditions if c.related.relations[0] in DEFINING)


def _read_all(found: Interpretation) -> None:
    meaning = found.meaning
    meaning.doubts = []
    found.definitions.clear()
    _read_shapes(found)
    asked: dict[str, list[Defined | None]] = {}
    for chain in found.chains:
        meaning.glossary = found.glossary(chain.placed.number)
        for name in list(meaning.families) + list(meaning.functions):
            heads = [Head(*meaning.families.get(name, ("",))), Head(meaning.functions.get(name, ""))]
            entries = [meaning.glossary.entries.get(head) for head in heads]
            if asked.get(name) != entries:
                asked[name] = entries
                found.definitions.of(name, meaning.glossary)
        sides = chain.sides
        for one, other in pairwise(sides):
            meaning.scalars = chain.scalars
            _read_pair(meaning, one, other, chain.place)
            meaning.scalars = frozenset()
        if len(sides) == 1:
            _read_pair(meaning, sides[0], sides[0], chain.place)


def _read_shapes(found: Interpretation) -> None:
    """Find what the text says of the sizes of vectors and matrices, and of how many quantities it defines."""
    for chain in found.chains:
        if chain.definition is not None:
            _give_sizes(found.meaning, chain.placed.ranges, chain.place)
    said = [condition.related for condition in found.scope]
    for chain in found.chains:
        said += [condition.related for condition in (*chain.placed.premises, *chain.placed.beside)]
        said += (r for r in chain.relations() if r.relations == ("∈",) and chain.placed.role != DENIED)
    for related in said:
        left, *others = related.parts
        if related.relations == ("∈",):
            space_of(related, found.meaning)
        elif len(others) == 1 and isinstance(others[0], Matrix):
            with suppress(NotUnderstood):
                matched(found.meaning, left, others[0], ("written out", written(others[0])))
    for condition in found.scope:
        left, right = condition.related.parts
        place: Key = ("condition", condition.text)
        _give_sizes(found.meaning, condition.ranges, place)  # "let x_i = 1 for i = 1, ..., m"
        summed = condition.related.relations == ("=",) and any(isinstance(part, Big) for part in walk(left))
        if summed or condition.ranges:  # "let \\sum_k t_k = 1"
            list(_pairs(found.meaning, left, right, place))
    for told in found.section.invertible:
        with suppress(NotUnderstood):
            if told.given:
                place, text = ("invertible", told.node.start), written(told.node)
                found.meaning.inverse(found.meaning.read(told.node, place), told.node.start, text)


def _give_sizes(meaning: Meaning, ranges: Iterable[IndexRange], place: object) -> None:
    """Let the indices of a place range over as many values as the text says."""
    for one in ranges:
        with suppress(NotUnderstood):
            if isinstance(one.last, Name | Number):
                meaning.dims.give_size(("free", place, one.key), size_of(meaning, one.last))


def _told_apart(found: Interpretation) -> bool:
    """Find the statements that are understood only if their bare letters, vectors elsewhere, are numbers in them."""
    meaning, changed = found.meaning, False
    for chain in found.chains:
        meaning.glossary = found.glossary(chain.placed.number)
        sides = chain.sides
        if all(_read_pair(meaning, one, other, chain.place) for one, other in pairwise(sides)):
            continue
        names = chain.lone_names()
        if any(meaning.declared.get(name, 0) for name in names):
            continue  # the text says that it is none
        meaning.scalars = names
        if all(_read_pair(meaning, one, other, chain.place) for one, other in pairwise(sides)):
            chain.scalars, changed = meaning.scalars, True
        meaning.scalars = frozenset()
    return changed


def _read_pair(meaning: Meaning, one: Side, other: Side, place: Any) -> bool:
    """Read two sides for what they tell of dimensions; whether they are understood."""
    count = min(len(_rows(one.node)), len(_rows(other.node)))
    meaning.in_claim = True
    found = list(_pairs(meaning, one.node, other.node, place))
    meaning.in_claim = False
    return len(found) == count


def _pairs(meaning: Meaning, one: Node | None, other: Node | None, place: Any) -> Iterator[tuple[Value, Value]]:
    """The values of two sides, in each case, as far as they are understood."""
    for left, right in zip(_rows(one), _rows(other), strict=False):
        with suppress(NotUnderstood, ValueError, TypeError, RecursionError):
            yield matched(meaning, left, right, place)


def _rows(node: Node | None) -> list[Node]:
    if node is None:
        return []
    if isinstance(node, Choice):
        return [row for row, _ in node.rows]
    return [node]


def matched(meaning: Meaning, left: Node, right: Node, place: Any) -> tuple[Value, Value]:
    """The values of two sides, the second one's axes renamed to the first one's."""
    one, other = meaning.read_sides(left, right, place)
    if one.rank != other.rank:
        lower, upper, node = (one, other, left) if one.rank < other.rank else (other, one, right)
        as_each = not is_list(left) and not is_list(right) and (lower.body == 0 or not upper.body.has(Component))
        if as_each and not lower.rank and lower.body.is_number:
            if any(isinstance(part, Nabla) and part.order == 2 for side in (left, right) for part in walk(side)):
                meaning.doubts.append("∇² may be the Laplace operator")
            broadcast = Value(lower.body, upper.axes, upper.row)
            return (broadcast, other) if lower is one else (one, broadcast)
        problem = RankMismatch("a vector is compared with a number", node.start, lower.rank, upper.rank, node)
        meaning.learn(problem)
        raise problem
    if one.row != other.row:
        raise NotUnderstood("a row is compared with a column", right.start)
    return one, along(meaning.dims, other, one.axes) if one.rank else other
