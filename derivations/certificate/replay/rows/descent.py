"""What holds of all quantities that lie below one, as a script of tactics: by induction on their ranks.

What lies below is told by patterns.  Each step down from a quantity in one ends in one, and properties go up.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from derivations.certificate.replay.printing import AND, OR
from derivations.certificate.replay.rows.properties import Function, Property, Upwards, passes, ways_of
from derivations.certificate.replay.step import Step
from derivations.kernel import terms as k
from derivations.kernel.structure import Pattern
from derivations.kernel.terms import Term

COMPARED: dict[str, str] = {"=": "{} = {}", "≤": "({} <= {})%Z", "≠": "{} <> {}", "∉": "isin {} {} = false"}
"""What a pattern says of an index."""
LEFT_OUT = "intros; settle; facts; by_indices"
"""That a quantity is not defined by a clause."""
MEMBER = "unfold B; member"
"""That a quantity is in a pattern."""


class Claim(NamedTuple):
    """What is shown of quantities, and how.

    ``variables`` are what the variables of the property are, and ``functions`` the proofs of what it says of
    functions.  The tactic ``own`` goes to what follows above from what holds below, ``beside`` shows what has to hold
    of a quantity itself, and ``leaf`` goes to what holds below one, by the tactic that is put in.
    """

    prop: Property
    variables: str
    functions: dict[Function, str]
    own: str = ""
    beside: str = ""
    leaf: str = "{}"


class Descent:
    """The script for what lies below."""

    def __init__(
        self, step: Step, forms: Iterable[Term], below: Iterable[Pattern], claim: Claim, apart: Iterable[Term] = ()
    ) -> None:
        self.step, self.p, self.claim = step, step.p, claim
        self.forms = {form.args[0][1:]: form for form in forms if form.args[0][0] == "q"}
        self.below = self._widened(tuple(below), {quantity.args[0] for quantity in apart})

    def _widened(self, below: tuple[Pattern, ...], apart: set[str]) -> tuple[Pattern, ...]:
        """The patterns, with those of names that need no indices made one: nothing below them has the names apart."""
        made = {name: _made_of(form) for name, form in self.forms.items()}
        wide = {name for name, form in self.forms.items() if all(passes(self.claim.prop, c) for c in form.args[1:])}
        wide -= apart
        while narrow := {name for name in wide if not wide.issuperset(child for child, _ in made[name])}:
            wide -= narrow
        todo: list[Pattern] = [(name, ((),) * len(places)) for name, places in below if name in wide]
        met = dict[Pattern, None]()
        while todo:
            one = todo.pop()
            if one not in met:
                met[one] = None
                todo += made[one[0]]
        return (*met, *(one for one in below if one[0] not in wide))

    def all(self) -> str:
        """The claim of all quantities in patterns, as ``All``."""
        claimed = self.claim.prop.below.format("x", "i", self.claim.variables)
        patterns = OR.join([*map(self.pattern, self.below), "False"])
        cases = " ".join(f"{{ {self.opened(one)} {self.case(one)} }}" for one in self.below)
        return (
            f"pose (B := fun (x : positive) (i : list Z) => {patterns}). "
            f"assert (All : forall x i, B x i -> {claimed}). "
            f"{{ apply (by_rank M B (fun x i => {claimed})). intros x i HB IH. unfold B in HB. "
            f"destruct HB as {ways_of('HB', len(self.below), '[]')}. {cases} }}"
        )

    def one(self, quantity: Term) -> str:
        """What follows for a quantity by the claim of all below it."""
        lemma, down = self._upwards(quantity.args[0], len(quantity.args) - 1, f"apply All; {MEMBER}")
        return f"apply {lemma}{down}."

    def case(self, one: Pattern) -> str:
        """A quantity in a pattern."""
        lemma, down = self._upwards(one[0], len(one[1]), f"apply IH; [{MEMBER} | assumption]")
        return f"subst i. {self.claim.own} apply {lemma}{down}."

    def _upwards(self, name: str, count: int, below: str) -> tuple[str, str]:
        """The lemma by which the property goes up to a quantity, and the tactics for what it supposes."""
        form, claim = self.forms[name], self.claim
        lemma = Upwards(self.p, form, count, claim.prop)
        functions = [claim.functions[function] for function in lemma.functions]
        given = [*lemma.indices, claim.variables, self.step.hypothesis(form), *functions]
        down = f"intros; settle; facts; first [{claim.leaf.format(below)} | by_indices]"
        goals = [*[claim.beside] * bool(claim.beside), *[LEFT_OUT] * len(lemma.left_out)]
        goals += [f"{down} .."] * bool(lemma.below)
        used = " ".join([self.step.lemmas.lemma(lemma.lemma()), "M", "w", *filter(None, given)])
        return f"({used})", f"; [{' | '.join(goals)}]" if goals else ""

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


def _made_of(form: Term) -> list[Pattern]:
    """The quantities that a structure names, by patterns that say nothing of indices."""
    inside = (part for clause in form.args[1:] for part in k.parts(k.innermost(clause).args[1]))
    named = (part for part in inside if part.op == "quantity")
    return list(dict.fromkeys((part.args[0], ((),) * (len(part.args) - 1)) for part in named))
