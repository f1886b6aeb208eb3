"""Checking a document: every step proved, refuted by a counterexample, or unknown, with the reason.

A step is decided in several readings where the text leaves room.  It is proved if it is proved in one of them, which
the verdict names; it is refuted only if it is false in all of them.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import pairwise
from time import perf_counter
from typing import Any

import sympy
from sympy import Expr, Integer, Rational, Symbol, evaluate, preorder_traversal
from sympy.core.function import AppliedUndef

from derivations.document.background import (
    Background,
    definitions_for,
    dependencies_for,
    implied_conditions,
    names_in,
    sizes_in,
)
from derivations.document.conventions import DISTRIBUTIONS
from derivations.document.glossary import EXAMPLE, Defined, Glossary, Head, head_of
from derivations.document.interpretation import (
    Chain,
    Interpretation,
    Outline,
    interpreted,
    is_trivial,
    matched,
    outline,
)
from derivations.document.results import PROVED, REFUTED, UNKNOWN, FoundStep, TakenAs
from derivations.document.sections import SCOPE, SKIP, Condition, Section, conditions_in, negation, sections
from derivations.document.source import Document
from derivations.document.statements import CONNECTIVES, Link, Side, remark
from derivations.document.survey import walk
from derivations.document.syntax import (
    Big,
    Bracket,
    Choice,
    Differential,
    Nabla,
    Name,
    Node,
    Number,
    Related,
    Row,
    Scripted,
    Terms,
)
from derivations.document.tokens import TEXT, NotUnderstood
from derivations.document.values import Value, quotient
from derivations.document.words import CONCLUDING
from derivations.notation import Entry, Family, Index, Lim, Partial, Sum, replaced
from derivations.notation.relations import KINDS
from derivations.proof import Claim, Domain, Given, Label, Proved, Refuted, Verdict, Verifier, chain_rule, definition_of
from derivations.proof.theory import head

READINGS = 8
"""How many readings of a step are tried at most."""

RELATIONS = {"=": "equality", ":=": "equality", "≡": "equality", "<": "order", "≤": "order", ">": "order", "≥": "order",
             "≠": "order", "⟺": "equivalence", "⇒": "implication", "≈": "approximation"}  # fmt: skip
SPARE = "jkilmpqrst"
"""Letters for the components of vectors."""


@dataclass
class Decision:
    """A verdict with the words for what it rests on."""

    verdict: str
    reason: str = ""
    hypotheses: tuple[str, ...] = ()
    counterexample: tuple[tuple[str, str], ...] | None = None
    values: tuple[str, str] | None = None
    kind: str = ""
    says_of: bool = False
    brings: frozenset[str] = frozenset()


@dataclass
class Reading:
    """One way to understand what a step speaks of."""

    glossary: Glossary
    conditions: tuple[Condition, ...]
    name: str = ""
    facts: tuple[tuple[Given, str], ...] = ()
    normalised: bool = False


@dataclass(frozen=True)
class Settings:
    """How a document is checked: ``seconds`` is how long one step may take."""

    seconds: float = 10.0


def outlines(document: Document) -> list[Outline]:
    """The sections of a document that say something, each with the definitions of those before it."""
    found: list[Outline] = []
    earlier: dict[Head, Defined] = {}
    around: list[Section] = []
    for section in sections(document):
        around = [outer for outer in around if outer.level < section.level]
        if section.placed or section.conditions:
            found.append(outline(section, earlier, " ".join(outer.text for outer in around)))
            earlier = found[-1].exported()
        around.append(section)
    return found


def section_checked(section: Outline, settings: Settings) -> tuple[list[FoundStep], list[TakenAs]]:
    """The steps of one section, and what was taken as given."""
    with evaluate(False):
        checker = SectionChecker(section, settings)
        return list(checker.steps()), checker.taken


class SectionChecker:
    """Checks the steps of one section."""

    def __init__(self, section: Outline, settings: Settings) -> None:
        self.section, self.settings = section.section, settings
        self.interpretation: Interpretation = interpreted(section)
        self.taken: list[TakenAs] = []
        self.facts: list[tuple[Given, str]] = []
        self.open = 0
        self.prover = Verifier(refute=False)
        self.refuter = Verifier()
        self._used: set[str] = set()
        self._averaged: Claim | None = None
        self._says_of = False
        self._until = 0.0
        self._depth = 0
        self._followed: dict[tuple[int, str, Any], bool] = {}

    def steps(self) -> Iterator[FoundStep]:
        """The steps of all statements, in order."""
        for chain in self.interpretation.chains:
            if chain.placed.mood == SKIP and not chain.placed.display:
                continue
            yield from self._chain(chain)

    # -- chains

    def _chain(self, chain: Chain) -> Iterator[FoundStep]:
        if chain.placed.problem is not None:
            yield self._unread(chain, chain.placed.problem)
            return
        if any(link.relation in CONNECTIVES for link in chain.links):
            yield from self._connected(chain)
            return
        conditions = list(chain.placed.conditions)
        before = chain.first
        for place, link in enumerate(chain.links):
            for aside in link.remarks:
                conditions += [c for _, c in conditions_in(aside, chain.placed.excerpt)]
            if place == 0 and chain.definition is not None:
                self._take(chain, before, link, "definition")
            elif before is None:
                yield self._step(
                    chain, link, Side((), None), Decision(UNKNOWN, "there is nothing on its left", kind="not-parsed")
                )
            else:
                found = self._link(chain, before, link, tuple(conditions), first=place == 0)
                if found is not None:
                    yield found
            before = link.side

    def _link(
        self, chain: Chain, before: Side, link: Link, conditions: tuple[Condition, ...], first: bool
    ) -> FoundStep | None:
        began = perf_counter()
        if not chain.placed.display and (before.problem or link.side.problem):
            return None
        problem = before.problem or link.side.problem
        if problem is not None:
            return self._step(chain, link, before, _not_parsed(problem, chain))
        if link.relation not in RELATIONS:
            if link.relation in ("∈", "→", "∼", "∝"):
                self._take(chain, before, link, "hypothesis")
                return None
            return self._step(
                chain,
                link,
                before,
                Decision(UNKNOWN, f"the relation {link.relation} is not checked", kind="not-parsed"),
            )
        assert before.node is not None
        assert link.side.node is not None
        trivial = link.relation == "=" and isinstance(link.side.node, Number)
        if first and not chain.placed.display and _is_lone(before.node) and trivial:
            self._take(chain, before, link, "hypothesis")
            return None
        if first and self._is_given(chain, before.node, link):
            self._take(chain, before, link, "hypothesis")
            return None
        inline = first and not chain.placed.display and _is_lone(before.node)
        if inline and chain.placed.mood == SCOPE:
            self._take(chain, before, link, "hypothesis")
            return None
        decision = self._decided(chain, before.node, link.relation, link.side.node, conditions)
        solving = chain.placed.solving and first and decision.verdict == REFUTED and link.relation == "="
        if decision.verdict != PROVED and (solving or _is_equation(before.node, link, first)):
            self._take(chain, before, link, "equation")
            self.open = chain.placed.excerpt.position(link.start).line
            return None
        if decision.verdict == REFUTED and self.open and not _is_lone(chain.first.node if chain.first else None):
            decision = _doubtful(f"false by itself, but it may follow from the equation in line {self.open}")
        if decision.verdict == REFUTED and inline and chain.placed.word not in CONCLUDING:
            decision = _doubtful("false as the document stands, but the text may only consider it")
        if decision.verdict != PROVED and first and _is_lone(before.node) and (decision.brings or decision.says_of):
            self._keep(chain, before, link)
            return None
        return self._step(chain, link, before, decision, perf_counter() - began)

    def _is_given(self, chain: Chain, left: Node, link: Link) -> bool:
        """Whether a relation says something of a lone quantity rather than claiming it."""
        if link.relation in ("=", ":=", "≡"):
            return False
        return isinstance(left, Name | Scripted) and self._is_undefined(chain, left) and _is_number(link.side.node)

    def _is_undefined(self, chain: Chain, left: Node) -> bool:
        found = head_of(left, self.interpretation.meaning.survey)
        return (
            found is not None
            and self.interpretation.glossary(chain.placed.number).of(found[0].key, found[0].label) is None
        )

    def _keep(self, chain: Chain, before: Side, link: Link) -> None:
        """An equation that says of a lone quantity what nothing else says: later steps may use it."""
        self._take(chain, before, link, "hypothesis")
        meaning = self.interpretation.meaning
        assert before.node is not None
        assert link.side.node is not None
        try:
            left, right = matched(meaning, before.node, link.side.node, chain.place)
        except NotUnderstood:
            return
        free = tuple(s for s in left.body.free_symbols if isinstance(s, Index))
        if link.relation == "=" and not chain.placed.goal and isinstance(left.body, Partial | Entry) and len(free) <= 1:
            text = " ".join(chain.placed.excerpt.text[before.start : link.side.end].split())
            self.facts.append((Given(sympy.Eq(left.body, right.body, evaluate=False), free), text))

    # -- ⟺ and ⇒

    def _connected(self, chain: Chain) -> Iterator[FoundStep]:
        groups: list[tuple[str, int, list[tuple[str, Side]]]] = [("", 0, [("", chain.first or Side((), None))])]
        links: list[Link] = []
        for link in chain.links:
            if link.relation in CONNECTIVES:
                groups.append((link.relation, link.start, [("", link.side)]))
                links.append(link)
            else:
                groups[-1][2].append((link.relation, link.side))
        for (_, _, before), (connective, start, after), link in zip(groups, groups[1:], links, strict=False):
            began = perf_counter()
            one, other = _proposition(before), _proposition(after)
            whole = Side(tuple(t for _, side in before for t in side.tokens), None)
            target = Link(
                connective, start, Side(tuple(t for _, side in after for t in side.tokens), None), link.remarks
            )
            problem = next((s.problem for _, s in [*before, *after] if s.problem is not None), None)
            if problem is not None:
                yield self._step(chain, target, whole, _not_parsed(problem, chain))
            elif one is None:
                yield from self._propositions(chain, after)
            elif other is None:
                yield self._step(
                    chain, target, whole, Decision(UNKNOWN, f"{connective} stands between claims", kind="not-parsed")
                )
            else:
                conditions = list(chain.placed.conditions)
                for remark in link.remarks:
                    conditions += [c for _, c in conditions_in(remark, chain.placed.excerpt)]
                decision = self._decided(chain, one, connective, other, tuple(conditions))
                yield self._step(chain, target, whole, decision, perf_counter() - began)

    def _propositions(self, chain: Chain, sides: list[tuple[str, Side]]) -> Iterator[FoundStep]:
        """What stands behind a ⇒ that has nothing before it: claims like any other."""
        for (_, before), (relation, side) in pairwise(sides):
            found = self._link(chain, before, Link(relation, side.start, side), chain.placed.conditions, first=False)
            if found is not None:
                yield found

    # -- deciding

    def _decided(
        self, chain: Chain, left: Node, relation: str, right: Node, conditions: tuple[Condition, ...]
    ) -> Decision:
        number = chain.placed.number
        self._until = perf_counter() + self.settings.seconds
        in_force = (*self.interpretation.scope, *conditions)
        standard = Reading(self.interpretation.glossary(number), in_force, facts=tuple(self.facts))
        first = self._in_reading(chain, left, relation, right, standard)
        if first.verdict == PROVED:
            return first
        refuted = first if first.verdict == REFUTED else None
        tried = 1
        for reading in self._readings(chain, standard):
            if tried >= READINGS or perf_counter() > self._until:
                if refuted is not None and tried < READINGS:
                    return _too_long(self.settings.seconds)
                break
            tried += 1
            found = self._in_reading(chain, left, relation, right, reading)
            if found.verdict == PROVED:
                return found
            if refuted is not None and found.verdict == REFUTED and reading.normalised:
                refuted = found
            if refuted is not None and found.verdict != REFUTED:
                reason = "it is false as the document stands, but may be true " + reading.name
                refuted, first = None, Decision(UNKNOWN, reason, kind="ambiguous", brings=first.brings)
        if refuted is not None and chain.placed.unclear:
            return Decision(
                UNKNOWN,
                "false as it stands, but the text sets a condition in words that were not understood",
                kind="ambiguous",
            )
        return refuted or first

    def _readings(self, chain: Chain, standard: Reading) -> Iterator[Reading]:
        if chain.placed.lapsed:
            kept = [c for c in standard.conditions if c not in chain.placed.conditions]
            yield Reading(
                standard.glossary,
                (*kept, *chain.placed.lapsed),
                "under the conditions of the text before it",
                standard.facts,
            )
        yield replace(standard, normalised=True, name="where labels or probabilities sum to 1")
        used = self._used
        for text, glossary in self.interpretation.alternatives(chain.placed.number):
            changed = [h for h, d in glossary.entries.items() if standard.glossary.entries.get(h) is not d]
            if any(h.key.split("_")[0] in used for h in changed):
                yield Reading(glossary, standard.conditions, f"with {text}", standard.facts)

    def _in_reading(self, chain: Chain, left: Node, relation: str, right: Node, reading: Reading) -> Decision:
        meaning = self.interpretation.meaning
        meaning.glossary = reading.glossary
        meaning.doubts = []
        meaning.scalars = chain.scalars
        try:
            claims = list(self._claims(chain, left, relation, right))
            self._averaged = _average(claims[0][0]) if len(claims) == 1 else None
            if self._averaged is not None:
                claims = [(self._averaged, ())]
        except NotUnderstood as problem:
            return _not_parsed(problem, chain, "unclear")
        decisions = [self._claim(chain, claim, extra, reading) for claim, extra in claims]
        if not decisions:
            return Decision(UNKNOWN, "there is nothing to check", kind="not-parsed")
        for wanted in (REFUTED, UNKNOWN):
            for decision in decisions:
                if decision.verdict == wanted:
                    return decision
        average = ["the left side is the average over all examples"] if self._averaged is not None else []
        hypotheses = tuple(dict.fromkeys([*average, *(h for d in decisions for h in d.hypotheses)]))
        return Decision(PROVED, hypotheses=hypotheses, kind=decisions[0].kind)

    def _claims(
        self, chain: Chain, left: Node, relation: str, right: Node
    ) -> Iterator[tuple[Claim, tuple[Condition, ...]]]:
        """The claims that a step makes: one, or one for each case."""
        if relation in CONNECTIVES:
            one, other = self._related(left, chain), self._related(right, chain)
            yield Claim(one, relation, other), ()
            return
        relation = "=" if relation in (":=", "≡") else relation
        meaning = self.interpretation.meaning
        if isinstance(left, Choice) or isinstance(right, Choice):
            for first, second, conditions in _cases(left, right, chain):
                yield self._plain_claim(*_three(matched(meaning, first, second, chain.place), relation)), conditions
            return
        if relation == "≈":
            yield from self._approximations(chain, left, right)
            return
        yield self._plain_claim(*_three(matched(meaning, left, right, chain.place), relation)), ()

    def _approximations(self, chain: Chain, left: Node, right: Node) -> Iterator[tuple[Claim, tuple[Condition, ...]]]:
        """``A ≈ 0.88``: A lies within half a unit of the last digit that is printed."""
        printed = next((side for side in (right, left) if _digits(side) is not None), None)
        if printed is None:
            raise NotUnderstood("an approximation of one formula by another", right.start)
        other = left if printed is right else right
        value, number = matched(self.interpretation.meaning, other, printed, chain.place)
        if value.body.free_symbols:
            raise NotUnderstood("an approximation of something that is not a number", other.start)
        half = Rational(1, 2 * 10 ** (_digits(printed) or 0))
        yield Claim(value.body, "≤", number.body + half), ()
        yield Claim(value.body, "≥", number.body - half), ()

    def _related(self, node: Node, chain: Chain) -> Any:
        if not isinstance(node, Related) or len(node.relations) != 1 or node.relations[0] not in KINDS:
            raise NotUnderstood("a claim that is not one relation between two sides", node.start)
        one, other = matched(self.interpretation.meaning, node.parts[0], node.parts[1], chain.place)
        if one.rank:
            raise NotUnderstood("an equivalence of claims about vectors", node.start)
        return KINDS[node.relations[0]](one.body, other.body, evaluate=False)

    @staticmethod
    def _plain_claim(one: Value, relation: str, other: Value) -> Claim:
        left, right = one.body, other.body
        if one.axes:
            taken = {str(s) for s in left.free_symbols | right.free_symbols}
            letters = iter(letter for letter in SPARE if letter not in taken)
            where = {axis.index: Index(next(letters), axis.index.range) for axis in one.axes}
            left, right = replaced(left, where), replaced(right, where)
        return Claim(left, relation, right)

    def _claim(self, chain: Chain, claim: Claim, extra: tuple[Condition, ...], reading: Reading) -> Decision:
        background = Background()
        sides: list[Any] = list(claim.sides)
        definitions = self.interpretation.definitions
        self._used = names_in(sides) | {self.interpretation.meaning.families.get(n, (n,))[0] for n in names_in(sides)}
        primitive_left = definitions_for([sides[0]], definitions, reading.glossary, background)
        primitive_right = definitions_for([sides[1]], definitions, reading.glossary, background)
        for condition in (*reading.conditions, *extra):
            if self._follows(chain, condition, reading):
                continue
            where = chain.place if condition not in self.interpretation.scope else ("condition", condition.text)
            if not self._defines(condition, reading):
                self.interpretation.conditions.take(
                    condition, where, background, everywhere=condition in self.interpretation.scope
                )
        relevant = names_in([*sides, *(d.right for d in background.definitions.values())])
        for fact, text in reading.facts:
            if names_in([fact.claim.lhs]) & relevant:
                background.add(fact, text)
        more = [side for g in background.hypotheses for side in g.claim.args]
        definitions_for(more, definitions, reading.glossary, background)
        self._used |= set(background.definitions)
        dependencies_for([*sides, *more], background, primitive_left | primitive_right)
        for assumption in self._implied(claim, background):
            background.add(assumption, _implied_text(assumption))
        background.missing |= _inconsistent([*sides, *(d.right for d in background.definitions.values())])
        if reading.normalised:
            for given, text in _distributions(
                [*sides, *(d.right for d in background.definitions.values())], primitive_left | primitive_right
            ):
                background.add(given, text)
        for size in _sizes_of_left_out([*sides, *(d.right for d in background.definitions.values())]):
            background.add(Domain(size, Integer(2), None, False, True, True), f"{size} ≥ 2, so that no sum is empty")
        self._says_of = not any("°" not in str(d.right.func) for d in background.definitions.values())
        names = primitive_left | sizes_in(_unfolding(sides[0], background))
        for g in background.hypotheses:
            names |= names_in(g.claim.args)
        brought = frozenset(
            n
            for n in primitive_right | sizes_in(_unfolding(sides[1], background))
            if n not in names and not n.startswith("n_")
        )
        return self._verdict(claim, background, brought, reading)

    def _follows(self, chain: Chain, condition: Condition, reading: Reading) -> bool:
        """Whether a condition is an equation that follows from the definitions: then it is none."""
        left, right = condition.related.parts
        if condition.related.relations != ("=",) or is_trivial(right) or _is_lone(left) or self._depth:
            return False
        key = (id(reading.glossary), condition.text, chain.place)
        if key not in self._followed:
            self._depth += 1
            before = self._used, self._averaged, self._says_of
            try:
                alone = replace(reading, conditions=(), facts=(), normalised=False)
                self._followed[key] = self._in_reading(chain, left, "=", right, alone).verdict == PROVED
            finally:
                self._depth -= 1
                self._used, self._averaged, self._says_of = before
        return self._followed[key]

    def _defines(self, condition: Condition, reading: Reading) -> bool:
        """Whether a condition is an equation for something that is defined: no hypothesis beside the definition."""
        left, right = condition.related.parts
        if condition.related.relations != ("=",) or is_trivial(right):
            return False
        found = head_of(left, self.interpretation.meaning.survey)
        return found is not None and reading.glossary.of(found[0].key, found[0].label) is not None

    def _implied(self, claim: Claim, background: Background) -> Iterator[Any]:
        if claim.relation in CONNECTIVES:
            sides = [side for relation in claim.sides for side in relation.args]
        else:
            sides = [claim.lhs]
        for side in sides:
            expression = side.of if isinstance(side, Lim) else side
            for assumption in implied_conditions(expression):
                quantity = assumption.of if hasattr(assumption, "of") else None
                if quantity is not None and _family(quantity) in background.definitions:
                    continue
                yield assumption
        for definition in background.definitions.values():
            for assumption in implied_conditions(definition.right):
                speaks_of = assumption.of if isinstance(assumption, Domain) else assumption.claim
                inside = speaks_of.free_symbols
                if not any(str(symbol).endswith("°") for symbol in inside) and (
                    isinstance(assumption, Domain) or not any(isinstance(symbol, Index) for symbol in inside)
                ):
                    yield assumption

    def _verdict(self, claim: Claim, background: Background, brought: frozenset[str], reading: Reading) -> Decision:
        kind = (
            "limit" if any(isinstance(side, Lim) for side in claim.sides) else RELATIONS.get(claim.relation, "equality")
        )
        if background.contradictory():
            return Decision(UNKNOWN, "the conditions that the text sets contradict one another", kind="ambiguous")
        try:
            theory = background.theory()
        except (ValueError, TypeError) as problem:
            return Decision(UNKNOWN, str(problem), kind=kind)
        indices = frozenset(s for s in claim.free_symbols if isinstance(s, Index))
        reason = ""
        for by in self._reasons(claim, background):
            if perf_counter() > self._until:
                return _too_long(self.settings.seconds)
            verdict = self._safely(self.prover, claim, theory, by, indices)
            if isinstance(verdict, Proved):
                return Decision(PROVED, hypotheses=self._listed(verdict, background, reading), kind=kind)
            reason = getattr(verdict, "reason", "")
        if brought:
            shown = ", ".join(sorted(brought))
            return Decision(
                UNKNOWN,
                f"it brings in {shown}, of which nothing is said on the left",
                kind="hypothesis",
                brings=brought,
            )
        doubts = self.interpretation.meaning.doubts
        verdict = self._safely(self.refuter, claim, theory, (), indices)
        if isinstance(verdict, Refuted):
            found = verdict.counterexample
            if doubts or background.missing:
                why = doubts[0] if doubts else f"what {', '.join(sorted(background.missing))} is was not understood"
                return Decision(UNKNOWN, f"false as it was read, but {why}", kind="ambiguous")
            texts = tuple(dict.fromkeys(background.texts.values()))
            return Decision(
                REFUTED, "", texts, tuple(_relevant(found.values, claim, background).items()), (found.lhs, found.rhs),
                kind, self._says_of,
            )  # fmt: skip
        return Decision(UNKNOWN, getattr(verdict, "reason", "") or reason, kind=kind)

    def _reasons(self, claim: Claim, background: Background) -> Iterator[tuple[Any, ...]]:
        """What a step may rest on, little first; each set of reasons once."""
        indices = [g for g in background.hypotheses if any(isinstance(side, Index) for side in g.claim.args)]
        others = [g for g in background.hypotheses if g not in indices]
        orders = [g for g in others if not isinstance(g.claim, sympy.Equality)]
        everything = [*claim.sides, *(d.right for d in background.definitions.values())]
        standard = [definition_of(function) for function in _standard_in(everything)]
        useful, between = _useful(claim, background)
        links = [definition_of(head(d.left)) for name, d in background.definitions.items() if name in between]
        some = [definition_of(head(d.left)) for name, d in background.definitions.items() if name in useful]
        all_of_them = [definition_of(head(d.left)) for d in background.definitions.values()]
        rules = list(_chain_rules(claim, background))
        derived = {_family(part.of) for part in _partials(list(claim.sides)) if isinstance(part.of, Entry | Symbol)}
        if derived & set(background.definitions):
            standard_alone: list[Any] = []
        else:
            standard_alone = [*indices, *orders, *standard]
        seen: set[frozenset[Any]] = set()
        for reasons in (
            [Label("algebra"), *indices],
            standard_alone,
            [*links, *standard, *indices, *others, *rules] if rules else [],
            [*some, *standard, *indices, *others],
            [*rules, *indices],
            [*some, *standard, *indices, *others, *rules],
            [*all_of_them, *standard, *indices, *others],
            [*all_of_them, *standard, *indices, *orders, *rules],
        ):
            found = frozenset(reasons)
            if found and found not in seen:
                seen.add(found)
                yield tuple(reasons)

    @staticmethod
    def _safely(
        verifier: Verifier, claim: Claim, theory: Any, by: tuple[Any, ...], indices: frozenset[Index]
    ) -> Verdict | None:
        try:
            return verifier.decide(claim, theory, by, indices)
        except (
            ValueError,
            TypeError,
            AssertionError,
            KeyError,
            RecursionError,
            AttributeError,
            ZeroDivisionError,
        ) as problem:
            FAILURES.append((claim, problem))
            return None

    def _listed(self, verdict: Proved, background: Background, reading: Reading) -> tuple[str, ...]:
        texts = [background.texts[used] for used in verdict.used if used in background.texts]
        return tuple(dict.fromkeys(texts))

    # -- what is told

    def _step(self, chain: Chain, link: Link, before: Side, decision: Decision, seconds: float = 0.0) -> FoundStep:
        excerpt = chain.placed.excerpt
        own = (
            before.tokens
            and before.start <= link.start
            and before is not None
            and chain.placed.statement.first is not None
        )
        start = excerpt.position(link.start if link.start or not before.tokens else before.start)
        end = excerpt.position(max(link.side.end, link.start))
        text = excerpt.text
        lhs = (
            text[before.start : before.end]
            if own or (len(chain.links) and before in [other.side for other in chain.links])
            else self._lhs(chain, before)
        )
        return FoundStep(
            start.path, start.line, start.column, end.line, end.column, lhs, link.relation,
            text[link.side.start : link.side.end], decision.verdict, decision.kind, decision.reason,
            decision.hypotheses, decision.counterexample, decision.values, None, seconds, chain.placed.display,
            *excerpt.position(link.side.start)[1:],
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

    def _take(self, chain: Chain, before: Side | None, link: Link, kind: str) -> None:
        excerpt = chain.placed.excerpt
        first = before.start if before is not None and before.tokens else link.start
        where = excerpt.position(first)
        self.taken.append(
            TakenAs(where.path, where.line, where.column, kind, " ".join(excerpt.text[first : link.side.end].split()))
        )


FAILURES: list[Any] = []


def _too_long(seconds: float) -> Decision:
    return Decision(UNKNOWN, f"it took longer than {seconds:g} s", kind="timeout")


def _proposition(sides: list[tuple[str, Side]]) -> Node | None:
    nodes = [side.node for _, side in sides]
    if len(nodes) < 2 or any(node is None for node in nodes):
        return None
    parts: tuple[Any, ...] = tuple(nodes)
    return Related(parts, tuple(relation for relation, _ in sides[1:]), parts[0].start, parts[-1].end)


def _not_parsed(problem: NotUnderstood, chain: Chain, kind: str = "not-parsed") -> Decision:
    where = chain.placed.excerpt.position(problem.start)
    return Decision(UNKNOWN, f"not understood: {problem.what} (line {where.line}, column {where.column})", kind=kind)


def _three(sides: tuple[Value, Value], relation: str) -> tuple[Value, str, Value]:
    return sides[0], relation, sides[1]


def _digits(node: Node) -> int | None:
    """How many digits a number is printed with after the point, if it is a number."""
    if isinstance(node, Terms) and len(node.terms) == 1:
        return _digits(node.terms[0][1])
    return (node.digits or 0) if isinstance(node, Number) else None


def _cases(left: Node, right: Node, chain: Chain) -> Iterator[tuple[Node, Node, tuple[Condition, ...]]]:
    """The sides in each case, with its conditions; "otherwise" is what the other case is not."""
    choice = left if isinstance(left, Choice) else right
    assert isinstance(choice, Choice)
    known: list[tuple[Condition, ...]] = []
    for _, tokens in choice.rows:
        found = tuple(c for _, c in conditions_in(remark(tokens), chain.placed.excerpt))
        words = " ".join(t.text for t in tokens if t.kind == TEXT).lower()
        if (
            not found
            and any(word in words for word in ("otherwise", "else"))
            and len(known) == 1
            and len(known[0]) == 1
        ):
            found = (negation(known[0][0]),)
        if not found:
            raise NotUnderstood(f"the condition “{words.strip()}” of a case", choice.start)
        known.append(found)
    for (value, _), conditions in zip(choice.rows, known, strict=True):
        yield (value, right, conditions) if choice is left else (left, value, conditions)


def _doubtful(reason: str) -> Decision:
    return Decision(UNKNOWN, reason, kind="ambiguous")


def _is_number(node: Node | None) -> bool:
    if isinstance(node, Terms) and len(node.terms) == 1:
        return _is_number(node.terms[0][1])
    return isinstance(node, Number) or (isinstance(node, Name) and node.text in ("0", "1"))


def _is_equation(left: Node, link: Link, first: bool) -> bool:
    """Whether a relation may be an equation to be solved, or a constraint, rather than a claim: ``gradient = 0``."""
    if link.relation != "=" or not _is_number(link.side.node):
        return False
    if any(isinstance(part, Big) and part.kind == "lim" for part in walk(left)):
        return False
    zero = isinstance(link.side.node, Name) or (isinstance(link.side.node, Number) and link.side.node.value == 0)
    return zero or (first and not any(isinstance(part, Differential | Nabla) for part in walk(left)))


def _is_lone(node: Node | None) -> bool:
    """Whether a side is a lone quantity, a function of plain names, or a derivative of one."""
    if isinstance(node, Scripted):
        return isinstance(node.base, Name) and not isinstance(node.sup, Number) and node.base.text != "e"
    if isinstance(node, Row):
        if len(node.items) != 2:
            return False
        one, other = node.items
        if isinstance(one, Nabla | Differential):
            return _is_lone(other)
        return isinstance(one, Name | Scripted) and isinstance(other, Bracket)
    if isinstance(node, Differential):
        return node.of is None or _is_lone(node.of)
    return isinstance(node, Name | Nabla)


def _family(quantity: Expr) -> str:
    return quantity.family.name if isinstance(quantity, Entry) else getattr(quantity, "name", "")


def _implied_text(assumption: Any) -> str:
    from derivations.notation.text import text
    from derivations.proof.wording import assumption as in_words
    from derivations.proof.wording import written

    return f"{written(in_words(assumption), text)}, so that the left side has a value"


def _standard_in(expressions: list[Any]) -> list[Any]:
    from derivations.notation import sigma

    return [sigma] if any(part.func is sigma for e in expressions for part in preorder_traversal(e)) else []


def _unfolding(side: Any, background: Background) -> list[Any]:
    """A side and the definitions of all that it speaks of."""
    found, todo = {"": side}, [side]
    while todo:
        for name in names_in([todo.pop()]):
            definition = background.definitions.get(name)
            if definition is not None and name not in found:
                found[name] = definition.right
                todo.append(definition.right)
    return list(found.values())


def _distributions(expressions: list[Any], primitive: set[str]) -> Iterator[tuple[Given, str]]:
    """That labels and probabilities, which nothing defines, sum to 1: it may be understood."""
    seen: set[str] = set()
    for expression in expressions:
        for part in preorder_traversal(expression):
            if not isinstance(part, Entry) or part.family.name in seen or part.family.name not in primitive:
                continue
            *others, last = part.args[1:] or (None,)
            if part.family.name[0] in DISTRIBUTIONS and isinstance(last, Index) and len(others) <= 1:
                seen.add(part.family.name)
                index = Index("k′", last.range)
                total = Sum(part.family[(*others, index)], index)
                yield Given(sympy.Eq(total, Integer(1), evaluate=False)), f"{part.family.name} sums to 1"


def _inconsistent(expressions: list[Any]) -> set[str]:
    """The names that are used with several numbers of indices: what they are was not understood."""
    counts: dict[str, set[int]] = {}
    for expression in expressions:
        for part in preorder_traversal(expression):
            if isinstance(part, Entry):
                counts.setdefault(part.family.name, set()).add(len(part.args))
            elif isinstance(part, Symbol) and not isinstance(part, Index | Family):
                counts.setdefault(part.name, set()).add(0)
    return {name for name, several in counts.items() if len(several - {1, 0}) > 1 or {0} < several}


def _average(claim: Claim) -> Claim | None:
    """A claim about one example on the left and all of them on the right, the left side read as their average."""
    if claim.relation not in KINDS:
        return None
    examples = [s for s in claim.lhs.free_symbols if isinstance(s, Index) and s.name == EXAMPLE]
    if not examples or examples[0] in claim.rhs.free_symbols:
        return None
    (here,) = examples
    if not any(isinstance(part, Sum) and part.index.range == here.range for part in preorder_traversal(claim.rhs)):
        return None
    anyone = Index("x′", here.range)
    total = Sum(replaced(claim.lhs, {here: anyone}), anyone)
    return Claim(quotient(total, here.range.last), claim.relation, claim.rhs)


def _sizes_of_left_out(expressions: list[Any]) -> set[Symbol]:
    """The sizes of the sets of which a sum leaves an index out: of one index alone nothing would be left."""
    return {
        part.index.range.last
        for expression in expressions
        for part in preorder_traversal(expression)
        if isinstance(part, Sum) and part.without and isinstance(part.index.range.last, Symbol)
    }


def _partials(expressions: list[Any]) -> Iterator[Partial]:
    for expression in expressions:
        yield from (part for part in preorder_traversal(expression) if isinstance(part, Partial))


def _useful(claim: Claim, background: Background) -> tuple[set[str], set[str]]:
    """The definitions that may matter: of what one side alone speaks of, or what depends on what is differentiated by.

    The second set leaves out what both sides differentiate: its definition may not matter if there is a chain rule.
    """
    below: dict[str, set[str]] = {}

    def closure(name: str) -> set[str]:
        if name not in below:
            below[name] = set()
            definition = background.definitions.get(name)
            inside = names_in([definition.right]) if definition is not None else set()
            below[name] = inside.union(*(closure(other) for other in inside))
        return below[name]

    left, right = (
        {*names, *(n for name in names for n in closure(name))} for names in (names_in([s]) for s in claim.sides)
    )
    by = {_family(part.by) for part in _partials([*claim.sides, *(d.right for d in background.definitions.values())])}
    of = {_family(part.of) for part in _partials([*claim.sides, *(d.right for d in background.definitions.values())])}
    applied = {name for name, d in background.definitions.items() if isinstance(d.left, AppliedUndef)} if by else set()
    useful = {name for name in background.definitions if name in left ^ right or closure(name) & by} | applied
    return useful, {name for name in useful if name not in of or name in left ^ right}


def _chain_rules(claim: Claim, background: Background) -> Iterator[Any]:
    """The chain rule through each quantity that is differentiated and differentiated by."""
    of: dict[str, Entry | Symbol] = {}
    by: dict[str, Any] = {}
    for side in [*claim.sides, *(d.right for d in background.definitions.values())]:
        for part in preorder_traversal(side):
            if isinstance(part, Partial):
                if isinstance(part.of, Entry | Symbol):
                    of[_family(part.of)] = part.of
                by[_family(part.by)] = part.by
    through = [name for name in by if name in of or name in background.definitions]
    for name in through:
        quantity = by[name]
        if not isinstance(quantity, Entry):
            yield chain_rule(quantity)
            continue
        *others, last = quantity.args[1:] or (None,)
        if isinstance(last, Index):
            index = Index(f"{last.name}″", last.range)
            yield chain_rule(quantity.family[(*others, index)], index)
        else:
            yield chain_rule(quantity)


def _relevant(values: dict[str, str], claim: Claim, background: Background) -> dict[str, str]:
    """The values that a reader needs: of what nothing else determines, and of the indices."""
    defined = set(background.definitions)
    shown = {
        n: v for n, v in values.items() if n.split("[")[0] not in defined and not n.endswith("°(u)") and "°" not in n
    }
    return shown or dict(values)


__all__ = ["Decision", "SectionChecker", "Settings", "outlines", "section_checked"]
