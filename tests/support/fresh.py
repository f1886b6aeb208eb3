"""Programs as a terminal starts them, whatever the process that runs the tests has been started with."""

import sys

RESET = """
import os, resource, signal, sys
for name in ("SIGINT", "SIGTERM", "SIGHUP", "SIGPIPE"):
    signal.signal(getattr(signal, name), signal.SIG_DFL)
if sys.argv[1]:
    resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[1]),) * 2)
os.execv(sys.argv[2], sys.argv[2:])
"""


def fresh(command: list[str], file_size: int | None = None) -> list[str]:
    """The command that runs a command with no signal ignored, and with this limit, in bytes, of files that it writes.

    A shell script starts a program in the background with SIGINT ignored, and all that it starts inherit this.
    """
    return [sys.executable, "-c", RESET, "" if file_size is None else str(file_size), *command]
