"""The three verdicts.  A :class:`Proved` is made of a theorem of the kernel, and of nothing else."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TypeAlias

from derivations.kernel.terms import Term
from derivations.kernel.theorem import Theorem
from derivations.notation.text import text


@dataclass(frozen=True)
class SideCondition:
    """Something that a step needs in order to make sense, with the expression it speaks of.

    >>> from sympy.abc import u
    >>> print(SideCondition(u - 1, "≠"))
    u - 1 ≠ 0
    """

    expression: object
    relation: str

    def __str__(self) -> str:
        return f"{text(self.expression)} {self.relation} 0"


@dataclass(frozen=True)
class Counterexample:
    """Values that satisfy all hypotheses and at which a claim is false.

    ``values`` gives whole numbers for sizes and indices and rational numbers for quantities, as exact text;
    ``lhs`` and ``rhs`` are balls (midpoint and radius) that do not meet, or exact values.

    >>> print(Counterexample({"u": "1/2"}, "9/4", "5/4"))
    at u = 1/2: 9/4 against 5/4
    """

    values: dict[str, str]
    lhs: str
    rhs: str

    def __str__(self) -> str:
        where = ", ".join(f"{name} = {value}" for name, value in self.values.items())
        return f"at {where}: {self.lhs} against {self.rhs}"


class Proved:
    """The claim follows from the theory: ``theorems`` are theorems of the kernel that say so.

    One theorem for a step, with the step's claim as its claim and hypotheses that are all the theory's; several for a
    derivation.  ``used`` are the facts that the step names and the assumptions it rests on, ``assumptions`` these
    alone, and ``side_conditions`` what the claim's sides need to have values, which is proved, too.

    >>> from derivations.kernel.algebra import field
    >>> from derivations.kernel.terms import ONE, ZERO, equal
    >>> Proved(field(ONE, ONE), equal(ONE, ONE), lambda hypothesis: False)
    Proved()
    >>> Proved(field(ONE, ONE), equal(ONE, ZERO), lambda hypothesis: False)
    Traceback (most recent call last):
        ...
    TypeError: a Proved needs a theorem whose claim is the step's
    """

    __slots__ = ("assumptions", "side_conditions", "theorems", "used")
    theorems: tuple[Theorem, ...]
    assumptions: tuple[object, ...]
    side_conditions: tuple[SideCondition, ...]
    used: tuple[object, ...]

    def __init__(
        self,
        theorem: Theorem,
        proposition: Term,
        allows: Callable[[Term], bool],
        used: tuple[object, ...] = (),
        side_conditions: tuple[SideCondition, ...] = (),
        assumptions: tuple[object, ...] = (),
    ) -> None:
        if type(theorem) is not Theorem or theorem.claim is not proposition:
            raise TypeError("a Proved needs a theorem whose claim is the step's")
        if not all(map(allows, theorem.hypotheses)):
            raise TypeError("a Proved needs a theorem whose hypotheses are the theory's")
        put = object.__setattr__
        put(self, "theorems", (theorem,))
        put(self, "used", used)
        put(self, "side_conditions", side_conditions)
        put(self, "assumptions", assumptions)

    def together(self, other: Proved) -> Proved:
        """Both verdicts as one."""
        found = object.__new__(Proved)
        for name in self.__slots__:
            both = (*getattr(self, name), *getattr(other, name))
            object.__setattr__(found, name, tuple(dict.fromkeys(both)))
        return found

    def __setattr__(self, name: str, value: object) -> None:
        raise AttributeError("a verdict does not change")

    def __reduce__(self) -> str:
        raise TypeError("a Proved is not stored: verify the derivation again")

    def __init_subclass__(cls) -> None:
        raise TypeError("Proved has no subclasses")

    def __bool__(self) -> bool:
        raise TypeError("a verdict is neither true nor false: use isinstance(verdict, Proved)")

    def __repr__(self) -> str:
        return "Proved()"


@dataclass(frozen=True)
class Refuted:
    """The claim is false at the counterexample.

    >>> from sympy.abc import u
    >>> from derivations.proof import Derivation, Theory, algebra, reals
    >>> d = Derivation("slip", title="A slip", theory=Theory(reals(u)))
    >>> _ = d.start((u + 1) ** 2).extend("=", u**2 + 1, algebra, "")
    >>> print(d.verify().verdict.counterexample)
    at u = 1/2: 9/4 against 5/4
    """

    counterexample: Counterexample

    def __bool__(self) -> bool:
        raise TypeError("a verdict is neither true nor false: use isinstance(verdict, Proved)")


@dataclass(frozen=True)
class Unknown:
    """The claim was neither proved nor refuted, and why.

    >>> Unknown("needs u ≠ 0").reason
    'needs u ≠ 0'
    """

    reason: str
    missing: tuple[SideCondition, ...] = field(default=())

    def __bool__(self) -> bool:
        raise TypeError("a verdict is neither true nor false: use isinstance(verdict, Proved)")


Verdict: TypeAlias = Proved | Refuted | Unknown
