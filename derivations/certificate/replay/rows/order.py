"""Rows of the rules about the size of numbers: absolute values of products, and numbers that are computed."""

from __future__ import annotations

from typing import Any

from flint import arb, ctx

from derivations.certificate.replay.step import Step, for_each
from derivations.kernel import terms as k
from derivations.kernel.order import BALLS, PRECISION
from derivations.kernel.terms import Term

FINER = 2 * PRECISION
"""Bits of the balls from which bounds of logarithms are proposed."""


def absolute_of_product(step: Step, factors: tuple[tuple[Term, int], ...]) -> str:
    """The factors as a list; what is divided by is not 0."""
    listed = "; ".join(f"({step.p(of)}, ({times})%Z)" for of, times in factors)
    apart = [step.hypothesis(k.unequal(of, k.ZERO)) if times < 0 else "Logic.I" for of, times in factors]
    return f"(rule_absolute_of_product [{listed}] w {for_each(apart)})"


# -- numbers that are computed


def ball(term: Term, precision: int) -> arb:
    """A number, as closely as so many bits tell."""
    with ctx.workprec(precision):
        return BALLS[term.op](*(ball(part, precision) if isinstance(part, Term) else part for part in term.args))


def slack(term: Term) -> arb:
    """How far from a number its bounds may be: closer than those that the kernel compares it by."""
    return ball(term, PRECISION).rad() / 4


def bounds(term: Term) -> str:
    """Numbers just below and above another one."""
    with ctx.workprec(2 * FINER):
        near, more = ball(term, FINER), slack(term)
        ends = [(near.lower() - more).lower(), (near.upper() + more).upper()]
    return ", ".join("({}, {})%Z".format(*end.man_exp()) for end in ends)


def digits(*terms: Term) -> int:
    """How many binary digits tell numbers apart as closely as the kernel does.

    What is computed of exp has two thirds of the digits that it is computed with; an error of a logarithm, however small,
    is a part of what it is the logarithm of.
    """
    logarithms = {here for term in terms for here in k.parts(term) if here.op == "ln"}
    wanted = [PRECISION, *(-int(slack(here).man_exp()[1]) for here in logarithms if slack(here))]
    return 3 * max(wanted) // 2 + 64


def number(term: Term) -> str:
    """A number in the language of ``Balls.v``."""
    match term.op:
        case "number":
            above, below = int(term.args[0].p), int(term.args[0].q)
            return f"(Whole ({above}))" if below == 1 else f"(Ratio ({above}) {below})"
        case "pi":
            return "Pi"
        case "^":
            return f"(Pow {number(term.args[0])} ({term.args[1]}))"
        case "exp":
            return f"(Exp {number(term.args[0])})"
        case "ln":
            return f"(Ln {number(term.args[0])} ({bounds(term)}))"
    return f"({'Add' if term.op == '+' else 'Mul'} [{'; '.join(map(number, term.args))}])"


def order_of_numbers(step: Step, left: Term, right: Term) -> str:
    """Numbers between bounds, which Coq computes."""
    both = f"{digits(left, right)} {number(left)} {number(right)}"
    return f"(rule_order_of_numbers {both} w ltac:(vm_cast_no_check (@eq_refl bool true)))"


ROWS: dict[str, Any] = {"absolute_of_product": absolute_of_product, "order_of_numbers": order_of_numbers}
