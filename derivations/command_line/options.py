"""What several commands have in common: which results they are about, in which form, and with an audit or not."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import click

from derivations.chapter.contents import BY_NAME
from derivations.command_line.failures import in_user_code
from derivations.command_line.progress import Progress

if TYPE_CHECKING:
    from derivations.proof import Derivation


FORMAT = click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json"]),
    default="text",
    show_default=True,
    help="Form of the output.",
)
MODULES = click.option(
    "--module",
    "-m",
    "modules",
    metavar="MODULE",
    multiple=True,
    help="Take the derivations of this Python module instead of the chapter's. May be given several times.",
)

LIMIT: dict[str, Any] = {
    "type": click.FloatRange(min=0, min_open=True),
    "default": 120.0,
    "show_default": True,
    "metavar": "SECONDS",
    "help": "Time limit for a script of up to 500 lemmas; a longer script gets proportionally more.",
}
STEP_TIME: dict[str, Any] = {
    "type": click.FloatRange(min=0, min_open=True),
    "default": 10.0,
    "show_default": True,
    "metavar": "SECONDS",
}
STEP_MEMORY: dict[str, Any] = {"type": click.IntRange(min=256), "default": 1024, "show_default": True, "metavar": "MIB"}
"""The limits within which a step of a document is decided, without what they are for."""
AUDIT = click.option(
    "--audit",
    is_flag=True,
    help="Check every proof again: an independent engine evaluates the claims at many points.",
)


def chosen(names: tuple[str, ...], modules: tuple[str, ...]) -> list[Derivation]:
    """Return the derivations of these names, each once, or all: the chapter's, or those of the modules."""
    with Progress("loading") as progress:
        progress.tell("the derivations")
        return _loaded(names, modules)


def _loaded(names: tuple[str, ...], modules: tuple[str, ...]) -> list[Derivation]:
    from derivations.collection import NotFound, no_such_name, of_modules

    try:
        found = of_modules(modules) if modules else None
        known = list(BY_NAME if found is None else found)
        for name in names:
            if name not in known:
                listing = " ".join(["derivations list", *(f"--module {module}" for module in modules)])
                raise no_such_name(name, known, listing)
    except NotFound as problem:
        raise click.UsageError(str(problem)) from None
    except click.ClickException:
        raise
    except Exception as problem:
        raise in_user_code(problem, ", ".join(modules)) from None
    wanted = dict.fromkeys(names or known)
    if found is not None:
        return [found[name] for name in wanted]
    from derivations.chapter import load

    return [load(name) for name in wanted]


def json_text(document: object) -> str:
    """Return a document as the text that ``--format json`` prints."""
    return json.dumps(document, ensure_ascii=False, indent=2)
