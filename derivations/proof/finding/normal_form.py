"""The normal form of terms, with proof: each leaf of a term, step by step, as a fraction of atoms.

A leaf is what ``+ * ^`` do not take apart.  :func:`step` gives an equation that says what a leaf is in simpler terms,
or nothing if it is an atom.  ``exp`` of a sum becomes a product, ``ln`` of a product a sum, sums become linear, a
delta in a sum picks the summand that it names, quantities are replaced by what the facts in force say they are.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from math import lcm

from flint import fmpq, fmpq_mpoly, fmpz

from derivations.kernel import algebra, calculus, indices, limits, structure, sums
from derivations.kernel import terms as k
from derivations.kernel.claims import transitive
from derivations.kernel.terms import Term
from derivations.kernel.theorem import NotApplicable, Theorem
from derivations.proof.finding import derivatives, derived, functions, nested_sums, powers
from derivations.proof.finding.session import Restart, Session, Unprovable, definitions, sort_key

PRIMES_BELOW = fmpz(10) ** 30


def step(s: Session, leaf: Term) -> Theorem | None:
    """An equation for a leaf that is no atom."""
    row = STEPS.get(leaf.op)
    return row(s, leaf) if row is not None else None


def by_facts(s: Session, leaf: Term) -> Theorem | None:
    """What a fact that the step names, or a definition, says that the leaf is."""
    for theorem in s.instances(s.facts.equations, leaf):
        return theorem
    return None


def _quantity(s: Session, leaf: Term) -> Theorem | None:
    found = by_facts(s, leaf)
    if found is None and "q" + leaf.args[0] in s.facts.unfolded:
        found = unfolded(s, leaf)
    return found


def unfolded(s: Session, leaf: Term) -> Theorem | None:
    """What a definition of the theory says that a quantity or a function value is."""
    for definition in definitions(s, leaf):
        with suppress(NotApplicable, Unprovable):
            return s.discharge(structure.by_definition(definition, k.equal(*definition.claim.args)))
    return None


def _apply(s: Session, leaf: Term) -> Theorem | None:
    simpler = [s.term(s.value(argument)) for argument in leaf.args[2:]]
    changed = [pair for pair in zip(leaf.args[2:], simpler, strict=True) if pair[0] is not pair[1]]
    if changed:
        return algebra.replace(leaf, tuple(s.equation(old, new) for old, new in changed))
    found = by_facts(s, leaf)
    if found is not None:
        return found
    name = leaf.args[0]
    if "f" + name in s.facts.unfolded:
        if not any(leaf.args[1]):
            return unfolded(s, leaf)
        form = s.reading.structures.get("f" + name)
        if form is not None and len(leaf.args[1]) == 1:
            others = tuple(
                f for n in s.facts.unfolded if n[0] == "f" and n != "f" + name and (f := s.reading.structures.get(n))
            )
            try:
                return s.discharge(calculus.derivative_of_function(form, leaf, others))
            except NotApplicable:
                return None
    return functions.taken_apart(s, leaf) or functions.differentiated(s, leaf)


# -- exp and ln


def _monomials(s: Session, num: fmpq_mpoly, den: fmpq_mpoly) -> list[tuple[Term, fmpq]]:
    """The summands of a fraction, each as a term with coefficient 1 and its coefficient."""
    found = []
    for exponents, coefficient in num.terms():
        monomial = s.ring.context.from_dict({tuple(exponents): fmpq(1)})
        value = reduced(s, monomial, den)
        lead = value[0].leading_coefficient()
        found.append((s.term((value[0] / lead, value[1])), coefficient * lead))
    return found


def reduced(s: Session, num: fmpq_mpoly, den: fmpq_mpoly) -> tuple[fmpq_mpoly, fmpq_mpoly]:
    """A fraction in lowest terms, the denominator's leading coefficient 1."""
    if num.is_zero():
        return num, s.ring.one
    if not den.is_constant():
        common = num.gcd(den)
        if not common.is_one():
            num, den = num / common, den / common
    lead = den.leading_coefficient()
    return (num, den) if lead == 1 else (num / lead, den / lead)


