"""Lemmas of a script beside those of its sequents: about numbers, and about what quantities are made of."""

from __future__ import annotations

from collections.abc import Iterator


class Lemmas:
    """Lemmas by their statements with proofs, each once."""

    def __init__(self) -> None:
        self.names: dict[str, str] = {}

    def lemma(self, text: str) -> str:
        """The name of the lemma with this statement and proof."""
        return self.names.setdefault(text, f"n{len(self.names)}")

    def since(self, place: int) -> Iterator[str]:
        """The lemmas from the one at a place, as a script has them."""
        return (f"Lemma {name} : {text}" for text, name in list(self.names.items())[place:])

    def forget(self, place: int) -> None:
        """Leave out the lemmas from the one at a place: of a step that has come to nothing."""
        self.names = dict(list(self.names.items())[:place])

    def __len__(self) -> int:
        return len(self.names)
