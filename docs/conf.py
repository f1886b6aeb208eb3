"""The site: MyST pages, the reference from docstrings, and a page for each result of the chapter from its proof.

Mathematics is MathML, as in the reports, so that it shows without a program and without a network.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from click.testing import CliRunner
from docutils import nodes
from sphinx.application import Sphinx

import derivations
from derivations.certificate import claims_of, scripts
from derivations.chapter import CONTENTS, load
from derivations.command_line import main
from derivations.notation.mathml import mathml, mathml_of
from derivations.notation.writing import Formula
from derivations.proof import Verifier
from derivations.proof.wording import further_assumptions, listed, written
from derivations.report.article.content import article
from derivations.report.article.html_page import section, style, tall

HERE = Path(__file__).parent
GENERATED = HERE / "_generated"
GENERATED.mkdir(exist_ok=True)

project = "derivations"
author = "the developers of derivations"
version = release = derivations.__version__
extensions = ["myst_parser", "sphinx.ext.autodoc"]
myst_enable_extensions = ["dollarmath", "colon_fence"]
myst_heading_anchors = 3
html_theme = "furo"
html_title = "derivations"
html_static_path = ["_static", "_generated"]
html_css_files = ["result.css", "site.css"]
html_math_renderer = "mathml"
html_show_sphinx = False
exclude_patterns = ["_build", "_generated"]
autodoc_member_order = "bysource"
autodoc_typehints = "description"
autodoc_default_options = {"members": True}
suppress_warnings = ["myst.header"]


def inline_math(self: Any, node: nodes.math) -> None:
    """Mathematics within a line."""
    self.body.append(mathml_of(node.astext()))
    raise nodes.SkipNode


def displayed_math(self: Any, node: nodes.math_block) -> None:
    """Mathematics on a line of its own."""
    self.body.append(f'<div class="formula displayed">{mathml_of(node.astext(), display=True)}</div>')
    raise nodes.SkipNode


def write_pages(app: Sphinx) -> None:
    """A page for each result, the list of them, the command line's help, and the style of the results."""
    made = article([load(entry.name) for entry in CONTENTS])
    for entry in CONTENTS:
        body = section(made, entry.name, lambda name: f"{name}.html")
        result = f'<section class="result">\n{body}\n</section>'
        _write(f"results/{entry.name}.md", f"# {entry.title}\n\n```{{raw}} html\n{result}\n```\n")
    rows = "\n".join(f"| [{entry.title}](results/{entry.name}.md) | {entry.source} |" for entry in CONTENTS)
    names = "\n".join(f"results/{entry.name}" for entry in CONTENTS)
    toctree = f"```{{toctree}}\n:hidden:\n\n{names}\n```"
    _write("results.md", f"# The results\n\n| result | source |\n|---|---|\n{rows}\n\n{toctree}\n")
    helps = "\n\n".join(_help(words) for words in ([], *([name] for name in main.commands)))
    _write("reference/command-line.md", f"# The command line\n\n{helps}\n")
    _write("_generated/result.css", style("result.css"))
    _write("statements.md", _statements())


def _statements() -> str:
    """Every theorem of the certificates beside its mathematics."""
    parts = [
        "# The theorems in Coq\n",
        "What the [certificates](certificates.md) state, each under what the chapter says; the page on certificates",
        "explains the words.\n",
    ]
    results, verifier = {entry.name: load(entry.name) for entry in CONTENTS}, Verifier(refute=False)
    for script in scripts(claims_of(result, verifier) for result in results.values()).scripts:
        derivation = results[script.claims.name]
        parts.append(f"## [{derivation.title}](results/{derivation.name}.md)\n")
        for theorem, chain in zip(script.results, derivation.conclusions, strict=True):
            claim = chain.conclusion
            assumed = written(listed(further_assumptions(chain), "; "), mathml)
            condition = f' <span class="assumed">if {assumed}</span>' if assumed else ""
            formula = tall(Formula(claim.lhs, claim.relation, claim.rhs))
            parts.append(f'```{{raw}} html\n<div class="formula">{formula}{condition}</div>\n```\n')
            parts.append(f"```coq\n{theorem}\n```\n")
    return "\n".join(parts)


def _help(words: list[str]) -> str:
    """What a command's --help prints, under the command as a heading."""
    shown = CliRunner().invoke(main, [*words, "--help"], prog_name="derivations").stdout.rstrip()
    return f"## {' '.join(['derivations', *words])}\n\n```text\n{shown}\n```"


def _write(name: str, content: str) -> None:
    path = HERE / name
    path.parent.mkdir(exist_ok=True)
    if not path.exists() or path.read_text(encoding="utf-8") != content:
        path.write_text(content, encoding="utf-8")


def setup(app: Sphinx) -> None:
    """Connect the pages and the mathematics."""
    app.add_html_math_renderer("mathml", (inline_math, None), (displayed_math, None))
    app.connect("builder-inited", write_pages, priority=100)
