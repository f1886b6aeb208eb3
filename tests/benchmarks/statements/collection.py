"""The statements of the benchmark, read from the TOML files of ``data``."""

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

DATA = Path(__file__).parent / "data"
FORMS = ("scalar", "index", "vector", "matrix")


@dataclass(frozen=True)
class Claim:
    """Two sides in LaTeX with a relation between them: ``=``, ``\\le``, ``\\ge``, ``<`` or ``>``."""

    lhs: str
    relation: str
    rhs: str

    @property
    def latex(self) -> str:
        return f"{self.lhs} {self.relation} {self.rhs}"


@dataclass(frozen=True)
class Statement:
    """A true claim and its false twin, which have the same left side and the same context."""

    id: str
    theme: str
    form: str
    source: str
    context: str
    claim: Claim
    twin: Claim
    mistake: str

    def document(self, claim: Claim) -> str:
        """The claim in its context, as a Markdown document with one display."""
        return f"{self.context}\n\n$$\n{claim.latex}\n$$\n"


def statements() -> Iterator[Statement]:
    """All statements, theme by theme."""
    for path in sorted(DATA.glob("*.toml")):
        contents = tomllib.loads(path.read_text(encoding="utf-8"))
        for entry in contents["statement"]:
            claim, twin = {"relation": "="} | entry.pop("claim"), entry.pop("twin")
            mistake = twin.pop("mistake")
            yield Statement(
                **entry, theme=contents["theme"], claim=Claim(**claim), twin=Claim(**(claim | twin)), mistake=mistake
            )