def _exp(s: Session, leaf: Term) -> Theorem | None:
    (exponent,) = leaf.args
    pieces = []
    for monomial, coefficient in _monomials(s, *s.value(exponent)):
        unit = s.units.get(monomial, 1)
        times = coefficient * unit
        if times.q != 1:
            raise Restart(unit=(monomial, lcm(unit, int(coefficient.q))))
        pieces.append((monomial if unit == 1 else k.mul(k.number(fmpq(1, unit)), monomial), int(times.p)))
    if len(pieces) == 1 and pieces[0][1] == 1 and pieces[0][0] is exponent:
        return s.discharge(algebra.exp_of_ln(exponent.args[0])) if exponent.op == "ln" else None
    return s.discharge(derived.exp_of_sum(exponent, tuple(pieces), s.rewriting(exponent)))


def _ln(s: Session, leaf: Term) -> Theorem | None:
    (argument,) = leaf.args
    if argument.op == "exp":
        return derived.ln_of_exp(argument.args[0])
    num, den = s.value(argument)
    if num.is_zero():
        return None
    factors: list[tuple[Term, int]] = []
    unknown, content = (s.ring.one, s.ring.one), fmpq(1)
    for polynomial, direction in ((num, 1), (den, -1)):
        lead, found = factored(polynomial)
        content *= lead**direction
        for factor, multiplicity in found:
            term = s.term((factor, s.ring.one))
            if s.proved(k.less(k.ZERO, term)) is not None:
                factors.append((term, multiplicity * direction))
            elif s.proved(k.less(term, k.ZERO)) is not None:
                factors.append((s.term((-factor, s.ring.one)), multiplicity * direction))
                content *= -1 if multiplicity % 2 else 1
            elif direction > 0:
                unknown = unknown[0] * factor**multiplicity, unknown[1]
            else:
                unknown = unknown[0], unknown[1] * factor**multiplicity
    if unknown[0].is_one() and unknown[1].is_one():
        if content < 0:
            return None
    elif content < 0:
        unknown, content = (-unknown[0], unknown[1]), -content
    for whole, direction in ((content.p, 1), (content.q, -1)):
        if abs(whole) > PRIMES_BELOW:
            raise Unprovable("a number in a logarithm has more than thirty digits")
        if whole != 1:
            factors += [(k.number(int(prime)), int(power) * direction) for prime, power in fmpz(whole).factor()]
    if not (unknown[0].is_one() and unknown[1].is_one()):
        factors.append((s.term(unknown), 1))
    if len(factors) == 1 and factors[0] == (argument, 1):
        return None
    try:
        return s.discharge(derived.ln_of_product(argument, tuple(factors), s.rewriting(argument)))
    except Unprovable:
        simple = s.term((num, den))
        return None if simple is argument else algebra.replace(leaf, (s.equation(argument, simple),))


HIGH = 1000
"""The degree in one variable beyond which no polynomial is factored."""


def factored(polynomial: fmpq_mpoly) -> tuple[fmpq, list[tuple[fmpq_mpoly, int]]]:
    """A number and the irreducible factors with their multiplicities; leading coefficients are 1.

    A polynomial of a very high degree, as exp(32761/20402) makes one, is left whole: to factor it takes long.
    """
    if polynomial.is_constant():
        return polynomial.leading_coefficient(), []
    if polynomial.total_degree() == 1 or max(polynomial.degrees()) > HIGH:
        lead = polynomial.leading_coefficient()
        return lead, [(polynomial / lead, 1)]
    content, factors = polynomial.factor()
    found = []
    for factor, multiplicity in factors:
        lead = factor.leading_coefficient()
        content *= lead ** int(multiplicity)
        found.append((factor / lead, int(multiplicity)))
    return content, found


