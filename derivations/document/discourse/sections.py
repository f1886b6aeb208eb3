"""A document's sections: their statements, each with the words, cases and conditions that it stands under."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from derivations.document.discourse.denials import drops_conditions, is_denied_after, is_denied_before
from derivations.document.discourse.words import (
    CLAIM,
    CONDITIONAL,
    GOALS,
    LOCAL,
    RECALL,
    SCOPE,
    SKIP,
    SOLVING,
    Mood,
    goes_on,
    tokens_of,
)
from derivations.document.source.pieces import Break, Directive, Document, Excerpt, Formula, Heading, Item, Words, whole
from derivations.document.source.prose import cut
from derivations.document.syntax.commands import OMISSION
from derivations.document.syntax.nodes import (
    Bracket,
    Listing,
    Name,
    Node,
    Number,
    Related,
)
from derivations.document.syntax.patterns import is_lone, is_plain_name, written
from derivations.document.syntax.statements import Link, Remark, Side, Statement, side_of, statements
from derivations.document.syntax.tokens import NotUnderstood, Token, tokens

REALS = Name("R", 0, 0, font="bb")
_ALL_REALS = re.compile(r"\b(?:all|every|any|each|arbitrary)\s+reals?(?:\s+(?:numbers?|values?))?(?:\s+of)?\s*$")
NAMED = frozenset(["cost", "output", "activation", "loss"])
"""What a directive may give a named thing to."""


@dataclass(frozen=True)
class Condition:
    """A relation that the words, or a remark, give as a hypothesis."""

    related: Related
    excerpt: Excerpt
    cue: str = ""

    @property
    def text(self) -> str:
        """The relation as it stands in the source."""
        return self.excerpt.quoted(self.related.start, self.related.end)


@dataclass
class Placed:
    """A statement where it stands.

    ``mood`` is what the words before it make of it; ``conditions`` hold for it, and ``lapsed`` are conditions of the
    text before it that may still be meant.
    """

    statement: Statement
    excerpt: Excerpt
    display: bool
    number: int
    mood: str = ""
    word: str = ""
    goal: bool = False
    conditions: tuple[Condition, ...] = ()
    lapsed: tuple[Condition, ...] = ()
    follows: bool = False
    unclear: bool = False
    solving: bool = False
    problem: NotUnderstood | None = None


@dataclass
class Section:
    """The text from one heading to the next."""

    level: int
    title: str
    placed: list[Placed] = field(default_factory=list)
    conditions: list[tuple[int, Condition]] = field(default_factory=list)
    directives: list[Directive] = field(default_factory=list)
    words: list[tuple[int, str]] = field(default_factory=list)
    dropped: list[tuple[int, int]] = field(default_factory=list)
    """After which statements how many of the first conditions need no longer hold."""
    spoken: list[Node] = field(default_factory=list)
    """The formulas that are one expression: what is spoken of, as in "the velocity is v(t)"."""
    mentioned: list[Condition] = field(default_factory=list)
    """Every relation that the text may have meant as a condition, whatever the words around it."""

    def in_force(self, number: int) -> list[Condition]:
        """The conditions of the section that hold for a statement."""
        first = max((count for after, count in self.dropped if after < number), default=0)
        return [condition for _, condition in self.conditions[first:]]

    @property
    def text(self) -> str:
        """All words of the section."""
        return " ".join([self.title, *(text for _, text in self.words)]).lower()


def sections(document: Document) -> Iterator[Section]:
    """The sections of a document, in order."""
    reader = _Reader(document)
    for piece in document.pieces:
        if isinstance(piece, Heading):
            yield reader.section
            reader.begin(piece)
        else:
            reader.take(piece)
    yield reader.section


class _Reader:
    def __init__(self, document: Document) -> None:
        self.document = document
        self.number = 0
        self.begin(Heading(0, ""))

    def begin(self, heading: Heading) -> None:
        self.section = Section(heading.level, heading.text)
        self.mood = Mood()
        self.local: list[Condition] = []
        self.lapsed: list[Condition] = []
        self.case: list[Condition] = []
        self.item_open = False
        self.item_used = False
        self.used = False
        self.ignoring = ""
        self.sentence_new = True
        self.after: Placed | None = None
        self.conditional = False
        self.consumed = False
        self.solving = False
        self.doubtful = False
        self.given: Condition | None = None
        self._title(heading.text)

    def _title(self, title: str) -> None:
        """The conditions in a heading hold for the whole section."""
        for piece in cut(whole(self.document.path, title)):
            if isinstance(piece, Words):
                self.mood.hear(piece.text)
            elif isinstance(piece, Formula) and self.mood.kind in (LOCAL, SCOPE):
                try:
                    found = statements(tokens(piece.excerpt.text, self.document.macros))
                except (NotUnderstood, RecursionError):
                    continue
                for statement in found:
                    for condition in conditions_of(statement, piece.excerpt, self.mood.kind):
                        self.section.conditions.append((0, condition))
        self.mood.forget()

    def take(self, piece: object) -> None:
        match piece:
            case Item(opens):
                self._item(opens)
            case Break():
                if self.used or not self.local:
                    self._lapse()
                self.mood.forget() if self.mood.kind not in (LOCAL, SCOPE) else None
                self.sentence_new = True
                self.after = self.after if self.after is not None and self.after.display else None
            case Words(text):
                self._words(text)
            case Directive():
                word = piece.excerpt.text.strip().lower()
                if word in ("ignore", "off"):
                    self.ignoring = word
                elif word == "on":
                    self.ignoring = ""
                else:
                    self.section.directives.append(piece)
                    self._directive(piece.excerpt)
            case Formula(excerpt, display):
                if self.ignoring:
                    if self.ignoring == "ignore" and display:
                        self.ignoring = ""
                    return
                self._formula(excerpt, display)

    def _item(self, opens: bool) -> None:
        self.after = None
        if opens:
            self._lapse()
            self.lapsed = self.case
            self.case = []
            self.item_used = False
        elif self.item_used:
            self.lapsed, self.case = [*self.case, *self.local], []
            self.local = []
        self.item_open = opens
        self.mood.forget()
        self.sentence_new = True

    def _lapse(self) -> None:
        self.consumed = False
        if self.local:
            self.lapsed = self.local
            self.local = []
        self.used = False

    def _words(self, text: str) -> None:
        self.section.words.append((self.number, text))
        if self.given is not None and is_denied_after(text):
            self._take_back(self.given)
        self.given = None
        if drops_conditions(text):
            self._drop()
        heard = tokens_of(text)
        if self.consumed and any(token in ".;?!" for token in heard):
            self._lapse()
        self.solving = self.solving or bool(SOLVING.intersection(heard))
        begins_anew = (bool(heard) and heard[0] in ("and", "while", "but", "or", "whereas")) or (
            self.sentence_new and text.lstrip(" \n\t*_")[:1].isupper()
        )
        if begins_anew or any(token in ".;?!" for token in heard):
            self.after = None
            self.conditional = False
        for token in heard:
            if token in ".;?!":
                self.conditional = False
            elif token in CONDITIONAL:
                self.conditional = True
                if self.after is not None:
                    self.after.unclear = True
        if not any(token[0].isalpha() for token in heard):
            self.mood.hear(text)
            return
        if self.used or _ends_sentence(heard):
            self._lapse()
        if self.sentence_new and self.case and not self.item_open and not goes_on(text):
            self.lapsed, self.case = self.case, []
        self.sentence_new = False
        self.mood.hear(text)

    def _take_back(self, condition: Condition) -> None:
        """The text denies a condition after all: what it means instead is not known."""
        self.doubtful = True
        self.local, self.case = (_without(kept, condition) for kept in (self.local, self.case))
        self.section.conditions = [item for item in self.section.conditions if item[1] is not condition]
        if self.after is not None:
            self.after.conditions = tuple(_without(list(self.after.conditions), condition))

    def _drop(self) -> None:
        """The conditions so far need no longer hold."""
        if self.local or self.case or self.lapsed or self.section.conditions:
            self.doubtful = True
        self.local, self.case, self.lapsed = [], [], []
        self.section.dropped.append((self.number, len(self.section.conditions)))

    def _directive(self, excerpt: Excerpt) -> None:
        """``let n >= 2; cost = cross-entropy``: relations are conditions, named things are words of the section."""
        for clause in excerpt.text.split(";"):
            written = clause.strip().removeprefix("let ").strip()
            for ascii_sign, command in (("<=", r"\le "), (">=", r"\ge "), ("!=", r"\ne ")):
                written = written.replace(ascii_sign, command)
            if written.split("=")[0].strip() in NAMED:
                continue
            try:
                found = statements(tokens(written, self.document.macros))
            except NotUnderstood:
                continue
            here = Excerpt(excerpt.path, written, excerpt.origins[:1])
            for statement in found:
                for condition in conditions_of(statement, here, SCOPE):
                    self.section.conditions.append((self.number, condition))

    def _formula(self, excerpt: Excerpt, display: bool) -> None:
        try:
            found = statements(tokens(excerpt.text, self.document.macros))
        except NotUnderstood as problem:
            found = []
            self._place(Statement(None), excerpt, display, problem)
        except RecursionError:
            self._place(Statement(None), excerpt, display, NotUnderstood("an expression too deep to be read", 0))
            found = []
        if not display:
            found = [_of_all_reals(self.section.words, statement) for statement in found]
        denied = bool(self.section.words) and is_denied_before(self.section.words[-1][1])
        for place, statement in enumerate(found):
            if _is_range(statement):
                continue
            self.section.mentioned += restrictions_in(statement, excerpt)
            if not statement.links and statement.first is not None and statement.first.node is not None:
                self.section.spoken.append(statement.first.node)
            is_condition = self._is_condition(statement, display)
            if denied and statement.links and (is_condition or not display):
                self.doubtful = True  # what the text means instead is not known
            if is_condition:
                if not denied:
                    self._condition(statement, excerpt, display)
            elif statement.links or (display and statement.remarks):
                self._place(statement, excerpt, display, None, follows=place > 0)
        if display:
            self.used = True
            self.solving = False
            if excerpt.text.rstrip().endswith("."):
                self.after = None
            self.mood.forget()
            self.item_used = self.item_open

    def _is_condition(self, statement: Statement, display: bool) -> bool:
        if statement.first is None or statement.connected or not statement.links:
            return False
        if self.mood.kind == LOCAL:
            return not display
        number = len(statement.links) == 1 and isinstance(statement.links[0].side.node, Number)
        plain = is_plain_name(statement.first.node)
        if self.mood.kind == SCOPE and number and plain and statement.links[0].relation == "=":
            return True
        if self.mood.kind in (SCOPE, RECALL) and not is_lone(statement.first.node):
            if display and not number:
                return False
            return all(link.relation in ("=", "<", "≤", ">", "≥", "≠", "∈") for link in statement.links)
        return self.mood.kind == SCOPE and all(
            link.relation in ("<", "≤", ">", "≥", "≠", "∈") for link in statement.links
        )

    def _condition(self, statement: Statement, excerpt: Excerpt, display: bool) -> None:
        for condition in conditions_of(statement, excerpt, self.mood.kind):
            self.given = condition
            self.conditional = False
            if self.after is not None and self.mood.kind in (LOCAL, RECALL):
                self.after.unclear = False
                self.after.conditions = (*self.after.conditions, condition)
            if self.mood.kind == SCOPE:
                self.section.conditions.append((self.number, condition))
            elif self.item_open and not self.item_used:
                self.case.append(condition)
            else:
                self.local = [other for other in self.local if not _are_opposite(other, condition)]
                self.local.append(condition)
                self.consumed = False
        self.used = False

    def _place(
        self,
        statement: Statement,
        excerpt: Excerpt,
        display: bool,
        problem: NotUnderstood | None,
        follows: bool = False,
    ) -> None:
        self.number += 1
        in_force = (*self.case, *self.local)
        self.consumed = not display
        self.after = Placed(
            statement,
            excerpt,
            display,
            self.number,
            self.mood.kind,
            self.mood.word,
            self.mood.word in GOALS,
            in_force,
            tuple(self.lapsed),
            follows,
            self.conditional or self.doubtful,
            self.solving,
            problem,
        )
        self.section.placed.append(self.after)


def _of_all_reals(words: list[tuple[int, str]], statement: Statement) -> Statement:
    """``for all real x`` says where x lies."""
    before = words[-1][1] if words else ""
    alone = statement.first is not None and not statement.links and is_plain_name(statement.first.node)
    is_meant = alone and _ALL_REALS.search(before) is not None
    return Statement(statement.first, [Link("∈", 0, Side((), REALS))]) if is_meant else statement


def _is_range(statement: Statement) -> bool:
    """``k = 1, ..., K`` says which values an index takes."""
    last = statement.links[-1].side.node if statement.links else None
    return is_plain_name(statement.first.node if statement.first else None) and (
        isinstance(last, Name) and last.text == OMISSION
    )


def _are_opposite(one: Condition, other: Condition) -> bool:
    """Whether two conditions say of the same sides that they are equal, and that they are not."""
    relations = {*one.related.relations, *other.related.relations}
    sides = [tuple(map(written, condition.related.parts)) for condition in (one, other)]
    return relations == {"=", "≠"} and sides[0] in (sides[1], sides[1][::-1])


def _without(conditions: list[Condition], one: Condition) -> list[Condition]:
    return [condition for condition in conditions if condition is not one]


def _ends_sentence(heard: list[str]) -> bool:
    """Whether a sentence ends within the words, and another one begins."""
    stops = [place for place, token in enumerate(heard) if token in ".?!"]
    return bool(stops) and any(token[0].isalpha() for token in heard[stops[-1] + 1 :])


def conditions_of(statement: Statement, excerpt: Excerpt, cue: str) -> Iterator[Condition]:
    """The relations of a statement as conditions."""
    if statement.first is None or statement.first.node is None or _is_range(statement):
        return
    before = statement.first.node
    for link in statement.links:
        if link.side.node is None:
            return
        yield Condition(
            Related((before, link.side.node), (link.relation,), before.start, link.side.node.end), excerpt, cue
        )
        before = link.side.node


def restrictions_in(statement: Statement, excerpt: Excerpt) -> list[Condition]:
    """The relations of a statement, and of the remarks in it, that may restrict what the text speaks of.

    An equation may if it gives a lone quantity a number: others state or define something.
    """
    remarks = [*statement.remarks, *(remark for link in statement.links for remark in link.remarks)]
    said = [*conditions_of(statement, excerpt, ""), *(c for r in remarks for _, c in conditions_in(r, excerpt))]
    return [condition for condition in said if _restricts(condition.related)]


def _restricts(related: Related) -> bool:
    left, right = related.parts
    given = related.relations == ("=",) and is_lone(left) and isinstance(right, Number)
    return given or related.relations[0] in ("<", "≤", ">", "≥", "≠", "∈")


def negation(condition: Condition) -> Condition:
    """What holds where a condition does not."""
    related = condition.related
    other = {"=": "≠", "≠": "=", "<": "≥", "≥": "<", ">": "≤", "≤": ">"}.get(related.relations[0], "")
    if not other:
        raise NotUnderstood("a case that is not what another one is", related.start)
    return replace(condition, related=replace(related, relations=(other,)))


def conditions_in(remark: Remark, excerpt: Excerpt) -> Iterator[tuple[str, Condition]]:
    """The relations in a remark, each with the cue before it."""
    cue = ""
    for part in remark.parts:
        if isinstance(part, str):
            mood = Mood()
            mood.kind = cue
            mood.hear(part)
            cue = mood.kind
            continue
        try:
            found = statements(_unbracketed(part))
        except NotUnderstood:
            continue
        for statement in found:
            for condition in conditions_of(statement, excerpt, cue):
                yield cue, condition


def _unbracketed(part: tuple[Token, ...]) -> tuple[Token, ...]:
    """``(k \\neq j)`` without its brackets."""
    first, last = part[0], part[-1]
    if getattr(first, "text", "") == "(" and getattr(last, "text", "") == ")":
        return part[1:-1]
    return part


__all__ = [
    "CLAIM", "LOCAL", "RECALL", "SCOPE", "SKIP", "Bracket", "Condition", "Listing", "Node", "Placed", "Section",
    "conditions_in", "sections", "side_of",
]  # fmt: skip
