"""Fractions of polynomials."""

import pytest
from support.kernel_terms import f, x, y, z

from derivations.kernel import terms as t
from derivations.kernel.polynomials import Full, Ring, ZeroDivisor, in_ring
from derivations.kernel.terms import ONE, ZERO


def test_an_atom_has_one_generator():
    ring = Ring(None, 2)
    assert ring.generator(x) == ring.generator(x) != ring.generator(y)
    assert (ring.atoms, ring.places) == ([x, y], {x: 0, y: 1})
    with pytest.raises(Full):
        ring.generator(z)


def test_divisors_that_may_be_0_are_kept():
    ring, _ = in_ring(
        None, t.add(t.divide(ONE, t.sub(x, y)), t.power(t.number(2), -1), t.power(z, 2), t.power(f(x), -3))
    )
    assert ring.divisors == {t.sub(x, y), f(x)}
    for zero in (ZERO, t.sub(x, x)):
        with pytest.raises(ZeroDivisor):
            in_ring(None, t.power(zero, -1))


def test_a_term_is_evaluated_in_place_of_the_one_that_it_stands_for():
    ring, [value, other] = in_ring({f(x): t.add(y, ONE)}, t.mul(f(x), y), t.mul(t.add(y, ONE), y))
    assert value == other
    assert ring.atoms == [y]
