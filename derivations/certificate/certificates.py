"""Certificates: scripts of Coq in a folder, and what Coq says of each."""

from __future__ import annotations

import json
import re
import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import takewhile
from pathlib import Path
from threading import Event
from typing import Any, NamedTuple

from derivations.certificate import coq
from derivations.certificate.claims import Claims, claims_of
from derivations.certificate.compiling import compiled, limit
from derivations.certificate.replay import LIBRARY
from derivations.certificate.replay import library as texts_of_library
from derivations.certificate.replay.script import ALL, together
from derivations.certificate.replay.sequents import Said
from derivations.certificate.scripts import Refused, Script, Scripts, scripts
from derivations.certified import ACCEPTED, NOT_CHECKED, PARTIAL, RECORD, REJECTED
from derivations.files import write
from derivations.proof import Result, Verifier

STOPPED = "stopped by Ctrl-C"
"""Why what was not done when somebody stopped it was not checked."""


@dataclass(frozen=True)
class Certificate:
    """A script, and what became of it.

    ``status`` is ``accepted`` by Coq; ``partial`` where it is, but not all that was to be certified is in the script;
    ``rejected``; or ``not checked``.  ``messages`` say why.

    >>> from derivations import bp1
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     (certificate,) = certify(bp1, folder, check=False)
    >>> certificate.name, certificate.status
    ('bp1', 'not checked')
    """

    script: Script
    status: str
    messages: tuple[str, ...] = ()
    seconds: float = 0.0
    axioms: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        return self.script.claims.name

    @property
    def message(self) -> str:
        """The messages, one a line."""
        return "\n".join(self.messages)


def certify(
    derivations: Iterable[Result] | Result,
    output: Path | str,
    *,
    jobs: int = 2,
    timeout: float = 120.0,
    tell: Callable[[str], None] = lambda _: None,
    check: bool = True,
) -> list[Certificate]:
    """Write the scripts of derivations, or of one, into a folder and let Coq check them.

    ``timeout`` is the number of seconds that Coq may take for one script of up to 500 lemmas; a longer one may take
    longer in proportion.  Without ``check``, or without Coq, the certificates say that nothing was checked.  Raises
    :class:`ValueError` if two derivations have one name.

    >>> from derivations import sigmoid_derivative
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     (certificate,) = certify([sigmoid_derivative], folder, check=False)
    ...     Path(folder, "D_sigmoid_derivative.v").exists(), certificate.status
    (True, 'not checked')
    """
    chosen = [derivations] if isinstance(derivations, Result) else derivations
    claims = _claims(chosen, Verifier(refute=False), tell)
    return certified(claims, output, jobs=jobs, timeout=timeout, tell=tell, check=check)


def _claims(derivations: Iterable[Result], verifier: Verifier, tell: Callable[[str], None]) -> Iterator[Claims]:
    for derivation in dict.fromkeys(derivations):
        tell(f"the proofs of {derivation.name}")
        yield claims_of(derivation, verifier)


def certified(
    claims: Iterable[Claims],
    output: Path | str,
    *,
    jobs: int,
    timeout: float,
    tell: Callable[[str], None] = lambda _: None,
    check: bool = True,
) -> list[Certificate]:
    """Have Coq check scripts, and write them, the library and what it said into a folder.

    Scripts of an earlier run are taken out of the folder if its record names them.
    """
    folder = Path(output)
    folder.mkdir(parents=True, exist_ok=True)
    if check:
        with begun(jobs, timeout) as library:
            found = checked(scripts(claims), library, jobs=jobs, timeout=timeout, tell=tell)
    else:
        found = [Certificate(one, NOT_CHECKED, ("the scripts were only written",)) for one in scripts(claims).scripts]
    texts = {f"{name}.v": text for name, text in Scripts(tuple(c.script for c in found)).texts.items()}
    project = "\n".join(["-R . Derivations", *texts, ""])
    record = json.dumps([as_record(certificate) for certificate in found], indent=2, ensure_ascii=False)
    written = set(map(str.lower, texts))
    old = [name for name in recorded(folder) if name.lower() not in written]
    files = {**texts, "_CoqProject": project, RECORD: f"{record}\n"}
    write(folder, {name: text.encode("utf-8", "backslashreplace") for name, text in files.items()})
    for name in old:
        (folder / name).unlink(missing_ok=True)
    return found


class Begun(NamedTuple):
    """A folder in which Coq checks the library, and what it will have said of each file."""

    folder: Path
    found: Future[dict[str, coq.Checked]]


@contextmanager
def begun(jobs: int, timeout: float) -> Iterator[Begun]:
    """Coq begins to check the library, while the proofs are found that scripts are made of."""
    stopped = Event()

    def found(folder: Path) -> dict[str, coq.Checked]:
        coq.version()
        library = compiled(texts_of_library(), folder, jobs, timeout, stopped=stopped)
        return dict(takewhile(lambda _: not stopped.is_set(), library))

    with tempfile.TemporaryDirectory() as place, ThreadPoolExecutor(max_workers=1) as executor:
        try:
            yield Begun(Path(place), executor.submit(found, Path(place)))
        finally:
            stopped.set()


