"""Counterexamples, and a second opinion: claims at concrete points, by an engine of its own."""
