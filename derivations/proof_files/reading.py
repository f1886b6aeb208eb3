"""Reading: each line of a file is made again, a term by its operator and a theorem by its rule.

Nothing of a file is believed, and nothing of it is run: a name is looked up in the kernel's tables, and what a result
is said to be is compared with the theorem that the rules have made.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from flint import fmpq, fmpz

import derivations.kernel
from derivations.kernel import terms as k
from derivations.kernel.terms import IllFormed, Term
from derivations.kernel.theorem import RULES, NotApplicable, Theorem
from derivations.proof_files.text import written
from derivations.proof_files.writing import HEAD, Named

assert derivations.kernel  # all of its rules are in the table


class NotAccepted(Exception):
    """A line that does not follow; the text says which one, what was expected there, and what was found."""


@dataclass(frozen=True)
class Read:
    """The results of a file, each with its theorem, and how many terms and theorems it took to make them."""

    results: tuple[Named, ...]
    terms: int
    theorems: int


class _Wrong(Exception):
    """What is wrong with a line, without its number."""


class _Reader:
    def __init__(self) -> None:
        self.made: dict[str, list[Any]] = {"term": [], "theorem": []}
        self.results: list[Named] = []
        self.ended = False

    def line(self, text: str) -> None:
        said = _object(text)
        if self.ended:
            raise _Wrong("expected nothing behind the end")
        match said:
            case {"end": int(count)} if len(said) == 1:
                if type(count) is bool or count != len(self.results):
                    raise _Wrong(f"expected {count} results before the end, found {len(self.results)}")
                self.ended = True
            case {"term": str(op), "of": list(of)} if len(said) == 2:
                self.made["term"].append(k.made(op, tuple(map(self.argument, of))))
            case {"rule": str(name), "of": list(of)} if len(said) == 2:
                if name not in RULES:
                    raise _Wrong(f"the kernel has no rule {name!r}")
                self.made["theorem"].append(_applied(name, RULES[name], [self.argument(part) for part in of]))
            case {"result": str(title), "theorem": theorem, "claim": claim, "hypotheses": list(hypotheses)}:
                self.result(title, self.one("theorem", theorem), claim, hypotheses)
            case _:
                raise _Wrong(f"expected a term, a rule or a result, found {text.strip()[:80]!r}")

    def result(self, title: str, theorem: Theorem, claim: Any, hypotheses: list[Any]) -> None:
        expected = self.one("term", claim)
        if theorem.claim is not expected:
            found = written(theorem.claim)
            raise _Wrong(f"the claim of {title!r} is said to be {written(expected)}, and the theorem's is {found}")
        allowed = {self.one("term", hypothesis) for hypothesis in hypotheses}
        for hypothesis in sorted(theorem.hypotheses - allowed, key=str):
            raise _Wrong(f"the theorem of {title!r} has a hypothesis that is not listed: {written(hypothesis)}")
        self.results.append(Named(title, theorem))

    def one(self, kind: str, number: Any) -> Any:
        """An earlier term or theorem."""
        known = self.made[kind]
        if type(number) is not int or not 0 <= number < len(known):
            raise _Wrong(f"expected the number of an earlier {kind}, found {number!r}, and there are {len(known)}")
        return known[number]

    def argument(self, said: Any) -> Any:
        match said:
            case ["term" | "theorem" as kind, number]:
                return self.one(kind, number)
            case ["rational", str(text)]:
                return _rational(text)
            case ["tuple", *parts]:
                return tuple(map(self.argument, parts))
            case ["set", *parts]:
                return frozenset(map(self.argument, parts))
            case None | bool() | int() | str():
                return said
        raise _Wrong(f"expected an argument, found {said!r}")


def read(lines: Iterable[str]) -> Read:
    """Make all that a file says again.  Raises :class:`NotAccepted` at the first line that does not follow."""
    reader, number = _Reader(), 0
    for number, text in enumerate(lines, 1):
        try:
            if number == 1:
                head = _object(text)
                if head != HEAD:
                    raise _Wrong(f"expected the head {json.dumps(HEAD)}, found {text.strip()[:80]!r}")
            else:
                reader.line(text)
        except (_Wrong, IllFormed, NotApplicable, ValueError) as problem:
            raise NotAccepted(f"line {number}: {problem}") from None
        except RecursionError:
            raise NotAccepted(f"line {number}: nested too deeply") from None
    if number == 0:
        raise NotAccepted("line 1: expected a head, found an empty file")
    if not reader.ended:
        raise NotAccepted(
            f"line {number + 1}: expected the end with the count of results, found none: a part is missing"
        )
    return Read(tuple(reader.results), len(reader.made["term"]), len(reader.made["theorem"]))


def _object(text: str) -> dict[str, Any]:
    try:
        said = json.loads(text)
    except ValueError as problem:
        raise _Wrong(f"expected JSON, found {text.strip()[:80]!r} ({problem})") from None
    if not isinstance(said, dict):
        raise _Wrong(f"expected a JSON object, found {text.strip()[:80]!r}")
    return said


def _rational(text: str) -> fmpq:
    above, _, below = text.partition("/")
    digits = (above.removeprefix("-"), below or "1")
    if not all(part.isascii() and part.isdigit() for part in digits) or not fmpz(digits[1]):
        raise _Wrong(f"expected a rational number, found {text!r}")
    return fmpq(fmpz(above), fmpz(digits[1]))


def _applied(name: str, rule: Callable[..., Theorem], arguments: list[Term]) -> Theorem:
    """What a rule makes; arguments of other kinds than it takes are said to be so, whatever the rule stumbles over."""
    try:
        return rule(*arguments)
    except (IllFormed, NotApplicable) as problem:
        raise _Wrong(f"the rule {name} does not apply: {problem}") from None
    except (TypeError, ValueError, AttributeError, LookupError, ArithmeticError) as problem:
        raise _Wrong(f"the rule {name} does not take these arguments: {type(problem).__name__}: {problem}") from None
