"""Score checkers on the statements: ``python -m tests.benchmarks.statements [-v] [CHECKER ...]``.

Prints a table for each checker.  With ``-v`` also each statement that it gets wrong or leaves unknown, with the reason.
"""

import argparse
import re
from collections import Counter
from time import perf_counter

from tests.benchmarks.statements.checkers import CHECKERS, PROVED, REFUTED, UNKNOWN, Checker
from tests.benchmarks.statements.collection import FORMS, Claim, Statement, statements

ROW = "{:12} {:7} {:>5} | {:>6} {:>7} {:>7} | {:>7} {:>6} {:>7} | {:>7}"


def general(reason: str) -> str:
    """The reason without places, quoted words and names."""
    return re.sub(r"\b(?!a\b)[^\W\d_]\b", "…", re.sub(r" \([^)]*\)|“.*?”", "", reason))


def score(name: str, checker: Checker, collection: list[Statement], verbose: bool) -> None:
    """Print the table of one checker, and what it does not decide rightly."""
    counts: Counter[tuple[str, bool, str]] = Counter()
    conditional = 0
    reasons: Counter[str] = Counter()
    seconds: Counter[str] = Counter()

    def ask(statement: Statement, claim: Claim, expected: str) -> None:
        nonlocal conditional
        document = statement.document(claim)
        began = perf_counter()
        answer = checker(document, claim)
        seconds[statement.form] += perf_counter() - began
        counts[statement.form, expected == PROVED, answer.verdict] += 1
        conditional += answer.verdict == PROVED and bool(answer.conditions)
        if answer.verdict == UNKNOWN:
            reasons[general(answer.reason)] += 1
        if verbose and answer.verdict != expected:
            kind = "true" if expected == PROVED else f"false ({statement.mistake})"
            fault = "" if answer.verdict == UNKNOWN else "FAULT: "
            print(f"{fault}{statement.id}: {kind}, {answer.verdict}: {answer.reason}\n{document}")

    for statement in collection:
        ask(statement, statement.claim, PROVED)
        ask(statement, statement.twin, REFUTED)

    if verbose:
        print("Reasons why a verdict is unknown:")
        for reason, number in reasons.most_common():
            print(f"{number:5} {reason}")

    def row(label: str, forms: tuple[str, ...]) -> str:
        def of(truth: bool, verdict: str) -> int:
            return sum(counts[form, truth, verdict] for form in forms)

        true = [of(True, verdict) for verdict in (PROVED, REFUTED, UNKNOWN)]
        false = [of(False, verdict) for verdict in (REFUTED, PROVED, UNKNOWN)]
        return ROW.format(name, label, sum(true), *true, *false, f"{sum(seconds[form] for form in forms):.1f} s")

    for form in FORMS:
        print(row(form, (form,)))
    print(row("all", FORMS), f"  {conditional} proved under conditions" if conditional else "")


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.statements", description=__doc__)
    parser.add_argument("checkers", nargs="*", metavar="CHECKER", help=f"of {', '.join(CHECKERS)}; all by default")
    parser.add_argument("-v", "--verbose", action="store_true", help="list what is not decided rightly")
    arguments = parser.parse_args()
    if unknown := set(arguments.checkers) - set(CHECKERS):
        parser.error(f"no such checker: {', '.join(sorted(unknown))}")
    collection = list(statements())
    print(ROW.format("", "", "", "true", "", "", "false", "", "", ""))
    print(ROW.format("checker", "form", "", PROVED, REFUTED, UNKNOWN, REFUTED, PROVED, UNKNOWN, "time"))
    for name in arguments.checkers or CHECKERS:
        score(name, CHECKERS[name](), collection, arguments.verbose)


if __name__ == "__main__":
    main()
