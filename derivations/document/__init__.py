"""LaTeX in: the steps of somebody's document, each proved, refuted or unknown."""

from derivations.document.check import check, check_files
from derivations.document.results import CheckedDocument, FoundStep
from derivations.document.source.pieces import CannotRead

__all__ = ["CannotRead", "CheckedDocument", "FoundStep", "check", "check_files"]
