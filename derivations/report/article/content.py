"""The report as data: what an article says of verified derivations, in every form of output alike.

Text is given as words (see :mod:`derivations.proof.wording`), mathematics as expressions; the LaTeX and the HTML
article only say how these look.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from importlib.metadata import version
from typing import TypeAlias

from derivations.certified import ACCEPTED, Certificates, Certified
from derivations.chapter.errata import ERRATA, Erratum
from derivations.chapter.exposition import TEXT, Text, exposition
from derivations.notation import L
from derivations.notation.writing import Formula
from derivations.proof import Chain, CheckedStep, Proved, Refuted, Result, Step, Unknown, Verification, Verifier
from derivations.proof.refuting.counterexample import Simplest
from derivations.proof.statements.claim import Claim, Side
from derivations.proof.wording import Words, counted, side_condition, verdict_name
from derivations.proof.wording import reason as named
from derivations.report.article.graph import Graph
from derivations.report.article.quantities import Quantity, used
from derivations.report.article.sentences import (
    Link,
    Links,
    assumed,
    assumptions,
    condition,
    definitions,
    needed,
    reason,
    setting,
)
from derivations.report.decimals import alike
from derivations.report.values import shown_values
from derivations.version import VERSION

Progress: TypeAlias = Callable[[str], None]
"""What is told what is done now."""

TITLE = "The mathematics of learning in neural networks, verified"


WARNINGS = {
    "refuted": "Not all of this is true: a step is refuted.",
    "unknown": "Not all of this is proved: a step is unknown.",
}
"""What stands above the statements of a result that is not proved."""


@dataclass(frozen=True)
class Falsehood:
    """Where a claim is false: values that satisfy everything that is assumed, and both sides there."""

    values: tuple[Formula, ...]
    lhs: str
    rhs: str


@dataclass(frozen=True)
class Line:
    """One line of a chain: how it goes on, why, and what was found."""

    relation: str
    formula: Side
    by: Words
    verdict: str
    facts: tuple[Words, ...] = ()
    side_conditions: tuple[Words, ...] = ()
    falsehood: Falsehood | None = None
    why_unknown: str = ""


@dataclass(frozen=True)
class Passage:
    """A chain: its number, its title, what it assumes beside what the result does, its first side, and its lines.

    It is ``named`` if it has a title or some reason refers to it.
    """

    number: Link
    title: str
    condition: Words
    start: Side
    lines: tuple[Line, ...]
    named: bool = True


@dataclass(frozen=True)
class Statement:
    """What a chain concludes, and under which further assumptions."""

    formula: Formula
    condition: Words


@dataclass(frozen=True)
class Correction:
    """A false step of the text: its place, the step there, what shows it false, how it should read, and the slip."""

    where: str
    wrong: Formula
    falsehood: Falsehood | None
    correct: Formula
    slip: Words


@dataclass(frozen=True)
class Section:
    """One result: what is asked, what is stated, the idea, and the derivation.

    A ``setting`` is a list of numbered assumptions that several of its formulas share.
    """

    number: int
    name: str
    title: str
    source: str
    verdict: str
    statements: tuple[Statement, ...]
    definitions: tuple[Words, ...]
    assumptions: tuple[Words, ...]
    side_conditions: tuple[Words, ...]
    passages: tuple[Passage, ...]
    rests_on: tuple[str, ...]
    remark: Words
    asks: Words = ()
    idea: Words = ()
    setting: tuple[tuple[Link, Words], ...] = ()
    setting_at: Link | None = None
    used_in: tuple[str, ...] = ()
    corrections: tuple[Correction, ...] = ()
    certificate: Certified | None = None
    of_text: bool = False

    @property
    def steps(self) -> int:
        return sum(len(passage.lines) for passage in self.passages)

    @property
    def formulas(self) -> Iterator[object]:
        """All mathematics of the section."""
        for passage in self.passages:
            yield passage.start
            yield from (line.formula for line in passage.lines)
        yield from (self.definitions, *self.assumptions, *(words for _, words in self.setting))
        yield from (statement.condition for statement in self.statements)


@dataclass(frozen=True)
class Article:
    """A report: the results in order, the text that they verify, and by what they were verified."""

    sections: tuple[Section, ...]
    title: str = TITLE
    style: str = "article"
    versions: dict[str, str] = field(
        default_factory=lambda: {"derivations": VERSION} | {name: version(name) for name in ("sympy", "python-flint")}
    )

    @property
    def is_handout(self) -> bool:
        return self.style == "handout"

    @property
    def steps(self) -> int:
        return sum(section.steps for section in self.sections)

    @property
    def text(self) -> Text | None:
        """The text whose steps are verified, if any result is one of the chapter."""
        return TEXT if any(section.of_text for section in self.sections) else None

    @cached_property
    def notation(self) -> tuple[Quantity, ...]:
        """What the symbols mean that occur in the article."""
        return used(formula for section in self.sections for formula in section.formulas)

    @property
    def has_network(self) -> bool:
        """Whether the article speaks of the layers of a network."""
        return any(row.used == L for row in self.notation)

    @property
    def corrections(self) -> tuple[tuple[Section, Correction], ...]:
        """All false steps of the text, with the result that each stands in."""
        return tuple((section, correction) for section in self.sections for correction in section.corrections)

    @property
    def certified(self) -> int:
        """How many results a proof assistant has accepted."""
        return sum(s.certificate is not None and s.certificate.status == ACCEPTED for s in self.sections)

    @property
    def has_certificates(self) -> bool:
        return any(section.certificate is not None for section in self.sections)

    @property
    def statistics(self) -> tuple[str, ...]:
        """The numbers of results, of steps, of each verdict, and of certified results.

        >>> Article((), "Nothing").statistics
        ('0 results', '0 steps', '0 proved')
        """
        total, wrong, open_ = len(self.sections), self.count("refuted"), self.count("unknown")
        found = [counted(total, "result"), counted(self.steps, "step")]
        found.append(f"{self.count('proved')} proved" if wrong or open_ or not total else "all proved")
        found += [f"{wrong} refuted"] if wrong else []
        found += [f"{open_} unknown"] if open_ else []
        if self.has_certificates:
            found.append("all certified by Coq" if self.certified == total else f"{self.certified} certified by Coq")
        return tuple(found)

    def count(self, verdict: str) -> int:
        """How many results have this verdict."""
        return sum(section.verdict == verdict for section in self.sections)

    @cached_property
    def titles(self) -> dict[str, str]:
        """The results' titles by their names."""
        return {section.name: section.title for section in self.sections}

    @cached_property
    def graph(self) -> Graph:
        """Which result rests on which."""
        return Graph({section.name: section.rests_on for section in self.sections})


