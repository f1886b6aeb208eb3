"""From the reasons that a step names to the knowledge that is in force for it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import lru_cache
from typing import Any

import sympy
from flint import fmpq
from sympy import Expr, Symbol
from sympy.core.relational import Relational

from derivations.notation import Entry, Family, Index, Lim, replaced
from derivations.notation.relations import KINDS
from derivations.proof.claim import EQUAL, EQUIVALENT, IMPLIES, Claim
from derivations.proof.conditions import about_values, fixed_symbols, is_condition, replaced_in_assumption
from derivations.proof.dependencies import edges
from derivations.proof.derivation import Chain, Derivation
from derivations.proof.independence import dependent_elsewhere
from derivations.proof.knowledge import Bound, Equation, Interval, Knowledge, Through
from derivations.proof.matching import single
from derivations.proof.order import ALLOWED
from derivations.proof.reasons import (
    ChainRule,
    ConvexMinimum,
    DefinitionOf,
    EqualityOf,
    Fact,
    Instance,
    Label,
)
from derivations.proof.ring import Unsupported
from derivations.proof.theory import RESERVED, Definition, Dependency, Given, Parts, Theory, head, name_of
from derivations.proof.translate import term
from derivations.proof.verdict import Proved

Lookup = Callable[[Chain | EqualityOf], "Proved | str"]
"""The verdict on what is named as a fact, or why it is none."""


class Refused(Exception):
    """A reason that cannot be used here; the text says why."""


class Collector:
    """Gathers what the reasons of one step bring."""

    def __init__(self, theory: Theory, lookup: Lookup, present: frozenset[Index] = frozenset()) -> None:
        self.theory = theory
        self.lookup = lookup
        self.equations: list[Equation] = []
        self.relations: list[Equation] = []
        self.bounds: list[Bound] = list(_domain_bounds(theory))
        self.signs: list[tuple[Expr, frozenset[int]]] = []
        self.distinct: list[tuple[Any, Any]] = []
        self.identical: list[tuple[Any, Any]] = []
        self.limits: list[Equation] = []
        self.rules: list[Through] = []
        self.named: list[Index] = []
        self.minimum: ConvexMinimum | None = None
        self.always: list[object] = []
        for fact in theory.bounds:
            if fact.conclusion.relation != EQUAL:
                self._fact(fact, {})
        for parts in theory.partitions:
            self._sizes(parts, present)

    def knowledge(self) -> Knowledge:
        return Knowledge(
            self.theory,
            tuple(self.equations),
            tuple(self.relations),
            tuple(self.bounds),
            tuple(self.signs),
            tuple(self.distinct),
            tuple(self.identical),
            tuple(self.limits),
            tuple(self.rules),
            tuple(dict.fromkeys(self.named)),
        )

    def add(self, reason: object) -> None:
        """Take up one reason, or raise :class:`Refused`."""
        match reason:
            case Label():
                pass
            case DefinitionOf(what):
                definition = self.theory.definition_of(what)
                if definition is None:
                    raise Refused(f"the theory has no definition of {name_of(what)}")
                self.equation(definition.left, definition.right, _variables(definition.left), source=definition)
            case ChainRule(through, index):
                self.rules.append(Through(through, index, source=reason))
            case Given():
                if reason not in self.theory.hypotheses:
                    raise Refused(f"the hypothesis {reason.claim} is not in the theory")
                self.hypothesis(reason)
            case Derivation():
                self._any_of(reason.chains, {})
            case Chain() | EqualityOf():
                self._fact(reason, {})
            case Instance(fact, where):
                self._any_of(fact.chains if isinstance(fact, Derivation) else [fact], dict(where))
            case ConvexMinimum(convexity, critical):
                self.minimum = reason
                for chain in (convexity, critical):
                    self._fact(chain, {})

    def _any_of(self, facts: Iterable[Chain | EqualityOf], where: Mapping[object, object]) -> None:
        """Those of a result's facts that may be used here; at least one has to be."""
        refused: list[Refused] = []
        taken = 0
        for fact in facts:
            try:
                self._fact(fact, where)
                taken += 1
            except Refused as problem:
                refused.append(problem)
        if refused and not taken:
            raise refused[0]

    # -- what holds throughout

    def _sizes(self, parts: Parts, present: frozenset[Index]) -> None:
        """A set has as many indices as its parts together; a part that an index is taken from is not empty."""
        if parts.whole.last is None or parts.whole.first != 1:
            raise Refused(f"only a set that begins with 1 is split into parts, not {parts.whole}")
        sizes = [part.size for part in parts.parts if part.size is not None]
        self.equations.append(Equation(parts.whole.last, sympy.Add(*sizes), frozenset(), source=parts))
        for part, size in zip(parts.parts, sizes, strict=True):
            least = fmpq(any(index.range == part for index in present))
            self.bounds.append(Bound(size, Interval(least, False), frozenset(), source=parts))

    # -- hypotheses

    def hypothesis(self, hypothesis: Given) -> None:
        """A claim that holds at its own symbols, and for all values of the indices ``forall``."""
        left, right = hypothesis.claim.args
        variables = frozenset(hypothesis.forall)
        self.named += [s for s in hypothesis.claim.free_symbols if isinstance(s, Index) and s not in variables]
        if isinstance(left, Index) or isinstance(right, Index):
            pair = (term(left), term(right))
            if isinstance(hypothesis.claim, sympy.Equality):
                self.identical.append(pair)
                self.always.append(hypothesis)
            elif isinstance(hypothesis.claim, sympy.Unequality):
                self.distinct.append(pair)
                self.always.append(hypothesis)
            else:
                raise Refused(f"an order between indices is not used: {hypothesis.claim}")
        elif isinstance(hypothesis.claim, sympy.Equality):
            self.equation(left, right, variables, source=hypothesis)
        else:
            self._order(hypothesis.claim, variables, hypothesis)

    def _order(self, claim: Relational, variables: frozenset[Symbol], source: Given) -> None:
        left, right = claim.args
        strict = isinstance(claim, sympy.StrictLessThan | sympy.StrictGreaterThan)
        self.always.append(source)
        if strict and isinstance(left, Entry) and isinstance(right, Entry) and left.family == right.family:
            differing = [(a, b) for a, b in zip(left.args[1:], right.args[1:], strict=True) if a != b]
            if len(differing) == 1:
                self.distinct.append((term(differing[0][0]), term(differing[0][1])))
        if isinstance(claim, sympy.LessThan | sympy.StrictLessThan):
            left, right = right, left
        if isinstance(claim, sympy.Unequality):
            self.signs.append((_difference(left, right), ALLOWED[sympy.Unequality]))
        elif _is_number(right) and single(left):
            self.bounds.append(Bound(left, Interval(_number(right), strict), variables, source=source))
        elif _is_number(left) and single(right):
            bounds = Interval(high=_number(left), high_open=strict)
            self.bounds.append(Bound(right, bounds, variables, source=source))
        elif self._free_to_replace(left, variables):
            self._gap(left, right, 1, strict, variables, source)
        elif self._free_to_replace(right, variables):
            self._gap(right, left, -1, strict, variables, source)
        else:
            if variables:
                raise Refused(f"a hypothesis for all indices needs a single quantity on one side: {claim}")
            self.signs.append(
                (_difference(left, right), ALLOWED[sympy.StrictGreaterThan if strict else sympy.GreaterThan])
            )

    def _free_to_replace(self, side: Expr, variables: frozenset[Symbol]) -> bool:
        bounded = {head(domain.of) for domain in self.theory.domains if (domain.low, domain.high) != (None, None)}
        taken = {head(equation.left) for equation in self.equations if single(equation.left)}
        return isinstance(side, Entry) and head(side) not in (bounded if variables else bounded | taken)

    def _gap(self, one: Expr, other: Expr, way: int, strict: bool, variables: frozenset[Symbol], source: Given) -> None:
        """Of two quantities one is larger: it is the other one plus a gap."""
        name = f"{RESERVED}gap{'>' if strict else '>='}{len(self.equations)}"
        gap = Family(name)[tuple(sorted(variables, key=str))]
        gapped = sympy.Add(other, sympy.Mul(way, gap, evaluate=False), evaluate=False)
        self.equations.append(Equation(one, gapped, variables, source=source, pointwise=True))

    # -- equations and facts

    def equation(
        self,
        left: Expr,
        right: Expr,
        variables: frozenset[Symbol],
        conditions: tuple[object, ...] = (),
        source: object = None,
    ) -> None:
        """``left = right``, which rewrites the left side if that is a single quantity."""
        defines_function = isinstance(source, Definition) and not isinstance(left, Entry | Symbol)
        pointwise = isinstance(source, Given) or any(about_values(condition) for condition in conditions)
        if single(left):
            self.equations.append(Equation(left, right, variables, conditions, source, defines_function, pointwise))
            return
        # what is not found by matching is used as it stands
        self._need(conditions)
        (self.limits if isinstance(left, Lim) else self.relations).append(Equation(left, right, variables, (), source))

    def _fact(self, fact: Chain | EqualityOf, where: Mapping[object, object]) -> None:
        verdict = self.lookup(fact)
        if isinstance(verdict, str):
            raise Refused(verdict)
        conditions = []
        definitions = tuple(a for a in verdict.assumptions if isinstance(a, Definition))
        problem = dependent_elsewhere(tuple(fact.steps), definitions, tuple(where.items()), fact.theory, self.theory)
        if problem is not None:
            raise Refused(f"{fact.name} needs that {problem}")
        for assumption in verdict.assumptions:
            here = replaced_in_assumption(assumption, where)
            self._check_compatible(fact.name, here)
            if is_condition(here) or isinstance(here, Given):
                conditions.append(here)
        fixed = fixed_symbols(verdict.assumptions)
        source = Instance(fact, tuple(where.items())) if where else fact
        self._conclusion(fact.conclusion, where, fixed, tuple(conditions), source)

    def _conclusion(
        self,
        claim: Claim,
        where: Mapping[object, object],
        fixed: frozenset[Symbol],
        conditions: tuple[object, ...],
        source: Fact,
    ) -> None:
        if claim.relation in (EQUIVALENT, IMPLIES):
            self._need(conditions)
            return
        left, right = replaced(claim.lhs, where), replaced(claim.rhs, where)
        variables = frozenset(
            s
            for s in left.free_symbols | right.free_symbols
            if not isinstance(s, Family) and s not in fixed and not (isinstance(s, Index) and s.range.last is None)
        )
        if claim.relation == EQUAL:
            self.equation(left, right, variables, conditions, source)
            return
        relation = KINDS.get(claim.relation)
        if relation is None:
            return
        self._need(conditions)
        strict = claim.relation in "<>"
        if single(left) and _is_number(right) and claim.relation != "≠":
            low = claim.relation in ">≥"
            number = _number(right)
            bounds = Interval(number, strict) if low else Interval(high=number, high_open=strict)
            self.bounds.append(Bound(left, bounds, variables, conditions, source))
        else:
            self.signs.append((_difference(left, right), ALLOWED[relation]))
            self.always.append(source)

    def _need(self, conditions: Iterable[object]) -> None:
        """A fact that is used as it stands needs its conditions in the theory."""
        for condition in conditions:
            if condition not in self.theory.assumptions:
                raise Refused(f"a fact that is named needs {condition}")
            self.always.append(condition)

    def _check_compatible(self, name: str, assumption: object) -> None:
        """A fact may be used where its definitions are in force, and its dependencies hold."""
        match assumption:
            case Definition(left, right):
                here = self.theory.definition_of(head(left))
                if here is None or (here.left, here.right) != (left, right):
                    raise Refused(f"{name} rests on the definition {left} := {right}, which this theory does not have")
            case Dependency(of, on):
                if assumption not in self.theory.dependencies and not self._is_function_of(of, on):
                    raise Refused(f"{name} needs that {of} depends on the rest through {on} alone")
            case Given(claim, forall) if forall:
                if assumption not in self.theory.hypotheses:
                    raise Refused(f"{name} rests on the hypothesis {claim}, which this theory does not have")
            case Parts():
                if assumption not in self.theory.partitions:
                    raise Refused(f"{name} is about a set in parts, which this theory does not have")

    def _is_function_of(self, of: Entry, on: Entry) -> bool:
        definition = self.theory.definition_of(head(of))
        if definition is None:
            return False
        others = [d for d in self.theory.definitions if d is not definition]
        moving = {head(d.left) for d in others} | {s for d in others for s in d.right.free_symbols}
        moving |= {head(end) for d in self.theory.dependencies for end in (d.of, d.on)}
        names = {family.name for family in moving if isinstance(family, Symbol)}
        used = {target.family for source, target in edges(self.theory) if source.family == of.family.name}
        return all(family == on.family.name or family not in names for family in used)


