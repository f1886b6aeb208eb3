"""What was found, for people and for programs: in a terminal, as JSON, and as a report in LaTeX, PDF or HTML."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from derivations.proof import Derivation, Verification

__all__ = ["write_report"]


def write_report(
    derivations: Iterable[Derivation] | Iterable[Verification],
    directory: str | Path,
    *,
    form: str = "html",
    title: str | None = None,
    style: str = "article",
    certificates: str | Path | None = None,
) -> list[Path]:
    """Write a report on derivations into a folder, which is made if it is not there, and tell which files it is.

    ``form`` is ``"html"`` (one file, ``report.html``), ``"tex"`` (``report.tex`` and its figures) or ``"pdf"``
    (``report.pdf``, by latexmk).  ``style`` is ``"article"``, or ``"handout"`` for statements, proofs and notation.
    Derivations are verified; what verifying found before may be given in their place.
    ``certificates`` is a folder into which :func:`~derivations.certificate.certify` wrote: the report says which
    results are certified, and links their scripts, which are put beside it.

    Raises :class:`~derivations.report.article.publication.PackagesMissing` without the packages that the extra
    ``report`` installs, :class:`~derivations.report.article.latexmk.LatexMissing` without latexmk, and
    :class:`~derivations.certified.NoCertificates` if there are none in that folder.

    >>> from tempfile import TemporaryDirectory
    >>> from derivations import bp1
    >>> with TemporaryDirectory() as folder:
    ...     [path.name for path in write_report([bp1], folder, form="html")]
    ['report.html']
    """
    from derivations.report.article.publication import published

    folder = None if certificates is None else Path(certificates)
    return published(derivations, Path(directory), form, title=title, style=style, certificates=folder)
