"""Score checkers on the statements: ``python -m tests.benchmarks.statements [-v] [CHECKER ...]``.

Prints a table for each checker.  With ``-v`` also each statement that it gets wrong or leaves unknown, with the reason,
and how often it gives each reason.
"""

import argparse
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from time import perf_counter

from tests.benchmarks.statements.checkers import CHECKERS, PROVED, REFUTED, UNKNOWN, Answer, Checker
from tests.benchmarks.statements.collection import FORMS, Statement, statements

ROW = "{:12} {:7} {:>5} | {:>6} {:>7} {:>7} | {:>7} {:>6} {:>7} | {:>8}"
HEAD = [
    ROW.format("", "", "", "true", "", "", "false", "", "", ""),
    ROW.format("checker", "form", "", PROVED, REFUTED, UNKNOWN, REFUTED, PROVED, UNKNOWN, "time"),
]


@dataclass(frozen=True)
class Result:
    """What a checker says of a statement, or of its twin if ``truth`` is false."""

    statement: Statement
    truth: bool
    answer: Answer
    seconds: float

    @property
    def right(self) -> bool:
        return self.answer.verdict == (PROVED if self.truth else REFUTED)

    def __str__(self) -> str:
        kind = "true" if self.truth else f"false ({self.statement.mistake})"
        fault = "" if self.answer.verdict == UNKNOWN else "FAULT: "
        document = self.statement.document(self.statement.claim if self.truth else self.statement.twin)
        return f"{fault}{self.statement.id}: {kind}, {self.answer.verdict}: {self.answer.reason}\n{document}"


def ask(checker: Checker, collection: Iterable[Statement]) -> Iterator[Result]:
    """The results for all statements and their twins."""
    for statement in collection:
        for truth, claim in ((True, statement.claim), (False, statement.twin)):
            began = perf_counter()
            answer = checker(statement.document(claim), claim)
            yield Result(statement, truth, answer, perf_counter() - began)


def table(name: str, results: list[Result]) -> Iterator[str]:
    """A row for each form, and one for all."""
    for label, forms in [*((form, (form,)) for form in FORMS), ("all", FORMS)]:
        chosen = [result for result in results if result.statement.form in forms]
        counts = Counter((result.truth, result.answer.verdict) for result in chosen)
        true = [counts[True, verdict] for verdict in (PROVED, REFUTED, UNKNOWN)]
        false = [counts[False, verdict] for verdict in (REFUTED, PROVED, UNKNOWN)]
        time = f"{sum(result.seconds for result in chosen):.1f} s"
        yield ROW.format(name, label, sum(true), *true, *false, time)
    if conditional := sum(bool(result.answer.conditions) for result in results):
        yield f"{conditional} of these are proved under conditions."


def details(results: list[Result]) -> Iterator[str]:
    """What is not decided rightly, and how often each reason is given, without places, quoted words and names."""
    yield from (str(result) for result in results if not result.right)
    yield "Reasons why a verdict is unknown:"
    reasons = [
        re.sub(r"\b(?!a\b)[^\W\d_]\b", "…", re.sub(r" \([^)]*\)|“.*?”", "", result.answer.reason))
        for result in results
        if result.answer.verdict == UNKNOWN
    ]
    yield from (f"{number:5} {reason}" for reason, number in Counter(reasons).most_common())


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.statements", description=__doc__)
    parser.add_argument("checkers", nargs="*", metavar="CHECKER", help=f"of {', '.join(CHECKERS)}; all by default")
    parser.add_argument("-v", "--verbose", action="store_true", help="list what is not decided rightly")
    arguments = parser.parse_args()
    if unknown := set(arguments.checkers) - set(CHECKERS):
        parser.error(f"no such checker: {', '.join(sorted(unknown))}")
    print(*HEAD, sep="\n")
    for name in arguments.checkers or CHECKERS:
        results = list(ask(CHECKERS[name](), statements()))
        print(*(details(results) if arguments.verbose else ()), *table(name, results), sep="\n", flush=True)


if __name__ == "__main__":
    main()
