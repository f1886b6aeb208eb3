"""The language server: what an editor asks, and what it is told while a document is edited."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from concurrent.futures import TimeoutError as Late
from dataclasses import dataclass, field
from pathlib import Path
from time import monotonic
from typing import Any

from lsprotocol import types
from pygls.lsp.server import LanguageServer
from pygls.uris import to_fs_path

from derivations.document.settings import Settings
from derivations.document.source.files import SUFFIXES, Source
from derivations.language_server import messages
from derivations.language_server.cells import CELLS, joined
from derivations.language_server.findings import Sheet, Step, Taken, steps, taken, text_of
from derivations.language_server.hands import Hands
from derivations.language_server.sections import Version
from derivations.version import VERSION

LANGUAGES = {"markdown": "markdown", "quarto": "markdown", "rmd": "markdown", "mdx": "markdown", "latex": "latex",
             "tex": "latex", "plaintex": "latex", "context": "latex"}  # fmt: skip
"""What a text is that an editor calls so, where the end of its name does not tell."""
WAIT = 0.3
"""Seconds after an edit from which on what is known is told, before everything is."""
EXPLAINING = 2.0
"""Seconds that a hover waits for what was read."""
CHECKED = "$/derivations/checked"
"""The notification that everything in a version of a document is decided."""


@dataclass
class Opened:
    """A document that is open: its texts, their version, and when that was last told of."""

    sheet: Sheet
    version: Version
    told: float = field(default_factory=monotonic)
    done: bool = False
    complete: bool = False
    uris: frozenset[str] = frozenset()


def serve(settings: Settings) -> None:
    """Serve an editor on standard input and output until it says goodbye."""
    server = made(settings)
    try:
        server.start_io()
    finally:
        server.end()


class DerivationsServer(LanguageServer):
    """A language server with hands that decide, and the documents that are open, by the URI of each."""

    def __init__(self, settings: Settings) -> None:
        selector = types.NotebookDocumentFilterWithCells([types.NotebookCellLanguage("markdown")], "*")
        super().__init__(
            "derivations",
            VERSION,
            text_document_sync_kind=types.TextDocumentSyncKind.Full,
            notebook_document_sync=types.NotebookDocumentSyncOptions([selector]),
        )
        self.settings = settings
        self.opened: dict[str, Opened] = {}
        self.loop: asyncio.AbstractEventLoop | None = None
        self.hands: Hands | None = None

    def units(self, text: str) -> int:
        """How many units of the client's encoding a text has."""
        return self.workspace.position_codec.client_num_units(text)

    # -- what changes

    def edited(self, uri: str, number: int | None, sheet: Sheet) -> None:
        """A document has another text."""
        self.loop = asyncio.get_running_loop()
        if self.hands is None:
            self.hands = Hands(self.settings, self._found)
        uris = self.opened[uri].uris if uri in self.opened else frozenset[str]()
        opened = Opened(sheet, self.hands.edit(uri, number, sheet.source), uris=uris)
        self.opened[uri] = opened
        self.loop.call_later(WAIT, self._tell, opened, opened.version.name)

    def closed(self, uri: str) -> None:
        """A document is closed."""
        opened = self.opened.pop(uri, None)
        if opened is not None and self.hands is not None:
            self.hands.close(uri)
            for one in opened.uris:
                self.text_document_publish_diagnostics(types.PublishDiagnosticsParams(one, []))

    def end(self) -> None:
        """End the workers."""
        if self.hands is not None:
            self.hands.end()

    # -- what is found

    def _found(self, version: Version) -> None:
        """More is known of a version; called in any thread."""
        if self.loop is not None and not self.loop.is_closed():
            self.loop.call_soon_threadsafe(self._progress, version)

    def _progress(self, version: Version) -> None:
        opened = self.opened.get(version.name)
        if opened is None or self.hands is None:
            return
        done, complete = self.hands.state(opened.version)
        if done > opened.done or complete or monotonic() - opened.told >= WAIT:
            self._tell(opened, version.name)

    def _tell(self, opened: Opened, name: str) -> None:
        """Tell what is known of a version that is still the newest one."""
        if self.opened.get(name) is not opened or opened.complete or self.hands is None:
            return
        if opened.version.contents is None:
            return
        was_done, opened.told = opened.done, monotonic()
        opened.done, opened.complete = self.hands.state(opened.version)
        found = self._diagnostics(opened)
        number = opened.version.number
        for uri in sorted({*found, *opened.uris}):
            own = number if uri == name else None
            self.text_document_publish_diagnostics(types.PublishDiagnosticsParams(uri, found.get(uri, []), own))
        opened.uris = frozenset(found)
        if opened.done and not was_done:
            self.protocol.notify(CHECKED, {"uri": name, "version": number})

    def _diagnostics(self, opened: Opened) -> dict[str, list[types.Diagnostic]]:
        """The diagnostics of a document's texts."""
        found: dict[str, list[types.Diagnostic]] = {text.uri: [] for text in opened.sheet.texts.values()}
        assert opened.version.contents is not None
        for problem in opened.version.contents.problems:
            next(iter(found.values()), []).append(messages.of_problem(problem))
        for step in self.steps(opened):
            diagnostic = messages.of_step(step, self.units)
            if diagnostic is not None:
                found[step.whole.text.uri].append(diagnostic)
        for item in self.taken(opened):
            found[item.span.text.uri].append(messages.of_taken(item, self.units))
        return found

    def steps(self, opened: Opened) -> Iterator[Step]:
        """The steps of a document that are decided."""
        contents = opened.version.contents
        if contents is not None and self.hands is not None:
            yield from steps(self.hands.found(opened.version), contents.places, opened.sheet)

    def taken(self, opened: Opened) -> Iterator[Taken]:
        """The formulas of a document that are no steps."""
        contents = opened.version.contents
        if contents is not None and self.hands is not None:
            yield from taken(self.hands.found(opened.version), contents.places, opened.sheet)

    # -- what is asked

    def document_of(self, uri: str) -> Opened | None:
        """The document that a text is, or is a cell of."""
        notebook = self.workspace.get_notebook_document(cell_uri=uri)
        return self.opened.get(uri if notebook is None else notebook.uri)

    def place(self, opened: Opened, uri: str, position: types.Position) -> tuple[int, int]:
        """A position in a text, in characters."""
        lines = next((text.lines for text in opened.sheet.texts.values() if text.uri == uri), ("",))
        row = min(position.line, len(lines) - 1)
        line = lines[row]
        column = next((n for n in range(len(line)) if self.units(line[:n]) >= position.character), len(line))
        return row, column


