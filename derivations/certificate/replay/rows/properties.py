"""Properties that go up: what has one if all that it is made of has it.  A lemma says so for each structure."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property, partial
from typing import NamedTuple, TypeAlias

from derivations.certificate.replay.printing import Around, Printer, defined_places, named, parents
from derivations.certificate.replay.rows.logic import part
from derivations.kernel import terms as k
from derivations.kernel.structure import FOLLOWED, is_total
from derivations.kernel.terms import Term

Function: TypeAlias = "tuple[str, int]"
"""A function, and how many arguments it has."""


class Property(NamedTuple):
    """A property of quantities; each text is about one whose name and indices are put in, and then the ``variables``.

    ``below`` is the property of what a quantity is made of, ``above`` what follows for that.  ``beside`` is what has to
    hold of the quantity itself, ``function`` of a function with so many arguments.  ``by_definition`` and ``by_law``
    are the library's lemmas, ``terms`` is its tactic for terms, and ``passes`` tells through which operators that goes.
    """

    variables: tuple[str, str]
    below: str
    above: str
    function: str
    by_definition: str
    by_law: str
    terms: str
    passes: Callable[[Term], bool]
    beside: str = ""


CONSTANT = Property(
    ("d", "label"),
    "Indep (qt M {} {}) {} w",
    "IndepQ M {} {} {} w",
    "IndepF M {} {} {} w",
    "rule_independent_by_definition M {} _ _ {} w",
    "rule_independent_by_law M {} _ _ _ {} w",
    "constants",
    lambda part: part.op != "lim",
)
"""It does not change with the offset of a label."""
SMOOTH = Property(
    ("", ""),
    "Smooth (qt M {} {}) w",
    "Smooth (qt M {} {}) w",
    "SmoothFunction M {} {} w",
    "rule_by_definition_smooth_quantity (fun _ => True) M {} _ _ w",
    "rule_smooth_by_structure_by_law M {} _ _ _ w",
    "smooths",
    is_total,
)
"""It is smooth."""
SAME = Property(
    ("v u", "world"),
    "Same (qt M {} {}) {}",
    "Same (qt M {} {}) {}",
    "OneLaw M {0}",
    "rule_passes_through_by_definition M {} _ _ w {}",
    "rule_passes_through_by_law M {} _ _ _ w {}",
    "sames",
    lambda part: part.op not in FOLLOWED,
    "v (lab M {0} {1}) = u (lab M {0} {1})",
)
"""It is the same in two worlds."""


def body(clause: Term) -> Term:
    """What a clause defines something as."""
    return k.innermost(clause).args[1]


def passes(prop: Property, clause: Term) -> bool:
    """Whether what a clause defines has a property if all that it is made of has it."""
    return k.innermost(clause).op != "defines" or all(map(prop.passes, k.parts(body(clause))))


def functions_in(term: Term) -> tuple[Function, ...]:
    """The functions in a term."""
    return tuple(dict.fromkeys((part.args[0], len(part.args[1])) for part in k.parts(term) if part.op == "apply"))


@dataclass(frozen=True)
class Upwards:
    """The lemma that a quantity with so many indices has a property if all that its structure names has it.

    The lemma is not about what clauses define through which the property does not pass: they are ``left_out``.
    """

    p: Printer
    form: Term
    count: int
    prop: Property

    @cached_property
    def name(self) -> str:
        """The quantity's name in scripts."""
        return self.p.name("q", self.form.args[0][1:])

    @cached_property
    def places(self) -> tuple[str, ...]:
        """The names of the quantity's indices."""
        return tuple(f"a{n}" for n in range(self.count))

    @cached_property
    def indices(self) -> tuple[str, ...]:
        """The names of the indices that are free in the structure."""
        return tuple(sorted(self.p.names[index] for index in self.form.names if index[0] == "i"))

    @cached_property
    def definitions(self) -> tuple[Term, ...]:
        """The clauses that define the quantity."""
        return tuple(clause for clause in self.form.args[1:] if k.innermost(clause).op == "defines")

    @cached_property
    def left_out(self) -> tuple[Term, ...]:
        """The clauses through which the property does not pass."""
        return tuple(clause for clause in self.definitions if not passes(self.prop, clause))

    @cached_property
    def functions(self) -> tuple[Function, ...]:
        """The functions of which the lemma supposes something."""
        bodies = (body(clause) for clause in self.definitions if clause not in self.left_out)
        return tuple(dict.fromkeys(function for whole in bodies for function in functions_in(whole)))

    @cached_property
    def beside(self) -> list[str]:
        """What has to hold of the quantity itself."""
        return [self.prop.beside.format(self.name, _listed(self.places))] * bool(self.prop.beside)

    @cached_property
    def excluded(self) -> list[str]:
        """That the quantity is none of those that are defined by clauses left out."""
        return [_at_places(self.p, clause, self.places, lambda _: "False") for clause in self.left_out]

    @cached_property
    def below(self) -> list[str]:
        """The property of each quantity that the structure names."""
        lower = f"(rq M {{}} {{}} < rq M {self.name} {_listed(self.places)})%nat"
        named_in = ((clause, child) for clause in self.form.args[1:] for child in named(body(clause)))
        said = (
            _at_places(self.p, clause, self.places, partial(_child, self.p, child, lower, self.prop))
            for clause, child in named_in
        )
        return list(dict.fromkeys(said))

    def lemma(self) -> str:
        """The statement with its proof."""
        p, form, prop = self.p, self.form, self.prop
        variables, of = prop.variables
        known = [p(form), *(prop.function.format(p.name("f", f), number, variables) for f, number in self.functions)]
        opening = "".join(f" ({index} : Z)" for index in self.indices) + (f" ({variables} : {of})" if variables else "")
        at_places = f"forall {' '.join(self.places)} : Z, " if self.places else ""
        above = prop.above.format(self.name, _listed(self.places), variables)
        supposed = " -> ".join([*self.beside, *self.excluded, *self.below, above])
        return (
            f"forall (M : model) (w : world){opening}, {' -> '.join(known)} -> {at_places}{supposed}.\n{self.proof()}"
        )

    def proof(self) -> str:
        """The proof: a quantity is defined by one of the clauses, or it is a law of what the structure names."""
        p, prop, clauses, count = self.p, self.prop, self.form.args[1:], len(self.definitions)
        variables, listed = prop.variables[0], _listed(self.places)
        intros = [*self.indices, variables, "h", *_numbered("F", self.functions), *self.places]
        intros += [*["Off"] * len(self.beside), *_numbered("Out", self.left_out), *_numbered("Below", self.below)]
        ways = [f"solve [eapply {one}; known]" for one in _numbered("Below", self.below)]
        split = f"destruct D as {ways_of('D', count - 1, 'D')}." if count > 1 else "" if count else "destruct D."
        defined = " ".join(self.defined(place) for place in range(count))
        return "\n".join(
            [
                f"Proof. intros M w {' '.join(intros)}. pose proof {part('h', count, count + 1)} as Mk.",
                f"assert (All : forall i, i = {listed} -> {prop.above.format(self.name, 'i', variables)}).",
                "2: exact (All _ eq_refl).",
                f"intros i Ei. assert (Each : forall y j, {parents(p, clauses)} -> "
                f"{prop.below.format('y', 'j', variables)}).",
                f"{{ subst i. intros y j Dep. pose proof (proj1 (proj2 Mk) {listed} y j Dep) as Less. "
                f"open_ways Dep; subst y j; settle; first [{' | '.join([*ways, 'contradiction'])}]. }}",
                f"destruct (decided ({defined_places(p, clauses)})) as [D | D]. {{ {split} {defined} }}",
                f"apply ({prop.by_law.format(self.name, variables)} Mk D);{self.offset} exact Each. Qed.",
            ]
        )

    @property
    def offset(self) -> str:
        """The tactic for what has to hold of the quantity itself."""
        return " [try rewrite Ei; exact Off |];" if self.beside else ""

    def defined(self, place: int) -> str:
        """The tactics for a quantity that a clause defines."""
        clause, variables = self.definitions[place], list[str]()
        proof, inner = part("h", place, len(self.definitions) + 1), clause
        while inner.op == "all":
            proof = f"{proof} u{len(variables)} e{len(variables)}"
            variables.append(f"u{len(variables)}")
            inner = inner.args[1]
        inside = f"destruct D as ({' & '.join([*variables, '->', *_numbered('e', variables)])})."
        opened = inside if variables else "pose proof D as ->."
        if clause in self.left_out:
            found = f"eapply Out{self.left_out.index(clause)}; known"
            return f"{{ exfalso. {opened} try (injection Ei; clear Ei; intros); settle; {found}. }}"
        rule = f"apply ({self.prop.by_definition.format(self.name, self.prop.variables[0])} ({proof}));"
        leaf = "(first [assumption | apply Each; cbv beta; solve [ways]])"
        return f"{{ {opened} {rule}{self.offset} {self.prop.terms} ltac:{leaf}. }}"


