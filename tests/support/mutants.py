"""Mutants put to the proof: what the verifier says of them, and what ball arithmetic says of them independently."""

import os
import random
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace
from functools import partial
from math import inf
from multiprocessing import get_context
from pathlib import Path
from statistics import fmean
from typing import Any

import sympy
from support.mutations import mutants

from derivations.chapter import load
from derivations.document.decisions.checking import SectionChecker, outlines
from derivations.document.decisions.journal import Journal
from derivations.document.decisions.judging import Judge
from derivations.document.settings import Settings
from derivations.document.source.reading import read
from derivations.notation import Index
from derivations.proof import Claim, Proved, Refuted, Verifier
from derivations.proof.audit import FALSE, HOLDS, UNDEFINED, looks

GOAL = 0.95
"""How large a part of the false mutants has to be refuted."""
MOST = 2
"""How many mutants of a kind are made of one step."""


@dataclass(frozen=True)
class Trial:
    """A mutant: where it comes from, its kind, what it is really, and the verdict on it.

    ``really`` is false, undefined (a side may have no value), true as far as it was looked at, or undecided.
    """

    step: str
    kind: str
    claim: str
    really: str
    verdict: str


def chosen(claim: Claim, seed: str, most: int = MOST) -> Iterator[tuple[str, Claim]]:
    """Some mutants of a claim, of each kind a few."""
    rng, found = random.Random(seed), list(mutants(claim))
    rng.shuffle(found)
    counts: Counter[str] = Counter()
    for kind, mutant in found:
        counts[kind] += 1
        if counts[kind] <= most:
            yield kind, mutant


def really(claim: Claim, theory, indices) -> str:
    """What a claim is, by ball arithmetic at many points: false if it is false at one."""
    seen: Counter[str] = Counter()
    try:
        for look in looks(claim, theory, indices):
            seen[look.outcome] += 1
            if look.outcome == FALSE:
                break
    except (TypeError, ValueError, AttributeError) as problem:  # an expression that nobody can write
        print(f"{claim}: {type(problem).__name__}: {problem}", file=sys.stderr)
    return next((outcome for outcome in (FALSE, UNDEFINED, HOLDS) if seen[outcome]), "undecided")


def of_derivation(name: str, most: int = MOST) -> list[Trial]:
    """The trials of all steps of a result of the chapter."""
    verifier, found = Verifier(), []
    for number, step in enumerate(load(name).steps):
        assert isinstance(verifier.step(step).verdict, Proved)
        for kind, mutant in chosen(step.claim, f"{name} {number}", most):
            try:
                verdict = verifier.decide(mutant, step.theory, step.by, step.indices)
            except (ValueError, TypeError, AttributeError) as problem:  # an expression that nobody can write
                print(f"{name} {number}: {mutant}: {type(problem).__name__}: {problem}", file=sys.stderr)
                continue
            word = "proved" if isinstance(verdict, Proved) else "refuted" if isinstance(verdict, Refuted) else "unknown"
            truth = really(mutant, step.theory, step.indices)
            found.append(Trial(f"{name} {number}", kind, str(mutant), truth, word))
    return found


class Experiment(Judge):
    """Decides the steps of a document; of each that is proved it makes mutants, and decides these as it did the step."""

    def __init__(self, *arguments, most: int) -> None:
        super().__init__(*arguments)
        self.most = most
        self.trials: list[Trial] = []
        self.place, self.seen = "", set()

    def _verdict(self, claim, background, brought, reading):
        decision = super()._verdict(claim, background, brought, reading)
        if decision.verdict == "proved" and str(claim) not in self.seen:
            self.seen.add(str(claim))
            self._put_to_the_proof(claim, background, reading)
        return decision

    def _put_to_the_proof(self, claim, background, reading) -> None:
        theory, indices = background.theory(), frozenset(s for s in claim.free_symbols if isinstance(s, Index))
        unlimited = replace(reading, until=inf, refute=True)
        for kind, mutant in chosen(claim, self.place + str(claim), self.most):
            decision = super()._verdict(mutant, background, frozenset(), unlimited)
            truth = really(mutant, theory, indices)
            self.trials.append(Trial(self.place, kind, str(mutant), truth, decision.verdict))


def of_document(path: Path, most: int = MOST) -> list[Trial]:
    """The trials of all steps of a document that are proved."""
    found = []
    for section in outlines(read(path)):
        with sympy.evaluate(False):
            checker = SectionChecker(section, Settings(), Journal())
            checker.decider.judge = experiment = Experiment(checker.interpretation, Settings(), most=most)
            experiment.place = path.name
            for step in checker.steps():
                experiment.place = f"{path.name}:{step.line}"
            found += experiment.trials
    return found


def of_derivations(names: Iterable[str], jobs: int = os.cpu_count() or 1, most: int = MOST) -> list[Trial]:
    """The trials of several results, in processes."""
    longest_first = sorted(names, key=lambda name: -len(load(name).steps))
    return _in_processes(partial(of_derivation, most=most), longest_first, jobs)


def of_documents(paths: Iterable[Path], jobs: int = os.cpu_count() or 1, most: int = MOST) -> list[Trial]:
    """The trials of several documents, in processes."""
    longest_first = sorted(paths, key=lambda path: -path.stat().st_size)
    return _in_processes(partial(of_document, most=most), longest_first, jobs)


def _in_processes(work: Callable[[Any], list[Trial]], items: Iterable[Any], jobs: int) -> list[Trial]:
    with ProcessPoolExecutor(jobs, get_context("spawn")) as executor:
        found = [trial for trials in executor.map(work, items) for trial in trials]
    return sorted(found, key=lambda trial: (trial.step, trial.kind, trial.claim))


def false_ones(trials: Iterable[Trial]) -> list[Trial]:
    """The trials of mutants that are false."""
    return [trial for trial in trials if trial.really == FALSE]


def wrong_ones(trials: Iterable[Trial]) -> list[Trial]:
    """The trials of mutants that are proved although they are false, or have no value somewhere."""
    return [trial for trial in trials if trial.verdict == "proved" and trial.really in (FALSE, UNDEFINED)]


def share_refuted(trials: Iterable[Trial]) -> float:
    """How large a part of the false mutants is refuted."""
    return fmean(trial.verdict == "refuted" for trial in false_ones(trials))
