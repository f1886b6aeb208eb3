"""Conditions of a proof from words that were not understood, and from notation that may mean something else."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Set
from itertools import pairwise

from derivations.document.decisions.decision import Decision
from derivations.document.decisions.doubts.shapes import has_function_of
from derivations.document.discourse.clauses import unclear_beside
from derivations.document.discourse.grammar import tokens_of
from derivations.document.discourse.sections import Section, matrices_in
from derivations.document.discourse.vocabulary import CLEAR, DETERMINERS, OPEN, OTHER_NORMS, SIGNS, USUAL_NORMS
from derivations.document.elaboration.survey import calls_in, label_of
from derivations.document.obligations.interpretation import Interpretation
from derivations.document.obligations.outline import Chain
from derivations.document.results import PROVED
from derivations.document.syntax.names import shown
from derivations.document.syntax.nodes import (
    Bracket,
    Name,
    Node,
    Number,
    Operator,
    Row,
    Scripted,
    Terms,
    base_of,
    walk,
)
from derivations.document.syntax.patterns import small_letters

TIME = frozenset(["dot", "ddot", "dddot"])
"""Accents of derivatives."""


def letter_of(key: str) -> str:
    """How the letter of a name is written, without its accents."""
    return shown(key.split("~", maxsplit=1)[0])


def spoken_of(section: Section) -> Set[str]:
    """The letters of which a section says what may make them depend on others, or that it writes as functions."""
    called = (call.key for node in section.spoken for call in calls_in(node))
    return section.loose | set(map(letter_of, called))


def differentiated(nodes: Iterable[Node]) -> Iterator[str]:
    """The letters of which a text writes a differential, dy, or a derivative by time, ẏ: they depend on something."""
    for node in nodes:
        if isinstance(node, Name) and TIME.intersection(node.accents):
            yield shown(node.text)
        elif isinstance(node, Name) and node.text[:1] == "d" and len(node.text) == 2:
            yield node.text[1]
        elif isinstance(node, Row):
            for one, other in pairwise(node.items):
                if isinstance(one, Name) and one.text == "d" and isinstance(name := base_of(other), Name):
                    yield shown(name.text)


def conditions(chain: Chain, proved: Decision, interpretation: Interpretation) -> tuple[str, ...]:
    """What has to be so for a proof to be one of what the text means, where that is not sure."""
    section, properties = interpretation.section, interpretation.meaning.properties
    found = list(_other_notation(chain, section, properties))
    if proved.hypotheses:
        beside = {chain.placed.unclear, unclear_beside(chain.placed.statement.asides)} - {""}
        words = sorted({*beside, *unclear_words(chain, proved, interpretation)})
        found = [*(f"if “{word}” does not change this" for word in words), *found]
    return tuple(dict.fromkeys([*found, *_other_factors(chain, proved, section)]))


def denied(chain: Chain, proved: Decision, interpretation: Interpretation) -> str:
    """Why a proof is not one of what the text means, where the text itself denies what it would be conditional on."""
    section, nodes = interpretation.section, [side.node for side in chain.sides if side.node]
    bars = {part.kind for node in nodes for part in walk(node) if isinstance(part, Bracket)} & {"|", "‖"}
    if other := sorted(bars & section.barred):
        return f"the text gives {other[0]}·{other[0]} another meaning than the usual one"
    if "‖" in bars and "euclidean" not in interpretation.meaning.properties and (norm := _other_norm(section)):
        return f"the text mentions a norm other than the Euclidean norm: {norm}"
    words = unclear_words(chain, proved, interpretation) if proved.hypotheses else []
    signs = [word for word in (chain.placed.unclear, *words) if word in SIGNS and proved.hypotheses]
    if signs and not any(f" {SIGNS[signs[0]]} 0" in text for text in proved.hypotheses):
        return f"the word “{signs[0]}” in the text was not understood"
    return ""


def _other_norm(section: Section) -> str:
    """Words by which a text speaks of another norm than the usual one, with the word before it."""
    words = tokens_of(section.text)
    known = (OPEN | CLEAR | DETERMINERS | USUAL_NORMS) - OTHER_NORMS
    for before, word in pairwise(("", *words)):
        kind, _, end = word.rpartition("-")
        if end in ("norm", "norms") and not {kind or before}.issubset(known | {"", ",", "(", ")", ":", "."}):
            return f"{before} {word}".strip()
    return ""


def unclear_words(chain: Chain, decided: Decision, interpretation: Interpretation) -> list[str]:
    """Words that may change what a verdict takes from the text before: what they say of that, or of what it speaks of.

    What a sentence without formulas says is asked of proofs alone: a refutation is spared by what stands beside it.
    """
    names = {re.split("[_^]", name)[0] for name in decided.about}
    defined = [e.number for e in interpretation.entries if letter_of(re.split("[_^]", e.defined.head.key)[0]) in names]
    first = min(defined, default=chain.placed.number) if decided.verdict == PROVED else chain.placed.number
    words = {
        word
        for number, name, word in interpretation.section.remarked
        if number <= chain.placed.number and (name in names or (not name and first < number))
    }
    return sorted(words)


def _other_notation(chain: Chain, section: Section, properties: Set[str]) -> Iterator[str]:
    """Bars are absolute values and Euclidean norms, unless the text speaks of them."""
    nodes = [side.node for side in chain.sides if side.node]
    bars = {part.kind for node in nodes for part in walk(node) if isinstance(part, Bracket)} & {"|", "‖"}
    if "‖" in bars and properties & {"norm", "norms"} and "euclidean" not in properties:
        yield "if ‖·‖ is the Euclidean norm"
    spoken = {node.kind for node in section.spoken if isinstance(node, Bracket)}
    for kind in sorted(bars & spoken):
        yield f"if {kind}·{kind} has its usual meaning"
    indexed = {key for number, key in section.upper if number != chain.placed.number}
    for key in sorted(indexed & {key for node in nodes for key in _powers(node)}):
        yield f"if the upper indices of {letter_of(key)} are exponents"
    if has_function_of(nodes, matrices_in(section)):
        yield "if functions of matrices are taken entry by entry"
    text = chain.placed.excerpt
    yield from (f"if “{text.quoted(start, end)}” divides by one factor only" for start, end in _slashes(nodes))


def _slashes(nodes: Iterable[Node]) -> Iterator[tuple[int, int]]:
    """Where a quantity stands right behind a divisor, to which it may belong: ``1/2x``, but not ``1/2 (x + y)``."""
    for row in (part for node in nodes for part in walk(node) if isinstance(part, Row)):
        for before, sign, _, behind in zip(*(row.items[n:] for n in range(4)), strict=False):
            if isinstance(sign, Operator) and sign.text == "/" and isinstance(base_of(behind), Name):
                yield before.start, behind.end


def _powers(node: Node) -> Iterator[str]:
    """The keys of the names of which there are powers: ``x^2``, ``x^k``, but no layer ``a^l``."""
    for part in walk(node):
        match part:
            case Scripted(Name() as name, _, sup) if sup is not None and label_of(sup) is None:
                if isinstance(sup, Number) or small_letters(sup):
                    yield name.key


def _other_factors(chain: Chain, proved: Decision, section: Section) -> Iterator[str]:
    """``c(x + y)`` may be the value of a function if the text says something of c."""
    letters = spoken_of(section) & proved.about
    for side in chain.sides:
        for call in calls_in(side.node) if side.node else ():
            close = call.item.end == call.bracket.start and isinstance(call.bracket.body, Terms)
            if close and letter_of(call.key) in letters and call.key not in call.bracket.keys:
                yield f"if {letter_of(call.key)} is a factor, not a function"
