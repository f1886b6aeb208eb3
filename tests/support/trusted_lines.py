"""How many lines a ``Proved`` rests on, without blanks, comments and docstrings.

python tests/support/trusted_lines.py
"""

from __future__ import annotations

import ast
import io
import tokenize
from pathlib import Path

PACKAGE = Path(__file__).resolve().parents[2] / "derivations"
KERNEL = tuple(sorted(path for path in (PACKAGE / "kernel").glob("*.py") if path.name != "__init__.py"))
"""What makes theorems."""
READING = tuple(
    PACKAGE / "proof" / name
    for name in (
        "gate/circles.py", "gate/expressions.py", "gate/reading.py", "gate/sizes.py", "gate/theories.py", "verify.py",
        "statements/chains.py", "statements/claim.py", "statements/replacing.py",
        "statements/functions.py", "statements/theory.py", "statements/vectors.py", "statements/verdict.py",
    )
)  # fmt: skip
"""What a claim and a theory mean as the kernel's terms, and that a verdict is about that claim."""
BESIDE_CODE = {
    tokenize.COMMENT, tokenize.NL, tokenize.NEWLINE, tokenize.INDENT, tokenize.DEDENT, tokenize.ENDMARKER,
}  # fmt: skip


def lines_of_code(path: Path) -> int:
    """The lines of a file that hold code."""
    text = path.read_text(encoding="utf-8")
    texts: set[int] = set()
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant) and isinstance(node.value.value, str):
            texts.update(range(node.lineno, (node.end_lineno or node.lineno) + 1))
    lines: set[int] = set()
    for token in tokenize.generate_tokens(io.StringIO(text).readline):
        if token.type not in BESIDE_CODE:
            lines.update(range(token.start[0], token.end[0] + 1))
    return len(lines - texts)


if __name__ == "__main__":
    for title, files in (("kernel", KERNEL), ("reading", READING)):
        counts = {path.relative_to(PACKAGE).as_posix(): lines_of_code(path) for path in files}
        for name, count in counts.items():
            print(f"{count:6}  {name}")
        print(f"{sum(counts.values()):6}  {title}")
