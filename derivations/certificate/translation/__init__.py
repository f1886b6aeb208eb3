"""The quantities of a theory, its definitions and its formulas, in Coq."""
