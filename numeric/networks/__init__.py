"""Networks: their layers, outputs, gradient, and files."""
