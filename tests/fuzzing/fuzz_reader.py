"""Fuzz the reader of documents with atheris, guided by coverage: no text may raise anything but ``CannotRead``.

    pip install '.[fuzz]'
    python tests/fuzzing/fuzz_reader.py                        from the corpus, for 1,000,000 executions
    python tests/fuzzing/fuzz_reader.py -runs=20000            any option of libFuzzer
    python tests/fuzzing/fuzz_reader.py tests/fuzzing/crashes/crash-...    one input again

The first byte of an input chooses the form (Markdown, LaTeX, notebook, or told from the text), the others are the text.
An input is read, its formulas are parsed and what they mean is looked up; nothing is decided.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

import atheris

with atheris.instrument_imports(include=["derivations.document"]):
    from derivations.document.checking import outlines
    from derivations.document.commands import FONTS, FRACTIONS, FUNCTIONS, LETTERS, OPERATORS, RELATION_COMMANDS
    from derivations.document.interpretation import interpreted
    from derivations.document.reading import document
    from derivations.document.source import CannotRead

from sympy import evaluate

HERE = Path(__file__).parent
FORMS = ("markdown", "latex", "notebook", None)
"""What the first byte of an input chooses among."""
SIGNS = ["$$", "&=", "\\\\", "\\begin{align}", "\\end{align}", "\\begin{cases}", "\\end{cases}", "_{", "^{", "\\left(",
         "\\right)", "\\text{if }", "\\sum_{i=1}^n", "\\partial", "\\newcommand{\\x}[1]{", "#1", "\\input{", "```math", "<!--"]  # fmt: skip
RUNS = 1_000_000


def read(data: bytes) -> None:
    """Read one input as far as that goes without deciding anything."""
    if not data:
        return
    text = data[1:].decode("utf-8", "surrogateescape")
    try:
        found = document(text, "fuzzed", FORMS[data[0] % len(FORMS)])
        with evaluate(False):
            for section in outlines(found):
                interpreted(section)
    except CannotRead:
        return


def dictionary(folder: Path) -> Path:
    """The commands that the reader knows, as libFuzzer's dictionary."""
    commands = sorted({*LETTERS, *FUNCTIONS, *FRACTIONS, *OPERATORS, *FONTS, *RELATION_COMMANDS})
    words = [f"\\{name}" for name in commands if name.isalpha()] + SIGNS
    path = folder / "latex.dict"
    path.write_text("".join('"' + word.replace("\\", "\\\\") + '"\n' for word in words), encoding="utf-8")
    return path


def main() -> None:
    """Fuzz with the options given, or for a million executions."""
    options = sys.argv[1:]
    with tempfile.TemporaryDirectory() as folder:
        standard = {
            "-runs": f"-runs={RUNS}",
            "-max_len": "-max_len=400",
            "-timeout": "-timeout=20",
            "-dict": f"-dict={dictionary(Path(folder))}",
            "-artifact_prefix": f"-artifact_prefix={HERE / 'crashes'}/",
        }
        chosen = {option.partition("=")[0] for option in options}
        options += [text for name, text in standard.items() if name not in chosen]
        if not any(not option.startswith("-") for option in options):
            options.append(str(HERE / "corpus"))
        (HERE / "crashes").mkdir(exist_ok=True)
        atheris.Setup([sys.argv[0], *options], read)
        atheris.Fuzz()


if __name__ == "__main__":
    main()
