"""Terms in which parts are exchanged for equal ones, under sums, too; and the sums in a term."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from derivations.certificate.language.sums import linear
from derivations.certificate.language.terms import App, Lambda, Number, Term, Var, member, put, written

ONE_NEURON = Var("1%nat")

Exchange = tuple[str, str, str, tuple[str, ...]]
"""For which indices, which term, by which other one, and the lines that prove that they are equal."""


def exchanged(
    term: Term, new: Mapping[Term, tuple[Term, tuple[str, ...]]], around: str = ""
) -> tuple[Term, list[Exchange]]:
    """The term with terms exchanged, and the equations for that."""
    if term in new:
        value, tactic = new[term]
        return value, [(around, str(term), str(value), tactic)]
    match term:
        case App("sum" | "sum_in" | "sum_except" as kind, (size, *which, Lambda(bound, body))):
            within = f"{around}forall {bound}, (1 <= {bound} <= {written(size, 69)})%nat -> "
            for limit in which:
                within += f"{member(limit, Var(bound))} = true -> " if kind == "sum_in" else f"{bound} <> {limit} -> "
            inner, found = exchanged(body, new, within)
            return App(kind, (size, *which, Lambda(bound, inner))), found
        case App("Derive", (function, at)):
            moved, found = exchanged(at, new, around)
            return App("Derive", (function, moved)), found
        case App(name, args):
            results = [exchanged(argument, new, around) for argument in args]
            return App(name, tuple(r[0] for r in results)), [e for r in results for e in r[1]]
    return term, []


def put_terms(term: Term, new: Mapping[Term, Term]) -> Term:
    """The term with terms replaced."""
    return exchanged(term, {old: (by, ()) for old, by in new.items()})[0]


def outermost_sums(term: Term) -> Iterator[App]:
    """The sums in a term that are in no other one, and in no function that is written out."""
    match term:
        case App("sum" | "sum_in" | "sum_except", _):
            yield term
        case App("Derive", _):
            return
        case App(_, args):
            for argument in args:
                yield from outermost_sums(argument)


def is_simple(found: App) -> bool:
    """Whether a sum is written as it would be as a linear combination of sums."""
    value = linear(found).value
    return value in (found, App("*", (Number(1), found)))


def sum_value(found: App) -> Term:
    """What a sum is when it is brought into its common form."""
    if found.head == "sum_except":
        size, index, function = found.args
        assert isinstance(function, Lambda)
        whole = sum_value(App("sum", (size, function)))
        return App("-", (whole, put(function.body, {function.bound: index})))
    size, *_, function = found.args
    if size == ONE_NEURON and isinstance(function, Lambda):
        return put(function.body, {function.bound: ONE_NEURON})
    return found if is_simple(found) else linear(found).value
