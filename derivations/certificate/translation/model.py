"""What the quantities of a theory are in Coq.

Without a network the quantities are numbers and families of numbers, and a definition of the theory is a definition in
Coq of the quantities it rests on.  Over the network of the chapter they are those of the library's ``Network.v``, and a
definition of the theory is a hypothesis about the network.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import chain, count
from typing import Any

import sympy
from sympy import Expr, Symbol

from derivations.certificate.language.calculus import NoTranslation
from derivations.certificate.language.terms import INFIX, PREFIX, App, Lambda, Term, Var, free
from derivations.notation import C_total, C_x, Entry, Family, Index, IndexSet, L, a, b, delta, n, sigma, width, x, y, z
from derivations.notation import w as weight
from derivations.proof.statements.theory import Definition, Theory

REAL, NATURAL, FAMILY, MATRIX, PART = "R", "nat", "nat -> R", "nat -> nat -> R", "nat -> bool"
TAKEN = frozenset({
    # by Coq
    "as", "at", "by", "cofix", "else", "end", "exists", "exists2", "fix", "for", "forall", "fun", "if", "in", "let",
    "match", "mod", "return", "Set", "Prop", "SProp", "then", "Type", "using", "where", "with",
    # by the words that statements are written in
    "R", "nat", "bool", "true", "false", "negb", "INR", "exp", "ln", "tanh", "Rabs", "sigma", "Derive", "is_derive",
    "ex_derive", "is_lim", "p_infty", "m_infty", "Finite", "filterlim", "at_right", "locally", "has_value",
    "has_no_value", "number", "natural_log", "exponential", "sum", "sum_in", "sum_except", "size", "rest", "delta",
    "upd",
    # by what they bind
    "t", "s", "v", "x0", "l0",
    # by the proofs
    "layers", "last", "hidden", "costs", "deep", "neurons", "parts", "others", "act_def", "cost_def", "y_def", "act_eq",
    "tends", "fact", "equal", "sign", "alike", "apart", "is_in", "in_s", "in_u", "above", "below", "differs",
})  # fmt: skip
"""Names that no quantity may have."""
IN_PROOFS = re.compile(r"(in|given|domain|step|e|s|side|sign|tends|bound|smooth|positive)_")
"""How names begin that hypotheses and steps have."""
OF_NETWORKS = frozenset({
    "N", "C", "C_total", "C_of_z", "L", "width", "w", "b", "a", "z", "y", "error", "act", "cost", "weigh", "input",
    "set_w", "set_b", "differentiable_layer", "differentiable_cost", "network",
})  # fmt: skip
"""Names that no quantity beside a network may have."""
NETWORK = frozenset({C_x.family, C_total.family, a, b, delta, weight, y, z})
N = Var("N")
OF_THE_NETWORK = {z: "z", a: "a", delta: "error"}
"""The library's names for the quantities of each layer and example."""


@dataclass(frozen=True)
class Parameter:
    """A variable of a lemma: its name and type in Coq, and what it stands for in the derivation."""

    name: str
    type: str
    of: Any


@dataclass(frozen=True)
class Defined:
    """A definition of the theory as one in Coq: its parameters, then the indices or arguments."""

    name: str
    definition: Definition
    parameters: tuple[Parameter, ...]
    arguments: tuple[Parameter, ...]
    body: Term

    @property
    def text(self) -> str:
        binders = "".join(f" ({p.name} : {p.type})" for p in (*self.parameters, *self.arguments))
        return f"Definition {self.name}{binders} : R := {self.body}."


