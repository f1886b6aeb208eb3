"""Whatever is fed in: a message with its place or verdicts for the rest, in bounded time and memory, and nothing is run."""

import json
import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st
from support.documents import DOCUMENTS
from support.documents import STEPS as STEPS_OF_DOCUMENTS
from support.examples import examples
from support.hostile_documents import FULL, GOOD, NOTEBOOKS, PART, SHORTER, STEPS
from support.marks import slow, slow_but

from derivations.command_line import main
from derivations.document import CannotRead, check
from derivations.document.decisions.checking import outlines
from derivations.document.obligations.interpretation import interpreted
from derivations.document.source.reading import document

SECONDS = 2.0
PATIENCE = 600
"""Seconds after which a test gives up; no test asks how long anything takes."""
LONG = {
    *((name, "markdown") for name in (
        "100,000 primes", "a decimal of 100,000 places", "a number of a million digits", "comments that never end",
        "every character up to 255", "formulas that never end", "sums of sums",
    )),
    ("a title whose end is far away", "latex"),
}  # fmt: skip
"""Documents of full size that take long."""
NOT_READ = {"quotations 5,000 deep", "lists 1,000 deep"}


def assert_harmless(name, form, text, folder, *, steps):
    """Each good step is proved; what is hostile has so many steps, each proved or unknown with a reason; nothing was run."""
    found = check(text, form=form, path="notes", timeout=SECONDS, memory=4096)
    good = [step for step in found if step.lhs.strip() == "\\ln e^x"]
    assert len(good) == text.count(GOOD)
    assert all(step.verdict == "proved" for step in good)
    assert len(found) - len(good) == steps
    for step in found:
        assert step.verdict != "refuted"
        assert step.verdict == "proved" or step.reason
        assert "error of this program" not in step.reason
        assert step.kind != "crash"
    assert not list(folder.iterdir())


