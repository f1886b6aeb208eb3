"""Limits: ``Lim f = v``, and ``Lim f = Lim g``, which says that f tends to whatever g tends to."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from sympy import Symbol

from derivations.certificate.language.terms import ZERO, Lambda, put
from derivations.certificate.lemmas.lemma import Lemma
from derivations.certificate.proofs.context import Context
from derivations.certificate.proofs.numbers import Numbers
from derivations.certificate.proofs.reasons import equations_of, limits_at_hand
from derivations.certificate.proofs.rewriting import Equation
from derivations.certificate.proofs.slopes import inlined
from derivations.certificate.translation.translate import translate
from derivations.notation import Cases, Entry, Lim, z
from derivations.proof import Chain
from derivations.proof.statements.claim import Claim


class Limits:
    """What functions tend to, as a variable grows without end or falls to 0."""

    def proof(self, chain: Context, claim: Claim, step: Any) -> list[str]:
        """By another form of the function, if the step names one; then by the library's tactic for limits."""
        if not isinstance(claim.lhs, Lim):
            return Numbers().proof(chain, claim, step)
        if isinstance(claim.rhs, Cases):
            return self._in_both_parts(chain, claim, step)
        if claim.lhs.point == 0:
            return _at_zero(chain, claim)
        lines = ["intros v tends."] if isinstance(claim.rhs, Lim) else []
        other = _another_form(chain, claim.lhs.of, step)
        if other is not None:
            form, tactic = other
            name = chain.model.name(claim.lhs.variable)
            function = Lambda(name, translate(chain.model, form))
            lines += [f"apply (eventually_same _ ({function})).", f"{{ intros {name} positive_{name}; {tactic}. }}"]
        if isinstance(claim.rhs, Lim):
            return [*lines, "exact tends."]
        names_a_limit = any(isinstance(reason, Chain) and isinstance(reason.start, Lim) for reason in step.by)
        return [*lines, *(limits_at_hand(chain, step) if names_a_limit else ()), "limit."]

    def _in_both_parts(self, chain: Context, claim: Claim, step: Any) -> list[str]:
        cases = claim.rhs
        part, index = chain.model.part_name(cases.member.range), chain.model.index(cases.index)
        lines = [f"destruct ({part} {index}) eqn:is_in."]
        for value in (cases.inside, cases.outside):
            lines += ["{", *self.proof(chain, Claim(claim.lhs, claim.relation, value), step), "}"]
        return lines

    def ending(self, chain: Context, lemma: Lemma, claims: list[Claim], names: list[str]) -> Iterator[str]:
        """The value of the last function is that of those before it; equations between numbers change its form."""
        place = next((p for p, c in enumerate(claims) if isinstance(c.lhs, Lim) and not isinstance(c.rhs, Lim)), 0)
        proof = names[place]
        for name in names[place + 1 :]:
            proof = f"(lim_value _ _ _ _ {proof} {name})"
        for name in reversed(names[:place]):
            proof = f"({name} _ {proof})"
        yield f"exact {proof}."


def _at_zero(chain: Context, claim: Claim) -> list[str]:
    """A limit from the right that is the value at 0, as the function is continuous there."""
    model, limit = chain.model, claim.lhs
    name = model.name(limit.variable)
    body = inlined(model, translate(model, limit.of))
    return [
        f"apply (from_the_right (fun {name} => {body})); [intro; reflexivity | eexists; derive |].",
        f"change ({put(body, {name: ZERO})} = {translate(model, claim.rhs)}).",
        "at_zero.",
    ]


def _another_form(chain: Context, function: Any, step: Any) -> tuple[Any, str] | None:
    """What a function is by an equation that the step names, other than one about single weighted inputs."""
    for equation in equations_of(chain, step):
        if not equation.left.has(Lim) and not _is_about_an_input(equation):
            found = equation.at(function)
            if found is not None:
                return found
    return None


def _is_about_an_input(equation: Equation) -> bool:
    left = equation.left
    return isinstance(left, Symbol) or (isinstance(left, Entry) and left.family == z)
