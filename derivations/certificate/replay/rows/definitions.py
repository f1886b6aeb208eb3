"""Rows of the rules about definitions."""

from __future__ import annotations

from typing import Any

from derivations.certificate.replay.rows.logic import part
from derivations.certificate.replay.step import NotReplayed, Step, aligned, for_each
from derivations.kernel import terms as k
from derivations.kernel.terms import Term
from derivations.kernel.theorem import Theorem


def unfold(step: Step, clause: Term, *values: Term) -> str:
    """A definition at some indices or terms."""
    proof, there, texts = step.hypothesis(clause), clause, list[str]()
    for value in values:
        shown = step.p(value)
        if clause.op == "all":
            inside = k.member(value, clause.args[0])
            wanted = f"((isin {shown} {step.p.at(there.args[0], *texts)}) = true)"
            proof = f"({proof} {shown} {aligned(step.hypothesis(inside), step.p(inside), wanted)})"
        else:
            proof = f"({proof} {shown})"
        clause, there = k.opened(clause.args[-1], value), there.args[-1]
        texts.append(shown)
    return f"(rule_unfold _ {aligned(proof, step.p.at(there, *texts), step.p(clause))})"


def clause_of(step: Step, form: Term, place: int) -> str:
    """One of the clauses of a structure."""
    said = [clause for clause in form.args[1:] if k.innermost(clause).op == "defines"]
    clause = form.args[1 + place]
    if clause not in said:
        raise NotReplayed("clause_of: what says that something depends on something is no claim")
    return f"(rule_clause_of _ {part(step.hypothesis(form), said.index(clause), len(said) + 1)})"


def by_definition(step: Step, theorem: Theorem, claim: Term) -> str:
    """What is defined is what its definition says, and has a value or is smooth with that."""
    head, body = theorem.claim.args
    known, shown = step.use(theorem), step.p(body)
    if head.op == "quantity":
        kind, start = "quantity", f"M {step.p.name('q', head.args[0])} {step.p.listed(head.args[1:], ())}"
    else:
        kind, start = "function", f"M {step.p.name('f', head.args[0])} {step.p.listed(head.args[2:], ())}"
    if claim.op == "=":
        return f"(rule_by_definition_eq_{kind} {start} {shown} w {known})"
    _, *by = claim.args
    conditions = [step.hypothesis(k.with_arguments(claim, (body, *by)))]
    if kind == "function" and claim.op != "undefined":
        arguments = [step.hypothesis(k.with_arguments(claim, (argument, *by))) for argument in head.args[2:]]
        conditions.append(for_each(arguments))
    name = f"rule_by_definition_{claim.op}_{kind}"
    if claim.op == "smooth":
        name += f" {f'(fun c => c = {step.p.label(by[0])})' if by else '(fun _ => True)'}"
    return f"({name} {start} {shown} w {known} {' '.join(conditions)})"


ROWS: dict[str, Any] = {"unfold": unfold, "clause_of": clause_of, "by_definition": by_definition}
