"""The documents' code runs and prints what they say, in the order in which a reader comes to it."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from support.marks import slow_but
from support.trusted_lines import KERNEL, READING

from derivations.chapter import CONTENTS

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
            assert comment.strip().startswith(str(eval(expression, names))), line
            shown += 1
    assert shown == 6


@pytest.mark.parametrize("command", ["pip install . && derivations verify", "pip install '.[test]' && pytest"])
def test_the_readme_has_the_two_commands(command):
    assert f"```sh\n{command}\n```" in (ROOT / "README.md").read_text(encoding="utf-8")


def test_links_in_the_documents_lead_somewhere():
    made_when_built = {"results.md", "command-line.md", "statements.md", *(f"{entry.name}.md" for entry in CONTENTS)}
    for document in [ROOT / "README.md", *DOCS.rglob("*.md")]:
        if "results" in document.parts or document.name in made_when_built:
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
