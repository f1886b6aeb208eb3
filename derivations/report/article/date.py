"""The date that a report carries: SOURCE_DATE_EPOCH if it is set, else today, so that two runs give the same bytes."""

from __future__ import annotations

import os
from datetime import UTC, datetime, time


class BadDate(ValueError):
    """SOURCE_DATE_EPOCH is no whole number of seconds."""


def timestamp() -> int:
    """Seconds since 1970: those in the environment, else those at which today began, in universal time."""
    given = os.environ.get("SOURCE_DATE_EPOCH", "")
    if not given:
        return int(datetime.combine(datetime.now(UTC), time(), UTC).timestamp())
    if not given.isascii() or not given.isdigit() or len(given) > 11:
        raise BadDate(f"SOURCE_DATE_EPOCH must be a whole number of seconds since 1970, not {given!r}")
    return int(given)


def in_words() -> str:
    """The date, as in 23 November 2026."""
    date = datetime.fromtimestamp(timestamp(), UTC)
    return f"{date.day} {MONTHS[date.month - 1]} {date.year}"


MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
          "December")  # fmt: skip
