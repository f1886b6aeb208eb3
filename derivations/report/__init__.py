"""What was found, for people and for programs: in a terminal, as JSON, and as a report in LaTeX, PDF or HTML."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from derivations.proof import Derivation, Verification

__all__ = ["write_report"]


def write_report(
    derivations: Iterable[Derivation] | Iterable[Verification] | Derivation | Verification,
    directory: str | Path,
    *,
    form: str = "html",
    title: str | None = None,
    style: str = "article",
    certificates: str | Path | None = None,
) -> list[Path]:
    """Write a report on derivations, or on one, into a folder, and return the paths of its files.

    The folder is made if it is not there.  ``form`` is ``"html"`` (one file, ``report.html``), ``"tex"``
    (``report.tex`` and its figures) or ``"pdf"`` (``report.pdf``, by latexmk).  ``style`` is ``"article"``, or
    ``"handout"`` for statements, proofs and notation.  Derivations are verified; verifications are reported as they
    are.  ``certificates`` is a folder into which :func:`~derivations.certificate.certify` wrote: the report says which
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
    from derivations.proof import Derivation, Verification
    from derivations.report.article.publication import published

    chosen: Any = [derivations] if isinstance(derivations, Derivation | Verification) else derivations
    folder = None if certificates is None else Path(certificates)
    return published(chosen, Path(directory), form, title=title, style=style, certificates=folder)
