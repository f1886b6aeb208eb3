"""A process that checks documents for another one, which may kill it at any time.

Both speak JSON, a line a message: a request comes on standard input, events go out on standard output.  Nothing that a
document says is ever anything but text.
"""

from __future__ import annotations

import gc
import json
import os
import sys
import threading
from collections.abc import Callable
from queue import SimpleQueue
from typing import Any


def main(made: Callable[..., Any] | None = None) -> None:
    """Answer requests until the other process is gone.

    ``made`` makes what answers them, a :class:`~derivations.document.workers.tasks.Desk` if there is nothing else: it
    is given what sends an event, what allows for more seconds, and what tells whether another request waits.

    The first argument is how many bytes of memory may be used, the second a pipe that is closed when the other process
    ends.
    """
    send = _channel()
    _limit_memory(int(sys.argv[1]))
    _end_with(int(sys.argv[2]))
    requests: SimpleQueue[bytes] = SimpleQueue()
    threading.Thread(target=_receive, args=(requests,), daemon=True).start()
    if made is None:
        from derivations.document.workers.tasks import Desk

        desk: Any = Desk(send, _limit_time)
    else:
        desk = made(send, _limit_time, lambda: not requests.empty())
    gc.freeze()  # the modules stay: the collector looks only at what documents add to them
    while True:
        try:
            desk.answer(json.loads(requests.get()))
        except MemoryError:
            # what was under way is lost, and what is left may be damaged
            os.write(_OUT, b'{"failed": "memory"}\n')
            os._exit(1)


_OUT = 1


def _channel() -> Any:
    """What sends an event; anything else that writes to standard output writes to nowhere."""
    global _OUT  # noqa: PLW0603
    _OUT = os.dup(1)
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)
    out = os.fdopen(_OUT, "w", encoding="ascii", closefd=False)

    def send(event: dict[str, Any]) -> None:
        try:
            out.write(json.dumps(event) + "\n")
            out.flush()
        except OSError:  # nobody listens any more
            os._exit(1)

    return send


def _receive(requests: SimpleQueue[bytes]) -> None:
    """Pass requests on; when there is nobody any more to make them, end at once, whatever is being done."""
    for line in sys.stdin.buffer:
        requests.put(line)
    os._exit(0)


def _end_with(pipe: int) -> None:
    """Have the system end this process when nobody holds the other end of a pipe any more, even in the midst of C."""
    if sys.platform != "linux":
        return
    import fcntl

    fcntl.fcntl(pipe, fcntl.F_SETOWN, os.getpid())
    fcntl.fcntl(pipe, fcntl.F_SETFL, fcntl.fcntl(pipe, fcntl.F_GETFL) | os.O_ASYNC)


def _limit_memory(size: int) -> None:
    """Have the system refuse more memory than this, where it can."""
    try:
        import resource
    except ImportError:  # Windows
        return
    _, most = resource.getrlimit(resource.RLIMIT_AS)
    resource.setrlimit(resource.RLIMIT_AS, (size if most == resource.RLIM_INFINITY else min(size, most), most))


def _limit_time(seconds: float) -> None:
    """Have the system end this process if it computes so much longer, and the other one is not there to do it."""
    try:
        import resource
    except ImportError:  # Windows
        return
    used = resource.getrusage(resource.RUSAGE_SELF)
    _, most = resource.getrlimit(resource.RLIMIT_CPU)
    wanted = int(used.ru_utime + used.ru_stime + seconds) + 1
    resource.setrlimit(resource.RLIMIT_CPU, (wanted if most == resource.RLIM_INFINITY else min(wanted, most), most))


if __name__ == "__main__":
    main()
