r"""LaTeX: ``latex(expression)`` keeps the expression's order and grouping.

>>> from sympy import exp
>>> from derivations.notation import L, Sum, neurons, z
>>> j, k = neurons("j k")
>>> print(latex(Sum(exp(z[L, k]), k, without=j)))
\sum_{k \neq j} e^{z^{L}_{k}}
"""

from __future__ import annotations

import re
from typing import Any

from sympy import Expr

from derivations.notation.indices import Entry
from derivations.notation.operators import Cases, Functional, Kronecker, Lim, Partial, Prime, Sum, Vector
from derivations.notation.writing import FACTOR, POWER, Piece, Writer

SYMBOLS = {
    "ln": r"\ln", "prime": "'", "in": r"\in", "notin": r"\notin", "ne": r"\neq", "partial": r"\partial", "d": "d",
    "oo": r"\infty", "reals": r"\mathbb{R}", "sqrt": r"\sqrt", "abs": "|",
    "=": "=", "≠": r"\neq", "<": "<", "≤": r"\leq", ">": ">", "≥": r"\geq", "⟺": r"\iff", "⇒": r"\implies",
    "∈": r"\in", "∉": r"\notin",
}  # fmt: skip

GREEK = frozenset(
    {
        "alpha", "beta", "gamma", "delta", "epsilon", "eta", "theta", "lambda", "mu", "nu", "xi", "rho", "sigma",
        "tau", "phi", "chi", "psi", "omega",
    }
)  # fmt: skip


class LatexWriter(Writer):
    """Writes LaTeX."""

    def symbol(self, what: str) -> str:
        return SYMBOLS.get(what, what)

    def brackets(self, text: str) -> str:
        tall = any(command in text for command in (r"\frac", r"\sum", r"\lim"))
        return rf"\left( {text} \right)" if tall else f"({text})"

    def name(self, name: str) -> str:
        primes = len(name) - len(name.rstrip("'"))
        base, _, below = name.rstrip("'").partition("_")
        if base.endswith("~"):
            base = rf"\tilde{{{base[:-1]}}}"
        elif base in GREEK:
            base = f"\\{base}"
        elif re.fullmatch(r"[A-Za-z]{2,}", base):
            base = rf"\mathrm{{{base}}}"
        script = rf"_{{\mathrm{{{below}}}}}" if len(below) > 1 else f"_{below}" if below else ""
        return base + "'" * primes + script

    def scripts(self, name: str, up: list[str], down: list[str]) -> str:
        if not name.startswith("\\"):
            name = self.name(name)
        primes = "'" * name.count("'")
        name = name.replace("'", "")
        above = (r"\prime" * len(primes) + " " if primes and up else "") + ",".join(up)
        mark = "" if up else primes
        separator = "," if any(len(index) > 2 for index in down) else ""
        return name + mark + (f"^{{{above}}}" if up else "") + (f"_{{{_spaced(separator, down)}}}" if down else "")

    def fraction(self, top: Expr, bottom: Expr, *, sign: str = "") -> Piece:
        return rf"{sign}\frac{{{self.write(top)}}}{{{self.write(bottom)}}}", FACTOR

    def power(self, base: str, exponent: str) -> str:
        return f"{base}^{{{exponent}}}"

    def times(self, factors: list[str]) -> str:
        text = factors[0]
        for factor in factors[1:]:
            dot = r" \cdot " if factor[0].isdigit() or (text[-1].isdigit() and factor.startswith(r"\frac")) else " "
            text += dot + factor
        return text

    def call(self, function: str, argument: str) -> str:
        if function == r"\sqrt":
            return rf"\sqrt{{{argument}}}"
        if function == "|":
            return rf"\left| {argument} \right|"
        return function + argument

    def sum(self, index: str, conditions: list[str], body: str) -> str:
        below = f"{index} {' '.join(conditions[:1])}" if conditions else index
        for condition in conditions[1:]:
            below += f",\\, {index} {condition}"
        return rf"\sum_{{{below}}} {body}"

    def limit(self, variable: str, point: str, body: str) -> str:
        return rf"\lim_{{{variable} \to {point}}} {body}"

    def partial(self, of: Expr, by: Expr, order: int, d: str) -> Piece:
        power = f"^{{{order}}}" if order > 1 else ""
        text, level = self._piece(of)
        space = " " if d.startswith("\\") else ""
        below = f"{d}{space}{self.write(by)}{power}"
        if level >= POWER:
            return rf"\frac{{{d}{power}{space}{text}}}{{{below}}}", FACTOR
        return rf"\frac{{{d}{power}}}{{{below}}} {self.brackets(text)}", FACTOR

    def cases(self, rows: list[tuple[str, str]]) -> str:
        lines = r" \\ ".join(rf"{value} & \text{{if }} {condition}" for value, condition in rows)
        return rf"\begin{{cases}} {lines} \end{{cases}}"


