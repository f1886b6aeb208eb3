"""Certificates: derivations as scripts of Coq in a folder, and what Coq says of each."""

from __future__ import annotations

import json
import re
import tempfile
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from typing import Any

from derivations.certificate import coq
from derivations.certificate.script import LIBRARY, Book, Script
from derivations.certified import ACCEPTED, NOT_CHECKED, PARTIAL, RECORD, REJECTED, fingerprint
from derivations.files import write
from derivations.proof import Result


@dataclass(frozen=True)
class Certificate:
    """One derivation's script, and what became of it.

    ``status`` is ``accepted`` by Coq; ``partial`` where it is, but some chains have no translation; ``rejected``; or
    ``not checked``.  ``message`` says why.
    """

    script: Script
    status: str
    seconds: float = 0.0
    axioms: tuple[str, ...] = ()
    message: str = ""

    @property
    def name(self) -> str:
        return self.script.derivation.name


def library() -> dict[str, str]:
    """The library's files by their names.

    >>> "Lemma sum_delta" in library()["Sums"]
    True
    """
    folder = files("derivations.certificate") / "library"
    return {name: (folder / f"{name}.v").read_text(encoding="utf-8") for name in LIBRARY}


def scripts(derivations: Iterable[Result]) -> list[Script]:
    """The scripts of derivations and of all those whose results they use, these first.

    >>> from derivations import linear_output_error
    >>> [script.module for script in scripts([linear_output_error])]
    ['Bp1', 'Bp4', 'Bp3', 'Linear_output_error']
    """
    book, found = Book(), {}

    def add(derivation: Result) -> None:
        if id(derivation) in found:
            return
        script = book.script(derivation)
        for used in script.uses:
            add(book.derivation(used))
        found[id(derivation)] = script

    for derivation in derivations:
        add(derivation)
    return list(found.values())


def sources(made: Iterable[Script]) -> dict[str, str]:
    """The library and scripts, by the names of their files without the ending, in an order in which Coq takes them."""
    return {**library(), **{script.module: script.text for script in made}}


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

    Those of derivations that they use are written and checked, too.  ``timeout`` is the number of seconds that Coq may
    take for one script.  Without ``check``, or without Coq, the certificates say that nothing was checked.

    >>> from derivations import sigmoid_derivative
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     (certificate,) = certify([sigmoid_derivative], folder, check=False)
    ...     Path(folder, "Sigmoid_derivative.v").exists(), certificate.status
    (True, 'not checked')
    """
    made = scripts(derivations)
    folder = Path(output)
    texts = {f"{name}.v": text for name, text in sources(made).items()}
    project = "\n".join(["-R . Derivations", *texts, ""])
    write(folder, {name: text.encode() for name, text in {**texts, "_CoqProject": project}.items()})
    if check:
        certificates = list(checked(made, jobs=jobs, timeout=timeout, tell=tell))
    else:
        certificates = [Certificate(script, NOT_CHECKED, message="the scripts were only written") for script in made]
    record = json.dumps([as_record(certificate) for certificate in certificates], indent=2, ensure_ascii=False)
    write(folder, {RECORD: f"{record}\n".encode()})
    return certificates


def checked(
    made: list[Script], *, jobs: int, timeout: float, tell: Callable[[str], None] = lambda _: None
) -> Iterator[Certificate]:
    """What Coq says of scripts, each after those that it uses."""
    try:
        coq.version()
    except coq.CoqMissing as problem:
        yield from (Certificate(script, NOT_CHECKED, message=str(problem)) for script in made)
        return
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        for name, text in sources(made).items():
            (folder / f"{name}.v").write_text(text, encoding="utf-8")
        for name in LIBRARY:
            tell(f"the library: {name}")
            ready = coq.check(folder, name, 0, timeout)
            if not ready.accepted:
                hint = "; apt install libcoq-coquelicot" if "Coquelicot" in ready.message else ""
                message = f"the library's {name}.v was not accepted: {ready.message}{hint}"
                yield from (Certificate(script, NOT_CHECKED, message=message) for script in made)
                return
        under_way: dict[str, Future[Certificate]] = {}
        with ThreadPoolExecutor(max_workers=jobs) as executor:
            try:
                for script in made:
                    before = [under_way[used] for used in script.uses]
                    under_way[script.module] = executor.submit(_checked, script, before, folder, timeout)
                for done, script in enumerate(made):
                    tell(f"{script.derivation.name} ({done + 1} of {len(made)})")
                    yield under_way[script.module].result()
            except BaseException:
                executor.shutdown(cancel_futures=True)
                raise


def _checked(script: Script, before: list[Future[Certificate]], folder: Path, timeout: float) -> Certificate:
    """Check a script when those that it uses are done: they were begun earlier, so they get their turn."""
    for used in (future.result() for future in before):
        if used.status in (REJECTED, NOT_CHECKED):
            return Certificate(script, NOT_CHECKED, message=f"uses {used.name}, which was {used.status}")
    words = coq.forbidden(script.text)
    if words:
        return Certificate(script, REJECTED, message=f"contains {', '.join(words)}")
    found = coq.check(folder, script.module, len(script.theorems), timeout)
    axioms = tuple(dict.fromkeys(axiom for of_one in found.axioms for axiom in of_one))
    if not found.accepted:
        return Certificate(
            script, REJECTED, found.seconds, axioms, f"{place_of(script.text, found.line)}{found.message}"
        )
    status = PARTIAL if script.gaps or not script.theorems else ACCEPTED
    message = "; ".join(f"{gap.chain}: no translation of {gap.reason}" for gap in script.gaps)
    return Certificate(script, status, found.seconds, axioms, message)


def place_of(script: str, line: int) -> str:
    """The step of which a line of a script is part of the proof, in words.

    >>> place_of("(* A sum *)\\nProof.\\n  (* = 2 *)\\n  assert (1 + 1 = 2).\\n", 4)
    'line 4, in the step “= 2” of “A sum”: '
    """
    if line <= 0:
        return ""
    before = script.splitlines()[:line]
    chains = [words[1] for text in before if (words := re.fullmatch(r"\(\* (.*) \*\)", text))]
    steps = [words[1] for text in before if (words := re.fullmatch(r"  \(\* (.*) \*\)", text))]
    if not chains or not steps:
        return f"line {line}: "
    return f"line {line}, in the step “{' '.join(steps[-1].split())}” of “{chains[-1]}”: "


def as_record(certificate: Certificate) -> dict[str, Any]:
    """A certificate for programs."""
    script = certificate.script
    return {
        "name": certificate.name,
        "status": certificate.status,
        "fingerprint": fingerprint(script.derivation),
        "script": f"{script.module}.v",
        "definitions": list(script.definitions),
        "theorems": [{"name": theorem.name, "statement": theorem.statement} for theorem in script.theorems],
        "axioms": list(certificate.axioms),
        "missing": [{"chain": gap.chain, "reason": gap.reason} for gap in script.gaps],
        "message": certificate.message,
        "seconds": round(certificate.seconds, 2),
    }
