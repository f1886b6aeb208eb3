"""The command line, as a user runs it."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from derivations.chapter import CONTENTS
from derivations.command_line import main

NAMES = [entry.name for entry in CONTENTS]


@pytest.fixture
def run():
    return lambda *arguments: CliRunner().invoke(main, arguments)


def test_verify_proves_all(run):
    result = run("verify")
    assert result.exit_code == 0
    assert result.stdout.splitlines()[-1].startswith(f"{len(NAMES)} proved: ")
    assert [line.split()[1] for line in result.stdout.splitlines()[:-1]] == NAMES


def test_verify_some_in_the_order_asked_for_and_each_once(run):
    result = run("verify", "bp2", "bp1", "bp2")
    assert [line.split()[1] for line in result.stdout.splitlines()[:-1]] == ["bp2", "bp1"]


def test_verify_as_json(run):
    result = run("verify", "softmax-nonlocality", "--format", "json")
    document = json.loads(result.stdout)
    assert document["version"] == 1
    assert document["summary"] == {"proved": 1, "refuted": 0, "unknown": 0}
    (found,) = document["derivations"]
    assert set(found) == {"name", "title", "source", "verdict", "seconds", "uses", "steps"}
    assert found["uses"] == ["softmax-monotonicity"]
    for step in found["steps"]:
        assert set(step) == {
            "lhs", "relation", "rhs", "by", "verdict", "reason", "side_conditions", "counterexample",
        }  # fmt: skip
    first = found["steps"][0]
    assert first["lhs"] == r"\frac{\partial a^{L}_{j}}{\partial z^{L}_{k}}"
    assert (first["relation"], first["rhs"], first["verdict"]) == ("≠", "0", "proved")
    assert first["by"] == ["softmax-monotonicity", r"k \neq j"]


def test_list_names_all_with_title_and_source(run):
    lines = run("list").stdout.splitlines()
    assert [line.split()[0] for line in lines] == NAMES
    assert all(entry.title in line and entry.source in line for entry, line in zip(CONTENTS, lines, strict=True))


def test_list_as_json_has_the_lines_without_verdicts(run):
    document = json.loads(run("list", "--format", "json").stdout)
    assert [d["name"] for d in document["derivations"]] == NAMES
    assert all(d["verdict"] is None and d["steps"] for d in document["derivations"])
    assert {step["verdict"] for d in document["derivations"] for step in d["steps"]} == {None}


@pytest.mark.parametrize("name", NAMES)
def test_show_has_every_line_with_its_reason(run, name):
    result = run("show", name)
    assert result.exit_code == 0
    steps = json.loads(run("verify", name, "--format", "json").stdout)["derivations"][0]["steps"]
    assert result.stdout.count("✓") == len(steps)


def test_show_reads_like_the_chapter(run):
    lines = [line.rstrip() for line in run("show", "sigmoid-derivative").stdout.splitlines()]
    assert "     σ′(z)" in lines
    assert "  ✓  = e^(-z)/(1 + e^(-z))²   algebra" in lines


@pytest.mark.parametrize("command", ["show", "verify"])
def test_an_unknown_name_says_which_are_near(run, command):
    result = run(command, "softmax-limt")
    assert result.exit_code == 2
    assert "no result called 'softmax-limt'" in result.stderr
    assert "softmax-limit" in result.stderr


def test_a_name_far_from_all_points_to_the_list(run):
    assert "'derivations list'" in run("verify", "xyzzy").stderr


@pytest.mark.parametrize("arguments", [("verify", "--format", "xml"), ("frobnicate",), ("show",), ("list", "extra")])
def test_usage_errors_exit_with_2(run, arguments):
    result = run(*arguments)
    assert result.exit_code == 2
    assert "Usage:" in result.stderr


def test_python_m_does_the_same():
    done = subprocess.run(
        [sys.executable, "-m", "derivations", "verify", "bp1"], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0
    assert done.stdout.splitlines()[-1].startswith("1 proved: ")
    assert done.stderr == ""


@pytest.mark.parametrize("arguments", [["--help"], ["list"], ["verify", "--help"]])
def test_help_and_list_do_not_import_sympy(arguments):
    code = (
        "import sys\nfrom derivations.command_line import main\n"
        f"try: main({arguments!r}, prog_name='derivations')\nexcept SystemExit: pass\n"
        "assert 'sympy' not in sys.modules and 'numpy' not in sys.modules and 'rich' not in sys.modules"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def test_a_reader_that_goes_away_is_no_error():
    code = "import subprocess, sys; subprocess.run([sys.executable, '-m', 'derivations', 'list'], stdout=sys.stdout)"
    first = subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    assert first.stdout is not None
    first.stdout.readline()
    first.stdout.close()
    assert first.stderr is not None
    assert "Traceback" not in first.stderr.read()
    first.wait()


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is full")
def test_a_full_disk_is_said_and_no_traceback_shown():
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(
            [sys.executable, "-m", "derivations", "list"], stdout=full, stderr=subprocess.PIPE, text=True, check=False
        )
    assert done.returncode == 2
    assert done.stderr == "derivations: the output cannot be written: No space left on device\n"


def test_no_color_is_respected(monkeypatch):
    coloured = CliRunner().invoke(main, ["verify", "bp1"], color=True)
    monkeypatch.setenv("NO_COLOR", "1")
    plain = CliRunner().invoke(main, ["verify", "bp1"], color=True)
    assert "\x1b[" in coloured.stdout
    assert "\x1b[" not in plain.stdout


def test_a_refuted_step_is_reported_with_its_counterexample(run, monkeypatch):
    from sympy import Symbol

    from derivations import chapter
    from derivations.proof import Derivation, Theory, algebra, reals

    u = Symbol("u")
    wrong = Derivation("bp1", title="Wrong", source="nowhere", theory=Theory(reals(u)))
    wrong.start((u + 1) ** 2)
    wrong.eq(u**2 + 1, by=algebra)
    monkeypatch.setattr(chapter, "load", lambda name: wrong)
    result = run("verify", "bp1")
    assert result.exit_code == 1
    assert "1 refuted" in result.stdout
    assert "left side 9/4, right side 5/4" in result.stdout
    assert "at u = 1/2" in result.stdout
    step = json.loads(run("verify", "bp1", "--format", "json").stdout)["derivations"][0]["steps"][0]
    assert (step["verdict"], step["counterexample"]) == ("refuted", {"u": "1/2"})
    assert run("show", "bp1").exit_code == 1
