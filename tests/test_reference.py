"""The reference names what the packages make public, once, each with an example that the doctests run."""

import inspect
import re
from collections import Counter
from importlib import import_module
from pathlib import Path

import pytest

REFERENCE = Path(__file__).parent.parent / "docs" / "reference"
DIRECTIVE = re.compile(
    r"\.\. auto(?P<kind>\w+):: (?P<name>[\w.]+)\n(?:   :members: (?P<members>[\w, ]+(?:\n      [\w, ]+)*))?"
)
PUBLIC = ("derivations", "derivations.proof", "derivations.notation", "derivations.output_layer", "numeric")


def found(name):
    """The object of a dotted name."""
    module, _, attribute = name.rpartition(".")
    try:
        return getattr(import_module(module), attribute)
    except ModuleNotFoundError:
        return getattr(found(module), attribute)


def documented():
    """The functions and classes of the reference, by the names that its pages give them."""
    for page in sorted(REFERENCE.glob("*.md")):
        for entry in DIRECTIVE.finditer(page.read_text(encoding="utf-8")):
            members = re.findall(r"\w+", entry["members"] or "")
            if entry["kind"] == "module":
                yield from ((page.name, f"{entry['name']}.{member}") for member in members)
            else:
                yield page.name, entry["name"]


INNER = "numeric-parts.md"
"""The page on what public objects are made of, for who reads the code."""
ENTRIES = list(documented())


def test_each_name_stands_once():
    twice = [name for name, count in Counter(id(found(name)) for _, name in ENTRIES).items() if count > 1]
    assert [name for _, name in ENTRIES if id(found(name)) in twice] == []


@pytest.mark.parametrize("name", [name for page, name in ENTRIES if page != INNER])
def test_each_name_has_an_example_but_for_exceptions(name):
    what = found(name)
    if not (inspect.isclass(what) and issubclass(what, BaseException)):
        assert ">>>" in (inspect.getdoc(what) or "")


@pytest.mark.parametrize("package", PUBLIC)
def test_each_public_function_and_class_is_in_the_reference(package):
    there = {id(found(name)) for _, name in ENTRIES}
    public = import_module(package)
    missing = [
        name
        for name in public.__all__
        if (inspect.isclass(what := getattr(public, name)) or inspect.isfunction(what)) and id(what) not in there
    ]
    assert missing == []
