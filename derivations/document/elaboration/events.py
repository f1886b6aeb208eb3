"""Functions of events where the text defines the function for all values: ``p(y = 1 | x)`` after ``p(y | x) = ...``."""

from __future__ import annotations

from dataclasses import replace

from derivations.document.elaboration.quantities import Quantities
from derivations.document.syntax.nodes import Bracket, Listing, Name, Node, Number, Scripted, base_of
from derivations.document.syntax.patterns import arguments_of, event_of, listed, written
from derivations.document.syntax.tokens import NotUnderstood


def at_values(meaning: Quantities, function: Node, following: Node | None) -> tuple[Name, Node] | None:
    """The function that an event names at the values of the event, and the arguments that this takes.

    Nothing where the text defines the event's own function, or says nothing of it.  Then the probabilities of several
    events have something to do with one another that is not known.
    """
    if not isinstance(function, Scripted) or not isinstance(function.base, Name):
        return None
    name, words = function.base, listed(function.sub)
    events = {event.parts[0].keys: event.parts[1] for word in words if (event := event_of(word)) is not None}
    own = f"{name.key}_{','.join(map(written, words))}"
    if not events or meaning.glossary.of(own, None) is not None:
        return None
    general = meaning.glossary.of(name.key, None)
    if general is None or not general[0].parameters:
        meaning.doubts.append("the text does not say how the probabilities of events are related")
        return None
    bracket = base_of(following) if isinstance(base_of(following), Bracket) else None
    given = iter(arguments_of(bracket) if isinstance(bracket, Bracket) else ())
    arguments: list[Node] = []
    for parameter in general[0].parameters:
        value = events.pop(parameter.keys, None)
        argument = value if isinstance(value, Number) else next(given, None)
        if argument is None:
            break
        arguments.append(argument)
    if len(arguments) < len(general[0].parameters) or events or next(given, None) is not None:
        raise NotUnderstood(f"how this is a value of {written(general[0].left)}", function.start)
    body = arguments[0] if len(arguments) == 1 else Listing(tuple(arguments), function.start, function.end)
    inside = Bracket("(", body, function.start, function.end)
    return name, replace(following, base=inside) if isinstance(following, Scripted) else inside
