"""Running Coq: whether it is there, and what it says of a script.

A file is accepted if ``coqc`` checks it to the end.  What theorems rest on is what ``Print Assumptions`` reports of
them: none may rest on another axiom than those of :data:`AXIOMS`.
"""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
from dataclasses import dataclass
from pathlib import Path
from threading import Event
from time import perf_counter

AXIOMS = {
    "ClassicalDedekindReals.sig_forall_dec": "decidable statements about all natural numbers are decided",
    "ClassicalDedekindReals.sig_not_dec": "a negation holds or does not hold",
    "FunctionalExtensionality.functional_extensionality_dep": "functions with equal values are equal",
    "Classical_Prop.classic": "every statement is true or false; Coq's ln and mean value theorem need it",
}
"""What a theorem may rest on: the axioms of Coq's classical real numbers, and functional extensionality."""

FORBIDDEN = re.compile(
    r"\b(Admitted|admit|give_up|Axioms?|Parameters?|Conjectures?|Hypothes[ie]s|Variables?|Context|Abort"
    r"|Unset\s+Guard\s+Checking|bypass_check|Declare\s+Module|Primitive|Load|Drop|Cd|Extraction|Redirect)\b"
)
"""What no script contains: ways to say that something is proved which is not, or to do other things than to prove."""

PAUSE = 0.2
"""Seconds after which a check of a file looks whether it is to stop."""
LONGEST = 300
"""How much of a message of Coq's is shown."""
COMMAND = "coqc", "-q", "-w", "none", "-noglob", "-R", ".", "Derivations"
"""How a file of a folder is checked: without a list of where names are used, which is for programs that print them."""
SELDOM = "s=32M,o=1000"
"""How Coq's program collects garbage, in OCaml's words: seldom, which takes more memory and less time."""


class CoqMissing(Exception):
    """There is no Coq here, or it has no Coquelicot; the text says what to install."""


@dataclass(frozen=True)
class Checked:
    """What Coq says of a file: that it is accepted, with what it ``printed``, or why not, with the line."""

    accepted: bool
    seconds: float
    printed: str = ""
    message: str = ""
    line: int = 0


def version() -> str:
    """The version of the Coq that is installed.  Raises :class:`CoqMissing`."""
    if shutil.which("coqc") is None:
        raise CoqMissing(
            "coqc is not installed, so the scripts were written and not checked; on Debian and Ubuntu: "
            "apt install coq libcoq-coquelicot"
        )
    found = subprocess.run(["coqc", "--print-version"], capture_output=True, text=True, check=False)
    return found.stdout.split()[0] if found.stdout.split() else "of an unknown version"


def check(folder: Path, name: str, seconds: float, stopped: Event | None = None) -> Checked:
    """Check one file of a folder, in which those that it requires have been checked.

    Raises :class:`KeyboardInterrupt` once it is ``stopped``: Ctrl-C reaches no process that is just beginning.
    """
    began = perf_counter()
    with subprocess.Popen(
        [*COMMAND, f"{name}.v"], cwd=folder, env={**os.environ, "OCAMLRUNPARAM": SELDOM},
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, encoding="utf-8", errors="replace",
    ) as process:  # fmt: skip
        while True:
            try:
                printed, complained = process.communicate(timeout=min(PAUSE, seconds))
                break
            except subprocess.TimeoutExpired:
                taken = perf_counter() - began
                if stopped is not None and stopped.is_set():
                    process.kill()
                    raise KeyboardInterrupt from None
                if taken > seconds:
                    process.kill()
                    return Checked(False, taken, message=f"stopped after {seconds:g} s, its limit of time")
            except BaseException:
                process.kill()
                raise
    if process.returncode == -signal.SIGINT:  # Ctrl-C goes to all processes of a terminal
        raise KeyboardInterrupt
    taken = perf_counter() - began
    if process.returncode != 0:
        line, message = complaint(complained)
        return Checked(False, taken, message=message, line=line)
    return Checked(True, taken, printed)


def assumptions(printed: str) -> tuple[tuple[str, ...], ...]:
    """The axioms that ``Print Assumptions`` reported, for one theorem after the other.

    >>> assumptions("Axioms:\\nclassic : forall P : Prop, P \\\\/ ~ P\\nClosed under the global context\\n")
    (('Classical_Prop.classic',), ())
    """
    found: list[list[str]] = []
    for line in printed.splitlines():
        if line.startswith(("Axioms:", "Closed under the global context")):
            found.append([])
        elif found and (name := re.match(r"[^\W\d][\w.']*(?=\s*(:|$))", line)):
            found[-1].append(_full_name(name[0]))
    return tuple(map(tuple, found))


def _full_name(name: str) -> str:
    return next((axiom for axiom in AXIOMS if axiom.endswith(f".{name}")), name)


def complaint(printed: str) -> tuple[int, str]:
    """The line of the first error, and Coq's message on it, in one line, without what there is beside it.

    >>> complaint('File "./X.v", line 3, characters 0-4:\\nError:\\nIn environment\\nM : model\\nNo such witness.\\n')
    (3, 'No such witness.')
    """
    place = re.findall(r'File "[^"]*", line (\d+)', printed)
    _, _, message = printed.rpartition("Error:")
    message = re.sub(r"^In environment\n(?:(?:[\w', ]+ :| ).*\n)*", "", message, flags=re.MULTILINE)
    words = " ".join(message.split())
    shown = words if len(words) <= LONGEST else f"{words[: LONGEST // 3]} ... {words[-LONGEST * 2 // 3 :]}"
    return int(place[-1]) if place else 0, shown or "coqc ended without a message"


def forbidden(text: str) -> list[str]:
    """The commands in a script that none may contain, comments left out.

    >>> forbidden("(* no Axiom here *) Lemma x : 1 = 2. Admitted.")
    ['Admitted']
    """
    return [found[0] for found in FORBIDDEN.finditer(without_comments(text))]


def without_comments(text: str) -> str:
    """The script without its comments, which may stand in one another."""
    kept, depth, place = [], 0, 0
    while place < len(text):
        pair = text[place : place + 2]
        if pair == "(*":
            depth, place = depth + 1, place + 2
        elif pair == "*)" and depth:
            depth, place = depth - 1, place + 2
        else:
            if not depth:
                kept.append(text[place])
            place += 1
    return "".join(kept)
