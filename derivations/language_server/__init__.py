"""A language server: the verdicts on the formulas of a document, in an editor, while it is written."""
