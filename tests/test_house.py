"""The layers of the house: imports run one way, and nothing that is fed in is evaluated as code."""

import ast
from functools import cache
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import pytest

import derivations
import numeric

PACKAGE = Path(derivations.__file__).parent
BELOW = {
    "kernel": set(),
    "notation": set(),
    "proof_files": {"kernel"},
    "version": set(),
    "files": set(),
    "proof": {"kernel", "notation"},
    "chapter": {"notation", "proof"},
    "output_layer": {"notation", "proof", "chapter"},
    "document": {"kernel", "notation", "proof", "proof_files", "files"},
    "certified": {"notation", "proof"},
    "report": {"kernel", "notation", "proof", "chapter", "document", "files", "certified", "version"},
    "certificate": {"kernel", "notation", "proof", "proof_files", "document", "chapter", "files", "certified"},
    "collection": {"notation", "proof", "chapter"},
    "language_server": {"notation", "proof", "document", "report", "version"},
    "command_line": {
        "language_server",
        "notation",
        "proof",
        "chapter",
        "document",
        "report",
        "certificate",
        "certified",
        "collection",
        "files",
        "proof_files",
    },
    "pytest_plugin": {"proof", "document", "report", "collection"},
    "__init__": {"notation", "proof", "chapter", "output_layer", "document", "report", "certificate", "version"},
    "__main__": {"command_line"},
}
"""The layers of the house from the ground up, and the others that each may import."""
NO_LIBRARY = {"kernel": {"sympy", "numpy"}, "proof_files": {"sympy", "numpy"}}
"""Libraries that a layer does without."""
ROOMS = {
    "proof": [
        "statements", "gate", "finding", "refuting", "audit", "side_conditions", "verify", "unfolding", "wording",
        "computation", "display", "derivation", "__init__",
    ],
    "document": [
        "results", "settings", "records", "source", "syntax", "discourse", "elaboration", "obligations", "decisions",
        "workers", "cache", "check", "__init__",
    ],
    "language_server": [
        "digests", "places", "cells", "reading", "remembering", "journal", "desk", "worker", "sections", "hands", "findings",
        "messages", "server", "__init__",
    ],
    "report": ["decimals", "values", "terminal", "as_json", "article", "documents", "__init__"],
    "certificate": [
        "coq", "comments", "replay", "claims", "documents", "scripts", "compiling", "certificates", "summary", "statements",
        "__init__",
    ],
    "command_line": [
        "failures", "progress", "options", "certification", "verification", "list", "show", "verify", "recheck", "report", "certify", "review", "check", "lsp", "__init__",
    ],
}  # fmt: skip
"""The rooms of a layer: each imports only those before it."""
NUMERIC = Path(numeric.__file__).parent
MODULES = sorted(PACKAGE.rglob("*.py"))
NUMERIC_ORDER = {
    "numeric": ["arrays", "networks", "training", "gradients", "digits", "slowdown", "plots", "__init__", "__main__"],
    "numeric.networks": [
        "gated", "activations", "softmax", "outputs", "kernels", "layers", "backpropagation", "network", "storage",
    ],
    "numeric.training": ["epochs", "optimisers", "early_stopping", "settings", "steps", "progress", "train"],
    "numeric.gradients": ["slopes", "reports", "functions", "layers", "check", "assertion"],
    "numeric.gradients.slopes": ["verdict", "line", "extrapolation", "claim", "plateaus", "zero_slopes", "search"],
    "numeric.gradients.reports": ["report", "likely_faults"],
    "numeric.gradients.functions": [
        "progress", "options", "structure", "moves", "lines", "noise", "automatic", "check", "products",
    ],
    "numeric.gradients.layers": ["given", "point", "rounding", "differences", "check"],
}  # fmt: skip
"""The rooms and modules of each folder of the numeric package: each imports only those before it."""
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
STARTS_PROGRAMS = {
    "document/workers/supervision.py",
    "document/source/revisions.py",
    "report/article/latexmk.py",
    "certificate/coq.py",
}
"""The only files that start other programs: themselves, as a worker, git, LaTeX, and Coq."""


parsed = cache(ast.parse)


@cache
def tree(path):
    return parsed(path.read_text(encoding="utf-8"))


def imported(tree):
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.module:
            yield node.module
        elif isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)


def sources(package):
    """The text of each module of a package, by the module's name."""
    root = package.parent
    return {
        ".".join(path.relative_to(root).with_suffix("").parts).removesuffix(".__init__"): path.read_text(
            encoding="utf-8"
        )
        for path in sorted(package.rglob("*.py"))
    }


def arrows(texts):
    """Which of these modules each one imports: at its top, in a function, or for its types alone."""
    found = {name: set() for name in texts}
    for name, text in texts.items():
        for node in ast.walk(parsed(text)):
            if isinstance(node, ast.ImportFrom):
                assert not node.level, f"{name}: a relative import"
                ends = [f"{node.module}.{alias.name}" for alias in node.names]
                found[name] |= {end if end in texts else node.module for end in ends}
            elif isinstance(node, ast.Import):
                found[name] |= {alias.name for alias in node.names}
        found[name] = {end for end in found[name] - {name} if end in texts}
    return found


