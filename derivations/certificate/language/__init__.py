"""Coq's terms, and what is done with them without knowing what they stand for."""
