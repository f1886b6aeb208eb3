"""The site: MyST pages, executed notebooks, the reference from docstrings, and for each result of the chapter its page.

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
extensions = ["myst_nb", "sphinx.ext.autodoc"]
myst_enable_extensions = ["dollarmath", "colon_fence"]
myst_heading_anchors = 3
nb_execution_mode = "force"
nb_execution_raise_on_error = True
nb_execution_timeout = 300
html_theme = "furo"
html_title = "derivations"
html_static_path = ["_static", "_generated"]
html_css_files = ["result.css", "site.css"]
html_math_renderer = "mathml"
html_show_sphinx = html_show_copyright = False
exclude_patterns = ["_build", "_generated", "jupyter_execute"]
autodoc_member_order = "bysource"
autodoc_typehints = "description"
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
    """Write the pages of the results and of their modules, the command line's help, and the style of the results."""
    made = article([load(entry.name) for entry in CONTENTS])
    for entry in CONTENTS:
        body = section(made, entry.name, lambda name: f"{name}.html")
        result = f'<section class="result">\n{body}\n</section>'
        elsewhere = (
            f"This result is `derivations.{entry.attribute}` in Python. It is written in the module "
            f"[`derivations.chapter.{entry.module}`](../modules/{entry.module}.md), and its certificate states "
            f"[these theorems in Coq](#coq-{entry.name})."
        )
        _write(f"results/{entry.name}.md", f"# {entry.title}\n\n```{{raw}} html\n{result}\n```\n\n{elsewhere}\n")
    _write("results.md", _results())
    for module in dict.fromkeys(entry.module for entry in CONTENTS):
        _write(f"modules/{module}.md", _module(module))
    for words in ([], *([name] for name in main.commands)):
        _write(f"_generated/help/{words[0] if words else 'derivations'}.txt", _help(words))
    _write("_generated/result.css", style("result.css"))
    _write("statements.md", _statements())


def _results() -> str:
    """The list of the results, each with its source in the book, its module, and its theorems in Coq."""
    rows = [
        f"| [{entry.title}](results/{entry.name}.md) | {entry.source} | [source](modules/{entry.module}.md) "
        f"| [theorems](#coq-{entry.name}) |"
        for entry in CONTENTS
    ]
    names = [*(f"results/{entry.name}" for entry in CONTENTS), *dict.fromkeys(f"modules/{e.module}" for e in CONTENTS)]
    toctree = ["```{toctree}", ":hidden:", "", *names, "```"]
    head = ["# The results", "", "| result | in the book | written | in Coq |", "|---|---|---|---|"]
    return "\n".join([*head, *rows, "", *toctree, ""])


def _module(module: str) -> str:
    """How a module of the chapter is written, with the results that are in it."""
    results = [
        f"- [{entry.title}](../results/{entry.name}.md), `derivations.{entry.attribute}`, and its "
        f"[theorems in Coq](#coq-{entry.name})"
        for entry in CONTENTS
        if entry.module == module
    ]
    source = [f"```{{literalinclude}} ../../derivations/chapter/{module}.py", ":language: python", "```"]
    return "\n".join([f"# derivations.chapter.{module}", "", "The module's results:", "", *results, "", *source, ""])


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
        parts.append(f"(coq-{derivation.name})=\n## [{derivation.title}](results/{derivation.name}.md)\n")
        for theorem, chain in zip(script.results, derivation.conclusions, strict=True):
            claim = chain.conclusion
            assumed = written(listed(further_assumptions(chain), "; "), mathml)
            condition = f' <span class="assumed">if {assumed}</span>' if assumed else ""
            formula = tall(Formula(claim.lhs, claim.relation, claim.rhs))
            parts.append(f'```{{raw}} html\n<div class="formula">{formula}{condition}</div>\n```\n')
            parts.append(f"```coq\n{theorem}\n```\n")
    return "\n".join(parts)


def _help(words: list[str]) -> str:
    """What a command's --help prints."""
    return CliRunner().invoke(main, [*words, "--help"], prog_name="derivations").stdout


def _write(name: str, content: str) -> None:
    path = HERE / name
    path.parent.mkdir(parents=True, exist_ok=True)
    if not path.exists() or path.read_text(encoding="utf-8") != content:
        path.write_text(content, encoding="utf-8")


def setup(app: Sphinx) -> None:
    """Connect the pages and the mathematics."""
    app.add_html_math_renderer("mathml", (inline_math, None), (displayed_math, None))
    app.connect("builder-inited", write_pages, priority=100)
