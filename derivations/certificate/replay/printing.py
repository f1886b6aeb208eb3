"""Terms and propositions of the kernel in the language of ``World.v``: one row for each operator."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType
from typing import TypeAlias

from derivations.certificate.replay.names import Names
from derivations.kernel import terms as k
from derivations.kernel.terms import Term

AND, OR = " /\\ ", " \\/ "
Around: TypeAlias = "tuple[str, ...]"
"""The names of the bound variables around a term, the innermost last."""


class NotSaid(Exception):
    """What the library has no words for, or no lemma; the text says what is missing."""


class Printer:
    """Prints terms, with one name in scripts for each name of the kernel."""

    def __init__(self, names: Names, local: Mapping[Term, str] = MappingProxyType({})) -> None:
        self.names, self.local = names, local
        self._printed: dict[tuple[Term, Around], str] = {(term, ()): text for term, text in local.items()}

    def __call__(self, term: Term, around: Around = ()) -> str:
        """The term, as one that can stand anywhere."""
        key = (term, around if term.loose else ())
        if key not in self._printed:
            if term.op not in PRINTED:
                raise NotSaid(f"no proposition of the library says {term.op!r}")
            self._printed[key] = PRINTED[term.op](self, term, around)
        return self._printed[key]

    def where(self, local: Mapping[Term, str], indices: Mapping[str, str] = MappingProxyType({})) -> Printer:
        """A printer that has other texts for some terms without bound variables, and for some index variables."""
        names = {**self.names, **{f"i{name}": text for name, text in indices.items()}}
        return Printer(names, {**self.local, **local})

    def name(self, kind: str, name: str) -> str:
        """The name in scripts."""
        return self.names[kind + name]

    def inside(self, term: Term, around: Around, letter: str = "k") -> tuple[str, str]:
        """The name of a binder's variable, and its body."""
        variable = f"{letter}{len(around)}"
        return variable, self(term.args[-1], (*around, variable))

    def listed(self, terms: tuple[Term, ...], around: Around) -> str:
        """A list of terms."""
        return f"[{'; '.join(self(term, around) for term in terms)}]"

    def at(self, term: Term, *values: str) -> str:
        """What is inside of binders, for these values of their variables: as Coq computes it."""
        return self(term, values)

    def label(self, quantity: Term, around: Around = ()) -> str:
        """What a quantity's offset is known by."""
        return f"(lab M {self.name('q', quantity.args[0])} {self.listed(quantity.args[1:], around)})"


def _index(p: Printer, term: Term, around: Around) -> str:
    base, offset = term.args
    if base is None:
        return f"({offset})%Z"
    name = p.name("i", base) if isinstance(base, str) else around[-1 - base]
    return f"({name} + {offset})%Z" if offset > 0 else f"({name} + ({offset}))%Z" if offset else name


def _interval(p: Printer, term: Term, around: Around) -> str:
    first, last = term.args
    end = p(last, around) if last.op == "index" else f"(Z.of_nat {number_of(p, last, around)})"
    return f"(Between {p(first, around)} {end})"


def number_of(p: Printer, count: Term, around: Around) -> str:
    """A count as a natural number."""
    if count in p.local:
        return p.local[count].removeprefix("(cnt ").removesuffix(")")
    return f"(ct M {p.name('n', count.args[0])} {p.listed(count.args[1:], around)})"


def _part(kind: str) -> Callable[[Printer, Term, Around], str]:
    def printed(p: Printer, term: Term, around: Around) -> str:
        name, over = (term if kind == "Part" else term.args[0]).args
        return f"({kind} M {p.name('s', name)} {p(over, around)})"

    return printed


def _number(_: Printer, term: Term, __: Around) -> str:
    above, below = int(term.args[0].p), int(term.args[0].q)
    return f"(int ({above}))" if below == 1 else f"(rat ({above}) {below})"


def _sum(p: Printer, term: Term, around: Around) -> str:
    variable, body = p.inside(term, around)
    return f"(sum {p(term.args[0], around)} (fun {variable} => {body}))"


def _bracket(p: Printer, term: Term, around: Around) -> str:
    return f"(brk {truth(p, term.args[0], around)})"


def truth(p: Printer, condition: Term, around: Around = ()) -> str:
    """A condition on indices as a truth value."""
    left, right = (p(part, around) for part in condition.args)
    return f"({left} =? {right})%Z" if condition.op == "same" else f"(isin {left} {right})"


def _apply(p: Printer, term: Term, around: Around) -> str:
    name, orders, *arguments = term.args
    listed = "; ".join(f"{order}%nat" for order in orders)
    return f"(app M {p.name('f', name)} [{listed}] {p.listed(tuple(arguments), around)})"


def place(p: Printer, point: Term, around: Around = ()) -> str:
    """What a quantity tends to."""
    return "None" if point is k.INFINITY else f"(Some {p(point, around)})"


def _limit(name: str) -> Callable[[Printer, Term, Around], str]:
    def printed(p: Printer, term: Term, around: Around) -> str:
        of, by, point = term.args[:3]
        end = "" if name == "lm" else " w"
        return f"({name} {p(of, around)} {p(by, around)} {p.label(by, around)} {place(p, point, around)}{end})"

    return printed


