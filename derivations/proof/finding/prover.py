"""One step under way: the finders together, and what they have found so far.

:class:`Prover` proves propositions of every kind.  It is untrusted: all that it finds goes through the kernel's rules.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from typing import Any

from flint import fmpq_mpoly

from derivations.kernel import algebra, calculus, definedness, indices, limits, order, structure, sums
from derivations.kernel import terms as k
from derivations.kernel.claims import transitive
from derivations.kernel.polynomials import Fraction, Full, Ring, ZeroDivisor
from derivations.kernel.terms import ZERO, Term
from derivations.kernel.theorem import NotApplicable, Theorem, assume, cut, generalize, substitute
from derivations.proof.finding import derived, elimination, functions, limit_laws, matrices, normal_form, signs
from derivations.proof.finding.facts import Fact, Facts, head
from derivations.proof.finding.matching import match
from derivations.proof.finding.session import Restart, Sign, Unprovable, definitions, sort_key
from derivations.proof.gate.reading import Reading

STRUCTURAL = ("independent", "through", "smooth", "smooth function", "structure", "near", "defines")
DEEPEST = 60


class Prover:
    """Proves propositions from a theory and the facts that a step names."""

    def __init__(
        self, reading: Reading, facts: Facts, capacity: int = 32, units: dict[Term, int] | None = None
    ) -> None:
        self.reading, self.facts = reading, facts
        self.units = units or {}
        self.ring = Ring(None, capacity)
        self.members = dict(reading.members)
        self.values: dict[Term, Fraction] = {}
        self.steps: dict[Term, Theorem | None] = {}
        self.signs: dict[tuple[str, bool, frozenset[str]], Sign | None] = {}
        self.atom_signs: dict[Term, Sign | None] = {}
        self.found: dict[Term, Theorem | Unprovable] = {}
        self.under_way: set[Term] = set()
        self.structural: dict[Term, Theorem | None] = {}
        self.splits = False
        self.also_as_it_stands = False
        self.journal: list[list[tuple[Any, Any]]] = []
        self.depth = 0
        self._differences: list[tuple[Theorem, fmpq_mpoly, fmpq_mpoly]] | None = None
        self._matrices: tuple[matrices.Identity, ...] | None = None

    # -- normal forms

    def value(self, term: Term) -> Fraction:
        found = self.values.get(term)
        if found is None:
            found = self.values[term] = normal_form.reduced(self, *self._value(term))
            self.note(self.values, term)
        return found

    def _value(self, term: Term) -> Fraction:
        op = term.op
        if op == "number":
            return self.ring.context.constant(term.args[0]), self.ring.one
        if op == "+":
            above, below = self.value(term.args[0])
            for part in term.args[1:]:
                num, den = self.value(part)
                if den == below:
                    above = above + num
                else:
                    common = below.gcd(den)
                    above, below = above * (den / common) + num * (below / common), below * (den / common)
            return above, below
        if op == "*":
            above, below = self.value(term.args[0])
            for part in term.args[1:]:
                num, den = self.value(part)
                above, below = above * num, below * den
            return above, below
        if op == "^":
            num, den = self.value(term.args[0])
            exponent = term.args[1]
            if exponent >= 0:
                return num**exponent, den**exponent
            if num.is_zero():
                raise Unprovable("a divisor is 0", k.unequal(term.args[0], ZERO))
            return den**-exponent, num**-exponent
        if term.loose:
            raise Unprovable("a term has bound variables of its own")
        theorem = self.step(term)
        if theorem is not None:
            return self.value(theorem.claim.args[1])
        return self.generator(term), self.ring.one

    def generator(self, atom: Term) -> fmpq_mpoly:
        try:
            return self.ring.generator(atom)
        except Full:
            raise Restart(capacity=4 * self.ring.capacity) from None

    def step(self, leaf: Term) -> Theorem | None:
        """The equation that says what a leaf is in simpler terms; nothing for an atom."""
        if leaf not in self.steps:
            if leaf in self.under_way or self.depth > DEEPEST:
                return None
            self.under_way.add(leaf)
            self.depth += 1
            try:
                self.steps[leaf] = normal_form.step(self, leaf)
                self.note(self.steps, leaf)
            finally:
                self.depth -= 1
                self.under_way.discard(leaf)
        return self.steps[leaf]

    def rewriting(self, *terms: Term) -> tuple[Theorem, ...]:
        for term in terms:
            self.value(term)
        found: dict[Term, Theorem] = {}
        seen: set[Term] = set()
        todo = list(terms)
        while todo:
            term = todo.pop()
            if term in seen:
                continue
            seen.add(term)
            if term.op in ("+", "*", "^"):
                todo += [part for part in term.args if isinstance(part, Term)]
            elif term.op != "number" and (theorem := self.steps.get(term)) is not None:
                found[term] = theorem
                todo.append(theorem.claim.args[1])
        return tuple(found.values())

    def term(self, value: Fraction) -> Term:
        num, den = value
        above = self.polynomial(num)
        if den.is_constant():
            return above
        return (
            k.mul(above, k.power(self.polynomial(den), -1)) if above is not k.ONE else k.power(self.polynomial(den), -1)
        )

    def polynomial(self, polynomial: fmpq_mpoly) -> Term:
        """A polynomial as a term, its terms in an order that depends on the atoms alone."""
        atoms = self.ring.atoms
        summands = []
        for exponents, coefficient in polynomial.terms():
            factors = sorted((sort_key(atoms[i]), k.power(atoms[i], int(e))) for i, e in enumerate(exponents) if e)
            summands.append(([(name, sort_key(f)) for name, f in factors], coefficient, [f for _, f in factors]))
        if not summands:
            return ZERO
        summands.sort(key=lambda entry: entry[0])
        return k.add(
            *(
                k.mul(*(factors if coefficient == 1 and factors else [k.number(coefficient), *factors]))
                for _, coefficient, factors in summands
            )
        )

    def equation(self, left: Term, right: Term) -> Theorem:
        a, b = self.value(left), self.value(right)
        try:
            return self.discharge(algebra.field(left, right, self.rewriting(left, right)))
        except NotApplicable:
            if a == b:
                raise
        return self._by_relations(left, right, *normal_form.reduced(self, a[0] * b[1] - b[0] * a[1], a[1] * b[1]))

    def _by_relations(self, left: Term, right: Term, num: fmpq_mpoly, den: fmpq_mpoly) -> Theorem:
        """The equation from others that hold between atoms, each with the factor that it is taken with."""
        found: list[tuple[Theorem, fmpq_mpoly]] = []

        def differences() -> Iterator[fmpq_mpoly]:
            for theorem in self.relations(num):
                (a, b), (c, d) = (self.value(side) for side in theorem.claim.args)
                top, bottom = normal_form.reduced(self, a * d - c * b, b * d)
                found.append((theorem, bottom))
                yield top

        shares = elimination.combination(num, differences(), self.ring)
        if shares is None:
            raise Unprovable("the two sides have different normal forms, even with the facts that the step names")
        combination = [
            (self.term(normal_form.reduced(self, above * bottom, below * den)), theorem)
            for (above, below), (theorem, bottom) in zip(shares, found, strict=True)
            if not above.is_zero()
        ]
        sides = [side for _, theorem in combination for side in theorem.claim.args]
        factors = [factor for factor, _ in combination]
        rewriting = self.rewriting(left, right, *sides, *factors)
        try:
            return self.discharge(algebra.field(left, right, rewriting, tuple(combination)))
        except NotApplicable as problem:
            raise Unprovable(str(problem)) from None

    def relations(self, num: fmpq_mpoly) -> Iterator[Theorem]:
        """The equations that hold between atoms: facts that rewrite nothing, squares of brackets, powers of roots."""
        for place, degree in enumerate(num.degrees()):
            if degree > 0 and self.facts.identities and self.ring.atoms[place].op in ("apply", "quantity"):
                yield from functions.identities(self, self.ring.atoms[place])
            atom = self.ring.atoms[place] if degree > 1 else None
            if atom is not None and atom.op == "bracket":
                yield algebra.bracket_squared(atom.args[0])
            if atom is not None and atom.op == "abs":
                yield algebra.absolute_squared(atom.args[0])
            if atom is not None and atom.op == "exp":
                root = self._root(atom)
                if root is not None:
                    yield root
        for theorem in self.facts.relations:
            try:
                yield self.discharge(theorem)
            except (NotApplicable, Unprovable):
                continue
        if self.facts.identities:
            if self._matrices is None:
                self._matrices = matrices.identities(self)
            yield from matrices.instances(self, num, self._matrices)

    def _root(self, atom: Term) -> Theorem | None:
        """``exp(ln(x)/n)^n = x``"""
        exponent = atom.args[0]
        if exponent.op != "*" or len(exponent.args) != 2 or exponent.args[1].op != "ln":
            return None
        share, logarithm = exponent.args
        if share.op != "number" or share.args[0].p != 1:
            return None
        order_ = int(share.args[0].q)
        argument = logarithm.args[0]
        whole = derived.exp_of_sum(logarithm, ((exponent, order_),))
        try:
            return self.discharge(transitive(algebra.symmetric(whole), algebra.exp_of_ln(argument)))
        except (NotApplicable, Unprovable):
            return None

    # -- facts

    def instances(self, facts: Iterable[object], term: Term) -> Iterator[Theorem]:
        wanted = head(term)
        for fact in facts:
            assert isinstance(fact, Fact)
            for side in fact.theorem.claim.args[: 1 if fact.theorem.claim.op == "=" else 2]:
                if head(side) != wanted:
                    continue
                found = match(side, term, fact.free)
                if found is None:
                    continue
                changed = tuple((old, new) for old, new in found.items() if old is not new)
                try:
                    yield self.discharge(substitute(fact.theorem, changed) if changed else fact.theorem)
                except (NotApplicable, Unprovable):
                    continue

    def known_differences(self) -> list[tuple[Theorem, fmpq_mpoly, fmpq_mpoly]]:
        """The inequalities that facts state, each with the difference of its sides."""
        if self._differences is None:
            self._differences = []
            for fact in self.facts.orders:
                if fact.theorem.claim.op == "≠" or not any(n[0] == "q" for n in fact.free):
                    try:
                        theorem = self.discharge(fact.theorem)
                        (a, b), (c, d) = (self.value(side) for side in theorem.claim.args)
                    except Unprovable:
                        continue
                    num, den = normal_form.reduced(self, c * b - a * d, b * d)
                    if not num.is_constant():
                        self._differences.append((theorem, num, den))
            for theorem in self._sizes():
                num, den = self.value(theorem.claim.args[1])
                num = num - den * self.value(theorem.claim.args[0])[0]
                if not num.is_constant():
                    self._differences.append((theorem, num, den))
        return self._differences

    # -- index sets

    def _sizes(self) -> Iterator[Theorem]:
        """That the sets have an index which an index at hand lies in."""
        for name, over in list(self.members.items()):
            here: Term | None = over
            while here is not None and name[0] != chr(0x10FFFF):
                with suppress(NotApplicable, Unprovable):
                    yield self.discharge(indices.not_empty(k.index(name), here))
                here = _larger(here)

    @contextmanager
    def variable(self, over: Term) -> Iterator[Term]:
        name = f"\U0010ffff{sum(1 for n in self.members if n[0] == chr(0x10FFFF))}"
        self.members[name] = over
        self.journal.append([])
        try:
            yield k.index(name)
        finally:
            del self.members[name]
            self._forget("i" + name)

    def note(self, memo: Any, key: Any) -> None:
        """Remember what was found while an index is in use."""
        if self.journal:
            self.journal[-1].append((memo, key))

    def _forget(self, name: str) -> None:
        """Drop what was found with an index that is no longer in use."""
        kept = []
        for memo, key in self.journal.pop():
            value = memo.get(key)
            theorem = getattr(value, "theorem", value)
            speaks = [*key.names] if isinstance(key, Term) else []
            if isinstance(theorem, Theorem):
                speaks += [n for h in (*theorem.hypotheses, theorem.claim) for n in h.names]
            elif isinstance(key, tuple) and isinstance(key[-1], frozenset):
                speaks += key[-1]
            if name in speaks:
                memo.pop(key, None)
            else:
                kept.append((memo, key))
        if self.journal:
            self.journal[-1] += kept

    def part_of(self, over: Term) -> Term | None:
        """A part that the theory splits a set into."""
        for of, inside in self.reading.partitions:
            if of is over:
                return inside
        return None

    def is_one(self, over: Term) -> bool:
        """Whether a set is known to have one index alone."""
        count = over.args[1]
        return any(
            fact.left is count and fact.right.op == "number"
            for fact in self.facts.equations_by_head.get(head(count), ())
        )

    def not_empty(self, atom: Term) -> list[Theorem]:
        """That a count, or the size of a set, is at least 1, because an index of the set is at hand."""
        found = []
        for proposition in self.reading.not_empty:
            if proposition.args[1] is atom:
                found.append(assume(proposition))
        for name, over in self.members.items():
            inner: Term | None = over
            while inner is not None:
                if (atom.op == "size" and inner is atom.args[0]) or (inner.op == "interval" and inner.args[1] is atom):
                    try:
                        point = k.index(name)
                        found.append(self.discharge(indices.not_empty(point, inner)))
                    except (NotApplicable, Unprovable):
                        pass
                inner = _larger(inner)
        return found

    def zero_sum(self, over: Term) -> Theorem:
        """``Σ_S 0 = 0``, the sum written as a sum of zeros."""
        return sums.sum_is_linear(over, ())

    def strictly_ordered_sum(self, over: Term, inner: Theorem, variable: Term) -> Theorem | None:
        """The inequality of two sums from a strict one of their terms, if the set has an index."""
        for name, mine in self.members.items():
            if name == variable.args[0]:
                continue
            here: Term | None = mine
            while here is not None:
                if here is over:
                    try:
                        return self.discharge(order.sum_is_ordered(over, inner, variable, k.index(name)))
                    except Unprovable:
                        break
                here = _larger(here)
        witness = k.index(f"{chr(0x10FFFF)}witness")
        strict = order.sum_is_ordered(over, inner, variable, witness)
        try:
            return self.discharge(indices.some_index(strict, witness, over))
        except (NotApplicable, Unprovable):
            return None

    # -- proofs

    def proved(self, proposition: Term) -> Theorem | None:
        try:
            return self.prove(proposition)
        except Unprovable:
            return None

    def prove(self, proposition: Term) -> Theorem:
        found = self.found.get(proposition)
        if found is None:
            if proposition in self.under_way or self.depth > DEEPEST:
                raise Unprovable("a condition leads back to itself", proposition)
            self.under_way.add(proposition)
            self.depth += 1
            try:
                found = self.found[proposition] = self._prove(proposition)
            except (NotApplicable, ZeroDivisor) as problem:
                found = self.found[proposition] = Unprovable(str(problem), proposition)
            except Unprovable as problem:
                found = self.found[proposition] = problem if problem.missing else Unprovable(str(problem), proposition)
            finally:
                self.depth -= 1
                self.under_way.discard(proposition)
                self.note(self.found, proposition)
        if isinstance(found, Unprovable):
            raise Unprovable(str(found), found.missing)
        return found

    def _prove(self, proposition: Term) -> Theorem:
        if self.usable(proposition):
            return assume(proposition)
        match proposition.op:
            case "=":
                return self.equation(*proposition.args)
            case "<" | "≤" | "≠":
                if self.also_as_it_stands and (found := self._as_it_stands(proposition)) is not None:
                    return found
                return signs.prove_order(self, proposition)
            case "all":
                over, body = proposition.args
                with self.variable(over) as variable:
                    return generalize(self.prove(k.opened(body, variable)), variable, over)
            case "in":
                return self._member(*proposition.args)
            case "same":
                return self._same(*proposition.args)
            case "distinct":
                return self._distinct(*proposition.args)
            case "defined":
                return self._defined(proposition.args[0])
            case "undefined":
                return self._undefined(proposition.args[0])
            case "tends":
                return self._tends(proposition)
        raise Unprovable("a condition does not follow", proposition)

    def _as_it_stands(self, proposition: Term) -> Theorem | None:
        """The theorem without any definition put in: what the theory says of a quantity itself serves then."""
        plain = Prover(
            self.reading, dataclasses.replace(self.facts, unfolded=frozenset()), self.ring.capacity, self.units
        )
        plain.members = dict(self.members)
        return plain.proved(proposition)

    def usable(self, proposition: Term) -> bool:
        """Whether a proposition may be used as it stands: it is the theory's, or is proved at the end."""
        if proposition.op == "in":
            point, over = proposition.args
            return bool(point.args[1] == 0 and self.members.get(point.args[0]) is over)
        if proposition.op in STRUCTURAL or (proposition.op == "defined" and proposition.args[0].op == "quantity"):
            return True
        if proposition.op in ("all", "all real"):
            inner = k.innermost(proposition)
            if inner.op in STRUCTURAL or (inner.op == "defined" and inner.args[0].op == "quantity"):
                return True
        return proposition in self.facts.usable or proposition in self.reading.not_empty

    def discharge(self, theorem: Theorem) -> Theorem:
        needed = [h for h in theorem.hypotheses if not self.usable(h)]
        # in an order of their own, so that always the same one is told when it is missing
        lemmas = [self.prove(h) for h in sorted(needed, key=sort_key)]
        return cut(theorem, *lemmas) if lemmas else theorem

    # -- indices

    def _member(self, point: Term, over: Term) -> Theorem:
        base = self.members.get(point.args[0]) if isinstance(point.args[0], str) else None
        if base is not None and point.args[1] == 0:
            here: Term | None = base
            theorem = assume(k.member(point, base))
            while here is not None:
                if here is over:
                    return theorem
                following = _larger(here)
                if following is not None:
                    theorem = cut(indices.in_larger_set(point, here), theorem)
                here = following
        if over.op == "without":
            return self.discharge(indices.in_set_without(point, *over.args))
        if over.op in ("interval", "upwards"):
            plain = base
            while plain is not None and plain.op not in ("interval", "upwards"):
                plain = _larger(plain)
            return self.discharge(indices.in_interval(point, plain, over))
        raise Unprovable("an index may lie outside of its set", k.member(point, over))

    def _same(self, one: Term, other: Term) -> Theorem:
        if one is other:
            return indices.same_index(one)
        for theorem in self.facts.same:
            if theorem.claim is k.same(one, other):
                return theorem
        raise Unprovable("two indices may be different", k.same(one, other))

    def _distinct(self, one: Term, other: Term) -> Theorem:
        wanted = k.distinct(one, other)
        for theorem in self.facts.distinct:
            if theorem.claim is wanted:
                return theorem
        for first, second in ((one, other), (other, one)):
            base = self.members.get(first.args[0])
            if first.args[0] == second.args[0]:
                return indices.different_indices(one, other)
            if base is None:
                continue
            if base.op == "without" and base.args[1] is second and first.args[1] == 0:
                return self.discharge(indices.different_indices(first, second, base))
            other_base = self.members.get(second.args[0])
            if base.op == "part" and other_base is k.rest(base) and first.args[1] == second.args[1] == 0:
                return self.discharge(indices.different_indices(first, second, base))
            if base.op == "interval":
                try:
                    return self.discharge(indices.different_indices(first, second, base))
                except NotApplicable:
                    continue
        raise Unprovable("two indices may be the same", wanted)

    # -- what has a value

    def _defined(self, term: Term) -> Theorem:
        if term.op == "apply":
            return self._function_has_value(term)
        if term.op == "partial":
            return self.discharge_smooth(definedness.from_parts(k.defined(term)))
        if term.op == "lim":
            return self.discharge(limits.value_of_limit(self.limit(*term.args), k.defined(term)))
        return self.discharge(definedness.from_parts(k.defined(term)))

    def discharge_smooth(self, theorem: Theorem) -> Theorem:
        """The theorem with what has to be smooth taken apart."""
        composed = [h for h in theorem.hypotheses if h.op == "smooth" and h.args[0].op != "quantity"]
        lemmas = [self.smooth(*hypothesis.args) for hypothesis in composed]
        return self.discharge(cut(theorem, *lemmas)) if lemmas else self.discharge(theorem)

    def smooth(self, term: Term, by: Term | None = None) -> Theorem:
        """That a term is smooth, in a quantity or in all, from what its quantities are."""
        if term.op == "quantity":
            return assume(k.smooth(term, by))
        form = self.reading.structures.get("f" + term.args[0]) if term.op == "apply" else None
        if form is not None and not any(term.args[1]):
            definition = structure.unfold(form.args[1], *term.args[2:])
            theorem = structure.by_definition(definition, k.smooth(term, by))
        else:
            theorem = definedness.from_parts(k.smooth(term, by))
        return self.discharge_smooth(theorem)

    def _function_has_value(self, term: Term) -> Theorem:
        form = self.reading.structures.get("f" + term.args[0])
        if form is None:
            return self.discharge(definedness.from_parts(k.defined(term)))
        if any(term.args[1]):
            names = sorted(self.reading.reachable("f" + term.args[0]) - {"f" + term.args[0]})
            others = tuple(f for n in names if n[0] == "f" and (f := self.reading.structures.get(n)) is not None)
            return self.discharge(calculus.derivative_of_function_has_value(form, term, others))
        definition = structure.unfold(form.args[1], *term.args[2:])
        return self.discharge(structure.by_definition(definition, k.defined(term)))

    def _undefined(self, term: Term) -> Theorem:
        if term.op == "^" and term.args[1] < 0:
            zero = self.proved(k.equal(term.args[0], ZERO))
            if zero is not None:
                return definedness.without_value(term, zero)
        if term.op == "ln":
            low = self.proved(k.at_most(term.args[0], ZERO))
            if low is not None:
                return definedness.without_value(term, low)
        if term.op == "sum":
            return self._summand_undefined(term)
        if term.op in ("quantity", "apply"):
            for definition in definitions(self, term):
                return self.discharge(structure.by_definition(definition, k.undefined(term)))
        if term.op in definedness.STRICT:
            for part in term.args:
                if isinstance(part, Term) and (inner := self.proved(k.undefined(part))) is not None:
                    return definedness.without_value(term, inner)
        raise Unprovable("every part of the expression may have a value")

    def _summand_undefined(self, term: Term) -> Theorem:
        over, body = term.args
        for name in list(self.members):
            point = k.index(name)
            if self.proved(k.member(point, over)) is not None:
                inner = self.proved(k.undefined(k.opened(body, point)))
                if inner is not None:
                    return self.discharge(definedness.without_value(term, inner, point))
        raise Unprovable("every summand may have a value, or there may be none")

    # -- limits, and sums taken apart

    def limit(self, of: Term, by: Term, point: Term) -> Theorem:
        """The limit of a term."""
        return limit_laws.limit(self, of, by, point)

    def above(self, by: Term, point: Term) -> Prover:
        """A prover of what holds where a quantity is above a point; what it is at present is not used."""
        condition = k.less(point, by)
        orders = [fact for fact in self.facts.orders if by.names.isdisjoint(fact.theorem.claim.names)]
        usable = {proposition for proposition in self.facts.usable if by.names.isdisjoint(proposition.names)}
        facts = dataclasses.replace(
            self.facts, usable=frozenset((*usable, condition)), orders=(*orders, Fact(assume(condition), frozenset()))
        )
        inner = Prover(self.reading, facts, self.ring.capacity, self.units)
        inner.members = dict(self.members)
        return inner

    def _tends(self, proposition: Term) -> Theorem:
        of, by, point, value = proposition.args
        found = self.limit(of, by, point)
        mine = found.claim.args[3]
        if mine is value:
            return found
        if value in limits.INFINITE or mine in limits.INFINITE:
            raise Unprovable("the limit is another")
        return limits.limit_of_equal(self.equation(mine, value), found)

    def signed_after(self, polynomial: fmpq_mpoly, equations: tuple[Theorem, ...]) -> Sign | None:
        """The sign of a polynomial after atoms are replaced by what equations say they are."""
        inner = Prover(self.reading, self.facts, self.ring.capacity, self.units)
        inner.members, inner.splits = dict(self.members), True
        inner.steps = {theorem.claim.args[0]: theorem for theorem in equations}
        term = self.term((polynomial, self.ring.one))
        for direction, op in ((1, "<"), (-1, "<"), (1, "≤"), (-1, "≤")):
            pair = (ZERO, term) if direction > 0 else (term, ZERO)
            theorem = inner.proved(k.relation(op, *pair))
            if theorem is not None:
                return Sign(direction, theorem)
        return None


def _larger(over: Term) -> Term | None:
    """The set that a set is made of."""
    if over.op == "part":
        return over.args[1]
    if over.op == "rest":
        return over.args[0].args[1]
    return over.args[0] if over.op == "without" else None
