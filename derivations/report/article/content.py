"""The report as data: what an article says of verified derivations, in every form of output alike.

Text is given as words (see :mod:`derivations.proof.wording`), mathematics as expressions; the LaTeX and the HTML
article only say how these look.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from importlib.metadata import version
from typing import TypeAlias

from derivations.certified import ACCEPTED, Certificates, Certified
from derivations.chapter.errata import ERRATA, Erratum
from derivations.notation.writing import Formula
from derivations.proof import Chain, CheckedStep, Proved, Refuted, Result, Unknown, Verification, Verifier
from derivations.proof.statements.claim import Claim, Side
from derivations.proof.wording import (
    Words,
    assumptions,
    further_assumptions,
    listed,
    reason,
    reasons,
    side_condition,
    verdict_name,
)
from derivations.report.article.graph import Graph
from derivations.report.decimals import alike
from derivations.report.values import shown_values

Progress: TypeAlias = Callable[[str], None]
"""What is told what is done now."""

TITLE = "The mathematics of learning in neural networks, verified"


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
    by: tuple[Words, ...]
    verdict: str
    facts: tuple[Words, ...] = ()
    side_conditions: tuple[Words, ...] = ()
    falsehood: Falsehood | None = None
    why_unknown: str = ""


@dataclass(frozen=True)
class Passage:
    """A chain: its title, what it assumes beside what the result does, its first side, and its lines."""

    title: str
    condition: Words
    start: Side
    lines: tuple[Line, ...]


@dataclass(frozen=True)
class Statement:
    """What a chain concludes, and under which further assumptions."""

    formula: Formula
    condition: Words


@dataclass(frozen=True)
class Correction:
    """A false step of the text: its place, the step as it is there, what shows it false, and how it has to be."""

    where: str
    wrong: Formula
    falsehood: Falsehood | None
    correct: Formula


@dataclass(frozen=True)
class Section:
    """One result."""

    name: str
    title: str
    source: str
    verdict: str
    statements: tuple[Statement, ...]
    assumptions: tuple[Words, ...]
    side_conditions: tuple[Words, ...]
    passages: tuple[Passage, ...]
    rests_on: tuple[str, ...]
    remark: Words
    corrections: tuple[Correction, ...] = ()
    certificate: Certified | None = None

    @property
    def steps(self) -> int:
        return sum(len(passage.lines) for passage in self.passages)


@dataclass(frozen=True)
class Article:
    """A report: the results in order, and by what they were verified."""

    sections: tuple[Section, ...]
    title: str = TITLE
    versions: dict[str, str] = field(
        default_factory=lambda: {package: version(package) for package in ("derivations", "sympy", "python-flint")}
    )

    @property
    def steps(self) -> int:
        return sum(section.steps for section in self.sections)

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
    return Article(tuple(_section(verification, errata, verifier, certificates) for verification in found), title)


def _section(
    found: Verification, errata: Sequence[Erratum], verifier: Verifier, certificates: Certificates | None
) -> Section:
    derivation, conclusions = found.derivation, found.derivation.conclusions
    conditions = found.verdict.side_conditions if isinstance(found.verdict, Proved) else ()
    remark = (derivation.remark,) if isinstance(derivation.remark, str) else derivation.remark
    return Section(
        derivation.name,
        derivation.title,
        derivation.source,
        verdict_name(found.verdict),
        tuple(
            Statement(_formula(chain.conclusion), condition)
            for chain, condition in zip(conclusions, _conditions(conclusions, ", ", "if "), strict=True)
        ),
        tuple(assumptions(derivation.theory)),
        tuple(map(side_condition, conditions)),
        tuple(
            Passage(chain.title, condition, chain.start, tuple(_line(checked, chain.name) for checked in steps))
            for (chain, steps), condition in zip(found.by_chain, _conditions(derivation.chains, "; "), strict=True)
        ),
        found.uses,
        remark if any(remark) else (),
        tuple(_correction(erratum, verifier) for erratum in errata if erratum.of == derivation.name),
        certificates.of(derivation) if certificates else None,
    )


def _conditions(chains: Sequence[Chain], separator: str, start: str = "") -> Iterator[Words]:
    """What each chain assumes beside what its derivation does; the same long list is said once."""
    last: list[Words] = []
    for chain in chains:
        assumed = further_assumptions(chain)
        if len(assumed) > 1 and assumed == last:
            yield ("as before",)
        else:
            yield (start, *listed(assumed, separator)) if assumed else ()
        last = assumed


def _formula(claim: Claim) -> Formula:
    return Formula(claim.lhs, claim.relation, claim.rhs)


def _line(checked: CheckedStep, within: str) -> Line:
    step, verdict = checked.step, checked.verdict
    return Line(
        step.claim.relation,
        step.claim.rhs,
        tuple(reasons(step, within)),
        verdict_name(verdict),
        tuple(dict.fromkeys(reason(fact, within) for fact in verdict.used)) if isinstance(verdict, Proved) else (),
        tuple(map(side_condition, verdict.side_conditions)) if isinstance(verdict, Proved) else (),
        falsehood(checked),
        verdict.reason if isinstance(verdict, Unknown) else "",
    )


def falsehood(checked: CheckedStep) -> Falsehood | None:
    """Why a refuted step is false; nothing for other verdicts."""
    if not isinstance(checked.verdict, Refuted):
        return None
    example = checked.verdict.counterexample
    return Falsehood(tuple(shown_values(checked)), *alike(example.lhs, example.rhs, 5))


def _correction(erratum: Erratum, verifier: Verifier) -> Correction:
    checked = verifier.step(erratum.step)
    return Correction(erratum.where, _formula(erratum.step.claim), falsehood(checked), _formula(erratum.correct))


def silent(what: str) -> None:
    """No progress display."""


def identifier(name: str) -> str:
    """A result's name in letters, digits, hyphens and dots alone, for labels and links; different for different names.

    >>> identifier("softmax-limit"), identifier("σ")
    ('softmax-limit', '.3c3.')
    """
    return re.sub(r"[^A-Za-z0-9-]", lambda found: f".{ord(found.group()):x}.", name)
