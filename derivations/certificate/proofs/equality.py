"""Equations between terms: both sides rewritten by the reasons, then derivatives, sums and field arithmetic."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

import sympy

from derivations.certificate.language.exchange import (
    ONE_NEURON,
    Exchange,
    exchanged,
    is_simple,
    outermost_sums,
    sum_value,
)
from derivations.certificate.language.sums import linear
from derivations.certificate.language.terms import App, Lambda, Term, Var, put, written
from derivations.certificate.proofs.context import Context
from derivations.certificate.proofs.matching import matched
from derivations.certificate.proofs.reasons import equations_of, sums_known
from derivations.certificate.proofs.rewriting import Equation, rewritten
from derivations.certificate.proofs.slopes import carried_out, is_carried_out
from derivations.certificate.translation.translate import SLOPES, translate
from derivations.notation import Entry, Index, Sum, rebuilt, replaced
from derivations.proof.statements.reasons import DefinitionOf
from derivations.proof.statements.theory import Given, Parts, head

LEVELS = 6
"""How often equations between quantities are used one after the other."""


def equation(proof: Context, left: Any, right: Any, step: Any) -> list[str]:
    """The proof of ``left = right``: both sides rewritten by the reasons, then derivatives, sums and algebra."""
    equations = equations_of(proof, step)
    lines: list[str] = []
    ends: list[Term] = []
    known = sums_known(proof, step)
    for side in (left, right):
        more, end = rewriting(proof, side, equations, step)
        lines += [*more, "symmetry."]
        ends.append(end)
    return [*lines, *algebra(proof, ends, known)]


def replacing(proof: Context, sides: list[Any], step: Any) -> tuple[list[str], list[Term]]:
    """Lines that replace terms of the goal by what they are by a step's reasons, and what they are then."""
    equations = equations_of(proof, step)
    lines: list[str] = []
    ends: list[Term] = []
    for side in sides:
        more, end = rewriting(proof, side, equations, step)
        if more:
            name = proof.fresh("side")
            lines += [f"assert ({name} : {translate(proof.model, side)} = {end}).", "{"]
            lines += [*(f"  {line}" for line in more), "  reflexivity.", "}", f"rewrite {name}; clear {name}."]
        ends.append(end)
    return lines, ends


def rewriting(proof: Context, side: Any, equations: list[Equation], step: Any) -> tuple[list[str], Term]:
    """Lines that bring the left side of the goal into another form, and that form."""
    side, term, lines = _by_equations(proof, side, equations, step)
    term, more = _by_derivatives(proof, side, term, equations, step)
    lines += more
    term, more = _by_values(proof, term, equations)
    return [*lines, *more], term


def _by_equations(proof: Context, side: Any, equations: list[Equation], step: Any) -> tuple[Any, Term, list[str]]:
    """Quantities replaced by what they are, again and again."""
    lines: list[str] = []
    term = translate(proof.model, side)
    for _ in range(LEVELS):
        side, term, more = _in_parts(proof, side, term, step)
        lines += more
        side, how = rewritten(side, equations)
        if not how:
            break
        leaves = {
            translate(proof.model, one.old): (translate(proof.model, one.new), (f"{one.tactic}.",)) for one in how
        }
        term, found = exchanged(term, leaves)
        lines += _transition(proof, term, found)
    return side, term, lines


def _by_derivatives(
    proof: Context, side: Any, term: Term, equations: list[Equation], step: Any
) -> tuple[Term, list[str]]:
    """The derivatives carried out that the step's reasons allow to carry out."""
    named = {head(reason.what) for reason in step.by if isinstance(reason, DefinitionOf)}
    fact_of = partial(_fact_about, equations)
    slopes: dict[Term, tuple[Term, tuple[str, ...]]] = {}
    for part in sympy.preorder_traversal(side):
        if isinstance(part, SLOPES) and is_carried_out(proof.model, part, named, fact_of):
            old, new, tactic = carried_out(proof.model, part, fact_of)
            value, more = simpler(proof, new)
            steps = (f"transitivity ({new}); [{tactic} |].", *more, "algebra.") if more else (f"{tactic}.",)
            slopes[old] = (value, steps)
    term, found = exchanged(term, slopes)
    return term, _transition(proof, term, found)


def _by_values(proof: Context, term: Term, equations: list[Equation]) -> tuple[Term, list[str]]:
    """Quantities replaced where derivatives are taken, too."""
    lines: list[str] = []
    values = {
        translate(proof.model, e.left): (translate(proof.model, e.right), (f"{e.proof({}, {})}.",))
        for e in equations
        if not e.variables and not isinstance(e.left, SLOPES)
    }
    for _ in range(LEVELS):
        term, found = exchanged(term, values)
        lines += _transition(proof, term, found)
        if not found:
            break
    return term, lines


def _fact_about(equations: list[Equation], quantity: Any) -> tuple[Any, Callable[[Mapping[str, Term]], str]] | None:
    """What a quantity is by a fact, and how that is proved when something in it moves."""
    for equation in equations:
        where = matched(equation.left, quantity, equation.variables) if equation.is_fact else None
        if where is not None:
            return replaced(equation.right, where), partial(equation.proof, where)
    return None


