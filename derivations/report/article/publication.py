"""A report's files: made complete first, then written beside and renamed into place."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from derivations.files import write

if TYPE_CHECKING:
    from derivations.proof import Derivation, Verification
    from derivations.report.article.content import Article

_LATEX = {"jinja2": "Jinja2", "pylatexenc": "pylatexenc", "matplotlib": "matplotlib"}
NEEDED = {
    "html": {"jinja2": "Jinja2", "latex2mathml": "latex2mathml", "matplotlib": "matplotlib"},
    "tex": _LATEX,
    "pdf": _LATEX,
}
"""For each form of report the modules that have to be there, with their packages."""
PAGE = {"jinja2": "Jinja2", "latex2mathml": "latex2mathml"}
"""The same for the page of a checked document."""


STYLES = ("article", "handout")
"""The whole article; or of each result the statement and the proof alone, for a class."""


class PackagesMissing(RuntimeError):
    """A package of the extra ``report`` is not installed; the text says how to get it."""


def published(
    derivations: Iterable[Derivation] | Iterable[Verification],
    directory: Path,
    form: str,
    *,
    title: str | None = None,
    style: str = "article",
    progress: Callable[[str], None] = lambda what: None,
    certificates: Path | None = None,
) -> list[Path]:
    """Make a report and write it into a folder; the paths of its files, the main one first.

    With the folder of ``certificates`` it says which results are certified, and the scripts are put beside it.
    """
    check(form, style)
    from derivations.certified import FOLDER, Certificates
    from derivations.report.article.content import TITLE, article

    certified = None if certificates is None else Certificates(certificates)
    made = article(derivations, title=title or TITLE, style=style, certificates=certified)
    scripts = {f"{FOLDER}/{name}": text for name, text in certified.scripts.items()} if certified else {}
    return write(directory, {**_files(made, form, progress), **scripts})


def check(form: str, style: str = "article") -> None:
    """Refuse a form or a style that there is none of, or a form whose packages or programs are missing."""
    if style not in STYLES:
        raise ValueError(f"a report's style is one of {', '.join(STYLES)}, not {style!r}")
    if form not in NEEDED:
        raise ValueError(f"a report's form is one of {', '.join(NEEDED)}, not {form!r}")
    require(NEEDED[form])
    if form == "pdf":
        from derivations.report.article import latexmk

        if not latexmk.available():
            raise latexmk.LatexMissing(latexmk.INSTALL)


def require(packages: Mapping[str, str]) -> None:
    """Refuse to go on without packages, which are given by their modules."""
    missing = [package for module, package in packages.items() if find_spec(module) is None]
    if missing:
        verb = "is" if len(missing) == 1 else "are"
        raise PackagesMissing(
            f"a report needs {' and '.join(missing)}, which {verb} not installed: pip install {' '.join(missing)}"
        )


def _files(made: Article, form: str, progress: Callable[[str], None]) -> Mapping[str, bytes]:
    if form == "html":
        from derivations.report.article.html_page import page

        return {"report.html": page(made, progress).encode()}
    from derivations.report.article.latex_article import files

    found = files(made, progress)
    if form == "tex":
        return found
    from derivations.report.article.latexmk import compiled

    progress("LaTeX")
    return {"report.pdf": compiled(found).pdf}
