"""``derivations check``: its forms of output, exit codes and messages, and documents as tests."""

import json
import sys

import pytest
import sarif_pydantic
from click.testing import CliRunner
from support.believing import believed

from derivations.command_line import main
from derivations.document.results import InternalError
from derivations.document.workers.tasks import Desk

FALSE = "# Notes\n\nLet $a > 0$.\n\n$$(a + b)^2 = a^2 + b^2$$\n\n$$\\ln a^2 = 2 \\ln a$$\n\n$$x = \\int y$$\n"
TRUE = "$$\\ln e^x = x$$\n"


@pytest.fixture
def run(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "false.md").write_text(FALSE)
    (tmp_path / "true.md").write_text(TRUE)

    def runner(*arguments, text=None):
        return CliRunner().invoke(main, ["check", *arguments], input=text)

    return runner


def test_a_false_step_is_shown_like_a_compiler_does(run):
    found = run("false.md")
    assert found.exit_code == 1
    lines = found.output.splitlines()
    assert lines[0] == "false.md:5:13: refuted: this step is false"
    assert lines[1] == "  5 | $$(a + b)^2 = a^2 + b^2$$"
    assert lines[2] == "    |               ^^^^^^^^^"
    assert lines[3].startswith("  at a = ")
    assert lines[4].split()[0] == "left"
    assert lines[-1].startswith(
        "1 file: 1 proved, 1 refuted, 1 unknown; 0 definitions, 1 assumption, 0 equations, 0 unread in "
    )


def test_the_exit_code_tells_false_steps_and_what_cannot_be_read(run):
    assert run("true.md").exit_code == 0
    assert run("true.md", "false.md").exit_code == 1
    assert run("--strict", "true.md").exit_code == 0
    assert run("--strict", "-", text="$$x = \\int y$$").exit_code == 1
    assert run("-", text="$$x = \\int y$$").exit_code == 0
    missing = run("true.md", "missing.md")
    assert missing.exit_code == 2
    assert "missing.md: No such file or directory" in missing.output
    assert run().exit_code == 2
    assert run("--format", "xml", "true.md").exit_code == 2
    assert run("--timeout", "0", "true.md").exit_code == 2


def test_verbose_shows_every_step_and_what_was_taken(run):
    output = run("--verbose", "false.md").output
    assert "false.md:7:11: proved" in output
    assert "unknown: not understood: \\int (line 9, column 7)" in output
    output = run("--verbose", "-", text="Let $S = \\sum_k a_k$.\n\n$$S^2 - S = S (S - 1)$$").output
    assert "<stdin>:1:6: taken as a definition: S = \\sum_k a_k" in output


def test_json_has_the_latex_as_it_stands(run):
    found = json.loads(run("--format", "json", "false.md", "true.md").output)
    assert found["version"] == 1
    assert [file["path"] for file in found["files"]] == ["false.md", "true.md"]
    assert found["summary"] == {"proved": 2, "refuted": 1, "unknown": 1}
    refuted, proved, unknown = found["files"][0]["steps"]
    assert (refuted["line"], refuted["column"], refuted["end_line"]) == (5, 13, 5)
    assert (refuted["lhs"], refuted["relation"], refuted["rhs"]) == ("(a + b)^2", "=", "a^2 + b^2")
    assert set(refuted["counterexample"]) == {"a", "b"}
    assert proved["hypotheses"] == ["a > 0"]
    assert (unknown["verdict"], unknown["kind"], unknown["counterexample"]) == ("unknown", "not-parsed", None)
    assert {"reason", "suggestion", "seconds"} <= set(refuted)


def test_json_has_the_lines_of_a_display_as_they_stand(run):
    text = "\\begin{align}\na &= b_1 + {c} \\\\\n  &= c  +  b_1\n\\end{align}\n"
    (step,) = json.loads(run("--format", "json", "-", text=text).output)["files"][0]["steps"]
    assert (step["lhs"], step["rhs"], step["line"], step["column"]) == ("b_1 + {c}", "c  +  b_1", 3, 4)


def test_github_gets_an_annotation_for_a_false_step(run):
    (line,) = [line for line in run("--format", "github", "false.md").output.splitlines() if "error" in line]
    assert line.startswith("::error file=false.md,line=5,col=13,endLine=5,title=A step is false::False at a = ")


def test_annotations_cannot_be_forged(run, tmp_path):
    (tmp_path / "a,line=1%0A::error ::x.md").write_text(FALSE)
    error, notice = run("--format", "github", "a,line=1%0A::error ::x.md").output.splitlines()
    assert error.startswith("::error file=a%2Cline=1%250A%3A%3Aerror %3A%3Ax.md,")
    assert notice.startswith("::notice file=a%2Cline=1%250A%3A%3Aerror %3A%3Ax.md,")