def _in_parts(proof: Context, side: Any, term: Term, step: Any) -> tuple[Any, Term, list[str]]:
    """Sums over a set of which a step's hypotheses speak by its parts, as the sums over the parts."""
    ranges = {i.range.part_of for r in step.by if isinstance(r, Given) for i in r.forall if i.range.part_of}
    for partition in proof.chain.theory.partitions:
        apart = _apart(proof, side, partition) if partition.whole in ranges else side
        if apart == side:
            continue
        size = proof.model.size(partition.whole)
        new: dict[Term, tuple[Term, tuple[str, ...]]] = {}
        for whole in outermost_sums(term):
            if whole.head == "sum" and whole.args[0] == size:
                one, other = (
                    App("sum_in", (size, proof.model.part(part), _renamed(whole.args[1], place)))
                    for place, part in enumerate(partition.parts)
                )
                new[whole] = (App("+", (one, other)), ("apply sum_parts.",))
        changed, found = exchanged(term, new)
        return apart, changed, _transition(proof, changed, found)
    return side, term, []


def _apart(proof: Context, expression: Any, partition: Parts) -> Any:
    if isinstance(expression, Sum) and expression.index.range == partition.whole and not expression.without:
        sums = []
        for place, part in enumerate(partition.parts):
            index = Index(expression.index.name, part)
            proof.model.names[index] = _in_part(proof.model.name(expression.index), place)
            sums.append(Sum(replaced(expression.body, {expression.index: index}), index))
        return sympy.Add(*sums, evaluate=False)
    if not getattr(expression, "args", ()) or isinstance(expression, Entry | Sum):
        return expression
    return rebuilt(expression, [_apart(proof, part, partition) for part in expression.args])


def _transition(proof: Context, new: Term, equations: list[Exchange]) -> list[str]:
    lines, names = [], []
    for conditions, old, by, tactics in dict.fromkeys(equations):
        name = proof.fresh("e")
        names.append(name)
        lines += [
            f"assert ({name} : {conditions}{old} = {by}).",
            "{ intros.",
            *(f"  {line}" for line in tactics),
            "}",
        ]
    if not names:
        return []
    apply = " | ".join(f"apply {name}; range" for name in names)
    clear = f" clear {' '.join(names)}."
    return [*lines, f"transitivity ({new}); [alike ltac:(first [{apply}]) |].{clear}"]


def algebra(proof: Context, sides: list[Term], known: tuple[str, ...]) -> list[str]:
    """The proof of an equation by sums and their deltas, what is ``known`` of sums, and field arithmetic."""
    lines: list[str] = []
    done: set[Term] = set()
    for side in sides:
        for found in outermost_sums(side):
            if found in done:
                continue
            done.add(found)
            lines += summed(proof, found)
    if proof.chain.theory.partitions:
        lines.append("rewrite ?parts.")
    lines += [f"rewrite ?{name}." for name in known]
    return [*lines, "algebra."]


def simpler(proof: Context, term: Term) -> tuple[Term, list[str]]:
    """The term with its sums written as linear combinations, and the lines that rewrite a goal so."""
    lines: list[str] = []
    new: dict[Term, tuple[Term, tuple[str, ...]]] = {}
    for found in dict.fromkeys(outermost_sums(term)):
        more = summed(proof, found)
        lines += more
        if more:
            new[found] = (sum_value(found), ())
    return (exchanged(term, new)[0], lines) if lines else (term, [])


def summed(proof: Context, found: App) -> list[str]:
    """A rewriting of the goal that brings a sum into a form that does not depend on how it was written."""
    if found.head == "sum_except":
        size, index, function = found.args
        whole = App("sum", (size, function))
        return [
            f"rewrite (sum_except_split {_args(size, index, function)}) by range; cbv beta.",
            *summed(proof, whole),
        ]
    *over, function = found.args
    if over[0] == ONE_NEURON and found.head == "sum":
        return [f"rewrite (sum_one ({function})); cbv beta."]
    form = linear(found)
    if is_simple(found):
        return []
    name = proof.fresh("s")
    return [
        f"assert ({name} : {found} = {form.value}).",
        f"{{ transitivity ({form.sum_of(form.body)}); [apply {found.head}_ext; intros; algebra |].",
        f"  transitivity ({form.combination}); [linear_sum | collapse]. }}",
        f"rewrite {name}; clear {name}.",
    ]


def _args(*terms: Term) -> str:
    return " ".join(written(term, 9) for term in terms)


def _in_part(name: str, place: int) -> str:
    """An index's name in a sum over the first part, and over the second one."""
    return f"{name}'" if place else name


def _renamed(function: Term, place: int) -> Term:
    assert isinstance(function, Lambda)
    name = _in_part(function.bound, place)
    return Lambda(name, put(function.body, {function.bound: Var(name)}))