def _abs(s: Session, leaf: Term) -> Theorem | None:
    (argument,) = leaf.args
    if s.proved(k.at_most(k.ZERO, argument)) is not None:
        return s.discharge(algebra.absolute_value(argument, False))
    if s.proved(k.at_most(argument, k.ZERO)) is not None:
        return s.discharge(algebra.absolute_value(argument, True))
    factors: list[tuple[Term, int]] = []
    content = fmpq(1)
    for polynomial, direction in zip(s.value(argument), (1, -1), strict=True):
        lead, found = factored(polynomial)
        content *= lead**direction
        factors += [(s.term((factor, s.ring.one)), times * direction) for factor, times in found]
    if content != 1:
        factors.append((k.number(content), 1))
    if factors == [(argument, 1)]:
        return None
    apart = algebra.absolute_of_product(tuple(factors))
    (whole,) = apart.claim.args[0].args
    written = algebra.replace(leaf, (s.equation(argument, whole),)) if whole is not argument else None
    return s.discharge(apart if written is None else transitive(written, apart))


# -- indices


def _bracket(s: Session, leaf: Term) -> Theorem | None:
    (condition,) = leaf.args
    for holds in (True, False):
        with suppress(Unprovable):
            return s.discharge(algebra.bracket_value(condition, holds))
    return None


def _size(s: Session, leaf: Term) -> Theorem | None:
    (over,) = leaf.args
    try:
        if over.op == "interval":
            return s.discharge(indices.size_of_interval(over))
        if over.op == "rest":
            parts = (over.args[0].args[1], over.args[0], over)
            return _size_by_ones(leaf, k.sub(*map(k.size, parts[:2])), parts, (-1, sums.sum_in_parts(parts[1], k.ONE)))
        if over.op == "without":
            whole, point = over.args
            equation = s.discharge(sums.sum_without(whole, point, k.ONE))
            smaller = k.size(whole) if equation.claim.args[1].op == "sum" else k.sub(k.size(whole), k.ONE)
            return _size_by_ones(leaf, smaller, (whole, over), (1, equation))
    except (NotApplicable, Unprovable):
        pass
    return by_facts(s, leaf)


def _size_by_ones(leaf: Term, size: Term, sets: tuple[Term, ...], equation: tuple[int, Theorem]) -> Theorem:
    """The size of a set from an equation for sums of ones over it and others."""
    factor, theorem = equation
    return algebra.field(leaf, size, tuple(map(sums.sum_of_ones, sets)), ((k.number(factor), theorem),))


# -- sums


def _sum(s: Session, leaf: Term) -> Theorem | None:
    over, body = leaf.args
    if over.op == "without" and not s.splits:  # type: ignore[attr-defined]
        inner, point = over.args
        return s.discharge(sums.sum_without(inner, point, body))
    found = by_facts(s, leaf)
    if found is not None:
        return found
    part = s.part_of(over)  # type: ignore[attr-defined]
    if part is not None:
        return sums.sum_in_parts(part, body)
    if body is k.ONE:
        return sums.sum_of_ones(over)
    if over.op == "interval" and over.args[1].op == "count" and s.is_one(over):  # type: ignore[attr-defined]
        return s.discharge(sums.sum_over_one(over, body))
    with s.variable(over) as variable:
        return _sum_with(s, over, body, variable)


def _sum_with(s: Session, over: Term, body: Term, variable: Term) -> Theorem | None:
    opened = k.opened(body, variable)
    if opened.op == "*" and opened.args[0].op == "bracket" and len(opened.args) == 2:
        delta = _collapsed(s, over, body)
        if delta is not None:
            return delta
    lowered = powers.Lowered(s, opened, s.value(opened))
    name = "i" + variable.args[0]
    summands = _summands(s, lowered.value, name)
    written = tuple((coefficient, k.closed(inner, variable)) for coefficient, inner in summands)
    if len(written) == 1 and written[0][0] is k.ONE and not lowered.is_other:
        nested = nested_sums.canonical(s, over, summands[0][1], variable)
        if nested is not None:
            return _to_canonical(s, k.sum_over(over, body), opened, nested, over, variable)
        if written[0][1] is body:
            return None
    whole = k.add(*(k.mul(c, inner) for c, inner in summands))
    if not summands:
        zero = sums.sum_of_equals(over, lowered.equation(k.ZERO), variable)
        return transitive(zero, sums.sum_is_linear(over, ()))
    equals = sums.sum_of_equals(over, lowered.equation(whole), variable)
    if len(written) == 1 and written[0][0] is k.ONE and whole is summands[0][1]:
        return equals
    return transitive(equals, sums.sum_is_linear(over, written))


