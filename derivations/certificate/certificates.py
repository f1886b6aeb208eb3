"""Certificates: scripts of Coq in a folder, and what Coq says of each."""

from __future__ import annotations

import json
import re
import tempfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from derivations.certificate import coq
from derivations.certificate.replay import LIBRARY, library
from derivations.certificate.scripts import Script, script_of
from derivations.certified import ACCEPTED, NOT_CHECKED, PARTIAL, RECORD, REJECTED
from derivations.files import write
from derivations.proof import Result, Verifier


@dataclass(frozen=True)
class Certificate:
    """A script, and what became of it.

    ``status`` is ``accepted`` by Coq; ``partial`` where it is, but not all that was to be certified is in the script;
    ``rejected``; or ``not checked``.  ``message`` says why.
    """

    script: Script
    status: str
    seconds: float = 0.0
    axioms: tuple[str, ...] = ()
    message: str = ""

    @property
    def name(self) -> str:
        return self.script.name


def certify(
    derivations: Iterable[Result],
    output: Path | str,
    *,
    jobs: int = 2,
    timeout: float = 120.0,
    tell: Callable[[str], None] = lambda _: None,
    check: bool = True,
) -> list[Certificate]:
    """Write the scripts of derivations into a folder and let Coq check them.

    ``timeout`` is the number of seconds that Coq may take for one script.  Without ``check``, or without Coq, the
    certificates say that nothing was checked.

    >>> from derivations import sigmoid_derivative
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     (certificate,) = certify([sigmoid_derivative], folder, check=False)
    ...     Path(folder, "D_sigmoid_derivative.v").exists(), certificate.status
    (True, 'not checked')
    """
    verifier, made = Verifier(refute=False), list[Script]()
    wanted = list(dict.fromkeys(derivations))
    for derivation in wanted:
        tell(f"the proofs of {derivation.name}")
        made.append(script_of(derivation, verifier))
    return certified(made, output, jobs=jobs, timeout=timeout, tell=tell, check=check)


def certified(
    scripts: Sequence[Script],
    output: Path | str,
    *,
    jobs: int,
    timeout: float,
    tell: Callable[[str], None] = lambda _: None,
    check: bool = True,
) -> list[Certificate]:
    """Write scripts and the library into a folder, let Coq check them, and write down what it says."""
    texts = {f"{name}.v": text for name, text in sources(scripts).items()}
    project = "\n".join(["-R . Derivations", *texts, ""])
    write(Path(output), {name: text.encode() for name, text in {**texts, "_CoqProject": project}.items()})
    if check:
        found = list(checked(scripts, jobs=jobs, timeout=timeout, tell=tell))
    else:
        found = [Certificate(script, NOT_CHECKED, message="the scripts were only written") for script in scripts]
    record = json.dumps([as_record(certificate) for certificate in found], indent=2, ensure_ascii=False)
    write(Path(output), {RECORD: f"{record}\n".encode()})
    return found


def sources(scripts: Iterable[Script]) -> dict[str, str]:
    """The library and scripts, by the names of their files without the ending, in an order in which Coq takes them."""
    return {**library(), **{script.module: script.text for script in scripts}}


def checked(
    scripts: Sequence[Script], *, jobs: int, timeout: float, tell: Callable[[str], None] = lambda _: None
) -> Iterator[Certificate]:
    """What Coq says of scripts."""
    try:
        coq.version()
    except coq.CoqMissing as problem:
        yield from (Certificate(script, NOT_CHECKED, message=str(problem)) for script in scripts)
        return
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        for name, text in sources(scripts).items():
            (folder / f"{name}.v").write_text(text, encoding="utf-8")
        for name in LIBRARY:
            tell(f"the library: {name}")
            ready = coq.check(folder, name, 0, timeout)
            if not ready.accepted:
                hint = "; apt install libcoq-coquelicot" if "Coquelicot" in ready.message else ""
                message = f"the library's {name}.v was not accepted: {ready.message}{hint}"
                yield from (Certificate(script, NOT_CHECKED, message=message) for script in scripts)
                return
        with ThreadPoolExecutor(max_workers=jobs) as executor:
            longest_first = sorted(scripts, key=lambda script: -len(script.text))
            begun = {script.module: executor.submit(_checked, script, folder, timeout) for script in longest_first}
            try:
                for done, script in enumerate(scripts):
                    tell(f"{script.name} ({done + 1} of {len(scripts)})")
                    yield begun[script.module].result()
            except BaseException:
                executor.shutdown(cancel_futures=True)
                raise


def _checked(script: Script, folder: Path, timeout: float) -> Certificate:
    words = coq.forbidden(script.text)
    if words:
        return Certificate(script, REJECTED, message=f"contains {', '.join(words)}")
    if not script.theorems:
        return Certificate(script, PARTIAL, message=missing(script))
    found = coq.check(folder, script.module, 1, timeout)
    axioms = tuple(dict.fromkeys(axiom for of_one in found.axioms for axiom in of_one))
    if not found.accepted:
        message = f"{place_of(script.text, found.line)}{found.message}"
        return Certificate(script, REJECTED, found.seconds, axioms, message)
    return Certificate(script, PARTIAL if script.gaps else ACCEPTED, found.seconds, axioms, missing(script))


def missing(script: Script) -> str:
    """What a script has no theorem for, with the reasons."""
    return "; ".join(f"{gap.words}: {gap.reason}" for gap in script.gaps)


def place_of(script: str, line: int) -> str:
    """The lemma to which a line of a script belongs, and the rule of the kernel that it replays.

    >>> place_of("(* cut *)\\nLemma s4 : True.\\nProof. exact I. Qed.\\n", 3)
    'line 3, in s4, by the rule cut: '
    """
    before = "\n".join(script.splitlines()[:line])
    lemmas = re.findall(r"^\(\* (\w+) \*\)\nLemma (s\d+) ", before, re.MULTILINE)
    if line <= 0 or not lemmas:
        return f"line {line}: " if line > 0 else ""
    rule, lemma = lemmas[-1]
    return f"line {line}, in {lemma}, by the rule {rule}: "


def as_record(certificate: Certificate) -> dict[str, Any]:
    """A certificate for programs."""
    script = certificate.script
    return {
        "name": certificate.name,
        "status": certificate.status,
        "fingerprint": script.digest,
        "script": f"{script.module}.v",
        "theorems": [{"name": stated.name, "words": stated.words, "statement": stated.statement}
                     for stated in script.results],
        "lines": len(script.theorems) - len(script.results),
        "axioms": list(certificate.axioms),
        "missing": [{"words": gap.words, "reason": gap.reason} for gap in script.gaps],
        "message": certificate.message,
        "seconds": round(certificate.seconds, 2),
    }  # fmt: skip
