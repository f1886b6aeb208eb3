"""A verifier that remembers: a claim that was decided before in the same theory is not decided again.

Claims, assumptions and reasons are values.  What a verifier finds depends on nothing else, so that an answer that is
remembered is the one that it would give.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Iterable, Iterator
from itertools import chain
from random import Random
from typing import Any

from derivations.notation import Index
from derivations.proof import Claim, Proved, Theory, Verifier
from derivations.proof.refuting.points import Choice
from derivations.proof.statements.verdict import Counterexample

MOST = 2000
"""How many answers are remembered at most."""


class Memory:
    """Answers by their questions; those that were asked for least lately are forgotten."""

    def __init__(self) -> None:
        self._answers: OrderedDict[Any, Any] = OrderedDict()

    def __contains__(self, question: object) -> bool:
        return question in self._answers

    def __getitem__(self, question: Any) -> Any:
        self._answers.move_to_end(question)
        return self._answers[question]

    def __setitem__(self, question: Any, answer: Any) -> None:
        self._answers[question] = answer
        if len(self._answers) > MOST:
            self._answers.popitem(last=False)


class RememberingVerifier(Verifier):
    """A verifier with a memory, which it may share with others.

    >>> from sympy.abc import u
    >>> memory = Memory()
    >>> for _ in range(2):
    ...     verifier = RememberingVerifier(memory)
    ...     print(verifier.counterexample(Claim(u, "=", -u), Theory()))
    at u = 1/2: 1/2 against -1/2
    at u = 1/2: 1/2 against -1/2
    """

    def __init__(self, memory: Memory, *, refute: bool = True) -> None:
        super().__init__(refute=refute)
        self.memory = memory

    def first_proof(
        self, claim: Claim, theory: Theory, alternatives: Iterable[tuple[object, ...]], indices: frozenset[Index]
    ) -> Proved | None:
        """The proof of a claim from the first of several sets of facts that gives one."""
        asked = iter(alternatives)
        for by in asked:
            question = ("proof", claim, theory.assumptions, by, indices)
            if question not in self.memory:
                return self._proof_anew(claim, theory, chain((by,), asked), indices)
            if (found := self.memory[question]) is not None:
                return found
        return None

    def _proof_anew(
        self, claim: Claim, theory: Theory, alternatives: Iterable[tuple[object, ...]], indices: frozenset[Index]
    ) -> Proved | None:
        tried: list[tuple[object, ...]] = []

        def noted() -> Iterator[tuple[object, ...]]:
            for by in alternatives:
                tried.append(by)
                yield by

        found = super().first_proof(claim, theory, noted(), indices)
        for by in tried:
            self.memory["proof", claim, theory.assumptions, by, indices] = None if by is not tried[-1] else found
        return found

    def counterexample(
        self,
        claim: Claim,
        theory: Theory,
        indices: frozenset[Index] = frozenset(),
        choose: Callable[[Random, int], Choice] | None = None,
    ) -> Counterexample | None:
        """Values that satisfy a theory and at which a claim is false, if some are found."""
        if choose is not None:
            return super().counterexample(claim, theory, indices, choose)
        question = ("counterexample", claim, theory.assumptions, indices)
        if question not in self.memory:
            self.memory[question] = super().counterexample(claim, theory, indices)
        return self.memory[question]
