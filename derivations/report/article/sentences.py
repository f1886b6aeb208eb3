"""Reasons, assumptions and conditions as an article says them: in phrases, with links to what they refer to.

>>> from derivations import sigmoid_derivative
>>> from derivations.notation.text import text
>>> from derivations.proof.wording import written
>>> written(reason(sigmoid_derivative.steps[3], Links()), text)
'by the definition of σ and differentiation'
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from sympy import Symbol

from derivations.notation import Index
from derivations.notation.writing import Formula
from derivations.proof import Chain, Step
from derivations.proof.statements.chains import ConvexMinimum, EqualityOf, Instance
from derivations.proof.statements.reasons import ChainRule, DefinitionOf, Label
from derivations.proof.statements.theory import Definition, Dependency, Domain, Given, Parts, Theory
from derivations.proof.wording import Reference, Words, assumption
from derivations.proof.wording import reason as named


class Link(str):
    """A number in brackets that refers to a formula or an assumption: of which result, and the place's name."""

    __slots__ = ("of", "target")
    of: str
    target: str

    def __new__(cls, number: str, of: str, target: str) -> Link:
        link = super().__new__(cls, f"({number})")
        link.of, link.target = of, target
        return link


@dataclass(frozen=True)
class Links:
    """The numbers that reasons refer to: of chains, and of the assumptions in a result's setting."""

    chains: Mapping[Chain, Link] = field(default_factory=dict)
    setting: Mapping[object, Link] = field(default_factory=dict)


def reason(step: Step, links: Links, within: str = "") -> Words:
    """Why a step holds, as a phrase that begins with "by" or "since"."""
    facts = [_fact(item, links, within) for item in step.by if not isinstance(item, DefinitionOf | Given | Label)]
    defined = [named(item)[1:] for item in step.by if isinstance(item, DefinitionOf)]
    tools = [(item.text,) for item in step.by if isinstance(item, Label)]
    given = [_given(item, links) for item in step.by if isinstance(item, Given)]
    definitions = [("the definition", "s" if len(defined) > 1 else "", " of ", *enumerated(defined))] if defined else []
    phrases = []
    if by := [*facts, *definitions, *tools]:
        phrases.append(("by ", *enumerated(by)))
    if given:
        phrases.append(("since ", *enumerated(given)))
    if step.because:
        phrases.append((step.because,))
    return tuple(piece for place, phrase in enumerate(phrases) for piece in ((", ",) if place else ()) + phrase)


def _fact(item: object, links: Links, within: str) -> Words:
    match item:
        case ChainRule():
            return ("the chain rule",)
        case Instance(fact, where):
            return (*_fact(fact, links, within), " with ", *enumerated([(_put(old, new),) for old, new in where]))
        case EqualityOf(chain) | (Chain() as chain):
            return (links.chains.get(chain) or (Reference(chain.name) if chain.name != within else "a line above"),)
        case ConvexMinimum(convexity, critical):
            return (
                "the convexity ",
                *_fact(convexity, links, within),
                " and the critical point ",
                *_fact(critical, links, within),
            )
    return named(item, within)


def _put(old: object, new: object) -> Formula:
    return Formula(*(x if hasattr(x, "args") and not isinstance(x, type) else Symbol(str(x)) for x in (old, "=", new)))


def _given(item: Given, links: Links) -> Words:
    return (links.setting[item],) if item in links.setting else assumption(item)


def enumerated(items: Sequence[Words]) -> Words:
    """Several words as a list in a sentence.

    >>> enumerated([("a",), ("b",), ("c",)])
    ('a', ', ', 'b', ' and ', 'c')
    """
    found: list[Any] = []
    for place, item in enumerate(items):
        found += [" and " if place == len(items) - 1 else ", "] if place else []
        found += item
    return tuple(found)


def definitions(theory: Theory) -> tuple[Words, ...]:
    """What a theory defines."""
    return tuple(assumption(item) for item in theory.assumptions if isinstance(item, Definition))


