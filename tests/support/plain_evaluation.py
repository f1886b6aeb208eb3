"""A second evaluation of claims, in plain mpmath: what a counterexample says is checked with it.

It shares no code with the project: sums are Python's, derivatives mpmath's numerical ones, limits values far out.
"""

from __future__ import annotations

import re
from fractions import Fraction

import mpmath
import sympy
from sympy.core.function import AppliedUndef

from derivations.notation import Cases, Entry, Index, Kronecker, Lim, Partial, Prime, Sum, sigma

FAR = 400
"""Where a limit at infinity is read off."""


class PlainValues:
    """Values of a counterexample, and what a theory defines from them."""

    def __init__(self, theory, values):
        self.theory = theory
        self.numbers, self.sets = {}, {}
        for name, value in values.items():
            if re.fullmatch(r"-?\d+(/\d+)?", value):
                entry = re.fullmatch(r"(.*)\[(.*)\]", name)
                key = (entry[1], tuple(map(int, entry[2].split(",")))) if entry else (name, ())
                self.numbers[key] = mpmath.mpf(Fraction(value).numerator) / Fraction(value).denominator
        self.varied = {}
        for parts in theory.partitions:
            maximal = int(self.numbers[parts.parts[0].size.name, ()])
            rest = int(self.numbers[parts.parts[1].size.name, ()])
            self.sets[parts.parts[0].name] = range(1, maximal + 1)
            self.sets[parts.parts[1].name] = range(maximal + 1, maximal + rest + 1)

    # -- indices

    def index(self, e, env):
        if isinstance(e, Index):
            return env[e] if e in env else int(self.numbers.get((e.name, ()), 1))
        if e.is_Add:
            return sum(self.index(part, env) for part in e.args)
        return int(e)

    def range(self, over, env):
        if over.name:
            return self.sets[over.name]
        last = self.value(over.last, env) if not isinstance(over.last, Index) else self.index(over.last, env)
        return range(self.index(over.first, env), int(last) + 1)

    # -- values

    def value(self, e, env=None):
        env = env or {}
        match e:
            case Entry():
                return self.quantity(e, e.family.name, tuple(self.index(i, env) for i in e.args[1:]))
            case Index():
                return mpmath.mpf(self.index(e, env))
            case sympy.Symbol():
                return self.quantity(e, e.name, ())
            case Sum():
                left_out = {self.index(i, env) for i in e.without}
                places = [p for p in self.range(e.index.range, env) if p not in left_out]
                return mpmath.fsum(self.value(e.body, {**env, e.index: p}) for p in places)
            case Partial():
                return self.slope(e.of, e.by, 1, env)
            case sympy.Derivative():
                ((by, times),) = e.variable_count
                return self.slope(e.expr, by, int(times), env)
            case Prime():
                at = self.value(e.of.args[0], env)
                return mpmath.diff(lambda u: self.function(e.of.func, [u]), at, e.order)
            case Kronecker():
                return mpmath.mpf(self.index(e.args[0], env) == self.index(e.args[1], env))
            case Lim():
                at = FAR if e.point is sympy.oo else self.value(e.point, env)
                return self.with_value((e.variable.name, ()), mpmath.mpf(at), lambda: self.value(e.of, env))
            case Cases():
                inside = self.index(e.index, env) in self.range(e.member.range, env)
                return self.value(e.inside if inside else e.outside, env)
        if e is sympy.oo:
            return mpmath.inf
        if e.is_Rational:
            return mpmath.mpf(int(e.p)) / int(e.q)
        if isinstance(e, sympy.Abs):
            return abs(self.value(e.args[0], env))
        if isinstance(e, sigma | AppliedUndef):
            return self.function(e.func, [self.value(a, env) for a in e.args])
        parts = [self.value(a, env) for a in e.args]
        if e.is_Add:
            return mpmath.fsum(parts)
        if e.is_Mul:
            return mpmath.fprod(parts)
        if e.is_Pow:
            return parts[0] ** parts[1]
        return {sympy.exp: mpmath.exp, sympy.log: mpmath.log}[e.func](*parts)

    def function(self, func, arguments):
        definition = self.theory.definition_of(func)
        if definition is None:
            definition = next((d for d in self.theory.definitions if d.left.func == func), None)
        if definition is None:
            return some_polynomial(arguments, ())
        keys = [(s.name, ()) for s in definition.left.args]
        before = dict(self.varied)
        self.varied |= dict(zip(keys, arguments, strict=True))
        try:
            return self.value(definition.right)
        finally:
            self.varied = before

    def quantity(self, e, name, where):
        if (name, where) in self.varied:
            return self.varied[name, where]
        definition = self.theory.definition_of(e)
        if definition is not None and (env := self.fits(definition.left, where)) is not None:
            return self.value(definition.right, env)
        for hypothesis in self.theory.hypotheses:
            left, right = hypothesis.claim.args
            if isinstance(hypothesis.claim, sympy.Equality) and getattr(left, "family", left) == getattr(
                e, "family", e
            ):
                env = self.fits(left, where)
                if env is not None:
                    return self.value(right, env)
        if (name, where) in self.numbers:
            return self.numbers[name, where]
        arguments = []
        for dependency in self.theory.dependencies:
            if isinstance(e, Entry) and dependency.of.family == e.family:
                env = self.fits(dependency.of, where)
                if env is not None:
                    arguments += self.all_values(dependency.on, env)
        return some_polynomial(arguments, where)

    def fits(self, left, where):
        """The indices for which an equation's left side is the quantity, if there are any."""
        env = {}
        if not isinstance(left, Entry):
            return env
        for pattern, actual in zip(left.args[1:], where, strict=True):
            free = [s for s in pattern.free_symbols if s.range.last is not None and s not in env]
            if free:
                env[free[0]] = actual - self.index(pattern, {**env, free[0]: 0})
                if env[free[0]] not in self.range(free[0].range, env):
                    return None
            elif self.index(pattern, env) != actual:
                return None
        return env

    def all_values(self, entry, env):
        free = [s for s in entry.free_symbols if isinstance(s, Index) and s.range.last is not None and s not in env]
        if not free:
            return [self.value(entry, env)]
        return [self.value(entry, {**env, free[0]: p}) for p in self.range(free[0].range, env)]

    def slope(self, of, by, times, env):
        key = (
            (by.family.name, tuple(self.index(i, env) for i in by.args[1:])) if isinstance(by, Entry) else (by.name, ())
        )
        at = self.value(by, env)
        return mpmath.diff(lambda u: self.with_value(key, u, lambda: self.value(of, env)), at, times)

    def with_value(self, key, value, work):
        before = dict(self.varied)
        self.varied[key] = value
        try:
            return work()
        finally:
            self.varied = before