@pytest.mark.parametrize(("name", "form"), slow_but(FULL.keys() - SHORTER.keys() - LONG, FULL))
def test_what_is_hostile_is_unknown_and_the_rest_has_its_verdicts(name, form, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    if name in NOT_READ:
        with pytest.raises(CannotRead, match=r"notes:\d+: "):
            check(FULL[name, form], form=form, path="notes", timeout=SECONDS)
    else:
        assert_harmless(name, form, FULL[name, form], tmp_path, steps=STEPS.get((name, form), STEPS.get(name, 1)))


@pytest.mark.parametrize(("name", "form"), SHORTER)
def test_so_it_is_a_fiftieth_as_long(name, form, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    steps = STEPS.get(name, 1)
    assert_harmless(name, form, SHORTER[name, form], tmp_path, steps=steps if steps < PART else steps // PART)


def read_here(text):
    """The sections of a notebook that is read in this process."""
    return list(outlines(document(text, "a.ipynb", "notebook")))


def read_by_a_worker(text):
    """The steps of a notebook that another process reads."""
    return check(text, form="notebook", path="a.ipynb")


@pytest.mark.parametrize("name", NOTEBOOKS)
@pytest.mark.parametrize("read", [read_here, slow(read_by_a_worker)])
def test_a_notebook_that_is_none_says_so(read, name):
    if name == "cells without text":
        assert read(NOTEBOOKS[name]) == []
        return
    with pytest.raises(CannotRead, match=r"^a\.ipynb is not a notebook: "):
        read(NOTEBOOKS[name])


# -- limits

SLOW = "$$(a+b+c+d+e+f)^{200} = (f+e+d+c+b+a)^{200}$$\n\n"


@pytest.mark.parametrize("before", [20, slow(500)])
def test_one_bad_step_among_many_good_ones_is_unknown_alone(before):
    text = "".join(f"$$x + {i} = {i} + x$$\n\n" for i in range(before))
    with ThreadPoolExecutor(1) as thread:  # the limits hold in any thread
        steps = thread.submit(check, text + SLOW + text, timeout=1.0, memory=4096).result()
    assert [step.verdict for step in steps].count("proved") == 2 * before
    (bad,) = (step for step in steps if step.verdict != "proved")
    found = (bad.line, bad.verdict, bad.kind, bad.reason)
    assert found == (2 * before + 1, "unknown", "timeout", "it took longer than 1 s")


def test_a_step_that_needs_too_much_memory_is_unknown():
    verdicts = [(step.verdict, step.kind) for step in check(GOOD + SLOW + GOOD, timeout=60.0, memory=256)]
    assert verdicts == [("proved", "equality"), ("unknown", "crash"), ("proved", "equality")]


@pytest.mark.slow
def test_the_limits_hold_in_threads():
    with ThreadPoolExecutor(3) as threads:
        found = list(threads.map(lambda text: check(text, timeout=1.0, memory=4096), [GOOD + SLOW] * 3))
    assert [[step.kind for step in steps] for steps in found] == [["equality", "timeout"]] * 3


MEASURED = """
import resource, subprocess, sys
done = subprocess.run([sys.executable, "-m", "derivations", "check", "--timeout", "20", *sys.argv[1:]], capture_output=True)
print(done.returncode, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)
"""


@pytest.mark.slow
@pytest.mark.parametrize(
    "name",
    ["a polynomial of millions of terms", "10 MB in one formula", "10 MB of brackets", "3,000 steps in one line"],
)
def test_memory_stays_below_a_gibibyte(name, tmp_path):
    (tmp_path / "hostile.md").write_text(FULL[name, "markdown"])
    command = [sys.executable, "-c", MEASURED, "hostile.md"]
    found = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, timeout=PATIENCE, check=True)
    exit_code, kibibytes = map(int, found.stdout.split())
    assert exit_code == 0
    assert 50_000 < kibibytes < 1 << 20


# -- the folder of a document


@pytest.fixture
def folder(tmp_path):
    inside = tmp_path / "paper"
    inside.mkdir()
    (tmp_path / "secret.tex").write_text("$$s = s$$")
    (inside / "part.tex").write_text("$$p = p$$\n\\input{main}")
    (inside / "link.tex").symlink_to(tmp_path / "secret.tex")
    (inside / "loop.tex").symlink_to("loop.tex")
    (inside / "main.tex").write_text("", encoding="utf-8")
    return inside


def cli(*arguments, where, **more):
    command = [sys.executable, "-m", "derivations", "check", *map(str, arguments)]
    return subprocess.run(command, cwd=where, capture_output=True, timeout=PATIENCE, check=False, **more)


@pytest.fixture
def run_in(monkeypatch):
    """Run the command in a folder, in this process."""

    def run(where, *arguments):
        monkeypatch.chdir(where)
        return CliRunner().invoke(main, ["check", *arguments])

    return run


@pytest.mark.parametrize(
    ("named", "problem"),
    [
        ("main", "the file reads itself"),
        ("/etc/hostname", "it lies outside of the document's folder"),
        ("../secret", "it lies outside of the document's folder"),
        ("link", "it lies outside of the document's folder"),
        ("loop", "Symlink loop"),
        ("a\0b", "null byte"),
        ("a" * 5000, "File name too long"),
        ("missing", "No such file or directory"),
    ],
)
def test_a_document_reads_nothing_outside_of_its_folder(run_in, folder, named, problem):
    (folder / "main.tex").write_text(f"$$x = x$$\n\\input{{part}}\n\\input{{{named}}}\n$$y = y$$")
    found = run_in(folder, "--format", "json", str(folder / "main.tex"))
    document_ = json.loads(found.stdout)["files"][0]
    assert {step["lhs"].strip() for step in document_["steps"]} == {"x", "p", "y"}
    assert any(told.startswith(f"{folder / 'main.tex'}:3:1: ") and problem in told for told in document_["problems"])


def test_a_folder_stands_only_for_what_lies_in_it(run_in, folder):
    (folder / "notes.md").write_text(GOOD)
    (folder / "outside.md").symlink_to("/etc/hostname")
    found = json.loads(run_in(folder, "--format", "json", ".").stdout)
    assert [Path(file["path"]).name for file in found["files"]] == ["main.tex", "notes.md", "part.tex"]


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        ("latin.md", "Grüße".encode("latin-1"), "latin.md:1: the file is not UTF-8 (byte 2); save it as UTF-8"),
        ("bytes.md", bytes(range(256)), "bytes.md:2: the file is not UTF-8 (byte 128); save it as UTF-8"),
        ("surrogate.md", b"\n$$\xed\xa0\x80 = x$$", "surrogate.md:2: the file is not UTF-8 (byte 3)"),
        ("notes.ipynb", b"{", "notes.ipynb is not a notebook"),
        ("missing.md", None, "missing.md: No such file or directory"),
        ("", None, "the name of a file is empty"),
    ],
)
def test_a_file_that_cannot_be_read_is_told_and_the_others_are_checked(run_in, tmp_path, name, content, told):
    (tmp_path / "good.md").write_text(GOOD)
    if content is not None:
        (tmp_path / name).write_bytes(content)
    found = run_in(tmp_path, name, "good.md")
    assert found.exit_code == 2
    assert told in found.stderr
    assert "1 proved" in found.stdout