def _spaced(separator: str, indices: list[str]) -> str:
    return " ".join(indices) if not separator else ",".join(indices)


def latex(expression: object) -> str:
    """An expression or a relation as LaTeX.

    >>> from derivations.notation import L, a, neurons, y
    >>> (j,) = neurons("j")
    >>> print(latex(a[L, j] * y[j]))
    y_{j} a^{L}_{j}
    """
    return LatexWriter().write(expression)


def teach_sympy() -> None:
    r"""Give the notation's classes the method that SymPy's LaTeX printer, and so a notebook, asks an expression for.

    >>> from sympy import Symbol, latex
    >>> from derivations.notation import sigma
    >>> print(latex(1 + sigma(Symbol("u")) ** 2))
    {\sigma(u)}^{2} + 1
    """
    kind: Any
    for kind in (Entry, Cases, Functional, Kronecker, Lim, Partial, Prime, Sum, Vector):
        kind._latex = _for_sympy


def _for_sympy(expression: Expr, _printer: Any, exp: str | None = None) -> str:
    written = f"{{{latex(expression)}}}"
    return written if exp is None else f"{written}^{{{exp}}}"


def pieces(formula: str) -> list[str]:
    r"""A formula in LaTeX in pieces, between which it may be broken: before a term, and before a factor in brackets.

    >>> pieces(r"a \left( b + c \right) - d (e - f)")
    ['a', '\\left( b + c \\right)', '- d', '(e - f)']
    """
    found, depth, start, chunk = [], 0, 0, 0
    for token in re.finditer(TOKENS, formula):
        mark = token.group()
        if mark == " " and depth == 0:
            waits = re.match(WAITING, formula[chunk : token.start()])
            chunk = token.end()
            if not waits and re.match(NEW_LINE, formula[chunk:]):
                found.append(formula[start : token.start()])
                start = chunk
        depth += mark.startswith(("{", "(", r"\left", r"\begin")) - mark.startswith(("}", ")", r"\right", r"\end"))
    return [*found, formula[start:]]


def bracketed(formula: str) -> tuple[str, str, str] | None:
    r"""What is before, in and after the first pair of brackets that stands alone, not within a fraction or an exponent.

    >>> bracketed(r"2 \left( a + (b) \right)^{2} (c)")
    ('2 ', 'a + (b)', '^{2} (c)')
    """
    depth, opened = 0, None
    for token in re.finditer(TOKENS, formula):
        mark = token.group()
        if depth == 0 and mark in ("(", r"\left("):
            opened = token
        depth += mark.startswith(("{", "(", r"\left", r"\begin")) - mark.startswith(("}", ")", r"\right", r"\end"))
        if opened is not None and depth == 0:
            return formula[: opened.start()], formula[opened.end() : token.start()].strip(), formula[token.end() :]
    return None


TOKENS = r"\\(?:left|right)[^a-z]|\\(?:begin|end)\{[a-z]+\}|\\.|[{}()]| "
NEW_LINE = r"[-+] |\\left\(|\(|:=|=|<|>|\\(?:leq|geq|neq|iff|implies|frac|sum)(?![a-z])"
"""What a new line may begin with."""
WAITING = r"[-+]$|-?\\(?:sum|lim)_|-?\\frac\{(\\partial|d)\}"
"""What does not end a line, as it waits for what it is applied to."""


def relation_latex(relation: str) -> str:
    r"""A relation sign as LaTeX.

    >>> relation_latex("≤")
    '\\leq'
    """
    return SYMBOLS[relation]
