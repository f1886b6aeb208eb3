"""Markdown: markdown-it-py tells headings, lists, paragraphs, fences and displays apart, with their lines."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from derivations.document.source.pieces import Break, CannotRead, Excerpt, Formula, Heading, Item, Piece, Problem, Words
from derivations.document.source.prose import cut

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.rules_block import StateBlock
    from markdown_it.token import Token

MATHEMATICAL = ("math", "latex", "tex", "katex")
"""Fences whose content is a formula."""
CODE = ("<script", "<style", "<pre")
"""Elements of HTML in which nothing is a formula."""
_DOLLAR = re.compile(r"(?<!\\)\$")
DEEPEST = 100
"""How deep lists and quotations are nested at most; what is deeper would be left out."""


def _parser() -> MarkdownIt:
    from markdown_it import MarkdownIt
    from mdit_py_plugins.amsmath import amsmath_plugin
    from mdit_py_plugins.dollarmath import dollarmath_plugin
    from mdit_py_plugins.footnote import footnote_plugin
    from mdit_py_plugins.front_matter import front_matter_plugin

    made = MarkdownIt("commonmark", {"maxNesting": DEEPEST}).enable("table")
    made.block.ruler.before("fence", "math_block", _bracketed)
    made.use(dollarmath_plugin, allow_labels=False, allow_space=True, double_inline=True).use(amsmath_plugin).use(
        front_matter_plugin
    )
    made.use(footnote_plugin)
    made.core.ruler.enableOnly(["normalize", "block"])  # paragraphs are cut into formulas and words here
    return made


def _bracketed(state: StateBlock, first: int, end: int, silent: bool) -> bool:
    r"""A display between ``\[`` and ``\]`` on lines of its own, in which nothing else is Markdown."""
    lines = []
    for row in range(first, end):
        lines.append(state.src[state.bMarks[row] + state.tShift[row] : state.eMarks[row]])
        if not lines[0].startswith("\\["):
            return False
        if row > first and lines[-1].startswith("\\["):
            return False
        if lines[-1].rstrip().endswith("\\]"):
            break
    else:
        return False
    content = "\n".join(lines).rstrip()[2:-2]
    if "\\]" in content:
        return False  # there are several, and perhaps words between them
    if not silent:
        token = state.push("math_block", "math", 0)
        token.block, token.content, token.map = True, content, [first, row + 1]
    state.line = row + 1
    return True


def pieces(source: Excerpt) -> Iterator[Piece]:
    """The pieces of a Markdown text."""
    lines = source.text.split("\n")
    level, table = 0, False
    for token in _parser().parse(source.text):
        if token.level >= DEEPEST - 1:
            line = source.origins[min(token.map[0], len(lines) - 1)][0] if token.map else 1
            where = f"{source.path or 'the document'}:{line}"
            raise CannotRead(f"{where}: lists or quotations are nested too deeply")
        match token.type:
            case "list_item_open" | "list_item_close" | "footnote_reference_open" | "footnote_reference_close":
                yield Item(token.type.endswith("open"))
            case "heading_open":
                level = int(token.tag[1:])
            case "heading_close":
                level = 0
            case "inline" if level:
                yield Heading(level, token.content)
            case "inline":
                yield from cut(located := _located(source, lines, token))
                if table and len(_DOLLAR.findall(token.content)) % 2:
                    yield Problem(
                        f"{located.position(0)}: a cell of a table has a $ without another one: a bar ends a cell, "
                        "write \\vert in its formula"
                    )
            case "paragraph_close":
                yield Break()
            case "table_open" | "table_close" | "tr_close":
                table = token.type != "table_close" and (table or token.type == "table_open")
                yield Break(ends=True)
            case "th_close" | "td_close":
                yield Words(" ")
            case "hr" | "blockquote_open" | "blockquote_close":
                yield Break(part=True)
            case "math_block" if "$$" in token.content:
                yield from cut(_lines(source, lines, token))
            case "math_block" | "math_block_eqno" | "amsmath" | "math_block_double":
                yield Formula(_located(source, lines, token), True)
            case "code_block":  # indented by four spaces: a formula, if it is one for its delimiters
                yield from (p for p in cut(_located(source, lines, token)) if isinstance(p, Formula) and p.display)
            case "fence" if token.info.strip().strip("{}").lower() in MATHEMATICAL:
                yield Formula(_located(source, lines, token), True)
            case "html_block" if not token.content.lstrip().lower().startswith(CODE):
                yield from cut(_located(source, lines, token))
                yield Break()


def _lines(source: Excerpt, lines: list[str], token: Token) -> Excerpt:
    """All of the lines that a token spans."""
    assert token.map is not None
    first, last = token.map
    return Excerpt(source.path, "\n".join(lines[first:last]), source.origins[first:last], source.escaped)


def _located(source: Excerpt, lines: list[str], token: Token) -> Excerpt:
    """A token's text, each line with its place: indentation and quotation marks before it are left out there."""
    assert token.map is not None
    row = token.map[0]
    origins: list[tuple[int, int]] = []
    for text in token.content.split("\n"):
        while row < token.map[1] and row < len(lines) and text.strip() not in lines[row]:
            row += 1
        here = min(row, len(lines) - 1)
        stripped = text.strip()
        column = lines[here].find(stripped) - (len(text) - len(text.lstrip())) if stripped else 0
        line, before = source.origins[here]
        origins.append((line, before + source.width(lines[here][: max(column, 0)])))
        row += 1
    return Excerpt(source.path, token.content, tuple(origins), source.escaped)
