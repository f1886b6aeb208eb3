"""How chains and what verifying found show: as LaTeX, and as HTML with MathML for notebooks."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from html import escape
from typing import TYPE_CHECKING

from derivations.notation.latex import latex, relation_latex
from derivations.notation.mathml import mathml, mathml_of
from derivations.proof.wording import assumptions, explanation, listed, reasons, verdict_name, written

if TYPE_CHECKING:
    from derivations.proof.derivation import Chain, Derivation
    from derivations.proof.theory import Theory
    from derivations.proof.verdict import Verdict
    from derivations.proof.verification import Verification

MARKS = {"proved": "✓", "refuted": "✗", "unknown": "?"}


def chain_latex(chain: Chain) -> str:
    r"""The chain as an ``aligned`` environment of LaTeX, each line with its reason."""
    lines = [f"{latex(chain.start)} & "]
    for step in chain.steps:
        by = written(listed(reasons(step, chain.name)), lambda item: f"${latex(item)}$")
        lines.append(f"& {relation_latex(step.claim.relation)} {latex(step.claim.rhs)} && \\text{{{by}}}")
    first = lines[1].removeprefix("& ") if chain.steps else ""
    body = " \\\\\n".join([lines[0] + first, *lines[2:]])
    return f"\\begin{{aligned}}\n{body}\n\\end{{aligned}}"


def chain_html(chain: Chain, verdicts: Iterable[Verdict] = ()) -> str:
    """The chain as a table of HTML: each line with its reason, and with its verdict if there are verdicts."""
    found = list(verdicts)
    rows = [f"<tr><td></td>{_cell(mathml(chain.start, display=True))}<td></td></tr>"]
    for place, step in enumerate(chain.steps):
        by = written(listed(reasons(step, chain.name)), mathml, escape)
        name = verdict_name(found[place]) if found else ""
        why = explanation(found[place]) if found else ""
        cells = [
            f'<td title="{name}">{MARKS.get(name, "")}</td>',
            _cell(mathml_of(f"{relation_latex(step.claim.relation)} {latex(step.claim.rhs)}", display=True)),
            _cell(by + (f"<br>{escape(why)}" if why else "")),
        ]
        rows.append(f"<tr>{''.join(cells)}</tr>")
    caption = f'<caption style="text-align:left">{escape(chain.title)}</caption>' if chain.title else ""
    return f"<table>{caption}{''.join(rows)}</table>"


def _cell(content: str) -> str:
    return f'<td style="text-align:left">{content}</td>'


def derivation_html(derivation: Derivation) -> str:
    """The title and the chains, as HTML."""
    return f"<p><b>{escape(derivation.title)}</b></p>{''.join(map(chain_html, derivation.chains))}"


def verification_html(found: Verification) -> str:
    """What verifying found, as HTML."""
    parts = [f"<p><b>{escape(found.derivation.title)}</b>: {verdict_name(found.verdict)}</p>"]
    parts += [chain_html(chain, [checked.verdict for checked in steps]) for chain, steps in found.by_chain]
    return "".join(parts)


def theory_html(theory: Theory) -> str:
    """What a theory assumes, as a list."""
    items = "".join(f"<li>{written(words, mathml, escape)}</li>" for words in assumptions(theory))
    return f"<ul>{items}</ul>"


def if_possible(make: Callable[[], str]) -> str | None:
    """The HTML, or nothing where latex2mathml is not installed: a notebook then shows the LaTeX."""
    try:
        return make()
    except ModuleNotFoundError:
        return None
