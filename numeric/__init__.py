"""Backpropagation in NumPy."""
