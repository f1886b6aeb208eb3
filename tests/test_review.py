"""Reviews: an old text is adopted with its faults, and a change answers for the steps that it touches."""

import json
import re
import subprocess

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from derivations.command_line import main
from derivations.document.results import FoundStep
from derivations.document.source.revisions import Span
from derivations.report.documents.known import STATES, Known, known, unknown_before

OLD = "# Old\n\nLet $f(x) = x^2$.\n\n$$(a + b)^2 = a^2 + b^2$$\n\n$$f(3) = 9$$\n\n$$u = \\int y$$\n"
FALSE = "$$(c - d)^2 = c^2 - d^2$$\n"


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "old.md").write_text(OLD)
    return tmp_path


@pytest.fixture
def repository(folder, needs):
    needs("git")
    git("init", "-q")
    git("add", ".")
    git("commit", "-qm", "one")
    return folder


def git(*arguments):
    identity = ("-c", "user.name=A", "-c", "user.email=a@example.org", "-c", "commit.gpgsign=false")
    subprocess.run(["git", *identity, *arguments], check=True, capture_output=True)


def run(*arguments):
    return CliRunner().invoke(main, ["check", *arguments])


def places(found):
    return re.findall(r"^(\S+?:\d+):\d+: refuted", found.output, re.MULTILINE)


# -- baselines


def test_only_new_faults_fail(folder):
    assert run("old.md").exit_code == 1
    adopted = run("--write-baseline", "faults.json", "old.md")
    assert adopted.exit_code == 0
    assert "1 fault written" in adopted.output
    found = run("--baseline", "faults.json", "old.md")
    assert (found.exit_code, places(found)) == (0, [])
    assert found.output.strip().endswith("; 1 known fault not counted")
    (folder / "old.md").write_text("A line above.\n\n" + OLD + FALSE)
    found = run("--baseline", "faults.json", "old.md")
    assert (found.exit_code, places(found)) == (1, ["old.md:12"])


def test_a_known_fault_stands_for_one_step_and_for_its_own_file(folder):
    run("--write-baseline", "faults.json", "old.md")
    (folder / "old.md").write_text(OLD + "\n$$(a + b)^2 = a^2 + b^2$$\n")
    assert run("--baseline", "faults.json", "old.md").exit_code == 1
    (folder / "old.md").write_text(OLD)
    (folder / "new.md").write_text(OLD)
    assert places(run("--baseline", "faults.json", "old.md", "new.md")) == ["new.md:5"]


def test_a_step_that_becomes_worse_is_new(folder):
    run("--strict", "--write-baseline", "faults.json", "old.md")
    assert run("--strict", "--baseline", "faults.json", "old.md").exit_code == 0
    (folder / "old.md").write_text(OLD.replace("x^2", "x^3"))
    assert places(run("--strict", "--baseline", "faults.json", "old.md")) == ["old.md:7"]


def test_a_baseline_lies_where_it_was_written_and_is_the_same_from_everywhere(folder, monkeypatch):
    (folder / "docs").mkdir()
    (folder / "old.md").rename(folder / "docs" / "old.md")
    run("--write-baseline", "docs/faults.json", "docs/old.md")
    assert json.loads((folder / "docs" / "faults.json").read_text())["faults"][0]["path"] == "old.md"
    assert run("--baseline", "docs/faults.json", "docs").exit_code == 0
    assert run("--baseline", "docs/faults.json", str(folder / "docs" / "old.md")).exit_code == 0
    monkeypatch.chdir(folder / "docs")
    assert run("--baseline", "faults.json", "./old.md").exit_code == 0


@pytest.mark.parametrize(
    "text", ["", "[]", "{", '{"version": 2, "faults": []}', '{"version": 1, "faults": [{"path": 1}]}',
             '{"version": 1, "faults": [{"path": 1, "formula": "", "state": "refuted"}]}',
             '{"version": 1, "faults": [{"path": "a", "formula": "", "state": "fine"}]}', "[" * 100_000],
)  # fmt: skip
def test_what_is_no_baseline_is_refused(folder, text):
    (folder / "faults.json").write_text(text)
    found = run("--baseline", "faults.json", "old.md")
    assert found.exit_code == 2
    assert "faults.json: it is no baseline, expected what --write-baseline writes" in found.output
    assert run("--baseline", "nowhere.json", "old.md").exit_code == 2


def test_what_cannot_be_read_is_no_baseline(folder):
    assert run("--write-baseline", "faults.json", "old.md", "nowhere.md").exit_code == 2
    assert not (folder / "faults.json").exists()


def test_other_forms_say_which_steps_count(folder):
    run("--write-baseline", "faults.json", "old.md")
    (folder / "old.md").write_text(OLD + FALSE)
    told = {form: run("--baseline", "faults.json", "--format", form, "old.md") for form in ("json", "sarif", "github")}
    steps = json.loads(told["json"].stdout)["files"][0]["steps"]
    assert [(step["verdict"], step["counts"]) for step in steps if step["verdict"] == "refuted"] == [
        ("refuted", False), ("refuted", True),
    ]  # fmt: skip
    results = json.loads(told["sarif"].stdout)["runs"][0]["results"]
    states = [result["baselineState"] for result in results if result["ruleId"] == "refuted"]
    assert states == ["unchanged", "new"]
    assert told["github"].stdout.count("::error") == 1
    assert {found.exit_code for found in told.values()} == {1}


