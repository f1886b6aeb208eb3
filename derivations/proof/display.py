"""How chains and what verifying found show: as LaTeX, and as HTML with MathML for notebooks."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from html import escape

from derivations.notation.latex import latex, relation_latex
from derivations.notation.mathml import mathml, mathml_of
from derivations.notation.writing import Formula
from derivations.proof.statements.chains import Chain, Result, Step
from derivations.proof.statements.claim import Claim
from derivations.proof.statements.theory import Theory
from derivations.proof.statements.verdict import Verdict
from derivations.proof.statements.verification import Verification
from derivations.proof.wording import assumptions, explanation, listed, reasons, verdict_name, written

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


def derivation_html(derivation: Result) -> str:
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


def claim_latex(claim: Claim) -> str:
    """A claim as a formula of LaTeX, for a notebook."""
    return f"$\\displaystyle {latex(Formula(claim.lhs, claim.relation, claim.rhs))}$"


def teach_notebooks() -> None:
    """Have notebooks show theories, chains and what verifying found in the field's notation."""
    latex_of: dict[type, Callable[..., str]] = {
        Claim: claim_latex,
        Step: lambda step: claim_latex(step.claim),
        Chain: lambda chain: f"$$\n{chain_latex(chain)}\n$$",
        Result: lambda result: "\n\n".join(f"$$\n{chain_latex(chain)}\n$$" for chain in result.chains),
    }
    html_of: dict[type, Callable[..., str]] = {
        Theory: theory_html,
        Chain: chain_html,
        Result: derivation_html,
        Verification: verification_html,
    }
    for kind, write in latex_of.items():
        kind._repr_latex_ = write  # type: ignore[attr-defined]
    for kind, write in html_of.items():
        kind._repr_html_ = _where_possible(write)  # type: ignore[attr-defined]


def _where_possible(write: Callable[..., str]) -> Callable[..., str | None]:
    return lambda shown: if_possible(lambda: write(shown))
