"""A document's sections: their sentences are folded, so that each statement has the premises in whose scope it stands.

Scopes are a tree: section, list item, case, sentence.  What a text supposes holds until its block ends, what it sets
as a condition until its sentence ends; a quantity that is let be something anew loses what was supposed of it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from itertools import pairwise

from derivations.document.discourse.clauses import (
    are_other_bars,
    arguments_in,
    called_invertible,
    defines_operation,
    doubt_of,
    first_unclear,
    has_brackets_of_its_own,
    is_behind,
    is_commutator,
    is_conditional,
    is_described,
    is_exception,
    is_labelled_capital,
    is_made_of_entries,
    is_made_of_the_usual,
    is_main,
    is_never_negative,
    is_of_another,
    is_of_values,
    is_premise,
    is_said_to_be,
    is_sign_alone,
    is_subject,
    limited_in,
    limiting,
    loose_in,
    own_conditions,
    plural_before,
    restriction_in,
    restricts,
    said_behind,
    said_of,
    says_otherwise,
    sign_of,
    signs_alone_in,
    tells_apart,
    unclear_beside,
    unclear_in,
    unusual_parts,
    upper_indices,
)
from derivations.document.discourse.conditions import (
    ORDERS,
    Condition,
    IndexRange,
    conditions_of,
    excludes,
    gives_another_value,
    is_range,
    negation,
    range_of,
    restrictions_in,
    signed,
)
from derivations.document.discourse.dependence import stated
from derivations.document.discourse.formulas import Formulas
from derivations.document.discourse.grammar import (
    Cue,
    cue,
    defines,
    goes_on_from,
    is_attributed,
    is_plain,
    is_within_brackets,
    limits,
    takes_back,
    tokens_of,
    up_to_mark,
)
from derivations.document.discourse.indicators import with_indicators
from derivations.document.discourse.properties import with_equations
from derivations.document.discourse.scopes import Scopes, is_in
from derivations.document.discourse.sections import APPROXIMATED, GIVEN, SAID_FALSE, Apart, Invertible, Placed, Section
from derivations.document.discourse.sentences import Part, Sentence, sentences
from derivations.document.discourse.shapes import with_spaces
from derivations.document.discourse.vocabulary import (
    ADJOINING,
    ALL_REALS,
    ALTERNATIVES,
    APPROXIMATE,
    ARBITRARY,
    BASES,
    CASE,
    CONDITION,
    CONDITIONAL,
    CONTINUATIONS,
    CONTINUING_WORDS,
    COPULAS,
    DEFINITE,
    DENIALS,
    DENIED,
    DEPENDENCE,
    END_OF_PROOF,
    ENDING,
    EXAMPLE,
    EXAMPLES,
    EXEMPLARY,
    EXISTENTIAL,
    FOR_ALL,
    GENERAL,
    GOING_ON,
    INTERROGATIVE,
    INTERVAL,
    INTERVALS,
    INVERTIBLE,
    LOGARITHMS,
    MENTIONED,
    NEGATIVE,
    OF_ALL_CASES,
    OPERATIONS,
    ORDER_SIGNS,
    OTHER_LOGARITHMS,
    OTHER_RINGS,
    OTHER_SUMS,
    OTHERWISE,
    PART,
    PASSING,
    PHRASES,
    QUANTIFYING,
    REASON,
    RESTRICTING,
    RESULTS,
    RETRACTION,
    SAID,
    SIGNS,
    SIGNS_IN_WORDS,
    SMALL_OR_LARGE,
    SOLVING,
    SORTS,
    SOUGHT,
    STATED,
    SUMMED,
    SUPPOSED,
    SYMMETRIC,
    THERE_IS,
    UNUSUAL,
    USES,
    USUAL,
    VALUES_IN_WORDS,
)
from derivations.document.source.pieces import (
    Break,
    Directive,
    Document,
    Excerpt,
    Formula,
    Heading,
    Item,
    Note,
    Piece,
    whole,
)
from derivations.document.source.prose import cut
from derivations.document.syntax.names import shown
from derivations.document.syntax.nodes import (
    Bracket,
    Expression,
    Name,
    Node,
    Row,
    Scripted,
    base_of,
    head_name,
    walk,
)
from derivations.document.syntax.parts import keys_among
from derivations.document.syntax.patterns import (
    are_plain_names,
    is_lone,
    is_number,
    is_plain_name,
    is_reals,
    is_space,
    is_trivial,
    letters,
    members,
    written,
)
from derivations.document.syntax.statements import Link, Side, Statement
from derivations.document.syntax.tokens import NotUnderstood

REALS = Name("R", 0, 0, font="bb")
REAL = frozenset("RNZQ")
"""Letters of sets of real numbers."""
NAMED = frozenset(["cost", "output", "activation", "loss"])
"""What a directive may give a named thing to."""
WIDENING = QUANTIFYING | GENERAL
"""Words of a sentence that speaks of more than what was supposed."""


def read_section(
    document: Document, heading: Heading, around: Sequence[_Reader], base: int, pieces: Sequence[Piece]
) -> _Reader:
    """The reader of one section when it has read it; those of the sections ``around`` it stay as they are."""
    reader = _Reader(document, heading, around, base)
    reader.found = reader.section(pieces)
    return reader


def sections(document: Document, read: Callable[..., _Reader] = read_section) -> Iterator[Section]:
    """The sections of a document, in order, each with what is supposed in those around it.

    ``read`` is :func:`read_section`, or gives the same while it spares reading a section twice.
    """
    heading, inside, base = Heading(0, ""), list[Piece](), 0
    around: list[_Reader] = []
    for piece in (*document.pieces, Heading(0, "")):
        if isinstance(piece, Heading):
            around = [outer for outer in around if _is_within(heading, outer.heading)]
            reader = read(document, heading, around, base, inside)
            assert reader.found is not None
            yield reader.found
            base = reader.base
            around.append(reader)
            heading, inside = piece, []
        else:
            inside.append(piece)


def is_example(section: Section) -> bool:
    """Whether what a section defines is defined for it alone."""
    return bool(EXAMPLES.intersection(tokens_of(section.title)[:1]))


def is_part_of(section: Section, outer: Section) -> bool:
    """Whether a section stands in another one, or continues it, as a solution does its exercise."""
    return _is_within(Heading(section.level, section.title), Heading(outer.level, outer.title))


def _is_within(heading: Heading, outer: Heading) -> bool:
    """Whether a section stands in another one, or continues it, as a proof does its theorem; or that one is for all."""
    words = set(tokens_of(outer.text))
    if heading.level == outer.level and FOR_ALL.intersection(words):
        return True
    continues = CONTINUATIONS.intersection(tokens_of(heading.text)) and not CONTINUATIONS.intersection(words)
    return outer.level < heading.level or bool(outer.level == heading.level and continues)


@dataclass(frozen=True)
class _Clause:
    """Whether its words suppose a formula and say nothing else, may define by it, and stand ``ahead`` of a "then".

    What is ``partial`` is supposed of some things only, which words tell; ``behind`` is what stands behind the formula.
    """

    plain: bool = True
    defines: bool = True
    ahead: bool = False
    partial: bool = False
    behind: str = ""


@dataclass
class _Scope:
    """What one sentence sets for its own statements."""

    forward: list[Condition] = field(default_factory=list)
    reasons: list[Condition] = field(default_factory=list)
    placed: list[int] = field(default_factory=list)
    since: int = 0
    recent: list[Condition] = field(default_factory=list)
    after: list[Condition] = field(default_factory=list)
    beside: list[Condition] = field(default_factory=list)
    behind: bool = False
    lone: bool = False
    clause: _Clause = _Clause()
    sought: bool = False
    supposed: set[str] = field(default_factory=set)
    asserted: list[tuple[Statement, Excerpt]] = field(default_factory=list)
    tends: bool = False
    attributed: bool = False
    main: Cue | None = None
    ranges: list[IndexRange] = field(default_factory=list)
    quantifies: bool = False
    since_mentioned: int = 0
    made: list[Condition] = field(default_factory=list)


class _Reader:
    """Folds the sentences of one section."""

    def __init__(self, document: Document, heading: Heading, around: Sequence[_Reader], base: int) -> None:
        self.document, self.heading, self.base = document, heading, base
        self.found: Section | None = None
        # of sections around this one the inequalities hold; the values of an example there do not
        inherited = [
            condition
            for condition in {id(c): c for outer in around for c in outer.scopes.outermost}.values()
            if condition.related.relations[0] in ORDERS or CONTINUATIONS.intersection(tokens_of(heading.text))
        ]
        if first_unclear(
            tokens_of(PHRASES.sub(" ", heading.text))
        ):  # "In general": what was supposed may hold no longer
            inherited = [replace(condition, sure=False) for condition in inherited]
        self.placed: list[Placed] = []
        self.scopes: Scopes = Scopes(inherited)
        self.item_begins = False
        self.before: list[int] = []
        self.doubtful = ""
        self.last: Cue | None = None
        titles = (tokens_of(reader.heading.text) for reader in (self, *around))
        self.entitled = SAID_FALSE if any(NEGATIVE.intersection(title) for title in titles) else ""
        spoken = {id(c): c for outer in around for _, c in outer.mentioned if c.related.relations[0] in ORDERS}
        self.mentioned: list[tuple[int, Condition]] = [(0, condition) for condition in spoken.values()]
        self.behind: list[tuple[int, Condition]] = []
        self.arbitrary: list[tuple[int, str]] = []
        self.quantified: list[tuple[int, str]] = []
        self.upper: list[tuple[int, str]] = []
        self.chosen: set[str] = set()
        self.sorts: dict[str, str] = {}
        self.symmetric: list[tuple[int, str]] = []
        self.invertible: list[Invertible] = []
        self.dependent: list[tuple[str, frozenset[str]]] = []
        self.depending: list[tuple[str, frozenset[str]]] = []
        self.named: set[str] = set()
        self.unlike: set[str] = set()
        self.described: set[str] = set()
        self.denoted: set[str] = set()
        self.barred: set[str] = set()
        self.loose: set[str] = set()
        self.remarked: list[tuple[int, str, str]] = []
        self.unusual: list[str] = []
        self.apart: list[Apart] = []
        self.spoken: list[Node] = []
        self.directives: list[Directive] = []
        self.words: list[tuple[int, str]] = []
        self.formulas = Formulas(document.macros)
        self.ignoring, self.aside = "", ""

    def section(self, pieces: Iterable[Piece]) -> Section:
        self._title()
        self._blocks(pieces)
        return Section(
            self.heading.level, self.heading.text, tuple(self.placed), tuple(self.scopes.supposed),
            tuple(self.scopes.anew), tuple(self.quantified), tuple(self.mentioned), tuple(self.behind),
            tuple(self.arbitrary), tuple(self.upper),
            frozenset(self.chosen), tuple(self.sorts.items()), tuple(self.symmetric), tuple(self.invertible),
            tuple(self.dependent),
            frozenset(self.named), frozenset(self.unlike),
            frozenset(self.described), frozenset(self.loose), tuple(self.remarked), self.base,
            tuple(dict.fromkeys(self.unusual)), tuple(self.apart), tuple(self.spoken), tuple(self.directives),
            tuple(self.words), frozenset(self.barred), tuple(self.depending), frozenset(self.denoted),
        )  # fmt: skip

    def _blocks(self, pieces: Iterable[Piece]) -> None:
        for block in sentences(pieces):
            match block:
                case Sentence():
                    self._sentence(replace(block, parts=with_equations(with_spaces(with_indicators(block.parts)))))
                case Item(True):
                    self.aside, self.item_begins = "", True
                    self.scopes.enter_item()
                case Item(False):
                    self.scopes.leave_item()
                case Directive():
                    self._directive(block)
                case Break():
                    self.scopes.weaken()
                case Note():
                    self._note(block)

    # -- what stands outside of sentences

    def _note(self, note: Note) -> None:
        """A note supposes nothing for what stands behind it; its words may restrict what the sentence before claims."""
        around = self.before, self.doubtful, self.last, self.aside, self.item_begins
        words = [sentence.words for sentence in sentences(note.pieces) if isinstance(sentence, Sentence)]
        heard = tokens_of(PHRASES.sub(" ", " ".join(words)))
        self._restrict(limiting(heard) or next((word for word in heard if word in WIDENING | ALTERNATIVES), ""))
        self.last, self.aside, self.item_begins = None, "", False
        self.scopes.enter_item()
        self._blocks(note.pieces)
        self.scopes.leave_item()
        self.before, self.doubtful, self.last, self.aside, self.item_begins = around

    def _restrict(self, word: str) -> None:
        """A word that was not understood may say something of what the sentence before claims."""
        for number in self.before if word else ():
            self.placed[number] = replace(self.placed[number], unclear=self.placed[number].unclear or word)

    def _title(self) -> None:
        """The conditions in a heading hold for the whole section; what else it states is not checked."""
        for sentence in sentences(cut(whole(self.document.path, self.heading.text))):
            if not isinstance(sentence, Sentence):
                continue
            if SIGNS.keys() & set(tokens_of(sentence.words)) or ORDER_SIGNS.search(sentence.words):
                self.unusual.append(SIGNS_IN_WORDS)
            before: Cue | None = None
            for part in sentence.parts:
                before = cue(part.words, before)
                for statement in self.formulas.statements(part.formula.excerpt) if part.formula is not None else ():
                    assert part.formula is not None
                    if before.role in (SUPPOSED, CONDITION, CASE):
                        for condition in conditions_of(statement, part.formula.excerpt, before.role):
                            self._suppose(condition)
                    elif statement.links:
                        self.apart.append(Apart(part.formula.excerpt, reason="a formula in a heading"))
                        told = restrictions_in(statement, part.formula.excerpt, claimed=False)
                        self.mentioned += [(0, condition) for condition in told]

    def _directive(self, piece: Directive) -> None:
        """``let n >= 2; cost = cross-entropy``: relations are conditions, named things are words of the section."""
        word = piece.excerpt.text.strip().lower()
        if word in ("ignore", "off", "on"):
            self.ignoring = "" if word == "on" else word
            return
        self.directives.append(piece)
        for clause in piece.excerpt.text.split(";"):
            written = clause.strip().removeprefix("let ").strip()
            for ascii_sign, command in (("<=", r"\le "), (">=", r"\ge "), ("!=", r"\ne ")):
                written = written.replace(ascii_sign, command)
            if written.split("=")[0].strip() in NAMED:
                continue
            here = Excerpt(piece.excerpt.path, written, piece.excerpt.origins[:1])
            for statement in self.formulas.statements(here):
                for condition in conditions_of(statement, here, SUPPOSED):
                    self._suppose(condition)

    # -- sentences

    def _say(self, words: str) -> None:
        self.words.append((len(self.placed) + 1, words))

    def _sentence(self, sentence: Sentence) -> None:
        self._say(sentence.words)
        heard = tokens_of(sentence.words)
        self._end_scopes(sentence, heard)
        self._unusual(sentence, heard)
        scope = _Scope(sought=bool(SOUGHT.intersection(heard[:1])), since_mentioned=len(self.mentioned))
        before = self.last if heard[:1] == ["and"] else None  # a sentence may go on as the one before it
        antecedent: Cue | None = None
        then = max((i for i, part in enumerate(sentence.parts) if "then" in tokens_of(part.words)), default=0)
        result = max((i for i, part in enumerate(sentence.parts) if cue(part.words).word in RESULTS), default=0)
        conditional = sum(word in CONDITIONAL for word in heard)
        solving, said, unclear = False, "", unclear_in(sentence)
        doubted = self.aside or restriction_in(sentence, self.formulas.statements)
        self._aside(sentence)
        for place, part in enumerate(sentence.parts):
            self._take_back(part.words, scope)
            if part.formula is None:
                break
            if self.ignoring:
                if part.formula.display:
                    self.apart.append(Apart(part.formula.excerpt, reason="left out by a comment of the author"))
                if self.ignoring == "ignore" and part.formula.display:
                    self.ignoring = ""
                continue
            if (ENDING | OTHERWISE).intersection(tokens_of(part.words)):
                scope.forward, scope.since = [], len(scope.placed)
            solving = solving or bool(SOLVING.intersection(tokens_of(part.words)))
            here = cue(part.words, before)
            if antecedent is None and here.role in (CONDITION, REASON, SUPPOSED):
                antecedent = here
            elif antecedent is not None and here.word in ("", ",") and here.role != DENIED and place < then:
                here = antecedent  # "if a = b, and c = d, then"
            behind = sentence.parts[place + 1] if place + 1 < len(sentence.parts) else Part("")
            scope.clause = self._clause(part, behind, scope, ahead=place < then)
            count, scope.main = len(self.placed), None
            self._formula(part.words, part.formula, here, scope, solving)
            if not self._says_of_which(part, here, before, behind):
                before = scope.main if scope.main and _ends_claims(sentence.parts[place + 1 :]) else here
            given = GIVEN if place < result and goes_on_from(part.words) else ""
            said = self._beside(doubted or unclear[place], count, said + part.words, given)
            conditional -= here.word in CONDITIONAL and not scope.lone
            solving = solving and (scope.sought or not part.formula.display)
        self.item_begins, self.last = False, before if before and before.role in (STATED, SUPPOSED) else None
        if not scope.placed:  # a reason for what follows: "f satisfies f' = f (1 - f)"
            for statement, excerpt in scope.asserted:
                aside = Placed(statement, excerpt, False, 0, MENTIONED, sure=False, doubt=doubt_of(sentence))
                self._place(aside, _Scope())
                self.scopes.add(conditions_of(statement, excerpt, REASON))
        if len(scope.placed) <= scope.since:  # nothing is claimed behind them: "let a = f(z) with f(z) = z, and b = 2a"
            for condition in scope.forward:
                if condition.is_plain and not condition.passing and not is_trivial(condition.related.parts[1]):
                    self._suppose(condition)
        self._of_names(sentence, heard, scope, unclear)
        self._finish(sentence, scope, conditional > 0)

    def _of_other_cases(self, heard: list[str], said: list[tuple[int, Condition]]) -> None:
        """Note what a sentence may mean by conditions that it denies, or says nothing more of than "otherwise"."""
        if OTHERWISE.intersection(heard):  # "let m_k = 0 if k = c and 1 otherwise"
            heads = (head_name(condition.related.parts[0]) for _, condition in said)
            self.described |= {name.key for name in heads if isinstance(name, Name)}
        if DENIALS.intersection(heard):  # "suppose not b > 0"
            for number, condition in said:
                with suppress(NotUnderstood):
                    other = replace(negation(condition), wording=f"not {condition.text}")
                    self.mentioned.append((number, other))

    def _says_of_which(self, part: Part, here: Cue, before: Cue | None, behind: Part) -> bool:
        """Whether a formula says for which indices another one is supposed: "let p_k > 0 for k = 1, ..., K, with"."""
        if part.formula is None or here.role != CONDITION or before is None or before.role != SUPPOSED:
            return False
        if {"and", ","}.issuperset(tokens_of(behind.words)):  # "for all k and m > 0"
            return False
        found = self.formulas.parsed(part.formula.excerpt)
        every = {"all", "every", "each"}.intersection(tokens_of(part.words))
        return not isinstance(found, NotUnderstood) and all(
            is_range(one) or (every and not one.links and is_plain_name(one.left)) for one in found
        )

    def _take_back(self, words: str, scope: _Scope) -> None:
        """Words behind a formula may take back what was said of it."""
        if takes_back(words):
            scope.beside = []
            for number in scope.placed:
                self.placed[number] = replace(self.placed[number], doubt=SAID_FALSE)
            self.scopes.take_back(scope.recent)
            scope.forward = [c for c in scope.forward if not is_in(c, scope.recent)]
        heard = tokens_of(words)
        if heard != [",", "with"] and any(token in ",;:.?!" for token in heard):
            scope.recent = []

    def _end_example(self, scope: _Scope) -> None:
        """What a sentence supposes or defines by way of example may hold no longer behind it."""
        self.scopes.weaken(lambda condition: not scope.supposed.isdisjoint(condition.related.keys))
        for number in scope.placed:
            if self.placed[number].role == SUPPOSED:
                self.placed[number] = replace(self.placed[number], sure=False)

    def _aside(self, sentence: Sentence) -> None:
        """A sentence without formulas may change what was supposed and defined before, and what is claimed next."""
        if any(part.formula is not None for part in sentence.parts):
            self.aside = ""
            return
        words = PART.sub(" ", sentence.words, count=1) if PART.match(sentence.words) else sentence.words
        heard = tokens_of(PHRASES.sub(" ", words))
        word = limiting(heard) or next((word for word in heard if word in WIDENING), "")
        if word and sentence.words.lstrip()[:1] in ("(", "["):  # "|x| = x. (For negative numbers.)"
            self._restrict(word)
        self.aside = self.aside or word
        if word:
            self.scopes.weaken()
            self.remarked.append((len(self.placed) + 1, "", word))

    def _beside(self, unclear: str, count: int, said: str, doubt: str) -> str:
        """Give new statements what the words beside them say; the words of which nothing was made yet."""
        if len(self.placed) == count:
            return said
        doubt = APPROXIMATED if APPROXIMATE.search(said) else doubt
        alone = [placed.statement for placed in self.placed[count:] if not placed.statement.links]
        unclear = unclear or unclear_beside(aside for statement in alone for aside in statement.asides)
        self.placed[count:] = [replace(placed, doubt=doubt, unclear=unclear) for placed in self.placed[count:]]
        return ""

    def _finish(self, sentence: Sentence, scope: _Scope, conditional: bool) -> None:
        """Give the statements of a sentence what the whole of it says."""
        self._of_other_cases(tokens_of(sentence.words), self.mentioned[scope.since_mentioned :])
        self.scopes.tell(scope.ranges, scope.made)
        if EXEMPLARY.search(sentence.words):
            self._end_example(scope)
        asked, heard = sentence.mark == "?", set(tokens_of(sentence.words))
        doubt = doubt_of(sentence) or self.doubtful or self.entitled or (APPROXIMATED if scope.tends else "")
        doubting = asked and not INTERROGATIVE.intersection(tokens_of(sentence.words)[:1])
        if NEGATIVE & heard or (doubting and not scope.placed):  # "this is wrong", "which of these is right?"
            for number in self.before:
                self.placed[number] = replace(self.placed[number], doubt=SAID_FALSE)
        self.doubtful = SAID_FALSE if not scope.placed and (doubting or NEGATIVE & heard) else ""
        self.before = list(scope.placed)
        conditional = conditional or bool(OTHERWISE & heard)
        for number in scope.placed:
            placed = self.placed[number]
            more = [c for c in scope.beside if not is_in(c, placed.beside)]
            placed = _with_ranges(
                replace(placed, beside=(*placed.beside, *more), doubt=doubt or placed.doubt), scope.ranges
            )
            if asked or conditional:
                role, sure = MENTIONED if asked else placed.role, False
                beside = tuple(c for c in placed.beside if not c.sure)
                placed = replace(placed, beside=beside, role=role, sure=sure, partial=conditional, unread=True)
            self.placed[number] = placed

    @staticmethod
    def _clause(part: Part, behind: Part, scope: _Scope, ahead: bool) -> _Clause:
        """Whether a clause surely supposes its formula, or defines something by it; a display stands by itself."""
        scope.attributed = is_attributed(part.words, scope.attributed)
        after = [word for word in tokens_of(behind.words) if word not in ",("]
        around = (*tokens_of(part.words), *after[:1])
        several = bool(ALTERNATIVES.intersection(around))  # "let a = b or a = c"
        if part.formula is not None and part.formula.display:
            return _Clause(not several, not (several or scope.attributed), ahead)
        between = [word for word in tokens_of(behind.words) if word not in GENERAL and word != "all"]
        restricted = bool(RESTRICTING.intersection(between[-1:])) and restricts(behind.formula)
        continues = CONTINUING_WORDS.issuperset(tokens_of(part.words))
        heard = set(tokens_of(behind.words))
        wider = {"all", "any", "every"} & heard and restricts(behind.formula)  # "for all x > 0 and all x < 0"
        denied = bool((OTHERWISE | DENIALS | {"also"}) & heard) or wider
        several |= is_within_brackets(part.words) and cue(part.words).role == SUPPOSED  # "see above (let a = 1)"
        several |= scope.attributed
        plain = is_plain(part.words, behind.words) and not denied and not several
        defining = defines(part.words, behind.words) and not several
        scope.sought = scope.sought or THERE_IS.search(part.words) is not None
        before = _Clause() if restricted or not continues else scope.clause
        return _Clause(
            plain and not restricted and before.plain,
            defining and not restricted and not scope.sought and before.defines,
            ahead,
            limits(behind.words) or before.partial,
            behind.words,
        )

    def _end_scopes(self, sentence: Sentence, heard: list[str]) -> None:
        """End what the words of a sentence end, before it supposes anything itself."""
        if ENDING.intersection(heard):
            self.scopes.end_cases()
        if OF_ALL_CASES.search(sentence.words) or EXAMPLE.match(sentence.words) or RETRACTION.search(sentence.words):
            self.scopes.end(lambda _: True)
        another = any(one in ADJOINING and other in ("a", "an") for one, other in pairwise(heard))  # "with a bias"
        if another or PART.match(sentence.words):
            self.scopes.weaken()

    def _unusual(self, sentence: Sentence, heard: list[str]) -> None:
        """Note how the words change what formulas mean."""
        unusual = [what for pattern, what in UNUSUAL if any(pattern.search(p.words) for p in sentence.parts)]
        told = set(tokens_of(PHRASES.sub(" ", sentence.words)))
        if (SIGNS.keys() | {"natural"}) & told and all(part.formula is None for part in sentence.parts):
            unusual.append(SIGNS_IN_WORDS)  # "lengths are positive"
        alone = signs_alone_in(sentence)
        of_logarithms = "logarithm" in sentence.words.lower() or r"\log" in alone
        base = LOGARITHMS.search(sentence.words) if of_logarithms else None
        if base is not None and not (DENIALS | CONDITIONAL).intersection(heard):
            self.base = BASES[base["base"].lower()]
            unusual = [what for what in unusual if what != OTHER_LOGARITHMS or self.placed]
        elif r"\log" in alone and "natural" not in heard:
            unusual.append(OTHER_LOGARITHMS)
        if alone - {r"\log"} or has_brackets_of_its_own(sentence):
            unusual.append(OPERATIONS)
        for part in sentence.parts:
            summed = SUMMED.search(part.words)
            number = part.formula.excerpt.text.strip() if part.formula is not None else ""
            if summed is not None and (summed["next"] or number != "1"):
                unusual.append(OTHER_SUMS)
        self.unusual += unusual

    def _formula(self, words: str, formula: Formula, here: Cue, scope: _Scope, solving: bool) -> None:
        excerpt, display = formula.excerpt, formula.display
        if excerpt.text.strip() in END_OF_PROOF:
            self.scopes.weaken()
        if OTHER_RINGS.search(excerpt.text):
            self.unusual.append("an arithmetic other than that of numbers")
        if INTERVAL.fullmatch(excerpt.text):
            self.unusual.append(INTERVALS)
        found = self.formulas.parsed(excerpt)
        if isinstance(found, NotUnderstood):
            self._place(Placed(Statement(None), excerpt, display, 0, problem=found), scope)
            return
        if display and here.role in (MENTIONED, REASON, CASE):
            here = Cue(STATED, here.word, here.initial)
        if not display:
            read = [_of_all_reals(words, statement) for statement in found]
            freed = [one.left for one, before in zip(read, found, strict=True) if one is not before]
            self.arbitrary += [(len(self.placed) + 1, name.key) for name in freed if isinstance(name, Name)]
            found = read
        for statement in found:
            self._note_unread(statement, excerpt, here, display)
        found = [statement for statement in found if display or not is_sign_alone(statement)]
        self._statements_of(words, formula, found, here, scope, solving)

    def _statements_of(
        self, words: str, formula: Formula, found: list[Statement], here: Cue, scope: _Scope, solving: bool
    ) -> None:
        """Place the statements of a formula, and take its conditions into the scope."""
        excerpt, display = formula.excerpt, formula.display
        if not display and EXISTENTIAL.search(words) and found and found[0].first and found[0].first.node:
            chosen = map(base_of, members(found[0].first.node))
            self.chosen |= {name.key for name in chosen if isinstance(name, Name)}
        for statement in found:
            if is_range(statement):
                self.apart.append(Apart(_part(statement, excerpt), given=True))
                scope.ranges.append(range_of(statement))
                continue
            if display and scope.placed and tells_apart(statement):  # "a = b, \quad i \ne j"
                self.apart.append(Apart(_part(statement, excerpt), given=True))
                self._premise("", list(conditions_of(statement, excerpt)), Cue(CONDITION, "for"), scope)
                continue
            behind = here.role == CONDITION and words.strip() == "," and not scope.clause.ahead
            if behind and is_main(statement, scope.forward, scope.lone):
                # "for all a and b, a + b = b + a": the main clause
                here = scope.main = Cue(STATED if here.initial and here.word != "where" else MENTIONED, ",")
            self._note_notation(statement, words, here, display)
            scope.lone = not statement.links and not display
            for condition in conditions_of(statement, excerpt):
                self._of_set(condition)
            self._mention(statement, excerpt, here, scope, display)
            self._except(statement, here, scope)
            if is_premise(statement, here, display):
                self.apart.append(Apart(_part(statement, excerpt), given=True))
                if here.role == REASON:
                    scope.asserted.append((statement, excerpt))
                clause = scope.clause
                given = conditions_of(statement, excerpt, here.role)
                passing = here.role == CONDITION and here.word in PASSING
                given = (
                    replace(c, sure=clause.plain, defines=clause.defines, item=self.scopes.item, passing=passing)
                    for c in given
                )
                if here.role != SUPPOSED or not clause.partial:
                    self._premise(words, list(given), here, scope)
            elif statement.links or (display and statement.remarks):
                partial = is_conditional(statement)
                sure = scope.clause.defines and not partial
                placed = Placed(
                    statement, excerpt, display, 0, here.role, here.word, sure=sure, partial=partial, solving=solving
                )
                self._place(placed, scope)
            elif statement.first is not None and statement.first.node is not None:
                if is_number(statement.first.node) and scope.supposed:  # "let a = 1, or 2"
                    self.scopes.weaken(lambda condition: not scope.supposed.isdisjoint(condition.related.keys))
                self._names(statement.first.node, words, here, scope)
                self.spoken.append(statement.first.node)
                match statement.first.node:
                    case Scripted(Name("log"), sub) if sub is not None:  # "log stands for log_2"
                        self.unusual.append(OTHER_LOGARITHMS)
                if display:
                    self.apart.append(Apart(_part(statement, excerpt), reason="an expression without a relation"))
            elif display:
                unread = statement.first.problem if statement.first is not None else None
                reason = f"not understood: {unread.what}" if unread else "no relation in it was understood"
                self.apart.append(Apart(_part(statement, excerpt), reason=reason))

    def _note_unread(self, statement: Statement, excerpt: Excerpt, here: Cue, display: bool) -> None:
        """A formula that is not understood may restrict what it speaks of, unless it is claimed in a display."""
        unread = [side for side in _sides_of(statement) if side.problem is not None and side.tokens]
        if not unread or is_sign_alone(statement) or (display and here.role not in (SUPPOSED, CONDITION)):
            return
        if not statement.links or all(link.relation != "∈" for link in statement.links):
            self.described |= {key for side in _sides_of(statement) for key in keys_among(side.tokens)}
        if not statement.links and not display:
            problem = unread[0].problem
            assert problem is not None
            self.apart.append(Apart(_part(statement, excerpt), reason=f"not understood: {problem.what}"))

    def _note_notation(self, statement: Statement, words: str, here: Cue, display: bool) -> None:
        """Note what a statement says of operations, bars, matrices and indices: "let ‖x‖ = ...", ``A = (a_{ij})``."""
        if statement.first is not None and [link.relation for link in statement.links[:1]] in ([], ["="], [":="]):
            claimed = statement.links and not is_premise(statement, here, display)
            number = len(self.placed) + 1 if claimed else 0
            self.upper += [(number, key) for key in upper_indices(statement.first)]
        first = statement.left
        if says_otherwise(statement):
            self.unlike.add("delta")
        if is_commutator(first):
            self._say("commutator")
        if defines_operation(statement, words, here):
            self.unusual.append(OPERATIONS)
        if isinstance(first, Bracket) and here.role == SUPPOSED and statement.links:
            self.spoken.append(first)
        if isinstance(first, Name) and statement.links and is_made_of_entries(statement.links[0].side.node):
            self.sorts[first.key] = SORTS["matrix"]

    def _mention(self, statement: Statement, excerpt: Excerpt, here: Cue, scope: _Scope, display: bool) -> None:
        """Note what a statement may restrict; what it contradicts ends."""
        relations = {link.relation for link in statement.links}
        scope.tends = scope.tends or (not display and "→" in relations)
        self.unusual += [SMALL_OR_LARGE] if relations & {"≪", "≫"} else []
        ahead = here.role == CONDITION and here.initial and not scope.placed and not display
        self._mention_behind(statement, excerpt, here, scope, display)
        claimed = here.role == STATED or (display and here.role != SUPPOSED)
        for condition in restrictions_in(statement, excerpt, claimed):
            value = ahead and condition.related.relations == ("=",)
            self.mentioned.append((len(self.placed) + 1, replace(condition, ahead=value)))
            self.scopes.end_what_contradicts(condition)
            if here.role == DENIED and not display:
                self.scopes.end(lambda before, text=condition.text: before.text == text)  # type: ignore[misc]
            elif condition.related.relations[0] in ORDERS:
                scope.beside.append(condition)
                self._restrict_definitions([condition], scope, display or here.role == STATED)

    def _mention_behind(self, statement: Statement, excerpt: Excerpt, here: Cue, scope: _Scope, display: bool) -> None:
        """Note what is said behind a claim, in its sentence or the next one, and may be a reason for it."""
        own = scope.forward or scope.supposed  # "for f = tanh, f' = 1 - f^2" is about something else
        claims = scope.placed if own else [*self.before, *scope.placed]
        if display or not claims or here.role in (SUPPOSED, CONDITION, DENIED) or here.word in RESULTS:
            return
        conditions = list(conditions_of(statement, excerpt, REASON))
        if here.word == USES and scope.placed:
            scope.beside += conditions
        self.behind += [(claims[0] + 1, condition) for condition in conditions]

    def _premise(self, words: str, conditions: list[Condition], here: Cue, scope: _Scope) -> None:
        """Take conditions into the scope that their clause sets them for."""
        if here.role == SUPPOSED and (here.word == "let" or GENERAL.intersection(tokens_of(words))):
            firsts = [first for number in scope.placed if (first := self.placed[number].statement.first) is not None]
            defined = {name.key for first in firsts if isinstance(name := head_name(first.node), Name)}
            for condition in conditions:
                name = base_of(condition.related.parts[0])
                # "let 0 < a and a < b", "let r = x^2 with r > 0"
                if not (isinstance(name, Name) and name.key in scope.supposed | defined):
                    self._begin_anew(name)
                if isinstance(name, Name) and is_reals(condition.related.parts[1]):
                    self.arbitrary.append((len(self.placed) + 1, name.key))
        if QUANTIFYING.intersection(tokens_of(words)):
            for condition in conditions:  # "for any c > 0"
                if isinstance(name := condition.related.parts[0], Name):
                    self._quantify(name.key, scope)
        if here.role in (SUPPOSED, CONDITION):
            keys = {key for condition in conditions for key in condition.related.parts[0].keys}
            beside = [recent.excerpt for recent in scope.recent]
            earlier = {id(c) for c in self.scopes.innermost if c.excerpt not in beside}
            self.scopes.weaken(lambda c: id(c) in earlier and not keys.isdisjoint(c.related.parts[0].keys))
        self._restrict_definitions(conditions, scope)
        for condition in conditions:
            scope.recent.append(condition)
            scope.supposed |= condition.related.keys
            if here.role == SUPPOSED:
                scope.recent[-1] = self._suppose(condition)
                scope.made.append(scope.recent[-1])
            elif here.role == CASE:
                self.scopes.begin_case(condition)
            elif here.role == REASON:
                scope.reasons.append(condition)
            elif scope.placed and not self._is_excluded(condition, scope) and is_behind(words):
                scope.behind = True
                scope.after.append(condition)
                for number in scope.placed[scope.since :]:
                    placed = self.placed[number]
                    if condition.is_plain:
                        placed = replace(placed, premises=(*placed.premises, condition))
                    else:
                        placed = replace(placed, beside=(*placed.beside, condition))
                    self.placed[number] = placed
            else:
                if len(scope.placed) > scope.since:
                    scope.forward, scope.since = [], len(scope.placed)
                apart = not {"and", ","}.issuperset(tokens_of(words))
                if apart and any(excludes(condition, before) for before in scope.forward):
                    scope.forward = []  # "when x = -3 ..., and when x = 3 ..., so": neither is meant of what follows
                else:
                    scope.forward.append(condition)
                if self.item_begins:
                    self.scopes.add_to_case(condition)

    def _restrict_definitions(self, conditions: list[Condition], scope: _Scope, claimed: bool = False) -> None:
        """A definition whose argument its sentence restricts, as in "f(x) = 2x for 0 < x < 1", is not one for all.

        What is ``claimed`` restricts it only if it compares the argument itself.
        """
        related = [c.related for c in conditions if c.related.relations[0] in ORDERS]
        related = [one for one in related if not is_space(one.parts[1]) and not (claimed and not is_lone(one.parts[0]))]
        keys = frozenset[str]().union(*(one.keys for one in related))
        for number in scope.placed:
            placed = self.placed[number]
            if arguments_in(placed.statement) & keys:
                self.placed[number] = replace(placed, sure=False, partial=True)

    def _except(self, statement: Statement, here: Cue, scope: _Scope) -> None:
        """A definition with an exception in its sentence, "f(x) = 2x but f(0) = 1", is not one for all arguments."""
        for number in scope.placed if here.role != STATED else ():
            if is_exception(statement, self.placed[number].statement):
                self.placed[number] = replace(self.placed[number], sure=False, partial=True)

    def _is_excluded(self, condition: Condition, scope: _Scope) -> bool:
        """Whether the statements of a sentence have a condition already with which another one cannot hold.

        If that stands behind them, too, they are claimed for both: "|x| = x for x > 0 and x < 0".
        """
        excluded = False
        for number in scope.placed[scope.since :]:
            placed = self.placed[number]
            others = [before for before in placed.premises if excludes(condition, before)]
            excluded = excluded or bool(others)
            behind = [before for before in others if is_in(before, scope.after)]
            premises = tuple(before for before in placed.premises if not is_in(before, behind))
            self.placed[number] = replace(placed, premises=premises, beside=(*placed.beside, *behind))
        return excluded

    def _suppose(self, condition: Condition) -> Condition:
        return self.scopes.suppose(condition, len(self.placed) + 1)

    def _begin_anew(self, name: Node | None) -> None:
        self.scopes.begin_anew(name, len(self.placed) + 1)

    def _place(self, placed: Placed, scope: _Scope) -> None:
        first = placed.statement.first
        if placed.role == SUPPOSED and placed.word == "let" and first is not None and not _is_another(first, scope):
            self._begin_anew(head_name(first.node))
        if placed.role == SUPPOSED:
            told = list(conditions_of(placed.statement, placed.excerpt, SUPPOSED))
            self.scopes.end(lambda c: any(c.excerpt != t.excerpt and gives_another_value(t, c) for t in told))
        around = self.scopes.in_force()
        premises = [*around, *(c for c in scope.forward if not is_in(c, around))]
        own = set(own_conditions(placed.statement, placed.excerpt))
        if own & arguments_in(placed.statement):  # "f(x) = 2x \\quad (0 < x < 1)"
            placed = replace(placed, sure=False, partial=True)
        premises = [replace(c, sure=False) if own & c.related.keys else c for c in premises]
        premises, beside = _by_plainness(premises)
        if placed.statement.first is None and self.placed:
            premises += [c for c in self.placed[-1].premises if not is_in(c, premises)]
        self.placed.append(
            replace(
                placed,
                number=len(self.placed) + 1,
                item=self.scopes.item,
                premises=tuple(premises),
                beside=tuple(beside),
                reasons=tuple(scope.reasons),
            )
        )
        scope.since, scope.behind = len(scope.placed) if scope.behind else scope.since, False
        scope.placed.append(len(self.placed) - 1)

    # -- names

    def _names(self, node: Node, words: str, here: Cue, scope: _Scope) -> None:
        """A lone quantity, or a list of them, of which words say something."""
        heard = tokens_of(words)
        general = GENERAL.intersection(heard)
        quantifying = QUANTIFYING & {*heard, *said_behind(scope.clause.behind)}
        scope.quantifies = bool(quantifying) or (scope.quantifies and set(heard) <= {"and", "or"})
        for part in members(node):
            name = head_name(part)
            if not isinstance(name, Name):
                continue
            anew = (here.role == SUPPOSED and here.initial) or (here.role == CONDITION and bool(general))
            if anew:
                self._begin_anew(name)
            if scope.quantifies and (scope.placed or not anew):
                self._quantify(name.key, scope)
            behind = up_to_mark(tokens_of(scope.clause.behind))
            told = set(heard) - {"for", "and"} if quantifying <= {"given"} and not general else set[str]()
            if told or COPULAS.intersection(behind[:1]) or first_unclear(behind):
                self._limit(name.key, scope)

    def _limit(self, key: str, scope: _Scope) -> None:
        """A sentence says for which index it supposes something: "let x_i = 1 for a fixed i"."""
        indexed = [c for c in scope.recent if key in _indices_in(c.related)]
        self.scopes.weaken(lambda condition: is_in(condition, indexed))
        for number in scope.placed:
            first = self.placed[number].statement.first
            if self.placed[number].role == SUPPOSED and first is not None and first.node is not None:
                sure = self.placed[number].sure and key not in _indices_in(first.node)
                self.placed[number] = replace(self.placed[number], sure=sure)

    def _quantify(self, key: str, scope: _Scope) -> None:
        """A sentence speaks of a quantity whatever it is: what was said of it before is no premise of that."""
        self.quantified.append((scope.placed[0] + 1 if scope.placed else len(self.placed) + 1, key))
        known = [c for c in self.scopes.supposed_here() if not is_in(c, scope.recent)]  # "u_k = 1 for all k"
        self.scopes.end(lambda c: is_in(c, known) and _gives_value(c, key))
        self.scopes.weaken(lambda c: is_in(c, known) and key in c.related.keys)
        for number in scope.placed:  # "a b = b for all a"
            placed = self.placed[number]
            premises = [c for c in placed.premises if not (is_in(c, known) and _gives_value(c, key))]
            premises = [replace(c, sure=c.sure and key not in c.related.keys) for c in premises]
            plain, beside = _by_plainness(premises)
            self.placed[number] = replace(placed, premises=tuple(plain), beside=(*placed.beside, *beside))

    def _of_set(self, condition: Condition) -> None:
        """``z ∈ ℂ`` says that z is no real number."""
        left, right = condition.related.parts
        over = base_of(right)
        if condition.related.relations == ("∈",) and (isinstance(right, Row) or is_labelled_capital(right)):
            self._say("group")  # of what such a set is made, is not known
        if condition.related.relations != ("∈",) or not isinstance(over, Name) or is_reals(right):
            return
        for name in (base for base in map(base_of, members(left)) if isinstance(base, Name)):
            if over.font != "bb":
                self.described.add(name.key)
            elif over.text not in REAL:
                self.sorts[name.key] = f"member of {shown(over.text, over.accents, over.font)}"

    def _of_names(self, sentence: Sentence, heard: list[str], scope: _Scope, unclear: tuple[str, ...]) -> None:
        """What the words of a sentence say of the lone quantities in it: their sorts and their signs."""
        alone, number = self.formulas.keys(sentence), min(scope.placed, default=len(self.placed)) + 1
        if DEPENDENCE.search(sentence.words) and len(alone) > 1:
            self.dependent.append((" ".join(sentence.words.split()), frozenset(alone)))
        self.depending += stated(sentence, self._heads_of)
        own = Sentence(tuple(unusual_parts(sentence))) if unclear[-1] else sentence
        if own is not sentence or not USUAL.search(sentence.words):
            self.named |= self.formulas.keys(own) | {
                head.key
                for node in self.formulas.expressions(own)
                if isinstance(head := head_name(node), Name) and (is_lone(node) or head.text not in ("e", "pi"))
            }
        for part, behind in pairwise(sentence.parts):
            self.unlike |= self.formulas.keys(Sentence((part,))) if is_made_of_the_usual(behind) else set()
        self._describe(sentence)
        for place in loose_in(sentence):
            self.loose |= set(map(letters, self.formulas.names(Sentence(sentence.parts[place : place + 1]))))
        for place, (part, behind) in enumerate(pairwise((*sentence.parts, Part("")))):
            if part.formula is None or part.formula.display:
                continue
            names = self.formulas.names(Sentence((part,)))
            plain = cue(part.words).role == SUPPOSED and is_plain(part.words, behind.words)
            word = "" if plain else unclear[place]
            self.remarked += [(number, letters(n), word) for n in names if word and self._is_supposed(n, number)]
            self._describe_part(sentence, part, behind, word, begins=not (place or scope.placed))
        if not (SAID | GENERAL).intersection(heard):
            return
        denied = bool(DENIALS.intersection(heard))
        if SYMMETRIC in heard and not (denied or CONDITIONAL.intersection(heard)):
            self._note_symmetry(sentence, number)
        if (INVERTIBLE | DEFINITE).intersection(heard):
            self._note_inverses(sentence, number, denied)
        before: Cue | None = None
        plural: list[str] = []
        for place, part in enumerate(sentence.parts):
            if part.formula is None or part.formula.display:
                continue
            before = cue(part.words, before)
            plural = plural_before(part, plural)
            near, sign = [*said_of(sentence, place), *plural], sign_of(sentence, place)
            for statement in self.formulas.statements(part.formula.excerpt):
                if statement.links or statement.first is None or statement.first.node is None:
                    continue
                for node in members(statement.first.node):
                    name = head_name(node)  # A, and A(t), is a matrix
                    if not isinstance(name, Name):
                        continue
                    if GENERAL.intersection(near):
                        self._begin_anew(name)
                    if not denied and ARBITRARY.fullmatch(" ".join(near)):
                        self.arbitrary.append((number, name.key))
                    for word in near:
                        if word in SORTS and not denied:
                            self.sorts[name.key] = SORTS[word]
                    if sign:
                        said = before.role in (SUPPOSED, CONDITION, REASON) and not denied
                        role = before.role if said else MENTIONED
                        self._signed(signed(node, SIGNS[sign], part.formula.excerpt, role), scope)
        if not denied:
            self._note_kinds(sentence, scope)

    @staticmethod
    def _begin_of_list(sentence: Sentence, place: int) -> int:
        """The first of the quantities that words list with the one at a place: of "x" and "y" in "x and y"."""
        while place and CONTINUING_WORDS.issuperset(heard := tokens_of(sentence.parts[place].words)) and heard:
            place -= 1
        return place

    def _describe_part(self, sentence: Sentence, part: Part, behind: Part, word: str, begins: bool) -> None:
        """Note what words say of bars, and of a quantity in a way that may restrict it, or make it of another one."""
        names, wholes = self.formulas.names(Sentence((part,))), self.formulas.expressions(Sentence((part,)))
        if are_other_bars(behind):
            self.barred |= {whole.kind for whole in wholes if isinstance(whole, Bracket) and whole.kind in "|‖"}
        if is_described(part, behind, word if wholes else "", begins=begins):
            lone = (base_of(node) for whole in wholes for node in members(whole))
            keys = {name.key for name in (*names, *lone) if isinstance(name, Name)}
            self.described |= keys
            self.denoted |= keys if is_said_to_be(part, behind) else set()
            if is_of_another(behind):
                related = frozenset({name.key for name in names} | self._heads_of(behind))
                self.dependent.append((" ".join(sentence.words.split()), related))

    def _note_kinds(self, sentence: Sentence, scope: _Scope) -> None:
        """Note of what sort the quantities of a sentence are that speaks of a kind: "the rule for matrices is"."""
        for part in sentence.parts:
            words = tokens_of(part.words)
            kinds = [word for before, word in pairwise(words[:-1]) if before == "for" and word in SORTS]
            if kinds:
                keys = {n.key for number in scope.placed for n in _names_in(self.placed[number].statement)}
                self.sorts |= dict.fromkeys(keys, SORTS[kinds[0]])

    def _note_symmetry(self, sentence: Sentence, number: int) -> None:
        """Note the matrices that a sentence lets be symmetric."""
        before: Cue | None = None
        for place, part in enumerate(sentence.parts):
            before = cue(part.words, before)
            supposed = before.role == SUPPOSED and not self.scopes.item
            for statement in self.formulas.inline(Sentence((part,))) if supposed else ():
                if [link.relation for link in statement.links] in ([], ["∈"]) and SYMMETRIC in said_of(sentence, place):
                    self.symmetric += [(number, name.key) for name in (statement.left,) if isinstance(name, Name)]

    def _note_inverses(self, sentence: Sentence, number: int, denied: bool) -> None:
        """Note the matrices that a sentence calls invertible, or positive definite."""
        before: Cue | None = None
        plural: list[str] = []
        given = not (self.scopes.item or CONDITIONAL.intersection(tokens_of(sentence.words)))
        for place, part in enumerate(sentence.parts):
            before = cue(part.words, before)
            plural = plural_before(part, plural)
            said = called_invertible(sentence, place, plural)
            if said is None:
                continue
            definite, clear = said
            for statement in self.formulas.inline(Sentence((part,))):
                nodes = members(statement.first.node) if statement.first and statement.first.node else ()
                if denied or not clear:
                    self.described |= {name.key for name in _names_in(statement)}
                elif [link.relation for link in statement.links] in ([], ["∈"]):
                    sure = given and before.role in (SUPPOSED, CONDITION)
                    self.invertible += [
                        Invertible(number, len(self.scopes.anew), _without_argument(node), definite, sure)
                        for node in nodes
                    ]

    def _describe(self, sentence: Sentence) -> None:
        """Note the quantities of which words say something that no relation does."""
        if limited := limited_in(sentence, self._keys_of):
            told = (
                place
                for place, part in enumerate(sentence.parts)
                if sign_of(sentence, place)
                and all(
                    is_lone(one) for whole in self.formulas.expressions(Sentence((part,))) for one in members(whole)
                )
            )
            limited -= set[str]().union(*(self._keys_of(sentence.parts[place]) for place in told))
            self.described |= limited
            self.scopes.weaken(lambda condition: not limited.isdisjoint(condition.related.keys))
        for place, (part, behind) in enumerate(pairwise((*sentence.parts, Part("")))):
            begins = self._begin_of_list(sentence, place)
            if self.formulas.expressions(Sentence((part,))) and is_subject(sentence.parts[begins], behind):
                self.described |= set[str]().union(*map(self._keys_of, sentence.parts[begins : place + 1]))
        if any(map(is_of_values, sentence.parts)):
            self.described |= self.formulas.keys(sentence)
            self.unusual += [] if self.formulas.keys(sentence) else [VALUES_IN_WORDS]
        for part in filter(is_never_negative, sentence.parts):
            for node in self.formulas.expressions(Sentence((part,))):
                if part.formula is not None and isinstance(base_of(node), Name):
                    positive = signed(node, ">", part.formula.excerpt, MENTIONED)
                    self.mentioned.append((len(self.placed), positive))

    def _keys_of(self, part: Part) -> set[str]:
        """The keys of all names in a part's formula, unless that is a display."""
        return {name.key for statement in self.formulas.inline(Sentence((part,))) for name in _names_in(statement)}

    def _heads_of(self, part: Part) -> set[str]:
        """The keys of what a part's formula speaks of by itself, or gives a value: that of L in L(u, v), too."""
        firsts = [statement.first for statement in self.formulas.inline(Sentence((part,)))]
        nodes = [node for first in firsts if first and first.node for node in members(first.node)]
        return {name.key for name in map(head_name, nodes) if isinstance(name, Name)}

    def _is_supposed(self, name: Name, number: int) -> bool:
        """Whether something was supposed of a name before a statement, or said of it, or its value is told there."""
        before = (side.node for p in self.placed[: number - 1] for side in _sides_of(p.statement) if side.node)
        supposed = (condition.related for condition in self.scopes.supposed_here())
        own = (p.statement for p in self.placed[number - 1 :])
        valued = (s.left for s in own if s.left is not None and _is_value(s))
        return any(name.key in node.keys for node in (*before, *supposed, *valued))

    def _signed(self, condition: Condition, scope: _Scope) -> None:
        self.mentioned.append((len(self.placed), condition))
        self.scopes.end_what_contradicts(condition)
        if condition.role == SUPPOSED:
            condition = self._suppose(condition)
        if condition.role in (SUPPOSED, CONDITION, REASON):
            for number in scope.placed:
                placed = self.placed[number]
                if condition.role == REASON:
                    self.placed[number] = replace(placed, reasons=(*placed.reasons, condition))
                else:
                    self.placed[number] = replace(placed, premises=(*placed.premises, condition))