def test_a_device_without_end_is_not_read_to_its_end(tmp_path):
    found = cli("/dev/zero", where=tmp_path)
    assert found.returncode == 2
    assert "/dev/zero is larger than 50 MB" in found.stderr.decode()


def test_a_module_in_the_current_folder_is_not_imported(tmp_path):
    for name in ("sympy", "flint", "json", "threading"):
        (tmp_path / f"{name}.py").write_text("open('pwned', 'w')")
    (tmp_path / "good.md").write_text(GOOD)
    script = [sys.executable, "-P", "-m", "derivations", "check", "good.md"]
    found = subprocess.run(script, cwd=tmp_path, capture_output=True, timeout=PATIENCE, check=False)
    assert found.returncode == 0, found.stderr
    assert not (tmp_path / "pwned").exists()


# -- what is printed

ESCAPES = "\x1b]0;title\x07\x1b[31m\x9b31m\u202e\r"


@pytest.mark.parametrize("form", ["text", "github"])
def test_no_control_character_reaches_the_terminal(run_in, tmp_path, form):
    name = f"a{ESCAPES}.md".replace("\r", "")
    (tmp_path / name).write_text(
        f"Let $a{ESCAPES}$.\n\n$$(a + b)^2 = a^2 + b^2$$\n\n$$x{ESCAPES} = \\text{{{ESCAPES}}}$$\n"
    )
    (tmp_path / f"b{ESCAPES}.ipynb").write_text("{")
    found = run_in(tmp_path, "--verbose", "--strict", "--format", form, name, f"b{ESCAPES}.ipynb", f"c{ESCAPES}.md")
    assert found.exit_code == 2
    for output in (found.stdout, found.stderr):
        assert not [c for c in output if not c.isprintable() and c != "\n"]


def test_sarif_and_json_are_well_formed_whatever_a_file_is_called(run_in, tmp_path):
    name = f"a'\"%20,:{ESCAPES}.md"
    (tmp_path / name).write_text(f"$$(a + b)^2 = a^2 + b^2$$\n\n$$x{ESCAPES} = y$$\n")
    for form in ("sarif", "json"):
        found = run_in(tmp_path, "--format", form, name)
        assert json.loads(found.stdout)
        assert not [c for c in found.stdout if not c.isprintable() and c != "\n"]


# -- any text

TOKENS = st.sampled_from(
    ["$", "$$", "\\", "{", "}", "_", "^", "&", "\\\\", "=", "<", "\\frac", "\\sum_{i=1}^n", "\\partial", "\\left(", "\\right)",
     "\\begin{align}", "\\end{align}", "\\begin{cases}", "\\end{cases}", "\\text{if }", "\\newcommand{\\x}", "[1]", "#1", "\\x",
     "\\input{x}", "<!-- derivations: let ", "-->", "\n\n", "\n> ", "\n* ", "```math\n", "`", "a", "x_i", "'", "0", "\0", "\x1b", "\ud800"]
)  # fmt: skip