def made(settings: Settings) -> DerivationsServer:
    """A server with everything that it answers."""
    server = DerivationsServer(settings)
    _follow_texts(server)
    _follow_notebooks(server)
    _answer(server)
    return server


def _follow_texts(server: DerivationsServer) -> None:
    def edited(uri: str, number: int | None) -> None:
        text = server.workspace.get_text_document(uri)
        path = to_fs_path(uri) if uri.startswith("file:") else None
        form = SUFFIXES.get(Path(path or uri).suffix.lower()) or LANGUAGES.get(text.language_id or "")
        if form is not None:
            name = path or uri
            source = Source(text.source, name, form, str(Path(path).parent) if path else None)
            server.edited(uri, number, Sheet(source, {name: text_of(uri, text.source)}))

    @server.feature(types.TEXT_DOCUMENT_DID_OPEN)
    def opened(params: types.DidOpenTextDocumentParams) -> None:
        edited(params.text_document.uri, params.text_document.version)

    @server.feature(types.TEXT_DOCUMENT_DID_CHANGE)
    def changed(params: types.DidChangeTextDocumentParams) -> None:
        edited(params.text_document.uri, params.text_document.version)

    @server.feature(types.TEXT_DOCUMENT_DID_SAVE)
    def saved(params: types.DidSaveTextDocumentParams) -> None:
        uri = params.text_document.uri
        if server.hands is not None and uri in server.opened:
            server.hands.saved(uri)
            edited(uri, server.opened[uri].version.number)

    @server.feature(types.TEXT_DOCUMENT_DID_CLOSE)
    def closed(params: types.DidCloseTextDocumentParams) -> None:
        server.closed(params.text_document.uri)


def _follow_notebooks(server: DerivationsServer) -> None:
    def edited(uri: str, number: int | None) -> None:
        notebook = server.workspace.get_notebook_document(notebook_uri=uri)
        if notebook is None:
            return
        cells = [
            (cell.document, server.workspace.get_text_document(cell.document).source)
            for cell in notebook.cells
            if cell.kind == types.NotebookCellKind.Markup
        ]
        source = Source(joined(cells), uri, CELLS)
        server.edited(uri, number, Sheet(source, {name: text_of(name, text) for name, text in cells}))

    @server.feature(types.NOTEBOOK_DOCUMENT_DID_OPEN)
    def opened(params: types.DidOpenNotebookDocumentParams) -> None:
        edited(params.notebook_document.uri, params.notebook_document.version)

    @server.feature(types.NOTEBOOK_DOCUMENT_DID_CHANGE)
    def changed(params: types.DidChangeNotebookDocumentParams) -> None:
        edited(params.notebook_document.uri, params.notebook_document.version)

    @server.feature(types.NOTEBOOK_DOCUMENT_DID_CLOSE)
    def closed(params: types.DidCloseNotebookDocumentParams) -> None:
        server.closed(params.notebook_document.uri)


def _answer(server: DerivationsServer) -> None:
    def at(params: Any, position: types.Position) -> tuple[Opened, list[Step]] | None:
        uri = params.text_document.uri
        opened = server.document_of(uri)
        if opened is None:
            return None
        place = server.place(opened, uri, position)
        return opened, [s for s in server.steps(opened) if s.whole.text.uri == uri and s.whole.has(*place)]

    @server.feature(types.TEXT_DOCUMENT_HOVER)
    async def hover(params: types.HoverParams) -> types.Hover | None:
        found = at(params, params.position)
        if found is None or not found[1] or server.hands is None:
            return None
        opened, (step, *_) = found[0], found[1]
        asked = server.hands.explained(opened.version, step.section, step.line)
        try:
            told = await asyncio.wait_for(asyncio.wrap_future(asked), EXPLAINING)
        except (TimeoutError, Late):
            told = []
        contents = opened.version.contents
        same = [
            one for one in told if (one.line, one.column, one.rhs) == (step.line, step.found.column, step.found.rhs)
        ]
        lines = [contents.places.text(line) for line in same[0].explanation] if same and contents is not None else []
        return messages.hover(step, lines, server.units)

    @server.feature(
        types.TEXT_DOCUMENT_CODE_ACTION, types.CodeActionOptions(code_action_kinds=[types.CodeActionKind.QuickFix])
    )
    def fixes(params: types.CodeActionParams) -> list[types.CodeAction]:
        uri = params.text_document.uri
        opened = server.document_of(uri)
        if opened is None:
            return []
        first, last = (server.place(opened, uri, place) for place in (params.range.start, params.range.end))
        near = [
            s
            for s in server.steps(opened)
            if s.whole.text.uri == uri and s.whole.start <= last and first <= s.whole.end
        ]
        escaped = opened.sheet.source.form == "notebook"
        return [action for step in near if (action := messages.fix(step, server.units, escaped)) is not None]
