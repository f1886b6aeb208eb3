"""MathML: what browsers show as mathematics without a program, made from LaTeX by latex2mathml.

>>> from sympy import Symbol
>>> print(mathml(Symbol("u") ** 2))
<math display="inline" alttext="u^{2}"><mrow><msup><mi>u</mi><mn>2</mn></msup></mrow></math>
"""

from __future__ import annotations

import re
from functools import lru_cache
from html import escape
from typing import Any

from derivations.notation.latex import latex

OPERATORS = "⟺⟹⟸≔"
"""What latex2mathml takes for letters."""


def mathml(expression: Any, *, display: bool = False) -> str:
    """An expression or a relation as MathML; ``display`` sets sums and fractions tall, but not on a line of their own.

    Raises :class:`ModuleNotFoundError` without latex2mathml, which the extra ``report`` installs.
    """
    return mathml_of(latex(expression), display=display)


@lru_cache(maxsize=4096)
def mathml_of(formula: str, *, display: bool = False) -> str:
    """A formula in LaTeX as MathML, which carries the LaTeX as its alternative text."""
    from latex2mathml.converter import convert

    found = convert(formula, display="block" if display else "inline")
    body = re.sub(r"^<math[^>]*>|</math>$", "", found)
    body = re.sub(r"&#x0*([0-9A-Fa-f]+);", _character, body).replace("<mi>:</mi><mo>=</mo>", "<mo>≔</mo>")
    body = re.sub(f"<mi>([{OPERATORS}])</mi>", r'<mo lspace="0.28em" rspace="0.28em">\1</mo>', body)
    style = ' displaystyle="true"' if display else ""
    return f'<math display="inline"{style} alttext="{escape(formula)}">{body}</math>'


def _character(found: re.Match[str]) -> str:
    return escape(chr(int(found[1], 16)))
