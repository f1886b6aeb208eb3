"""Certificates: scripts of Coq in a folder, and what Coq says of each."""

from __future__ import annotations

import json
import re
import tempfile
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from derivations.certificate import coq
from derivations.certificate.claims import Claims, claims_of
from derivations.certificate.compiling import compiled
from derivations.certificate.replay import LIBRARY
from derivations.certificate.replay.script import ALL, together
from derivations.certificate.scripts import Script, Scripts, scripts
from derivations.certified import ACCEPTED, NOT_CHECKED, PARTIAL, RECORD, REJECTED
from derivations.files import write
from derivations.proof import Result, Verifier

STOPPED = "stopped by Ctrl-C"
"""Why what was not done when somebody stopped it was not checked."""


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
        return self.script.claims.name


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
    verifier, claims = Verifier(refute=False), list[Claims]()
    for derivation in dict.fromkeys(derivations):
        tell(f"the proofs of {derivation.name}")
        claims.append(claims_of(derivation, verifier))
    return certified(claims, output, jobs=jobs, timeout=timeout, tell=tell, check=check)


def certified(
    claims: Iterable[Claims],
    output: Path | str,
    *,
    jobs: int,
    timeout: float,
    tell: Callable[[str], None] = lambda _: None,
    check: bool = True,
) -> list[Certificate]:
    """Write scripts and the library into a folder, let Coq check them, and write down what it says."""
    tell("the scripts")
    made = scripts(claims)
    texts = {f"{name}.v": text for name, text in made.texts.items()}
    project = "\n".join(["-R . Derivations", *texts, ""])
    write(Path(output), {name: text.encode() for name, text in {**texts, "_CoqProject": project}.items()})
    if check:
        found = checked(made, jobs=jobs, timeout=timeout, tell=tell)
    else:
        found = [Certificate(script, NOT_CHECKED, message="the scripts were only written") for script in made.scripts]
    record = json.dumps([as_record(certificate) for certificate in found], indent=2, ensure_ascii=False)
    write(Path(output), {RECORD: f"{record}\n".encode()})
    return found


def checked(
    made: Scripts, *, jobs: int, timeout: float, tell: Callable[[str], None] = lambda _: None
) -> list[Certificate]:
    """What Coq says of scripts; on Ctrl-C those that are not done are not checked."""
    try:
        coq.version()
    except coq.CoqMissing as problem:
        return [Certificate(script, NOT_CHECKED, message=str(problem)) for script in made.scripts]
    found: dict[str, coq.Checked] = {}
    forbidden = {script.claims.module: coq.forbidden(script.text) for script in made.scripts}
    axioms: tuple[str, ...] = ()
    why = STOPPED
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        texts = {name: text for name, text in made.texts.items() if not forbidden.get(name)}
        try:
            for name, said in compiled(texts, folder, jobs, timeout):
                found[name] = said
                tell(f"{name}.v is {'accepted' if said.accepted else 'not accepted'}, {len(found)} of {len(texts)}")
            axioms = _axioms(made, found, folder, timeout)
            why = ""
        except KeyboardInterrupt:
            pass
    return [_certificate(script, forbidden[script.claims.module], found, axioms, why) for script in made.scripts]


def _axioms(made: Scripts, found: Mapping[str, coq.Checked], folder: Path, timeout: float) -> tuple[str, ...]:
    """What all theorems together rest on, as Coq reports it."""
    modules = [s.claims.module for s in made.scripts if s.theorems]
    modules = [module for module in modules if module in found and found[module].accepted]
    asked = together("asked", [f"{module}.{ALL}" for module in modules])
    text = f"From Derivations Require {' '.join(modules)}.\n{asked}\nPrint Assumptions asked.\n"
    (folder / "Asked.v").write_text(text if modules else "", encoding="utf-8")
    said = coq.check(folder, "Asked", timeout)
    reported = coq.assumptions(said.printed)
    if len(reported) != bool(modules):
        return (f"what Coq did not report: {said.message}",)
    return tuple(dict.fromkeys(axiom for of_all in reported for axiom in of_all))


def _certificate(
    script: Script, forbidden: list[str], found: Mapping[str, coq.Checked], axioms: tuple[str, ...], why: str
) -> Certificate:
    """What became of one script; ``forbidden`` are the words in it for which Coq is not run."""
    if forbidden:
        return Certificate(script, REJECTED, message=f"contains {', '.join(forbidden)}")
    if not script.theorems:
        return Certificate(script, PARTIAL, message=missing(script))
    failed = next((name for name in (*LIBRARY, "Symbols") if name in found and not found[name].accepted), None)
    if failed is not None:
        hint = "; apt install libcoq-coquelicot" if "Coquelicot" in found[failed].message else ""
        return Certificate(script, NOT_CHECKED, message=f"{failed}.v was not accepted: {found[failed].message}{hint}")
    said = found.get(script.claims.module)
    if said is None:
        return Certificate(script, NOT_CHECKED, message=why)
    if not said.accepted:
        return Certificate(script, REJECTED, said.seconds, (), f"{place_of(script.text, said.line)}{said.message}")
    if why:
        return Certificate(script, NOT_CHECKED, said.seconds, (), why)
    foreign = sorted(set(axioms) - coq.AXIOMS.keys())
    if foreign:
        return Certificate(script, REJECTED, said.seconds, axioms, f"rests on {', '.join(foreign)}")
    return Certificate(script, PARTIAL if script.gaps else ACCEPTED, said.seconds, axioms, missing(script))


def missing(script: Script) -> str:
    """What a script has no theorem for, with the reasons."""
    return "; ".join(f"{gap.words}: {gap.reason}" for gap in script.gaps)


def place_of(script: str, line: int) -> str:
    """The lemma to which a line of a script belongs, and the rule of the kernel that it replays.

    >>> place_of("(* cut *)\\nLemma s4 : True.\\nProof. exact I. Qed.\\n", 3)
    'line 3, in s4, by the rule cut: '
    """
    before = "\n".join(script.splitlines()[:line])
    rules = re.findall(r"^\(\* (\w+) \*\)$", before, re.MULTILINE)
    lemmas = re.findall(r"^Lemma (\w+) ", before, re.MULTILINE)
    if line <= 0 or not rules or not lemmas:
        return f"line {line}: " if line > 0 else ""
    return f"line {line}, in {lemmas[-1]}, by the rule {rules[-1]}: "


def as_record(certificate: Certificate) -> dict[str, Any]:
    """A certificate for programs."""
    script = certificate.script
    return {
        "name": certificate.name,
        "status": certificate.status,
        "fingerprint": script.claims.digest,
        "script": f"{script.claims.module}.v",
        "theorems": [{"name": stated.name, "words": stated.words, "statement": str(stated)}
                     for stated in script.results],
        "lines": len(script.theorems) - len(script.results),
        "axioms": list(certificate.axioms),
        "missing": [{"words": gap.words, "reason": gap.reason} for gap in script.gaps],
        "warnings": list(script.claims.warnings),
        "message": certificate.message,
        "seconds": round(certificate.seconds, 2),
    }  # fmt: skip
