"""What holds of all quantities that lie below one, as a script of tactics: by induction on their ranks.

What lies below is told by patterns.  Each quantity in one is defined, and its definition names quantities in patterns,
or it is a law of such.
"""

from __future__ import annotations

from typing import NamedTuple

from derivations.certificate.replay.printing import AND, OR, defined_places
from derivations.certificate.replay.rows.logic import part
from derivations.certificate.replay.step import Step
from derivations.kernel import terms as k
from derivations.kernel.structure import Pattern
from derivations.kernel.terms import Term

COMPARED: dict[str, str] = {"=": "{} = {}", "≤": "({} <= {})%Z", "≠": "{} <> {}", "∉": "isin {} {} = false"}
"""What a pattern says of an index."""
BELOW = "apply IH; [unfold B; member | apply (proj1 (proj2 Mk)); cbv beta; ways]"
"""That the claim holds of a quantity below another one."""


class Claim(NamedTuple):
    """What is shown of quantities, and how.

    ``of`` is the claim about the quantity with the name and indices that are put in.  ``own`` goes from there to what
    the lemmas ``by_definition`` and ``by_law`` show of one with the name that is put in; they leave a goal about a
    term, for the tactic ``terms``, and about quantities, each of which ``leaf`` takes, with what it has for one below.
    """

    of: str
    own: str
    by_definition: str
    by_law: str
    terms: str
    leaf: str = "{}"


class Descent:
    """The script for what lies below."""

    def __init__(self, step: Step, forms: tuple[Term, ...], below: tuple[Pattern, ...], claim: Claim) -> None:
        self.step, self.p, self.forms, self.below, self.claim = step, step.p, forms, below, claim

    def all(self) -> str:
        """The claim of all quantities in patterns, as ``All``."""
        statement = f"forall x i, B x i -> {self.claim.of.format('x', 'i')}"
        patterns = OR.join([*map(self.pattern, self.below), "False"])
        cases = " ".join(f"{{ {self.opened(one)} {self.case(one[0], self.claim.own, BELOW)} }}" for one in self.below)
        return (
            f"pose (B := fun (x : positive) (i : list Z) => {patterns}). assert (All : {statement}). "
            f"{{ apply (by_rank M B (fun x i => {self.claim.of.format('x', 'i')})). intros x i HB IH. unfold B in HB. "
            f"destruct HB as {ways_of('HB', len(self.below), '[]')}. {cases} }}"
        )

    def one(self, quantity: Term, claim: str) -> str:
        """The claim of one quantity by that of all below it."""
        places = self.p.listed(quantity.args[1:], ())
        case = self.case(quantity.args[0], "idtac", "apply All; unfold B; member")
        return f"assert (T : forall i, i = {places} -> {claim}). {{ intros i Ei. {case} }} exact (T _ eq_refl)."

    def pattern(self, one: Pattern) -> str:
        """That a quantity x with indices i is in a pattern."""
        name, places = one
        variables = [f"k{n}" for n in range(len(places))]
        opening = f"exists {' '.join(variables)} : Z, " if variables else ""
        said = AND.join([f"i = [{'; '.join(variables)}]", *self.conditions(one)])
        return f"(x = {self.p.name('q', name)}{AND}({opening}{said}))"

    def conditions(self, one: Pattern) -> list[str]:
        """What a pattern says of the indices."""
        said = [COMPARED[how].format(f"k{n}", self.p(what)) for n, place in enumerate(one[1]) for how, what in place]
        return said or ["True"]

    def opened(self, one: Pattern) -> str:
        """What a pattern says, taken apart."""
        variables = [f"k{n}" for n in range(len(one[1]))]
        conditions = [f"C{n}" for n in range(len(self.conditions(one)))]
        return f"destruct HB as ({' & '.join(['->', *variables, 'Ei', *conditions])})."

    def case(self, name: str, own: str, below: str) -> str:
        """One quantity: it is defined in one of some ways, or it is a law of what it depends on."""
        form = next(form for form in self.forms if form.args[0] == "q" + name)
        clauses = list(form.args[1:])
        said = [clause for clause in clauses if k.innermost(clause).op == "defines"]
        proof, known = self.step.hypothesis(form), len(said) + 1
        leaf = f"(facts; first [{self.claim.leaf.format(below)} | by_indices])"
        shown = self.p.name("q", name)
        ways = " ".join(
            f"{{ {self.defined(clause, part(proof, place, known), shown, own, leaf)} }}"
            for place, clause in enumerate(said)
        )
        split = f"destruct D as {ways_of('D', len(said) - 1, 'D')}." if len(said) > 1 else "" if said else "destruct D."
        opened = "intros y j Dep; open_ways Dep; subst y j; settle"
        law = f"subst i; facts; {own}; {self.claim.by_law.format(shown)}; {opened}; {leaf}"
        return (
            f"pose proof {part(proof, len(said), known)} as Mk. "
            f"destruct (decided ({defined_places(self.p, clauses)} i)) as [D | D]. {{ {split} {ways} }} {{ {law}. }}"
        )

    def defined(self, clause: Term, proof: str, name: str, own: str, leaf: str) -> str:
        """One way in which a quantity is defined."""
        variables = list[str]()
        while clause.op == "all":
            proof = f"{proof} u{len(variables)} e{len(variables)}"
            variables.append(f"u{len(variables)}")
            clause = clause.args[1]
        inside = [f"e{n}" for n in range(len(variables))]
        opened = f"destruct D as ({' & '.join([*variables, '->', *inside])}). " if variables else "subst i. "
        return (
            f"{opened}pose proof ({proof}) as Def. try (injection Ei; clear Ei; intros). settle. facts. "
            f"first [by_indices | {own}; {self.claim.by_definition.format(name)}; {self.claim.terms} ltac:{leaf}]."
        )


def ways_of(name: str, count: int, last: str) -> str:
    """A pattern for so many ways, and a last one."""
    return last if count <= 0 else f"[{name} | {ways_of(name, count - 1, last)}]"