def test_sarif_is_valid_and_says_where_a_step_is_false(run):
    output = run("--format", "sarif", "false.md").output
    log = sarif_pydantic.Sarif.model_validate_json(output)
    assert log.version == "2.1.0"
    first = json.loads(output)["runs"][0]["results"][0]
    assert (first["ruleId"], first["level"]) == ("refuted", "error")
    where = first["locations"][0]["physicalLocation"]
    assert where["artifactLocation"]["uri"] == "false.md"
    assert (where["region"]["startLine"], where["region"]["startColumn"]) == (5, 13)


def test_a_folder_stands_for_its_documents(run):
    assert run(".").output.splitlines()[-1].startswith("2 files: 2 proved, 1 refuted")


def test_several_processes_print_the_same(run):
    def told(*arguments):
        return run("--verbose", "true.md", "false.md", *arguments).output.rsplit(" in ", 1)[0]

    assert "2 files: 2 proved, 1 refuted, 1 unknown" in told()
    assert told("--jobs", "2") == told()


def test_escapes_of_a_document_do_not_reach_the_terminal(run):
    output = run("-", text="$$(a\x1b[31m + b)^2 = a^2$$ $$(a + b)^2 = a^2 \x1b]0;title\x07$$").output
    assert "1 unknown" in output
    assert "\x1b" not in output
    assert "\x07" not in output


def test_each_step_of_a_document_is_a_test(pytester, monkeypatch):
    monkeypatch.delenv("PYTEST_ADDOPTS", raising=False)
    pytester.path.joinpath("notes.md").write_text(FALSE)
    pytester.path.joinpath("other.md").write_text(FALSE)
    result = pytester.runpytest_inprocess("-p", "no:hypothesispytest", "--derivations-glob=n*.md", "-rs", "-v")
    result.assert_outcomes(passed=1, failed=1, skipped=1)
    result.stdout.fnmatch_lines(["*notes.md::5:13 FAILED*", "*notes.md::7:11 PASSED*", "*notes.md::9:* SKIPPED*"])
    result.stdout.fnmatch_lines(["*notes.md:5:13: refuted: this step is false", "*5 | $$(a + b)^2 = a^2 + b^2$$"])


# -- audits


def test_an_audit_tells_at_how_many_points_steps_were_seen_to_hold(run):
    output = run("--audit", "true.md", "false.md").output
    assert output.splitlines()[-1].endswith("; audit: seen to hold at 48 points")
    steps = json.loads(run("--audit", "--format", "json", "false.md").output)["files"][0]["steps"]
    assert [step["audit"] for step in steps] == [None, {"points": 24, "undecided": 0}, None]


def test_an_audit_that_contradicts_a_proof_is_no_verdict(run, monkeypatch):
    monkeypatch.setattr(sys.modules["derivations.proof.verify"], "decide", believed)
    events = []
    desk = Desk(events.append, lambda seconds: None)
    desk.answer({"do": "read", "text": FALSE, "path": "false.md", "form": None, "folder": None, "patience": 9.0})
    settings = {"seconds": 9.0, "memory": 1024, "audit": True}
    desk.answer({"do": "check", "section": 0, "known": [], "settings": settings, "patience": 9.0})
    told = events[-1]["disagreement"]
    assert told.startswith("false.md:5:13: an internal error: what was proved is false")
    assert "(a + b)**2 = a**2 + b**2" in told

    def contradiction(*arguments):
        raise InternalError(told)

    monkeypatch.setattr(sys.modules["derivations.document.check"], "check_section", contradiction)
    found = run("--audit", "false.md")
    assert found.exit_code == 3
    assert told in found.output
    assert "proved" not in found.output.replace("what was proved is false", "")


def test_what_cannot_be_read_stands_in_the_json_beside_what_can(run, tmp_path):
    (tmp_path / "broken.ipynb").write_text("{")
    found = run("--format", "json", "true.md", "broken.ipynb", "missing.md")
    assert found.exit_code == 2
    files = json.loads(found.stdout)["files"]
    assert [(file["path"], bool(file["error"])) for file in files] == [("true.md", False), ("broken.ipynb", True)]
    assert "missing.md: No such file or directory" in found.stderr


def test_what_was_read_for_one_line_is_told(tmp_path):
    path = tmp_path / "notes.md"
    path.write_text("Let $x > 0$.\n\n$$|x| = x$$\n\n$$|x| = x + 1$$\n")
    found = CliRunner().invoke(main, ["check", "--explain", f"{path}:5"])
    assert "x + 1" in found.output
    assert "|x| = x$$\n" not in found.output
    assert "premise (block): x > 0 (line 1)" in found.output
    assert "reading as it stands: refuted" in found.output
    for wrong in ("notes.md", "notes.md:0", "notes.md:x", ":3"):
        assert CliRunner().invoke(main, ["check", "--explain", wrong]).exit_code == 2
    assert CliRunner().invoke(main, ["check"]).exit_code == 2
