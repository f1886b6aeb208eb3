"""What passes between processes: dataclasses of texts, numbers and tuples, as JSON and back."""

from __future__ import annotations

from dataclasses import fields
from typing import Any, TypeVar

T = TypeVar("T")


def record(item: Any) -> dict[str, Any]:
    """A dataclass as an object of JSON; sets become sorted lists.

    >>> from derivations.document.results import TakenAs
    >>> record(TakenAs("notes.md", 3, 1, "definition", "a = b"))
    {'path': 'notes.md', 'line': 3, 'column': 1, 'kind': 'definition', 'formula': 'a = b', 'reason': ''}
    """
    values = {field.name: getattr(item, field.name) for field in fields(item)}
    return {name: sorted(value) if isinstance(value, frozenset) else value for name, value in values.items()}


def restored(kind: type[T], values: dict[str, Any]) -> T:
    """The dataclass that a record was made of."""
    sets = {field.name for field in fields(kind) if str(field.type).startswith("frozenset")}  # type: ignore[arg-type]
    return kind(**{name: frozenset(value) if name in sets else _tuples(value) for name, value in values.items()})


def _tuples(value: Any) -> Any:
    return tuple(map(_tuples, value)) if isinstance(value, list) else value
