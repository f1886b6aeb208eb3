"""Compiling files of Coq that require one another, several at a time."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from pathlib import Path

from derivations.certificate import coq


def required(text: str) -> tuple[str, ...]:
    """The files of these scripts that a file requires.

    >>> required("From Coq Require Import Reals.\\nFrom Derivations Require Import Smooth World.\\n")
    ('Smooth', 'World')
    """
    found = re.findall(r"^From Derivations Require(?: Import)? ([\w ]+)\.$", text, re.MULTILINE)
    return tuple(name for names in found for name in names.split())


def compiled(texts: Mapping[str, str], folder: Path, jobs: int, seconds: float) -> Iterator[tuple[str, coq.Checked]]:
    """What Coq says of each file, as soon as it is done; one waits for those that it requires.

    ``seconds`` is how long one may take.  A file that requires one which was not accepted is not accepted either.
    """
    for name, text in texts.items():
        (folder / f"{name}.v").write_text(text, encoding="utf-8")
    waiting = {name: [need for need in required(text) if need in texts] for name, text in texts.items()}
    done: dict[str, coq.Checked] = {}
    running: dict[Future[coq.Checked], str] = {}
    with ThreadPoolExecutor(max_workers=jobs) as executor:
        try:
            while waiting or running:
                ready = [name for name, needs in waiting.items() if done.keys() >= set(needs)]
                ready.sort(key=lambda name: -len(texts[name]))  # what takes longest is begun first
                for name in ready[: jobs - len(running)]:
                    bad = next((need for need in waiting.pop(name) if not done[need].accepted), None)
                    if bad is not None:
                        done[name] = coq.Checked(False, 0.0, message=f"it uses {bad}.v, which was not accepted")
                        yield name, done[name]
                        continue
                    running[executor.submit(coq.check, folder, name, seconds)] = name
                finished, _ = wait(running, return_when=FIRST_COMPLETED) if running else (set(), None)
                for future in finished:
                    name = running.pop(future)
                    done[name] = future.result()
                    yield name, done[name]
        except BaseException:
            executor.shutdown(cancel_futures=True)
            raise
