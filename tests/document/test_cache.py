"""The cache: what did not change is not decided again, and no verdict is ever that of another text."""

import json
import os
import re
import subprocess
import sys
from dataclasses import replace
from hashlib import sha256
from itertools import product
from pathlib import Path

import pytest
from click.testing import CliRunner

from derivations import check_files
from derivations.command_line import main
from derivations.document import cache as caching
from derivations.document.cache import Cache, Kept, standard_folder
from derivations.document.check import checked
from derivations.document.settings import Settings
from derivations.document.source.files import Source, source

LONG = "\n\n## Then\n\n$$(u + v)^2 = u^2 + 2uv + v^2$$\n" * 5
TEXT = "# Notes\n\nLet $f(x) = x^2$." + LONG + "\n\n## Last\n\n$$f(3) = 9$$\n"
SLOW = "$$(a+b+c+d+e+f)^{200} = (f+e+d+c+b+a)^{200}$$\n\n"
SETTINGS = Settings()


@pytest.fixture
def folder(tmp_path):
    return tmp_path / "cache"


@pytest.fixture
def run(tmp_path, folder):
    path = tmp_path / "notes.md"
    path.write_text(TEXT)

    def runner(*options, cache=("--cache", str(folder))):
        found = CliRunner().invoke(main, ["check", *cache, "--format", "json", *options, str(path)])
        return found.exit_code, json.loads(found.stdout)["files"][0]

    return runner


@pytest.fixture
def forbidden(monkeypatch):
    """Nothing can be decided or read any more."""

    def forbid():
        def fail(*arguments):
            raise AssertionError("it was decided again")

        for name in ("check_section", "contents"):
            monkeypatch.setattr(sys.modules["derivations.document.check"], name, fail)

    return forbid


def entries(folder):
    return sorted(folder.iterdir()) if folder.exists() else []


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_a_second_run_says_the_same_and_decides_nothing(run, forbidden, jobs):
    first = run("--jobs", jobs)
    assert first[1]["summary"] == {"proved": 6, "refuted": 0, "unknown": 0}
    forbidden()
    assert run("--jobs", jobs) == first
    assert run() == first


def test_a_definition_that_changes_far_above_changes_the_verdict_below(run, tmp_path):
    assert run()[0] == 0
    (tmp_path / "notes.md").write_text(TEXT.replace("x^2$.", "x^3$."))
    code, file = run()
    assert (code, file["steps"][-1]["verdict"]) == (1, "refuted")
    (tmp_path / "notes.md").write_text(TEXT)
    assert run()[0] == 0


def test_a_word_that_changes_far_below_is_read(tmp_path, folder):
    text = "$$\\sigma'(z) = \\sigma(z) (1 - \\sigma(z))$$\n\n## Later\n\nThe sigmoid neuron has $a > 0$.\n"
    before, after = Source(text), Source(text.replace("sigmoid", "other"))
    found = [next(checked([one], cache=Cache(folder))).steps[0] for one in (before, after, before)]
    anew = [next(checked([one])).steps[0] for one in (before, after, before)]
    assert [step.conditional for step in found] == [step.conditional for step in anew]


def test_whatever_a_verdict_depends_on_is_in_the_key(folder, monkeypatch):
    one = Source(TEXT, "notes.md", "markdown", ".")
    list(checked([one], SETTINGS, cache=Cache(folder)))
    assert Cache(folder).find(one, SETTINGS).contents is not None
    others = [replace(one, **{name: "other"}) for name in ("text", "path", "form", "folder")]
    changed = [{"seconds": 9.0}, {"memory": 512}, {"audit": True}, {"explain": 3}, {"proofs": True}]
    for other, settings in [*product(others, [SETTINGS]), *((one, replace(SETTINGS, **c)) for c in changed)]:
        assert Cache(folder).find(other, settings) == Kept()
    for name, value in [("_version", lambda name: "0"), ("LIBRARIES", ("sympy",))]:
        with monkeypatch.context() as patch:
            patch.setattr(caching, name, value)
            caching._program.cache_clear()
            assert Cache(folder).find(one, SETTINGS) == Kept()
        caching._program.cache_clear()


