r"""Markup among the words of a text: names of environments, labels, files, colours and tags of HTML are no words.

>>> said(r"\begin{center}By \eqref{eq:loss}, \textcolor{red}{we} have <b>the</b> ![curve](loss.png)").split()
['By', ',', 'we', 'have', 'the', '![curve]']
"""

from __future__ import annotations

import re

_SILENT = (
    "begin", "end", "label", "ref", "eqref", "autoref", "pageref", "nameref", "includegraphics", "color", "textcolor",
    "colorbox", "hspace", "vspace", "url", "href", "bibliography", "bibliographystyle", "usepackage", "documentclass",
    "setcounter", "setlength", "addtocounter", "pagestyle", "thispagestyle", "hypersetup", "graphicspath", "index",
    "includesvg", "inputminted", "pagenumbering", "geometry", "input", "include",
)  # fmt: skip
"""Commands whose first argument says nothing; so do those of citations and of clever references."""
_STYLES = (
    "emph", "textbf", "textit", "texttt", "textsc", "textsf", "textrm", "textsl", "underline", "uline", "noindent",
    "centering", "tiny", "scriptsize", "footnotesize", "small", "normalsize", "large", "Large", "LARGE", "huge", "Huge",
    "bfseries", "itshape", "ttfamily", "sffamily", "newpage", "clearpage", "pagebreak", "linebreak", "newline",
    "medskip", "smallskip", "bigskip", "par", "hfill", "vfill", "only", "onslide", "uncover", "visible", "pause",
    "maketitle", "tableofcontents", "appendix", "hline", "toprule", "midrule", "bottomrule", "protect", "item",
    "footnote", "caption", "qquad", "quad", "dots", "ldots", "displaystyle", "mbox", "hbox", "text",
)  # fmt: skip
"""Commands that only say how the words behind them look, or where they stand."""
_REFERENCE = r"[Cc]ref|cite[a-zA-Z]*|[a-z]+cite"
_OPTIONS = r"\s*(?:<[^<>]*>)?(?:\[[^\[\]]*\])*"
_MARKUP = re.compile(
    r"\\begin\s*\{(?:tabular[*x]?|longtable|minipage|array|multicols|wrapfigure|subfigure)\*?\}(?:\[[^\[\]]*\])?(?:\{[^{}]*\}){0,2}"
    rf"|\\(?:{'|'.join(_SILENT)}|{_REFERENCE})\*?(?![A-Za-z]){_OPTIONS}(?:\{{[^{{}}]*\}}(?:\[[^\[\]]*\])?)?"
    rf"|\\(?:{'|'.join(_STYLES)})(?![A-Za-z])\*?{_OPTIONS}"
    r"|</?[A-Za-z][A-Za-z0-9]*(?:\s+[A-Za-z-]+\s*=\s*(?:\"[^\"]*\"|'[^']*'|[^\s<>\"']+))*(?:\s+open)?\s*/?>"
    r"|(?<=\])\((?:[^()\s]|\([^()\s]*\))+(?:\s+\"[^\"]*\")?\)|\[-?@[^\[\]]*\]|(?<![\w.])@[A-Za-z][\w:.-]*|\{[#.][^{}]*\}"
    r"|\\[vh]skip\s*-?[\d.]+\s*[a-z]{2}"
)
_BRACES = str.maketrans("{}", "  ")


def is_silent(command: str) -> bool:
    """Whether a command says nothing: the words behind it only look different, or are none.

    >>> is_silent("emph"), is_silent("citet"), is_silent("alert")
    (True, True, False)
    """
    return command in _SILENT or command in _STYLES or re.fullmatch(_REFERENCE, command) is not None


def said(text: str) -> str:
    """The words of a text without its markup."""
    return _MARKUP.sub(" ", text).translate(_BRACES)
