"""Checking a document: every step proved, refuted by a counterexample, or unknown, with the reason.

A step is decided in several readings where the text leaves room.  It is proved if it is proved in one of them, which
the verdict names; it is refuted only if it is false in all of them.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from itertools import pairwise
from time import perf_counter
from typing import Any

import sympy
from sympy.core.function import AppliedUndef

from derivations.document.decisions.deciding import Decider
from derivations.document.decisions.decision import (
    NOTHING_SATISFIES,
    RELATIONS,
    Decision,
    Fact,
    doubtful,
    not_understood,
)
from derivations.document.decisions.doubts import wording
from derivations.document.decisions.doubts.shapes import (
    has_decimals,
    has_function_of,
    is_closed,
    is_equated,
    is_power,
    is_within,
    is_zero,
    proposition,
    speaks_of,
)
from derivations.document.decisions.explaining import explained
from derivations.document.decisions.journal import Journal
from derivations.document.decisions.suggestion import suggested
from derivations.document.discourse.clauses import unclear_beside
from derivations.document.discourse.conditions import OPPOSITE, Condition, conditions_in
from derivations.document.discourse.grammar import tokens_of
from derivations.document.discourse.reading import is_example, is_part_of, read_section, sections
from derivations.document.discourse.sections import APPROXIMATED, GIVEN, SAID_FALSE, Section, matrices_in
from derivations.document.discourse.vocabulary import (
    ADVERBS,
    ASSERTING,
    CONDITION,
    DENIED,
    GOAL,
    REASON,
    RESULTS,
    SIGMOID,
    STATED,
    SUPPOSED,
)
from derivations.document.elaboration.glossary import Defined, Head, head_of, of_events
from derivations.document.obligations.interpretation import Interpretation, interpreted, matched
from derivations.document.obligations.names import names_in
from derivations.document.obligations.outline import Chain, Outline, outline
from derivations.document.results import (
    ASSUMPTION,
    DEFINITION,
    EQUATION,
    PROVED,
    REFUTED,
    UNKNOWN,
    UNREAD,
    FoundStep,
    TakenAs,
)
from derivations.document.settings import Settings
from derivations.document.source.pieces import Document, Excerpt
from derivations.document.syntax.names import shown
from derivations.document.syntax.nodes import (
    Differential,
    Nabla,
    Name,
    Node,
    Quotient,
    Related,
    Row,
    Scripted,
    base_of,
    head_name,
    walk,
)
from derivations.document.syntax.patterns import is_lone, is_number, written
from derivations.document.syntax.statements import CONNECTIVES, ORDER, Link, Remark, Side
from derivations.document.syntax.tokens import NotUnderstood
from derivations.notation import Entry, Index, Partial, Prime
from derivations.proof import Disagreement, Given, Verifier

ANOTHER_VALUE = "false as the document stands, but the text may give another value here"
NO_RESULT = "it does not follow from the text before it"
ASKED, POSSIBLE = "asked", "possible"
"""What a relation is: an equation that the text asks to solve, or one that may be such an equation or a claim."""
FOLLOWED = 3
"""From how many of the equations before it a step is tried to follow."""
_UNBRACED = re.compile(r"\^\d\d")
PATIENCE = 0.5
"""Seconds for looking for the nearest true form of a false step."""


def outlines(
    document: Document, read: Callable[..., Any] = read_section, outlined: Callable[..., Outline] = outline
) -> list[Outline]:
    """The sections of a document that say something, each with the definitions of those before it.

    ``read`` and ``outlined`` are :func:`read_section` and :func:`outline`, or give the same while they spare doing
    things twice.
    """
    found: list[Outline] = []
    earlier: dict[Head, Defined] = {}
    around: list[Section] = []
    example: tuple[Section, dict[Head, Defined]] | None = None
    every = list(sections(document, read))
    usual = any(SIGMOID.intersection(tokens_of(section.text)) for section in every)
    for section in every:
        around = [outer for outer in around if outer.level < section.level]
        if example is not None and not is_part_of(section, example[0]):
            earlier, example = example[1], None
        if example is None and is_example(section):
            example = section, earlier
        if section.placed or section.supposed or section.apart:
            found.append(outlined(section, earlier, " ".join(outer.text for outer in around), usual))
            earlier = found[-1].exported()
        around.append(section)
    return found


class SectionChecker:
    """Checks the steps of one section with what ``verifier`` makes, and keeps a journal of it."""

    def __init__(
        self, section: Outline, settings: Settings, journal: Journal, verifier: Callable[..., Verifier] = Verifier
    ) -> None:
        self.section = section.section
        self.interpretation: Interpretation = interpreted(section)
        self.decider = Decider(self.interpretation, settings, verifier)
        self.journal, self.settings = journal, settings
        self.taken: list[TakenAs] = []
        self.open = 0
        self.equations: dict[tuple[str, str], Condition] = {}
        self.constraints: list[tuple[Decision, int]] = []
        self.said: list[tuple[frozenset[str], int]] = []
        self.asserted: dict[int, str] = {}
        self.restricted: set[str] = set()
        self.otherwise: dict[str, int] = {}

    def steps(self) -> Iterator[FoundStep]:
        """The steps of all statements, in order."""
        for chain in self.interpretation.chains:
            if chain.placed.role == DENIED and not chain.placed.display:
                self._denied(chain)
                self._take_apart(chain.placed.excerpt, UNREAD, "the words around it withdraw it")
                continue
            found, taken = False, len(self.taken)
            for step in self._chain(chain):
                found = True
                yield step
            if not found and len(self.taken) == taken and chain.placed.display:
                words = chain.first is None and chain.placed.statement.remarks
                reason = "words in the display that make no statement" if words else "no relation in it was understood"
                self._take_apart(chain.placed.excerpt, UNREAD, reason)
        for apart in self.section.apart:
            self._take_apart(apart.excerpt, ASSUMPTION if apart.given else UNREAD, apart.reason)

    def _denied(self, chain: Chain) -> None:
        """What a text takes back may be another value of what it has defined: "instead it uses f(x) = x"."""
        left = chain.first.node if chain.first is not None else None
        if left is not None and chain.links[:1] and chain.links[0].relation == "=" and chain.definition is None:
            self._replaced_by(left, chain.placed.excerpt.position(chain.links[0].start).line, chain)

    def _chain(self, chain: Chain) -> Iterator[FoundStep]:
        if chain.placed.problem is not None:
            yield self._unread(chain, chain.placed.problem)
            return
        if any(link.relation in CONNECTIVES for link in chain.links):
            yield from self._connected(chain)
            return
        conditions = list(chain.placed.premises)
        yield from self._reasons(chain, chain.placed.reasons, conditions)
        before, given = chain.first, False
        for place, link in enumerate(chain.links):
            for aside in link.remarks:
                found = list(conditions_in(aside, chain.placed.excerpt))
                conditions += [condition for condition in found if condition.role != REASON and condition.is_plain]
                yield from self._reasons(chain, [c for c in found if c.role == REASON], conditions)
            if place == 0 and chain.definition is not None:
                self._take(chain, before, link, DEFINITION)
            elif before is None:
                yield self._step(
                    chain,
                    link,
                    Side((), None),
                    Decision(UNKNOWN, "there is no expression on its left", kind="not-parsed"),
                )
            else:
                step = self._link(chain, before, link, tuple(conditions), first=place == 0)
                if step is not None and given and step.verdict == REFUTED:
                    step = _only_given(step)
                if step is not None:
                    yield step
                given = link.relation in ORDER and (given or step is None or step.verdict == UNKNOWN)
            before = link.side

    def _reasons(self, chain: Chain, reasons: Iterable[Condition], conditions: list[Condition]) -> Iterator[FoundStep]:
        """Decide what a sentence asserts in passing, and add it to the conditions: as a premise if it is proved.

        What is refuted is no premise of anything.
        """
        for reason in reasons:
            if id(reason) not in self.asserted:
                step = None if self._is_definition(reason) else self._reason(chain, reason)
                self.asserted[id(reason)] = PROVED if self._is_definition(reason) else _asserted(step)
                if step is not None:
                    yield step
            if self.asserted[id(reason)] != REFUTED:
                role = CONDITION if self.asserted[id(reason)] == PROVED else REASON
                conditions.append(replace(reason, role=role))

    def _is_definition(self, reason: Condition) -> bool:
        """Whether a reason is where the section takes a definition from; a remark is read once for each of them."""
        sides = [written(part) for part in reason.related.parts]
        return any(
            not entry.other and [written(entry.defined.left), written(entry.defined.right)] == sides
            for entry in self.interpretation.entries
        )

    def _reason(self, chain: Chain, reason: Condition) -> FoundStep | None:
        """The step that a reason is; one that speaks of quantities may be true of those that are meant."""
        (left, right), (relation,) = reason.related.parts, reason.related.relations
        if relation not in RELATIONS or reason.wording:
            return None
        began = perf_counter()
        link = Link(relation, left.end, Side((), right))
        decision = self._decided(chain, left, link, right, chain.placed.premises)
        if decision.verdict == REFUTED and is_lone(left):
            self._replaced_by(left, reason.excerpt.position(left.start).line, chain)
        if decision.verdict == REFUTED:
            may_hold = self._may_hold(chain, left, link)
            doubt = NO_RESULT if may_hold else self._doubt(chain, left, link, first=False, decision=decision)
            decision = doubtful(doubt) if doubt else decision
        text, start, end = reason.excerpt.text, reason.excerpt.position(left.start), reason.excerpt.position(right.end)
        return FoundStep(
            start.path, start.line, start.column, end.line, end.column, text[left.start : left.end], relation,
            text[right.start : right.end], decision.verdict, decision.kind, decision.reason, decision.hypotheses,
            decision.conditional, decision.counterexample, decision.values, decision.suggestion,
            perf_counter() - began, False, *reason.excerpt.position(right.start)[1:], decision.audit,
            proofs=decision.proofs,
        )  # fmt: skip

    def _link(
        self, chain: Chain, before: Side, link: Link, conditions: tuple[Condition, ...], first: bool
    ) -> FoundStep | None:
        """The step that a relation makes, or nothing where it is taken as something else."""
        problem = before.problem or link.side.problem
        if problem is not None and not chain.placed.display:
            self._take(chain, before, link, UNREAD, f"not understood: {problem.what}")
            return None
        if problem is not None:
            return self._step(chain, link, before, not_understood(problem, chain))
        supposed = chain.placed.role in (SUPPOSED, CONDITION) and link.relation not in (*RELATIONS, "=:")
        if supposed or link.relation in ("∈", "→", "∼", "∝"):
            self._take(chain, before, link, ASSUMPTION)
            return None
        if link.relation == "=:":
            if any(entry.defined.left is link.side.node for entry in self.interpretation.entries):
                self._take(chain, before, link, DEFINITION)
                return None
            link = replace(link, relation="=")
        if link.relation not in RELATIONS:
            reason = f"the relation {link.relation} is not checked"
            return self._step(chain, link, before, Decision(UNKNOWN, reason, kind="not-parsed"))
        assert before.node is not None
        assert link.side.node is not None
        known = self._is_result(chain) and self._is_known(chain, before.node)
        hypothetical = not known and self._is_hypothesis(chain, before.node, link, first)
        if hypothetical and not (self._is_result(chain) and (conditions or self.equations)):
            self._take(chain, before, link, ASSUMPTION)
            return None
        began = perf_counter()
        decision = self._decided(chain, before.node, link, link.side.node, conditions)
        decision = self._from_equations(chain, before.node, link, conditions, decision)
        if hypothetical and decision.verdict != PROVED:
            self._take(chain, before, link, ASSUMPTION)
            return None
        found = self._as_meant(chain, before, link, first, decision)
        if found is None:
            return None
        if found.verdict == REFUTED and link.relation != "≠":
            left = before.node
            change = self.journal.suggestion(lambda: self._suggested(chain, left, link, conditions))
            found.suggestion, found.mended = change or (None, None)
        step = self._step(chain, link, before, found, perf_counter() - began)
        if self.settings.explain and step.line <= self.settings.explain <= step.end_line:
            told = explained(self.interpretation, chain, (before.node, link.side.node), conditions, found)
            return replace(step, explanation=tuple(told))
        return step

    def _as_meant(self, chain: Chain, before: Side, link: Link, first: bool, decision: Decision) -> Decision | None:
        """The verdict on a step, or nothing where its relation says what is given, or is to be solved.

        What is proved is proved; what is not may be meant as something else than a claim.
        """
        left, right, line = before.node, link.side.node, chain.placed.excerpt.position(link.start).line
        assert left is not None
        assert right is not None
        if decision.verdict == PROVED:
            return self._unless_replaced(decision)
        if chain.placed.doubt == GIVEN and link.relation == "=" and (left.names or right.names):
            self._equate(chain, left, link)
        asked = self._is_equation(chain, left, link, first, decision)
        if asked and not (self._follows(chain) and asked == POSSIBLE and self._never_holds(chain, left, link)):
            self._equate(chain, left, link)
            self.open = line
            if asked == ASKED or not chain.placed.display:
                self._take(chain, before, link, EQUATION)
                return None
            decision = _only_equated(decision)
        says_of = decision.says_of
        if decision.kind == "ambiguous" and first and link.relation == "=":
            self._replaced_by(left, line, chain)
        if decision.verdict == REFUTED:
            if first and not chain.placed.display and self._definition(chain, left) is not None:
                self._replaced_by(left, line, chain)
            else:
                decision = self._unless_replaced(decision)
        if decision.verdict == REFUTED:
            doubt = self._doubt(chain, left, link, first, decision)
            if doubt and first and link.relation == "=":
                self._replaced_by(left, line, chain)
            says_of = not doubt and (says_of or self._is_open(chain, left, right))
            decision = doubtful(doubt) if doubt else decision
        derived = left.of if isinstance(left, Differential) else None
        known = derived is not None and self._definition(chain, derived) is not None
        says_of = says_of and not known and not self._is_of_any(chain, left)
        spoken = left.keys
        unsure = self.interpretation.unsure(chain.placed.number)
        if says_of and any(entry.defined.head.key.split("/")[0] in spoken for entry in unsure):
            return doubtful("the text says something about its quantities that was not understood")
        supposed = chain.placed.role == SUPPOSED and decision.verdict == REFUTED
        if first and is_lone(left) and (says_of or decision.brings or supposed) and not self._is_value(chain, left):
            self._keep(chain, before, link)
            return None
        if decision.brings and not is_lone(left):
            self.constraints.append((decision, line))
            if first and is_power(left) and not is_within(base_of(left), right):
                self._take(chain, before, link, ASSUMPTION)
                return None
        return _only_equated(decision) if first and link.relation == "=" and decision.reduced else decision

    def _is_open(self, chain: Chain, left: Node, right: Node) -> bool:
        """Whether an equation that is false as it was read may tell what its left side is."""
        return self._is_of_the_unknown(chain, left, right) or (
            self._is_undefined(chain, left) and not is_within(left, right)
        )

    def _decided(
        self,
        chain: Chain,
        left: Node,
        link: Link,
        right: Node,
        conditions: tuple[Condition, ...],
        refute: bool = True,
    ) -> Decision:
        """The decision on a step, from the journal if it stands there."""

        def work() -> Decision:
            try:
                return self.decider.decided(chain, left, link.relation, right, conditions, refute)
            except RecursionError:
                return Decision(UNKNOWN, "the expression is nested too deeply to be decided", kind="unclear")
            except Disagreement as problem:
                raise Disagreement(f"{chain.placed.excerpt.position(link.start)}: {problem}") from None

        return self.journal.decision(work)

    def _is_hypothesis(self, chain: Chain, left: Node, link: Link, first: bool) -> bool:
        """Whether a relation says what is given, so that it cannot be false."""
        lone = not chain.placed.display and is_lone(left)
        trivial = link.relation == "=" and is_number(link.side.node)
        return (lone and (trivial or (first and chain.placed.role == SUPPOSED))) or (
            first and self._is_given(chain, left, link)
        )

    def _is_equation(self, chain: Chain, left: Node, link: Link, first: bool, decision: Decision) -> str:
        """Whether what is not proved is an equation to be solved, or a constraint, or may be one and no claim."""
        open_or_false = decision.verdict == REFUTED or bool(decision.brings)
        solving = chain.placed.solving and first and open_or_false and link.relation == "="
        chained = link.relation == "=" and not first and bool(decision.lacks) and is_closed(link.side.node)
        again = (written(left), written(link.side.node)) in self.equations
        identity = first and link.relation == "=" and self._is_identity(link.side.node)
        equated = (identity or is_equated(left, link, first)) and (is_lone(left) or not decision.determined)
        if solving or again or (equated and is_zero(link.side.node) and not self._is_result(chain)):
            return ASKED
        return POSSIBLE if chained or equated else ""

    def _is_identity(self, right: Node | None) -> bool:
        """Whether a side is the identity matrix: ``Q^T Q = I`` says of Q what it is, as ``x^2 = 1`` does of x."""
        meaning = self.interpretation.meaning
        return (
            isinstance(right, Name) and right.key == "I" and meaning.ranks.get("I") == 2 and not meaning.is_defined("I")
        )

    @staticmethod
    def _is_result(chain: Chain) -> bool:
        return chain.placed.role == STATED and chain.placed.word in RESULTS

    def _follows(self, chain: Chain) -> bool:
        """Whether a statement is said to follow from what stands before it: "hence", "since a = b, we get"."""
        return self._is_result(chain) and (chain.placed.word in ADVERBS or bool(chain.placed.reasons))

    def _equate(self, chain: Chain, left: Node, link: Link) -> None:
        """Note an equation that may be there to be solved: later steps may follow from it, unless it is a result."""
        assert link.side.node is not None
        related = Related((left, link.side.node), ("=",), left.start, link.side.end)
        role = STATED if self._is_result(chain) else CONDITION
        condition = Condition(related, chain.placed.excerpt, role, block=True)
        self.equations[written(left), written(link.side.node)] = condition

    def _from_equations(
        self, chain: Chain, left: Node, link: Link, conditions: tuple[Condition, ...], decision: Decision
    ) -> Decision:
        """The decision on a step; where it is not proved, a proof from earlier equations that may be there to solve."""
        right = link.side.node
        assert right is not None
        if decision.verdict == PROVED or link.relation != "=" or (written(left), written(right)) in self.equations:
            return decision
        if any(isinstance(part, Differential | Nabla) for part in walk(left)):
            return decision  # a slope is found for all values, not for those that solve an equation
        names = speaks_of(left) | speaks_of(right)
        earlier = [
            condition
            for condition in self.equations.values()
            if condition.role != STATED and any(names & speaks_of(side) for side in condition.related.parts)
        ][-FOLLOWED:]
        if not earlier:
            return decision
        found = self._decided(chain, left, link, right, (*conditions, *earlier), refute=False)
        if found.verdict != PROVED or NOTHING_SATISFIES in found.conditional:
            return decision
        texts = dict.fromkeys(condition.with_line for condition in earlier)
        found.conditional = (f"if {' and '.join(texts)}", *found.conditional)
        return found

    def _may_hold(self, chain: Chain, left: Node, link: Link) -> bool:
        """Whether a reason that is false as it was read may be true, of some values or of what it defines anew."""
        assert link.side.node is not None
        if not (left.names or link.side.node.names):
            return False
        if self._definition(chain, left) is not None or link.relation not in OPPOSITE:
            return True
        return not self._never_holds(chain, left, link)

    def _never_holds(self, chain: Chain, left: Node, link: Link) -> bool:
        """Whether a relation is false for all values: its opposite is proved."""
        assert link.side.node is not None
        opposite = replace(link, relation=OPPOSITE[link.relation])
        never = self._decided(chain, left, opposite, link.side.node, chain.placed.premises, refute=False)
        return never.verdict == PROVED and not never.conditional

    def _doubt(self, chain: Chain, left: Node, link: Link, first: bool, decision: Decision) -> str:
        """Why a step that was refuted may not be meant as it was read."""
        assert link.side.node is not None
        closed = not (left.names or link.side.node.names)
        doubt = chain.placed.doubt
        if doubt and (first or doubt != APPROXIMATED) and not (closed and doubt == GIVEN):
            return doubt
        if chain.placed.role == DENIED:
            return SAID_FALSE
        if unclear := _not_clear(chain, link):
            return unclear
        for word in wording.unclear_words(chain, decision, self.interpretation):
            return f"false as it stands, but “{word}” before it may say something about its quantities"
        if _UNBRACED.search(chain.placed.excerpt.text):
            return "false as it stands, but an exponent of several digits needs braces"
        if has_function_of([left, link.side.node], matrices_in(self.section)):
            return "false for the components, but a function of a matrix need not act on each component"
        if has_decimals(left, *([link.side.node] if link.relation == "=" else [])):
            return "false as it stands, but the decimal numbers in it may be rounded"
        if _is_percentage(link.side) and chain.first and not any(t.is_command("%") for t in chain.first.tokens):
            return "false as it stands, but a percent sign may be missing"
        solved = self.open and not is_lone(chain.first.node if chain.first else None)
        line = self.open if solved else self._constraint_on(decision)
        if line:
            return f"false by itself, but it may follow from the equation in line {line}"
        limits = first and link.relation in ORDER and is_closed(link.side.node) and not is_closed(left)
        if limits and not self._is_for_all(chain, left):
            return "false as it stands, but it may be a condition, or an inequality to be solved"
        called, inline = isinstance(left, Row), not chain.placed.display
        if any(_is_unread(aside, chain.placed.excerpt) for aside in chain.placed.statement.beside(link)):
            return "false as it stands, but the words beside it were not understood"
        defined = self._definition(chain, left)
        result, follows = self._is_result(chain), self._follows(chain)
        anew = defined is not None and not defined.named and not result
        named = defined is not None and link.relation not in ORDER  # an inequality gives no value
        if named and ((first and ((called and not follows) or anew)) or (inline and called and not follows)):
            return ANOTHER_VALUE
        if first and link.relation == "=" and decision.lacks:
            return f"false as it stands, but it may be an equation for {min(decision.lacks)}"
        if link.relation == "=" and self._is_spoken_of(left, link.side.node):
            return "false as it stands, but the text treats it as given"
        speaks = any(side.names for side in (left, link.side.node))
        considered = first and not chain.placed.display and speaks
        if considered and link.relation != "≈" and chain.placed.role != STATED:
            return "false as the document stands, but the text may only consider it"
        return ""

    def _is_spoken_of(self, left: Node, right: Node) -> bool:
        """Whether the text mentions an equation without claiming it: "the given equation a = b"."""
        return any(
            condition.related.relations == ("=",)
            and condition.related.parts[1] is not right
            and [written(part) for part in condition.related.parts] == [written(left), written(right)]
            for _, condition in self.section.mentioned
        )

    def _constraint_on(self, decision: Decision) -> int:
        """The line of an equation between quantities of a step, of which it is not known whether it holds, or 0.

        It may be one that is taken as a hypothesis, but that no step is able to use, such as that w is symmetric.
        """
        for names, line in self.said:
            if names & decision.about:
                return line
        for other, line in self.constraints:
            if other.brings & decision.about and (other.about - other.brings) & decision.about:
                return line
        return 0

    def _replaced_by(self, left: Node, line: int, chain: Chain) -> None:
        """A text says of what it has defined what is false of that: it may mean something else from there on."""
        name = head_name(left)
        if isinstance(name, Name) and self._definition(chain, left) is not None:
            self.otherwise[shown(name.text, name.accents, name.font)] = line

    def _unless_replaced(self, decision: Decision) -> Decision:
        """The decision, but for a line that may say something else of what the step speaks of."""
        line = next((line for name, line in self.otherwise.items() if name in decision.about), 0)
        return doubtful(f"line {line} may give one of its quantities another meaning") if line else decision

    def _is_of_any(self, chain: Chain, left: Node) -> bool:
        """Whether a side speaks of a function that the text says may be any, and says nothing more of."""
        name, number = head_name(left), chain.placed.number
        free = {key for first, key in self.section.arbitrary if first <= number} - self.restricted
        return chain.placed.role == STATED and isinstance(name, Name) and name.key in free

    def _is_for_all(self, chain: Chain, side: Node) -> bool:
        """Whether a sentence claims something for all real values of what a side speaks of, but for what is defined."""
        heads = {head.key.split("/")[0] for head in self.interpretation.glossary(chain.placed.number).entries}
        free = {key for number, key in self.section.arbitrary if number == chain.placed.number}
        return speaks_of(side) - heads <= free

    def _is_of_the_unknown(self, chain: Chain, left: Node, right: Node) -> bool:
        """Whether a side is the derivative of a quantity of which nothing is said, nor by the other side."""
        if not isinstance(left, Differential) or left.of is None or not self._is_undefined(chain, left.of):
            return False
        name = base_of(left.of)
        behind = self.interpretation.glossary(chain.placed.number).behind(right).values()
        if any(isinstance(name, Name) and name.key in side.keys for side in (right, *(d.right for d in behind))):
            return False
        facts = (str(part) for fact in self.decider.facts for part in fact.given.claim.atoms(sympy.Symbol))
        return isinstance(name, Name) and not name.accents and shown(name.text) not in set(facts)

    def _suggested(
        self, chain: Chain, left: Node, link: Link, conditions: tuple[Condition, ...]
    ) -> tuple[str, str] | None:
        """The nearest true form of a step that is false."""
        right, tex = link.side.node, chain.placed.excerpt.text
        assert right is not None
        until = perf_counter() + PATIENCE
        found = suggested(
            left,
            right,
            tex,
            lambda other: self.decider.is_proved(chain, left, link.relation, other, conditions),
            lambda: perf_counter() < until,
        )
        if found is None:
            return None
        return found[0], tex[link.side.start : right.start] + found[1] + tex[right.end : link.side.end]

    def _is_given(self, chain: Chain, left: Node, link: Link) -> bool:
        """Whether a relation says something of a lone quantity rather than claiming it."""
        if link.relation in ("=", ":=", "≡"):
            return False
        return isinstance(left, Name | Scripted) and self._is_undefined(chain, left) and is_number(link.side.node)

    def _definition(self, chain: Chain, left: Node) -> Defined | None:
        """The definition in force of what a side is the name of."""
        named = head_of(left, self.interpretation.meaning.survey)
        if named is None:
            return None
        found = self.interpretation.glossary(chain.placed.number).of(named[0].key, named[0].label)
        return None if found is None else found[0]

    def _is_known(self, chain: Chain, left: Node) -> bool:
        """Whether a side is the value of something that is defined, or of its derivative: ``f'(x)``."""
        name = head_name(left)
        heads = self.interpretation.glossary(chain.placed.number).entries
        return isinstance(name, Name) and any(head.key.split("/")[0] == name.key for head in heads)

    def _is_undefined(self, chain: Chain, left: Node) -> bool:
        """Whether a side is a name that nothing defines, and nothing may be meant to define."""
        named = head_of(left, self.interpretation.meaning.survey)
        if named is None or self._definition(chain, left) is not None or self._is_value(chain, left):
            return False
        return all(entry.defined.head != named[0] for entry in self.interpretation.unsure(chain.placed.number))

    def _is_value(self, chain: Chain, left: Node) -> bool:
        """Whether a side is the value at an event of a function that is defined, or whose other values are."""
        return any(of_events(left, self.interpretation.glossary(chain.placed.number).entries.values()))

    def _keep(self, chain: Chain, before: Side, link: Link) -> None:
        """An equation that says of a lone quantity what nothing else says: later steps may use it."""
        self._take(chain, before, link, ASSUMPTION)
        if isinstance(name := head_name(before.node), Name):
            self.restricted.add(name.key)
        meaning = self.interpretation.meaning
        meaning.glossary = self.interpretation.glossary(chain.placed.number)
        assert before.node is not None
        assert link.side.node is not None
        try:
            left, right = matched(meaning, before.node, link.side.node, chain.place)
        except NotUnderstood:
            return
        free = tuple(s for s in left.body.free_symbols if isinstance(s, Index))
        if (
            link.relation == "="
            and chain.placed.role != GOAL
            and not chain.placed.unclear
            and isinstance(left.body, Partial | Entry)
            and len(free) <= 1
        ):
            text = chain.placed.excerpt.quoted(before.start, link.side.end)
            given = Given(sympy.Eq(left.body, right.body, evaluate=False), free)
            self.decider.facts.append(Fact(given, text, chain.placed.role != SUPPOSED))
        elif isinstance(left.body, Prime):
            line = chain.placed.excerpt.position(link.start).line
            self.said.append((frozenset(f.func.__name__ for f in left.body.atoms(AppliedUndef)), line))
        elif isinstance(left.body, Entry) and isinstance(right.body, Entry):
            line = chain.placed.excerpt.position(link.start).line
            self.said.append((frozenset(names_in([left.body, right.body])), line))

    def _connected(self, chain: Chain) -> Iterator[FoundStep]:
        """The steps between claims that ⇔ or ⇒ joins, unless these are chains of inequalities, or have an "or"."""
        groups: list[tuple[str, int, list[tuple[str, Side]]]] = [("", 0, [("", chain.first or Side((), None))])]
        links: list[Link] = []
        for link in chain.links:
            if link.relation in CONNECTIVES:
                groups.append((link.relation, link.start, [("", link.side)]))
                links.append(link)
            else:
                groups[-1][2].append((link.relation, link.side))
        several = any(sum(relation in ORDER for relation, _ in sides) > 1 for _, _, sides in groups)
        if several or any(" or " in f" {word} " for link in chain.links for word in _words_beside(link)):
            reason = 'claims of several relations, or with "or", are not compared'
            yield self._step(chain, links[0], groups[0][2][0][1], Decision(UNKNOWN, reason, kind="not-parsed"))
            return
        for place, (_, _, sides) in enumerate(groups):
            # of a = b = c the last equation leads on, and the first one is what is led to
            yield from self._propositions(chain, sides[1:] if place else sides[:-1])
        doubted = ""
        if links[0].relation == "⇒" and len(groups[0][2]) > 1:
            premise = self._premise(chain, groups[0][2][-2:], links[0])
            if premise is not None:
                yield premise
                doubted = "" if premise.verdict == PROVED else f"if {premise.lhs} {premise.relation} {premise.rhs}"
        groups = [
            (connective, start, sides[:2] if place else sides[-2:])
            for place, (connective, start, sides) in enumerate(groups)
        ]
        for (_, _, before), (connective, start, after), link in zip(groups, groups[1:], links, strict=False):
            began = perf_counter()
            one, other = proposition(before), proposition(after)
            whole = Side(tuple(t for _, side in before for t in side.tokens), None)
            target = Link(
                connective, start, Side(tuple(t for _, side in after for t in side.tokens), None), link.remarks
            )
            problem = next((s.problem for _, s in [*before, *after] if s.problem is not None), None)
            if problem is not None:
                yield self._step(chain, target, whole, not_understood(problem, chain))
            elif one is None:
                yield from self._propositions(chain, after)
            elif other is None:
                yield self._step(
                    chain, target, whole, Decision(UNKNOWN, f"{connective} stands between claims", kind="not-parsed")
                )
            else:
                conditions = [*chain.placed.premises, *chain.placed.reasons]
                for remark in link.remarks:
                    conditions += conditions_in(remark, chain.placed.excerpt)
                decision = self._decided(chain, one, target, other, tuple(conditions))
                words = chain.placed.doubt or _not_clear(chain, target)
                if decision.verdict == REFUTED and (words or chain.placed.role in (SUPPOSED, CONDITION, DENIED)):
                    decision = doubtful(words or SAID_FALSE)
                if doubted and decision.verdict == PROVED:
                    decision = replace(decision, conditional=(doubted, *decision.conditional))
                yield self._step(chain, target, whole, decision, perf_counter() - began)
                doubted = ""

    def _premise(self, chain: Chain, sides: list[tuple[str, Side]], leading: Link) -> FoundStep | None:
        """The step that the equation before a ⇒ is, if it may be claimed: with ∴ it is, else it may be a condition."""
        (_, left), (relation, right) = sides
        if left.node is None or right.node is None or relation in ORDER or is_lone(left.node):
            return None
        found = self._link(chain, left, Link(relation, right.start, right), chain.placed.premises, first=True)
        claimed = chain.placed.excerpt.text[leading.start :].startswith(("\\therefore", "∴"))
        return found if found is None or claimed or found.verdict != REFUTED else _only_given(found)

    def _propositions(self, chain: Chain, sides: list[tuple[str, Side]]) -> Iterator[FoundStep]:
        """Relations beside a ⇔ or ⇒ that are claims like any other."""
        for (_, before), (relation, side) in pairwise(sides):
            found = self._link(chain, before, Link(relation, side.start, side), chain.placed.premises, first=False)
            if found is not None:
                yield found

    def _step(self, chain: Chain, link: Link, before: Side, decision: Decision, seconds: float = 0.0) -> FoundStep:
        excerpt = chain.placed.excerpt
        own = before.tokens and before.start <= link.start and chain.placed.statement.first is not None
        start = excerpt.position(link.start if link.start or not before.tokens else before.start)
        end = excerpt.position(max(link.side.end, link.start))
        text = excerpt.text
        lhs = (
            text[before.start : before.end]
            if own or before in [other.side for other in chain.links]
            else self._lhs(chain, before)
        )
        return FoundStep(
            start.path, start.line, start.column, end.line, end.column, lhs, link.relation,
            text[link.side.start : link.side.end], decision.verdict, decision.kind, decision.reason,
            decision.hypotheses, decision.conditional, decision.counterexample, decision.values,
            decision.suggestion, seconds, chain.placed.display, *excerpt.position(link.side.start)[1:], decision.audit,
            proofs=decision.proofs, mended=decision.mended,
        )  # fmt: skip

    def _lhs(self, chain: Chain, before: Side) -> str:
        for other in self.interpretation.chains:
            if (before is other.first and other.placed.statement.first is before) or any(
                later.side is before for later in other.links
            ):
                return other.placed.excerpt.text[before.start : before.end]
        return ""

    def _unread(self, chain: Chain, problem: NotUnderstood) -> FoundStep:
        excerpt = chain.placed.excerpt
        start, end = excerpt.position(problem.start), excerpt.position(len(excerpt.text))
        reason = f"not understood: {problem.what}"
        return FoundStep(
            start.path, start.line, start.column, end.line, end.column, excerpt.text.strip(), "", "", UNKNOWN,
            "not-parsed", reason, display=chain.placed.display,
        )  # fmt: skip

    def _take_apart(self, excerpt: Excerpt, kind: str, reason: str) -> None:
        """A formula of a display as a whole, of which no statement is made."""
        where = excerpt.position(len(excerpt.text) - len(excerpt.text.lstrip()))
        formula = excerpt.quoted(0, len(excerpt.text))
        self.taken.append(TakenAs(where.path, where.line, where.column, kind, formula, reason))

    def _take(self, chain: Chain, before: Side | None, link: Link, kind: str, reason: str = "") -> None:
        """Count a relation that is no step."""
        excerpt = chain.placed.excerpt
        first = before.start if before is not None and before.tokens else link.start
        where = excerpt.position(first)
        formula = excerpt.quoted(first, link.side.end)
        self.taken.append(TakenAs(where.path, where.line, where.column, kind, formula, reason))


