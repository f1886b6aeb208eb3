"""The titles of a document's sections, each with the place of the first formula behind it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from derivations.document.results import Title
from derivations.document.source.pieces import Formula, Heading, Note, Piece


def titles(pieces: Iterable[Piece]) -> Iterator[Title]:
    """The titles of the sections that have a formula behind them.

    >>> from derivations.document.source.reading import document
    >>> list(titles(document("# Notes\\n\\n## Signs\\n\\n$$a = b$$", "notes.md").pieces))
    ... # doctest: +NORMALIZE_WHITESPACE
    [Title(path='notes.md', line=5, column=3, level=1, text='Notes'),
     Title(path='notes.md', line=5, column=3, level=2, text='Signs')]
    """
    waiting: list[Heading] = []
    for piece in _flat(pieces):
        if isinstance(piece, Heading):
            while waiting and waiting[-1].level >= piece.level:
                waiting.pop()
            waiting.append(piece)
        elif isinstance(piece, Formula):
            place = piece.excerpt.position(0)
            for heading in waiting:
                yield Title(*place, heading.level, heading.text)
            waiting.clear()


def _flat(pieces: Iterable[Piece]) -> Iterator[Piece]:
    for piece in pieces:
        if isinstance(piece, Note):
            yield from _flat(piece.pieces)
        else:
            yield piece
