"""The documents' code runs and prints what they say, in the order in which a reader comes to it."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner
from support.marks import slow_but
from support.trusted_lines import KERNEL, READING

from derivations.chapter import CONTENTS
from derivations.command_line import main
from derivations.command_line.failures import EXIT_CODES
from derivations.version import VERSION

ROOT = Path(__file__).parent.parent
DOCS = ROOT / "docs"
BLOCK = re.compile(
    r"```(?P<kind>python|sh)\n(?P<code>.*?)```\n"
    r"(?:\n(?:prints|reports|`[^`]*` reports)\n)?(?:\n```text\n(?P<text>.*?)```|\nprints `(?P<line>[^`]*)`)?",
    re.DOTALL,
)
TIME = re.compile(r" *\d+\.\d+ m?s")
BOUND = re.compile(r"(allowed|truncation|rounding) [\d.e+-]+")


LONG = {"certificates.md", "how-to/output-error.md", "how-to/report.md", "how-to/test.md", "tutorial.md"}
"""Pages whose commands take long."""


def pages():
    texts = {page.relative_to(DOCS).as_posix(): page.read_text(encoding="utf-8") for page in sorted(DOCS.rglob("*.md"))}
    return [name for name, text in texts.items() if "```python" in text or "```sh\nderivations" in text]


def run_in_shell(code):
    """What the commands print; the tests' own environment comes first on the path."""
    path = os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])
    environment = {**os.environ, "PATH": path, "COLUMNS": "200"}
    done = subprocess.run(["bash", "-c", code], capture_output=True, text=True, check=False, env=environment)
    assert done.returncode in (0, 1), done.stderr
    return done.stdout


def without_chance(text):
    """Without times, and without bounds, which are made of roundings."""
    return BOUND.sub(r"\1 (bound)", TIME.sub(" (time)", text.strip()))


@pytest.mark.parametrize("page", slow_but(set(pages()) - LONG, pages()))
def test_a_page_does_what_it_says(page, tmp_path, monkeypatch, capsys, needs):
    monkeypatch.chdir(tmp_path)
    monkeypatch.syspath_prepend(str(tmp_path))
    names = {}
    blocks = list(BLOCK.finditer((DOCS / page).read_text(encoding="utf-8")))
    assert blocks
    for block in blocks:
        code, expected = block["code"], block["text"] or block["line"]
        if block["kind"] == "sh":
            if "pdf" in code:
                needs("latexmk", "pdflatex")
            commands = "\n".join(line for line in code.splitlines() if not line.startswith("pip install"))
            printed = run_in_shell(commands)
        else:
            if file := re.match(r"# (\w+\.py)\n", code):
                with Path(file[1]).open("a", encoding="utf-8") as own:
                    own.write(code)
            exec(compile(code, page, "exec"), names)
            printed = capsys.readouterr().out
        if expected is not None:
            assert without_chance(printed) == without_chance(expected)
        else:
            assert block["kind"] == "sh" or printed == ""
    for name in ("tanh_network", "mine"):
        sys.modules.pop(name, None)


def test_the_tutorial_runs_every_command_that_it_speaks_of():
    tutorial = (DOCS / "tutorial.md").read_text(encoding="utf-8")
    commands = [block["code"] for block in BLOCK.finditer(tutorial) if block["kind"] == "sh"]
    for words in ("derivations verify", "derivations show", "pytest --derivations", "derivations report"):
        assert any(words in command for command in commands)


def test_the_readme_s_python_gives_what_its_comments_say():
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    blocks = [block for block in re.findall(r"```python\n(.*?)```", readme, re.DOTALL) if "import" in block]
    names, shown = {}, 0
    for line in "".join(blocks).splitlines():
        expression, _, comment = line.partition("  # ")
        if expression.startswith("from") or not comment:
            exec(line, names)
        else:
            value = eval(expression, names)
            assert comment.strip().startswith((str(value), repr(value))), line
            shown += 1
    assert shown == 6


