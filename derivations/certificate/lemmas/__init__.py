"""What a chain says and assumes, as a lemma of Coq."""
