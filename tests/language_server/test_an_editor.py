"""The language server as an editor sees it, over standard input and output."""

import asyncio

import pytest

pytest.importorskip("pygls")

from lsprotocol import types
from support.editors import begun, shown

ERROR, INFORMATION, HINT = (
    types.DiagnosticSeverity.Error,
    types.DiagnosticSeverity.Information,
    types.DiagnosticSeverity.Hint,
)
NOTES = """# One neuron

Let $a = w x + b$ and $C = \\frac{1}{2} (y - a)^2$. Then

$$\\frac{\\partial C}{\\partial w} = (a - y) x.$$

# Its bias

$$\\frac{\\partial C}{\\partial b} = a - y$$
"""


@pytest.fixture(scope="module")
def run():
    """Run what somebody does in an editor, which is the same for all tests here."""
    with asyncio.Runner() as runner:
        editor = runner.run(begun())
        yield lambda story: runner.run(story(editor))
        runner.run(editor.end())


def errors(diagnostics):
    return [one for one in diagnostics if one.severity == ERROR]


def test_a_false_step_is_an_error_and_what_is_given_a_hint(run):
    text = NOTES.replace("= (a - y) x", "= (y - a) x")

    uri = "untitled:a_false_step_is_an_error_and_what_is_given_a_hint.md"

    async def story(editor):
        editor.open(uri, text)
        found = await editor.decided(uri, 1)
        (error,) = errors(found)
        assert shown(text, error).strip() == "(y - a) x"
        assert error.message.startswith("False at ")
        assert error.code == "refuted"
        hints = [one for one in found if one.severity == HINT]
        assert [shown(text, hint) for hint in hints] == ["a = w x + b", "C = \\frac{1}{2} (y - a)^2"]
        assert {hint.message for hint in hints} == {"Taken as a definition"}
        editor.change(uri, NOTES, 2)
        assert errors(await editor.decided(uri, 2)) == []

    run(story)


def test_a_definition_far_above_changes_the_verdicts_below(run):
    uri = "untitled:a_definition_far_above_changes_the_verdicts_below.md"

    async def story(editor):
        editor.open(uri, NOTES)
        assert errors(await editor.decided(uri, 1)) == []
        other = NOTES.replace("$a = w x + b$", "$a = w x - b$")
        editor.change(uri, other, 2)
        (error,) = errors(await editor.decided(uri, 2))
        assert error.range.start.line == 8
        editor.change(uri, NOTES, 3)
        assert errors(await editor.decided(uri, 3)) == []

    run(story)


def test_a_line_above_moves_the_verdicts_below(run):
    text = NOTES.replace("= a - y\n", "= y - a\n").replace("b} = a - y", "b} = y - a")

    uri = "untitled:a_line_above_moves_the_verdicts_below.md"

    async def story(editor):
        editor.open(uri, text)
        (before,) = errors(await editor.decided(uri, 1))
        moved = "Words.\n\n\n" + text
        editor.change(uri, moved, 2)
        (after,) = errors(await editor.decided(uri, 2))
        assert after.range.start.line == before.range.start.line + 3
        verdict, *_ = before.message.partition("true with")  # a suggestion may come later than the verdict
        assert after.message.startswith(verdict.strip())
        assert shown(moved, after) == shown(text, before)

    run(story)


def test_a_hover_tells_premises_readings_and_the_counterexample(run):
    text = NOTES.replace("= (a - y) x", "= (y - a) x")

    uri = "untitled:a_hover_tells_premises_readings_and_the_counterexample.md"

    async def story(editor):
        editor.open(uri, text)
        await editor.decided(uri, 1)
        false = await editor.hover(uri, 4, 36)
        assert "refuted: this step is false" in false
        assert "- left: " in false
        assert "definition in force: a = w x + b" in false
        true = await editor.hover(uri, 8, 34)
        assert true.startswith("**proved")
        assert "Using:" in true
        assert "reading as it stands: proved" in true
        assert await editor.hover(uri, 0, 2) is None

    run(story)


def test_a_quick_fix_makes_a_false_step_true(run):
    text = NOTES.replace("= (a - y) x", "= (y - a) x")

    uri = "untitled:a_quick_fix_makes_a_false_step_true.md"

    async def story(editor):
        editor.open(uri, text)
        await editor.decided(uri, 1)
        await editor.until(lambda: "true with" in errors(editor.diagnostics[uri])[0].message)
        assert "true with" in await editor.hover(uri, 4, 36)
        (fix,) = await editor.fixes(uri, 4, 36)
        ((edit,),) = fix.edit.changes.values()
        lines = text.split("\n")
        place = edit.range
        assert place.start.line == place.end.line == 4
        lines[4] = lines[4][: place.start.character] + edit.new_text + lines[4][place.end.character :]
        editor.change(uri, "\n".join(lines), 2)
        assert errors(await editor.decided(uri, 2)) == []
        assert not await editor.fixes(uri, 4, 36)

    run(story)