def checked(
    made: Scripts, library: Begun, *, jobs: int, timeout: float, tell: Callable[[str], None] = lambda _: None
) -> list[Certificate]:
    """What Coq says of scripts; on Ctrl-C those that are not done are not checked.

    Where Coq rejects a lemma, the script is made again without it and what rests on it, until none is rejected.
    """
    found: dict[str, coq.Checked] = {}
    axioms: tuple[str, ...] = ()
    why = STOPPED
    try:
        tell("the library")
        found |= library.found.result()
        while True:
            forbidden = {script.module for script in made.scripts if script.forbidden}
            texts = {name: text for name, text in made.texts.items() if name not in forbidden}
            for name, said in compiled(texts, library.folder, jobs, timeout, found):
                found[name] = said
                tell(f"{name}.v is {'accepted' if said.accepted else 'not accepted'}, {len(found)} of {len(texts)}")
            refused = _refused(made, found)
            if not refused:
                break
            tell("what is left without the lemmas that Coq rejects")
            made = made.without(refused)
        tell("what the theorems rest on")
        axioms, why = _axioms(made, found, library.folder, timeout)
    except coq.CoqMissing as problem:
        return [Certificate(script, NOT_CHECKED, (str(problem),)) for script in made.scripts]
    except KeyboardInterrupt:
        pass
    return [_certificate(script, made.refused, found, axioms, why) for script in made.scripts]


def _refused(made: Scripts, found: Mapping[str, coq.Checked]) -> dict[str, dict[Said, str]]:
    """For each script with a lemma that Coq rejects what that says, with the reason."""
    refused: dict[str, dict[Said, str]] = {}
    for script in made.scripts:
        said = found.get(script.module)
        part = None if said is None or said.accepted else script.part(said.line)
        if said is not None and part is not None:
            refused[script.claims.name] = {part.said: f"Coq rejects {part.by}: {said.message}"}
    return refused


def _axioms(
    made: Scripts, found: Mapping[str, coq.Checked], folder: Path, timeout: float
) -> tuple[tuple[str, ...], str]:
    """What all theorems together rest on, as Coq reports it, or why it did not."""
    modules = [s.module for s in made.scripts if s.theorems and s.module in found and found[s.module].accepted]
    asked = together("asked", [f"{module}.{ALL}" for module in modules])
    text = f"From Derivations Require {' '.join(modules)}.\n{asked}\nPrint Assumptions asked.\n"
    (folder / "Asked.v").write_text(text if modules else "", encoding="utf-8")
    said = coq.check(folder, "Asked", limit("".join(script.text for script in made.scripts), timeout))
    reported = coq.assumptions(said.printed)
    if len(reported) != bool(modules):
        return (), f"Coq did not report what the theorems rest on: {said.message}"
    return tuple(dict.fromkeys(axiom for of_all in reported for axiom in of_all)), ""


def _certificate(
    script: Script, refused: Refused, found: Mapping[str, coq.Checked], axioms: tuple[str, ...], why: str
) -> Certificate:
    """What became of one script; ``why`` says why not all were checked."""
    missing = tuple(f"{gap.words}: {gap.reason}" for gap in script.gaps)
    if script.forbidden:
        return Certificate(script, REJECTED, (f"contains {', '.join(script.forbidden)}",))
    if not script.theorems:
        return Certificate(script, REJECTED if refused.get(script.claims.name) else PARTIAL, missing)
    failed = next((name for name in LIBRARY if name in found and not found[name].accepted), None)
    if failed is not None:
        hint = "; apt install libcoq-coquelicot" if "Coquelicot" in found[failed].message else ""
        return Certificate(script, NOT_CHECKED, (f"{failed}.v was not accepted: {found[failed].message}{hint}",))
    said = found.get(script.module)
    if why or said is None:
        return Certificate(script, NOT_CHECKED, (why,))
    if not said.accepted:  # without a line it is not Coq that has found an error, but time that was short
        status, place = (REJECTED, f"line {said.line}: ") if said.line else (NOT_CHECKED, "")
        return Certificate(script, status, (f"{place}{said.message}",), said.seconds)
    foreign = sorted(set(axioms) - coq.AXIOMS.keys())
    if foreign:
        return Certificate(script, REJECTED, (f"rests on {', '.join(foreign)}",), said.seconds, axioms)
    return Certificate(script, PARTIAL if script.gaps else ACCEPTED, missing, said.seconds, axioms)


def recorded(folder: Path) -> list[str]:
    """The files of scripts that a folder's record names."""
    try:
        entries = json.loads((folder / RECORD).read_text(encoding="utf-8"))
        named = [str(entry["script"]) for entry in entries]
    except (OSError, ValueError, TypeError, KeyError):
        return []
    return [name for name in named if re.fullmatch(r"D_\w+\.v", name)]


def as_record(certificate: Certificate) -> dict[str, Any]:
    """A certificate for programs."""
    script = certificate.script
    return {
        "name": certificate.name,
        "status": certificate.status,
        "fingerprint": script.claims.digest,
        "script": f"{script.module}.v",
        "theorems": [{"name": stated.name, "words": stated.words, "statement": str(stated)}
                     for stated in script.results],
        "lines": len(script.theorems) - len(script.results),
        "axioms": list(certificate.axioms),
        "missing": [{"words": gap.words, "reason": gap.reason} for gap in script.gaps],
        "warnings": list(script.claims.warnings),
        "message": certificate.message,
        "seconds": round(certificate.seconds, 2),
    }  # fmt: skip
