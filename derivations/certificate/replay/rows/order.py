"""Rows of the rules about the size of numbers: absolute values of products, and numbers that are computed."""

from __future__ import annotations

from typing import Any

from flint import arb, ctx

from derivations.certificate.replay.printing import AND
from derivations.certificate.replay.rows.logic import part
from derivations.certificate.replay.step import Step, conjoined, for_each
from derivations.kernel import terms as k
from derivations.kernel.order import BALLS, PRECISION
from derivations.kernel.terms import Term
from derivations.kernel.theorem import Theorem

FEWER = (25, 50, 100)
"""Bits that tell most numbers apart."""


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


def enough(left: Term, right: Term) -> int:
    """How many bits tell numbers apart: so many that the kernel has found it, or fewer."""
    return next((bits for bits in FEWER if ball(left, bits) < ball(right, bits)), PRECISION)


def slack(term: Term, precision: int, depth: int) -> arb:
    """How far from a logarithm its bounds may be: less than by what it is compared, the less the deeper it stands."""
    return ball(term, precision).rad() / 4 ** (1 + depth)


def bounds(term: Term, precision: int, depth: int) -> str:
    """Numbers just below and above another one."""
    with ctx.workprec(4 * precision):
        near, more = ball(term, 2 * precision), slack(term, precision, depth)
        ends = [(near.lower() - more).lower(), (near.upper() + more).upper()]
    return ", ".join("({}, {})%Z".format(*end.man_exp()) for end in ends)


def wanted(term: Term, precision: int, depth: int = 0) -> int:
    """How many bits of exp there have to be to check the bounds of logarithms.

    An error of a logarithm, however small, is one of what it is the logarithm of.
    """
    more = slack(term, precision, depth) if term.op == "ln" else None
    inner = depth + (term.op == "ln")
    parts = (wanted(part, precision, inner) for part in term.args if isinstance(part, Term))
    return max([precision, *parts, -int(more.man_exp()[1]) if more else 0])


def number(term: Term, precision: int, depth: int = 0) -> str:
    """A number in the language of ``Balls.v``; ``depth`` is how many logarithms there are around it."""
    match term.op:
        case "number":
            above, below = int(term.args[0].p), int(term.args[0].q)
            return f"(Whole ({above}))" if below == 1 else f"(Ratio ({above}) {below})"
        case "pi":
            return "Pi"
        case "^":
            return f"(Pow {number(term.args[0], precision, depth)} ({term.args[1]}))"
        case "exp":
            return f"(Exp {number(term.args[0], precision, depth)})"
        case "ln":
            return f"(Ln {number(term.args[0], precision, depth + 1)} ({bounds(term, precision, depth)}))"
    parts = "; ".join(number(part, precision, depth) for part in term.args)
    return f"({'Add' if term.op == '+' else 'Mul'} [{parts}])"


def compared(left: Term, right: Term) -> str:
    """Two numbers in the language of ``Balls.v``, and how many digits they are computed with.

    What is computed of exp has two thirds of the digits that it is computed with.
    """
    bits = enough(left, right)
    digits = 3 * max(wanted(left, bits), wanted(right, bits)) // 2 + 64
    return f"{digits} {number(left, bits)} {number(right, bits)}"


def order_of_numbers(step: Step, left: Term, right: Term) -> str:
    """Numbers between bounds, which Coq computes."""
    return f"(rule_order_of_numbers {compared(left, right)} w ltac:(vm_cast_no_check (@eq_refl bool true)))"


def convex_minimum(
    step: Step, name: str, convex: Theorem, variable: Term, low: Term | None, high: Term | None, point: Term
) -> str:
    """The curvature at every number of the interval, in a model in which the variable is that number."""
    p = step.p

    def conditions(of: Term) -> list[Term]:
        return ([k.less(low, of)] if low else []) + ([k.less(of, high)] if high else [])

    def within(of: Term) -> str:
        return conjoined([*map(step.hypothesis, conditions(of)), "Logic.I"])

    bounds, at = conditions(variable), p.where({variable: "(num x)"})
    inside = f"(fun x : R => {AND.join([*map(at, bounds), 'True'])})"
    between = []
    for n, bound in enumerate(bounds):
        below = bound.args[1] is variable
        end = part("A" if below else "B", n, len(bounds) + 1)
        step_up, step_down = f"(Rlt_le_trans _ _ _ {end} (proj1 H))", f"(Rle_lt_trans _ _ _ (proj2 H) {end})"
        between.append(step_up if below else step_down)
    instead = {bound: part("within", n, len(bounds) + 1) for n, bound in enumerate(bounds)}
    instead[k.defined(variable)] = "Logic.I"
    curved = step.put(convex, variable, "(num x)", instead)
    whole = f"(fun a b x A B H => {conjoined([*between, 'Logic.I'])}) (fun x within => {curved})"
    critical = step.hypothesis(k.equal(k.apply(name, (1,), point), k.ZERO))
    known = f"{within(point)} {within(variable)} {critical} {step.hypothesis(k.unequal(variable, point))}"
    return f"(rule_convex_minimum M {p.name('f', name)} {p(point)} {p(variable)} {inside} w {whole} {known})"


ROWS: dict[str, Any] = {
    "absolute_of_product": absolute_of_product,
    "order_of_numbers": order_of_numbers,
    "convex_minimum": convex_minimum,
}
