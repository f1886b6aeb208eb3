"""An editor: a client of the language server over standard input and output, which keeps what it is told."""

import asyncio
import sys
from pathlib import Path

from lsprotocol import types
from pygls.lsp.client import LanguageClient

ROOT = Path(__file__).parents[2]


class Editor(LanguageClient):
    """A client with the diagnostics of each text, and of each document the version that was decided last."""

    def __init__(self):
        super().__init__("editor", "1")
        self.diagnostics, self.checked, self.told = {}, {}, asyncio.Condition()

        @self.feature(types.TEXT_DOCUMENT_PUBLISH_DIAGNOSTICS)
        async def published(params):
            async with self.told:
                self.diagnostics[params.uri] = params.diagnostics
                self.told.notify_all()

        @self.feature("$/derivations/checked")
        async def checked(params):
            async with self.told:
                self.checked[params.uri] = params.version
                self.told.notify_all()

    async def begin(self):
        await self.start_io(sys.executable, "-m", "derivations", "lsp", "--stdio")
        found = await self.initialize_async(types.InitializeParams(capabilities=types.ClientCapabilities()))
        self.initialized(types.InitializedParams())
        return found

    async def end(self):
        await self.shutdown_async(None)
        self.exit(None)
        await asyncio.wait_for(self._server.wait(), 20)

    def open(self, uri, text, language="markdown", version=1):
        item = types.TextDocumentItem(uri, language, version, text)
        self.text_document_did_open(types.DidOpenTextDocumentParams(item))

    def change(self, uri, text, version):
        named = types.VersionedTextDocumentIdentifier(version, uri)
        whole = types.TextDocumentContentChangeWholeDocument(text)
        self.text_document_did_change(types.DidChangeTextDocumentParams(named, [whole]))

    async def until(self, is_so, seconds=60):
        async with self.told:
            await asyncio.wait_for(self.told.wait_for(is_so), seconds)

    async def decided(self, uri, version, seconds=60):
        """The diagnostics of a document when a version of it is decided."""
        await self.until(lambda: self.checked.get(uri) == version, seconds)
        return self.diagnostics[uri]

    async def hover(self, uri, line, character):
        place = types.Position(line, character)
        found = await self.text_document_hover_async(types.HoverParams(types.TextDocumentIdentifier(uri), place))
        return None if found is None else found.contents.value

    async def fixes(self, uri, line, character):
        place = types.Position(line, character)
        return await self.text_document_code_action_async(
            types.CodeActionParams(
                types.TextDocumentIdentifier(uri), types.Range(place, place), types.CodeActionContext([])
            )
        )


async def begun():
    """An editor that has started its language server."""
    editor = Editor()
    await editor.begin()
    return editor


def shown(text, diagnostic):
    """The part of a text, as UTF-16, that a diagnostic underlines."""
    start, end = diagnostic.range.start, diagnostic.range.end
    lines = [line.encode("utf-16-le") for line in text.split("\n")]
    if start.line == end.line:
        return lines[start.line][2 * start.character : 2 * end.character].decode("utf-16-le")
    middle = lines[start.line + 1 : end.line]
    parts = [lines[start.line][2 * start.character :], *middle, lines[end.line][: 2 * end.character]]
    return "\n".join(part.decode("utf-16-le") for part in parts)
