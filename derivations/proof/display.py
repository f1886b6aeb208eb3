"""How chains and what verifying found show: at the prompt, as LaTeX, and as HTML with MathML for notebooks."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from html import escape
from typing import Any

from derivations.notation.latex import latex, relation_latex
from derivations.notation.mathml import mathml, mathml_of
from derivations.notation.text import text
from derivations.notation.writing import Formula
from derivations.proof.statements.chains import Chain, EqualityOf, Result, Step
from derivations.proof.statements.claim import Claim
from derivations.proof.statements.theory import Theory
from derivations.proof.statements.verdict import Proved, Verdict
from derivations.proof.statements.verification import CheckedStep, Verification
from derivations.proof.wording import assumptions, counted, explanation, listed, reasons, verdict_name, written

MARKS = {"proved": "✓", "refuted": "✗", "unknown": "?"}
LONGEST = 240
"""How many characters the prompt shows of one object."""


def chain_latex(chain: Chain, verdicts: Iterable[Verdict] = ()) -> str:
    r"""The chain as an ``aligned`` environment of LaTeX, each line with its reason, and its verdict if given."""
    lines, found = [f"{latex(chain.start)} & "], list(verdicts)
    for place, step in enumerate(chain.steps):
        by = written(listed(reasons(step, chain.name)), lambda item: f"${latex(item)}$")
        verdict = f" && \\text{{{verdict_name(found[place])}}}" if found else ""
        lines.append(f"& {relation_latex(step.claim.relation)} {latex(step.claim.rhs)} && \\text{{{by}}}{verdict}")
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
    title = f'<div style="margin-top:0.6em"><i>{escape(chain.title)}</i></div>' if chain.title else ""
    return f"{title}<table>{''.join(rows)}</table>"


def _cell(content: str) -> str:
    return f'<td style="text-align:left;padding-right:1em">{content}</td>'


def derivation_html(derivation: Result) -> str:
    """The title and the chains, as HTML."""
    return f"<p><b>{escape(derivation.title)}</b></p>{''.join(map(chain_html, derivation.chains))}"


def verification_html(found: Verification) -> str:
    """What verifying found, as HTML."""
    parts = [f"<p><b>{escape(found.derivation.title)}</b>: {verdict_name(found.verdict)}</p>"]
    parts += [chain_html(chain, [checked.verdict for checked in steps]) for chain, steps in found.by_chain]
    return "".join(parts)


def verification_latex(found: Verification) -> str:
    """What verifying found, as LaTeX."""
    chains = [chain_latex(chain, [checked.verdict for checked in steps]) for chain, steps in found.by_chain]
    return "\n\n".join(f"$$\n{chain}\n$$" for chain in chains)


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


def _line(claim: Claim) -> str:
    return text(Formula(claim.lhs, claim.relation, claim.rhs))


def _shown_step(step: Step) -> str:
    return f"<Step {_line(step.claim)}, by {written(listed(reasons(step)), text) or 'nothing'}>"


def _shown_chain(chain: Chain) -> str:
    return f"<Chain of {chain.name}: {_line(chain.conclusion) if chain.steps else text(chain.start)}>"


def _shown_equality(equality: EqualityOf) -> str:
    return f"<EqualityOf {_shown_chain(equality.chain)}>"


def _shown_theory(theory: Theory) -> str:
    return f"<Theory: {'; '.join(written(words, text) for words in assumptions(theory)) or 'nothing assumed'}>"


def _shown_verification(found: Verification) -> str:
    steps = counted(len(found.steps), "step")
    open_steps = [checked for checked in found.steps if not isinstance(checked.verdict, Proved)]
    done = len(found.steps) - len(open_steps)
    proved = f"{done} of {steps} proved, not {_line(open_steps[0].step.claim)}" if open_steps else steps
    return f"<Verification of {found.derivation.name}: {verdict_name(found.verdict)}, {proved}>"


def _shown_checked_step(checked: CheckedStep) -> str:
    return f"<CheckedStep {_line(checked.step.claim)}: {verdict_name(checked.verdict)}>"


def _shown_result(result: Result) -> str:
    return f"<{type(result).__name__} {result.name}: {counted(len(result.steps), 'step')}>"


def shortened(line: str) -> str:
    """A line as a prompt shows it: what is longer than a few lines loses its middle.

    >>> shortened("u" * 1000) == "u" * 195 + " ... " + "u" * 40
    True
    """
    return line if len(line) <= LONGEST else f"{line[: LONGEST - 45]} ... {line[-40:]}"


def teach_prompt() -> None:
    """Have the prompt show chains, theories and what verifying found on a line, in the field's notation."""
    line_of: dict[type, Callable[[Any], str]] = {
        Step: _shown_step,
        Chain: _shown_chain,
        EqualityOf: _shown_equality,
        Result: _shown_result,
        Theory: _shown_theory,
        CheckedStep: _shown_checked_step,
        Verification: _shown_verification,
    }
    for kind, write in line_of.items():
        kind.__repr__ = _shortened(write)  # type: ignore[method-assign, assignment]


def _shortened(write: Callable[[Any], str]) -> Callable[[Any], str]:
    return lambda shown: shortened(write(shown))


def teach_notebooks() -> None:
    """Have notebooks show theories, chains and what verifying found in the field's notation."""
    latex_of: dict[type, Callable[..., str]] = {
        Claim: claim_latex,
        Step: lambda step: claim_latex(step.claim),
        Chain: lambda chain: f"$$\n{chain_latex(chain)}\n$$",
        Result: lambda result: "\n\n".join(f"$$\n{chain_latex(chain)}\n$$" for chain in result.chains),
        Verification: verification_latex,
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
