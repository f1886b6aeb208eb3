"""The gate: from SymPy's expressions and a theory's assumptions to the kernel's terms.

What the kernel has no meaning for is refused by name, with what to write instead.  Nothing is left out or guessed.
"""
