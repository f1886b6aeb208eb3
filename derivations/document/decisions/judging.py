"""Deciding a claim in one reading of a text: what is assumed for it, whether it follows, and whether it is false.

A refutation is one only if nothing casts a doubt on how the claim was read.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Set
from dataclasses import replace
from itertools import takewhile
from time import perf_counter
from typing import Any

import sympy
from sympy import Integer, Symbol
from sympy.core.function import AppliedUndef

from derivations.document.decisions.counterexamples import relevant, symmetrized
from derivations.document.decisions.decision import (
    NOTHING_SATISFIES,
    RELATIONS,
    Decision,
    Reading,
    doubtful,
    not_seen,
    not_understood,
    too_long,
)
from derivations.document.decisions.doubts import wording
from derivations.document.decisions.doubts.dependence import Ties, independent, tied
from derivations.document.decisions.doubts.distributions import Distributions
from derivations.document.decisions.doubts.held_fixed import not_held_fixed
from derivations.document.decisions.doubts.letters import (
    as_numbers,
    identity_of_capitals,
    in_both_fonts,
    other_meaning,
    sets_of_indices,
    usual_functions,
    written_together,
    written_twice,
)
from derivations.document.decisions.doubts.ways import Ways
from derivations.document.decisions.doubts.wording import letter_of
from derivations.document.decisions.equations import are_determined, is_constant, is_reduced_equation
from derivations.document.decisions.understood import (
    inconsistent,
    means,
    understand,
)
from derivations.document.decisions.unfolding import led_to, unfolding
from derivations.document.decisions.values import beyond_values, implied, implied_text, varied_bases
from derivations.document.discourse.conditions import Condition, values_at_points
from derivations.document.discourse.vocabulary import ARITHMETICS, REASON, SUPPOSED
from derivations.document.elaboration.dimensions import UNNAMED
from derivations.document.elaboration.glossary import Defined, Glossary, head_of
from derivations.document.elaboration.meaning import captured
from derivations.document.elaboration.survey import bare_keys
from derivations.document.obligations.background import Background, definitions_for
from derivations.document.obligations.claims import average, claims
from derivations.document.obligations.definedness import implied_conditions
from derivations.document.obligations.dependencies import dependencies_for, unrelated
from derivations.document.obligations.interpretation import Interpretation
from derivations.document.obligations.inverses import behind, inverses_for, with_matrices
from derivations.document.obligations.names import lone_name, names_in, sizes_in
from derivations.document.obligations.outline import Chain
from derivations.document.obligations.reasons import family_of, reasons
from derivations.document.results import PROVED, REFUTED, UNKNOWN
from derivations.document.settings import Settings
from derivations.document.syntax.evaluations import bars_in, unclear_bars
from derivations.document.syntax.names import of_key, shown
from derivations.document.syntax.nodes import Bracket, Choice, Nabla, Name, Node, walk
from derivations.document.syntax.patterns import bound_in, is_lone, is_trivial, mentions, written
from derivations.document.syntax.statements import CONNECTIVES
from derivations.document.syntax.tokens import NotUnderstood
from derivations.notation import Family, Index, Lim, Partial, Prime, Sum, replaced
from derivations.proof import Claim, Definition, Domain, Given, Theory, Verifier
from derivations.proof.audit import audit
from derivations.proof.verify import read_anew
from derivations.proof_files.writing import file_of


class Judge:
    """Decides the claims of one section, each in a reading that is given, with what ``verifier`` makes."""

    def __init__(
        self, interpretation: Interpretation, settings: Settings, verifier: Callable[..., Verifier] = Verifier
    ) -> None:
        self.interpretation, self.settings = interpretation, settings
        self.prover = verifier(refute=False)
        self.refuter = verifier()
        survey = interpretation.meaning.survey
        self._loose = wording.spoken_of(interpretation.section) | set(map(shown, survey.primed | survey.applied))
        self.ties = Ties(interpretation)
        self.ways = Ways(interpretation, self.ties)
        self.distributions = Distributions(interpretation, self.ties)
        self._unread = frozenset(key for chain in interpretation.chains for key in chain.half_read())
        self._half_read = any(
            chain.placed.problem is not None
            or any(side.problem is not None or isinstance(side.node, Choice) for side in chain.sides)
            for chain in interpretation.chains
        )
        nodes = [
            part for chain in interpretation.chains for side in chain.sides if side.node for part in walk(side.node)
        ]
        nodes += [part for e in interpretation.entries for part in walk(e.defined.right)]
        self._fonts = in_both_fonts(part for part in nodes if isinstance(part, Name))
        spoken = [part for node in interpretation.section.spoken for part in walk(node)]
        self._together = written_together([*nodes, *spoken])
        self._loose |= set(wording.differentiated([*nodes, *spoken]))
        inside = [part.body for part in nodes if isinstance(part, Bracket) and part.kind == "‖"]
        inside += [part.by for part in nodes if isinstance(part, Nabla) and part.by is not None]
        self._normed = {shown(key.split("~")[0]) for node in inside for key in node.keys}
        functions = [e.defined for e in interpretation.entries if not e.other and e.defined.parameters]
        self._several = {one.head.key.split("/")[0] for one in functions for other in functions if _differ(one, other)}
        self._followed: dict[tuple[int, str, Any], tuple[Glossary, bool]] = {}
        self._possible: dict[Theory, bool] = {}

    def decision(self, chain: Chain, left: Node, relation: str, right: Node, reading: Reading) -> Decision:
        """The decision on a claim as it is read in a reading, in each of its cases."""
        meaning = self.interpretation.meaning
        meaning.glossary = reading.glossary
        keys = _bound_on_one_side(left, right)
        meaning.doubts = [captured(key) for key in keys if meaning.may_capture(key, left, right)]
        meaning.scalars, meaning.taken, meaning.put_in = chain.scalars, [], []
        meaning.beside_vectors, meaning.far, meaning.reaches = reading.numbers, reading.far, frozenset()
        try:
            meaning.in_claim = True
            for bar in (bar for side in (left, right) for bar in unclear_bars(side)):
                return doubtful(f"{written(bar.point)} may vary, and with it what stands before the bar")
            points = values_at_points((left, right), chain.placed.excerpt)
            meaning.at_bars = frozenset(bar.name.text for bar in bars_in((left, right)))
            if loose := self._loose & {letter_of(key) for bar in bars_in((left, right)) for key in bare_keys(bar.body)}:
                return doubtful(f"{', '.join(sorted(loose))} may depend on the letter that the bar gives a value")
            found = [(claim, (*more, *points)) for claim, more in claims(meaning, chain, left, relation, right)]
            averaged = average(found[0][0]) if len(found) == 1 else None
            if averaged is not None:
                found = [(averaged, ())]
        except NotUnderstood as problem:
            return not_understood(problem, chain, "unclear")
        finally:
            meaning.in_claim = False
        try:
            decisions = [self._claim(chain, claim, extra, reading) for claim, extra in found]
        except RecursionError:
            return Decision(UNKNOWN, "the expression is nested too deeply to be decided", kind="unclear")
        if not decisions:
            return Decision(UNKNOWN, "there is nothing to check", kind="not-parsed")
        for wanted in (REFUTED, UNKNOWN):
            for decision in decisions:
                if decision.verdict == wanted:
                    return decision
        taken = ["the left side is the average over all examples"] if averaged is not None else []
        hypotheses = tuple(dict.fromkeys([*taken, *(h for d in decisions for h in d.hypotheses)]))
        audits = [d.audit for d in decisions if d.audit is not None]
        audited = (sum(points for points, _ in audits), sum(undecided for _, undecided in audits)) if audits else None
        conditional = tuple(dict.fromkeys((*(c for d in decisions for c in d.conditional), *meaning.taken)))
        about = frozenset[str]().union(*(d.about for d in decisions))
        return Decision(
            PROVED, hypotheses=hypotheses, conditional=conditional, kind=decisions[0].kind, about=about, audit=audited,
            proofs=tuple(text for d in decisions for text in d.proofs), used=decisions[-1].used,
        )  # fmt: skip

    def _claim(self, chain: Chain, claim: Claim, extra: tuple[Condition, ...], reading: Reading) -> Decision:
        background = Background()
        found = self._of_claim(chain, claim, extra, background, reading)
        found.used = frozenset(background.used)
        return found

    def _of_claim(
        self, chain: Chain, claim: Claim, extra: tuple[Condition, ...], background: Background, reading: Reading
    ) -> Decision:
        sides: list[Any] = list(claim.sides)
        definitions = self.interpretation.definitions
        inverses = self.interpretation.meaning.inverses
        spoken = names_in(sides) | behind(names_in(sides), inverses)
        background.used = spoken | {self.interpretation.meaning.families.get(n, (n,))[0] for n in spoken}
        primitive_left, primitive_right = (
            definitions_for(with_matrices(side, inverses), definitions, reading.glossary, background) for side in sides
        )
        self._assume(chain, claim, (*reading.conditions, *extra), reading, background)
        relevant = names_in(background.with_definitions(sides))
        for fact in reading.facts:
            left = fact.given.claim.lhs
            if names_in([left.of if isinstance(left, Partial) else left]) & relevant:
                background.add(fact.given, fact.text)
                background.stated_facts |= {fact.given} if fact.stated else set()
        said = {name for given in background.hypotheses for name in names_in(given.claim.args)}
        section = self.interpretation.section
        inverses_for(sides, self.interpretation.meaning, section, chain.placed.number, background)
        more = [side for g in background.hypotheses for side in g.claim.args]
        definitions_for(more, definitions, reading.glossary, background)
        background.used |= set(background.definitions)
        if why := dependencies_for([*sides, *more], background, primitive_left | primitive_right):
            return Decision(UNKNOWN, why, kind="unrelated")
        for assumption in implied(claim, background):
            if background.leaves_open(assumption):
                background.add(assumption, implied_text(assumption))
        apart = unrelated([*sides, *more], background)
        if apart is not None:
            background.used |= set(apart)
            return self._of_anything(chain, claim, apart, background, primitive_left | primitive_right, reading)
        if why := self._tied(chain, [*sides, *background.inverted], background, reading):
            return Decision(UNKNOWN, why, kind="unrelated")
        background.missing |= inconsistent(background.with_definitions(sides))
        background.missing |= {n for n in primitive_left | primitive_right if self._base(n) in self._unread}
        background.missing |= means(primitive_left | primitive_right)
        weights = self.interpretation.meaning.weights
        understand(sides, reading, background, primitive_left | primitive_right, weights)
        if claim.relation == "⇒" and not isinstance(claim.rhs, sympy.Equality):
            spoken = {shown(key) for node in self.interpretation.section.spoken for key in node.keys}
            said |= primitive_right - spoken  # an inequality gives nothing a value: it is claimed for all
        reached = led_to(sides[0], background)
        names = behind(primitive_left | names_in(reached), inverses) | sizes_in(reached) | said
        brought = frozenset(
            n
            for n in behind(primitive_right, inverses) | sizes_in(unfolding(sides[1], background))
            if n not in names and not n.startswith(UNNAMED)
        )
        algebraic = not any(side.has(Partial, Prime, Sum, Lim, AppliedUndef) for side in sides)
        lacks = (
            behind(primitive_left, inverses) - behind(primitive_right, inverses) - said - background.stated
            if algebraic and claim.relation == "="
            else set[str]()
        )
        if lacks and claim.rhs.is_number and is_constant(claim.lhs):
            lacks = set()
        if reading.possible:
            return Decision(REFUTED if self._is_possible(background) else UNKNOWN)
        decision = self._verdict(claim, background, brought, reading)
        decision.lacks = frozenset(lacks)
        decision.about = frozenset(names_in(background.with_definitions(sides)))
        decision.determined = are_determined(claim, background)
        given = background.hypotheses and not any(condition.role == REASON for condition in reading.conditions)
        unknown = not given and not background.definitions
        decision.reduced = claim.relation == "=" and unknown and is_reduced_equation(*sides)
        if decision.verdict == UNKNOWN and claim.relation == "=" and not brought:
            return self._where_both_have_values(claim, background, reading) or decision
        return decision

    def _assume(
        self, chain: Chain, claim: Claim, conditions: Iterable[Condition], reading: Reading, background: Background
    ) -> None:
        """Add what conditions say; of those that speak of nothing in the claim it does not matter what they mean."""
        spoken = background.used | names_in(d.right for d in background.definitions.values())
        used = {name.split("_")[0] for name in spoken}
        indices = {index.name for index in _free_indices(claim)}
        for condition in conditions:
            if self._follows(chain, condition, reading) or self._defines(condition, reading):
                continue
            keys = condition.related.keys
            # what is said of an index that the claim does not speak of is said of all, but "i ≠ j" of these two alone
            apart = self.interpretation.conditions.compares_indices(condition)
            everywhere = (condition.block and not apart) or indices.isdisjoint(map(shown, keys))
            everywhere = everywhere and self.interpretation.meaning.at_bars.isdisjoint(keys)  # there it is one index
            where = ("condition", condition.text) if everywhere else chain.place
            unread = list(background.unread)
            self.interpretation.conditions.take(
                condition, where, background, everywhere=everywhere, general=reading.general
            )
            if used.isdisjoint(key.split("_")[0] for key in keys):
                background.unread = unread
            left, right = condition.related.parts
            implicit = condition.related.relations == ("=",) and (is_trivial(right) or not is_lone(left))
            if condition.role == SUPPOSED and implicit:
                background.implicit.append(condition)

    def _base(self, name: str) -> str:
        """The letter of a written name, with its accents and font."""
        return self.interpretation.meaning.families.get(name, (name,))[0].split("_")[0]

    def _where_both_have_values(self, claim: Claim, background: Background, reading: Reading) -> Decision | None:
        """A proof under the conditions that the right side calls for, which some values satisfy."""
        before = len(background.hypotheses) + len(background.domains)
        section = self.interpretation.section
        spoken = section.named.union(*(condition.related.keys for _, condition in section.mentioned))
        spoken = spoken.union(*(condition.related.keys for condition in reading.conditions))
        told = set(map(shown, spoken))
        for assumption in implied_conditions(claim.rhs):
            quantity = assumption.of if isinstance(assumption, Domain) else None
            if names_in([quantity if isinstance(assumption, Domain) else assumption.claim]) & told:
                return None  # the text says itself where it lies
            undefined = quantity is None or family_of(quantity) not in background.definitions
            if undefined and background.leaves_open(assumption):
                background.add(assumption, implied_text(assumption, "both sides have values"))
        if len(background.hypotheses) + len(background.domains) == before or not self._is_possible(background):
            return None
        found = self._verdict(claim, background, frozenset(), replace(reading, refute=False))
        return found if found.verdict == PROVED else None

    def _rests_on(self, background: Background, used: Iterable[Any]) -> tuple[str, ...]:
        """The conventions that a proof rests on, and whether no values were seen to satisfy its hypotheses."""
        assumed = list(used)
        named = [f"with the {background.texts[one]}" for one in assumed if one in background.conventions]
        named += [f"if {background.texts[one]}" for one in assumed if one in background.stated_facts]
        rests = any(isinstance(one, Given | Domain) for one in assumed)
        return (*named, *(() if not rests or self._is_possible(background) else (NOTHING_SATISFIES,)))

    def _is_possible(self, background: Background) -> bool:
        """Whether some values satisfy all conditions: then these show that 1 is not 0."""
        if background.contradictory():
            return False
        try:
            theory = background.theory()
        except (ValueError, TypeError):
            return False
        if theory not in self._possible:
            false = Claim(Integer(1), "=", Integer(0))
            self._possible[theory] = self.refuter.counterexample(false, theory) is not None
        return self._possible[theory]

    def _tied(
        self, chain: Chain, sides: Iterable[Any], background: Background, reading: Reading, but: Set[str] = frozenset()
    ) -> str:
        """Why what a claim takes as constant may be none, or leaves out a way, by what the text says of quantities."""
        supposed = [self.ties.by_condition(condition) for condition in background.implicit]
        ties = self.ties.at(chain.placed.number, reading.glossary, supposed)
        ways = self.ways.left_out(sides, background, ties)
        background.by_way_of = ways.conditions
        why = ways.denied or self.distributions.doubt(sides, background, ties)
        return why or tied(sides, background, ties, self.ties, but)

    def _of_anything(
        self,
        chain: Chain,
        claim: Claim,
        apart: tuple[str, str],
        background: Background,
        primitive: set[str],
        reading: Reading,
    ) -> Decision:
        """A claim about a quantity whose definition does not lead to what it is differentiated by.

        It may be meant for any such quantity, as the equations of backpropagation are for any cost.
        """
        of, by = apart
        nothing = Decision(UNKNOWN, f"the text does not say how {of} depends on {by}", kind="unrelated")
        if of not in background.definitions or not isinstance(background.definitions[of].left, Symbol):
            return nothing
        where = {background.definitions.pop(of).left: Family(of)[()]}
        anything = Claim(replaced(claim.lhs, where), claim.relation, replaced(claim.rhs, where))
        for name, definition in background.definitions.items():
            if definition.right.has(*where):
                background.definitions[name] = Definition(definition.left, replaced(definition.right, where))
                background.texts[background.definitions[name]] = background.texts.get(definition, name)
        dependencies_for(anything.sides, background, {*primitive, of})
        if unrelated(anything.sides, background) is not None or claim.relation in CONNECTIVES:
            return nothing
        if why := self._tied(chain, anything.sides, background, reading, {of}):
            return Decision(UNKNOWN, why, kind="unrelated")
        found = self._verdict(anything, background, frozenset(), replace(reading, refute=False))
        return found if found.verdict == PROVED else nothing

    def _follows(self, chain: Chain, condition: Condition, reading: Reading) -> bool:
        """Whether a condition is an equation that follows from the definitions: then it is none."""
        left, right = condition.related.parts
        if condition.related.relations != ("=",) or is_trivial(right) or is_lone(left) or reading.alone:
            return False
        key = (id(reading.glossary), condition.text, chain.place)
        if key not in self._followed:
            meaning = self.interpretation.meaning
            before = meaning.glossary, meaning.doubts, meaning.scalars, meaning.taken
            alone = replace(reading, conditions=(), facts=(), normalised=False, alone=True, refute=False)
            found = self.decision(chain, left, "=", right, alone).verdict == PROVED
            meaning.glossary, meaning.doubts, meaning.scalars, meaning.taken = before
            self._followed[key] = reading.glossary, found  # while it is kept no other glossary has its id
        return self._followed[key][1]

    def _defines(self, condition: Condition, reading: Reading) -> bool:
        """Whether a condition is an equation for something that is defined: no hypothesis beside the definition."""
        left, right = condition.related.parts
        if condition.related.relations != ("=",) or is_trivial(right):
            return False
        found = head_of(left, self.interpretation.meaning.survey)
        known = None if found is None else reading.glossary.of(found[0].key, found[0].label)
        return known is not None and not (reading.both and known[0].text != condition.text)

    def _verdict(self, claim: Claim, background: Background, brought: frozenset[str], reading: Reading) -> Decision:
        kind = (
            "limit" if any(isinstance(side, Lim) for side in claim.sides) else RELATIONS.get(claim.relation, "equality")
        )
        if why := other_meaning(claim, background, self.interpretation.section, self.interpretation.meaning):
            return Decision(UNKNOWN, why, kind="ambiguous")
        if background.contradictory():
            return Decision(UNKNOWN, "the conditions of the text contradict one another", kind="ambiguous")
        try:
            theory = background.theory()
        except (ValueError, TypeError) as problem:
            return Decision(UNKNOWN, str(problem), kind=kind)
        indices, section = _free_indices(claim), self.interpretation.section
        in_time = takewhile(lambda _: perf_counter() <= reading.until, reasons(claim, background))
        # a proof by equations of matrices is looked for at length, and not at all where values show that there is none
        hopeless = background.inverses and self.refuter.counterexample(claim, theory, indices) is not None
        proved = None if hopeless else self.prover.first_proof(claim, theory, in_time, indices)
        if proved is not None:
            seen = audit(claim, theory, indices) if self.settings.audit else None
            said = read_anew(claim, theory, indices) if self.settings.proofs else None
            return Decision(
                PROVED, hypotheses=background.words_for(proved.used), kind=kind,
                conditional=(
                    *background.conditions, *self._rests_on(background, proved.used),
                    *beyond_values(claim, background, proved.used),
                    *(condition for condition, _ in sets_of_indices(claim, background, self.interpretation.meaning)),
                    *(condition for condition, _ in written_twice(claim, background, self._fonts) if condition),
                    *usual_functions(claim, background, self.interpretation.meaning),
                    *as_numbers(claim, background, self.interpretation.meaning, self._normed, section),
                    *independent((*claim.sides, *background.inverted), background, self._loose),
                    *self._not_held_fixed(claim, background, reading),
                    *dict.fromkeys(background.by_way_of[one] for one in proved.used if one in background.by_way_of),
                    *(f"if the step is not about {what}" for what in ARITHMETICS if what in section.unusual),
                ),
                audit=None if seen is None else (seen.points, seen.undecided),
                proofs=() if said is None else tuple(file_of(theorem, *said) for theorem in proved.theorems),
            )  # fmt: skip
        if perf_counter() > reading.until:
            return too_long(self.settings.seconds)
        if brought:
            names = ", ".join(sorted(brought))
            return Decision(
                UNKNOWN,
                f"the left side says nothing about {names}",
                kind="hypothesis",
                brings=brought,
            )
        if not reading.refute:
            return Decision(UNKNOWN, kind=kind)
        doubts = self._doubts(claim, background)
        doubts += self._not_held_fixed(claim, background, reading).values()
        found = self.refuter.counterexample(claim, background.restricted(), indices)
        if found is None and background.restrictions and self.refuter.counterexample(claim, theory, indices):
            return not_seen([background.texts[one] for one in background.restrictions])
        if found is not None:
            if doubts or background.missing or background.unread:
                if background.unread:
                    why = f"the condition {background.unread[0]} was not understood"
                elif doubts:
                    why = doubts[0]
                else:
                    why = f"the meaning of {', '.join(sorted(background.missing))} was not understood"
                return Decision(UNKNOWN, f"false as it was read, but {why}", kind="ambiguous")
            equal = Claim(claim.lhs, "=", claim.rhs)
            proofs = reasons(equal, background)
            if claim.relation == "≠" and self.prover.first_proof(equal, theory, proofs, indices) is None:
                return doubtful("the sides are equal for some values: the text may mean that they are not always equal")
            texts = tuple(dict.fromkeys(background.texts.values()))
            says_of = all("°" in str(d.right.func) for d in background.definitions.values())
            return Decision(
                REFUTED, "", texts, (), tuple(self._relevant(found.values, claim, background).items()),
                (found.lhs, found.rhs), kind, says_of,
            )  # fmt: skip
        verdict = self.prover.decide(claim, theory, (), indices)
        return Decision(UNKNOWN, getattr(verdict, "reason", ""), kind=kind)

    def _not_held_fixed(self, claim: Claim, background: Background, reading: Reading) -> dict[str, str]:
        """The doubts about arguments that may be held fixed, by the condition under which they are not."""
        return dict(not_held_fixed(claim.sides, background, self.interpretation.meaning, reading.glossary))

    def _relevant(self, values: dict[str, str], claim: Claim, background: Background) -> dict[str, str]:
        """The values that a reader needs: those of a symmetric matrix that it has, and not what follows from others."""
        families, inverses = self.interpretation.meaning.families, self.interpretation.meaning.inverses
        told = inverses.by_name.keys() | self.interpretation.meaning.at_bars
        values = {name: value for name, value in values.items() if name.split("[")[0] not in told}
        symmetric = {name for name, (key, _) in families.items() if key in self.interpretation.meaning.symmetric}
        return relevant(symmetrized(values, symmetric), claim, background)

    def _doubts(self, claim: Claim, background: Background) -> list[str]:
        """Why a claim that is false as it was read may not be meant so."""
        doubts, section = list(self.interpretation.meaning.doubts), self.interpretation.section
        doubts += [f"the text mentions {what}" for what in section.unusual]
        doubts += [why for _, why in written_twice(claim, background, self._fonts)]
        if any(side.has(Partial, Prime, Lim) for side in claim.sides) and any(
            isinstance(g.claim, sympy.Equality) and not lone_name(g.claim.lhs) and g.claim.rhs.free_symbols
            for g in background.hypotheses
            if not g.claim.has(Sum) and not isinstance(g.claim.lhs, Index)
        ):
            doubts.append("an equation of the text may hold for other values, too")
        doubts += [f"“{text}” may be a single name" for text, keys in self._together if keys <= background.used]
        doubts += background.hidden_ways()
        doubts += [why for _, why in sets_of_indices(claim, background, self.interpretation.meaning) if why]
        varied = sorted(
            {base for side in claim.sides for limit in side.atoms(Lim) for base in varied_bases(limit)}, key=str
        )
        said = names_in(domain.of for domain in background.domains) | self.interpretation.meaning.numbers
        doubts += [f"the text does not say whether {base} may be 0" for base in varied if not names_in([base]) <= said]
        indices, bases = {index.name for index in _free_indices(claim)}, set(map(self._base, background.used))
        described = section.described & (background.used | indices | bases)
        doubts += [f"the text says something about {of_key(key)} that was not understood" for key in sorted(described)]
        chosen = section.chosen
        if self.interpretation.meaning.activated and usual_functions(claim, background, self.interpretation.meaning):
            doubts.append("the text says something about the activation that was not understood")
        doubts += [f"there may be only one such {of_key(key)}" for key in sorted(chosen & background.used)]
        if any(side.has(Partial, Prime) for side in claim.sides):
            doubts += [f"{of_key(key)} is defined more than once" for key in self._several & background.used]
        doubts += identity_of_capitals(claim, background, section.named)
        functions = {f.func.__name__ for side in claim.sides for f in side.atoms(AppliedUndef)}
        bare = functions & {s.name for side in claim.sides for s in side.free_symbols if type(s) is Symbol}
        doubts += [f"{name} is written with an argument and without one" for name in sorted(bare)]
        if self._half_read and functions - background.definitions.keys():
            doubts.append("the text says something about its functions that was not understood")
        return doubts


def _free_indices(claim: Claim) -> frozenset[Index]:
    """The indices of a claim that no sum binds."""
    return frozenset(symbol for symbol in claim.free_symbols if isinstance(symbol, Index))


def _differ(one: Defined, other: Defined) -> bool:
    """Whether two definitions are of one name, of as many arguments or not, and say different things."""
    return one.head.key.split("/")[0] == other.head.key.split("/")[0] and written(one.right) != written(other.right)


def _bound_on_one_side(left: Node, right: Node) -> list[str]:
    """The letters that a sum binds on one side, and that are free on the other."""
    one, other = bound_in(left), bound_in(right)
    return sorted(key for key in one ^ other if mentions(left if key in other else right, {key}))
