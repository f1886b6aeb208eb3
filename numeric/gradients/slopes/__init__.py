"""One slope of a function along a line."""
