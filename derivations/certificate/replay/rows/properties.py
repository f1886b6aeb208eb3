"""Properties that go up: what has one if all that it is made of has it.  A lemma says so for each structure."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple, TypeAlias

from derivations.certificate.replay.printing import defined_places, defined_way, parents
from derivations.certificate.replay.rows.logic import part
from derivations.certificate.replay.step import Step
from derivations.kernel import terms as k
from derivations.kernel.structure import FOLLOWED, TOTAL
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
    lambda part: (
        (part.op in TOTAL or k.SIGNATURES[part.op].makes != k.REAL) and not (part.op == "^" and part.args[1] < 0)
    ),
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


class Upwards(NamedTuple):
    """The lemma for a structure: its name, the functions that it is about, and how many clauses it leaves out."""

    name: str
    functions: tuple[Function, ...]
    left_out: int


def body(clause: Term) -> Term:
    """What a clause defines something as."""
    return k.innermost(clause).args[1]


def passes(prop: Property, clause: Term) -> bool:
    """Whether what a clause defines has a property if all that it is made of has it."""
    return k.innermost(clause).op != "defines" or all(map(prop.passes, k.parts(body(clause))))


def functions_in(term: Term) -> tuple[Function, ...]:
    """The functions in a term."""
    return tuple(dict.fromkeys((part.args[0], len(part.args[1])) for part in k.parts(term) if part.op == "apply"))


def upwards(step: Step, form: Term, prop: Property) -> Upwards:
    """The lemma that a quantity with a structure has a property if all that it is made of has it.

    Clauses through which the property does not pass are left out: the lemma is not about what they define.
    """
    p, name, clauses = step.p, step.p.name("q", form.args[0][1:]), form.args[1:]
    said = [clause for clause in clauses if k.innermost(clause).op == "defines"]
    out = [clause for clause in said if not passes(prop, clause)]
    functions = tuple(dict.fromkeys(f for clause in said if clause not in out for f in functions_in(body(clause))))
    indices = sorted(p.names[index] for index in form.names if index[0] == "i")
    variables, of = prop.variables
    each = f"forall y j, {parents(p, clauses)} -> "
    conditions = [prop.beside.format(name, "i")] * bool(prop.beside)
    conditions += [f"~ {defined_way(p, clause)}" for clause in out]
    conditions.append(f"({each}(rq M y j < rq M {name} i)%nat -> {prop.below.format('y', 'j', variables)})")
    known = [p(form), *(prop.function.format(p.name("f", f), count, variables) for f, count in functions)]
    opening = "".join(f" ({index} : Z)" for index in indices) + (f" ({variables} : {of})" if variables else "")
    statement = (
        f"forall (M : model) (w : world){opening}, {' -> '.join(known)} -> "
        f"forall i, {' -> '.join([*conditions, prop.above.format(name, 'i', variables)])}"
    )
    intros = [*indices, variables, "h", *(f"F{n}" for n in range(len(functions))), "i", "Off" if prop.beside else ""]
    intros += [f"Out{n}" for n in range(len(out))]
    offset = " [exact Off |];" if prop.beside else ""
    leaf = "(first [assumption | apply Each; cbv beta; ways])"
    ways = []
    for place, clause in enumerate(said):
        if clause in out:
            ways.append(f"{{ destruct (Out{out.index(clause)} D). }}")
            continue
        opened, proof = _opened(clause, part("h", place, len(said) + 1))
        rule = f"apply ({prop.by_definition.format(name, variables)} ({proof}));{offset}"
        ways.append(f"{{ {opened} {rule} {prop.terms} ltac:{leaf}. }}")
    split = f"destruct D as {ways_of('D', len(said) - 1, 'D')}." if len(said) > 1 else "" if said else "destruct D."
    made = part("h", len(said), len(said) + 1)
    lines = [
        f"{statement}.",
        f"Proof. intros M w {' '.join(filter(None, intros))} Below. pose proof {made} as Mk.",
        f"assert (Each : {each}{prop.below.format('y', 'j', variables)}).",
        "{ intros y j Dep; exact (Below y j Dep (proj1 (proj2 Mk) i y j Dep)). }",
        f"destruct (decided ({defined_places(p, clauses)})) as [D | D]. {{ {split} {' '.join(ways)} }}",
        f"apply ({prop.by_law.format(name, variables)} Mk D);{offset} exact Each. Qed.",
    ]
    return Upwards(step.lemmas.lemma("\n".join(lines)), functions, len(out))


def _opened(clause: Term, proof: str) -> tuple[str, str]:
    """That a quantity is defined by a clause, taken apart, and the definition there."""
    variables = list[str]()
    while clause.op == "all":
        proof = f"{proof} u{len(variables)} e{len(variables)}"
        variables.append(f"u{len(variables)}")
        clause = clause.args[1]
    inside = [f"e{n}" for n in range(len(variables))]
    return f"destruct D as ({' & '.join([*variables, '->', *inside])})." if variables else "subst i.", proof


def ways_of(name: str, count: int, last: str) -> str:
    """A pattern for so many ways, and a last one."""
    return last if count <= 0 else f"[{name} | {ways_of(name, count - 1, last)}]"
