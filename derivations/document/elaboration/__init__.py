"""What formulas mean: from expressions as they are written to SymPy expressions over indexed quantities."""
