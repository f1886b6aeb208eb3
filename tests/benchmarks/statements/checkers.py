"""Checkers with one interface: a function from a document's text and its claim to a verdict with a reason.

To score another one, write such a function and add a line to ``CHECKERS``.
"""

import re
import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import sympy
from sympy.core.function import AppliedUndef

from derivations.document.check import checked
from derivations.document.source.files import Source
from tests.benchmarks.statements.collection import Claim, statements

PROVED, REFUTED, UNKNOWN = "proved", "refuted", "unknown"
SECONDS = 10
"""The time limit for one claim, for SymPy and Math-Verify; ours has the same one by default."""


@dataclass(frozen=True)
class Answer:
    """A verdict, why it is unknown, and the conditions under which it is proved."""

    verdict: str
    reason: str = ""
    conditions: tuple[str, ...] = ()


Checker = Callable[[str, Claim], Answer]


def ours(document: str, claim: Claim) -> Answer:
    """The verdict of the steps in the document's display."""
    display = document[: document.rindex(claim.latex)].count("\n") + 1
    (found,) = checked([Source(document, "", "markdown")])
    steps = [step for step in found.steps if step.line >= display]
    for verdict in (REFUTED, UNKNOWN):
        for step in steps:
            if step.verdict == verdict:
                return Answer(verdict, step.reason)
    if not steps:
        taken = [f"{item.kind}: {item.reason}" for item in found.taken if item.line >= display]
        return Answer(UNKNOWN, "; ".join(["no step", *taken]))
    return Answer(PROVED, conditions=tuple(condition for step in steps for condition in step.conditional))


@contextmanager
def time_limit(seconds: int) -> Iterator[None]:
    """Raise ``TimeoutError`` in the main thread after so many seconds."""

    def stop(*_):
        raise TimeoutError(f"more than {seconds} s")

    before = signal.signal(signal.SIGALRM, stop)
    signal.alarm(seconds)
    try:
        yield
    finally:
        signal.alarm(0)
        signal.signal(signal.SIGALRM, before)


def with_definitions(expression, document, read):
    """The expression with the equations of the document's sentences put in, twice from the last to the first."""
    for formula in 2 * re.findall(r"(?<!\$)\$([^$]+)\$(?!\$)", document)[::-1]:
        name, equals, value = formula.partition("=")
        if equals and "=" not in value:
            left, right = read(name), read(value)
            if isinstance(left, sympy.Symbol):
                expression = expression.subs(left, right)
            elif isinstance(left, AppliedUndef):
                slope = sympy.Function(f"{left.func.__name__}'")
                expression = expression.replace(slope, sympy.Lambda(left.args, right.diff(left.args[-1])))
                expression = expression.replace(left.func, sympy.Lambda(left.args, right))
    return expression


def as_real_numbers(expression):
    """The expression with real symbols, and with Euler's number for the letter e."""
    real = {symbol: sympy.Symbol(symbol.name, real=True) for symbol in expression.free_symbols}
    return expression.subs(real | {sympy.Symbol("e"): sympy.E})


def by_sympy(read, decide) -> Checker:
    """A checker that reads both sides as SymPy expressions, and does not know what it cannot read."""

    def checker(document: str, claim: Claim) -> Answer:
        if claim.relation != "=":
            return Answer(UNKNOWN, "no equation")
        try:
            with time_limit(SECONDS):
                sides = [with_definitions(read(side), document, read) for side in (claim.lhs, claim.rhs)]
                equal = decide(*(as_real_numbers(side).doit() for side in sides))
        except Exception as problem:
            return Answer(UNKNOWN, f"{type(problem).__name__}: {problem}")
        if equal is None:
            return Answer(UNKNOWN, "neither simplified to 0 nor seen to differ")
        return Answer(PROVED if equal else REFUTED)

    return checker


def read_by_math_verify(latex):
    from math_verify import parse

    found = [part for part in parse(f"${latex}$", raise_on_error=True) if isinstance(part, sympy.Basic)]
    if not found:
        raise ValueError("no expression found")
    return found[0]


def equal_for_sympy(lhs, rhs):
    """True if the difference is simplified to 0, False if SymPy finds numbers where it is not."""
    return True if sympy.simplify(lhs - rhs) == 0 else lhs.equals(rhs)


def equal_for_math_verify(lhs, rhs):
    """Math-Verify has two answers: what it does not see to be equal is wrong."""
    from math_verify import verify

    return verify(lhs, rhs, raise_on_error=True)


def sympy_latex() -> Checker:
    from sympy.parsing.latex import parse_latex

    return by_sympy(parse_latex, equal_for_sympy)


def tensorgrad() -> Checker:
    """Proves what it simplifies to the zero tensor, of the statements that are written for it by hand."""
    from tensorgrad import Zero

    from tests.benchmarks.statements.tensor_networks import SIDES

    written = {
        statement.document(claim): (statement.id, place)
        for statement in statements()
        for place, claim in ((1, statement.claim), (2, statement.twin))
        if statement.id in SIDES
    }

    def checker(document: str, _: Claim) -> Answer:
        if document not in written:
            return Answer(UNKNOWN, "not written as a tensor network")
        name, place = written[document]
        try:
            sides = SIDES[name]()
            if sides[place] is None:
                return Answer(UNKNOWN, "its shapes do not fit")
            zero = isinstance((sides[0] - sides[place]).full_simplify(), Zero)
        except Exception as problem:
            return Answer(UNKNOWN, f"{type(problem).__name__}: {problem}")
        return Answer(PROVED if zero else UNKNOWN, "" if zero else "not simplified to 0")

    return checker


CHECKERS: dict[str, Callable[[], Checker]] = {
    "derivations": lambda: ours,
    "SymPy": sympy_latex,
    "Math-Verify": lambda: by_sympy(read_by_math_verify, equal_for_math_verify),
    "tensorgrad": tensorgrad,
}
"""The checkers by name; each is imported when it is asked for."""
