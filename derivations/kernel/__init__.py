"""The kernel: terms, theorems and the rules that make them.  Nothing else is needed for a ``Proved`` to be true."""