def test_the_digest_of_the_program_covers_its_files(tmp_path, monkeypatch):
    (tmp_path / "package" / "document").mkdir(parents=True)
    (tmp_path / "package" / "rule.py").write_text("a")
    monkeypatch.setattr(caching, "__file__", str(tmp_path / "package" / "document" / "cache.py"))
    seen = set()
    for text in ("a", "b"):
        (tmp_path / "package" / "rule.py").write_text(text)
        caching._program.cache_clear()
        seen.add(caching._program())
    caching._program.cache_clear()
    assert len(seen) == 2


def test_an_included_file_that_changes_changes_the_verdict(tmp_path, folder):
    main_file, included = tmp_path / "main.tex", tmp_path / "definitions.tex"
    main_file.write_text(
        "\\documentclass{article}\\begin{document}\\input{definitions}\n\n\\[f(3) = 9\\]\\end{document}"
    )

    def found():
        (document,) = check_files([main_file], cache=folder)
        return [step.verdict for step in document.steps], len(document.problems)

    missing = found()
    assert missing[1] == 1
    seen = []
    for text in ("Let $f(x) = x^2$.", "Let $f(x) = x^3$.", "Let $f(x) = x^2$."):
        included.write_text(text)
        seen.append(found())
    assert seen == [(["proved"], 0), (["refuted"], 0), (["proved"], 0)]
    included.unlink()
    assert found() == missing


def test_the_same_text_in_another_folder_includes_another_file(tmp_path, folder, monkeypatch):
    seen = []
    for name, power in (("one", 2), ("two", 3), ("one", 2)):
        (tmp_path / name).mkdir(exist_ok=True)
        monkeypatch.chdir(tmp_path / name)
        Path("f.tex").write_text(f"Let $f(x) = x^{power}$.")
        Path("main.tex").write_text("\\documentclass{article}\\input{f}\n\n\\[f(3) = 9\\]\n")
        (document,) = check_files("main.tex", cache=folder)
        seen += [step.verdict for step in document.steps]
    assert seen == ["proved", "refuted", "proved"]


@pytest.mark.parametrize("damage", range(8))
def test_a_damaged_entry_is_not_there(run, folder, damage):
    first = run()
    (path,) = entries(folder)
    whole = path.read_bytes()
    seal, _, text = whole.partition(b"\n")
    other = text.replace(b'"proved"', b'"refuted"')
    path.write_bytes(
        [
            b"", b"\n", whole[:-20], b"\xff\xfe" + whole, seal + b"\n" + other, b"0" * 64 + b"\n" + text,
            sha256(other).hexdigest().encode() + b"\n" + other, whole + b" ",
        ][damage]
    )  # fmt: skip
    again = run()
    assert [step["verdict"] for step in again[1]["steps"]] == [step["verdict"] for step in first[1]["steps"]]
    assert path.read_bytes() != other
    assert Cache(folder).find(source(Path(first[1]["path"])), SETTINGS).contents is not None


@pytest.mark.parametrize("entry", ["[]", "{}", '{"contents": {}, "sections": []}', '{"contents": 1, "sections": [1]}'])
def test_an_entry_of_another_shape_is_not_there(run, folder, entry):
    run()
    (path,) = entries(folder)
    path.write_text(f"{caching._sealed(path.name, entry.encode())}\n{entry}")
    assert run()[1]["summary"]["proved"] == 6


def test_the_entry_of_one_text_is_not_taken_for_that_of_another(run, folder, tmp_path):
    run()
    (true,) = entries(folder)
    (tmp_path / "notes.md").write_text(TEXT.replace("x^2$.", "x^3$."))
    run()
    (false,) = (path for path in entries(folder) if path != true)
    false.write_bytes(true.read_bytes())
    assert run()[0] == 1


def test_what_a_limit_left_undecided_is_decided_again(tmp_path, folder, forbidden):
    text = Source("# One\n\n$$a + a = 2a$$\n\n# Two\n\n" + SLOW)
    hasty = replace(SETTINGS, seconds=0.2)
    (first,) = checked([text], hasty, cache=Cache(folder))
    assert [step.kind for step in first.steps] == ["equality", "timeout"]
    kept = Cache(folder).find(text, hasty)
    assert [number for number, _ in kept.sections] == [0]
    forbidden()
    with pytest.raises(AssertionError, match="decided again"):
        list(checked([text], hasty, cache=Cache(folder)))