def assumptions(items: Iterable[object]) -> tuple[Words, ...]:
    """What is assumed, in sentences without an end; quantities of the same kind share one."""
    kinds: dict[tuple[str, str], list[Words]] = {}
    others: list[Words] = []
    for item in items:
        if isinstance(item, Definition | Dependency | Chain):
            continue
        kind = _kind(item)
        if kind is None:
            others.append(assumed(item))
        else:
            kinds.setdefault(kind, []).append((_of(item),))
    shared = [(*enumerated(of), f" is {one}" if len(of) == 1 else f" are {many}") for (one, many), of in kinds.items()]
    return (*shared, *others)


def assumed(item: object) -> Words:
    """One assumption in words."""
    kind = _kind(item)
    if kind is not None:
        return (_of(item), f" is {kind[0]}")
    if isinstance(item, Parts):
        part, rest = item.parts
        size = () if part.size is None else (", which has ", part.size, " elements,")
        return (Symbol(str(part)), *size, " and ", Symbol(str(rest)), " partition the indices")
    return assumption(item)


def _kind(item: object) -> tuple[str, str] | None:
    """What kind of number a domain says that its quantity is, if words say it better than a formula."""
    match item:
        case Domain(_, None, None, _, _, whole):
            return ("an integer", "integers") if whole else ("a real number", "real numbers")
        case Domain(_, low, None, low_open, _, True) if low == (0 if low_open else 1):
            return ("a positive integer", "positive integers")
    return None


def _of(item: object) -> object:
    assert isinstance(item, Domain)
    return item.of


def further(chain: Chain) -> list[object]:
    """What a chain assumes beside what its derivation does."""
    common = {assumption(item) for item in chain.derivation.theory.assumptions if not isinstance(item, Chain)}
    own = (item for item in chain.theory.assumptions if not isinstance(item, Dependency | Chain))
    return [item for item in own if assumption(item) not in common]


LONG = 4
"""From so many further assumptions on, those that several chains share are stated once, as a setting."""


def setting(chains: Iterable[Chain]) -> list[object]:
    """The long list of further assumptions that most chains of a result share; parts of index sets come first."""
    lists = [further(chain) for chain in chains]

    def shared(items: list[object]) -> int:
        return sum(all(item in other for item in items) for other in lists)

    candidates = [items for items in lists if len(items) >= LONG and shared(items) > 1]
    found = max(candidates, key=shared, default=[])
    return sorted(found, key=lambda item: not isinstance(item, Parts))


def condition(chain: Chain, links: Links, place: Link | None) -> Words:
    """Under which further assumptions a chain holds, as in "if j = k"; ``place`` is where the setting is stated."""
    extra = further(chain)
    phrases: list[Words] = []
    if place is not None and links.setting and all(item in extra for item in links.setting):
        phrases.append(("in the setting ", place))
        extra = [item for item in extra if item not in links.setting]
    if members := _members(chain):
        phrases.append(("for ", *enumerated(members)))
    if defined := [assumption(item) for item in extra if isinstance(item, Definition)]:
        phrases.append(("with ", *enumerated(defined)))
    if others := [assumed(item) for item in extra if not isinstance(item, Definition)]:
        phrases.append(("if ", *enumerated(others)))
    return tuple(piece for number, phrase in enumerate(phrases) for piece in ((", ",) if number else ()) + phrase)


def _members(chain: Chain) -> list[Words]:
    """The indices that a chain speaks of which belong to a named part of an index set."""
    free = {s for side in chain.conclusion.sides for s in side.free_symbols if isinstance(s, Index) and s.range.name}
    return [(Formula(index, "∈", Symbol(index.range.name)),) for index in sorted(free, key=str)]


def needed(conclusions: Iterable[Chain], chains: Iterable[Chain]) -> Iterator[Chain]:
    """Those of the chains that the conclusions rest on, in order."""
    todo, found = list(conclusions), set[Chain]()
    while todo:
        chain = todo.pop()
        if chain not in found:
            found.add(chain)
            todo += chain.facts
    return (chain for chain in chains if chain in found)
