"""The gradient of any function."""
