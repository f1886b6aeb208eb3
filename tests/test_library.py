"""The package as a library: results as objects."""

import subprocess
import sys

import pytest
import sympy

import derivations
from derivations import Derivation, Proved
from derivations.chapter import CONTENTS
from derivations.notation import Eq, prime, sigma

NAMES = [entry.attribute for entry in CONTENTS]


@pytest.mark.parametrize("name", NAMES)
def test_each_result_is_an_object_of_the_package(name):
    result = getattr(derivations, name)
    assert isinstance(result, Derivation)
    assert result.name.replace("-", "_") == name
    assert 1 <= len(result.statements) <= len(result.chains)
    assert isinstance(result.statement, sympy.logic.boolalg.Boolean)


@pytest.mark.parametrize("name", NAMES)
def test_latex_is_complete(name):
    result = getattr(derivations, name)
    for chain in result.chains:
        written = chain.latex()
        assert written.count("{") == written.count("}")
        begin, *lines, end = written.splitlines()
        assert (begin, end) == (r"\begin{aligned}", r"\end{aligned}")
        assert len(lines) == len(chain.steps)
        assert all(line.endswith(r"\\") for line in lines[:-1])
        assert all(r" && \text{" in line for line in lines)
    assert result._repr_latex_().count("$$") == 2 * len(result.chains)


def test_a_result_verifies_itself():
    assert isinstance(derivations.sigmoid_derivative.verify().verdict, Proved)


def test_a_statement_is_sympy():
    z = sympy.Symbol("z")
    assert derivations.sigmoid_derivative.statement == Eq(
        prime(sigma)(z), derivations.sigmoid_derivative.chains[-1].end
    )
    assert isinstance(derivations.cross_entropy_minimum.chains[1].statement, sympy.Equivalent)
    assert isinstance(derivations.cross_entropy_domain.chains[-1].statement, sympy.Not)
    assert isinstance(derivations.input_factor.statement, sympy.And)


def test_the_package_alone_imports_little():
    code = "import sys, derivations; assert 'sympy' not in sys.modules; print(*dir(derivations))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert set(NAMES) <= set(done.stdout.split())


def test_what_is_not_there_is_an_attribute_error():
    with pytest.raises(AttributeError, match="softmax_limt"):
        _ = derivations.softmax_limt


@pytest.mark.parametrize(
    "module",
    ["derivations", "derivations.proof", "derivations.notation", "derivations.output_layer", "derivations.report"],
)
def test_everything_public_has_an_example_that_is_run(module):
    import importlib
    import inspect

    public = importlib.import_module(module)
    for name in public.__all__:
        what = getattr(public, name)
        if inspect.isclass(what) or inspect.isfunction(what):
            assert ">>>" in (inspect.getdoc(what) or ""), name
