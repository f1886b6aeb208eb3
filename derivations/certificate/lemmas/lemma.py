"""Lemmas: one for each chain of a derivation, with what it assumes and what it says."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Protocol

from sympy import Symbol

from derivations.certificate.language.terms import Term, Var
from derivations.certificate.lemmas.hypotheses import Hypothesis
from derivations.certificate.translation.model import OF_THE_NETWORK, Model, N, Parameter
from derivations.certificate.translation.translate import translate
from derivations.notation import Family, Index, IndexSet, L, width
from derivations.proof import Chain
from derivations.proof.statements.chains import EqualityOf
from derivations.proof.statements.claim import Claim

WIDTH = 100
"""How long a line of a statement may be."""
SEPARATORS = (" /\\ ", " <-> ", " = ", " <> ", " <= ", " < ", " (")
"""Where it is broken, the first of these that stands outside of all brackets; before a bracket, after the others."""


@dataclass(frozen=True)
class Lemma:
    """A lemma of Coq: ``forall binders, hypotheses -> statement``.

    ``claim`` is what it says in the notation, for those that use it; ``derives`` tells that it speaks of a derivative
    that exists, by ``is_derive``; of the derivatives in ``exist`` it says so beside.
    """

    module: str
    name: str
    binders: tuple[Parameter, ...]
    hypotheses: tuple[Hypothesis, ...]
    statement: str
    claim: Claim
    variables: frozenset[Symbol]
    derives: bool
    exist: tuple[Any, ...] = ()

    def header(self, kind: str = "Lemma", name: str = "") -> str:
        """The lemma as it is stated."""
        binders = "".join(f" ({names} : {kind_})" for names, kind_ in grouped(self.binders))
        lines = [f"{kind} {name or self.name} :" + (f" forall{binders}," if binders else "")]
        lines += [f"  {_in_arrow(h.text)} ->" for h in self.hypotheses]
        lines += broken(f"  {self.statement}.")
        return "\n".join(lines)

    @property
    def intros(self) -> str:
        names = [b.name for b in self.binders] + [h.name for h in self.hypotheses]
        return f"intros {' '.join(names)}." if names else "idtac."

    def applied(
        self,
        model: Model,
        where: Mapping[Any, Any],
        module: str,
        moved: Mapping[str, Term] = {},
        found_by_coq: frozenset[str] = frozenset(),
    ) -> str:
        """The lemma with its variables given, in another theory's terms; those in ``found_by_coq`` are found by Coq."""
        arguments = [
            "_" if binder.name in found_by_coq else _argument(model, binder, where, moved) for binder in self.binders
        ]
        name = self.name if self.module == module else f"{self.module}.{self.name}"
        return " ".join([name, *(f"({a})" if " " in a else a for a in arguments)])


class Facts(Protocol):
    """The lemmas of the facts that steps name."""

    def lemma(self, fact: Chain | EqualityOf) -> Lemma:
        """The lemma of a chain, or of the equation with which it begins.  Raises :class:`NoTranslation`."""


def broken(line: str) -> list[str]:
    r"""A long line of Coq in several: after its connectives, else after its relation, else before its arguments.

    >>> broken("  " + "a" * 70 + " = " + "b" * 40)[1].strip() == "b" * 40
    True
    """
    if len(line) <= WIDTH:
        return [line]
    for separator in SEPARATORS:
        places = list(_outside(line, separator))
        if places:
            ends = [place if separator == " (" else place + len(separator) - 1 for place in places]
            starts = [0, *(end + 1 for end in ends)]
            first, *others = (line[start:end] for start, end in zip(starts, [*ends, len(line)], strict=True))
            return [first, *(f"    {piece}" for piece in others)]
    return [line]


def _outside(line: str, separator: str) -> Iterator[int]:
    """Where a separator stands outside of all brackets."""
    depth = 0
    for place, sign in enumerate(line):
        if depth == 0 and line.startswith(separator, place):
            yield place
        depth += {"(": 1, ")": -1}.get(sign, 0)


def _in_arrow(text: str) -> str:
    return f"({text})" if text.startswith(("forall", "exists")) or "<->" in text else text


def grouped(binders: Iterable[Parameter]) -> list[tuple[str, str]]:
    """Neighbouring variables of one type together."""
    found: list[tuple[str, str]] = []
    for binder in binders:
        if found and found[-1][1] == binder.type:
            found[-1] = (f"{found[-1][0]} {binder.name}", binder.type)
        else:
            found.append((binder.name, binder.type))
    return found


def _argument(model: Model, binder: Parameter, where: Mapping[Any, Any], moved: Mapping[str, Term]) -> str:
    what = binder.of
    if what == "N":
        return str(N)
    if what == width:
        return str(model.count(width[L]))
    if isinstance(what, IndexSet):
        return model.part_name(what)
    if isinstance(what, Index):
        return str(model.index(where.get(what, what)))
    if isinstance(what, Family):
        family = where.get(what, what)
        if model.is_network and not isinstance(family, Family):
            return str(family)
        if model.is_network and family in OF_THE_NETWORK:
            return str(model.layer(family[L, 1]))
        name = model.name(family)
        return str(moved.get(name, Var(name)))
    if isinstance(what, Symbol):
        value = where.get(what, what)
        if model.is_whole(what):
            return str(model.index(value))
        term = translate(model, value)
        return str(moved.get(str(term), term))
    return str(model.function(where.get(what, what)))
