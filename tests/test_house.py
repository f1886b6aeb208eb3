"""The layers of the house: imports run one way, and nothing that is fed in is evaluated as code."""

import ast
from pathlib import Path

import pytest

import derivations

PACKAGE = Path(derivations.__file__).parent
BELOW = {
    "notation": set(),
    "proof": {"notation"},
    "chapter": {"notation", "proof"},
    "output_layer": {"notation", "proof", "chapter"},
    "report": {"notation", "proof", "chapter"},
    "command_line": {"notation", "proof", "chapter", "report", "collection"},
    "__main__": {"command_line"},
    "collection": {"notation", "proof", "chapter"},
    "pytest_plugin": {"proof", "report", "collection"},
    "__init__": {"notation", "proof", "chapter", "output_layer", "report"},
}
MODULES = sorted(PACKAGE.rglob("*.py"))
FORBIDDEN = {"eval", "exec", "compile", "sympify", "parse_expr", "parse_latex", "__import__"}


def layer(path):
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


def imported(tree):
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.module:
            yield node.module
        elif isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)


@pytest.mark.parametrize("path", MODULES, ids=lambda p: str(p.relative_to(PACKAGE)))
def test_imports_run_downwards(path):
    for module in imported(ast.parse(path.read_text(encoding="utf-8"))):
        parts = module.split(".")
        if parts[0] == "numeric":
            pytest.fail("the symbolic package does not import the numeric one")
        if parts[0] == "derivations" and len(parts) > 1 and parts[1] != layer(path):
            assert parts[1] in BELOW[layer(path)], f"{layer(path)} imports {module}"


@pytest.mark.parametrize("path", MODULES, ids=lambda p: str(p.relative_to(PACKAGE)))
def test_nothing_is_evaluated_as_code(path):
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call):
            name = getattr(node.func, "id", getattr(node.func, "attr", ""))
            assert name not in FORBIDDEN, f"{path.name}:{node.lineno} calls {name}"


def test_only_the_verifier_makes_a_proved():
    makers = [
        path.relative_to(PACKAGE).as_posix()
        for path in MODULES
        if any(
            isinstance(node, ast.Call) and getattr(node.func, "id", "") in {"_proved", "Proved"}
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        )
    ]
    assert makers == ["proof/verdict.py", "proof/verify.py"]