def _ends_claims(parts: Iterable[Part]) -> bool:
    """Whether no other main clause follows, as "find" does in "if a = b, c = d, and e = f, find g"."""
    for part in parts:
        heard = tokens_of(part.words)
        if not CONTINUING_WORDS.issuperset(heard):
            return heard[0] != "," or heard[1] in GOING_ON
    return True


def _indices_in(node: Expression) -> frozenset[str]:
    """The keys of the names in the subscripts of an expression."""
    subscripts = (part.sub for part in walk(node) if isinstance(part, Scripted) and part.sub is not None)
    return frozenset[str]().union(*(subscript.keys for subscript in subscripts))


def _gives_value(condition: Condition, key: str) -> bool:
    """Whether a condition says which value a quantity has."""
    left = condition.related.parts[0]
    return condition.related.relations == ("=",) and isinstance(left, Name) and left.key == key


def _is_another(side: Side, scope: _Scope) -> bool:
    """Whether what is defined has the letter of what its sentence supposes, and is another: u_2 beside u_1."""
    name = head_name(side.node)
    if not isinstance(name, Name):
        return False
    heads = [(head_name(condition.related.parts[0]), condition.related.parts[0]) for condition in scope.recent]
    alike = [left for head, left in heads if isinstance(head, Name) and head.key == name.key]
    return bool(alike) and all(written(other) != written(side.node) for other in alike)


