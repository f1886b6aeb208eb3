r"""Events: ``P(y = 1 \mid x)`` is the function :math:`P_{y=1|}` of x, and ``P(y = k \mid x)`` is one of k and x."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from derivations.document.syntax.nodes import Bracket, Listing, Name, Node, Number, Related, Scripted, base_of
from derivations.document.syntax.patterns import is_indicator, is_plain_name, is_statistic, listed, members

BAR = "mid"


def with_events(items: list[Node]) -> list[Node]:
    """Factors, the functions of events among them with the event in their name."""
    found: list[Node] = []
    for item in items:
        named = _named(found[-1], item) if found else None
        if named is None:
            found.append(item)
        else:
            found[-1:] = named
    return found


def _named(function: Node, item: Node) -> list[Node] | None:
    """A function of events and its arguments; nothing if these are no events."""
    name, bracket = base_of(function), base_of(item)
    if not isinstance(name, Name) or not isinstance(bracket, Bracket) or bracket.kind not in ("(", "["):
        return None
    if is_statistic(name, bracket) or is_indicator(function):
        return None
    plain = isinstance(function, Name) or (isinstance(function, Scripted) and not function.sup and not function.primes)
    parts = [part for member in members(bracket.body) for part in _parts(member)]
    events = [part for part in parts if isinstance(part[0], Related)]
    if not plain or not events or not all(_is_event(part) for part, _ in events):
        return None
    words = [*(listed(function.sub) if isinstance(function, Scripted) else ())]
    arguments: list[Node] = []
    spoken = frozenset[str]().union(*(part.keys for part, _ in parts if not isinstance(part, Related)))
    for part, given in parts:
        if isinstance(part, Related):
            event, inside = _event(part)
            words.append(Bracket("|", event, event.start, event.end) if given else event)
            arguments += [node for node in inside if not node.keys or not node.keys <= spoken]
        else:
            arguments.append(part)
    plain_parts = [given for part, given in parts if not isinstance(part, Related)]
    if plain_parts:  # P(y = 1 | x) and P(y = 1, x) are not P(y = 1)
        words.append(Name("|" if any(plain_parts) else "·", bracket.start, bracket.start))
    sub = words[0] if len(words) == 1 else Listing(tuple(words), words[0].start, words[-1].end)
    named = Scripted(name, sub, None, 0, function.start, bracket.end)
    if not arguments:
        return [replace(item, base=Bracket("(", named, item.start, item.end)) if isinstance(item, Scripted) else named]
    body = arguments[0] if len(arguments) == 1 else Listing(tuple(arguments), bracket.start, bracket.end)
    inside_bracket = replace(bracket, body=body)
    return [named, replace(item, base=inside_bracket) if isinstance(item, Scripted) else inside_bracket]


def _parts(member: Node) -> Iterator[tuple[Node, bool]]:
    """The expressions and relations in a member of a list of arguments, and whether they stand behind a bar."""
    if not isinstance(member, Related) or BAR not in member.relations:
        yield member, False
        return
    first, given = 0, False
    for place, relation in enumerate((*member.relations, BAR)):
        if relation == BAR:
            parts, relations = member.parts[first : place + 1], member.relations[first:place]
            yield (Related(parts, relations, parts[0].start, parts[-1].end) if relations else parts[0]), given
            first, given = place + 1, True


def _is_event(part: Node) -> bool:
    """Whether a relation says which value a quantity has."""
    if not isinstance(part, Related) or part.relations != ("=",):
        return False
    quantity, value = part.parts
    return is_plain_name(quantity) and (isinstance(value, Number) or is_plain_name(value))


def _event(part: Related) -> tuple[Related, list[Node]]:
    """An event as it stands in a function's name, and what its probability depends on."""
    quantity, value = part.parts
    scripts: list[Node] = []
    if isinstance(quantity, Scripted):
        scripts += listed(quantity.sub)
        if quantity.sup is not None:
            scripts.append(quantity.sup.body if isinstance(quantity.sup, Bracket) else quantity.sup)
    base = base_of(quantity)
    assert isinstance(base, Name)
    if isinstance(value, Number):
        return replace(part, parts=(base, value)), scripts
    return replace(part, parts=(base, replace(base, text="·", accents=()))), [*scripts, value]