def _to_canonical(s: Session, leaf: Term, opened: Term, nested: Theorem, over: Term, variable: Term) -> Theorem | None:
    """A sum in the one form that it has with the sums in it; nothing if it has that form."""
    if nested.claim.args[1] is leaf:
        return None
    if nested.claim.args[0] is leaf:
        return nested
    body = k.opened(nested.claim.args[0].args[1], variable)
    return transitive(sums.sum_of_equals(over, s.equation(opened, body), variable), nested)


def _summands(s: Session, value: tuple[fmpq_mpoly, fmpq_mpoly], name: str) -> list[tuple[Term, Term]]:
    """A fraction as a sum of products of what is free of an index and what depends on it."""
    num, den = value
    atoms = s.ring.atoms
    depends = [name in atom.names for atom in atoms]
    bound, free, content = s.ring.one, s.ring.one, fmpq(1)
    if not den.is_constant():
        content, factors = factored(den)
        for factor, power in factors:
            if any(depends[place] for place, degree in enumerate(factor.degrees()) if degree > 0):
                bound = bound * factor**power
            else:
                free = free * factor**power
    collected: dict[tuple[tuple[int, int], ...], fmpq_mpoly] = {}
    for exponents, coefficient in num.terms():
        inside = tuple((place, int(e)) for place, e in enumerate(exponents) if e and depends[place])
        outside = list(exponents)
        for place, _ in inside:
            outside[place] = 0
        term = s.ring.context.from_dict({tuple(outside): coefficient / content})
        collected[inside] = collected[inside] + term if inside in collected else term
    found = []
    for inside, factor_outside in collected.items():
        degrees = [0] * s.ring.capacity
        delta = next((place for place, e in inside if atoms[place].op == "bracket"), None)
        for place, e in inside:
            if place != delta:
                degrees[place] = e
        monomial = s.ring.context.from_dict({tuple(degrees): fmpq(1)})
        body = s.term(reduced(s, monomial, bound))
        if delta is not None:
            body = k.mul(atoms[delta], body)
        found.append((s.term(reduced(s, factor_outside, free)), body))
    return sorted(found, key=lambda pair: (sort_key(pair[1]), sort_key(pair[0])))


def _collapsed(s: Session, over: Term, body: Term) -> Theorem | None:
    """A sum with a delta of its index in front, at the index that the delta names."""
    bracket, inner = body.args
    condition = bracket.args[0]
    if condition.op != "same":
        return None
    for mine, other in (condition.args, tuple(reversed(condition.args))):
        if mine.args[0] == 0 and not other.loose:
            try:
                return s.discharge(sums.sum_with_delta(over, other, inner, mine.args[1]))
            except Unprovable:
                return None
    return None


# -- derivatives and limits


def _partial(s: Session, leaf: Term) -> Theorem | None:
    found = by_facts(s, leaf)
    return found if found is not None else derivatives.step(s, leaf)


def _lim(s: Session, leaf: Term) -> Theorem | None:
    found = by_facts(s, leaf)
    if found is not None:
        return found
    of, by, point = leaf.args
    theorem = s.limit(of, by, point)  # type: ignore[attr-defined]
    if theorem.claim.args[3] in limits.INFINITE:
        raise Unprovable("an infinite limit is used as a number")
    return limits.value_of_limit(theorem, k.equal(leaf, theorem.claim.args[3]))


STEPS: dict[str, Callable[[Session, Term], Theorem | None]] = {
    "quantity": _quantity,
    "count": by_facts,
    "apply": _apply,
    "exp": _exp,
    "ln": _ln,
    "abs": _abs,
    "bracket": _bracket,
    "size": _size,
    "sum": _sum,
    "partial": _partial,
    "lim": _lim,
}
"""How each kind of leaf becomes simpler."""
