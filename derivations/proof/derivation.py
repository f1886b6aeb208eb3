"""Writing derivations: chains of lines, each with its reason.

    with Derivation("sigmoid-derivative", title="...", source="Exercise 1", theory=Theory(reals(z))) as d:
        d.start(Derivative(sigma(z), z))
        d.eq(exp(-z) / (1 + exp(-z)) ** 2,  by=definition_of(sigma))
        d.eq(sigma(z) * (1 - sigma(z)),     by=definition_of(sigma))

Inside of the ``with`` block SymPy leaves formulas as they are written.  A proved chain is a fact: later steps may name
it, or the whole derivation, in their ``by``.  After the block, and once it was verified, a chain does not change.
"""

from __future__ import annotations

from types import TracebackType
from typing import TYPE_CHECKING, Any

import sympy
from sympy import Expr
from sympy.core.parameters import global_parameters
from sympy.core.relational import Relational

from derivations.proof.display import chain_latex
from derivations.proof.statements.chains import Chain, Complete, Result, Words
from derivations.proof.statements.claim import (
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
    Side,
    as_side,
)
from derivations.proof.statements.theory import Assumption, Theory, check_names
from derivations.proof.statements.verification import Verification
from derivations.proof.verify import verify

if TYPE_CHECKING:
    from derivations.notation.arrays import ArrayFunction


class WrittenChain(Chain):
    """A chain of a derivation that is being written, or was.

    >>> from derivations import sigmoid_derivative
    >>> print(sigmoid_derivative.chains[-1].as_function()(0.0))
    0.25
    """

    __slots__ = ()

    def as_function(self, line: int = -1) -> ArrayFunction:
        """The right side of a proved equation as a NumPy function; see :meth:`Derivation.as_function`.

        All lines up to ``line`` are equal, so it may be another than the last: that whose form computes best.
        """
        from derivations.proof.computation import array_function  # it takes NumPy

        return array_function(self, line)

    def latex(self) -> str:
        """The chain as an ``aligned`` environment of LaTeX, each line with its reason."""
        return chain_latex(self)


class Derivation(Result):
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
        super().__init__(name, title=title, source=source, theory=theory, remark=remark)
        self._evaluate: list[bool] = []

    def __enter__(self) -> Derivation:
        self._check_open()
        self._evaluate.append(global_parameters.evaluate)
        global_parameters.evaluate = False
        return self

    def __exit__(
        self, kind: type[BaseException] | None, problem: BaseException | None, trace: TracebackType | None
    ) -> None:
        global_parameters.evaluate = self._evaluate.pop()
        self.complete("since its with block ended")

    def _check_open(self) -> None:
        if self._complete:
            raise Complete(f"{self.name} is complete {self._complete}: write another derivation")

    def concludes(self, *chains: Chain) -> None:
        """Say which chains state the result, the main one first; the others are steps on the way to it."""
        strangers = [chain.title or str(chain.start) for chain in chains if chain not in self.chains]
        if strangers:
            raise ValueError(f"{self.name}: {strangers[0]} is not a chain of this derivation")
        self._concludes = chains

    def as_function(self, line: int = -1) -> ArrayFunction:
        """The proved result as a NumPy function: the right side of its equation, with all definitions put in.

        Of several equations it is the first; each chain has this method, too.  ``line`` is the line of the chain whose
        right side is taken.  Raises
        :class:`~derivations.proof.computation.NotAFunction` if it is not proved, or no equation that can be computed.

        >>> from derivations import sigmoid_derivative
        >>> print(sigmoid_derivative.as_function()(-700.0))
        9.85967654375977e-305
        """
        from derivations.proof.computation import array_function, main_equation

        return array_function(main_equation(self), line)

    def verify(self) -> Verification:
        """Prove the derivation, line by line."""
        return verify(self)

    def latex(self) -> str:
        """The chains in LaTeX, one ``aligned`` environment each."""
        return "\n\n".join(map(chain_latex, self.chains))

    def start(
        self, side: Side | int, title: str = "", *assumptions: Assumption | Chain, theory: Theory | None = None
    ) -> WrittenChain:
        """Begin a chain, with assumptions for this chain alone, or with a theory of its own."""
        self._check_open()
        here, side = theory or self.theory, as_side(side)
        check_names(side)
        chain = WrittenChain(self, title, Theory(here, *assumptions) if assumptions else here, side)
        self._chains = (*self._chains, chain)
        return chain

    def _extend(self, relation: str, rhs: Side | int, by: Any, because: str) -> WrittenChain:
        """The next line of the last chain."""
        if not self.chains:
            raise ValueError(f"{self.name}: a derivation begins with start(...)")
        chain = self.chains[-1].extend(relation, as_side(rhs), by, because)
        assert isinstance(chain, WrittenChain)
        return chain

    def eq(self, rhs: Expr | int, by: Any, because: str = "") -> WrittenChain:
        """``= rhs``"""
        return self._extend(EQUAL, rhs, by, because)

    def lt(self, rhs: Expr | int, by: Any, because: str = "") -> WrittenChain:
        """``< rhs``"""
        return self._extend(LESS, rhs, by, because)

    def le(self, rhs: Expr | int, by: Any, because: str = "") -> WrittenChain:
        """``<= rhs``"""
        return self._extend(AT_MOST, rhs, by, because)

    def gt(self, rhs: Expr | int, by: Any, because: str = "") -> WrittenChain:
        """``> rhs``"""
        return self._extend(GREATER, rhs, by, because)

    def ge(self, rhs: Expr | int, by: Any, because: str = "") -> WrittenChain:
        """``>= rhs``"""
        return self._extend(AT_LEAST, rhs, by, because)

    def ne(self, rhs: Expr | int, by: Any, because: str = "") -> WrittenChain:
        """``!= rhs``"""
        return self._extend(UNEQUAL, rhs, by, because)

    def iff(self, rhs: Relational, by: Any, because: str = "") -> WrittenChain:
        """``<=> rhs``, for claims."""
        return self._extend(EQUIVALENT, rhs, by, because)

    def implies(self, rhs: Relational, by: Any, because: str = "") -> WrittenChain:
        """``=> rhs``, for claims."""
        return self._extend(IMPLIES, rhs, by, because)

    def real(self, by: Any, because: str = "") -> WrittenChain:
        """``is a real number``: every part of the expression has a value."""
        return self._extend(ELEMENT, sympy.S.Reals, by, because)

    def undefined(self, by: Any, because: str = "") -> WrittenChain:
        """``is not a real number``: some part of the expression has no value."""
        return self._extend(NOT_ELEMENT, sympy.S.Reals, by, because)
