"""Formulas as they are written: tokens, expressions, statements."""
