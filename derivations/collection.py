"""Derivations by where they are: the chapter's by their names, a user's own in modules of theirs.

A module is imported when its name is given, as Python and pytest do; nothing else that a user gives is run.
"""

from __future__ import annotations

import importlib
import pkgutil
import sys
from collections.abc import Iterator
from difflib import get_close_matches
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING

from derivations.chapter.contents import BY_NAME

if TYPE_CHECKING:
    from derivations.proof import Derivation


class NotFound(LookupError):
    """There is no such module, or no such derivation; the text says what there is."""


def imported(name: str) -> ModuleType:
    """The module of this name; the current folder is looked in first.  Raises :class:`NotFound`."""
    here = str(Path.cwd())
    if here not in sys.path:
        sys.path.insert(0, here)
    try:
        return importlib.import_module(name)
    except ModuleNotFoundError as problem:
        if problem.name is not None and (name == problem.name or name.startswith(f"{problem.name}.")):
            hint = f", not a file: {Path(name).stem}" if name.endswith(".py") else ", such as derivations.chapter"
            raise NotFound(f"there is no module {problem.name!r}; give a module's name{hint}") from None
        raise
    except (TypeError, ValueError) as problem:
        if name and not name.startswith("."):
            raise
        raise NotFound(f"{name!r} is not the name of a module; give one such as derivations.chapter") from problem


def derivations_in(module: ModuleType) -> Iterator[tuple[ModuleType, Derivation]]:
    """The derivations of a module, or of all modules of a package, each once, with the module that has it.

    Results of the chapter that a module imports, to name them as facts, are not its own.

    >>> import derivations.chapter.softmax_limit
    >>> [found.name for _, found in derivations_in(derivations.chapter.softmax_limit)]
    ['softmax-limit']
    """
    from derivations.proof import Derivation

    seen: set[int] = set()
    for part in _modules(module):
        for value in vars(part).values():
            if isinstance(value, Derivation) and id(value) not in seen and not _is_imported_result(value, part):
                seen.add(id(value))
                yield part, value


def _is_imported_result(derivation: Derivation, module: ModuleType) -> bool:
    if module.__name__.partition(".")[0] == __package__ or derivation.name not in BY_NAME:
        return False
    entry = BY_NAME[derivation.name]
    home = sys.modules.get(f"{__package__}.chapter.{entry.module}")
    return getattr(home, entry.attribute, None) is derivation


def _modules(module: ModuleType) -> Iterator[ModuleType]:
    yield module
    for found in pkgutil.walk_packages(getattr(module, "__path__", ()), f"{module.__name__}."):
        yield importlib.import_module(found.name)


def of_modules(modules: tuple[str, ...]) -> dict[str, Derivation]:
    """The derivations of several modules by their names.  Raises :class:`NotFound` for a module without any."""
    found: dict[str, Derivation] = {}
    for name in modules:
        here = {derivation.name: derivation for _, derivation in derivations_in(imported(name))}
        if not here:
            raise NotFound(f"{name} has no derivation, an object made by Derivation(...)")
        found |= here
    return found


def no_such_name(name: str, names: list[str], how_to_list: str) -> NotFound:
    """The complaint about a name that none of these is, with those that are near."""
    near = get_close_matches(name, names, n=3, cutoff=0.4)
    hint = f"Did you mean {' or '.join(near)}?" if near else f"{how_to_list!r} shows all names."
    ending = Path(name).suffix
    if ending == ".py":
        hint = f"For the derivations in a module of your own use --module {Path(name).stem}."
    elif ending in (".md", ".tex", ".ipynb"):
        hint = f"For the formulas of a document use 'derivations check {name}'."
    return NotFound(f"There is no result called {name!r}. {hint}")
