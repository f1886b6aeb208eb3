"""Exercise 2: the roles of y and a in the cross-entropy cost."""

from sympy import Symbol, log

from derivations.chapter.result import result
from derivations.notation import Eq, sigma
from derivations.proof import Theory, between, definition_of, from_to, given, reals

z, a, y = Symbol("z"), Symbol("a"), Symbol("y")
at_0, at_1 = given(Eq(y, 0)), given(Eq(y, 1))

with result(
    "cross-entropy-domain",
    theory=Theory(reals(z), between(0, a, 1), from_to(0, y, 1)),
    remark=("The cost has a value for every ", y, " from 0 to 1, not only for ", Eq(y, 0), " and ", Eq(y, 1), "."),
) as cross_entropy_domain:
    d = cross_entropy_domain
    above_0 = d.start(sigma(z), "An activation is greater than 0")
    d.gt(0, by=definition_of(sigma))

    below_1 = d.start(sigma(z), "An activation is less than 1")
    d.lt(1, by=definition_of(sigma))

    inside = d.start(-(y * log(a) + (1 - y) * log(1 - a)), "The cost has a value for every output between 0 and 1")
    d.real(by=())

    of_sigmoid = d.start(
        -(y * log(sigma(z)) + (1 - y) * log(1 - sigma(z))),
        "The cost has a value for every activation of a sigmoid neuron",
    )
    d.real(by=[above_0, below_1])

    swapped_0 = d.start(
        -(a * log(y) + (1 - a) * log(1 - y)), "With y and a exchanged, the expression has no value at y = 0", at_0
    )
    d.undefined(by=at_0)

    swapped_1 = d.start(
        -(a * log(y) + (1 - a) * log(1 - y)), "With y and a exchanged, the expression has no value at y = 1", at_1
    )
    d.undefined(by=at_1)

    d.concludes(above_0, below_1, inside, of_sigmoid, swapped_0, swapped_1)
