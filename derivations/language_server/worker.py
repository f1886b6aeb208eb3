"""The program of a worker of the language server."""

from __future__ import annotations

from typing import Any

from derivations.document.workers.worker import main


def desk(*channel: Any) -> Any:
    """What answers the requests."""
    from derivations.language_server.desk import EditingDesk

    return EditingDesk(*channel)


if __name__ == "__main__":
    main(desk)
