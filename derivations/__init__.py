"""A verifier for derivations, grown from the mathematics of learning in neural networks."""

__version__ = "0.1.0"
