"""Fuzz the reader of documents with atheris, guided by coverage: no text may raise anything but ``CannotRead``.

    pip install '.[fuzz]'
    python tests/support/fuzz_reader.py                   from the corpus, for 1,000,000 executions
    python tests/support/fuzz_reader.py -runs=20000       any option of libFuzzer
    python tests/support/fuzz_reader.py crash-1234        one input once more
    python tests/support/fuzz_reader.py --pack FOLDER     make the corpus of the inputs in a folder

The first byte of an input chooses the form (Markdown, LaTeX, notebook, or told from the text), the others are the text.
An input is read, its formulas are parsed and what they mean is looked up; nothing is decided.

The corpus was cut from 2,911 inputs: together with the documents of ``tests/documents`` it reaches every line of the
reader that these reached.  A longer one is best gathered by a run, and not kept here.
"""

from __future__ import annotations

import json
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from support.documents import DOCUMENTS

CORPUS = Path(__file__).parent / "corpus.json"
"""Inputs that reach different parts of the reader, by form; a byte that is not UTF-8 is a lone surrogate."""
FORMS = {"markdown": "markdown", "latex": "latex", "notebook": "notebook", "any": None}
"""What the first byte of an input chooses among: what each is called in the corpus, and the form that is asked for."""
RUNS = 1_000_000
SIGNS = ["$$", "&=", "\\\\", "\\begin{align}", "\\end{align}", "\\begin{cases}", "\\end{cases}", "_{", "^{", "\\left(",
         "\\right)", "\\text{if }", "\\sum_{i=1}^n", "\\partial", "\\newcommand{\\x}[1]{", "#1", "\\input{", "```math", "<!--"]  # fmt: skip


def read(data: bytes) -> None:
    """Read one input as far as that goes without deciding anything."""
    from sympy import evaluate

    from derivations.document.decisions.checking import outlines
    from derivations.document.obligations.interpretation import interpreted
    from derivations.document.source.pieces import CannotRead
    from derivations.document.source.reading import document

    if not data:
        return
    text = data[1:].decode("utf-8", "surrogateescape")
    try:
        found = document(text, "fuzzed", [*FORMS.values()][data[0] % len(FORMS)])
        with evaluate(False):
            for section in outlines(found):
                interpreted(section)
    except CannotRead:
        return


def corpus() -> list[bytes]:
    """The inputs of the corpus."""
    texts = json.loads(CORPUS.read_text(encoding="utf-8"))
    return [
        bytes([first]) + text.encode("utf-8", "surrogateescape")
        for first, form in enumerate(FORMS)
        for text in texts[form]
    ]


def paragraphs() -> list[bytes]:
    """The paragraphs of the documents in ``tests/documents``, from which the fuzzer starts as well."""
    suffixes = {".md": 0, ".tex": 1}
    return [
        bytes([suffixes[path.suffix]]) + paragraph
        for path in sorted(DOCUMENTS.iterdir())
        if path.suffix in suffixes
        for paragraph in path.read_bytes().split(b"\n\n")
    ]


def pack(folder: Path) -> None:
    """Make the corpus of the inputs in a folder."""
    found: dict[str, list[str]] = {form: [] for form in FORMS}
    for data in sorted(path.read_bytes() for path in folder.iterdir()):
        if data:
            found[[*FORMS][data[0] % len(FORMS)]].append(data[1:].decode("utf-8", "surrogateescape"))
    CORPUS.write_text(json.dumps(found, indent=1) + "\n", encoding="utf-8")


def dictionary() -> str:
    """The commands that the reader knows, as libFuzzer's dictionary."""
    from derivations.document.syntax.commands import FONTS, FRACTIONS, FUNCTIONS, LETTERS, OPERATORS, RELATION_COMMANDS

    commands = sorted({*LETTERS, *FUNCTIONS, *FRACTIONS, *OPERATORS, *FONTS, *RELATION_COMMANDS})
    words = [f"\\{name}" for name in commands if name.isalpha()] + SIGNS
    return "".join('"' + word.replace("\\", "\\\\") + '"\n' for word in words)


def main() -> None:
    """Fuzz with the options given, or for a million executions."""
    import atheris

    with atheris.instrument_imports(include=["derivations.document"]):
        read(b"\0$$x = x$$")
    options = sys.argv[1:]
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "latex.dict").write_text(dictionary(), encoding="utf-8")
        (folder / "corpus").mkdir()
        for number, data in enumerate([*corpus(), *paragraphs()]):
            (folder / "corpus" / str(number)).write_bytes(data)
        standard = {"-runs": RUNS, "-max_len": 200, "-timeout": 30, "-dict": folder / "latex.dict"}
        chosen = {option.partition("=")[0] for option in options}
        options += [f"{option}={value}" for option, value in standard.items() if option not in chosen]
        if all(option.startswith("-") for option in options):
            options.append(str(folder / "corpus"))
        atheris.Setup([sys.argv[0], *options], read)
        atheris.Fuzz()


if __name__ == "__main__":
    if sys.argv[1:2] == ["--pack"]:
        pack(Path(sys.argv[2]))
    else:
        main()
