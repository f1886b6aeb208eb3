r"""Somebody's LaTeX as MathML that is safe on a page: elements and attributes that are known, or else the LaTeX itself.

>>> print(inline(r"\half x", (("half", 0, r"\frac12", None),)))
<math display="inline" alttext="\frac12x"><mrow><mfrac><mn>1</mn><mn>2</mn></mfrac><mi>x</mi></mrow></math>
>>> print(inline(r"\left( x"), inline(r"\text{<script>}"))
<code>\left( x</code> <code>\text{&lt;script&gt;}</code>
"""

from __future__ import annotations

from collections.abc import Iterable
from html import escape
from xml.etree import ElementTree

from derivations.document.source.pieces import Macro
from derivations.document.syntax.tokens import COMMAND, ENVIRONMENT, GROUP, TEXT, NotUnderstood, Token, tokens
from derivations.notation.latex import pieces
from derivations.notation.mathml import mathml_of
from derivations.report.documents.messages import printable

Macros = tuple[tuple[str, int, str, str | None], ...]
"""An author's macros: the name of each, how many arguments it has, its body, and the default of the first argument."""
LONGEST = 4000
"""Characters of a formula that is rendered; a longer one is shown as LaTeX."""
ELEMENTS = frozenset(
    ["math", "mrow", "mi", "mo", "mn", "mtext", "mspace", "msup", "msub", "msubsup", "munder", "mover", "munderover",
     "mfrac", "msqrt", "mroot", "mtable", "mtr", "mtd", "mstyle", "mpadded", "mphantom"]
)  # fmt: skip
ATTRIBUTES = frozenset(
    ["display", "displaystyle", "alttext", "stretchy", "fence", "form", "lspace", "rspace", "width", "movablelimits",
     "mathvariant", "columnalign", "rowspacing", "columnspacing", "scriptlevel", "accent", "accentunder", "largeop",
     "linethickness", "minsize", "maxsize"]
)  # fmt: skip
"""What MathML on the page is made of.  None of it loads or runs anything."""
NOT_SHOWN = frozenset(["label", "tag", "tag*", "eqref", "ref", "cref", "Cref", "cite", "footnote"])
"""Commands with a text that stands beside the formula, not in it."""
BREAKING = ("frac", "left", "sum")
"""Factors before which a line may break."""


def tall(tex: str, macros: Macros = ()) -> str:
    """A formula in display style, in pieces between which a line may break."""
    return _rendered(tex, macros, display=True)


def inline(tex: str, macros: Macros = ()) -> str:
    """A formula within a line of text."""
    return _rendered(tex, macros, display=False)


def _rendered(tex: str, macros: Macros, *, display: bool) -> str:
    try:
        whole = plain(tex, macros) if len(tex) <= LONGEST else ""
        if not whole or len(whole) > LONGEST:
            return _source(tex)
        parts = pieces(whole) if display else [whole]
        return "<wbr>".join(_mathml(part, display, number > 0) for number, part in enumerate(parts))
    except (NotUnderstood, NotRendered):
        return _source(tex)


def _source(tex: str) -> str:
    return f"<code>{escape(printable(' '.join(tex.split())))}</code>"


class NotRendered(Exception):
    """A formula that does not become MathML, or becomes more than that."""


def _mathml(tex: str, display: bool, continues: bool) -> str:
    """MathML of known elements, without attributes that are not known."""
    try:
        tree = ElementTree.fromstring(mathml_of(tex, display=display, continues=continues))
    except Exception as problem:  # latex2mathml has many errors, and faults
        raise NotRendered(str(problem)) from None
    for element in tree.iter():
        if element.tag not in ELEMENTS:
            raise NotRendered(f"<{element.tag}>")
        for name in set(element.keys()) - ATTRIBUTES:
            del element.attrib[name]
    return ElementTree.tostring(tree, encoding="unicode", short_empty_elements=False)


def plain(tex: str, macros: Macros = ()) -> str:
    r"""A formula with its macros expanded, and without labels, comments and the marks at which lines are aligned.

    Raises :class:`~derivations.document.syntax.tokens.NotUnderstood` where braces do not match.

    >>> plain(r"a &= \R_{1} \label{eq} \\", (("R", 0, r"\mathbb{R}", None),))
    'a = \\mathbb{R}_{1}'
    """
    known = {name: Macro(parameters, body, default) for name, parameters, body, default in macros}
    return _written(tokens(tex, known), aligned=False).strip()


def _written(found: Iterable[Token], *, aligned: bool) -> str:
    """Tokens as LaTeX; ``&`` and line breaks are kept where they are ``aligned``, in an environment."""
    parts = [""]
    for token in found:
        part, last = _part(token, aligned=aligned), parts[-1]
        if part[:1].isalpha() and last[:1] == "\\" and last[1:].isalpha():
            parts.append(" ")
        elif part == "=" and last == ":":
            parts[-1], part = "", " := "
        elif token.is_sign(*"+-=<>"):
            part = f" {part} "
        elif token.is_command(*BREAKING) and last.endswith(("}", ")")):
            parts.append(" ")
        if part:
            parts.append(part)
    return "".join(parts)


def _part(token: Token, *, aligned: bool) -> str:
    if token.kind == GROUP:
        return f"{{{_written(token.inside, aligned=aligned)}}}"
    if token.kind == ENVIRONMENT:
        return f"\\begin{{{token.text}}}{_written(token.inside, aligned=True)}\\end{{{token.text}}}"
    if token.kind == TEXT:
        return "" if token.inside[0].text in NOT_SHOWN else f"\\text{{{token.text}}}"
    if not aligned and (token.is_sign("&") or token.is_command("\\")):
        return ""
    return f"\\{token.text}" if token.kind == COMMAND else token.text
