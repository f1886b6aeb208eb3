"""Words of the mathematics in comments of Coq."""

from __future__ import annotations


def comment(words: str) -> str:
    """Words as they may stand in a comment of Coq: without a star nothing opens or closes one.

    >>> comment('the "limit" (*)')
    "the 'limit' (∗)"
    """
    readable = words.encode("utf-8", "backslashreplace").decode()  # names of files may be none
    return " ".join(readable.replace('"', "'").replace("*", "∗").split())
