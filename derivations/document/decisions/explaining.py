"""What was read for one step: where it stands, what its names are, what was assumed, and which readings were tried."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from derivations.document.decisions.decision import Decision
from derivations.document.discourse.conditions import Condition
from derivations.document.obligations.interpretation import RANKS, Interpretation
from derivations.document.obligations.outline import Chain
from derivations.document.syntax.names import of_key
from derivations.document.syntax.nodes import Node
from derivations.document.syntax.patterns import INFINITY

PLURALS = {0: "a real number", 1: "a vector", 2: "a matrix"}


def explained(
    found: Interpretation, chain: Chain, sides: tuple[Node, Node], conditions: Iterable[Condition], decision: Decision
) -> Iterator[str]:
    """The lines that tell what was read for a step."""
    placed, section = chain.placed, found.section
    title = f"under the heading “{section.title}”" if section.title else "before the first heading"
    word = f" by “{placed.word}”" if placed.word.isalpha() else ""
    yield f"scope: {title}, statement {placed.number} of {len(section.placed)}, {placed.role}{word}"
    keys = sorted(frozenset().union(*(side.keys for side in sides)))
    for key in keys:
        yield f"name {of_key(key)}: {_sort(found, key)}"
    glossary = found.glossary(placed.number)
    for head, defined in glossary.entries.items():
        if head.key.split("_")[0] in keys:
            yield f"definition in force: {f'{defined.named}: ' if defined.named else ''}{defined.text}"
    for condition in conditions:
        yield f"premise ({'block' if condition.block else condition.role}): {condition.with_line}"
    for number, condition in section.mentioned:
        if condition.related.parts[0].keys & set(keys):
            yield f"may be meant as a condition (before statement {number}): {condition.with_line}"
    yield from (f"words that change the meaning of formulas: {what}" for what in section.unusual)
    for name, verdict, reason in decision.tried:
        yield f"reading {name}: {verdict}{f' ({reason})' if reason else ''}"


def _sort(found: Interpretation, key: str) -> str:
    """Of what sort a name is, and what tells so."""
    meaning, survey = found.meaning, found.meaning.survey
    said = dict(found.section.sorts).get(key)
    if key in meaning.others:
        return f"a {meaning.others[key]}, as the text says: nothing is decided about it"
    if key == INFINITY:
        return "neither a number nor a count"
    if key in survey.bound:
        return "an index, bound by a sum or product"
    if key in survey.indices and key not in survey.plain:
        return "an index, since it stands in subscripts"
    if key in survey.primed or key in survey.functions:
        return "a function, since it has a prime or stands before its argument"
    rank = meaning.ranks.get(key, 0)
    if said in RANKS:
        return f"a {said}, as the text says"
    if survey.subscripts.get(key):
        return f"a quantity with {survey.subscripts[key]} subscripts"
    return (
        f"{PLURALS.get(rank, 'an array')}, as its use shows" if rank else "a real number, since nothing says otherwise"
    )