def test_without_a_cache_nothing_is_kept(run, folder, monkeypatch, forbidden):
    monkeypatch.setenv("DERIVATIONS_CACHE", str(folder))
    run("--no-cache", cache=())
    monkeypatch.setenv("DERIVATIONS_CACHE", "")
    run(cache=())
    assert entries(folder) == []
    monkeypatch.setenv("DERIVATIONS_CACHE", str(folder))
    run(cache=())
    assert len(entries(folder)) == 1
    forbidden()
    run(cache=())
    assert CliRunner().invoke(main, ["check", "--cache", str(folder), "--no-cache", "notes.md"]).exit_code == 2


def test_documents_as_tests_use_the_cache(pytester, folder, monkeypatch, forbidden):
    monkeypatch.delenv("PYTEST_ADDOPTS", raising=False)
    monkeypatch.setenv("DERIVATIONS_CACHE", str(folder))
    pytester.path.joinpath("notes.md").write_text(TEXT)
    arguments = ("-p", "no:hypothesispytest", "-p", "no:benchmark", "--derivations-glob=n*.md")
    pytester.runpytest_inprocess(*arguments).assert_outcomes(passed=6)
    forbidden()
    pytester.runpytest_inprocess(*arguments).assert_outcomes(passed=6)


def test_a_folder_that_cannot_be_written_does_no_harm(run, tmp_path):
    (tmp_path / "file").write_text("")
    first = run(cache=("--cache", str(tmp_path / "file" / "cache")))
    assert first[0] == 0


def test_several_processes_may_share_a_folder(tmp_path, folder):
    (tmp_path / "notes.md").write_text(TEXT)
    command = [sys.executable, "-m", "derivations", "check", "--cache", str(folder), "--format", "json", "notes.md"]
    several = [subprocess.Popen(command, cwd=tmp_path, stdout=subprocess.PIPE) for _ in range(4)]
    outputs = {re.sub(rb'"seconds": [\d.e-]+', b"", process.communicate()[0]) for process in several}
    assert len(outputs) == 1
    assert [path.name[0] == "." for path in entries(folder)] == [False]


def test_the_entries_that_were_not_used_go_first(folder, monkeypatch):
    monkeypatch.setattr(caching, "MOST", 4)
    documents = [Source(f"$${number} = {number}$$") for number in range(5)]
    for age, document in enumerate(documents):
        list(checked([document], SETTINGS, cache=Cache(folder)))
        for path in entries(folder):
            os.utime(path, (age, age)) if path.stat().st_mtime > 100 else None
        Cache(folder).find(documents[0], SETTINGS)
    assert len(entries(folder)) == 3
    assert Cache(folder).find(documents[0], SETTINGS).contents is not None
    assert Cache(folder).find(documents[1], SETTINGS).contents is None


@pytest.mark.parametrize(
    ("platform", "variables", "expected"),
    [
        ("linux", {}, "~/.cache/derivations"),
        ("linux", {"XDG_CACHE_HOME": "/caches"}, "/caches/derivations"),
        ("linux", {"XDG_CACHE_HOME": "relative"}, "~/.cache/derivations"),
        ("darwin", {}, "~/Library/Caches/derivations"),
        ("win32", {"LOCALAPPDATA": "/local"}, "/local/derivations/Cache"),
        ("win32", {}, "~/AppData/Local/derivations/Cache"),
        ("linux", {"DERIVATIONS_CACHE": "/mine"}, "/mine"),
    ],
)
def test_the_folder_follows_the_rules_of_the_platform(platform, variables, expected, monkeypatch):
    for name in ("XDG_CACHE_HOME", "LOCALAPPDATA", "DERIVATIONS_CACHE"):
        monkeypatch.delenv(name, raising=False)
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setattr(sys, "platform", platform)
    assert standard_folder() == Path(expected).expanduser()
