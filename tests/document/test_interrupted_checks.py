"""Ctrl-C, killed processes, full disks and broken pipes: what was found is told, nothing half-written stays, no orphans."""

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from click.testing import CliRunner
from support.fresh import fresh
from support.hostile_documents import GOOD
from support.marks import slow

from derivations.command_line import main

SLOW = "$$(a+b+c+d+e+f)^{200} = (f+e+d+c+b+a)^{200}$$\n\n"
"""A step that takes many seconds."""
pytestmark = pytest.mark.skipif(not Path("/proc/self/task").exists(), reason="looks at processes in /proc")


def children(pid):
    """The processes that a process has started and that still run."""
    found = []
    for task in Path(f"/proc/{pid}/task").glob("*/children"):
        found += [int(child) for child in task.read_text().split()]
    return found


def is_running(pid):
    try:
        return Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0] != "Z"
    except FileNotFoundError:
        return False


PATIENCE = 300
"""Seconds after which a test gives up; no test asks how long anything takes."""


def wait_for(condition):
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        if found := condition():
            return found
        time.sleep(0.02)
    return pytest.fail("it did not come about")


def is_busy(pid):
    """Whether a worker computes, and has done so for some time after it was started."""
    try:
        fields = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
    except FileNotFoundError:
        return False
    return int(fields[11]) / os.sysconf("SC_CLK_TCK") > 2.0


@pytest.fixture
def start(tmp_path):
    (tmp_path / "a.md").write_text(GOOD + "$$(a + b)^2 = a^2 + b^2$$\n")
    (tmp_path / "b.md").write_text(GOOD + SLOW + GOOD)
    (tmp_path / "c.md").write_text(GOOD)
    running = []

    def starter(*arguments, file_size=None):
        command = [sys.executable, "-m", "derivations", "check", "--timeout", "60", "--memory", "8192", *arguments]
        pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
        running.append(subprocess.Popen(fresh(command, file_size), cwd=tmp_path, **pipes))
        return running[-1]

    yield starter
    for process in running:
        process.kill()


@pytest.mark.parametrize(
    ("form", "jobs"),
    [("text", "3"), slow("text", "1"), slow("json", "1"), slow("json", "3"), slow("sarif", "1"), slow("sarif", "3")],
)
def test_after_ctrl_c_what_was_found_is_told(start, form, jobs):
    process = start("--verbose", "--format", form, "--jobs", jobs, "a.md", "b.md", "c.md")
    workers = wait_for(lambda: [child for child in children(process.pid) if is_busy(child)] and children(process.pid))
    process.send_signal(signal.SIGINT)
    out, err = process.communicate(timeout=PATIENCE)
    assert process.returncode == 130
    assert err == b""
    if form == "text":
        assert b"a.md:1:11: proved" in out
        assert b"a.md:3:13: refuted" in out
        assert out.rstrip().endswith(b"(interrupted: the rest was not checked)")
    elif form == "json":
        found = json.loads(out)
        assert found["interrupted"] is True
        assert [step["verdict"] for step in found["files"][0]["steps"]] == ["proved", "refuted"]
    else:
        (run,) = json.loads(out)["runs"]
        assert run["invocations"] == [{"executionSuccessful": False}]
    wait_for(lambda: not any(map(is_running, workers)))


@pytest.mark.slow
def test_steps_of_the_document_under_way_are_told_too(start):
    process = start("--verbose", "b.md")
    wait_for(lambda: any(map(is_busy, children(process.pid))))
    process.send_signal(signal.SIGINT)
    out, _ = process.communicate(timeout=PATIENCE)
    assert b"b.md:1:11: proved" in out
    assert b"1 file: 1 proved, 0 refuted" in out


def test_a_worker_that_is_killed_is_replaced(start, tmp_path):
    (tmp_path / "b.md").write_text("".join(f"$$(x + {i})^9 (x - y) = (x - y) ({i} + x)^9$$\n\n" for i in range(1, 100)))
    process = start("--format", "json", "b.md")
    (worker,) = wait_for(lambda: [child for child in children(process.pid) if is_running(child)])
    wait_for(lambda: not is_running(worker) or is_busy(worker) or time.sleep(0.5) or True)
    os.kill(worker, signal.SIGKILL)
    out, _ = process.communicate(timeout=PATIENCE)
    assert process.returncode == 0
    assert json.loads(out)["summary"] == {"proved": 99, "refuted": 0, "unknown": 0}