def some_polynomial(arguments, where):
    """What an undetermined function is taken to be in counterexamples, as their documentation says."""
    total = mpmath.mpf(sum(where)) / 5 if where else mpmath.mpf(0)
    for i, u in enumerate(arguments, 1):
        total += u / (i + 2) + u**2 / (i + 3) + u**3 / 7
    return total + (mpmath.fprod(arguments) if len(arguments) > 1 else 0)


def is_false(claim, theory, values, digits=40):
    """Whether the claim is false at these values, by a margin that numerical derivatives cannot make up."""
    with mpmath.workdps(digits):
        plain = PlainValues(theory, values)
        if claim.relation in "⟺⇒":
            one, other = (
                holds(type(side), *(plain.value(part) for part in side.args)) for side in (claim.lhs, claim.rhs)
            )
            return one != other if claim.relation == "⟺" else one and not other
        left, right = plain.value(claim.lhs), plain.value(claim.rhs)
        kinds = {"=": sympy.Eq, "≠": sympy.Ne, "<": sympy.Lt, "≤": sympy.Le, ">": sympy.Gt, "≥": sympy.Ge}
        return not holds(kinds[claim.relation], left, right)


def holds(kind, left, right):
    margin = mpmath.mpf("1e-15")
    difference = left - right
    equal = abs(difference) < margin * (1 + abs(left)) if mpmath.isfinite(difference) else left == right
    return {
        sympy.Eq: equal, sympy.Ne: not equal, sympy.Lt: difference < 0 and not equal, sympy.Le: difference < 0 or equal,
        sympy.Gt: difference > 0 and not equal, sympy.Ge: difference > 0 or equal,
    }[kind]  # fmt: skip
