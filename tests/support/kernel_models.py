"""An evaluator of kernel terms at concrete points, which shares no code with the kernel's rules.

A model gives values to the free names.  A quantity with a structure is computed by its clauses, unless it is the one that
is varied; a partial derivative is a central difference, a limit the value close to its point, both with many digits.
"""

from dataclasses import dataclass, field, replace
from fractions import Fraction

import mpmath

from derivations.kernel.terms import INFINITY, MINUS_INFINITY

CONTEXT = mpmath.MPContext()
CONTEXT.prec = 300
STEP = Fraction(1, 2**60)
CLOSE = Fraction(1, 10**20)


class Undefined(Exception):
    """A term has no value at the model's point."""


def real(value):
    return CONTEXT.mpf(value.numerator) / value.denominator if isinstance(value, (Fraction, int)) else value


def mixed(one, other, operation):
    if isinstance(one, (int, Fraction)) and isinstance(other, (int, Fraction)):
        return operation(Fraction(one), Fraction(other))
    return operation(real(one), real(other))


@dataclass(frozen=True)
class Model:
    """Values of quantities and counts by name (or a function of the indices), of index variables, parts and functions."""

    quantities: dict = field(default_factory=dict)
    indices: dict = field(default_factory=dict)
    counts: dict = field(default_factory=dict)
    parts: dict = field(default_factory=dict)
    functions: dict = field(default_factory=dict)
    structures: tuple = ()
    varied: dict = field(default_factory=dict)

    # -- indices and sets

    def index(self, term, bound=()):
        base, offset = term.args
        if base is None:
            return offset
        return (bound[base] if isinstance(base, int) else self.indices[base]) + offset

    def members(self, over, bound=()):
        match over.op:
            case "interval":
                first, last = over.args
                end = self.index(last, bound) if last.op == "index" else self.value(last, bound)
                return list(range(self.index(first, bound), int(end) + 1))
            case "part":
                return [a for a in self.members(over.args[1], bound) if a in self.parts[over.args[0]]]
            case "rest":
                inside = over.args[0]
                chosen = self.members(inside, bound)
                return [a for a in self.members(inside.args[1], bound) if a not in chosen]
            case "without":
                return [a for a in self.members(over.args[0], bound) if a != self.index(over.args[1], bound)]
        raise NotImplementedError(over.op)

    # -- real terms

    def with_value(self, key, value):
        """The model in which one quantity is set to a value, whatever it is made of."""
        return replace(self, varied={**self.varied, key: value})

    def key(self, term, bound=()):
        return (term.args[0], *(self.index(a, bound) for a in term.args[1:]))

    def quantity(self, name, *where):
        if (name, *where) in self.varied:
            return self.varied[(name, *where)]
        body = self.clause("q" + name, where)
        if body is not None:
            return self.value(*body)
        found = self.quantities[name]
        return found(*where) if callable(found) else found

    def clause(self, name, where):
        for form in self.structures:
            if form.args[0] != name:
                continue
            for clause in form.args[1:]:
                if (found := self.matched(clause, where, ())) is not None:
                    return found
        return None

    def matched(self, clause, where, bound):
        if clause.op == "all":
            for a in self.members(clause.args[0], bound):
                if (found := self.matched(clause.args[1], where, (a, *bound))) is not None:
                    return found
            return None
        head, body = clause.args
        return (body, bound) if tuple(self.index(a, bound) for a in head.args[1:]) == where else None

    def value(self, term, bound=()):
        """The number that a real term is; raises Undefined where it has none."""
        match term.op:
            case "number":
                return Fraction(int(term.args[0].p), int(term.args[0].q))
            case "pi":
                return +CONTEXT.pi
            case "bound":
                return bound[term.args[0]]
            case "count":
                return Fraction(self.counts[term.args[0]])
            case "quantity":
                return self.quantity(*self.key(term, bound))
            case "+":
                total = Fraction(0)
                for part in term.args:
                    total = mixed(total, self.value(part, bound), lambda a, b: a + b)
                return total
            case "*":
                product = Fraction(1)
                for part in term.args:
                    product = mixed(product, self.value(part, bound), lambda a, b: a * b)
                return product
            case "^":
                base, exponent = self.value(term.args[0], bound), term.args[1]
                if exponent < 0 and base == 0:
                    raise Undefined(term)
                return base**exponent
            case "exp":
                return CONTEXT.exp(real(self.value(term.args[0], bound)))
            case "ln":
                argument = self.value(term.args[0], bound)
                if argument <= 0:
                    raise Undefined(term)
                return CONTEXT.log(real(argument))
            case "abs":
                return abs(self.value(term.args[0], bound))
            case "sum":
                total = Fraction(0)
                for a in self.members(term.args[0], bound):
                    total = mixed(total, self.value(term.args[1], (a, *bound)), lambda a, b: a + b)
                return total
            case "size":
                return Fraction(len(self.members(term.args[0], bound)))
            case "bracket":
                return Fraction(int(self.holds(term.args[0], bound)))
            case "apply":
                return self.functions[term.args[0]](term.args[1], *(self.value(a, bound) for a in term.args[2:]))
            case "partial":
                of, by = term.args
                key = self.key(by, bound)
                here = real(self.quantity(*key))
                high, low = (real(self.with_value(key, here + step).value(of, bound)) for step in (STEP_, -STEP_))
                return (high - low) / (2 * STEP_)
            case "lim":
                return self.close_to(*term.args[1:], bound).value(term.args[0], bound)
        raise NotImplementedError(term.op)

    def close_to(self, by, point, bound=(), steps=1):
        """The model with a quantity close to a limit's point: the more steps, the closer."""
        near = real(Fraction(2) ** (60 * steps)) if point is INFINITY else real(self.value(point, bound)) + STEP_**steps
        return self.with_value(self.key(by, bound), near)

    # -- propositions

    def close(self, one, other):
        if isinstance(one, (int, Fraction)) and isinstance(other, (int, Fraction)):
            return one == other
        return abs(real(one) - real(other)) < real(CLOSE) * (1 + abs(real(one)))

    def holds(self, proposition, bound=()):
        """Whether a proposition holds; a relation does not where a side has no value."""
        match proposition.op:
            case "=" | "<" | "≤" | "≠":
                try:
                    left, right = (self.value(side, bound) for side in proposition.args)
                except Undefined:
                    return False
                equal = self.close(left, right)
                left, right = real(left), real(right)
                return {"=": equal, "≠": not equal, "<": left < right and not equal, "≤": left <= right or equal}[
                    proposition.op
                ]
            case "defined" | "undefined":
                try:
                    self.value(proposition.args[0], bound)
                except Undefined:
                    return proposition.op == "undefined"
                return proposition.op == "defined"
            case "natural":
                value = self.value(proposition.args[0], bound)
                return value >= 0 and value == int(value)
            case "same":
                return self.index(proposition.args[0], bound) == self.index(proposition.args[1], bound)
            case "distinct":
                return self.index(proposition.args[0], bound) != self.index(proposition.args[1], bound)
            case "in":
                return self.index(proposition.args[0], bound) in self.members(proposition.args[1], bound)
            case "all":
                return all(
                    self.holds(proposition.args[1], (a, *bound)) for a in self.members(proposition.args[0], bound)
                )
            case "and":
                return all(self.holds(part, bound) for part in proposition.args)
            case "implies":
                return not self.holds(proposition.args[0], bound) or self.holds(proposition.args[1], bound)
            case "iff":
                return self.holds(proposition.args[0], bound) == self.holds(proposition.args[1], bound)
            case "tends":
                return self.tends(*proposition.args, bound)
            case "independent":
                return self.independent(*proposition.args, bound)
            case "smooth function" | "smooth" | "near":
                return True
            case "structure":
                return proposition in self.structures
        raise NotImplementedError(proposition.op)

    def tends(self, of, by, point, value, bound=()):
        first, second = (real(self.close_to(by, point, bound, steps).value(of, bound)) for steps in (1, 2))
        if value is INFINITY:
            return 10 < first < second
        if value is MINUS_INFINITY:
            return second < first < -10
        goal = real(self.value(value, bound))
        return abs(second - goal) <= abs(first - goal) and abs(second - goal) < real(Fraction(1, 10**6))

    def independent(self, of, by, bound=()):
        key = self.key(by, bound)
        if of.op == "quantity" and self.key(of, bound) == key:
            return True
        here = self.value(of, bound)
        changed = (self.with_value(key, self.quantity(*key) + step) for step in (1, -2, Fraction(1, 3)))
        return all(self.close(model.value(of, bound), here) for model in changed)

    def agrees(self, theorem):
        """Whether the claim holds here, if the hypotheses do."""
        return not all(map(self.holds, theorem.hypotheses)) or self.holds(theorem.claim)


STEP_ = real(STEP)
