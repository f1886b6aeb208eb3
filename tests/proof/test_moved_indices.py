"""Sums of indices in an index: proved for any quantities of two indices, and refused where more is said of them."""

import pytest
from sympy import Integer, Symbol

from derivations.notation import Family, Partial, Sum, indices
from derivations.proof import Claim, Definition, Dependency, Proved, Refuted, Theory, Verifier, reals
from derivations.proof.gate.expressions import Refused
from derivations.proof.gate.reading import read

n = Symbol("n")
i, j, k = indices("i j k", 1, n)
x, w, y = Family("x"), Family("w"), Family("y")
total = Sum(w[k] * x[i + k], k)
THEORY = Theory(reals(w[j], x[j]), Definition(y[i], total))


def verdict(left, right, theory=THEORY):
    return Verifier().decide(Claim(left, "=", right), theory, ())


def test_sums_of_indices_are_read():
    assert isinstance(verdict(total + total, 2 * total, Theory(reals(w[j], x[j]))), Proved)
    assert isinstance(verdict(total, Sum(w[k] * x[k - i], k), Theory(reals(w[j], x[j]))), Refuted)


@pytest.mark.parametrize(
    ("left", "theory"),
    [
        (Partial(total, x[j]), Theory(reals(w[j], x[j]))),
        (Partial(total, x[i + j]), Theory(reals(w[j], x[j]))),
        (Partial(x[j], x[k]), Theory(reals(x[j]), Definition(y[i], total))),
        (total, Theory(Definition(x[j], w[j] ** 2))),
        (total, Theory(Definition(x[i + k], w[i] * w[k]))),
        (total, Theory(Dependency(x[j], w[j]))),
        (w[j], Theory(Definition(x[j], w[j] ** 2), Definition(y[i], total))),
    ],
)
def test_nothing_is_said_of_what_is_moved(left, theory):
    with pytest.raises(Refused):
        read(theory, (left, Integer(0)), frozenset()).gate.term(left)
