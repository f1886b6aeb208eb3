"""Derivations: chains of lines, each with its reason.

    with Derivation("sigmoid-derivative", title="...", source="Exercise 1", theory=Theory(reals(z))) as d:
        d.start(Derivative(sigma(z), z))
        d.eq(exp(-z) / (1 + exp(-z)) ** 2,  by=definition_of(sigma))
        d.eq(sigma(z) * (1 - sigma(z)),     by=definition_of(sigma))

Inside of the ``with`` block SymPy leaves formulas as they are written.  A proved chain is a fact: later steps may name
it, or the whole derivation, in their ``by``.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from types import TracebackType
from typing import TYPE_CHECKING, Any, TypeAlias

import sympy
from sympy import Expr
from sympy.core.parameters import global_parameters
from sympy.core.relational import Relational
from sympy.logic.boolalg import Boolean

from derivations.notation import Index
from derivations.proof.claim import (
    AT_LEAST,
    AT_MOST,
    ELEMENT,
    EQUAL,
    EQUIVALENT,
    GREATER,
    IMPLIES,
    LESS,
    NOT_ELEMENT,
    UNEQUAL,
    Claim,
    Side,
    composed,
)
from derivations.proof.reasons import ChainRule, ConvexMinimum, DefinitionOf, EqualityOf, Instance, Label, Reason
from derivations.proof.theory import Assumption, Given, Theory, check_names

if TYPE_CHECKING:
    from derivations.notation.arrays import ArrayFunction
    from derivations.proof.verification import Verification

Words: TypeAlias = "str | tuple[Any, ...]"
"""Text, or text with mathematics between: ``("positive only if ", Ge(width[L], 2))``."""


@dataclass(frozen=True, eq=False)
class Step:
    """A claim with its justification.

    ``because`` is how the text words the reason, if it does.

    >>> from derivations import sigmoid_derivative
    >>> print(sigmoid_derivative.steps[3].claim)
    Prime(sigma(z), 1) = exp(-z)/(1 + exp(-z))**2
    """

    claim: Claim
    by: tuple[Reason, ...]
    theory: Theory
    chain: Chain | None = None
    because: str = ""

    def _repr_latex_(self) -> str:
        return self.claim._repr_latex_()

    @property
    def indices(self) -> frozenset[Index]:
        """The indices that the chain's start speaks of, or the claim that stands alone: their ranges are not empty.

        An index that occurs only in lines between is no part of what the chain concludes.
        """
        speaks_of = self.claim.free_symbols if self.chain is None else self.chain.start.free_symbols
        return frozenset(s for s in speaks_of if isinstance(s, Index))


@dataclass(eq=False)
class Chain:
    """Lines that follow from one another; proved, their conclusion is a fact.

    >>> from derivations import sigmoid_derivative
    >>> sigmoid_derivative.chains[-1].statement
    Eq(Prime(sigma(z), 1), (1 - sigma(z))*sigma(z))
    """

    derivation: Derivation
    title: str
    theory: Theory
    start: Side
    steps: list[Step] = field(default_factory=list)

    @property
    def name(self) -> str:
        return self.derivation.name

    @property
    def end(self) -> Side:
        return self.steps[-1].claim.rhs if self.steps else self.start

    @property
    def equality(self) -> EqualityOf:
        """The first lines as a fact, as far as they are equations."""
        return EqualityOf(self)

    @property
    def statement(self) -> Boolean:
        """What the chain concludes, as SymPy has it."""
        return self.conclusion.statement

    def as_function(self, line: int = -1) -> ArrayFunction:
        """The right side of a proved equation as a NumPy function; see :meth:`Derivation.as_function`.

        All lines up to ``line`` are equal, so it may be another than the last: that whose form computes best.
        """
        from derivations.proof.computation import array_function

        return array_function(self, line)

    def latex(self) -> str:
        """The chain as an ``aligned`` environment of LaTeX, each line with its reason."""
        from derivations.proof.display import chain_latex

        return chain_latex(self)

    def _repr_latex_(self) -> str:
        return f"$$\n{self.latex()}\n$$"

    def _repr_html_(self) -> str | None:
        from derivations.proof.display import chain_html, if_possible

        return if_possible(lambda: chain_html(self))

    @property
    def facts(self) -> set[Chain]:
        """The chains that this one names as facts or as bounds of its theory."""
        named = [reason for step in self.steps for reason in step.by] + list(self.theory.bounds)
        return {chain for reason in named for chain in _chains_in(reason)} - {self}

    @property
    def conclusion(self) -> Claim:
        """What follows from all lines together, by transitivity."""
        if not self.steps:
            raise ValueError(f"{self.name}: a chain without a step has no conclusion")
        return Claim(self.start, composed([step.claim.relation for step in self.steps]), self.end)

    def at(self, where: Mapping[Any, Any]) -> Instance:
        """This fact for other functions or symbols, as in ``bp1.at({f: sigma})``."""
        return Instance(self, tuple(where.items()))

    def extend(self, relation: str, rhs: Side, by: Reason | Iterable[Reason], because: str) -> Chain:
        reasons = tuple(by) if isinstance(by, list | tuple) else (by,)
        for reason in reasons:
            if not isinstance(reason, REASONS):
                raise TypeError(
                    f"{self.name}: a reason is a definition, a hypothesis, a rule or a fact, not {reason!r}"
                )
        check_names(rhs)
        claim = Claim(self.end, relation, rhs)
        self.steps.append(Step(claim, reasons, self.theory, self, because))
        composed([step.claim.relation for step in self.steps])
        return self


class Derivation:
    """A named result: its theory and the chains that derive it.

    ``remark`` is what a reader should know beside the mathematics: where a text is silent, or wrong.

    >>> from sympy.abc import u
    >>> from derivations.proof import algebra, reals
    >>> with Derivation("square", title="A square", theory=Theory(reals(u))) as d:
    ...     _ = d.start((u + 1) ** 2)
    ...     _ = d.eq(u**2 + 2 * u + 1, by=algebra)
    >>> d.verify().verdict
    Proved()
    """

    def __init__(
        self, name: str, *, title: str, source: str = "", theory: Theory | None = None, remark: Words = ""
    ) -> None:
        self.name, self.title, self.source, self.remark = name, title, source, remark
        self.theory = theory or Theory()
        self.chains: list[Chain] = []
        self._concludes: tuple[Chain, ...] = ()
        self._evaluate: list[bool] = []

    def __enter__(self) -> Derivation:
        self._evaluate.append(global_parameters.evaluate)
        global_parameters.evaluate = False
        return self

    def __exit__(
        self, kind: type[BaseException] | None, problem: BaseException | None, trace: TracebackType | None
    ) -> None:
        global_parameters.evaluate = self._evaluate.pop()

    def __repr__(self) -> str:
        return f"<Derivation {self.name}: {len(self.steps)} steps>"

    def concludes(self, *chains: Chain) -> None:
        """Say which chains state the result, the main one first; the others are steps on the way to it."""
        strangers = [chain.title or str(chain.start) for chain in chains if chain not in self.chains]
        if strangers:
            raise ValueError(f"{self.name}: {strangers[0]} is no chain of this derivation")
        self._concludes = chains

    @property
    def conclusions(self) -> tuple[Chain, ...]:
        """The chains that state the result: those that :meth:`concludes` named, else those that no other one uses."""
        if self._concludes:
            return self._concludes
        used = {fact for chain in self.chains for fact in chain.facts}
        return tuple(chain for chain in self.chains if chain not in used and chain.steps)

    @property
    def statements(self) -> tuple[Boolean, ...]:
        """What the result states, as SymPy has it: one statement for each of the conclusions."""
        return tuple(chain.statement for chain in self.conclusions)

    @property
    def statement(self) -> Boolean:
        """What the result states, as SymPy has it; a conjunction if that is several things."""
        return self.statements[0] if len(self.statements) == 1 else sympy.And(*self.statements, evaluate=False)

    def as_function(self, line: int = -1) -> ArrayFunction:
        """The proved result as a NumPy function: the right side of its equation, with all definitions put in.

        Of several equations it is the first; each chain has this method, too.  ``line`` is the line of the chain whose
        right side is taken.  Raises
        :class:`~derivations.proof.computation.NotAFunction` if it is not proved, or no equation that can be computed.

        >>> from derivations import sigmoid_derivative
        >>> print(sigmoid_derivative.as_function()(-700.0))
        9.85967654375977e-305
        """
        from derivations.proof.computation import main_equation

        return main_equation(self).as_function(line)

    def verify(self) -> Verification:
        """Prove the derivation, line by line."""
        from derivations.proof.verify import verify

        return verify(self)

    def latex(self) -> str:
        """The chains in LaTeX, one ``aligned`` environment each."""
        return "\n\n".join(chain.latex() for chain in self.chains)

    def _repr_latex_(self) -> str:
        return "\n\n".join(chain._repr_latex_() for chain in self.chains)

    def _repr_html_(self) -> str | None:
        from derivations.proof.display import derivation_html, if_possible

        return if_possible(lambda: derivation_html(self))

    @property
    def steps(self) -> list[Step]:
        """All lines of all chains, in order."""
        return [step for chain in self.chains for step in chain.steps]

    def at(self, where: Mapping[Any, Any]) -> Instance:
        """This result for other functions or symbols, as in ``bp1.at({f: sigma})``."""
        return Instance(self, tuple(where.items()))

    def start(
        self, side: Side | int, title: str = "", *assumptions: Assumption | Chain, theory: Theory | None = None
    ) -> Chain:
        """Begin a chain, with assumptions for this chain alone, or with a theory of its own."""
        here, side = theory or self.theory, _side(side)
        check_names(side)
        self.chains.append(Chain(self, title, Theory(here, *assumptions) if assumptions else here, side))
        return self.chains[-1]

    def _extend(self, relation: str, rhs: Side | int, by: Any, because: str) -> Chain:
        """The next line of the last chain."""
        if not self.chains:
            raise ValueError(f"{self.name}: a derivation begins with start(...)")
        return self.chains[-1].extend(relation, _side(rhs), by, because)

    def eq(self, rhs: Expr | int, by: Any, because: str = "") -> Chain:
        """``= rhs``"""
        return self._extend(EQUAL, rhs, by, because)

    def lt(self, rhs: Expr | int, by: Any, because: str = "") -> Chain:
        """``< rhs``"""
        return self._extend(LESS, rhs, by, because)

    def le(self, rhs: Expr | int, by: Any, because: str = "") -> Chain:
        """``<= rhs``"""
        return self._extend(AT_MOST, rhs, by, because)

    def gt(self, rhs: Expr | int, by: Any, because: str = "") -> Chain:
        """``> rhs``"""
        return self._extend(GREATER, rhs, by, because)

    def ge(self, rhs: Expr | int, by: Any, because: str = "") -> Chain:
        """``>= rhs``"""
        return self._extend(AT_LEAST, rhs, by, because)

    def ne(self, rhs: Expr | int, by: Any, because: str = "") -> Chain:
        """``!= rhs``"""
        return self._extend(UNEQUAL, rhs, by, because)

    def iff(self, rhs: Relational, by: Any, because: str = "") -> Chain:
        """``<=> rhs``, for claims."""
        return self._extend(EQUIVALENT, rhs, by, because)

    def implies(self, rhs: Relational, by: Any, because: str = "") -> Chain:
        """``=> rhs``, for claims."""
        return self._extend(IMPLIES, rhs, by, because)

    def real(self, by: Any, because: str = "") -> Chain:
        """``is a real number``: every part of the expression has a value."""
        return self._extend(ELEMENT, sympy.S.Reals, by, because)

    def undefined(self, by: Any, because: str = "") -> Chain:
        """``is not a real number``: some part of the expression has no value."""
        return self._extend(NOT_ELEMENT, sympy.S.Reals, by, because)


def _chains_in(reason: object) -> Iterator[Chain]:
    match reason:
        case Chain():
            yield reason
        case EqualityOf(chain):
            yield chain
        case Instance(fact):
            yield from _chains_in(fact)
        case ConvexMinimum(convexity, critical):
            yield from (convexity, critical)
        case Derivation():
            yield from reason.chains


def _side(side: Side | int) -> Side:
    if isinstance(side, int):
        return sympy.Integer(side)
    if not isinstance(side, sympy.Basic):
        raise TypeError(f"a side is a SymPy expression or a whole number, not {side!r}; fractions are Rational(p, q)")
    return side


REASONS = (Label, DefinitionOf, ChainRule, ConvexMinimum, EqualityOf, Instance, Given, Chain, Derivation)
"""What a step may name."""