def test_a_document_that_grows_by_keystrokes(run):
    text = "# 𝒜 sum\n\n$$(a + b)^2 = a^2 + 2 a b + b^2$$\n\n# 𝓑 square 𝒞 $(x - 1)^2 = x^2 - 1$ it is.\n"

    uri = "untitled:a_document_that_grows_by_keystrokes.md"

    async def story(editor):
        editor.open(uri, "")
        for end in range(1, len(text) + 1):
            editor.change(uri, text[:end], end)
            await asyncio.sleep(0.01)
        found = errors(await editor.decided(uri, len(text)))
        assert all(shown(text, one) for one in found)
        editor.open("untitled:again.md", text)
        assert errors(await editor.decided("untitled:again.md", 1)) == found

    run(story)


def test_an_edit_does_not_wait_for_a_step_that_takes_long(run):
    slow = "# Slow\n\n$$(" + " + ".join(f"x_{n}" for n in range(40)) + ")^{40} = y$$\n"

    uri = "untitled:an_edit_does_not_wait_for_a_step_that_takes_long.md"

    async def story(editor):
        editor.open(uri, slow)
        await asyncio.sleep(1)
        editor.change(uri, "$$a + a = a$$", 2)
        (error,) = errors(await editor.decided(uri, 2, seconds=20))
        assert "False" in error.message

    run(story)


def test_cells_of_a_notebook_are_one_document(run):
    notebook, first, second = "file:///book.ipynb", "cell:one", "cell:two"

    async def story(editor):
        cells = [types.NotebookCell(types.NotebookCellKind.Markup, uri) for uri in (first, second)]
        texts = [
            types.TextDocumentItem(first, "markdown", 1, "Let $a = 2 t$."),
            types.TextDocumentItem(second, "markdown", 1, "$$\na^2 = 2 t^2\n$$"),
        ]
        book = types.NotebookDocument(notebook, "jupyter-notebook", 1, cells)
        editor.notebook_document_did_open(types.DidOpenNotebookDocumentParams(book, texts))
        await editor.until(lambda: editor.checked.get(notebook) == 1)
        (error,) = errors(editor.diagnostics[second])
        assert error.range.start == types.Position(1, 6)
        assert errors(editor.diagnostics[first]) == []
        change = types.NotebookDocumentCellContentChanges(
            types.VersionedTextDocumentIdentifier(2, second),
            [types.TextDocumentContentChangeWholeDocument("\n$$\na^2 = 4 t^2\n$$")],
        )
        editor.notebook_document_did_change(
            types.DidChangeNotebookDocumentParams(
                types.VersionedNotebookDocumentIdentifier(2, notebook),
                types.NotebookDocumentChangeEvent(cells=types.NotebookDocumentCellChanges(text_content=[change])),
            )
        )
        await editor.until(lambda: editor.checked.get(notebook) == 2)
        assert errors(editor.diagnostics[second]) == []
        assert "proved" in await editor.hover(second, 2, 2)

    run(story)


@pytest.mark.parametrize(
    ("name", "language", "text", "severity"),
    [
        ("notes.tex", "latex", "\\[ a + a = a^2 \\]", ERROR),
        (
            "notes.ipynb",
            "json",
            '{"cells": [{"cell_type": "markdown", "source": ["$$\\\\frac{a + a}{2} = 2 a$$"]}]}',
            ERROR,
        ),
        ("none.ipynb", "json", '{"cells": 1}', types.DiagnosticSeverity.Warning),
    ],
)
def test_other_kinds_of_documents(run, name, language, text, severity):
    async def story(editor):
        editor.open(f"untitled:{name}", text, language)
        (found,) = await editor.decided(f"untitled:{name}", 1)
        assert found.severity == severity

    run(story)


def test_nothing_is_said_of_other_files_and_of_what_is_closed(run):
    uri = "untitled:nothing_is_said_of_other_files_and_of_what_is_closed.md"

    async def story(editor):
        editor.open("untitled:code.py", "$$a + a = a$$", "python")
        editor.open(uri, "$$a + a = a$$")
        assert errors(await editor.decided(uri, 1))
        editor.text_document_did_close(types.DidCloseTextDocumentParams(types.TextDocumentIdentifier(uri)))
        await editor.until(lambda: not editor.diagnostics[uri])
        assert "untitled:code.py" not in editor.diagnostics

    run(story)
