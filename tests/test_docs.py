"""The documents' code runs and prints what they say."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
BLOCK = re.compile(r"```python\n(.*?)```\n(?:\nprints `([^`]*)`)?", re.DOTALL)


def test_writing_a_derivation(capsys):
    names = {}
    blocks = BLOCK.findall((ROOT / "docs" / "writing-a-derivation.md").read_text(encoding="utf-8"))
    assert len(blocks) == 3
    for code, printed in blocks:
        exec(compile(code, "writing-a-derivation.md", "exec"), names)
        assert capsys.readouterr().out.strip() == (printed or "Proved()")


@pytest.mark.parametrize("command", ["pip install . && derivations verify", "pip install '.[test]' && pytest"])
def test_the_readme_has_the_two_commands(command):
    assert f"```sh\n{command}\n```" in (ROOT / "README.md").read_text(encoding="utf-8")


def test_links_in_the_documents_lead_somewhere():
    for document in [ROOT / "README.md", *(ROOT / "docs").glob("*.md")]:
        for target in re.findall(r"\]\(([^)#:]+)\)", document.read_text(encoding="utf-8")):
            assert (document.parent / target).exists(), f"{document.name}: {target}"