def article(
    derivations: Iterable[Result] | Iterable[Verification],
    *,
    title: str = TITLE,
    style: str = "article",
    errata: Sequence[Erratum] = ERRATA,
    verifier: Verifier | None = None,
    certificates: Certificates | None = None,
) -> Article:
    """The report on derivations, which are verified for it, or on what verifying them found.

    With ``certificates`` it says which of them a proof assistant has accepted.

    >>> from derivations import bp1
    >>> (section,) = article([bp1]).sections
    >>> section.verdict, section.steps, section.rests_on
    ('proved', 3, ())
    """
    verifier = verifier or Verifier()
    found = [item if isinstance(item, Verification) else verifier.verify(item) for item in derivations]
    chains = {
        chain: Link(f"{number}.{place}", chain.name, f"{identifier(chain.name)}.{place}")
        for number, verification in enumerate(found, 1)
        for place, chain in enumerate(_chains(verification, style), 1)
    }
    made = [
        _section(number, one, chains, [e for e in errata if e.of is one.derivation], verifier, certificates)
        for number, one in enumerate(found, 1)
    ]
    users = {s.name: tuple(user.name for user in made if s.name in user.rests_on) for s in made}
    return Article(tuple(replace(section, used_in=users[section.name]) for section in made), title, style)


def _chains(found: Verification, style: str) -> tuple[Chain, ...]:
    """The chains that an article shows: of a proved result a handout has only those that the statements rest on."""
    derivation = found.derivation
    if style != "handout" or not isinstance(found.verdict, Proved):
        return derivation.chains
    return tuple(needed(derivation.conclusions, derivation.chains))