def _listed(places: Sequence[str]) -> str:
    return f"[{'; '.join(places)}]"


def _numbered(name: str, things: Sequence[object]) -> list[str]:
    return [f"{name}{n}" for n in range(len(things))]


def _at_places(p: Printer, clause: Term, places: Sequence[str], said: Callable[[Around], str]) -> str:
    """What is said for a clause's indices; those that stand alone in its head are the indices at these places."""
    sets, inner = list[Term](), clause
    while inner.op == "all":
        sets.append(inner.args[0])
        inner = inner.args[1]
    around, equal = [f"k{n}" for n in range(len(sets))], list[tuple[str, Term]]()
    for place, index in zip(places, inner.args[0].args[1:], strict=True):
        base, offset = index.args
        if isinstance(base, int) and offset == 0 and around[-1 - base][0] == "k":
            around[-1 - base] = place
        else:
            equal.append((place, index))
    free = [name for name in around if name[0] == "k"]
    opening = f"forall {' '.join(free)} : Z, " if free else ""
    conditions = [f"{place} = {p(index, tuple(around))}" for place, index in equal]
    conditions += [f"isin {around[n]} {p(over, tuple(around[:n]))} = true" for n, over in enumerate(sets)]
    return f"({opening}{' -> '.join([*conditions, said(tuple(around))])})"


def _child(p: Printer, row: Term, lower: str, prop: Property, around: Around) -> str:
    """What is said of a quantity below, or of those of a row: it has a lower rank, and the property."""
    if row.op == "row":
        variable = f"k{len(around)}"
        inner = _child(p, row.args[1], lower, prop, (*around, variable))
        return f"forall {variable} : Z, isin {variable} {p(row.args[0], around)} = true -> {inner}"
    name, listed = p.name("q", row.args[0]), p.listed(row.args[1:], around)
    return f"{lower.format(name, listed)} -> {prop.below.format(name, listed, prop.variables[0])}"


def ways_of(name: str, count: int, last: str) -> str:
    """A pattern for so many ways, and a last one."""
    return last if count <= 0 else f"[{name} | {ways_of(name, count - 1, last)}]"
