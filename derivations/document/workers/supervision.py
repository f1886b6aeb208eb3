"""Workers under supervision: processes that are killed when they take too long or when nobody needs them.

A limit that a process sets itself does not hold: a computation in C does not look at the clock, and signals reach the
main thread alone.  So steps are decided by another process, and this one waits for it with one eye on the clock, in
whatever thread it is.  Idle workers are kept for the next time.
"""

from __future__ import annotations

import atexit
import json
import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from queue import Empty, SimpleQueue
from typing import Any

from derivations.document.source.files import Source

GRACE = 1.0
"""Seconds after a time limit at which a process is killed: most steps see for themselves that their time is over."""
STARTING = 60.0
"""Seconds within which a process has to start."""
MEBIBYTE = 1 << 20
PROGRAM = Path(__file__).with_name("worker.py")


class Ended(Exception):
    """A worker ended while it was at work: it was killed from outside, ran out of memory, or crashed."""


class Late(Exception):
    """A worker took longer than it was given, and was killed."""


class Stopped(Exception):
    """All workers were stopped."""


class Worker:
    """A process that reads and checks documents, by the ``program`` that a worker runs."""

    def __init__(self, memory: int, program: Path = PROGRAM) -> None:
        self.memory = memory
        self.source: Source | None = None
        self.places: list[dict[str, Any] | None] = []
        self.contents: dict[str, Any] = {}
        self._events: SimpleQueue[bytes] = SimpleQueue()
        self._fresh = True
        end, self._lifeline = os.pipe()
        self.process = subprocess.Popen(
            [sys.executable, "-P", "-X", "utf8", str(program), str(memory * MEBIBYTE), str(end)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env={**os.environ, "PYTHONPATH": _python_path()},
            **_own_group(end),
        )
        os.close(end)
        threading.Thread(target=self._listen, daemon=True).start()

    def _listen(self) -> None:
        assert self.process.stdout is not None
        try:
            for line in self.process.stdout:
                self._events.put(line)
        except (OSError, ValueError):  # it was closed while it was being read
            pass
        self._events.put(b"")

    def ask(self, request: dict[str, Any], limit: float, step: float = 0.0) -> Iterator[dict[str, Any]]:
        """The events of an answer; from one to the next it may take so many seconds, or those of a ``step`` begun."""
        wait = limit
        self.send(request)
        while True:
            try:
                line = self._events.get(timeout=wait + (STARTING if self._fresh else 0.0))
            except Empty:
                raise Late from None
            if not line:
                raise self._ended()
            self._fresh = False
            event = json.loads(line)
            wait = step if "begun" in event else limit
            yield event
            if not event.keys().isdisjoint(LAST):
                return

    def send(self, request: dict[str, Any]) -> None:
        """Send a request without waiting for what comes of it."""
        assert self.process.stdin is not None
        try:
            self.process.stdin.write(json.dumps(request).encode("ascii") + b"\n")
            self.process.stdin.flush()
        except (OSError, ValueError):
            raise self._ended() from None

    def _ended(self) -> Exception:
        return Stopped() if _stopping.is_set() else Ended()

    def forget(self) -> None:
        """Let go of what would keep the process from seeing that its owner is gone."""
        os.close(self._lifeline)
        if self.process.stdin is not None:
            self.process.stdin.close()

    def kill(self) -> None:
        """End the process, whatever it does."""
        self.process.kill()
        self.process.wait()
        os.close(self._lifeline)
        for pipe in (self.process.stdin, self.process.stdout):
            if pipe is not None:
                with suppress(OSError):  # what was not sent yet cannot be sent any more
                    pipe.close()


LAST = {"read", "cannot_read", "checked", "disagreement", "failed", "abandoned"}
"""The events that end an answer."""


def _own_group(pipe: int) -> dict[str, Any]:
    """Ctrl-C in a terminal reaches this process alone, which then ends the worker; the worker is given the pipe."""
    if sys.platform == "win32":
        return {"creationflags": subprocess.CREATE_NEW_PROCESS_GROUP}
    return {"start_new_session": True, "pass_fds": [pipe]}


def _python_path() -> str:
    """Where this process finds modules, but for the folder that it happens to be in."""
    root = str(Path(__file__).parents[3])
    return os.pathsep.join(dict.fromkeys([*(path for path in sys.path if path), root]))


# -- workers at hand

_idle: list[Worker] = []
_working: set[Worker] = set()
_lock = threading.Lock()
_stopping = threading.Event()


@contextmanager
def borrowed(memory: int) -> Iterator[Worker]:
    """A worker that may use so many mebibytes, for a while; one that did not end its work properly is killed."""
    if _stopping.is_set():
        raise Stopped
    with _lock:
        for dead in [worker for worker in _idle if worker.process.poll() is not None]:
            _idle.remove(dead)
            dead.kill()
        fitting = [worker for worker in _idle if worker.memory == memory]
        found = fitting[-1] if fitting else Worker(memory)
        if fitting:
            _idle.remove(found)
        _working.add(found)
    done = False
    try:
        yield found
        done = True
    finally:
        with _lock:
            _working.discard(found)
            if done:
                _idle.append(found)
        if not done:
            found.kill()


def stop() -> None:
    """End all workers: those at work are killed, and whoever waits for them is told by :class:`Stopped`."""
    _stopping.set()
    with _lock:
        everyone = [*_idle, *_working]
        _idle.clear()
    for worker in everyone:
        worker.process.kill()
    for worker in everyone:
        worker.process.wait()


def resume() -> None:
    """Let there be workers again after :func:`stop`."""
    _stopping.clear()


def _forget() -> None:
    """In a forked process: the workers are another's."""
    global _lock  # noqa: PLW0603
    _lock = threading.Lock()
    for worker in (*_idle, *_working):
        worker.forget()
    _idle.clear()
    _working.clear()


atexit.register(stop)
if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_forget)