def _tends(p: Printer, term: Term, around: Around) -> str:
    of, by, point, value = term.args
    start = f"{p(of, around)} {p(by, around)} {p.label(by, around)} {place(p, point, around)}"
    if value.op == "infinity":
        return f"({'TendsUp' if value is k.INFINITY else 'TendsDown'} {start} w)"
    return f"(Tends {start} {p(value, around)} w)"


def _smooth(p: Printer, term: Term, around: Around) -> str:
    of, *by = term.args
    return f"(SmoothBy {p(of, around)} {p.label(by[0], around)} w)" if by else f"(Smooth {p(of, around)} w)"


def _for_all(p: Printer, term: Term, around: Around) -> str:
    variable, body = p.inside(term, around)
    return f"(forall {variable} : Z, isin {variable} {p(term.args[0], around)} = true -> {body})"


def _for_all_reals(p: Printer, term: Term, around: Around) -> str:
    variable, body = p.inside(term, around, "v")
    return f"(forall {variable} : tm, {condition_on(term).format(variable)}{body})"


def condition_on(term: Term) -> str:
    """What a term has to be that is put in for a bound real variable.

    A definition is for all of them; a number is smooth, and what speaks of smoothness is about what is smooth.
    """
    if k.innermost(term).op == "defines":
        return ""
    return "Smooth {} w -> " if any(here.op == "smooth" for here in k.parts(term)) else "def {} w -> "


def _defines(p: Printer, term: Term, around: Around) -> str:
    head, body = term.args
    return f"({definer(head)} M {_head(p, head, around)} {p(body, around)} w)"


def definer(head: Term) -> str:
    """The definition of ``World.v`` that is about quantities, or about functions."""
    return "DefinesQ" if head.op == "quantity" else "DefinesF"


def _head(p: Printer, head: Term, around: Around) -> str:
    if head.op == "quantity":
        return f"{p.name('q', head.args[0])} {p.listed(head.args[1:], around)}"
    return f"{p.name('f', head.args[0])} {p.listed(head.args[2:], around)}"


def _independent(p: Printer, term: Term, around: Around) -> str:
    of, by = term.args
    if of.op == "quantity":
        return f"(IndepQ M {_head(p, of, around)} {p.label(by, around)} w)"
    if of.op == "apply" and of is k.hidden(of.args[0], len(of.args[1])):
        return f"(IndepF M {p.name('f', of.args[0])} {len(of.args[1])} {p.label(by, around)} w)"
    return f"(Indep {p(of, around)} {p.label(by, around)} w)"


def _through(p: Printer, term: Term, around: Around) -> str:
    of, by, between = term.args
    return f"(Through M {_head(p, of, around)} {p.label(by, around)} {between_of(p, between, around)} w)"


def _structure(p: Printer, term: Term, around: Around) -> str:
    name, *clauses = term.args
    said = [p(clause, around) for clause in clauses if k.innermost(clause).op == "defines"]
    if name[0] == "f":
        made = f"MadeF M {p.names[name]} {_defined_arguments(p, clauses)} w"
    else:
        made = f"Made M {p.names[name]} (fun i => {defined_places(p, clauses)}) (fun i y j => {parents(p, clauses)}) w"
    return f"({AND.join([*said, made])})"


def _defined_arguments(p: Printer, clauses: list[Term]) -> str:
    ways = []
    for clause in clauses:
        variables, inner = _opening(p, clause)
        names = tuple(name for name, _ in variables)
        numbers = tuple(f"(num {name})" for name in names)
        arguments = "; ".join(
            p(argument, names) if argument.op == "bound" else f"val {p(argument, numbers)} w"
            for argument in inner.args[0].args[2:]
        )
        ways.append(f"(exists {' '.join(names)} : R, a = [{arguments}])" if names else f"a = [{arguments}]")
    return f"(fun a => {OR.join(ways) or 'False'})"


def _opening(p: Printer, clause: Term) -> tuple[list[tuple[str, str]], Term]:
    """The variables that a clause speaks of, each with what is said of it, and the clause about them."""
    found: list[tuple[str, str]] = []
    while clause.op in ("all", "all real"):
        names = tuple(name for name, _ in found)
        variable = f"{'k' if clause.op == 'all' else 'v'}{len(found)}"
        found.append((variable, f"isin {variable} {p(clause.args[0], names)} = true" if clause.op == "all" else ""))
        clause = clause.args[-1]
    return found, clause


def defined_way(p: Printer, clause: Term) -> str:
    """For which indices i a clause defines a quantity."""
    return _way(p, clause, lambda *_: [])


def _way(p: Printer, clause: Term, said: Callable[[Term, Around], list[str]]) -> str:
    variables, inner = _opening(p, clause)
    names = tuple(name for name, _ in variables)
    conditions = [f"i = {p.listed(inner.args[0].args[1:], names)}"]
    conditions += [condition for _, condition in variables if condition] + said(inner, names)
    opening = f"exists {' '.join(names)} : Z, " if names else ""
    return f"({opening}{AND.join(conditions)})"