@examples(150)
@given(
    st.lists(TOKENS | st.text(max_size=3), max_size=40).map("".join),
    st.sampled_from(["markdown", "latex", "notebook", None]),
)
def test_any_text_is_read_or_refused(text, form):
    try:
        found = document(text, "any", form)
    except CannotRead:
        return
    for section in outlines(found):
        interpreted(section)


@examples(50)
@given(st.lists(TOKENS, min_size=1, max_size=12).map("".join))
def test_any_formula_is_checked(text):
    for step in check(f"$${text}$$", timeout=5.0):
        assert step.kind not in ("error", "crash"), step.reason


WATCHED = (
    "compile",
    "exec",
    "marshal.loads",
    "pickle.find_class",
    "subprocess.Popen",
    "os.system",
    "os.exec",
    "socket.connect",
)


@pytest.mark.parametrize(("every", "every_tex"), [(20, 12), slow(3, 1)])
def test_nothing_is_compiled_run_or_sent_while_documents_are_checked(tmp_path, every, every_tex):
    """Python tells an audit hook of all such events; the only code that there may be is that of modules imported."""
    program = """
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
seen, steps = [], 0
def count(event):
    global steps
    steps += "step" in event
def imports(frame):
    return frame is not None and (frame.f_code.co_filename.startswith("<frozen importlib") or imports(frame.f_back))
def hook(event, arguments):
    if event in WATCHED and not imports(sys._getframe()):
        seen.append((event, repr(arguments)[:200]))
sys.addaudithook(hook)
from derivations.document.workers.tasks import Desk
desk = Desk(count, lambda seconds: None)
settings = {"seconds": 5.0, "memory": 1024, "audit": True}
for path in map(Path, sys.argv[1:]):
    form = {".md": "markdown", ".tex": "latex", ".ipynb": "notebook"}[path.suffix]
    desk.answer({"do": "read", "text": path.read_text(), "path": str(path), "form": form, "folder": ".", "patience": 60})
    for number in range(len(desk.outlines)):
        desk.answer({"do": "check", "section": number, "known": [], "settings": settings, "patience": 60})
print(steps)
print(seen)
eval("1 + 1")  # that would be seen
print([event for event, _ in seen])
"""
    hostile = tmp_path / "hostile.md"
    code = [
        FULL[name, "markdown"] for name in ("a directive that would be code", "code in a formula", "a tower of powers")
    ]
    hostile.write_text("\n\n".join(code))
    some = [
        *sorted(DOCUMENTS.glob("*.md"))[1::every],
        *sorted(DOCUMENTS.glob("*.tex"))[::every_tex],
        *DOCUMENTS.glob("*.ipynb"),
    ]
    program = program.replace("WATCHED", repr(WATCHED))
    command = [sys.executable, "-c", program, *map(str, some), str(hostile)]
    found = subprocess.run(
        command, capture_output=True, text=True, timeout=PATIENCE, check=True, cwd=tmp_path, env={**os.environ}
    )
    steps, *seen = found.stdout.splitlines()
    assert int(steps) == sum(STEPS_OF_DOCUMENTS[path.name] for path in some) + 3 * len(code)
    assert seen == ["[]", "['compile', 'exec']"]


def test_an_error_between_two_steps_costs_the_rest_of_the_section_alone(monkeypatch):
    """A planted error of this program: what was found before stands, the other sections are checked."""
    from derivations.document.workers import limits

    text = "# One\n\n" + GOOD + GOOD + "# Two\n\n" + GOOD
    ask = limits.Attempt._ask

    def broken(self, worker):
        failure = ask(self, worker)
        if self.number == 0:
            self.found.steps.pop()
            return limits.Failure("error", "an error of this program: planted")
        return failure

    monkeypatch.setattr(limits.Attempt, "_ask", broken)
    found = check(text)
    assert [(step.line, step.verdict) for step in found] == [(3, "proved"), (3, "unknown"), (9, "proved")]
    assert (
        found[1].reason == "the rest of the section that begins here is not checked: an error of this program: planted"
    )
