"""Deciding a claim in the readings that a text leaves room for.

It is proved if it is proved in one of them, which the verdict names; it is refuted only if it is false in all of them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Set
from dataclasses import replace
from itertools import chain as chained
from time import perf_counter

from derivations.document.decisions.decision import (
    NOTHING_SATISFIES,
    RELATIONS,
    Decision,
    Fact,
    Reading,
    doubtful,
    not_seen,
    too_long,
)
from derivations.document.decisions.doubts import wording
from derivations.document.decisions.judging import Judge
from derivations.document.discourse.conditions import Condition, meant, restricts
from derivations.document.discourse.vocabulary import OTHER_SUMS, REASON
from derivations.document.elaboration.survey import calls_in
from derivations.document.obligations.claims import cases
from derivations.document.obligations.conventions import DISTRIBUTED
from derivations.document.obligations.interpretation import Interpretation, Sizes
from derivations.document.obligations.outline import Chain
from derivations.document.results import PROVED, REFUTED, UNKNOWN
from derivations.document.settings import Settings
from derivations.document.syntax.names import of_key, shown
from derivations.document.syntax.nodes import Choice, Name, Node, Related, Terms, head_name, walk
from derivations.document.syntax.patterns import is_number, is_space
from derivations.proof import Verifier

READINGS = 8
"""How many readings of a step are tried at most."""


class Decider:
    """Decides the claims of one section in its readings; ``facts`` are what the text has stated so far."""

    def __init__(
        self, interpretation: Interpretation, settings: Settings, verifier: Callable[..., Verifier] = Verifier
    ) -> None:
        self.interpretation, self.settings = interpretation, settings
        self.judge = Judge(interpretation, settings, verifier)
        self.facts: list[Fact] = []

    def decided(
        self,
        chain: Chain,
        left: Node,
        relation: str,
        right: Node,
        conditions: tuple[Condition, ...],
        refute: bool = True,
    ) -> Decision:
        """The decision on a step, with the readings that were tried; without ``refute`` it is proved or unknown."""
        tried: list[tuple[str, str, str]] = []
        sizes = self.interpretation.find_ranges(chain, left, right)
        found = self._of_readings(chain, left, relation, right, conditions, refute, tried)
        if found.verdict == PROVED and (sizes.differ or self._are_apart(sizes)):
            found = doubtful("the ranges of its indices are not those that the text gives")
        elif found.verdict == PROVED:
            found = replace(found, conditional=(*found.conditional, *sizes.conditions))
        elif found.verdict == REFUTED and sizes.may_be_others:
            found = doubtful("the ranges of its indices are not those that the text gives")
        found.tried = tuple(tried)
        return found

    def _are_apart(self, sizes: Sizes) -> bool:
        """Whether the text names both of two sizes in one space, as of ``m × n`` matrices: they are not one."""
        spaces = [condition.related.parts[1] for _, condition in self.interpretation.section.supposed]
        for chain in self.interpretation.chains:
            spaces += [link.side.node for link in chain.links if link.relation == "∈" and link.side.node is not None]
        named = [set(map(shown, space.keys)) for space in spaces if is_space(space)]
        return any({str(one), str(other)} <= names for one, other in sizes.unequal for names in named)

    def _of_readings(
        self, chain: Chain, left: Node, relation: str, right: Node, conditions: tuple[Condition, ...],
        refute: bool, tried: list[tuple[str, str, str]],
    ) -> Decision:  # fmt: skip
        number = chain.placed.number
        until = perf_counter() + self.settings.seconds
        reasons = tuple(condition for condition in conditions if condition.role == REASON)
        premises = tuple(condition for condition in conditions if condition.role != REASON)
        glossary = self.interpretation.glossary(number)
        standard = Reading(glossary, premises, facts=tuple(self.facts), until=until, refute=refute)
        first = self.judge.decision(chain, left, relation, right, standard)
        reaches = self.interpretation.meaning.reaches
        tried.append(("as it stands", first.verdict, first.reason))
        if first.verdict == PROVED and chain.scalars and chain.transposes:
            vectors = chain.scalars.intersection(self.interpretation.meaning.ranks)
            names = " and ".join(sorted(map(of_key, vectors))) or "letters"
            return doubtful(f"it makes sense only if {names} are numbers, but something in it is transposed")
        if first.verdict == PROVED:
            return self._where_words_are_clear(chain, first)
        refuted = first if first.verdict == REFUTED else None
        rests: tuple[str, ...] = ()
        values = (c.related.parts[0].keys for c in reasons if c.bound is not None and c.bound[1] == "=")
        if first.brings and first.brings.issubset(map(shown, chained(*values))):  # it says what it brings in
            rests = (f"if {' and '.join(condition.text for condition in reasons)}",)
            standard, reasons = replace(standard, conditions=(*premises, *reasons)), ()
            found = self.judge.decision(chain, left, relation, right, standard)
            tried.append((rests[0], found.verdict, found.reason))
            if found.verdict == PROVED:
                return self._where_words_are_clear(chain, replace(found, conditional=(*rests, *found.conditional)))
            refuted = found if found.verdict == REFUTED and not (found.lacks or found.reduced) else None
        used = first.used.union(*({e.head.letter for e in glossary.behind(n).values()} for n in (left, right)))
        for reading in self._readings(
            chain, standard, reasons, Related((left, right), (relation,), 0, 0), used, reaches
        ):
            if len(tried) >= READINGS or perf_counter() > standard.until:
                if refuted is not None and len(tried) < READINGS:
                    return too_long(self.settings.seconds)
                break
            if reading.numbers and refuted is not None:
                continue  # where they may be numbers, nothing is refuted
            found = self.judge.decision(chain, left, relation, right, reading)
            tried.append((reading.name, found.verdict, found.reason))
            if found.verdict == PROVED and not reading.spares:
                found.conditional = (*rests, reading.name, *found.conditional)
                return self._where_words_are_clear(chain, found)
            if refuted is not None and found.verdict == REFUTED and (reading.normalised or reading.general):
                refuted = found
            if found.kind in ("unrelated", "unclear") or not found.brings <= first.brings:
                continue  # with this definition the step means nothing, or is about something else
            if refuted is not None and found.verdict != REFUTED:
                reason = "it is false as the document stands, but may be true " + reading.name
                refuted = None
                first = Decision(UNKNOWN, reason, kind="ambiguous", brings=first.brings, about=first.about)
        if refuted is not None:
            refuted = self._where_all_is_meant(chain, left, relation, right, standard, refuted)
            tried.append(("under all that may be meant", refuted.verdict, refuted.reason))
        if refuted is not None and refuted.verdict == REFUTED and chain.placed.unread:
            return Decision(
                UNKNOWN,
                "false as it stands, but the text sets a condition in words that were not understood",
                kind="ambiguous",
            )
        return refuted or first

    def _where_words_are_clear(self, chain: Chain, proved: Decision) -> Decision:
        """A proof, with what has to be so for it to be one of what the text means."""
        if why := wording.denied(chain, proved, self.interpretation):
            return doubtful(why)
        more = wording.conditions(chain, proved, self.interpretation)
        return replace(proved, conditional=tuple(dict.fromkeys((*proved.conditional, *more))))

    def _where_all_is_meant(
        self, chain: Chain, left: Node, relation: str, right: Node, standard: Reading, refuted: Decision
    ) -> Decision:
        """A refutation that satisfies every relation that the text may have meant as a condition, or none.

        The claim, or one of its cases, has to be false under each such relation alone, and under as many together as
        can hold.  What cannot hold under the conditions in force was not meant.
        """
        own = {id(link.side.node) for link in chain.links}
        spared = refuted
        for one, other, conditions in cases(left, right, chain):
            reading = replace(standard, conditions=(*standard.conditions, *conditions))
            found = self.judge.decision(chain, one, relation, other, reading)
            if found.verdict == REFUTED:
                spared = self._satisfying(chain, one, relation, other, reading, own, refuted)
                if spared.verdict == REFUTED:
                    break
        return spared

    def _satisfying(
        self, chain: Chain, left: Node, relation: str, right: Node, standard: Reading, own: set[int], refuted: Decision
    ) -> Decision:
        """A refutation that satisfies what the text speaks of, or why there is none."""
        known = {condition.text for condition in standard.conditions}
        used = refuted.used | left.keys | right.keys

        def under(*conditions: Condition, possible: bool = False) -> bool:
            """Whether the claim is refuted where these conditions hold, or whether they can hold."""
            more = (*standard.conditions, *conditions)
            reading = replace(standard, conditions=more, normalised=True, possible=possible)
            found.append(self.judge.decision(chain, left, relation, right, reading))
            return found[-1].verdict == REFUTED

        found = [refuted]

        together: list[Condition] = []
        own |= {id(entry.defined.right) for entry in self.interpretation.entries}  # definitions restrict nothing
        freed = [(first, key) for first, key in self.interpretation.section.arbitrary if first <= chain.placed.number]
        near = {condition.text for condition in chain.placed.beside}  # what stands beside the claim comes first
        said = (*self.interpretation.section.mentioned, *self.interpretation.section.behind)
        for number, condition in sorted(said, key=lambda m: m[1].text not in near):
            parts = condition.related.parts
            if condition.related.relations == ("∼",):  # said of what is random, and of no index or parameter
                parts = tuple(head for head in (head_name(parts[0]),) if head is not None)
            about = {key.split("_")[0] for part in parts for key in part.keys}
            about -= {key for first, key in freed if number < first}
            value = condition.related.relations != ("=",) or is_number(condition.related.parts[1])
            behind = number - chain.placed.number
            later = behind > 0 and (condition.ahead or not (value and restricts(condition.related)))
            if id(condition.related.parts[1]) in own or condition.text in known or about.isdisjoint(used) or later:
                continue
            known.add(condition.text)
            if perf_counter() > standard.until:
                return too_long(self.settings.seconds)
            calls = [call for part in condition.related.parts for call in calls_in(part)]
            free = any(not standard.glossary.of_letter(call.key) for call in calls)  # there are more than are looked at
            can_hold = under(condition, possible=True) or free
            if can_hold and not under(condition):
                if self._holds(chain, condition, standard):
                    continue
                return not_seen([condition.text])
            if can_hold and under(*together, condition, possible=True):
                together.append(condition)
        if not together or under(*together):
            return replace(found[-1], determined=refuted.determined) if together else refuted
        return (
            too_long(self.settings.seconds) if perf_counter() > standard.until else not_seen([c.text for c in together])
        )

    def _holds(self, chain: Chain, condition: Condition, standard: Reading) -> bool:
        """Whether an equation that the text speaks of is proved as the document stands: it restricts nothing then.

        A refutation takes the same for given as the proof does, so that the equation holds at its values.
        """
        (left, right), (relation,) = condition.related.parts, condition.related.relations
        if relation not in RELATIONS:
            return False
        found = self.judge.decision(chain, left, relation, right, replace(standard, refute=False))
        return found.verdict == PROVED and NOTHING_SATISFIES not in found.conditional

    def is_proved(
        self, chain: Chain, left: Node, relation: str, right: Node, conditions: tuple[Condition, ...]
    ) -> bool:
        """Whether a step would be proved as the document stands, with another right side."""
        self.interpretation.find_ranges(chain, left, right)
        glossary, until = (
            self.interpretation.under(chain.placed.number, conditions),
            perf_counter() + self.settings.seconds,
        )
        reading = Reading(glossary, conditions, facts=tuple(self.facts), until=until, refute=False)
        return self.judge.decision(chain, left, relation, right, reading).verdict == PROVED

    def _beside_vectors(self, claimed: Related) -> frozenset[str]:
        """The letters of a claim that nothing but a sum with a vector makes vectors: ``c`` of ``f(x + c)``."""
        meaning = self.interpretation.meaning
        sums = [part for part in walk(claimed) if isinstance(part, Terms)]
        keys = {term.key for part in sums for _, term in part.terms if isinstance(term, Name)}
        return frozenset(keys & meaning.learned - meaning.survey.subscripts.keys() - meaning.declared.keys())

    def _readings(
        self,
        chain: Chain,
        standard: Reading,
        reasons: tuple[Condition, ...],
        claimed: Related,
        used: Set[str],
        reaches: Set[str],
    ) -> Iterator[Reading]:
        if reasons:
            texts = " and ".join(condition.text for condition in reasons)
            yield replace(standard, conditions=(*standard.conditions, *reasons), name=f"if {texts}")
        before = self.interpretation.without_own(chain.placed.number)
        replaced = [d.text for h, d in before.entries.items() if standard.glossary.entries[h] is not d]
        if replaced:
            yield replace(standard, glossary=before, both=True, name=f"if {' and '.join(replaced)} also holds")
        stated = [*standard.conditions, *reasons]
        if any(all(next(calls_in(part), None) for part in condition.related.parts) for condition in stated):
            texts = " and ".join(condition.text for condition in stated)
            yield replace(standard, conditions=tuple(stated), general=True, name=f"if {texts} for all arguments")
        own = [meant(claimed), *(meant(related) for related in chain.relations())]
        known = {condition.text for condition in standard.conditions}
        freed = {key for number, key in self.interpretation.section.arbitrary if number == chain.placed.number}
        choices = [side.node for side in chain.sides if isinstance(side.node, Choice)]
        beside = [
            c
            for c in chain.placed.beside
            if c.text not in known
            and not (c.block and c.related.keys & freed)
            and meant(c.related) not in own
            and not any(c.excerpt == chain.placed.excerpt and n.start <= c.related.start < n.end for n in choices)
        ]
        if beside:
            texts = " and ".join(dict.fromkeys(condition.text for condition in beside))
            more = (*standard.conditions, *beside)
            glossary = self.interpretation.under(chain.placed.number, more)
            yield replace(standard, conditions=more, glossary=glossary, name=f"if {texts} is a condition")
        keys = {key.split("_")[0] for side in chain.sides if side.node is not None for key in side.node.keys}
        if (unsure := self.interpretation.with_unsure(chain.placed.number, used | keys)) is not None:
            text, glossary, whatever = unsure
            more = (*standard.conditions, *beside)
            yield replace(standard, conditions=more, glossary=glossary, spares=whatever, name=f"if {text}")
        if reaches:
            yield replace(standard, far=False, name=f"if {' and '.join(sorted(reaches))}")
        if numbers := self._beside_vectors(claimed):
            text = " and ".join(f"{of_key(key)} is a number" for key in sorted(numbers))
            yield replace(standard, numbers=numbers, name=f"if {text}")
        called_for = bool(self.interpretation.meaning.properties.intersection(DISTRIBUTED))
        called_for = called_for and OTHER_SUMS not in self.interpretation.section.unusual
        yield replace(standard, normalised=True, spares=not called_for, name="where labels or probabilities sum to 1")
        yield replace(standard, counting=True, spares=True, name="where letters stand for counts")
        for text, glossary, called in self.interpretation.alternatives(chain.placed.number):
            changed = [h for h, d in glossary.entries.items() if standard.glossary.entries.get(h) is not d]
            if any(h.letter in used for h in changed):
                yield replace(standard, glossary=glossary, name=f"with {text}", spares=not called)
