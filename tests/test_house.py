"""The layers of the house: imports run one way, and nothing that is fed in is evaluated as code."""

import ast
from functools import cache
from pathlib import Path

import pytest

import derivations
import numeric

PACKAGE = Path(derivations.__file__).parent
BELOW = {
    "notation": set(),
    "proof": {"notation"},
    "chapter": {"notation", "proof"},
    "output_layer": {"notation", "proof", "chapter"},
    "document": {"notation", "proof"},
    "files": set(),
    "certified": {"notation", "proof"},
    "report": {"notation", "proof", "chapter", "document", "files", "certified"},
    "certificate": {"notation", "proof", "chapter", "files", "certified"},
    "command_line": {
        "notation",
        "proof",
        "chapter",
        "document",
        "report",
        "certificate",
        "certified",
        "collection",
    },
    "__main__": {"command_line"},
    "collection": {"notation", "proof", "chapter"},
    "pytest_plugin": {"proof", "document", "report", "collection"},
    "__init__": {"notation", "proof", "chapter", "output_layer", "document", "report", "certificate"},
}
MODULES = sorted(PACKAGE.rglob("*.py"))
NUMERIC = Path(numeric.__file__).parent
NUMERIC_ORDER = [
    "activations", "softmax", "outputs", "network", "layers", "backpropagation", "point", "rounding", "gradient_report",
    "differences", "function_check", "gradient_check", "training", "storage", "digits", "slowdown", "plots", "__init__", "__main__",
]  # fmt: skip
"""Each module of the numeric package imports only those before it, but for its types."""
FORBIDDEN = {
    "eval", "exec", "compile", "sympify", "parse_expr", "parse_latex", "__import__", "S", "nsimplify", "lambdify", "system",
    "popen", "getoutput", "getstatusoutput", "breakpoint", "input", "execfile", "run_path", "run_module", "parse_mathematica",
    "parse_maxima", "from_string", "mathml_to_expr", "autowrap", "ufuncify",
}  # fmt: skip
"""Calls that may run a text as code, or a shell."""
UNSAFE = {
    "pickle",
    "marshal",
    "shelve",
    "cloudpickle",
    "dill",
    "joblib",
    "runpy",
    "code",
    "codeop",
    "yaml",
    "sympy.parsing",
}
"""Modules that may run what they read."""
STARTS_PROGRAMS = {"document/supervision.py", "report/latexmk.py", "certificate/coq.py"}
"""The only files that start other programs: themselves, as a worker, LaTeX, and Coq."""


@cache
def tree(path):
    return ast.parse(path.read_text(encoding="utf-8"))


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
    for module in imported(tree(path)):
        parts = module.split(".")
        if parts[0] == "numeric":
            pytest.fail("the symbolic package does not import the numeric one")
        if parts[0] == "derivations" and len(parts) > 1 and parts[1] != layer(path):
            assert parts[1] in BELOW[layer(path)], f"{layer(path)} imports {module}"


@pytest.mark.parametrize("path", sorted(NUMERIC.glob("*.py")), ids=lambda p: p.stem)
def test_the_numeric_package_stands_on_its_own(path):
    for module in imported(tree(path)):
        assert module.split(".")[0] != "derivations"
        if module.startswith("numeric.") and (path.stem, module) not in LATER:
            assert module.split(".")[1] in NUMERIC_ORDER[: NUMERIC_ORDER.index(path.stem)], module


LATER = {("network", "numeric.backpropagation")}
"""A network makes its own backpropagation when it is first asked for a gradient."""


@pytest.mark.parametrize("path", MODULES, ids=lambda p: str(p.relative_to(PACKAGE)))
def test_nothing_is_evaluated_as_code(path):
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Call):
            name = getattr(node.func, "id", getattr(node.func, "attr", ""))
            if getattr(getattr(node.func, "value", None), "id", "") == "re":
                continue  # a pattern is compiled, no code
            assert name not in FORBIDDEN, f"{path.name}:{node.lineno} calls {name}"
            shell = [key for key in node.keywords if key.arg == "shell"]
            assert not shell, f"{path.name}:{node.lineno} may run a shell"


@pytest.mark.parametrize("path", [*MODULES, *sorted(NUMERIC.glob("*.py"))], ids=lambda p: f"{p.parent.name}/{p.name}")
def test_no_module_is_used_that_runs_what_it_reads(path):
    for module in imported(tree(path)):
        assert not any(module == unsafe or module.startswith(f"{unsafe}.") for unsafe in UNSAFE), module
        if module == "subprocess":
            assert path.relative_to(PACKAGE).as_posix() in STARTS_PROGRAMS


def test_latex_may_not_run_programs():
    words = {node.value for node in ast.walk(tree(PACKAGE / "report" / "latexmk.py")) if isinstance(node, ast.Constant)}
    assert "-no-shell-escape" in " ".join(word for word in words if isinstance(word, str))


def test_only_the_verifier_makes_a_proved():
    makers = [
        path.relative_to(PACKAGE).as_posix()
        for path in MODULES
        if any(
            isinstance(node, ast.Call) and getattr(node.func, "id", "") in {"_proved", "Proved"}
            for node in ast.walk(tree(path))
        )
    ]
    assert makers == ["proof/verdict.py", "proof/verify.py"]
