"""How the names of a section are used: as indices, with which scripts, before brackets, transposed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import pairwise

from derivations.document.syntax.names import (
    ACTIVATIONS,
    CIRCULAR,
    ELEMENTARY,
    EXAMPLES,
    LAYERS,
    names_function,
)
from derivations.document.syntax.nodes import (
    Big,
    Bracket,
    Differential,
    Listing,
    Nabla,
    Name,
    Node,
    Number,
    Operator,
    Related,
    Row,
    Scripted,
    Terms,
    base_of,
    children,
    walk,
)
from derivations.document.syntax.patterns import are_plain_names, bound_by, is_letter, is_transpose, listed

BINDING = ("sum", "prod")


@dataclass
class Survey:
    """What the formulas of a section show about its names, by their keys."""

    indices: set[str] = field(default_factory=set)
    bound: set[str] = field(default_factory=set)
    sizes: set[str] = field(default_factory=set)
    applied: set[str] = field(default_factory=set)
    primed: set[str] = field(default_factory=set)
    plain: set[str] = field(default_factory=set)
    subscripts: dict[str, int] = field(default_factory=dict)
    labels: dict[str, set[str]] = field(default_factory=dict)
    numbered: set[str] = field(default_factory=set)
    first_powers: set[str] = field(default_factory=set)
    transposed: set[str] = field(default_factory=set)
    inverted: set[str] = field(default_factory=set)
    transposed_members: set[str] = field(default_factory=set)
    """Names of families whose members are transposed: ``x_i^T``."""
    gradients: set[str] = field(default_factory=set)
    limits: set[str] = field(default_factory=set)
    examples: set[str] = field(default_factory=set)
    layers: set[tuple[str, int]] = field(default_factory=set)
    derived: set[str] = field(default_factory=set)
    arguments: set[str] = field(default_factory=set)
    argument_lists: dict[str, list[Node]] = field(default_factory=dict)
    functions: set[str] = field(default_factory=set)
    factors: set[str] = field(default_factory=set)
    sides: set[str] = field(default_factory=set)
    all: set[str] = field(default_factory=set)
    compared: frozenset[str] = frozenset()
    """Names of which the text says how they compare with others, and that are not seen to be functions: numbers."""

    @classmethod
    def of(cls, nodes: Iterable[Node], spoken: Iterable[Node] = ()) -> Survey:
        """The survey of several formulas; of those that are but ``spoken`` of only whether they are calls counts."""
        found = cls()
        listed_nodes = list(nodes)
        for node in listed_nodes:
            found._bind(node)
        found.indices -= {key for node in listed_nodes for key in _indexed(node)} - found.bound
        for node in listed_nodes:
            found._see(node)
            found._see_calls(node)
        for node in spoken:
            found._see_arguments(node)
        return found

    def _bind(self, node: Node) -> None:
        for part in walk(node):
            if isinstance(part, Big):
                names = bound_by(part)
                if part.kind in BINDING:
                    self.indices.update(name.key for name in names)
                    self.bound.update(name.key for name in names)
                    if isinstance(part.sup, Name):
                        self.sizes.add(part.sup.key)
                elif part.kind == "lim":
                    self.limits.update(name.key for name in names)
            elif isinstance(part, Scripted) and not is_partial(part):
                self.indices.update(
                    index.key
                    for index in listed(part.sub)
                    if isinstance(index, Name) and is_letter(index) and index.text.islower()
                )

    def _see(self, node: Node) -> None:
        match node:
            case Name():
                self.plain.add(node.key)
                self.all.add(node.key)
                return
            case Scripted(base, sub, sup, primes):
                if is_partial(node) and sub is not None:
                    self._differentiated(sub)
                    if isinstance(sub, Scripted):
                        self._see(sub)
                elif isinstance(base, Name):
                    self._scripted(base, sub, sup, primes)
                else:
                    self._see(base)
                if sup is not None and not self._is_mark(base, sup):
                    self._see(sup)
                return
            case Row(items):
                for place, item in enumerate(items):
                    following = items[place + 1] if place + 1 < len(items) else None
                    name = base_of(item)
                    bracket = base_of(following)
                    if isinstance(name, Name) and isinstance(bracket, Bracket) and bracket.kind in "([{":
                        self.applied.add(name.key)
                        self.argument_lists.setdefault(name.key, []).append(bracket.body)
                        self.all.add(name.key)
                        if isinstance(item, Scripted):
                            self._scripted(name, item.sub, item.sup, item.primes)
                        continue
                    if (
                        isinstance(item, Bracket)
                        and isinstance(item.body, Name)
                        and place
                        and _is_name(items[place - 1])
                    ):
                        self.arguments.add(item.body.key)
                        self.all.add(item.body.key)
                        continue
                    self._see(item)
                return
            case Big(kind, sub, sup):
                if kind in BINDING:
                    return
            case Related(parts):
                for part in parts:
                    if not (isinstance(part, Name) and part.key in self.indices):
                        self._see(part)
                return
            case Nabla(by) if by is not None:
                if isinstance(name := base_of(by), Name):
                    self.gradients.add(name.key)
            case Differential(_, by):
                for one in by:
                    self._differentiated(one)
        for child in children(node):
            self._see(child)

    def _see_calls(self, whole: Node) -> None:
        """What tells functions before brackets from factors.

        Plain names, several arguments, or a bar among them are a function's arguments.  A name without a bracket behind
        it, other than alone on a side or under a derivative, is a quantity.
        """
        self._see_arguments(whole)
        apart = {id(base_of(call.item)) for call in calls_in(whole)}
        for part in walk(whole):
            match part:
                case Differential(of, _) if of is not None:
                    apart.add(id(base_of(of)))
                case Row(items):
                    for one, of, behind in zip(items, items[1:], [*items[2:], None], strict=False):
                        if isinstance(one, Differential | Nabla) and (
                            behind is None or isinstance(behind, Bracket | Operator)
                        ):
                            apart.add(id(base_of(of)))  # more factors behind it show that it is one, too
                case Name() if id(part) not in apart:
                    (self.sides if part is whole else self.factors).add(part.key)

    def _see_arguments(self, whole: Node) -> None:
        for call in calls_in(whole):
            body = call.bracket.body
            if (
                isinstance(body, Listing)
                or _has_bar(body)
                or (are_plain_names(body) and not (call.is_power or call.groups))
            ):
                self.functions.add(call.key)

    def _differentiated(self, by: Node) -> None:
        name = base_of(by)
        if isinstance(name, Name) and name.key not in self.indices:
            self.derived.add(name.key)

    def _scripted(self, base: Name, sub: Node | None, sup: Node | None, primes: int) -> None:
        key = base.key
        self.all.add(key)
        if primes:
            self.primed.add(key)
        members = listed(sub)
        indices = [m for m in members if not isinstance(m, Number)]
        if members and any(self.is_index(m) for m in members):
            self.subscripts[key] = max(self.subscripts.get(key, 0), len(members))
        elif not members:
            self.plain.add(key)
        if members and not indices:
            self.numbered.add(key)
        if isinstance(sup, Number) and sup.value == 1:
            self.first_powers.add(key)  # x^1 beside x^2 and x^3: they may be coordinates
        if sup is not None and inverted_power(sup) is not None:
            self.inverted.add(key)
        if is_transpose(sup):
            self.transposed.add(key)
            if len(members) == 1 and self.is_index(members[0]):
                self.transposed_members.add(key)
        elif sup is not None and (label := label_of(sup)) is not None:
            self.labels.setdefault(key, set()).add(str(label))
            self.layers.add(label)
        elif isinstance(sup, Bracket) and isinstance(sup.body, Name) and sup.body.text in EXAMPLES:
            self.examples.add(key)

    def is_index(self, node: Node) -> bool:
        """Whether a member of a subscript is an index rather than part of a name."""
        if isinstance(node, Number):
            return False
        names = node.names
        return bool(names) and all(name.key in self.indices for name in names)

    def _is_mark(self, base: Node, sup: Node) -> bool:
        if is_transpose(sup) or (isinstance(sup, Name) and sup.text == "*"):
            return True
        return isinstance(base, Name) and (label_of(sup) is not None or isinstance(sup, Bracket))

    def is_function(self, name: Name, bracket: Bracket) -> bool | None:
        """Whether a name before a bracket is a function's rather than a factor's; ``None`` where both may be meant."""
        key = name.key
        if key in self.compared:
            return False
        if key in self.primed or name.text in ELEMENTARY | CIRCULAR or name.text in ACTIVATIONS:
            return True
        if key in bare_keys(bracket.body):
            return False  # a(1 - a)
        if key in self.functions or names_function(name.text):
            return True
        return False if key in self.factors else None


@dataclass(frozen=True)
class Call:
    """A name, with scripts perhaps, right before a bracket."""

    key: str
    item: Node
    bracket: Bracket
    following: Node

    @property
    def groups(self) -> bool:
        """Whether the bracket is there for what stands above it: ``(a^{l-1})^T``."""
        inner = self.bracket.body
        return all(isinstance(node, Scripted) and node.sup is not None for node in (inner, self.following))

    @property
    def is_power(self) -> bool:
        """Whether a power of the name stands before the bracket."""
        return isinstance(self.item, Scripted) and isinstance(self.item.sup, Number)


def calls_in(node: Node) -> Iterator[Call]:
    """The calls in an expression, which may be products as well."""
    for part in walk(node):
        if isinstance(part, Row):
            for item, following in pairwise(part.items):
                name, bracket = base_of(item), base_of(following)
                if isinstance(name, Name) and isinstance(bracket, Bracket) and bracket.kind in ("(", "[", "{"):
                    yield Call(name.key, item, bracket, following)


def bare_keys(node: Node) -> set[str]:
    """The keys of the names in an expression that stand before no bracket."""
    heads = {id(base_of(call.item)) for call in calls_in(node)}
    return {name.key for name in node.names if id(name) not in heads}


def _has_bar(body: Node) -> bool:
    return isinstance(body, Related) and set(body.relations) == {"mid"}


def is_partial(node: Node) -> bool:
    """``∂_x`` as an operator."""
    return isinstance(node, Scripted) and isinstance(node.base, Name) and node.base.text == "∂" and node.sub is not None


def _is_name(node: Node) -> bool:
    return isinstance(base_of(node), Name)


def inverted_power(exponent: Node) -> tuple[int, bool] | None:
    """The power of the inverse that stands above a matrix, and whether that is transposed: ``A^{-1}``, ``A^{-T}``."""
    match exponent:
        case Terms(((-1, Number(value)),)) if value.denominator == 1 and value > 0:
            return int(value), False
        case Terms(((-1, mark),)) if is_transpose(mark):
            return 1, True
    return None


def label_of(sup: Node) -> tuple[str, int] | None:
    """The layer that a superscript names, as a letter and an offset, if it does: ``L``, ``l-1``, ``(2)``, ``[l]``."""
    inner = sup.body if isinstance(sup, Bracket) and sup.kind in "([" else sup
    if isinstance(inner, Name) and inner.text in LAYERS and not inner.accents:
        return inner.text, 0
    if isinstance(inner, Number) and isinstance(sup, Bracket) and inner.value.denominator == 1:
        return "", int(inner.value)
    if isinstance(inner, Terms) and len(inner.terms) == 2:
        (sign, letter), (other, number) = inner.terms
        if sign == 1 and isinstance(letter, Name) and letter.text in LAYERS and isinstance(number, Number):
            return letter.text, other * int(number.value)
    return None


def _indexed(node: Node) -> Iterator[str]:
    """The names that have a letter as their subscript, as h in ``h_t``: in ``w_h`` this is a label, no index."""
    for part in walk(node):
        match part:
            case Scripted(Name(key=key), sub) if not is_partial(part):
                if any(isinstance(index, Name) and is_letter(index) for index in listed(sub)):
                    yield key
