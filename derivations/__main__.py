"""``python -m derivations`` does what the command ``derivations`` does."""

import atexit
import gc

from derivations import command_line


def main() -> None:
    """Run the command.

    A run makes many objects and drops few, so garbage is collected seldom, and not once more when all is done.
    """
    gc.set_threshold(200_000)
    atexit.register(gc.freeze)
    command_line.main(prog_name="derivations")


if __name__ == "__main__":
    main()
