"""The three verdicts.  Only this package makes a :class:`Proved`."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TypeAlias

_KERNEL = object()


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
        return f"{self.expression} {self.relation} 0"


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
    """The claim follows from the facts used, and its side conditions from the theory.

    Made by :func:`derivations.proof.verify` alone:

    >>> Proved()
    Traceback (most recent call last):
        ...
    TypeError: only derivations.proof can make a Proved
    """

    __slots__ = ("assumptions", "side_conditions", "used")
    assumptions: tuple[object, ...]
    side_conditions: tuple[SideCondition, ...]
    used: tuple[object, ...]

    def __init__(
        self,
        kernel: object = None,
        used: tuple[object, ...] = (),
        side_conditions: tuple[SideCondition, ...] = (),
        assumptions: tuple[object, ...] = (),
    ) -> None:
        if kernel is not _KERNEL:
            raise TypeError("only derivations.proof can make a Proved")
        object.__setattr__(self, "used", used)
        object.__setattr__(self, "side_conditions", side_conditions)
        object.__setattr__(self, "assumptions", assumptions)

    def __setattr__(self, name: str, value: object) -> None:
        raise AttributeError("a verdict does not change")

    def __reduce__(self) -> str:
        raise TypeError("a Proved is not stored: verify the derivation again")

    def __init_subclass__(cls) -> None:
        raise TypeError("Proved has no subclasses")

    def __bool__(self) -> bool:
        raise TypeError("a verdict is one of three: compare its type, not its truth")

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
        raise TypeError("a verdict is one of three: compare its type, not its truth")


@dataclass(frozen=True)
class Unknown:
    """The claim was neither proved nor refuted, and why.

    >>> Unknown("needs u ≠ 0").reason
    'needs u ≠ 0'
    """

    reason: str
    missing: tuple[SideCondition, ...] = field(default=())

    def __bool__(self) -> bool:
        raise TypeError("a verdict is one of three: compare its type, not its truth")


Verdict: TypeAlias = Proved | Refuted | Unknown


def _proved(
    used: tuple[object, ...], side_conditions: tuple[SideCondition, ...], assumptions: tuple[object, ...]
) -> Proved:
    return Proved(_KERNEL, used, side_conditions, assumptions)
