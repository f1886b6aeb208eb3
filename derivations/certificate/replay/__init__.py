"""Certificates by replay: a theorem of the kernel, rule by rule, as lemmas of Coq.

``library`` says in Coq what the kernel's terms and propositions mean, and has the lemmas by which its rules hold.
"""

from importlib.resources import files

LIBRARY = (
    "Smooth", "World", "Rules", "Parts", "Sums", "Nearby", "Functions", "Structure", "Formulas", "Limits", "Balls",
)  # fmt: skip
"""The library's files, in an order in which Coq takes them."""


def library() -> dict[str, str]:
    """The library's files by their names.

    >>> "Definition Smooth " in library()["World"]
    True
    """
    folder = files("derivations.certificate") / "library"
    return {name: (folder / f"{name}.v").read_text(encoding="utf-8") for name in LIBRARY}
