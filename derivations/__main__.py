"""``python -m derivations`` does what the command ``derivations`` does."""

import atexit
import gc
import os
import sys
import traceback

from derivations import command_line
from derivations.command_line.failures import IMPOSSIBLE, INTERNAL, INTERRUPTED


def main() -> None:
    """Run the command.

    A run makes many objects and drops few, so garbage is collected seldom, and not once more when all is done.
    """
    gc.set_threshold(200_000)
    atexit.register(gc.freeze)
    try:
        command_line.main(prog_name="derivations")
    except KeyboardInterrupt:
        sys.exit(INTERRUPTED)
    except OSError as problem:
        where = f"{problem.filename}: " if problem.filename else ""
        print(f"derivations: the output cannot be written: {where}{problem.strerror}", file=sys.stderr)
        # what is left in the buffer cannot be written either
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(IMPOSSIBLE)
    except Exception:
        traceback.print_exc()
        print("derivations: an internal error; please report all of this", file=sys.stderr)
        sys.exit(INTERNAL)


if __name__ == "__main__":
    main()
