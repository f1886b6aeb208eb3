"""``python -m derivations`` does what the command ``derivations`` does."""

from derivations.command_line import main

if __name__ == "__main__":
    main(prog_name="derivations")