@lru_cache(maxsize=256)
def _domain_bounds(theory: Theory) -> tuple[Bound, ...]:
    """The bounds that a theory's domains state."""
    found = []
    for domain in theory.domains:
        low, high = (None if end is None else _number(end) for end in (domain.low, domain.high))
        if low is not None or high is not None:
            bounds = Interval(low, domain.low_open, high, domain.high_open)
            found.append(Bound(domain.of, bounds, _variables(domain.of), source=domain))
    return tuple(found)


def collect(
    theory: Theory, reasons: Iterable[object], lookup: Lookup, present: frozenset[Index] = frozenset()
) -> Collector:
    """What the reasons bring; :class:`Refused` where one of them cannot be used."""
    collector = Collector(theory, lookup, present)
    # hypotheses about quantities come after the equations that replace these quantities
    for reason in sorted(reasons, key=lambda r: isinstance(r, Given)):
        collector.add(reason)
    return collector


# -- small questions


def _variables(left: Expr) -> frozenset[Symbol]:
    return frozenset(
        s for s in left.free_symbols
        if not isinstance(s, Family) and not (isinstance(s, Index) and s.range.last is None) and s != left
    )  # fmt: skip


def _difference(left: Expr, right: Expr) -> Expr:
    return sympy.Add(left, sympy.Mul(-1, right, evaluate=False), evaluate=False)


def _is_number(expression: Expr) -> bool:
    try:
        _number(expression)
    except Unsupported:
        return False
    return True


def _number(expression: Expr) -> fmpq:
    value = sympy.Rational(expression) if isinstance(expression, sympy.Rational) else None
    if value is None and isinstance(expression, sympy.Mul | sympy.Add | sympy.Pow) and not expression.free_symbols:
        value = expression.doit() if isinstance(expression.doit(), sympy.Rational) else None
    if value is None:
        raise Unsupported(f"{expression} is not a rational number")
    return fmpq(int(value.p), int(value.q))
