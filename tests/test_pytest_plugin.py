"""Derivations as tests, in a directory of their own."""

import pytest
from support.marks import slow

MINE = """
    from sympy import Symbol
    from derivations.proof import Derivation, Theory, algebra, reals

    u = Symbol("u")
    right = Derivation("square", title="A square", theory=Theory(reals(u)))
    right.start((u + 1) ** 2)
    right.eq(u**2 + 2 * u + 1, by=algebra)

    wrong = Derivation("slip", title="A slip", theory=Theory(reals(u)))
    wrong.start((u + 1) ** 2)
    wrong.eq(u**2 + u + 1, by=algebra)
"""


@pytest.fixture
def folder(pytester, monkeypatch):
    monkeypatch.delenv("PYTEST_ADDOPTS", raising=False)
    return pytester


@pytest.fixture
def mine(folder):
    folder.makepyfile(mine=MINE)
    return folder


OTHERS = ("-p", "no:hypothesispytest", "-p", "no:benchmark")
"""Plugins that take long to start, left out."""


def run(folder, *arguments):
    """Run pytest there, in this process, which has what it imports already."""
    return folder.runpytest_inprocess(*OTHERS, *arguments)


def run_anew(folder, *arguments):
    """Run pytest there, in a process of its own."""
    return folder.runpytest_subprocess(*OTHERS, *arguments)


@pytest.mark.parametrize(("chosen", "names"), [("bp", ["bp1", "bp4"]), slow("", ["bp1", "softmax-limit"])])
def test_each_result_of_the_chapter_is_an_item(folder, chosen, names):
    result = run(folder, "--derivations", "derivations.chapter", "-v", "-k", chosen)
    result.assert_outcomes(passed=4 if chosen else 17, deselected=13 if chosen else 0)
    result.stdout.fnmatch_lines([f"*derivations.chapter::{name} PASSED*" for name in names])


def test_a_module_of_ones_own_is_collected_and_a_failure_shows_the_step(mine):
    result = run(mine, "--derivations", "mine")
    result.assert_outcomes(passed=1, failed=1)
    assert result.ret == 1
    result.stdout.fnmatch_lines(
        [
            "collected 2 items",
            "*slip: A slip is not proved",
            "*(1 + u)² = *",
            "*by algebra*",
            "*refuted: left side 9/4, right side 7/4*",
            "*at u = 1/2*",
            "FAILED *mine::slip*",
        ]
    )


def test_a_module_of_a_package_that_cannot_be_imported_is_an_error(mine):
    mine.mkpydir("package").joinpath("broken.py").write_text("1 / 0\n")
    result = run(mine, "--derivations", "package")
    result.assert_outcomes(errors=1)
    result.stdout.fnmatch_lines(["*ZeroDivisionError*"])


def test_k_chooses(mine):
    run(mine, "--derivations", "mine", "-k", "square").assert_outcomes(passed=1, deselected=1)


def test_it_works_where_another_process_runs_the_tests(mine):
    run_anew(mine, "--derivations", "mine", "-n", "1").assert_outcomes(passed=1, failed=1)


@pytest.mark.slow
def test_the_chapter_is_proved_in_parallel(folder):
    run_anew(folder, "--derivations", "derivations.chapter", "-n", "2").assert_outcomes(passed=17)


def test_beside_other_tests(mine):
    mine.makepyfile(test_other="def test_other(): pass")
    run(mine, "--derivations", "mine", "-k", "square or other").assert_outcomes(passed=2, deselected=1)


def test_a_package_is_searched_and_each_derivation_taken_once(mine):
    mine.mkpydir("package").joinpath("one.py").write_text("from mine import right, wrong\n")
    mine.path.joinpath("package/two.py").write_text("from mine import right\n")
    run(mine, "--derivations", "package").assert_outcomes(passed=1, failed=1)


@pytest.mark.parametrize(
    ("module", "message"),
    [("nowhere", "there is no module 'nowhere'"), ("json", "json has no derivation")],
)
def test_what_is_no_module_of_derivations_is_a_usage_error(folder, module, message):
    result = run(folder, "--derivations", module)
    assert result.ret == pytest.ExitCode.USAGE_ERROR
    result.stderr.fnmatch_lines([f"*{message}*"])


def test_the_plugin_does_not_import_sympy(folder):
    folder.makepyfile("import sys\ndef test_it(): assert 'sympy' not in sys.modules")
    run_anew(folder).assert_outcomes(passed=1)
