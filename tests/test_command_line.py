"""The command line, as a user runs it."""

import json
import re
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner
from support.fresh import fresh
from support.marks import slow_but

from derivations.chapter import CONTENTS
from derivations.command_line import main
from derivations.command_line.failures import EXIT_CODES

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


def test_verify_gives_every_step_as_json(run):
    result = run("verify", "softmax-nonlocality", "--format", "json")
    document = json.loads(result.stdout)
    assert document["version"] == 1
    assert document["summary"] == {"proved": 1, "refuted": 0, "unknown": 0}
    (found,) = document["derivations"]
    assert set(found) == {"name", "title", "source", "verdict", "seconds", "uses", "audit", "steps"}
    assert found["audit"] is None
    assert found["uses"] == ["softmax-monotonicity"]
    for step in found["steps"]:
        assert set(step) == {
            "lhs", "relation", "rhs", "by", "verdict", "reason", "side_conditions", "counterexample",
        }  # fmt: skip
    first = found["steps"][0]
    assert first["lhs"] == r"\frac{\partial a^{L}_{j}}{\partial z^{L}_{k}}"
    assert (first["relation"], first["rhs"], first["verdict"]) == ("≠", "0", "proved")
    assert first["by"] == ["softmax-monotonicity", r"k \neq j"]


def test_verify_with_an_audit(run):
    lines = run("verify", "softmax-nonlocality", "--audit").stdout.splitlines()
    assert lines[0].endswith("  72 points")
    assert lines[-1] == "audit: seen to hold at 72 points, undecided at 0, false at none"
    (found,) = json.loads(run("verify", "softmax-nonlocality", "--audit", "--format", "json").stdout)["derivations"]
    assert found["audit"] == {"points": 72, "undecided": 0}


def test_list_names_all_with_title_and_source(run):
    lines = run("list").stdout.splitlines()
    assert [line.split()[0] for line in lines] == NAMES
    assert all(entry.title in line and entry.source in line for entry, line in zip(CONTENTS, lines, strict=True))


def test_list_as_json_has_the_lines_without_verdicts(run):
    document = json.loads(run("list", "--format", "json").stdout)
    assert [d["name"] for d in document["derivations"]] == NAMES
    assert all(d["verdict"] is None and d["steps"] for d in document["derivations"])
    assert {step["verdict"] for d in document["derivations"] for step in d["steps"]} == {None}


@pytest.mark.parametrize("name", slow_but({"bp1", "softmax-nonlocality"}, NAMES))
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


