"""How a command ends that cannot do what was asked for."""

from __future__ import annotations

import click


class Failure(click.ClickException):
    """What was asked for cannot be done here; the message says why."""

    exit_code = 2


class InternalFailure(click.ClickException):
    """An error of this program: nothing that it says can be relied on before it is mended."""

    exit_code = 3
