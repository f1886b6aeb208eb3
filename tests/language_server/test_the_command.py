"""``derivations lsp`` without what it needs."""

import sys

from click.testing import CliRunner

from derivations.command_line import main


def test_without_its_packages_it_says_what_to_install(monkeypatch):
    monkeypatch.delitem(sys.modules, "derivations.language_server.server", raising=False)
    monkeypatch.setitem(sys.modules, "pygls", None)
    monkeypatch.setitem(sys.modules, "pygls.lsp.server", None)
    told = CliRunner().invoke(main, ["lsp"])
    assert told.exit_code == 2
    assert "the language server needs pygls, which is not installed: pip install pygls" in told.output
