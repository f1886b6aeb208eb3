"""The proof of a lemma, step by step, by tactics of Coq and of the library."""
