"""MathML: what browsers show as mathematics without a program, made from LaTeX by latex2mathml.

>>> from sympy import Symbol
>>> print(mathml(Symbol("u") ** 2))
<math display="inline" alttext="u^{2}"><mrow><msup><mi>u</mi><mrow><mn>2</mn></mrow></msup></mrow></math>
"""

from __future__ import annotations

import re
from functools import lru_cache
from html import escape
from typing import Any
from xml.etree import ElementTree

from derivations.notation.latex import latex


def mathml(expression: Any, *, display: bool = False) -> str:
    """An expression or a relation as MathML; ``display`` sets sums and fractions tall, but not on a line of their own.

    Raises :class:`ModuleNotFoundError` without latex2mathml, which the extra ``report`` installs.

    >>> from sympy import Symbol
    >>> print(mathml(Symbol("u")))
    <math display="inline" alttext="u"><mrow><mi>u</mi></mrow></math>
    """
    return mathml_of(latex(expression), display=display)


@lru_cache(maxsize=4096)
def mathml_of(formula: str, *, display: bool = False, continues: bool = False) -> str:
    """A formula in LaTeX as MathML, which carries the LaTeX as its alternative text.

    A formula that ``continues`` another one begins with an operator that has that one at its left.
    """
    from latex2mathml.converter import convert

    found = convert(formula, display="block" if display else "inline")
    body = re.sub(r"^<math[^>]*>|</math>$", "", found)
    body = re.sub(r"&#x0*([0-9A-Fa-f]+);", _character, body)
    for pattern, better in BETTER:
        body = re.sub(pattern, better, body)
    if display:
        body = _with_limits_below(body)
    if continues:
        body = re.sub(r"^<mrow><mo(?=[^>]*>[^(])(?![^>]*form)", '<mrow><mo form="infix"', body)
    style = ' displaystyle="true"' if display else ""
    return f'<math display="inline"{style} alttext="{escape(formula)}">{body}</math>'


def _with_limits_below(body: str) -> str:
    """What stands beside a sum or a limit within brackets goes below it, as it does outside of them."""
    tree = ElementTree.fromstring(body)
    for part in tree.iter("msub"):
        if part[0].tag == "mo" and part[0].text in ("∑", "lim"):
            part.tag = "munder"
    return ElementTree.tostring(tree, encoding="unicode", short_empty_elements=False)


BETTER = (
    (r"<mi>:</mi><mo>=</mo>", "<mo>≔</mo>"),
    (r"<mi>([⟺⟹⟸])</mi>", r'<mo lspace="0.28em" rspace="0.28em">\1</mo>'),
    (r"<mi>(′+)</mi>", r'<mo lspace="0" rspace="0">\1</mo>'),
    (r"<mi>([a-z]{2,})</mi>(?=<mrow><mo[^>]*>\(|<mo[^>]*>\()", r'<mi lspace="0">\1</mi>'),
    (r"<mi>([a-z]{2,})</mi>", r'<mi>\1</mi><mspace width="0.17em"/>'),
    (r'(</m\w+>)<mi(?: lspace="0")?>([a-z]{2,})', r'\1<mspace width="0.17em"/><mi>\2'),
    (r"<mo>/</mo>", '<mo lspace="0" rspace="0">/</mo>'),
)
"""What latex2mathml does not do as it should: operators that it takes for letters, and the space around functions."""


def _character(found: re.Match[str]) -> str:
    return escape(chr(int(found[1], 16)))