def _section(
    number: int,
    found: Verification,
    chains: dict[Chain, Link],
    errata: Sequence[Erratum],
    verifier: Verifier,
    certificates: Certificates | None,
) -> Section:
    derivation = found.derivation
    about = exposition(derivation)
    shared = setting(derivation.chains)
    at = identifier(derivation.name)
    places = {item: Link(f"S{each}", derivation.name, f"{at}.S{each}") for each, item in enumerate(shared, 1)}
    links, place = Links(chains, places), Link("S", derivation.name, f"{at}.S") if shared else None
    referred = {fact for chain in derivation.chains for fact in chain.facts}
    conditions = found.verdict.side_conditions if isinstance(found.verdict, Proved) else ()
    remark = (derivation.remark,) if isinstance(derivation.remark, str) else derivation.remark

    def passage(chain: Chain, steps: Sequence[CheckedStep]) -> Passage:
        assumed_here = condition(chain, links, place)
        lines = tuple(_line(checked, links, chain.name, verifier) for checked in steps)
        is_named = bool(chain.title or assumed_here or chain in referred)
        return Passage(chains[chain], chain.title, assumed_here, chain.start, lines, is_named)

    return Section(
        number,
        derivation.name,
        derivation.title,
        derivation.source,
        verdict_name(found.verdict),
        tuple(Statement(_formula(c.conclusion), condition(c, links, place)) for c in derivation.conclusions),
        definitions(derivation.theory),
        assumptions(derivation.theory.assumptions),
        tuple(map(side_condition, conditions)),
        tuple(passage(chain, steps) for chain, steps in found.by_chain if chain in chains),
        found.uses,
        remark if any(remark) else (),
        _words(about.asks) if about else (),
        _words(about.idea) if about else (),
        tuple((link, assumed(item)) for item, link in places.items()),
        place,
        corrections=tuple(_correction(erratum, verifier) for erratum in errata),
        certificate=certificates.of(derivation) if certificates else None,
        of_text=about is not None,
    )


def _words(words: str | Words) -> Words:
    return (words,) if isinstance(words, str) else words


def _formula(claim: Claim) -> Formula:
    return Formula(claim.lhs, claim.relation, claim.rhs)


def _line(checked: CheckedStep, links: Links, within: str, verifier: Verifier) -> Line:
    step, verdict = checked.step, checked.verdict
    return Line(
        step.claim.relation,
        step.claim.rhs,
        reason(step, links, within),
        verdict_name(verdict),
        tuple(dict.fromkeys(named(item, within) for item in verdict.used)) if isinstance(verdict, Proved) else (),
        tuple(map(side_condition, verdict.side_conditions)) if isinstance(verdict, Proved) else (),
        falsehood(checked, verifier),
        verdict.reason if isinstance(verdict, Unknown) else "",
    )


def falsehood(checked: CheckedStep, verifier: Verifier) -> Falsehood | None:
    """Why a refuted step is false, by the simplest numbers that show it; nothing for other verdicts."""
    if not isinstance(checked.verdict, Refuted):
        return None
    step: Step = checked.step
    simplest = verifier.counterexample(step.claim, step.theory, step.indices, Simplest)
    example = simplest or checked.verdict.counterexample
    return Falsehood(tuple(shown_values(step, example)), *alike(example.lhs, example.rhs, 5))


def _correction(erratum: Erratum, verifier: Verifier) -> Correction:
    step = erratum.step
    shown = falsehood(verifier.step(step), verifier)
    return Correction(erratum.where, _formula(step.claim), shown, _formula(erratum.correct), _words(erratum.slip))


def silent(what: str) -> None:
    """No progress display."""


def identifier(name: str) -> str:
    """A result's name in letters, digits, hyphens and dots alone, for labels and links; different for different names.

    >>> identifier("softmax-limit"), identifier("σ")
    ('softmax-limit', '.3c3.')
    """
    return re.sub(r"[^A-Za-z0-9-]", lambda found: f".{ord(found.group()):x}.", name)
