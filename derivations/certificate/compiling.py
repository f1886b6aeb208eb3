"""Compiling files of Coq that require one another, several at a time."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from pathlib import Path
from threading import Event
from types import MappingProxyType

from derivations.certificate import coq

LEMMAS = 500
"""For how many lemmas the limit of time is; the library's files have fewer."""


def required(text: str) -> tuple[str, ...]:
    """The files of these scripts that a file requires.

    >>> required("From Coq Require Import Reals.\\nFrom Derivations Require Import Smooth World.\\n")
    ('Smooth', 'World')
    """
    found = re.findall(r"^From Derivations Require(?: Import)? ([\w ]+)\.$", text, re.MULTILINE)
    return tuple(name for names in found for name in names.split())


def limit(text: str, seconds: float) -> float:
    """How long Coq may take for a file: so many seconds, and of a longer one for each so many lemmas."""
    return seconds * max(1.0, text.count("\nLemma ") / LEMMAS)


def lengths(texts: Mapping[str, str], needs: Mapping[str, Sequence[str]]) -> dict[str, int]:
    """How much there is from each file on: its own length, and the longest row of files of which each needs the last.

    What is longest so is begun first.

    >>> lengths({"a": "1", "b": "22", "c": "333"}, {"a": [], "b": ["a"], "c": ["a"]})
    {'a': 4, 'b': 2, 'c': 3}
    """
    found = {name: len(text) for name, text in texts.items()}
    for name in reversed([*needs]):
        for need in needs[name]:
            found[need] = max(found[need], len(texts[need]) + found[name])
    return found


def compiled(
    texts: Mapping[str, str],
    folder: Path,
    jobs: int,
    seconds: float,
    found: Mapping[str, coq.Checked] = MappingProxyType({}),
    stopped: Event | None = None,
) -> Iterator[tuple[str, coq.Checked]]:
    """What Coq says of each file, as soon as it is done; one waits for those that it requires.

    ``seconds`` is the :func:`limit` of one.  A file that requires one which was not accepted is not accepted either.
    What was ``found`` in this folder before still holds of files whose text is the same, and that of all they require.
    Raises :class:`KeyboardInterrupt` once it is ``stopped``.
    """
    stopped = stopped or Event()
    done: dict[str, coq.Checked] = {}
    waiting: dict[str, list[str]] = {}
    for name, text in texts.items():
        needs = [need for need in required(text) if need in texts]
        path = folder / f"{name}.v"
        if name in found and done.keys() >= set(needs) and path.read_text(encoding="utf-8") == text:
            done[name] = found[name]
        else:
            path.write_text(text, encoding="utf-8")
            waiting[name] = needs
    running: dict[Future[coq.Checked], str] = {}
    longest = lengths(texts, waiting)
    with ThreadPoolExecutor(max_workers=jobs) as executor:
        try:
            while waiting or running:
                ready = [name for name, needs in waiting.items() if done.keys() >= set(needs)]
                ready.sort(key=lambda name: -longest[name])
                for name in ready[: jobs - len(running)]:
                    bad = next((need for need in waiting.pop(name) if not done[need].accepted), None)
                    if bad is not None:
                        done[name] = coq.Checked(False, 0.0, message=f"it uses {bad}.v, which was not accepted")
                        yield name, done[name]
                        continue
                    running[executor.submit(coq.check, folder, name, limit(texts[name], seconds), stopped)] = name
                finished, _ = wait(running, return_when=FIRST_COMPLETED) if running else (set(), None)
                for future in finished:
                    name = running.pop(future)
                    done[name] = future.result()
                    yield name, done[name]
        except BaseException:
            stopped.set()
            executor.shutdown(cancel_futures=True)
            raise
