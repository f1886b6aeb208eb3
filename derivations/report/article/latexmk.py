"""A PDF from LaTeX, by latexmk."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from derivations.report.article.date import timestamp

INSTALL = (
    "a PDF needs latexmk and LaTeX, which are not here. On Debian or Ubuntu: apt install latexmk texlive-latex-base "
    "texlive-latex-recommended texlive-fonts-recommended lmodern. Or write the report with --format tex or html."
)


class LatexMissing(RuntimeError):
    """There is no latexmk; the text says how to get it."""


class LatexFailed(RuntimeError):
    """LaTeX stopped; the text is the first error in its log."""


@dataclass(frozen=True)
class Compiled:
    """A PDF, and the log of the run that made it."""

    pdf: bytes
    log: str


def available() -> bool:
    """Whether latexmk and pdflatex are there."""
    return shutil.which("latexmk") is not None and shutil.which("pdflatex") is not None


def compiled(files: Mapping[str, bytes], main: str = "report") -> Compiled:
    """The PDF of ``main.tex`` among these files; the same bytes for the same files and date.

    Raises :class:`LatexMissing` or :class:`LatexFailed`.
    """
    if not available():
        raise LatexMissing(INSTALL)
    with tempfile.TemporaryDirectory() as folder:
        for name, content in files.items():
            path = Path(folder, name)
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
        done = subprocess.run(
            ["latexmk", "-norc", "-pdf", "-interaction=nonstopmode", "-halt-on-error", "-no-shell-escape", main],
            cwd=folder,
            env={
                **os.environ,
                "SOURCE_DATE_EPOCH": str(timestamp()),
                "FORCE_SOURCE_DATE": "1",
                "max_print_line": "1000",
            },
            capture_output=True,
            check=False,
        )
        path = Path(folder, f"{main}.log")
        log = (path.read_bytes() if path.exists() else done.stdout).decode(errors="replace")
        if done.returncode != 0:
            raise LatexFailed(_first_error(log))
        return Compiled(Path(folder, f"{main}.pdf").read_bytes(), log)


def _first_error(log: str) -> str:
    lines = log.splitlines()
    errors = [place for place, line in enumerate(lines) if line.startswith("!")]
    if not errors:
        return "LaTeX stopped without an error in its log"
    return "LaTeX stopped: " + " ".join(lines[errors[0] : errors[0] + 4])
