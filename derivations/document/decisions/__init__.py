"""Claims decided: proved, refuted by a counterexample, or unknown, with the reason."""
