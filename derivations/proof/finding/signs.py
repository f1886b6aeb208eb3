"""Inequalities: certificates that a difference is a sum of products of things whose sign is known.

A polynomial is factored.  A factor's sign comes from the signs of its terms, from an inequality that the step may
use, or from its bounds: ``low < x < high`` writes x by the two positive quantities ``x - low`` and ``high - x``.
What is found is an identity, and the kernel checks it.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TypeAlias

from flint import fmpq, fmpq_mpoly

from derivations.kernel import indices, order, sums
from derivations.kernel import terms as k
from derivations.kernel.terms import ZERO, Term
from derivations.kernel.theorem import NotApplicable, Theorem
from derivations.proof.finding import derived, weighted_sums
from derivations.proof.finding.facts import head
from derivations.proof.finding.normal_form import factored, reduced
from derivations.proof.finding.session import Session, Sign, Unprovable

Products: TypeAlias = "list[tuple[fmpq, tuple[tuple[Theorem, int], ...]]]"
STRICT, WEAK = 2, 1
MOST_FORMS = 24
ABOVE_3 = order.order_of_numbers(k.number(3), k.PI)
BELOW_22_SEVENTHS = order.order_of_numbers(k.PI, k.number(fmpq(22, 7)))


def prove_order(s: Session, proposition: Term) -> Theorem:
    """A theorem with a relation ``<``, ``≤`` or ``≠`` as its claim."""
    left, right = proposition.args
    direct = _direct(s, proposition)
    if direct is not None:
        return direct
    num, den = _difference(s, left, right)
    if proposition.op == "≠":
        return _unequal(s, left, right, num, den)
    if num.is_zero():
        if proposition.op == "≤":
            return order.weaken(s.equation(left, right), "≤")
        raise Unprovable("the two sides are equal")
    if num.is_constant() and den.is_constant():
        if num.leading_coefficient() < 0:
            raise Unprovable("the difference is a number of the other sign")
        return _by_products(s, left, right, [(num.leading_coefficient(), ())], proposition.op)
    combined = _combined(s, left, right, num, den, proposition.op) or _as_written(s, proposition)
    if combined is not None:
        return combined
    raise Unprovable("the sign of the difference does not follow from the facts that the step names")


def _difference(s: Session, left: Term, right: Term) -> tuple[fmpq_mpoly, fmpq_mpoly]:
    (a, b), (c, d) = s.value(left), s.value(right)
    return reduced(s, c * b - a * d, b * d)


def _by_products(s: Session, left: Term, right: Term, products: Products, op: str) -> Theorem:
    sides = {side for _, factors in products for theorem, _ in factors for side in theorem.claim.args}
    theorem = s.discharge(order.by_identity(left, right, tuple(products), s.rewriting(left, right, *sides)))
    if op == "≤" and theorem.claim.op == "<":
        return order.weaken(theorem, "≤")
    if op == "<" and theorem.claim.op == "≤":
        raise Unprovable("the sides may be equal")
    return theorem


def _as_written(s: Session, proposition: Term) -> Theorem | None:
    """The sign of a term from the signs of its parts as they are written: ``1 + (u - v)² > 0``."""
    left, right = proposition.args
    direction = 1 if left is ZERO else -1
    if ZERO not in (left, right):
        return None
    sign = written_sign(s, right if direction > 0 else left)
    if sign is None or sign.direction != direction:
        return None
    theorem = sign.theorem
    return (
        order.weaken(theorem, "≤")
        if theorem.claim.op == "<" and proposition.op == "≤"
        else (theorem if theorem.claim is proposition else None)
    )


def written_sign(s: Session, term: Term) -> Sign | None:
    """The sign of a term, with 0 on one side of the theorem, from those of its parts."""
    if term.op in ("+", "*"):
        signs = [written_sign(s, part) for part in term.args]
        if any(sign is None or sign.op == "≠" for sign in signs):
            return None
        known = [sign for sign in signs if sign is not None]
        direction = 1
        if term.op == "*":
            for sign in known:
                direction *= sign.direction
            products: Products = [(fmpq(1), tuple((sign.theorem, 1) for sign in known))]
        else:
            direction = known[0].direction
            if any(sign.direction != direction for sign in known):
                return None
            products = [(fmpq(1), ((sign.theorem, 1),)) for sign in known]
        pair = (ZERO, term) if direction > 0 else (term, ZERO)
        return Sign(direction, s.discharge(order.by_identity(*pair, tuple(products))))
    if term.op == "^":
        base, exponent = term.args
        if exponent % 2 == 0:
            nonzero = s.proved(k.unequal(base, ZERO))
            if nonzero is not None:
                return Sign(1, s.discharge(derived.even_power_of_nonzero(base, exponent)))
            return Sign(1, order.sign_of(k.power(base, exponent))) if exponent >= 0 else None
    if term.op == "number":
        return _sign_of_number(s, term)
    for direction, op in ((1, "<"), (-1, "<"), (1, "≤"), (-1, "≤")):
        pair = (ZERO, term) if direction > 0 else (term, ZERO)
        theorem = s.proved(k.relation(op, *pair))
        if theorem is not None:
            return Sign(direction, theorem)
    return None


def _sign_of_number(s: Session, term: Term) -> Sign | None:
    number = term.args[0]
    if number == 0:
        return None
    pair = (ZERO, term) if number > 0 else (term, ZERO)
    return Sign(1 if number > 0 else -1, order.by_identity(*pair, ((abs(number), ()),)))


def _direct(s: Session, proposition: Term) -> Theorem | None:
    """The inequality as a fact in force states it, or one of its consequences."""
    left, right = proposition.args
    for theorem in known_orders(s, left if left.op != "number" else right):
        claim = theorem.claim
        if claim is proposition:
            return theorem
        if claim.op == "<" and claim.args == proposition.args:
            return order.weaken(theorem, proposition.op)
    return None


def known_orders(s: Session, term: Term) -> Iterator[Theorem]:
    """The inequalities in force one of whose sides is this term."""
    yield from s.instances(s.facts.orders_by_head.get(head(term), ()), term)


# -- a whole difference


def _combined(s: Session, left: Term, right: Term, num: fmpq_mpoly, den: fmpq_mpoly, op: str) -> Theorem | None:
    """The certificate of a fraction: that of its numerator over that of its denominator."""
    for polynomial, below in ((num, den), (num * den, s.ring.one)) if not den.is_constant() else ((num, den),):
        factors = _signs_of_factors(s, polynomial, need_strict=op == "<")
        if factors is None:
            continue
        coefficient, signs = factors
        if not den.is_constant():
            more = _signs_of_factors(s, den, need_strict=True)
            if more is None:
                if below is den:
                    continue
                # the fraction is numerator times denominator over the square of the denominator
                lead, found = factored(den)
                try:
                    squares = [
                        (s.discharge(derived.even_power_of_nonzero(s.term((factor, s.ring.one)), 2)), power)
                        for factor, power in found
                    ]
                except Unprovable:
                    continue
                coefficient = coefficient / (lead * lead)
                signs = [*signs, *((Sign(1, square), -power) for square, power in squares)]
            elif below is den:
                coefficient = coefficient / more[0]
                signs = [*signs, *((sign, -power) for sign, power in more[1])]
            else:
                coefficient = coefficient / (more[0] * more[0])
                signs = [*signs, *((sign, -2 * power) for sign, power in more[1])]
        for sign, power in signs:
            if sign.direction < 0 and power % 2:
                coefficient = -coefficient
        if coefficient < 0 or any(sign.op == "≠" for sign, _ in signs):
            continue
        products: Products = [(coefficient, tuple((sign.theorem, power) for sign, power in signs))]
        try:
            return _by_products(s, left, right, products, op)
        except (NotApplicable, Unprovable):
            continue
    return None


def _signs_of_factors(
    s: Session, polynomial: fmpq_mpoly, need_strict: bool
) -> tuple[fmpq, list[tuple[Sign, int]]] | None:
    """The polynomial as a number times powers of things whose signs are known."""
    whole = sign_of(s, polynomial, direct=True)
    if whole is not None and (whole.op == "<" or not need_strict):
        return fmpq(1), [(whole, 1)]
    content, factors = factored(polynomial)
    found: list[tuple[Sign, int]] = []
    for factor, power in factors:
        sign = sign_of(s, factor)
        if power % 2 == 0 and (sign is None or sign.op == "≠"):
            term = s.term((factor, s.ring.one))
            square = (
                order.sign_of(k.power(term, power))
                if sign is None
                else s.discharge(derived.even_power_of_nonzero(term, power))
            )
            if need_strict and sign is None:
                return None
            found.append((Sign(1, square), 1))
            continue
        if sign is None or sign.op == "≠" or (need_strict and sign.op != "<"):
            return None
        found.append((sign, power))
    return content, found


def _unequal(s: Session, left: Term, right: Term, num: fmpq_mpoly, den: fmpq_mpoly) -> Theorem:
    if num.is_zero():
        raise Unprovable("the two sides are equal")
    coefficient, factors = fmpq(1), []
    for polynomial, direction in ((num, 1), (den, -1)):
        lead, found = factored(polynomial)
        coefficient *= lead**direction
        for factor, power in found:
            theorem = nonzero_of(s, factor)
            sign = 1 if theorem.claim.args[0] is ZERO else -1
            coefficient *= sign**power
            factors.append((theorem, power * direction))
    sides = {side for theorem, _ in factors for side in theorem.claim.args}
    return s.discharge(
        derived.unequal_by_identity(left, right, coefficient, tuple(factors), s.rewriting(left, right, *sides))
    )


def nonzero_of(s: Session, factor: fmpq_mpoly) -> Theorem:
    """That a factor is not 0: ``0 < f``, ``f < 0`` or ``f ≠ 0``, with 0 on one side."""
    sign = sign_of(s, factor)
    if sign is not None and sign.op in ("<", "≠"):
        theorem, term = sign.theorem, s.term((factor, s.ring.one))
        if ZERO in theorem.claim.args and term in theorem.claim.args:
            return theorem
        return s.discharge(
            derived.unequal_by_identity(
                ZERO, term, fmpq(sign.direction), ((theorem, 1),), s.rewriting(term, *theorem.claim.args)
            )
        )
    raise Unprovable("needs that a factor is not 0", k.unequal(s.term((factor, s.ring.one)), ZERO))


# -- one polynomial


def sign_of(s: Session, polynomial: fmpq_mpoly, direct: bool = False) -> Sign | None:
    """The sign of a polynomial, by the ways that are known, the quick ones first."""
    memo = s.signs
    names = frozenset[str]().union(
        *(s.ring.atoms[place].names for place, d in enumerate(polynomial.degrees()) if d > 0)
    )
    key = (str(polynomial), direct, names)
    if key not in memo:
        memo[key] = None  # while it is being found out
        memo[key] = _sign_of(s, polynomial, direct)
        s.note(memo, key)
    return memo[key]


def _sign_of(s: Session, polynomial: fmpq_mpoly, direct: bool) -> Sign | None:
    if polynomial.is_constant():
        term = s.term((polynomial, s.ring.one))
        number = polynomial.leading_coefficient()
        identity = order.by_identity(*((ZERO, term) if number > 0 else (term, ZERO)), ((abs(number), ()),))
        return Sign(1 if number > 0 else -1, identity)
    best: Sign | None = None
    for way in (*QUICK, *(() if direct else SLOW)):
        found = way(s, polynomial)
        if found is not None and (best is None or _strength(found) > _strength(best)):
            best = found
        if best is not None and best.op == "<":
            break
    return best


def _of_atom(s: Session, polynomial: fmpq_mpoly) -> Sign | None:
    place = _only_atom(s, polynomial)
    return None if place is None else atom_sign(s, s.ring.atoms[place])


def _only_atom(s: Session, polynomial: fmpq_mpoly) -> int | None:
    if len(polynomial) == 1 and polynomial.total_degree() == 1 and polynomial.leading_coefficient() == 1:
        return next(place for place, degree in enumerate(polynomial.degrees()) if degree > 0)
    return None


def atom_sign(s: Session, atom: Term) -> Sign | None:
    """The sign of an atom: a theorem with 0 on one side."""
    memo = s.atom_signs
    if atom not in memo:
        memo[atom] = None
        memo[atom] = _atom_sign(s, atom)
        s.note(memo, atom)
    return memo[atom]


def _atom_sign(s: Session, atom: Term) -> Sign | None:
    best: Sign | None = None
    if atom.op == "exp":
        return Sign(1, order.sign_of(atom))
    if atom.op == "bracket":
        return Sign(1, derived.bracket_at_least(atom.args[0]))
    if atom.op == "pi":
        return _from_bound(s, atom, ABOVE_3)
    if atom.op == "abs":
        nonzero = s.proved(k.unequal(atom.args[0], ZERO))
        return Sign(
            1, order.sign_of(atom) if nonzero is None else s.discharge(derived.absolute_of_nonzero(atom.args[0]))
        )
    if atom.op in ("count", "size"):
        best = _of_count(s, atom)
    if atom.op == "sum":
        best = _of_total(s, atom)
    if atom.op == "ln":
        best = _of_logarithm(s, atom)
    for theorem in known_orders(s, atom):
        found = _from_bound(s, atom, theorem)
        if found is not None and (best is None or _strength(found) > _strength(best)):
            best = found
    return best


def _strength(sign: Sign) -> int:
    return {"<": 2, "≤": 1, "≠": 0}[sign.op]


def _from_bound(s: Session, atom: Term, theorem: Theorem) -> Sign | None:
    """The sign that a bound by a number gives an atom."""
    op, (low, high) = theorem.claim.op, theorem.claim.args
    other = low if high is atom else high
    value = s.value(other)
    if not (value[0].is_constant() and value[1].is_constant()):
        return None
    number = value[0].leading_coefficient() if not value[0].is_zero() else fmpq(0)
    if op == "≠":
        if number != 0:
            return None
        return Sign(1, theorem)
    above = high is atom
    if (above and number < 0) or (not above and number > 0):
        return None
    if other is ZERO:
        return Sign(1 if above else -1, theorem)
    products: Products = [(fmpq(1), ((theorem, 1),))]
    if number != 0:
        products.append((abs(number), ()))
    pair = (ZERO, atom) if above else (atom, ZERO)
    try:
        return Sign(1 if above else -1, s.discharge(order.by_identity(*pair, tuple(products), s.rewriting(*pair))))
    except (NotApplicable, Unprovable):
        return None


def _of_count(s: Session, atom: Term) -> Sign | None:
    best = Sign(1, indices.not_negative(atom))
    for theorem in s.not_empty(atom):
        found = _from_bound(s, atom, theorem)
        if found is not None and found.op == "<":
            return found
    return best


def _of_total(s: Session, atom: Term) -> Sign | None:
    over, body = atom.args
    with s.variable(over) as variable:
        found = _sign_of_terms(s, over, k.opened(body, variable), variable)
    if found is not None and found.op == "≤" and found.direction > 0:
        strict = weighted_sums.positive(s, atom)
        return found if strict is None else Sign(1, strict)
    return found


def _sign_of_terms(s: Session, over: Term, opened: Term, variable: Term) -> Sign | None:
    """The sign of a sum over a set, all of whose terms have it."""
    for op in ("<", "≤"):
        for direction in (1, -1):
            pair = (ZERO, opened) if direction > 0 else (opened, ZERO)
            inner = s.proved(k.relation(op, *pair))
            if inner is not None:
                return _total_of(s, over, inner, variable, direction)
    return None


def _total_of(s: Session, over: Term, inner: Theorem, variable: Term, direction: int) -> Sign:
    zero = s.zero_sum(over)
    theorem = None
    if inner.claim.op == "<":
        theorem = s.strictly_ordered_sum(over, inner, variable)
    if theorem is None:
        theorem = order.sum_is_ordered(over, inner, variable)
    return Sign(direction, derived.composed(theorem, zero))


def _of_logarithm(s: Session, atom: Term) -> Sign | None:
    (argument,) = atom.args
    for direction in (1, -1):
        pair = (k.ONE, argument) if direction > 0 else (argument, k.ONE)
        for op in ("<", "≤"):
            inner = s.proved(k.relation(op, *pair))
            if inner is not None:
                try:
                    grown = s.discharge(derived.ln_grows(inner))
                except Unprovable:
                    continue
                return Sign(direction, derived.composed(s.equation(ZERO, k.ln(k.ONE)), grown))
    return None


# -- by the signs of terms


def _by_terms(s: Session, polynomial: fmpq_mpoly) -> Sign | None:
    products = _products(s, polynomial, {})
    return None if products is None else _certified(s, polynomial, *products)


def _certified(s: Session, polynomial: fmpq_mpoly, direction: int, products: Products) -> Sign | None:
    term = s.term((polynomial, s.ring.one))
    pair = (ZERO, term) if direction > 0 else (term, ZERO)
    sides = {side for _, factors in products for theorem, _ in factors for side in theorem.claim.args}
    try:
        theorem = s.discharge(order.by_identity(*pair, tuple(products), s.rewriting(*pair, *sides)))
    except (NotApplicable, Unprovable):
        return None
    return Sign(direction, theorem)


def _products(s: Session, polynomial: fmpq_mpoly, given: dict[int, Theorem]) -> tuple[int, Products] | None:
    """The terms of a polynomial as products of things whose sign is known, if they all point the same way.

    ``given`` are inequalities for which generators stand.
    """
    direction, products = 0, []
    for exponents, coefficient in polynomial.terms():
        mine, factors = (1 if coefficient > 0 else -1), []
        for place, exponent in enumerate(exponents):
            if not exponent:
                continue
            power = int(exponent)
            if place in given:
                factors.append((given[place], power))
                continue
            sign = atom_sign(s, s.ring.atoms[place])
            if sign is None or sign.op == "≠":
                if power % 2:
                    return None
                atom = s.ring.atoms[place]
                square = (
                    order.sign_of(k.power(atom, power))
                    if sign is None
                    else s.discharge(derived.even_power_of_nonzero(atom, power))
                )
                factors.append((square, 1))
                continue
            factors.append((sign.theorem, power))
            if sign.direction < 0 and power % 2:
                mine = -mine
        if direction and mine != direction:
            return None
        direction = mine
        products.append((abs(coefficient), tuple(factors)))
    return direction, products


# -- by inequalities that are known


def _by_known(s: Session, polynomial: fmpq_mpoly) -> Sign | None:
    lead = polynomial.leading_coefficient()
    for theorem, num, den in s.known_differences():
        if num / num.leading_coefficient() != polynomial / lead:
            continue
        ratio = lead / num.leading_coefficient()
        below: list[tuple[Theorem, int]] = []
        if not den.is_constant():
            sign = sign_of(s, den)
            if sign is None or sign.op != "<":
                continue
            ratio *= sign.direction
            below = [(sign.theorem, 1)]
        term = s.term((polynomial, s.ring.one))
        try:
            if theorem.claim.op == "≠":
                return Sign(1, s.discharge(derived.unequal_by_identity(
                    term, ZERO, -ratio, ((theorem, 1), *below), s.rewriting(term, *theorem.claim.args))))  # fmt: skip
            direction = 1 if ratio > 0 else -1
            pair = (ZERO, term) if direction > 0 else (term, ZERO)
            products = ((abs(ratio), ((theorem, 1), *below)),)
            return Sign(direction, s.discharge(
                order.by_identity(*pair, products, s.rewriting(*pair, *theorem.claim.args))))  # fmt: skip
        except (NotApplicable, Unprovable):
            continue
    return None


def _of_exponentials(s: Session, polynomial: fmpq_mpoly) -> Sign | None:
    """The sign of ``e^u - e^v``, which is that of ``u - v``."""
    if len(polynomial) != 2 or sorted(polynomial.coeffs()) != [-1, 1]:
        return None
    exponents = []
    for powers, _ in polynomial.terms():
        parts = []
        for place, times in enumerate(powers):
            if times:
                atom = s.ring.atoms[place]
                if atom.op != "exp":
                    return None
                parts.append(k.mul(k.number(int(times)), atom.args[0]))
        exponents.append(k.add(*parts))
    if polynomial.coeffs()[0] < 0:
        exponents.reverse()
    plus, minus = exponents
    term = s.term((polynomial, s.ring.one))
    for direction, op in ((1, "<"), (-1, "<"), (1, "≤"), (-1, "≤"), (1, "≠")):
        low, high = (minus, plus) if direction > 0 else (plus, minus)
        inner = s.proved(k.relation(op, low, high))
        if inner is None:
            continue
        grown = derived.exp_grows(inner)
        rewriting = s.rewriting(*grown.claim.args, term)
        if op == "≠":
            return Sign(1, s.discharge(derived.unequal_by_identity(term, ZERO, fmpq(-1), ((grown, 1),), rewriting)))
        pair = (ZERO, term) if direction > 0 else (term, ZERO)
        return Sign(direction, s.discharge(order.by_identity(*pair, ((fmpq(1), ((grown, 1),)),), rewriting)))
    return None


def _by_numbers(s: Session, polynomial: fmpq_mpoly) -> Sign | None:
    """The sign of a number that no quantity enters, in balls."""
    term = s.term((polynomial, s.ring.one))
    if term.names:
        return None
    for direction in (1, -1):
        try:
            pair = (ZERO, term) if direction > 0 else (term, ZERO)
            return Sign(direction, order.order_of_numbers(*pair))
        except NotApplicable:
            continue
    return None


# -- by bounds


def bounds_of(s: Session, atom: Term) -> list[Theorem]:
    """The inequalities in force that have the atom alone on one side."""
    found = [t for t in known_orders(s, atom) if t.claim.op in ("<", "≤")]
    if atom.op in ("count", "size"):
        found += s.not_empty(atom)
    if atom.op == "exp":
        for op in ("<", "≤"):
            for pair in ((ZERO, atom.args[0]), (atom.args[0], ZERO)):
                inner = s.proved(k.relation(op, *pair))
                if inner is not None:
                    one = s.equation(k.ONE, k.exp(ZERO))
                    return [derived.composed(one, derived.exp_grows(inner))]
    if atom.op == "bracket":
        found += [derived.bracket_at_least(atom.args[0]), derived.bracket_at_most(atom.args[0])]
    if atom.op == "pi":
        found += [ABOVE_3, BELOW_22_SEVENTHS]
    return found


def _by_bounds(s: Session, polynomial: fmpq_mpoly) -> Sign | None:
    """The polynomial in what its atoms lie above and below their bounds, every choice of bounds in turn."""
    places = [place for place, degree in enumerate(polynomial.degrees()) if degree > 0]
    choices: list[list[tuple[int, tuple[Theorem, ...]]]] = [[]]
    for place in places:
        bounds = bounds_of(s, s.ring.atoms[place])
        if not bounds:
            continue
        atom = s.ring.atoms[place]
        lower = [t for t in bounds if t.claim.args[1] is atom]
        upper = [t for t in bounds if t.claim.args[0] is atom]
        ways: list[tuple[Theorem, ...]] = [(a, b) for a in lower for b in upper] + [(t,) for t in bounds]
        choices = [[*choice, (place, way)] for choice in choices for way in ways][:MOST_FORMS] + choices[:1]
    for choice in choices:
        if choice and (found := _with_bounds(s, polynomial, choice)) is not None:
            return found
    return None


def _with_bounds(s: Session, polynomial: fmpq_mpoly, choice: list[tuple[int, tuple[Theorem, ...]]]) -> Sign | None:
    given: dict[int, Theorem] = {}
    value = polynomial
    for place, way in choice:
        atom = s.ring.atoms[place]
        gens = []
        for theorem in way:
            gen = s.generator(theorem.claim)
            given[s.ring.places[theorem.claim]] = theorem
            gens.append(gen)
        if len(way) == 2:
            low, high = (s.value(t.claim.args[0 if t.claim.args[1] is atom else 1]) for t in way)
            if not all(part.is_constant() for pair in (low, high) for part in pair):
                return None
            a, b = ((p[0].leading_coefficient() if not p[0].is_zero() else fmpq(0)) for p in (low, high))
            if b <= a:
                return None
            value = _homogenized(value, place, s, a, b, *gens)
        else:
            theorem = way[0]
            above = theorem.claim.args[1] is atom
            end = s.value(theorem.claim.args[0 if above else 1])
            if not end[1].is_constant() or end[0].degrees()[place]:
                return None
            image = end[0] + gens[0] if above else end[0] - gens[0]
            value = _substituted(value, place, image, s)
    if value.is_zero():
        return None
    products = _products(s, value, given)
    return None if products is None else _certified(s, polynomial, *products)


def _substituted(value: fmpq_mpoly, place: int, image: fmpq_mpoly, s: Session) -> fmpq_mpoly:
    result = s.ring.zero
    for exponents, coefficient in value.terms():
        rest = list(exponents)
        power, rest[place] = int(rest[place]), 0
        result = result + s.ring.context.from_dict({tuple(rest): coefficient}) * image**power
    return result


def _homogenized(
    value: fmpq_mpoly, place: int, s: Session, a: fmpq, b: fmpq, above: fmpq_mpoly, below: fmpq_mpoly
) -> fmpq_mpoly:
    """The polynomial with x = (a (b - x) + b (x - a)) / (b - a), of one degree in ``x - a`` and ``b - x``."""
    degree = int(value.degrees()[place])
    image, one = (below * a + above * b) / (b - a), (above + below) / (b - a)
    result = s.ring.zero
    for exponents, coefficient in value.terms():
        rest = list(exponents)
        power, rest[place] = int(rest[place]), 0
        term = s.ring.context.from_dict({tuple(rest): coefficient})
        result = result + term * image**power * one ** (degree - power)
    return result


# -- by taking sums apart


def _by_splitting(s: Session, polynomial: fmpq_mpoly) -> Sign | None:
    """Sums split into the summands at the indices that are named, and the rest."""
    images: dict[Term, Theorem] = {}
    named = sorted(
        {
            n[1:]
            for place, d in enumerate(polynomial.degrees())
            if d > 0
            for n in s.ring.atoms[place].names
            if n[0] == "i"
        }
    )
    for place, degree in enumerate(polynomial.degrees()):
        if degree <= 0 or s.ring.atoms[place].op != "sum":
            continue
        atom = s.ring.atoms[place]
        theorem = split_sum(s, atom, [k.index(name) for name in named])
        if theorem is not None:
            images[atom] = theorem
    if not images:
        return None
    return s.signed_after(polynomial, tuple(images.values()))


def split_sum(s: Session, atom: Term, points: list[Term]) -> Theorem | None:
    """``Σ_S b = Σ_{S∖{j}} b + b(j)`` for those of the indices that lie in S and differ from one another."""
    over, body = atom.args
    equations: list[Theorem] = []
    chosen: list[Term] = []
    here = over
    for point in points:
        if s.proved(k.member(point, here)) is None:
            continue
        equations.append(s.discharge(sums.sum_without(here, point, body)))
        here = k.without(here, point)
        chosen.append(point)
    if not chosen:
        return None
    from derivations.kernel import algebra

    right = k.add(k.sum_over(here, body), *(k.opened(body, point) for point in chosen))
    combination = tuple((k.number(-1), t) for t in equations)
    return s.discharge(algebra.field(atom, right, (), combination))


def _by_summing(s: Session, polynomial: fmpq_mpoly) -> Sign | None:
    """``A Σ_S b + B |S|`` has the sign that ``A b(k) + B`` has for every k."""
    places = [
        place for place, degree in enumerate(polynomial.degrees()) if degree == 1 and s.ring.atoms[place].op == "sum"
    ]
    for place in places:
        over, body = s.ring.atoms[place].args
        factor = polynomial.derivative(place)
        size = s.value(k.size(over))
        remainder = polynomial - factor * s.ring.context.gen(place)
        if not size[1].is_constant():
            continue
        share, left_over = divmod(remainder, size[0])
        if not left_over.is_zero() or any(s.ring.atoms[i].op == "sum" for i, d in enumerate(share.degrees()) if d > 0):
            continue
        with s.variable(over) as variable:
            one = k.add(k.mul(s.term((factor, s.ring.one)), k.opened(body, variable)), s.term((share, s.ring.one)))
            for direction, op in ((1, "<"), (-1, "<"), (1, "≤"), (-1, "≤")):
                inner = s.proved(k.relation(op, *((ZERO, one) if direction > 0 else (one, ZERO))))
                if inner is not None:
                    found = _total_of(s, over, inner, variable, direction)
                    return _certified(s, polynomial, direction, [(fmpq(1), ((found.theorem, 1),))])
    return None


def _by_capping(s: Session, polynomial: fmpq_mpoly) -> Sign | None:
    """Sums whose terms are at most 1 written as the number of their terms less a remainder."""
    places = [
        place for place, degree in enumerate(polynomial.degrees()) if degree > 0 and s.ring.atoms[place].op == "sum"
    ]
    for place in places:
        atom = s.ring.atoms[place]
        over, body = atom.args
        with s.variable(over) as variable:
            inner = s.proved(k.at_most(k.opened(body, variable), k.ONE))
            if inner is None:
                continue
            ordered = order.sum_is_ordered(over, inner, variable)
        capped = derived.composed(ordered, sums.sum_of_ones(over))
        gen = s.generator(capped.claim)
        size = s.value(k.size(over))
        if not size[1].is_constant():
            continue
        value = _substituted(polynomial, place, size[0] - gen, s)
        products = None if value.is_zero() else _products(s, value, {s.ring.places[capped.claim]: capped})
        if products is not None:
            found = _certified(s, polynomial, *products)
            if found is not None:
                return found
    return None


QUICK = (_of_atom, _by_terms, _by_known)
SLOW = (_of_exponentials, _by_numbers, _by_bounds, _by_splitting, _by_summing, _by_capping)
"""The ways to find a sign, in the order in which they are tried until one shows a strict sign."""