@dataclass
class Model:
    """The quantities of a theory in Coq; :mod:`definitions` adds what the theory defines.

    ``names`` are what symbols, families and functions are called, ``defined`` what the theory defines, ``sizes`` are
    numbers of neurons that are known, ``arities`` says how many arguments functions have, and ``entries`` are the
    members of families that were met.
    """

    theory: Theory
    names: dict[Any, str] = field(default_factory=dict)
    defined: dict[Any, Defined] = field(default_factory=dict)
    sizes: dict[str, Term] = field(default_factory=dict)
    arities: dict[Any, int] = field(default_factory=dict)
    entries: list[Entry] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.is_network = any(d.of.family in NETWORK and d.of.family.example is x for d in self.theory.dependencies)
        foreign = [d for d in self.theory.dependencies if not (self.is_network and d.of.family in NETWORK)]
        if foreign:
            raise NoTranslation(f"{foreign[0].of} is declared to depend on {foreign[0].on}, outside of the network")

    # -- names

    def name(self, what: Any) -> str:
        """The name in Coq of a symbol, a family or a function."""
        if what not in self.names:
            raw = what.name if isinstance(what, Symbol) else what.__name__
            name = re.sub(r"[^\w']", "_", raw.replace("~", "_tilde"))
            if not re.match(r"[^\W\d_]", name):
                name = f"v{name}"
            if name in TAKEN or IN_PROOFS.match(name):
                name = f"{name}_" if name in TAKEN else f"v_{name}"
            taken = {*self.names.values(), *(OF_NETWORKS if self.is_network else ()), *TAKEN}
            numbered = (f"{name}{number}" for number in count())
            self.names[what] = next(free_one for free_one in chain([name], numbered) if free_one not in taken)
        return self.names[what]

    def parameter(self, what: Any) -> Parameter:
        """A free quantity as a variable of a lemma."""
        match what:
            case IndexSet():
                return Parameter(what.name, PART, what)
            case Family():
                return Parameter(self.name(what), self.family_type(what), what)
            case Symbol():
                natural = isinstance(what, Index) or self.is_whole(what)
                return Parameter(self.name(what), NATURAL if natural else REAL, what)
        return Parameter(self.name(what), " -> ".join(["R"] * (1 + self.arities.get(what, 1))), what)

    def family_type(self, family: Family) -> str:
        """The type of a family that is not defined: a function of its indices, those that are constant left out."""
        entries = [e for e in self.entries if e.family == family]
        arity = max((len(self.places(e)) for e in entries), default=1)
        return " -> ".join(["nat"] * arity + ["R"])

    def is_whole(self, symbol: Symbol) -> bool:
        """Whether a symbol is a whole number, by what the theory or the symbol itself says."""
        return bool(symbol.is_integer) or any(d.of == symbol and d.whole for d in self.theory.domains)

    def refuse_whole(self, variable: Any) -> None:
        """Refuse a whole number where a quantity has to be one that moves."""
        is_size = isinstance(variable, Entry) and variable.family == width
        if is_size or isinstance(variable, Index) or (isinstance(variable, Symbol) and self.is_whole(variable)):
            raise NoTranslation(f"the derivative or limit in {variable}, which is a whole number")

    # -- indices and sizes

    def index(self, index: Expr) -> Term:
        """An index: a neuron, an example, or a layer."""
        if isinstance(index, sympy.Integer):
            return Var(f"{int(index)}%nat")
        if index == L:
            return App("L", (N,)) if self.is_network else Var("L")
        if isinstance(index, Symbol):
            return Var(self.name(index))
        if isinstance(index, sympy.Add):
            with sympy.evaluate(True):
                index = sympy.expand(index)
            if not isinstance(index, sympy.Add):
                return self.index(index)
            symbols = [part for part in index.args if isinstance(part, Symbol)]
            numbers = [part for part in index.args if part.is_Integer]
            if len(symbols) == len(numbers) == 1 and len(index.args) == 2:
                shift = int(numbers[0])
                return App("+" if shift > 0 else "-", (self.index(symbols[0]), Var(str(abs(shift)))))
        raise NoTranslation(f"the index {index}")

    def size(self, over: IndexSet) -> Term:
        """How many indices there are: they are counted from 1."""
        if over.part_of is not None:
            return self.size(over.part_of)
        if over.first != 1 or over.last is None:
            raise NoTranslation(f"a sum over {over}")
        return self.count(over.last)

    def count(self, last: Expr) -> Term:
        """A number of neurons or of examples, as a natural number."""
        if isinstance(last, Entry) and last.family == width:
            layer = last.args[1]
            if self.is_network:
                return App("width", (N, self.index(layer)))
            if layer != L:
                raise NoTranslation(f"the number of neurons {last} outside of a network")
            name = self.name(width)
            return self.sizes.get(name, Var(name))
        if isinstance(last, sympy.Integer):
            return Var(f"{int(last)}%nat")
        if isinstance(last, Symbol):
            return Var(self.name(last))
        raise NoTranslation(f"the number {last}")

    def part(self, over: IndexSet) -> Term:
        """A part of a set, as the function that says which indices are in it."""
        if over.complement is not None:
            return App("rest", (Var(over.complement.name),))
        return Var(over.name)

    # -- quantities

    def places(self, entry: Entry) -> tuple[Expr, ...]:
        """The indices of an entry that count outside of a network: neither the example nor the output layer."""
        where = entry.args[1:] if entry.family.example is None else entry.args[2:]
        layers, others = where[: entry.family.up], where[entry.family.up :]
        kept = tuple(layer for layer in layers if layer != L)
        if entry.family.example is not None and entry.args[1] != entry.family.example:
            raise NoTranslation(f"{entry} for another example, outside of a network")
        return kept + others

    def entry(self, entry: Entry) -> Term:
        """A member of a family."""
        family = entry.family
        if family == width:
            return App("INR", (self.count(entry),))
        if self.is_network:
            return self._of_network(entry)
        where = tuple(self.index(index) for index in self.places(entry))
        if family in self.defined:
            found = self.defined[family]
            return App(found.name, self._own(found) + where)
        self.entries.append(entry)
        return App(self.name(family), where) if where else Var(self.name(family))

    def _own(self, found: Defined) -> tuple[Term, ...]:
        """The parameters of a definition, as they are here."""
        return tuple(self.sizes.get(p.name, Var(p.name)) for p in found.parameters)

    def _of_network(self, entry: Entry) -> Term:
        family = entry.family
        where = tuple(self.index(index) for index in entry.args[1:])
        if family in OF_THE_NETWORK:
            return App(OF_THE_NETWORK[family], (N, *where))
        if family == y:
            self.names[y] = "y"
            return App("y", where)
        if family in (weight, b):
            return App(family.name, (N, *where))
        if family == C_x.family:
            return App("C", (N, *where))
        if family == C_total.family:
            return App("C_total", (N, Var(self.name(n))))
        raise NoTranslation(f"{entry}, which is no quantity of the network")

    def layer(self, entry: Entry) -> Term:
        """The whole layer that an entry belongs to, as a family."""
        term = self.entry(entry)
        assert isinstance(term, App)
        return App(term.head, term.args[:-1]) if len(term.args) > 1 else Var(term.head)

    def symbol(self, symbol: Symbol) -> Term:
        """A plain symbol: a number, a whole number, or a quantity that the theory defines."""
        if symbol in self.defined:
            found = self.defined[symbol]
            return App(found.name, self._own(found))
        if self.is_whole(symbol):
            return App("INR", (Var(self.name(symbol)),))
        for over in self._rests():
            if symbol == over.size:
                return App("INR", (App("size", (self.size(over), self.part(over))),))
        return Var(self.name(symbol))

    def _rests(self) -> Iterator[IndexSet]:
        for parts in self.theory.partitions:
            yield parts.parts[1]

    def function(self, function: Any) -> Term:
        """A function of one or more numbers."""
        if function in self.defined:
            found = self.defined[function]
            parameters = self._own(found)
            return App(found.name, parameters) if parameters else Var(found.name)
        return Var("sigma") if function is sigma else Var(self.name(function))

    # -- variables

    def parameters(self, names: Iterable[str]) -> tuple[Parameter, ...]:
        """Those of these names that are free quantities, in the order of a lemma's variables: see :func:`place`."""
        by_name = {name: what for what, name in self.names.items()}
        found: dict[str, Parameter] = {}
        for name in names:
            if name in by_name and by_name[name] not in self.defined:
                found[name] = self.parameter_named(name, by_name[name])
            elif name == "N" and self.is_network:
                found[name] = Parameter("N", "network", "N")
        return tuple(sorted(found.values(), key=place))

    def parameter_named(self, name: str, what: Any) -> Parameter:
        """What a free name of a term stands for, as a variable."""
        if what == width:
            return Parameter(name, NATURAL, width)
        if what == y and self.is_network:
            return Parameter("y", MATRIX, y)
        return self.parameter(what)

    def part_name(self, over: IndexSet) -> str:
        """Note the part of a set as a free quantity, and give its name."""
        base = over.complement or over
        self.names.setdefault(base, base.name)
        return base.name


RANKS = ("network", NATURAL, PART, "R -> R", FAMILY, REAL)


def place(parameter: Parameter) -> tuple[int, str]:
    """Sizes, parts, functions, families and numbers before indices, each by name."""
    if isinstance(parameter.of, Index):
        return (9, parameter.name)
    kind = parameter.type
    rank = RANKS.index(kind) if kind in RANKS else 4
    return (rank, parameter.name)


def lambda_of(term: Term, bound: str) -> Term:
    """A function of one variable, without the lambda where the term is a function applied to it."""
    match term:
        case App(name, (*others, Var(last))) if last == bound and all(bound not in free(other) for other in others):
            if name not in {*INFIX, *PREFIX, "if"}:
                return App(name, tuple(others)) if others else Var(name)
    return Lambda(bound, term)
