"""Texts in: what a file is, and what it is made of, each piece with its place."""