def circle(graph):
    """A circle of imports, if there is one."""
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as problem:
        return list(reversed(problem.args[1]))
    return None


@cache
def imports():
    """Which module imports which, in both packages."""
    return arrows(sources(PACKAGE)) | arrows(sources(NUMERIC))


def test_no_files_import_each_other_in_a_circle():
    found = circle(imports())
    assert found is None, " imports ".join(found)


@pytest.mark.parametrize(
    "text",
    [
        "from house.below import thing",
        "from house import below",
        "import house.below",
        "def function():\n    from house.below import thing",
        "from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    from house.below import Thing",
    ],
)
def test_a_circle_is_found_wherever_an_import_stands(text):
    texts = {
        "house": "",
        "house.below": "from house.middle import other",
        "house.middle": "from house.above import other",
    }
    assert circle(arrows({**texts, "house.above": ""})) is None
    assert set(circle(arrows({**texts, "house.above": text}))) == {"house.below", "house.middle", "house.above"}


def layer(module):
    """The first part of a module's name within the package."""
    return (module.split(".")[1:] or ["__init__"])[0]


def room(module):
    """The second part of a module's name within the package."""
    return (module.split(".")[2:] or ["__init__"])[0]


@pytest.mark.parametrize("module", sorted(sources(PACKAGE)))
def test_imports_run_downwards(module):
    mine = layer(module)
    for other in imports()[module]:
        theirs = layer(other)
        if theirs != mine:
            assert theirs in BELOW[mine], f"{mine} imports {other}"
        elif mine in ROOMS and room(other) != room(module):
            order = ROOMS[mine]
            assert order.index(room(other)) < order.index(room(module)), f"{module} imports {other}"


def test_the_layers_themselves_are_in_order():
    layers = list(BELOW)
    for place, name in enumerate(layers):
        assert BELOW[name] <= set(layers[:place]), name


@pytest.mark.parametrize("path", MODULES, ids=lambda p: str(p.relative_to(PACKAGE)))
def test_a_layer_does_without_some_libraries(path):
    first = path.relative_to(PACKAGE).parts[0].removesuffix(".py")
    for module in imported(tree(path)):
        library = module.split(".")[0]
        assert library != "numeric", "the symbolic package does not import the numeric one"
        assert library not in NO_LIBRARY.get(first, ())


@pytest.mark.parametrize("module", sorted(sources(NUMERIC)))
def test_the_numeric_package_stands_on_its_own_and_its_imports_run_downwards(module):
    names = set(imported(parsed(sources(NUMERIC)[module])))
    assert not any(name.split(".")[0] == "derivations" for name in names)
    mine = module.split(".") + ["__init__"] * (module in NUMERIC_ORDER)
    for name in imports()[module] - set(NUMERIC_ORDER):
        theirs = name.split(".")
        shared = next(place for place in range(len(mine)) if mine[place] != theirs[place])
        order = NUMERIC_ORDER[".".join(mine[:shared])]
        assert order.index(theirs[shared]) < order.index(mine[shared]), f"{module} imports {name}"


def test_no_folder_of_the_numeric_package_has_more_than_a_dozen_files():
    for folder in {path.parent for path in NUMERIC.rglob("*.py")}:
        assert len(list(folder.glob("*.py"))) <= 12, folder


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


@pytest.mark.parametrize("path", [*MODULES, *sorted(NUMERIC.rglob("*.py"))], ids=lambda p: f"{p.parent.name}/{p.name}")
def test_no_module_is_used_that_runs_what_it_reads(path):
    for module in imported(tree(path)):
        assert not any(module == unsafe or module.startswith(f"{unsafe}.") for unsafe in UNSAFE), module
        if module == "subprocess":
            assert path.relative_to(PACKAGE).as_posix() in STARTS_PROGRAMS


def test_latex_may_not_run_programs():
    tree = ast.parse((PACKAGE / "report" / "article" / "latexmk.py").read_text(encoding="utf-8"))
    words = {node.value for node in ast.walk(tree) if isinstance(node, ast.Constant)}
    assert "-no-shell-escape" in " ".join(word for word in words if isinstance(word, str))


def callers(*names):
    return [
        path.relative_to(PACKAGE).as_posix()
        for path in MODULES
        if any(isinstance(n, ast.Call) and getattr(n.func, "id", "") in names for n in ast.walk(tree(path)))
    ]


def test_only_the_verifier_makes_a_proved():
    assert callers("Proved") == ["proof/verify.py"]


def test_only_the_kernel_makes_theorems():
    for path in MODULES:
        names = {
            alias.name
            for node in ast.walk(tree(path))
            if isinstance(node, ast.ImportFrom) and node.module == "derivations.kernel.theorem"
            for alias in node.names
        }
        if not path.is_relative_to(PACKAGE / "kernel"):
            calls = {getattr(n.func, "id", "") for n in ast.walk(tree(path)) if isinstance(n, ast.Call)}
            assert "rule" not in names, path
            assert not {"Theorem"} & names & calls, path