steps = st.builds(
    FoundStep, st.just("a.md"), st.integers(1, 9), st.just(1), st.just(9), st.just(1), st.sampled_from("ab"),
    st.just("="), st.just("c"), st.sampled_from(["proved", "unknown", "refuted"]), st.just("equality"),
)  # fmt: skip


@given(st.lists(steps, max_size=6), st.lists(steps, max_size=6))
def test_no_more_steps_are_known_than_there_were_and_none_that_was_better(before, now):
    from collections import Counter

    new = list(unknown_before(now, Counter(map(known, before))))
    assert list(unknown_before(now, Counter(map(known, now)))) == []
    assert len(new) >= len(now) - len(before)
    for formula in ("a = c", "b = c"):
        for least in range(len(STATES)):
            bad = set(STATES[least:])

            def count(some, bad=bad, formula=formula):
                return sum(k.formula == formula and k.state in bad for k in map(known, some))

            assert count(now) <= count(before) or count(new) > 0


# -- changes in git


def test_a_change_answers_for_the_steps_that_it_touches(repository):
    found = run("--diff", "HEAD", "old.md")
    assert (found.exit_code, places(found)) == (0, [])
    (repository / "old.md").write_text("A line above.\n\n" + OLD + FALSE)
    found = run("--diff", "HEAD", "old.md")
    assert (found.exit_code, places(found)) == (1, ["old.md:12"])
    git("commit", "-qam", "two")
    assert run("--diff", "HEAD", "old.md").exit_code == 0
    assert run("--diff", "HEAD~1", "old.md").exit_code == 1


def test_in_a_hook_of_git_the_repository_is_that_of_the_file(repository, monkeypatch):
    (repository / "old.md").write_text(OLD.replace("$$(a + b)^2", "So $$(a + b)^2"))
    for name in ("GIT_DIR", "GIT_INDEX_FILE", "GIT_WORK_TREE"):
        monkeypatch.setenv(name, "nowhere")
    assert places(run("--diff", "HEAD", "old.md")) == ["old.md:5"]


def test_a_known_fault_on_a_line_that_changed_counts(repository):
    (repository / "old.md").write_text(OLD.replace("$$(a + b)^2", "So $$(a + b)^2"))
    assert places(run("--diff", "HEAD", "old.md")) == ["old.md:5"]


def test_a_definition_that_changes_far_above_touches_what_becomes_false(repository):
    (repository / "old.md").write_text(OLD.replace("x^2$.", "x^3$."))
    assert places(run("--diff", "HEAD", "old.md")) == ["old.md:7"]


def test_a_file_that_was_not_there_is_touched_as_a_whole(repository):
    (repository / "new.md").write_text(OLD)
    assert places(run("--diff", "HEAD", ".")) == ["new.md:5"]
    assert CliRunner().invoke(main, ["check", "--diff", "HEAD", "-"], input=OLD).exit_code == 1


def test_an_included_file_that_changes_touches_the_document(repository):
    body = "\\documentclass{article}\\begin{document}\\input{f}\n\n\\[f(3) = 9\\]\n\n\\[f(2) = 5\\]\\end{document}"
    (repository / "main.tex").write_text(body)
    (repository / "f.tex").write_text("Let $f(x) = x^2$.")
    git("add", ".")
    git("commit", "-qm", "two")
    assert run("--diff", "HEAD", "main.tex").exit_code == 0
    (repository / "f.tex").write_text("Let $f(x) = x^3$.")
    assert places(run("--diff", "HEAD", "main.tex")) == ["main.tex:3", "main.tex:5"]


@pytest.mark.parametrize("ref", ["nowhere", "--output=x", "", "-h", "HEAD:old.md"])
def test_what_is_no_commit_is_refused(repository, ref):
    found = run(f"--diff={ref}", "old.md")
    assert found.exit_code == 2
    assert "is no commit here" in found.output
    assert sorted(path.name for path in repository.iterdir()) == [".git", "old.md"]


def test_files_have_any_names(repository):
    for name in ("a b.md", "-x.md", "*.md", ":(top).md", "é.md"):
        (repository / name).write_text(OLD)
        git("add", ".")
        git("commit", "-qm", name)
        (repository / name).write_text(OLD + FALSE)
        assert run("--diff", "HEAD", str(repository / name)).output.count("refuted: this step is false") == 1


def test_a_baseline_and_a_change_may_go_together(repository):
    (repository / "old.md").write_text(OLD + FALSE)
    run("--write-baseline", "faults.json", "old.md")
    (repository / "old.md").write_text(OLD + FALSE + FALSE.replace("c", "e"))
    assert places(run("--diff", "HEAD", "--baseline", "faults.json", "old.md")) == ["old.md:11"]


@given(st.integers(1, 5), st.integers(0, 3), st.integers(1, 8), st.integers(0, 3))
def test_a_span_touches_what_has_a_line_in_it(first, count, line, more):
    lines = set(range(first, first + count))
    passage = set(range(line, line + more + 1))
    expected = bool(lines & passage) if count else {first - 1, first} <= passage
    assert Span(first, first + count - 1).touches(line, line + more) == expected


def test_what_is_known_has_a_whole_path():
    assert Known("a", "b", "refuted") < Known("a", "c", "proved")