def _is_percentage(side: Side) -> bool:
    """``2\\%``"""
    return isinstance(side.node, Quotient) and side.tokens[-1].is_command("%")


def _not_clear(chain: Chain, link: Link) -> str:
    """Why a link is spared for the words beside it, of which it is not known what they change, if there are some."""
    word = chain.placed.unclear or unclear_beside(chain.placed.statement.beside(link))
    return word and f"false as it stands, but the word “{word}” beside it was not understood"


def _words_beside(link: Link) -> Iterator[str]:
    return (" ".join(part.split()) for aside in link.remarks for part in aside.parts if isinstance(part, str))


def _is_unread(aside: Remark, excerpt: Excerpt) -> bool:
    """Whether words beside a step may set a condition, or give a reason, that no relation states."""
    words = {word for part in aside.parts if isinstance(part, str) for word in tokens_of(part)}
    return bool(ASSERTING & words) and next(conditions_in(aside, excerpt), None) is None


def _asserted(step: FoundStep | None) -> str:
    """What a reason is worth as a premise: one that is proved under a condition is not proved."""
    if step is None or (step.verdict == PROVED and step.conditional):
        return UNKNOWN
    return step.verdict


def _only_given(step: FoundStep) -> FoundStep:
    """A step that is false, but may be given for what it leads to, as ``C \\ge u`` in ``C \\ge u \\ge 0``."""
    reason = "false as it stands, but it may be a condition of what follows"
    return replace(
        step,
        verdict=UNKNOWN,
        reason=reason,
        kind="ambiguous",
        counterexample=None,
        values=None,
        suggestion=None,
        mended=None,
    )


def _only_equated(decision: Decision) -> Decision:
    """What holds for some values only: it is not told from an equation that is to be solved; one without any is."""
    if decision.verdict != REFUTED or not decision.counterexample:
        return decision
    where = ", ".join(f"{name} = {value}" for name, value in decision.counterexample or ())
    return doubtful(
        f"it does not hold for all values{f' (not for {where})' if where else ''}; it may be an equation to be solved"
    )


__all__ = ["SectionChecker", "outlines"]