@pytest.mark.parametrize("command", ["pip install . && derivations verify", "pip install '.[test]' && pytest"])
def test_the_readme_has_the_two_commands(command):
    assert f"```sh\n{command}\n```" in (ROOT / "README.md").read_text(encoding="utf-8")


def test_links_in_the_documents_lead_somewhere():
    made_when_built = {"results.md", "statements.md", *(f"{entry.name}.md" for entry in CONTENTS)}
    for document in [ROOT / "README.md", *DOCS.rglob("*.md")]:
        if {"results", "modules", "_generated"} & set(document.parts) or document.name in made_when_built:
            continue
        for target in re.findall(r"\]\(([^)#:]+)\)", document.read_text(encoding="utf-8")):
            assert Path(target).name in made_when_built or (document.parent / target).exists(), (
                f"{document.name}: {target}"
            )


def test_every_trusted_file_is_named():
    trusted = (DOCS / "trust.md").read_text(encoding="utf-8")
    for path in KERNEL:
        assert f"`{path.name}`" in trusted, path.name
    for path in READING:
        assert f"`{path.relative_to(ROOT / 'derivations' / 'proof').as_posix()}`" in trusted, path.name


MISTAKE = re.compile(r"^\| `derivations ?(?P<words>[^`]*)` \| `(?P<message>[^`]+)` \|", re.MULTILINE)
COMMAND_LINE = (DOCS / "reference" / "command-line.md").read_text(encoding="utf-8")


@pytest.mark.parametrize(("words", "message"), MISTAKE.findall(COMMAND_LINE))
def test_a_typical_mistake_is_told_as_the_page_says(words, message, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.syspath_prepend(str(tmp_path))
    monkeypatch.setenv("PATH", str(tmp_path))  # no LaTeX and no Coq
    Path("notes.md").write_text("notes")
    Path("mine.py").write_text("")
    Path("empty.py").write_text("")
    Path("typo.py").write_text("import nowhere_at_all as typo\ntypo.x")
    told = CliRunner().invoke(main, words.split())
    assert message in " ".join(told.output.split())
    assert told.exit_code == (1 if words == "recheck notes.md" else 2)
    for name in ("mine", "empty", "typo"):
        sys.modules.pop(name, None)


def test_the_exit_codes_on_the_page_are_those_of_the_commands():
    rows = re.findall(r"^\| (\d+) \| (.*) \|$", COMMAND_LINE, re.MULTILINE)
    assert rows == [(str(code), meaning) for code, meaning in EXIT_CODES.items()]


def test_the_readme_is_two_screens():
    assert len((ROOT / "README.md").read_text(encoding="utf-8").splitlines()) <= 110
    assert (DOCS / "_static" / "report.png").stat().st_size < 150_000


def test_every_command_has_its_help_and_its_mistakes_on_the_page():
    for name in main.commands:
        (section,) = re.findall(rf"^## {name}\n(.*?)(?=^## |\Z)", COMMAND_LINE, re.DOTALL | re.MULTILINE)
        assert f"_generated/help/{name}.txt" in section
        assert MISTAKE.search(section)


def test_the_released_version_stands_in_the_changelog_and_in_the_snippets():
    (released,) = {f"v{VERSION}", *re.findall(r"rev: (v[\d.]+)", (DOCS / "how-to" / "check-documents.md").read_text())}
    changelog = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    assert re.findall(r"^## (.*)", changelog, re.MULTILINE)[0] == VERSION
    assert f"git checkout {released}" in changelog


def test_what_is_installed_comes_from_a_checkout():
    for document in [ROOT / "README.md", *DOCS.rglob("*.md")]:
        for what in re.findall(r"pip install ([^`\n&]+)", document.read_text(encoding="utf-8")):
            assert what.strip().strip("'").startswith("."), f"{document.name}: pip install {what}"