KILLED = """
import os, signal, sys
from pathlib import Path
from derivations.document import check
print(*(step.verdict for step in check(sys.argv[1])))
(worker,) = "".join(path.read_text() for path in Path("/proc/self/task").glob("*/children")).split()
os.kill(int(worker), signal.SIGKILL)
print(*(step.verdict for step in check(sys.argv[1])))
"""


@pytest.mark.slow
def test_an_idle_worker_that_is_killed_is_replaced():
    command = [sys.executable, "-c", KILLED, GOOD]
    found = subprocess.run(command, capture_output=True, text=True, timeout=PATIENCE, check=True)
    assert found.stdout.splitlines() == ["proved", "proved"]


@pytest.mark.slow
def test_workers_end_with_the_process_that_started_them(start):
    process = start("b.md")
    workers = wait_for(lambda: [child for child in children(process.pid) if is_busy(child)])
    process.kill()
    process.wait()
    wait_for(lambda: not any(map(is_running, workers)))


def test_a_report_is_written_whole_or_not_at_all(start, tmp_path, monkeypatch):
    (tmp_path / "log.json").write_text("the one before")
    process = start("--format", "json", "--output", "log.json", "a.md", file_size=500)
    _, err = process.communicate(timeout=PATIENCE)
    assert process.returncode == 2
    assert b"the output cannot be written" in err
    assert (tmp_path / "log.json").read_text() == "the one before"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.md", "b.md", "c.md", "log.json"]
    monkeypatch.chdir(tmp_path)
    CliRunner().invoke(main, ["check", "--format", "json", "--output", "log.json", "a.md"])
    assert json.loads((tmp_path / "log.json").read_text())["summary"]["refuted"] == 1


@pytest.mark.slow
def test_an_interrupted_run_leaves_a_whole_report(start, tmp_path):
    process = start("--format", "sarif", "--output", "log.sarif", "a.md", "b.md")
    wait_for(lambda: any(map(is_busy, children(process.pid))))
    process.send_signal(signal.SIGINT)
    process.communicate(timeout=PATIENCE)
    (run,) = json.loads((tmp_path / "log.sarif").read_text())["runs"]
    assert run["invocations"] == [{"executionSuccessful": False}]
    assert [result["level"] for result in run["results"]] == ["error"]


def test_a_report_does_not_replace_what_is_checked(start, tmp_path):
    before = (tmp_path / "a.md").read_text()
    process = start("--output", "a.md", "a.md")
    _, err = process.communicate(timeout=PATIENCE)
    assert process.returncode == 2
    assert b"is one of the files that are checked" in err
    assert (tmp_path / "a.md").read_text() == before


def test_a_full_disk_is_told(tmp_path):
    (tmp_path / "a.md").write_text(GOOD)
    with Path("/dev/full").open("wb") as full:
        command = [sys.executable, "-m", "derivations", "check", "a.md"]
        found = subprocess.run(
            command, cwd=tmp_path, stdout=full, stderr=subprocess.PIPE, timeout=PATIENCE, check=False
        )
    assert found.returncode == 2
    assert b"the output cannot be written: No space left on device" in found.stderr


def test_a_broken_pipe_ends_it_quietly(tmp_path):
    (tmp_path / "a.md").write_text("$$x = x$$\n\n" * 150)
    command = f"{sys.executable} -m derivations check --verbose a.md a.md a.md | head -1; echo ${{PIPESTATUS[0]}}"
    found = subprocess.run(["bash", "-c", command], cwd=tmp_path, capture_output=True, timeout=PATIENCE, check=False)
    assert found.stdout.decode().splitlines()[0] == "a.md:1:5: proved"
    assert b"Traceback" not in found.stderr
    assert found.stdout.decode().splitlines()[1] != "0"