def defined_places(p: Printer, clauses: Sequence[Term]) -> str:
    """For which indices i a quantity is defined."""
    ways = [defined_way(p, clause) for clause in clauses if k.innermost(clause).op == "defines"]
    return OR.join(ways) or "False"


def parents(p: Printer, clauses: Sequence[Term]) -> str:
    """Which quantities y with indices j one with indices i is made of."""

    def said(inner: Term, around: Around) -> list[str]:
        ways = dict.fromkeys(parent_of(p, parent, around) for parent in named(inner.args[1]))
        return [f"({OR.join(ways)})"]

    ways = dict.fromkeys(_way(p, clause, said) for clause in clauses if named(k.innermost(clause).args[1]))
    return OR.join(ways) or "False"


def named(whole: Term) -> list[Term]:
    """The quantities in a body or row, each under the binders that it is under."""
    if whole.op == "quantity":
        return [whole]
    binds = k.SIGNATURES[whole.op].binds
    found = list[Term]()
    for place, part in enumerate(whole.args):
        if isinstance(part, Term):
            inner = named(part)
            found += [k.row(whole.args[0], one) for one in inner] if place == binds else inner
    return list(dict.fromkeys(found))


def parent_of(p: Printer, parent: Term, around: Around) -> str:
    """That a quantity is one of these: one, or those of a row."""
    return _one_of(
        p, parent, around, lambda p, q, there: f"y = {p.name('q', q.args[0])} /\\ j = {p.listed(q.args[1:], there)}"
    )


def between_of(p: Printer, between: Term, around: Around) -> str:
    """Which labels and terms are those of quantities between."""
    said = _one_of(p, between, around, lambda p, q, there: f"c = {p.label(q, there)} /\\ t = {p(q, there)}")
    return f"(fun c t => {said})"


def _one_of(p: Printer, row: Term, around: Around, said: Callable[[Printer, Term, Around], str]) -> str:
    opening, conditions = "", list[str]()
    while row.op == "row":
        variable = f"k{len(around)}"
        opening += f"exists {variable} : Z, "
        conditions.append(f"isin {variable} {p(row.args[0], around)} = true")
        around, row = (*around, variable), row.args[1]
    return f"({opening}{AND.join([said(p, row, around), *conditions])})"


def _operator(name: str, world: bool = False) -> Callable[[Printer, Term, Around], str]:
    """An operator whose arguments are all terms."""

    def printed(p: Printer, term: Term, around: Around) -> str:
        return f"({name} {' '.join(p(part, around) for part in term.args)}{' w' if world else ''})"

    return printed


def _between_propositions(sign: str) -> Callable[[Printer, Term, Around], str]:
    def printed(p: Printer, term: Term, around: Around) -> str:
        said = f" {sign} ".join(p(part, around) for part in term.args)
        return f"({said or 'True'})"

    return printed


PRINTED: Mapping[str, Callable[[Printer, Term, Around], str]] = MappingProxyType(
    {
        "index": _index,
        "interval": _interval,
        "upwards": _operator("From"),
        "part": _part("Part"),
        "rest": _part("Rest"),
        "without": _operator("Without"),
        "number": _number,
        "pi": lambda *_: "pi",
        "quantity": lambda p, term, around: f"(qt M {_head(p, term, around)})",
        "count": lambda p, term, around: f"(cnt {number_of(p, term, around)})",
        "bound": lambda _, term, around: around[-1 - term.args[0]],
        "+": lambda p, term, around: f"(add {p.listed(term.args, around)})",
        "*": lambda p, term, around: f"(mul {p.listed(term.args, around)})",
        "^": lambda p, term, around: f"(pow {p(term.args[0], around)} ({term.args[1]}))",
        "exp": _operator("texp"),
        "ln": _operator("tln"),
        "abs": _operator("tabs"),
        "sum": _sum,
        "size": _operator("size"),
        "bracket": _bracket,
        "apply": _apply,
        "partial": lambda p, term, around: f"(par {p(term.args[0], around)} {p.label(term.args[1], around)})",
        "lim": _limit("lm"),
        "near": _limit("Near"),
        "tends": _tends,
        "=": _operator("Eq", world=True),
        "<": _operator("Lt", world=True),
        "≤": _operator("Le", world=True),
        "≠": _operator("Ne", world=True),
        "defined": _operator("def", world=True),
        "undefined": _operator("Undef", world=True),
        "smooth": _smooth,
        "smooth function": lambda p, term, _: f"(SmoothFunction M {p.name('f', term.args[0])} {term.args[1]} w)",
        "in": lambda p, term, around: f"({truth(p, term, around)} = true)",
        "same": _between_propositions("="),
        "distinct": _between_propositions("<>"),
        "all": _for_all,
        "all real": _for_all_reals,
        "defines": _defines,
        "structure": _structure,
        "independent": _independent,
        "through": _through,
        "and": _between_propositions("/\\"),
        "iff": _between_propositions("<->"),
        "implies": _between_propositions("->"),
    }
)
"""How terms and propositions are written; clauses of what depends on what are parts of structures."""