def _without_argument(node: Node) -> Node:
    """``A`` for ``A(t)``"""
    match node:
        case Row((Name() as name, Bracket("(", body))) if are_plain_names(body):
            return name
    return node


def _by_plainness(conditions: Iterable[Condition]) -> tuple[list[Condition], list[Condition]]:
    """The conditions that are surely set, and the others."""
    plain, others = list[Condition](), list[Condition]()
    for condition in conditions:
        (plain if condition.is_plain else others).append(condition)
    return plain, others


def _part(statement: Statement, excerpt: Excerpt) -> Excerpt:
    """The part of a formula that a statement stands in."""
    sides = [side for side in _sides_of(statement) if side.tokens]
    return excerpt.part(sides[0].start, sides[-1].end) if sides else excerpt


def _of_all_reals(words: str, statement: Statement) -> Statement:
    """``for all real x`` says where x lies."""
    alone = statement.first is not None and not statement.links and is_plain_name(statement.first.node)
    is_meant = alone and ALL_REALS.search(words) is not None
    return Statement(statement.first, [Link("∈", 0, Side((), REALS))]) if is_meant else statement


def _with_ranges(placed: Placed, ranges: Iterable[IndexRange]) -> Placed:
    """A statement with the ranges of its indices; one that is said of some values of an index only is partial."""
    nodes = (side.node for side in _sides_of(placed.statement) if side.node is not None)
    keys = frozenset[str]().union(*map(_indices_in, nodes))
    own = [one for one in ranges if one.key in keys]
    if any(one.last is None for one in own) or len({one.key for one in own}) < len(own):
        return replace(placed, sure=False, partial=True)
    return replace(placed, ranges=tuple(own))


def _is_value(statement: Statement) -> bool:
    """``x = 2``"""
    return [(link.relation, is_number(link.side.node)) for link in statement.links] == [("=", True)]


def _sides_of(statement: Statement) -> list[Side]:
    """The sides of a statement, in order."""
    return [side for side in (statement.first, *(link.side for link in statement.links)) if side is not None]


def _names_in(statement: Statement) -> Iterator[Name]:
    for side in _sides_of(statement):
        if side.node is not None:
            yield from side.node.names
