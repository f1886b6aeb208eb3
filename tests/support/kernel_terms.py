"""Short names for the kernel's terms, and what tests of its rules ask."""

import pytest

from derivations.kernel.structure import clause_of, unfold
from derivations.kernel.terms import (
    ZERO,
    add,
    apply,
    closed,
    count,
    defines,
    equal,
    for_all,
    for_all_reals,
    index,
    interval,
    less,
    mul,
    number,
    part,
    power,
    quantity,
    row,
    structure,
    sum_over,
    unequal,
)
from derivations.kernel.theorem import NotApplicable, assume, cut

i, j, k, m = map(index, "ijkm")
x, y, z, q, r, u, v, w, p = map(quantity, "xyzqruvwp")
n = count("n")


def num(value):
    """A whole number as an index."""
    return index(None, value)


S = interval(num(1), n)
T = interval(num(1), count("m"))
M = part("M", S)


def at(name, *where):
    """A quantity at index terms."""
    return quantity(name, *where)


def total(variable, over, body):
    """The sum of the body over a set, the variable bound."""
    return sum_over(over, closed(body, variable))


def every(variable, over, body):
    """The proposition for every index in a set."""
    return for_all(over, closed(body, variable))


def every_real(variable, body):
    """The proposition for every real value of a quantity."""
    return for_all_reals(closed(body, variable))


def row_of(variable, over, body):
    """A row of quantities."""
    return row(over, closed(body, variable))


def f(*arguments, orders=None, name="f"):
    """A function, or a derivative of it, at its arguments."""
    return apply(name, orders or (0,) * len(arguments), *arguments)


def formula(name, variable, body):
    """The structure of a function of one argument that has a formula."""
    return structure("f" + name, every_real(variable, defines(apply(name, (0,), variable), body)))


def free(*names):
    """Structures of quantities that depend on nothing."""
    return tuple(structure("q" + name) for name in names)


def made(head, body):
    """The structure of a quantity without indices that has a definition."""
    return structure("q" + head.args[0], defines(head, body))


def definition(form, head):
    """What the first clause of a structure says of a head, the clause's indices in their order."""
    return cut(unfold(form.args[1], *head.args[2 if head.op == "apply" else 1 :]), clause_of(form, 0))


def given(op, left, right):
    """An assumed relation."""
    return assume({"=": equal, "<": less, "≠": unequal}[op](left, right))


def under(theorem, *hypotheses):
    """The theorem with more hypotheses."""
    return cut(theorem, *map(assume, hypotheses))


def proves(theorem, claim, *hypotheses):
    """Whether the theorem is exactly this one."""
    assert theorem.claim is claim, f"{theorem.claim} is not {claim}"
    assert theorem.hypotheses == set(hypotheses), f"{theorem.hypotheses} are not {hypotheses}"
    return True


def refused(match=None):
    """What is done in this block is no use of a rule."""
    return pytest.raises((NotApplicable, TypeError), match=match)


def term_of(ring, polynomial):
    """The polynomial as a term in the ring's atoms."""
    summands = []
    for exponents, coefficient in polynomial.terms():
        factors = [power(ring.atoms[place], int(e)) for place, e in enumerate(exponents) if e]
        if coefficient != 1 or not factors:
            factors.insert(0, number(coefficient))
        summands.append(mul(*factors))
    return add(*summands) if summands else ZERO
