"""Gradients against differences of a cost."""