@pytest.mark.parametrize("arguments", [["--help"], ["list"], ["verify", "--help"], ["report", "--help"]])
def test_help_and_list_do_not_import_sympy(arguments):
    code = (
        "import sys\nfrom derivations.command_line import main\n"
        f"try: main({arguments!r}, prog_name='derivations')\nexcept SystemExit: pass\n"
        "assert not {'sympy', 'numpy', 'rich', 'matplotlib', 'jinja2'} & set(sys.modules)"
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


# -- exit codes


@pytest.mark.parametrize(
    "arguments",
    [["verify"], ["verify", "--audit", "--format", "json"], ["show", "bp1"], ["report", "bp1", "-o", "out"]],
    ids=" ".join,
)
def test_ctrl_c_ends_every_command_with_130_and_not_with_the_code_of_what_is_not_proved(
    run, arguments, monkeypatch, tmp_path
):
    from derivations.proof import Verifier

    def interrupted(*_):
        raise KeyboardInterrupt

    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(Verifier, "verify", interrupted)
    result = run(*arguments)
    assert result.exit_code == 130
    assert result.stderr == "stopped by Ctrl-C: what was printed before stands\n"
    assert not list(tmp_path.iterdir())


def test_a_signal_stops_an_audit():
    process = subprocess.Popen(
        fresh([sys.executable, "-m", "derivations", "verify", "--audit"]),
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
    )  # fmt: skip
    assert process.stdout is not None
    assert process.stdout.readline().startswith("✓ bp1")
    process.send_signal(signal.SIGINT)
    _, told = process.communicate()
    assert (process.returncode, told) == (130, "stopped by Ctrl-C: what was printed before stands\n")


def test_the_exit_codes_stand_in_one_table_and_each_command_points_to_it(run):
    table = run("--help").stdout
    for code in EXIT_CODES:
        assert f"\n  {code} " in table
    for name in main.commands:
        shown = " ".join(run(name, "--help").stdout.split())
        assert name == "list" or '"derivations --help" lists all exit codes.' in shown
        assert "130" not in shown


def test_a_failure_of_the_program_itself_is_not_taken_for_a_verdict():
    code = (
        "import sys; sys.argv = ['derivations', 'verify', 'bp1']\n"
        "from derivations.proof import Verifier\n"
        "Verifier.verify = lambda *_: 1 / 0\n"
        "from derivations.__main__ import main; main()"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 3
    assert done.stderr.endswith("derivations: an internal error; please report all of this\n")


def test_a_watched_command_says_what_it_is_doing():
    code = (
        "import sys; from derivations.command_line import main\n"
        "sys.stderr.isatty = lambda: True\n"
        "main(['verify', 'bp1', 'bp2'], prog_name='derivations')"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert [line for line in re.split(r"\n\x1b\[K", done.stderr) if line] == [
        "loading the derivations ...", "verifying bp1 (1 of 2) ...", "verifying bp2 (2 of 2) ...",
    ]  # fmt: skip
    assert done.returncode == 0


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


# -- report, and modules of one's own

OWN = """
from sympy import Symbol
from derivations.proof import Derivation, Theory, algebra, reals

u = Symbol("u")
square = Derivation("square", title="A square", theory=Theory(reals(u)))
square.start((u + 1) ** 2)
square.eq(u**2 + 2 * u + 1, by=algebra)
"""
SLIP = (
    OWN
    + """
slip = Derivation("slip", title="A slip", source="page 3", theory=Theory(reals(u)))
slip.start((u + 1) ** 2)
slip.eq(u**2 + 1, by=algebra)
"""
)


@pytest.fixture
def own(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.syspath_prepend(str(tmp_path))
    modules = {
        "own_square": OWN,
        "own_slip": SLIP,
        "own_nothing": "",
        "own_typo": OWN.replace("by=algebra", 'by="algebr"'),
        "own_syntax": "x = (",
    }
    for name, content in modules.items():
        (tmp_path / f"{name}.py").write_text(content)
        sys.modules.pop(name, None)
    return tmp_path


def test_report_writes_one_page_and_says_where(run, tmp_path):
    result = run("report", "bp1", "--output", str(tmp_path / "out"))
    assert (result.exit_code, result.stdout) == (0, f"{tmp_path / 'out' / 'report.html'}\n")
    assert "The error in the output layer" in (tmp_path / "out" / "report.html").read_text(encoding="utf-8")


def test_report_in_latex_lists_the_figures_too(run, tmp_path):
    result = run("report", "sigmoid-derivative", "--format", "tex", "-o", str(tmp_path))
    assert [Path(line).name for line in result.stdout.splitlines()] == ["report.tex", "sigmoid.pdf"]


def test_report_of_something_false_is_written_and_exits_with_1(run, own):
    result = run("report", "-m", "own_slip", "-o", "out")
    assert result.exit_code == 1
    page = Path("out/report.html").read_text(encoding="utf-8")
    assert "<h1>Derivations in own_slip, verified</h1>" in page
    assert "refuted" in page


def test_report_into_a_file_is_a_usage_error(run, tmp_path):
    (tmp_path / "out").write_text("")
    result = run("report", "bp1", "-o", str(tmp_path / "out"))
    assert result.exit_code == 2
    assert "is a file" in result.stderr


def test_a_folder_that_cannot_be_made_is_said(tmp_path):
    (tmp_path / "file").write_text("")
    done = subprocess.run(
        [sys.executable, "-m", "derivations", "report", "bp1", "-o", str(tmp_path / "file" / "out")],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 2
    assert done.stderr == f"derivations: the output cannot be written: {tmp_path / 'file' / 'out'}: Not a directory\n"


def test_a_bad_date_is_said_before_any_work(run, tmp_path, monkeypatch):
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "yesterday")
    result = run("report", "bp1", "-o", str(tmp_path))
    assert result.exit_code == 2
    assert "whole number of seconds since 1970, not 'yesterday'" in result.stderr


def test_a_report_without_latex_says_how_to_get_it(run, tmp_path, monkeypatch):
    monkeypatch.setenv("PATH", str(tmp_path))
    result = run("report", "bp1", "--format", "pdf", "-o", str(tmp_path / "out"))
    assert result.exit_code == 2
    assert "apt install latexmk" in result.stderr
    assert not (tmp_path / "out").exists()


def test_a_module_of_ones_own_is_listed_shown_and_verified(run, own):
    assert run("list", "-m", "own_slip").stdout == "square  A square\nslip    A slip (page 3)\n"
    assert run("verify", "--module", "own_square").exit_code == 0
    assert run("verify", "--module", "own_slip").exit_code == 1
    assert run("verify", "--module", "own_slip", "square").exit_code == 0
    assert "A slip" in run("show", "slip", "-m", "own_slip").stdout
    assert [d["name"] for d in json.loads(run("list", "-m", "own_slip", "--format", "json").stdout)["derivations"]] == [
        "square", "slip",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["-m", "own_nowhere"], "there is no module 'own_nowhere'"),
        (["-m", "own_square.py"], "give a module's name, not a file: own_square"),
        (["-m", "own_nothing"], "own_nothing has no derivation"),
        (["-m", ""], "'' is not the name of a module"),
        (["-m", "..own"], "'..own' is not the name of a module"),
        (["-m", "own_typo"], "own_typo cannot be imported: "),
        (["-m", "own_typo"], "own_typo.py, line 8: TypeError: square: 'algebr' is not a reason"),
        (["-m", "own_syntax"], "own_syntax.py, line 1: SyntaxError"),
        (["-m", "own_slip", "slop"], "no result called 'slop'. Did you mean slip?"),
        (["-m", "own_slip", "bp1"], "'derivations list --module own_slip' shows all names"),
    ],
)
def test_what_is_not_there_is_a_usage_error(run, own, arguments, message):
    result = run("verify", *arguments)
    assert result.exit_code == 2
    assert message in result.stderr
